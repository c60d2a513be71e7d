//! The things that are counted: the noun a number stands before, and its plural. Leaves out which nouns are units.

use super::reading::Reading;
use crate::tag::Tag;

/// Plurals without an s.
const PLURALS: &[&str] = &[
    "aircraft",
    "alumni",
    "children",
    "criteria",
    "deer",
    "feet",
    "fish",
    "folk",
    "geese",
    "men",
    "mice",
    "people",
    "personnel",
    "police",
    "sheep",
    "staff",
    "teeth",
    "women",
];

/// Words in -s that count nothing.
const NO_NOUNS: &[&str] = &[
    "always",
    "as",
    "across",
    "afterwards",
    "besides",
    "does",
    "goes",
    "has",
    "his",
    "hers",
    "is",
    "its",
    "less",
    "ours",
    "perhaps",
    "plus",
    "previous",
    "sometimes",
    "theirs",
    "this",
    "thus",
    "towards",
    "unless",
    "upwards",
    "us",
    "versus",
    "vs",
    "was",
    "yes",
    "yours",
    "others",
    "besides",
    "overseas",
    "yesterdays",
];

/// True when `word` looks like a plural noun.
pub(super) fn is_plural(word: &str) -> bool {
    PLURALS.binary_search(&word).is_ok()
        || (word.len() > 2
            && word.ends_with('s')
            && !word.ends_with("ss")
            && !word.ends_with("us")
            && !word.ends_with("ious")
            && !NO_NOUNS.contains(&word))
}

/// The plural of a noun; a plural is given back as it is.
pub(super) fn plural(word: &str) -> String {
    if is_plural(word) {
        return word.to_owned();
    }
    match word {
        "person" => return "people".to_owned(),
        "child" => return "children".to_owned(),
        "man" => return "men".to_owned(),
        "woman" => return "women".to_owned(),
        "foot" => return "feet".to_owned(),
        "criterion" => return "criteria".to_owned(),
        _ => {}
    }
    if let Some(stem) = word
        .strip_suffix('y')
        .filter(|s| !s.ends_with(['a', 'e', 'i', 'o', 'u']))
    {
        return format!("{stem}ies");
    }
    if let Some(stem) = word.strip_suffix("man") {
        return format!("{stem}men");
    }
    if word.ends_with('s') || word.ends_with('x') || word.ends_with('z') || word.ends_with("ch") || word.ends_with("sh")
    {
        return format!("{word}es");
    }
    format!("{word}s")
}

/// The singular of a plural noun, for denominators.
pub(super) fn singular(word: &str) -> String {
    match word {
        "people" => return "person".to_owned(),
        "children" => return "child".to_owned(),
        _ => {}
    }
    if let Some(stem) = word.strip_suffix("ies").filter(|s| s.len() > 1) {
        return format!("{stem}y");
    }
    for ending in ["sses", "xes", "ches", "shes"] {
        if word.ends_with(ending) {
            return word.get(..word.len() - 2).unwrap_or(word).to_owned();
        }
    }
    if is_plural(word) {
        word.strip_suffix('s').unwrap_or(word).to_owned()
    } else {
        word.to_owned()
    }
}

/// Words that stand between a number and its noun without being part of what is counted.
fn is_modifier(r: Reading, i: usize) -> bool {
    let word = r.word(i);
    if matches!(
        word,
        "more"
            | "new"
            | "other"
            | "additional"
            | "extra"
            | "further"
            | "different"
            | "separate"
            | "whole"
            | "full"
            | "of"
            | "late"
            | "open"
            | "single"
    ) {
        return word != "of";
    }
    matches!(
        r.tag(i),
        Tag::Adjective | Tag::Noun | Tag::Name | Tag::VerbParticiple | Tag::VerbIng | Tag::PossessiveEnd
    ) || matches!(r.word(i), "less" | "unmatched")
}

/// Most words a noun may stand away from its number.
const REACH: usize = 6;

/// The noun phrase that opens at token `i`: its head in the plural, and the token after it.
///
/// `one` tells that a singular may be counted.
pub(super) fn counted(r: Reading, i: usize, one: bool) -> Option<(String, usize)> {
    let mut at = i;
    let mut lone = None;
    while at < i + REACH {
        if !r.is_word(at) {
            if r.hyphen(at) && at > i {
                at += 1;
                continue;
            }
            break;
        }
        let word = r.word(at);
        let plural_here = is_plural(word)
            && (matches!(r.tag(at), Tag::NounPlural | Tag::Noun | Tag::Name)
                || PLURALS.binary_search(&word).is_ok()
                || (at == i
                    && matches!(
                        r.tag(at),
                        Tag::VerbPresent3 | Tag::Adjective | Tag::VerbBase | Tag::VerbPresent | Tag::Other
                    )));
        if plural_here {
            // "30 sales calls": the last of a run of nouns is the head.
            let next = r.word(at + 1);
            if is_plural(next) && r.is_word(at + 1) && r.tag(at + 1) == Tag::NounPlural && !r.hyphen(at + 1) {
                at += 1;
                continue;
            }
            if r.hyphen(at + 1) {
                at += 2;
                continue;
            }
            if at > i
                && r.hyphen(at - 1)
                && matches!(
                    word,
                    "ups" | "ins" | "outs" | "offs" | "overs" | "downs" | "backs" | "throughs" | "bys" | "ons"
                )
            {
                return Some((format!("{}-{word}", r.back(at, 2)), at + 1));
            }
            if at == i + 1 && matches!(r.word(i), "square" | "cubic") {
                return Some((format!("{} {word}", r.word(i)), at + 1));
            }
            return Some((word.to_owned(), at + 1));
        }
        let function = matches!(
            r.tag(at),
            Tag::Preposition
                | Tag::Determiner
                | Tag::Pronoun
                | Tag::Conjunction
                | Tag::Possessive
                | Tag::To
                | Tag::Modal
                | Tag::Cardinal
        ) || word.starts_with("wh")
            || is_plural(word);
        let glued = at == i
            && !function
            && is_plural(r.word(at + 1))
            && (r.tag(at + 1).is_noun() || r.tag(at + 1) == Tag::VerbPresent3)
            && word.len() > 3;
        if !is_modifier(r, at) && !glued {
            break;
        }
        if matches!(r.tag(at), Tag::Noun | Tag::Name) {
            lone = Some((word, at + 1));
        }
        at += 1;
    }
    let (word, end) = lone?;
    one.then(|| (plural(word), end))
}

#[cfg(test)]
mod tests {
    use super::{NO_NOUNS, PLURALS, is_plural, plural, singular};

    #[test]
    fn plurals_and_singulars() {
        for (one, many) in [
            ("ticket", "tickets"),
            ("family", "families"),
            ("box", "boxes"),
            ("branch", "branches"),
            ("person", "people"),
            ("day", "days"),
            ("technician", "technicians"),
        ] {
            assert_eq!(plural(one), many);
            assert_eq!(plural(many), many);
            assert_eq!(singular(many), one);
        }
        assert!(!is_plural("class") && !is_plural("was") && is_plural("people"));
        assert!(PLURALS.is_sorted());
        assert!(!NO_NOUNS.is_empty());
    }
}
