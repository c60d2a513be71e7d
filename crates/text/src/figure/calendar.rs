//! Dates and times of day: numbers that tell when, not how much.

use glidepath_domain::NotFigureKind;

use super::numeral::{self, Form};
use super::reading::Reading;
use super::unit;
use crate::tag::Tag;

/// Tokens and what they are.
pub(super) type Found = (usize, usize, NotFigureKind);

/// Reads the date or time of day that begins at token `i`.
pub(super) fn read(r: Reading, i: usize) -> Option<Found> {
    if r.is_number(i) {
        return number(r, i);
    }
    if !r.is_word(i) {
        // "'90s"
        let decade =
            r.word(i) == "'" && r.is_number(i + 1) && r.joined(i + 1) && r.word(i + 2) == "s" && r.joined(i + 2);
        return decade.then_some((i, i + 3, NotFigureKind::Date));
    }
    month(r, i)
        .or_else(|| quarter(r, i))
        .or_else(|| worded_clock(r, i))
        .or_else(|| worded_date(r, i))
}

fn number(r: Reading, i: usize) -> Option<Found> {
    let clock = |end| Some((i, end, NotFigureKind::Clock));
    let date = |end| Some((i, end, NotFigureKind::Date));
    if let Some(end) = half_of_day(r, i + 1) {
        return clock(end);
    }
    if r.word(i + 1) == "o'clock" {
        return clock(i + 2);
    }
    if r.raw(i).contains(':') {
        return if lap(r, i).is_some() { None } else { clock(i + 1) };
    }
    // 2021-03-04, 12/06/2021, 3/4/21.
    if matches!(r.word(i + 1), "-" | "/" | ".")
        && r.joined(i + 1)
        && r.is_number(i + 2)
        && r.joined(i + 2)
        && r.word(i + 3) == r.word(i + 1)
        && r.joined(i + 3)
        && r.is_number(i + 4)
        && r.joined(i + 4)
    {
        return date(i + 5);
    }
    // 12 June, 4th of July 2021.
    let ordinal = usize::from(r.joined(i + 1) && matches!(r.word(i + 1), "st" | "nd" | "rd" | "th"));
    let of = usize::from(r.word(i + 1 + ordinal) == "of");
    let at = i + 1 + ordinal + of;
    if r.raw(i).len() <= 2 && is_month(r, at) && (of == 0 || ordinal == 1) {
        return date(year_after(r, at + 1));
    }
    if r.word(i + 1) == "s"
        && r.joined(i + 1)
        && matches!(r.raw(i).len(), 2 | 4)
        && r.raw(i).ends_with('0')
        && (matches!(r.back(i, 1), "the" | "late" | "early" | "mid")
            || (r.back(i, 1) == "-" && matches!(r.back(i, 2), "mid" | "late" | "early")))
    {
        return date(i + 2);
    }
    // "in '08"
    if r.raw(i).len() == 2
        && r.joined(i)
        && r.back(i, 1) == "'"
        && matches!(
            r.back(i, 2),
            "in" | "since" | "of" | "until" | "by" | "from" | "summer" | "spring"
        )
    {
        return date(i + 1);
    }
    if !is_year(r, i) {
        return None;
    }
    // 2019-20, 2019/20
    let span = matches!(r.word(i + 1), "-" | "/" | "\u{2013}")
        && r.joined(i + 1)
        && r.is_number(i + 2)
        && r.joined(i + 2)
        && matches!(r.raw(i + 2).len(), 2 | 4);
    date(if span { i + 3 } else { i + 1 })
}

/// The token after "a.m." or "pm" at `i`.
fn half_of_day(r: Reading, i: usize) -> Option<usize> {
    match r.word(i) {
        "am" | "pm" if r.joined(i) || r.raw(i) != "am" || !matches!(r.back(i, 2), "i") => Some(i + 1),
        // The stop of the abbreviation belongs to it unless it also ends the sentence.
        "a.m" | "p.m" => Some(i + 1 + usize::from(r.word(i + 1) == "." && r.joined(i + 1))),
        _ => None,
    }
}

/// Minutes and seconds told as `7:40`, where a length of time is spoken of; in seconds.
pub(super) fn lap(r: Reading, i: usize) -> Option<f64> {
    let raw = r.raw(i);
    if !r.is_number(i) || raw.len() > 8 || !raw.contains(':') || raw.contains(['.', ',']) {
        return None;
    }
    let led = matches!(
        r.back(i, 1),
        "from" | "to" | "was" | "of" | "under" | "is" | "by" | "averaged" | "ran" | "below" | "over"
    );
    let spoken_of = (i.saturating_sub(14)..i).any(|at| {
        matches!(
            r.word(at),
            "time"
                | "times"
                | "duration"
                | "length"
                | "took"
                | "takes"
                | "handle"
                | "average"
                | "averaged"
                | "lap"
                | "pace"
                | "runtime"
                | "wait"
                | "hold"
                | "record"
                | "split"
        )
    });
    let met = (i.saturating_sub(8)..i).any(|at| {
        matches!(
            r.word(at),
            "meeting" | "moved" | "train" | "shift" | "start" | "stand" | "bus" | "flight" | "open" | "opens"
        )
    });
    if !led || !spoken_of || met {
        return None;
    }
    raw.split(':')
        .try_fold(0.0, |sum: f64, part| part.parse::<f64>().ok().map(|p| sum * 60.0 + p))
}

const MONTHS: &[&str] = &[
    "apr",
    "april",
    "aug",
    "august",
    "dec",
    "december",
    "feb",
    "february",
    "jan",
    "january",
    "jul",
    "july",
    "jun",
    "june",
    "mar",
    "march",
    "may",
    "nov",
    "november",
    "oct",
    "october",
    "sep",
    "sept",
    "september",
];

/// True when token `i` names a month. "May" and "March" are also words: they need their capital and a date's company.
fn is_month(r: Reading, i: usize) -> bool {
    if MONTHS.binary_search(&r.word(i)).is_err() || r.hyphen(i + 1) {
        return false;
    }
    match r.word(i) {
        "may" | "march" | "mar" | "jan" | "dec" | "sep" | "jun" | "august" => {
            let led = matches!(
                r.back(i, 1),
                "in" | "by"
                    | "since"
                    | "until"
                    | "till"
                    | "last"
                    | "next"
                    | "this"
                    | "early"
                    | "late"
                    | "mid"
                    | "from"
                    | "of"
                    | "to"
                    | "and"
                    | "through"
                    | "before"
                    | "after"
                    | "on"
                    | "that"
                    | "during"
                    | "the"
                    | "-"
                    | "between"
            ) || r.is_number(i.wrapping_sub(1));
            let dated = r.is_number(i + 1) && r.raw(i + 1).len() != 3;
            let name = r.capital(i)
                && (led || dated)
                && !(r.word(i) == "may" && r.tag(i) == Tag::Modal && !dated && !r.capital(i));
            name || (led && !r.capital(i) && !matches!(r.word(i), "may" | "march" | "mar" | "august"))
        }
        // Spoken texts are written small.
        "april" | "june" | "july" | "january" | "february" | "september" | "october" | "november" | "december" => true,
        _ => r.capital(i),
    }
}

/// Past a year at `i`, perhaps after a comma or "of".
fn year_after(r: Reading, i: usize) -> usize {
    let year = |at: usize| {
        r.is_number(at)
            && r.raw(at).len() == 4
            && numeral::parse(r.raw(at)).is_some_and(|v| (1900.0..2100.0).contains(&v))
    };
    let at = i + usize::from(matches!(r.word(i), "," | "of"));
    if year(at) && (at == i || !unit_behind(r, at + 1)) {
        at + 1
    } else {
        i
    }
}

fn month(r: Reading, i: usize) -> Option<Found> {
    if !is_month(r, i) {
        return None;
    }
    let mut end = i + 1;
    let day = r.is_number(end)
        && r.raw(end).len() <= 2
        && numeral::parse(r.raw(end)).is_some_and(|d| (1.0..=31.0).contains(&d));
    if day && !unit_behind(r, end + 1) {
        end += 1;
        end += usize::from(r.joined(end) && matches!(r.word(end), "st" | "nd" | "rd" | "th"));
    } else if r.word(end) == "the" && (r.is_number(end + 1) || ordinal_word(r.word(end + 1))) {
        end += 2;
        end += usize::from(r.joined(end) && matches!(r.word(end), "st" | "nd" | "rd" | "th"));
    } else if ordinal_word(r.word(end)) && !r.tag(end + 1).is_noun() {
        end += 1;
    }
    Some((i, year_after(r, end), NotFigureKind::Date))
}

fn ordinal_word(word: &str) -> bool {
    matches!(
        word,
        "first"
            | "second"
            | "third"
            | "fourth"
            | "fifth"
            | "sixth"
            | "seventh"
            | "eighth"
            | "ninth"
            | "tenth"
            | "eleventh"
            | "twelfth"
            | "fifteenth"
            | "twentieth"
    )
}

/// True when something at `i` makes a quantity of the number before it.
fn unit_behind(r: Reading, i: usize) -> bool {
    unit::behind(r, i, false)
        .is_some_and(|b| b.measure.kind != glidepath_domain::FigureKind::Count || r.tag(i) == Tag::NounPlural)
}

/// A bare year.
fn is_year(r: Reading, i: usize) -> bool {
    let raw = r.raw(i);
    if raw.len() != 4
        || r.joined(i) && !matches!(r.back(i, 1), "-" | "(" | "/" | "\u{2013}" | "'" | "\"" | "\u{201c}")
        || !raw.bytes().all(|b| b.is_ascii_digit())
    {
        return false;
    }
    let Some(value) = numeral::parse(raw).filter(|v| (1900.0..2100.0).contains(v)) else {
        return false;
    };
    if r.joined(i + 1) && (r.is_word(i + 1) || matches!(r.word(i + 1), "%" | "€" | "$")) {
        return false;
    }
    let previous = r.back(i, 1);
    // "from 2000 to 1500" is no pair of years.
    let yearlike =
        |at: usize| r.raw(at).len() == 4 && numeral::parse(r.raw(at)).is_some_and(|v| (1900.0..2100.0).contains(&v));
    if (previous == "from" && r.word(i + 1) == "to" && r.is_number(i + 2) && !yearlike(i + 2))
        || (previous == "to" && r.is_number(i.wrapping_sub(2)) && !yearlike(i.wrapping_sub(2)))
    {
        return false;
    }
    let led = matches!(
        previous,
        "in" | "since"
            | "until"
            | "till"
            | "during"
            | "before"
            | "after"
            | "late"
            | "early"
            | "mid"
            | "summer"
            | "spring"
            | "autumn"
            | "winter"
            | "year"
            | "circa"
            | "the"
            | "our"
            | "his"
            | "her"
            | "their"
            | "fiscal"
            | "back"
    );
    if unit_behind(r, i + 1) {
        return led && value < 2050.0 && r.tag(i + 1) == Tag::NounPlural && unit::time(r.word(i + 1)).is_none();
    }
    led || (1950.0..2050.0).contains(&value)
}

/// "Q3", "Q3 2021", "FY24", "H1".
fn quarter(r: Reading, i: usize) -> Option<Found> {
    let raw = r.raw(i);
    let rest = raw
        .strip_prefix(['Q', 'q'])
        .or_else(|| raw.strip_prefix('H'))
        .or_else(|| raw.strip_prefix("FY"))?;
    let fits = match rest.len() {
        0 => raw == "FY" && r.is_number(i + 1),
        1 => matches!(rest, "1" | "2") || (raw.starts_with(['Q', 'q']) && matches!(rest, "3" | "4")),
        2 | 4 => raw.starts_with("FY") && rest.bytes().all(|b| b.is_ascii_digit()),
        _ => false,
    };
    fits.then(|| {
        (
            i,
            year_after(r, if rest.is_empty() { i + 2 } else { i + 1 }),
            NotFigureKind::Date,
        )
    })
}

fn worded_clock(r: Reading, i: usize) -> Option<Found> {
    let clock = |end| Some((i, end, NotFigureKind::Clock));
    match r.word(i) {
        "midnight" | "noon" | "midday" if !r.hyphen(i + 1) => return clock(i + 1),
        "half" | "quarter" | "ten" | "twenty" | "five" if matches!(r.word(i + 1), "past" | "to") => {
            let to = r.word(i + 1) == "to";
            let hour = numeral::read(r, i + 2, false).filter(|n| n.is_whole() && (1.0..=12.0).contains(&n.value));
            if let Some(hour) = hour.filter(|_| !to || r.word(i) == "quarter") {
                return clock(hour.end);
            }
            if r.word(i) == "half" && !to {
                return clock(i + 2);
            }
        }
        _ => {}
    }
    let number = numeral::read(r, i, false).filter(|n| n.form == Form::Words && n.is_whole() && n.value <= 24.0)?;
    if let Some(end) = half_of_day(r, number.end) {
        return clock(end);
    }
    if r.word(number.end) == "o'clock" {
        return clock(number.end + 1);
    }
    // "the four-thirty call"
    if r.hyphen(number.end)
        && (1.0..=12.0).contains(&number.value)
        && matches!(r.word(number.end + 1), "thirty" | "fifteen")
    {
        return clock(number.end + 2);
    }
    // "nine thirty", "seven fifteen" after "at" or "by".
    if matches!(r.back(i, 1), "at" | "by" | "until" | "till")
        && (1.0..=12.0).contains(&number.value)
        && matches!(r.word(number.end), "thirty" | "fifteen" | "forty")
    {
        let minutes = numeral::read(r, number.end, false)?;
        return (minutes.value < 60.0).then_some((i, minutes.end, NotFigureKind::Clock));
    }
    None
}

/// "nineteen ninety-five", "the nineties".
fn worded_date(r: Reading, i: usize) -> Option<Found> {
    if matches!(
        r.word(i),
        "twenties" | "thirties" | "forties" | "fifties" | "sixties" | "seventies" | "eighties" | "nineties"
    ) {
        if matches!(r.back(i, 1), "low" | "high" | "mid" | "upper") && !matches!(r.back(i, 2), "his" | "her" | "my") {
            return None;
        }
        let aged = matches!(r.back(i, 1), "my" | "his" | "her" | "their")
            || matches!(r.back(i, 2), "my" | "his" | "her" | "their");
        return Some((i, i + 1, if aged { NotFigureKind::Age } else { NotFigureKind::Date }));
    }
    let number = numeral::read(r, i, false)?;
    let thousands = number.scale == 1.0
        && number.form == Form::Words
        && (2000.0..2050.0).contains(&number.value)
        && matches!(r.back(i, 1), "in" | "since" | "of" | "until");
    let alone = !r.tag(number.end).is_noun() && !matches!(r.word(number.end), "percent" | "people" | "%");
    ((number.year || thousands) && alone && (1900.0..2100.0).contains(&number.value)).then_some((
        i,
        number.end,
        NotFigureKind::Date,
    ))
}

/// True when a bare number up to 24 that ends before token `end` is a time of day by what stands around it.
pub(super) fn is_hour(r: Reading, first: usize, end: usize, value: f64) -> bool {
    if !(1.0..=24.0).contains(&value) || value.fract() != 0.0 {
        return false;
    }
    let lead = if matches!(r.back(first, 1), "about" | "around" | "nearly" | "like") {
        2
    } else {
        1
    };
    let day = matches!(r.word(end), "in" | "at")
        && matches!(r.word(end + 1), "the" | "night")
        && matches!(
            r.word(end + 1 + usize::from(r.word(end + 1) == "the")),
            "morning" | "afternoon" | "evening" | "night"
        );
    if day {
        return matches!(
            r.back(first, lead),
            "at" | "by"
                | "until"
                | "till"
                | "before"
                | "after"
                | "from"
                | "past"
                | "to"
                | "since"
                | "not"
                | "about"
                | "around"
                | "so"
                | "of"
        ) || lead == 2
            || value <= 12.0;
    }
    if value > 12.0 {
        return false;
    }
    match r.back(first, lead) {
        "until" | "till" => true,
        "at" | "by" | "since" => {
            // "stood at nine" measures, "met at nine" tells the time.
            let lead_at = first.saturating_sub(lead);
            let measures = (lead_at.saturating_sub(3)..lead_at)
                .rev()
                .take_while(|at| !r.stops(*at) && r.word(*at) != ",")
                .any(|at| {
                    matches!(
                        r.word(at),
                        "was"
                            | "were"
                            | "is"
                            | "are"
                            | "been"
                            | "be"
                            | "stood"
                            | "stands"
                            | "stayed"
                            | "held"
                            | "hold"
                            | "holding"
                            | "remained"
                            | "ended"
                            | "sat"
                            | "sits"
                            | "hovered"
                            | "averaged"
                            | "peaked"
                            | "capped"
                            | "score"
                            | "rate"
                            | "rated"
                            | "set"
                            | "now"
                            | "back"
                            | "closed"
                            | "running"
                            | "landed"
                            | "'re"
                            | "'s"
                    )
                });
            let opens = matches!(
                r.back(first, lead + 1),
                "open"
                    | "start"
                    | "meet"
                    | "met"
                    | "live"
                    | "up"
                    | "home"
                    | "arrived"
                    | "began"
                    | "starts"
                    | "day"
                    | "here"
                    | "there"
            );
            opens
                || (r.back(first, lead) == "at" && !measures)
                || (r.back(first, lead) != "at" && lead_at > 0 && r.opens(lead_at))
        }
        "" => false,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn months_are_sorted() {
        assert!(super::MONTHS.is_sorted());
    }
}
