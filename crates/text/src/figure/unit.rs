//! What a number measures: currencies, time, bytes, percent, things, and per what. Leaves out numbers that measure nothing.

use std::borrow::Cow;

use glidepath_domain::FigureKind;

use super::noun;
use super::reading::Reading;
use crate::tag::Tag;

/// What is measured, in the words of the contract.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Measure {
    pub(super) name: Cow<'static, str>,
    pub(super) kind: FigureKind,
}

impl Measure {
    pub(super) const fn of(name: &'static str, kind: FigureKind) -> Self {
        Self {
            name: Cow::Borrowed(name),
            kind,
        }
    }

    pub(super) const fn things(name: String) -> Self {
        Self {
            name: Cow::Owned(name),
            kind: FigureKind::Count,
        }
    }

    /// Unit and kind when it is counted `per` something.
    pub(super) fn told(&self, per: Option<&str>) -> (String, FigureKind) {
        match per {
            Some(per) => (format!("{}/{per}", self.name), FigureKind::Rate),
            None => (self.name.clone().into_owned(), self.kind),
        }
    }
}

/// A unit read behind a number.
pub(super) struct Behind {
    pub(super) measure: Measure,
    /// What the number is to be multiplied with.
    pub(super) factor: f64,
    /// Token after the unit.
    pub(super) end: usize,
}

/// Currency of a sign.
fn sign(raw: &str) -> Option<&'static str> {
    Some(match raw {
        "$" => "USD",
        "€" => "EUR",
        "£" => "GBP",
        "¥" => "JPY",
        "₹" => "INR",
        "₩" => "KRW",
        "₦" => "NGN",
        "₵" => "GHS",
        "₽" => "RUB",
        "₺" => "TRY",
        "₫" => "VND",
        "₱" => "PHP",
        "฿" => "THB",
        "₪" => "ILS",
        "₴" => "UAH",
        _ => return None,
    })
}

const CODES: &[&str] = &[
    "AED", "ARS", "AUD", "BRL", "CAD", "CHF", "CLP", "CNY", "COP", "CZK", "DKK", "EGP", "EUR", "GBP", "GHS", "HKD",
    "HUF", "IDR", "ILS", "INR", "JPY", "KES", "KRW", "MXN", "MYR", "NGN", "NOK", "NZD", "PKR", "PLN", "QAR", "RON",
    "RUB", "SAR", "SEK", "SGD", "THB", "TWD", "TZS", "UAH", "UGX", "USD", "VND", "ZAR",
];

fn code(raw: &str) -> Option<&'static str> {
    match raw {
        "Rs" => Some("INR"),
        "RMB" => Some("CNY"),
        _ => CODES.binary_search(&raw).ok().and_then(|at| CODES.get(at)).copied(),
    }
}

/// True for an ISO currency code as written.
pub(super) fn is_code(raw: &str) -> bool {
    code(raw).is_some()
}

/// A currency before a number: the currency, and the first token of what is read.
pub(super) fn currency_before(r: Reading, i: usize) -> Option<(&'static str, usize)> {
    let before = i.checked_sub(1)?;
    if let Some(currency) = sign(r.raw(before)) {
        let prefix = before.checked_sub(1).filter(|_| currency == "USD" && r.joined(before));
        let dollars = prefix.and_then(|at| match r.raw(at) {
            "US" => Some(("USD", at)),
            "A" | "AU" => Some(("AUD", at)),
            "C" | "CA" => Some(("CAD", at)),
            "NZ" => Some(("NZD", at)),
            "HK" => Some(("HKD", at)),
            "S" => Some(("SGD", at)),
            "R" => Some(("BRL", at)),
            _ => None,
        });
        return Some(dollars.unwrap_or((currency, before)));
    }
    let dot = usize::from(r.raw(before) == "." && r.joined(before));
    let at = before.checked_sub(dot)?;
    code(r.raw(at)).map(|currency| (currency, at))
}

/// A currency word and what one of it is worth in the currency.
fn money_word(r: Reading, i: usize) -> Option<(&'static str, f64, usize)> {
    let next = i + 1;
    if let Some(found) = sign(r.raw(i)).or_else(|| code(r.raw(i))) {
        return Some((found, 1.0, next));
    }
    let pair = |first: &str, second: &str| r.word(i) == first && r.word(next) == second;
    if matches!(r.word(i), "us" | "american") && matches!(r.word(next), "dollars" | "dollar") {
        return Some(("USD", 1.0, next + 1));
    }
    for (first, second, code) in [
        ("canadian", "dollars", "CAD"),
        ("australian", "dollars", "AUD"),
        ("swiss", "francs", "CHF"),
        ("pounds", "sterling", "GBP"),
    ] {
        if pair(first, second) {
            return Some((code, 1.0, next + 1));
        }
    }
    Some(match r.word(i) {
        "dollar" | "dollars" | "buck" | "bucks" => ("USD", 1.0, next),
        "cent" | "cents" => ("USD", 0.01, next),
        "euro" | "euros" => ("EUR", 1.0, next),
        "pound" | "pounds"
            if r.word(next) != "of"
                || matches!(
                    r.word(next + 1),
                    "savings" | "revenue" | "debt" | "fines" | "funding" | "sales" | "stock"
                ) =>
        {
            ("GBP", 1.0, next)
        }
        "quid" => ("GBP", 1.0, next),
        "pence" => ("GBP", 0.01, next),
        "rupee" | "rupees" => ("INR", 1.0, next),
        "yen" => ("JPY", 1.0, next),
        "won" if r.tag(i) != Tag::VerbPast => ("KRW", 1.0, next),
        "yuan" | "renminbi" => ("CNY", 1.0, next),
        "francs" => ("CHF", 1.0, next),
        "naira" => ("NGN", 1.0, next),
        "cedi" | "cedis" => ("GHS", 1.0, next),
        "rand" => ("ZAR", 1.0, next),
        "shillings" => ("KES", 1.0, next),
        "pesos" => ("MXN", 1.0, next),
        "kronor" => ("SEK", 1.0, next),
        "reais" => ("BRL", 1.0, next),
        "zloty" | "zlotys" | "zlotych" | "złoty" | "złote" | "złotych" => ("PLN", 1.0, next),
        "kroner" => ("NOK", 1.0, next),
        "dirham" | "dirhams" => ("AED", 1.0, next),
        "riyal" | "riyals" => ("SAR", 1.0, next),
        "soles" => ("PEN", 1.0, next),
        "baht" => ("THB", 1.0, next),
        "ringgit" => ("MYR", 1.0, next),
        "rupiah" => ("IDR", 1.0, next),
        "lira" | "liras" => ("TRY", 1.0, next),
        "hryvnia" | "hryvnias" => ("UAH", 1.0, next),
        "dong" => ("VND", 1.0, next),
        "forint" | "forints" => ("HUF", 1.0, next),
        "roubles" | "rubles" => ("RUB", 1.0, next),
        _ => return None,
    })
}

/// A unit of time: its name and how many of it the word means.
pub(super) fn time(word: &str) -> Option<(&'static str, f64)> {
    Some(match word {
        "ms" | "msec" | "millisecond" | "milliseconds" | "millis" => ("ms", 1.0),
        "µs" | "μs" | "us" | "microsecond" | "microseconds" => ("ms", 0.001),
        "s" | "sec" | "secs" | "second" | "seconds" => ("s", 1.0),
        "min" | "mins" | "minute" | "minutes" => ("min", 1.0),
        "h" | "hr" | "hrs" | "hour" | "hours" => ("h", 1.0),
        "day" | "days" | "d" => ("day", 1.0),
        "week" | "weeks" | "wk" | "wks" => ("week", 1.0),
        "fortnight" | "fortnights" => ("week", 2.0),
        "month" | "months" | "mo" | "mos" => ("month", 1.0),
        "quarter" | "quarters" => ("quarter", 1.0),
        "year" | "years" | "yr" | "yrs" => ("year", 1.0),
        "decade" | "decades" => ("year", 10.0),
        _ => return None,
    })
}

/// Seconds in one unit of time, to add "3h 20m" up.
pub(super) fn seconds(name: &str) -> Option<f64> {
    Some(match name {
        "ms" => 0.001,
        "s" => 1.0,
        "min" => 60.0,
        "h" => 3600.0,
        "day" => 86_400.0,
        "week" => 604_800.0,
        _ => return None,
    })
}

fn bytes(raw: &str, joined: bool) -> Option<&'static str> {
    Some(match raw {
        "B" if joined => "B",
        "byte" | "bytes" => "B",
        "kB" | "KB" | "kb" | "Kb" | "KiB" | "kilobyte" | "kilobytes" => "kB",
        "MB" | "mb" | "Mb" | "MiB" | "meg" | "megs" | "megabyte" | "megabytes" => "MB",
        "GB" | "gb" | "Gb" | "GiB" | "gig" | "gigs" | "gigabyte" | "gigabytes" => "GB",
        "TB" | "tb" | "Tb" | "TiB" | "terabyte" | "terabytes" => "TB",
        _ => return None,
    })
}

fn percent(r: Reading, i: usize) -> Option<(f64, usize)> {
    let (word, next) = (r.word(i), r.word(i + 1));
    Some(match word {
        "%" if next == "-" && matches!(r.word(i + 2), "points" | "point") => (1.0, i + 3),
        "%" | "percent" | "pct" | "percentage" if matches!(next, "points" | "point") => (1.0, i + 2),
        "%" | "percent" | "pct" | "pp" => (1.0, i + 1),
        "per" if next == "cent" => (1.0, i + 2),
        "basis" if matches!(next, "points" | "point") => (0.01, i + 2),
        "bp" | "bps" => (0.01, i + 1),
        _ => return None,
    })
}

/// Units that are no plural noun and are told as written.
fn symbol(raw: &str, joined: bool) -> Option<&'static str> {
    Some(match raw {
        "kg" | "KG" => "kg",
        "km" => "km",
        "cm" => "cm",
        "mm" => "mm",
        "kW" => "kW",
        "MW" => "MW",
        "kWh" => "kWh",
        "MWh" => "MWh",
        "GWh" => "GWh",
        "mph" => "mph",
        "rpm" => "rpm",
        "Mbps" => "Mbps",
        "Gbps" => "Gbps",
        "lb" | "lbs" => "pounds",
        "kilo" => "kilos",
        "ton" => "tons",
        "tonne" => "tonnes",
        "FTE" | "FTEs" => "FTEs",
        "rps" | "RPS" | "qps" | "QPS" => "req/s",
        "tps" | "TPS" => "transactions/s",
        "g" | "l" | "L" if joined => "g",
        _ => return None,
    })
}

/// The unit that stands at token `i`, behind a number; `one` tells that a singular may be counted.
pub(super) fn behind(r: Reading, i: usize, one: bool) -> Option<Behind> {
    let hyphened = r.hyphen(i);
    let at = if hyphened { i + 1 } else { i };
    let joined = r.joined(at);
    let found = |name: &'static str, kind, factor, end| {
        Some(Behind {
            measure: Measure::of(name, kind),
            factor,
            end,
        })
    };
    if let Some((factor, end)) = percent(r, at) {
        return found("%", FigureKind::Percent, factor, end);
    }
    if let Some((currency, factor, end)) = money_word(r, at) {
        return found(currency, FigureKind::Money, factor, end);
    }
    let before_time = at
        + usize::from(matches!(
            r.word(at),
            "business" | "working" | "calendar" | "full" | "whole" | "straight" | "extra" | "more" | "long" | "solid"
        ));
    if let Some((name, factor)) = time(r.word(before_time))
        .filter(|(name, _)| joined || r.word(before_time).len() > 1 || matches!(*name, "s" | "h"))
    {
        // "us" is a pronoun unless it is glued to digits.
        if r.word(before_time) != "us" || joined {
            return found(name, FigureKind::Duration, factor, before_time + 1);
        }
    }
    if matches!(r.raw(at), "°" | "°C" | "°F" | "℃") {
        let lettered = r.joined(at + 1) && matches!(r.raw(at + 1), "C" | "F");
        let name = if r.raw(at + 1) == "F" || r.raw(at) == "°F" {
            "°F"
        } else {
            "°C"
        };
        return found(
            if lettered || r.raw(at).len() > 2 {
                name
            } else {
                "degrees"
            },
            FigureKind::Count,
            1.0,
            at + 1 + usize::from(lettered),
        );
    }
    if r.word(at) == "m" && joined {
        return found("min", FigureKind::Duration, 1.0, at + 1);
    }
    if let Some(name) = bytes(r.raw(at), joined) {
        return found(name, FigureKind::Count, 1.0, at + 1);
    }
    if let Some(name) = symbol(r.raw(at), joined) {
        let kind = if name.contains('/') {
            FigureKind::Rate
        } else {
            FigureKind::Count
        };
        let name = if name == "g" && r.word(at) == "l" { "l" } else { name };
        return found(name, kind, 1.0, at + 1);
    }
    if hyphened {
        return hyphened_thing(r, at);
    }
    let (name, end) = noun::counted(r, at, one)?;
    Some(Behind {
        measure: Measure::things(thing(name)),
        factor: 1.0,
        end,
    })
}

/// "26-page", "three-person": a thing in the singular behind a hyphen.
fn hyphened_thing(r: Reading, at: usize) -> Option<Behind> {
    let word = r.word(at);
    let rated = word == "star"
        && (r.raw(at.saturating_sub(2)).contains('.') || matches!(r.word(at + 1), "rating" | "average" | "review"));
    let idiom = !rated
        && matches!(
            word,
            "way"
                | "fold"
                | "factor"
                | "off"
                | "hand"
                | "sum"
                | "tier"
                | "faced"
                | "size"
                | "time"
                | "digit"
                | "figure"
                | "star"
                | "party"
                | "piece"
                | "wheel"
                | "year"
                | "phase"
                | "on"
                | "to"
                | "and"
                | "or"
                | "up"
        );
    // Words before a hyphen make names of things ("two-bedroom", "three-legged"); digits measure.
    let told = r.is_number(at.saturating_sub(2))
        || matches!(
            word,
            "person"
                | "man"
                | "woman"
                | "member"
                | "page"
                | "step"
                | "part"
                | "point"
                | "stage"
                | "store"
                | "site"
                | "seat"
                | "bed"
                | "item"
                | "question"
                | "line"
                | "unit"
                | "room"
                | "team"
                | "country"
                | "state"
                | "car"
                | "truck"
                | "acre"
                | "mile"
                | "foot"
                | "inch"
                | "metre"
                | "meter"
                | "kilo"
                | "litre"
                | "tonne"
                | "ton"
                | "degree"
                | "slide"
                | "word"
                | "city"
                | "nurse"
                | "engineer"
                | "machine"
                | "house"
                | "stop"
                | "shop"
                | "school"
                | "clinic"
        );
    if !told
        || !r.is_word(at)
        || idiom
        || word.ends_with("ed")
        || r.hyphen(at + 1)
        || matches!(r.tag(at), Tag::Preposition | Tag::Conjunction | Tag::Determiner)
    {
        return None;
    }
    Some(Behind {
        measure: Measure::things(thing(noun::plural(word))),
        factor: 1.0,
        end: at + 1,
    })
}

/// The contract's name for a counted thing.
pub(super) fn thing(name: String) -> String {
    match name.as_str() {
        "requests" | "reqs" => "req".to_owned(),
        "persons" | "folks" | "folk" => "people".to_owned(),
        _ => name,
    }
}

/// Things, not times, that something is commonly told per with a mere article: "$3 a unit".
fn is_share(word: &str) -> bool {
    matches!(
        word,
        "unit"
            | "head"
            | "seat"
            | "person"
            | "piece"
            | "shift"
            | "stop"
            | "patient"
            | "customer"
            | "user"
            | "visit"
            | "ride"
            | "trip"
            | "order"
            | "store"
            | "shop"
            | "box"
            | "pallet"
            | "night"
            | "copy"
            | "item"
            | "litre"
            | "liter"
            | "gallon"
            | "mile"
            | "kilo"
            | "ton"
            | "tonne"
            | "sprint"
            | "lesson"
            | "session"
            | "meal"
            | "run"
            | "batch"
            | "truck"
            | "load"
            | "pupil"
            | "student"
            | "child"
            | "family"
            | "call"
            | "ticket"
            | "page"
            | "case"
            | "barrel"
            | "kilometre"
            | "site"
            | "team"
            | "locker"
            | "member"
            | "room"
            | "pound"
            | "bag"
            | "bottle"
            | "square"
            | "release"
            | "deploy"
            | "transaction"
            | "request"
            | "season"
            | "parcel"
            | "term"
            | "semester"
            | "delivery"
    )
}

/// What a quantity that ends before token `i` is told per, and the token after it.
pub(super) fn per(r: Reading, i: usize, money: bool) -> Option<(Cow<'static, str>, usize)> {
    let named = |word: &str| {
        time(word)
            .filter(|(_, n)| (*n - 1.0).abs() < 1e-9)
            .map(|(name, _)| Cow::Borrowed(name))
    };
    match r.word(i) {
        "daily" => return Some((Cow::Borrowed("day"), i + 1)),
        "weekly" => return Some((Cow::Borrowed("week"), i + 1)),
        "monthly" => return Some((Cow::Borrowed("month"), i + 1)),
        "quarterly" => return Some((Cow::Borrowed("quarter"), i + 1)),
        "yearly" | "annually" => return Some((Cow::Borrowed("year"), i + 1)),
        "hourly" => return Some((Cow::Borrowed("h"), i + 1)),
        "pa" => return Some((Cow::Borrowed("year"), i + 1)),
        "nightly" => return Some((Cow::Borrowed("night"), i + 1)),
        _ => {}
    }
    let glue = r.word(i);
    let noun = r.word(i + 1);
    if glue == "per" && r.is_number(i + 1) && noun.len() < 8 && r.is_word(i + 2) {
        return Some((Cow::Owned(format!("{noun} {}", r.word(i + 2))), i + 3));
    }
    if !r.is_word(i + 1) {
        return None;
    }
    if matches!(noun, "annum") && glue == "per" {
        return Some((Cow::Borrowed("year"), i + 2));
    }
    if glue == "per"
        && (super::numeral::is_number_word(noun) || matches!(noun, "hundred" | "thousand" | "million"))
        && r.is_word(i + 2)
        && r.tag(i + 2).is_noun()
    {
        // "per thousand transactions".
        return Some((Cow::Owned(format!("{noun} {}", r.word(i + 2))), i + 3));
    }
    match glue {
        "per" | "/" if noun != "cent" => {
            let skip = usize::from(matches!(noun, "single" | "full") && r.is_word(i + 2));
            let noun = r.word(i + 1 + skip);
            let name = named(noun).unwrap_or_else(|| Cow::Owned(noun::singular(noun)));
            if r.hyphen(i + 2 + skip) {
                // "per kilowatt-hour".
                let whole = format!("{name}-{}", r.word(i + 3 + skip));
                return Some((Cow::Owned(whole), i + 4 + skip));
            }
            Some((name, i + 2 + skip))
        }
        "a" | "an" | "each" | "every" | "the" => {
            let lone = glue != "the";
            if matches!(noun, "morning" | "evening" | "afternoon") && matches!(glue, "each" | "every") {
                return Some((Cow::Borrowed("day"), i + 2));
            }
            if noun == "single" && glue == "every" {
                return named(r.word(i + 2)).map(|name| (name, i + 3));
            }
            // "a second time", "a quarter of", "a week later": the article opens something else.
            let opens = matches!(r.word(i + 2), "later" | "earlier" | "ago" | "before" | "of" | "after")
                || (noun == "second" && r.tag(i + 2) == Tag::Noun);
            if lone
                && !opens
                && let Some(name) = named(noun).filter(|_| noun.len() > 1)
            {
                return Some((name, i + 2));
            }
            (lone
                && !opens
                && (is_share(noun)
                    || (money
                        && glue != "each"
                        && glue != "every"
                        && r.tag(i + 1) == Tag::Noun
                        && (r.stops(i + 2)
                            || matches!(
                                r.word(i + 2),
                                "," | "and"
                                    | "but"
                                    | "now"
                                    | "in"
                                    | "for"
                                    | "on"
                                    | "to"
                                    | "when"
                                    | "where"
                                    | "instead"
                                    | "before"
                                    | "after"
                            )))))
            .then(|| (Cow::Owned(noun.to_owned()), i + 2))
        }
        "for" if r.word(i + 1) == "each" && r.is_word(i + 2) => {
            let noun = r.word(i + 2);
            Some((named(noun).unwrap_or_else(|| Cow::Owned(noun.to_owned())), i + 3))
        }
        // "18 moves in an hour"; a week or more is rather how long it took.
        "in" if matches!(noun, "a" | "an" | "one") && matches!(r.word(i + 2), "hour" | "day" | "night" | "shift") => {
            let noun = r.word(i + 2);
            Some((named(noun).unwrap_or_else(|| Cow::Owned(noun.to_owned())), i + 3))
        }
        "in" if noun == "a" && matches!(r.word(i + 2), "day" | "week" | "month") && r.back(i, 1) == "times" => {
            named(r.word(i + 2)).map(|name| (name, i + 3))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::CODES;

    #[test]
    fn lists_are_sorted() {
        assert!(CODES.is_sorted());
    }
}
