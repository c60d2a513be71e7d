//! Files as people bring them: every kind that is promised, mislabelled, cut short, damaged, and not sound at all. `data/` holds three
//! seconds of one synthesised sentence in each kind; `training/speech/formats` made them.

use std::io::{Cursor, Read, Seek, SeekFrom};

use glidepath_speech::{LONGEST_S, RATE, Sound, SoundError, decode, wav};

/// The file, what it should be called, its rate and channels.
const KINDS: [(&str, &[u8], &str, u32, usize); 12] = [
    (
        "mono-8k.wav",
        include_bytes!("data/mono-8k.wav"),
        "wave pcm_u8",
        8_000,
        1,
    ),
    ("speech.mp3", include_bytes!("data/speech.mp3"), "mp3 mp3", 44_100, 1),
    ("speech.m4a", include_bytes!("data/speech.m4a"), "isomp4 aac", 48_000, 2),
    ("speech.aac", include_bytes!("data/speech.aac"), "aac aac", 24_000, 1),
    ("vorbis.ogg", include_bytes!("data/vorbis.ogg"), "ogg vorbis", 44_100, 2),
    ("opus.ogg", include_bytes!("data/opus.ogg"), "ogg opus", 48_000, 1),
    (
        "opus.webm",
        include_bytes!("data/opus.webm"),
        "matroska opus",
        48_000,
        1,
    ),
    (
        "vorbis.webm",
        include_bytes!("data/vorbis.webm"),
        "matroska vorbis",
        96_000,
        2,
    ),
    (
        "speech.flac",
        include_bytes!("data/speech.flac"),
        "flac flac",
        12_000,
        1,
    ),
    ("alac.m4a", include_bytes!("data/alac.m4a"), "isomp4 alac", 16_000, 1),
    (
        "speech.aiff",
        include_bytes!("data/speech.aiff"),
        "aiff pcm_s16be",
        8_000,
        1,
    ),
    ("opus.mp4", include_bytes!("data/opus.mp4"), "isomp4 opus", 48_000, 1),
];

fn of(bytes: &[u8], hint: Option<&str>) -> Result<Sound, SoundError> {
    decode(Cursor::new(bytes), hint)
}

/// Loudness of each tenth of a second: what must be alike whatever the codec.
fn contour(samples: &[i16]) -> Vec<f64> {
    samples
        .chunks(RATE / 10)
        .map(|part| (part.iter().map(|&s| f64::from(s).powi(2)).sum::<f64>() / part.len() as f64).sqrt())
        .collect()
}

fn likeness(a: &[f64], b: &[f64]) -> f64 {
    let dot: f64 = a.iter().zip(b).map(|(a, b)| a * b).sum();
    let size = |v: &[f64]| v.iter().map(|x| x * x).sum::<f64>().sqrt();
    dot / (size(a) * size(b))
}

#[test]
fn every_kind_says_the_same() {
    let reference = contour(&of(KINDS[10].1, None).unwrap().samples);
    for (name, bytes, from, rate, channels) in KINDS {
        let ending = name.rsplit('.').next();
        let sound = of(bytes, ending).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(
            (sound.from.as_str(), sound.rate_in, sound.channels),
            (from, rate, channels),
            "{name}"
        );
        assert!(!sound.truncated, "{name}");
        assert!(
            sound.duration_ms().abs_diff(3_000) <= 80,
            "{name}: {}",
            sound.duration_ms()
        );
        let alike = likeness(&reference, &contour(&sound.samples));
        // AAC without a container says nothing of its delay: 40 ms late.
        let least = if from == "aac aac" { 0.92 } else { 0.97 };
        assert!(alike > least, "{name}: {alike}");
    }
}

#[test]
fn a_wrong_name_changes_nothing() {
    for (name, bytes, ..) in KINDS {
        let plain = of(bytes, None).unwrap();
        for wrong in ["wav", "mp3", "txt", ".webm", ""] {
            assert_eq!(of(bytes, Some(wrong)).as_ref(), Ok(&plain), "{name} as {wrong}");
        }
    }
}

#[test]
fn what_is_left_of_a_cut_file_is_kept() {
    for (name, bytes, ..) in KINDS {
        let half = of(&bytes[..bytes.len() / 2], None);
        // An M4A keeps its table of contents at its end.
        if name.ends_with(".m4a") {
            assert!(half.is_err(), "{name}");
            continue;
        }
        let half = half.unwrap_or_else(|error| panic!("{name}: {error}"));
        let ms = half.duration_ms();
        assert!((700..2_900).contains(&ms), "{name}: {ms}");
    }
}

#[test]
fn a_cut_is_told_where_the_file_says_how_long_it_is() {
    for name in ["mono-8k.wav", "speech.flac", "speech.aiff", "vorbis.webm"] {
        let bytes = KINDS.iter().find(|kind| kind.0 == name).unwrap().1;
        assert!(of(&bytes[..bytes.len() / 2], None).unwrap().truncated, "{name}");
    }
}

#[test]
fn not_sound_is_told_from_nothing() {
    assert_eq!(of(b"", None), Err(SoundError::Empty));
    assert_eq!(
        of(b"Once I led a team of four.", Some("wav")),
        Err(SoundError::NotSound)
    );
    assert_eq!(of(&[0; 100_000], Some("mp3")), Err(SoundError::NotSound));
    assert_eq!(of(b"%PDF-1.7 and so on", Some("pdf")).unwrap_err().code(), "not-sound");
    assert_eq!(of(&wav(&[]), None), Err(SoundError::Empty));
}

#[test]
fn no_damage_panics() {
    // A fixed sequence of damage: bytes turned, blocks cut out, ends cut off.
    let mut state = 7u32;
    let mut draw = |below: usize| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as usize % below
    };
    for (_, bytes, ..) in KINDS {
        for round in 0..24 {
            let mut broken = bytes.to_vec();
            for _ in 0..=round {
                let at = draw(broken.len());
                broken[at] ^= 1 << draw(8);
            }
            // Heads are where the sizes stand.
            let at = draw(broken.len().min(200));
            broken[at] = 0xff;
            if round % 3 == 0 {
                let from = draw(broken.len() - 100);
                broken.drain(from..from + 100);
            }
            if round % 4 == 0 {
                broken.truncate(draw(broken.len()));
            }
            if let Ok(sound) = of(&broken, None) {
                assert!(sound.samples.len() <= (LONGEST_S + 60) * RATE);
            }
        }
    }
}

/// A WAV of silence, one byte a sample at 16 kHz, made up while it is read: as long as one likes, and held nowhere.
struct Long {
    header: Vec<u8>,
    at: u64,
    bytes: u64,
}

impl Long {
    fn of(seconds: usize) -> Self {
        let size = (seconds * RATE) as u32;
        let mut header = b"RIFF".to_vec();
        header.extend_from_slice(&(size + 36).to_le_bytes());
        header.extend_from_slice(b"WAVEfmt \x10\0\0\0\x01\0\x01\0\x80\x3e\0\0\x80\x3e\0\0\x01\0\x08\0data");
        header.extend_from_slice(&size.to_le_bytes());
        Self {
            bytes: header.len() as u64 + u64::from(size),
            header,
            at: 0,
        }
    }
}

impl Read for Long {
    fn read(&mut self, to: &mut [u8]) -> std::io::Result<usize> {
        let count = to.len().min((self.bytes - self.at) as usize);
        for byte in &mut to[..count] {
            *byte = self.header.get(self.at as usize).copied().unwrap_or(0x80);
            self.at += 1;
        }
        Ok(count)
    }
}

impl Seek for Long {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        self.at = match to {
            SeekFrom::Start(at) => at,
            SeekFrom::Current(by) => self.at.saturating_add_signed(by),
            SeekFrom::End(by) => self.bytes.saturating_add_signed(by),
        }
        .min(self.bytes);
        Ok(self.at)
    }
}

#[test]
fn two_hours_are_the_most() {
    assert_eq!(decode(Long::of(LONGEST_S + 2), None), Err(SoundError::TooLong));
    let hour = decode(Long::of(3_600), None).unwrap();
    assert_eq!((hour.duration_ms(), hour.truncated), (3_600_000, false));
}

#[test]
fn errors_say_what_to_do() {
    let all = [
        SoundError::Empty,
        SoundError::NotSound,
        SoundError::Unsupported("Opus of 8 channels".to_owned()),
        SoundError::Damaged("it breaks off".to_owned()),
        SoundError::TooLong,
        SoundError::Unreadable("disk".to_owned()),
    ];
    for (i, error) in all.iter().enumerate() {
        assert!(all[i + 1..].iter().all(|other| other.code() != error.code()));
        assert!(error.fix().ends_with('.') && !error.why().is_empty());
    }
}
