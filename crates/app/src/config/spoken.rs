//! What the settings file may say of practice and of whoever writes down what was said.

use crate::practice::{Nudges, USUAL_LIMIT_S};

/// Who is to write down what was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TranscriberUse {
    /// The built-in model where it is complete, else the server where there is one, else nobody.
    Auto,
    /// The built-in model alone.
    Whisper,
    /// The server alone.
    Server,
    /// Nobody: words are typed.
    Off,
}

impl TranscriberUse {
    /// The words of the settings file, in order.
    pub(super) const WORDS: &'static [&'static str] = &["auto", "whisper", "server", "off"];

    pub(super) fn of(word: &str) -> Option<Self> {
        [Self::Auto, Self::Whisper, Self::Server, Self::Off]
            .into_iter()
            .zip(Self::WORDS)
            .find_map(|(one, name)| (*name == word).then_some(one))
    }
}

/// Who writes down what was said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TranscriberSettings {
    /// Who.
    pub uses: TranscriberUse,
    /// The address of a server that speaks as OpenAI's does; sound is sent nowhere unless it is set.
    pub url: Option<String>,
    /// The model the server is asked for.
    pub model: String,
    /// The environment variable that holds the server's key; no key is sent unless it is set.
    pub key_env: Option<String>,
    /// How long a server may take, in seconds.
    pub timeout_s: u32,
    /// The language spoken, as a two-letter code; the transcriber finds out unless it is set.
    pub language: Option<String>,
}

impl Default for TranscriberSettings {
    fn default() -> Self {
        Self {
            uses: TranscriberUse::Auto,
            url: None,
            model: "whisper-1".to_owned(),
            key_env: None,
            timeout_s: 120,
            language: None,
        }
    }
}

/// How practice is held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PracticeSettings {
    /// The timebox of an answer, in seconds.
    pub limit_s: u32,
    /// The language spoken, as a two-letter code: its own rates are what fast and slow mean. That of the words unless it is set.
    pub language: Option<String>,
    /// Whether anything is said of pace, pauses, held sounds and melody.
    pub fluency_penalties: bool,
    /// After how many days the sound of a take is removed; never unless it is set. Words stay.
    pub retention_days: Option<u32>,
    /// Whether nudges are shown while one speaks.
    pub nudges: Nudges,
}

impl Default for PracticeSettings {
    fn default() -> Self {
        Self {
            limit_s: USUAL_LIMIT_S,
            language: None,
            fluency_penalties: true,
            retention_days: None,
            nudges: Nudges::On,
        }
    }
}
