//! What a fact is about: the words that stand near it, and whether two facts are about the same thing.
//!
//! Words are compared by stem. A noun that a different word qualifies on each side ("mobile errors", "desktop errors"),
//! or a name that only one side has against another name, makes two things of what looks like one.

use glidepath_domain::Span;
use glidepath_text::{Actor, Tag, TokenKind, Transcript};

use super::day::Day;
use crate::stem::{is_empty, stem, weight};

/// How far a window reaches to each side, in tokens.
const REACH: usize = 14;

/// One word near a fact.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Word {
    pub(crate) stem: String,
    pub(crate) weight: f32,
    pub(crate) verb: bool,
    pub(crate) name: bool,
    /// The stem of the word that qualifies it, directly before it.
    pub(crate) before: Option<String>,
    /// The stem of the noun it qualifies in turn, directly after it.
    pub(crate) after: Option<String>,
    /// Who did it, where it is something done.
    pub(crate) actor: Option<Actor>,
}

/// The words near a fact.
#[derive(Debug, Clone, Default)]
pub(crate) struct Topic {
    pub(crate) words: Vec<Word>,
    /// As they were told.
    pub(crate) told: Vec<String>,
    /// The days its sentence names.
    pub(crate) days: Vec<Day>,
    /// Whether it tells how something was, and nothing that happened.
    pub(crate) state: bool,
    /// Whether its sentence tells a figure.
    pub(crate) figured: bool,
}

/// Which part of a sentence a topic is read from, and what of it to leave out.
pub(crate) struct Window<'w> {
    pub(crate) sentence: usize,
    /// The fact's own words, left out; the window lies around the first.
    pub(crate) own: &'w [Span],
    /// Other facts the window does not reach across.
    pub(crate) fences: &'w [Span],
    /// The whole sentence, not a window.
    pub(crate) whole: bool,
}

impl Topic {
    pub(crate) fn read(transcript: &Transcript<'_>, window: &Window<'_>) -> Self {
        let Some(sentence) = transcript.sentences.get(window.sentence) else {
            return Self::default();
        };
        let tokens = &transcript.tokens;
        let (mut from, mut to) = (sentence.tokens.start, sentence.tokens.end);
        if !window.whole {
            let first = window.own.iter().map(|span| span.start).min().unwrap_or(0);
            let last = window.own.iter().map(|span| span.end).max().unwrap_or(0);
            let opens = tokens.partition_point(|t| t.span.start < first);
            let closes = tokens.partition_point(|t| t.span.start < last);
            let fence_before = window
                .fences
                .iter()
                .filter(|f| f.end <= first)
                .map(|f| f.end)
                .max()
                .unwrap_or(0);
            let fence_after = window.fences.iter().filter(|f| f.start >= last).map(|f| f.start).min();
            from = from
                .max(opens.saturating_sub(REACH))
                .max(tokens.partition_point(|t| t.span.start < fence_before));
            if let Some(stop) = (from..opens)
                .rev()
                .find(|at| matches!(tokens.lower(*at), ";" | ":" | "but" | "while"))
            {
                // "refund errors: 30 %" names its subject before the colon.
                if tokens.lower(stop) != ":" {
                    from = stop + 1;
                }
            }
            to = to.min(closes + REACH);
            if let Some(stop) = fence_after {
                to = to.min(tokens.partition_point(|t| t.span.start < stop));
            }
            let breaks = |at: &usize| {
                matches!(
                    tokens.lower(*at),
                    "," | ";" | ":" | "." | "and" | "but" | "which" | "while" | "so" | "because"
                )
            };
            to = (closes..to).find(breaks).unwrap_or(to);
        }
        let acts = transcript.acts_in(window.sentence);
        let mut topic = Self::default();
        let mut states = false;
        let mut previous: Option<(usize, String)> = None;
        for at in from..to {
            let (token, lower) = (&tokens[at], tokens.lower(at));
            let own = window.own.iter().any(|span| span.overlaps(token.span));
            states |= !own && matches!(lower, "was" | "were" | "is" | "are" | "had" | "has");
            let stays = matches!(lower, "stood" | "stayed" | "remained" | "sat");
            states |= stays;
            if own || token.kind != TokenKind::Word || lower.chars().count() < 2 || is_empty(lower) {
                continue;
            }
            // "went live" is the one particle that tells what happened.
            let verb = token.tag.is_verb() && !stays || lower == "live";
            let noun = token.tag.is_noun() || token.tag == Tag::Name;
            let telling = verb || noun || token.tag == Tag::Adjective;
            // Any other word may still tell one thing from another: "desktop errors", "later orders".
            let qualifies = is_order(lower)
                || at == sentence.tokens.start
                || matches!(token.tag, Tag::Adverb | Tag::Other | Tag::Interjection);
            if !(telling || qualifies) {
                continue;
            }
            // A capital at the start of a sentence makes no name.
            let capital = token.span.of(transcript.text).starts_with(char::is_uppercase);
            let coded = lower.bytes().any(|b| b.is_ascii_digit());
            let name = coded || capital && at > sentence.tokens.start;
            let stem = stem(lower);
            let before = match &previous {
                Some((last, before)) if last + 1 == at => Some(before.clone()),
                _ => None,
            };
            if before.is_some()
                && noun
                && weight(lower) == 1.0
                && let Some(last) = topic.words.last_mut()
            {
                last.after = Some(stem.clone());
            }
            topic.told.push(token.span.of(transcript.text).to_owned());
            previous = Some((at, stem.clone()));
            topic.words.push(Word {
                stem,
                weight: if telling && !is_order(lower) {
                    weight(lower)
                } else {
                    0.0
                },
                verb,
                name,
                before,
                after: None,
                actor: acts.iter().find(|act| act.verb == at).map(|act| act.actor),
            });
        }
        topic.figured = !transcript.figures_in(window.sentence).is_empty();
        topic.state = states && topic.words.iter().all(|word| !word.verb);
        topic
    }

    /// The words as told, lower-cased where a sentence began, at most `most` of them.
    pub(crate) fn what(&self, most: usize) -> String {
        let nouns = || self.words.iter().zip(&self.told).filter(|(word, _)| !word.verb);
        let mut list: Vec<String> = nouns().map(|(_, told)| told.clone()).collect();
        if list.is_empty() {
            list = self.told.clone();
        }
        list.truncate(most);
        let names: Vec<bool> = nouns().map(|(word, _)| word.name).collect();
        if let Some(first) = list.first_mut()
            && names.first() != Some(&true)
        {
            *first = first.to_lowercase();
        }
        list.join(" ")
    }

    /// Adds a word that belongs to the fact itself: the thing a figure counts.
    pub(crate) fn add(&mut self, word: &str, weight: f32) {
        let stem = stem(word);
        if !self.words.iter().any(|w| w.stem == stem) {
            self.words.push(Word {
                stem,
                weight,
                verb: false,
                name: false,
                before: None,
                after: None,
                actor: None,
            });
        }
    }

    /// The stems of its verbs.
    pub(crate) fn verbs(&self) -> Vec<&str> {
        let verbs = self.words.iter().filter(|word| word.verb);
        verbs.map(|word| word.stem.as_str()).collect()
    }

    /// The stems of its words that say something.
    pub(crate) fn stems(&self) -> Vec<String> {
        let telling = self.words.iter().filter(|word| word.weight == 1.0);
        telling.map(|word| word.stem.clone()).collect()
    }

    pub(crate) fn total(&self) -> f32 {
        self.words.iter().map(|word| word.weight).sum()
    }

    /// Whether something other than a verb is said in both.
    pub(crate) fn shares_thing(&self, other: &Self) -> bool {
        let mut things = self.words.iter().filter(|word| !word.verb && word.weight > 0.0);
        things.any(|word| other.has(&word.stem))
    }

    fn has(&self, stem: &str) -> bool {
        self.words.iter().any(|word| word.stem == stem)
    }

    /// Weight of the words both have.
    pub(crate) fn shared(&self, other: &Self) -> f32 {
        let mut seen: Vec<&str> = Vec::new();
        let mut sum = 0.0;
        for word in &self.words {
            if !seen.contains(&word.stem.as_str()) && other.has(&word.stem) {
                seen.push(&word.stem);
                sum += word.weight;
            }
        }
        sum
    }

    /// Whether something in each tells the two apart: names, days, or what qualifies a word they share.
    pub(crate) fn contrasts(&self, other: &Self) -> bool {
        let lone = |a: &Self, b: &Self| a.words.iter().any(|word| word.name && !b.has(&word.stem));
        if lone(self, other) && lone(other, self) {
            return true;
        }
        let clash = |day: &Day| other.days.iter().all(|b| !day.agrees(b));
        if !self.days.is_empty() && !other.days.is_empty() && self.days.iter().all(clash) {
            return true;
        }
        self.qualified_apart(other) || self.heads_apart(other) || other.heads_apart(self)
    }

    /// "Mobile errors", "desktop errors": another word qualifies what both speak of.
    fn qualified_apart(&self, other: &Self) -> bool {
        self.words.iter().any(|word| {
            let Some(mine) = &word.before else { return false };
            let alike = || other.words.iter().filter(|w| w.stem == word.stem);
            let apart = |w: &Word| {
                w.before
                    .as_ref()
                    .is_some_and(|theirs| theirs != mine && !self.has(theirs))
            };
            !other.has(mine) && alike().next().is_some() && alike().all(apart)
        }) || self.words.iter().any(|word| {
            // "Missed appointments", "missed payments": one word qualifies two things.
            let Some(mine) = &word.after else { return false };
            let alike = || other.words.iter().filter(|w| w.stem == word.stem);
            let apart = |w: &Word| {
                w.after
                    .as_ref()
                    .is_some_and(|theirs| theirs != mine && !self.has(theirs))
            };
            !other.has(mine) && alike().next().is_some() && alike().all(apart)
        })
    }

    /// "I waited for the vendor", "the vendor waited for me": another does what both speak of.
    pub(crate) fn done_apart(&self, other: &Self) -> bool {
        let ours = |actor: Actor| matches!(actor, Actor::I | Actor::We);
        let done = |topic: &Self, stem: &str| topic.words.iter().find(|w| w.stem == stem).and_then(|w| w.actor);
        self.words
            .iter()
            .any(|word| match (word.actor, done(other, &word.stem)) {
                (Some(Actor::Passive), _) | (_, Some(Actor::Passive)) => false,
                (Some(mine), Some(theirs)) => ours(mine) != ours(theirs),
                _ => false,
            })
    }

    /// "Page load", "page load test": what this speaks of only qualifies what the other does.
    fn heads_apart(&self, other: &Self) -> bool {
        let heads = self.words.iter().filter(|word| !word.verb && word.after.is_none());
        heads.into_iter().any(|word| {
            let mut alike = other.words.iter().filter(|w| w.stem == word.stem).peekable();
            alike.peek().is_some() && alike.all(|w| w.after.as_ref().is_some_and(|after| !self.has(after)))
        })
    }
}

/// Words that tell one of several from the others.
pub(super) fn is_order(word: &str) -> bool {
    matches!(
        word,
        "first"
            | "second"
            | "third"
            | "fourth"
            | "last"
            | "next"
            | "initial"
            | "final"
            | "old"
            | "new"
            | "big"
            | "small"
            | "earlier"
            | "later"
            | "other"
    )
}
