//! Margin notes: one voice each, numbered in the order of the text, tied to their words and their pin.

use std::collections::HashMap;

use glidepath_domain::{Finding, Review, Severity, Span};
use glidepath_review::Rule;
use maud::{Markup, html};

use super::Links;

/// Below this confidence a note says that the reviewer is not sure.
const SURE_FROM: f64 = 0.55;
/// Notes shown at once; an answer has a handful, a pasted book has thousands.
const SHOWN: usize = 60;
/// Findings whose notes are open from the start.
const OPENED: usize = 4;
/// Notes behind "more" at most; the JSON has them all.
const MOST: usize = 400;

/// How a note speaks; told apart by shape as well as colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Voice {
    /// Costs you: a solid line.
    Costly,
    /// Watch: a dashed line.
    Watch,
    /// Worth knowing: a thin line.
    Hint,
    /// Strength: a dotted line.
    Good,
}

impl Voice {
    /// The class of marks, pins and notes.
    pub(crate) const fn class(self) -> &'static str {
        match self {
            Self::Costly => "bad",
            Self::Watch => "warn",
            Self::Hint => "hint",
            Self::Good => "good",
        }
    }

    /// In words.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Costly => "costs you",
            Self::Watch => "watch",
            Self::Hint => "hint",
            Self::Good => "strength",
        }
    }
}

const fn voice(severity: Severity) -> Voice {
    match severity {
        Severity::Costly => Voice::Costly,
        Severity::Watch => Voice::Watch,
        Severity::Hint => Voice::Hint,
    }
}

/// The voice a rule speaks in.
pub(crate) fn voice_of(rule: &Rule) -> Voice {
    voice_at(rule.severity())
}

/// The voice of a severity; none is a strength.
pub(super) fn voice_at(severity: Option<Severity>) -> Voice {
    severity.map_or(Voice::Good, voice)
}

/// One finding or strength as the margin tells it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Note<'r> {
    /// Its place in the order of the text, from 1; none when it is about the whole answer.
    pub(crate) number: Option<usize>,
    /// The words.
    pub(crate) span: Option<Span>,
    /// How it speaks.
    pub(crate) voice: Voice,
    /// The rule's slug.
    pub(crate) rule: &'static str,
    /// What the listener met.
    pub(crate) title: &'r str,
    /// Why it matters.
    pub(crate) why: &'r str,
    /// What to do; empty for a strength.
    pub(crate) instead: &'r str,
    /// How often it was met.
    pub(crate) count: usize,
    /// How sure the reviewer is.
    pub(crate) confidence: f64,
    /// An earlier note that says the same of other words.
    pub(crate) like: Option<usize>,
    /// Among the first that a coach would say: shown opened.
    pub(crate) is_early: bool,
}

/// All notes of a review.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Notes<'r> {
    /// About the whole answer, ranked: flaws, then strengths.
    pub(crate) whole: Vec<Note<'r>>,
    /// About exact words, in the order of the text; note `n` stands at `n - 1`.
    pub(crate) placed: Vec<Note<'r>>,
}

impl<'r> Notes<'r> {
    /// The notes of `review`.
    pub(crate) fn of(review: &'r Review) -> Self {
        let flaws = review.findings.iter().enumerate().map(|(rank, f)| Note {
            number: None,
            span: f.span,
            voice: voice(f.severity),
            rule: f.rule,
            title: &f.title,
            why: &f.why,
            instead: &f.instead,
            count: f.count,
            confidence: f.confidence,
            like: None,
            is_early: rank < OPENED,
        });
        let strengths = review.strengths.iter().map(|s| Note {
            number: None,
            span: s.span,
            voice: Voice::Good,
            rule: s.rule,
            title: &s.title,
            why: &s.why,
            instead: "",
            count: 1,
            confidence: s.confidence,
            like: None,
            is_early: false,
        });
        let (mut placed, whole): (Vec<Note<'r>>, Vec<Note<'r>>) =
            flaws.chain(strengths).partition(|n| n.span.is_some());
        placed.sort_by_key(|n| (n.span.map(|s| (s.start, s.end)), n.voice, n.rule));
        for index in 0..placed.len() {
            placed[index].number = Some(index + 1);
            let (before, rest) = placed.split_at_mut(index);
            rest[0].like = before
                .iter()
                .find(|b| b.rule == rest[0].rule && b.why == rest[0].why && b.like.is_none())
                .and_then(|b| b.number);
        }
        Self { whole, placed }
    }

    /// The number of the note about `span` by `rule`.
    pub(crate) fn number(&self, rule: &str, span: Option<Span>) -> Option<usize> {
        self.placed
            .iter()
            .find(|n| n.rule == rule && n.span == span)
            .and_then(|n| n.number)
    }
}

/// Notes of a filter's choosing may leave none; then the list says so.
const NONE: &str = "No note is of the kind chosen above.";

/// What a coach would say: the first three findings with what to do about them, each leading to its note.
pub(super) fn first(notes: &Notes<'_>, review: &Review) -> Markup {
    html! {
        section.first aria-labelledby="first" data-key="first" {
            @if review.findings.is_empty() {
                h2.label #first { "Nothing to mend" }
                ol { li.sheet.good { h3 { "No rule has anything against this telling" } p { "A panel may: see what was not checked, below, and what they would ask next." } } }
            } @else {
                h2.label #first { "Mend first" }
                ol {
                    @for finding in review.findings.iter().take(3) {
                        @let number = notes.number(finding.rule, finding.span);
                        li class={ "sheet " (voice(finding.severity).class()) } data-note=[number] {
                            h3 {
                                @if let Some(number) = number { span.k aria-hidden="true" { (number) } }
                                @let title = html! { (finding.title) span.hidden { ", " (voice(finding.severity).word()) } };
                                @match target(notes, finding) {
                                    Some(target) => a href=(target) { (title) },
                                    None => (title),
                                }
                            }
                            p { (finding.instead) }
                        }
                    }
                }
            }
        }
    }
}

/// Notes about the whole answer, then notes in the order of the text, then strengths of the whole.
pub(super) fn list(notes: &Notes<'_>, links: Links) -> Markup {
    let flaws = notes.whole.iter().filter(|n| n.voice != Voice::Good);
    let strengths = notes.whole.iter().filter(|n| n.voice == Voice::Good);
    let mut seen: HashMap<&str, usize> = HashMap::new();
    // A note keeps its key while the words before it change: where it stands among those of its own rule.
    let keys: Vec<usize> = notes
        .placed
        .iter()
        .map(|n| {
            let count = seen.entry(n.rule).or_default();
            *count += 1;
            *count
        })
        .collect();
    let keyed = || notes.placed.iter().zip(&keys);
    html! {
        h2.hidden #notes { "Notes" }
        @if notes.placed.is_empty() && notes.whole.is_empty() { p.quiet.none data-key="none" { (NONE) } }
        ol.notes aria-labelledby="notes" data-key="notes" {
            @for whole in flaws { (one(whole, 0, links)) }
            @for (placed, &key) in keyed().take(SHOWN) { (one(placed, key, links)) }
            @for whole in strengths { (one(whole, 0, links)) }
        }
        @if notes.placed.len() > SHOWN {
            details.more data-key="more" {
                summary { (notes.placed.len() - SHOWN) " more notes" }
                ol.notes { @for (placed, &key) in keyed().skip(SHOWN).take(MOST) { (one(placed, key, links)) } }
            }
        }
    }
}

/// Where the finding's note is, unless the reader chose not to see it.
fn target(notes: &Notes<'_>, finding: &Finding) -> Option<String> {
    match finding.span {
        Some(_) => notes.number(finding.rule, finding.span).map(|n| format!("#note-{n}")),
        None => notes
            .whole
            .iter()
            .any(|n| n.rule == finding.rule)
            .then(|| format!("#whole-{}", finding.rule)),
    }
}

/// One note, as an excerpt or in a file shows it.
pub(crate) fn note(note: &Note<'_>, links: Links) -> Markup {
    one(note, note.number.unwrap_or_default(), links)
}

/// One note: its title, and under it why it matters, what to do and a way to live with it.
fn one(note: &Note<'_>, key: usize, links: Links) -> Markup {
    let id = note
        .number
        .map_or_else(|| format!("whole-{}", note.rule), |n| format!("note-{n}"));
    let open = note.is_early || !matches!(links, Links::App | Links::Story);
    html! {
        li class={ "note sheet " (note.voice.class()) } id=(id) data-key=(format!("{}-{key}", note.rule)) data-note=[note.number] tabindex="-1" {
            @match links {
                Links::App | Links::Excerpt | Links::Story => a.rule href=(format!("/rules/{}", note.rule)) { code { (note.rule) } },
                Links::Inside => span.rule { code { (note.rule) } },
            }
            @if let Some(number) = note.number {
                a.k href=(format!("#pin-{number}")) aria-label=(format!("Note {number}: back to the words")) { (number) }
            }
            details.body open[open] {
                summary { h3 { (note.title) span.hidden { ", " (note.voice.word()) } } }
                @if let Some(like) = note.like {
                    p { "As in note " a href=(format!("#note-{like}")) { (like) } "." }
                } @else {
                    p { (note.why) }
                    @if !note.instead.is_empty() { p.do { (note.instead) } }
                }
                @if note.count > 1 || note.confidence < SURE_FROM || note.number.is_none() {
                    p.small {
                        @if note.number.is_none() { span { "about the whole answer" } }
                        @if note.count > 1 { span { "met " (note.count) " times" } }
                        @if note.confidence < SURE_FROM { span { "not sure" } }
                    }
                }
                @if links == Links::App && note.voice != Voice::Good { (allow(note)) }
            }
        }
    }
}

/// A way to live with what the rule says, for those who say why.
fn allow(note: &Note<'_>) -> Markup {
    html! {
        details.allow {
            summary { "Allow it" }
            div.row {
                input type="text" name=(format!("reason.{}", note.rule)) maxlength="300" dir="auto" autocomplete="off"
                    aria-label=(format!("Why “{}” is fine here", note.title)) placeholder="Why it is fine here";
                button type="submit" name="allow" value=(note.rule) { "Allow" }
            }
        }
    }
}
