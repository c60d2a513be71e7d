//! Checks the labelled answers: quotes stand in their texts, codes exist, no writer or event is in two splits.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use anyhow::{Result, bail};
use glidepath_domain::{FigureKind, FigureRole, Level, Principle, Role, Verdict};
use glidepath_review::rules;
use serde_json::Value;

use crate::tidy::root;

/// Reads every split and fails with all that is wrong.
pub(crate) fn check(_args: &[&str]) -> Result<()> {
    let mut wrong = Vec::new();
    let mut count = 0;
    let mut homes: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (split, path) in files()? {
        for (number, line) in fs::read_to_string(&path)?.lines().enumerate() {
            let place = format!("{}:{}", path.display(), number + 1);
            let Ok(answer) = serde_json::from_str::<Value>(line) else {
                wrong.push(format!("{place}: not JSON"));
                continue;
            };
            count += 1;
            for key in ["writer", "event"] {
                if let Some(name) = answer[key].as_str() {
                    homes.entry(format!("{key} {name}")).or_default().insert(split.clone());
                }
            }
            wrong.extend(answer_problems(&answer).into_iter().map(|p| format!("{place}: {p}")));
        }
    }
    for (name, splits) in homes.iter().filter(|(_, s)| s.len() > 1) {
        wrong.push(format!("{name} is in several splits: {splits:?}"));
    }
    if wrong.is_empty() {
        println!("corpus: {count} answers, nothing to mend");
        return Ok(());
    }
    bail!("{} to mend:\n{}", wrong.len(), wrong.join("\n"))
}

fn files() -> Result<Vec<(String, PathBuf)>> {
    let mut files = Vec::new();
    for split in ["train", "dev", "test", "clean"] {
        let folder = root().join("corpus").join(split);
        for entry in fs::read_dir(folder)?
            .flatten()
            .filter(|e| e.path().extension().is_some_and(|x| x == "jsonl"))
        {
            files.push((split.to_owned(), entry.path()));
        }
    }
    files.sort();
    Ok(files)
}

fn answer_problems(answer: &Value) -> Vec<String> {
    let mut problems = Vec::new();
    let text = answer["text"].as_str().unwrap_or("");
    if text.is_empty() {
        problems.push("no text".to_owned());
    }
    let strings = |key: &str| -> Vec<String> {
        answer[key]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|v| v.as_str().map(str::to_owned))
            .collect()
    };
    for slug in strings("principles") {
        if slug.parse::<Principle>().is_err() {
            problems.push(format!("no principle {slug}"));
        }
    }
    for (key, bad) in [
        (
            "level",
            answer["level"].as_str().is_some_and(|l| l.parse::<Level>().is_err()),
        ),
        (
            "role",
            answer["role"].as_str().is_some_and(|r| r.parse::<Role>().is_err()),
        ),
        (
            "overall",
            answer["overall"]
                .as_str()
                .is_some_and(|v| v.parse::<Verdict>().is_err()),
        ),
    ] {
        if bad {
            problems.push(format!("{key} is none of the scale"));
        }
    }
    for (key, strength) in [("flaws", false), ("strengths", true)] {
        for mark in answer[key].as_array().into_iter().flatten() {
            let code = mark["rule"].as_str().unwrap_or("");
            let known = rules::find(code).is_some_and(|r| r.is_strength() == strength);
            if !known {
                problems.push(format!("no such code in {key}: {code}"));
            }
            if mark["quote"].as_str().is_some_and(|q| !text.contains(q)) {
                problems.push(format!("{code}: its quote is not in the text"));
            }
        }
    }
    for figure in answer["figures"].as_array().into_iter().flatten() {
        if !figure["quote"].as_str().is_some_and(|q| text.contains(q)) {
            problems.push("a figure's quote is not in the text".to_owned());
        }
        let kind = figure["kind"].as_str().is_some_and(|k| k.parse::<FigureKind>().is_ok());
        let role = figure["role"].as_str().is_some_and(|r| r.parse::<FigureRole>().is_ok());
        if !kind || !role {
            problems.push("a figure's kind or role is none of the scale".to_owned());
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_corpus_is_sound() {
        super::check(&[]).unwrap();
    }
}
