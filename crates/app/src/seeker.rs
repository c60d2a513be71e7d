//! Who tags questions and finds stories: words, and a model of meaning where there is one.

use std::sync::Arc;

use glidepath_domain::{Attempt, Beat, Date, Span};
use glidepath_retrieve::{Library, Match, Meaning, Tagged, Why, tag};
use glidepath_review::{Settings, review};

/// Tags and finds. Cheap to clone.
#[derive(Clone, Default)]
pub struct Seeker {
    meaning: Option<Arc<dyn Meaning>>,
}

impl std::fmt::Debug for Seeker {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Seeker")
            .field("meaning", &self.meaning.is_some())
            .finish()
    }
}

impl Seeker {
    /// By words alone.
    #[must_use]
    pub fn of_words() -> Self {
        Self::default()
    }

    /// By words and by meaning.
    #[must_use]
    pub fn with_meaning(meaning: Arc<dyn Meaning>) -> Self {
        Self { meaning: Some(meaning) }
    }

    /// The model, if there is one.
    #[must_use]
    pub fn meaning(&self) -> Option<&dyn Meaning> {
        self.meaning.as_deref()
    }

    /// What a question probes.
    #[must_use]
    pub fn tag(&self, question: &str) -> Tagged {
        tag(question, self.meaning())
    }
}

/// Why a story was found, in words; with the nearest sentence where `quoting`.
#[must_use]
pub(crate) fn in_words(library: &Library, found: &Match, quoting: bool) -> String {
    let Some(entry) = library.entries().get(found.place) else {
        return String::new();
    };
    let Why {
        theme,
        principle,
        sentence,
        told,
        years,
        words,
    } = found.why;
    let mut said: Vec<String> = Vec::new();
    if let Some(theme) = theme {
        said.push(format!("You {}.", person(theme.gloss)));
    }
    if let Some(principle) = principle {
        said.push(format!("You say it shows {}.", principle.name()));
    }
    let nearest = sentence.and_then(|span| entry.text.get(span.start..span.end));
    if let Some(quote) = nearest.filter(|_| quoting) {
        said.push(format!("Nearest words: \u{201c}{}\u{201d}", shortened(quote)));
    }
    if said.is_empty() && nearest.is_none() {
        let shared = if words {
            "Only single words of the question are in it."
        } else {
            "Nothing of the question is in it."
        };
        said.push(shared.to_owned());
    }
    if let Some(told) = told {
        said.push(format!("Set back a little: told {told} times of late."));
    }
    if let Some(years) = years {
        said.push(format!("Set back a little: {years} years old."));
    }
    said.join(" ")
}

/// A gloss that speaks of oneself is put to the person: "disagreed with own manager".
fn person(gloss: &str) -> String {
    gloss
        .replace(" own ", " your own ")
        .replace("one's own", "your own")
        .replace("oneself", "yourself")
}

/// Longest quote, in characters: a line and a half.
const QUOTE: usize = 160;

fn shortened(quote: &str) -> String {
    let quote = quote.split_whitespace().collect::<Vec<_>>().join(" ");
    if quote.chars().count() <= QUOTE {
        return quote;
    }
    let cut: String = quote.chars().take(QUOTE).collect();
    format!("{}…", cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole))
}

/// What the sentence at `span` does in its story, as the rules read it.
pub(crate) fn beat_at(text: &str, span: Span) -> Option<Beat> {
    // The day decides nothing about beats.
    let attempt = Attempt::of(
        text,
        Date {
            year: 2000,
            month: 1,
            day: 1,
        },
    );
    let review = review(&attempt, &Settings::default());
    let sentence = review
        .sentences
        .iter()
        .find(|s| s.span.start < span.end && span.start < s.span.end)?;
    Some(sentence.beat)
}
