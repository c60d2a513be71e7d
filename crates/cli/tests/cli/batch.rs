//! The batch: a line out for each line in, in order, whatever is wrong with some of them.

use std::io::{BufRead, BufReader, Write};

use serde_json::{Value, json};

use crate::program::{command, run};

fn lines(out: &str) -> Vec<Value> {
    out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn bad_lines_have_an_error_in_their_place() {
    let ran = run(&["review", "--jsonl", "batch.jsonl", "--as-of", "2026-03-01"], b"");
    assert_eq!(ran.code, Some(2));
    let shape: Vec<Value> = lines(&ran.out)
        .into_iter()
        .map(|line| match line.get("error") {
            Some(error) => json!([line["line"], line["id"], error["code"]]),
            None => json!([line["schema"], line["id"]]),
        })
        .collect();
    insta::assert_snapshot!(
        "batch_shape",
        shape.iter().map(|s| format!("{s}\n")).collect::<String>()
    );
    insta::assert_snapshot!("batch_errors", ran.err);
}

#[test]
fn order_is_kept_over_many_lines_and_bytes_are_the_same_again() {
    let given: String = (0..3_000)
        .map(|n| format!("{}\n", json!({ "id": n, "text": format!("I fixed it {n} times.") })))
        .collect();
    let first = run(&["review", "--jsonl", "-", "--as-of", "2026-03-01"], given.as_bytes());
    assert_eq!((first.code, first.err.as_str()), (Some(0), ""));
    let ids: Vec<u64> = lines(&first.out)
        .iter()
        .map(|line| line["id"].as_u64().unwrap())
        .collect();
    assert!(ids.iter().copied().eq(0..3_000));
    let again = run(&["review", "--jsonl", "-", "--as-of", "2026-03-01"], given.as_bytes());
    assert_eq!(first.out, again.out);
}

#[test]
fn a_line_equals_the_review_of_the_same_object() {
    let strong = std::fs::read(crate::program::answers().join("strong.json")).unwrap();
    let batch = run(&["review", "--jsonl", "-"], &strong);
    let alone = run(&["review", "strong.json", "--format", "json"], b"");
    assert_eq!(batch.out, alone.out);
}

#[test]
fn flags_fill_in_what_a_line_leaves_out() {
    let given = "{\"text\":\"I fixed it.\"}\n{\"text\":\"I fixed it.\",\"principles\":[\"ownership\"]}\n";
    let ran = run(
        &["review", "--jsonl", "-", "--principle", "dive-deep"],
        given.as_bytes(),
    );
    let principles: Vec<Value> = lines(&ran.out)
        .iter()
        .map(|line| line["verdicts"][0]["principle"].clone())
        .collect();
    assert_eq!(principles, ["dive-deep", "ownership"]);
}

#[test]
fn odd_line_ends_are_taken_and_a_bad_byte_costs_one_line() {
    let mut given = b"\xef\xbb\xbf{\"id\":1,\"text\":\"I fixed it.\"}\r\n{\"id\":2,\"text\":\"\xff\"}\r\n{\"id\":3,\"text\":\"I fixed it.\"}".to_vec();
    given.extend_from_slice(b"\n\n  \n");
    let ran = run(&["review", "--jsonl", "-"], &given);
    assert_eq!(ran.code, Some(2));
    let out = lines(&ran.out);
    assert_eq!(out.len(), 3, "{}", ran.out);
    assert_eq!(
        (&out[0]["id"], &out[1]["error"]["code"], &out[2]["id"]),
        (&json!(1), &json!("not-utf8"), &json!(3))
    );
    assert_eq!(run(&["review", "--jsonl", "-"], b"").code, Some(0));
}

#[test]
fn a_pipe_that_waits_for_each_answer_gets_it() {
    let mut child = command(std::path::Path::new("/nonexistent"), &["review", "--jsonl", "-"])
        .spawn()
        .unwrap();
    let (mut input, mut output) = (
        child.stdin.take().unwrap(),
        BufReader::new(child.stdout.take().unwrap()),
    );
    for id in 1..=3 {
        writeln!(input, "{{\"id\":{id},\"text\":\"I fixed it.\"}}").unwrap();
        let mut line = String::new();
        output.read_line(&mut line).unwrap();
        assert_eq!(serde_json::from_str::<Value>(&line).unwrap()["id"], id);
    }
    drop(input);
    assert!(child.wait().unwrap().success());
}

#[test]
fn a_reader_that_leaves_ends_it_quietly() {
    let mut child = command(std::path::Path::new("/nonexistent"), &["review", "--jsonl", "-"])
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut input = child.stdin.take().unwrap();
    // The program may be gone before it has read everything.
    drop(input.write_all("{\"text\":\"I fixed it.\"}\n".repeat(500).as_bytes()));
    drop(input);
    let ended = child.wait_with_output().unwrap();
    assert_eq!((ended.status.code(), ended.stderr.as_slice()), (Some(0), &b""[..]));
}
