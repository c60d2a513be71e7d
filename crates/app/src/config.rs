//! The user's settings: a TOML file read strictly, so that a slip of the pen is named and not ignored.
//!
//! What may stand in the file is declared once, in `declared`; reading it, explaining a key and writing a first file
//! all derive from that list and from what each rule declares. Where the file lies is the edge's business.

mod declared;
mod read;
mod spoken;

use glidepath_domain::{Level, Role, Severity};
use glidepath_review::Settings;

pub use declared::{Key, Kind, explain, keys, template};
pub use read::parse;
pub use spoken::{PracticeSettings, TranscriberSettings, TranscriberUse};

/// The port the web app listens on unless told otherwise.
pub const PORT: u16 = 4747;

/// Everything the file may set, valid by construction.
#[derive(Debug, Clone, PartialEq)]
pub struct Config {
    /// Level to review for where the answer names none.
    pub level: Option<Level>,
    /// Role to review for where the answer names none.
    pub role: Option<Role>,
    /// From which severity on the exit code is 1; `None` is never.
    pub fail_on: Option<Severity>,
    /// Use rules alone, no model.
    pub rules_only: bool,
    /// The port of the web app.
    pub port: u16,
    /// Whether the web app opens the browser when it starts.
    pub open: bool,
    /// Where models are fetched from.
    pub hub: String,
    /// The address of the database, in builds for hosting; the file in the data folder unless set.
    pub store: Option<String>,
    /// Who writes down what was said.
    pub transcriber: TranscriberSettings,
    /// How practice is held.
    pub practice: PracticeSettings,
    /// Thresholds, rules switched off, findings allowed.
    pub settings: Settings,
    /// What the file set, as dotted key and value, in the file's order; an address without its name and password.
    pub given: Vec<(String, String)>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            level: None,
            role: None,
            fail_on: None,
            rules_only: false,
            port: PORT,
            open: true,
            hub: glidepath_models::DEFAULT_HUB.to_owned(),
            store: None,
            transcriber: TranscriberSettings::default(),
            practice: PracticeSettings::default(),
            settings: Settings::default(),
            given: Vec::new(),
        }
    }
}

impl Config {
    /// The value `key` has, as it would be written in the file but without a password, and whether the file set it.
    #[must_use]
    pub fn value_of(&self, key: &Key) -> (String, bool) {
        let given = self.given.iter().rev().find(|(name, _)| *name == key.name);
        given.map_or_else(|| (key.default.clone(), false), |(_, value)| (value.clone(), true))
    }
}
