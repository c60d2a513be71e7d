//! What a reply brings that had not been said: figures, names, people, occasions, deeds, reasons, other details.

use std::collections::BTreeSet;

use glidepath_domain::Span;
use glidepath_text::{Actor, Tag};

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
    /// Other things told of what was: sentences in the past, or without a verb, whose content is new.
    pub details: u32,
}

impl NewEvidence {
    /// Only what could be checked: of a reply that went elsewhere, or said the same again, nothing else is evidence.
    pub(super) const fn checkable(self) -> Self {
        Self {
            deeds: 0,
            reasons: 0,
            details: 0,
            ..self
        }
    }

    /// Everything that is new.
    #[must_use]
    pub const fn total(&self) -> u32 {
        self.facts() + self.deeds + self.reasons + self.details
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
        details: details(said, &known),
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Acts of the teller and of people who are named whose sentence says something new: the verb, or what it was done to.
fn deeds(said: &Heard<'_>, known: &BTreeSet<&str>) -> u32 {
    let own = said
        .read
        .acts
        .iter()
        .filter(|act| matches!(act.actor, Actor::I | Actor::We));
    let done = own.chain(said.others().map(|(act, _)| act));
    let new = done.filter(|act| {
        let sentence = said.read.sentences[act.sentence].span;
        let here = said.stems_in(sentence);
        let fresh = here.iter().filter(|stem| !known.contains(*stem)).count();
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

/// Sentences that tell what was, of things and people of no name: in the past or without a verb, with content not heard before.
fn details(said: &Heard<'_>, known: &BTreeSet<&str>) -> u32 {
    let tells = |sentence: &&glidepath_text::Sentence| {
        let tags = || sentence.tokens.clone().map(|i| said.read.tokens[i].tag);
        let told = tags().any(|tag| tag == Tag::VerbPast) || !tags().any(Tag::is_finite_verb);
        let here = said.stems_in(sentence.span);
        told && here.iter().filter(|stem| !known.contains(*stem)).count() >= NEW_WORDS
    };
    count(said.read.sentences.iter().filter(tells).count())
}

/// A new time at which something happened, told in the same sentence or, of a mere date, in the next: where it stands.
pub(super) fn named_occasion(said: &Heard<'_>, earlier: &Heard<'_>) -> Option<Span> {
    let text = |heard: &Heard<'_>, span: &Span| span.of(heard.read.text).to_lowercase();
    let known: BTreeSet<String> = earlier.occasions().iter().map(|span| text(earlier, span)).collect();
    let verbs = |sentence: usize, tag: fn(Tag) -> bool| {
        let tokens = said.read.sentences.get(sentence).map_or(0..0, |s| s.tokens.clone());
        tokens.filter(|i| tag(said.read.tokens[*i].tag)).count()
    };
    said.occasions().into_iter().find(|span| {
        let sentence = said.read.sentence_at(span.start);
        let past = verbs(sentence, |tag| tag == Tag::VerbPast) > 0;
        let bare = verbs(sentence, Tag::is_finite_verb) == 0;
        let told = past || bare && verbs(sentence + 1, |tag| tag == Tag::VerbPast) > 0;
        let words = said.read.sentences[sentence].tokens.clone();
        let supposed = words
            .into_iter()
            .any(|i| matches!(said.word(i), "would" | "'d" | "could" | "might" | "should"));
        told && !supposed && !known.contains(&text(said, span))
    })
}
