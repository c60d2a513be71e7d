//! The flight path in characters: altitude against time, the beats named under it, pins where findings sit.

use glidepath_domain::{Beat, Finding, Review, SentenceReading};

use crate::paint::{Ink, Paint};

/// Columns of the chart beside its scale.
const WIDE: usize = 70;
const FEET: [(u32, &str); 5] = [
    (50_000, "50k ft"),
    (25_000, "25k"),
    (15_000, "15k"),
    (5_000, "5k"),
    (0, "ground"),
];

/// Which sentence each column falls on, by words told.
struct Columns<'r> {
    sentences: &'r [SentenceReading],
    of: Vec<usize>,
}

impl<'r> Columns<'r> {
    fn of(review: &'r Review, text: &str) -> Self {
        let words = |s: &SentenceReading| s.span.of(text).split_whitespace().count().max(1);
        let ends: Vec<usize> = review
            .sentences
            .iter()
            .scan(0, |total, sentence| {
                *total += words(sentence);
                Some(*total)
            })
            .collect();
        let total = ends.last().copied().unwrap_or(0);
        let at = |column: usize| {
            let word = (2 * column + 1) * total / (2 * WIDE);
            ends.partition_point(|end| *end <= word)
                .min(ends.len().saturating_sub(1))
        };
        Self {
            sentences: &review.sentences,
            of: (0..WIDE).map(at).collect(),
        }
    }

    fn row(&self, column: usize) -> usize {
        let feet = self.sentences[self.of[column]].feet;
        FEET.iter()
            .position(|(level, _)| feet >= *level)
            .unwrap_or(FEET.len() - 1)
    }

    fn beat(&self, column: usize) -> Beat {
        self.sentences[self.of[column]].beat
    }
}

/// The chart; empty where there are too few sentences to fly.
pub(crate) fn chart(review: &Review, text: &str, paint: Paint) -> String {
    if review.sentences.len() < 3 {
        return String::new();
    }
    let columns = Columns::of(review, text);
    let mut grid = vec![vec![' '; WIDE]; FEET.len()];
    let mut before = columns.row(0);
    for column in 0..WIDE {
        let row = columns.row(column);
        for (level, line) in grid.iter_mut().enumerate() {
            line[column] = step(before, row, level);
        }
        before = row;
    }
    let mut out = String::new();
    let pins = pins(review, &columns);
    if !pins.is_empty() {
        out.push_str(&format!("{:>7}  {}\n", "", paint.ink(Ink::Watch, pins.trim_end())));
    }
    for ((_, label), row) in FEET.iter().zip(&grid) {
        let line: String = row.iter().collect();
        out.push_str(&format!(
            "{} {}{}\n",
            paint.ink(Ink::Quiet, &format!("{label:>7}")),
            paint.ink(Ink::Quiet, "┤"),
            paint.ink(Ink::Path, line.trim_end())
        ));
    }
    out.push_str(&format!("{:>7} {}\n", "", paint.ink(Ink::Quiet, &beats(&columns))));
    if let Some(seconds) = review.measures.duration_s {
        out.push_str(&format!(
            "{:>7} {}\n",
            "",
            paint.ink(Ink::Quiet, &times(seconds, review.measures.estimated))
        ));
    }
    out
}

/// What stands at `level` where the path goes from row `before` to row `row`; lower rows have higher numbers.
fn step(before: usize, row: usize, level: usize) -> char {
    let down = row > before;
    match level {
        _ if level == row && level == before => '─',
        _ if level == before => {
            if down {
                '╮'
            } else {
                '╯'
            }
        }
        _ if level == row => {
            if down {
                '╰'
            } else {
                '╭'
            }
        }
        _ if (before.min(row)..before.max(row)).contains(&level) => '│',
        _ => ' ',
    }
}

/// Numbers of the findings, each over the words it is about; those that would collide give way to the earlier.
fn pins(review: &Review, columns: &Columns<'_>) -> String {
    let mut row = vec![' '; WIDE];
    for (index, finding) in review.findings.iter().enumerate() {
        let label: Vec<char> = (index + 1).to_string().chars().collect();
        let Some(column) = column_of(finding, columns) else {
            continue;
        };
        let column = column.min(WIDE - label.len());
        let free = row[column.saturating_sub(1)..(column + label.len() + 1).min(WIDE)]
            .iter()
            .all(|c| *c == ' ');
        if free {
            row[column..column + label.len()].copy_from_slice(&label);
        }
    }
    row.into_iter().collect::<String>().trim_end().to_owned()
}

fn column_of(finding: &Finding, columns: &Columns<'_>) -> Option<usize> {
    let span = finding.span?;
    let sentence = columns.sentences.iter().position(|s| span.start < s.span.end)?;
    let first = columns.of.iter().position(|s| *s >= sentence)?;
    let width = columns.of.iter().filter(|s| **s == sentence).count();
    let inside = span.start.saturating_sub(columns.sentences[sentence].span.start) as f64;
    let share = inside / columns.sentences[sentence].span.len().max(1) as f64;
    Some(first + (share * width as f64) as usize)
}

/// The beats as runs under the axis, each named where its name fits.
fn beats(columns: &Columns<'_>) -> String {
    let mut out = String::from("└");
    let mut column = 0;
    while column < WIDE {
        let beat = columns.beat(column);
        let run = (column..WIDE).take_while(|c| columns.beat(*c) == beat).count();
        let room = run.saturating_sub(1);
        let name: String = if room >= beat.slug().len() {
            beat.slug().to_owned()
        } else {
            String::new()
        };
        // The axis runs on under beats too short to name.
        let line = format!("{name}{}", "─".repeat(room - name.len()));
        out.push_str(&line);
        column += run;
        out.push(if column < WIDE { '┴' } else { '┘' });
    }
    out
}

/// Times at the start, the middle and the end.
fn times(seconds: f64, estimated: bool) -> String {
    let about = if estimated { "about " } else { "" };
    let (middle, end) = (clock(seconds / 2.0), format!("{about}{}", clock(seconds)));
    let half = WIDE / 2;
    let rest = (WIDE + 1).saturating_sub(half + middle.len() + end.len());
    format!("{:<half$}{middle}{}{end}", "0:00", " ".repeat(rest))
}

/// Seconds as minutes and seconds.
pub(crate) fn clock(seconds: f64) -> String {
    let whole = seconds.round().max(0.0) as u64;
    format!("{}:{:02}", whole / 60, whole % 60)
}
