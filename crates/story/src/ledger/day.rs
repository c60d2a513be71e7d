//! Dates as facts: as exact as they were told, and whether two of them can be the same day.

use glidepath_domain::{FactKind, NotFigureKind, Span};
use glidepath_text::Transcript;

use super::figure::WHAT_WORDS;
use super::topic::{Topic, Window};
use super::{Found, Item, Matter, fences};

/// A date as exactly as it was told; all `None` where it could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Day {
    pub(crate) year: Option<u16>,
    /// 1 to 12.
    pub(crate) month: Option<u8>,
    /// 1 to 4.
    pub(crate) quarter: Option<u8>,
    /// The middle month of a season: 4, 7, 10 or 1.
    pub(crate) season: Option<u8>,
}

impl Day {
    /// Whether the two can be the same time: what both tell is equal.
    pub(crate) fn agrees(&self, other: &Self) -> bool {
        let same = |a: Option<u16>, b: Option<u16>| a.is_none() || b.is_none() || a == b;
        let quarter = |day: &Self| day.quarter.or_else(|| day.month.map(|month| month.div_ceil(3)));
        same(self.year, other.year)
            && same(self.month.map(u16::from), other.month.map(u16::from))
            && same(quarter(self).map(u16::from), quarter(other).map(u16::from))
            && self.in_season(other)
            && other.in_season(self)
    }

    /// Whether the season, if one is told, can be the other's: March and May are both of the spring, Q2 may be.
    fn in_season(&self, other: &Self) -> bool {
        let Some(middle) = self.season else { return true };
        let far = |month: u8| {
            let apart = month.abs_diff(middle);
            apart.min(12 - apart)
        };
        match (other.season, other.month, other.quarter) {
            (Some(season), ..) => season == middle,
            (_, Some(month), _) => far(month) <= 2,
            (.., Some(quarter)) => far(3 * quarter - 1) <= 3,
            _ => true,
        }
    }

    /// Whether the two are a month and the next, as far as both tell the year.
    pub(crate) fn is_next_to(&self, other: &Self) -> bool {
        let (Some(one), Some(another)) = (self.month, other.month) else {
            return false;
        };
        let apart = one.abs_diff(another);
        let years = self.year.is_none() || other.year.is_none() || self.year == other.year;
        years && (apart == 1 || apart == 11)
    }

    /// As [`Self::agrees`], with something told by both: "2009" and "March" say nothing of one another.
    pub(crate) fn may_be(&self, other: &Self) -> bool {
        let years = self.year.is_some() && other.year.is_some();
        let parts = |day: &Self| day.month.is_some() || day.quarter.is_some() || day.season.is_some();
        self.agrees(other) && (years || parts(self) && parts(other))
    }

    /// Reads "March 2022", "12 June", "Q3 2021", "2021-03-04", "'21". `None` without a year, month or quarter in it.
    pub(crate) fn read(words: &str) -> Option<Self> {
        const MONTHS: [&str; 12] = [
            "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
        ];
        let lower = words.to_lowercase();
        let mut day = Self::default();
        let parts: Vec<&str> = lower
            .split(|c: char| !c.is_alphanumeric())
            .filter(|part| !part.is_empty())
            .collect();
        for (at, part) in parts.iter().enumerate() {
            let digits = part.bytes().all(|b| b.is_ascii_digit());
            let number = part.parse::<u16>().ok();
            if digits && part.len() == 4 {
                day.year = day.year.or(number);
            } else if digits && part.len() == 2 && parts.len() == 1 {
                // "'21": of this century where that can be.
                day.year = number.map(|year| if year < 50 { 2000 + year } else { 1900 + year });
            } else if digits && at == 1 && parts[0].len() == 4 && parts.len() == 3 {
                day.month = number
                    .and_then(|month| u8::try_from(month).ok())
                    .filter(|month| (1..=12).contains(month));
            } else if let Some(season) = season(part) {
                day.season = Some(season);
            } else if *part == "quarter" {
                day.quarter = at
                    .checked_sub(1)
                    .and_then(|last| parts.get(last))
                    .and_then(|part| order(part));
            } else if let Some(quarter) = part.strip_prefix('q').and_then(|q| q.parse().ok()) {
                day.quarter = Some(quarter).filter(|quarter| (1..=4).contains(quarter));
            } else if let Some(month) = MONTHS.iter().position(|month| part.starts_with(month)) {
                // "may" is a month, "mayor" is none.
                let whole = part.len() <= 4 || is_month(part);
                day.month = day.month.or(u8::try_from(month + 1).ok().filter(|_| whole));
            }
        }
        (day != Self::default()).then_some(day)
    }
}

/// The middle month of a season.
fn season(word: &str) -> Option<u8> {
    Some(match word {
        "spring" => 4,
        "summer" => 7,
        "autumn" | "fall" => 10,
        "winter" => 1,
        _ => return None,
    })
}

fn order(word: &str) -> Option<u8> {
    Some(match word {
        "first" => 1,
        "second" => 2,
        "third" => 3,
        "fourth" | "last" => 4,
        _ => return None,
    })
}

/// Whether a word in lower case is a month's name.
pub(super) fn is_month(word: &str) -> bool {
    matches!(
        word,
        "january"
            | "february"
            | "march"
            | "april"
            | "june"
            | "july"
            | "august"
            | "september"
            | "october"
            | "november"
            | "december"
    )
}

/// The dates of a transcript and where they stand.
pub(super) fn days(transcript: &Transcript<'_>) -> Vec<(Span, Day)> {
    let dates = transcript
        .not_figures
        .iter()
        .filter(|not| not.kind == NotFigureKind::Date);
    dates
        .filter_map(|not| {
            let span = with_its_part(transcript, not.span);
            Some((span, Day::read(span.of(transcript.text))?))
        })
        .collect()
}

/// A year with the part of it that stands before it: "the spring of 2023", "fall 2022", "second quarter of 2021".
fn with_its_part(transcript: &Transcript<'_>, span: Span) -> Span {
    let tokens = &transcript.tokens;
    let at = tokens.partition_point(|t| t.span.start < span.start);
    let word = |back: usize| at.checked_sub(back).map_or("", |at| tokens.lower_at(Some(at)));
    let back = usize::from(matches!(word(1), "of" | "in" | ","));
    let first = if season(word(back + 1)).is_some() {
        at - back - 1
    } else if word(back + 1) == "quarter" && order(word(back + 2)).is_some() {
        at - back - 2
    } else {
        return span;
    };
    tokens.get(first).map_or(span, |token| token.span.join(span))
}

/// The dates of a transcript as facts.
pub(super) fn find(transcript: &Transcript<'_>, days: &[(Span, Day)]) -> Vec<Item> {
    let item = |(span, day): &(Span, Day)| {
        let sentence = transcript.sentence_at(span.start);
        let fences = fences(transcript, sentence);
        let others: Vec<Span> = days
            .iter()
            .map(|(other, _)| *other)
            .filter(|other| other != span)
            .collect();
        let window = Window {
            sentence,
            own: &[*span],
            fences: &others,
            whole: false,
        };
        let mut topic = Topic::read(transcript, &window);
        if topic.words.is_empty() || fences.len() == 1 {
            // "In March 2022, when the depot had flooded, we moved": the only number of the sentence dates all of it.
            topic = Topic::read(transcript, &Window { whole: true, ..window });
        }
        let quote = span.of(transcript.text).to_owned();
        Item {
            found: Found {
                kind: FactKind::Date,
                what: happening(&topic),
                value: quote.clone(),
                baseline: None,
                unit: None,
                number: None,
                role: None,
                quote,
                span: *span,
                sentence: transcript.sentences.get(sentence).map_or(*span, |s| s.span.join(*span)),
            },
            wide: topic.stems(),
            topic,
            matter: Matter::Day(*day),
            told_with_its_after: false,
        }
    };
    days.iter().map(item).collect()
}

/// What happened, verbs among it: "launched claims portal".
fn happening(topic: &Topic) -> String {
    topic
        .told
        .iter()
        .take(WHAT_WORDS)
        .cloned()
        .collect::<Vec<_>>()
        .join(" ")
}

/// Whether two sentences date the same event, as far as their verbs tell. A state ("in 2019 churn was high") is no event.
pub(crate) fn same_event(a: &Topic, b: &Topic) -> bool {
    let (mine, theirs) = (a.verbs(), b.verbs());
    // Two figures with their dates are two figures, not one event dated twice.
    if a.state || b.state || a.figured && b.figured {
        return false;
    }
    if mine.is_empty() || theirs.is_empty() || mine.iter().any(|verb| theirs.contains(verb)) {
        return true;
    }
    let phase = |verbs: &[&str]| verbs.iter().find_map(|verb| phase(verb));
    matches!((phase(&mine), phase(&theirs)), (Some(a), Some(b)) if a == b)
}

/// Verbs that tell the start, the end or the going out of something are each other's equals.
fn phase(stem: &str) -> Option<u8> {
    Some(match stem {
        "start" | "began" | "begun" | "begin" | "kick" | "open" | "join" => 0,
        "finish" | "complet" | "clos" | "end" | "conclud" => 1,
        "launch" | "ship" | "releas" | "liv" | "deploy" | "roll" | "deliver" => 2,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::Day;

    #[test]
    fn dates_are_read_as_exactly_as_told() {
        let day = |year, month, quarter| {
            Some(Day {
                year,
                month,
                quarter,
                season: None,
            })
        };
        assert_eq!(Day::read("March 2022"), day(Some(2022), Some(3), None));
        assert_eq!(Day::read("3 June 2021"), day(Some(2021), Some(6), None));
        assert_eq!(Day::read("Q3 2021"), day(Some(2021), None, Some(3)));
        assert_eq!(Day::read("second quarter of 2021"), day(Some(2021), None, Some(2)));
        assert_eq!(Day::read("2021-03-04"), day(Some(2021), Some(3), None));
        assert_eq!(Day::read("'21"), day(Some(2021), None, None));
        assert_eq!(Day::read("the next day"), None);
    }

    #[test]
    fn days_agree_in_what_both_tell() {
        let agrees = |a: &str, b: &str| Day::read(a).unwrap().agrees(&Day::read(b).unwrap());
        assert!(agrees("2023", "March 2023") && agrees("March", "March 2023") && agrees("Q1 2023", "March 2023"));
        assert!(!agrees("2022", "March 2023") && !agrees("April", "March 2023") && !agrees("Q2", "March 2023"));
        assert!(
            agrees("spring of 2023", "May 2023") && agrees("fall 2022", "Q4 2022") && agrees("summer 2022", "2022")
        );
        assert!(!agrees("spring of 2023", "autumn of 2023") && !agrees("winter 2022", "May 2022"));
    }
}
