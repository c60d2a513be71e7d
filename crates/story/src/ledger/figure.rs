//! The figures of a text as facts, each with what it is about.

use glidepath_domain::{FactKind, FigureKind, FigureRole, NotFigureKind, Span};
use glidepath_text::{Transcript, number_word};

use super::amount::{Amount, Class, Motion};
use super::day::Day;
use super::length::{length, seconds};
use super::topic::{Topic, Window};
use super::wording::{bound, is_hedged, motion};
use super::{Found, Item, Matter, fences};

/// The figures of a transcript as facts. A before is told with its after.
pub(super) fn find(transcript: &Transcript<'_>, days: &[(Span, Day)]) -> Vec<Item> {
    let mut items = Vec::new();
    for (index, figure) in transcript.figures.iter().enumerate() {
        let Some(value) = figure.value else { continue };
        let pair = figure.pair.and_then(|pair| transcript.figures.get(pair));
        // A before whose after is told stands with it, as its baseline.
        let before = pair.filter(|p| p.role == FigureRole::Baseline && figure.role != FigureRole::Baseline);
        let paired_away = figure.role == FigureRole::Baseline
            && pair.is_some_and(|p| p.role != FigureRole::Baseline && p.pair == Some(index));
        let unit = figure.unit.as_deref().unwrap_or("");
        let sentence = transcript.sentence_at(figure.span.start);
        let own: Vec<Span> = std::iter::once(figure.span).chain(pair.map(|p| p.span)).collect();
        let team = is_team(transcript, figure.span, unit);
        let Some((class, value)) = classed(figure.kind, unit, value, team) else {
            continue;
        };
        let mut item = made(transcript, sentence, figure.span, &own, days);
        if let Class::Of(thing) = &class {
            item.topic.add(thing, 0.5);
        }
        if team {
            item.found.what = "team size".to_owned();
        } else if item.found.what.is_empty() || matches!(&class, Class::Of(_)) && item.topic.words.len() < 2 {
            let thing = unit.split('/').next().unwrap_or("");
            if figure.kind == FigureKind::Count || figure.kind == FigureKind::Rate {
                item.found.what = if item.found.what.is_empty() {
                    thing.to_owned()
                } else {
                    item.found.what
                };
            }
        }
        item.found.unit = figure.unit.clone();
        item.found.number = figure.value;
        item.found.role = Some(figure.role);
        item.found.baseline = before.map(|b| b.span.of(transcript.text).to_owned());
        item.matter = Matter::Amount(Amount {
            class,
            kind: figure.kind,
            value,
            hedged: is_hedged(transcript, figure.span),
            bound: bound(transcript, figure.span),
            bare: is_bare(figure.kind, figure.span.of(transcript.text)),
            fraction: !figure.span.of(transcript.text).contains(|c: char| c.is_ascii_digit()),
            paired: pair.is_some(),
            partner: pair.map(|p| p.span),
            role: figure.role,
            motion: motion(transcript, figure.span, figure.role),
        });
        item.told_with_its_after = paired_away;
        items.push(item);
    }
    items.extend(efforts(transcript, days));
    items
}

/// Whether a figure is told without what it counts: that was read from the words before it.
fn is_bare(kind: FigureKind, words: &str) -> bool {
    let marked = words.starts_with(|c: char| !c.is_alphanumeric());
    let counts = matches!(
        kind,
        FigureKind::Count | FigureKind::Duration | FigureKind::Money | FigureKind::Rate
    );
    let mut parts = words.split(' ').skip(1);
    counts
        && !marked
        && parts.all(|part| {
            matches!(part, "million" | "billion" | "thousand" | "hundred" | "and") || number_word(part).is_some()
        })
}

/// "It took eight weeks": the text counts it as no figure, a ledger does.
fn efforts(transcript: &Transcript<'_>, days: &[(Span, Day)]) -> Vec<Item> {
    let efforts = transcript
        .not_figures
        .iter()
        .filter(|not| not.kind == NotFigureKind::Effort);
    let read = |span: Span| {
        let (value, unit) = length(span.of(transcript.text))?;
        let sentence = transcript.sentence_at(span.start);
        let mut item = made(transcript, sentence, span, &[span], days);
        item.found.unit = Some(unit.to_owned());
        item.found.number = Some(value);
        item.found.role = Some(FigureRole::Scale);
        item.matter = Matter::Amount(Amount {
            class: Class::Time,
            kind: FigureKind::Duration,
            value: value * seconds(unit)?,
            hedged: is_hedged(transcript, span),
            bound: bound(transcript, span),
            bare: false,
            fraction: false,
            paired: false,
            partner: None,
            role: FigureRole::Scale,
            motion: Motion::Open,
        });
        Some(item)
    };
    efforts.filter_map(|not| read(not.span)).collect()
}

/// A metric with everything but its value.
pub(super) fn made(
    transcript: &Transcript<'_>,
    sentence: usize,
    span: Span,
    own: &[Span],
    days: &[(Span, Day)],
) -> Item {
    let fences: Vec<Span> = fences(transcript, sentence)
        .into_iter()
        .filter(|f| !own.contains(f))
        .collect();
    let window = |whole| Window {
        sentence,
        own,
        fences: &fences,
        whole,
    };
    let mut topic = Topic::read(transcript, &window(false));
    let around = transcript.sentences.get(sentence).map_or(span, |s| s.span.join(span));
    let wide = Topic::read(transcript, &window(true));
    topic.days = days
        .iter()
        .filter(|(at, _)| around.contains(*at))
        .map(|(_, day)| *day)
        .collect();
    let mut what = topic.what(WHAT_WORDS);
    if what.is_empty() {
        what = wide.what(WHAT_WORDS);
    }
    let quote = span.of(transcript.text).to_owned();
    Item {
        found: Found {
            kind: FactKind::Metric,
            what,
            value: quote.clone(),
            baseline: None,
            unit: None,
            number: None,
            role: None,
            quote,
            span,
            sentence: around,
        },
        wide: wide.stems(),
        topic,
        matter: Matter::Day(Day::default()),
        told_with_its_after: false,
    }
}

/// Words that name what a fact is about, at most.
pub(super) const WHAT_WORDS: usize = 5;

fn classed(kind: FigureKind, unit: &str, value: f64, team: bool) -> Option<(Class, f64)> {
    Some(match kind {
        FigureKind::Percent => (Class::Percent, value),
        FigureKind::Ratio => (Class::Factor, value),
        FigureKind::Money => (Class::Money(unit.to_owned()), value),
        FigureKind::Duration => (Class::Time, value * seconds(unit)?),
        FigureKind::Count if team => (Class::Team, value),
        FigureKind::Count => (Class::Of(crate::stem::stem(&unit.to_lowercase())), value),
        FigureKind::Rate => {
            let (of, per) = unit.rsplit_once('/')?;
            // Only spans of the calendar convert: a thousand an hour is no promise for the night.
            let (per, times) = match per {
                "month" => ("year", 12.0),
                "quarter" => ("year", 4.0),
                per => (per, 1.0),
            };
            (
                Class::Of(format!("{}/{per}", crate::stem::stem(&of.to_lowercase()))),
                value * times,
            )
        }
    })
}

/// Whether a count of people is the size of the team the teller was in or led.
fn is_team(transcript: &Transcript<'_>, span: Span, unit: &str) -> bool {
    let tokens = &transcript.tokens;
    let at = tokens.partition_point(|t| t.span.start < span.start);
    let before = at.saturating_sub(5)..at;
    let own = |word: &str| matches!(word, "i" | "we" | "my" | "our" | "us");
    let sentence = transcript.sentence_of(at);
    let opens = transcript.sentences.get(sentence).map_or(0, |s| s.tokens.start);
    let closes = tokens.partition_point(|t| t.span.start < span.end);
    let near =
        |range: std::ops::Range<usize>, word: &dyn Fn(&str) -> bool| range.into_iter().any(|i| word(tokens.lower(i)));
    let is_team = |word: &str| matches!(word, "team" | "squad" | "crew");
    let counts_people = matches!(
        unit,
        "people" | "engineers" | "developers" | "members" | "analysts" | "designers" | "nurses" | "colleagues"
    );
    let word = |at: usize| tokens.lower_at(Some(at));
    let back = |by: usize| at.checked_sub(by).map_or("", word);
    let ends = matches!(
        word(closes),
        "" | "." | "," | ";" | "altogether" | "in" | "on" | "then" | "and" | "people"
    );
    // "Nine of us", "we were four altogether", "a crew of 19".
    let us = word(closes) == "of" && word(closes + 1) == "us";
    let were = back(2) == "we" && matches!(back(1), "were" | "are") && ends;
    let ours = near(opens..(closes + 2).min(tokens.len()), &own);
    let crew = ours && back(1) == "of" && (is_team(back(2)) || back(2) == "group") && ends;
    let bare = is_bare(FigureKind::Count, span.of(transcript.text));
    if us || bare && (were || crew) {
        return true;
    }
    counts_people
        && (near(before.start.max(opens)..at, &is_team) || near(closes..(closes + 5).min(tokens.len()), &is_team))
        && ours
}
