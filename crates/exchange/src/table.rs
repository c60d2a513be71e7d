//! Tables of stories, one a row, whatever file they came in: columns by name, or principles as columns with marks.

pub(crate) mod csv;
pub(crate) mod xlsx;

use glidepath_domain::{Beat, Principle, Story};

use crate::part::{self, brief, nearest, plain_name};
use crate::questions::bare;
use crate::refusal::Problems;
use crate::{Asked, Brought, BroughtStory, MOST_ENTRIES, Part, Refusal, Remark};

/// No table of stories is wider.
const MOST_COLUMNS: usize = 500;

/// A row with the number that the person's own program shows for it.
pub(crate) struct Row {
    pub(crate) number: usize,
    pub(crate) cells: Vec<String>,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Id,
    Revision,
    Question,
    Part(Part),
    Principle(Principle),
}

/// Every part that a column can hold, in the order they are written.
fn parts() -> impl Iterator<Item = Part> {
    Part::WHOLE.iter().flat_map(|part| match part {
        Part::Beats => Beat::ALL.iter().map(|beat| Part::Beat(*beat)).collect::<Vec<_>>(),
        other => vec![*other],
    })
}

/// A column's meaning by its heading.
fn column(heading: &str) -> Option<Column> {
    match plain_name(heading).as_str() {
        "id" => return Some(Column::Id),
        "revision" => return Some(Column::Revision),
        "question" | "questions" => return Some(Column::Question),
        _ => {}
    }
    let part = Part::named(heading, parts()).map(Column::Part);
    part.or_else(|| part::principle(heading).ok().map(Column::Principle))
}

/// The headings of an exported table.
pub(crate) fn headings() -> Vec<String> {
    let names = parts().map(|part| part.name().to_owned());
    ["id".to_owned()]
        .into_iter()
        .chain(names)
        .chain(["revision".to_owned()])
        .collect()
}

/// One story as the cells under those headings.
pub(crate) fn cells(id: &str, story: &Story) -> Vec<String> {
    let words = parts().map(|part| part.read(story));
    [id.to_owned()]
        .into_iter()
        .chain(words)
        .chain([crate::revision(story)])
        .map(|cell| shielded(&cell))
        .collect()
}

/// A cell that a spreadsheet would run as a formula gets an apostrophe.
fn shielded(cell: &str) -> String {
    if runs(cell) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

fn unshielded(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| runs(rest)).unwrap_or(cell)
}

/// Whether a spreadsheet takes it for a formula, or would if apostrophes were taken off.
fn runs(cell: &str) -> bool {
    cell.trim_start_matches('\'')
        .starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// Reads the stories of a table.
pub(crate) fn stories(name: &str, rows: &[Row], brought: &mut Brought) -> Result<(), Refusal> {
    let mut rows = rows
        .iter()
        .filter(|row| row.cells.iter().any(|cell| !cell.trim().is_empty()));
    let Some(head) = rows.next() else {
        return Err(Refusal::new(
            "table-empty",
            format!("{name} has no rows"),
            "its first row should name the columns",
            format!("Name them, for instance: {}.", known_columns()),
        ));
    };
    if head.cells.len() > MOST_COLUMNS {
        return Err(Refusal::new(
            "too-many-columns",
            format!("{name} has {} columns", head.cells.len()),
            format!("a table of stories may have {MOST_COLUMNS}"),
            "Import the columns that belong to stories.",
        ));
    }
    let columns: Vec<Option<Column>> = head.cells.iter().map(|heading| column(heading)).collect();
    check_columns(name, head, &columns, brought)?;
    let mut problems = Problems::default();
    for (count, row) in rows.enumerate() {
        if count >= MOST_ENTRIES {
            return Err(Refusal::new(
                "too-many-rows",
                format!("{name} has more than {MOST_ENTRIES} rows"),
                "that many stories are no story bank",
                "Import a part of it.",
            ));
        }
        let from = format!("{name}, row {}", row.number);
        if columns.contains(&Some(Column::Question)) {
            asked(row, &columns, brought);
        } else {
            let story = story(row, &head.cells, &columns, from, &mut problems);
            brought.stories.push(story);
        }
    }
    problems.into_refusal(
        "table-values",
        format!("{name} holds values that cannot be read"),
        "Mend these cells and import the table again; nothing of it was taken.",
    )
}

fn known_columns() -> String {
    let names = ["title", "situation"].into_iter();
    names
        .chain(parts().skip(1).map(Part::name))
        .collect::<Vec<_>>()
        .join(", ")
}

/// Refuses a table that is none of stories, and one with two columns of the same meaning; remarks on columns unknown.
fn check_columns(name: &str, head: &Row, columns: &[Option<Column>], brought: &mut Brought) -> Result<(), Refusal> {
    let near = |heading: &str| {
        let names = parts().flat_map(|part| part.aliases().iter().copied().chain([part.name()]));
        let principles = Principle::ALL.iter().map(|p| p.name());
        nearest(heading, names.chain(principles))
            .map(|near| format!(" (did you mean \"{near}\"?)"))
            .unwrap_or_default()
    };
    let unknown: Vec<String> = head
        .cells
        .iter()
        .zip(columns)
        .filter(|(heading, column)| column.is_none() && !heading.trim().is_empty())
        .map(|(heading, _)| format!("\"{}\"{}", brief(heading), near(heading)))
        .collect();
    let tells = |column: &Option<Column>| {
        matches!(
            column,
            Some(Column::Question | Column::Part(Part::Title | Part::Beat(_)))
        )
    };
    if !columns.iter().any(tells) {
        let listed: Vec<String> = unknown.iter().take(20).cloned().collect();
        return Err(Refusal::new(
            "table-columns",
            format!("{name} has no column for a story's title or for what happened"),
            match listed.is_empty() {
                true => "its first row should name the columns".to_owned(),
                false => format!("its first row names {}", listed.join(", ")),
            },
            format!(
                "Name the columns in the first row. Known are {}; or principles.",
                known_columns()
            ),
        ));
    }
    let mut problems = Problems::default();
    for (at, column) in columns.iter().enumerate() {
        let twin = columns[..at]
            .iter()
            .position(|before| before.is_some() && before == column);
        if let Some(before) = twin {
            problems.add(format!(
                "\"{}\" and \"{}\"",
                brief(&head.cells[before]),
                brief(&head.cells[at])
            ));
        }
    }
    problems.into_refusal(
        "table-columns-twice",
        format!("{name} has two columns of the same meaning"),
        "Join them, or rename the one that means something else.",
    )?;
    if !unknown.is_empty() {
        brought.remarks.push(Remark::new(
            format!("{name}, row {}", head.number),
            format!("Columns passed over: {}.", unknown.join(", ")),
            "A story has no such part.",
            format!(
                "Rename a column that was meant for one. Known are {}; or principles.",
                known_columns()
            ),
        ));
    }
    Ok(())
}

fn asked(row: &Row, columns: &[Option<Column>], brought: &mut Brought) {
    for (cell, column) in row.cells.iter().zip(columns) {
        let text = bare(unshielded(cell));
        if *column == Some(Column::Question) && !text.is_empty() {
            brought.asked.push(Asked {
                text: text.to_owned(),
                line: row.number,
            });
        }
    }
}

fn story(
    row: &Row,
    headings: &[String],
    columns: &[Option<Column>],
    from: String,
    problems: &mut Problems,
) -> BroughtStory {
    let mut told = BroughtStory {
        id: None,
        story: Story::default(),
        from,
        revision: None,
        holds: Vec::new(),
    };
    let mut marked = Vec::new();
    for (at, column) in columns.iter().enumerate() {
        let cell = unshielded(row.cells.get(at).map_or("", String::as_str));
        let filled = || Some(cell.trim().to_owned()).filter(|text| !text.is_empty());
        let put = match column {
            None | Some(Column::Question) => Ok(()),
            Some(Column::Id) => {
                told.id = filled();
                Ok(())
            }
            Some(Column::Revision) => {
                told.revision = filled();
                Ok(())
            }
            Some(Column::Part(part)) => {
                told.holds.push(*part);
                part.put(&mut told.story, cell)
            }
            Some(Column::Principle(principle)) => {
                mark(cell).map(|rank| marked.extend(rank.map(|rank| (rank, at, *principle))))
            }
        };
        if let Err(problem) = put {
            problems.add(format!("{}, column \"{}\": {problem}", told.from, brief(&headings[at])));
        }
    }
    if columns
        .iter()
        .any(|column| matches!(column, Some(Column::Principle(_))))
    {
        // The main one first, then in the order of ranks and columns.
        marked.sort_unstable();
        for (_, _, principle) in marked {
            if !told.story.principles.contains(&principle) {
                told.story.principles.push(principle);
            }
        }
        if !told.holds.contains(&Part::Principles) {
            told.holds.push(Part::Principles);
        }
    }
    told
}

/// Reads a mark in a principle's column: its rank, least first, or none.
fn mark(cell: &str) -> Result<Option<u32>, String> {
    let lower = cell.trim().to_lowercase();
    Ok(match lower.as_str() {
        "" | "0" | "no" | "n" | "-" | "–" | "false" => None,
        "main" | "primary" | "m" | "xx" | "✓✓" => Some(0),
        "x" | "✓" | "✔" | "✅" | "☑" | "●" | "•" | "*" | "yes" | "y" | "true" | "minor" | "secondary" => {
            Some(1)
        }
        other => match other.parse::<u32>() {
            Ok(rank @ 1..=16) => Some(rank),
            _ => return Err(format!("\"{}\" is no mark like x, ✓, 1 or main", brief(cell))),
        },
    })
}

#[cfg(test)]
mod tests {
    use glidepath_domain::{Beat, Principle};

    use super::{Row, mark, parts, shielded, stories, unshielded};
    use crate::{Brought, Part, Refusal};

    fn read(rows: &[&[&str]]) -> Result<Brought, Refusal> {
        let rows: Vec<Row> = (1..)
            .zip(rows)
            .map(|(number, cells)| Row {
                number,
                cells: cells.iter().map(|c| (*c).to_owned()).collect(),
            })
            .collect();
        let mut brought = Brought::default();
        stories("t.csv", &rows, &mut brought).map(|()| brought)
    }

    #[test]
    fn columns_are_found_by_other_names_and_say_what_the_table_holds() {
        let brought = read(&[
            &["Story", "Situation", "What I did", "Company", "Colour", "LP"],
            &[
                "Queue",
                "Nine days.",
                "I looked.",
                "Acme",
                "red",
                "Dive Deep; Are Right, A Lot",
            ],
        ])
        .unwrap();
        let told = &brought.stories[0];
        assert_eq!(
            (told.story.title.as_str(), told.story.employer.as_str()),
            ("Queue", "Acme")
        );
        assert_eq!(
            told.story.beats.iter().map(|p| p.beat).collect::<Vec<_>>(),
            [Beat::Context, Beat::Action]
        );
        assert_eq!(told.story.principles, [Principle::DiveDeep, Principle::AreRightALot]);
        assert!(told.holds.contains(&Part::Beat(Beat::Action)) && !told.holds.contains(&Part::Facts));
        assert!(brought.remarks[0].what.contains("Colour"), "{:?}", brought.remarks);
    }

    #[test]
    fn marks_under_principles_become_principles_the_main_one_first() {
        let brought = read(&[
            &["Story", "Ownership", "Dive Deep", "Have Backbone", "Frugality"],
            &["Queue", "x", "main", "✓", ""],
        ])
        .unwrap();
        assert_eq!(
            brought.stories[0].story.principles,
            [Principle::DiveDeep, Principle::Ownership, Principle::HaveBackbone]
        );
        assert!(read(&[&["Story", "Ownership"], &["a", "maybe"]]).is_err());
        assert_eq!(mark("2"), Ok(Some(2)));
    }

    #[test]
    fn wrong_columns_are_refused_with_the_nearest_names() {
        let refusal = read(&[&["Sitation", "Colour"], &["a", "b"]]).unwrap_err();
        assert_eq!(refusal.code, "table-columns");
        assert!(refusal.why.contains("did you mean \"situation\""), "{}", refusal.why);
        assert!(refusal.fix.contains("title, situation"), "{}", refusal.fix);
        assert_eq!(read(&[]).unwrap_err().code, "table-empty");
        let twice = read(&[&["title", "situation", "context"], &["a", "b", "c"]]).unwrap_err();
        assert_eq!(twice.code, "table-columns-twice");
    }

    #[test]
    fn all_wrong_cells_are_told_at_once() {
        let refusal = read(&[
            &["title", "when", "outcome"],
            &["a", "last spring", "won"],
            &["b", "2023", "success"],
            &["c", "32/2023", ""],
        ])
        .unwrap_err();
        for part in [
            "row 2, column \"when\"",
            "row 2, column \"outcome\"",
            "row 4",
            "success, failure, mixed",
        ] {
            assert!(refusal.why.contains(part), "{part}: {}", refusal.why);
        }
    }

    #[test]
    fn a_list_of_questions_is_a_table_too() {
        let brought = read(&[&["Question", "notes"], &["Why?", "x"], &["", "y"]]).unwrap();
        assert_eq!(brought.asked.len(), 1);
        assert!(brought.stories.is_empty());
    }

    #[test]
    fn formulas_are_put_to_sleep_and_woken() {
        for cell in ["=1+1", "+49", "-", "@x", "'=1", "''", "a", "", "\t1"] {
            let out = shielded(cell);
            assert!(!out.starts_with(['=', '+', '-', '@', '\t']), "{out}");
            assert_eq!(unshielded(&out), cell);
        }
        assert_eq!(parts().count(), Part::WHOLE.len() - 1 + Beat::ALL.len());
    }
}
