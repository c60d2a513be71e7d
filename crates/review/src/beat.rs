//! Beats: what each sentence does in the story.
//!
//! Every sentence is scored for every beat by its signals, acts, figures and place; the best path through the scores is
//! then taken. Order is a prior, not a law: going back costs a little, so a headline before the descent or a second
//! block of action and result after a setback stays readable. Source: domain §3.

use glidepath_domain::{Beat, FigureRole};
use glidepath_text::{Actor, Tag, Transcript};

use crate::{Signal, Signals};

const BEATS: usize = 8;

/// What it costs to step back by one beat, in units of one clear signal.
const STEP_BACK: f64 = 0.18;
/// What staying in a beat is worth.
const STAY: f64 = 0.25;
/// How sharply scores turn into confidence.
const SHARPNESS: f64 = 1.1;

/// Beat and confidence of every sentence.
pub(crate) fn read(transcript: &Transcript<'_>, signals: &Signals) -> Vec<(Beat, f64)> {
    let scores: Vec<[f64; BEATS]> = (0..transcript.sentences.len())
        .map(|s| score(transcript, signals, s))
        .collect();
    let path = best_path(&scores);
    path.into_iter()
        .zip(&scores)
        .map(|(beat, score)| {
            let total: f64 = score.iter().map(|s| (s * SHARPNESS).exp()).sum();
            (Beat::ALL[beat], (score[beat] * SHARPNESS).exp() / total)
        })
        .collect()
}

fn score(transcript: &Transcript<'_>, signals: &Signals, sentence: usize) -> [f64; BEATS] {
    let range = transcript.sentences[sentence].tokens.clone();
    let words_before = transcript.words_in(0..range.start) as f64;
    let words = transcript.words_in(range.clone()) as f64;
    let at = (words_before + words / 2.0) / (transcript.words.max(1) as f64);
    let weight = |signal: Signal| signals.weight_in(signal, sentence).min(2.0);
    let acts = |actor: Actor| transcript.acts_in(sentence).iter().filter(|a| a.actor == actor).count() as f64;
    let figures = |role: FigureRole| {
        transcript
            .figures_in(sentence)
            .iter()
            .filter(|f| f.role == role)
            .count() as f64
    };
    let (i, we) = (acts(Actor::I).min(3.0), acts(Actor::We).min(2.0));
    let deeds = i + we + acts(Actor::Other) + acts(Actor::Passive);
    let present = range
        .clone()
        .filter(|&t| matches!(transcript.tokens[t].tag, Tag::VerbPresent | Tag::VerbPresent3))
        .count() as f64;
    let early = |until: f64| ((until - at) / until).max(0.0);
    let late = |from: f64| ((at - from) / (1.0 - from)).max(0.0);

    let mut score = [0.0; BEATS];
    score[Beat::Context as usize] = 1.2 * weight(Signal::Scene)
        + 1.5 * early(0.30)
        + if deeds == 0.0 { 0.35 } else { 0.0 }
        + 0.5 * weight(Signal::Strategy);
    score[Beat::Role as usize] =
        1.8 * weight(Signal::Task) + 0.6 * weight(Signal::Assigned) + 0.6 * early(0.35) - 0.4 * late(0.5);
    score[Beat::Problem as usize] = 1.0 * weight(Signal::Setback)
        + 0.6 * figures(FigureRole::Baseline)
        + 0.9 * early(0.5) * f64::from(u8::from(at > 0.06))
        + 0.3 * weight(Signal::Obstacle);
    score[Beat::Obstacle as usize] =
        1.2 * weight(Signal::Disagreement) + 1.0 * weight(Signal::Obstacle) + 0.8 * weight(Signal::Constraint) + 0.2;
    score[Beat::Options as usize] = 1.3 * weight(Signal::Alternatives) + 1.3 * weight(Signal::Tradeoff);
    score[Beat::Action as usize] =
        0.75 * i + 0.5 * we + 0.3 * weight(Signal::Mechanism) + 0.35 + 0.4 * weight(Signal::CourseChange)
            - 0.5 * early(0.12);
    score[Beat::Result as usize] =
        1.1 * weight(Signal::Outcome) + 0.9 * figures(FigureRole::Result).min(2.0) + 1.1 * late(0.6)
            - 1.6 * early(0.45);
    score[Beat::Learning as usize] = 1.8 * weight(Signal::Lesson)
        + 0.6 * weight(Signal::Safeguard)
        + 0.5 * weight(Signal::Admission)
        + 1.0 * late(0.8)
        + 0.3 * present * late(0.75)
        - 1.8 * early(0.6);
    score
}

fn best_path(scores: &[[f64; BEATS]]) -> Vec<usize> {
    let Some(first) = scores.first() else { return Vec::new() };
    let mut total = *first;
    let mut from: Vec<[usize; BEATS]> = Vec::with_capacity(scores.len());
    for score in &scores[1..] {
        let mut next = [0.0; BEATS];
        let mut back = [0; BEATS];
        for beat in 0..BEATS {
            let step = |old: usize| -> f64 {
                total[old]
                    + match old.cmp(&beat) {
                        std::cmp::Ordering::Less => 0.0,
                        std::cmp::Ordering::Equal => STAY,
                        std::cmp::Ordering::Greater => -STEP_BACK * (old - beat) as f64,
                    }
            };
            let best = (0..BEATS).fold(0, |best, old| if step(old) > step(best) { old } else { best });
            back[beat] = best;
            next[beat] = step(best) + score[beat];
        }
        total = next;
        from.push(back);
    }
    let mut at = (0..BEATS).fold(0, |best, beat| if total[beat] > total[best] { beat } else { best });
    let mut path = vec![at];
    for back in from.iter().rev() {
        at = back[at];
        path.push(at);
    }
    path.reverse();
    path
}
