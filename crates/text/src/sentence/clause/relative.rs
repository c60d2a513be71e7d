//! Clauses that belong to what stands before them without a word that says so: "the phone I bought", "I thought it was late".

use super::Reader;
use super::lead_in::is_time;
use super::verb::{copular, stands_alone, takes_clause, tells};
use crate::sentence::subject::{self, is_conjunction_like, is_filler, is_nominative};
use crate::tag::Tag;

impl Reader<'_> {
    /// "I thought the data was wrong", "they told me the labels fell off", "it turned out she was right".
    pub(super) fn is_complement(&self, before: usize, start: usize) -> bool {
        let mut at = before;
        while is_filler(self.lower(at))
            || matches!(
                self.lower(at),
                "maybe" | "probably" | "basically" | "actually" | "honestly"
            )
        {
            let Some(next) = self.before(at) else { return false };
            at = next;
        }
        let lower = self.lower(at);
        if takes_clause(lower) && (self.tag(at).is_verb() || matches!(lower, "sure" | "glad" | "afraid" | "like")) {
            return true;
        }
        if matches!(
            lower,
            "idea" | "doubt" | "feeling" | "fact" | "impression" | "chance" | "sign" | "proof"
        ) && matches!(self.lower(start), "there" | "it")
        {
            return true;
        }
        if lower == "out"
            && self.before(at).is_some_and(|b| {
                matches!(
                    self.lower(b),
                    "turned" | "turns" | "found" | "figured" | "find" | "figure" | "worked" | "pointed"
                )
            })
        {
            return true;
        }
        if matches!(lower, "is" | "was" | "'s") && self.before(at).is_some_and(|b| !is_nominative(self.lower(b))) {
            return true;
        }
        // "told my manager (that) we would": the one told stands between.
        let from = at.saturating_sub(3).max(self.from);
        let told = (from..at).rev().find(|i| tells(self.lower(*i)));
        told.is_some_and(|verb| {
            let phrase =
                subject::phrase(self.tokens, verb + 1, at).or_else(|| (self.tag(at) == Tag::Pronoun).then_some(at));
            phrase == Some(verb + 1) && start == at + 1
        })
    }

    /// The last token of the verb group that starts at `verb`, and whether it is negated.
    pub(super) fn group_end(&self, verb: usize) -> (usize, bool) {
        let mut last = verb;
        let mut negated = false;
        while last + 1 < self.end {
            let next = last + 1;
            let tag = self.tag(next);
            let more = tag.is_verb() && (!tag.is_finite_verb() || matches!(self.tag(last), Tag::Modal))
                || tag == Tag::Particle
                || matches!(
                    self.lower(next),
                    "n't" | "not" | "never" | "just" | "to" | "really" | "already" | "always"
                )
                || (tag == Tag::Adverb && self.tag(next + 1).is_verb() && !self.tag(next + 1).is_finite_verb());
            if !more {
                break;
            }
            negated |= matches!(self.lower(next), "n't" | "not" | "never");
            last = next;
        }
        (last, negated)
    }

    /// "the phone I bought", "licences nobody used": a clause on a noun whose verb lacks its object.
    pub(super) fn reduced_relative(&self, before: usize, verb: usize) -> Relative {
        let lower = self.lower(before);
        let noun = matches!(self.tag(before), Tag::Noun | Tag::NounPlural)
            || matches!(
                lower,
                "one" | "ones" | "everything" | "all" | "anything" | "something" | "nothing"
            );
        if !noun || is_time(lower) {
            return Relative::No;
        }
        let (last, negated) = self.group_end(verb);
        let next = last + 1;
        if next < self.end && (self.tag(next).is_finite_verb() || self.tag(next) == Tag::Modal) {
            return Relative::Leads(next);
        }
        if negated
            || !self.tag(last).is_verb()
            || stands_alone(self.lower(last))
            || copular(self.lower(last))
            || takes_clause(self.lower(last))
        {
            return Relative::No;
        }
        let preposition = self.tag(next) == Tag::Preposition && !is_conjunction_like(self.lower(next));
        let gap = next + usize::from(preposition);
        let missing = gap >= self.end
            || self.tag(gap) == Tag::Conjunction
            || is_nominative(self.lower(gap))
            || matches!(
                self.lower(gap),
                "so" | "then" | "but" | "because" | "when" | "before" | "after" | "until"
            )
            || self.subject_ahead(gap);
        if missing { Relative::Gap } else { Relative::No }
    }

    /// A subject with its finite verb at `index`: "it was", "the buyer had".
    fn subject_ahead(&self, index: usize) -> bool {
        let finite = |i: usize| i < self.end && (self.tag(i).is_finite_verb() || self.tag(i) == Tag::Modal);
        if matches!(
            self.lower(index),
            "it" | "there" | "that" | "this" | "nobody" | "everyone" | "you"
        ) {
            return finite(index + 1);
        }
        let determined = matches!(self.tag(index), Tag::Determiner | Tag::Possessive);
        let mut at = index + 1;
        while determined
            && at < index + 4
            && (self.tag(at).is_noun() || matches!(self.tag(at), Tag::Adjective | Tag::Cardinal))
        {
            at += 1;
        }
        determined && at > index + 1 && finite(at)
    }
}

/// Whether a clause after a noun belongs to that noun.
pub(super) enum Relative {
    No,
    /// Its object is the noun.
    Gap,
    /// The verb at this place has the noun as its subject.
    Leads(usize),
}
