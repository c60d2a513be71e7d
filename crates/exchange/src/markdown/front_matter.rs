//! The lines between `---` and `---` at the top of a note, cut from the rest.

use crate::yaml::{self, Entry};

/// The longest front matter of a note that this program did not write: it is copied to each story in the note.
const MOST_OF_OTHERS: usize = 64_000;

/// A note in two.
pub(crate) enum Cut<'a> {
    /// There is no front matter.
    None(&'a str),
    /// Both parts; `line` is that of the body's first line, from 1.
    Whole {
        entries: Vec<Entry>,
        body: &'a str,
        line: usize,
    },
    /// There is one, and it cannot be read; `inside` is its text.
    Broken { line: usize, why: String, inside: &'a str },
}

/// Cuts a note. A `---` that is never closed is a rule across the page, not front matter, unless names with values follow.
pub(crate) fn cut(text: &str) -> Cut<'_> {
    let Some(rest) = text.strip_prefix("---").and_then(|rest| {
        let (first, rest) = rest.split_once('\n')?;
        first.trim().is_empty().then_some(rest)
    }) else {
        return Cut::None(text);
    };
    let mut at = 0;
    let mut lines = 1;
    for line in rest.split_inclusive('\n') {
        lines += 1;
        if matches!(line.trim_end(), "---" | "...") {
            let inside = &rest[..at];
            if inside.len() > MOST_OF_OTHERS && !inside.contains(super::MARK) {
                return Cut::Broken {
                    line: 1,
                    why: format!("it is longer than {} kB", MOST_OF_OTHERS / 1_000),
                    inside,
                };
            }
            return match yaml::read(inside) {
                Ok(entries) => Cut::Whole {
                    entries,
                    body: &rest[at + line.len()..],
                    line: lines + 1,
                },
                Err(broken) => Cut::Broken {
                    line: broken.line + 1,
                    why: broken.why,
                    inside,
                },
            };
        }
        at += line.len();
    }
    let first = rest.lines().next().unwrap_or_default();
    match first.split_once(':') {
        Some((key, _)) if !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_')) => {
            Cut::Broken {
                line: 1,
                why: "it is opened with --- and never closed".to_owned(),
                inside: rest,
            }
        }
        _ => Cut::None(text),
    }
}

#[cfg(test)]
mod tests {
    use super::{Cut, cut};

    #[test]
    fn a_note_is_cut_at_its_second_dashes() {
        let Cut::Whole { entries, body, line } = cut("---\ntitle: A\n---\nb\n---\n") else {
            panic!("not cut");
        };
        assert_eq!((entries[0].key.as_str(), body, line), ("title", "b\n---\n", 4));
        assert!(matches!(cut("--- a\n---\n"), Cut::None(_)));
        assert!(matches!(cut("---\n\nA rule across the page."), Cut::None(_)));
        assert!(matches!(cut("---\ntitle: A\n\n## Action"), Cut::Broken { line: 1, .. }));
        assert!(matches!(cut("---\ntitle: [\n---\n"), Cut::Broken { .. }));
    }
}
