//! Which words end in a stop without ending the sentence, and what may follow them.

/// How an abbreviation behaves before a capital.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Abbreviation {
    /// Stands before a name: "Dr.".
    Title,
    /// Stands before a number or letter: "fig.".
    Reference,
    /// Stands in mid-sentence always: "e.g.".
    Inner,
    /// A month or day.
    Calendar,
    /// A time of day: "a.m.".
    Clock,
    /// May end a sentence: "Inc.".
    Open,
}

/// What sort of abbreviation `lower` is before a stop; `capital` tells whether it was written with one.
pub(super) fn of(lower: &str, capital: bool) -> Option<Abbreviation> {
    use Abbreviation::{Calendar, Clock, Inner, Open, Reference, Title};
    Some(match lower {
        _ if TITLES.binary_search(&lower).is_ok() => Title,
        // These are words or other abbreviations when small: "the rep. called", "5th st.".
        _ if CAPITAL_TITLES.binary_search(&lower).is_ok() && capital => Title,
        _ if REFERENCES.binary_search(&lower).is_ok() => Reference,
        "art" | "app" | "ed" | "v" | "bk" if capital => Reference,
        _ if INNER.binary_search(&lower).is_ok() => Inner,
        _ if CALENDAR.binary_search(&lower).is_ok() && capital => Calendar,
        "a.m" | "p.m" | "am" | "pm" => Clock,
        _ if OPEN.binary_search(&lower).is_ok() => Open,
        _ if dotted(lower) => Open,
        _ => return None,
    })
}

/// "u.s", "ph.d", "b.sc": letters parted by stops, the first part a single letter.
fn dotted(lower: &str) -> bool {
    let mut parts = lower.split('.');
    parts.next().is_some_and(|first| first.chars().count() == 1)
        && lower.contains('.')
        && lower.len() <= 12
        && lower.chars().all(|c| c.is_alphabetic() || c == '.')
}

/// A word that opens a sentence far sooner than it stands as a name after an abbreviation.
pub(super) fn opens_a_sentence(lower: &str) -> bool {
    takes_the_stage(lower) || OPENERS.binary_search(&lower).is_ok()
}

/// The openers that cannot be a surname even after a title.
pub(super) fn takes_the_stage(lower: &str) -> bool {
    PRONOUNS_AND_JOINTS.binary_search(&lower).is_ok()
}

/// Before a name.
const TITLES: &[&str] = &[
    "capt", "cpl", "dr", "lt", "messrs", "mlle", "mme", "mr", "mrs", "ms", "mt", "mx", "prof", "pte", "sgt",
];

/// Before a name when written with a capital.
const CAPITAL_TITLES: &[&str] = &[
    "adm", "cmdr", "col", "fr", "ft", "gen", "gov", "hon", "insp", "maj", "pres", "rep", "rev", "sen", "st", "supt",
];

/// Before a number.
const REFERENCES: &[&str] = &[
    "appx", "ch", "chap", "cl", "eq", "ex", "ext", "fig", "figs", "nos", "para", "paras", "pg", "pgs", "pp", "ref",
    "sec", "sect", "ser", "tel", "ver", "vol", "vols",
];

/// Always inside a sentence.
const INNER: &[&str] = &[
    "approx", "ca", "cf", "e.g", "eg", "esp", "et", "excl", "i.e", "ie", "incl", "resp", "viz", "vs",
];

/// Months and days, when written with a capital.
const CALENDAR: &[&str] = &[
    "apr", "aug", "dec", "feb", "fri", "jan", "jul", "jun", "mar", "mon", "nov", "oct", "sat", "sep", "sept", "sun",
    "thu", "thur", "thurs", "tue", "tues", "wed", "weds",
];

/// Inside a sentence or at its end.
const OPEN: &[&str] = &[
    "acct", "al", "amt", "apt", "assn", "assoc", "asst", "ave", "avg", "bldg", "blvd", "bros", "bsc", "co", "corp",
    "cu", "dept", "depts", "dist", "doz", "env", "esq", "est", "etc", "exec", "gen", "govt", "hr", "hrs", "hwy",
    "ibid", "inc", "intl", "jr", "lb", "lbs", "llc", "ltd", "max", "mgmt", "mgr", "min", "mins", "misc", "mo", "mos",
    "msc", "natl", "no", "orig", "oz", "phd", "pkg", "plc", "prev", "pt", "qty", "rd", "rep", "ret", "sci", "secs",
    "sq", "sr", "st", "tbsp", "tsp", "univ", "wk", "wks", "yr", "yrs",
];

/// Words that open sentences and are hardly names.
const OPENERS: &[&str] = &[
    "a",
    "all",
    "also",
    "although",
    "an",
    "any",
    "are",
    "as",
    "at",
    "because",
    "before",
    "both",
    "by",
    "can",
    "could",
    "did",
    "do",
    "does",
    "during",
    "each",
    "even",
    "eventually",
    "every",
    "finally",
    "for",
    "from",
    "had",
    "half",
    "has",
    "have",
    "he'd",
    "however",
    "in",
    "instead",
    "is",
    "later",
    "like",
    "many",
    "maybe",
    "meanwhile",
    "most",
    "never",
    "next",
    "not",
    "now",
    "of",
    "on",
    "once",
    "only",
    "or",
    "other",
    "others",
    "over",
    "please",
    "since",
    "some",
    "still",
    "though",
    "three",
    "through",
    "to",
    "today",
    "two",
    "under",
    "until",
    "was",
    "were",
    "while",
    "will",
    "with",
    "within",
    "without",
    "would",
    "yes",
    "yet",
];

/// The openers that are no surnames.
const PRONOUNS_AND_JOINTS: &[&str] = &[
    "after",
    "and",
    "but",
    "everybody",
    "everyone",
    "he",
    "her",
    "his",
    "how",
    "i",
    "if",
    "it",
    "its",
    "my",
    "no",
    "nobody",
    "none",
    "nothing",
    "one",
    "our",
    "she",
    "so",
    "someone",
    "that",
    "the",
    "their",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "we",
    "what",
    "when",
    "where",
    "which",
    "who",
    "why",
    "you",
    "your",
];

#[cfg(test)]
mod tests {
    #[test]
    fn the_lists_are_sorted() {
        for list in [
            super::TITLES,
            super::CAPITAL_TITLES,
            super::REFERENCES,
            super::INNER,
            super::CALENDAR,
            super::OPEN,
            super::OPENERS,
            super::PRONOUNS_AND_JOINTS,
        ] {
            assert!(list.is_sorted(), "{list:?}");
        }
    }
}
