//! Verb files: each is listed, and each is formatted, since `cargo fmt` cannot see them.

use std::path::PathBuf;
use std::process::Command;

use crate::program::run;

fn files() -> Vec<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/verb");
    std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect()
}

#[test]
fn every_verb_file_is_listed() {
    let help = run(&["--help"], b"").out;
    for file in files() {
        let name = file.file_stem().unwrap().to_str().unwrap().to_owned();
        assert!(
            name == "mod" || help.contains(&format!("\n  {name} ")),
            "{name} is not in the registry:\n{help}"
        );
    }
}

#[test]
fn every_verb_file_is_formatted() {
    let out = Command::new("rustfmt")
        .args(["--check", "--edition", "2024"])
        // What lies in a folder is a module of the file beside it, and is formatted with that.
        .args(files().into_iter().filter(|path| path.is_file()))
        .output()
        .unwrap();
    assert!(
        out.status.success(),
        "run `rustfmt --edition 2024 crates/cli/src/verb/*.rs`:\n{}",
        String::from_utf8_lossy(&out.stdout)
    );
}
