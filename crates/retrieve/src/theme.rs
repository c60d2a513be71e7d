//! Themes: what kind of event a story is about, or a question asks for. The layer between the words of a question and those of a story.

use std::sync::LazyLock;

/// How many themes there are.
pub const THEMES: usize = 127;

/// One theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    /// Its permanent name.
    pub slug: &'static str,
    /// What happens in such a story, as a clause without a subject: "met a date that could not move".
    pub gloss: &'static str,
}

/// Every theme, in the order that models were taught.
#[must_use]
pub fn themes() -> &'static [Theme] {
    static ALL: LazyLock<Vec<Theme>> = LazyLock::new(|| {
        let lines = include_str!("../data/themes.tsv").lines();
        lines
            .filter_map(|line| line.split_once('\t'))
            .map(|(slug, gloss)| Theme { slug, gloss })
            .collect()
    });
    &ALL
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::{THEMES, themes};

    #[test]
    fn there_are_as_many_as_models_were_taught() {
        assert_eq!(themes().len(), THEMES);
        assert_eq!(themes().iter().map(|t| t.slug).collect::<HashSet<_>>().len(), THEMES);
        assert!(themes().iter().all(|t| !t.gloss.is_empty()));
    }
}
