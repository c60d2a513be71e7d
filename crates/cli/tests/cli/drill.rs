//! `drill`: cards of the sample bank brought back from scripts, what is due, and blocks.

use serde_json::Value;

use crate::program::{Ran, empty_home, run_in};

struct Home(std::path::PathBuf);

impl Home {
    fn new(test: &str) -> Self {
        Self(empty_home(&format!("drill_{test}")))
    }

    /// With an invented engineer's stories.
    fn with_stories(test: &str) -> Self {
        let home = Self::new(test);
        assert_eq!(home.run(&["story", "sample", "--add"]).code, Some(0));
        home
    }

    fn run(&self, args: &[&str]) -> Ran {
        let data = self.0.join("data");
        run_in(&self.0, &[&["--data-dir", data.to_str().unwrap()], args].concat(), b"")
    }

    fn json(&self, args: &[&str]) -> Value {
        let ran = self.run(&[args, &["--format", "json"]].concat());
        assert_eq!(ran.code, Some(0), "{args:?}: {}", ran.shown());
        serde_json::from_str(&ran.out).unwrap()
    }

    fn error(&self, args: &[&str]) -> (Option<i32>, String) {
        let ran = self.run(&[args, &["--format", "json"]].concat());
        let told: Value = serde_json::from_str(&ran.err).unwrap_or_else(|_| panic!("{args:?}: {}", ran.shown()));
        (ran.code, told["error"]["code"].as_str().unwrap().to_owned())
    }
}

#[test]
fn without_stories_there_is_nothing_to_recall_and_it_says_why() {
    let home = Home::new("empty");
    let next = home.json(&["drill", "recall"]);
    assert_eq!(
        (&next["schema"], &next["ask"], &next["cards"]),
        (&"glidepath.recall/1".into(), &Value::Null, &0.into())
    );
    let text = home.run(&["drill", "recall"]).out;
    assert!(text.contains("glidepath story add"), "{text}");
    assert_eq!(home.json(&["drill", "due"])["due"], 0);
}

#[test]
fn a_card_is_asked_answered_and_comes_again_later() {
    let home = Home::with_stories("recall");
    let due = home.json(&["drill", "due"])["due"].as_u64().unwrap();
    assert!(due > 12, "{due}");
    let ask = home.json(&["drill", "recall"])["ask"].clone();
    assert_eq!(ask["limit_ms"], 10_000);
    let card = ask["card"].as_str().unwrap();
    // In time and right, late, and not at all: each grade is the clock's and the answer's.
    let answer: &[&str] = if ask["kind"] == "match" {
        &["--none"]
    } else {
        &["--grade", "easy"]
    };
    let done = home.json(&[&["drill", "answer", card, "--took-ms", "60000"], answer].concat());
    assert_eq!(
        (&done["schema"], &done["in_time"]),
        (&"glidepath.recalled/1".into(), &false.into())
    );
    assert!(["again", "hard"].contains(&done["grade"].as_str().unwrap()), "{done}");
    assert_eq!(done["asked"], 1);
    assert_ne!(
        home.json(&["drill", "recall"])["ask"]["card"],
        card,
        "another one is next"
    );
    assert!(home.json(&["drill", "due"])["due"].as_u64().unwrap() < due);
}

#[test]
fn a_story_that_fits_counts_as_found_and_one_that_does_not_does_not() {
    let home = Home::with_stories("match");
    // New cards come in their order; the first question is looked for.
    let mut seen = 0;
    let (card, question) = loop {
        let ask = home.json(&["drill", "recall"])["ask"].clone();
        let card = ask["card"].as_str().unwrap().to_owned();
        if ask["kind"] == "match" {
            break (card, ask["ask"].as_str().unwrap().to_owned());
        }
        home.json(&["drill", "answer", &card, "--grade", "good", "--took-ms", "2000"]);
        seen += 1;
        assert!(seen < 80, "no question among the cards");
    };
    let fits = home.json(&["match", &question, "--top", "1"]);
    let best = fits["matches"][0]["story"].as_str().unwrap().to_owned();
    let done = home.json(&["drill", "answer", &card, "--picked", &best, "--took-ms", "3000"]);
    let fitting = fits["pass"] == false;
    assert_eq!(done["hit"], fitting, "{done} for {fits}");
    let wrong = home.json(&["drill", "answer", &card, "--none", "--took-ms", "3000"]);
    assert_eq!(wrong["hit"], !fitting);
}

#[test]
fn a_block_has_a_plan_and_an_end() {
    let home = Home::with_stories("block");
    let begun = home.json(&["drill", "block", "--minutes", "20"]);
    assert_eq!(begun["schema"], "glidepath.block/1");
    let parts = begun["parts"].as_array().unwrap().clone();
    assert_eq!(
        parts.iter().map(|part| part["minutes"].as_u64().unwrap()).sum::<u64>(),
        20
    );
    assert!(
        !begun["notes"].as_array().unwrap().is_empty(),
        "what is not there yet is said"
    );
    assert_eq!(
        home.json(&["drill", "block"])["id"],
        begun["id"],
        "the one that runs is shown"
    );
    let plan = home.run(&["drill", "block"]).out;
    assert!(
        plan.contains('▸') && plan.contains("glidepath drill block --done"),
        "{plan}"
    );
    for _ in 0..parts.len() - 1 {
        assert!(home.json(&["drill", "block", "--done"])["ended_ms"].is_null());
    }
    let ended = home.json(&["drill", "block", "--done"]);
    assert!(!ended["ended_ms"].is_null() && !ended["summary"].as_str().unwrap().is_empty());
    assert_eq!(
        home.error(&["drill", "block", "--done"]),
        (Some(2), "no-block".to_owned())
    );
    assert_eq!(
        home.error(&["drill", "block", "--end"]),
        (Some(2), "no-block".to_owned())
    );
}

#[test]
fn bad_input_is_told_with_a_code() {
    let home = Home::with_stories("bad");
    let ask = home.json(&["drill", "recall"])["ask"].clone();
    let card = ask["card"].as_str().unwrap();
    let other: &[&str] = if ask["kind"] == "match" {
        &["--grade", "good"]
    } else {
        &["--none"]
    };
    let cases: Vec<(Vec<&str>, &str)> = vec![
        (
            vec!["answer", "no-such-card", "--none", "--took-ms", "1"],
            "no-such-card",
        ),
        (vec!["answer", card, "--took-ms", "1"], "recall-no-answer"),
        (
            vec!["answer", card, "--grade", "great", "--took-ms", "1"],
            "unknown-value",
        ),
        (
            [&["answer", card, "--took-ms", "1"], other].concat(),
            "recall-wrong-answer",
        ),
        (vec!["block", "--minutes", "90"], "usage"),
        (vec!["recall", "--count", "0"], "usage"),
    ];
    for (args, code) in cases {
        let got = home.error(&[&["drill"], args.as_slice()].concat());
        assert_eq!(got, (Some(2), code.to_owned()), "{args:?}");
    }
}
