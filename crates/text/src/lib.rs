//! An attempt read as a [`Transcript`]: sentences, tokens, acts, figures, hesitations, times.
//!
//! Reading never fails, does no IO and takes time linear in the text. What the words are worth is
//! none of this crate's business: it says what was said, by whom it was done and how much of it.
//!
//! ```
//! use glidepath_domain::{Attempt, Date};
//! use glidepath_text::{Actor, Transcript};
//!
//! let attempt = Attempt::of("I cut the wait from nine days to two.", "2026-03-01".parse::<Date>().unwrap());
//! let transcript = Transcript::read(&attempt);
//! assert_eq!(transcript.acts[0].actor, Actor::I);
//! assert_eq!(transcript.figures.iter().map(|f| f.value).collect::<Vec<_>>(), [Some(9.0), Some(2.0)]);
//! ```

mod act;
mod figure;
mod hesitation;
mod language;
mod sentence;
pub mod table;
pub mod tag;
mod timing;
mod token;
mod transcript;

pub use act::{Act, Actor};
pub use figure::{ROLE_CLASSES, ROLE_ROWS, number_word, role_samples};
pub use hesitation::{Hesitation, HesitationKind};
pub use language::language_of;
pub use tag::Tag;
pub use timing::Timing;
pub use token::{Token, TokenKind, Tokens};
pub use transcript::{Sentence, Transcript};
