//! The lines of a job description: sentences and bullets with their place, and what each speaks of.

use glidepath_domain::Span;

/// What a line speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LineKind {
    /// The first line that has words.
    Title,
    /// A heading over others.
    Heading,
    /// What one will do.
    Duty,
    /// What one must bring.
    Demand,
    /// What is offered, and how to apply.
    Offer,
    /// The employer, and all else.
    About,
}

/// A line.
#[derive(Debug, Clone)]
pub(super) struct Line<'t> {
    pub(super) text: &'t str,
    pub(super) span: Span,
    pub(super) kind: LineKind,
    /// Its words in lower case.
    words: Vec<String>,
}

/// Words that stand for others: `<n>` for a number. See [`Line::holds`].
const NUMBER: &str = "<n>";

impl Line<'_> {
    /// Whether it has these words in a row. A word of the pattern may end in `*` for any ending, be several with `|` between, or be `<n>`,
    /// a number. A plus behind a number is a word of its own.
    pub(super) fn holds(&self, pattern: &str) -> bool {
        self.place(pattern).is_some()
    }

    fn place(&self, pattern: &str) -> Option<usize> {
        let wanted: Vec<&str> = pattern.split(' ').collect();
        let fits = |at: &usize| {
            wanted
                .iter()
                .enumerate()
                .all(|(n, wanted)| self.words.get(at + n).is_some_and(|word| is(word, wanted)))
        };
        (0..self.words.len()).find(fits)
    }

    /// The years it asks for: of a range the fewer, of several the most, since the others are for a part of it.
    pub(super) fn years(&self) -> Option<u32> {
        let at = |n: usize| self.words.get(n).map(String::as_str);
        let years = (0..self.words.len()).filter(|n| matches!(at(*n), Some("years" | "year")));
        let asked = years.filter_map(|n| {
            // "6+ years", "six or more years".
            let mut last = n.checked_sub(1)?;
            if at(last) == Some("+") {
                last = last.checked_sub(1)?;
            } else if at(last) == Some("more") {
                last = last.checked_sub(2)?;
            }
            let most = number(at(last)?)?;
            // "3 to 5 years", "3-5 years".
            let to = last
                .checked_sub(1)
                .and_then(at)
                .is_some_and(|word| matches!(word, "to" | "or"));
            let fewer = last.checked_sub(if to { 2 } else { 1 }).and_then(at).and_then(number);
            Some(fewer.filter(|fewer| *fewer < most).unwrap_or(most))
        });
        asked.max()
    }
}

fn is(word: &str, wanted: &str) -> bool {
    wanted.split('|').any(|wanted| match wanted.strip_suffix('*') {
        _ if wanted == NUMBER => number(word).is_some(),
        Some(stem) => word.starts_with(stem),
        None => word == wanted,
    })
}

/// Numbers are written out as often as not.
fn number(word: &str) -> Option<u32> {
    const WORDS: [&str; 13] = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    ];
    let written = WORDS.iter().position(|written| *written == word);
    written
        .and_then(|n| u32::try_from(n).ok())
        .or_else(|| word.parse().ok().filter(|n| *n < 1_000))
}

fn words(text: &str) -> Vec<String> {
    let mut spaced = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '+' => spaced.push_str(" + "),
            c if c.is_alphanumeric() => spaced.extend(c.to_lowercase()),
            _ => spaced.push(' '),
        }
    }
    spaced.split_whitespace().map(str::to_owned).collect()
}

/// Headings over what one does, must bring, and is offered: a line under one speaks of that.
const HEADINGS: &[(&str, LineKind)] = &[
    ("what we offer", LineKind::Offer),
    ("we offer", LineKind::Offer),
    ("benefits", LineKind::Offer),
    ("salary", LineKind::Offer),
    ("how to apply", LineKind::Offer),
    ("place", LineKind::Offer),
    ("perks", LineKind::Offer),
    ("qualification*", LineKind::Demand),
    ("requirement*", LineKind::Demand),
    ("what you bring", LineKind::Demand),
    ("you bring", LineKind::Demand),
    ("you have", LineKind::Demand),
    ("you will have", LineKind::Demand),
    ("you ll have", LineKind::Demand),
    ("you will need", LineKind::Demand),
    ("you ll need", LineKind::Demand),
    ("what you need", LineKind::Demand),
    ("what we need", LineKind::Demand),
    ("we need", LineKind::Demand),
    ("looking for", LineKind::Demand),
    ("we look for", LineKind::Demand),
    ("you are", LineKind::Demand),
    ("who you are", LineKind::Demand),
    ("about you", LineKind::Demand),
    ("person specification", LineKind::Demand),
    ("nice to have*", LineKind::Demand),
    ("good to have", LineKind::Demand),
    ("must have*", LineKind::Demand),
    ("preferred", LineKind::Demand),
    ("essential", LineKind::Demand),
    ("desirable", LineKind::Demand),
    ("skills", LineKind::Demand),
    ("experience", LineKind::Demand),
    ("responsibilit*", LineKind::Duty),
    ("duties", LineKind::Duty),
    ("you will", LineKind::Duty),
    ("you ll", LineKind::Duty),
    ("what you", LineKind::Duty),
    ("your", LineKind::Duty),
    ("the work", LineKind::Duty),
    ("the role", LineKind::Duty),
    ("this role", LineKind::Duty),
    ("the job", LineKind::Duty),
    ("the position", LineKind::Duty),
    ("this position", LineKind::Duty),
    ("we expect", LineKind::Duty),
    ("day to day", LineKind::Duty),
    ("tasks", LineKind::Duty),
];

/// Words of lines on terms and law, wherever they stand.
const OFFERS: &[&str] = &[
    "equal opportunity|opportunities",
    "applicants|applications|applicant",
    "pension",
    "salary",
    "benefits",
    "days of leave",
    "discriminat*",
    "diversity",
    "visa",
    "relocation",
    "parental",
    "remote",
    "hybrid",
    "allowance",
    "interview|interviews",
    "full time",
    "health check",
    "clearance",
    "belongs",
    "hires on merit",
    "flexible hours",
];

/// The most words of a heading.
const HEADING: usize = 8;

/// The lines of a text: what stands on a line of its own, and of a paragraph each sentence.
pub(super) fn lines(text: &str) -> Vec<Line<'_>> {
    let mut all: Vec<Line<'_>> = Vec::new();
    let mut under = LineKind::About;
    let mut start = 0;
    for whole in text.split_inclusive('\n') {
        let base = start;
        start += whole.len();
        let bullet = whole.trim_start().starts_with(['-', '*', '•', '–', '·']);
        for (from, to) in sentences(whole) {
            let Some((from, to)) = trimmed(whole, from, to) else {
                continue;
            };
            let Some(text) = whole.get(from..to) else { continue };
            let words = words(text);
            let span = Span::new(base + from, base + to);
            let mut line = Line {
                text,
                span,
                kind: LineKind::About,
                words,
            };
            line.kind = if all.is_empty() {
                LineKind::Title
            } else if !bullet && is_heading(&line, whole) {
                under = HEADINGS
                    .iter()
                    .find(|(pattern, _)| line.holds(pattern))
                    .map_or(LineKind::About, |(_, kind)| *kind);
                LineKind::Heading
            } else {
                kind_of(&line, bullet, under)
            };
            all.push(line);
        }
    }
    all
}

fn kind_of(line: &Line<'_>, bullet: bool, under: LineKind) -> LineKind {
    if OFFERS.iter().any(|pattern| line.holds(pattern)) {
        return LineKind::Offer;
    }
    let asks_years = line.holds("<n> + years") || bullet && line.holds("<n> years");
    if asks_years || line.holds("experience") || line.holds("degree") {
        return LineKind::Demand;
    }
    if !bullet && (line.holds("you will") || line.holds("you ll") || line.holds("you would")) {
        return LineKind::Duty;
    }
    if !bullet && (line.holds("nice to have") || line.holds("good to have") || line.holds("preferred")) {
        return LineKind::Demand;
    }
    under
}

/// A short line without a stop, or one that ends in a colon, with nothing else on it.
fn is_heading(line: &Line<'_>, whole: &str) -> bool {
    let whole = whole.trim();
    let alone = whole.trim_end_matches(':').len() <= line.text.len() + 1;
    alone && line.words.len() <= HEADING && !whole.ends_with(['.', '!', ';', ','])
}

/// Where the sentences of a line begin and end.
fn sentences(line: &str) -> Vec<(usize, usize)> {
    let mut ends = Vec::new();
    let mut chars = line.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let ends_here = matches!(c, '.' | '!' | '?');
        if ends_here && chars.peek().is_some_and(|(_, next)| next.is_whitespace()) {
            ends.push(at + c.len_utf8());
        }
    }
    ends.push(line.len());
    let starts = std::iter::once(0).chain(ends.clone());
    starts.zip(ends).filter(|(from, to)| from < to).collect()
}

/// The place without blanks and bullets around it; none where nothing is left.
fn trimmed(line: &str, from: usize, to: usize) -> Option<(usize, usize)> {
    let text = line.get(from..to)?;
    let edge = |c: char| c.is_whitespace() || matches!(c, '-' | '*' | '•' | '–' | '·' | '#' | ':');
    let left = text.trim_start_matches(edge);
    let right = left.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '*'));
    let from = from + (text.len() - left.len());
    right
        .chars()
        .any(char::is_alphanumeric)
        .then(|| (from, from + right.len()))
}
