//! Measures the reviewer on labelled answers (`glidepath_app::evaluate`) and prints the page of error rates.
//!
//! `cargo xtask eval FILE..` prints the table; `--rule CODE` prints every miss and false alarm of one rule with its answer.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use glidepath_app::Reviewer;
use glidepath_app::evaluate::{Corpus, DEFINED, Evaluation, Labelled, Mark, Tally, evaluate};
use glidepath_domain::{Review, Severity};
use glidepath_infer::Encoder;
use glidepath_review::{RULES_VERSION, Sensing, Settings, rules};

use crate::senses;
use crate::tidy::root;

pub(crate) fn eval(args: &[&str]) -> Result<()> {
    let (mut files, mut only, mut json, mut by, mut rest) = (Vec::new(), None, false, By::Encoder, args.iter());
    while let Some(arg) = rest.next() {
        match *arg {
            "--rule" => only = Some(rest.next().context("--rule needs a code")?.to_string()),
            "--json" => json = true,
            "--rules-only" => by = By::Rules,
            "--senses" => by = By::Senses(rest.next().context("--senses needs a file")?),
            file => files.push(file),
        }
    }
    if files.is_empty() {
        bail!("no files given");
    }
    match only {
        Some(code) => one_rule(&read(&files, by)?, &code),
        None if json => println!("{}", table(&files, by)?.to_json()),
        None => print!("{}", table(&files, by)?),
    }
    Ok(())
}

/// Adds up evaluations that were printed as JSON, one a writer left out in a folder a tier, and prints the section of the page of error rates.
pub(crate) fn pool(folders: &[&str]) -> Result<()> {
    print!(
        "\n## Writers left out\n\nThe headline. The writers of `train` and `dev` are cut into three groups, and each group is measured by a reviewer whose \
         tables and encoder were learned without its writers (`training/leave-out`). One thing is not left out: how far a rule trusts an encoder was fitted on what two other \
         encoders made of the other groups, and those had seen this one.\n"
    );
    let mut columns = Vec::new();
    let mut sections = String::new();
    for folder in folders {
        let mut all = Evaluation::default();
        let mut writers = Vec::new();
        for file in in_folder(Path::new(folder), "json")? {
            let value = serde_json::from_str(&fs::read_to_string(&file)?)?;
            let one = Evaluation::read_counts(&value).with_context(|| format!("{file} is no evaluation"))?;
            let name = Path::new(&file).file_stem().map(|n| n.to_string_lossy().into_owned());
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
        let by = if *folder == "rules" {
            "rules alone"
        } else {
            "rules and encoder"
        };
        let _ = write!(
            sections,
            "\n### Writers left out, {by}\n\n| writer | answers | flaws F1 | strengths F1 | verdict QWK |\n| --- | --- | --- | --- | --- |\n{}\n\n```text\n{all}```\n",
            writers.join("\n")
        );
        columns.push((by, all));
    }
    print!("{}{sections}", beside(&columns));
    Ok(())
}

/// One line of the table of evaluations: its name, what it is of an evaluation, and what two annotators reach.
type Row = (&'static str, fn(&Evaluation) -> Option<f64>, Option<f64>);

/// Evaluations side by side and, where answers were labelled twice, how far two annotators agree.
fn beside(columns: &[(&str, Evaluation)]) -> String {
    let twice = columns.iter().find_map(|(_, e)| e.agreement.as_ref());
    let mut names: Vec<String> = columns.iter().map(|(name, _)| (*name).to_owned()).collect();
    names.extend(twice.map(|t| format!("two annotators, on {} answers", t.answers)));
    let rows: [Row; 6] = [
        ("flaws, F1", |e| e.micro(false).f1(), twice.and_then(|t| t.flaws.f1())),
        (
            "strengths, F1",
            |e| e.micro(true).f1(),
            twice.and_then(|t| t.strengths.f1()),
        ),
        (
            "verdicts, QWK",
            Evaluation::verdict_qwk,
            twice.and_then(|t| t.verdict_qwk),
        ),
        (
            "twins told apart",
            |e| (e.twins.1 > 0).then(|| e.twins.0 / e.twins.1 as f64),
            None,
        ),
        (
            "beats",
            |e| Some(e.sentences.0 as f64 / e.sentences.2.max(1) as f64),
            twice.and_then(|t| t.beats),
        ),
        (
            "heights",
            |e| Some(e.sentences.1 as f64 / e.sentences.2.max(1) as f64),
            twice.and_then(|t| t.feet),
        ),
    ];
    let mut table = format!("\n| | {} |\n|{}\n", names.join(" | "), " --- |".repeat(names.len() + 1));
    for (name, of, ceiling) in rows {
        let values = columns.iter().map(|(_, e)| of(e)).chain(twice.map(|_| ceiling));
        let cells: Vec<String> = values
            .map(|v| v.map_or_else(String::new, |v| format!("{v:.2}")))
            .collect();
        let _ = writeln!(table, "| {name} | {} |", cells.join(" | "));
    }
    table
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

fn table(files: &[&str], by: By<'_>) -> Result<Evaluation> {
    let mut corpus = corpus(files)?;
    if let By::Senses(file) = by {
        let known = senses::read(file)?;
        corpus.answers.retain(|answer| known.contains_key(&answer.id));
    }
    Ok(evaluate(&corpus, &reviewer(by, &corpus.answers)?))
}

/// What speaks in a measurement.
#[derive(Debug, Clone, Copy)]
pub(crate) enum By<'f> {
    /// Rules alone.
    Rules,
    /// Rules and the built-in encoder.
    Encoder,
    /// Rules and what encoders recorded in this file that had not learned from the answers.
    Senses(&'f str),
}

/// The reviewer for these answers, on all cores.
fn reviewer(by: By<'_>, answers: &[Labelled]) -> Result<Reviewer> {
    let sensing: Arc<dyn Sensing> = match by {
        By::Rules => return Ok(Reviewer::default()),
        By::Senses(file) => Arc::new(senses::recall(file, answers)?),
        By::Encoder => {
            let threads = std::thread::available_parallelism().map_or(1, usize::from);
            Arc::new(Encoder::embedded(threads).context("the encoder cannot be used")?)
        }
    };
    Ok(Reviewer::with_encoder(Settings::default(), sensing))
}

/// Reads and reviews every answer of these files.
pub(crate) fn read(files: &[&str], by: By<'_>) -> Result<Vec<(Labelled, Review)>> {
    let mut answers = labelled(files)?;
    if let By::Senses(file) = by {
        let known = senses::read(file)?;
        answers.retain(|answer| known.contains_key(&answer.id));
    }
    let reviewer = reviewer(by, &answers)?;
    let reviewed = |labelled: Labelled| {
        let (review, _) = reviewer.review(&labelled.attempt());
        (labelled, review)
    };
    Ok(answers.into_iter().map(reviewed).collect())
}

/// Which encoder, rules and tables figures are of.
fn stamp() -> Result<String> {
    let encoder = Encoder::embedded(1).context("the encoder cannot be used")?;
    let mut tables = crc32fast::Hasher::new();
    for folder in ["crates/text/data", "crates/review/data", "crates/review/lexicon"] {
        let mut files: Vec<PathBuf> = fs::read_dir(root().join(folder))?.flatten().map(|e| e.path()).collect();
        files.sort();
        for file in files {
            tables.update(&fs::read(file)?);
        }
    }
    let tables = tables.finalize();
    Ok(format!(
        "{}, rules {RULES_VERSION}, tables {tables:08x}",
        encoder.model()
    ))
}

/// The page of error rates: what each tier reaches on each split of the corpus. With the page as it is at hand, `now`, figures of the encoder are
/// taken from there, if they are of this encoder and these rules: in the last digit they may differ from one kind of processor to another.
pub(crate) fn page(now: Option<&str>) -> Result<String> {
    let mut page = String::from(PAGE_HEAD);
    for part in ["training/leave-out.md", "training/learning-curve.md"] {
        page.push_str(&fs::read_to_string(root().join(part)).with_context(|| format!("{part} is missing"))?);
    }
    let stamp = stamp()?;
    for (split, what) in [
        (
            "test",
            "Written by hands of their own and read by the measuring command only.",
        ),
        (
            "dev",
            "Part of what thresholds, tables and the encoder are fitted on: expect it to be kind.",
        ),
        (
            "train",
            "What thresholds, tables and the encoder are fitted on: expect it to be kind.",
        ),
    ] {
        let second = files("second")?;
        let files: Vec<String> = files(split)?.into_iter().chain(second).collect();
        let files: Vec<&str> = files.iter().map(String::as_str).collect();
        let _ = write!(page, "\n## {split}\n\n{what}\n");
        let by_rules = table(&files, By::Rules)?;
        let rules = format!("\n### {split}, rules alone\n\n```text\n{by_rules}```\n");
        let heading = format!("\n### {split}, rules and encoder\n\n*{stamp}*\n");
        match now {
            None => {
                let by_both = table(&files, By::Encoder)?;
                let both = format!("\n```text\n{by_both}```\n");
                let columns = [("rules and encoder", by_both), ("rules alone", by_rules)];
                let _ = write!(page, "{heading}{}{both}", beside(&columns));
            }
            Some(now) => {
                page.push_str(section(now, &heading).with_context(|| {
                    format!("the figures of {split} are not those of {stamp}; run `cargo xtask docs`")
                })?)
            }
        }
        page.push_str(&rules);
    }
    Ok(page)
}

/// The part of a page from `heading` to the next one.
fn section<'p>(page: &'p str, heading: &str) -> Option<&'p str> {
    let start = page.find(heading)?;
    let after = start + heading.len();
    let end = page[after..].find("\n#").map_or(page.len(), |at| after + at);
    Some(&page[start..end])
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

/// Prints the worst misses of a reviewer whose encoder had not learned from the answers: `worst SENSES FILE..`. First the flaws it was surest
/// of and no annotator gave, then those annotators gave to answers it marked the other way, and it never said.
pub(crate) fn worst(args: &[&str]) -> Result<()> {
    let [senses, files @ ..] = args else {
        bail!("worst SENSES FILE..")
    };
    let answers = read(files, By::Senses(senses))?;
    let mut alarms = Vec::new();
    let mut misses = Vec::new();
    for (labelled, review) in &answers {
        let gold = |code: &str| labelled.flaws.iter().any(|m| m.rule == code);
        for finding in review
            .findings
            .iter()
            .filter(|f| f.severity > Severity::Hint && !gold(f.rule))
        {
            alarms.push((finding.confidence, finding.rule, labelled, review));
        }
        let found = |code: &str| review.findings.iter().any(|f| f.rule == code);
        for mark in labelled
            .flaws
            .iter()
            .filter(|m| DEFINED.contains(&m.rule.as_str()) && !found(&m.rule))
        {
            let off = match (labelled.overall.as_str(), review.overall.verdict) {
                ("below", Some(verdict)) => f64::from(verdict as u8),
                _ => 0.0,
            };
            // Of those whose mark is right all the same, the ones of whose flaws least was found.
            let missed = labelled.flaws.iter().filter(|m| !found(&m.rule)).count() as f64 / labelled.flaws.len() as f64;
            misses.push((
                off * review.overall.confidence + 0.1 * missed,
                mark.rule.as_str(),
                labelled,
                review,
            ));
        }
    }
    for (kind, mut list) in [("FALSE ALARM", alarms), ("MISS", misses)] {
        list.sort_by(|a, b| b.0.total_cmp(&a.0));
        for (weight, code, labelled, review) in list.into_iter().take(WORST) {
            let said: Vec<&str> = review.findings.iter().map(|f| f.rule).collect();
            let gold: Vec<&str> = labelled.flaws.iter().map(|m| m.rule.as_str()).collect();
            println!(
                "== {kind} {code} {weight:.2} in {} [{}, we said {}]\n   labelled {gold:?}\n   said {said:?}\n   {}\n   {}",
                labelled.id,
                labelled.overall,
                review.overall.verdict.map_or("nothing", |v| v.slug()),
                labelled.question.as_deref().unwrap_or(""),
                labelled.text
            );
        }
    }
    Ok(())
}

/// How many of each kind of the worst misses are shown.
const WORST: usize = 10;

/// What each rule did on the answers that nothing was fitted on, for the pages of the rules. With the table at hand, `now`, that one, if it is
/// of this encoder and these rules.
pub(crate) fn rates(now: Option<&str>) -> Result<String> {
    let stamp = format!("measured with\t{}\n", stamp()?);
    if let Some(now) = now {
        return if now.starts_with(&stamp) {
            Ok(now.to_owned())
        } else {
            bail!("the rates of the rules are not of this encoder; run `cargo xtask docs`")
        };
    }
    let files = files("test")?;
    let evaluation = table(&files.iter().map(String::as_str).collect::<Vec<_>>(), By::Encoder)?;
    let mut rates = format!("{stamp}answers\t{}\n", evaluation.answers);
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
    in_folder(&folder, "jsonl")
}

/// The files of a folder with this extension, in order.
fn in_folder(folder: &Path, extension: &str) -> Result<Vec<String>> {
    let inside = fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut files: Vec<String> = inside
        .flatten()
        .filter(|e| e.path().extension().is_some_and(|x| x == extension))
        .map(|e| e.path().display().to_string())
        .collect();
    files.sort();
    Ok(files)
}

const PAGE_HEAD: &str = "# How often the reviewer is right\n\n\
    Generated by `cargo xtask docs` from the corpus (`corpus/README.md`); `glidepath eval corpus/test` measures again. Two tiers: rules and the built-in encoder, as installed, and rules alone (`--rules-only`).\n\n\
    A finding counts as right when an annotator gave the same answer the same label; findings of severity `hint` are left out. P is the share \
    of findings that were right, with its 95 % interval, R the share of labels that were found. A rule with ten labels in a split can be off by a \
    dozen points either way. Where two annotators labelled the same answers, their agreement stands below: no reviewer can be asked for more. The twenty worst misses are explained in \
    [misses.md](misses.md).\n";

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
