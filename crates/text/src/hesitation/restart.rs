//! Words said again, dropped for others or cut off.

use super::Words;
use super::filler;
use crate::tag::Tag;
use crate::token::TokenKind;

/// Most words that are said again in one go.
const LONGEST: usize = 5;

/// Marks and fillers that may stand between the two tries.
const WIDEST_GAP: usize = 4;

/// Tokens of the restart that starts at `index`, from the first try to the end of the last one.
pub(super) fn at(words: &Words<'_>, index: usize) -> Option<usize> {
    if !words.is_word(index) {
        return None;
    }
    cut_off(words, index)
        .or_else(|| said_again(words, index))
        .or_else(|| dropped(words, index))
}

/// The next word after `index`, past pauses and fillers; `None` over a full stop.
fn next_try(words: &Words<'_>, index: usize) -> Option<usize> {
    let mut at = index;
    while at < index + WIDEST_GAP {
        if let Some(length) = filler::at(words, at) {
            at += length;
            continue;
        }
        match words.lower(at) {
            "," | "--" | "–" | "—" | "…" | "..." | ".." => at += 1,
            "-" if words.tokens.get(at).is_some_and(|t| t.spaced)
                || words.tokens.get(at + 1).is_some_and(|t| t.spaced) =>
            {
                at += 1
            }
            _ => return words.is_word(at).then_some(at),
        }
    }
    words.is_word(at).then_some(at)
}

/// "I I went", "we had, um, we had a".
fn said_again(words: &Words<'_>, index: usize) -> Option<usize> {
    for length in 1..=LONGEST {
        let Some(mut end) = repeat(words, index, length, index + length) else {
            continue;
        };
        if !is_stumble(words, index, length, end - length > index + length) {
            continue;
        }
        // "I I I" is one restart.
        while let Some(more) = repeat(words, index, length, end) {
            end = more;
        }
        return Some(end - index);
    }
    None
}

/// End of the second try when the `length` words at `index` come again after `end`.
fn repeat(words: &Words<'_>, index: usize, length: usize, end: usize) -> Option<usize> {
    let again = next_try(words, end)?;
    let same = (0..length).all(|i| {
        words.is_word(index + i)
            && words.lower(index + i) == words.lower(again + i)
            && (i == 0 || filler::at(words, index + i).is_none())
    });
    same.then_some(again + length)
}

/// True unless the words are doubled on purpose: "very very", "had had", "more and more and more", "one two one two".
fn is_stumble(words: &Words<'_>, index: usize, length: usize, paused: bool) -> bool {
    let lower = words.lower(index);
    if filler::at(words, index).is_some() || words.tokens[index].kind == TokenKind::Clitic {
        return false;
    }
    if length > 1 {
        let range = index..index + length;
        let grows = length == 2
            && range.clone().any(|i| {
                matches!(
                    words.lower(i),
                    "and" | "or" | "by" | "after" | "no" | "yes" | "ha" | "bye"
                )
            });
        let numbers = range.clone().all(|i| {
            matches!(
                words.tag(i),
                Tag::Cardinal | Tag::Adverb | Tag::Adjective | Tag::Interjection
            ) || words.lower(i) == "point"
        });
        return !grows && !numbers;
    }
    let function = matches!(
        words.tag(index),
        Tag::Pronoun
            | Tag::Possessive
            | Tag::Determiner
            | Tag::Preposition
            | Tag::To
            | Tag::Conjunction
            | Tag::Modal
            | Tag::Wh
            | Tag::There
    ) || matches!(
        lower,
        "is" | "was"
            | "were"
            | "are"
            | "am"
            | "have"
            | "has"
            | "did"
            | "does"
            | "so"
            | "then"
            | "because"
            | "just"
            | "if"
            | "when"
            | "i"
    );
    if matches!(lower, "it" | "you") && is_object(words, index) {
        // "I moved two people off it, it slipped": the end of one clause and the start of the next.
        return false;
    }
    if paused {
        if words.tag(index) == Tag::Preposition && !silent_gap(words, index) {
            return false;
        }
        return function && !matches!(lower, "no" | "so" | "that" | "this" | "her")
            || matches!(words.tag(index), Tag::Noun | Tag::VerbPast) && silent_gap(words, index);
    }
    let grammatical = matches!(
        lower,
        "had"
            | "that"
            | "is"
            | "her"
            | "in"
            | "on"
            | "so"
            | "no"
            | "do"
            | "out"
            | "up"
            | "over"
            | "all"
            | "just"
            | "there"
    );
    let finite = words.tag(index) == Tag::VerbPast && !matches!(lower, "had");
    (function || finite) && !grammatical || lower == "that" && words.opens(index)
}

/// True when the pronoun at `index` ends what stands before it.
fn is_object(words: &Words<'_>, index: usize) -> bool {
    let before = words.tag(index.wrapping_sub(1));
    !words.opens(index)
        && (before.is_verb() || matches!(before, Tag::Preposition | Tag::Particle))
        && !matches!(words.before(index), "was" | "is" | "because" | "if" | "that")
}

/// True when a filler, not only a comma, stands after `index`: commas make lists, sounds do not.
fn silent_gap(words: &Words<'_>, index: usize) -> bool {
    (index + 1..index + 1 + WIDEST_GAP)
        .take_while(|i| !words.is_word(*i) || filler::at(words, *i).is_some())
        .any(|i| filler::at(words, i).is_some())
}

/// "I was I went", "we had — I had", "the my manager": a start dropped for another.
fn dropped(words: &Words<'_>, index: usize) -> Option<usize> {
    let lower = words.lower(index);
    if matches!(lower, "the" | "a" | "an" | "my" | "our" | "their" | "your")
        && (lower != "a" || !is_capital(words, index))
    {
        let again = next_try(words, index + 1)?;
        let other = matches!(
            words.lower(again),
            "the" | "a" | "an" | "my" | "our" | "his" | "her" | "their" | "your" | "this" | "these" | "those"
        );
        return (other && !(words.lower(again) == "a" && is_capital(words, again))).then_some(again + 1 - index);
    }
    if lower == "it" && is_object(words, index) {
        return None;
    }
    let starter = matches!(lower, "i" | "we" | "he" | "she" | "they" | "it" | "there");
    let hangs_on = matches!(words.tag(index.wrapping_sub(1)), Tag::Wh)
        || HOLDING.binary_search(&words.before(index)).is_ok() && !words.opens(index);
    if !starter || hangs_on && words.before(index) != "so" || words.opens(index + 1) && !words.is_word(index + 1) {
        return None;
    }
    let verb = index + 1;
    let open = matches!(
        words.lower(verb),
        "was"
            | "were"
            | "is"
            | "are"
            | "am"
            | "'m"
            | "'s"
            | "'re"
            | "had"
            | "have"
            | "'ve"
            | "'d"
            | "would"
            | "could"
            | "should"
            | "'ll"
            | "will"
            | "can"
    );
    if !open {
        return None;
    }
    let again = next_try(words, verb + 1)?;
    let subject =
        matches!(words.lower(again), "i" | "we" | "he" | "she" | "they") || words.lower(again) == "it" && lower == "it";
    // A finite verb of its own tells the new start from "so was I" and "it was I who".
    let finite = words.tag(again + 1).is_finite_verb()
        || words.tag(again + 1) == Tag::Modal
        || words.tokens.get(again + 1).is_some_and(|t| t.kind == TokenKind::Clitic);
    let clitic = matches!(words.lower(verb), "'s" | "'d") && matches!(lower, "it" | "there");
    (subject && finite && !clitic).then_some(again + 2 - index)
}

fn is_capital(words: &Words<'_>, index: usize) -> bool {
    !words.opens(index)
        && words
            .tokens
            .get(index)
            .is_some_and(|t| t.span.of(words.text).starts_with(char::is_uppercase))
}

/// "I was try- trying": a word broken off with a dash.
fn cut_off(words: &Words<'_>, index: usize) -> Option<usize> {
    let token = words.tokens.get(index)?;
    let dash = words.tokens.get(index + 1).filter(|d| !d.spaced)?;
    let word = token.span.of(words.text);
    if token.kind != TokenKind::Word || !word.chars().all(char::is_alphabetic) {
        return None;
    }
    let (next, after) = (index + 2, words.lower(index + 2));
    let spaced = words.tokens.get(next).is_none_or(|t| t.spaced);
    match dash.span.of(words.text) {
        // "two- and three-day" leaves its second half for later.
        "-" if spaced => (!matches!(after, "and" | "or" | "to" | "but" | "vs" | "," | "/")
            && (words.is_word(next) || after.is_empty()))
        .then_some(2),
        "--" | "—" | "–" => {
            let again = next_try(words, next)?;
            let fragment = words.lower(index);
            let resumes = |i: usize| words.lower(i).len() > fragment.len() && words.lower(i).starts_with(fragment);
            // "the proj-- the project": the word may come after its article.
            let resumed = fragment.len() > 1 && (resumes(again) || resumes(again + 1));
            resumed.then_some(2)
        }
        _ => None,
    }
}

/// After these a short clause may end with its verb.
const HOLDING: &[&str] = &[
    "all", "as", "did", "had", "how", "if", "is", "knew", "know", "no", "said", "say", "so", "than", "that", "think",
    "thought", "told", "was", "were", "what", "where", "whether", "who", "yeah", "yes",
];

#[cfg(test)]
mod tests {
    #[test]
    fn the_lists_are_sorted() {
        for list in [super::HOLDING] {
            assert!(list.is_sorted(), "{list:?}");
        }
    }
}
