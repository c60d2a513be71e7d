//! The ladder as a whole, against answers and replies written by hand, and against any text.

mod any_text;
mod dialogues;
mod interrupted;
mod staged;
