//! The built-in transcriber: Whisper, from a folder that `glidepath models pull` or `add` filled, run by rten.
//!
//! Sound goes to [`log_mel`] bands, these through the encoder and token by token through the decoder ([`network`]), under [`rules`] of what may follow what;
//! [`window`] is one stretch of thirty seconds, [`stream`] goes along while somebody speaks. What it needs, how fast it is and what is not proven are in
//! `docs/transcribing.md`. Reading sound files, changing sample rates and telling speech from silence are other crates' work.

mod error;
mod folder;
mod log_mel;
mod network;
#[cfg(test)]
mod parity;
mod rules;
mod stream;
mod timed;
mod vocabulary;
mod window;

use std::ops::ControlFlow;
use std::path::Path;

use glidepath_domain::{Heard, TimedWord};

pub use error::WhisperError;
pub use stream::{Partial, Stream};

use log_mel::{LogMel, RATE};
use network::Network;
use rules::Rules;
use vocabulary::Vocabulary;
use window::WINDOW;

/// The most letters that a transcript may be begun with. Longer ones were seen to cost words of the transcript. Source: domain, peers §2.
pub const LONGEST_PROMPT: usize = 32;
/// Words to begin with that leave hesitations in: Whisper writes as what went before was written.
pub const FILLERS: &str = "Umm, let me think, uh...";

/// How far a transcript has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WhisperProgress {
    /// Milliseconds that are written down.
    pub done_ms: u64,
    /// Milliseconds there are.
    pub whole_ms: u64,
}

/// Told how far it has come, before each token; says whether to go on.
pub type WhisperWatch<'w> = &'w mut dyn FnMut(WhisperProgress) -> ControlFlow<()>;

/// A transcriber. Opened once and shared: writing down needs no more than a reference.
pub struct Whisper {
    name: String,
    network: Network,
    mel: LogMel,
    vocabulary: Vocabulary,
    rules: Rules,
    many_languages: bool,
    language: Option<u32>,
    begin_with: Vec<u32>,
    most_tokens: usize,
}

impl std::fmt::Debug for Whisper {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Whisper")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

impl Whisper {
    /// Opens the model in a folder, to be run on so many threads. Loads the weights and runs them once, so that what does not fit is known now.
    ///
    /// The folder holds `config.json`, `generation_config.json`, `tokenizer.json` and, in itself or in its folder `onnx`, `encoder_model.onnx` with
    /// `decoder_model_merged.onnx` or with `decoder_model.onnx` and `decoder_with_past_model.onnx`; instead of each `NAME.onnx` a `NAME_quantized.onnx`.
    ///
    /// # Errors
    /// When a file is missing or cannot be read, or is not of a Whisper that fits the others.
    pub fn open(folder: &Path, threads: usize) -> Result<Self, WhisperError> {
        let graphs = folder::graphs(folder)?;
        let sizes = folder::sizes(folder)?;
        let file = folder.join("tokenizer.json");
        let vocabulary = Vocabulary::read(&file)?;
        if vocabulary.size() > sizes.vocabulary {
            let why = format!(
                "its times end at {}, and the model has {} tokens",
                vocabulary.size(),
                sizes.vocabulary
            );
            return Err(WhisperError::misfit(&file, why));
        }
        let habits = folder::habits(folder, &vocabulary)?;
        Ok(Self {
            name: folder
                .file_name()
                .map_or_else(|| "whisper".into(), |name| name.to_string_lossy().into_owned()),
            network: Network::open(&graphs, sizes, threads)?,
            mel: LogMel::of_bands(sizes.bands),
            vocabulary,
            rules: habits.rules,
            many_languages: habits.many_languages,
            language: None,
            begin_with: Vec::new(),
            most_tokens: sizes.most_tokens,
        })
    }

    /// The same with words that count as said before: the transcript is written in their manner. See [`FILLERS`]. No words undo it.
    ///
    /// # Errors
    /// When they are longer than [`LONGEST_PROMPT`] letters, or cannot be written in the model's tokens.
    pub fn beginning_with(mut self, words: &str) -> Result<Self, WhisperError> {
        let words = words.trim();
        if words.chars().count() > LONGEST_PROMPT {
            let why = format!("they are longer than {LONGEST_PROMPT} letters");
            return Err(WhisperError::Prompt { why });
        }
        self.begin_with = if words.is_empty() {
            Vec::new()
        } else {
            let tokens = self.vocabulary.tokens(&format!(" {words}"));
            let tokens = tokens.filter(|tokens| tokens.iter().all(|token| *token < self.vocabulary.end));
            tokens.ok_or_else(|| WhisperError::Prompt {
                why: "its vocabulary cannot spell them".to_owned(),
            })?
        };
        Ok(self)
    }

    /// The same for one language only, by its two-letter code. Without it the language is heard from the first words. A model of English takes only `en`.
    ///
    /// # Errors
    /// When the model does not have it.
    pub fn in_language(mut self, code: &str) -> Result<Self, WhisperError> {
        let found = self
            .vocabulary
            .language(code)
            .filter(|_| self.many_languages || code == "en");
        let unknown = || WhisperError::Language { asked: code.to_owned() };
        self.language = Some(found.ok_or_else(unknown)?);
        Ok(self)
    }

    /// The same without asking the model for times, for models that were tuned without them. Words are then spread over their window.
    #[must_use]
    pub fn without_times(mut self) -> Self {
        self.rules.timed = false;
        self
    }

    /// The model's name: that of its folder.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Writes down a recording, 16 kHz, one channel, of any length: window by window, each beginning where the model says the last one's words ended.
    ///
    /// # Errors
    /// When the model gives no numbers, or `watch` says to stop.
    pub fn transcribe(&self, samples: &[i16], mut watch: Option<WhisperWatch<'_>>) -> Result<Heard, WhisperError> {
        let ms = |samples: usize| samples as u64 * 1_000 / RATE as u64;
        let (mut words, mut language, mut at) = (Vec::new(), None, 0);
        while at < samples.len() {
            let progress = WhisperProgress {
                done_ms: ms(at),
                whole_ms: ms(samples.len()),
            };
            let mut go = || {
                watch
                    .as_mut()
                    .map_or(ControlFlow::Continue(()), |watch| watch(progress))
            };
            let written = self.write(&samples[at..samples.len().min(at + WINDOW)], language, &mut go)?;
            for piece in &written.pieces {
                words.extend(timed::words(piece, ms(at), &self.vocabulary));
            }
            language = written.language;
            at += written.done;
        }
        Ok(self.heard(words, language))
    }

    /// Begins to write down a recording that is still being made.
    #[must_use]
    pub fn stream(&self) -> Stream<'_> {
        Stream::new(self)
    }

    fn heard(&self, words: Vec<TimedWord>, language: Option<u32>) -> Heard {
        let text: Vec<&str> = words.iter().map(|word| word.word.as_str()).collect();
        let known = language.or(self.language);
        let code = self.vocabulary.languages.iter().find(|(_, mark)| Some(*mark) == known);
        let code = code.map(|(code, _)| code.clone());
        Heard {
            text: text.join(" "),
            language: code.or_else(|| (!self.many_languages).then(|| "en".to_owned())),
            words,
        }
    }
}
