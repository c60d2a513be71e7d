//! Measures the reviewer on labelled answers (`glidepath_app::evaluate`) and prints the page of error rates.
//!
//! `cargo xtask eval FILE..` prints the table; `--rule CODE` prints every miss and false alarm of one rule with its answer.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use glidepath_app::evaluate::{Corpus, Evaluation, Labelled, Mark, Tally, evaluate};
use glidepath_domain::{Review, Severity};
use glidepath_review::{Settings, review, rules};

use crate::tidy::root;

pub(crate) fn eval(args: &[&str]) -> Result<()> {
    let (mut files, mut only, mut json, mut rest) = (Vec::new(), None, false, args.iter());
    while let Some(arg) = rest.next() {
        match *arg {
            "--rule" => only = Some(rest.next().context("--rule needs a code")?.to_string()),
            "--json" => json = true,
            file => files.push(file),
        }
    }
    if files.is_empty() {
        bail!("no files given");
    }
    match only {
        Some(code) => one_rule(&read(&files)?, &code),
        None if json => println!("{}", table(&files)?.to_json()),
        None => print!("{}", table(&files)?),
    }
    Ok(())
}

/// Adds up evaluations that were printed as JSON, one a writer left out, and prints the section of the page of error rates.
pub(crate) fn pool(files: &[&str]) -> Result<()> {
    let mut all = Evaluation::default();
    let mut writers = Vec::new();
    for file in files {
        let value = serde_json::from_str(&fs::read_to_string(file)?)?;
        let one = Evaluation::read_counts(&value).with_context(|| format!("{file} is no evaluation"))?;
        let name = Path::new(file).file_stem().map(|n| n.to_string_lossy().into_owned());
        let f1 = |strengths| one.micro(strengths).f1().unwrap_or(0.0);
        writers.push(format!(
            "| {} | {} | {:.2} | {:.2} | {:.2} |",
            name.unwrap_or_default(),
            one.answers,
            f1(false),
            f1(true),
            one.verdict_qwk().unwrap_or(0.0)
        ));
        all = all.and(&one);
    }
    print!(
        "\n## leave one writer out\n\nThe headline. Each writer of `train` and `dev` is measured by tables that were learned afresh without them \
         (`training/leave-one-out`).\n\n| writer | answers | flaws F1 | strengths F1 | verdict QWK |\n| --- | --- | --- | --- | --- |\n{}\n\n```text\n{all}```\n",
        writers.join("\n")
    );
    Ok(())
}

/// Reads every labelled answer of these files; a line that is wrong stops the chore.
pub(crate) fn labelled(files: &[&str]) -> Result<Vec<Labelled>> {
    Ok(corpus(files)?.answers)
}

fn corpus(files: &[&str]) -> Result<Corpus> {
    let mut corpus = Corpus::default();
    for file in files {
        let text = fs::read_to_string(file).with_context(|| format!("cannot read {file}"))?;
        corpus.add(file, &text, file.contains("/second/"));
    }
    if let Some(bad) = corpus.bad.first() {
        bail!("{}:{}: {}", bad.file, bad.line, bad.why);
    }
    Ok(corpus)
}

fn table(files: &[&str]) -> Result<Evaluation> {
    Ok(evaluate(&corpus(files)?, &Settings::default()))
}

/// Reads and reviews every answer of these files.
pub(crate) fn read(files: &[&str]) -> Result<Vec<(Labelled, Review)>> {
    let reviewed = |labelled: Labelled| {
        let review = review(&labelled.attempt(), &Settings::default());
        (labelled, review)
    };
    Ok(labelled(files)?.into_iter().map(reviewed).collect())
}

/// The page of error rates: what the rules reach on each split of the corpus.
pub(crate) fn page() -> Result<String> {
    let mut page = String::from(PAGE_HEAD);
    for part in ["training/leave-one-out.md", "training/learning-curve.md"] {
        page.push_str(&fs::read_to_string(root().join(part)).with_context(|| format!("{part} is missing"))?);
    }
    for (split, what) in [
        (
            "test",
            "Written by hands of their own and read by the measuring command only.",
        ),
        (
            "dev",
            "Part of what thresholds, tables and lexicons are fitted on: expect it to be kind.",
        ),
        (
            "train",
            "What thresholds, tables and lexicons are fitted on: expect it to be kind.",
        ),
    ] {
        let second = files("second")?;
        let files: Vec<String> = files(split)?.into_iter().chain(second).collect();
        let evaluation = table(&files.iter().map(String::as_str).collect::<Vec<_>>())?;
        let _ = write!(page, "\n## {split}\n\n{what}\n\n```text\n{evaluation}```\n");
    }
    Ok(page)
}

/// Prints one row of the learning curve: how many answers were learned from, and what that reached.
pub(crate) fn curve(args: &[&str]) -> Result<()> {
    let [count, file] = args else { bail!("curve COUNT FILE") };
    let value = serde_json::from_str(&fs::read_to_string(file)?)?;
    let one = Evaluation::read_counts(&value).with_context(|| format!("{file} is no evaluation"))?;
    println!(
        "| {count} | {:.2} | {:.2} | {:.2} | {:.2} |",
        one.micro(false).f1().unwrap_or(0.0),
        one.micro(true).f1().unwrap_or(0.0),
        one.verdict_qwk().unwrap_or(0.0),
        one.sentences.0 as f64 / one.sentences.2.max(1) as f64
    );
    Ok(())
}

/// What each rule did on the answers that nothing was fitted on, for the pages of the rules.
pub(crate) fn rates() -> Result<String> {
    let files = files("test")?;
    let evaluation = table(&files.iter().map(String::as_str).collect::<Vec<_>>())?;
    let mut rates = format!("answers\t{}\n", evaluation.answers);
    for (code, tally) in evaluation.rules.iter().filter(|(_, t)| *t != Tally::default()) {
        let _ = writeln!(rates, "{code}\t{}\t{}\t{}", tally.hit, tally.alarm, tally.miss);
    }
    Ok(rates)
}

/// The files of one split, in order.
fn files(split: &str) -> Result<Vec<String>> {
    let folder: PathBuf = root().join("corpus").join(split);
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let mut files: Vec<String> = fs::read_dir(folder)?
        .flatten()
        .filter(|e| e.path().extension().is_some_and(|x| x == "jsonl"))
        .map(|e| e.path().display().to_string())
        .collect();
    files.sort();
    Ok(files)
}

const PAGE_HEAD: &str = "# How often the reviewer is right\n\n\
    Generated by `cargo xtask docs` from the corpus (`corpus/README.md`); `glidepath eval corpus/test` measures again. Tier: rules alone.\n\n\
    A finding counts as right when an annotator gave the same answer the same label; findings of severity `hint` are left out. P is the share \
    of findings that were right, with its 95 % interval, R the share of labels that were found. A rule with ten labels in a split can be off by a \
    dozen points either way. Where two annotators labelled the same answers, their agreement stands below: no reviewer can be asked for more.\n";

fn marks(labelled: &Labelled, strength: bool) -> &[Mark] {
    if strength { &labelled.strengths } else { &labelled.flaws }
}

fn said(review: &Review, code: &str) -> bool {
    let findings = review
        .findings
        .iter()
        .filter(|f| f.severity > Severity::Hint)
        .map(|f| f.rule);
    findings
        .chain(review.strengths.iter().map(|s| s.rule))
        .any(|c| c == code)
}

fn one_rule(answers: &[(Labelled, Review)], code: &str) {
    let strength = rules::find(code).is_some_and(|r| r.is_strength());
    for (labelled, review) in answers {
        let gold = marks(labelled, strength).iter().any(|m| m.rule == code);
        let found = said(review, code);
        if !gold && !found {
            continue;
        }
        let kind = match (gold, found) {
            (true, true) => "HIT",
            (true, false) => "MISS",
            (false, _) => "FALSE ALARM",
        };
        let marks = marks(labelled, strength);
        println!(
            "== {kind} {} [{}] {}",
            labelled.id,
            labelled.overall,
            labelled.question.as_deref().unwrap_or("")
        );
        for mark in marks.iter().filter(|m| m.rule == code) {
            println!("   label: {}", mark.quote.as_deref().unwrap_or("(answer)"));
        }
        let spans = review
            .findings
            .iter()
            .map(|f| (f.rule, f.span))
            .chain(review.strengths.iter().map(|s| (s.rule, s.span)));
        for (_, span) in spans.filter(|(r, _)| *r == code) {
            println!("   found: {}", span.map_or("(answer)", |s| s.of(&labelled.text)));
        }
        if kind != "HIT" {
            println!("   text: {}", labelled.text);
        }
    }
}
