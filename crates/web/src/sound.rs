//! What a program that records hands the web app besides its bank: where sound is kept, who can write it down, how one practises.

use std::sync::Arc;

use glidepath_app::config::PracticeSettings;
use glidepath_app::practice::Transcriber;
use glidepath_app::{Error, Recordings};

/// Where sound is kept, who can write it down, and how one practises.
#[derive(Clone)]
pub struct Sound {
    /// The recordings beside the bank.
    pub recordings: Recordings,
    /// Who writes down what was said; where there is nobody, its teller does.
    pub transcriber: Option<Arc<dyn Transcriber>>,
    /// The language it is told to expect, as a two-letter code; it finds out unless one is given.
    pub language: Option<String>,
    /// What the settings say of practice.
    pub settings: PracticeSettings,
}

impl std::fmt::Debug for Sound {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Sound")
            .field("recordings", &self.recordings)
            .field("transcriber", &self.transcriber.as_ref().map(|one| one.name()))
            .field("settings", &self.settings)
            .finish()
    }
}

/// What a page says that needs sound where there is none.
pub(crate) fn no_sound() -> Error {
    Error::unavailable(
        "no-recordings",
        "There is no place for recordings here",
        "Glidepath was started without a folder to keep sound in",
        "Start it with glidepath serve; answers can be typed on the Review page.",
    )
}
