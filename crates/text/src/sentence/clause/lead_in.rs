//! Phrases of time and turns of speech that open a sentence or close the one before.

use super::Reader;
use crate::sentence::subject;
use crate::tag::Tag;

impl Reader<'_> {
    /// A time or turn of speech right before `start` that may open the sentence: "in the end", "on Monday".
    pub(super) fn lead_in(&self, start: usize) -> Option<LeadIn> {
        let last = self.before(start)?;
        let word = self.lower(last);
        if matches!(
            word,
            "later" | "now" | "today" | "yesterday" | "instead" | "sometimes" | "tomorrow"
        ) {
            // "two weeks later"
            let counted = self.before(last).filter(|b| word == "later" && is_time(self.lower(*b)));
            let at = counted
                .and_then(|b| subject::phrase(self.tokens, self.from, b))
                .unwrap_or(last);
            return Some(LeadIn {
                at,
                forward: counted.is_some() || word == "now",
            });
        }
        let pronoun = matches!(
            word,
            "that"
                | "this"
                | "then"
                | "first"
                | "least"
                | "course"
                | "fact"
                | "example"
                | "instance"
                | "result"
                | "addition"
        );
        let number = self.tag(last) == Tag::Cardinal;
        if !(pronoun || is_time(word) || number) {
            return None;
        }
        let phrase = if pronoun
            && matches!(
                word,
                "that" | "this" | "then" | "first" | "least" | "course" | "fact" | "example" | "instance" | "addition"
            ) {
            last
        } else {
            subject::phrase(self.tokens, self.from, last)?
        };
        let preposition = self.before(phrase).filter(|p| {
            matches!(
                self.lower(*p),
                "in" | "on"
                    | "at"
                    | "by"
                    | "after"
                    | "before"
                    | "within"
                    | "during"
                    | "over"
                    | "for"
                    | "until"
                    | "since"
                    | "of"
                    | "as"
                    | "from"
                    | "around"
                    | "about"
            )
        });
        let determiner = self.lower(phrase);
        match preposition {
            Some(at) => {
                let stock = matches!(
                    (self.lower(at), word),
                    ("in", "end" | "fact" | "addition")
                        | ("after", "that" | "this")
                        | ("at", "point" | "time" | "least")
                        | ("of", "course")
                        | ("for", "example" | "instance")
                        | ("as", "result")
                );
                let ordinal = word != "first"
                    && self.tokens[phrase..start]
                        .iter()
                        .enumerate()
                        .any(|(i, _)| matches!(self.lower(phrase + i), "first" | "second" | "third" | "last" | "next"));
                Some(LeadIn {
                    at,
                    forward: stock || ordinal,
                })
            }
            None if pronoun || number => None,
            None if matches!(
                determiner,
                "the" | "that" | "this" | "one" | "last" | "next" | "every" | "each" | "some"
            ) || is_time(determiner) =>
            {
                let forward = matches!(determiner, "one")
                    || (phrase + 1 < start
                        && matches!(
                            self.lower(phrase + 1),
                            "next" | "following" | "first" | "second" | "third" | "last"
                        ));
                Some(LeadIn { at: phrase, forward })
            }
            None => None,
        }
    }
}

/// A phrase that may open the sentence after it or close the one before.
pub(super) struct LeadIn {
    pub(super) at: usize,
    /// True when it rather opens the next one.
    pub(super) forward: bool,
}

pub(super) fn is_time(lower: &str) -> bool {
    TIMES.binary_search(&lower).is_ok()
}

const TIMES: &[&str] = &[
    "afternoon",
    "april",
    "august",
    "autumn",
    "christmas",
    "day",
    "days",
    "december",
    "end",
    "evening",
    "february",
    "friday",
    "hour",
    "hours",
    "january",
    "july",
    "june",
    "march",
    "midnight",
    "minutes",
    "moment",
    "monday",
    "month",
    "months",
    "morning",
    "night",
    "noon",
    "november",
    "october",
    "pitch",
    "point",
    "quarter",
    "saturday",
    "season",
    "september",
    "shift",
    "spring",
    "sprint",
    "summer",
    "sunday",
    "term",
    "thursday",
    "time",
    "tuesday",
    "wednesday",
    "week",
    "weekend",
    "weeks",
    "winter",
    "year",
    "years",
];

#[cfg(test)]
mod tests {
    #[test]
    fn the_lists_are_sorted() {
        for list in [super::TIMES] {
            assert!(list.is_sorted(), "{list:?}");
        }
    }
}
