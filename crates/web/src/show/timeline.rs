//! When each sentence was said: the axis that flight path, section clock and their words share.

use glidepath_app::review_answer::Reviewed;
use glidepath_domain::{Beat, Span};

/// Words a minute where there are no timings. Source: contract, `measures`.
const ESTIMATED_WPM: f64 = 150.0;
/// From this height up, after [`DOWN`] was reached, going up is a climb back.
const UP: u32 = 25_000;
const DOWN: u32 = 5_000;

/// One sentence on the axis.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Leg {
    /// Where it stands in the text.
    pub(crate) span: Span,
    /// What it does.
    pub(crate) beat: Beat,
    /// From how high it is told.
    pub(crate) feet: u32,
    /// Seconds at its first word.
    pub(crate) from: f64,
    /// Seconds after its last word.
    pub(crate) to: f64,
}

/// Neighbouring sentences of one beat.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Run {
    /// Their beat.
    pub(crate) beat: Beat,
    /// Seconds at which it begins.
    pub(crate) from: f64,
    /// Seconds at which it ends.
    pub(crate) to: f64,
}

/// The answer in time.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Timeline {
    /// Sentence by sentence, without gaps.
    pub(crate) legs: Vec<Leg>,
    /// Beat by beat.
    pub(crate) runs: Vec<Run>,
    /// Seconds in all, above nought.
    pub(crate) total: f64,
}

impl Timeline {
    /// The timeline of a reviewed answer: by its timings, or by its words.
    pub(crate) fn of(reviewed: &Reviewed) -> Self {
        let (attempt, review) = (&reviewed.attempt, &reviewed.review);
        let spoken = &attempt.words;
        let start = spoken.first().map_or(0, |w| w.start_ms);
        let mut words = 0;
        let mut from = 0.0;
        let mut legs: Vec<Leg> = Vec::with_capacity(review.sentences.len());
        for sentence in &review.sentences {
            words += sentence.span.of(&attempt.text).split_whitespace().count();
            let to = match (spoken.get(words), spoken.last()) {
                (Some(next), _) => next.start_ms.saturating_sub(start) as f64 / 1000.0,
                (None, Some(last)) => last.end_ms.saturating_sub(start) as f64 / 1000.0,
                (None, None) => words as f64 * 60.0 / ESTIMATED_WPM,
            };
            let to = to.max(from);
            legs.push(Leg {
                span: sentence.span,
                beat: sentence.beat,
                feet: sentence.feet,
                from,
                to,
            });
            from = to;
        }
        let mut runs: Vec<Run> = Vec::new();
        for leg in &legs {
            match runs.last_mut() {
                Some(run) if run.beat == leg.beat => run.to = leg.to,
                _ => runs.push(Run {
                    beat: leg.beat,
                    from: leg.from,
                    to: leg.to,
                }),
            }
        }
        Self {
            legs,
            runs,
            total: if from > 0.0 { from } else { 1.0 },
        }
    }

    /// Seconds at byte `offset` of the text.
    pub(crate) fn at(&self, offset: usize) -> f64 {
        let index = self.legs.partition_point(|leg| leg.span.end <= offset);
        let Some(leg) = self.legs.get(index) else {
            return self.total;
        };
        let inside = offset.saturating_sub(leg.span.start) as f64 / leg.span.len().max(1) as f64;
        leg.from + (leg.to - leg.from) * inside
    }

    /// The legs on which the answer, having come down to the deed, goes back up to talk of the business at large. The
    /// first way up after a headline is none.
    pub(crate) fn climbs(&self) -> Vec<Leg> {
        let (mut was_up, mut is_down) = (false, false);
        let mut climbs = Vec::new();
        for leg in &self.legs {
            if leg.feet >= UP {
                if is_down && was_up {
                    climbs.push(*leg);
                }
                (was_up, is_down) = (true, false);
            } else if leg.feet <= DOWN {
                is_down = true;
            }
        }
        climbs
    }

    /// True when the answer opens with its outcome or its conflict before the descent begins.
    pub(crate) fn has_headline(&self) -> bool {
        matches!(self.legs.as_slice(), [first, rest @ ..] if first.feet < UP && rest.iter().take(4).any(|l| l.feet >= UP))
    }
}
