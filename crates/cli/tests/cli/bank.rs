//! The story bank through the program: every verb, on a data folder of the test's own.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::program::{Ran, empty_home, run_in};

/// A note of our own layout.
const QUEUE: &str = "---\nglidepath: story/1\nid: \"s-queue\"\ntitle: \"The refund queue\"\nprinciples: [dive-deep, ownership]\n\
    when: \"2023-05\"\nemployer: \"Acme\"\noutcome: success\n---\n\n## Problem\n\nRefunds took nine days.\n\n## Action\n\n\
    I wrote the queue anew in three weeks.\n\n## Result\n\nRefunds take 2 days now, down from 9.\n";

/// A folder of a test's own, with the bank in it.
pub(crate) struct Home(pub(crate) PathBuf);

impl Home {
    pub(crate) fn new(test: &str) -> Self {
        Self(empty_home(&format!("bank_{test}")))
    }

    pub(crate) fn at(&self, name: &str) -> String {
        self.0.join(name).to_str().unwrap().to_owned()
    }

    fn write(&self, name: &str, text: &str) -> String {
        fs::write(self.0.join(name), text).unwrap();
        self.at(name)
    }

    pub(crate) fn run(&self, args: &[&str]) -> Ran {
        self.given(args, b"")
    }

    pub(crate) fn given(&self, args: &[&str], stdin: &[u8]) -> Ran {
        let data = self.at("data");
        run_in(&self.0, &[&["--data-dir", &data], args].concat(), stdin)
    }

    pub(crate) fn json(&self, args: &[&str]) -> Value {
        let ran = self.run(&[args, &["--format", "json"]].concat());
        assert_eq!(ran.code, Some(0), "{args:?}: {}", ran.shown());
        serde_json::from_str(&ran.out).unwrap()
    }

    /// A bank with one story, whose id is `s-queue`.
    pub(crate) fn with_queue(test: &str) -> Self {
        let home = Self::new(test);
        let note = home.write("queue.md", QUEUE);
        let ran = home.run(&["import", &note]);
        assert_eq!(ran.code, Some(0), "{}", ran.shown());
        home
    }
}

/// What was printed, with what no two runs have alike taken out: ids, times, folders.
fn told(home: &Home, ran: &Ran) -> String {
    let mut shown = ran.shown().replace(home.0.to_str().unwrap(), "HOME");
    let is_id = |word: &str| word.len() == 36 && word.matches('-').count() == 4;
    let is_time = |word: &str| word.len() == 5 && word.as_bytes()[2] == b':';
    let is_day = |word: &str| word.len() == 10 && word.starts_with("20") && word.matches('-').count() == 2;
    let words: Vec<String> = shown
        .split(|c: char| !c.is_alphanumeric() && c != '-' && c != ':')
        .map(|word| word.trim_matches(':').to_owned())
        .collect();
    for word in words {
        for (is, name) in [(is_id(&word), "ID"), (is_time(&word), "TIME"), (is_day(&word), "DAY")] {
            if is {
                shown = shown.replace(&word, name);
            }
        }
    }
    shown
}

fn codes(home: &Home, cases: &[(&[&str], i32, &str)]) {
    for (args, code, error) in cases {
        let ran = home.run(args);
        assert_eq!((ran.code, ran.out.as_str()), (Some(*code), ""), "{args:?}: {}", ran.err);
        let said =
            ran.err.starts_with(&format!("error[{error}]: ")) && ran.err.contains("why: ") && ran.err.contains("do: ");
        assert!(said, "{args:?}: {}", ran.err);
    }
}

#[test]
fn the_first_list_says_how_to_begin() {
    let home = Home::new("first");
    insta::assert_snapshot!("story_list_empty", told(&home, &home.run(&["story"])));
    assert_eq!(home.json(&["story", "list"])["all"], 0);
}

#[test]
fn reviewing_leaves_no_trace_on_the_disk() {
    let home = Home::new("review");
    let ran = home.run(&["review", "--rules-only", "weak.txt"]);
    assert_eq!(ran.code, Some(0));
    assert!(!Path::new(&home.at("data")).exists());
}

#[test]
fn a_story_is_listed_shown_and_judged() {
    let home = Home::with_queue("shown");
    insta::assert_snapshot!("story_list", told(&home, &home.run(&["story", "list"])));
    insta::assert_snapshot!(
        "story_show",
        told(&home, &home.run(&["story", "show", "the refund queue"]))
    );
    insta::assert_snapshot!("story_ready", told(&home, &home.run(&["story", "ready", "s-q"])));
    let list = home.json(&["story", "list", "--principle", "dive-deep", "nine"]);
    assert_eq!(
        (&list["schema"], &list["stories"][0]["id"]),
        (&"glidepath.stories/1".into(), &"s-queue".into())
    );
    let story = home.json(&["story", "show", "s-queue"]);
    assert_eq!(story["schema"], "glidepath.story/1");
    assert_eq!(story["beats"][1]["text"], "I wrote the queue anew in three weeks.");
    let ready = home.json(&["story", "ready", "s-queue"]);
    assert_eq!(
        (&ready["schema"], ready["parts"].as_array().unwrap().len()),
        (&"glidepath.readiness/1".into(), 6)
    );
    assert_eq!(
        home.json(&["story", "list", "--outcome", "failure"])["stories"],
        Value::Array(Vec::new())
    );
}

#[test]
fn plain_words_become_a_story() {
    let home = Home::new("plain");
    let words = b"Refunds took nine days. I wrote the queue anew. Refunds take two days now.";
    let ran = home.given(
        &["story", "add", "-", "--title", "The queue", "--format", "json"],
        words,
    );
    assert_eq!(ran.code, Some(0), "{}", ran.shown());
    let story: Value = serde_json::from_str(&ran.out).unwrap();
    let beats = story["beats"].as_array().unwrap();
    let texts: Vec<&str> = beats.iter().map(|beat| beat["text"].as_str().unwrap()).collect();
    assert_eq!(
        (story["title"].as_str(), texts.join(" ").as_bytes()),
        (Some("The queue"), &words[..])
    );
    codes(&home, &[(&["story", "add", "nothing.txt"], 2, "no-such-file")]);
    let ran = home.given(&["story", "add", "-"], b" \n");
    assert!(
        ran.code == Some(2) && ran.err.starts_with("error[no-story]"),
        "{}",
        ran.shown()
    );
}

#[cfg(unix)]
#[test]
fn the_editor_changes_a_story_and_a_slip_loses_nothing() {
    use std::os::unix::fs::PermissionsExt;
    let home = Home::with_queue("edit");
    let edit = |script: &str| {
        let editor = home.write("editor.sh", &format!("#!/bin/sh\n{script}\n"));
        fs::set_permissions(&editor, fs::Permissions::from_mode(0o700)).unwrap();
        let data = home.at("data");
        let mut command = crate::program::command(&home.0, &["--data-dir", &data, "story", "edit", "s-queue"]);
        let out = command
            .env("EDITOR", &editor)
            .env("PATH", "/usr/bin:/bin")
            .output()
            .unwrap();
        (
            out.status.code(),
            String::from_utf8(out.stdout).unwrap(),
            String::from_utf8(out.stderr).unwrap(),
        )
    };
    let left = || {
        fs::read_dir(home.at("data"))
            .unwrap()
            .filter(|file| {
                file.as_ref()
                    .unwrap()
                    .file_name()
                    .to_str()
                    .unwrap()
                    .starts_with("edit-")
            })
            .count()
    };
    assert_eq!(
        edit("true"),
        (Some(0), "Nothing was changed.\n".to_owned(), String::new())
    );
    let (code, out, err) = edit("sed -i 's/nine days/ten days/' \"$1\"");
    assert!(code == Some(0) && out.contains("is kept: version 2"), "{out}{err}");
    assert_eq!(left(), 0);
    let (code, _, err) = edit("sed -i 's/outcome: .*/outcome: triumph/' \"$1\"");
    assert!(code == Some(2) && err.contains("Your text is in"), "{err}");
    assert_eq!(left(), 1);
    let (code, _, err) = edit("exit 3");
    assert!(code == Some(3) && err.starts_with("error[editor-failed]"), "{err}");
    insta::assert_snapshot!("story_diff", told(&home, &home.run(&["story", "diff", "s-queue"])));
    insta::assert_snapshot!(
        "story_history",
        told(&home, &home.run(&["story", "history", "s-queue"]))
    );
    let diff = home.json(&["story", "diff", "s-queue", "1", "2"]);
    assert_eq!(
        (&diff["schema"], &diff["changes"][0]["place"]),
        (&"glidepath.difference/1".into(), &"problem".into())
    );
    let back = home.json(&["story", "history", "s-queue", "--bring-back", "1"]);
    assert_eq!(
        (&back["version"], &back["beats"][0]["text"]),
        (&3.into(), &"Refunds took nine days.".into())
    );
    codes(
        &home,
        &[
            (&["story", "edit", "s-queue"], 2, "no-editor"),
            (&["story", "diff", "s-queue", "9"], 2, "no-such-version"),
            (
                &["story", "history", "s-queue", "--bring-back", "8"],
                2,
                "no-such-version",
            ),
        ],
    );
}

#[test]
fn what_is_removed_can_come_back() {
    let home = Home::with_queue("remove");
    codes(&home, &[(&["story", "remove", "s-queue"], 2, "needs-yes")]);
    insta::assert_snapshot!(
        "story_remove",
        told(&home, &home.run(&["story", "remove", "s-queue", "--yes"]))
    );
    codes(&home, &[(&["story", "show", "s-queue"], 2, "no-such-story")]);
    insta::assert_snapshot!(
        "story_list_removed",
        told(&home, &home.run(&["story", "list", "--removed"]))
    );
    let list = home.json(&["story", "list", "--removed"]);
    assert_eq!(
        (&list["schema"], &list["stories"][0]["title"]),
        (&"glidepath.removed/1".into(), &"The refund queue".into())
    );
    // The beginning of the id is enough.
    assert_eq!(home.json(&["story", "restore", "s-q"])["version"], 3);
    assert_eq!(home.run(&["story", "list", "--removed"]).out, "No story is removed.\n");
    codes(
        &home,
        &[
            (&["story", "restore", "s-queue"], 2, "not-removed"),
            (&["story", "list", "--removed", "--ready"], 2, "usage"),
            (&["story", "show", "s-quee"], 2, "no-such-story"),
            (&["story", "list", "--principle", "divedeep"], 2, "unknown-value"),
            (&["story", "list", "--sort", "sideways"], 2, "unknown-value"),
            (&["story", "list", "--format", "html"], 2, "unknown-value"),
        ],
    );
}

#[test]
fn what_is_purged_is_gone_for_good() {
    let home = Home::with_queue("purge");
    codes(&home, &[(&["story", "remove", "s-queue", "--purge"], 2, "needs-yes")]);
    assert_eq!(home.run(&["story", "remove", "s-queue", "--yes"]).code, Some(0));
    // What was removed already can be wiped out too.
    let ran = home.run(&["story", "remove", "s-queue", "--purge", "--yes"]);
    assert_eq!(ran.code, Some(0), "{}", ran.shown());
    assert_eq!(home.run(&["story", "list", "--removed"]).out, "No story is removed.\n");
    codes(
        &home,
        &[(&["story", "remove", "s-queue", "--purge", "--yes"], 2, "not-removed")],
    );
}

#[test]
fn facts_are_taken_in_and_drift_is_found() {
    let home = Home::with_queue("facts");
    let facts = home.json(&["story", "facts", "s-queue"]);
    let proposed = facts["proposed"].as_array().unwrap().len();
    assert!(proposed > 0 && facts["schema"] == "glidepath.facts/1", "{facts}");
    insta::assert_snapshot!("story_facts", told(&home, &home.run(&["story", "facts", "s-queue"])));
    let after = home.json(&["story", "facts", "s-queue", "--accept", "1"]);
    assert_eq!(after["facts"].as_array().unwrap().len(), 1);
    assert_eq!(after["proposed"].as_array().unwrap().len(), proposed - 1);
    codes(
        &home,
        &[
            (&["story", "facts", "s-queue", "--accept", "0"], 2, "no-such-fact"),
            (&["story", "facts", "s-queue", "--accept", "99"], 2, "no-such-fact"),
        ],
    );
    let drift = home.json(&["story", "drift"]);
    assert_eq!(
        (&drift["schema"], &drift["drifts"]),
        (&"glidepath.drift/1".into(), &Value::Array(Vec::new()))
    );
    for (id, share) in [("s-two", "30%"), ("s-three", "35%")] {
        let result = format!("After the change, refund errors fell by {share}.");
        let note = QUEUE.replace("s-queue", id).replace("The refund queue", id);
        let note = note.replace("Refunds take 2 days now, down from 9.", &result);
        home.run(&["import", &home.write("note.md", &note)]);
    }
    let drift = home.json(&["story", "drift", "s-two"]);
    assert!(!drift["drifts"].as_array().unwrap().is_empty(), "{drift}");
    insta::assert_snapshot!("story_drift", told(&home, &home.run(&["story", "drift"])));
}

#[test]
fn a_telling_is_noted() {
    let home = Home::with_queue("told");
    let args = [
        "story",
        "told",
        "s-queue",
        "--question",
        "Why?",
        "--principle",
        "dive-deep",
        "--took",
        "2:30",
        "--on",
        "2026-03-01",
    ];
    let telling = home.json(&args);
    assert_eq!(
        (&telling["schema"], &telling["story"]),
        (&"glidepath.telling/1".into(), &"s-queue".into())
    );
    assert_eq!(telling["at_ms"], 1_772_323_200_000_i64);
    let ready = home.json(&["story", "ready", "s-queue"]);
    let time = ready["parts"]
        .as_array()
        .unwrap()
        .iter()
        .find(|part| part["part"] == "time")
        .unwrap();
    assert_eq!(time["met"], true);
    assert_eq!(home.json(&["story", "list"])["stories"][0]["told"], 1);
    codes(
        &home,
        &[
            (&["story", "told", "s-queue", "--took", "2:75"], 2, "bad-time"),
            (&["story", "told", "s-queue", "--took", "0"], 2, "bad-time"),
            (&["story", "told", "s-queue", "--on", "2026-02-30"], 2, "bad-date"),
            (&["story", "told", "s-queue", "--principle", "x"], 2, "unknown-value"),
        ],
    );
}

#[test]
fn questions_are_listed_shown_added_and_removed() {
    let home = Home::new("questions");
    let all = home.json(&["question", "list"])["questions"].as_array().unwrap().len();
    assert!(all > 400, "{all}");
    let some = home.run(&[
        "question",
        "list",
        "--principle",
        "frugality",
        "--bucket",
        "conflict",
        "--difficulty",
        "severe",
    ]);
    insta::assert_snapshot!("question_list", told(&home, &some));
    let first = home.json(&["question", "list", "--principle", "dive-deep"])["questions"][0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    insta::assert_snapshot!("question_show", told(&home, &home.run(&["question", "show", &first])));
    let mine = home.json(&["question", "add", "Why did you", "leave?", "--principle", "earn-trust"]);
    assert_eq!(
        (&mine["text"], &mine["own"]),
        (&"Why did you leave?".into(), &true.into())
    );
    let id = mine["id"].as_str().unwrap();
    let own = home.json(&["question", "list", "--own"]);
    assert_eq!(own["questions"][0]["id"], id);
    codes(
        &home,
        &[
            (&["question", "remove", id], 2, "needs-yes"),
            (&["question", "remove", &first, "--yes"], 2, "question-ships"),
            (&["question", "show", "no-such-thing"], 2, "no-such-question"),
            (&["question", "list", "--level", "L9"], 2, "unknown-value"),
            (&["question", "add", "?"], 2, "question-empty"),
            (&["question", "add", "Why?", "--principle", "x"], 2, "unknown-value"),
            (&["question", "import", "weak.txt"], 2, "no-questions"),
        ],
    );
    assert_eq!(home.run(&["question", "remove", id, "--yes"]).code, Some(0));
    assert_eq!(home.json(&["question", "restore", id])["text"], "Why did you leave?");
    let list = home.write(
        "heard.txt",
        "1. Why did you leave?\n2. What would your last manager change about you?\n",
    );
    let ran = home.run(&["question", "import", &list]);
    assert_eq!(ran.out, "1 question added, 1 known already.\n", "{}", ran.shown());
}

#[test]
fn an_import_shows_its_plan_and_keeps_what_is_kept() {
    let home = Home::with_queue("import");
    let vault = home.0.join("vault/.obsidian");
    fs::create_dir_all(&vault).unwrap();
    fs::write(vault.join("app.json"), "{}").unwrap();
    fs::write(home.0.join("vault/queue.md"), QUEUE.replace("nine days", "ten days")).unwrap();
    fs::write(
        home.0.join("vault/new.md"),
        QUEUE.replace("s-queue", "s-new").replace("The refund queue", "Another"),
    )
    .unwrap();
    fs::write(home.0.join("vault/photo.png"), [0, 159, 146, 150]).unwrap();
    fs::write(home.0.join("vault/heard.txt"), "Why did you leave?\n").unwrap();
    let vault = home.at("vault");
    let plan = home.run(&["import", &vault, "--dry-run"]);
    insta::assert_snapshot!("import_plan", told(&home, &plan));
    assert_eq!(home.json(&["story", "list"])["all"], 1);
    let done = home.json(&["import", &vault]);
    assert_eq!(
        (&done["schema"], &done["done"]),
        (&"glidepath.import/1".into(), &true.into())
    );
    assert_eq!(
        (done["added"].clone(), done["updated"].clone()),
        (serde_json::json!(["s-new"]), serde_json::json!([]))
    );
    assert_eq!(home.json(&["story", "show", "s-queue"])["version"], 1);
    let done = home.json(&["import", &vault, "--take", "theirs"]);
    assert_eq!(done["updated"], serde_json::json!(["s-queue"]));
    insta::assert_snapshot!(
        "import_again",
        told(&home, &home.run(&["import", &vault, "--take", "theirs"]))
    );
}

#[test]
fn what_goes_out_comes_in_the_same_to_the_byte() {
    let home = Home::with_queue("round");
    home.run(&["question", "add", "Why did you leave?"]);
    let (first, second) = (home.at("first.json"), home.at("second.json"));
    assert_eq!(
        home.run(&["export", "--to", &first]).out,
        format!("1 story and 1 question went to {first}.\n")
    );
    assert_eq!(home.run(&["export", "--to", &home.at("notes")]).code, Some(0));
    for (from, name) in [(first.clone(), "by_json"), (home.at("notes"), "by_notes")] {
        let other = Home::new(&format!("round_{name}"));
        assert_eq!(other.run(&["import", &from]).code, Some(0));
        other.run(&["export", "--to", &other.at("again.json")]);
        other.run(&["export", "--to", &other.at("again")]);
        let note = |home: &Home, folder: &str| fs::read(home.0.join(folder).join("the-refund-queue.md")).unwrap();
        assert_eq!(note(&other, "again"), note(&home, "notes"));
        if name == "by_json" {
            assert_eq!(fs::read(other.at("again.json")).unwrap(), fs::read(&first).unwrap());
        }
    }
    codes(
        &home,
        &[
            (&["export", "--to", &first], 2, "file-exists"),
            (&["export", "--to", &home.at("x.docx")], 2, "unknown-ending"),
            (&["export", "--to", &second, "--as", "jsn"], 2, "unknown-value"),
            (&["export", "--to", &second, "--story", "nobody"], 2, "no-such-story"),
            (&["export", "--to", "-", "--as", "xlsx"], 2, "not-text"),
        ],
    );
    assert_eq!(home.run(&["export", "--to", &first, "--force"]).code, Some(0));
    for name in ["bank.csv", "bank.xlsx", "bank.txt", "bank.zip", "bank.apkg"] {
        let ran = home.run(&["export", "--to", &home.at(name)]);
        assert!(
            ran.code == Some(0) && fs::metadata(home.at(name)).unwrap().len() > 0,
            "{}",
            ran.shown()
        );
    }
    let shown = home.run(&["export", "--to", "-", "--as", "text"]);
    insta::assert_snapshot!("export_text", told(&home, &shown));
}

#[test]
fn a_failed_import_leaves_the_bank_as_it_was() {
    let home = Home::with_queue("failed");
    let before = home.run(&["export", "--to", "-", "--as", "json"]).out;
    let good = home.write("good.md", &QUEUE.replace("s-queue", "s-good"));
    let bad = home.write("bad.md", &QUEUE.replace("outcome: success", "outcome: triumph"));
    let ran = home.run(&["import", &good, &bad, "--take", "theirs"]);
    assert!(
        ran.code == Some(2) && ran.err.starts_with("error[note-broken]"),
        "{}",
        ran.shown()
    );
    assert_eq!(home.run(&["export", "--to", "-", "--as", "json"]).out, before);
    let big = home.at("big.txt");
    fs::File::create(&big).unwrap().set_len(20_000_001).unwrap();
    codes(
        &home,
        &[
            (&["import", &big], 2, "file-too-large"),
            (&["import", "nothing-here"], 2, "no-such-file"),
            (&["import"], 2, "usage"),
        ],
    );
}

#[test]
fn a_backup_is_made_once_and_comes_back() {
    let home = Home::with_queue("backup");
    let file = home.at("copy.db");
    let made = home.json(&["backup", &file]);
    assert!(
        made["schema"] == "glidepath.backup/1" && made["rows"].as_u64().unwrap() > 0,
        "{made}"
    );
    codes(
        &home,
        &[
            (&["backup", &file], 2, "store-exists"),
            (&["restore", &file], 2, "needs-yes"),
        ],
    );
    home.run(&["story", "remove", "s-queue", "--yes"]);
    let done = home.json(&["restore", &file, "--yes"]);
    assert!(Path::new(done["replaced"].as_str().unwrap()).exists(), "{done}");
    assert_eq!(home.json(&["story", "show", "s-queue"])["version"], 1);
    let text = home.write("text.db", "this is no database, and it is long enough to be read");
    codes(&home, &[(&["restore", &text, "--yes"], 3, "store-not-a-database")]);
    assert_eq!(home.json(&["story", "list"])["all"], 1);
}

#[test]
fn a_data_folder_that_cannot_be_is_told_and_review_goes_on() {
    let home = Home::new("blocked");
    home.write("data", "a file in the folder's place");
    let ran = home.run(&["story", "list"]);
    assert!(
        ran.code == Some(3) && ran.err.starts_with("error[store-"),
        "{}",
        ran.shown()
    );
    assert_eq!(home.run(&["review", "--rules-only", "weak.txt"]).code, Some(0));
}
