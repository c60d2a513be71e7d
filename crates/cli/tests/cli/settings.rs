//! The settings file, as found, written and refused.

use crate::program::{empty_home, run_in};

#[test]
fn a_first_file_is_written_once_and_changes_nothing() {
    let home = empty_home("settings_init");
    let path = home.join("config/glidepath/config.toml");
    assert_eq!(
        run_in(&home, &["config", "path"], b"").out.trim(),
        path.to_str().unwrap()
    );
    let before = run_in(&home, &["config", "show"], b"").out;
    let ran = run_in(&home, &["config", "init"], b"");
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(path.exists());
    assert_eq!(run_in(&home, &["config", "show"], b"").out, before);
    let again = run_in(&home, &["config", "init"], b"");
    assert!(
        again.code == Some(2) && again.err.starts_with("error[config-exists]"),
        "{}",
        again.shown()
    );
}

#[test]
fn settings_count_unless_told_not_to() {
    let home = empty_home("settings_count");
    let folder = home.join("config/glidepath");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(
        folder.join("config.toml"),
        "[review]\nfail_on = \"hint\"\n[rules.thin]\nenabled = false\n",
    )
    .unwrap();
    let ran = run_in(&home, &["review", "weak.txt", "--format", "json"], b"");
    assert_eq!(ran.code, Some(1), "{}", ran.err);
    assert!(
        ran.out.contains(r#"{"rule":"thin","reason":"disabled"}"#),
        "{}",
        ran.out
    );
    assert_eq!(
        run_in(&home, &["review", "weak.txt", "--fail-on", "never"], b"").code,
        Some(0)
    );
    let ran = run_in(&home, &["review", "weak.txt", "--format", "json", "--no-config"], b"");
    assert!(
        ran.code == Some(0) && !ran.out.contains(r#""reason":"disabled""#),
        "{}",
        ran.out
    );
    let shown = run_in(&home, &["config", "show"], b"").out;
    assert!(
        shown.contains("fail_on = \"hint\"") && shown.contains("enabled = false"),
        "{shown}"
    );
}

#[test]
fn a_slip_in_the_file_stops_a_review_and_names_the_line() {
    let home = empty_home("settings_slip");
    let folder = home.join("config/glidepath");
    std::fs::create_dir_all(&folder).unwrap();
    for (text, code, place) in [
        ("[review]\nlevle = \"L5\"\n", "config-unknown-key", ":2:1"),
        ("[rules.thinn]\nenabled = false\n", "config-unknown-rule", ":1:8"),
        ("[serve]\nport = true\n", "config-bad-value", ":2:8"),
        ("[serve\n", "config-syntax", ":1:"),
    ] {
        std::fs::write(folder.join("config.toml"), text).unwrap();
        let ran = run_in(&home, &["review", "weak.txt"], b"");
        assert_eq!(ran.code, Some(2), "{text}");
        assert!(
            ran.err.contains(code) && ran.err.replace("\n       ", "").contains(place),
            "{text}: {}",
            ran.err
        );
        assert_eq!(run_in(&home, &["review", "weak.txt", "--no-config"], b"").code, Some(0));
    }
}
