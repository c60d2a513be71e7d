//! Conflict answers: whether a conflict was asked for, where the answer says what it was, and whether it lasted.

use glidepath_domain::Span;
use glidepath_text::{Tag, TokenKind};

use crate::{Case, Hit, Signal};

/// How many words after a bare "conflict" may still say what it was about.
const ABOUT_REACH: usize = 8;
/// Two wishes that stand against each other lie no further apart than this many tokens.
const WISH_REACH: usize = 34;

/// True when the question asks for a conflict or a disagreement.
#[must_use]
pub fn asked_for_conflict(case: &Case<'_>) -> bool {
    case.asked(|q| q.about_conflict)
}

/// The words that first say what the conflict was: more than the word itself said back to the interviewer.
#[must_use]
pub fn conflict_said(case: &Case<'_>) -> Option<Span> {
    let clear = case
        .hits(Signal::Disagreement)
        .filter(|h| h.weight >= 0.75 && !is_echo(case, h))
        .map(|h| h.span)
        .next();
    [clear, opposed_wishes(case), marked(case)]
        .into_iter()
        .flatten()
        .min_by_key(|span| span.start)
}

/// Chance from which a sentence names the conflict by its look alone. Fitted on corpus/train.
const LEAST_MARK: f64 = 0.35;

/// The first sentence that looks like those annotators quoted as naming a conflict.
fn marked(case: &Case<'_>) -> Option<Span> {
    let chances = case.marks.of("named-conflict-early");
    let first = chances.iter().position(|chance| *chance >= LEAST_MARK)?;
    Some(case.sentence_span(first))
}

/// "A conflict with my manager, let me think": the word alone, with nothing yet of what it was about.
fn is_echo(case: &Case<'_>, hit: &Hit) -> bool {
    let tokens = &case.transcript.tokens;
    let words = hit.span.of(case.transcript.text).to_lowercase();
    let bare = ["conflict", "disagreement", "argument"]
        .iter()
        .any(|noun| words.contains(noun))
        && !words.contains("about")
        && !words.contains("over");
    if !bare {
        return false;
    }
    let after = tokens.partition_point(|t| t.span.start < hit.span.end);
    let until = (after + ABOUT_REACH).min(tokens.len());
    !words.contains("was")
        && !case.lowers(after..until).any(|w| {
            matches!(
                w,
                "about" | "over" | "whether" | "on" | "was" | ":" | "concerning" | "regarding"
            )
        })
}

/// "She wanted it closed ... I wanted it open": two wishes by two sides, close together.
fn opposed_wishes(case: &Case<'_>) -> Option<Span> {
    let tokens = &case.transcript.tokens;
    let mut last: Option<(usize, bool)> = None;
    for index in 0..tokens.len() {
        if !is_wish(tokens.lower(index)) {
            continue;
        }
        let Some(mine) = wisher(case, index) else { continue };
        if let Some((before, side)) = last {
            if side != mine
                && index - before <= WISH_REACH
                && [before, index].iter().any(|t| is_strong_wish(tokens.lower(*t)))
            {
                return Some(Span::new(tokens[before].span.start, tokens[index].span.end));
            }
        }
        last = Some((index, mine));
    }
    None
}

fn is_strong_wish(word: &str) -> bool {
    matches!(
        word,
        "wanted" | "preferred" | "favoured" | "favored" | "insisted" | "convinced" | "argued" | "opposed"
    )
}

fn is_wish(word: &str) -> bool {
    is_strong_wish(word) || matches!(word, "thought" | "believed" | "felt" | "wants" | "prefers")
}

/// Whose wish the verb at `index` tells: `Some(true)` for the teller's, `Some(false)` for another person's.
fn wisher(case: &Case<'_>, index: usize) -> Option<bool> {
    let tokens = &case.transcript.tokens;
    for at in (index.saturating_sub(3)..index).rev() {
        match tokens.lower(at) {
            "i" | "we" => return Some(true),
            "he" | "she" | "they" => return Some(false),
            _ if tokens[at].kind == TokenKind::Punct => return None,
            _ if matches!(tokens[at].tag, Tag::Name | Tag::Noun | Tag::NounPlural) => return Some(false),
            _ => {}
        }
    }
    None
}

/// How often the answer shows that the conflict lasted: weeks, repeated tries, back and forth.
#[must_use]
pub fn rounds(case: &Case<'_>) -> usize {
    let tokens = &case.transcript.tokens;
    (0..tokens.len())
        .filter(|&at| {
            let next = tokens.lower_at(at.checked_add(1));
            match tokens.lower(at) {
                "weeks" | "months" => !matches!(next, "ago" | "later" | "after"),
                "twice" | "forth" => true,
                "times" => at > 0 && matches!(tokens.lower(at - 1), "three" | "four" | "five" | "several" | "many"),
                "second" | "third" | "two" | "three" | "several" | "many" => matches!(
                    next,
                    "meetings" | "meeting" | "rounds" | "round" | "conversation" | "argument"
                ),
                "kept" | "still" => matches!(
                    next,
                    "arguing"
                        | "refusing"
                        | "insisting"
                        | "saying"
                        | "disagreed"
                        | "said"
                        | "wanted"
                        | "refused"
                        | "pushing"
                ),
                _ => false,
            }
        })
        .count()
}
