//! What a reply brings that had not been said: figures, names, people, occasions, deeds, reasons.

use std::collections::BTreeSet;

use glidepath_domain::Span;
use glidepath_text::Actor;

use crate::heard::{Heard, stem};

/// Fewest content words not heard before that make a because a new one. Set by hand on the tuned replies.
const NEW_WORDS: usize = 3;

/// How much came that had not been said before, by kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct NewEvidence {
    /// Quantities.
    pub figures: u32,
    /// Names of people and places.
    pub names: u32,
    /// People by what they are called, other than by name.
    pub people: u32,
    /// Days and times.
    pub occasions: u32,
    /// Things that somebody did.
    pub deeds: u32,
    /// Reasons with content of their own.
    pub reasons: u32,
}

impl NewEvidence {
    /// Everything that is new.
    #[must_use]
    pub const fn total(&self) -> u32 {
        self.facts() + self.deeds + self.reasons
    }

    /// What could be checked: figures, names, people and occasions.
    #[must_use]
    pub const fn facts(&self) -> u32 {
        self.figures + self.names + self.people + self.occasions
    }
}

/// Everything `said` brings beside `earlier`.
pub(super) fn of(said: &Heard<'_>, earlier: &Heard<'_>) -> NewEvidence {
    let known = earlier.stems();
    let numbers: BTreeSet<String> = earlier
        .read
        .figures
        .iter()
        .filter_map(|f| f.value)
        .map(|v| v.to_string())
        .collect();
    let figures: BTreeSet<String> = (said.read.figures.iter())
        .map(|f| {
            f.value
                .map_or_else(|| f.span.of(said.read.text).to_lowercase(), |value| value.to_string())
        })
        .filter(|number| !numbers.contains(number))
        .collect();
    let names = said.names();
    let new_names = names.difference(&earlier.names()).count();
    let called: BTreeSet<String> = names.iter().map(|name| stem(name)).collect();
    let people = said.people();
    let heard_of = earlier.people();
    let people = people
        .iter()
        .filter(|one| !called.contains(*one) && !heard_of.contains(*one) && !known.contains(one.as_str()))
        .count();
    let times = |heard: &Heard<'_>| -> BTreeSet<String> {
        heard
            .occasions()
            .iter()
            .map(|span| span.of(heard.read.text).to_lowercase())
            .collect()
    };
    let occasions = times(said).difference(&times(earlier)).count();
    NewEvidence {
        figures: count(figures.len()),
        names: count(new_names),
        people: count(people),
        occasions: count(occasions),
        deeds: deeds(said, &known),
        reasons: reasons(said, &known),
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Acts whose sentence says something new: the verb, or what it was done to.
fn deeds(said: &Heard<'_>, known: &BTreeSet<&str>) -> u32 {
    let done = said
        .read
        .acts
        .iter()
        .filter(|act| matches!(act.actor, Actor::I | Actor::We | Actor::Other));
    let new = done.filter(|act| {
        let sentence = said.read.sentences[act.sentence].span;
        let fresh = said
            .stems_in(sentence)
            .iter()
            .filter(|stem| !known.contains(*stem))
            .count();
        !known.contains(stem(said.word(act.verb)).as_str()) && fresh >= 1 || fresh >= NEW_WORDS
    });
    count(new.count())
}

/// Sentences that give a because with content not heard before.
fn reasons(said: &Heard<'_>, known: &BTreeSet<&str>) -> u32 {
    let gives = |sentence: &&glidepath_text::Sentence| {
        let marked = sentence.tokens.clone().any(|i| {
            matches!(
                said.word(i),
                "because" | "since" | "so" | "therefore" | "which" | "if" | "otherwise"
            )
        });
        marked
            && said
                .stems_in(sentence.span)
                .iter()
                .filter(|stem| !known.contains(*stem))
                .count()
                >= NEW_WORDS
    };
    count(said.read.sentences.iter().filter(gives).count())
}

/// A new time at which somebody did something, in the same sentence or the next: where it stands.
pub(super) fn named_occasion(said: &Heard<'_>, earlier: &Heard<'_>) -> Option<Span> {
    let known: BTreeSet<String> = earlier
        .occasions()
        .iter()
        .map(|span| span.of(earlier.read.text).to_lowercase())
        .collect();
    said.occasions().into_iter().find(|span| {
        let sentence = said.read.sentence_at(span.start);
        let near = said
            .read
            .acts
            .iter()
            .any(|act| act.sentence == sentence || act.sentence == sentence + 1);
        near && !known.contains(&span.of(said.read.text).to_lowercase())
    })
}
