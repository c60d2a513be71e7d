//! Words that take back what they say.

use super::Words;
use crate::tag::Tag;

/// Fixed phrases, longest first where one starts like another.
const PHRASES: [&[&str]; 17] = [
    &["to", "a", "certain", "extent"],
    &["to", "a", "certain", "degree"],
    &["to", "some", "extent"],
    &["to", "some", "degree"],
    &["as", "far", "as", "i", "know"],
    &["as", "far", "as", "i", "remember"],
    &["as", "far", "as", "i", "can", "tell"],
    &["if", "i", "remember", "correctly"],
    &["if", "i", "remember", "right"],
    &["more", "or", "less"],
    &["so", "to", "speak"],
    &["or", "something", "like", "that"],
    &["or", "something"],
    &["i", "feel", "like"],
    &["i", "would", "guess"],
    &["i", "want", "to", "say"],
    &["pretty", "much"],
];

/// Tokens of the hedge that starts at `index`.
pub(super) fn at(words: &Words<'_>, index: usize) -> Option<usize> {
    let (before, next) = (words.before(index), words.lower(index + 1));
    match words.lower(index) {
        "maybe" | "perhaps" | "probably" | "somewhat" | "presumably" | "arguably" | "possibly" | "supposedly" => {
            // "his maybe", "as fast as possibly": a noun or no taking back.
            let noun = matches!(before, "a" | "the" | "his" | "her" | "that" | "no");
            (!noun && !matches!(before, "as" | "not" | "could" | "can") || words.lower(index) == "probably")
                .then_some(1)
        }
        "kinda" | "sorta" => Some(1),
        "kind" | "sort" if next == "of" && !words.opens(index + 1) => softens(words, index).then_some(2),
        "i" if matches!(next, "guess" | "suppose") && !words.opens(index + 1) => guess(words, index).then_some(2),
        "i" | "to" | "as" | "if" | "more" | "so" | "or" | "pretty" => {
            let phrase = PHRASES.iter().find(|phrase| words.are(index, phrase))?;
            let end = index + phrase.len();
            let meant = match *phrase {
                // "we would build something or something else", "pretty much the same" stays a hedge.
                ["or", "something"] => {
                    matches!(words.lower(end), "else" | "that" | "to") || words.tag(end) == Tag::Adjective
                }
                ["i", "feel", "like", ..] => {
                    !words.is_word(end) || matches!(words.tag(end), Tag::Determiner | Tag::VerbIng)
                }
                // "I want to say thank you"
                ["i", "want", ..] => matches!(
                    words.lower(end),
                    "thank" | "thanks" | "no" | "yes" | "that" | "something" | "this" | "it" | "sorry"
                ),
                _ => false,
            };
            (!meant).then_some(phrase.len())
        }
        _ => None,
    }
}

/// "kind of stuck", but "a kind of hub", "what kind of" and "kind of you".
fn softens(words: &Words<'_>, index: usize) -> bool {
    let (before, after) = (words.before(index), index + 2);
    let named = NAMING.binary_search(&before).is_ok();
    let kindness = words.lower(index) == "kind"
        && matches!(words.lower(after), "you" | "him" | "her" | "them" | "me" | "us")
        && (words.lower(after + 1) == "to" || words.set_off_after(after + 1));
    let finite = words.tag(after).is_finite_verb() || matches!(words.lower(after), "just" | "really" | "already");
    if kindness || words.set_off_after(after) && !words.set_off_before(index) && before.is_empty() {
        return false;
    }
    // "that kind of worked" against "that kind of work".
    !named || matches!(before, "this" | "that" | "one" | "all") && finite
}

/// "I guess" as a hedge, not as the verb: "can I guess the number".
fn guess(words: &Words<'_>, index: usize) -> bool {
    !matches!(
        words.before(index),
        "can" | "did" | "do" | "could" | "when" | "what" | "how" | "should" | "if" | "would" | "n't"
    ) && !matches!(words.lower(index + 2), "at" | "wrong" | "wrongly" | "correctly" | "the" if words.lower(index + 1) == "guess" && words.set_off_after(index + 4))
}

/// Before "kind of" these make it a noun.
const NAMING: &[&str] = &[
    "a",
    "all",
    "an",
    "another",
    "any",
    "best",
    "certain",
    "different",
    "each",
    "every",
    "first",
    "her",
    "his",
    "my",
    "new",
    "no",
    "one",
    "only",
    "other",
    "our",
    "own",
    "particular",
    "right",
    "same",
    "some",
    "special",
    "that",
    "the",
    "their",
    "these",
    "this",
    "those",
    "two",
    "what",
    "whatever",
    "which",
    "worst",
    "wrong",
    "your",
];

#[cfg(test)]
mod tests {
    #[test]
    fn the_lists_are_sorted() {
        for list in [super::NAMING] {
            assert!(list.is_sorted(), "{list:?}");
        }
    }
}
