//! Two takes of one story: what the later one fixed and brought in, which facts it lost, whose figures drifted, and whether it was
//! said by heart. Reviews come in; nothing is judged anew.

use std::collections::{BTreeMap, BTreeSet};

use glidepath_domain::{Beat, Figure, Review, Severity, Span, TimedWord};
use glidepath_text::Tokens;

use crate::clock::{content_words, sections, shares};

/// Words in a row that are compared.
const GRAM: usize = 5;
/// Share of five words in a row from which a take sounds learned by heart. Source: `docs/practice.md` §10.
pub const BY_HEART: f64 = 0.8;
/// Words both takes need before that is said.
const LEAST_WORDS: usize = 60;
/// Two values closer than this share of the larger are the same value told more loosely.
const SAME_VALUE: f64 = 0.005;
/// Share of the words around two figures that must be alike for them to be about the same thing. Source: `docs/practice.md` §10.
const NEAR_WORDS: f64 = 0.4;

/// One take: its words, what was said of it, when each word was said (empty when typed).
#[derive(Debug, Clone, Copy)]
pub struct Take<'a> {
    /// The words.
    pub text: &'a str,
    /// What was said of them.
    pub review: &'a Review,
    /// Their times.
    pub words: &'a [TimedWord],
}

/// A finding in the one take, the other, or both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The rule's slug.
    pub rule: &'static str,
    /// What the listener met.
    pub title: String,
    /// What it costs.
    pub severity: Severity,
    /// The earlier take's words; empty where it does not have it, or it is about the whole answer.
    pub before: String,
    /// The later take's words; empty likewise.
    pub after: String,
}

/// A figure that was said before and is not any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactLost {
    /// The figure, exactly as said.
    pub quote: String,
    /// The sentence around it.
    pub sentence: String,
    /// Where it stood in the earlier take.
    pub span: Span,
}

/// A figure that was told with another value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactDrift {
    /// As said before.
    pub before: String,
    /// As said now.
    pub after: String,
    /// Where it stood in the earlier take.
    pub before_span: Span,
    /// Where it stands in the later.
    pub after_span: Span,
    /// What both are about: words their sentences share.
    pub about: String,
}

/// What the later take made of the earlier.
#[derive(Debug, Clone, PartialEq)]
pub struct TakeDiff {
    /// Findings that are gone, the costly ones first.
    pub fixed: Vec<Change>,
    /// Findings that are new, likewise.
    pub introduced: Vec<Change>,
    /// Findings that both have, likewise.
    pub kept: Vec<Change>,
    /// Figures said before and not now.
    pub facts_lost: Vec<FactLost>,
    /// Figures of the same thing with another value.
    pub figures_drifted: Vec<FactDrift>,
    /// Later length less earlier, in seconds; `None` where one has none.
    pub seconds: Option<f64>,
    /// Whether those seconds rest on an estimate from the word count.
    pub seconds_estimated: bool,
    /// Later share of the time less earlier, for each beat in the order of [`Beat::ALL`].
    pub sections: [f64; 8],
    /// Share of the later take's runs of five words that the earlier has too, 0 to 1; `None` while either is under 60 words.
    pub same_words: Option<f64>,
    /// Where that is 0.8 or more: how to vary it. Empty otherwise.
    pub vary: Vec<String>,
}

impl TakeDiff {
    /// Whether the later take sounds learned by heart.
    #[must_use]
    pub fn is_by_heart(&self) -> bool {
        self.same_words.is_some_and(|share| share >= BY_HEART)
    }
}

/// Holds a take against an earlier one of the same story.
#[must_use]
pub fn take_diff(earlier: &Take<'_>, later: &Take<'_>) -> TakeDiff {
    let (before, after) = (findings(earlier), findings(later));
    let rules: BTreeSet<&'static str> = before.keys().chain(after.keys()).copied().collect();
    let (mut fixed, mut introduced, mut kept) = (Vec::new(), Vec::new(), Vec::new());
    for rule in rules {
        let (old, new) = (before.get(rule), after.get(rule));
        let Some(shown) = new.or(old) else { continue };
        let change = Change {
            rule,
            before: old.map(|f| f.quote.clone()).unwrap_or_default(),
            after: new.map(|f| f.quote.clone()).unwrap_or_default(),
            title: shown.title.clone(),
            severity: shown.severity,
        };
        match (old, new) {
            (Some(_), None) => fixed.push(change),
            (None, Some(_)) => introduced.push(change),
            _ => kept.push(change),
        }
    }
    for list in [&mut fixed, &mut introduced, &mut kept] {
        list.sort_by_key(|change| std::cmp::Reverse(change.severity));
    }
    let (facts_lost, figures_drifted) = facts(earlier, later);
    let spent = |take: &Take<'_>| shares(&sections(take.review, take.words, take.text, None));
    let (was, is) = (spent(earlier), spent(later));
    let mut moved = [0.0; 8];
    for (slot, (was, is)) in moved.iter_mut().zip(was.iter().zip(is)) {
        *slot = is - was;
    }
    let (old, new) = (&earlier.review.measures, &later.review.measures);
    let same_words = same_words(earlier.text, later.text);
    let vary = if same_words.is_some_and(|share| share >= BY_HEART) {
        ways_to_vary(later)
    } else {
        Vec::new()
    };
    TakeDiff {
        fixed,
        introduced,
        kept,
        facts_lost,
        figures_drifted,
        seconds: new.duration_s.zip(old.duration_s).map(|(new, old)| new - old),
        seconds_estimated: old.estimated || new.estimated,
        sections: moved,
        same_words,
        vary,
    }
}

struct Found {
    title: String,
    severity: Severity,
    quote: String,
}

/// Each rule found, once: with the first words it points at.
fn findings(take: &Take<'_>) -> BTreeMap<&'static str, Found> {
    let mut found: BTreeMap<&'static str, Found> = BTreeMap::new();
    for finding in &take.review.findings {
        let quote = finding
            .span
            .map(|span| span.of(take.text).to_owned())
            .unwrap_or_default();
        let one = found.entry(finding.rule).or_insert_with(|| Found {
            title: finding.title.clone(),
            severity: finding.severity,
            quote: String::new(),
        });
        if one.quote.is_empty() {
            one.quote = quote;
        }
    }
    found
}

/// Figures lost, and figures drifted. Equal ones are matched first, wherever they stand; then what is left over is matched by
/// unit and by the words around it. A figure that was said twice and once now is not lost.
fn facts(earlier: &Take<'_>, later: &Take<'_>) -> (Vec<FactLost>, Vec<FactDrift>) {
    let (old, new) = (&earlier.review.figures, &later.review.figures);
    let gone: Vec<&Figure> = old
        .iter()
        .filter(|was| !new.iter().any(|is| same_value(was, is)))
        .collect();
    let fresh: Vec<&Figure> = new
        .iter()
        .filter(|is| !old.iter().any(|was| same_value(was, is)))
        .collect();
    let mut pairs: Vec<(f64, usize, usize, String)> = Vec::new();
    for (i, was) in gone.iter().enumerate() {
        let around = words_around(earlier, was);
        for (j, is) in fresh.iter().enumerate() {
            if was.unit != is.unit
                || was.kind != is.kind
                || was.role != is.role
                || was.value.is_none()
                || is.value.is_none()
            {
                continue;
            }
            let there = words_around(later, is);
            let shared: Vec<&str> = around.intersection(&there).map(String::as_str).collect();
            let near = shared.len() as f64 / around.len().min(there.len()).max(1) as f64;
            if near >= NEAR_WORDS && shared.len() > 1 {
                pairs.push((near, i, j, shared.join(" ")));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut old_done, mut new_done) = (BTreeSet::new(), BTreeSet::new());
    let mut drifted = Vec::new();
    for (_, i, j, about) in pairs {
        if old_done.contains(&i) || new_done.contains(&j) {
            continue;
        }
        old_done.insert(i);
        new_done.insert(j);
        drifted.push(FactDrift {
            before: gone[i].span.of(earlier.text).to_owned(),
            after: fresh[j].span.of(later.text).to_owned(),
            before_span: gone[i].span,
            after_span: fresh[j].span,
            about,
        });
    }
    drifted.sort_by_key(|drift| drift.after_span);
    let left = gone.iter().enumerate().filter(|(i, _)| !old_done.contains(i));
    let lost = left.map(|(_, figure)| FactLost {
        quote: figure.span.of(earlier.text).to_owned(),
        sentence: sentence(earlier, figure.span).of(earlier.text).trim().to_owned(),
        span: figure.span,
    });
    (lost.collect(), drifted)
}

fn same_value(a: &Figure, b: &Figure) -> bool {
    let units = a.unit == b.unit || a.unit.is_none() || b.unit.is_none();
    let values = match (a.value, b.value) {
        (Some(a), Some(b)) => (a - b).abs() <= SAME_VALUE * a.abs().max(b.abs()),
        (None, None) => true,
        _ => false,
    };
    a.kind == b.kind && units && values
}

fn sentence(take: &Take<'_>, span: Span) -> Span {
    let mut sentences = take.review.sentences.iter().map(|s| s.span);
    sentences.find(|s| s.overlaps(span)).unwrap_or(span)
}

/// The longer words of a figure's sentence, without those of the figure itself.
fn words_around(take: &Take<'_>, figure: &Figure) -> BTreeSet<String> {
    let around = sentence(take, figure.span);
    let mut words = content_words(Span::new(around.start, figure.span.start).of(take.text));
    words.extend(content_words(Span::new(figure.span.end, around.end).of(take.text)));
    words
}

/// Share of the later text's runs of five words that the earlier one has too; `None` while either is short.
fn same_words(earlier: &str, later: &str) -> Option<f64> {
    let words = |text: &str| -> Vec<String> {
        let tokens = Tokens::cut(text);
        let all = (0..tokens.len()).filter(|i| tokens.lower(*i).starts_with(char::is_alphanumeric));
        all.map(|i| tokens.lower(i).to_owned()).collect()
    };
    let (old, new) = (words(earlier), words(later));
    if old.len().min(new.len()) < LEAST_WORDS {
        return None;
    }
    let known: BTreeSet<&[String]> = old.windows(GRAM).collect();
    let runs = new.windows(GRAM);
    let all = runs.len();
    Some(runs.filter(|run| known.contains(run)).count() as f64 / all as f64)
}

/// Ways to tell it otherwise: one constraint, one number, one change of course. Nothing is made up; what the take holds is quoted.
fn ways_to_vary(take: &Take<'_>) -> Vec<String> {
    let quote = |span: Span| span.of(take.text).trim().to_owned();
    let figure = take
        .review
        .figures
        .iter()
        .rev()
        .find(|f| f.pair.is_some())
        .or(take.review.figures.last());
    let number = figure.map_or_else(
        || "One number: put a figure in the first two sentences, one you have not said yet.".to_owned(),
        |figure| {
            format!(
                "One number: open with \u{201c}{}\u{201d} and explain the rest from there.",
                quote(figure.span)
            )
        },
    );
    let hurdle = take.review.sentences.iter().find(|s| s.beat == Beat::Obstacle);
    let course = hurdle.map_or_else(
        || "One change of course: say what you would have done, had your first step failed.".to_owned(),
        |sentence| {
            format!(
                "One change of course: stop after \u{201c}{}\u{201d} and say which other way you nearly took.",
                quote(sentence.span)
            )
        },
    );
    vec![
        "One constraint: tell it in ninety seconds, to somebody from another trade.".to_owned(),
        number,
        course,
    ]
}

#[cfg(test)]
mod tests {
    use glidepath_domain::{Beat, Figure, FigureRole, Review, Severity, Span};
    use proptest::prelude::*;

    use super::{Take, take_diff};
    use crate::sample::{figure, finding, read_as, review};

    fn take<'a>(text: &'a str, review: &'a Review) -> Take<'a> {
        Take {
            text,
            review,
            words: &[],
        }
    }

    #[test]
    fn findings_are_told_apart_with_both_quotes() {
        let (before, after) = ("We obviously won. He was lazy.", "I won. He was very lazy.");
        let (mut old, mut new) = (review(), review());
        old.findings = vec![
            finding("no-metric", Severity::Costly, 0.9, None),
            finding("royal-we", Severity::Watch, 0.9, Some(Span::new(0, 2))),
            finding("villain", Severity::Costly, 0.9, Some(Span::new(18, 29))),
        ];
        new.findings = vec![
            finding("villain", Severity::Costly, 0.9, Some(Span::new(7, 23))),
            finding("villain", Severity::Costly, 0.9, Some(Span::new(0, 1))),
            finding("gloating", Severity::Hint, 0.9, None),
        ];
        let diff = take_diff(&take(before, &old), &take(after, &new));
        let rules = |changes: &[super::Change]| changes.iter().map(|c| c.rule).collect::<Vec<_>>();
        assert_eq!(rules(&diff.fixed), ["no-metric", "royal-we"], "the costly first");
        assert_eq!(diff.fixed[1].before, "We");
        assert_eq!(rules(&diff.introduced), ["gloating"]);
        assert_eq!(rules(&diff.kept), ["villain"]);
        assert_eq!(
            (diff.kept[0].before.as_str(), diff.kept[0].after.as_str()),
            ("He was lazy", "He was very lazy")
        );
    }

    const BEFORE: &str =
        "Refunds waited nine days before March. After the change refunds waited two days. We had 40 agents.";

    fn figured(text: &str, figures: &[(&str, f64, &str)]) -> Review {
        let beats = vec![Beat::Result; text.matches('.').count()];
        Review {
            figures: figures
                .iter()
                .map(|(quote, value, unit)| figure(text, quote, *value, unit))
                .collect(),
            ..read_as(text, &beats)
        }
    }

    fn facts(after: &str, figures: &[(&str, f64, &str)]) -> (Vec<String>, Vec<(String, String)>) {
        let old = figured(
            BEFORE,
            &[
                ("nine days", 9.0, "days"),
                ("two days", 2.0, "days"),
                ("40 agents", 40.0, "agents"),
            ],
        );
        let new = figured(after, figures);
        let diff = take_diff(&take(BEFORE, &old), &take(after, &new));
        (
            diff.facts_lost.into_iter().map(|lost| lost.quote).collect(),
            diff.figures_drifted
                .into_iter()
                .map(|drift| (drift.before, drift.after))
                .collect(),
        )
    }

    #[test]
    fn a_figure_lost_is_told_from_one_that_drifted() {
        let (lost, drifted) = facts(
            "Refunds waited nine days. After my change refunds waited three days.",
            &[("nine days", 9.0, "days"), ("three days", 3.0, "days")],
        );
        assert_eq!(lost, ["40 agents"]);
        assert_eq!(drifted, [("two days".to_owned(), "three days".to_owned())]);
    }

    #[test]
    fn the_same_value_in_other_words_is_neither() {
        let (lost, drifted) = facts(
            "It took 9 days and then 2, for all of the 40 people there.",
            &[
                ("9 days", 9.0, "days"),
                ("2", 2.0, "days"),
                ("40 people", 40.0, "agents"),
            ],
        );
        assert_eq!((lost.len(), drifted.len()), (0, 0));
    }

    #[test]
    fn another_things_figure_is_no_drift() {
        let (lost, drifted) = facts("Hiring lasted three days.", &[("three days", 3.0, "days")]);
        assert_eq!(lost.len(), 3);
        assert_eq!(drifted.len(), 0);
        // Nor is a baseline the drift of a result.
        let old = figured("Refunds waited two days then.", &[("two days", 2.0, "days")]);
        let mut new = figured("Refunds waited three days then.", &[("three days", 3.0, "days")]);
        new.figures[0].role = FigureRole::Baseline;
        let diff = take_diff(
            &take("Refunds waited two days then.", &old),
            &take("Refunds waited three days then.", &new),
        );
        assert_eq!((diff.facts_lost.len(), diff.figures_drifted.len()), (1, 0));
    }

    #[test]
    fn time_and_its_shares_are_compared() {
        let (before, after) = (
            "One two three four five six. Seven eight.",
            "One two. Seven eight nine ten eleven twelve.",
        );
        let mut old = read_as(before, &[Beat::Context, Beat::Action]);
        let mut new = read_as(after, &[Beat::Context, Beat::Action]);
        (old.measures.duration_s, new.measures.duration_s) = (Some(200.0), Some(160.0));
        let diff = take_diff(&take(before, &old), &take(after, &new));
        assert_eq!((diff.seconds, diff.seconds_estimated), (Some(-40.0), true));
        assert!((diff.sections[0] + 0.5).abs() < 1e-9, "{:?}", diff.sections);
        assert!((diff.sections[5] - 0.5).abs() < 1e-9);
        new.measures.duration_s = None;
        assert_eq!(take_diff(&take(before, &old), &take(after, &new)).seconds, None);
    }

    #[test]
    fn what_is_said_word_for_word_sounds_learned() {
        let long: String = (0..80).map(|n| format!("word{n} ")).collect();
        let reviewed = review();
        let same = take_diff(&take(&long, &reviewed), &take(&long, &reviewed));
        assert_eq!(
            (same.same_words, same.is_by_heart(), same.vary.len()),
            (Some(1.0), true, 3)
        );
        assert!(
            same.vary[1].starts_with("One number: put a figure"),
            "nothing is made up"
        );
        let other: String = (0..80).rev().map(|n| format!("word{n} ")).collect();
        let free = take_diff(&take(&long, &reviewed), &take(&other, &reviewed));
        assert_eq!(
            (free.same_words, free.is_by_heart(), free.vary.len()),
            (Some(0.0), false, 0)
        );
        let short = take_diff(&take("a b c", &reviewed), &take("a b c", &reviewed));
        assert_eq!((short.same_words, short.is_by_heart()), (None, false));
    }

    #[test]
    fn free_tellings_of_one_event_are_far_from_learned() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/train");
        let mut events: std::collections::BTreeMap<String, Vec<String>> = std::collections::BTreeMap::new();
        for file in std::fs::read_dir(folder).unwrap() {
            for line in std::fs::read_to_string(file.unwrap().path()).unwrap().lines() {
                let answer: serde_json::Value = serde_json::from_str(line).unwrap();
                let told = events.entry(answer["event"].as_str().unwrap().to_owned()).or_default();
                told.push(answer["text"].as_str().unwrap().to_owned());
            }
        }
        let mut shares: Vec<f64> = Vec::new();
        for told in events.values() {
            for (nth, later) in told.iter().enumerate() {
                shares.extend(
                    told[..nth]
                        .iter()
                        .filter_map(|earlier| super::same_words(earlier, later)),
                );
            }
        }
        shares.sort_by(f64::total_cmp);
        let at = |percent: usize| shares[(shares.len() - 1) * percent / 100];
        println!(
            "{} pairs share: median {:.3}, 99 % under {:.3}, most {:.3}",
            shares.len(),
            at(50),
            at(99),
            at(100)
        );
        assert!(shares.len() > 100 && at(100) < super::BY_HEART);
    }

    #[test]
    fn how_to_vary_quotes_the_take() {
        let text = format!("{} It fell to 14 days. The bank said no.", "word ".repeat(60));
        let mut reviewed = read_as(&text, &[Beat::Result, Beat::Obstacle]);
        reviewed.figures = vec![figure(&text, "14 days", 14.0, "days")];
        let diff = take_diff(&take(&text, &reviewed), &take(&text, &reviewed));
        assert!(diff.vary[1].contains("“14 days”"), "{:?}", diff.vary);
        assert!(diff.vary[2].contains("“The bank said no.”"), "{:?}", diff.vary);
    }

    proptest! {
        #[test]
        fn every_figure_gone_is_lost_or_drifted(old in prop::collection::vec(0..6_u8, 0..6), new in prop::collection::vec(0..6_u8, 0..6)) {
            let tell = |values: &[u8]| values.iter().map(|v| format!("Refunds waited {v} days then. ")).collect::<String>();
            let read = |text: &str, values: &[u8]| -> Review {
                let beats = vec![Beat::Result; values.len()];
                let mut reviewed = read_as(text, &beats);
                let spans: Vec<Span> = text.match_indices("waited ").map(|(at, _)| Span::new(at + 7, at + 13)).collect();
                reviewed.figures = spans.into_iter().zip(values).map(|(span, value)| Figure {
                    span,
                    ..figure("0 days", "0 days", f64::from(*value), "days")
                }).collect();
                reviewed
            };
            let (before, after) = (tell(&old), tell(&new));
            let (was, is) = (read(&before, &old), read(&after, &new));
            let diff = take_diff(&take(&before, &was), &take(&after, &is));
            let gone = old.iter().filter(|value| !new.contains(value)).count();
            prop_assert_eq!(diff.facts_lost.len() + diff.figures_drifted.len(), gone);
            for drift in &diff.figures_drifted {
                prop_assert_eq!(drift.before_span.of(&before), drift.before.as_str());
                prop_assert_eq!(drift.after_span.of(&after), drift.after.as_str());
            }
            let none = take_diff(&take(&before, &was), &take(&before, &was));
            prop_assert!(none.facts_lost.is_empty() && none.figures_drifted.is_empty());
        }
    }
}
