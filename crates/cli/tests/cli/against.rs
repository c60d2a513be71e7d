//! `review FILE --against EARLIER`: what the second telling fixed, broke, kept and lost.

use serde_json::Value;

use crate::program::run;

#[test]
fn two_tellings_are_compared_as_text_and_as_json() {
    let text = run(
        &[
            "review",
            "strong.json",
            "--against",
            "weak.txt",
            "--as-of",
            "2026-06-01",
        ],
        b"",
    );
    assert_eq!(text.code, Some(0), "{text:?}");
    for heading in ["Fixed ", "Broke ", "Still there ", "Won ", "Lost ", "Kept "] {
        assert!(text.out.contains(heading), "{heading}: {}", text.out);
    }
    let json = run(
        &[
            "review",
            "strong.json",
            "--against",
            "weak.txt",
            "--as-of",
            "2026-06-01",
            "--format",
            "json",
        ],
        b"",
    );
    let value: Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(value["schema"], "glidepath.comparison/1");
    let fixed = value["fixed"].as_array().unwrap();
    assert!(
        !fixed.is_empty() && fixed.iter().all(|p| p["before"].as_u64() > Some(0) && p["after"] == 0),
        "{value}"
    );
    assert!(
        value["won"].as_array().unwrap().iter().all(|p| p["severity"].is_null()),
        "{value}"
    );
    let same = run(
        &["review", "weak.txt", "--against", "weak.txt", "--format", "json"],
        b"",
    );
    let value: Value = serde_json::from_str(&same.out).unwrap();
    assert!(
        value["fixed"] == Value::Array(vec![]) && value["broke"] == Value::Array(vec![]),
        "{value}"
    );
}

#[test]
fn a_comparison_needs_two_files_and_a_format_it_has() {
    for args in [
        &["review", "--against", "weak.txt"][..],
        &["review", "weak.txt", "weak.txt", "--against", "weak.txt"],
        &["review", "weak.txt", "--against", "weak.txt", "--format", "html"],
    ] {
        let ran = run(args, b"");
        assert_eq!(ran.code, Some(2), "{args:?} {ran:?}");
        assert!(ran.err.contains("--against first.txt"), "{ran:?}");
    }
    assert_eq!(
        run(&["review", "weak.txt", "--against", "absent.txt"], b"").code,
        Some(2)
    );
}
