//! Coverage: the matrix, quotas, the deck and the loop, solved exactly.
//!
//! Everything here works on [`Card`]s, light rows that say what a story serves and nothing of its words. No IO, no clock (today
//! is handed in), no chance. The same cards give the same answer, and of equals the one listed first is taken.

mod card;
mod conflict;
mod deck;
mod kind;
mod loop_plan;
mod matrix;
mod milp;
mod quota;
mod remark;
mod seating;
mod shortage;
mod unsolved;
mod words;
mod worth;

pub use card::{Card, Fit};
pub use deck::{Cover, Deck, DeckOptions, deck};
pub use loop_plan::{Asked, Backup, Interviewer, LoopOutcome, LoopPlan, LoopRules, Pick, Seat, loop_plan};
pub use matrix::{Aim, Column, Coverage, Matrix, Row, matrix};
pub use quota::{FEWEST_STORIES, LevelQuota, TARGET_STORIES, Tally, level_quota};
pub use remark::{Alike, Named, Remark, TeamClass};
pub use shortage::{NewStory, Reason, Shortage};
pub use unsolved::Unsolved;
