//! Tables as text between commas, semicolons or tabs, in and out.

use glidepath_domain::Story;

use super::Row;
use crate::{MOST_ENTRIES, Refusal};

/// Reads rows. The delimiter is the one that the first line has most of, outside quotes.
pub(crate) fn rows(name: &str, text: &str) -> Result<Vec<Row>, Refusal> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(text))
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| {
            Refusal::new(
                "csv-broken",
                format!("{name} is no whole table"),
                error.to_string(),
                "Save it from a spreadsheet as CSV and import it again.",
            )
        })?;
        let number = record
            .position()
            .map_or(0, |place| usize::try_from(place.record()).unwrap_or(0) + 1);
        rows.push(Row {
            number,
            cells: record.iter().map(str::to_owned).collect(),
        });
        // The heading and one too many: the reader of stories says so.
        if rows.len() > MOST_ENTRIES + 1 {
            break;
        }
    }
    Ok(rows)
}

fn delimiter(text: &str) -> u8 {
    let mut quoted = false;
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    for byte in text.trim_start().bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => break,
            _ if !quoted => {
                for (delimiter, count) in &mut counts {
                    *count += usize::from(byte == *delimiter);
                }
            }
            _ => {}
        }
    }
    // The first of equals: a lone column has none, and a comma does no harm.
    let best = counts.iter().rev().max_by_key(|(_, count)| *count);
    best.map_or(b',', |(delimiter, _)| *delimiter)
}

/// The bank as one table, with a mark at the front so that spreadsheets read it as UTF-8.
pub(crate) fn text(stories: &[(String, Story)]) -> String {
    let mut out = String::from("\u{feff}");
    let rows = stories.iter().map(|(id, story)| super::cells(id, story));
    for row in [super::headings()].into_iter().chain(rows) {
        let cells: Vec<String> = row.iter().map(|cell| quoted(cell)).collect();
        out.push_str(&cells.join(","));
        out.push_str("\r\n");
    }
    out
}

fn quoted(cell: &str) -> String {
    if cell.contains(['"', ',', ';', '\n', '\r', '\t']) || cell.starts_with(' ') || cell.ends_with(' ') {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::{delimiter, rows};

    #[test]
    fn the_delimiter_is_found_and_quotes_hold_lines() {
        assert_eq!(delimiter("a;b;\"c,d,e\"\n1,2,3,4"), b';');
        assert_eq!(delimiter("a\tb\n"), b'\t');
        assert_eq!(delimiter("title\nx;y\n"), b',');
        let read = rows("t", "title;situation\n\"A;\nB\";c\n").unwrap();
        assert_eq!(
            (read[1].number, read[1].cells.as_slice()),
            (2, ["A;\nB".to_owned(), "c".to_owned()].as_slice())
        );
    }
}
