//! Numbers to words and back: the byte pairs of `tokenizer.json` and the marks that are not words.
//!
//! Only what a transcriber needs is here: reading tokens off, and writing a short line of words as tokens to begin with.

use std::collections::HashMap;
use std::path::Path;

use rten_text::models::{Bpe, BpeOptions, Model as _, char_to_byte};
use rten_text::pre_tokenizers::{PreTokenizer as _, Split};
use serde_json::Value;

use super::error::WhisperError;

/// Tokens in the largest vocabulary there is, and some to spare: a number beyond makes a file hostile.
const MOST_TOKENS: u64 = 100_000;
/// Timestamps from 0 to 30 seconds in steps of a fiftieth.
pub(crate) const TIMES: usize = 1_501;

/// The vocabulary of one model.
pub(crate) struct Vocabulary {
    /// The bytes of each token; empty for marks, which are no words.
    bytes: Vec<Box<[u8]>>,
    pairs: Bpe,
    cut: Split,
    /// The last mark of all: words come before it.
    pub(crate) end: u32,
    /// Begins a transcript.
    pub(crate) start: u32,
    /// Begins the words that went before, or the words to begin with.
    pub(crate) before: u32,
    /// Nobody speaks.
    pub(crate) silent: u32,
    /// No times are wanted.
    pub(crate) timeless: u32,
    /// Time 0; the others follow.
    pub(crate) first_time: u32,
    /// The task of writing down what was said; only in models of many languages it is asked for.
    pub(crate) transcribe: u32,
    /// Languages by their codes.
    pub(crate) languages: Vec<(String, u32)>,
}

impl Vocabulary {
    /// Reads `tokenizer.json`.
    pub(crate) fn read(file: &Path) -> Result<Self, WhisperError> {
        let text = std::fs::read_to_string(file).map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => WhisperError::missing(file),
            _ => WhisperError::unreadable(file, error),
        })?;
        let json: Value = serde_json::from_str(&text).map_err(|error| WhisperError::unreadable(file, error))?;
        Self::of(&json).map_err(|why| WhisperError::misfit(file, why))
    }

    fn of(json: &Value) -> Result<Self, String> {
        let model = &json["model"];
        if model["type"].as_str().is_some_and(|kind| kind != "BPE") {
            return Err("its vocabulary is not made of byte pairs".to_owned());
        }
        let number = |value: &Value| {
            value
                .as_u64()
                .filter(|n| *n < MOST_TOKENS)
                .and_then(|n| u32::try_from(n).ok())
        };
        let mut words: HashMap<String, u32> = HashMap::new();
        for (word, id) in model["vocab"].as_object().ok_or("it has no vocabulary")? {
            let id = number(id).ok_or_else(|| format!("the number of {word:?} is none, or too large"))?;
            words.insert(word.clone(), id);
        }
        let mut marks: HashMap<String, u32> = HashMap::new();
        for mark in json["added_tokens"].as_array().into_iter().flatten() {
            let content = mark["content"].as_str().ok_or("a mark has no name")?;
            let id = number(&mark["id"]).ok_or_else(|| format!("the number of {content:?} is none, or too large"))?;
            marks.insert(content.to_owned(), id);
        }
        let mark = |name: &str| {
            let found = marks.get(name).or_else(|| words.get(name));
            found.copied().ok_or_else(|| format!("it lacks the mark {name}"))
        };
        let (end, start, timeless) = (
            mark("<|endoftext|>")?,
            mark("<|startoftranscript|>")?,
            mark("<|notimestamps|>")?,
        );
        // Older files call it by its first name.
        let silent = mark("<|nocaptions|>").or_else(|_| mark("<|nospeech|>"))?;
        let first_time = timeless + 1;
        // Older files leave the times out, and they are where they always are; where they are named, they have to be there.
        for (name, n) in [("<|0.00|>", 0), ("<|30.00|>", TIMES as u32 - 1)] {
            if mark(name).is_ok_and(|id| id != first_time + n) {
                return Err(format!("{name} is not where times begin and end"));
            }
        }
        if start <= end || timeless <= start {
            return Err("its marks are not in their order".to_owned());
        }
        let mut languages: Vec<(String, u32)> = marks
            .iter()
            .chain(&words)
            .filter(|(_, id)| (start + 1..timeless).contains(*id))
            .filter_map(|(name, id)| {
                let code = name.strip_prefix("<|")?.strip_suffix("|>")?;
                (matches!(code.len(), 2 | 3) && code.bytes().all(|b| b.is_ascii_lowercase()))
                    .then(|| (code.to_owned(), *id))
            })
            .collect();
        languages.sort_by_key(|(_, id)| *id);
        languages.dedup();
        let transcribe = mark("<|transcribe|>")?;
        let before = mark("<|startofprev|>")?;

        let bytes_of = char_to_byte();
        let most = words.values().copied().max().unwrap_or(0).max(end);
        let mut bytes: Vec<Box<[u8]>> = vec![Box::default(); most as usize + 1];
        for (word, id) in words.iter().filter(|(_, id)| **id < end) {
            let spelt: Option<Box<[u8]>> = word.chars().map(|c| bytes_of.get(&c).copied()).collect();
            bytes[*id as usize] = spelt.ok_or_else(|| format!("{word:?} is not spelt in bytes"))?;
        }
        Ok(Self {
            pairs: pairs(model, words)?,
            cut: Split::gpt2(),
            bytes,
            end,
            start,
            before,
            silent,
            timeless,
            first_time,
            transcribe,
            languages,
        })
    }

    /// Numbers up to which the decoder has to have a chance for each token.
    pub(crate) fn size(&self) -> usize {
        self.first_time as usize + TIMES
    }

    /// The words of some tokens. Marks and times are none, and bytes that make no letter become the sign for it.
    pub(crate) fn words(&self, tokens: &[u32]) -> String {
        let of = |token: &u32| self.bytes.get(*token as usize).map_or(&[][..], |bytes| bytes);
        let bytes: Vec<u8> = tokens.iter().flat_map(of).copied().collect();
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// Words as tokens; `None` when they cannot be written so.
    pub(crate) fn tokens(&self, words: &str) -> Option<Vec<u32>> {
        let mut tokens = Vec::new();
        for piece in self.cut.pre_tokenize(words).ok()? {
            tokens.extend(self.pairs.encode(piece).ok()?);
        }
        Some(tokens)
    }

    /// The mark of a language.
    pub(crate) fn language(&self, code: &str) -> Option<u32> {
        self.languages
            .iter()
            .find(|(known, _)| known == code)
            .map(|(_, id)| *id)
    }
}

/// The byte pairs. A pair may be written as two strings or, in older files, as one with a blank.
fn pairs(model: &Value, words: HashMap<String, u32>) -> Result<Bpe, String> {
    let mut merges = Vec::new();
    for pair in model["merges"].as_array().ok_or("it has no pairs")? {
        let (left, right) = match pair {
            Value::String(both) => both.split_once(' '),
            Value::Array(two) => match two.as_slice() {
                [left, right] => left.as_str().zip(right.as_str()),
                _ => None,
            },
            _ => None,
        }
        .ok_or_else(|| format!("{pair} is no pair"))?;
        merges.push((left.to_owned().into(), right.to_owned().into()));
    }
    Bpe::new(BpeOptions {
        merges: &merges,
        vocab: Some(words.into_iter().collect()),
        ..BpeOptions::default()
    })
    .map_err(|error| error.to_string())
}
