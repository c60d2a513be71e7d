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
        "mr" | "mrs" | "ms" | "dr" | "prof" | "messrs" | "mme" | "mlle" | "mx" | "mt" | "capt" | "sgt" | "lt"
        | "cpl" | "pte" => Title,
        // These are words or other abbreviations when small: "the rep. called", "5th st.".
        "gen" | "rep" | "sen" | "col" | "rev" | "hon" | "gov" | "pres" | "fr" | "st" | "insp" | "supt" | "cmdr"
        | "maj" | "adm" | "ft"
            if capital =>
        {
            Title
        }
        "fig" | "figs" | "pp" | "pg" | "pgs" | "vol" | "vols" | "ch" | "chap" | "sec" | "sect" | "eq" | "para"
        | "paras" | "ver" | "appx" | "ex" | "nos" | "ref" | "tel" | "ext" | "cl" | "ser" => Reference,
        "art" | "app" | "ed" | "v" | "bk" if capital => Reference,
        "e.g" | "i.e" | "eg" | "ie" | "vs" | "cf" | "approx" | "ca" | "viz" | "incl" | "excl" | "esp" | "resp"
        | "et" => Inner,
        "jan" | "feb" | "mar" | "apr" | "jun" | "jul" | "aug" | "sep" | "sept" | "oct" | "nov" | "dec" | "mon"
        | "tue" | "tues" | "wed" | "weds" | "thu" | "thur" | "thurs" | "fri" | "sat" | "sun"
            if capital =>
        {
            Calendar
        }
        "a.m" | "p.m" | "am" | "pm" => Clock,
        "inc" | "ltd" | "co" | "corp" | "llc" | "plc" | "bros" | "jr" | "sr" | "etc" | "dept" | "depts" | "govt"
        | "assn" | "assoc" | "est" | "min" | "max" | "hr" | "hrs" | "mins" | "secs" | "wk" | "wks" | "mo" | "mos"
        | "yr" | "yrs" | "ave" | "blvd" | "rd" | "hwy" | "bldg" | "apt" | "univ" | "dist" | "mgr" | "mgmt" | "asst"
        | "exec" | "intl" | "natl" | "acct" | "amt" | "qty" | "avg" | "misc" | "orig" | "prev" | "ret" | "st"
        | "gen" | "rep" | "al" | "ibid" | "esq" | "lb" | "lbs" | "oz" | "sq" | "cu" | "tbsp" | "tsp" | "doz" | "pt"
        | "pkg" | "sci" | "env" | "bsc" | "msc" | "phd" | "no" => Open,
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
    takes_the_stage(lower)
        || matches!(
            lower,
            "a" | "an"
                | "all"
                | "also"
                | "although"
                | "any"
                | "are"
                | "as"
                | "at"
                | "because"
                | "before"
                | "both"
                | "by"
                | "can"
                | "could"
                | "did"
                | "do"
                | "does"
                | "during"
                | "each"
                | "even"
                | "eventually"
                | "every"
                | "finally"
                | "for"
                | "from"
                | "had"
                | "half"
                | "has"
                | "have"
                | "he'd"
                | "however"
                | "in"
                | "instead"
                | "is"
                | "later"
                | "like"
                | "many"
                | "maybe"
                | "meanwhile"
                | "most"
                | "never"
                | "next"
                | "not"
                | "now"
                | "of"
                | "on"
                | "once"
                | "only"
                | "or"
                | "other"
                | "others"
                | "over"
                | "please"
                | "since"
                | "some"
                | "still"
                | "though"
                | "through"
                | "to"
                | "today"
                | "two"
                | "three"
                | "under"
                | "until"
                | "was"
                | "were"
                | "while"
                | "will"
                | "with"
                | "within"
                | "without"
                | "would"
                | "yes"
                | "yet"
        )
}

/// The openers that cannot be a surname even after a title.
pub(super) fn takes_the_stage(lower: &str) -> bool {
    matches!(
        lower,
        "i" | "we"
            | "he"
            | "she"
            | "they"
            | "it"
            | "you"
            | "the"
            | "this"
            | "that"
            | "these"
            | "those"
            | "there"
            | "then"
            | "but"
            | "and"
            | "so"
            | "my"
            | "our"
            | "his"
            | "her"
            | "their"
            | "its"
            | "your"
            | "when"
            | "after"
            | "if"
            | "what"
            | "why"
            | "how"
            | "who"
            | "where"
            | "which"
            | "nobody"
            | "everybody"
            | "everyone"
            | "someone"
            | "nothing"
            | "none"
            | "no"
            | "one"
    )
}
