//! The promise that Glidepath is for practice: nothing here hears a meeting, sees a screen or lies over another window.
//!
//! A promise in a document can rot; this one fails the build. What each line holds, and what no test can hold, is in
//! `docs/integrity.md`. Headers and constraints at run time are held by `crates/web/tests/practice_only.rs` and `e2e/test_integrity.py`.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

/// Words that the shipped sources hold nowhere, with what they would do. Compared without regard to case.
const NO_SUCH_WORD: &[(&str, &str)] = &[
    ("getDisplayMedia", "captures the screen, and other programs' sound"),
    ("systemAudio", "captures other programs' sound"),
    ("chromeMediaSource", "captures a tab or the screen"),
    ("desktopCapturer", "captures the screen"),
    ("tabCapture", "captures a tab"),
    ("captureVisibleTab", "captures a tab"),
    ("RTCPeerConnection", "joins a call"),
    ("captureStream", "records what a page plays"),
    ("requestPictureInPicture", "lies over other windows"),
    ("documentPictureInPicture", "lies over other windows"),
    ("alwaysOnTop", "lies over other windows"),
    ("always-on-top", "lies over other windows"),
    ("always_on_top", "lies over other windows"),
    ("setContentProtection", "hides a window from those who watch"),
    ("SetWindowDisplayAffinity", "hides a window from those who watch"),
    ("ZoomMtg", "joins a meeting"),
    ("zoom.us", "joins a meeting"),
    ("meet.google.com", "joins a meeting"),
    ("teams.microsoft.com", "joins a meeting"),
    ("webex.com", "joins a meeting"),
    ("jitsi", "joins a meeting"),
    ("livekit", "joins a meeting"),
    ("recallai", "joins a meeting"),
];

/// Beginnings of the names of crates that the program never has, with what they would do.
const NO_SUCH_CRATE: &[(&str, &str)] = &[
    ("cpal", "hears without the browser's leave"),
    ("portaudio", "hears without the browser's leave"),
    ("rodio", "hears without the browser's leave"),
    ("wasapi", "captures other programs' sound"),
    ("libpulse", "captures other programs' sound"),
    ("pipewire", "captures other programs' sound"),
    ("coreaudio", "captures other programs' sound"),
    ("jack", "captures other programs' sound"),
    ("gstreamer", "captures sound and screens"),
    ("scap", "captures the screen"),
    ("scrap", "captures the screen"),
    ("screen", "captures the screen"),
    ("windows-capture", "captures the screen"),
    ("xcap", "captures the screen"),
    ("captrs", "captures the screen"),
    ("dxgcap", "captures the screen"),
    ("nokhwa", "captures a camera"),
    ("webrtc", "joins a call"),
    ("str0m", "joins a call"),
    ("livekit", "joins a meeting"),
    ("winit", "draws windows of its own"),
    ("wry", "draws windows of its own"),
    ("tao", "draws windows of its own"),
    ("tauri", "draws windows of its own"),
    ("eframe", "draws windows of its own"),
    ("gtk", "draws windows of its own"),
    ("enigo", "types for the person"),
    ("rdev", "hears keys typed elsewhere"),
    ("device_query", "hears keys typed elsewhere"),
];

/// The one way the microphone is asked for: sound alone, by these very words.
const ASKED: &str = "getUserMedia({ audio })";

/// Adds to `wrong` whatever breaks the promise, in the shipped sources among `files` and in the lock file.
pub(crate) fn practice_only(root: &Path, files: &[String], wrong: &mut Vec<String>) -> Result<()> {
    for file in files.iter().filter(|file| is_shipped(file)) {
        let text = fs::read_to_string(root.join(file)).with_context(|| file.clone())?;
        wrong.extend(in_source(file, &text));
    }
    let lock = fs::read_to_string(root.join("Cargo.lock")).context("Cargo.lock")?;
    wrong.extend(in_lock(&lock));
    Ok(())
}

/// Whether a file becomes part of the program.
fn is_shipped(file: &str) -> bool {
    let text = [".rs", ".js", ".css", ".svg", ".toml"]
        .iter()
        .any(|end| file.ends_with(end));
    file.starts_with("crates/") && text && !file.contains("/tests/")
}

fn in_source(file: &str, text: &str) -> Vec<String> {
    let low = text.to_lowercase();
    let mut wrong: Vec<String> = NO_SUCH_WORD
        .iter()
        .filter(|(word, _)| low.contains(&word.to_lowercase()))
        .map(|(word, what)| format!("{file}: \"{word}\" {what}; Glidepath is for practice only (docs/integrity.md)"))
        .collect();
    // Asking whether a browser has it is fine; calling it is asking for a device.
    let asks = text.matches("getUserMedia(").count();
    if asks != text.matches(ASKED).count() {
        wrong.push(format!(
            "{file}: the microphone is asked for as `{ASKED}`, and nothing else with it"
        ));
    }
    if asks > 0 && low.contains("video") {
        wrong.push(format!(
            "{file}: asks for a microphone and speaks of video; ask for sound alone"
        ));
    }
    wrong
}

fn in_lock(lock: &str) -> Vec<String> {
    let names = lock
        .lines()
        .filter_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"'));
    let mut wrong = Vec::new();
    for name in names {
        let is = |begin: &str| {
            name.strip_prefix(begin)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(['-', '_']))
        };
        if let Some((_, what)) = NO_SUCH_CRATE.iter().find(|(begin, _)| is(begin)) {
            wrong.push(format!(
                "Cargo.lock: {name} {what}; Glidepath is for practice only (docs/integrity.md)"
            ));
        }
    }
    wrong
}

#[cfg(test)]
mod tests {
    use super::{in_lock, in_source, is_shipped};

    #[test]
    fn capture_of_anything_but_the_microphone_is_found() {
        let asks = "const ask = (audio) => navigator.mediaDevices.getUserMedia({ audio });";
        assert!(in_source("a.js", asks).is_empty());
        assert!(in_source("a.js", "if (!navigator.mediaDevices?.getUserMedia) return;").is_empty());
        for bad in [
            "navigator.mediaDevices.getDisplayMedia()",
            "getUserMedia({ audio, video: true })",
            "getUserMedia({ audio: true })",
            "getUserMedia(wanted)",
            "const o = { SystemAudio: 'include' }",
            "new RTCPeerConnection()",
            "window.set_always_on_top(true)",
            "element.requestPictureInPicture()",
        ] {
            assert!(!in_source("a.js", bad).is_empty(), "{bad}");
        }
        let both = format!("{asks}\nconst video = 1;");
        assert_eq!(in_source("a.js", &both).len(), 1);
    }

    #[test]
    fn crates_that_capture_are_found_by_their_whole_name() {
        let lock = |name: &str| format!("[[package]]\nname = \"{name}\"\nversion = \"1.0.0\"\n");
        for bad in [
            "cpal",
            "libpulse-binding",
            "webrtc-media",
            "xcap",
            "screen_capture",
            "coreaudio-sys",
        ] {
            assert_eq!(in_lock(&lock(bad)).len(), 1, "{bad}");
        }
        for good in ["taos", "jackson", "scraper", "screening", "glidepath-web"] {
            assert!(in_lock(&lock(good)).is_empty(), "{good}");
        }
    }

    #[test]
    fn what_ships_is_looked_at_and_what_tests_say_is_not() {
        assert!(is_shipped("crates/web/assets/capture.js") && is_shipped("crates/cli/Cargo.toml"));
        assert!(!is_shipped("crates/web/tests/practice_only.rs") && !is_shipped("docs/integrity.md"));
    }
}
