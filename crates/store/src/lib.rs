//! What is kept: stories, questions, digs, sources, drills, cards of memory, blocks, drafts, tellings, vectors and settings, on
//! SQLite or PostgreSQL; and recordings, as files of their own.
//!
//! ```no_run
//! # use glidepath_domain::Story;
//! # use glidepath_store::{Place, Source, Store, StoreError, Workspace};
//! # async fn keep(source: Box<dyn Source>) -> Result<(), StoreError> {
//! let store = Store::open(&Place::File("glidepath.db".into()), source).await?;
//! let workspace = Workspace::local();
//! let desk = store.at(&workspace);
//! let first = desk.put_story(None, None, &Story::default()).await?;
//! let second = desk.put_story(Some(&first.id), Some(first.version), &first.value).await?;
//! assert_eq!(second.version, first.version + 1);
//! # Ok(()) }
//! ```
//!
//! Every query goes through a [`Desk`], so through one workspace. Every write is one transaction together with its row
//! of history, and has reached the disk when it returns. Whoever writes says which version they saw; if somebody was
//! faster, nothing is written and [`StoreError::Stale`] brings what is there now.
//!
//! The store judges nothing, reads no clock and draws no lots: time, names and how ready a story is are handed in as a
//! [`Source`]. Searching words is left to `glidepath-retrieve`, what a page or a file shows to the layers above.

mod backup;
mod body;
mod bulk;
mod card;
mod changes;
mod desk;
mod draft;
mod entity;
mod error;
mod kept;
mod kinds;
mod lock;
mod migration;
mod origin;
mod part;
mod place;
#[cfg(feature = "hosted")]
mod postgres;
mod recording;
mod recording_error;
mod recording_file;
mod restore;
mod setting;
mod shelf;
mod source;
mod sqlite;
mod store;
mod telling;
mod vector;

pub use backup::Backup;
pub use card::StoryCard;
pub use changes::{Changes, Update, Writes, Written};
pub use desk::{Desk, Workspace};
pub use draft::Draft;
pub use error::{StoreError, Theirs};
pub use kept::{Act, Kept, Past, SourceText};
pub use place::Place;
pub use recording::{MOST_CHUNK, MOST_SAMPLES, Recording, Recordings, SAMPLE_RATE};
pub use recording_error::RecordingError;
pub use recording_file::{MOST_UPLOADED, Upload};
pub use restore::Restored;
pub use source::Source;
pub use store::Store;
pub use telling::Telling;
pub use vector::Vector;
