//! Lengths of time: their units, and how long they are.

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

/// How long one of a unit is, in seconds.
pub(crate) fn seconds(unit: &str) -> Option<f64> {
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
pub(super) fn length(words: &str) -> Option<(f64, &'static str)> {
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

#[cfg(test)]
mod tests {
    use super::length;

    #[test]
    fn lengths_are_read_from_words() {
        assert_eq!(length("eight weeks"), Some((8.0, "week")));
        assert_eq!(length("18-month"), Some((18.0, "month")));
        assert_eq!(length("a year"), Some((1.0, "year")));
        for wrong in ["", "weeks", "some weeks", "two long weeks", "nan weeks"] {
            assert_eq!(length(wrong), None, "{wrong}");
        }
    }
}
