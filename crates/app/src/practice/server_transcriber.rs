//! A server that writes down what was said, spoken to as one speaks to OpenAI's: `POST {base}/v1/audio/transcriptions`. Many programs one can
//! run oneself answer so. It is asked once; what was recorded stays whatever it answers.

use std::io::Read;
use std::time::Duration;

use glidepath_domain::{Heard, TimedWord};
use serde::Deserialize;
use ureq::Agent;

use super::transcriber::{Transcriber, Watch};
use crate::Error;
use crate::config::TranscriberSettings;

/// The most bytes of an answer: two hours of words with their times are some 2 MB.
const LONGEST_ANSWER: u64 = 16 << 20;
/// What parts of the message are set apart by. It cannot stand in sound by chance: 30 bytes of it would have to fit.
const BOUNDARY: &str = "glidepath-5f1c7b0e-parted-here";
const KEEP: &str = "The recording is kept: try again later, or type what you said.";

/// A server.
#[derive(Debug)]
pub struct ServerTranscriber {
    agent: Agent,
    address: String,
    host: String,
    model: String,
    key: Option<String>,
    timeout_s: u32,
}

impl ServerTranscriber {
    /// The server of the settings, with its key where it wants one; none where the settings name none.
    #[must_use]
    pub fn of(settings: &TranscriberSettings, key: Option<String>) -> Option<Self> {
        let url = settings.url.as_deref()?.trim_end_matches('/');
        let base = url.strip_suffix("/v1").unwrap_or(url);
        let host = base.split_once("://").map_or(base, |(_, rest)| rest);
        let host = host.split('/').next().unwrap_or(host).to_owned();
        let name = host.trim_start_matches('[');
        let here = ["127.0.0.1", "localhost", "::1"]
            .iter()
            .any(|local| name.starts_with(local));
        let config = Agent::config_builder()
            .user_agent(concat!("glidepath/", env!("CARGO_PKG_VERSION")))
            .http_status_as_error(false)
            // Sound goes to the address that was named and to no other.
            .max_redirects(0)
            .timeout_global(Some(Duration::from_secs(settings.timeout_s.into())));
        let config = if here { config.proxy(None) } else { config };
        Some(Self {
            agent: config.build().into(),
            address: format!("{base}/v1/audio/transcriptions"),
            host,
            model: settings.model.clone(),
            key,
            timeout_s: settings.timeout_s,
        })
    }

    fn message(&self, samples: &[i16], language: Option<&str>) -> Vec<u8> {
        let mut message = Vec::with_capacity(samples.len() * 2 + 2_048);
        let mut field = |name: &str, value: &str| {
            let part = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            message.extend_from_slice(part.as_bytes());
        };
        field("model", &self.model);
        field("response_format", "verbose_json");
        field("timestamp_granularities[]", "word");
        if let Some(language) = language {
            field("language", language);
        }
        let head = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"answer.wav\"\r\nContent-Type: audio/wav\r\n\r\n"
        );
        message.extend_from_slice(head.as_bytes());
        message.extend_from_slice(&glidepath_speech::wav(samples));
        message.extend_from_slice(format!("\r\n--{BOUNDARY}--\r\n").as_bytes());
        message
    }

    fn trouble(&self, error: &ureq::Error) -> Error {
        if let ureq::Error::Timeout(_) = error {
            return Error::unavailable(
                "transcriber-timeout",
                format!("{} took too long to write it down", self.host),
                format!("it may take {} seconds", self.timeout_s),
                "The recording is kept: try again, or set a longer timeout_s under [transcriber].",
            );
        }
        Error::unavailable(
            "transcriber-unreachable",
            format!("{} cannot be reached", self.host),
            error.to_string(),
            "The recording is kept: check that the server runs and that url under [transcriber] is right, then try again.",
        )
    }

    fn refused(&self, status: u16, said: &str) -> Error {
        let said: String = said
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
            .chars()
            .take(200)
            .collect();
        let why = if said.is_empty() {
            format!("it answered with status {status}")
        } else {
            format!("it answered with status {status}: {said}")
        };
        let fix = match status {
            401 | 403 => "The recording is kept: check the key that key_env under [transcriber] names.",
            404 => "The recording is kept: check url and model under [transcriber].",
            413 => "The recording is kept: this server takes no recording as long as this one.",
            _ => KEEP,
        };
        Error::unavailable(
            "transcriber-refused",
            format!("{} did not write it down", self.host),
            why,
            fix,
        )
    }

    fn nonsense(&self, why: impl Into<String>) -> Error {
        Error::unavailable(
            "transcriber-nonsense",
            format!("{} gave back something that cannot be used", self.host),
            why,
            KEEP,
        )
    }

    fn read(&self, text: &str) -> Result<Heard, Error> {
        let trimmed = text.trim();
        if !trimmed.starts_with('{') {
            // Some servers answer with the words alone. A page of some other program is none.
            if trimmed.starts_with('<') || trimmed.starts_with('[') {
                return Err(self.nonsense("its answer is neither JSON nor words"));
            }
            return Ok(Heard {
                text: trimmed.to_owned(),
                ..Heard::default()
            });
        }
        let answer: Answer = serde_json::from_str(trimmed)
            .map_err(|error| self.nonsense(format!("its answer is not the JSON that was asked for: {error}")))?;
        let nested = answer.segments.into_iter().flat_map(|segment| segment.words);
        let words = if answer.words.is_empty() {
            nested.collect()
        } else {
            answer.words
        };
        Ok(Heard {
            text: answer.text,
            words: words.into_iter().filter_map(Word::timed).collect(),
            language: answer.language.filter(|language| !language.is_empty()),
        })
    }
}

impl Transcriber for ServerTranscriber {
    fn name(&self) -> String {
        format!("server {}", self.model)
    }

    fn sends_sound(&self) -> bool {
        true
    }

    fn hear(&self, samples: &[i16], language: Option<&str>, watch: Watch<'_>) -> Result<Heard, Error> {
        if !watch(0.0) {
            return Err(stopped());
        }
        let mut request = self
            .agent
            .post(&self.address)
            .header("Content-Type", format!("multipart/form-data; boundary={BOUNDARY}"))
            .header("Accept", "application/json");
        if let Some(key) = &self.key {
            request = request.header("Authorization", format!("Bearer {key}"));
        }
        let message = self.message(samples, language);
        let mut response = request.send(&message[..]).map_err(|error| self.trouble(&error))?;
        let mut bytes = Vec::new();
        let body = response.body_mut().as_reader().take(LONGEST_ANSWER + 1);
        let read = { body }.read_to_end(&mut bytes);
        if let Err(error) = read {
            return Err(self.trouble(&ureq::Error::from(error)));
        }
        if bytes.len() as u64 > LONGEST_ANSWER {
            return Err(self.nonsense("its answer is longer than any transcript"));
        }
        let status = response.status().as_u16();
        let text = String::from_utf8_lossy(&bytes);
        if !(200..300).contains(&status) {
            return Err(self.refused(status, &text));
        }
        let heard = self.read(&text)?;
        // The end of it: whoever has lost interest by now may still have the words.
        watch(1.0);
        Ok(heard)
    }
}

/// Bad news for whoever said stop.
pub(super) fn stopped() -> Error {
    Error::unavailable(
        "transcriber-stopped",
        "The writing down was stopped",
        "you asked for it",
        "The recording is kept: begin again when you like.",
    )
}

#[derive(Deserialize)]
struct Answer {
    text: String,
    #[serde(default)]
    language: Option<String>,
    #[serde(default)]
    words: Vec<Word>,
    #[serde(default)]
    segments: Vec<Segment>,
}

#[derive(Deserialize)]
struct Segment {
    #[serde(default)]
    words: Vec<Word>,
}

#[derive(Deserialize)]
struct Word {
    word: String,
    start: f64,
    end: f64,
}

impl Word {
    /// Seconds as milliseconds; none where they are no times.
    fn timed(self) -> Option<TimedWord> {
        let ms = |seconds: f64| {
            (seconds.is_finite() && (0.0..1e6).contains(&seconds)).then(|| (seconds * 1_000.0).round() as u64)
        };
        Some(TimedWord {
            start_ms: ms(self.start)?,
            end_ms: ms(self.end)?,
            word: self.word,
        })
    }
}
