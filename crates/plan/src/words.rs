//! Numbers and lists as they are read in a sentence. Whole sentences are written where they belong.

use crate::remark::Named;

/// How many titles a sentence names before it only counts.
const NAMED: usize = 3;

/// "one story", "4 stories".
pub(crate) fn count(n: u32, one: &str, many: &str) -> String {
    match n {
        0 => format!("no {many}"),
        1 => format!("one {one}"),
        _ => format!("{n} {many}"),
    }
}

/// `"A", "B" and 4 more`.
pub(crate) fn names(stories: &[Named]) -> String {
    let quoted = |story: &Named| format!("\"{}\"", story.title);
    if stories.len() <= NAMED {
        return list(&stories.iter().map(quoted).collect::<Vec<_>>());
    }
    let first: Vec<String> = stories.iter().take(NAMED - 1).map(quoted).collect();
    format!("{} and {} more", first.join(", "), stories.len() + 1 - NAMED)
}

/// "a", "a and b", "a, b and c".
pub(crate) fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use glidepath_domain::StoryId;

    use super::*;

    #[test]
    fn long_lists_are_counted() {
        let named = |n: usize| -> Vec<Named> {
            (0..n)
                .map(|i| Named {
                    id: StoryId(i.to_string()),
                    title: format!("T{i}"),
                })
                .collect()
        };
        assert_eq!(names(&named(0)), "");
        assert_eq!(names(&named(1)), "\"T0\"");
        assert_eq!(names(&named(3)), "\"T0\", \"T1\" and \"T2\"");
        assert_eq!(names(&named(4)), "\"T0\", \"T1\" and 2 more");
        assert_eq!(
            [0, 1, 2].map(|n| count(n, "story", "stories")),
            ["no stories", "one story", "2 stories"]
        );
    }
}
