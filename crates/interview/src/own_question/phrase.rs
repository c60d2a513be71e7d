//! A small language for turns of phrase: words in a row, `a|b` for either, `..` for up to four words of anything, `~` for any ending.

/// The most words that `..` passes over. Set by hand: beyond it two words seldom belong together.
const GAP: usize = 4;

/// Whether any of `phrases` stands somewhere in `words`, which are in lower case.
pub(super) fn any(phrases: &[&str], words: &[&str]) -> bool {
    phrases.iter().any(|phrase| stands(phrase, words))
}

fn stands(phrase: &str, words: &[&str]) -> bool {
    let parts: Vec<&str> = phrase.split(' ').collect();
    (0..words.len()).any(|at| from(&parts, words.get(at..).unwrap_or_default()))
}

/// Whether `words` begin as `parts` say.
fn from(parts: &[&str], words: &[&str]) -> bool {
    let Some((part, parts)) = parts.split_first() else {
        return true;
    };
    if *part == ".." {
        return (0..=GAP).any(|gap| words.get(gap..).is_some_and(|rest| from(parts, rest)));
    }
    let Some((word, words)) = words.split_first() else {
        return false;
    };
    let is = |one: &str| {
        one.strip_suffix('~')
            .map_or(*word == one, |start| word.starts_with(start))
    };
    part.split('|').any(is) && from(parts, words)
}

#[cfg(test)]
mod tests {
    use super::any;

    #[test]
    fn words_in_a_row_with_gaps_and_endings() {
        let words: Vec<&str> = "what did you give up in sales to treat them fairly"
            .split(' ')
            .collect();
        for (phrase, is) in [
            ("give|gave up", true),
            ("give fairly", false),
            ("give .. sales", true),
            ("what .. fairly", false),
            ("treat~ them", true),
            ("fair~", true),
            ("fairly and", false),
        ] {
            assert_eq!(any(&[phrase], &words), is, "{phrase}");
        }
        assert!(!any(&["what"], &[]));
    }
}
