//! A list of questions told from other text. What a question probes is found elsewhere; here are its words alone.

use crate::Asked;

/// How a question begins that ends in a full stop: interviewers ask so more often than not.
const OPENINGS: [&str; 7] = [
    "tell me about",
    "tell us about",
    "describe a",
    "describe your",
    "give me an example",
    "give an example",
    "walk me through",
];

/// The questions of a list with one a line: bullets, numbers and boxes taken off, headings and blank lines passed over.
/// Empty unless every other line is a question, so that prose with a question in it is no list.
#[must_use]
pub fn read_questions(text: &str) -> Vec<Asked> {
    let mut asked = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let words = bare(line);
        if words.is_empty() || line.trim_start().starts_with('#') {
            continue;
        }
        let lower = words.to_lowercase();
        if !words.ends_with('?') && !OPENINGS.iter().any(|opening| lower.starts_with(opening)) {
            return Vec::new();
        }
        asked.push(Asked {
            text: words.to_owned(),
            line: at + 1,
        });
    }
    asked
}

/// A line without its bullet, number, box or quotation marks.
pub(crate) fn bare(line: &str) -> &str {
    let line = line.trim();
    let line = line
        .trim_start_matches(['-', '*', '•', '–', '·', '▪', '‣', '\u{f0b7}', '◦', '●', '>'])
        .trim_start();
    let line = ["[ ]", "[x]", "[X]"]
        .iter()
        .find_map(|b| line.strip_prefix(b))
        .unwrap_or(line);
    let digits = line.trim_start().trim_start_matches(|c: char| c.is_ascii_digit());
    let line = match digits.strip_prefix(['.', ')']) {
        Some(rest) if rest.starts_with(' ') && digits.len() < line.trim_start().len() => rest,
        _ => line,
    };
    line.trim().trim_matches(['"', '“', '”'])
}

#[cfg(test)]
mod tests {
    use super::read_questions;

    #[test]
    fn a_list_loses_its_bullets_and_keeps_its_lines() {
        let text =
            "# Mine\n\n1. Why did you leave?\n- [ ] Tell me about a time you were wrong.\n* \"What did it cost?\"\n";
        let asked: Vec<_> = read_questions(text).into_iter().map(|a| (a.line, a.text)).collect();
        let texts = [
            "Why did you leave?",
            "Tell me about a time you were wrong.",
            "What did it cost?",
        ];
        assert_eq!(
            asked,
            [3, 4, 5].into_iter().zip(texts.map(str::to_owned)).collect::<Vec<_>>()
        );
    }

    #[test]
    fn prose_with_a_question_in_it_is_no_list() {
        assert!(read_questions("We had a plan.\nWould it work?\n").is_empty());
        assert!(read_questions("").is_empty());
        assert_eq!(
            read_questions("3.5 million rows, is that much?")[0].text,
            "3.5 million rows, is that much?"
        );
    }
}
