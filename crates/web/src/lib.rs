//! The web app: server-rendered pages, the JSON API beside them, and the guard in front of both.
//!
//! Everything works without scripts but the microphone; the modules in `assets/` make the rest quicker. An answer to review is not
//! stored; stories and drills are kept in the bank of `glidepath_app`, sound beside it. Nothing leaves the machine, unless the
//! settings name a server that writes sound down: this one binds to 127.0.0.1 alone and refuses requests that come by another
//! name or from another site. A page is one file in `page/` and one line in its registry; `show/` holds the pieces of a review
//! (flight path, marked text, notes, panel), pure functions from a review to markup that the page and the single file share;
//! `live/` is the drill room's socket.
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
pub use single_file::{cheat_sheet_file, debrief_file, single_file};
pub use sound::Sound;
