//! Who writes down what was said, on this machine: the built-in Whisper from the models folder, a server that the settings name, or nobody.
//!
//! Loaded when first needed. That there is nobody is said with how to get one, and is never a reason not to keep the sound.

use std::num::NonZero;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::available_parallelism;

use glidepath_app::config::{Config, TranscriberUse};
use glidepath_app::models::Models;
use glidepath_app::practice::{Transcriber, Watch};
use glidepath_app::{Error, Recordings};
use glidepath_domain::Heard;
use glidepath_infer::{FILLERS, Whisper, WhisperError, WhisperProgress};

use crate::context::Context;

/// The kind of model that writes speech down, as the catalogue calls it.
const KIND: &str = "speech-to-text";
/// The name of a model's folder, where it was added by hand and its kind is not known.
const FAMILY: &str = "whisper";
/// The one to start with.
const FIRST: &str = "whisper-base.en";

/// By whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum With {
    /// The built-in model.
    Whisper,
    /// The server that the settings name.
    Server,
}

impl With {
    /// As a person names it.
    ///
    /// # Errors
    /// When nobody is called so.
    pub(crate) fn named(word: &str) -> Result<Self, Error> {
        match word {
            "whisper" => Ok(Self::Whisper),
            "server" => Ok(Self::Server),
            _ => Err(Error::invalid(
                "unknown-value",
                format!("Nobody called \"{word}\" writes recordings down"),
                "there are the built-in model and the server that the settings name",
                "Give whisper or server.",
            )),
        }
    }
}

/// Where recordings lie.
///
/// # Errors
/// When the machine names no place for data.
pub(crate) fn recordings(context: &Context) -> Result<Recordings, Error> {
    Ok(Recordings::at(context.data_dir()?.join("recordings")))
}

/// Who writes recordings down: whoever is asked for, else whom the settings say, else the first who is there.
///
/// # Errors
/// When there is nobody; the error says how to get somebody.
pub(crate) fn transcriber(
    context: &Context,
    config: &Config,
    with: Option<With>,
) -> Result<Arc<dyn Transcriber>, Error> {
    let uses = match with {
        Some(With::Whisper) => TranscriberUse::Whisper,
        Some(With::Server) => TranscriberUse::Server,
        None => config.transcriber.uses,
    };
    match uses {
        TranscriberUse::Off => Err(nobody("the settings say that nobody is to write recordings down")),
        TranscriberUse::Whisper => built_in(context)?.ok_or_else(|| nobody("no whole model of speech is installed")),
        TranscriberUse::Server => server(config)?.ok_or_else(|| nobody("the settings name no server")),
        TranscriberUse::Auto => match built_in(context)? {
            Some(built_in) => Ok(built_in),
            None => server(config)?
                .ok_or_else(|| nobody("no whole model of speech is installed, and the settings name no server")),
        },
    }
}

fn nobody(why: &str) -> Error {
    Error::unavailable(
        "no-transcriber",
        "Nobody is there to write the recording down",
        why,
        format!(
            "Get the built-in one once, `glidepath models pull {FIRST}`, or name a server: `url` under [transcriber] in the settings. Or type what you said."
        ),
    )
}

/// The first model of speech that is whole: of the catalogue, in its order, then of those added by hand.
fn built_in(context: &Context) -> Result<Option<Arc<dyn Transcriber>>, Error> {
    let list = Models::below(&context.data_dir()?)?.list()?;
    let mut whole = list.models.into_iter().filter_map(|model| {
        let installed = model.installed.filter(|installed| installed.complete)?;
        let writes = model
            .kind
            .map_or_else(|| model.name.starts_with(FAMILY), |kind| kind == KIND);
        writes.then_some((model.name, installed.folder))
    });
    Ok(whole.next().map(|(name, folder)| {
        let built_in = BuiltIn {
            name,
            folder: PathBuf::from(folder),
            opened: Mutex::new(None),
        };
        Arc::new(built_in) as Arc<dyn Transcriber>
    }))
}

/// The server of the settings, with the key that its variable holds.
#[cfg(feature = "pull")]
fn server(config: &Config) -> Result<Option<Arc<dyn Transcriber>>, Error> {
    let settings = &config.transcriber;
    let key = match &settings.key_env {
        None => None,
        Some(variable) => Some(std::env::var(variable).map_err(|_| {
            Error::invalid(
                "no-key",
                "The server's key is not there",
                format!("the settings name the environment variable {variable}, and it is not set"),
                "Set it, or take key_env out of [transcriber].",
            )
        })?),
    };
    let server = glidepath_app::practice::ServerTranscriber::of(settings, key);
    Ok(server.map(|server| Arc::new(server) as Arc<dyn Transcriber>))
}

/// A build without a network has none.
#[cfg(not(feature = "pull"))]
fn server(_: &Config) -> Result<Option<Arc<dyn Transcriber>>, Error> {
    Ok(None)
}

/// The built-in model in its folder, opened when first asked, for one language at a time.
struct BuiltIn {
    name: String,
    folder: PathBuf,
    opened: Mutex<Option<(Option<String>, Arc<Whisper>)>>,
}

impl BuiltIn {
    fn open(&self, language: Option<&str>) -> Result<Arc<Whisper>, Error> {
        let mut opened = self.opened.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((of, whisper)) = opened.as_ref()
            && of.as_deref() == language
        {
            return Ok(Arc::clone(whisper));
        }
        let threads = available_parallelism().map_or(1, NonZero::get);
        let mut whisper = Whisper::open(&self.folder, threads).map_err(failed)?;
        if let Some(code) = language {
            whisper = whisper.in_language(code).map_err(failed)?;
        }
        // Hesitations count, and it writes them where it was begun with some. They are English, so it has to be.
        if language == Some("en") || (language.is_none() && self.name.ends_with(".en")) {
            whisper = whisper.beginning_with(FILLERS).map_err(failed)?;
        }
        let whisper = Arc::new(whisper);
        *opened = Some((language.map(str::to_owned), Arc::clone(&whisper)));
        Ok(whisper)
    }
}

impl Transcriber for BuiltIn {
    fn name(&self) -> String {
        self.name.clone()
    }

    fn hear(&self, samples: &[i16], language: Option<&str>, watch: Watch<'_>) -> Result<Heard, Error> {
        let whisper = self.open(language)?;
        let mut watch = |at: WhisperProgress| {
            let share = at.done_ms as f64 / at.whole_ms.max(1) as f64;
            if watch(share) {
                ControlFlow::Continue(())
            } else {
                ControlFlow::Break(())
            }
        };
        whisper.transcribe(samples, Some(&mut watch)).map_err(failed)
    }
}

fn failed(error: WhisperError) -> Error {
    Error::unavailable(error.code(), error.what(), error.why(), error.fix())
}
