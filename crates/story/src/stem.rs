//! Words brought to a common stem, and how much each says about what a sentence is about. English only, no dictionary.

use std::collections::HashSet;
use std::sync::LazyLock;

static EMPTY_SET: LazyLock<HashSet<&str>> = LazyLock::new(|| EMPTY.split(' ').collect());
static LOOSE_SET: LazyLock<HashSet<&str>> = LazyLock::new(|| LOOSE.split(' ').collect());

/// How much a word without meaning of its own weighs.
pub(crate) const GENERIC: f32 = 0.3;

/// A word, in lower case, without its commonest endings: "refunds", "refunded" and "refunding" meet.
pub(crate) fn stem(word: &str) -> String {
    let cut = |endings: &[&str], least: usize| {
        endings
            .iter()
            .find_map(|ending| word.strip_suffix(ending).filter(|rest| rest.chars().count() >= least))
    };
    let base = if word.ends_with("ss") || word.ends_with("us") {
        word
    } else if let Some(rest) = cut(&["ies", "ied"], 3) {
        return format!("{rest}y");
    } else {
        cut(
            &[
                "ings", "ing", "ions", "ion", "ments", "ment", "ed", "ers", "er", "es", "ly", "s",
            ],
            3,
        )
        .unwrap_or(word)
    };
    // "stopped" and "stop", "cancelled" and "cancel"; then "cause" and "caused", "release" and "releases".
    let mut letters: Vec<char> = base.chars().collect();
    if let [.., before, last] = letters.as_slice()
        && before == last
        && base.len() < word.len()
        && !"aeious".contains(*last)
    {
        letters.pop();
    }
    if letters.len() > 3 && letters.last() == Some(&'e') {
        letters.pop();
    }
    letters.into_iter().collect()
}

/// Whether a word is about nothing: it only holds sentences together, or tells that something rose or fell.
pub(crate) fn is_empty(word: &str) -> bool {
    EMPTY_SET.contains(word)
}

/// How much a word that is not empty says: 1, or [`GENERIC`] where most stories have it.
pub(crate) fn weight(word: &str) -> f32 {
    if LOOSE_SET.contains(word) { GENERIC } else { 1.0 }
}

const EMPTY: &str = "\
    about above actual actually added after again all almost already also and any approximately are around as at \
    back be became because been before being below best better both bring brought but by came can climbed come \
    could cut cutting decline declined decrease decreased did do does done doubled down drop dropped dropping \
    each end ended even eventually every fall fallen fell few fewer finally for from gave get getting give go \
    goes going gone got grew grow grown had half halved has have having he her high higher his hit how i if \
    improve improved in increase increased into is it its just less lift lifted like little long low lower \
    lowered made make many me mine more most much my nearly no not now of off on one only or our out over own \
    per raise raised ran reach reached really reduce reduced reducing reduction rise risen rose roughly run same \
    save saved saving savings saw see seen several shrank shrink so some still such take taken than that the \
    their them then there these they this those through to too took tripled under until up us use used very was \
    we went were what when where which while who whole why will with within without would year-on-year you your";

const LOOSE: &str = "\
    average business change company day days engineers group hour hours job lot month months number part people \
    percent period point points problem project projects quarter rate result results share start team teams \
    thing things time times total way week weeks work worked year years";

#[cfg(test)]
mod tests {
    use super::{LOOSE, is_empty, stem, weight};

    #[test]
    fn a_word_is_empty_or_loose_and_not_both() {
        assert!(is_empty("the") && !is_empty("refund"));
        assert!(LOOSE.split(' ').all(|word| !is_empty(word) && weight(word) < 1.0));
    }

    #[test]
    fn forms_of_a_word_meet() {
        for forms in [
            &["refund", "refunds", "refunded", "refunding"][..],
            &["stop", "stopped", "stopping", "stops"],
            &["release", "released", "releases", "releasing"],
            &["migrate", "migrated", "migration", "migrations"],
            &["delivery", "deliveries"],
        ] {
            let stems: Vec<String> = forms.iter().map(|form| stem(form)).collect();
            assert!(stems.iter().all(|s| *s == stems[0]), "{forms:?} {stems:?}");
        }
        for (one, other) in [
            ("class", "clan"),
            ("process", "proceed"),
            ("bus", "bug"),
            ("portal", "port"),
        ] {
            assert_ne!(stem(one), stem(other));
        }
    }
}
