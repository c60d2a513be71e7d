//! A text as its sentences' telling words, and how a fact stands among them: what two long tellings are laid against
//! one another by. [`super::Topic`] reads the clause around a fact; this reads the sentence and its neighbours.

use glidepath_domain::Span;
use glidepath_text::{Tag, TokenKind, Transcript};

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
    /// Its sentence, from 0.
    pub(crate) sentence: usize,
    /// Its first token and the one behind its last.
    pub(crate) tokens: (usize, usize),
    /// Hoped for, planned, estimated or allowed, not what came.
    pub(crate) planned: bool,
    /// The length of the whole of something: "all in all", "from start to finish".
    pub(crate) whole: bool,
    /// What of something happened then, as far as a verb tells.
    pub(crate) phase: Option<Phase>,
    /// Of what was left, or of what came on top.
    pub(crate) grown: bool,
    /// Of a part only: a pilot, a first batch.
    pub(crate) part: bool,
    /// For everybody or everything.
    pub(crate) all: bool,
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
            name: capital && at > opens,
        })
    };
    let words = |tokens: std::ops::Range<usize>| {
        let opens = tokens.start;
        tokens.filter_map(|at| mention(at, opens)).collect()
    };
    transcript.sentences.iter().map(|s| words(s.tokens.clone())).collect()
}

/// How far around a fact its manner is read, in tokens.
const NEAR: usize = 8;

/// How the fact at `span` is told.
pub(crate) fn manner(transcript: &Transcript<'_>, span: Span) -> Manner {
    let tokens = &transcript.tokens;
    let from = tokens.partition_point(|t| t.span.start < span.start);
    let to = tokens.partition_point(|t| t.span.start < span.end).max(from + 1);
    let index = transcript.sentence_at(span.start);
    let (opens, closes) = transcript
        .sentences
        .get(index)
        .map_or((from, to), |s| (s.tokens.start, s.tokens.end));
    let parts = |at: &usize| matches!(tokens.lower_at(Some(*at)), "," | ";" | ":" | "but" | "." | "and");
    let start = (opens.max(from.saturating_sub(NEAR))..from)
        .rev()
        .find(parts)
        .map_or(opens.max(from.saturating_sub(NEAR)), |at| at + 1);
    let stop = (to..closes.min(to + NEAR))
        .find(parts)
        .unwrap_or_else(|| closes.min(to + NEAR));
    let clause = || (start..from).chain(to..stop);
    let sentence = || opens..closes;
    let word = |at: usize| tokens.lower_at(Some(at));
    let pair = |at: usize, first: &str, second: &str| word(at) == first && word(at + 1) == second;
    let denied = |at: usize| (at.saturating_sub(3).max(opens)..at).any(|n| matches!(word(n), "not" | "never" | "n't"));
    let planned = clause().any(|at| is_planned(word(at)) && !denied(at));
    let whole = sentence().any(|at| {
        matches!(word(at), "altogether" | "overall" | "entire")
            || pair(at, "all", "in") && word(at + 2) == "all"
            || pair(at, "in", "total")
            || pair(at, "start", "to")
            || pair(at, "beginning", "to")
            || pair(at, "end", "to")
            || matches!(word(at), "whole")
                && matches!(
                    word(at + 1),
                    "thing" | "work" | "project" | "job" | "effort" | "move" | "migration" | "rollout"
                )
            || word(at) == "from" && matches!(word(at + 1), "start" | "kick" | "kickoff" | "beginning" | "first")
            || word(at) == "until"
                && (at..at + 5).any(|n| matches!(word(n), "last" | "end" | "done" | "finished" | "live"))
    });
    let nearest = sentence()
        .filter_map(|at| Some((at.abs_diff(from), phase(transcript, at, closes)?)))
        .min();
    Manner {
        sentence: index,
        tokens: (from, to),
        planned,
        whole,
        phase: nearest.map(|(_, phase)| phase),
        grown: clause().any(|at| {
            matches!(
                word(at),
                "extended" | "expanded" | "left" | "remaining" | "another" | "other" | "extra" | "additional" | "more"
            )
        }),
        part: clause().any(|at| {
            matches!(
                word(at),
                "pilot" | "piloted" | "trial" | "trialled" | "flag" | "half" | "tenth" | "percent" | "beta"
            )
        }),
        all: clause().any(|at| {
            matches!(word(at), "everyone" | "everybody" | "everywhere")
                || matches!(word(at), "all" | "every")
                    && matches!(
                        word(at + 1),
                        "the"
                            | "our"
                            | "of"
                            | "accounts"
                            | "account"
                            | "sites"
                            | "site"
                            | "users"
                            | "user"
                            | "customers"
                            | "customer"
                            | "teams"
                            | "team"
                            | "stores"
                            | "store"
                    )
        }),
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
