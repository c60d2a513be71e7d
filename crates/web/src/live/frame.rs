//! What goes over the line: sound as binary frames, everything else as JSON objects whose `is` names them.

use glidepath_app::Error;
use serde_json::{Value, json};

/// The most bytes of one frame: a chunk and the number before it.
pub(crate) const MOST_FRAME: usize = (1 << 20) + HEAD;

/// The number of the first sample stands before the samples.
const HEAD: usize = 8;

/// A piece of sound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Chunk<'b> {
    /// Where its first sample stands, counted from the start of the recording.
    pub(crate) first: u64,
    /// 16-bit samples, little-endian, mono, 16,000 a second.
    pub(crate) sound: &'b [u8],
}

impl<'b> Chunk<'b> {
    /// The chunk in a frame; `None` where there is no room for a number, or half a sample.
    pub(crate) fn of(frame: &'b [u8]) -> Option<Self> {
        let (head, sound) = frame.split_first_chunk::<HEAD>()?;
        sound.len().is_multiple_of(2).then_some(Self {
            first: u64::from_le_bytes(*head),
            sound,
        })
    }

    /// The samples that stand at `from` or after it.
    pub(crate) fn samples_from(&self, from: u64) -> Vec<i16> {
        let known = usize::try_from(from.saturating_sub(self.first)).unwrap_or(usize::MAX);
        let (pairs, _) = self.sound.as_chunks::<2>();
        pairs.iter().skip(known).map(|pair| i16::from_le_bytes(*pair)).collect()
    }
}

/// What a page says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Said {
    /// It is there, on this seat.
    Enter { seat: String },
    /// It takes the room from the page that holds it.
    Take { seat: String },
    /// The words so far, typed.
    Typed { text: String },
    /// The words so far, as the browser's recogniser hears them.
    Heard { text: String },
    /// Who types has stopped to, or goes on.
    Rest { rests: bool },
}

impl Said {
    /// What a text frame says; `None` where it says nothing that is known.
    pub(crate) fn of(text: &str) -> Option<Self> {
        let value: Value = serde_json::from_str(text).ok()?;
        let field = |name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
        Some(match value.get("is")?.as_str()? {
            "enter" => Self::Enter { seat: field("seat")? },
            "take" => Self::Take { seat: field("seat")? },
            "typed" => Self::Typed { text: field("text")? },
            "heard" => Self::Heard { text: field("text")? },
            "rest" => Self::Rest { rests: true },
            "go" => Self::Rest { rests: false },
            _ => return None,
        })
    }
}

/// What the room says.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Tell {
    /// The page holds the room; so much sound is kept, and so long was it typed for.
    Hello {
        kept: u64,
        typed_ms: u64,
        path: Vec<(u64, u32)>,
    },
    /// Another page holds it.
    Held,
    /// Another page took it.
    Taken,
    /// So many samples are on the disk; how loud the last chunk was, and whether somebody speaks.
    Kept { samples: u64, db: f64, speaking: bool },
    /// A chunk begins after the end: send from there.
    Gap { have: u64 },
    /// So long was it typed for.
    Time { ms: u64 },
    /// One short line to show.
    Nudge {
        code: &'static str,
        text: &'static str,
        at_ms: u64,
    },
    /// The interviewer cuts in.
    Cut { text: String, at_ms: u64 },
    /// The flight so far: where each sentence ended, in milliseconds, and from how high it was told.
    Path { points: Vec<(u64, u32)> },
    /// Something is in the way.
    Trouble { error: Error },
}

impl Tell {
    /// The text frame.
    pub(crate) fn json(&self) -> String {
        match self {
            Self::Hello { kept, typed_ms, path } => {
                json!({"is": "hello", "kept": kept, "typed_ms": typed_ms, "points": path})
            }
            Self::Held => json!({"is": "held"}),
            Self::Taken => json!({"is": "taken"}),
            Self::Kept { samples, db, speaking } => {
                json!({"is": "kept", "samples": samples, "db": (db * 10.0).round() / 10.0, "speaking": speaking})
            }
            Self::Gap { have } => json!({"is": "gap", "have": have}),
            Self::Time { ms } => json!({"is": "time", "ms": ms}),
            Self::Nudge { code, text, at_ms } => json!({"is": "nudge", "code": code, "text": text, "at_ms": at_ms}),
            Self::Cut { text, at_ms } => json!({"is": "cut", "text": text, "at_ms": at_ms}),
            Self::Path { points } => json!({"is": "path", "points": points}),
            Self::Trouble { error } => {
                json!({"is": "trouble", "code": error.code, "what": error.what, "why": error.why, "do": error.fix})
            }
        }
        .to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::{Chunk, Said, Tell};

    #[test]
    fn a_frame_is_a_number_and_whole_samples() {
        let mut frame = 3_u64.to_le_bytes().to_vec();
        frame.extend([1, 0, 255, 255, 0, 128]);
        let chunk = Chunk::of(&frame).unwrap();
        assert_eq!((chunk.first, chunk.samples_from(0)), (3, vec![1, -1, i16::MIN]));
        assert_eq!(chunk.samples_from(4), [-1, i16::MIN]);
        assert_eq!(chunk.samples_from(9), [0_i16; 0]);
        for bad in [&frame[..7], &frame[..9], &[]] {
            assert_eq!(Chunk::of(bad), None);
        }
    }

    #[test]
    fn what_is_not_known_is_passed_over() {
        assert_eq!(
            Said::of(r#"{"is":"enter","seat":"a"}"#),
            Some(Said::Enter { seat: "a".to_owned() })
        );
        assert_eq!(Said::of(r#"{"is":"rest"}"#), Some(Said::Rest { rests: true }));
        for nothing in [
            "",
            "enter",
            "[]",
            r#"{"is":"enter"}"#,
            r#"{"is":7}"#,
            r#"{"is":"fly","seat":"a"}"#,
        ] {
            assert_eq!(Said::of(nothing), None, "{nothing}");
        }
    }

    #[test]
    fn a_path_is_pairs() {
        let tell = Tell::Path {
            points: vec![(900, 50_000), (4_000, 0)],
        };
        assert_eq!(tell.json(), r#"{"is":"path","points":[[900,50000],[4000,0]]}"#);
    }
}
