//! The web app: server-rendered pages, the JSON API beside them, and the guard in front of both.
//!
//! Everything works without scripts; the modules in `assets/` only make it quicker. An answer is not stored, a story is
//! kept in the bank of `glidepath_app`, and nothing leaves the machine: the server binds to 127.0.0.1 alone and refuses
//! requests that come by another name or from another site. A page is one file in `page/` and one line in its registry;
//! `show/` holds the pieces of a review (flight path, marked text, notes, panel), pure functions from a review to markup
//! that the page and the single file share.
//!
//! What is not here: reviewing itself, and any decision about an answer. Pages call `glidepath_app` and draw.

mod answer_form;
mod api;
mod asset;
mod bad_news;
mod body;
mod desk;
mod drill_upload;
mod guard;
mod kept_form;
mod layout;
mod live;
mod page;
mod pending;
mod question_form;
mod router;
mod sample;
mod serve;
mod show;
mod single_file;
mod sound;
mod story_desk;
mod story_form;
mod upload;

pub use router::{app, app_with_sound};
pub use serve::{Options, serve};
pub use single_file::{cheat_sheet_file, single_file};
pub use sound::Sound;
