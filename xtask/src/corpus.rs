//! Checks the labelled answers: quotes stand in their texts, codes exist, no writer or event is in two splits.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use anyhow::{Result, bail};
use glidepath_app::evaluate::Labelled;
use glidepath_domain::{Beat, FigureKind, FigureRole, Level, Role, Verdict};
use glidepath_review::HEIGHTS;
use serde_json::Value;

use crate::tidy::root;

/// Reads every split and fails with all that is wrong.
pub(crate) fn check(_args: &[&str]) -> Result<()> {
    let mut wrong = Vec::new();
    let mut count = 0;
    let mut homes: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut ids = BTreeSet::new();
    for (split, path) in files()? {
        for (number, line) in fs::read_to_string(&path)?.lines().enumerate() {
            let place = format!("{}:{}", path.display(), number + 1);
            let answer: Value = serde_json::from_str(line).unwrap_or_default();
            count += 1;
            let id = answer["id"].as_str().unwrap_or_default().to_owned();
            let labelling = if split == "second" {
                path.display().to_string()
            } else {
                String::new()
            };
            if !ids.insert((labelling, id.clone())) {
                wrong.push(format!("{place}: {id} stands here a second time"));
            }
            if split == "second" {
                if !ids.contains(&(String::new(), id)) {
                    wrong.push(format!("{place}: labels of no answer"));
                }
            } else {
                for key in ["writer", "event"] {
                    if let Some(name) = answer[key].as_str() {
                        homes.entry(format!("{key} {name}")).or_default().insert(split.clone());
                    }
                }
            }
            wrong.extend(problems(line, &answer).into_iter().map(|p| format!("{place}: {p}")));
        }
    }
    for (name, splits) in homes.iter().filter(|(_, s)| s.len() > 1) {
        wrong.push(format!("{name} is in several splits: {splits:?}"));
    }
    if wrong.is_empty() {
        println!("corpus: {count} lines, nothing to mend");
        return Ok(());
    }
    bail!("{} to mend:\n{}", wrong.len(), wrong.join("\n"))
}

fn files() -> Result<Vec<(String, PathBuf)>> {
    let mut files = Vec::new();
    // Second labels come last, so that their answers are known.
    for split in ["train", "dev", "test", "clean", "second"] {
        let folder = root().join("corpus").join(split);
        for entry in fs::read_dir(folder)?
            .flatten()
            .filter(|e| e.path().extension().is_some_and(|x| x == "jsonl"))
        {
            files.push((split.to_owned(), entry.path()));
        }
    }
    files.sort_by_key(|(split, path)| (split == "second", path.clone()));
    Ok(files)
}

/// What is wrong with a line, beyond what keeps it from being measured.
fn problems(line: &str, answer: &Value) -> Vec<String> {
    let labelled = match Labelled::read(line) {
        Ok(labelled) => labelled,
        Err(why) => return vec![why],
    };
    let mut problems = Vec::new();
    let mut want = |holds: bool, what: &str| {
        if !holds {
            problems.push(what.to_owned());
        }
    };
    let is = |key: &str, known: &dyn Fn(&str) -> bool| answer[key].as_str().is_some_and(known);
    want(
        is("level", &|l| l.parse::<Level>().is_ok()),
        "level is none of the scale",
    );
    want(is("role", &|r| r.parse::<Role>().is_ok()), "role is none of the scale");
    want(answer["question"].as_str().is_some(), "no question");
    let marked = |p: &String| {
        answer["verdicts"][p]
            .as_str()
            .is_some_and(|v| v.parse::<Verdict>().is_ok())
    };
    want(labelled.principles.iter().all(marked), "a principle without a verdict");
    for figure in answer["figures"].as_array().into_iter().flatten() {
        let kind = figure["kind"].as_str().is_some_and(|k| k.parse::<FigureKind>().is_ok());
        let role = figure["role"].as_str().is_some_and(|r| r.parse::<FigureRole>().is_ok());
        want(kind && role, "a figure's kind or role is none of the scale");
    }
    for sentence in &labelled.sentences {
        let [start, end] = sentence.span;
        want(
            labelled.text.get(start..end).is_some_and(|s| !s.is_empty()),
            "a sentence's span is not in the text",
        );
        want(sentence.beat.parse::<Beat>().is_ok(), "a beat that is none");
        want(HEIGHTS.contains(&sentence.feet), "a height that is none");
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
