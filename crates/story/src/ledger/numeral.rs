//! Numbers in digits or in words, of one word or of many: "1,900", "fifty two", "two point one", "six thousand four
//! hundred". A recogniser writes them without hyphens and commas.

use glidepath_text::{TokenKind, Tokens, number_word};

/// A number as it stands among the tokens.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Numeral {
    pub(crate) value: f64,
    /// The token behind its last.
    pub(crate) end: usize,
    /// Written in digits.
    pub(crate) digits: bool,
}

/// The number that begins at a token; `None` in the middle of one.
pub(crate) fn numeral(tokens: &Tokens, at: usize) -> Option<Numeral> {
    let word = |at: usize| tokens.lower_at(Some(at));
    if tokens.get(at)?.kind == TokenKind::Number {
        let (value, end) = scaled(tokens, written(word(at))?, at + 1);
        return Some(Numeral {
            value,
            end,
            digits: true,
        });
    }
    let follows = at.checked_sub(1).is_some_and(|last| {
        let linked =
            |at: usize| number_word(word(at)).is_some() || magnitude(word(at)).is_some() || word(at) == "hundred";
        let over = matches!(word(last), "and" | "-" | "point");
        let last = last.saturating_sub(usize::from(over));
        linked(last) && (word(last + 1) == "point" || joins(word(last), word(at)))
    });
    if follows {
        return None;
    }
    let (value, end) = below_thousand(tokens, at)?;
    if word(end) == "point" && number_word(word(end + 1)).is_some_and(|digit| digit < 10.0) {
        let (value, end) = scaled(tokens, value + fraction(tokens, end + 1).0, fraction(tokens, end + 1).1);
        return Some(Numeral {
            value,
            end,
            digits: false,
        });
    }
    let (mut value, mut end) = scaled(tokens, value, end);
    if value >= 1000.0 {
        // "six thousand four hundred", "a thousand and fifty".
        let rest = end + usize::from(word(end) == "and");
        if let Some((more, behind)) = below_thousand(tokens, rest)
            && magnitude(word(behind)).is_none()
        {
            value += more;
            end = behind;
        }
    }
    Some(Numeral {
        value,
        end,
        digits: false,
    })
}

/// Whether a number word goes on with another one: "fifty two", "two hundred"; not "ten two".
fn joins(first: &str, second: &str) -> bool {
    match (number_word(first), number_word(second)) {
        (Some(first), Some(second)) => first >= 20.0 && (1.0..10.0).contains(&second),
        (Some(_), None) => second == "hundred",
        (None, Some(_)) => true,
        (None, None) => false,
    }
}

/// "fifty two", "a hundred and eighty", "three hundred".
fn below_thousand(tokens: &Tokens, at: usize) -> Option<(f64, usize)> {
    let word = |at: usize| tokens.lower_at(Some(at));
    let hundreds = |times: f64, at: usize| {
        let rest = at + usize::from(word(at) == "and");
        match below_hundred(tokens, rest) {
            Some((more, end)) => (times * 100.0 + more, end),
            None => (times * 100.0, at),
        }
    };
    if word(at) == "hundred" {
        return Some(hundreds(1.0, at + 1));
    }
    let (value, end) = below_hundred(tokens, at)?;
    if word(end) == "hundred" {
        return Some(hundreds(value, end + 1));
    }
    Some((value, end))
}

fn below_hundred(tokens: &Tokens, at: usize) -> Option<(f64, usize)> {
    let word = |at: usize| tokens.lower_at(Some(at));
    let value = number_word(word(at))?;
    let next = at + 1 + usize::from(word(at + 1) == "-");
    match number_word(word(next)) {
        Some(unit) if value >= 20.0 && (1.0..10.0).contains(&unit) => Some((value + unit, next + 1)),
        _ => Some((value, at + 1)),
    }
}

/// The digits after "point", as a fraction, and where they end.
fn fraction(tokens: &Tokens, from: usize) -> (f64, usize) {
    let (mut value, mut place, mut end) = (0.0, 0.1, from);
    while let Some(digit) = number_word(tokens.lower_at(Some(end))).filter(|digit| *digit < 10.0) {
        value += digit * place;
        place /= 10.0;
        end += 1;
    }
    (value, end)
}

fn scaled(tokens: &Tokens, value: f64, end: usize) -> (f64, usize) {
    match magnitude(tokens.lower_at(Some(end))) {
        Some(times) => (value * times, end + 1),
        None => (value, end),
    }
}

fn magnitude(word: &str) -> Option<f64> {
    Some(match word {
        "thousand" | "k" => 1e3,
        "million" => 1e6,
        "billion" => 1e9,
        _ => return None,
    })
}

/// A number in digits.
fn written(word: &str) -> Option<f64> {
    let value: f64 = word.replace(',', "").parse().ok()?;
    value.is_finite().then_some(value)
}

#[cfg(test)]
mod tests {
    use glidepath_text::Tokens;

    use super::numeral;

    #[test]
    fn numbers_are_read_whole() {
        for (text, value, end) in [
            ("1,900 sheets", 1900.0, 1),
            ("1.3 million", 1_300_000.0, 2),
            ("fifty two pharmacies", 52.0, 2),
            ("forty-one", 41.0, 3),
            ("two point one percent", 2.1, 3),
            ("two point four million", 2_400_000.0, 4),
            ("six thousand four hundred applications", 6400.0, 4),
            ("three hundred forty thousand", 340_000.0, 4),
            ("two hundred and ten shops", 210.0, 4),
            ("hundred eighty bales", 180.0, 2),
            ("ten two", 10.0, 1),
            ("sixty one thousand", 61_000.0, 3),
        ] {
            let read = numeral(&Tokens::cut(text), 0).unwrap();
            assert_eq!(
                (read.end, (read.value - value).abs() < 1e-6),
                (end, true),
                "{text} {read:?}"
            );
        }
    }

    #[test]
    fn a_number_begins_once() {
        let tokens = Tokens::cut("six thousand four hundred and two");
        let begun: Vec<usize> = (0..tokens.len()).filter(|at| numeral(&tokens, *at).is_some()).collect();
        assert_eq!(begun, [0]);
        assert_eq!(numeral(&Tokens::cut("point taken"), 0), None);
        assert_eq!(numeral(&Tokens::cut(""), 0), None);
    }
}
