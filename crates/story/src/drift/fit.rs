//! How the clues' weights are made: a logistic regression over the loops of `tests/data/contradictions` that are not held
//! out. It runs as a test, which says what the weights should be if they are not that. How well writers left out are read
//! says nothing of how the figures themselves are read: that was mended on all of these loops.
//!
//! Few contradictions are planted, but much is told twice alike. So each value that both tellings have to the letter is
//! taken for one that differs as well: it and its rivals count as a quarter of a planted one.

use std::collections::BTreeSet;
use std::path::Path;

use glidepath_domain::Span;
use serde_json::Value;

use super::alike::is_exact;
use super::clue::{CLUES, Pair, RATIO, RATIO_OF_TIMES, differing};
use super::retold::{Likely, ONE_STORY, likeliest};
use super::scale::{SMALL, Scale};
use super::sides::{Agreement, Sides};
use crate::ledger::{Class, Item, Matter, Telling, telling};

/// Who wrote the loops, by their files; left out in turn.
const WRITERS: [&str; 8] = ["a", "b", "e", "f", "g", "h", "i", "j"];
/// What a weight costs: chosen from 0.3 to 10 with the writers left out.
const COST: f64 = 2.0;
/// What a value told alike counts as a contradiction: chosen from 0 to 0.5 the same way.
const MADE: f64 = 0.25;

const CLUE_COUNT: usize = CLUES.len();
/// A weight for each clue and, last, the bias.
type Weights = [f64; CLUE_COUNT + 1];

/// Two facts of two tellings of one story.
struct Row {
    writer: &'static str,
    /// Which two tellings they are of.
    tellings: usize,
    items: (usize, usize),
    clues: [f32; CLUE_COUNT],
    /// Which of the planted contradictions they are.
    planted: Option<usize>,
    /// Told alike, taken for a contradiction; or its rival.
    made: Option<bool>,
    time: bool,
    amount: bool,
}

impl Row {
    fn is_one(&self) -> bool {
        self.planted.is_some() || self.made == Some(true)
    }

    fn odds(&self, weights: &Weights) -> f64 {
        let clues = self
            .clues
            .iter()
            .zip(weights)
            .map(|(clue, weight)| f64::from(*clue) * weight);
        clues.sum::<f64>() + weights[CLUE_COUNT]
    }
}

/// The rows of every two tellings of one story; and how many contradictions are planted.
fn rows() -> (Vec<Row>, usize) {
    let (mut rows, mut tellings, mut planted) = (Vec::new(), 0, 0);
    for writer in WRITERS {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/data/contradictions")
            .join(format!("drift-{writer}.jsonl"));
        for line in std::fs::read_to_string(path).unwrap().lines() {
            let case: Value = serde_json::from_str(line).unwrap();
            let texts: Vec<&str> = case["answers"]
                .as_array()
                .unwrap()
                .iter()
                .map(|answer| answer["text"].as_str().unwrap())
                .collect();
            let told: Vec<Telling> = texts.iter().map(|text| telling(text)).collect();
            let drifts = case["drifts"].as_array().unwrap();
            for x in 0..told.len() {
                for z in x + 1..told.len() {
                    if case["stories"][x] == case["stories"][z] {
                        let is_planted = |i: usize, j: usize| {
                            let at = |round: usize, words: &str| {
                                let span = if round == x {
                                    told[x].items[i].found.span
                                } else {
                                    told[z].items[j].found.span
                                };
                                let mut all = texts[round].match_indices(words);
                                (round == x || round == z)
                                    && all.any(|(at, _)| Span::new(at, at + words.len()).overlaps(span))
                            };
                            let round = |drift: &Value, at: usize| drift["rounds"][at].as_u64().unwrap() as usize - 1;
                            let words = |drift: &Value, key: &str| drift[key].as_str().unwrap().to_owned();
                            let is = |drift: &Value| {
                                at(round(drift, 0), &words(drift, "first"))
                                    && at(round(drift, 1), &words(drift, "second"))
                            };
                            drifts.iter().position(is).map(|at| planted + at)
                        };
                        of_two(writer, tellings, (&told[x], &told[z]), &is_planted, &mut rows);
                        tellings += 1;
                    }
                }
            }
            planted += drifts.len();
        }
    }
    even_out(&mut rows);
    (rows, planted)
}

/// The rows of two tellings.
fn of_two(
    writer: &'static str,
    tellings: usize,
    (a, b): (&Telling, &Telling),
    planted: &dyn Fn(usize, usize) -> Option<usize>,
    rows: &mut Vec<Row>,
) {
    let sides = Sides::new(a, b);
    let agreeing = sides.agreeing();
    let differing = differing(&sides);
    let row = |items: (usize, usize), agreeing: &[Agreement], differing: &[(usize, usize)], made: Option<bool>| {
        let (one, other) = (&a.items[items.0], &b.items[items.1]);
        let time = |item: &Item| matches!(&item.matter, Matter::Amount(amount) if amount.class == Class::Time);
        Row {
            writer,
            tellings,
            items,
            clues: Pair::read(&sides, items, agreeing, differing).unwrap().clues(),
            planted: made.map_or_else(|| planted(items.0, items.1), |_| None),
            made,
            time: time(one) && time(other),
            amount: matches!(one.matter, Matter::Amount(_)),
        }
    };
    rows.extend(differing.iter().map(|items| row(*items, &agreeing, &differing, None)));
    for one in agreeing
        .iter()
        .filter(|one| is_telling(&a.items[one.items.0], &b.items[one.items.1]))
    {
        let touches = |items: (usize, usize)| (items.0 == one.items.0) != (items.1 == one.items.1);
        // What agrees with something else besides would not be missed.
        if agreeing.iter().any(|other| touches(other.items)) {
            continue;
        }
        let others: Vec<Agreement> = sides
            .agreeing()
            .into_iter()
            .filter(|other| other.items != one.items)
            .collect();
        let mut differing = differing.clone();
        differing.push(one.items);
        rows.push(row(one.items, &others, &differing, Some(true)));
        let rivals = differing.iter().filter(|items| touches(**items));
        rows.extend(rivals.map(|items| row(*items, &others, &differing, Some(false))));
    }
}

/// Whether two facts have one value to the letter, and one that is not told of anything.
fn is_telling(one: &Item, other: &Item) -> bool {
    let telling = match &one.matter {
        Matter::Amount(amount) => {
            let large = amount.value > SMALL || amount.value.fract() != 0.0 || amount.class == Class::Time;
            large && Scale::of(one, other).is_some_and(|scale| scale.is_told())
        }
        Matter::Day(_) => true,
        _ => false,
    };
    telling && is_exact(one, other)
}

/// Values told alike stand no way apart: they are given the way planted ones stand.
fn even_out(rows: &mut [Row]) {
    for (name, time) in [(RATIO, false), (RATIO_OF_TIMES, true)] {
        let at = CLUES.iter().position(|clue| clue.0 == name).unwrap();
        let planted: Vec<f32> = rows
            .iter()
            .filter(|row| row.planted.is_some() && row.clues[at] > 0.0)
            .map(|row| row.clues[at])
            .collect();
        let mean = planted.iter().sum::<f32>() / planted.len() as f32;
        for row in rows
            .iter_mut()
            .filter(|row| row.made == Some(true) && row.amount && row.time == time)
        {
            row.clues[at] = mean;
        }
    }
}

/// The weights of least cost, by accelerated gradient descent.
fn fitted(rows: &[&Row]) -> Weights {
    const STEPS: usize = 6000;
    let count = |row: &Row| if row.made.is_some() { MADE } else { 1.0 };
    let curve: f64 = rows
        .iter()
        .map(|row| count(row) * (1.0 + row.clues.iter().map(|clue| f64::from(*clue).powi(2)).sum::<f64>()))
        .sum();
    let step = 1.0 / (0.25 * curve + COST);
    let (mut weights, mut ahead) = ([0.0; CLUE_COUNT + 1], [0.0; CLUE_COUNT + 1]);
    for turn in 0..STEPS {
        let mut slope = ahead.map(|weight: f64| COST * weight);
        slope[CLUE_COUNT] = 0.0;
        for row in rows {
            let wrong = 1.0 / (1.0 + (-row.odds(&ahead)).exp()) - if row.is_one() { 1.0 } else { 0.0 };
            let wrong = wrong * count(row);
            for (slope, clue) in slope.iter_mut().zip(&row.clues) {
                *slope += wrong * f64::from(*clue);
            }
            slope[CLUE_COUNT] += wrong;
        }
        let last = weights;
        let pace = turn as f64 / (turn as f64 + 3.0);
        for at in 0..=CLUE_COUNT {
            weights[at] = ahead[at] - step * slope[at];
            ahead[at] = weights[at] + pace * (weights[at] - last[at]);
        }
    }
    weights
}

/// Planted contradictions found, and told where none was planted.
fn found(rows: &[&Row], weights: &Weights) -> (usize, usize) {
    let (mut found, mut alarms) = (BTreeSet::new(), 0);
    let told: Vec<&&Row> = rows.iter().filter(|row| row.made.is_none()).collect();
    for two in told.chunk_by(|a, b| a.tellings == b.tellings) {
        let likely: Vec<Likely> = two.iter().map(|row| (row.items, row.odds(weights) as f32)).collect();
        for items in likeliest(&likely, ONE_STORY) {
            match two.iter().find(|row| row.items == items).and_then(|row| row.planted) {
                Some(planted) => {
                    found.insert(planted);
                }
                None => alarms += 1,
            }
        }
    }
    (found.len(), alarms)
}

#[test]
fn writers_left_out_are_read_as_well() {
    let (rows, planted) = rows();
    let (mut hits, mut alarms) = (0, 0);
    for writer in WRITERS {
        let (theirs, others): (Vec<&Row>, Vec<&Row>) = rows.iter().partition(|row| row.writer == writer);
        let (found, wrong) = found(&theirs, &fitted(&others));
        println!("{writer} left out: {found} found, {wrong} false alarms");
        hits += found;
        alarms += wrong;
    }
    println!("each writer left out in turn: {hits} of {planted} found, {alarms} false alarms");
    assert!(
        hits >= 73 && alarms <= 8,
        "{hits} of {planted} found, {alarms} false alarms"
    );
}

#[test]
fn the_weights_are_the_regressions() {
    let (rows, _) = rows();
    let weights = fitted(&rows.iter().collect::<Vec<_>>());
    let mut wrong = Vec::new();
    for ((name, _, weight), fitted) in CLUES.iter().zip(&weights) {
        println!("{fitted:+.2} {name}");
        if (f64::from(*weight) - fitted).abs() > 0.06 {
            wrong.push(format!("{name}: {fitted:.1}"));
        }
    }
    println!("{:+.2} bias", weights[CLUE_COUNT]);
    if (f64::from(super::clue::BIAS) - weights[CLUE_COUNT]).abs() > 0.06 {
        wrong.push(format!("bias: {:.1}", weights[CLUE_COUNT]));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
