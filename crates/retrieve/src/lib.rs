//! Finding: which principles a question probes, and which story answers it.
//!
//! Two sources are joined. **Words**: BM25 over the stories ([`Library`] keeps the index). **Meaning**: vectors, themes and principles that a
//! [`Meaning`] reads off a question and off the sentences of a story; this crate does not know where they come from. With words alone
//! everything works, less well, and says so ([`Found::tier`]). Learned weights join the two (`data/`, made by `training/finder`).
//!
//! What is not here: where stories are kept, who asks, and the network that reads meaning (`glidepath-infer`).

mod dense;
mod fuse;
mod lexical;
mod library;
mod meaning;
mod reading;
mod tag;
mod theme;
mod words;

pub use library::{Entry, Found, Library, Match, Tier, Why};
pub use meaning::{Asked, Meaning, Shown, WIDTH};
pub use reading::Reading;
pub use tag::{Tagged, tag};
pub use theme::{THEMES, Theme, themes};
