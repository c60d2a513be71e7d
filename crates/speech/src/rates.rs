//! How fast it was said, in four definitions that are never mixed: each answers another question, and tools that share one field for them
//! contradict each other (docs/speech.md).

use glidepath_domain::{Delivery, Stretch, TimedWord};

/// Milliseconds over which a silence is left out of narration.
const NARRATION_PAUSE_MS: u64 = 1_000;
/// Words without which a stretch between pauses has no pace.
const FEWEST_IN_PHRASE: usize = 3;
/// Milliseconds of speech without which nothing is said of any rate.
const LEAST_SPEECH_MS: u64 = 1_000;

/// The four rates of one take; each is there when what it needs is.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Rates {
    /// Words a minute over the whole recording, silence and all: how much reaches a listener.
    pub delivered: Option<f64>,
    /// Words a minute without silences of over a second: how fast the telling goes on once one tells.
    pub narration: Option<f64>,
    /// Median words a minute within stretches between pauses: how fast words come when they come. Needs word times.
    pub phrase: Option<f64>,
    /// Syllables a second of speech, held sounds left out: how fast the mouth moves. Needs no words.
    pub articulation: Option<f64>,
}

/// The rates of a take of so many words. `times` may be empty: the phrase rate is then unknown, and nothing is guessed from the others.
#[must_use]
pub fn rates(delivery: &Delivery, words: usize, times: &[TimedWord]) -> Rates {
    if delivery.speaking_ms() < LEAST_SPEECH_MS {
        return Rates::default();
    }
    let silence = silences(delivery)
        .filter(|stretch| stretch.ms() > NARRATION_PAUSE_MS)
        .map(Stretch::ms)
        .sum();
    let held: u64 = delivery.held.iter().map(|stretch| stretch.ms()).sum();
    let articulated = delivery.speaking_ms().saturating_sub(held);
    Rates {
        delivered: a_minute(words, delivery.duration_ms),
        narration: a_minute(words, delivery.duration_ms.saturating_sub(silence)),
        phrase: phrase(delivery, times),
        articulation: (delivery.syllables > 0 && articulated >= LEAST_SPEECH_MS)
            .then(|| f64::from(delivery.syllables) * 1_000.0 / articulated as f64),
    }
}

fn a_minute(words: usize, within_ms: u64) -> Option<f64> {
    (words > 0 && within_ms > 0).then(|| words as f64 * 60_000.0 / within_ms as f64)
}

/// All silences: before the first word, between words, after the last.
fn silences(delivery: &Delivery) -> impl Iterator<Item = Stretch> {
    let first = delivery.speech.first().map_or(0, |stretch| stretch.start_ms);
    let last = delivery.speech.last().map_or(0, |stretch| stretch.end_ms);
    let edges = [
        Stretch {
            start_ms: 0,
            end_ms: first,
        },
        Stretch {
            start_ms: last,
            end_ms: delivery.duration_ms.max(last),
        },
    ];
    edges.into_iter().chain(delivery.pauses.iter().copied())
}

fn phrase(delivery: &Delivery, times: &[TimedWord]) -> Option<f64> {
    let mut paces = Vec::new();
    let mut phrase: Vec<&TimedWord> = Vec::new();
    let mut pauses = delivery.pauses.iter().peekable();
    let middle = |word: &TimedWord| word.start_ms + word.end_ms.saturating_sub(word.start_ms) / 2;
    for word in times {
        // A pause ends a phrase when a word's middle lies behind its middle: a recogniser's edges are not that exact.
        let mut ended = false;
        while pauses
            .next_if(|pause| pause.start_ms + pause.ms() / 2 < middle(word))
            .is_some()
        {
            ended = true;
        }
        if ended {
            paces.extend(pace(&phrase));
            phrase.clear();
        }
        phrase.push(word);
    }
    paces.extend(pace(&phrase));
    median(&mut paces)
}

fn pace(phrase: &[&TimedWord]) -> Option<f64> {
    let (first, last) = (phrase.first()?, phrase.last()?);
    if phrase.len() < FEWEST_IN_PHRASE {
        return None;
    }
    a_minute(phrase.len(), last.end_ms.checked_sub(first.start_ms)?)
}

/// The middle value; between the two middle ones of an even count. `None` of none.
pub(crate) fn median(values: &mut [f64]) -> Option<f64> {
    values.sort_unstable_by(f64::total_cmp);
    let upper = *values.get(values.len() / 2)?;
    if values.len() % 2 == 1 {
        return Some(upper);
    }
    values
        .get(values.len() / 2 - 1)
        .map(|lower| f64::midpoint(*lower, upper))
}
