//! Recordings: what is acknowledged is there, whatever is sent and whenever the program is killed.
//!
//! The crash test runs itself as the child, as `crash.rs` does.

use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use glidepath_store::{MOST_CHUNK, MOST_SAMPLES, RecordingError, Recordings};

struct Ground(PathBuf);

impl Ground {
    fn fresh(test: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("glidepath-sound-{test}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        Self(folder)
    }

    fn open(&self) -> Recordings {
        Recordings::at(&self.0)
    }
}

impl Drop for Ground {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Samples that say where they stand.
fn chunk(first: u64, count: u64) -> Vec<u8> {
    (first..first + count).flat_map(|n| (n as i16).to_le_bytes()).collect()
}

fn counts_up(samples: &[i16]) -> bool {
    samples.iter().enumerate().all(|(n, sample)| *sample == n as i16)
}

#[test]
fn chunks_are_laid_end_to_end_and_twice_is_once() {
    let ground = Ground::fresh("chunks");
    let all = ground.open();
    assert_eq!(all.samples("a-1").unwrap(), 0);
    assert_eq!(all.append("a-1", 0, &[]).unwrap(), 0);
    assert_eq!(all.append("a-1", 0, &chunk(0, 1_600)).unwrap(), 1_600);
    // Sent again after a reconnect: the same, a part of it, and one that goes on beyond.
    assert_eq!(all.append("a-1", 0, &chunk(0, 1_600)).unwrap(), 1_600);
    assert_eq!(all.append("a-1", 700, &chunk(700, 100)).unwrap(), 1_600);
    assert_eq!(all.append("a-1", 1_000, &chunk(1_000, 1_600)).unwrap(), 2_600);
    assert!(counts_up(&all.read("a-1").unwrap()));
    assert_eq!(all.read_range("a-1", 2_598, 9).unwrap(), [2_598, 2_599]);
    assert!(all.read_range("a-1", 9_000, 9).unwrap().is_empty());
    let gap = all.append("a-1", 2_601, &chunk(2_601, 10)).unwrap_err();
    assert!(
        matches!(
            gap,
            RecordingError::Gap {
                have: 2_600,
                from: 2_601
            }
        ),
        "{gap}"
    );
    assert_eq!(all.samples("a-1").unwrap(), 2_600);
    all.sync().unwrap();
    all.close("a-1").unwrap();
    all.close("a-1").unwrap();
    assert_eq!(all.append("a-1", 2_600, &chunk(2_600, 1)).unwrap(), 2_601);
}

#[test]
fn what_cannot_be_is_refused_and_harms_nothing() {
    let ground = Ground::fresh("refused");
    let all = ground.open();
    for name in [
        "",
        "-",
        "a",
        "../a-b",
        "a/b-c",
        "a-b.pcm",
        "A-B",
        "con",
        "nul",
        "-ab",
        "a-\n",
        &"a-".repeat(40),
        "ä-b",
    ] {
        for refused in [
            all.append(name, 0, &chunk(0, 1)).map(drop),
            all.read(name).map(drop),
            all.remove(name).map(drop),
            all.put(name, &[1]),
            all.upload(name, "mp3").map(drop),
        ] {
            let error = refused.unwrap_err();
            assert!(matches!(error, RecordingError::BadName { .. }), "{name:?}: {error}");
        }
    }
    all.append("a-1", 0, &chunk(0, 5)).unwrap();
    let odd = all.append("a-1", 5, &[1, 2, 3]).unwrap_err();
    assert!(matches!(odd, RecordingError::OddLength { bytes: 3 }), "{odd}");
    let large = all.append("a-1", 5, &vec![0; MOST_CHUNK + 2]).unwrap_err();
    assert!(matches!(large, RecordingError::TooLarge { .. }), "{large}");
    assert!(matches!(all.read("b-1"), Err(RecordingError::Missing { .. })));
    assert_eq!(all.read("a-1").unwrap(), [0, 1, 2, 3, 4]);
    for error in [odd, large, all.read("b-1").unwrap_err()] {
        assert!(!error.what().is_empty() && !error.why().is_empty() && !error.fix().is_empty());
        assert!(error.code().starts_with("recording-"));
    }
}

#[test]
fn two_hours_are_the_most() {
    let ground = Ground::fresh("long");
    let all = ground.open();
    all.append("a-1", 0, &chunk(0, 1)).unwrap();
    all.close("a-1").unwrap();
    // A file with a hole in it stands for two hours of sound, less one sample.
    let file = std::fs::OpenOptions::new()
        .write(true)
        .open(ground.0.join("a-1.pcm"))
        .unwrap();
    file.set_len((MOST_SAMPLES - 1) * 2).unwrap();
    drop(file);
    let full = all.append("a-1", MOST_SAMPLES - 1, &chunk(0, 2)).unwrap_err();
    assert!(matches!(full, RecordingError::TooLong { .. }), "{full}");
    assert!(full.why().contains("120 minutes"), "{full}");
    assert_eq!(all.append("a-1", MOST_SAMPLES - 1, &chunk(0, 1)).unwrap(), MOST_SAMPLES);
}

#[test]
fn half_a_sample_is_cut_off() {
    let ground = Ground::fresh("half");
    let all = ground.open();
    all.append("a-1", 0, &chunk(0, 3)).unwrap();
    all.close("a-1").unwrap();
    let path = ground.0.join("a-1.pcm");
    std::fs::OpenOptions::new()
        .append(true)
        .open(&path)
        .unwrap()
        .write_all(&[7])
        .unwrap();
    assert_eq!(all.read("a-1").unwrap(), [0, 1, 2]);
    assert_eq!(all.append("a-1", 3, &chunk(3, 1)).unwrap(), 4);
    assert_eq!(all.read("a-1").unwrap(), [0, 1, 2, 3]);
    assert_eq!(std::fs::metadata(path).unwrap().len(), 8);
}

#[test]
fn one_program_records_at_a_time() {
    let ground = Ground::fresh("alone");
    let (here, there) = (ground.open(), ground.open());
    here.append("a-1", 0, &chunk(0, 1)).unwrap();
    assert!(matches!(
        there.append("a-1", 1, &chunk(1, 1)),
        Err(RecordingError::InUse { .. })
    ));
    assert_eq!(there.read("a-1").unwrap(), [0]);
    here.close("a-1").unwrap();
    assert_eq!(there.append("a-1", 1, &chunk(1, 1)).unwrap(), 2);
}

#[test]
fn what_is_brought_in_lies_beside_and_goes_with_it() {
    let ground = Ground::fresh("brought");
    let all = ground.open();
    let mut upload = all.upload("a-1", "MP3").unwrap();
    upload.write(b"ID3").unwrap();
    upload.write(b"...").unwrap();
    assert!(all.all().unwrap().is_empty(), "it has no name before it is whole");
    let path = upload.finish().unwrap();
    assert_eq!(std::fs::read(&path).unwrap(), b"ID3...");
    assert_eq!(all.original("a-1").unwrap().as_ref(), Some(&path));
    all.put("a-1", &[1, 2]).unwrap();
    all.put("a-1", &[3, 4, 5]).unwrap();
    all.append("b-1", 0, &chunk(0, 2)).unwrap();
    assert!(matches!(all.put("b-1", &[1]), Err(RecordingError::InUse { .. })));
    // Endings that are ours, or that are none, do no harm.
    for ending in ["pcm", "part", "../x", "", "toolong"] {
        let path = all.upload("c-1", ending).unwrap().finish().unwrap();
        assert_eq!(path.file_name().unwrap(), "c-1.sound");
    }
    // One that is given up leaves nothing.
    drop(all.upload("d-1", "wav").unwrap());
    let listed: Vec<_> = all
        .all()
        .unwrap()
        .into_iter()
        .map(|one| (one.id, one.samples, one.bytes))
        .collect();
    assert_eq!(
        listed,
        [
            ("a-1".to_owned(), 3, 12),
            ("b-1".to_owned(), 2, 4),
            ("c-1".to_owned(), 0, 0)
        ]
    );
    assert_eq!(all.remove("a-1").unwrap(), 12);
    assert_eq!(all.remove("b-1").unwrap(), 4);
    assert_eq!(all.remove("b-1").unwrap(), 0);
    assert_eq!(all.all().unwrap().len(), 1);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_keeps_what_was_there() {
    // A device that is always full, under a recording's name.
    let ground = Ground::fresh("full");
    let all = ground.open();
    all.append("a-1", 0, &chunk(0, 3)).unwrap();
    std::os::unix::fs::symlink("/dev/full", ground.0.join("b-1.pcm")).unwrap();
    let error = all.append("b-1", 0, &chunk(0, 3)).unwrap_err();
    assert_eq!(error.code(), "store-full", "{error}");
    assert!(error.fix().contains("Make room"), "{error}");
    assert_eq!(all.append("a-1", 3, &chunk(3, 3)).unwrap(), 6);
    assert!(counts_up(&all.read("a-1").unwrap()));
}

#[cfg(unix)]
#[test]
fn recordings_are_for_their_owners_eyes() {
    use std::os::unix::fs::PermissionsExt;
    let ground = Ground::fresh("private");
    let all = ground.open();
    all.append("a-1", 0, &chunk(0, 3)).unwrap();
    all.put("b-1", &[1]).unwrap();
    let mode = |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&ground.0), 0o700);
    assert_eq!(
        (mode(&ground.0.join("a-1.pcm")), mode(&ground.0.join("b-1.pcm"))),
        (0o600, 0o600)
    );
}

/// Where the child records.
const CHILD: &str = "GLIDEPATH_TEST_CRASH_SOUND";
const RUNS: u64 = 20;
/// A tenth of a second.
const CHUNK: u64 = 1_600;

#[cfg(unix)]
#[test]
fn what_was_acknowledged_survives_being_killed() {
    if let Ok(folder) = std::env::var(CHILD) {
        let all = Recordings::at(folder);
        let mut out = std::io::stdout();
        let mut have = all.samples("a-1").unwrap();
        loop {
            have = all.append("a-1", have, &chunk(have, CHUNK)).unwrap();
            writeln!(out, "have {have}").unwrap();
            out.flush().unwrap();
        }
    }
    let ground = Ground::fresh("crash");
    let all = ground.open();
    let mut last = 0;
    for run in 0..RUNS {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "what_was_acknowledged_survives_being_killed", "--nocapture"])
            .env(CHILD, &ground.0)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let until = 1 + run * 37 % 90;
        let mut heard = 0;
        for line in lines.map_while(Result::ok) {
            if let Some(have) = line.split("have ").nth(1) {
                last = have.parse().unwrap();
                heard += 1;
                if heard == until {
                    child.kill().unwrap();
                }
            }
        }
        assert!(!child.wait().unwrap().success());
        let there = all.read("a-1").unwrap();
        assert!(there.len() as u64 >= last, "{} of {last}", there.len());
        // At most the one chunk that was written and not told yet.
        assert!(there.len() as u64 <= last + CHUNK);
        assert!(counts_up(&there), "every sample in its place");
    }
}
