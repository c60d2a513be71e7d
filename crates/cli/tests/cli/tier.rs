//! Which tier speaks: rules and the built-in model, unless it is sent home.

use serde_json::Value;

use crate::program::{answers, empty_home, run, run_in};

fn engine(out: &str) -> (String, bool) {
    let review: Value = serde_json::from_str(out.lines().next().unwrap()).unwrap();
    let engine = &review["engine"];
    (engine["tier"].as_str().unwrap().to_owned(), engine["model"].is_string())
}

#[test]
fn the_model_speaks_unless_it_is_sent_home() {
    let strong = std::fs::read(answers().join("strong.json")).unwrap();
    for (typed, tier) in [
        ("review strong.json --format json", "encoder"),
        ("review strong.json --format json --rules-only", "rules"),
        ("review --jsonl -", "encoder"),
        ("review --jsonl - --rules-only", "rules"),
        ("review french.txt --format json", "rules"),
    ] {
        let ran = run(&typed.split(' ').collect::<Vec<_>>(), &strong);
        assert_eq!(
            engine(&ran.out),
            (tier.to_owned(), tier == "encoder"),
            "{typed}: {}",
            ran.err
        );
    }
    let said = |args: &[&str]| run(args, b"").out;
    assert!(said(&["review", "strong.json"]).contains("by rules and the built-in model"));
    assert!(said(&["review", "strong.json", "--rules-only"]).contains("by rules alone"));
}

#[test]
fn a_setting_sends_it_home_for_good() {
    let home = empty_home("a_setting_sends_it_home");
    let folder = home.join("config/glidepath");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("config.toml"), "[review]\nrules_only = true\n").unwrap();
    let ran = run_in(&home, &["review", "strong.json", "--format", "json"], b"");
    assert_eq!(engine(&ran.out).0, "rules");
    let ran = run_in(
        &home,
        &["review", "strong.json", "--format", "json", "--no-config"],
        b"",
    );
    assert_eq!(engine(&ran.out).0, "encoder");
}

#[test]
fn a_batch_on_all_cores_says_what_single_reviews_say() {
    let corpus = std::fs::read_to_string(answers().join("../../../../../corpus/dev/eero.jsonl")).unwrap();
    let lines: Vec<String> = corpus
        .lines()
        .take(6)
        .map(|line| {
            let row: Value = serde_json::from_str(line).unwrap();
            serde_json::json!({ "id": row["id"], "text": row["text"], "question": row["question"] }).to_string()
        })
        .collect();
    let day = ["--as-of", "2026-03-01"];
    let batch = run(&["review", "--jsonl", "-", day[0], day[1]], lines.join("\n").as_bytes());
    assert_eq!(batch.out.lines().count(), lines.len(), "{}", batch.err);
    for (line, together) in lines.iter().zip(batch.out.lines()) {
        let alone = run(&["review", "--jsonl", "-", day[0], day[1]], line.as_bytes());
        assert_eq!(alone.out.trim_end(), together);
    }
}
