//! What an interviewer asks next, and what is made of the reply: the ladder of follow-ups, temperaments, breaking depth; and a loop,
//! round by round. No IO, no clock, no chance.
//!
//! [`next`] chooses the follow-up: aimed at what is weakest in what was said, in its own words, never at what was answered, until
//! the evidence ends. [`read_reply`] says what a reply was worth, [`breaking_depth`] how far a story held. [`cut_in`] and
//! [`resumed`] serve the drill that is interrupted.
//!
//! [`seat`] says who sits in a loop and who looks for what, [`plan_questions`] what is asked, [`step`] what comes next in a round,
//! [`says`] what the interviewer says around it, and [`read_own_question`] what they make of the candidate's own; [`retold`] finds
//! stories that were told twice. Whatever could as well be otherwise hangs on a number that is handed in.
//!
//! ```
//! use glidepath_domain::{Layer, ReplyKind, Turn};
//! use glidepath_interview::{Signal, read_reply};
//!
//! let mut turn = Turn::open("How many bookings is that in a month?");
//! turn.layer = Some(Layer::Evidence);
//! let reply = "I don't know. We ran about 40 sailings a week, so I would put it near 2,000.";
//! let reading = read_reply(&turn, reply, "I rewrote the form.");
//! assert!(reading.answered && reading.has(Signal::Reasoned));
//! assert_eq!(reading.new.figures, 2);
//! ```

mod answered;
mod anywhere;
mod blank;
mod choose;
mod cut;
mod debrief;
mod depth;
mod heard;
mod ladder;
mod lot;
mod next;
mod numbers;
mod own_question;
mod plan_questions;
mod quote;
mod reply;
mod retold;
mod round_time;
mod says;
mod seat;
mod signal;
mod step;

pub use cut::{Cut, Resumed, Telling, cut_in, resumed};
pub use debrief::{ExchangeHeard, LoopHeard, RoundHeard, debrief};
pub use depth::{Depth, Depths, Drilled, breaking_depth, breaking_depths};
pub use next::{EndReason, Ground, MOST_A_LAYER, Next, Probe, next};
pub use own_question::{OwnSignal, Team, own_signals, read_own_question};
pub use plan_questions::{Asked, Whom, plan_questions};
pub use reply::{NewEvidence, Remark, ReplyReading, read_reply};
pub use retold::{Told, retold, stories};
pub use round_time::{RoundTime, SHORTEST_ROUND, round_time};
pub use says::{Moment, says};
pub use seat::{ChosenSeat, MOST_PRINCIPLES, SeatWish, Seated, seat};
pub use signal::{Side, Signal};
pub use step::{Step, may_ask, may_follow_up, step, time_used_s};
