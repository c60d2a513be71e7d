//! Practice: a question told against the clock, its follow-ups, its review; what is remembered; blocks; and what becomes of the sound.
//!
//! One file for each thing a person does. Who holds an edge hands in the [`Bank`](crate::Bank) and, where sound is concerned, the
//! [`Recordings`](crate::Recordings). Whatever takes longer than a keystroke (decoding, measuring, transcribing, reviewing) runs beside
//! the others' requests.

mod ask_next;
mod beside;
mod compare_takes;
mod draw;
mod end_drill;
mod finish_turn;
mod hear_upload;
mod ladder;
mod list_takes;
mod look_back;
mod memory_cards;
mod onward;
mod open_drill;
mod personal_baseline;
mod practise_block;
pub mod recall;
mod recording;
mod remove_take;
mod review_take;
mod reviewing;
#[cfg(feature = "pull")]
mod server_transcriber;
mod start_drill;
mod sweep_recordings;
mod take_again;
mod transcribe_turn;
mod transcriber;
mod weak_cards;

pub(crate) use ask_next::next_turn;
pub use ask_next::{Asked, ask_next};
pub(crate) use beside::beside;
pub use compare_takes::{TakesApart, compare_takes};
pub(crate) use end_drill::first_review;
pub use end_drill::{Rating, enough, leave_drill, rate_drill};
pub use finish_turn::{Said, TYPED, finish_turn, pass_turn, write_turn};
pub use hear_upload::{Heard, hear_upload};
pub(crate) use ladder::readings;
pub use list_takes::{TakeFilter, TakeRow, list_takes};
pub use look_back::{Progress, TakePoint, look_back};
pub use onward::{Onward, onward};
pub use open_drill::{drill, may_see_review, open_drills};
pub(crate) use open_drill::{is_open, keep};
pub use personal_baseline::personal_baseline;
pub use practise_block::{Begun, block_part_begun, block_part_done, blocks, end_block, running_block, start_block};
pub use recording::{KeptSound, kept_sound, recording_of};
pub(crate) use remove_take::drop_sound;
pub use remove_take::{bring_back_take, purge_take, remove_sound, remove_take, removed_takes};
pub use review_take::{DeliverySeen, ReplySeen, SaidThen, TakeReview, review_take};
pub(crate) use reviewing::{Reviews, review_all};
#[cfg(feature = "pull")]
pub use server_transcriber::ServerTranscriber;
pub use start_drill::{
    Choice, FollowUps, LONGEST_LIMIT_S, Nudges, SHORTEST_LIMIT_S, Start, USUAL_LIMIT_S, start_drill,
};
pub use sweep_recordings::{Swept, sweep_recordings};
pub use take_again::take_again;
pub use transcribe_turn::transcribe_turn;
pub use transcriber::{Transcriber, Watch};
