//! Breaking text into rows that fit a terminal, by byte ranges, and making it safe to print there.

use std::ops::Range;

/// The measure everything is set to.
pub(crate) const WIDTH: usize = 80;

/// Columns a character takes: two for wide scripts and emoji, none for marks that join the one before.
pub(crate) fn columns(c: char) -> usize {
    match c as u32 {
        0x0300..=0x036f | 0x200b..=0x200d | 0x20d0..=0x20ff | 0xfe00..=0xfe0f | 0x1f3fb..=0x1f3ff => 0,
        0x1100..=0x115f | 0x2e80..=0xa4cf | 0xac00..=0xd7a3 | 0xf900..=0xfaff | 0xfe30..=0xfe6f => 2,
        0xff00..=0xff60 | 0xffe0..=0xffe6 | 0x1f300..=0x1faff | 0x20000..=0x3fffd => 2,
        _ => 1,
    }
}

/// Columns a text takes.
pub(crate) fn measure(text: &str) -> usize {
    text.chars().map(columns).sum()
}

/// A character that is safe in a terminal: controls and direction overrides become a visible stand-in.
pub(crate) fn safe(c: char) -> char {
    match c {
        '\t' | '\n' | '\r' => ' ',
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => '\u{b7}',
        c if c.is_control() => '\u{b7}',
        c => c,
    }
}

/// `text` made safe for a terminal, on one line.
pub(crate) fn clean(text: &str) -> String {
    text.chars().map(safe).collect()
}

/// `text` made safe, cut to `width` columns with an ellipsis.
pub(crate) fn cut(text: &str, width: usize) -> String {
    let clean = clean(text);
    if measure(&clean) <= width {
        return clean;
    }
    let mut taken = 0;
    let kept: String = clean
        .chars()
        .take_while(|c| {
            taken += columns(*c);
            taken < width
        })
        .collect();
    format!("{}…", kept.trim_end())
}

/// One row of a text as shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    /// The bytes it shows, without the blank it was broken at.
    pub(crate) bytes: Range<usize>,
    /// The true line it belongs to, from 1.
    pub(crate) line: usize,
}

/// Breaks `text` into rows of at most `width` columns: at its own line ends, at blanks, and inside a word only where
/// the word alone is too long. Linear in the text.
pub(crate) fn rows(text: &str, width: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    // A byte order mark is no character of the text.
    let mut start = if text.starts_with('\u{feff}') {
        '\u{feff}'.len_utf8()
    } else {
        0
    };
    for (index, piece) in text[start..].split_inclusive('\n').enumerate() {
        let end = start + piece.trim_end_matches(['\n', '\r']).len();
        break_line(text, start..end, width, index + 1, &mut rows);
        start += piece.len();
    }
    rows
}

fn break_line(text: &str, line: Range<usize>, width: usize, number: usize, rows: &mut Vec<Row>) {
    let (mut start, mut used, mut blank) = (line.start, 0, None);
    let end = line.end;
    for (offset, c) in text[line].char_indices().map({
        let base = start;
        move |(i, c)| (base + i, c)
    }) {
        if used + columns(c) > width {
            let (stop, next) = match blank {
                // A blank that does not fit is where the row ends.
                _ if c == ' ' => (offset, offset + 1),
                Some(at) => (at, at + 1),
                None => (offset, offset),
            };
            rows.push(Row {
                bytes: start..stop,
                line: number,
            });
            start = next;
            used = measure(&text[start.min(offset)..offset]);
            blank = None;
        }
        if offset >= start {
            used += columns(c);
            blank = if c == ' ' { Some(offset) } else { blank };
        }
    }
    rows.push(Row {
        bytes: start.min(end)..end,
        line: number,
    });
}

/// Prose set to `width` columns, every row after `indent`.
pub(crate) fn fill(text: &str, width: usize, indent: &str) -> String {
    let clean = clean(text.trim());
    let room = width.saturating_sub(indent.len()).max(20);
    let lines: Vec<String> = rows(&clean, room)
        .iter()
        .map(|row| format!("{indent}{}", clean[row.bytes.clone()].trim_end()))
        .collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::{clean, cut, fill, measure, rows};

    #[test]
    fn rows_break_at_blanks_and_cover_every_word() {
        let text = "one two three four five six\nseven\r\n\nabcdefghijklmnop";
        let shown: Vec<(&str, usize)> = rows(text, 10).into_iter().map(|r| (&text[r.bytes], r.line)).collect();
        assert_eq!(
            shown,
            [
                ("one two", 1),
                ("three four", 1),
                ("five six", 1),
                ("seven", 2),
                ("", 3),
                ("abcdefghij", 4),
                ("klmnop", 4)
            ]
        );
    }

    #[test]
    fn rows_never_exceed_the_width() {
        for text in [
            "日本語のテキストです and more of it",
            "a\u{301}e\u{301} ".repeat(40).as_str(),
            &"🙂".repeat(50),
            &"x".repeat(100_000),
        ] {
            assert!(rows(text, 20).iter().all(|r| measure(&text[r.bytes.clone()]) <= 20));
        }
    }

    #[test]
    fn a_terminal_is_never_sent_controls() {
        assert_eq!(clean("a\u{1b}[31mb\tc\u{202e}"), "a·[31mb c·");
        assert_eq!(cut("a long sentence", 8), "a long…");
        assert_eq!(fill("one two three", 24, "  "), "  one two three");
    }
}
