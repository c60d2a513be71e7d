//! `eval` on a small corpus: what it counts, and what it says of lines it cannot count.

use serde_json::Value;

use crate::program::{empty_home, run_in};

const GOOD: &str = r#"{"id":"a-1","text":"I cut the wait from nine days to two.","overall":"below","flaws":[{"rule":"thin","quote":null}],"strengths":[],"twin":"a-2","side":"weak"}"#;
const STRONG: &str = r#"{"id":"a-2","text":"I was wrong about the wait, and I told the nurses so.","overall":"meets","flaws":[{"rule":"thin","quote":null}],"strengths":[{"rule":"admitted-mistake","quote":"I was wrong about the wait"}],"twin":"a-1","side":"strong"}"#;

#[test]
fn broken_lines_are_named_and_the_rest_counted() {
    let home = empty_home("eval_bad");
    let file = home.join("corpus.jsonl");
    let lines = [
        GOOD,
        "{",
        r#"{"id":"a-3","text":"I left.","overall":"below","flaws":[{"rule":"lazyness","quote":null}]}"#,
        r#"{"id":"a-4","text":"I left.","overall":"below","flaws":[{"rule":"thin","quote":"I stayed"}]}"#,
        STRONG,
    ];
    std::fs::write(&file, lines.join("\n")).unwrap();
    let ran = run_in(&home, &["eval", file.to_str().unwrap(), "--format", "json"], b"");
    assert_eq!(ran.code, Some(2), "{}", ran.shown());
    let evaluation: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(evaluation["schema"], "glidepath.evaluation/1");
    assert_eq!(evaluation["answers"], 2);
    assert_eq!(evaluation["twins"]["pairs"], 1);
    let thin = evaluation["rules"]
        .as_array()
        .unwrap()
        .iter()
        .find(|r| r["rule"] == "thin")
        .unwrap();
    assert_eq!((&thin["hit"], &thin["miss"]), (&Value::from(2), &Value::from(0)));
    let bad: Vec<u64> = evaluation["bad_lines"]
        .as_array()
        .unwrap()
        .iter()
        .map(|b| b["line"].as_u64().unwrap())
        .collect();
    assert_eq!(bad, [2, 3, 4]);
    for words in ["line 2", "lazyness", "quote of thin"] {
        assert!(ran.err.contains(words), "{}", ran.err);
    }
}

#[test]
fn folders_are_read_and_two_labellings_give_agreement() {
    let home = empty_home("eval_folder");
    let folder = home.join("corpus");
    std::fs::create_dir_all(folder.join("second")).unwrap();
    std::fs::write(folder.join("a.jsonl"), format!("{GOOD}\n{STRONG}\n")).unwrap();
    for name in ["a.jsonl", "b.jsonl"] {
        std::fs::write(folder.join("second").join(name), format!("{GOOD}\n{STRONG}\n")).unwrap();
    }
    let path = folder.to_str().unwrap();
    let ran = run_in(&home, &["eval", path, "--format", "json"], b"");
    assert_eq!(ran.code, Some(0), "{}", ran.shown());
    let evaluation: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(
        (&evaluation["answers"], &evaluation["agreement"]["answers"]),
        (&Value::from(2), &Value::from(2))
    );
    assert_eq!(evaluation["agreement"]["flaws"]["f1"], 1.0);
    let text = run_in(&home, &["eval", path], b"").out;
    for words in ["2 answers", "twins told apart", "two annotators on 2"] {
        assert!(text.contains(words), "{text}");
    }
}

#[test]
fn nothing_to_measure_is_said() {
    let home = empty_home("eval_nothing");
    let file = home.join("empty.jsonl");
    std::fs::write(&file, "\n").unwrap();
    let ran = run_in(&home, &["eval", file.to_str().unwrap()], b"");
    assert!(
        ran.code == Some(2) && ran.err.starts_with("error[no-answers]"),
        "{}",
        ran.shown()
    );
    let ran = run_in(&home, &["eval", "nowhere.jsonl"], b"");
    assert!(
        ran.code == Some(2) && ran.err.starts_with("error[cannot-read]"),
        "{}",
        ran.shown()
    );
}
