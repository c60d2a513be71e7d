//! Files in and out: CVs, vaults, tables, banks, decks. Nothing here touches a disk, a store or the network.
//!
//! [`read`] takes what a person hands over and says what it holds, or refuses all of it: nothing is half-imported.
//! [`merge`] lays what was brought beside what is kept and says what would change; nothing is overwritten until
//! somebody says which side to take. [`mod@write`] makes files. A file is never trusted: sizes, depths and counts are
//! held to the [limits](MOST_BYTES), and bytes that make no sense are refused in words that say what to do.
//!
//! ```
//! use glidepath_domain::{Beat, Passage, Story};
//! use glidepath_exchange::{Incoming, Meets, merge, read, write};
//!
//! let story = Story {
//!     title: "The refund queue".to_owned(),
//!     beats: vec![Passage {
//!         beat: Beat::Context,
//!         text: "Refunds took nine days.\n\n## Action\n".to_owned(),
//!         principle: None,
//!     }],
//!     ..Story::default()
//! };
//! let bank = vec![("s1".to_owned(), story)];
//! let notes = write::markdown(&bank);
//! let files: Vec<Incoming> = notes.into_iter().map(|(name, text)| Incoming::new(name, text)).collect();
//! let brought = read(&files)?;
//! assert_eq!(brought.stories[0].story, bank[0].1);
//! assert_eq!(merge(&bank, &brought)[0].meets, Meets::Same);
//! # Ok::<(), glidepath_exchange::Refusal>(())
//! ```

mod archive;
mod brought;
mod cv;
mod deck;
mod decode;
mod docx;
mod incoming;
mod json;
mod json_resume;
mod markdown;
mod merge;
mod part;
mod pdf;
mod questions;
mod read;
mod refusal;
mod revision;
mod table;
pub mod write;
mod xml;
mod yaml;

pub use brought::{Asked, Brought, BroughtQuestion, BroughtStory, CvEntry, Source, SourceKind};
pub use deck::Card;
pub use incoming::{ENDINGS, Incoming, MOST_BYTES, MOST_ENTRIES, MOST_UNPACKED};
pub use merge::{Clash, Difference, Meets, Merge, Take, Write, apply, merge};
pub use part::Part;
pub use questions::read_questions;
pub use read::read;
pub use refusal::{Refusal, Remark};
pub use revision::revision;
