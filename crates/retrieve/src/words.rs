//! Words as the index knows them: lower case, without endings, without those that every question has.

use std::collections::HashSet;
use std::sync::LazyLock;

/// Words that say nothing about which story is meant.
const EMPTY: &str = "a about after all also always am an and any anybody anyone anything are as asked at away be because been before being best but by came can \
could describe did do does done down each ever every example for from gave get give go got had has have having he her here him his how i if in into is it \
its just last let like made make many me might more most much must my never no nobody not nothing now of off on once one only or other our out over own part \
people person rather said same say see she should situation so some somebody someone something still such take tell than that the their them then there these they thing things \
this those through time to told too took two under until up upon us very walk want wanted was way we well went were what when where whether which \
while who whom whose why will with without would work worked you your yours";

fn is_empty(word: &str) -> bool {
    static WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| EMPTY.split_ascii_whitespace().collect());
    WORDS.contains(word)
}

/// The terms of a text in order, each word cut to what its forms share. Numbers stay as they are.
pub(crate) fn terms(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for word in text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’') {
        let word = word.trim_matches(['\'', '’']);
        let word = word.split(['\'', '’']).next().unwrap_or_default().to_lowercase();
        if !word.is_empty() && !is_empty(&word) {
            found.push(stem(word));
        }
    }
    found
}

/// The word without a regular ending, as long as enough of it is left to mean anything.
fn stem(mut word: String) -> String {
    if !word.is_ascii() {
        return word;
    }
    for (ending, left, instead) in [
        ("iest", 3, "y"),
        ("ies", 3, "y"),
        ("ied", 3, "y"),
        ("ily", 3, "y"),
        ("ier", 3, "y"),
        ("ing", 4, ""),
        ("ed", 4, ""),
        ("es", 4, ""),
        ("ly", 4, ""),
        ("s", 3, ""),
    ] {
        if word.len() >= ending.len() + left && word.ends_with(ending) && !word.ends_with("ss") {
            word.truncate(word.len() - ending.len());
            word.push_str(instead);
            break;
        }
    }
    let bytes = word.as_bytes();
    if let [.., a, b] = bytes
        && a == b
        && word.len() > 4
        && !matches!(a, b'l' | b's' | b'e' | b'o')
    {
        word.pop();
    } else if word.len() > 4 && word.ends_with('e') {
        word.pop();
    }
    word
}

#[cfg(test)]
mod tests {
    use super::terms;

    #[test]
    fn forms_of_a_word_are_one_term() {
        for forms in [
            "stop stopped stopping stops",
            "policy policies",
            "measure measured measuring measures",
            "argue argued arguing",
        ] {
            let mut found = terms(forms);
            found.dedup();
            assert_eq!(found.len(), 1, "{found:?}");
        }
    }

    #[test]
    fn words_of_every_question_are_left_out() {
        assert_eq!(
            terms("Tell me about a time when you didn't deliver 40 parcels."),
            ["didn", "deliver", "40", "parcel"]
        );
        assert!(terms("").is_empty() && terms("... ' ’ !").is_empty());
    }
}
