//! A loop: its set-up, its rounds, its debrief, and what was learnt over several.
//!
//! One file for each thing a person does. What is said in a loop is kept as drills, one for each question, so that speaking, writing
//! down and taking stock work as they do in practice: a page lets somebody answer through [`crate::practice`] and then calls
//! [`after_turn`]. What comes next is `glidepath-interview`'s business, and so is the debrief.

pub mod answer_sheet;
mod ask_by_person;
mod close_round;
mod compare_loops;
mod debrief_loop;
mod enter_round;
mod go_on;
mod leave_loop;
mod list_loops;
mod make_drill;
mod open_loop;
mod plan_loop;
mod probed_here;
mod read_job;
mod remove_loop;
mod replan;
mod replay;
mod sample_loop;
mod scorecard;
mod stand;
mod start_loop;
mod told_story;

pub use ask_by_person::{ask_by_person, invite_questions};
pub use close_round::{MOST_OWN_QUESTIONS, close_round};
pub use compare_loops::{CameAndWent, LoopPoint, LoopsApart, MarkApart, Named, compare_loops, loops_over_time};
pub use debrief_loop::{Debriefed, debrief_loop};
pub use enter_round::enter_round;
pub use glidepath_interview::ChosenSeat;
pub use glidepath_interview::SHORTEST_ROUND;
pub use go_on::after_turn;
pub use leave_loop::leave_loop;
pub use list_loops::list_loops;
pub use open_loop::{drills_of, find_loop, mock_loop, round_used_s};
pub use plan_loop::{LoopWish, PlannedLoop, next_draw, plan_loop};
pub use read_job::{Inferred, JobRead, LONGEST_JOB, PrincipleRead, read_job};
pub use remove_loop::{bring_back_loop, purge_loop, remove_loop, removed_loops};
pub use replan::{Replan, Suggested, ToldStory, replan};
pub use replay::replay;
pub use sample_loop::{sample_loop, sample_sheet};
pub use scorecard::{blank_scorecard, hand_in, scorecard, write_scorecard};
pub use stand::{Stand, stand};
pub use start_loop::{FEWEST_ROUNDS, LONGEST_ROUND, MOST_ROUNDS, start_loop};
