//! One line a case: what is typed, and a snapshot of all that comes back.

use crate::program::run;

/// Name of the snapshot, and what is typed.
const CASES: &[(&str, &str)] = &[
    ("help", "--help"),
    ("help_review", "review --help"),
    ("help_models", "models --help"),
    ("version", "--version"),
    ("explain", "explain no-metric"),
    ("explain_unknown", "explain no-metrics"),
    ("explain_unknown_json", "explain no-metrics --format json"),
    ("principles", "principles"),
    ("principle_unknown", "principles divedeep"),
    ("config_explain", "config explain rules.no-metric.min_words"),
    ("config_explain_unknown", "config explain serve.prot"),
    ("verb_unknown", "reviw"),
    ("flag_unknown", "review --lvel L5"),
    ("flag_without_value", "review --level"),
    ("level_unknown", "review --level L9 weak.txt"),
    ("role_unknown", "review --role sdee weak.txt"),
    (
        "principle_flag_unknown",
        "review --principle dive_deep weak.txt --format json",
    ),
    ("day_unknown", "review --as-of 2026-02-30 weak.txt"),
    ("allow_unknown", "review --allow nometric=secret weak.txt"),
    ("allow_without_reason", "review --allow no-metric weak.txt"),
    ("file_missing", "review nothing.txt"),
    ("file_is_a_folder", "review ."),
    ("format_of_another_verb", "rules --format sarif"),
    ("batch_as_text", "review --jsonl batch.jsonl --format text"),
    ("batch_and_file", "review --jsonl batch.jsonl weak.txt"),
    ("html_of_two", "review weak.txt strong.json --format html"),
    ("open_and_not", "serve --open --no-open"),
    ("review_of_another_language", "review french.txt --as-of 2026-03-01"),
    ("port_impossible", "serve --port 99999"),
];

#[test]
fn what_is_typed_and_what_comes_back() {
    for (name, typed) in CASES {
        let ran = run(&typed.split(' ').collect::<Vec<_>>(), b"");
        insta::assert_snapshot!(*name, ran.shown(), typed);
    }
}

#[test]
fn a_taken_port_is_named_and_another_suggested() {
    let taken = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let ran = run(&["serve", "--no-open", "--port", &port], b"");
    assert_eq!((ran.code, ran.out.as_str()), (Some(3), ""), "{}", ran.err);
    assert!(ran.err.contains(&port) && ran.err.contains("--port"), "{}", ran.err);
}

#[test]
fn the_web_app_says_where_it_is_and_answers() {
    use std::io::{BufRead, BufReader, Read, Write};
    let args = ["serve", "--no-open", "--port", "0", "--format", "json"];
    let mut child = crate::program::command(std::path::Path::new("/nonexistent"), &args)
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap())
        .read_line(&mut line)
        .unwrap();
    let said: serde_json::Value = serde_json::from_str(&line).unwrap();
    let address = said["url"].as_str().unwrap().strip_prefix("http://").unwrap();
    let mut socket = std::net::TcpStream::connect(address).unwrap();
    write!(socket, "GET / HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").unwrap();
    let mut page = String::new();
    socket.read_to_string(&mut page).unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(page.starts_with("HTTP/1.1 200 "), "{page}");
}

#[test]
fn a_review_fits_eighty_columns_and_holds_no_control_characters() {
    for file in ["weak.txt", "strong.json", "french.txt"] {
        let ran = run(&["review", file, "--as-of", "2026-03-01"], b"");
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        for line in ran.out.lines() {
            assert!(
                line.chars().count() <= 80,
                "{file}: {} columns: {line}",
                line.chars().count()
            );
            assert!(!line.chars().any(char::is_control), "{file}: {line:?}");
        }
        assert!(ran.out.contains("panel of 200"), "{file}");
    }
}

#[test]
fn a_hostile_answer_cannot_steer_the_terminal() {
    let ran = run(
        &["review"],
        "I \u{1b}[31mdid\u{1b}]0;x\u{7} it \u{202e}backwards and\tcut 40 errors to 12 a week.".as_bytes(),
    );
    assert_eq!(ran.code, Some(0));
    assert!(
        !ran.out.contains(['\u{1b}', '\u{7}', '\u{202e}', '\t']),
        "{:?}",
        ran.out
    );
}

#[test]
fn quiet_leaves_only_the_findings() {
    let ran = run(&["review", "weak.txt", "--quiet", "--as-of", "2026-03-01"], b"");
    assert!(
        ran.out.contains("[thin]") && !ran.out.contains("panel of 200"),
        "{}",
        ran.out
    );
}

#[test]
fn standard_input_and_a_file_say_the_same() {
    let text = std::fs::read(crate::program::answers().join("weak.txt")).unwrap();
    let piped = run(&["review", "--format", "json", "--as-of", "2026-03-01"], &text);
    let dashed = run(&["review", "-", "--format", "json", "--as-of", "2026-03-01"], &text);
    let named = run(
        &["review", "weak.txt", "--format", "json", "--as-of", "2026-03-01"],
        b"",
    );
    assert_eq!(piped.out, named.out);
    assert_eq!(dashed.out, named.out);
}

#[test]
fn fail_on_decides_the_exit_code() {
    for (limit, code) in [("never", 0), ("costly", 1), ("watch", 1), ("hint", 1)] {
        assert_eq!(
            run(&["review", "weak.txt", "--fail-on", limit], b"").code,
            Some(code),
            "{limit}"
        );
    }
    let allowed = run(
        &[
            "review",
            "-",
            "--fail-on",
            "hint",
            "--allow",
            "thin=a summary",
            "--format",
            "json",
        ],
        b"I fixed the printer.",
    );
    assert!(
        allowed
            .out
            .contains(r#""allowed":[{"rule":"thin","reason":"a summary"}]"#),
        "{}",
        allowed.out
    );
}

#[test]
fn several_files_give_a_line_each_and_name_the_bad_one() {
    let ran = run(
        &[
            "review",
            "weak.txt",
            "nothing.txt",
            "strong.json",
            "--format",
            "json",
            "--as-of",
            "2026-03-01",
        ],
        b"",
    );
    assert_eq!(ran.code, Some(2));
    let lines: Vec<serde_json::Value> = ran.out.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!(
        lines.iter().map(|l| l["id"].as_str().unwrap()).collect::<Vec<_>>(),
        ["weak.txt", "strong-1"]
    );
    assert!(
        ran.err.contains("no-such-file") && ran.err.contains("nothing.txt"),
        "{}",
        ran.err
    );
}

#[test]
fn timings_are_read() {
    let ran = run(
        &["review", "-", "--words", "words.json", "--format", "json"],
        b"I fixed it.",
    );
    let review: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(review["measures"]["estimated"], false, "{}", ran.out);
    let bad = run(&["review", "-", "--words", "weak.txt"], b"I fixed it.");
    assert_eq!(bad.code, Some(2), "{}", bad.shown());
}

#[test]
fn an_output_file_is_written_and_never_the_input() {
    let home = crate::program::empty_home("output");
    let copy = home.join("weak.txt");
    std::fs::copy(crate::program::answers().join("weak.txt"), &copy).unwrap();
    let (copy, page) = (copy.to_str().unwrap(), home.join("page.html"));
    let ran = run(
        &["review", copy, "--format", "html", "--output", page.to_str().unwrap()],
        b"",
    );
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""));
    assert!(std::fs::read_to_string(&page).unwrap().starts_with("<!"));
    let ran = run(&["review", copy, "--output", copy], b"");
    assert_eq!(ran.code, Some(2), "{}", ran.shown());
    let ran = run(&["review", copy, "--output", "/nonexistent/folder/x"], b"");
    assert_eq!(ran.code, Some(3), "{}", ran.shown());
}

#[test]
fn sarif_points_at_the_words() {
    let ran = run(
        &["review", "weak.txt", "--format", "sarif", "--as-of", "2026-03-01"],
        b"",
    );
    let log: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let given = std::fs::read_to_string(crate::program::answers().join("weak.txt")).unwrap();
    let content = log["runs"][0]["artifacts"][0]["contents"]["text"].as_str().unwrap();
    let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap();
    for result in log["runs"][0]["results"].as_array().unwrap() {
        let rule = &rules[result["ruleIndex"].as_u64().unwrap() as usize];
        assert_eq!(rule["id"], result["ruleId"]);
        let region = &result["locations"][0]["physicalLocation"]["region"];
        let Some(words) = region["snippet"]["text"].as_str() else {
            continue;
        };
        let number = |key: &str| region[key].as_u64().unwrap() as usize;
        assert_eq!(
            &given[number("byteOffset")..number("byteOffset") + number("byteLength")],
            words
        );
        let characters: String = content
            .chars()
            .skip(number("charOffset"))
            .take(number("charLength"))
            .collect();
        assert_eq!(characters, words);
        let line: Vec<char> = content.lines().nth(number("startLine") - 1).unwrap().chars().collect();
        let first = words.lines().next().unwrap();
        let from = number("startColumn") - 1;
        assert_eq!(
            line[from..from + first.chars().count()].iter().collect::<String>(),
            first
        );
    }
}

#[test]
fn rules_and_principles_are_listed_for_scripts() {
    let ran = run(&["rules", "--format", "json"], b"");
    let list: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    for rule in list["rules"].as_array().unwrap() {
        let code = rule["code"].as_str().unwrap();
        assert_eq!(rule["kind"] == "strength", rule["severity"].is_null(), "{code}");
        assert!(
            rule["settings"].is_array() && rule["group"].is_string() && rule["title"].is_string(),
            "{code}"
        );
    }
    let ran = run(&["principles", "--format", "json"], b"");
    let list: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(list["principles"].as_array().unwrap().len(), 16);
}

#[test]
fn completions_know_the_verbs() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let ran = run(&["completions", shell], b"");
        assert!(ran.code == Some(0) && ran.out.contains("principles"), "{shell}");
    }
}
