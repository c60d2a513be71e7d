//! Measures first follow-ups on labelled answers: whether they quote the answer, and whether they aim at a flaw that an annotator labelled.
//!
//! `cargo xtask follow [--rules-only] [--show] FOLDER` takes sixty answers that have a labelled flaw, evenly spaced in the order of their ids, and
//! asks each by the next of the four temperaments. Then every ladder is walked to its end as if nobody replied, and its questions are counted. `--show`
//! prints every question: for answers that may be looked into.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Result, bail};
use glidepath_app::Reviewer;
use glidepath_app::evaluate::{Corpus, Labelled};
use glidepath_domain::{Review, Span, Temperament, Turn};
use glidepath_infer::Encoder;
use glidepath_interview::{Ground, Next, next};
use glidepath_review::Settings;

/// Answers taken. Fewer where the folder has fewer with a flaw.
const TAKEN: usize = 60;

/// Fewest words of a quote that are specific by themselves; a shorter one must hold a figure.
const SPECIFIC: usize = 3;

#[derive(Default)]
struct Counts {
    asked: usize,
    specific: usize,
    aimed: usize,
    both: usize,
    /// Questions of whole ladders, and those of them that quote the answer.
    all: (usize, usize),
    /// The quote shares words with those an annotator quoted for that very flaw, and of how many it could.
    same_words: (usize, usize),
}

pub(crate) fn follow(args: &[&str]) -> Result<()> {
    let rules_only = args.contains(&"--rules-only");
    let show = args.contains(&"--show");
    let folders: Vec<&&str> = args.iter().filter(|arg| !arg.starts_with("--")).collect();
    let [folder] = folders.as_slice() else {
        bail!("name a folder, such as corpus/dev")
    };
    let corpus = read(folder)?;
    if !corpus.bad.is_empty() {
        bail!("{} lines cannot be read; run `cargo xtask corpus`", corpus.bad.len());
    }
    let mut flawed: Vec<&Labelled> = corpus
        .answers
        .iter()
        .filter(|answer| !answer.flaws.is_empty())
        .collect();
    flawed.sort_by(|a, b| a.id.cmp(&b.id));
    let taken = flawed.len().min(TAKEN);
    let chosen: Vec<&Labelled> = (0..taken).map(|i| flawed[i * flawed.len() / taken]).collect();
    let reviewer = if rules_only {
        Reviewer::default()
    } else {
        Reviewer::with_encoder(Settings::default(), Arc::new(Encoder::embedded(2)?))
    };
    let mut counts = Counts::default();
    for (index, labelled) in chosen.iter().enumerate() {
        let review = reviewer.review(&labelled.attempt()).0;
        let temperament = Temperament::ALL[index % Temperament::ALL.len()];
        count(&mut counts, labelled, &review, temperament, show);
    }
    let tier = if rules_only { "rules alone" } else { "rules and encoder" };
    println!(
        "{tier}: {taken} of {} answers with a labelled flaw, {} of {folder}",
        flawed.len(),
        corpus.answers.len()
    );
    println!("  a first follow-up is asked        {}", of(counts.asked, taken));
    println!("  it quotes the answer              {}", of(counts.specific, taken));
    println!("  it aims at a labelled flaw        {}", of(counts.aimed, taken));
    println!("  both                              {}", of(counts.both, taken));
    println!(
        "  its quote touches the labelled words, where there are any  {}",
        of(counts.same_words.0, counts.same_words.1)
    );
    println!(
        "  of all questions of whole ladders, those that quote         {}",
        of(counts.all.1, counts.all.0)
    );
    Ok(())
}

fn count(counts: &mut Counts, labelled: &Labelled, review: &Review, temperament: Temperament, show: bool) {
    let step = |turns: &[Turn]| match next(&Ground {
        question: None,
        asked: labelled.question.as_deref().unwrap_or(""),
        answer: &labelled.text,
        review,
        turns,
        replies: &[],
        temperament,
        most: None,
    }) {
        Next::Ask(probe) => Some(probe),
        Next::End(_) => None,
    };
    let Some(probe) = step(&[]) else {
        return;
    };
    counts.asked += 1;
    let exact = !probe.quote.is_empty() && labelled.text.contains(&probe.quote) && probe.text.contains(&probe.quote);
    let telling =
        probe.quote.split_whitespace().count() >= SPECIFIC || probe.quote.contains(|c: char| c.is_ascii_digit());
    let specific = exact && telling;
    let aimed = labelled.flaws.iter().any(|flaw| flaw.rule == probe.aims_at);
    counts.specific += usize::from(specific);
    counts.aimed += usize::from(aimed);
    counts.both += usize::from(specific && aimed);
    let mut quotes = labelled
        .flaws
        .iter()
        .filter(|flaw| flaw.rule == probe.aims_at)
        .filter_map(|flaw| flaw.quote.as_deref())
        .peekable();
    if specific && quotes.peek().is_some() {
        let place = |words: &str| labelled.text.find(words).map(|at| Span::new(at, at + words.len()));
        let ours = place(&probe.quote);
        let touches = quotes
            .filter_map(place)
            .any(|theirs| ours.is_some_and(|ours| ours.overlaps(theirs)));
        counts.same_words.1 += 1;
        counts.same_words.0 += usize::from(touches);
    }
    if show {
        let flaws: Vec<&str> = labelled.flaws.iter().map(|flaw| flaw.rule.as_str()).collect();
        let mark = if specific && aimed { " " } else { "!" };
        println!(
            "{mark} {} {temperament} {} {} | {} | {}",
            labelled.id,
            probe.layer,
            probe.aims_at,
            probe.text,
            flaws.join(" ")
        );
    }
    let mut turns: Vec<Turn> = Vec::new();
    while let Some(probe) = step(&turns) {
        counts.all.0 += 1;
        counts.all.1 += usize::from(!probe.quote.is_empty() && labelled.text.contains(&probe.quote));
        if show && !turns.is_empty() {
            println!("      {} {} {}", probe.layer, probe.aims_at, probe.text);
        }
        turns.push(probe.turn());
    }
}

fn of(part: usize, whole: usize) -> String {
    format!("{part} of {whole} ({:.0} %)", 100.0 * part as f64 / whole.max(1) as f64)
}

fn read(folder: &str) -> Result<Corpus> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    files.sort();
    let mut corpus = Corpus::default();
    for file in files
        .iter()
        .filter(|file| file.extension().is_some_and(|ext| ext == "jsonl"))
    {
        corpus.add(&file.to_string_lossy(), &fs::read_to_string(file)?, false);
    }
    Ok(corpus)
}
