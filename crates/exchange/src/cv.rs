//! Jobs and projects in the text of a CV. An entry begins where a line holds a span of dates; what cannot be told apart
//! stays blank, and a text with no such line has no entries.

use std::collections::BTreeSet;

use crate::part::plain_name;
use crate::questions::bare;
use crate::{CvEntry, Source, SourceKind};

/// Headings of parts that hold jobs or projects.
const WORK: &[&str] = &[
    "experience",
    "work experience",
    "professional experience",
    "relevant experience",
    "employment",
    "employment history",
    "work history",
    "career",
    "career history",
    "projects",
    "selected projects",
    "personal projects",
    "volunteering",
    "volunteer experience",
    "volunteer work",
    "leadership",
];

/// Headings of parts that hold none, though there may be dates in them.
const OTHER: &[&str] = &[
    "education",
    "skills",
    "technical skills",
    "languages",
    "certifications",
    "certificates",
    "publications",
    "awards",
    "interests",
    "hobbies",
    "references",
    "summary",
    "profile",
    "about",
    "about me",
    "contact",
    "training",
    "courses",
    "patents",
    "talks",
    "objective",
    "personal statement",
];

/// Words that are what somebody was, never for whom.
const ROLES: &[&str] = &[
    "engineer",
    "developer",
    "manager",
    "lead",
    "leader",
    "director",
    "analyst",
    "architect",
    "scientist",
    "designer",
    "consultant",
    "officer",
    "head",
    "chief",
    "intern",
    "assistant",
    "associate",
    "organiser",
    "organizer",
    "founder",
    "specialist",
    "coordinator",
    "administrator",
    "owner",
    "teacher",
    "nurse",
    "researcher",
    "programmer",
    "tester",
    "supervisor",
    "technician",
    "president",
    "vp",
    "cto",
    "ceo",
    "coo",
    "cfo",
    "writer",
    "editor",
    "accountant",
    "buyer",
    "planner",
    "trainer",
    "volunteer",
    "mentor",
    "captain",
    "lecturer",
    "professor",
    "student",
    "apprentice",
];

const MONTHS: &[&str] = &[
    "jan",
    "january",
    "feb",
    "february",
    "mar",
    "march",
    "apr",
    "april",
    "may",
    "jun",
    "june",
    "jul",
    "july",
    "aug",
    "august",
    "sep",
    "sept",
    "september",
    "oct",
    "october",
    "nov",
    "november",
    "dec",
    "december",
    "spring",
    "summer",
    "autumn",
    "fall",
    "winter",
];

const NOW: &[&str] = &["present", "now", "today", "current", "ongoing", "date"];

/// A longer text is no CV, and is not searched for entries.
const LONGEST: usize = 500_000;

/// Longer lines are sentences, not headings of an entry.
const LONGEST_HEADING: usize = 110;

/// A CV as a source.
pub(crate) fn source(name: &str, text: String) -> Source {
    Source {
        name: name.to_owned(),
        kind: SourceKind::Cv,
        projects: entries(&text),
        text,
    }
}

/// Whether a plain text is a CV rather than notes: parts of one by name, and at least one entry.
pub(crate) fn looks_like_one(text: &str) -> bool {
    let known = text.lines().take(10_000).filter(|line| section(line).is_some()).count();
    known >= 2 && !entries(text).is_empty()
}

/// `Some(true)` for the heading of a part with jobs, `Some(false)` for that of another part.
fn section(line: &str) -> Option<bool> {
    let name = plain_name(line.trim_matches(['#', '*', '=', '-', ' ']));
    if WORK.contains(&name.as_str()) {
        Some(true)
    } else {
        OTHER.contains(&name.as_str()).then_some(false)
    }
}

fn is_bullet(line: &str) -> bool {
    line.trim_start()
        .starts_with(['-', '*', '•', '–', '·', '▪', '‣', '\u{f0b7}', '◦', '●', 'o'])
        && bare(line).len() + 1 < line.trim().len()
        || line.trim_start().starts_with("o ")
}

/// A span of dates in a line.
struct Dates<'a> {
    from: &'a str,
    to: &'a str,
    /// The line without it.
    rest: String,
}

/// The jobs and projects of a CV, in its order.
pub(crate) fn entries(text: &str) -> Vec<CvEntry> {
    if text.len() > LONGEST {
        return Vec::new();
    }
    let lines: Vec<&str> = text.lines().collect();
    let divided = lines.iter().any(|line| section(line) == Some(true));
    let mut inside = !divided;
    let mut found: Vec<(usize, usize, CvEntry)> = Vec::new();
    let mut free = 0;
    let mut ends = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        if let Some(work) = section(line) {
            inside = work;
            free = at + 1;
            ends.push(at);
            continue;
        }
        if !inside || is_bullet(line) || line.chars().count() > LONGEST_HEADING {
            continue;
        }
        let Some(dates) = dates(line) else { continue };
        let (start, heading) = heading(&lines, at, free, &dates.rest);
        let (role, employer) = role_and_employer(&heading);
        let entry = CvEntry {
            employer,
            role,
            from: dates.from.to_owned(),
            to: dates.to.to_owned(),
            lines: Vec::new(),
        };
        found.push((start, at, entry));
        free = at + 1;
    }
    let starts: BTreeSet<usize> = found.iter().map(|(start, ..)| *start).chain(ends).collect();
    let mut entries = Vec::with_capacity(found.len());
    for (_, at, mut entry) in found {
        let end = starts
            .iter()
            .copied()
            .filter(|start| *start > at)
            .min()
            .unwrap_or(lines.len());
        entry.lines = told(&lines[at + 1..end]);
        entries.push(entry);
    }
    entries
}

/// The pieces of an entry's heading, and the line it begins on: the line of the dates, and up to two short ones above.
fn heading(lines: &[&str], at: usize, free: usize, rest: &str) -> (usize, Vec<String>) {
    let mut pieces = split(rest);
    let mut start = at;
    while pieces.len() < 2 && start > free && at - start < 2 {
        let above = lines[start - 1];
        let plain = above.trim();
        let fits = !plain.is_empty() && !is_bullet(above) && plain.chars().count() <= LONGEST_HEADING;
        if !fits || plain.ends_with(['.', ';', ':']) {
            break;
        }
        // A line that is one piece by itself is taken whole: "Northgate Payments, Gothenburg".
        let mut both = split_strongly(plain);
        both.append(&mut pieces);
        pieces = both;
        start -= 1;
    }
    (start, pieces)
}

fn split_strongly(text: &str) -> Vec<String> {
    let mut parts = vec![text];
    for mark in [" — ", " – ", " | ", " · ", " @ ", " at ", "\t", "   "] {
        parts = parts.into_iter().flat_map(|part| part.split(mark)).collect();
    }
    let trimmed = parts
        .into_iter()
        .map(|part| part.trim().trim_matches([',', '|', '*', '(', ')', '·']).trim());
    trimmed
        .filter(|part| part.chars().any(char::is_alphabetic))
        .map(str::to_owned)
        .collect()
}

/// Pieces between dashes and bars; of a single piece, those between commas if one of them is a role.
fn split(text: &str) -> Vec<String> {
    let strong = split_strongly(text);
    match strong.as_slice() {
        [one] if one.contains(", ") && is_role(one) => one.split(", ").map(|part| part.trim().to_owned()).collect(),
        _ => strong,
    }
}

fn is_role(text: &str) -> bool {
    plain_name(text).split(' ').any(|word| ROLES.contains(&word))
}

/// Which piece says as what, and which for whom.
fn role_and_employer(pieces: &[String]) -> (String, String) {
    let role = pieces.iter().position(|piece| is_role(piece));
    let employer = (0..pieces.len()).find(|at| Some(*at) != role);
    let at = |place: Option<usize>| place.map(|at| pieces[at].clone()).unwrap_or_default();
    (at(role), at(employer))
}

/// What was done: bullets with the lines they run over, or paragraphs. Some programs draw bullets as pictures; where there
/// are none, a line that ends a sentence ends the item.
fn told(lines: &[&str]) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut open = false;
    let bullets = lines.iter().any(|line| is_bullet(line));
    for line in lines {
        if line.trim().is_empty() {
            open = false;
            continue;
        }
        match out.last_mut().filter(|_| open && !is_bullet(line)) {
            Some(last) => {
                last.push(' ');
                last.push_str(line.trim());
            }
            None => out.push(bare(line).to_owned()),
        }
        open = bullets || !line.trim_end().ends_with(['.', '!', '?', ';']);
    }
    out.retain(|line| !line.is_empty());
    out
}

/// Finds a span of dates: "March 2021 – Present", "08/2017 to 02/2021", "2019-2024"; or one year that ends the line.
fn dates(line: &str) -> Option<Dates<'_>> {
    let words = words(line);
    for at in 0..words.len() {
        let Some(from_end) = date_at(line, &words, at) else {
            continue;
        };
        let from = &line[words[at].0..words[from_end - 1].1];
        let mut next = from_end;
        if words
            .get(next)
            .is_some_and(|w| matches!(&line[w.0..w.1], "-" | "–" | "—" | "to" | "until"))
        {
            next += 1;
        } else if next == words.len() && at > 0 && next - at == 1 {
            return Some(Dates {
                from,
                to: "",
                rest: line[..words[at].0].to_owned(),
            });
        } else {
            continue;
        }
        let Some(last) = words.get(next) else { continue };
        let to_end = match NOW.contains(&line[last.0..last.1].to_lowercase().as_str()) {
            true => next + 1,
            false => match date_at(line, &words, next) {
                Some(end) => end,
                None => continue,
            },
        };
        let to = &line[words[next].0..words[to_end - 1].1];
        let rest = format!("{}\t{}", &line[..words[at].0], &line[words[to_end - 1].1..]);
        return Some(Dates { from, to, rest });
    }
    None
}

/// The places of words, dashes apart from them, brackets and commas left out.
fn words(line: &str) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut start = None;
    for (at, c) in line.char_indices().chain([(line.len(), ' ')]) {
        let dash = matches!(c, '-' | '–' | '—');
        if dash || c.is_whitespace() || matches!(c, ',' | '(' | ')' | '|' | '·' | '*') {
            if let Some(start) = start.take() {
                out.push((start, at));
            }
            if dash {
                out.push((at, at + c.len_utf8()));
            }
        } else {
            start.get_or_insert(at);
        }
    }
    out
}

/// Where the date ends that begins at a word; `None` where none does.
fn date_at(line: &str, words: &[(usize, usize)], at: usize) -> Option<usize> {
    let word = |at: usize| words.get(at).map(|(start, end)| &line[*start..*end]);
    let first = word(at)?;
    if is_year(first) {
        return Some(at + 1);
    }
    if let Some((month, year)) = first.split_once(['/', '.']) {
        if month.parse::<u8>().is_ok_and(|month| (1..=12).contains(&month)) && is_year(year) {
            return Some(at + 1);
        }
    }
    let named = MONTHS.contains(&first.trim_end_matches('.').to_lowercase().as_str());
    (named && word(at + 1).is_some_and(is_year)).then_some(at + 2)
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.parse::<u16>().is_ok_and(|year| (1950..2100).contains(&year))
}

#[cfg(test)]
mod tests {
    use super::{dates, entries, is_bullet, looks_like_one};

    #[test]
    fn spans_of_dates_are_found_as_people_write_them() {
        for (line, from, to) in [
            ("March 2021 – Present", "March 2021", "Present"),
            ("Acme, 08/2017-02/2021", "08/2017", "02/2021"),
            ("Acme (2019–2024)", "2019", "2024"),
            ("Sept. 2019 to now", "Sept. 2019", "now"),
            ("Food bank, 2022", "2022", ""),
        ] {
            let found = dates(line).unwrap();
            assert_eq!((found.from, found.to), (from, to), "{line}");
        }
        for line in ["Call 2020-1", "In 2021 we moved", "1200 - 1300", "May we", "2021", ""] {
            assert!(dates(line).is_none(), "{line}");
        }
    }

    #[test]
    fn headings_of_several_forms_are_told_apart() {
        let text = "Experience\nAcme Ltd | Data Analyst | 2019 - 2020\n- Did a thing\n  that ran on.\n\nBolt\nHead of Operations\n2015 – 2018\nRan it\nall day.\nThen night.\nEducation\nMSc, 2010 – 2012\n";
        let read = entries(text);
        assert_eq!(read.len(), 2);
        assert_eq!(
            (read[0].role.as_str(), read[0].employer.as_str()),
            ("Data Analyst", "Acme Ltd")
        );
        assert_eq!(read[0].lines, ["Did a thing that ran on."]);
        assert_eq!(
            (read[1].role.as_str(), read[1].employer.as_str()),
            ("Head of Operations", "Bolt")
        );
        assert_eq!(read[1].lines, ["Ran it all day.", "Then night."]);
        assert!(looks_like_one(text));
        assert!(!looks_like_one("We met from 2019 to 2020 and talked."));
    }

    #[test]
    fn a_bullet_is_more_than_a_letter() {
        assert!(is_bullet("• one") && is_bullet("- one") && is_bullet("o one"));
        assert!(!is_bullet("one") && !is_bullet("-") && !is_bullet("organised it"));
    }
}
