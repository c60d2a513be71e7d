//! What bad input gets: an exit code, clear words, and never a panic.

use serde_json::Value;

use crate::program::run;

/// Name, bytes given, exit code, code of the error.
type Case = (&'static str, Vec<u8>, i32, &'static str);

fn cases() -> Vec<Case> {
    vec![
        ("empty", Vec::new(), 2, "text-empty"),
        ("blank", b" \t\r\n\n ".to_vec(), 2, "text-empty"),
        ("only a byte order mark", "\u{feff}".into(), 2, "text-empty"),
        ("one word", b"Yes".to_vec(), 0, ""),
        ("only emoji", "🙂🙃🚀".into(), 0, ""),
        (
            "another language",
            "Nous avons livré le projet à temps pour le client. ".repeat(9).into(),
            0,
            "",
        ),
        (
            "another script",
            "私たちは締め切りまでにプロジェクトを終えました。".repeat(9).into(),
            0,
            "",
        ),
        (
            "control characters",
            (0..=31_u8).chain(*b" I did it \x7f\x1b[0m").collect(),
            0,
            "",
        ),
        ("a long line without a space", "x".repeat(100_000).into(), 0, ""),
        ("many short lines", "I did it.\n".repeat(2_000).into(), 0, ""),
        (
            "joined emoji and marks",
            "👩‍👩‍👧‍👦e\u{301}\u{200d}\u{fe0f} ".repeat(200).into(),
            0,
            "",
        ),
        ("5 MB", "We did it. ".repeat(480_000).into(), 2, "text-too-long"),
        ("1 MiB and a byte", "x".repeat((1 << 20) + 1).into(), 2, "text-too-long"),
        ("invalid UTF-8", b"We did \xff\xfe it".to_vec(), 2, "not-utf8"),
        (
            "UTF-16",
            "\u{feff}We did it".encode_utf16().flat_map(u16::to_le_bytes).collect(),
            2,
            "not-utf8",
        ),
        ("cut inside a character", "é".as_bytes()[..1].to_vec(), 2, "not-utf8"),
    ]
}

#[test]
fn bad_text_gets_clear_words_in_every_format() {
    for (name, bytes, code, error) in cases() {
        for format in ["text", "json", "sarif", "html"] {
            let ran = run(&["review", "-", "--format", format], &bytes);
            assert_eq!(ran.code, Some(code), "{name} as {format}: {}", ran.err);
            assert!(!ran.err.contains("panicked"), "{name} as {format}: {}", ran.err);
            if error.is_empty() {
                assert!(ran.err.is_empty(), "{name} as {format}: {}", ran.err);
            } else if format == "json" {
                let told: Value = serde_json::from_str(&ran.err).unwrap();
                assert_eq!(told["error"]["code"], error, "{name}");
            } else {
                assert!(
                    ran.err.starts_with(&format!("error[{error}]: ")),
                    "{name} as {format}: {}",
                    ran.err
                );
                assert!(
                    ran.err.contains("why: ") && ran.err.contains("do: "),
                    "{name}: {}",
                    ran.err
                );
            }
        }
    }
}

#[test]
fn invalid_utf8_is_placed_to_the_byte() {
    let ran = run(
        &["review"],
        "é then \u{fffd}"
            .replace('\u{fffd}', "")
            .bytes()
            .chain([0xff])
            .collect::<Vec<u8>>()
            .as_slice(),
    );
    assert!(ran.err.contains("byte 8 ") && ran.err.contains("0xff"), "{}", ran.err);
}

#[test]
fn spans_lie_on_characters_and_quote_what_they_point_at() {
    for (name, bytes, code, _) in cases() {
        if code != 0 {
            continue;
        }
        let text = String::from_utf8(bytes).unwrap();
        let ran = run(&["review", "--format", "json"], text.as_bytes());
        let review: Value = serde_json::from_str(&ran.out).unwrap();
        for list in ["findings", "strengths", "figures", "not_figures"] {
            for item in review[list].as_array().unwrap() {
                if let Some(span) = item["span"].as_array() {
                    let at = |i: usize| span[i].as_u64().unwrap() as usize;
                    assert_eq!(text.get(at(0)..at(1)), item["quote"].as_str(), "{name}: {list}");
                }
            }
        }
    }
}

#[test]
fn bad_json_objects_are_named() {
    let home = crate::program::empty_home("bad_json");
    for (given, code) in [
        ("{", "bad-json"),
        ("{\"text\":3}", "bad-json"),
        ("{}", "bad-json"),
        ("{\"text\":\"\"}", "text-empty"),
    ] {
        let file = home.join("a.json");
        std::fs::write(&file, given).unwrap();
        let ran = run(&["review", file.to_str().unwrap()], b"");
        assert_eq!(ran.code, Some(2), "{given}");
        assert!(ran.err.starts_with(&format!("error[{code}]")), "{given}: {}", ran.err);
    }
}
