//! A debrief as it goes out, as JSON and as Markdown: nothing hidden too early, every quote where it says, nothing lost.

#![expect(clippy::unwrap_used, reason = "a panic in a test is the report")]

mod as_json;
mod as_markdown;
mod sample;
