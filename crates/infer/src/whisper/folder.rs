//! A model's folder, as exporters lay it out: which files there are, and what its settings say.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::error::WhisperError;
use super::rules::Rules;
use super::vocabulary::Vocabulary;

/// Where the decoder lies.
pub(crate) enum DecoderFiles {
    /// One graph with a branch for the first step and one for all others.
    Merged(PathBuf),
    /// A graph for the first step and one for all others.
    Pair(PathBuf, PathBuf),
}

/// The graphs of a model.
pub(crate) struct Graphs {
    pub(crate) encoder: PathBuf,
    pub(crate) decoder: DecoderFiles,
}

/// Full numbers first: who has both wanted them.
const PRECISIONS: [&str; 2] = ["", "_quantized"];

/// Finds the graphs in the folder or in its `onnx`.
pub(crate) fn graphs(folder: &Path) -> Result<Graphs, WhisperError> {
    for place in [folder.join("onnx"), folder.to_path_buf()] {
        for precision in PRECISIONS {
            let file = |name: &str| place.join(format!("{name}{precision}.onnx"));
            let encoder = file("encoder_model");
            if !encoder.is_file() {
                continue;
            }
            let (merged, first, next) = (
                file("decoder_model_merged"),
                file("decoder_model"),
                file("decoder_with_past_model"),
            );
            if merged.is_file() {
                let decoder = DecoderFiles::Merged(merged);
                return Ok(Graphs { encoder, decoder });
            }
            if first.is_file() && next.is_file() {
                let decoder = DecoderFiles::Pair(first, next);
                return Ok(Graphs { encoder, decoder });
            }
        }
    }
    // Name what is lacking rather than that something is.
    let encoders = PRECISIONS.map(|precision| folder.join("onnx").join(format!("encoder_model{precision}.onnx")));
    let there = encoders.iter().position(|file| file.is_file());
    Err(WhisperError::missing(&match there {
        Some(precision) => folder
            .join("onnx")
            .join(format!("decoder_model_merged{}.onnx", PRECISIONS[precision])),
        None => folder.join("onnx").join("encoder_model_quantized.onnx"),
    }))
}

/// The sizes of a model.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sizes {
    pub(crate) bands: usize,
    /// What the encoder makes of a window.
    pub(crate) states: usize,
    pub(crate) width: usize,
    pub(crate) layers: usize,
    pub(crate) heads: usize,
    pub(crate) vocabulary: usize,
    /// Tokens that the decoder can have seen, prompt included.
    pub(crate) most_tokens: usize,
}

fn json(file: &Path) -> Result<Value, WhisperError> {
    let text = std::fs::read_to_string(file).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => WhisperError::missing(file),
        _ => WhisperError::unreadable(file, error),
    })?;
    serde_json::from_str(&text).map_err(|error| WhisperError::unreadable(file, error))
}

/// Reads `config.json`, and `preprocessor_config.json` where it is there.
pub(crate) fn sizes(folder: &Path) -> Result<Sizes, WhisperError> {
    let file = folder.join("config.json");
    let config = json(&file)?;
    if config["model_type"] != "whisper" {
        let why = format!("it is of the kind {}, and has to be \"whisper\"", config["model_type"]);
        return Err(WhisperError::misfit(&file, why));
    }
    let size = |key: &str, range: std::ops::RangeInclusive<u64>| {
        let found = config[key].as_u64().filter(|n| range.contains(n));
        found.and_then(|n| usize::try_from(n).ok()).ok_or_else(|| {
            let why = format!(
                "{key} is {}, and has to be from {} to {}",
                config[key],
                range.start(),
                range.end()
            );
            WhisperError::misfit(&file, why)
        })
    };
    let sizes = Sizes {
        bands: size("num_mel_bins", 80..=128)?,
        states: size("max_source_positions", 1_500..=1_500)?,
        width: size("d_model", 8..=4_096)?,
        layers: size("decoder_layers", 1..=64)?,
        heads: size("decoder_attention_heads", 1..=64)?,
        vocabulary: size("vocab_size", 1_600..=100_000)?,
        most_tokens: size("max_target_positions", 64..=4_096)?,
    };
    if !matches!(sizes.bands, 80 | 128) || !sizes.width.is_multiple_of(sizes.heads) {
        let why = format!(
            "{} bands, or {} numbers for {} heads, fit no Whisper",
            sizes.bands, sizes.width, sizes.heads
        );
        return Err(WhisperError::misfit(&file, why));
    }
    let file = folder.join("preprocessor_config.json");
    if file.is_file() {
        let front = json(&file)?;
        let expected = [
            ("feature_size", sizes.bands as u64),
            ("hop_length", 160),
            ("n_fft", 400),
            ("sampling_rate", 16_000),
            ("chunk_length", 30),
        ];
        for (key, expected) in expected {
            if front.get(key).is_some_and(|found| *found != expected) {
                let why = format!("{key} is {}, and has to be {expected}", front[key]);
                return Err(WhisperError::misfit(&file, why));
            }
        }
    }
    Ok(sizes)
}

/// What `generation_config.json` says of writing down.
pub(crate) struct Habits {
    pub(crate) rules: Rules,
    /// Whether a transcript begins with its language and task.
    pub(crate) many_languages: bool,
}

/// Reads `generation_config.json`; where it is missing, `config.json` may say the same.
pub(crate) fn habits(folder: &Path, vocabulary: &Vocabulary) -> Result<Habits, WhisperError> {
    let mut file = folder.join("generation_config.json");
    if !file.is_file() {
        file = folder.join("config.json");
    }
    let config = json(&file)?;
    let tokens = |key: &str| -> Result<Vec<u32>, WhisperError> {
        let list = match &config[key] {
            Value::Null => return Ok(Vec::new()),
            Value::Array(list) => list,
            other => {
                return Err(WhisperError::misfit(
                    &file,
                    format!("{key} is {other}, and has to be a list"),
                ));
            }
        };
        let mut tokens = Vec::with_capacity(list.len());
        for token in list {
            // Some files hold -1 for "the marks that are no speech", which the other entries spell out.
            if token.as_i64() == Some(-1) {
                continue;
            }
            let token = token.as_u64().and_then(|token| u32::try_from(token).ok());
            tokens.push(
                token.ok_or_else(|| WhisperError::misfit(&file, format!("{key} has an entry that is no token")))?,
            );
        }
        Ok(tokens)
    };
    let named = config["no_timestamps_token_id"].as_u64();
    if named.is_some_and(|named| named != u64::from(vocabulary.timeless)) {
        let why = format!(
            "no_timestamps_token_id is {}, and {} in tokenizer.json",
            config["no_timestamps_token_id"], vocabulary.timeless
        );
        return Err(WhisperError::misfit(&file, why));
    }
    let rules = Rules {
        never: tokens("suppress_tokens")?,
        not_first: tokens("begin_suppress_tokens")?,
        latest_start: config["max_initial_timestamp_index"]
            .as_u64()
            .and_then(|n| u32::try_from(n).ok()),
        timed: true,
    };
    // Models of English end their words at 50256, the others one later.
    let many_languages = config["is_multilingual"]
        .as_bool()
        .unwrap_or(vocabulary.languages.len() > 1 && vocabulary.end > 50_256);
    Ok(Habits { rules, many_languages })
}
