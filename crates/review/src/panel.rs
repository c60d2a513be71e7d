//! The panel: how interviewers who weigh things differently would split.
//!
//! Two hundred are sampled with a fixed seed, each with one emphasis, a weight for it and a bar of their own. There is
//! no agreed rubric, so the spread is the honest answer. Source: domain §4.

use glidepath_domain::{Emphasis, Overall, Panel, Verdict};

use crate::rule::Group;
use crate::run::round;
use crate::verdict::Judged;

/// Interviewers sampled. Source: contract, `overall.panel`.
const MEMBERS: u32 = 200;
/// How far interviewers' bars lie apart: half the width of the spread, in log odds. With this the panel splits as often
/// as the annotators' own marks do, since a sum of two uniform draws so wide varies as much as the logistic curve.
const SPREAD: f64 = 4.4;
/// Log odds for each unit of worth that an emphasis adds or takes. Set so that a panel differs by emphasis and not only by bar.
pub(crate) const EMPHASIS: f64 = 0.6;
/// A verdict with less of the panel behind it than this is withheld.
const LEAST_SHARE: f64 = 0.4;

/// The answer as a whole.
pub(crate) fn overall(judged: &Judged<'_>) -> Overall {
    let panel = split(judged, |_| 1.0);
    let (verdict, confidence) = winner(&panel);
    let abstained = judged.abstention().or_else(|| {
        (confidence < LEAST_SHARE)
            .then(|| "Interviewers would split three ways; the evidence does not settle it.".to_owned())
    });
    Overall {
        verdict: abstained.is_none().then_some(verdict),
        confidence: if abstained.is_some() { 0.0 } else { round(confidence) },
        abstained,
        panel,
    }
}

/// Shares of the panel, each group of rules first multiplied by `weight`.
pub(crate) fn split(judged: &Judged<'_>, weight: impl Fn(Group) -> f64) -> Panel {
    let standing = judged.standing();
    let mut counts = [0_u32; 3];
    let mut state = 0x91de_9a74_u64;
    for member in 0..MEMBERS {
        let emphasis = Emphasis::ALL[member as usize % Emphasis::ALL.len()];
        let extra = 1.0 + next(&mut state);
        // The sum of two uniform draws: most bars lie near the middle.
        let lean = (next(&mut state) + next(&mut state) - 1.0) * SPREAD;
        let shift = standing.shift(|group| weight(group) * if weighs(emphasis, group) { extra } else { 1.0 });
        counts[standing.mark(lean - EMPHASIS * shift) as usize] += 1;
    }
    let share = |verdict: Verdict| f64::from(counts[verdict as usize]) / f64::from(MEMBERS);
    Panel {
        below: share(Verdict::Below),
        meets: share(Verdict::Meets),
        raises: share(Verdict::Raises),
    }
}

/// The mark of the middle interviewer, and the share of the panel that gives it.
pub(crate) fn winner(panel: &Panel) -> (Verdict, f64) {
    if panel.below > 0.5 {
        (Verdict::Below, panel.below)
    } else if panel.raises >= 0.5 {
        (Verdict::Raises, panel.raises)
    } else {
        (Verdict::Meets, panel.meets)
    }
}

/// Whether a panel member with this emphasis weighs this group of rules more.
fn weighs(emphasis: Emphasis, group: Group) -> bool {
    emphasis_of(group) == emphasis
}

/// The emphasis under which a group of rules falls.
pub(crate) const fn emphasis_of(group: Group) -> Emphasis {
    match group {
        Group::Evidence => Emphasis::Evidence,
        Group::Contribution => Emphasis::Contribution,
        Group::Friction => Emphasis::Friction,
        Group::Judgment => Emphasis::Judgment,
        Group::Humanity => Emphasis::Humanity,
        Group::Customer => Emphasis::Customer,
        Group::Altitude | Group::Delivery | Group::Authenticity => Emphasis::Structure,
    }
}

/// SplitMix64, as a number from 0 to 1: a fixed sequence, since the same answer must meet the same panel.
fn next(state: &mut u64) -> f64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
}
