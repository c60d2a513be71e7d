//! The reviewer: a deterministic, explainable linter for spoken answers.
//!
//! A [`Transcript`](glidepath_text::Transcript) becomes [`Signals`], the signals become beats and altitude, and
//! [rules] read all of it and note what an interviewer would hold against the answer or in its favour. Verdicts, panel
//! and follow-ups rest on those notes alone. No IO, no clock, no randomness, no panic: the same attempt and settings
//! give the same review.
//!
//! ```
//! use glidepath_domain::{Attempt, Date};
//! use glidepath_review::{review, Settings};
//!
//! let as_of: Date = "2026-03-01".parse().unwrap();
//! let attempt = Attempt::of("We did great work and everybody was happy with it.", as_of);
//! let review = review(&attempt, &Settings::default());
//! assert!(review.findings.iter().any(|f| f.rule == "thin"));
//! ```

mod altitude;
mod beat;
mod case;
mod example;
mod follow_up;
#[cfg(test)]
mod harness;
pub mod kinds;
mod leaning;
mod lexicon;
pub mod look;
pub mod mark;
mod measure;
mod note;
mod panel;
mod probed;
mod question;
mod rank;
mod rule;
pub mod rules;
mod run;
mod sense;
mod settings;
mod signal;
pub mod verdict;

pub use altitude::HEIGHTS;
pub use case::{Case, Reading};
pub use leaning::{Leanings, Own, feature_names};
pub use mark::Marks;
pub use note::Notes;
pub use question::Question;
pub use rule::{Example, Group, Nature, Need, Rule, Setting};
pub use run::{Evidence, RULES_VERSION, evidence, review, review_sensing};
pub use sense::{Sense, Sensing, Told};
pub use settings::{Allow, Settings, SettingsError};
pub use signal::{Hit, Signal, Signals};
