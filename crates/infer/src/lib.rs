//! The encoder: our own small model of what sentences do in a story, inside the program.
//!
//! Graphs, run by rten. The **sentence** encoder makes a vector of each sentence, one at a time and kept by content, so that an edit runs
//! one sentence afresh. The **head** reads beats, heights, marks and labels off the vectors of one answer and of its question. Weights are embedded and
//! used where they lie; training is in `training/encoder`, what they are and where they fail in `docs/encoder.md`.
//!
//! ```
//! use glidepath_domain::{Attempt, Date, Tier};
//! use glidepath_infer::Encoder;
//! use glidepath_review::{Settings, review_sensing};
//!
//! let encoder = Encoder::embedded(1).unwrap();
//! let as_of: Date = "2026-03-01".parse().unwrap();
//! let attempt = Attempt::of("Two of us wanted to ship and one did not. I asked her why, and moved the date.", as_of);
//! let review = review_sensing(&attempt, &Settings::default(), Some(&encoder));
//! assert_eq!(review.engine.tier, Tier::Encoder);
//! ```

mod encoder;
mod finder;
mod pieces;
mod recent;
mod weights;
mod whisper;

pub use encoder::Encoder;
pub use weights::{Damaged, Weights};
pub use whisper::{FILLERS, LONGEST_PROMPT, Partial, Stream, Whisper, WhisperError, WhisperProgress, WhisperWatch};
