//! Practice: nudges and their trial, clocks, recall and its schedule, blocks. No IO, no clock, no chance.
//!
//! Moments come in as UTC milliseconds, texts as they were said, reviews as they were made; what goes out is what to show,
//! what to do next and when. Every threshold is a constant beside its use, and `docs/practice.md` gives its source.

mod block;
mod card;
mod clock;
mod generality;
mod nudge;
mod progress;
mod recall;
#[cfg(test)]
mod sample;
mod schedule;
mod self_rating;
mod so_far;
mod take_diff;
mod told;
mod trial;
mod variant;
mod weak;

pub use block::{
    Have, LONGEST, PlannedBlock, SHORTEST, end, fit_minutes, left_minutes, next_part, plan_block, summary,
};
pub use card::{Face, Remade, deck_of_cards, face, families_of, id, prompt_of, remake};
pub use clock::{DetailToDrop, LongTake, Section, detail_to_drop, sections, shares};
pub use generality::{Generality, generalities};
pub use nudge::{
    BUDGET, COOLDOWN_MS, HOLD_MS, INTRO_MS, LAND_MS, Now, Nudge, NudgeKind, Nudging, SILENCE_MS, TakePlan,
    wants_conflict,
};
pub use progress::{FindingProgress, PrincipleProgress, Trend, findings, principles};
pub use recall::{FIRST_LIMIT_MS, SECOND_LIMIT_MS, grade, is_hit, limit_ms};
pub use schedule::{
    BEND_DAYS, Due, FIT_FROM, LAST_DAYS, RETENTION, RETENTION_AT_INTERVIEW, Schedule, Why, fit, retention_target,
};
pub use self_rating::{Gap, Tendency, gap};
pub use so_far::{SoFar, read};
pub use take_diff::{BY_HEART, Change, FactDrift, FactLost, Take, TakeDiff, take_diff};
pub use told::Told;
pub use trial::{NEED as TRIAL_NEED, Outcome, Trial, arm, cost, outcomes, trial};
pub use variant::{For, Theme, distant, theme};
pub use weak::{practised, weak};
