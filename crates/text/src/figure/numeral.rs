//! Reading numbers in digits and words. What they measure is left to the units.

use super::reading::Reading;

/// How a number was written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Form {
    Digits,
    Words,
    /// "an hour": the article alone.
    Article,
    /// "half an hour", "a quarter of a million": a part of what follows.
    Part,
}

/// A number, without sign, currency or unit.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Numeral {
    /// First token.
    pub(super) first: usize,
    /// Token after the last.
    pub(super) end: usize,
    pub(super) value: f64,
    /// The value before its magnitude word: 90 for "ninety thousand".
    pub(super) mantissa: f64,
    /// Magnitude that was said: 1000 for "ninety thousand", 1 for "90,000".
    pub(super) scale: f64,
    pub(super) form: Form,
    /// "grand": money, though nobody says whose.
    pub(super) grand: bool,
    /// "nineteen ninety-five".
    pub(super) year: bool,
}

impl Numeral {
    const fn plain(first: usize, end: usize, value: f64, form: Form) -> Self {
        Self {
            first,
            end,
            value,
            mantissa: value,
            scale: 1.0,
            form,
            grand: false,
            year: false,
        }
    }

    pub(super) fn is_whole(&self) -> bool {
        self.value.fract() == 0.0
    }
}

/// Longest run of digits that is read as a number: longer ones are walls of digits.
const LONGEST: usize = 24;
/// Most tokens one number in words may have.
const MOST_TOKENS: usize = 24;

/// Reads the number that begins at token `i`; `money` tells that a currency sign stands before it.
pub(super) fn read(r: Reading, i: usize, money: bool) -> Option<Numeral> {
    if r.is_number(i) {
        digits(r, i, money)
    } else {
        words(r, i)
    }
}

/// Reads digits with grouping marks: `1,940`, `3,00,000`, `2.5`, `1.340.000`.
pub(super) fn parse(digits: &str) -> Option<f64> {
    if digits.len() > LONGEST || digits.contains(':') {
        return None;
    }
    let grouped = |mark: char| {
        let mut groups = digits.split(mark);
        let head = groups.next().is_some_and(|g| (1..=3).contains(&g.len()));
        let count = groups.clone().count();
        head && groups
            .enumerate()
            .all(|(n, g)| g.len() == 3 || (mark == ',' && g.len() == 2 && n + 1 < count))
    };
    let (commas, dots) = (digits.matches(',').count(), digits.matches('.').count());
    let plain = match (commas, dots) {
        (0, 0 | 1) => digits.to_owned(),
        (0, _) if grouped('.') => digits.replace('.', ""),
        (1, 0) if !grouped(',') => digits.replace(',', "."),
        (_, 0) if grouped(',') => digits.replace(',', ""),
        (_, 1) if digits.rfind(',') < digits.find('.') => digits.replace(',', ""),
        _ => return None,
    };
    plain.parse().ok()
}

/// The value of a fraction sign.
pub(super) fn vulgar(word: &str) -> Option<f64> {
    Some(match word {
        "½" => 0.5,
        "¼" => 0.25,
        "¾" => 0.75,
        "⅓" => 1.0 / 3.0,
        "⅔" => 2.0 / 3.0,
        "⅕" => 0.2,
        "⅛" => 0.125,
        _ => return None,
    })
}

fn digits(r: Reading, i: usize, money: bool) -> Option<Numeral> {
    let mut value = parse(r.raw(i))?;
    let mut end = i + 1;
    // "1 500": groups parted by spaces.
    let lone = |i: usize| r.is_number(i) && r.raw(i).bytes().all(|b| b.is_ascii_digit());
    if lone(i) && r.raw(i).len() <= 3 && !r.raw(i).starts_with('0') {
        while lone(end) && r.raw(end).len() == 3 && !r.joined(end) && end - i < 4 && value < 1e9 {
            value = value * 1000.0 + parse(r.raw(end))?;
            end += 1;
        }
    }
    if let Some(part) = vulgar(r.word(end)).filter(|_| value < 1000.0) {
        value += part;
        end += 1;
    } else if r.follows(end, &["and", "a", "half"]) && value < 1000.0 {
        value += 0.5;
        end += 3;
    }
    let mut numeral = Numeral::plain(i, end, value, Form::Digits);
    if let Some((scale, grand, end)) = suffix(r, end, money).or_else(|| magnitude(r, end)) {
        numeral = Numeral {
            end,
            value: value * scale,
            mantissa: value,
            scale,
            grand,
            ..numeral
        };
    }
    Some(numeral)
}

/// The letter behind digits that multiplies them: `k`, `M`, `bn`.
fn suffix(r: Reading, i: usize, money: bool) -> Option<(f64, bool, usize)> {
    if !r.joined(i) {
        return None;
    }
    // "20m" is minutes or metres unless money or a plural stands with it.
    let counted = || r.is_word(i + 1) && r.word(i + 1).len() > 3 && r.word(i + 1).ends_with('s');
    let scale = match r.raw(i) {
        "k" | "K" => 1e3,
        "M" | "mm" | "MM" | "mn" | "mil" if money || r.raw(i) != "mm" => 1e6,
        "m" if money || counted() => 1e6,
        "bn" | "Bn" | "BN" => 1e9,
        "b" | "B" if money || counted() => 1e9,
        "t" | "T" | "tn" if money => 1e12,
        _ => return None,
    };
    Some((scale, false, i + 1))
}

/// The magnitude word at `i`: factor, whether it is money, token after it.
fn magnitude(r: Reading, i: usize) -> Option<(f64, bool, usize)> {
    let (scale, grand) = match r.word(i) {
        "hundred" => (100.0, false),
        "thousand" | "k" => (1e3, false),
        "grand" => (1e3, true),
        "million" | "mil" | "mn" => (1e6, false),
        "billion" | "bn" => (1e9, false),
        "trillion" => (1e12, false),
        "dozen" => (12.0, false),
        "lakh" | "lakhs" => (1e5, false),
        "crore" | "crores" => (1e7, false),
        _ => return None,
    };
    Some((scale, grand, i + 1))
}

fn unit(word: &str) -> Option<f64> {
    Some(match word {
        "zero" => 0.0,
        "one" => 1.0,
        "two" => 2.0,
        "three" => 3.0,
        "four" => 4.0,
        "five" => 5.0,
        "six" => 6.0,
        "seven" => 7.0,
        "eight" => 8.0,
        "nine" => 9.0,
        _ => return None,
    })
}

fn teen(word: &str) -> Option<f64> {
    Some(match word {
        "ten" => 10.0,
        "eleven" => 11.0,
        "twelve" => 12.0,
        "thirteen" => 13.0,
        "fourteen" => 14.0,
        "fifteen" => 15.0,
        "sixteen" => 16.0,
        "seventeen" => 17.0,
        "eighteen" => 18.0,
        "nineteen" => 19.0,
        _ => return None,
    })
}

fn tens(word: &str) -> Option<f64> {
    Some(match word {
        "twenty" => 20.0,
        "thirty" => 30.0,
        "forty" | "fourty" => 40.0,
        "fifty" => 50.0,
        "sixty" => 60.0,
        "seventy" => 70.0,
        "eighty" => 80.0,
        "ninety" => 90.0,
        _ => return None,
    })
}

/// What one lower-case word stands for as a number, from "zero" to "ninety".
#[must_use]
pub fn number_word(word: &str) -> Option<f64> {
    unit(word).or_else(|| teen(word)).or_else(|| tens(word))
}

/// True for a word that can begin a number in words by itself.
pub(super) fn is_number_word(word: &str) -> bool {
    number_word(word).is_some()
}

/// A part of a whole: "third", "quarters", with how many make the whole.
pub(super) fn part(word: &str) -> Option<f64> {
    Some(match word {
        "half" | "halves" => 2.0,
        "third" | "thirds" => 3.0,
        "quarter" | "quarters" | "fourth" | "fourths" => 4.0,
        "fifth" | "fifths" => 5.0,
        "sixth" | "sixths" => 6.0,
        "seventh" | "sevenths" => 7.0,
        "eighth" | "eighths" => 8.0,
        "ninth" | "ninths" => 9.0,
        "tenth" | "tenths" => 10.0,
        "twentieth" | "twentieths" => 20.0,
        "hundredth" | "hundredths" => 100.0,
        _ => return None,
    })
}

fn words(r: Reading, i: usize) -> Option<Numeral> {
    match r.word(i) {
        "half" => return half(r, i),
        "a" | "an" => {
            if r.word(i + 1) == "half" && r.is_word(i + 2) {
                // "a half hour".
                return half(r, i + 1).map(|n| Numeral { first: i, ..n });
            }
            if r.word(i + 1) == "quarter" && r.word(i + 2) == "of" && matches!(r.word(i + 3), "a" | "an") {
                return parted(r, i, i + 4, 0.25);
            }
            if r.follows(i + 1, &["couple", "of"]) || r.follows(i + 1, &["couple"]) {
                let at = if r.word(i + 2) == "of" { i + 3 } else { i + 2 };
                let (scale, grand, end) = magnitude(r, at)?;
                return Some(Numeral {
                    grand,
                    scale,
                    mantissa: 2.0,
                    ..Numeral::plain(i, end, 2.0 * scale, Form::Words)
                });
            }
            if magnitude(r, i + 1).is_none() || r.word(i + 1).len() < 3 {
                return None;
            }
            return compound(r, i, i + 1, 1.0);
        }
        "three" if r.follows(i + 1, &["quarters", "of"]) && matches!(r.word(i + 3), "a" | "an") => {
            return parted(r, i, i + 4, 0.75);
        }
        _ => {}
    }
    if let Some(value) = vulgar(r.word(i)) {
        return Some(Numeral::plain(i, i + 1, value, Form::Digits));
    }
    if r.word(i) == "point" && r.back(i, 1) != "one" {
        // "point three seconds".
        let (value, end) = decimals(r, i + 1)?;
        return Some(Numeral::plain(i, end, value, Form::Words));
    }
    if !is_number_word(r.word(i)) {
        return None;
    }
    compound(r, i, i, 0.0)
}

/// "half a million", "half an hour", "half-hour".
fn half(r: Reading, i: usize) -> Option<Numeral> {
    let mut at = i + 1;
    if matches!(r.word(at), "a" | "an") || r.hyphen(at) {
        at += 1;
    }
    parted(r, i, at, 0.5)
}

/// A part of what follows at `at`: of a magnitude, or of a unit still to be read.
fn parted(r: Reading, first: usize, at: usize, value: f64) -> Option<Numeral> {
    if let Some((scale, grand, end)) = magnitude(r, at) {
        return Some(Numeral {
            grand,
            scale,
            mantissa: value,
            ..Numeral::plain(first, end, value * scale, Form::Words)
        });
    }
    Some(Numeral::plain(first, at, value, Form::Part))
}

/// Adds number words up: `start` is what stands before (1 for "a hundred").
fn compound(r: Reading, first: usize, from: usize, start: f64) -> Option<Numeral> {
    let (mut total, mut current, mut last) = (0.0_f64, start, 1.0_f64);
    let (mut open, mut any) = (start > 0.0, start > 0.0);
    let (mut mantissa, mut scale) = (0.0, 1.0);
    let (mut grand, mut year) = (false, false);
    let (mut at, mut end) = (from, from);
    while at < first + MOST_TOKENS {
        let word = r.word(at);
        if let Some(value) = unit(word) {
            let fits = !any || !open || (current >= 20.0 && current % 10.0 == 0.0 && current % 100.0 != 10.0);
            if !fits || (any && value == 0.0) {
                break;
            }
            current += value;
        } else if let Some(value) = teen(word).or_else(|| tens(word)) {
            let spoken = open
                && any
                && (1.0..10.0).contains(&current)
                && total == 0.0
                && !r.joined(at)
                && at == first + 1
                && value >= 10.0;
            let years = open && any && total == 0.0 && at == first + 1 && (17.0..=20.0).contains(&current);
            if !any || !open || (current >= 100.0 && current % 100.0 == 0.0) {
                current += value;
            } else if years {
                (current, year) = (current * 100.0 + value, true);
            } else if spoken && tens(word).is_some() {
                // "one ninety": hundreds as people say them.
                current = current * 100.0 + value;
            } else {
                break;
            }
        } else if let Some((factor, money, next)) = magnitude(r, at).filter(|_| any && word.len() > 2) {
            if factor == 100.0 || factor == 12.0 {
                if current >= 100.0 || !open {
                    break;
                }
                current = current.max(1.0) * factor;
            } else {
                if total > 0.0 && factor >= last {
                    break;
                }
                (mantissa, scale) = (current, factor);
                total += current.max(if open { 0.0 } else { 1.0 }) * factor;
                (current, last, grand) = (0.0, factor, grand || money);
            }
            (at, end, open) = (next, next, factor == 100.0);
            if r.word(at) == "and" && is_number_word(r.word(at + 1)) && factor >= 100.0 {
                at += 1;
            }
            continue;
        } else if word == "point" && any && total == 0.0 && at > from {
            let Some((part, next)) = decimals(r, at + 1) else { break };
            current += part;
            (at, end) = (next, next);
            if let Some((factor, money, next)) = magnitude(r, at) {
                (mantissa, scale, grand) = (current, factor, money);
                (total, current, end) = (current * factor, 0.0, next);
            }
            break;
        } else if r.follows(at, &["and", "a", "half"]) && any && total == 0.0 {
            current += 0.5;
            (at, end) = (at + 3, at + 3);
            if let Some((factor, money, next)) = magnitude(r, at) {
                (mantissa, scale, grand) = (current, factor, money);
                (total, current, end) = (current * factor, 0.0, next);
            }
            break;
        } else if let Some(part) = vulgar(word).filter(|_| any) {
            current += part;
            end = at + 1;
            break;
        } else if r.hyphen(at) && (is_number_word(r.word(at + 1)) || magnitude(r, at + 1).is_some()) && any {
            at += 1;
            continue;
        } else {
            break;
        }
        (any, open) = (true, true);
        at += 1;
        end = at;
    }
    if !any || end == first {
        return None;
    }
    let value = total + current;
    if scale == 1.0 || current > 0.0 {
        (mantissa, scale) = (value, 1.0);
    }
    Some(Numeral {
        first,
        end,
        value,
        mantissa,
        scale,
        form: Form::Words,
        grand,
        year,
    })
}

/// The digits after "point": "nine five", "twenty five", "oh five".
fn decimals(r: Reading, from: usize) -> Option<(f64, usize)> {
    let (mut value, mut place, mut at) = (0.0, 0.1, from);
    while at < from + 6 {
        let word = r.word(at);
        if let Some(digit) = unit(word).or((word == "oh" || word == "o").then_some(0.0)) {
            value += digit * place;
            place /= 10.0;
        } else if let Some(pair) = teen(word).or_else(|| tens(word)).filter(|_| at == from) {
            value += pair * place / 10.0;
            if let Some(digit) = unit(r.word(at + 1)).filter(|d| *d > 0.0 && pair >= 20.0) {
                value += digit * place / 10.0;
                at += 1;
            }
            at += 1;
            break;
        } else {
            break;
        }
        at += 1;
    }
    (at > from).then_some(((value * 1e6_f64).round() / 1e6, at))
}

#[cfg(test)]
mod tests {
    use super::{Reading, parse, read};
    use crate::token::Tokens;

    fn value(text: &str) -> Option<f64> {
        let tokens = Tokens::cut(text);
        let r = Reading { text, tokens: &tokens };
        read(r, 0, false).filter(|n| n.end == tokens.len()).map(|n| n.value)
    }

    #[test]
    fn digits() {
        for (text, number) in [
            ("1,940", 1940.0),
            ("3,00,000", 300_000.0),
            ("2.5", 2.5),
            ("1 500", 1500.0),
            ("1.5k", 1500.0),
            ("1.340.000", 1_340_000.0),
            ("2,5", 2.5),
            ("1½", 1.5),
            ("3 million", 3e6),
            ("6 and a half", 6.5),
        ] {
            assert_eq!(value(text), Some(number), "{text}");
        }
        for text in ["4.1.2", "9:30", "1,2,3", "1.2,3"] {
            assert_eq!(parse(text), None, "{text}");
        }
        assert_eq!(parse(&"1".repeat(4000)), None);
    }

    #[test]
    fn words() {
        for (text, number) in [
            ("forty-one", 41.0),
            ("forty one", 41.0),
            ("twelve hundred", 1200.0),
            ("twenty two hundred", 2200.0),
            ("three hundred and twelve", 312.0),
            ("a hundred thirty", 130.0),
            ("half a million", 500_000.0),
            ("one and a half million", 1_500_000.0),
            ("two point one", 2.1),
            ("ninety-nine point nine five", 99.95),
            ("one point five million", 1_500_000.0),
            ("a dozen", 12.0),
            ("two dozen", 24.0),
            ("half a dozen", 6.0),
            ("four hundred thousand", 400_000.0),
            ("two thousand three hundred and six", 2306.0),
            ("two hundred and ten thousand", 210_000.0),
            ("one ninety", 190.0),
            ("a couple of hundred", 200.0),
            ("zero", 0.0),
        ] {
            assert_eq!(value(text), Some(number), "{text}");
        }
        assert_eq!(value("five six"), None);
    }
}
