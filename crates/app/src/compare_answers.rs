//! Comparing two tellings: what the second fixed, broke, kept and lost, and which words changed. Reviews come in,
//! differences go out; nothing is judged here.

use std::collections::BTreeMap;

use glidepath_domain::{Review, Severity, Span};
use similar::{Algorithm, DiffTag, capture_diff_slices};

use crate::review_answer::Reviewed;

/// Words up to which the two texts are compared word by word: six times the longest answer anybody sits through.
pub const MOST_WORDS: usize = 5_000;
/// A stretch both have in common between two changes is read as part of the change when it has fewer words than this.
const ISLAND: usize = 3;

/// One rule or strength, and where each telling has it.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// The slug.
    pub rule: &'static str,
    /// What the listener met.
    pub title: String,
    /// What it costs; none for a strength.
    pub severity: Option<Severity>,
    /// Where the first telling has it; `None` inside is the whole answer.
    pub before: Vec<Option<Span>>,
    /// Where the second has it.
    pub after: Vec<Option<Span>>,
}

/// How a stretch of words fared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// In both.
    Kept,
    /// In the first alone.
    Gone,
    /// In the second alone.
    New,
}

/// A stretch of words with the blanks after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// How it fared.
    pub fate: Fate,
    /// Where it stands in its text: in the first if it is gone, else in the second.
    pub span: Span,
}

/// What the second telling made of the first. Lists are ordered by what they cost, then by slug.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// Held against the first alone.
    pub fixed: Vec<Point>,
    /// Held against the second alone.
    pub broke: Vec<Point>,
    /// Held against both.
    pub still: Vec<Point>,
    /// In favour of both.
    pub kept: Vec<Point>,
    /// In favour of the first alone.
    pub lost: Vec<Point>,
    /// In favour of the second alone.
    pub won: Vec<Point>,
    /// The words, in order; none when either text has more than [`MOST_WORDS`].
    pub words: Option<Vec<Stretch>>,
}

/// Compares two reviewed answers.
#[must_use]
pub fn compare_answers(before: &Reviewed, after: &Reviewed) -> Comparison {
    let mut points: BTreeMap<&'static str, Point> = BTreeMap::new();
    gather(&mut points, &before.review, |point| &mut point.before);
    gather(&mut points, &after.review, |point| &mut point.after);
    let mut all: Vec<Point> = points.into_values().collect();
    all.sort_by_key(|p| std::cmp::Reverse(p.severity));
    let of = |flaw: bool, first: bool, second: bool| {
        all.iter()
            .filter(|p| p.severity.is_some() == flaw && p.before.is_empty() != first && p.after.is_empty() != second)
            .cloned()
            .collect()
    };
    Comparison {
        fixed: of(true, true, false),
        broke: of(true, false, true),
        still: of(true, true, true),
        kept: of(false, true, true),
        lost: of(false, true, false),
        won: of(false, false, true),
        words: changed_words(&before.attempt.text, &after.attempt.text),
    }
}

fn gather(points: &mut BTreeMap<&'static str, Point>, review: &Review, side: fn(&mut Point) -> &mut Vec<Option<Span>>) {
    let flaws = review
        .findings
        .iter()
        .map(|f| (f.rule, &f.title, Some(f.severity), f.span));
    let strengths = review.strengths.iter().map(|s| (s.rule, &s.title, None, s.span));
    for (rule, title, severity, span) in flaws.chain(strengths) {
        let point = points.entry(rule).or_insert_with(|| Point {
            rule,
            title: title.clone(),
            severity,
            before: Vec::new(),
            after: Vec::new(),
        });
        side(point).push(span);
    }
}

/// Each word with the blanks after it; blanks before the first word belong to it.
fn words(text: &str) -> Vec<Span> {
    let mut starts: Vec<usize> = Vec::new();
    let mut blank = true;
    for (at, c) in text.char_indices() {
        if blank && !c.is_whitespace() {
            starts.push(at);
        }
        blank = c.is_whitespace();
    }
    if let Some(first) = starts.first_mut() {
        *first = 0;
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts
        .iter()
        .copied()
        .zip(ends)
        .map(|(start, end)| Span::new(start, end))
        .collect()
}

fn changed_words(before: &str, after: &str) -> Option<Vec<Stretch>> {
    let (old, new) = (words(before), words(after));
    if old.len().max(new.len()) > MOST_WORDS {
        return None;
    }
    let bare =
        |text: &'_ str, spans: &[Span]| -> Vec<String> { spans.iter().map(|s| s.of(text).trim().to_owned()).collect() };
    let ops = capture_diff_slices(Algorithm::Patience, &bare(before, &old), &bare(after, &new));
    let mut out: Vec<Stretch> = Vec::new();
    let mut put = |fate: Fate, spans: &[Span]| {
        if let (Some(first), Some(last)) = (spans.first(), spans.last()) {
            out.push(Stretch {
                fate,
                span: Span::new(first.start, last.end),
            });
        }
    };
    for (index, op) in ops.iter().enumerate() {
        let (tag, from, to) = op.as_tag_tuple();
        let island = tag == DiffTag::Equal && from.len() < ISLAND && index > 0 && index + 1 < ops.len();
        if tag == DiffTag::Equal && !island {
            put(Fate::Kept, &new[to]);
        } else {
            put(Fate::Gone, &old[from]);
            put(Fate::New, &new[to]);
        }
    }
    Some(joined(out))
}

/// Runs of change put in order: all that is gone, then all that is new.
fn joined(stretches: Vec<Stretch>) -> Vec<Stretch> {
    let mut out: Vec<Stretch> = Vec::new();
    let mut run: [Option<Span>; 2] = [None, None];
    let flush = |run: &mut [Option<Span>; 2], out: &mut Vec<Stretch>| {
        for (slot, fate) in run.iter_mut().zip([Fate::Gone, Fate::New]) {
            if let Some(span) = slot.take() {
                out.push(Stretch { fate, span });
            }
        }
    };
    for stretch in stretches {
        match stretch.fate {
            Fate::Kept => {
                flush(&mut run, &mut out);
                out.push(stretch);
            }
            Fate::Gone | Fate::New => {
                let slot = &mut run[usize::from(stretch.fate == Fate::New)];
                let start = slot.map_or(stretch.span.start, |s| s.start);
                *slot = Some(Span::new(start, stretch.span.end));
            }
        }
    }
    flush(&mut run, &mut out);
    out
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests may unwrap: a panic is the report")]
mod tests {
    use glidepath_domain::{Finding, Severity, Span, Strength};

    use super::{Fate, Point, compare_answers};
    use crate::Reviewer;
    use crate::review_answer::{Reviewed, review_answer};
    use crate::wire::ReviewIn;

    fn told(text: &str) -> Reviewed {
        let given = ReviewIn {
            text: text.to_owned(),
            ..ReviewIn::default()
        };
        review_answer(given, &Reviewer::default(), "2026-06-01".parse().unwrap()).unwrap()
    }

    /// A review with findings and strengths of these rules and no others.
    fn with(findings: &[&'static str], strengths: &[&'static str]) -> Reviewed {
        let mut reviewed = told("I fixed it.");
        reviewed.review.findings = findings
            .iter()
            .map(|&rule| Finding {
                rule,
                severity: if rule == "hero" {
                    Severity::Watch
                } else {
                    Severity::Costly
                },
                confidence: 0.9,
                span: None,
                count: 1,
                title: rule.to_owned(),
                why: String::new(),
                instead: String::new(),
            })
            .collect();
        reviewed.review.strengths = strengths
            .iter()
            .map(|&rule| Strength {
                rule,
                confidence: 0.9,
                span: Some(Span::new(0, 1)),
                title: rule.to_owned(),
                why: String::new(),
            })
            .collect();
        reviewed
    }

    #[test]
    fn what_changed_is_told_apart() {
        let first = with(&["hero", "no-metric", "thin"], &["learned", "mechanism"]);
        let second = with(&["thin", "villain", "villain"], &["mechanism", "simplified"]);
        let rules = |points: &[Point]| points.iter().map(|p| p.rule).collect::<Vec<_>>();
        let seen = compare_answers(&first, &second);
        assert_eq!(rules(&seen.fixed), ["no-metric", "hero"], "the costly first");
        assert_eq!(rules(&seen.broke), ["villain"]);
        assert_eq!(seen.broke[0].after.len(), 2);
        assert_eq!(rules(&seen.still), ["thin"]);
        assert_eq!(rules(&seen.kept), ["mechanism"]);
        assert_eq!(rules(&seen.lost), ["learned"]);
        assert_eq!(rules(&seen.won), ["simplified"]);
        let back = compare_answers(&second, &first);
        assert_eq!(
            (back.fixed, back.lost),
            (
                seen.broke.iter().map(flipped).collect(),
                seen.won.iter().map(flipped).collect()
            )
        );
    }

    fn flipped(point: &Point) -> Point {
        Point {
            before: point.after.clone(),
            after: point.before.clone(),
            ..point.clone()
        }
    }

    #[test]
    fn every_word_of_both_texts_is_in_its_place() {
        let pairs = [
            ("", "a b"),
            (
                " we shipped it on  Monday\nand left",
                "I shipped it on Tuesday\n\nand we left",
            ),
            ("a b c d e f g h", "a X c d e f Y h"),
            ("one", "one"),
            ("žába é x", "é žába"),
        ];
        for (before, after) in pairs {
            let stretches = super::changed_words(before, after).unwrap();
            let side = |text: &str, mine: Fate, kept: bool| -> String {
                let words: Vec<&str> = stretches
                    .iter()
                    .filter(|s| s.fate == mine || kept && s.fate == Fate::Kept)
                    .map(|s| s.span.of(text))
                    .collect();
                words.concat()
            };
            assert_eq!(side(after, Fate::New, true), after);
            // What both kept is quoted from the second text, so the first is checked by its words.
            let gone: usize = stretches
                .iter()
                .filter(|s| s.fate == Fate::Gone)
                .map(|s| s.span.of(before).split_whitespace().count())
                .sum();
            let kept: usize = stretches
                .iter()
                .filter(|s| s.fate == Fate::Kept)
                .map(|s| s.span.of(after).split_whitespace().count())
                .sum();
            assert_eq!(gone + kept, before.split_whitespace().count(), "{before:?} {after:?}");
        }
        assert!(super::changed_words(&"x ".repeat(super::MOST_WORDS + 1), "x").is_none());
    }
}
