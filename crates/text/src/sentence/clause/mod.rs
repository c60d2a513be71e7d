//! Where new main clauses start in a stretch without stops, and how surely a sentence opens there.
//!
//! Each finite verb is led back to its subject; what stands before the subject tells whether the clause is a main
//! clause, hangs on the one before ("I thought the data was wrong") or is joined to it ("and it failed").

mod lead_in;
mod relative;
mod verb;

use std::ops::Range;

use super::subject::{self, Subject, is_conjunction_like, is_filler, is_nominative};
use crate::tag::Tag;
use crate::token::Tokens;
use relative::Relative;
use verb::{is_past, stands_alone};

/// A place where a sentence may open.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Opening {
    pub(super) at: usize,
    /// Above nought: more likely than not, before length is weighed.
    pub(super) strength: f64,
}

/// What a stretch of tokens holds.
#[derive(Debug, Default)]
pub(super) struct Clauses {
    /// Places where a sentence may open, in order, each place once.
    pub(super) openings: Vec<Opening>,
    /// Subjects of main clauses, in order: a sentence needs one.
    pub(super) mains: Vec<usize>,
}

impl Clauses {
    pub(super) fn find(tokens: &Tokens, range: Range<usize>) -> Self {
        let mut reader = Reader {
            tokens,
            from: range.start,
            end: range.end,
            out: Self::default(),
            subordinate: None,
            gap_end: None,
        };
        for verb in range.clone() {
            if reader.heads_a_group(verb)
                && let Some(subject) = subject::of(tokens, range.start, verb)
            {
                reader.clause(subject, verb);
            }
        }
        let Self {
            mut openings,
            mut mains,
        } = reader.out;
        openings.retain(|o| o.at > range.start && o.at < range.end);
        openings.sort_by(|a, b| a.at.cmp(&b.at).then(b.strength.total_cmp(&a.strength)));
        openings.dedup_by_key(|o| o.at);
        mains.sort_unstable();
        Self { openings, mains }
    }
}

/// How a clause hangs on what stands before it.
enum Link {
    /// Nothing joins it: the two stand side by side.
    None,
    /// "and", "or", "but", "so", "then" and the like, which open it.
    Joined { at: usize, strength: f64 },
    /// A word that makes it part of another clause.
    Subordinate { at: usize, leads: bool },
}

struct Reader<'t> {
    tokens: &'t Tokens,
    from: usize,
    end: usize,
    out: Clauses,
    /// A subordinate clause that may belong to the main clause after it: where it starts.
    subordinate: Option<usize>,
    /// Last token of a clause whose object stands before it: "licences nobody used".
    gap_end: Option<usize>,
}

impl Reader<'_> {
    fn lower(&self, index: usize) -> &str {
        self.tokens
            .lower_at((index >= self.from && index < self.end).then_some(index))
    }

    fn tag(&self, index: usize) -> Tag {
        self.tokens.get(index).map_or(Tag::Punct, |t| t.tag)
    }

    /// The token before `index` inside the stretch.
    fn before(&self, index: usize) -> Option<usize> {
        index.checked_sub(1).filter(|b| *b >= self.from)
    }

    /// True for the first finite verb of its group, and for a participle right after "I" or "we".
    fn heads_a_group(&self, verb: usize) -> bool {
        let tag = self.tag(verb);
        let Some(before) = self.before(verb) else { return false };
        if tag == Tag::VerbParticiple {
            return is_nominative(self.lower(before));
        }
        if tag.is_noun() && is_past(self.lower(verb)) {
            return true;
        }
        // "now I always test": after such a subject even what looks like a noun is its verb.
        if matches!(tag, Tag::VerbBase | Tag::Noun) {
            let often = matches!(
                self.lower(before),
                "always" | "never" | "usually" | "often" | "still" | "just" | "also" | "really"
            );
            let subject = before.saturating_sub(usize::from(often)).max(self.from);
            let plain =
                subject == self.from || !self.tag(subject - 1).is_finite_verb() && self.tag(subject - 1) != Tag::Modal;
            return matches!(self.lower(subject), "i" | "we" | "they") && plain && (often || tag == Tag::VerbBase);
        }
        (tag.is_finite_verb() || tag == Tag::Modal) && !matches!(self.tag(before), Tag::Modal | Tag::To)
    }

    fn clause(&mut self, subject: Subject, verb: usize) {
        let link = self.link(subject.start);
        match link {
            Link::Subordinate { at, leads } => {
                if leads {
                    self.subordinate = Some(at);
                }
                if matches!(self.lower(at), "what" | "which" | "who")
                    || self.before(at).is_some_and(|b| self.lower(b) == "which")
                {
                    self.gap_end = Some(self.group_end(verb).0);
                }
            }
            Link::Joined { at, strength } => {
                self.out.mains.push(subject.start);
                self.subordinate = None;
                self.push(at, strength);
            }
            Link::None => self.side_by_side(subject, verb),
        }
    }

    fn push(&mut self, at: usize, strength: f64) {
        let mut at = at;
        // A sound before the clause is the breath before it, and a joint belongs to what it leads.
        while let Some(before) = self
            .before(at)
            .filter(|b| is_filler(self.lower(*b)) || matches!(self.lower(*b), "and" | "but" | "or" | "so"))
        {
            at = before;
        }
        self.out.openings.push(Opening { at, strength });
    }

    fn link(&self, start: usize) -> Link {
        let mut at = start;
        let mut strong = false;
        for _ in 0..8 {
            let Some(before) = self.before(at) else { break };
            let lower = self.lower(before);
            if is_filler(lower) {
                at = before;
                continue;
            }
            if lower == "then"
                && self
                    .before(before)
                    .is_some_and(|b| matches!(self.lower(b), "since" | "by" | "until" | "from"))
            {
                return Link::Joined {
                    at: before - 1,
                    strength: 2.5,
                };
            }
            match lower {
                _ if SENTENCE_ADVERBS.binary_search(&lower).is_ok() => {
                    at = before;
                    strong = true;
                }
                "so" => {
                    return Link::Joined {
                        at: before,
                        strength: 2.5,
                    };
                }
                "but" => {
                    return Link::Joined {
                        at: before,
                        strength: 0.2,
                    };
                }
                "and" => {
                    let turns =
                        matches!(self.lower(start), "it") && matches!(self.lower(start + 1), "turned" | "turns");
                    return Link::Joined {
                        at: before,
                        strength: if strong {
                            0.6
                        } else if turns {
                            0.1
                        } else {
                            -1.5
                        },
                    };
                }
                "or" | "nor" | "yet" => {
                    return Link::Joined {
                        at: before,
                        strength: -2.0,
                    };
                }
                _ if strong => break,
                _ => match self.hung(before) {
                    Link::None => match self.lead_in(at) {
                        // "and by morning the store was under water"
                        Some(lead) if lead.at > self.from => {
                            if self.lower(lead.at - 1) == "and" {
                                return Link::Joined {
                                    at: lead.at - 1,
                                    strength: -1.0,
                                };
                            }
                            if !matches!(self.lower(lead.at - 1), "so" | "then" | "but") {
                                break;
                            }
                            at = lead.at;
                        }
                        Some(_) => break,
                        None => break,
                    },
                    hung => return hung,
                },
            }
        }
        if strong {
            // "and then" has been seen above; here nothing joins.
            return Link::Joined { at, strength: 2.5 };
        }
        Link::None
    }

    /// A clause after `before`, when that word makes it part of another clause.
    fn hung(&self, before: usize) -> Link {
        let lower = self.lower(before);
        let tag = self.tag(before);
        let preposition = self.before(before).is_some_and(|b| {
            matches!(
                self.lower(b),
                "after" | "before" | "like" | "on" | "with" | "about" | "for" | "of" | "at" | "from"
            )
        });
        let demonstrative = lower == "that" && (preposition || matches!(tag, Tag::Determiner | Tag::Pronoun));
        if demonstrative {
            return Link::None;
        }
        if tag == Tag::Wh
            || tag == Tag::Preposition && is_conjunction_like(lower)
            || matches!(
                lower,
                "because"
                    | "if"
                    | "when"
                    | "whenever"
                    | "wherever"
                    | "whether"
                    | "unless"
                    | "though"
                    | "although"
                    | "than"
            )
        {
            let stranded = matches!(lower, "before" | "after" | "since" | "once") && tag != Tag::Preposition;
            if stranded {
                return Link::None;
            }
            // "what I did was call her" stands as a subject.
            if lower == "what"
                && self
                    .before(before)
                    .is_some_and(|b| !self.tag(b).is_verb() && self.tag(b) != Tag::Pronoun)
            {
                let cleft = (before + 2..before + 6).any(|i| {
                    matches!(self.lower(i), "was" | "is")
                        && self.tag(i - 1) != Tag::Wh
                        && !is_nominative(self.lower(i - 1))
                });
                return if cleft {
                    Link::Joined {
                        at: before,
                        strength: 2.0,
                    }
                } else {
                    Link::Subordinate {
                        at: before,
                        leads: false,
                    }
                };
            }
            let leads = matches!(
                lower,
                "when"
                    | "if"
                    | "once"
                    | "after"
                    | "while"
                    | "although"
                    | "though"
                    | "since"
                    | "whenever"
                    | "as"
                    | "unless"
            );
            return Link::Subordinate { at: before, leads };
        }
        // "every time I called", "by the time we met", "the moment she left"
        if matches!(lower, "time" | "moment" | "minute" | "second" | "day")
            && let Some(determiner) = self.before(before)
        {
            let by = self.before(determiner).filter(|b| self.lower(*b) == "by");
            if matches!(self.lower(determiner), "every" | "each")
                || (self.lower(determiner) == "the" && (by.is_some() || lower != "time"))
            {
                return Link::Subordinate {
                    at: by.unwrap_or(determiner),
                    leads: true,
                };
            }
        }
        if matches!(lower, "way" | "reason")
            && self
                .before(before)
                .is_some_and(|b| matches!(self.lower(b), "the" | "only" | "main" | "whole"))
        {
            return Link::Subordinate {
                at: before,
                leads: false,
            };
        }
        Link::None
    }

    /// Two clauses side by side without a joint: "we lost the pitch I called the buyer".
    fn side_by_side(&mut self, subject: Subject, verb: usize) {
        let start = subject.start;
        let Some(before) = self.before(start) else {
            self.out.mains.push(start);
            return;
        };
        if self.is_complement(before, start) || self.is_said_again(start, verb) {
            return;
        }
        match self.reduced_relative(before, verb) {
            Relative::No => {}
            Relative::Gap => {
                self.gap_end = Some(self.group_end(verb).0);
                return;
            }
            // "the first thing I did was": the noun before is the subject of the verb after.
            Relative::Leads(main) => {
                if let Some(head) = subject::phrase(self.tokens, self.from, before) {
                    self.clause(
                        Subject {
                            start: head,
                            nominative: false,
                        },
                        main,
                    );
                }
                return;
            }
        }
        self.out.mains.push(start);
        let lead = self.lead_in(start);
        let mut strength = self.strength(
            lead.as_ref().and_then(|l| self.before(l.at)).unwrap_or(before),
            &subject,
        );
        if let Some(between) = self.subordinate.take().filter(|s| start.saturating_sub(*s) <= 14) {
            // "when I went back | they gave us the money": the clause between may lead this one or close the one before.
            strength = strength.min(1.2);
            let quoted = self
                .before(between)
                .is_some_and(|b| matches!(self.lower(b), "like" | "said" | "says" | "say"));
            if !quoted {
                let joined = self
                    .before(between)
                    .is_some_and(|b| matches!(self.lower(b), "and" | "but" | "or"));
                self.push(between, if joined { -0.4 } else { 1.0 });
            }
        }
        match lead {
            Some(lead) => {
                // "for a week" and "until six" rather close a sentence.
                let lasting = matches!(self.lower(lead.at), "for" | "until" | "since" | "over");
                self.push(
                    lead.at,
                    strength
                        - if lead.forward {
                            0.0
                        } else if lasting {
                            1.0
                        } else {
                            0.3
                        },
                );
                self.push(start, if lead.forward { strength - 2.0 } else { strength });
            }
            None => self.push(start, strength),
        }
    }

    /// "we had we had a problem": a clause begun again.
    fn is_said_again(&self, start: usize, verb: usize) -> bool {
        let length = verb + 1 - start;
        let Some(first) = start.checked_sub(length).filter(|f| *f >= self.from) else {
            return false;
        };
        (0..length).all(|i| self.lower(first + i) == self.lower(start + i))
    }

    fn strength(&self, before: usize, subject: &Subject) -> f64 {
        let tag = self.tag(before);
        let copula = matches!(
            self.lower(before),
            "is" | "was" | "are" | "were" | "am" | "be" | "'s" | "'m" | "'re" | "'ve" | "'ll"
        );
        match (subject.nominative, tag) {
            _ if self.gap_end == Some(before) => 2.0,
            (true, _) if copula => -1.0,
            (true, Tag::Determiner | Tag::Possessive | Tag::Modal | Tag::To) => 0.3,
            (true, _) if matches!(self.lower(before), "had" | "have" | "has" | "'d") => 0.5,
            (true, _) if tag.is_verb() => 2.0,
            (true, _) => 3.0,
            (false, Tag::Determiner | Tag::Possessive | Tag::Modal | Tag::To) => -2.0,
            (false, _) if copula => -3.0,
            (false, Tag::Preposition)
                if matches!(
                    self.lower(before),
                    "of" | "to" | "into" | "from" | "with" | "at" | "by" | "than"
                ) =>
            {
                -1.5
            }
            (false, Tag::Preposition) => 0.6,
            (false, _) if tag.is_verb() && stands_alone(self.lower(before)) => 1.5,
            (false, _) if tag.is_verb() && matches!(self.lower(subject.start), "it" | "you" | "this" | "that") => -1.5,
            (false, _) if tag.is_verb() => 0.8,
            (false, Tag::Noun | Tag::NounPlural | Tag::Name) if self.lower(subject.start) == "that" => 1.5,
            (false, _) => 2.5,
        }
    }
}

/// Adverbs that open a sentence.
const SENTENCE_ADVERBS: &[&str] = &[
    "afterwards",
    "anyway",
    "anyways",
    "apparently",
    "basically",
    "eventually",
    "finally",
    "firstly",
    "fortunately",
    "frankly",
    "honestly",
    "however",
    "initially",
    "lastly",
    "luckily",
    "meanwhile",
    "obviously",
    "originally",
    "plus",
    "sadly",
    "secondly",
    "suddenly",
    "thankfully",
    "then",
    "therefore",
    "ultimately",
    "unfortunately",
];

#[cfg(test)]
mod tests {
    #[test]
    fn the_lists_are_sorted() {
        for list in [super::SENTENCE_ADVERBS] {
            assert!(list.is_sorted(), "{list:?}");
        }
    }
}
