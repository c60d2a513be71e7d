//! The built-in transcriber as others use it: folders that are not whole, recordings of any length, words as they come, and being stopped.
//!
//! The model is the tiny seeded one, whose words mean nothing. That its numbers are the reference's is held by `src/whisper/parity.rs`.
#![expect(clippy::unwrap_used, reason = "a fixture that cannot be read is a failure")]

use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use glidepath_infer::{FILLERS, Whisper, WhisperError, WhisperProgress};
use serde_json::{Value, json};
use tempfile::TempDir;

fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/whisper-tiny")
}

static WHISPER: LazyLock<Whisper> = LazyLock::new(|| Whisper::open(&data(), 1).unwrap());

fn sound() -> Vec<i16> {
    let bytes = fs::read(data().join("fixtures/sound.s16")).unwrap();
    bytes.as_chunks().0.iter().map(|two| i16::from_le_bytes(*two)).collect()
}

const FILES: [&str; 5] = [
    "config.json",
    "generation_config.json",
    "preprocessor_config.json",
    "tokenizer.json",
    "onnx/encoder_model_quantized.onnx",
];

/// A folder as `models pull` leaves it: quantised graphs only.
fn copy() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("onnx")).unwrap();
    for file in FILES.into_iter().chain(["onnx/decoder_model_merged_quantized.onnx"]) {
        fs::copy(data().join(file), folder.path().join(file)).unwrap();
    }
    folder
}

fn edit(folder: &TempDir, file: &str, change: impl FnOnce(&mut Value)) {
    let file = folder.path().join(file);
    let mut json: Value = serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
    change(&mut json);
    fs::write(file, json.to_string()).unwrap();
}

fn refused(folder: &TempDir) -> WhisperError {
    Whisper::open(folder.path(), 1).expect_err("it should not open")
}

/// Holds an error to naming the file and saying what is wrong with it.
fn hold(error: &WhisperError, code: &str, names: &str, why: &str) {
    let said = error.to_string();
    assert_eq!(error.code(), code, "{said}");
    assert!(said.contains(names), "{said} does not name {names}");
    assert!(said.contains(why), "{said} does not say {why}");
    assert!(!error.fix().is_empty());
}

#[test]
fn the_folder_that_pull_leaves_opens() {
    let folder = copy();
    let whisper = Whisper::open(folder.path(), 1).unwrap();
    assert_eq!(whisper.name(), folder.path().file_name().unwrap().to_str().unwrap());
    assert_eq!(WHISPER.name(), "whisper-tiny");
    let heard = whisper.transcribe(&sound(), None).unwrap();
    assert_eq!(heard.language.as_deref(), Some("en"));
    assert!(!heard.words.is_empty());
}

#[test]
fn graphs_may_lie_in_the_folder_itself_and_in_two() {
    let folder = copy();
    for file in [
        "encoder_model_quantized.onnx",
        "decoder_model_quantized.onnx",
        "decoder_with_past_model_quantized.onnx",
    ] {
        let from = if file.starts_with("encoder") { "onnx" } else { "pair" };
        fs::copy(data().join(from).join(file), folder.path().join(file)).unwrap();
    }
    fs::remove_dir_all(folder.path().join("onnx")).unwrap();
    assert!(Whisper::open(folder.path(), 1).is_ok());
}

#[test]
fn a_missing_file_is_named() {
    for file in FILES {
        let folder = copy();
        fs::remove_file(folder.path().join(file)).unwrap();
        match file {
            // Settings that others repeat, or that never differ.
            "generation_config.json" | "preprocessor_config.json" => {
                assert!(Whisper::open(folder.path(), 1).is_ok(), "{file}")
            }
            _ => hold(&refused(&folder), "whisper-file-missing", file, "not there"),
        }
    }
    let folder = copy();
    fs::remove_file(folder.path().join("onnx/decoder_model_merged_quantized.onnx")).unwrap();
    hold(
        &refused(&folder),
        "whisper-file-missing",
        "decoder_model_merged_quantized.onnx",
        "not there",
    );
    let none = Whisper::open(Path::new("/nowhere/at-all"), 1).unwrap_err();
    hold(
        &none,
        "whisper-file-missing",
        "encoder_model_quantized.onnx",
        "not there",
    );
}

#[test]
fn a_damaged_file_is_named() {
    for file in FILES.into_iter().chain(["onnx/decoder_model_merged_quantized.onnx"]) {
        let folder = copy();
        let path = folder.path().join(file);
        let bytes = fs::read(&path).unwrap();
        fs::write(&path, &bytes[..bytes.len() / 2]).unwrap();
        hold(&refused(&folder), "whisper-file-unreadable", file, "");
        fs::write(&path, b"not what it should be").unwrap();
        hold(&refused(&folder), "whisper-file-unreadable", file, "");
    }
}

#[test]
fn graphs_in_one_another_s_place_are_refused() {
    let folder = copy();
    let (encoder, decoder) = (
        folder.path().join("onnx/encoder_model_quantized.onnx"),
        folder.path().join("onnx/decoder_model_merged_quantized.onnx"),
    );
    fs::copy(&encoder, &decoder).unwrap();
    hold(
        &refused(&folder),
        "whisper-not-supported",
        "decoder_model_merged",
        "lacks input_ids",
    );
    fs::copy(data().join("onnx/decoder_model_merged_quantized.onnx"), &encoder).unwrap();
    hold(
        &refused(&folder),
        "whisper-not-supported",
        "encoder_model",
        "lacks input_features",
    );
}

#[test]
fn settings_of_another_model_are_refused() {
    for (file, key, value, why) in [
        ("config.json", "model_type", json!("wav2vec2"), "wav2vec2"),
        ("config.json", "num_mel_bins", json!(100), "100 bands"),
        ("config.json", "num_mel_bins", json!(128), "feature_size is 80"),
        ("config.json", "d_model", json!(64), "64"),
        ("config.json", "d_model", json!("wide"), "d_model is \"wide\""),
        ("config.json", "decoder_layers", json!(3), "lacks present.2"),
        ("config.json", "decoder_layers", json!(-1), "decoder_layers is -1"),
        ("config.json", "decoder_attention_heads", json!(6), "size 4 but got 6"),
        ("config.json", "vocab_size", json!(2_000), "the model has 2000 tokens"),
        ("config.json", "vocab_size", json!(u64::MAX), "vocab_size"),
        (
            "config.json",
            "max_source_positions",
            json!(750),
            "max_source_positions is 750",
        ),
        (
            "preprocessor_config.json",
            "sampling_rate",
            json!(8_000),
            "sampling_rate is 8000",
        ),
        (
            "preprocessor_config.json",
            "feature_size",
            json!(128),
            "feature_size is 128",
        ),
        (
            "generation_config.json",
            "no_timestamps_token_id",
            json!(50_362),
            "no_timestamps_token_id is 50362",
        ),
        (
            "generation_config.json",
            "suppress_tokens",
            json!("all"),
            "suppress_tokens is \"all\"",
        ),
        (
            "generation_config.json",
            "suppress_tokens",
            json!([1, "two"]),
            "no token",
        ),
    ] {
        let folder = copy();
        edit(&folder, file, |json| json[key] = value.clone());
        let error = refused(&folder);
        assert!(error.to_string().contains(why), "{key} = {value}: {error}");
        assert_eq!(error.code(), "whisper-not-supported", "{key} = {value}: {error}");
    }
}

type Change = (&'static str, fn(&mut Value));

#[test]
fn a_hostile_vocabulary_is_refused_and_never_panics() {
    let changes: [Change; 14] = [
        ("no vocabulary", |t| t["model"] = json!({})),
        ("not made of byte pairs", |t| t["model"]["type"] = json!("WordPiece")),
        ("too large", |t| t["model"]["vocab"]["huge"] = json!(u64::MAX)),
        ("too large", |t| t["model"]["vocab"]["huge"] = json!(4_000_000_000_u64)),
        ("none, or too large", |t| t["model"]["vocab"]["odd"] = json!(-3)),
        ("none, or too large", |t| t["added_tokens"][0]["id"] = json!(1e30)),
        ("has no name", |t| t["added_tokens"][0]["content"] = json!(7)),
        ("not spelt in bytes", |t| t["model"]["vocab"]["日本"] = json!(7)),
        ("is no pair", |t| t["model"]["merges"][0] = json!(["a", "b", "c"])),
        ("is no pair", |t| t["model"]["merges"][0] = json!("ab")),
        ("merge", |t| t["model"]["merges"][0] = json!("nothing known")),
        ("no pairs", |t| t["model"]["merges"] = json!(null)),
        ("<|endoftext|>", |t| t["added_tokens"] = json!([])),
        ("not in their order", |t| {
            for mark in t["added_tokens"].as_array_mut().unwrap() {
                if mark["content"] == "<|startoftranscript|>" {
                    mark["id"] = json!(3);
                }
            }
        }),
    ];
    for (why, change) in changes {
        let folder = copy();
        edit(&folder, "tokenizer.json", change);
        hold(&refused(&folder), "whisper-not-supported", "tokenizer.json", why);
    }
    // Nested so deep that a reader without a limit would run out of stack.
    let folder = copy();
    fs::write(folder.path().join("tokenizer.json"), "[".repeat(200_000)).unwrap();
    hold(&refused(&folder), "whisper-file-unreadable", "tokenizer.json", "");
    // Pairs as newer files have them, as two strings.
    let folder = copy();
    edit(&folder, "tokenizer.json", |t| {
        for pair in t["model"]["merges"].as_array_mut().unwrap() {
            let (left, right) = pair.as_str().unwrap().split_once(' ').unwrap();
            *pair = json!([left, right]);
        }
    });
    assert!(Whisper::open(folder.path(), 1).is_ok());
}

#[test]
fn a_transcript_is_in_order_and_within_the_recording() {
    let short = WHISPER.transcribe(&sound()[..24_000], None).unwrap();
    assert!(short.words.iter().all(|word| word.end_ms <= 1_500) && !short.words.is_empty());
    let sound: Vec<i16> = sound().repeat(19);
    let heard = WHISPER.transcribe(&sound, None).unwrap();
    let length = sound.len() as u64 / 16;
    assert!(
        heard.words.iter().any(|word| word.start_ms > 40_000),
        "there is a third window"
    );
    for word in &heard.words {
        assert!(word.start_ms <= word.end_ms && word.end_ms <= length + 20, "{word:?}");
        assert!(!word.word.is_empty() && !word.word.contains(char::is_whitespace));
    }
    assert!(heard.words.windows(2).all(|two| two[0].start_ms <= two[1].start_ms));
    let joined: Vec<&str> = heard.words.iter().map(|word| word.word.as_str()).collect();
    assert_eq!(heard.text, joined.join(" "));
}

#[test]
fn nothing_and_silence_have_no_words() {
    for samples in [vec![], vec![0; 7], vec![3; 16_000], vec![0; 60 * 16_000]] {
        let heard = WHISPER.transcribe(&samples, None).unwrap();
        assert!(heard.words.is_empty() && heard.text.is_empty(), "{}", samples.len());
    }
    // As short and as loud as can be.
    assert!(WHISPER.transcribe(&[i16::MIN], None).is_ok());
    assert!(WHISPER.transcribe(&[i16::MAX; 400], None).is_ok());
}

#[test]
fn whoever_watches_sees_it_come_and_may_stop_it() {
    let sound: Vec<i16> = sound().repeat(16);
    let mut seen: Vec<WhisperProgress> = Vec::new();
    let mut watch = |progress| {
        seen.push(progress);
        ControlFlow::Continue(())
    };
    WHISPER.transcribe(&sound, Some(&mut watch)).unwrap();
    assert_eq!((seen[0].done_ms, seen[0].whole_ms), (0, 64_000));
    assert!(seen.windows(2).all(|two| two[0].done_ms <= two[1].done_ms));
    assert!(seen.last().unwrap().done_ms > 0);
    let mut left = 3;
    let mut stop = |_| {
        left -= 1;
        if left == 0 {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    };
    let stopped = WHISPER.transcribe(&sound, Some(&mut stop)).unwrap_err();
    assert_eq!(stopped.code(), "whisper-stopped");
    assert_eq!(left, 0, "it stopped at once");
}

#[test]
fn words_to_begin_with_are_short_and_change_what_is_written() {
    let open = || Whisper::open(&data(), 1).unwrap();
    let plain = open().transcribe(&sound(), None).unwrap();
    let begun = open().beginning_with(FILLERS).unwrap();
    assert_ne!(begun.transcribe(&sound(), None).unwrap().text, plain.text);
    let undone = begun.beginning_with(" ").unwrap();
    assert_eq!(undone.transcribe(&sound(), None).unwrap(), plain);
    let error = open().beginning_with(&"uh ".repeat(12)).unwrap_err();
    assert_eq!(error.code(), "whisper-prompt-refused");
    assert!(open().beginning_with("日本語でえーと").is_ok());
}

#[test]
fn a_model_of_english_takes_no_other_language() {
    let open = |folder: &Path| Whisper::open(folder, 1).unwrap();
    assert_eq!(
        open(&data()).in_language("de").unwrap_err().code(),
        "whisper-language-unknown"
    );
    assert_eq!(
        open(&data()).in_language("").unwrap_err().code(),
        "whisper-language-unknown"
    );
    let folder = copy();
    edit(&folder, "generation_config.json", |config| {
        config["is_multilingual"] = json!(true)
    });
    let german = open(folder.path()).in_language("de").unwrap();
    assert_eq!(
        german.transcribe(&sound(), None).unwrap().language.as_deref(),
        Some("de")
    );
    assert!(open(folder.path()).in_language("klingon").is_err());
    let heard = open(folder.path()).transcribe(&sound(), None).unwrap().language;
    assert_eq!(heard.map(|code| code.len()), Some(2));
}

#[test]
fn words_come_while_somebody_speaks_and_settled_ones_stay() {
    let sound: Vec<i16> = sound().repeat(7);
    let mut stream = WHISPER.stream();
    let mut settled = Vec::new();
    let mut tentative = 0;
    for chunk in sound.chunks(4_000) {
        let partial = stream.push(chunk).unwrap();
        settled.extend(partial.settled);
        assert_eq!(stream.settled(), settled, "what was settled stays as it was");
        tentative += usize::from(!partial.tentative.is_empty());
    }
    assert!(tentative > 6);
    let heard = stream.finish().unwrap();
    assert!(heard.words.starts_with(&settled));
    assert!(heard.words.len() > 10);
}

/// A machine that is behind pushes all that has gathered.
#[test]
fn a_large_push_is_taken_in_step_by_step() {
    let sound: Vec<i16> = sound().repeat(11);
    let mut stream = WHISPER.stream();
    let partial = stream.push(&sound).unwrap();
    assert_eq!(stream.settled(), partial.settled);
    assert!(partial.settled.len() >= 5, "{}", partial.settled.len());
    let heard = stream.finish().unwrap();
    assert!(heard.words.starts_with(&partial.settled));
    assert!(
        heard.words.last().unwrap().start_ms > 30_000,
        "nothing of 44 seconds was lost"
    );
}

#[test]
fn a_stream_of_silence_settles_nothing_and_ends() {
    let mut stream = WHISPER.stream();
    for _ in 0..70 {
        assert_eq!(stream.push(&[0; 16_000]).unwrap(), glidepath_infer::Partial::default());
    }
    stream.push(&[]).unwrap();
    assert!(stream.finish().unwrap().words.is_empty());
    assert!(WHISPER.stream().finish().unwrap().words.is_empty());
}
