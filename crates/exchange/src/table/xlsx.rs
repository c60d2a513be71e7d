//! Spreadsheets: the first sheet that has rows is read, and one sheet of text is written. Formulas count as the value they
//! last had; colours, dates as numbers and further sheets are left out. Written by hand, since a sheet of text needs one
//! XML file in and six out, and a reader that keeps sheets whole lets a cell in the last corner fill the memory.

use glidepath_domain::Story;

use super::{MOST_COLUMNS, Row};
use crate::archive::{Budget, entries, packed};
use crate::decode::decode;
use crate::part::{brief, plain_name};
use crate::xml::{Piece, walk};
use crate::{MOST_ENTRIES, Refusal, Remark};

/// The entry that makes an archive a spreadsheet.
pub(crate) const WORKBOOK: &str = "xl/workbook.xml";

/// What a cell may hold.
const LONGEST_CELL: usize = 32_767;

/// Reads the rows of the first sheet that has any; a remark says when others were passed over.
pub(crate) fn rows(
    name: &str,
    bytes: &[u8],
    budget: &mut Budget,
    remarks: &mut Vec<Remark>,
) -> Result<Vec<Row>, Refusal> {
    let wanted = |entry: &str| entry.starts_with("xl/worksheets/sheet") || entry == "xl/sharedStrings.xml";
    let mut parts = entries(name, bytes, wanted, budget)?;
    // sheet2 before sheet10.
    parts.sort_by_key(|(entry, _)| (entry.len(), entry.clone()));
    let text = |content: &[u8]| decode(content).map(|d| d.text).unwrap_or_default();
    let broken = |why: String| {
        Refusal::new(
            "xlsx-broken",
            format!("{name} cannot be read as a spreadsheet"),
            why,
            "Open it in a spreadsheet program and save it again as XLSX or CSV.",
        )
    };
    let shared = match parts.iter().find(|(entry, _)| entry == "xl/sharedStrings.xml") {
        Some((_, content)) => shared_strings(&text(content)).map_err(broken)?,
        None => Vec::new(),
    };
    let mut filled = Vec::new();
    for (entry, content) in parts.iter().filter(|(entry, _)| entry.starts_with("xl/worksheets/")) {
        let rows = sheet(&text(content), &shared).map_err(|why| broken(format!("{entry}: {why}")))?;
        if rows
            .iter()
            .any(|row| row.cells.iter().any(|cell| !cell.trim().is_empty()))
        {
            filled.push(rows);
        }
    }
    if filled.len() > 1 {
        remarks.push(Remark::new(
            name,
            format!("{} sheets were passed over.", filled.len() - 1),
            "Only the first sheet with rows is read.",
            "Save the other sheets as files of their own and import them too.",
        ));
    }
    let mut rows = if filled.is_empty() {
        Vec::new()
    } else {
        filled.swap_remove(0)
    };
    years_and_months(&mut rows);
    Ok(rows)
}

fn shared_strings(xml: &str) -> Result<Vec<String>, String> {
    let mut all = Vec::new();
    let mut words = false;
    // The sound of a word, written above it in Japanese, is not the word.
    let mut sound = false;
    let mut one = String::new();
    walk(xml, |piece| match piece {
        Piece::Start(tag) => match tag.name {
            "t" => words = true,
            "rPh" => sound = true,
            _ => {}
        },
        Piece::Words(text) if words && !sound => one.push_str(text),
        Piece::Words(_) => {}
        Piece::End("t") => words = false,
        Piece::End("rPh") => sound = false,
        Piece::End("si") => all.push(std::mem::take(&mut one)),
        Piece::End(_) => {}
    })?;
    Ok(all)
}

fn sheet(xml: &str, shared: &[String]) -> Result<Vec<Row>, String> {
    let mut rows: Vec<Row> = Vec::new();
    let mut kind = String::new();
    let mut column = 0;
    // Where a cell lies that does not say so itself: after the one before it, blank or not.
    let mut next = 0;
    let mut words = false;
    let mut value = String::new();
    walk(xml, |piece| match piece {
        Piece::Start(tag) => match tag.name {
            "row" => {
                next = 0;
                let told = tag.attribute("r").and_then(|r| r.parse().ok());
                let number = told.unwrap_or(rows.last().map_or(1, |row| row.number + 1));
                // The heading and one too many: the reader of stories says so.
                if rows.len() < MOST_ENTRIES + 2 {
                    rows.push(Row {
                        number,
                        cells: Vec::new(),
                    });
                }
            }
            "c" => {
                kind = tag.attribute("t").unwrap_or_default();
                column = tag.attribute("r").and_then(|r| column_of(&r)).unwrap_or(next);
                next = column + 1;
                value.clear();
            }
            "v" | "t" => words = true,
            _ => {}
        },
        Piece::Words(text) if words => value.push_str(text),
        Piece::Words(_) => {}
        Piece::End("v" | "t") => words = false,
        Piece::End("c") => {
            let cell = match kind.as_str() {
                "s" => value
                    .trim()
                    .parse::<usize>()
                    .ok()
                    .and_then(|at| shared.get(at))
                    .cloned()
                    .unwrap_or_default(),
                "b" if value == "1" => "yes".to_owned(),
                "b" => "no".to_owned(),
                "e" => String::new(),
                _ => std::mem::take(&mut value),
            };
            if let Some(row) = rows.last_mut().filter(|_| column < MOST_COLUMNS && !cell.is_empty()) {
                if row.cells.len() <= column {
                    row.cells.resize(column + 1, String::new());
                }
                row.cells[column] = cell;
            }
        }
        Piece::End(_) => {}
    })?;
    Ok(rows)
}

/// The column of a cell's address, from 0: `B7` is 1.
fn column_of(address: &str) -> Option<usize> {
    let letters = address.bytes().take_while(u8::is_ascii_uppercase);
    let column = letters
        .take(4)
        .fold(0, |sum, letter| sum * 26 + usize::from(letter - b'A') + 1);
    column.checked_sub(1)
}

/// A date in a column called `when` or `date` is a count of days in the file; what a person sees is the date.
fn years_and_months(rows: &mut [Row]) {
    let Some(head) = rows
        .iter()
        .position(|row| row.cells.iter().any(|cell| !cell.trim().is_empty()))
    else {
        return;
    };
    let dated: Vec<usize> = (0..rows[head].cells.len())
        .filter(|at| matches!(plain_name(&rows[head].cells[*at]).as_str(), "when" | "date"))
        .collect();
    for row in &mut rows[head + 1..] {
        for at in &dated {
            if let Some(cell) = row.cells.get_mut(*at) {
                if let Some(date) = cell.parse::<f64>().ok().and_then(day_count) {
                    *cell = date;
                }
            }
        }
    }
}

/// The date so many days after 30 December 1899, for days of 1954 to 2119; other numbers are years.
fn day_count(days: f64) -> Option<String> {
    if !(20_000.0..80_000.0).contains(&days) {
        return None;
    }
    // Days since 1 March of the year 0, split into eras of 400 years. Source: Hinnant, "chrono-compatible date algorithms".
    #[expect(clippy::cast_possible_truncation, reason = "held to 80,000 above")]
    let count = days as i64 + 693_899;
    let (era, of_era) = (count.div_euclid(146_097), count.rem_euclid(146_097));
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let (month, next) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    Some(format!("{:04}-{month:02}-{day:02}", year + era * 400 + next))
}

/// The bank as a spreadsheet with one sheet, every cell text.
pub(crate) fn bytes(stories: &[(String, Story)]) -> Result<Vec<u8>, Refusal> {
    let mut sheet = String::from(concat!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
        r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0">"#,
        r#"<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>"#,
    ));
    let rows = stories.iter().map(|(id, story)| super::cells(id, story));
    for row in [super::headings()].into_iter().chain(rows) {
        sheet.push_str("<row>");
        for cell in row {
            if cell.chars().count() > LONGEST_CELL {
                return Err(Refusal::new(
                    "cell-too-long",
                    format!("\"{}\" is too long for a cell", brief(&cell)),
                    format!("spreadsheets hold {LONGEST_CELL} letters in one"),
                    "Export as Markdown or JSON, which hold all of it.",
                ));
            }
            sheet.push_str(r#"<c t="inlineStr"><is><t xml:space="preserve">"#);
            push_escaped(&cell, &mut sheet);
            sheet.push_str("</t></is></c>");
        }
        sheet.push_str("</row>");
    }
    sheet.push_str("</sheetData></worksheet>");
    packed([
        ("[Content_Types].xml", CONTENT_TYPES.as_bytes()),
        ("_rels/.rels", RELATIONS.as_bytes()),
        (WORKBOOK, BOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", BOOK_RELATIONS.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

/// Text as XML may hold it: what XML has no way to write is left out.
fn push_escaped(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\r' => out.push_str("&#13;"),
            '\n' | '\t' => out.push(c),
            c if c.is_control() && u32::from(c) < 0x20 || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
}

const CONTENT_TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>"#;
const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOOK: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Stories" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const BOOK_RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;

#[cfg(test)]
mod tests {
    use super::{column_of, day_count, rows, sheet};
    use crate::archive::{Budget, packed};

    #[test]
    fn addresses_and_day_counts_are_read() {
        assert_eq!(
            (column_of("A1"), column_of("AB12"), column_of("7")),
            (Some(0), Some(27), None)
        );
        assert_eq!(day_count(45_047.0).as_deref(), Some("2023-05-01"));
        assert_eq!(day_count(45_351.5).as_deref(), Some("2024-02-29"));
        assert_eq!(day_count(2023.0), None);
    }

    #[test]
    fn a_cell_in_the_last_corner_costs_nothing() {
        let xml = r#"<sheetData><row r="1"><c t="str"><f>1</f><v>title</v></c><c/><c><v>3</v></c><c r="XFD1"><v>9</v></c></row>
            <row r="1048576"><c r="B1048576" t="b"><v>1</v></c></row></sheetData>"#;
        let read = sheet(xml, &[]).unwrap();
        assert_eq!(read[0].cells, ["title", "", "3"]);
        assert_eq!(
            (read[1].number, read[1].cells.as_slice()),
            (1_048_576, ["".to_owned(), "yes".to_owned()].as_slice())
        );
    }

    #[test]
    fn shared_strings_dates_and_further_sheets_are_seen() {
        let strings = "<sst><si><r><t>ti</t></r><r><t>tle</t></r></si><si><t>date</t></si></sst>";
        let first = r#"<sheetData><row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row><row><c t="inlineStr"><is><t>A</t></is></c><c><v>45047</v></c></row></sheetData>"#;
        let bytes = packed([
            ("xl/sharedStrings.xml", strings.as_bytes()),
            ("xl/worksheets/sheet10.xml", first.replace("45047", "1").as_bytes()),
            ("xl/worksheets/sheet2.xml", first.as_bytes()),
            ("xl/worksheets/sheet1.xml", b"<sheetData/>".as_slice()),
        ])
        .unwrap();
        let mut remarks = Vec::new();
        let read = rows("a.xlsx", &bytes, &mut Budget::default(), &mut remarks).unwrap();
        assert_eq!(read[0].cells, ["title", "date"]);
        assert_eq!(read[1].cells, ["A", "2023-05-01"]);
        assert_eq!(remarks.len(), 1);
    }
}
