//! The live line of a drill room: sound in, receipts and nudges out.
//!
//! A page opens one socket for the turn it is on. Sound comes in numbered chunks, each is on the disk before its receipt goes
//! back, and the room says where it stands whenever a page comes back. What is not here: capture, which is the browser's
//! (`assets/capture.js`, `assets/link.js`), and what becomes of a turn once it is said, which is the drill page's.

mod frame;
mod room;
mod rooms;
mod seat;
mod socket;
mod turn;
mod writing;

pub(crate) use room::Happened;
pub(crate) use rooms::Rooms;
pub(crate) use socket::beside;
pub(crate) use writing::Writings;
