//! Numbers that name, order or age: versions, identifiers, ordinals, ages. Leaves out dates and times of day.

use glidepath_domain::NotFigureKind;

use super::calendar::Found;
use super::numeral::{self, Form, Numeral};
use super::reading::Reading;
use super::unit;
use crate::tag::Tag;

/// Reads the name, ordinal or age that begins at token `i`.
pub(super) fn read(r: Reading, i: usize) -> Option<Found> {
    if r.is_number(i) {
        return number(r, i);
    }
    if r.word(i) == "#" && r.is_number(i + 1) && r.joined(i + 1) {
        return Some((i, i + 2, NotFigureKind::Identifier));
    }
    if !r.is_word(i) {
        return None;
    }
    mixed(r, i)
        .or_else(|| headed(r, i))
        .or_else(|| named(r, i))
        .or_else(|| ordinal(r, i))
        .or_else(|| age(r, i))
}

fn number(r: Reading, i: usize) -> Option<Found> {
    let raw = r.raw(i);
    let identifier = |end| Some((i, end, NotFigureKind::Identifier));
    if raw.matches('.').count() > 1 && numeral::parse(raw).is_none() {
        return Some((i, i + 1, NotFigureKind::Version));
    }
    if r.joined(i + 1) {
        match r.word(i + 1) {
            "st" | "nd" | "rd" | "th" => {
                let weekday = (i.saturating_sub(3)..i).any(|at| r.word(at).ends_with("day") && r.word(at).len() > 5);
                let dated = r.back(i, 1) == "the"
                    && (weekday
                        || (matches!(r.back(i, 2), "on" | "by" | "until")
                            && !r.tag(i + 2).is_noun()
                            && r.tag(i + 2) != Tag::Adjective));
                if dated {
                    return Some((i, i + 2, NotFigureKind::Date));
                }
                let kind = if r.word(i + 2) == "percentile" {
                    NotFigureKind::Identifier
                } else {
                    NotFigureKind::Ordinal
                };
                return Some((i, i + 2 + usize::from(kind == NotFigureKind::Identifier), kind));
            }
            "d" | "g" | "fa" | "k" if matches!(raw, "2" | "3" | "4" | "5" | "401" | "403") => {
                let known = matches!(
                    (raw, r.raw(i + 1)),
                    ("2" | "3", "D") | ("3" | "4" | "5", "G") | ("2", "FA") | ("401", "k" | "K")
                );
                if known && !matches!(r.back(i, 1), "$" | "€" | "£") {
                    return identifier(i + 2);
                }
            }
            "(" if raw == "401" || raw == "403" => return identifier(if r.word(i + 3) == ")" { i + 4 } else { i + 2 }),
            // "the over-65s"
            "s" if raw.len() == 2
                && (matches!(r.back(i, 1), "over" | "under")
                    || (r.back(i, 1) == "-" && matches!(r.back(i, 2), "over" | "under"))) =>
            {
                return Some((i, i + 2, NotFigureKind::Age));
            }
            "s" if raw.len() == 3 && raw.starts_with(['4', '5']) && raw.get(1..2) == Some("0") => {
                return identifier(i + 2);
            }
            _ => {}
        }
    }
    if matches!(raw, "911" | "999" | "112" | "311")
        && (i.saturating_sub(2)..i).any(|at| {
            matches!(
                r.word(at),
                "called" | "call" | "rang" | "dialled" | "dialed" | "phoned" | "ring" | "calling"
            )
        })
    {
        return identifier(i + 1);
    }
    // "The 737 was parked", "a 404".
    let plain = raw.len() >= 3 && raw.bytes().all(|b| b.is_ascii_digit());
    let verb_next = r.tag(i + 1).is_finite_verb() || matches!(r.word(i + 1), "was" | "is" | "error" | "errors");
    if plain && matches!(r.back(i, 1), "the" | "a" | "an") && r.back(i, 2) != "of" && verb_next {
        return identifier(i + 1);
    }
    None
}

/// "p99", "S3", "v2.3", "B2B", "COVID-19", "T+3".
fn mixed(r: Reading, i: usize) -> Option<Found> {
    let raw = r.raw(i);
    if raw.len() > 40 {
        return None;
    }
    let has_digit = raw.bytes().any(|b| b.is_ascii_digit());
    if has_digit {
        if raw.contains("://")
            || raw.contains('@')
            || raw.contains('_')
            || !raw.starts_with(|c: char| c.is_alphabetic())
            || r.joined(i) && r.is_number(i.wrapping_sub(1))
        {
            return None;
        }
        let version = raw
            .strip_prefix(['v', 'V'])
            .is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_digit() || b == b'.'));
        return Some((
            i,
            i + 1,
            if version {
                NotFigureKind::Version
            } else {
                NotFigureKind::Identifier
            },
        ));
    }
    let glued = matches!(r.word(i + 1), "-" | "+") && r.joined(i + 1) && r.is_number(i + 2) && r.joined(i + 2);
    let free = matches!(
        r.word(i),
        "sub" | "under" | "over" | "pre" | "post" | "mid" | "near" | "catch" | "plus" | "minus" | "to" | "and" | "or"
    ) || numeral::is_number_word(r.word(i))
        || unit::time(r.word(i)).is_some();
    if glued && !free && raw.chars().all(char::is_alphabetic) {
        let version = is_software(r.word(i));
        return Some((
            i,
            i + 3,
            if version {
                NotFigureKind::Version
            } else {
                NotFigureKind::Identifier
            },
        ));
    }
    None
}

/// Nouns that a number behind them names.
const HEADS: &[&str] = &[
    "account",
    "act",
    "aisle",
    "amendment",
    "annex",
    "apartment",
    "appendix",
    "article",
    "attempt",
    "batch",
    "bay",
    "bed",
    "bin",
    "block",
    "boiler",
    "box",
    "branch",
    "bug",
    "building",
    "bus",
    "cabin",
    "camera",
    "candidate",
    "carriage",
    "case",
    "category",
    "cell",
    "channel",
    "chapter",
    "choice",
    "class",
    "clause",
    "cluster",
    "code",
    "cohort",
    "column",
    "container",
    "core",
    "corridor",
    "crane",
    "crate",
    "customer",
    "day",
    "deck",
    "depot",
    "desk",
    "directive",
    "district",
    "dock",
    "door",
    "draft",
    "driver",
    "employee",
    "engine",
    "epic",
    "episode",
    "error",
    "exhibit",
    "exit",
    "extension",
    "figure",
    "flat",
    "flight",
    "floor",
    "form",
    "frame",
    "gate",
    "grade",
    "group",
    "highway",
    "horizon",
    "hub",
    "incident",
    "index",
    "invoice",
    "issue",
    "item",
    "iteration",
    "job",
    "junction",
    "kiln",
    "lab",
    "lane",
    "level",
    "line",
    "locker",
    "lot",
    "machine",
    "meter",
    "milestone",
    "mill",
    "mode",
    "module",
    "month",
    "node",
    "number",
    "option",
    "order",
    "oven",
    "page",
    "pallet",
    "paragraph",
    "part",
    "participant",
    "partition",
    "patient",
    "pen",
    "phase",
    "pier",
    "plant",
    "platform",
    "player",
    "plot",
    "pod",
    "policy",
    "port",
    "precinct",
    "press",
    "printer",
    "priority",
    "pump",
    "question",
    "rack",
    "reactor",
    "region",
    "regulation",
    "release",
    "replica",
    "request",
    "resolution",
    "revision",
    "robot",
    "room",
    "round",
    "route",
    "router",
    "row",
    "rule",
    "runway",
    "scenario",
    "schedule",
    "season",
    "seat",
    "section",
    "sector",
    "sensor",
    "series",
    "server",
    "sev",
    "severity",
    "shard",
    "shelf",
    "shop",
    "site",
    "sku",
    "slide",
    "sprint",
    "squad",
    "stage",
    "standard",
    "step",
    "store",
    "story",
    "street",
    "studio",
    "suite",
    "switch",
    "table",
    "tank",
    "task",
    "team",
    "terminal",
    "test",
    "theatre",
    "ticket",
    "tier",
    "tower",
    "track",
    "train",
    "trial",
    "truck",
    "turbine",
    "type",
    "unit",
    "valve",
    "van",
    "variant",
    "vehicle",
    "version",
    "vessel",
    "volume",
    "ward",
    "warehouse",
    "wave",
    "week",
    "well",
    "wing",
    "year",
    "zone",
];

fn bare_number(r: Reading, i: usize) -> Option<Numeral> {
    let number = numeral::read(r, i, false)
        .filter(|n| matches!(n.form, Form::Digits | Form::Words) && n.scale == 1.0 && n.value >= 0.0)?;
    let raw = r.raw(i);
    // "1,200" is counted, not a name.
    (!raw.contains(',') && !matches!(r.word(i), "a" | "an")).then_some(number)
}

/// True when what stands at `end`, behind a number, makes a quantity of it.
fn measured(r: Reading, end: usize) -> bool {
    use glidepath_domain::FigureKind;
    if r.word(end) == "times" || (matches!(r.word(end), "x" | "k") && r.joined(end)) {
        return true;
    }
    unit::behind(r, end, false).is_some_and(|b| {
        b.measure.kind != FigureKind::Count
            || (r.tag(end) == Tag::NounPlural || matches!(r.word(end), "people" | "staff" | "more" | "new"))
            || !b.measure.name.ends_with('s')
    })
}

/// "room 101", "phase two", "ticket #4471".
fn headed(r: Reading, i: usize) -> Option<Found> {
    let word = r.word(i);
    if HEADS.binary_search(&word).is_err() && !(word == "no" && r.raw(i) == "No") {
        return None;
    }
    let at = i
        + 1
        + usize::from(matches!(r.word(i + 1), "#" | "no" | "number"))
        + usize::from(word == "no" && r.word(i + 1) == ".");
    let number = bare_number(r, at)?;
    if !number.is_whole()
        && !matches!(
            word,
            "section"
                | "version"
                | "release"
                | "clause"
                | "chapter"
                | "article"
                | "paragraph"
                | "rule"
                | "table"
                | "figure"
                | "step"
        )
    {
        return None;
    }
    // "we batch 40 orders", "page three engineers", "the site 40 people use", "each line one by one".
    let verb =
        r.tag(i).is_verb() && !r.capital(i) && matches!(r.back(i, 1), "to" | "i" | "we" | "they" | "would" | "could");
    let graded = matches!(
        word,
        "tier"
            | "level"
            | "type"
            | "class"
            | "grade"
            | "stage"
            | "category"
            | "phase"
            | "series"
            | "sev"
            | "severity"
            | "priority"
            | "schedule"
    ) && number.value <= 12.0;
    if verb
        || (measured(r, number.end) && !graded && !(r.capital(i) && !r.opens(i)))
        || r.hyphen(number.end)
        || matches!(r.back(i, 1), "-") && r.joined(i)
    {
        return None;
    }
    // "in year one", "on day seven" order time; "square one" is an idiom.
    if r.is_number(at)
        && matches!(r.word(number.end), "," | "and" | "to" | "-" | "/")
        && number.is_whole()
        && is_year_like(number.value)
    {
        return None;
    }
    let kind = match word {
        "version" | "release" if word == "version" || r.is_number(at) => NotFigureKind::Version,
        _ => NotFigureKind::Identifier,
    };
    Some((i, number.end, kind))
}

fn is_year_like(value: f64) -> bool {
    (1900.0..2100.0).contains(&value)
}

/// Things that come in versions.
fn is_software(word: &str) -> bool {
    matches!(
        word,
        "android"
            | "angular"
            | "ansible"
            | "cobol"
            | "chrome"
            | "debian"
            | "django"
            | "docker"
            | "drupal"
            | "elasticsearch"
            | "excel"
            | "fedora"
            | "firefox"
            | "gcc"
            | "go"
            | "golang"
            | "gpt"
            | "hadoop"
            | "ios"
            | "java"
            | "jdk"
            | "jquery"
            | "kafka"
            | "kotlin"
            | "kubernetes"
            | "laravel"
            | "linux"
            | "llama"
            | "macos"
            | "magento"
            | "mongo"
            | "mongodb"
            | "mysql"
            | "next"
            | "node"
            | "nodejs"
            | "numpy"
            | "office"
            | "openssl"
            | "oracle"
            | "pandas"
            | "perl"
            | "php"
            | "postgres"
            | "postgresql"
            | "python"
            | "pytorch"
            | "rails"
            | "react"
            | "redis"
            | "redux"
            | "rhel"
            | "ruby"
            | "rust"
            | "scala"
            | "spark"
            | "spring"
            | "sqlite"
            | "swift"
            | "tensorflow"
            | "terraform"
            | "typescript"
            | "ubuntu"
            | "vue"
            | "webpack"
            | "windows"
            | "wordpress"
            | "xcode"
            | "airflow"
            | "salesforce"
            | "unity"
            | "unreal"
            | "flask"
            | "gradle"
            | "maven"
            | "electron"
            | "bootstrap"
            | "drools"
            | "solr"
            | "cassandra"
            | "nginx"
            | "tls"
            | "safari"
            | "outlook"
            | "iphone"
            | "ipad"
            | "playstation"
            | "xbox"
            | "galaxy"
    )
}

/// Measures that are written in capitals: what stands behind them is no name.
fn is_score(word: &str) -> bool {
    matches!(
        word,
        "nps"
            | "csat"
            | "mttr"
            | "sla"
            | "slo"
            | "roi"
            | "arr"
            | "mrr"
            | "cac"
            | "ltv"
            | "cpu"
            | "gmv"
            | "kpi"
            | "mau"
            | "dau"
            | "gpa"
            | "qps"
            | "tps"
            | "ctr"
            | "ebitda"
            | "rto"
            | "rpo"
            | "cpm"
            | "cpa"
            | "aov"
            | "i"
            | "we"
            | "ok"
    )
}

/// "Python 3.11", "HTTP 500", "Flight 221": a name with a number behind it.
fn named(r: Reading, i: usize) -> Option<Found> {
    let raw = r.raw(i);
    let product = raw.chars().any(char::is_uppercase);
    if !product && !is_software(r.word(i)) || raw.len() > 32 {
        return None;
    }
    let number = bare_number(r, i + 1).filter(|n| n.form == Form::Digits)?;
    let status = matches!(
        raw,
        "Fortune" | "FTSE" | "Formula" | "Area" | "Boeing" | "Airbus" | "Apollo" | "Route" | "RFC" | "ISO"
    ) || (raw == "HTTP" && number.value < 600.0)
        || (is_software(r.word(i))
            && number.value < 40.0
            && matches!(
                r.word(number.end),
                "users" | "machines" | "servers" | "devices" | "clients"
            ));
    if r.joined(i + 1)
        || (measured(r, number.end) && !status)
        || is_score(r.word(i))
        || (raw.ends_with("day") && raw.len() > 5)
        || unit::is_code(raw)
        || r.hyphen(number.end)
    {
        return None;
    }
    let shouted = raw.len() > 1 && raw.chars().all(|c| c.is_uppercase() || !c.is_alphabetic());
    let software = is_software(r.word(i));
    if software && (product || !number.is_whole()) || (!number.is_whole() && r.tag(i) == Tag::Name) {
        return Some((i, number.end, NotFigureKind::Version));
    }
    if !number.is_whole() || r.opens(i) && !shouted && r.tag(i) != Tag::Name {
        return None;
    }
    // A capital that only opens the sentence makes no name.
    let function = matches!(
        r.tag(i),
        Tag::Preposition
            | Tag::Determiner
            | Tag::Pronoun
            | Tag::Conjunction
            | Tag::Adverb
            | Tag::Possessive
            | Tag::Wh
            | Tag::Modal
            | Tag::To
    ) || r.tag(i).is_verb()
        || r.tag(i) == Tag::Adjective;
    if function && !shouted || is_year_like(number.value) {
        return None;
    }
    // "429s", said of many.
    let many = usize::from(r.word(number.end) == "s" && r.joined(number.end));
    Some((i, number.end + many, NotFigureKind::Identifier))
}

fn ordinal(r: Reading, i: usize) -> Option<Found> {
    let found = |end| Some((i, end, NotFigureKind::Ordinal));
    let (previous, next) = (r.back(i, 1), r.word(i + 1));
    match r.word(i) {
        "one"
            if next == "of"
                && matches!(
                    r.word(i + 2),
                    "the" | "my" | "our" | "their" | "his" | "her" | "them" | "us" | "those" | "these" | "its" | "your"
                )
                && previous != "every"
                && previous != "-" =>
        {
            found(i + 2)
        }
        "first" | "third" | "fourth" | "fifth" | "sixth" | "seventh" | "eighth" | "ninth" | "tenth" | "eleventh"
        | "twelfth" | "second" => {
            let idiom = r.hyphen(i + 1)
                || matches!(next, "hand" | "nature" | "parties")
                || (r.word(i) == "third" && next == "party");
            let timed = r.word(i) == "second"
                && (matches!(previous, "a" | "per" | "each" | "every" | "/" | "one" | "half")
                    && !r.tag(i + 1).is_noun()
                    || r.is_number(i.wrapping_sub(1)));
            let placed = r.tag(i + 1).is_noun()
                || matches!(
                    r.tag(i + 1),
                    Tag::Adjective | Tag::Cardinal | Tag::VerbIng | Tag::VerbParticiple
                )
                || matches!(previous, "the" | "my" | "our" | "a" | "his" | "her" | "their");
            (!idiom && !timed && placed && previous != "at" && !(r.joined(i) && previous == "-")).then_some((
                i,
                i + 1,
                NotFigureKind::Ordinal,
            ))
        }
        _ => None,
    }
}

/// Who can have an age, as the subject of "was three".
fn is_person(word: &str) -> bool {
    matches!(
        word,
        "i" | "he"
            | "she"
            | "son"
            | "daughter"
            | "mother"
            | "father"
            | "brother"
            | "sister"
            | "boy"
            | "girl"
            | "kid"
            | "child"
            | "mum"
            | "mom"
            | "dad"
            | "grandmother"
            | "grandfather"
            | "baby"
            | "they"
            | "who"
    )
}

/// "aged 26", "24 years old", "a five-year-old", "my son was three when".
fn age(r: Reading, i: usize) -> Option<Found> {
    if matches!(r.word(i), "aged" | "age") {
        let number = bare_number(r, i + 1 + usize::from(r.word(i + 1) == "of"))?;
        return (number.value < 120.0).then_some((i, number.end, NotFigureKind::Age));
    }
    None
}

/// True when the number from `first` to `end` tells somebody's age; gives the token after the phrase.
pub(super) fn is_age(r: Reading, first: usize, end: usize, value: f64) -> Option<usize> {
    // "24 years old", "62-year-old".
    let hyphens = usize::from(r.hyphen(end));
    let unit_at = end + hyphens;
    if matches!(
        r.word(unit_at),
        "year" | "years" | "month" | "months" | "week" | "weeks" | "day" | "days" | "yr"
    ) {
        let old = unit_at + 1 + usize::from(r.hyphen(unit_at + 1));
        if matches!(r.word(old), "old" | "olds") && (r.back(first, 1) != "than") {
            return Some(old + 1);
        }
        if r.word(unit_at + 1) == "of" && r.word(unit_at + 2) == "age" {
            return Some(unit_at + 3);
        }
        return None;
    }
    if value.fract() != 0.0 || !(1.0..=99.0).contains(&value) || unit::behind(r, end, value == 1.0).is_some() {
        return None;
    }
    let (previous, second) = (r.back(first, 1), r.back(first, 2));
    let lone = r.stops(end) || matches!(r.word(end), "," | "when" | "and" | "at" | "-" | "\u{2013}" | "\u{2014}");
    match previous {
        "was" | "am" | "is" | "'m" | "turned" | "turning" | "were"
            if is_person(second) && (lone || r.word(end) == "years") && value > 2.0 =>
        {
            Some(end)
        }
        "'s" if matches!(second, "he" | "she") && lone && value >= 16.0 => Some(end),
        "turned" | "turning" if lone && r.tag(first.wrapping_sub(2)) != Tag::Noun => Some(end),
        "at" if (14.0..=90.0).contains(&value)
            && (r.word(end) == "," && (r.opens(first - 1) || r.back(first, 2) == ",") || is_person(r.word(end))) =>
        {
            Some(end)
        }
        "of" if matches!(second, "man" | "woman" | "boy" | "girl" | "age" | "child") => Some(end),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn heads_are_sorted() {
        assert!(super::HEADS.is_sorted());
    }
}
