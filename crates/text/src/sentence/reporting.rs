//! Clauses that report what was said: "I shouted", "said Maria".

use crate::tag::Tag;
use crate::token::Tokens;

/// Verbs that report what was said.
pub(super) fn is_saying(lower: &str) -> bool {
    SAYING.binary_search(&lower).is_ok()
}

const SAYING: &[&str] = &[
    "added",
    "answered",
    "asked",
    "asks",
    "begged",
    "called",
    "cried",
    "demanded",
    "explained",
    "insisted",
    "muttered",
    "repeated",
    "replied",
    "replies",
    "said",
    "say",
    "says",
    "screamed",
    "shouted",
    "snapped",
    "told",
    "typed",
    "warned",
    "whispered",
    "wrote",
    "yelled",
];

/// A reporting clause at `index`: "I shouted", "said Maria", "my director asked".
pub(super) fn says(tokens: &Tokens, index: usize) -> bool {
    if is_saying(tokens.lower_at(Some(index))) {
        return true;
    }
    let subject = tokens
        .get(index)
        .is_some_and(|t| t.tag.is_noun() || matches!(t.tag, Tag::Pronoun | Tag::Possessive | Tag::Determiner));
    let determined = tokens
        .get(index)
        .is_some_and(|t| matches!(t.tag, Tag::Possessive | Tag::Determiner));
    subject
        && (is_saying(tokens.lower_at(Some(index + 1))) || determined && is_saying(tokens.lower_at(Some(index + 2))))
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_lists_are_sorted() {
        for list in [super::SAYING] {
            assert!(list.is_sorted(), "{list:?}");
        }
    }
}
