//! Practices kept: "now I ask first", "these days nothing leaves without a second pair of eyes".

use std::ops::Range;

use glidepath_domain::Span;
use glidepath_text::{Tag, TokenKind};

use crate::{Case, Hit, Signal};

/// Most words looked at on either side of the "now".
const REACH: usize = 14;
/// From this weight on, a lesson or safeguard says what is done, and not only that something was learned.
const CLEAR: f64 = 0.79;

/// Practices told in the last part of the answer, `from` being a share of its words: a "now" or "these days" in one
/// clause with something done in the present, and no figure there (which would make it an outcome).
#[must_use]
pub fn practices(case: &Case<'_>, from: f64) -> Vec<Span> {
    let tokens = &case.transcript.tokens;
    let first = (from * tokens.len() as f64) as usize;
    let mut found: Vec<Span> = Vec::new();
    for at in first..tokens.len() {
        if !is_now(case, at) {
            continue;
        }
        let clause = clause_around(case, at);
        let (Some(open), Some(close)) = (tokens.get(clause.start), tokens.get(clause.end.saturating_sub(1))) else {
            continue;
        };
        let span = Span::new(open.span.start, close.span.end);
        if is_done(case, clause) && !found.iter().any(|f| f.overlaps(span)) {
            found.push(span);
        }
    }
    found
}

/// Clear lessons and safeguards in the last part of the answer, in order.
pub fn late_lessons<'c>(case: &'c Case<'_>, from: f64) -> impl Iterator<Item = &'c Hit> {
    let clear = move |hit: &&Hit| hit.weight > CLEAR && case.share_before(hit.span.start) >= from;
    case.hits(Signal::Lesson)
        .chain(case.hits(Signal::Safeguard))
        .filter(clear)
}

fn is_now(case: &Case<'_>, at: usize) -> bool {
    let tokens = &case.transcript.tokens;
    let before = tokens.lower_at(at.checked_sub(1));
    match tokens.lower(at) {
        "now" | "nowadays" => true,
        "days" => before == "these",
        "then" => before == "since",
        "since" => matches!(tokens.lower_at(Some(at + 1)), "." | ","),
        _ => false,
    }
}

fn clause_around(case: &Case<'_>, at: usize) -> Range<usize> {
    let tokens = &case.transcript.tokens;
    let stop = |t: usize| matches!(tokens.lower(t), "." | ";" | "!" | "?" | ":");
    let start = (at.saturating_sub(REACH)..at)
        .rev()
        .find(|&t| stop(t) || tokens.lower(t) == ",")
        .map_or(at.saturating_sub(REACH), |t| t + 1);
    let last = (at + REACH).min(tokens.len());
    let end = (at..last).find(|&t| stop(t)).unwrap_or(last);
    start..end
}

fn is_done(case: &Case<'_>, clause: Range<usize>) -> bool {
    let tokens = &case.transcript.tokens;
    let figure = clause
        .clone()
        .any(|t| tokens[t].kind == TokenKind::Number || tokens[t].tag == Tag::Cardinal);
    let done = clause.into_iter().any(|t| {
        matches!(tokens[t].tag, Tag::VerbPresent | Tag::VerbPresent3)
            && !matches!(
                tokens.lower(t),
                "'s" | "'m" | "'ve" | "'re" | "think" | "know" | "guess" | "mean" | "have" | "has"
            )
    });
    done && !figure
}
