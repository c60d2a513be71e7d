//! Practice: a question told against the clock, its follow-ups, its review; what is remembered; blocks; and what becomes of the sound.
//!
//! One file for each thing a person does. Who holds an edge hands in the [`Bank`](crate::Bank) and, where sound is concerned, the
//! [`Recordings`](crate::Recordings). Whatever takes longer than a keystroke (decoding, measuring, transcribing, reviewing) runs beside
//! the others' requests.

mod ask_next;
mod beside;
mod draw;
mod end_drill;
mod finish_turn;
mod hear_upload;
mod ladder;
mod open_drill;
mod recording;
mod remove_take;
mod reviewing;
mod start_drill;
mod sweep_recordings;
mod take_again;
mod transcribe_turn;
mod transcriber;

pub use ask_next::{Asked, ask_next};
pub use end_drill::{Rating, enough, leave_drill, rate_drill};
pub use finish_turn::{Said, TYPED, finish_turn, pass_turn, write_turn};
pub use hear_upload::{Heard, hear_upload};
pub use open_drill::{drill, may_see_review, open_drills};
pub use recording::{KeptSound, kept_sound, recording_of};
pub use remove_take::{bring_back_take, purge_take, remove_sound, remove_take, removed_takes};
pub use start_drill::{
    Choice, FollowUps, LONGEST_LIMIT_S, Nudges, SHORTEST_LIMIT_S, Start, USUAL_LIMIT_S, start_drill,
};
pub use sweep_recordings::{Swept, sweep_recordings};
pub use take_again::take_again;
pub use transcribe_turn::transcribe_turn;
pub use transcriber::{Progress, Transcriber};
