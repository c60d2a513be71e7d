//! `tag` and `match`, as scripts use them: shapes, batches, bad lines, and the same bytes again.

use std::fs;

use serde_json::{Value, json};

use crate::bank::Home;
use crate::program::{Ran, empty_home, run, run_in};

fn lines(out: &str) -> Vec<Value> {
    out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Two stories that share no word with one another.
const STORIES: &str = "{\"id\":7,\"title\":\"The boiler\",\"text\":\"The boiler failed at night. I rang the supplier until he came.\"}\n\
    {\"id\":\"rota\",\"title\":\"The rota\",\"text\":\"Two nurses quarrelled over shifts. I heard both and they shook hands.\",\"principles\":[\"earn-trust\"],\"when\":\"2024-03\"}\n";

fn match_in(test: &str, stories: &str, args: &[&str], stdin: &str) -> Ran {
    let home = empty_home(&format!("find_{test}"));
    let file = home.join("stories.jsonl");
    fs::write(&file, stories).unwrap();
    let file = file.to_str().unwrap();
    run_in(&home, &[&["match", "--stories", file], args].concat(), stdin.as_bytes())
}

#[test]
fn a_question_is_tagged_in_both_tiers() {
    let question = "Tell me about a time you disagreed with your manager and said so.";
    for (flags, has_model) in [(&[][..], true), (&["--rules-only"][..], false)] {
        let args = [&["tag", question, "--format", "json"], flags].concat();
        let ran = run(&args, b"");
        assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
        let out: Value = serde_json::from_str(&ran.out).unwrap();
        assert_eq!(out["schema"], "glidepath.tag/1");
        let principles = out["principles"].as_array().unwrap();
        assert_eq!(principles.len(), 16);
        assert_eq!(
            principles[0]["slug"], "have-backbone-disagree-and-commit",
            "{has_model}"
        );
        let sum: f64 = principles.iter().map(|p| p["score"].as_f64().unwrap()).sum();
        assert!((sum - 1.0).abs() < 0.002, "{sum}");
        assert_eq!((&out["bucket"], &out["form"]), (&json!("conflict"), &json!("event")));
        assert_eq!(out["model"].is_string(), has_model);
        assert_eq!(run(&args, b"").out, ran.out, "the same bytes again");
    }
}

#[test]
fn a_batch_of_tags_answers_line_by_line() {
    let given = "{\"id\":\"a\",\"text\":\"How do you decide without data?\"}\n{\"id\":2,\"text\":\"\"}\nnothing\n{\"id\":4,\"text\":\"Why?\"}\n";
    let ran = run(&["tag", "--jsonl", "-"], given.as_bytes());
    assert_eq!(ran.code, Some(2));
    let shape: Vec<Value> = lines(&ran.out)
        .iter()
        .map(|line| json!([line["id"], line["line"], line["error"]["code"]]))
        .collect();
    assert_eq!(
        json!(shape),
        json!([
            ["a", null, null],
            [2, 2, "text-empty"],
            [null, 3, "bad-line"],
            [4, null, null]
        ])
    );
    assert!(ran.err.contains("line 2") && ran.err.contains("line 3"), "{}", ran.err);
}

#[test]
fn a_story_is_found_with_its_reason() {
    let questions = "{\"id\":\"q1\",\"question\":\"When did a supplier fail you at night?\"}\n{\"id\":\"q2\",\"question\":\"Tell me about settling a quarrel between two people.\"}\n";
    let ran = match_in("found", STORIES, &["--jsonl", "-"], questions);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
    let out = lines(&ran.out);
    assert_eq!(
        (&out[0]["id"], &out[0]["matches"][0]["story"]),
        (&json!("q1"), &json!(7))
    );
    assert_eq!(
        (&out[1]["id"], &out[1]["matches"][0]["story"]),
        (&json!("q2"), &json!("rota"))
    );
    for line in &out {
        assert_eq!(
            (&line["schema"], &line["tier"]),
            (&json!("glidepath.match/1"), &json!("meaning"))
        );
        assert!(line["pass"].is_boolean());
        let matches = line["matches"].as_array().unwrap();
        assert_eq!(matches.len(), 2, "all are listed");
        assert!(matches[0]["score"].as_f64() >= matches[1]["score"].as_f64());
        assert!(matches[0]["why"].as_str().is_some_and(|why| !why.is_empty()));
    }
    let again = match_in("found", STORIES, &["--jsonl", "-"], questions);
    assert_eq!(again.out, ran.out, "the same bytes again");
}

#[test]
fn what_cannot_be_searched_is_said() {
    for (stories, args, code, exit) in [
        ("", &["Why?"][..], "no-stories", 2),
        ("{\"id\":1}\n", &["Why?"], "text-empty", 2),
        ("[]\n", &["Why?"], "bad-line", 2),
        (STORIES, &[" ?"], "text-empty", 2),
        (STORIES, &["Why?", "--top", "0"], "usage", 2),
    ] {
        let ran = match_in("bad", stories, &[args, &["--format", "json"]].concat(), "");
        assert_eq!(ran.code, Some(exit), "{args:?} {}", ran.shown());
        let error: Value = serde_json::from_str(&ran.err).unwrap();
        assert_eq!(error["error"]["code"], code, "{}", ran.shown());
    }
    let home = Home::new("match_nothing");
    let ran = home.run(&["match", "Why did you leave?"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("no-stories"), "{}", ran.err);
}

#[test]
fn the_bank_is_searched_and_read_once() {
    let home = Home::with_queue("match");
    let first = home.run(&["match", "Tell me about making something faster."]);
    assert!(first.out.contains("The refund queue"), "{}", first.shown());
    let again = home.json(&["match", "Tell me about making something faster."]);
    assert_eq!((&again["tier"], &again["unread"]), (&json!("meaning"), &json!(0)));
    assert_eq!(again["matches"][0]["story"], "s-queue");
    assert!(again["matches"][0]["quote"].is_string());
}
