//! Invariants that no compiler holds: layers, module docs, doc paths, banned names, rules listed and formatted,
//! and that the program is for practice only.
//!
//! Every check names the file and what to do. `tidy()` is run by `./test` and by `cargo test -p xtask`.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use crate::practice_only::practice_only;

/// Crates and the layer each lies in; dependencies point to a lower layer only. Source: ARCHITECTURE.md.
const LAYERS: &[(&str, u8)] = &[
    ("glidepath-domain", 0),
    ("glidepath-text", 1),
    ("glidepath-content", 1),
    ("glidepath-review", 2),
    ("glidepath-story", 2),
    ("glidepath-retrieve", 2),
    ("glidepath-plan", 2),
    ("glidepath-interview", 2),
    ("glidepath-practice", 2),
    ("glidepath-store", 3),
    ("glidepath-exchange", 3),
    ("glidepath-speech", 3),
    ("glidepath-models", 3),
    ("glidepath-infer", 3),
    ("glidepath-app", 4),
    ("glidepath-web", 5),
    ("glidepath-cli", 6),
    ("xtask", 7),
];

/// Names that say nothing: a helper lives with its user until a second one proves what it is called.
const BANNED: &[&str] = &[
    "utils", "util", "common", "helpers", "helper", "core", "misc", "shared", "stuff",
];

/// The repository's root.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .map(Path::to_path_buf)
        .unwrap_or_default()
}

/// Runs every check and fails with all that is wrong.
pub(crate) fn tidy(_args: &[&str]) -> Result<()> {
    let root = root();
    let files = tracked(&root)?;
    let mut wrong = Vec::new();
    layers(&root, &mut wrong)?;
    module_docs(&root, &files, &mut wrong)?;
    banned_names(&files, &mut wrong);
    doc_paths(&root, &mut wrong)?;
    rules_listed(&root, &mut wrong)?;
    rules_formatted(&root, &mut wrong)?;
    lexicons_listed(&root, &mut wrong)?;
    expectations(&root, &files, &mut wrong)?;
    practice_only(&root, &files, &mut wrong)?;
    if wrong.is_empty() {
        println!("tidy: {} files, nothing to mend", files.len());
        return Ok(());
    }
    bail!("{} to mend:\n{}", wrong.len(), wrong.join("\n"))
}

/// Files git knows or would add, so that the checks hold before a commit too.
fn tracked(root: &Path) -> Result<Vec<String>> {
    let out = Command::new("git")
        .args(["ls-files", "--cached", "--others", "--exclude-standard"])
        .current_dir(root)
        .output()
        .context("git is needed to list the files")?;
    let list = String::from_utf8(out.stdout).context("git listed a name that is not UTF-8")?;
    Ok(list
        .lines()
        .filter(|f| root.join(f).is_file())
        .map(str::to_owned)
        .collect())
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    dependencies: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    name: String,
}

fn layers(root: &Path, wrong: &mut Vec<String>) -> Result<()> {
    let out = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--format-version", "1", "--offline"])
        .current_dir(root)
        .output()
        .context("cargo metadata")?;
    let metadata: Metadata = serde_json::from_slice(&out.stdout).context("cargo metadata")?;
    let architecture = fs::read_to_string(root.join("ARCHITECTURE.md")).unwrap_or_default();
    let layer = |name: &str| LAYERS.iter().find(|(n, _)| *n == name).map(|(_, l)| *l);
    for package in &metadata.packages {
        let Some(own) = layer(&package.name) else {
            wrong.push(format!("{}: give the crate a layer in xtask/src/tidy.rs", package.name));
            continue;
        };
        if !architecture.contains(&format!("`{}`", package.name)) && package.name != "xtask" {
            wrong.push(format!("ARCHITECTURE.md: the crate table lacks `{}`", package.name));
        }
        for dependency in &package.dependencies {
            if layer(&dependency.name).is_some_and(|below| below >= own) {
                wrong.push(format!(
                    "{}: may not depend on {}, which is not below it",
                    package.name, dependency.name
                ));
            }
        }
    }
    Ok(())
}

fn module_docs(root: &Path, files: &[String], wrong: &mut Vec<String>) -> Result<()> {
    for file in files.iter().filter(|f| f.ends_with(".rs")) {
        let text = fs::read_to_string(root.join(file))?;
        let first = text.lines().next().unwrap_or("");
        if !first.starts_with("//! ") || first.len() < 20 {
            wrong.push(format!(
                "{file}: the first line is `//!` and says what the module is for"
            ));
        }
        if text.lines().count() > 1_200 {
            wrong.push(format!(
                "{file}: over 1,200 lines; would a newcomer know where to look inside?"
            ));
        }
    }
    Ok(())
}

fn banned_names(files: &[String], wrong: &mut Vec<String>) {
    for file in files {
        for part in file.split('/') {
            let stem = part.split('.').next().unwrap_or("");
            if BANNED.contains(&stem) {
                wrong.push(format!("{file}: \"{stem}\" says nothing; name it after what it does"));
            }
        }
    }
}

/// Every back-ticked path in our documents exists.
fn doc_paths(root: &Path, wrong: &mut Vec<String>) -> Result<()> {
    let mut documents: Vec<PathBuf> = [
        "README.md",
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "STYLE.md",
        "CHANGELOG.md",
    ]
    .map(|f| root.join(f))
    .to_vec();
    if let Ok(entries) = fs::read_dir(root.join("docs")) {
        documents.extend(
            entries
                .flatten()
                .map(|e| e.path())
                .filter(|p| p.extension().is_some_and(|e| e == "md")),
        );
    }
    for document in documents {
        let Ok(text) = fs::read_to_string(&document) else {
            wrong.push(format!("{}: is missing", document.display()));
            continue;
        };
        for (number, line) in text.lines().enumerate() {
            for quoted in line.split('`').skip(1).step_by(2).filter(|q| looks_like_path(q)) {
                let path = quoted.trim_end_matches('/');
                if !root.join(path).exists() {
                    wrong.push(format!(
                        "{}:{}: there is no `{quoted}`",
                        document.strip_prefix(root).unwrap_or(&document).display(),
                        number + 1
                    ));
                }
            }
        }
    }
    Ok(())
}

fn looks_like_path(quoted: &str) -> bool {
    const TOP: &[&str] = &[
        "crates/",
        "docs/",
        "corpus/",
        "training/",
        "xtask/",
        "content/",
        "e2e/",
        "bench/",
        ".ci/",
        "fuzz/",
    ];
    TOP.iter().any(|t| quoted.starts_with(t)) && !quoted.contains(['<', '*', ' ', '{', '…'])
}

/// Rule files on disk and lines in the registry are the same set.
fn rules_listed(root: &Path, wrong: &mut Vec<String>) -> Result<()> {
    let folder = root.join("crates/review/src/rules");
    let listed: BTreeSet<String> = glidepath_review::rules::ALL
        .iter()
        .map(|r| r.code.replace('-', "_"))
        .collect();
    let mut found = BTreeSet::new();
    for file in rust_files(&folder)? {
        let stem = file.file_stem().and_then(|s| s.to_str()).unwrap_or("").to_owned();
        if stem != "mod" && !listed.contains(&stem) {
            wrong.push(format!("{}: no rule of the registry has this code", file.display()));
        }
        found.insert(stem);
    }
    for code in listed.difference(&found) {
        wrong.push(format!("rule {code}: its file is not named by its code"));
    }
    Ok(())
}

/// `cargo fmt` does not see modules that a macro declares, so rule files are checked by hand.
fn rules_formatted(root: &Path, wrong: &mut Vec<String>) -> Result<()> {
    let files = rust_files(&root.join("crates/review/src/rules"))?;
    let out = Command::new("rustfmt")
        .args(["--check", "--edition", "2024"])
        .args(&files)
        .current_dir(root)
        .output()
        .context("rustfmt")?;
    if !out.status.success() {
        wrong.push("crates/review/src/rules: not formatted; run `cargo xtask fmt`".to_owned());
    }
    Ok(())
}

/// Formats everything, the rule files too.
pub(crate) fn fmt(_args: &[&str]) -> Result<()> {
    let root = root();
    let files = rust_files(&root.join("crates/review/src/rules"))?;
    let all = Command::new(env!("CARGO"))
        .args(["fmt", "--all"])
        .current_dir(&root)
        .status()?
        .success();
    let rules = Command::new("rustfmt")
        .args(["--edition", "2024"])
        .args(&files)
        .current_dir(&root)
        .status()?
        .success();
    if all && rules { Ok(()) } else { bail!("rustfmt failed") }
}

fn lexicons_listed(root: &Path, wrong: &mut Vec<String>) -> Result<()> {
    let known: BTreeSet<&str> = glidepath_review::Signal::ALL.iter().map(|s| s.slug()).collect();
    for entry in fs::read_dir(root.join("crates/review/lexicon"))?.flatten() {
        let path = entry.path();
        let stem = path.file_stem().and_then(|s| s.to_str()).unwrap_or("").to_owned();
        if !known.contains(stem.as_str()) {
            wrong.push(format!("crates/review/lexicon/{stem}.txt: no signal has this name"));
        }
        if fs::read_to_string(&path)?.trim().is_empty() {
            wrong.push(format!("crates/review/lexicon/{stem}.txt: is empty"));
        }
    }
    Ok(())
}

/// An exception to a lint gives its reason.
fn expectations(root: &Path, files: &[String], wrong: &mut Vec<String>) -> Result<()> {
    for file in files.iter().filter(|f| f.ends_with(".rs") && !f.starts_with("xtask/")) {
        let text = fs::read_to_string(root.join(file))?;
        for (number, line) in text.lines().enumerate() {
            let expects = line.trim_start().starts_with("#[expect(") || line.trim_start().starts_with("#![expect(");
            let near = text.lines().skip(number).take(6).any(|l| l.contains("reason"));
            if expects && !near {
                wrong.push(format!("{file}:{}: an expectation gives its reason", number + 1));
            }
        }
    }
    Ok(())
}

fn rust_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)
        .with_context(|| format!("cannot read {}", folder.display()))?
        .flatten()
    {
        let path = entry.path();
        if path.is_dir() {
            files.extend(rust_files(&path)?);
        } else if path.extension().is_some_and(|e| e == "rs") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_repository_is_tidy() {
        super::tidy(&[]).unwrap();
    }

    #[test]
    fn paths_are_told_from_commands() {
        assert!(super::looks_like_path("crates/review/src/rule.rs"));
        assert!(!super::looks_like_path("cargo run --release"));
        assert!(!super::looks_like_path("crates/<name>/src"));
    }
}
