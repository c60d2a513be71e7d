//! Models a person may add: the catalogue of them, and fetching, adding, checking and removing them.
//!
//! A model lies in a folder of its own in the [`Store`], with a record of what was received: every file, its size and
//! its SHA-256. A folder is filled beside the old one and takes its place when all of it is there and checked, so that
//! a half or damaged download never replaces a good model.
//!
//! ```
//! let catalogue = glidepath_models::Catalogue::ours();
//! let vad = catalogue.find("silero-vad").unwrap();
//! assert!(vad.is_pinned());
//! ```
//!
//! What is not here: running a model, and words for a person; the app crate says those.

mod add;
mod address;
mod archive;
mod catalogue;
mod digest;
mod error;
#[cfg(feature = "pull")]
mod hub;
mod name;
#[cfg(feature = "pull")]
mod pull;
mod receive;
mod record;
mod store;
mod target;

pub use add::add;
pub use address::{Address, DEFAULT_HUB};
pub use catalogue::{Catalogue, Entry, From, Kind, Wanted};
pub use error::{Change, Error};
#[cfg(feature = "pull")]
pub use hub::Hub;
#[cfg(feature = "pull")]
pub use pull::pull;
pub use receive::{Progress, Step};
pub use record::{Record, Recorded, Trust};
pub use store::{Checked, FileState, Outcome, Store};
