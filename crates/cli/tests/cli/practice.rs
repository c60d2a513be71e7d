//! `practice`: drills from scripts and sound files; what is hidden, what is kept, and how bad input is met.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::program::{Ran, empty_home, run_in};

const QUESTION: &str = "Tell me about a time you disagreed with your manager.";
const ANSWER: &str = "The invoices were late and customers waited for nine days. My manager wanted to ship on Friday, and I said no \
    because the tests had failed twice. I wrote a new program in two weeks, and it cut the time from nine days to two. Two weeks later \
    my manager asked me to show the rest of the team how I had tested it, and I learned to ask before I plan.\n";

struct Home {
    folder: PathBuf,
}

impl Home {
    fn new(test: &str) -> Self {
        let folder = empty_home(&format!("practice_{test}"));
        fs::write(folder.join("answer.txt"), ANSWER).unwrap();
        Self { folder }
    }

    fn path(&self, name: &str) -> String {
        self.folder.join(name).to_str().unwrap().to_owned()
    }

    fn run(&self, args: &[&str]) -> Ran {
        self.run_with(args, b"")
    }

    fn run_with(&self, args: &[&str], stdin: &[u8]) -> Ran {
        let data = self.path("data");
        run_in(&self.folder, &[&["--data-dir", &data], args].concat(), stdin)
    }

    fn json(&self, args: &[&str]) -> Value {
        let ran = self.run(&[args, &["--format", "json"]].concat());
        assert_eq!(ran.code, Some(0), "{args:?}: {}", ran.shown());
        serde_json::from_str(&ran.out).unwrap()
    }

    fn error(&self, args: &[&str]) -> (Option<i32>, String, String) {
        let ran = self.run(&[args, &["--format", "json"]].concat());
        let told: Value = serde_json::from_str(ran.err.lines().last().unwrap_or_default())
            .unwrap_or_else(|_| panic!("{args:?}: {}", ran.shown()));
        let part = |name: &str| told["error"][name].as_str().unwrap().to_owned();
        assert!(!part("what").is_empty() && !part("why").is_empty(), "{told}");
        (ran.code, part("code"), part("do"))
    }

    /// A drill told from the file, with this verdict.
    fn told(&self, more: &[&str]) -> Value {
        let answer = self.path("answer.txt");
        self.json(&[&["practice", QUESTION, "--text", &answer, "--verdict", "meets"], more].concat())
    }

    fn takes(&self) -> usize {
        self.json(&["practice", "list"])["takes"].as_array().unwrap().len()
    }
}

/// A WAV file of 16 kHz with these samples.
pub(crate) fn wav(path: &Path, samples: &[i16]) {
    fs::write(path, glidepath_speech::wav(samples)).unwrap();
}

/// Something like a voice: pulses with a formant, on for half a second, off for a quarter.
pub(crate) fn voice(seconds: usize) -> Vec<i16> {
    let rate = glidepath_speech::RATE;
    (0..seconds * rate)
        .map(|n| {
            let t = n as f64 / rate as f64;
            let on = t % 0.75 < 0.5;
            let pulse = t * 120.0 % 1.0;
            let sound = (-6.0 * pulse).exp() * (2.0 * std::f64::consts::PI * 700.0 * t).sin();
            if on { (sound * 9_000.0) as i16 } else { 0 }
        })
        .collect()
}

#[test]
fn a_drill_is_told_rated_and_reviewed() {
    let home = Home::new("whole");
    let take = home.told(&[]);
    assert_eq!(take["schema"], "glidepath.take/1");
    assert_eq!(take["drill"]["state"], "done");
    assert_eq!(take["drill"]["own_verdict"], "meets");
    assert_eq!(take["drill"]["turns"][0]["text"], ANSWER.trim());
    assert!(take["review"]["measures"]["words"].as_u64().unwrap() > 60);
    assert!(take["delivery"].is_null(), "nothing was heard");
    let shown = home.run(&["practice", "show", "last"]);
    for part in [QUESTION, "flight path", "your verdict", "you said meets the bar"] {
        assert!(shown.out.contains(part), "{part}: {}", shown.out);
    }
    let list = home.run(&["practice", "list"]).out;
    assert!(list.starts_with(QUESTION) && list.contains("costly"), "{list}");
}

#[test]
fn what_is_probed_and_found_stays_hidden_until_one_has_said_how_it_went() {
    let home = Home::new("hidden");
    let answer = home.path("answer.txt");
    let open = home.json(&["practice", "--next", "--text", &answer]);
    assert_eq!(
        (&open["schema"], &open["state"]),
        (&Value::from("glidepath.drill/1"), &Value::from("rating"))
    );
    assert_eq!(open["principles"].as_array().unwrap().len(), 0);
    let shown = home.run(&["practice", "show", "last"]).out;
    assert!(
        !shown.contains("panel") && shown.contains("glidepath practice rate"),
        "{shown}"
    );
    let done = home.json(&["practice", "rate", "last", "below"]);
    assert!(!done["drill"]["principles"].as_array().unwrap().is_empty());
    assert_eq!(done["drill"]["own_verdict"], "below");
    let again = home.error(&["practice", "rate", "last", "meets"]);
    assert_eq!((again.0, again.1.as_str()), (Some(2), "drill-not-now"));
}

#[test]
fn follow_ups_take_replies_from_a_file_and_end_with_it() {
    let home = Home::new("replies");
    fs::write(
        home.folder.join("replies"),
        "{\"reply\":\"Two of the nine days were spent on a check that Maria wrote in 2019.\\nI removed it.\"}\n\npass\n",
    )
    .unwrap();
    let take = home.told(&["--replies", &home.path("replies"), "--follow-ups", "all"]);
    let turns = take["drill"]["turns"].as_array().unwrap();
    let kinds: Vec<&str> = turns.iter().map(|turn| turn["reply"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["said", "said", "passed"]);
    assert!(turns[1]["text"].as_str().unwrap().ends_with("\nI removed it."));
    assert_eq!(take["replies"].as_array().unwrap().len(), 2);
    assert_eq!(take["depth"]["reached"], 1, "{}", take["depth"]);
    let shown = home.run(&["practice", "show", "last"]).out;
    assert!(
        shown.contains("follow-ups") && shown.contains("(passed)") && shown.contains("depth"),
        "{shown}"
    );
}

#[test]
fn a_second_take_is_held_against_the_first() {
    let home = Home::new("compare");
    let first = home.told(&[])["drill"]["id"].as_str().unwrap().to_owned();
    let shorter = "My manager wanted to ship and I said no. We fixed it together and everybody was happy in the end.";
    fs::write(home.folder.join("answer.txt"), shorter).unwrap();
    let answer = home.path("answer.txt");
    let second = home.json(&["practice", "again", "last", "--text", &answer, "--verdict", "below"]);
    assert_eq!(second["drill"]["again"].as_str(), Some(first.as_str()));
    let apart = home.json(&["practice", "compare", &first, "last"]);
    assert!(!apart["facts_lost"].as_array().unwrap().is_empty(), "{apart}");
    let text = home.run(&["practice", "compare", &first, "last"]).out;
    for part in ["Fixed", "Introduced", "Facts lost", "shorter"] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let same = home.error(&["practice", "compare", "last", "last"]);
    assert_eq!(same.1, "takes-same");
    let progress = home.json(&["practice", "progress"]);
    assert_eq!(progress["takes"].as_array().unwrap().len(), 2);
    assert!(home.run(&["practice", "progress"]).out.contains("Not enough takes yet"));
}

#[test]
fn sound_is_kept_when_nobody_writes_it_down() {
    let home = Home::new("sound");
    let samples = voice(6);
    wav(&home.folder.join("take.wav"), &samples);
    let file = home.path("take.wav");
    let (code, name, fix) = home.error(&["practice", QUESTION, "--file", &file]);
    assert_eq!((code, name.as_str()), (Some(3), "no-transcriber"));
    assert!(
        fix.contains("glidepath models pull whisper-base.en") && fix.contains("is kept"),
        "{fix}"
    );
    // What was said is there, to the sample.
    let copy = home.path("copy.wav");
    let sound = home.json(&["practice", "sound", "last", "--to", &copy]);
    assert_eq!(sound["seconds"], 6.0);
    assert_eq!(fs::read(&copy).unwrap(), glidepath_speech::wav(&samples));
    assert_eq!(
        home.error(&["practice", "sound", "last", "--to", &copy]).1,
        "file-exists"
    );
    // Words by hand, and it goes on.
    let words = home.path("answer.txt");
    home.json(&["practice", "write", "last", &words]);
    let take = home.json(&["practice", "resume", "--verdict", "raises"]);
    assert_eq!(take["drill"]["turns"][0]["written_by"], "typed");
    assert!(take["delivery"]["rates"]["delivered"].as_f64().unwrap() > 0.0);
    assert!(home.run(&["practice", "show", "last"]).out.contains("held sounds"));
    // Its sound goes for good, its words stay.
    let gone = home.run(&["practice", "remove", "last", "--sound", "--yes"]);
    assert!(
        gone.code == Some(0) && gone.out.contains("the words stay"),
        "{}",
        gone.shown()
    );
    assert_eq!(
        home.error(&["practice", "sound", "last", "--to", &copy, "--force"]).1,
        "turn-without-sound"
    );
    assert_eq!(home.takes(), 1);
}

#[test]
fn a_file_that_cannot_be_heard_leaves_no_drill_behind() {
    let home = Home::new("deaf");
    fs::write(home.folder.join("words.mp3"), "these are words, and no sound").unwrap();
    fs::write(home.folder.join("empty.wav"), "").unwrap();
    wav(&home.folder.join("silence.wav"), &vec![0; 32_000]);
    for name in ["words.mp3", "empty.wav"] {
        let (code, _, fix) = home.error(&["practice", QUESTION, "--file", &home.path(name)]);
        assert!(code == Some(2) && !fix.is_empty(), "{name}");
        assert_eq!(home.takes(), 0, "{name}");
    }
    let silence = home.error(&["practice", QUESTION, "--file", &home.path("silence.wav")]);
    assert_eq!((silence.0, silence.1.as_str()), (Some(2), "turn-silent"));
}

#[test]
fn takes_are_removed_brought_back_and_wiped_out() {
    let home = Home::new("remove");
    let id = home.told(&[])["drill"]["id"].as_str().unwrap().to_owned();
    assert_eq!(home.error(&["practice", "remove", "last"]).1, "needs-yes");
    let removed = home.run(&["practice", "remove", &id[..13], "--yes"]);
    assert!(
        removed.out.contains(&format!("practice restore {id}")),
        "{}",
        removed.shown()
    );
    assert_eq!(home.takes(), 0);
    assert!(home.run(&["practice", "list", "--removed"]).out.contains(&id));
    home.json(&["practice", "restore", &id]);
    assert_eq!(home.takes(), 1);
    assert_eq!(
        home.run(&["practice", "remove", &id, "--for-good", "--yes"]).code,
        Some(0)
    );
    assert_eq!(home.error(&["practice", "restore", &id]).1, "no-such-take");
}

#[test]
fn bad_input_is_told_with_a_code_and_what_to_do() {
    let home = Home::new("bad");
    let answer = home.path("answer.txt");
    fs::write(home.folder.join("blank"), " \n").unwrap();
    fs::write(home.folder.join("replies"), "{\"answer\":1}\n").unwrap();
    let (blank, replies) = (home.path("blank"), home.path("replies"));
    let cases: &[(&[&str], &str)] = &[
        (&[], "needs-terminal"),
        (&[QUESTION], "needs-terminal"),
        (&["--text", "absent"], "no-such-file"),
        (&["--file", "absent.wav"], "no-such-file"),
        (&["--text", &blank], "turn-empty"),
        (&["--text", &answer, "--limit", "soon"], "bad-time"),
        (&["--text", &answer, "--limit", "5"], "drill-bad-limit"),
        (&["--text", &answer, "--follow-ups", "many"], "unknown-value"),
        (&["--text", &answer, "--nudges", "loud"], "unknown-value"),
        (&["--text", &answer, "--temperament", "rude"], "unknown-value"),
        (&["--text", &answer, "--verdict", "great"], "unknown-value"),
        (&["--text", &answer, "--replies", &replies], "bad-json"),
        (&["--text", &answer, "--question", "no-such-question"], "store-missing"),
        (&["--text", &answer, "--story", "no such story"], "no-such-story"),
        (&["--text", &answer, "--file", "a.wav"], "usage"),
        (&["show", "last"], "no-such-take"),
        (&["resume"], "no-open-drill"),
        (&["transcribe", "last", "--with", "magic"], "unknown-value"),
    ];
    for (args, code) in cases {
        let (exit, got, fix) = home.error(&[&["practice"], *args].concat());
        assert_eq!((exit, got.as_str()), (Some(2), *code), "{args:?}");
        assert!(!fix.is_empty());
    }
    assert_eq!(home.takes(), 0, "nothing was begun");
}

#[test]
fn the_settings_say_how_it_is_held() {
    let home = Home::new("settings");
    let folder = home.folder.join("config/glidepath");
    fs::create_dir_all(&folder).unwrap();
    fs::write(
        folder.join("config.toml"),
        "[practice]\nlimit_s = 90\nnudges = \"off\"\n",
    )
    .unwrap();
    let drill = &home.told(&[])["drill"];
    assert_eq!(
        (&drill["limit_s"], &drill["nudged"]),
        (&Value::from(90), &Value::from(false))
    );
    let drill = &home.told(&["--limit", "2:30", "--nudges", "on"])["drill"];
    assert_eq!(
        (&drill["limit_s"], &drill["nudged"]),
        (&Value::from(150), &Value::from(true))
    );
    let drill = &home.told(&["--exam", "--nudges", "on"])["drill"];
    assert_eq!(
        (&drill["exam"], &drill["nudged"]),
        (&Value::from(true), &Value::from(false))
    );
}
