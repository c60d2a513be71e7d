//! Sounds and words that fill a gap, told apart from the same words meant.

use super::Words;
use crate::tag::Tag;

/// Tokens of the filler that starts at `index`.
pub(super) fn at(words: &Words<'_>, index: usize) -> Option<usize> {
    let lower = words.lower(index);
    let length = match lower {
        _ if is_sound(words, index) => 1,
        "you" if words.are(index, &["you", "know"]) && you_know(words, index) => 2,
        "you" if words.are(index, &["you", "see"]) && words.set_off_before(index) && is_comma(words, index + 2) => 2,
        "i" if words.are(index, &["i", "mean"]) && i_mean(words, index) => 2,
        "like" if like(words, index) => 1,
        "basically" | "literally" => 1,
        "so" | "and" | "but" if words.are(index + 1, &["yeah"]) && !words.opens(index + 1) => 2,
        "yeah" if words.opens(index) && matches!(words.lower(index + 1), "so" | "okay" | "ok" | "um" | "uh") => 1,
        "yeah"
            if !words.opens(index)
                && words.set_off_before(index)
                && words.set_off_after(index + 1)
                && words.before(index) != "\"" =>
        {
            1
        }
        "okay" | "ok" | "well" | "right" if words.opens(index) && is_comma(words, index + 1) => 1,
        "okay" | "ok" | "alright" if words.opens(index) && words.are(index + 1, &["so"]) => 1,
        "well" | "right" if words.before(index) == "," && is_comma(words, index + 1) => 1,
        "and" | "or" if stuff(words, index).is_some() => stuff(words, index)?,
        _ => return None,
    };
    Some(length)
}

fn is_comma(words: &Words<'_>, index: usize) -> bool {
    words.lower(index) == "," && !words.opens(index)
}

/// "um", "uhh", "errm": however long it is held.
fn is_sound(words: &Words<'_>, index: usize) -> bool {
    let lower = words.lower(index);
    if lower.is_empty()
        || lower.len() > 24
        || !lower
            .bytes()
            .all(|b| matches!(b, b'u' | b'm' | b'h' | b'e' | b'r' | b'a'))
    {
        return false;
    }
    let mut held = String::new();
    for c in lower.chars() {
        if !held.ends_with(c) {
            held.push(c);
        }
    }
    let sound = match held.as_str() {
        "um" | "uh" | "uhm" | "erm" | "hm" | "mhm" | "er" | "ehm" | "eh" => true,
        "ah" => lower != "aha",
        "m" => lower.len() > 1,
        _ => false,
    };
    // "5 mm" and "the ER" are none.
    let token = words.tokens[index].span.of(words.text);
    let letters = token.len() <= 2 && token.chars().all(char::is_uppercase) && token.len() > 1;
    let measured = words
        .tokens
        .get(index.wrapping_sub(1))
        .is_some_and(|t| t.tag == Tag::Cardinal)
        && matches!(lower, "mm" | "hm");
    let plain = words.lower(index + 1) != "." || words.opens(index + 2);
    sound && !measured && !(letters && lower == "er") && (plain || lower != "er")
}

/// "you know" as a filler: not a question, not with an object.
fn you_know(words: &Words<'_>, index: usize) -> bool {
    let (before, after) = (words.before(index), index + 2);
    if KNOWERS.binary_search(&before).is_ok() {
        return false;
    }
    let set_off = words.set_off_before(index);
    if words.set_off_after(after) {
        // "people you know" at the end of a sentence is a relative clause.
        let relative = matches!(
            before,
            "people" | "person" | "things" | "thing" | "one" | "ones" | "customer" | "somebody" | "anybody" | "then"
        );
        let stop = matches!(words.lower(after), "." | "!");
        return set_off
            || is_open_pause(words, after)
            || words.lower(after) == "?"
            || !relative && !stop
            || !relative && words.tag(index.wrapping_sub(1)) != Tag::NounPlural;
    }
    let next = words.lower(after);
    // "the people you know will help"
    let verb = words.tag(after).is_finite_verb() || words.tag(after) == Tag::Modal;
    if verb && !set_off && words.tag(index.wrapping_sub(1)).is_noun() {
        return false;
    }
    if words.tag(after) == Tag::Adverb && matches!(next, "exactly" | "already" | "better" | "well" | "nothing") {
        return false;
    }
    let object = OBJECTS.binary_search(&next).is_ok();
    // A word that lets no clause follow it shows that "you know" is none: "it was you know a mess".
    let broken = matches!(
        words.tag(index.wrapping_sub(1)),
        Tag::Preposition | Tag::Determiner | Tag::Possessive | Tag::To | Tag::Modal
    ) || matches!(
        before,
        "is" | "was"
            | "were"
            | "are"
            | "'s"
            | "'m"
            | "be"
            | "been"
            | "really"
            | "very"
            | "just"
            | "um"
            | "uh"
            | "er"
            | "like"
    );
    let clitic = matches!(
        words.lower(after + 1),
        "'s" | "'d" | "'ll" | "'re" | "was" | "is" | "were" | "had" | "would"
    );
    if matches!(next, "that" | "this") && clitic && !set_off {
        return true;
    }
    (!object || broken) && next != "it"
}

/// A pause right at `index` inside the sentence.
fn is_open_pause(words: &Words<'_>, index: usize) -> bool {
    !words.opens(index) && super::is_pause(words.lower(index))
}

/// "I mean" as a filler: not "what I mean", not "I mean it".
fn i_mean(words: &Words<'_>, index: usize) -> bool {
    let (before, next) = (words.before(index), words.lower(index + 2));
    let asked = matches!(
        before,
        "what" | "that" | "do" | "did" | "which" | "who" | "when" | "if" | "n't" | "word" | "thing" | "way" | "how"
    );
    let bare = words.opens(index + 2) || matches!(next, "." | "?" | "!" | "");
    let clause = matches!(
        words.lower(index + 3),
        "was"
            | "is"
            | "'s"
            | "were"
            | "had"
            | "would"
            | "'d"
            | "could"
            | "took"
            | "did"
            | "can"
            | "'ll"
            | "will"
            | "has"
    );
    let object = match next {
        "it" | "that" | "this" | "everything" | "you" | "him" | "them" => {
            !clause && !words.tag(index + 3).is_finite_verb()
        }
        "to" | "by" | "business" | "well" | "every" => true,
        _ => false,
    };
    !asked && !object && (!bare || words.set_off_before(index))
}

/// "like" as a filler: no verb, no comparison, no example.
fn like(words: &Words<'_>, index: usize) -> bool {
    let (before, next) = (words.before(index), words.lower(index + 1));
    let tag_before = if words.opens(index) {
        Tag::Punct
    } else {
        words.tag(index.wrapping_sub(1))
    };
    if LIKENERS.binary_search(&before).is_ok() {
        let takes_object = matches!(words.tag(index + 2), Tag::Pronoun | Tag::Determiner | Tag::Possessive)
            || words.lower(index + 2) == "everything";
        let tag = words.tag(index + 1);
        let infinitive =
            before == "to" && (matches!(tag, Tag::VerbBase | Tag::Cardinal) || tag == Tag::Noun && takes_object);
        return infinitive
            || matches!(before, "just" | "did" | "really" | "not")
                && is_open_pause(words, index + 1)
                && words.set_off_before(index);
    }
    if is_open_pause(words, index + 1) && next != ")" {
        // "the parts I like, the rest": a verb.
        return !matches!(before, "i" | "we" | "they" | "you" | "people" | "also");
    }
    if words.opens(index + 1) || next.is_empty() || words.set_off_after(index + 1) {
        return false;
    }
    let be = matches!(
        before,
        "is" | "was" | "were" | "are" | "'s" | "'re" | "'m" | "been" | "be" | "am"
    );
    let pronoun = matches!(before, "i" | "we" | "they" | "he" | "she" | "it" | "you");
    let tag = words.tag(index + 1);
    let counted = tag == Tag::Cardinal
        || matches!(
            next,
            "about" | "around" | "maybe" | "almost" | "nearly" | "roughly" | "half" | "hundreds" | "thousands"
        );
    let degree = matches!(
        next,
        "really"
            | "super"
            | "totally"
            | "literally"
            | "completely"
            | "actually"
            | "just"
            | "immediately"
            | "um"
            | "uh"
            | "super-"
            | "way"
    ) || be && matches!(next, "so" | "always" | "never" | "all" | "not" | "very");
    if counted || degree {
        // "years like 2019", "tools like these two"
        return tag_before != Tag::NounPlural || words.lower(index + 1) == "um" || degree;
    }
    if pronoun && !matches!(before, "it") {
        // "we like froze": with a finite verb after it, "like" is none.
        return tag == Tag::VerbPast;
    }
    if before == "it" {
        return matches!(tag, Tag::VerbPast | Tag::VerbPresent3);
    }
    let joint = matches!(
        before,
        "and"
            | "but"
            | "so"
            | "because"
            | "or"
            | "then"
            | "um"
            | "uh"
            | "er"
            | "yeah"
            | "okay"
            | "know"
            | "mean"
            | "basically"
            | "which"
    );
    if joint {
        return !matches!(next, "to" | "it" | "that") || words.tag(index + 2).is_finite_verb();
    }
    if matches!(before, "the" | "a" | "an" | "my" | "our" | "their" | "this" | "these") {
        return words.is_word(index + 1);
    }
    if before == "," && matches!(tag, Tag::Pronoun) && matches!(next, "i" | "we" | "they" | "he" | "she") {
        // ", like I said" leans on what was said.
        return !matches!(words.lower(index + 2), "said" | "say" | "mentioned" | "told" | "always");
    }
    false
}

/// "and stuff", "or whatever", "and things like that": the tail of a list that is not told.
fn stuff(words: &Words<'_>, index: usize) -> Option<usize> {
    const TAILS: [&[&str]; 6] = [
        &["and", "stuff", "like", "that"],
        &["and", "things", "like", "that"],
        &["and", "all", "that", "stuff"],
        &["and", "so", "on", "and", "so", "forth"],
        &["and", "stuff"],
        &["or", "whatever"],
    ];
    let tail = TAILS.iter().find(|tail| words.are(index, tail))?;
    let end = index + tail.len();
    // "and stuff envelopes", "or whatever it takes"
    let ends = words.set_off_after(end)
        || matches!(
            words.lower(end),
            "so" | "and" | "but" | "then" | "um" | "uh" | "i" | "we"
        );
    (tail.len() > 2 || ends).then_some(tail.len())
}

/// Before "you know" these make it a clause of its own.
const KNOWERS: &[&str] = &[
    "all",
    "anyone",
    "anything",
    "as",
    "before",
    "can",
    "could",
    "did",
    "do",
    "does",
    "don't",
    "everyone",
    "everything",
    "guess",
    "have",
    "hope",
    "how",
    "if",
    "let",
    "lets",
    "made",
    "make",
    "makes",
    "making",
    "may",
    "might",
    "must",
    "n't",
    "nobody",
    "now",
    "once",
    "said",
    "says",
    "should",
    "someone",
    "sure",
    "than",
    "that",
    "think",
    "thought",
    "unless",
    "until",
    "what",
    "whatever",
    "when",
    "where",
    "whether",
    "which",
    "who",
    "whom",
    "why",
    "will",
    "would",
];

/// What somebody may know: the start of an object.
const OBJECTS: &[&str] = &[
    "a",
    "about",
    "an",
    "anything",
    "better",
    "each",
    "everything",
    "exactly",
    "her",
    "him",
    "how",
    "if",
    "me",
    "my",
    "nothing",
    "of",
    "something",
    "that",
    "the",
    "them",
    "this",
    "to",
    "us",
    "what",
    "when",
    "where",
    "whether",
    "which",
    "who",
    "why",
    "your",
];

/// Before "like" these make it a verb or a comparison.
const LIKENERS: &[&str] = &[
    "'d",
    "act",
    "acted",
    "anything",
    "behaved",
    "behaves",
    "did",
    "do",
    "does",
    "exactly",
    "feel",
    "feeling",
    "feels",
    "felt",
    "just",
    "less",
    "look",
    "looked",
    "looking",
    "looks",
    "may",
    "might",
    "more",
    "much",
    "n't",
    "never",
    "not",
    "nothing",
    "people",
    "really",
    "seem",
    "seemed",
    "seems",
    "smell",
    "smelled",
    "something",
    "sound",
    "sounded",
    "sounds",
    "stuff",
    "taste",
    "things",
    "to",
    "treated",
    "unlike",
    "what",
    "will",
    "worked",
    "works",
    "would",
];

#[cfg(test)]
mod tests {
    #[test]
    fn the_lists_are_sorted() {
        for list in [super::KNOWERS, super::OBJECTS, super::LIKENERS] {
            assert!(list.is_sorted(), "{list:?}");
        }
    }
}
