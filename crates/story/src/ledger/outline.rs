//! A text as its sentences' telling words, and how a fact stands among them: what two long tellings are laid against
//! one another by. [`super::Topic`] reads the clause around a fact; this reads the sentence and its neighbours.

use std::ops::Range;

use glidepath_domain::Span;
use glidepath_text::{Tag, TokenKind, Transcript};

use super::day::is_month;
use super::sense::sense;
use super::topic::is_order;
use crate::stem::{is_empty, weight};

/// One telling word of a sentence.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Mention {
    pub(crate) stem: String,
    /// Where it stands in the text.
    pub(crate) span: Span,
    /// Which token of the text it is.
    pub(crate) at: usize,
    pub(crate) weight: f32,
    pub(crate) name: bool,
}

/// How a fact is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Manner {
    /// Its sentence or stretch of one, from 0.
    pub(crate) sentence: usize,
    /// Its first token and the one behind its last.
    pub(crate) tokens: (usize, usize),
    /// Hoped for, planned, estimated or allowed, not what came.
    pub(crate) planned: bool,
    /// What of something happened then, as far as a verb tells.
    pub(crate) phase: Option<Phase>,
}

/// Which end of something an event is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Phase {
    Begun,
    Ended,
    Live,
    Noticed,
}

/// The telling words of each sentence.
pub(crate) fn outline(transcript: &Transcript<'_>) -> Vec<Vec<Mention>> {
    let tokens = &transcript.tokens;
    let mention = |at: usize, opens: usize| {
        let (token, lower) = (tokens.get(at)?, tokens.lower_at(Some(at)));
        let telling = token.tag.is_verb()
            || token.tag.is_noun()
            || matches!(token.tag, Tag::Name | Tag::Adjective | Tag::Adverb | Tag::Other);
        if token.kind != TokenKind::Word
            || lower.chars().count() < 2
            || is_empty(lower)
            || !telling
            || matches!(lower, "percent" | "million" | "thousand")
        {
            return None;
        }
        let capital = token.span.of(transcript.text).starts_with(char::is_uppercase);
        Some(Mention {
            stem: sense(lower),
            span: token.span,
            at,
            weight: if token.tag == Tag::Adverb {
                0.5
            } else {
                weight(lower).min(if is_order(lower) { 0.3 } else { 1.0 })
            },
            // A month is the name of nothing.
            name: capital && at > opens && !is_month(lower),
        })
    };
    let words = |tokens: Range<usize>| {
        let opens = tokens.start;
        tokens.filter_map(|at| mention(at, opens)).collect()
    };
    stretches(transcript).into_iter().map(words).collect()
}

/// A sentence longer than this is cut, in tokens: a recogniser writes few full stops. Set by hand.
const LONG: usize = 30;
/// No stretch is cut off shorter than this.
const SHORT: usize = 12;

/// The sentences, the long ones cut where another thought may begin.
pub(crate) fn stretches(transcript: &Transcript<'_>) -> Vec<Range<usize>> {
    let mut stretches = Vec::new();
    for sentence in &transcript.sentences {
        let Range { start: opens, end } = sentence.tokens.clone();
        let mut start = opens;
        if end - opens > LONG {
            for at in opens..end {
                let joins = matches!(transcript.tokens.lower(at), "and" | "so" | "but" | "because" | "then");
                if at >= start + SHORT && at + SHORT <= end && joins || at >= start + LONG {
                    stretches.push(start..at);
                    start = at;
                }
            }
        }
        stretches.push(start..end);
    }
    stretches
}

/// How far around a fact its manner is read, in tokens.
const NEAR: usize = 8;

/// How the fact at `span` is told.
pub(crate) fn manner(transcript: &Transcript<'_>, stretches: &[Range<usize>], span: Span) -> Manner {
    let tokens = &transcript.tokens;
    let from = tokens.partition_point(|t| t.span.start < span.start);
    let to = tokens.partition_point(|t| t.span.start < span.end).max(from + 1);
    let index = stretches.partition_point(|stretch| stretch.end <= from);
    let (opens, closes) = stretches.get(index).map_or((from, to), |s| (s.start, s.end));
    let parts = |at: &usize| matches!(tokens.lower_at(Some(*at)), "," | ";" | ":" | "but" | "." | "and");
    let start = (opens.max(from.saturating_sub(NEAR))..from)
        .rev()
        .find(parts)
        .map_or(opens.max(from.saturating_sub(NEAR)), |at| at + 1);
    let stop = (to..closes.min(to + NEAR))
        .find(parts)
        .unwrap_or_else(|| closes.min(to + NEAR));
    let clause = || (start..from).chain(to..stop);
    let word = |at: usize| tokens.lower_at(Some(at));
    let denied = |at: usize| (at.saturating_sub(3).max(opens)..at).any(|n| matches!(word(n), "not" | "never" | "n't"));
    let planned = clause().any(|at| is_planned(word(at)) && !denied(at));
    let nearest = (opens..closes)
        .filter_map(|at| Some((at.abs_diff(from), phase(transcript, at, closes)?)))
        .min();
    Manner {
        sentence: index,
        tokens: (from, to),
        planned,
        phase: nearest.map(|(_, phase)| phase),
    }
}

/// Words of what was to be, not of what was.
fn is_planned(word: &str) -> bool {
    matches!(
        word,
        "target"
            | "goal"
            | "plan"
            | "planned"
            | "aim"
            | "aimed"
            | "hoped"
            | "budget"
            | "budgeted"
            | "limit"
            | "deadline"
            | "expected"
            | "predicted"
            | "forecast"
            | "estimate"
            | "estimated"
            | "quoted"
            | "promised"
            | "would"
            | "wanted"
            | "agreed"
            | "should"
            | "allowed"
            | "braced"
            | "supposed"
            | "permitted"
            | "required"
            | "demanded"
            | "rule"
            | "policy"
            | "if"
    )
}

/// Which end of something the verb at a token tells.
fn phase(transcript: &Transcript<'_>, at: usize, closes: usize) -> Option<Phase> {
    let tokens = &transcript.tokens;
    let word = |at: usize| tokens.lower_at(Some(at));
    let near = |words: &[&str]| (at + 1..closes.min(at + 5)).any(|n| words.contains(&word(n)));
    Some(match word(at) {
        "started" | "start" | "began" | "begin" | "begun" | "kicked" | "joined" | "opened" => Phase::Begun,
        "finished" | "finish" | "completed" | "closed" | "ended" | "concluded" | "done" => Phase::Ended,
        "left" | "out" if word(at) == "left" || word(at.wrapping_sub(1)) == "was" => Phase::Ended,
        "switched" | "turned" | "went" if near(&["on", "live"]) => Phase::Live,
        "cut" if near(&["over"]) => Phase::Live,
        "live" | "launched" | "launch" | "shipped" | "released" | "deployed" | "rolled" | "delivered" | "cutover" => {
            Phase::Live
        }
        "surfaced" | "noticed" | "spotted" | "discovered" | "mentioned" | "detected" | "found" => Phase::Noticed,
        "came" if near(&["light"]) => Phase::Noticed,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use glidepath_domain::Attempt;
    use glidepath_text::Transcript;

    use super::stretches;
    use crate::readiness::ANY_DAY;

    #[test]
    fn only_long_sentences_are_cut_and_nothing_is_lost() {
        let long = "so we had the old line and it was slow and everybody knew and we waited for the part that \
                    never came and then i called the other plant and they took sixty ton of it each day for weeks";
        for (text, count) in [("", 0), ("We lost it. It came back.", 2), (long, 3)] {
            let attempt = Attempt::of(text, ANY_DAY);
            let transcript = Transcript::read(&attempt);
            let cut = stretches(&transcript);
            assert_eq!(cut.len(), count, "{text} {cut:?}");
            assert_eq!(
                cut.iter().map(ExactSizeIterator::len).sum::<usize>(),
                transcript.tokens.len()
            );
        }
    }
}
