//! Factors and shares: "doubled", "a third fewer", "nine out of ten", "an order of magnitude". Leaves out percentages.

use super::change::{self, comparative};
use super::numeral::{self, Form, Numeral};
use super::reading::Reading;
use super::unit;
use crate::tag::Tag;

/// A factor or a share.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Ratio {
    pub(super) first: usize,
    pub(super) end: usize,
    pub(super) value: f64,
    /// True when it tells a change or a comparison, false for a share of a whole.
    pub(super) compares: bool,
}

/// Reads the ratio that begins at token `i`.
pub(super) fn read(r: Reading, i: usize) -> Option<Ratio> {
    if r.is_number(i) {
        return slashed(r, i).or_else(|| counted(r, i));
    }
    if !r.is_word(i) {
        return None;
    }
    verb(r, i)
        .or_else(|| factor(r, i))
        .or_else(|| magnitude(r, i))
        .or_else(|| half(r, i))
        .or_else(|| part(r, i))
        .or_else(|| counted(r, i))
}

fn verb(r: Reading, i: usize) -> Option<Ratio> {
    let found = |value: f64| {
        Some(Ratio {
            first: i,
            end: i + 1,
            value,
            compares: true,
        })
    };
    let word = r.word(i);
    let next = r.word(i + 1);
    if let Some(stem) = word.strip_suffix("fold") {
        return match stem {
            "two" => found(2.0),
            "three" => found(3.0),
            "four" => found(4.0),
            "five" => found(5.0),
            "six" => found(6.0),
            "seven" => found(7.0),
            "eight" => found(8.0),
            "nine" => found(9.0),
            "ten" => found(10.0),
            "twenty" => found(20.0),
            "hundred" => found(100.0),
            _ => None,
        };
    }
    let booked = matches!(
        next,
        "down" | "back" | "as" | "book" | "booked" | "booking" | "check" | "checked"
    ) || r.hyphen(i + 1);
    let of_it = matches!(
        next,
        "the" | "our" | "what" | "its" | "their" | "that" | "his" | "her" | "my" | "last" | "those"
    ) || r.stops(i + 1);
    match word {
        "doubled" | "doubling" if !booked => found(2.0),
        "tripled" | "trebled" | "tripling" | "trebling" => found(3.0),
        "quadrupled" | "quadrupling" => found(4.0),
        "quintupled" => found(5.0),
        "halved" | "halving" => found(0.5),
        "halve" | "halves" if r.tag(i).is_verb() => found(0.5),
        "double" if of_it && !booked => found(2.0),
        "triple" | "treble" if of_it => found(3.0),
        "quadruple" if of_it => found(4.0),
        "doubles" if r.tag(i).is_verb() && !booked => found(2.0),
        "triples" if r.tag(i).is_verb() => found(3.0),
        "twice" | "thrice" => {
            let value = if word == "twice" { 2.0 } else { 3.0 };
            match next {
                "as" if r.is_word(i + 2) => Some(Ratio {
                    first: i,
                    end: i + 3,
                    value,
                    compares: true,
                }),
                "the" | "what" | "our" | "its" | "that" | "their" | "his" | "my" => found(value),
                _ => None,
            }
        }
        _ => None,
    }
}

/// "a factor of four".
fn factor(r: Reading, i: usize) -> Option<Ratio> {
    if !r.follows(i, &["a", "factor", "of"]) {
        return None;
    }
    let number = numeral::read(r, i + 3, false).filter(|n| n.value > 0.0 && n.form != Form::Part)?;
    Some(Ratio {
        first: i,
        end: number.end,
        value: number.value,
        compares: true,
    })
}

/// "an order of magnitude", "two orders of magnitude".
fn magnitude(r: Reading, i: usize) -> Option<Ratio> {
    if matches!(r.word(i), "a" | "an" | "one") && r.follows(i + 1, &["order", "of", "magnitude"]) {
        return Some(Ratio {
            first: i,
            end: i + 4,
            value: 10.0,
            compares: true,
        });
    }
    let number = numeral::read(r, i, false).filter(|n| n.value < 7.0 && n.is_whole())?;
    r.follows(number.end, &["orders", "of", "magnitude"]).then(|| Ratio {
        first: i,
        end: number.end + 3,
        value: 10_f64.powf(number.value),
        compares: true,
    })
}

/// Skips "more than", "over" and the like backwards from `i`; gives the token before them.
fn before_hedge(r: Reading, i: usize) -> usize {
    let mut at = i;
    while at > 0
        && matches!(
            r.back(at, 1),
            "more"
                | "than"
                | "over"
                | "about"
                | "almost"
                | "nearly"
                | "roughly"
                | "around"
                | "well"
                | "just"
                | "like"
                | "under"
                | "less"
                | "some"
                | "maybe"
                | "only"
        )
    {
        at -= 1;
    }
    at
}

fn half(r: Reading, i: usize) -> Option<Ratio> {
    if r.word(i) != "half" {
        return None;
    }
    let share = |end: usize, compares| {
        Some(Ratio {
            first: i,
            end,
            value: 0.5,
            compares,
        })
    };
    let (previous, next) = (r.back(before_hedge(r, i), 1), r.word(i + 1));
    if r.follows(i + 1, &["again", "as"]) {
        return Some(Ratio {
            first: i,
            end: i + 3,
            value: 1.5,
            compares: true,
        });
    }
    if next == "as" && r.is_word(i + 2) {
        return share(i + 3, true);
    }
    if matches!(previous, "by" | "in") && !r.hyphen(i + 1) && (previous == "by" || r.back(i, 1) == "in") {
        let lead = before_hedge(r, i).saturating_sub(1);
        let way = change::direction(r, lead);
        if previous == "in" && way.is_none() && !matches!(r.back(lead, 1), "sliced" | "split") {
            return None;
        }
        let value = if way == Some(true) { 1.5 } else { 0.5 };
        // The verb belongs to the phrase when it stands right before: "cut by half".
        let close = lead.checked_sub(1).filter(|at| r.word(*at) == "cut" && lead + 1 == i);
        return Some(Ratio {
            first: close.unwrap_or(i),
            end: i + 1,
            value,
            compares: true,
        });
    }
    if r.hyphen(i + 1)
        || matches!(
            r.back(i, 1),
            "first" | "second" | "other" | "better" | "last" | "top" | "bottom" | "the" | "past" | "this"
        )
    {
        return None;
    }
    match next {
        "of" if !matches!(r.word(i + 2), "it" | "me" | "a" | "an") => share(i + 1, false),
        "the"
            if !(r.word(i + 2) == "time" && !matches!(r.back(i, 1), "takes" | "took" | "take" | "in"))
                && !matches!(
                    r.word(i + 2),
                    "battle"
                        | "fun"
                        | "problem"
                        | "reason"
                        | "point"
                        | "story"
                        | "work"
                        | "way"
                        | "day"
                        | "night"
                        | "morning"
                ) =>
        {
            share(
                i + 1,
                matches!(r.word(i + 2), "size" | "price" | "cost" | "length" | "rate"),
            )
        }
        "our" | "my" | "its" | "their" | "his" | "her" | "your" | "these" | "those" | "that"
            if r.is_word(i + 2) && !matches!(r.word(i + 2), "time" | "life" | "day" | "mind") =>
        {
            share(i + 1, false)
        }
        "were" | "had" | "are" | "left" | "quit" => share(i + 1, false),
        _ => None,
    }
}

/// "a third of", "two thirds", "by a quarter", "one-fifth fewer".
fn part(r: Reading, i: usize) -> Option<Ratio> {
    let (count, mut at) = if matches!(r.word(i), "a" | "an") {
        (1.0, i + 1)
    } else {
        let number = numeral::read(r, i, false)
            .filter(|n| n.form == Form::Words && n.value >= 1.0 && n.value < 100.0 && n.is_whole())?;
        (number.value, number.end)
    };
    if r.hyphen(at) {
        at += 1;
    }
    let word = r.word(at);
    let whole = numeral::part(word).filter(|whole| *whole > count)?;
    // "a third" is a part, "two third" and "a thirds" are not.
    if (count > 1.0) != word.ends_with('s') || word == "half" && count == 1.0 && r.word(i) != "one" {
        return None;
    }
    finish(r, i, at + 1, count / whole, word.starts_with("quarter"), count > 1.0)
}

/// "2/3 of".
fn slashed(r: Reading, i: usize) -> Option<Ratio> {
    if r.word(i + 1) != "/" || !r.joined(i + 1) || !r.joined(i + 2) || !r.is_number(i + 2) || r.word(i + 3) == "/" {
        return None;
    }
    let (count, whole) = (numeral::parse(r.raw(i))?, numeral::parse(r.raw(i + 2))?);
    let sane = count >= 1.0 && whole > count && whole <= 10.0 && count.fract() == 0.0 && whole.fract() == 0.0;
    if !sane {
        None
    } else {
        finish(r, i, i + 3, count / whole, true, false)
    }
}

/// Tells a change from a share by what stands around, from `first` up to `end`.
fn finish(r: Reading, first: usize, end: usize, share: f64, needs_cue: bool, many: bool) -> Option<Ratio> {
    let next = r.word(end);
    if let Some(more) = comparative(next).filter(|_| next != "above") {
        let value = if more { 1.0 + share } else { 1.0 - share };
        return Some(Ratio {
            first,
            end: end + 1,
            value,
            compares: true,
        });
    }
    let lead = before_hedge(r, first);
    let previous = r.back(lead, 1);
    let way = change::direction(r, lead);
    if next == "of" && !(matches!(r.word(end + 1), "a" | "an") && needs_cue) {
        return Some(Ratio {
            first,
            end,
            value: share,
            compares: previous == "to" && way.is_some(),
        });
    }
    if previous == "by" {
        let value = if way == Some(true) { 1.0 + share } else { 1.0 - share };
        return Some(Ratio {
            first,
            end,
            value,
            compares: true,
        });
    }
    if previous == "to" && way.is_some() {
        return Some(Ratio {
            first,
            end,
            value: share,
            compares: true,
        });
    }
    if matches!(next, "the" | "as") && r.is_word(end + 1) {
        return Some(Ratio {
            first,
            end,
            value: share,
            compares: true,
        });
    }
    // "fell a third", but "a third vendor fell".
    let adjacent = lead
        .checked_sub(1)
        .is_some_and(|at| change::verb(r.word(at)).is_some() || matches!(r.word(at), "down" | "up"));
    if adjacent
        && !needs_cue
        && (r.stops(end) || r.word(end) == "," || !r.tag(end).is_noun())
        && let Some(more) = way
    {
        return Some(Ratio {
            first,
            end,
            value: if more { 1.0 + share } else { 1.0 - share },
            compares: true,
        });
    }
    (many && !r.tag(end).is_noun()).then_some(Ratio {
        first,
        end,
        value: share,
        compares: false,
    })
}

/// "one in five", "nine out of ten", "three times as many", "3x".
fn counted(r: Reading, i: usize) -> Option<Ratio> {
    let number = numeral::read(r, i, false).filter(|n| n.form != Form::Part && !n.year)?;
    fold(r, number).or_else(|| times(r, number)).or_else(|| odds(r, number))
}

fn fold(r: Reading, number: Numeral) -> Option<Ratio> {
    let at = number.end;
    let end =
        if matches!(r.word(at), "x" | "×") && (r.joined(at) || (number.form == Form::Digits && !r.is_number(at + 1))) {
            at + 1
        } else if r.word(at) == "fold" && r.joined(at) {
            at + 1
        } else if r.hyphen(at) && matches!(r.word(at + 1), "fold" | "x") {
            at + 2
        } else {
            return None;
        };
    // "3x5 cards" and "1920x1080" are sizes.
    if r.is_number(end) {
        return None;
    }
    let less = matches!(
        r.word(end),
        "fewer" | "less" | "lower" | "smaller" | "cheaper" | "shorter" | "lighter"
    );
    Some(Ratio {
        first: number.first,
        end,
        value: if less {
            1.0 / number.value.max(1e-9)
        } else {
            number.value
        },
        compares: true,
    })
}

fn times(r: Reading, number: Numeral) -> Option<Ratio> {
    let at = number.end;
    if r.word(at) != "times" {
        return None;
    }
    let next = r.word(at + 1);
    let (end, less) = match next {
        "as" if r.is_word(at + 2) && !matches!(r.word(at + 2), "i" | "we" | "he" | "she" | "they" | "the") => (
            at + 3,
            matches!(r.word(at + 2), "few" | "little" | "cheap" | "short" | "small"),
        ),
        "the" | "our" | "its" | "their" | "what" | "that" | "my" | "his" => (at + 1, false),
        _ if matches!(
            r.back(before_hedge(r, number.first), 1),
            "up" | "by" | "grew" | "increased" | "rose"
        ) && (r.stops(at + 1) || matches!(next, "," | "in" | "and" | "over")) =>
        {
            (at + 1, false)
        }
        _ => {
            comparative(next).filter(|_| !matches!(next, "up" | "down" | "off" | "above" | "further"))?;
            (
                at + 2,
                matches!(
                    next,
                    "fewer" | "less" | "lower" | "smaller" | "cheaper" | "shorter" | "lighter" | "leaner" | "thinner"
                ),
            )
        }
    };
    Some(Ratio {
        first: number.first,
        end,
        value: if less {
            1.0 / number.value.max(1e-9)
        } else {
            number.value
        },
        compares: true,
    })
}

fn odds(r: Reading, number: Numeral) -> Option<Ratio> {
    let whole_number = |n: &Numeral| n.is_whole() && n.value >= 1.0 && matches!(n.form, Form::Digits | Form::Words);
    if !whole_number(&number) || number.value > 99.0 {
        return None;
    }
    // "one claim in eight": at most one noun between.
    let noun = r.is_word(number.end) && r.tag(number.end).is_noun() && unit::time(r.word(number.end)).is_none();
    let glue = number.end + usize::from(noun && matches!(r.word(number.end + 1), "in" | "of" | "out" | "for"));
    let (from, every) = match r.word(glue) {
        "in" => (
            glue + 1 + usize::from(r.word(glue + 1) == "every"),
            r.word(glue + 1) == "every",
        ),
        "out" if r.word(glue + 1) == "of" => {
            let every = usize::from(r.word(glue + 2) == "every");
            (glue + 2 + every, every == 1)
        }
        "of" | "for" if r.word(glue + 1) == "every" => (glue + 2, true),
        "of" if noun && number.form == Form::Words => (glue + 1, false),
        _ => return None,
    };
    let from = from + usize::from(r.word(from) == "about");
    let whole =
        numeral::read(r, from, false).filter(|n| whole_number(n) && n.value > number.value && n.scale <= 1000.0)?;
    let round = matches!(whole.value as u64, 3 | 4 | 5 | 6 | 7 | 8 | 10 | 20 | 50 | 100 | 1000);
    let timed = unit::time(r.word(whole.end)).is_some()
        || matches!(r.word(whole.end), "%" | "percent" | "k" | "stars")
        || r.hyphen(whole.end);
    let plausible = match r.word(glue) {
        // "three in 2021" is a date, "31 in 40 stores" a count of stores.
        "in" => {
            (number.value <= 9.0 || round)
                && !(r.raw(from).len() == 4 && r.is_number(from) && (1900.0..2100.0).contains(&whole.value))
                && (number.value <= 3.0 || round || every)
        }
        "of" => every || whole.value <= 10.0,
        _ => every || round && (whole.value > 9.0 || whole.form == Form::Words || number.form == Form::Digits),
    };
    let counted_apart = r.word(glue) == "in" && noun && number.value > 1.0 && !round;
    // "12 out of 40 stores": two counts, unless the whole is round and small.
    (plausible && !timed && !counted_apart && r.tag(whole.end) != Tag::PossessiveEnd).then(|| Ratio {
        first: number.first,
        end: whole.end,
        value: number.value / whole.value,
        compares: false,
    })
}
