//! The use cases of the story bank and of practice, on a database in memory.

#![expect(clippy::unwrap_used, reason = "a panic in a test is the report")]

mod debriefing;
mod digging;
mod drafts;
mod drilling;
mod hearing;
mod importing;
mod ledger;
mod listing;
mod looping;
mod opening;
mod questions;
mod reading_jobs;
mod recalling;
mod saving;
mod searching;
#[cfg(feature = "pull")]
mod serving_words;

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use glidepath_app::bank::{Bank, Edge};
use glidepath_app::keep_story::keep_story;
use glidepath_app::{Kept, Place, Reviewer};
use glidepath_domain::{Beat, Date, Passage, Story};

/// A clock that goes on by a second whenever it is read, and names that count.
#[derive(Default)]
pub(crate) struct Ticking(AtomicI64);

impl Edge for Ticking {
    fn now_ms(&self) -> i64 {
        1_790_000_000_000 + 1_000 * self.0.fetch_add(1, Ordering::Relaxed)
    }

    fn today(&self) -> Date {
        Date::new(2026, 9, 21).unwrap()
    }

    fn id(&self) -> String {
        format!("id-{:04}", self.0.fetch_add(1, Ordering::Relaxed))
    }
}

/// An empty bank.
pub(crate) async fn bank() -> Bank {
    let place = Place::Url("sqlite::memory:".to_owned());
    Bank::open(&place, Arc::new(Ticking::default()), &Reviewer::default())
        .await
        .unwrap()
}

/// A folder that holds nothing.
pub(crate) fn folder(test: &str) -> std::path::PathBuf {
    let folder = std::path::PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(test);
    drop(std::fs::remove_dir_all(&folder));
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// A story of two beats.
pub(crate) fn story(title: &str) -> Story {
    let passage = |beat, text: &str| Passage {
        beat,
        text: text.to_owned(),
        principle: None,
    };
    Story {
        title: title.to_owned(),
        beats: vec![
            passage(Beat::Problem, "Refunds took nine days, and the support line rang."),
            passage(Beat::Action, "I wrote the queue anew."),
        ],
        employer: "Acme".to_owned(),
        ..Story::default()
    }
}

/// A story, kept.
pub(crate) async fn kept(bank: &Bank, title: &str) -> Kept<Story> {
    keep_story(bank, None, None, &story(title))
        .await
        .unwrap()
        .kept()
        .unwrap()
}
