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
