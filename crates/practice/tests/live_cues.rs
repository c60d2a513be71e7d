//! What is read off a partial transcript, held against labelled answers. A nudge that asks for what was just said breaks somebody's
//! thread, one that stays away costs nothing: so it may miss much, and must seldom be wrong. `-- --nocapture` prints the counts
//! that `docs/practice.md` gives.

#![expect(clippy::unwrap_used, reason = "tests may unwrap: a panic is the report")]

use std::fs;
use std::path::Path;

use glidepath_practice::read;
use serde_json::Value;

/// Words said by a moment at 150 a minute.
const AT_30_S: usize = 75;
const AT_40_S: usize = 100;

fn answers(part: &str) -> Vec<Value> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus").join(part);
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.retain(|file| file.extension().is_some_and(|e| e == "jsonl"));
    files.sort();
    let texts = files.iter().map(|file| fs::read_to_string(file).unwrap());
    texts
        .flat_map(|text| {
            text.lines()
                .map(|line| serde_json::from_str(line).unwrap())
                .collect::<Vec<_>>()
        })
        .collect()
}

fn text(answer: &Value) -> &str {
    answer["text"].as_str().unwrap()
}

fn has(answer: &Value, list: &str, rule: &str) -> bool {
    answer[list].as_array().unwrap().iter().any(|one| one["rule"] == rule)
}

/// The text up to a word, as a recogniser would have it by then.
fn until(text: &str, words: usize) -> &str {
    let end = text
        .split_whitespace()
        .nth(words)
        .map_or(text.len(), |word| word.as_ptr() as usize - text.as_ptr() as usize);
    text[..end].trim_end()
}

/// Whether annotators read everything so far as context or role; a sentence hardly begun does not count.
fn is_context(answer: &Value, end: usize) -> bool {
    let begun = answer["sentences"].as_array().unwrap().iter().filter(|s| {
        let (from, to) = (
            s["span"][0].as_u64().unwrap() as usize,
            s["span"][1].as_u64().unwrap() as usize,
        );
        to <= end || from + 20 < end
    });
    begun
        .into_iter()
        .all(|s| matches!(s["beat"].as_str(), Some("context" | "role")))
}

fn share(part: usize, of: usize) -> f64 {
    part as f64 / of.max(1) as f64
}

#[test]
fn still_in_context_is_seldom_said_wrongly() {
    for (corpus, most_wrong, least_right) in [("train", 0.05, 0.40), ("dev", 0.05, 0.50)] {
        let (mut said, mut right, mut context, mut all) = (0, 0, 0, 0);
        for answer in answers(corpus) {
            let start = until(text(&answer), AT_40_S);
            let (ours, theirs) = (read(start).in_context, is_context(&answer, start.len()));
            all += 1;
            said += usize::from(ours);
            context += usize::from(theirs);
            right += usize::from(ours && theirs);
        }
        println!("{corpus}: in context at 40 s: said of {said}, rightly of {right}; {context} of {all} are");
        assert!(share(said - right, all - context) <= most_wrong, "{corpus}");
        assert!(share(right, context) >= least_right, "{corpus}");
    }
}

#[test]
fn a_conflict_told_early_is_mostly_heard() {
    for (corpus, least_heard, most_misheard) in [("train", 0.70, 0.10), ("dev", 0.60, 0.10)] {
        let (mut early, mut heard, mut without, mut misheard) = (0, 0, 0, 0);
        for answer in answers(corpus) {
            let named = read(until(text(&answer), AT_30_S)).conflict_named;
            if has(&answer, "strengths", "named-conflict-early") {
                early += 1;
                heard += usize::from(named);
            } else if has(&answer, "flaws", "late-conflict") || has(&answer, "flaws", "no-friction") {
                without += 1;
                misheard += usize::from(named);
            }
        }
        println!(
            "{corpus}: conflict by 30 s: heard in {heard} of {early} that name it, in {misheard} of {without} that do not"
        );
        assert!(share(heard, early) >= least_heard, "{corpus}");
        assert!(share(misheard, without) <= most_misheard, "{corpus}");
    }
}

#[test]
fn a_run_of_we_is_met_where_annotators_miss_the_teller() {
    let (mut royal, mut met, mut other, mut met_there) = (0, 0, 0, 0);
    for answer in answers("train") {
        let words = text(&answer).split_whitespace().count();
        let run = (10..words)
            .step_by(10)
            .any(|n| read(until(text(&answer), n)).we_run >= 5);
        if has(&answer, "flaws", "royal-we") {
            royal += 1;
            met += usize::from(run);
        } else {
            other += 1;
            met_there += usize::from(run);
        }
    }
    println!("train: a run of we: in {met} of {royal} labelled royal-we, in {met_there} of {other} others");
    assert!(share(met, royal) >= 0.5);
    assert!(share(met_there, other) <= 0.12);
}

#[test]
fn a_figure_is_missed_only_where_none_was_said() {
    let (mut none, mut missed, mut others, mut wrongly) = (0, 0, 0, 0);
    for answer in answers("train").into_iter().chain(answers("dev")) {
        let words = text(&answer).split_whitespace().count();
        let missing = read(until(text(&answer), words * 6 / 10)).figures == 0;
        let said = answer["figures"].as_array().unwrap();
        let by_then = until(text(&answer), words * 6 / 10);
        if said
            .iter()
            .any(|figure| by_then.contains(figure["quote"].as_str().unwrap()))
        {
            others += 1;
            wrongly += usize::from(missing);
        } else {
            none += 1;
            missed += usize::from(missing);
        }
    }
    println!("train and dev: no figure by 60 %: said of {missed} of {none} without one, of {wrongly} of {others} with");
    assert!(share(missed, none) >= 0.8);
    assert!(share(wrongly, others) <= 0.03);
}
