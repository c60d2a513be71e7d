//! Measures: quantities of the telling, in words and seconds.

use glidepath_domain::{ActCounts, Beat, Measures};
use glidepath_text::{Actor, Transcript};

use crate::{Case, Signal};

/// Signals that name what the story is up against.
pub(crate) const CONFLICT: [Signal; 3] = [Signal::Disagreement, Signal::Obstacle, Signal::Setback];

/// Who acted, how often.
pub(crate) fn acts(transcript: &Transcript<'_>) -> ActCounts {
    let count = |actor: Actor| transcript.acts.iter().filter(|a| a.actor == actor).count();
    ActCounts {
        i: count(Actor::I),
        we: count(Actor::We),
        other: count(Actor::Other),
        passive: count(Actor::Passive),
    }
}

pub(crate) fn measure(case: &Case<'_>) -> Measures {
    let transcript = case.transcript;
    let acts = acts(transcript);
    let mut share = [0.0; 8];
    for (slot, beat) in share.iter_mut().zip(Beat::ALL) {
        *slot = case.beat_share(*beat);
    }
    // An answer of marks alone has no words to share out: it stays at nought in every beat but the first.
    let sum: f64 = share.iter().sum();
    if sum > 0.0 {
        share.iter_mut().for_each(|s| *s /= sum);
    } else {
        share[0] = 1.0;
    }
    let conflict = case
        .first_of(&CONFLICT)
        .map(|hit| transcript.seconds_at(hit.span.start));
    let result = case
        .sentences_of(Beat::Result)
        .next()
        .map(|s| transcript.seconds_at(case.sentence_span(s).start));
    Measures {
        words: transcript.words,
        sentences: transcript.sentences.len(),
        duration_s: transcript.timing.duration_s(),
        wpm: transcript.timing.wpm(),
        i_share: (acts.i + acts.we > 0).then(|| acts.i as f64 / (acts.i + acts.we) as f64),
        share,
        first_conflict_s: conflict,
        time_to_result_s: result,
        estimated: transcript.timing.estimated,
    }
}
