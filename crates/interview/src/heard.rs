//! Something that was said, read for what a follow-up needs: content words, names, occasions, who did what. It judges nothing.

use std::collections::BTreeSet;

use glidepath_domain::{Attempt, Date, NotFigureKind, Span};
use glidepath_text::{Act, Actor, Tag, TokenKind, Transcript};

/// Words for stretches of time; with a pointing word before them they name an occasion.
const TIMES: [&str; 10] = [
    "morning",
    "afternoon",
    "evening",
    "night",
    "day",
    "week",
    "weekend",
    "month",
    "spring",
    "autumn",
];

/// Words that point at one time among many.
const POINTING: [&str; 8] = ["that", "this", "the", "one", "next", "last", "first", "second"];

/// Names of days and months as English writes them; `may` and `march` count only with a capital.
const CALENDAR: [&str; 19] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// An attempt of which only the words matter: nothing here asks when it is reviewed.
pub(crate) fn attempt(text: &str) -> Attempt {
    Attempt::of(
        text,
        Date {
            year: 2000,
            month: 1,
            day: 1,
        },
    )
}

/// A text, read.
pub(crate) struct Heard<'t> {
    /// Its tokens, sentences, acts and figures.
    pub(crate) read: Transcript<'t>,
    /// Stems of its content words, by token.
    stems: Vec<Option<String>>,
}

impl<'t> Heard<'t> {
    pub(crate) fn of(attempt: &'t Attempt) -> Self {
        let read = Transcript::read(attempt);
        let stems = (0..read.tokens.len()).map(|index| stem_at(&read, index)).collect();
        Self { read, stems }
    }

    /// Stems of the content words in a range of bytes.
    pub(crate) fn stems_in(&self, span: Span) -> BTreeSet<&str> {
        let tokens = &self.read.tokens;
        let first = tokens.partition_point(|token| token.span.start < span.start);
        let inside = (first..tokens.len()).take_while(|index| tokens[*index].span.start < span.end);
        inside.filter_map(|index| self.stems[index].as_deref()).collect()
    }

    /// Stems of all content words.
    pub(crate) fn stems(&self) -> BTreeSet<&str> {
        self.stems.iter().filter_map(Option::as_deref).collect()
    }

    /// The lower-case word at a token, or "" outside the text.
    pub(crate) fn word(&self, index: usize) -> &str {
        self.read.tokens.lower_at(Some(index))
    }

    /// Whether a token says "not".
    pub(crate) fn negates(&self, index: usize) -> bool {
        matches!(
            self.word(index),
            "not" | "n't" | "never" | "no" | "cannot" | "nothing" | "nobody" | "none"
        )
    }

    /// Names of people and places, in lower case: proper nouns that are no day, no month and no mere capital at the start of a sentence.
    pub(crate) fn names(&self) -> BTreeSet<String> {
        let tokens = &self.read.tokens;
        let opens: BTreeSet<usize> = self.read.sentences.iter().map(|s| s.tokens.start).collect();
        (0..tokens.len())
            .filter(|&index| tokens[index].kind == TokenKind::Word && self.is_name(index, &opens))
            .filter(|&index| {
                let first = tokens[index].span.of(self.read.text).chars().next();
                first.is_some_and(char::is_uppercase)
            })
            .map(|index| self.word(index).to_owned())
            .filter(|word| word.len() > 1 && !CALENDAR.contains(&word.as_str()))
            .collect()
    }

    /// A proper noun. At the start of a sentence, where every word has a capital, it must have a verb, a comma or another name behind it; a
    /// noun that acts there without an article is one too.
    fn is_name(&self, index: usize, opens: &BTreeSet<usize>) -> bool {
        let tokens = &self.read.tokens;
        let tag = tokens[index].tag;
        if !opens.contains(&index) {
            return tag == Tag::Name;
        }
        let behind = tokens.get(index + 1).map(|token| token.tag);
        let being = matches!(self.word(index + 1), "was" | "were" | "had" | "did");
        let acts = || {
            behind == Some(Tag::VerbPast) && !being && !is_anybody(self.word(index)) && !is_abstract(self.word(index))
        };
        let named = behind
            .is_some_and(|tag| tag.is_finite_verb() || matches!(tag, Tag::Modal | Tag::Name | Tag::PossessiveEnd));
        match tag {
            Tag::Name => named || matches!(self.word(index + 1), "," | "and"),
            Tag::Noun => acts(),
            _ => false,
        }
    }

    /// Where an occasion is named: a date, a day of the week, "that evening".
    pub(crate) fn occasions(&self) -> Vec<Span> {
        let tokens = &self.read.tokens;
        let dated = self.read.not_figures.iter();
        let mut found: Vec<Span> = dated
            .filter(|number| number.kind == NotFigureKind::Date)
            .map(|number| number.span)
            .collect();
        for index in 0..tokens.len() {
            let word = self.word(index);
            let span = tokens[index].span;
            let capital = span.of(self.read.text).starts_with(char::is_uppercase);
            // "each Monday" and "on Mondays" are habits.
            let before = index.checked_sub(1).map_or("", |i| self.word(i));
            let habit = matches!(before, "every" | "each" | "most" | "any");
            let named = capital && CALENDAR.contains(&word) && !habit;
            let pointed = TIMES.contains(&word)
                && POINTING.contains(&before)
                && !(before == "the" && !self.after_relative(index));
            if (named || pointed) && !found.iter().any(|known| known.overlaps(span)) {
                found.push(span);
            }
        }
        found.sort_unstable();
        found
    }

    /// "the evening I rang": a time that "the" alone does not point at.
    fn after_relative(&self, index: usize) -> bool {
        matches!(self.word(index + 1), "i" | "we" | "he" | "she" | "they" | "when")
    }

    /// Acts of somebody who is not the teller and is named by a noun or a name, with that noun phrase.
    pub(crate) fn others(&self) -> impl Iterator<Item = (&Act, Span)> {
        self.read.acts.iter().filter_map(|act| {
            let subject = act.subject.filter(|_| act.actor == Actor::Other)?;
            let first = self
                .read
                .tokens
                .partition_point(|token| token.span.start < subject.start);
            let pronoun = matches!(self.read.tokens.get(first)?.tag, Tag::Pronoun | Tag::Wh | Tag::There);
            (!pronoun && !is_anybody(self.word(first))).then_some((act, subject))
        })
    }

    /// Heads of what others are called, in lower case: "manager" of "my manager".
    pub(crate) fn people(&self) -> BTreeSet<String> {
        let heads = self.others().filter_map(|(_, subject)| {
            let last = self
                .read
                .tokens
                .partition_point(|token| token.span.end <= subject.end)
                .checked_sub(1)?;
            Some(stem(self.word(last)))
        });
        heads.chain(self.names().iter().map(|name| stem(name))).collect()
    }

    /// Things the teller did.
    pub(crate) fn deeds(&self) -> impl Iterator<Item = &Act> {
        self.read.acts.iter().filter(|act| act.actor == Actor::I)
    }

    /// The first token of `sentence` that is a word, fillers passed over.
    pub(crate) fn opens(&self, sentence: usize) -> usize {
        let range = self.read.sentences.get(sentence).map_or(0..0, |s| s.tokens.clone());
        range
            .clone()
            .find(|&index| {
                let span = self.read.tokens[index].span;
                self.read.tokens[index].kind == TokenKind::Word
                    && !self.read.hesitations.iter().any(|h| h.span.overlaps(span))
            })
            .unwrap_or(range.start)
    }
}

/// "communication", "training", "honesty": a noun made of a verb or an adjective names no one.
fn is_abstract(word: &str) -> bool {
    [
        "ion", "ing", "ment", "ness", "ity", "ance", "ence", "ship", "esty", "age", "s",
    ]
    .iter()
    .any(|end| word.ends_with(end))
}

/// "everybody", "nobody", "some", "each": a subject that names no one.
fn is_anybody(word: &str) -> bool {
    ["every", "some", "any", "no"].iter().any(|first| {
        word.strip_prefix(first)
            .is_some_and(|rest| matches!(rest, "" | "one" | "body" | "thing"))
    }) || matches!(
        word,
        "none" | "each" | "both" | "all" | "most" | "many" | "few" | "one" | "others" | "people"
    )
}

/// The stem of a word that carries content: nouns, names, numbers, adjectives and verbs that do more than help.
fn stem_at(read: &Transcript<'_>, index: usize) -> Option<String> {
    let token = read.tokens[index];
    let word = read.tokens.lower(index);
    let content = matches!(
        token.tag,
        Tag::Noun
            | Tag::NounPlural
            | Tag::Name
            | Tag::Adjective
            | Tag::Cardinal
            | Tag::VerbBase
            | Tag::VerbPast
            | Tag::VerbIng
            | Tag::VerbParticiple
            | Tag::VerbPresent
            | Tag::VerbPresent3
    );
    let helps = matches!(
        word,
        "be" | "is"
            | "am"
            | "are"
            | "was"
            | "were"
            | "been"
            | "being"
            | "have"
            | "has"
            | "had"
            | "having"
            | "do"
            | "does"
            | "did"
            | "done"
            | "doing"
            | "get"
            | "got"
            | "go"
            | "went"
            | "thing"
            | "things"
            | "said"
            | "say"
            | "one"
    );
    let lexical = matches!(token.kind, TokenKind::Word | TokenKind::Number);
    (content && lexical && !helps).then(|| stem(word))
}

/// A word without its commonest endings, so that "refund", "refunds", "refunded" and "refunding" meet.
pub(crate) fn stem(word: &str) -> String {
    if !word.is_ascii() || word.ends_with("ss") {
        return word.to_owned();
    }
    for (ending, least, instead) in [
        ("ies", 2, "y"),
        ("ied", 2, "y"),
        ("ings", 3, ""),
        ("ing", 3, ""),
        ("ed", 3, ""),
        ("es", 3, ""),
        ("ly", 4, ""),
        ("s", 3, ""),
    ] {
        if let Some(rest) = word.strip_suffix(ending).filter(|rest| rest.len() >= least) {
            let mut rest = format!("{rest}{instead}");
            // "stopped" meets "stop", "caused" meets "cause".
            let bytes = rest.as_bytes();
            if let [.., a, b] = bytes
                && a == b
                && !matches!(a, b'l' | b's' | b'e' | b'o')
            {
                rest.pop();
            }
            return rest.strip_suffix('e').map_or(rest.clone(), str::to_owned);
        }
    }
    word.strip_suffix('e')
        .filter(|rest| rest.len() >= 3)
        .unwrap_or(word)
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::{Heard, attempt, stem};

    #[test]
    fn forms_of_a_word_meet() {
        for (a, b) in [
            ("refunds", "refunded"),
            ("stopped", "stops"),
            ("causes", "caused"),
            ("replies", "reply"),
            ("cause", "causing"),
        ] {
            assert_eq!(stem(a), stem(b), "{a} and {b}");
        }
        assert_ne!(stem("press"), stem("pres"));
    }

    #[test]
    fn occasions_are_times_that_somebody_was_there() {
        for (text, count) in [
            ("On the Friday I pulled the log.", 1),
            ("On Mondays I usually pull the log.", 0),
            ("Every Friday I pull the log.", 0),
            ("It broke on 3 February. That evening I set an alarm.", 2),
            ("I always do it in the morning.", 0),
            ("I may march in.", 0),
        ] {
            let attempt = attempt(text);
            assert_eq!(Heard::of(&attempt).occasions().len(), count, "{text}");
        }
    }

    #[test]
    fn names_are_people_and_places_not_days() {
        let attempt = attempt("Dorota joined in March. Honestly, I rang Leif in Lyon on a Monday.");
        let names = Heard::of(&attempt).names();
        assert_eq!(names.into_iter().collect::<Vec<_>>(), ["dorota", "leif", "lyon"]);
    }
}
