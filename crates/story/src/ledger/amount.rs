//! Figures as facts: value, unit class and direction in a form that two tellings can be held against each other by.
//!
//! Tolerances are ours and lean to silence: what could be the same figure told more loosely is the same figure.

use glidepath_domain::{FactKind, FigureKind, FigureRole, NotFigureKind, Span};
use glidepath_text::Transcript;

use super::day::Day;
use super::topic::{Topic, Window};
use super::{Found, Item, Matter, fences};

/// How far "about 5,000" may lie from another figure, as a share of the larger.
const HEDGED: f64 = 0.12;
/// How far a figure may lie from one it rounds to.
const ROUNDED: f64 = 0.05;
/// The same between two tellings in other words.
const RETOLD_HEDGED: f64 = 0.2;
/// How far a figure may lie from its first digit, told for all of it.
const TOLD_ROUNDLY: f64 = 0.09;
/// How far "under 30" may lie from what it was, as a share of it.
const BOUNDED: f64 = 0.65;
/// Figures nearer than this are one: what is left is the arithmetic's.
const EQUAL: f64 = 1e-6;

/// What a figure is measured in; figures of different classes are never held against each other, but for shares.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Class {
    Percent,
    Factor,
    Time,
    /// An ISO currency code.
    Money(String),
    /// The size of the teller's team.
    Team,
    /// What is counted, or so much per so much.
    Of(String),
}

/// Whether a figure tells a change, what it came to, or a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Motion {
    /// "fell by 30 %", "saved $40k".
    By,
    /// "fell to 30 %", "reached 30 %".
    To,
    /// "was 30 %".
    Was,
    /// Not told.
    Open,
}

/// A figure that can be compared.
#[derive(Debug, Clone)]
pub(crate) struct Amount {
    pub(crate) class: Class,
    pub(crate) kind: FigureKind,
    /// In the class's base unit: seconds for time, a year for money per month.
    pub(crate) value: f64,
    pub(crate) hedged: bool,
    /// "Under 30", "more than 30".
    pub(crate) bound: Option<Bound>,
    /// Told without what it counts: "from 80 to 30".
    pub(crate) bare: bool,
    /// Told as a fraction in words: "a third".
    pub(crate) fraction: bool,
    /// A before and an after in one breath.
    pub(crate) paired: bool,
    pub(crate) role: FigureRole,
    pub(crate) motion: Motion,
}

/// A figure that is told as a bound of what it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bound {
    /// "Under 30".
    Under,
    /// "More than 30".
    Over,
}

impl Amount {
    /// Whether the two may be the same figure, perhaps told more loosely.
    pub(crate) fn agrees(&self, other: &Self) -> bool {
        let loose = self.hedged || other.hedged;
        if self.class != other.class {
            // "30 %" and "a third", "a third fewer": a share or what is left of it.
            let shares = |amount: &Self| match amount.class {
                Class::Percent => vec![
                    amount.value / 100.0,
                    1.0 - amount.value / 100.0,
                    1.0 + amount.value / 100.0,
                ],
                _ => vec![amount.value, 1.0 - amount.value],
            };
            let (mine, theirs) = (shares(self), shares(other));
            return mine.iter().any(|a| theirs.iter().any(|b| near(*a, *b, HEDGED)));
        }
        near(self.value, other.value, if loose { HEDGED } else { EQUAL })
            || rounds_to(self.value, other.value)
            || rounds_to(other.value, self.value)
            || self.class == Class::Time && self.value != other.value && near(self.value, other.value, ROUNDED)
    }

    /// As [`Self::agrees`], between two tellings in other words: "about ten" may be twelve, and "under 30" be 25.
    pub(crate) fn may_be(&self, other: &Self) -> bool {
        let within = |bound: &Self, exact: &Self| match bound.bound {
            Some(Bound::Under) => exact.value <= bound.value && exact.value >= BOUNDED * bound.value,
            Some(Bound::Over) => exact.value >= bound.value && exact.value * BOUNDED <= bound.value,
            None => false,
        };
        self.agrees(other)
            || self.class == other.class && (within(self, other) || within(other, self))
            || (self.hedged || other.hedged) && near(self.share(), other.share(), RETOLD_HEDGED)
            || near(self.share(), other.share(), ROUNDED) && !(self.class == Class::Percent && self.value > 90.0)
            || told_roundly(self.share(), other.share())
            || told_roundly(other.share(), self.share())
    }

    /// As [`Self::may_be`], whatever is counted.
    pub(crate) fn may_be_count(&self, other: &Self) -> bool {
        let mut same = other.clone();
        same.class = self.class.clone();
        self.may_be(&same)
    }

    /// "30 %" and "a third", "26 %" and "24 in 100": a fraction in words is told loosely, one in digits is not.
    pub(crate) fn may_be_share(&self, other: &Self) -> bool {
        let loose = [self, other]
            .iter()
            .any(|a| a.hedged || a.class == Class::Factor && a.fraction);
        let share = if loose { HEDGED } else { 0.02 };
        near(self.share(), other.share(), share) || near(1.0 - self.share(), other.share(), share)
    }

    /// The value, a percentage as the factor it is.
    pub(crate) fn share(&self) -> f64 {
        match self.class {
            Class::Percent => self.value / 100.0,
            _ => self.value,
        }
    }

    /// Whether it makes sense to hold the two against each other.
    pub(crate) fn comparable(&self, other: &Self) -> bool {
        let roles = matches!(
            (self.role, other.role),
            (FigureRole::Baseline, FigureRole::Result) | (FigureRole::Result, FigureRole::Baseline)
        );
        let open = self.motion == Motion::Open || other.motion == Motion::Open;
        !roles && (open || self.motion == other.motion)
    }
}

fn near(a: f64, b: f64, share: f64) -> bool {
    let most = a.abs().max(b.abs());
    most == 0.0 || (a - b).abs() <= share * most
}

/// Whether `exact` is told as `round`: 4,980 as 5,000, 31 as 30, never 35 as 30.
fn rounds_to(exact: f64, round: f64) -> bool {
    let digits = |value: f64| {
        let text = format!("{:e}", (value * 1e6).round() / 1e6);
        text.split('e')
            .next()
            .map_or(0, |m| m.chars().filter(char::is_ascii_digit).count())
    };
    digits(round) < digits(exact) && exact.abs() >= 20.0 && near(exact, round, ROUNDED)
}

/// Whether `exact` to one figure is `round`: 3.2 million told as three.
fn told_roundly(exact: f64, round: f64) -> bool {
    if exact <= 0.0 || round <= 0.0 {
        return false;
    }
    let place = 10_f64.powf(round.log10().floor());
    let one_figure = (round / place - (round / place).round()).abs() < EQUAL;
    one_figure && ((exact / place).round() - round / place).abs() < EQUAL && near(exact, round, TOLD_ROUNDLY)
}

/// The figures of a transcript as facts. A before is told with its after.
pub(super) fn find(transcript: &Transcript<'_>, days: &[(Span, Day)]) -> Vec<Item> {
    let mut items = Vec::new();
    for (index, figure) in transcript.figures.iter().enumerate() {
        let Some(value) = figure.value else { continue };
        let pair = figure.pair.and_then(|pair| transcript.figures.get(pair));
        // A before whose after is told stands with it, as its baseline.
        let before = pair.filter(|p| p.role == FigureRole::Baseline && figure.role != FigureRole::Baseline);
        let paired_away = figure.role == FigureRole::Baseline
            && pair.is_some_and(|p| p.role != FigureRole::Baseline && p.pair == Some(index));
        let unit = figure.unit.as_deref().unwrap_or("");
        let sentence = transcript.sentence_at(figure.span.start);
        let own: Vec<Span> = std::iter::once(figure.span).chain(pair.map(|p| p.span)).collect();
        let team = is_team(transcript, figure.span, unit);
        let Some((class, value)) = classed(figure.kind, unit, value, team) else {
            continue;
        };
        let mut item = made(transcript, sentence, figure.span, &own, days);
        if let Class::Of(thing) = &class {
            item.topic.add(thing, 0.5);
        }
        if team {
            item.found.what = "team size".to_owned();
        } else if item.found.what.is_empty() || matches!(&class, Class::Of(_)) && item.topic.words.len() < 2 {
            let thing = unit.split('/').next().unwrap_or("");
            if figure.kind == FigureKind::Count || figure.kind == FigureKind::Rate {
                item.found.what = if item.found.what.is_empty() {
                    thing.to_owned()
                } else {
                    item.found.what
                };
            }
        }
        item.found.unit = figure.unit.clone();
        item.found.number = figure.value;
        item.found.role = Some(figure.role);
        item.found.baseline = before.map(|b| b.span.of(transcript.text).to_owned());
        item.matter = Matter::Amount(Amount {
            class,
            kind: figure.kind,
            value,
            hedged: is_hedged(transcript, figure.span),
            bound: bound(transcript, figure.span),
            bare: is_bare(figure.kind, figure.span.of(transcript.text)),
            fraction: !figure.span.of(transcript.text).contains(|c: char| c.is_ascii_digit()),
            paired: pair.is_some(),
            role: figure.role,
            motion: motion(transcript, figure.span, figure.role),
        });
        item.told_with_its_after = paired_away;
        items.push(item);
    }
    items.extend(efforts(transcript, days));
    items
}

/// Whether a figure is told without what it counts: that was read from the words before it.
fn is_bare(kind: FigureKind, words: &str) -> bool {
    let marked = words.starts_with(|c: char| !c.is_alphanumeric());
    let counts = matches!(
        kind,
        FigureKind::Count | FigureKind::Duration | FigureKind::Money | FigureKind::Rate
    );
    let mut parts = words.split(' ').skip(1);
    counts && !marked && parts.all(|part| matches!(part, "million" | "billion" | "thousand" | "hundred"))
}

/// "It took eight weeks": the text counts it as no figure, a ledger does.
fn efforts(transcript: &Transcript<'_>, days: &[(Span, Day)]) -> Vec<Item> {
    let efforts = transcript
        .not_figures
        .iter()
        .filter(|not| not.kind == NotFigureKind::Effort);
    let read = |span: Span| {
        let (value, unit) = length(span.of(transcript.text))?;
        let sentence = transcript.sentence_at(span.start);
        let mut item = made(transcript, sentence, span, &[span], days);
        item.found.unit = Some(unit.to_owned());
        item.found.number = Some(value);
        item.found.role = Some(FigureRole::Scale);
        item.matter = Matter::Amount(Amount {
            class: Class::Time,
            kind: FigureKind::Duration,
            value: value * seconds(unit)?,
            hedged: is_hedged(transcript, span),
            bound: bound(transcript, span),
            bare: false,
            fraction: false,
            paired: false,
            role: FigureRole::Scale,
            motion: Motion::Open,
        });
        Some(item)
    };
    efforts.filter_map(|not| read(not.span)).collect()
}

/// A metric with everything but its value.
pub(super) fn made(
    transcript: &Transcript<'_>,
    sentence: usize,
    span: Span,
    own: &[Span],
    days: &[(Span, Day)],
) -> Item {
    let fences: Vec<Span> = fences(transcript, sentence)
        .into_iter()
        .filter(|f| !own.contains(f))
        .collect();
    let window = |whole| Window {
        sentence,
        own,
        fences: &fences,
        whole,
    };
    let mut topic = Topic::read(transcript, &window(false));
    let around = transcript.sentences.get(sentence).map_or(span, |s| s.span.join(span));
    let wide = Topic::read(transcript, &window(true));
    topic.days = days
        .iter()
        .filter(|(at, _)| around.contains(*at))
        .map(|(_, day)| *day)
        .collect();
    let mut what = topic.what(WHAT_WORDS);
    if what.is_empty() {
        what = wide.what(WHAT_WORDS);
    }
    let quote = span.of(transcript.text).to_owned();
    Item {
        found: Found {
            kind: FactKind::Metric,
            what,
            value: quote.clone(),
            baseline: None,
            unit: None,
            number: None,
            role: None,
            quote,
            span,
            sentence: around,
        },
        wide: wide.stems(),
        topic,
        matter: Matter::Day(Day::default()),
        told_with_its_after: false,
    }
}

/// Words that name what a fact is about, at most.
pub(super) const WHAT_WORDS: usize = 5;

fn classed(kind: FigureKind, unit: &str, value: f64, team: bool) -> Option<(Class, f64)> {
    Some(match kind {
        FigureKind::Percent => (Class::Percent, value),
        FigureKind::Ratio => (Class::Factor, value),
        FigureKind::Money => (Class::Money(unit.to_owned()), value),
        FigureKind::Duration => (Class::Time, value * seconds(unit)?),
        FigureKind::Count if team => (Class::Team, value),
        FigureKind::Count => (Class::Of(crate::stem::stem(&unit.to_lowercase())), value),
        FigureKind::Rate => {
            let (of, per) = unit.rsplit_once('/')?;
            // Only spans of the calendar convert: a thousand an hour is no promise for the night.
            let (per, times) = match per {
                "month" => ("year", 12.0),
                "quarter" => ("year", 4.0),
                per => (per, 1.0),
            };
            (
                Class::Of(format!("{}/{per}", crate::stem::stem(&of.to_lowercase()))),
                value * times,
            )
        }
    })
}

pub(super) fn seconds(unit: &str) -> Option<f64> {
    const DAY: f64 = 86_400.0;
    Some(match unit {
        "ms" => 0.001,
        "s" => 1.0,
        "min" => 60.0,
        "h" => 3600.0,
        "day" => DAY,
        "week" => 7.0 * DAY,
        "month" => 30.4375 * DAY,
        "quarter" => 91.3125 * DAY,
        "year" => 365.25 * DAY,
        _ => return None,
    })
}

/// A length of time read from its words: "eight weeks", "18 months".
fn length(words: &str) -> Option<(f64, &'static str)> {
    const SMALL: [&str; 13] = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    ];
    let lower = words.to_lowercase();
    let mut parts = lower.split([' ', '-', '\u{a0}']).filter(|part| !part.is_empty());
    let number = parts.next()?;
    let value = match number {
        "a" | "an" => 1.0,
        _ => match SMALL.iter().position(|small| *small == number) {
            Some(at) => at as f64,
            None => number
                .replace(',', "")
                .parse()
                .ok()
                .filter(|value: &f64| value.is_finite())?,
        },
    };
    let unit = parts.next()?;
    let unit = unit_of_time(unit)?;
    parts.next().is_none().then_some((value, unit))
}

/// A unit of time by its word, one or many.
pub(super) fn unit_of_time(word: &str) -> Option<&'static str> {
    const UNITS: [(&str, &str); 8] = [
        ("second", "s"),
        ("minute", "min"),
        ("hour", "h"),
        ("day", "day"),
        ("week", "week"),
        ("month", "month"),
        ("quarter", "quarter"),
        ("year", "year"),
    ];
    UNITS
        .iter()
        .find(|(name, _)| word.strip_suffix('s').unwrap_or(word) == *name)
        .map(|(_, unit)| *unit)
}

/// Whether a figure is told as a bound: "under 30", "more than 30". "Just over 30" is 30, told loosely.
pub(super) fn bound(transcript: &Transcript<'_>, span: Span) -> Option<Bound> {
    let tokens = &transcript.tokens;
    let at = tokens.partition_point(|t| t.span.start < span.start);
    // "About", "over" may stand within the figure's own words.
    let words = (at.saturating_sub(3)..=at).map(|i| tokens.lower_at(Some(i)));
    let mut bound = None;
    let mut before = "";
    for word in words {
        match (before, word) {
            (_, "under" | "below" | "within") | ("less" | "fewer", "than") | ("at", "most") | ("up", "to") => {
                bound = Some(Bound::Under);
            }
            (_, "over" | "above" | "passed" | "topped" | "beyond" | "exceeded")
            | ("more", "than")
            | ("at", "least") => bound = Some(Bound::Over),
            (_, "." | "," | ";" | "and") => bound = None,
            _ => {}
        }
        before = word;
    }
    bound
}

/// Whether a count of people is the size of the team the teller was in or led.
fn is_team(transcript: &Transcript<'_>, span: Span, unit: &str) -> bool {
    let tokens = &transcript.tokens;
    let at = tokens.partition_point(|t| t.span.start < span.start);
    let before = at.saturating_sub(5)..at;
    let own = |word: &str| matches!(word, "i" | "we" | "my" | "our" | "us");
    let sentence = transcript.sentence_of(at);
    let opens = transcript.sentences.get(sentence).map_or(0, |s| s.tokens.start);
    let closes = tokens.partition_point(|t| t.span.start < span.end);
    let near =
        |range: std::ops::Range<usize>, word: &dyn Fn(&str) -> bool| range.into_iter().any(|i| word(tokens.lower(i)));
    let is_team = |word: &str| matches!(word, "team" | "squad" | "crew");
    let counts_people = matches!(
        unit,
        "people" | "engineers" | "developers" | "members" | "analysts" | "designers" | "nurses" | "colleagues"
    );
    counts_people
        && (near(before.start.max(opens)..at, &is_team) || near(closes..(closes + 5).min(tokens.len()), &is_team))
        && near(opens..(closes + 2).min(tokens.len()), &own)
}

pub(super) fn is_hedged(transcript: &Transcript<'_>, span: Span) -> bool {
    let tokens = &transcript.tokens;
    let at = tokens.partition_point(|t| t.span.start < span.start);
    let end = tokens.partition_point(|t| t.span.start < span.end);
    let hedge = |word: &str| {
        matches!(
            word,
            "about"
                | "around"
                | "roughly"
                | "approximately"
                | "nearly"
                | "almost"
                | "over"
                | "under"
                | "some"
                | "circa"
                | "~"
                | "than"
                | "least"
                | "most"
                | "close"
                | "maybe"
                | "perhaps"
                | "just"
        )
    };
    let own = span
        .of(transcript.text)
        .trim_start()
        .split(' ')
        .next()
        .unwrap_or("")
        .to_lowercase();
    (at.saturating_sub(3)..at).any(|i| hedge(tokens.lower(i)))
        || hedge(&own)
        || tokens.lower_at(Some(end)) == "or" && tokens.lower_at(Some(end + 1)) == "so"
}

pub(super) fn motion(transcript: &Transcript<'_>, span: Span, role: FigureRole) -> Motion {
    let tokens = &transcript.tokens;
    let at = tokens.partition_point(|t| t.span.start < span.start);
    let end = tokens.partition_point(|t| t.span.start < span.end);
    let after = tokens.lower_at(Some(end));
    if matches!(
        after,
        "fewer" | "less" | "more" | "faster" | "slower" | "lower" | "higher" | "drop" | "cut" | "saving"
    ) || matches!(
        after,
        "increase" | "decrease" | "reduction" | "improvement" | "rise" | "off" | "cheaper"
    ) {
        return Motion::By;
    }
    // "Losses were down 26 percent": not what they were.
    if matches!(tokens.lower_at(at.checked_sub(1)), "down" | "up") {
        return Motion::By;
    }
    // "The bill came to 40,000": what it was.
    if tokens.lower_at(at.checked_sub(1)) == "to"
        && matches!(tokens.lower_at(at.checked_sub(2)), "came" | "comes" | "amounted" | "up")
    {
        return Motion::Was;
    }
    for back in (at.saturating_sub(4)..at).rev() {
        match tokens.lower(back) {
            "by" | "fell" | "dropped" | "rose" | "grew" | "saved" | "saves" | "saving" | "cutting" | "cut"
            | "shaved" => {
                return Motion::By;
            }
            "to" | "reached" | "hit" => return Motion::To,
            "at" | "was" | "were" | "is" | "from" | "of" | "cost" | "costs" => return Motion::Was,
            "." | ";" | "and" => break,
            _ => {}
        }
    }
    if role == FigureRole::Baseline {
        Motion::Was
    } else {
        Motion::Open
    }
}

#[cfg(test)]
mod tests {
    use super::{length, rounds_to};

    #[test]
    fn lengths_are_read_from_words() {
        assert_eq!(length("eight weeks"), Some((8.0, "week")));
        assert_eq!(length("18-month"), Some((18.0, "month")));
        assert_eq!(length("a year"), Some((1.0, "year")));
        for wrong in ["", "weeks", "some weeks", "two long weeks", "nan weeks"] {
            assert_eq!(length(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn rounding_drops_digits_and_stays_near() {
        assert!(rounds_to(4980.0, 5000.0) && rounds_to(1_960_000.0, 2_000_000.0) && rounds_to(31.0, 30.0));
        assert!(!rounds_to(35.0, 30.0) && !rounds_to(5000.0, 4980.0) && !rounds_to(7.0, 5.0) && !rounds_to(36.0, 40.0));
    }
}
