//! Figures that a speaker takes back in the same breath: "seven months, no, eight".

use glidepath_domain::Span;
use glidepath_text::Transcript;

use super::numeral::numeral;
use super::{Item, Matter};

/// How far behind a figure the one stands that takes its place, in tokens. Set by hand.
const REACH: usize = 9;

/// Leaves out what was taken back.
pub(super) fn leave_out(transcript: &Transcript<'_>, items: &mut Vec<Item>) {
    let figures: Vec<Span> = items
        .iter()
        .filter(|item| matches!(item.matter, Matter::Amount(_)))
        .map(|item| item.found.span)
        .collect();
    let next = |span: Span| figures.iter().find(|other| other.start >= span.end).copied();
    items.retain(|item| {
        let figure = matches!(item.matter, Matter::Amount(_));
        !(figure && next(item.found.span).is_some_and(|other| is_taken_back(transcript, item.found.span, other)))
    });
}

/// Whether the words between two figures take the first back.
fn is_taken_back(transcript: &Transcript<'_>, one: Span, other: Span) -> bool {
    let tokens = &transcript.tokens;
    let from = tokens.partition_point(|t| t.span.start < one.end);
    let to = tokens.partition_point(|t| t.span.start < other.start);
    let word = |at: usize| tokens.lower_at(Some(at));
    to - from <= REACH
        && (from..to).any(|at| {
            let next = at + 1 + usize::from(word(at + 1) == ",");
            let last =
                next >= to || numeral(tokens, next).is_some() || matches!(word(next), "sorry" | "wait" | "actually");
            match word(at) {
                "no" => last,
                "sorry" => true,
                "rather" => word(at.wrapping_sub(1)) == "or",
                "mean" => word(at.wrapping_sub(1)) == "i" && at + 1 == to,
                _ => false,
            }
        })
}

#[cfg(test)]
mod tests {
    use crate::ledger::telling;

    fn quotes(text: &str) -> Vec<String> {
        telling(text).items.into_iter().map(|item| item.found.quote).collect()
    }

    #[test]
    fn what_is_taken_back_is_left_out() {
        for (text, left) in [
            (
                "It took I think seven months, no, eight months from start to end.",
                "eight months",
            ),
            (
                "we had forty seconds of video no sorry thirty seconds each",
                "thirty seconds",
            ),
            ("It cost 900 euros, or rather 950 euros.", "950 euros"),
        ] {
            assert_eq!(quotes(text), [left], "{text}");
        }
    }

    #[test]
    fn what_is_only_denied_stays() {
        for text in [
            "We lost 40 orders and no customer for 30 days.",
            "It took nine weeks. No, I did not mind. After 12 days we were done.",
        ] {
            assert_eq!(quotes(text).len(), 2, "{text}");
        }
        assert_eq!(quotes(""), [""; 0]);
    }
}
