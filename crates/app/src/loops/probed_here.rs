//! Which of a seat's principles a question is for, where nobody planned it.

use glidepath_domain::{Bucket, Chair, Principle, Question, Seat};

use crate::seeker::Seeker;

/// The principle of the seat that a question probes, its main one first; else the seat's first. None for a technical question in a
/// technical round. A question in own words is read by its words.
pub(super) fn probed_here(seat: &Seat, question: Option<&Question>, asked: &str) -> Option<Principle> {
    let (probed, bucket): (Vec<Principle>, Bucket) = if let Some(question) = question {
        (question.principles.clone(), question.bucket)
    } else {
        let tagged = Seeker::of_words().tag(asked);
        let ranked = tagged.principles.iter().map(|(principle, _)| *principle);
        (ranked.collect(), tagged.bucket)
    };
    let looked_for = |principle: &&Principle| seat.principles.contains(principle);
    if question.is_some() {
        let first = probed.iter().find(looked_for);
        if first.is_none() && seat.chair == Chair::Technical && bucket == Bucket::Technical {
            return None;
        }
        return first.or(seat.principles.first()).copied();
    }
    probed.iter().find(looked_for).or(seat.principles.first()).copied()
}
