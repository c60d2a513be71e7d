//! The subject of a finite verb: where its noun phrase starts, read backwards from the verb.

use crate::tag::Tag;
use crate::token::Tokens;

/// Longest noun phrase, in tokens, that is read backwards; keeps the reading linear.
const LONGEST: usize = 9;

/// What stands before a finite verb as its subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Subject {
    /// Its first token.
    pub(super) start: usize,
    /// True for "I", "we", "he", "she", "they": they cannot be an object of what stands before.
    pub(super) nominative: bool,
}

/// The subject of the finite verb at `verb`, looking no further back than `from`.
pub(super) fn of(tokens: &Tokens, from: usize, verb: usize) -> Option<Subject> {
    let mut last = verb.checked_sub(1).filter(|l| *l >= from)?;
    // "nobody ever really said"
    for _ in 0..3 {
        let skipped = tokens[last].tag == Tag::Adverb
            || is_filler(tokens.lower(last))
            || matches!(tokens.lower(last), "both" | "all" | "each");
        if skipped && !matches!(tokens.lower(last), "there" | "so" | "then") && last > from {
            last -= 1;
        }
    }
    let lower = tokens.lower(last);
    if is_nominative(lower) {
        return Some(Subject {
            start: coordinated(tokens, from, last),
            nominative: true,
        });
    }
    if matches!(tokens[last].tag, Tag::Pronoun | Tag::There) || lower == "there" || is_indefinite(lower) {
        // "him", "me" and "us" are nobody's subject: "and him went".
        let objective = matches!(
            lower,
            "me" | "him"
                | "us"
                | "them"
                | "myself"
                | "himself"
                | "herself"
                | "themselves"
                | "ourselves"
                | "itself"
                | "yourself"
        );
        return if objective {
            quantified(tokens, from, last)
        } else {
            Some(Subject {
                start: last,
                nominative: false,
            })
        };
    }
    // "so what happened was": a question word that opens the clause, not one that hangs on "I asked".
    if lower == "what" && (last == from || matches!(tokens.lower(last - 1), "so" | "and" | "but" | "then")) {
        return Some(Subject {
            start: last,
            nominative: false,
        });
    }
    let start = shed_object(tokens, from, phrase(tokens, from, last)?, last);
    Some(Subject {
        start: outer(tokens, from, start),
        nominative: false,
    })
}

pub(super) fn is_nominative(lower: &str) -> bool {
    matches!(lower, "i" | "we" | "he" | "she" | "they" | "im" | "ive")
}

fn is_indefinite(lower: &str) -> bool {
    matches!(
        lower,
        "nobody"
            | "everybody"
            | "somebody"
            | "anybody"
            | "everyone"
            | "someone"
            | "anyone"
            | "nothing"
            | "everything"
            | "something"
            | "anything"
    )
}

/// Sounds that stand anywhere.
pub(super) fn is_filler(lower: &str) -> bool {
    matches!(
        lower,
        "um" | "uh" | "er" | "erm" | "ah" | "hm" | "hmm" | "mm" | "uhm" | "umm" | "uhh" | "eh"
    )
}

/// "most of them", "three of us": a pronoun that is no subject by itself.
fn quantified(tokens: &Tokens, from: usize, last: usize) -> Option<Subject> {
    let of = last.checked_sub(1).filter(|i| *i > from && tokens.lower(*i) == "of")?;
    let start = part(tokens, from, of)?;
    Some(Subject {
        start,
        nominative: false,
    })
}

/// "Maria and I": the first of the two, where it cannot belong to a clause before.
fn coordinated(tokens: &Tokens, from: usize, last: usize) -> usize {
    if last < from + 2 || tokens.lower(last - 1) != "and" {
        return last;
    }
    match phrase(tokens, from, last - 2) {
        Some(start)
            if start == from
                || matches!(
                    tokens.lower(start - 1),
                    "so" | "then" | "but" | "because" | "when" | "that" | "and"
                ) =>
        {
            start
        }
        _ => last,
    }
}

/// Start of the noun phrase that ends with token `last`.
pub(super) fn phrase(tokens: &Tokens, from: usize, last: usize) -> Option<usize> {
    let head = tokens.get(last)?.tag;
    let nominal = head.is_noun()
        || matches!(
            head,
            Tag::Cardinal | Tag::Determiner | Tag::Adjective | Tag::PossessiveEnd | Tag::Pronoun
        )
        || matches!(
            tokens.lower(last),
            "his" | "mine" | "hers" | "theirs" | "ours" | "yours" | "one" | "ones" | "both"
        );
    if !nominal {
        return None;
    }
    let mut start = last;
    if is_indefinite(tokens.lower(last))
        || matches!(
            tokens.lower(last),
            "neither" | "none" | "most" | "some" | "many" | "few"
        )
    {
        return Some(start);
    }
    while start > from && last - start < LONGEST {
        if is_determiner(tokens, start) {
            // "all the", "half a", "both these"
            let counts = matches!(
                tokens.lower(start - 1),
                "all" | "both" | "half" | "just" | "even" | "only"
            );
            let taken = start >= from + 2 && matches!(tokens[start - 2].tag, Tag::Preposition | Tag::To);
            if counts && !taken {
                start -= 1;
            }
            break;
        }
        let before = tokens[start - 1].tag;
        let lower = tokens.lower(start - 1);
        let joins = match before {
            Tag::Noun | Tag::NounPlural | Tag::Name => !is_indefinite(lower) && !(tokens[start].tag == Tag::Cardinal),
            // "four hundred servers", but "one by one | two of them"
            Tag::Cardinal if tokens[start].tag == Tag::Cardinal => {
                multiplies(lower) || multiplies(tokens.lower(start)) || lower.ends_with("ty")
            }
            Tag::Adjective | Tag::Cardinal | Tag::PossessiveEnd | Tag::Determiner | Tag::Possessive => true,
            // "the billing job", "a broken pump"
            Tag::VerbIng | Tag::VerbParticiple => start >= from + 2 && is_determiner(tokens, start - 2),
            Tag::Punct => tokens.lower(start - 1) == "-" && !tokens[start - 1].spaced,
            _ => matches!(lower, "same" | "other" | "next" | "last" | "whole" | "very") && before != Tag::Adverb,
        };
        if !joins || (is_determiner(tokens, start - 1) && matches!(tokens[start].tag, Tag::Pronoun)) {
            break;
        }
        start -= 1;
    }
    // "a class of thirty | three of them": the preposition keeps its own number.
    let split = tokens[start].tag == Tag::Cardinal && start < last && tokens[start + 1].tag == Tag::Cardinal;
    if split && start > from && tokens.lower(start - 1) == "of" && !multiplies(tokens.lower(start + 1)) {
        start += 1;
    }
    Some(start)
}

fn multiplies(lower: &str) -> bool {
    matches!(lower, "hundred" | "thousand" | "million" | "billion" | "dozen")
}

/// What is taken a part of before "of" at `of`: "most", "the head", "nine out".
fn part(tokens: &Tokens, from: usize, of: usize) -> Option<usize> {
    let last = of.checked_sub(1).filter(|l| *l >= from)?;
    let out = tokens.lower(last) == "out" && last > from && tokens[last - 1].tag == Tag::Cardinal;
    phrase(tokens, from, last - usize::from(out))
}

/// "had a queue problem | people waited": after a verb its object comes first, and the last plural is the subject.
fn shed_object(tokens: &Tokens, from: usize, start: usize, last: usize) -> usize {
    let object = start > from && (tokens[start - 1].tag.is_verb() || tokens.lower(start - 1) == "of");
    let plural = matches!(tokens[last].tag, Tag::NounPlural | Tag::Name) && last >= start + 2;
    if object && plural && tokens[last - 1].tag == Tag::Noun && is_determiner(tokens, start) {
        last
    } else {
        start
    }
}

fn is_determiner(tokens: &Tokens, index: usize) -> bool {
    tokens
        .get(index)
        .is_some_and(|t| matches!(t.tag, Tag::Determiner | Tag::Possessive))
}

/// "nobody on the team", "the head of sales": a noun phrase after a preposition belongs to the one before.
fn outer(tokens: &Tokens, from: usize, start: usize) -> usize {
    let mut start = start;
    for _ in 0..3 {
        let Some(preposition) = start.checked_sub(1).filter(|p| *p > from) else {
            break;
        };
        if tokens[preposition].tag != Tag::Preposition || is_conjunction_like(tokens.lower(preposition)) {
            break;
        }
        match part(tokens, from, preposition) {
            Some(outer) if !matches!(tokens[preposition - 1].tag, Tag::Pronoun) => start = outer,
            _ => break,
        }
    }
    start
}

/// Tagged as prepositions, yet joining clauses.
pub(super) fn is_conjunction_like(lower: &str) -> bool {
    JOINING.binary_search(&lower).is_ok()
}

const JOINING: &[&str] = &[
    "after", "although", "as", "because", "before", "cause", "cuz", "if", "like", "once", "since", "so", "than",
    "that", "though", "till", "unless", "until", "when", "where", "whereas", "whether", "while",
];

#[cfg(test)]
mod tests {
    #[test]
    fn the_lists_are_sorted() {
        for list in [super::JOINING] {
            assert!(list.is_sorted(), "{list:?}");
        }
    }
}
