//! Gems: sentences of the answers that carry a signal, word for word, for the person to keep or put away.
//!
//! The signals are features of the text, not a review's: a figure, a deed of one's own, opposition, a customer, a lesson.

use std::ops::Range;

use glidepath_content::{Place, prompt};
use glidepath_domain::{Attempt, Dig, Gem, Span};
use glidepath_text::{Actor, Transcript};

use crate::readiness::ANY_DAY;

/// What makes a sentence worth keeping.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Signal {
    /// It has a figure.
    Figure,
    /// The teller does something in it.
    OwnDeed,
    /// Somebody or something is against it.
    Friction,
    /// A customer or user is in it.
    Customer,
    /// Something is learned or doubted in it.
    Reflection,
}

impl Signal {
    /// The public, permanent name.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Figure => "figure",
            Self::OwnDeed => "own-deed",
            Self::Friction => "friction",
            Self::Customer => "customer",
            Self::Reflection => "reflection",
        }
    }

    /// A figure and a customer weigh most. Source: domain §3.
    const fn weight(self) -> u32 {
        match self {
            Self::Figure | Self::Customer => 3,
            Self::Friction | Self::Reflection => 2,
            Self::OwnDeed => 1,
        }
    }
}

/// A sentence that may be a gem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The gem it would be; what it signals is the person's to say.
    pub gem: Gem,
    /// Which of the dig's answers it is from.
    pub answer: usize,
    /// Where it stands in that answer.
    pub span: Span,
    /// Why it is worth keeping.
    pub signals: Vec<Signal>,
    /// What the answered prompt fills.
    pub place: Option<Place>,
}

/// A sentence shorter or longer than this, in words, is no gem: a scrap, or a ramble.
const WORDS: Range<usize> = 5..46;
/// Weight from which a sentence is put forward: a figure, a customer, or two others together.
const LEAST: u32 = 3;

/// The sentences of a dig's answers that are worth keeping and are not kept yet, the weightiest first.
#[must_use]
pub fn gems(dig: &Dig) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    for (answer, given) in dig.answers.iter().enumerate() {
        let attempt = Attempt::of(given.text.as_str(), ANY_DAY);
        let transcript = Transcript::read(&attempt);
        for (index, sentence) in transcript.sentences.iter().enumerate() {
            let quote = sentence.span.of(&given.text);
            let signals = signals(&transcript, index);
            let weight: u32 = signals.iter().map(|signal| signal.weight()).sum();
            let kept = |gem: &Gem| gem.quote == quote && gem.prompt == given.prompt;
            let again = dig.gems.iter().chain(found.iter().map(|c| &c.gem)).any(kept);
            if weight < LEAST || again || !WORDS.contains(&transcript.words_in(sentence.tokens.clone())) {
                continue;
            }
            found.push(Candidate {
                gem: Gem {
                    quote: quote.to_owned(),
                    prompt: given.prompt.clone(),
                    principle: None,
                    customer: signals.contains(&Signal::Customer),
                    metric: signals.contains(&Signal::Figure),
                },
                answer,
                span: sentence.span,
                signals,
                place: prompt(&given.prompt).and_then(|prompt| prompt.wants),
            });
        }
    }
    let weight = |candidate: &Candidate| candidate.signals.iter().map(|signal| signal.weight()).sum::<u32>();
    found.sort_by_key(|candidate| std::cmp::Reverse(weight(candidate)));
    found
}

fn signals(transcript: &Transcript<'_>, sentence: usize) -> Vec<Signal> {
    let tokens = transcript.sentences.get(sentence).map_or(0..0, |s| s.tokens.clone());
    let has = |list: &[&str]| tokens.clone().any(|at| list.contains(&transcript.tokens.lower(at)));
    let mut signals = Vec::new();
    if !transcript.figures_in(sentence).is_empty() {
        signals.push(Signal::Figure);
    }
    if transcript.acts_in(sentence).iter().any(|act| act.actor == Actor::I) {
        signals.push(Signal::OwnDeed);
    }
    if has(FRICTION) {
        signals.push(Signal::Friction);
    }
    if names_customer(transcript, tokens.clone()) {
        signals.push(Signal::Customer);
    }
    if has(REFLECTION) {
        signals.push(Signal::Reflection);
    }
    signals
}

/// Whether a customer or user is named among these tokens.
pub(super) fn names_customer(transcript: &Transcript<'_>, tokens: Range<usize>) -> bool {
    tokens.into_iter().any(|at| {
        let word = transcript.tokens.lower(at);
        CUSTOMERS.contains(&word) || word.strip_suffix('s').is_some_and(|one| CUSTOMERS.contains(&one))
    })
}

const CUSTOMERS: &[&str] = &[
    "customer",
    "user",
    "client",
    "patient",
    "tenant",
    "parent",
    "passenger",
    "shopper",
    "subscriber",
    "guest",
    "reader",
    "caller",
    "resident",
    "pupil",
    "student",
    "seller",
    "buyer",
    "driver",
    "family",
    "families",
    "member",
    "visitor",
    "claimant",
];

const FRICTION: &[&str] = &[
    "refused",
    "against",
    "disagreed",
    "disagreement",
    "objected",
    "argued",
    "insisted",
    "doubted",
    "blocked",
    "resisted",
    "rejected",
    "conflict",
    "opposed",
    "failed",
    "broke",
    "stuck",
    "pushed",
    "complained",
    "angry",
    "sceptical",
    "unconvinced",
];

const REFLECTION: &[&str] = &[
    "learned",
    "learnt",
    "realised",
    "realized",
    "regret",
    "mistake",
    "wrong",
    "doubt",
    "unsure",
    "should",
    "differently",
    "ashamed",
    "misjudged",
    "underestimated",
    "overlooked",
];

#[cfg(test)]
mod tests {
    use glidepath_domain::{Dig, DigAnswer, DigStep};
    use proptest::prelude::*;

    use super::{Signal, gems};

    fn dig(text: &str) -> Dig {
        Dig {
            project: String::new(),
            employer: String::new(),
            step: DigStep::Extract,
            answers: vec![DigAnswer {
                prompt: "dump".to_owned(),
                text: text.to_owned(),
            }],
            gems: Vec::new(),
        }
    }

    const TOLD: &str = "It was a Tuesday. The patients waited forty minutes for a lift. I was wrong about the motor and said so. We met.";

    #[test]
    fn sentences_with_a_signal_are_put_forward_weightiest_first() {
        let found = gems(&dig(TOLD));
        let quotes: Vec<&str> = found.iter().map(|c| c.gem.quote.as_str()).collect();
        assert_eq!(
            quotes,
            [
                "The patients waited forty minutes for a lift.",
                "I was wrong about the motor and said so."
            ]
        );
        assert_eq!(found[0].signals, [Signal::Figure, Signal::Customer]);
        assert!(found[0].gem.customer && found[0].gem.metric && found[0].gem.principle.is_none());
    }

    #[test]
    fn what_is_kept_is_not_put_forward_again() {
        let mut dig = dig(TOLD);
        dig.gems.push(gems(&dig).remove(0).gem);
        assert_eq!(gems(&dig).len(), 1);
    }

    proptest! {
        #[test]
        fn every_quote_is_exact(text in "(I |we |learned |users |30% |refused |[a-zé]{1,7}[ .\n]){0,40}") {
            let dig = dig(&text);
            for candidate in gems(&dig) {
                prop_assert_eq!(candidate.span.of(&text), candidate.gem.quote.as_str());
            }
        }
    }
}
