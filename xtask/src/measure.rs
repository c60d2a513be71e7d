//! Measures the reviewer on labelled answers: what it finds and misses, rule by rule.
//!
//! `cargo xtask measure FILE..` prints the table; `--rule CODE` prints every miss and false alarm of one rule with its
//! answer. Labels and findings are matched by answer and rule, as an annotator gives them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use anyhow::{Context, Result, bail};
use glidepath_domain::{Attempt, Date, Principle, Review, Severity, Verdict};
use glidepath_review::{Settings, review, rules};
use serde::Deserialize;

#[derive(Deserialize)]
struct Labelled {
    id: String,
    question: Option<String>,
    #[serde(default)]
    principles: Vec<String>,
    level: Option<String>,
    text: String,
    overall: String,
    #[serde(default)]
    flaws: Vec<Mark>,
    #[serde(default)]
    strengths: Vec<Mark>,
    #[serde(default)]
    figures: Vec<Number>,
    acts: Option<Acts>,
    twin: Option<String>,
    side: Option<String>,
}

#[derive(Deserialize)]
struct Mark {
    rule: String,
    quote: Option<String>,
}

#[derive(Deserialize)]
struct Number {
    quote: String,
    value: Option<f64>,
    unit: Option<String>,
    role: String,
}

#[derive(Deserialize)]
struct Acts {
    #[serde(default)]
    i: Vec<String>,
    #[serde(default)]
    we: Vec<String>,
}

#[derive(Default, Clone, Copy)]
struct Tally {
    hit: usize,
    alarm: usize,
    miss: usize,
}

impl Tally {
    fn precision(self) -> f64 {
        self.hit as f64 / (self.hit + self.alarm).max(1) as f64
    }
    fn recall(self) -> f64 {
        self.hit as f64 / (self.hit + self.miss).max(1) as f64
    }
    fn f1(self) -> f64 {
        2.0 * self.hit as f64 / (2 * self.hit + self.alarm + self.miss).max(1) as f64
    }
    fn add(&mut self, other: Self) {
        self.hit += other.hit;
        self.alarm += other.alarm;
        self.miss += other.miss;
    }
    fn row(self) -> String {
        format!("P {:.2}  R {:.2}  F1 {:.2}   {:3} hit {:3} alarm {:3} miss", self.precision(), self.recall(), self.f1(), self.hit, self.alarm, self.miss)
    }
}

pub(crate) fn measure(args: &[&str]) -> Result<()> {
    let (mut files, mut only, mut rest) = (Vec::new(), None, args.iter());
    while let Some(arg) = rest.next() {
        match *arg {
            "--rule" => only = Some(rest.next().context("--rule needs a code")?.to_string()),
            file => files.push(file),
        }
    }
    if files.is_empty() {
        bail!("no files given");
    }
    let mut answers: Vec<(Labelled, Review)> = Vec::new();
    for file in files {
        let text = fs::read_to_string(file).with_context(|| format!("cannot read {file}"))?;
        for (number, line) in text.lines().enumerate().filter(|(_, l)| !l.trim().is_empty()) {
            let labelled: Labelled = serde_json::from_str(line).with_context(|| format!("{file}:{}", number + 1))?;
            let reviewed = review(&attempt(&labelled)?, &Settings::default());
            answers.push((labelled, reviewed));
        }
    }
    match only {
        Some(code) => one_rule(&answers, &code),
        None => table(&answers),
    }
    Ok(())
}

fn attempt(labelled: &Labelled) -> Result<Attempt> {
    let as_of: Date = "2026-06-01".parse()?;
    let mut attempt = Attempt::of(labelled.text.clone(), as_of);
    attempt.question.clone_from(&labelled.question);
    attempt.level = labelled.level.as_deref().map(str::parse).transpose()?;
    attempt.principles = labelled.principles.iter().map(|p| p.parse::<Principle>()).collect::<Result<_, _>>()?;
    Ok(attempt)
}

fn labels(labelled: &Labelled, strength: bool) -> BTreeSet<&str> {
    let marks = if strength { &labelled.strengths } else { &labelled.flaws };
    marks.iter().map(|m| m.rule.as_str()).collect()
}

fn said(review: &Review, strength: bool) -> BTreeSet<&str> {
    if strength {
        review.strengths.iter().map(|s| s.rule).collect()
    } else {
        review.findings.iter().filter(|f| f.severity > Severity::Hint).map(|f| f.rule).collect()
    }
}

fn tallies(answers: &[(Labelled, Review)], strength: bool) -> BTreeMap<String, Tally> {
    let mut tallies: BTreeMap<String, Tally> =
        rules::ALL.iter().filter(|r| r.is_strength() == strength).map(|r| (r.code.to_owned(), Tally::default())).collect();
    for (labelled, review) in answers {
        let (gold, found) = (labels(labelled, strength), said(review, strength));
        for code in gold.union(&found) {
            let tally = tallies.entry((*code).to_owned()).or_default();
            match (gold.contains(code), found.contains(code)) {
                (true, true) => tally.hit += 1,
                (false, _) => tally.alarm += 1,
                (true, false) => tally.miss += 1,
            }
        }
    }
    tallies
}

fn table(answers: &[(Labelled, Review)]) {
    for (name, strength) in [("flaws (watch and up)", false), ("strengths", true)] {
        let mut all = Tally::default();
        println!("{name}");
        for (code, tally) in tallies(answers, strength) {
            println!("  {code:26} {}", tally.row());
            all.add(tally);
        }
        println!("  {:26} {}", "micro", all.row());
    }
    verdicts(answers);
    twins(answers);
    figures(answers);
    acts(answers);
    let strong: Vec<_> = answers.iter().filter(|(l, _)| l.overall == "raises").collect();
    let words: usize = strong.iter().map(|(_, r)| r.measures.words).sum();
    let alerts: usize = strong.iter().map(|(_, r)| r.findings.len()).sum();
    println!("alerts of any severity on answers that raise: {:.1} per 1,000 words", 1000.0 * alerts as f64 / words.max(1) as f64);
}

/// The panel's mean mark, 0 to 2.
fn standing(review: &Review) -> f64 {
    review.overall.panel.meets + 2.0 * review.overall.panel.raises
}

fn verdicts(answers: &[(Labelled, Review)]) {
    let mut confusion = [[0.0_f64; 3]; 3];
    let mut withheld = 0;
    for (labelled, review) in answers {
        let Ok(gold) = labelled.overall.parse::<Verdict>() else { continue };
        match review.overall.verdict {
            Some(verdict) => confusion[gold as usize][verdict as usize] += 1.0,
            None => withheld += 1,
        }
    }
    let n: f64 = confusion.iter().flatten().sum();
    let right: f64 = (0..3).map(|i| confusion[i][i]).sum();
    let (mut seen, mut chance) = (0.0, 0.0);
    for gold in 0..3 {
        for given in 0..3 {
            let weight = (gold as f64 - given as f64).powi(2);
            seen += weight * confusion[gold][given];
            let (row, column): (f64, f64) = (confusion[gold].iter().sum(), confusion.iter().map(|r| r[given]).sum());
            chance += weight * row * column / n.max(1.0);
        }
    }
    println!("verdicts: accuracy {:.2}, QWK {:.2}, {withheld} withheld of {}; rows gold below/meets/raises: {confusion:?}", right / n.max(1.0), 1.0 - seen / chance.max(1e-9), answers.len());
}

fn twins(answers: &[(Labelled, Review)]) {
    let by_id: BTreeMap<&str, &(Labelled, Review)> = answers.iter().map(|a| (a.0.id.as_str(), a)).collect();
    let (mut told, mut pairs) = (0.0, 0);
    let mut wrong = Vec::new();
    for (labelled, review) in answers.iter().filter(|(l, _)| l.side.as_deref() == Some("strong")) {
        let Some((_, weak)) = labelled.twin.as_deref().and_then(|t| by_id.get(t)) else { continue };
        pairs += 1;
        let (strong, weak) = (standing(review), standing(weak));
        told += if strong > weak { 1.0 } else if strong < weak { 0.0 } else { 0.5 };
        if strong <= weak {
            wrong.push(format!("{} {strong:.2}:{weak:.2}", labelled.id));
        }
    }
    println!("twins told apart: {:.2} of {pairs}; not: {}", told / f64::from(pairs.max(1)), wrong.join(", "));
}

fn figures(answers: &[(Labelled, Review)]) {
    let (mut spans, mut whole) = (Tally::default(), Tally::default());
    for (labelled, review) in answers {
        let text = &labelled.text;
        let mut used = vec![false; review.figures.len()];
        for gold in &labelled.figures {
            let Some(start) = text.find(&gold.quote) else { continue };
            let end = start + gold.quote.len();
            let found = review.figures.iter().enumerate().position(|(i, f)| !used[i] && f.span.start < end && start < f.span.end);
            let Some(index) = found else {
                spans.miss += 1;
                whole.miss += 1;
                continue;
            };
            used[index] = true;
            spans.hit += 1;
            let figure = &review.figures[index];
            let value = match (figure.value, gold.value) {
                (Some(a), Some(b)) => (a - b).abs() <= 0.01 * b.abs().max(1.0),
                (None, None) => true,
                _ => false,
            };
            let unit = figure.unit.as_deref().unwrap_or("").to_lowercase() == gold.unit.as_deref().unwrap_or("").to_lowercase();
            if value && unit && figure.role.slug() == gold.role {
                whole.hit += 1;
            } else {
                whole.miss += 1;
                whole.alarm += 1;
            }
        }
        let extra = used.iter().filter(|u| !**u).count();
        spans.alarm += extra;
        whole.alarm += extra;
    }
    println!("figures, spans:              {}", spans.row());
    println!("figures, value+unit+role:    {}", whole.row());
}

fn acts(answers: &[(Labelled, Review)]) {
    let (mut right, mut off, mut n) = (0.0, 0.0, 0.0_f64);
    for (labelled, review) in answers {
        let Some(acts) = &labelled.acts else { continue };
        for (gold, found) in [(acts.i.len(), review.acts.i), (acts.we.len(), review.acts.we)] {
            let (gold, found) = (gold as f64, found as f64);
            right += gold.min(found);
            off += gold.max(found);
            n += 1.0;
        }
    }
    println!("acts, overlap of counts (I and we): {:.2} over {} counts", right / off.max(1.0), n);
}

fn one_rule(answers: &[(Labelled, Review)], code: &str) {
    let strength = rules::find(code).is_some_and(|r| r.is_strength());
    for (labelled, review) in answers {
        let gold = labels(labelled, strength).contains(code);
        let found = said(review, strength).contains(code);
        if !gold && !found {
            continue;
        }
        let kind = match (gold, found) {
            (true, true) => "HIT",
            (true, false) => "MISS",
            (false, _) => "FALSE ALARM",
        };
        let marks = if strength { &labelled.strengths } else { &labelled.flaws };
        println!("== {kind} {} [{}] {}", labelled.id, labelled.overall, labelled.question.as_deref().unwrap_or(""));
        for mark in marks.iter().filter(|m| m.rule == code) {
            println!("   label: {}", mark.quote.as_deref().unwrap_or("(answer)"));
        }
        let spans = review.findings.iter().map(|f| (f.rule, f.span)).chain(review.strengths.iter().map(|s| (s.rule, s.span)));
        for (_, span) in spans.filter(|(r, _)| *r == code) {
            println!("   found: {}", span.map_or("(answer)", |s| s.of(&labelled.text)));
        }
        if kind != "HIT" {
            println!("   text: {}", labelled.text);
        }
    }
    if let Some(tally) = tallies(answers, strength).get(code) {
        println!("{code}: {}", tally.row());
    }
}
