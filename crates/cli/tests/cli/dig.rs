//! Digging through the program: begun, answered, sorted, laid, removed and brought back.

use serde_json::Value;

use crate::bank::Home;

const DUMP: &str = "Customers waited nine days for a refund. I watched the queue for a week and found that one check failed twice a day. \
    My manager wanted to hire two people instead. I rewrote the check, and refunds went from nine days to two.";

fn error(home: &Home, args: &[&str], stdin: &[u8]) -> (Option<i32>, String) {
    let ran = home.given(&[args, &["--format", "json"]].concat(), stdin);
    let error: Value = serde_json::from_str(&ran.err).unwrap();
    (ran.code, error["error"]["code"].as_str().unwrap().to_owned())
}

#[test]
fn a_project_is_dug_and_laid_in_its_tellers_words() {
    let home = Home::new("dig");
    assert!(home.run(&["dig"]).out.contains("glidepath dig new"));
    let begun = home.json(&["dig", "new", "The refund queue", "--employer", "Acme"]);
    assert_eq!(begun["next"]["prompt"], "dump");
    let ran = home.given(
        &["dig", "answer", "the refund queue", "-", "--format", "json"],
        DUMP.as_bytes(),
    );
    let dug: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(dug["answers"][0]["text"], DUMP);
    let offered = dug["offered"].as_array().unwrap();
    assert!(!offered.is_empty() && offered.iter().all(|gem| DUMP.contains(gem["quote"].as_str().unwrap())));
    let next = dug["next"]["prompt"].as_str().unwrap().to_owned();
    assert_ne!(next, "dump");

    let passed = home.json(&["dig", "pass", "The refund queue"]);
    assert_ne!(passed["next"]["prompt"], next.as_str());
    let kept = home.json(&["dig", "keep", "The refund queue", "1"]);
    assert_eq!(kept["gems"][0]["quote"], offered[0]["quote"]);
    let away = home.json(&["dig", "put-away", "The refund queue", "all"]);
    assert_eq!(away["offered"].as_array().unwrap().len(), 0);

    let shown = home.run(&["dig", "lay", "The refund queue", "--dry-run"]);
    assert!(shown.out.contains("Left blank"), "{}", shown.shown());
    assert_eq!(home.json(&["story", "list"])["all"], 0);
    let laid = home.json(&["dig", "lay", "The refund queue"]);
    let beats = laid["beats"].as_array().unwrap();
    assert!(
        beats.iter().all(|beat| DUMP.contains(beat["text"].as_str().unwrap())),
        "{laid}"
    );
    assert_eq!(home.json(&["story", "list"])["all"], 1);

    home.json(&["dig", "remove", "The refund queue", "--yes"]);
    assert_eq!(home.json(&["dig", "list"])["digs"].as_array().unwrap().len(), 0);
    let back = home.json(&["dig", "restore", "The refund queue"]);
    assert_eq!(back["answers"][0]["text"], DUMP);
}

#[test]
fn what_cannot_be_dug_is_said() {
    let home = Home::new("dig_wrong");
    home.json(&["dig", "new", "One"]);
    for (args, stdin, code) in [
        (&["dig", "new", " "][..], "", "project-unnamed"),
        (&["dig", "new", "Two", "--from", "cv.pdf"], "", "no-such-source"),
        (&["dig", "show", "Nothing"], "", "no-such-dig"),
        (
            &["dig", "answer", "One", "-", "--prompt", "nope"],
            "Words.",
            "no-such-prompt",
        ),
        (&["dig", "keep", "One", "1"], "", "no-such-sentence"),
        (&["dig", "step", "One", "sideways"], "", "unknown-value"),
        (&["dig", "talk", "One"], "", "needs-terminal"),
        (&["dig", "lay", "One"], "", "nothing-said"),
        (&["dig", "restore", "One"], "", "no-such-dig"),
    ] {
        assert_eq!(
            error(&home, args, stdin.as_bytes()),
            (Some(2), code.to_owned()),
            "{args:?}"
        );
    }
}
