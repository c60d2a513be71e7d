//! How much of a question is about this team and no other. The yardstick of what fits any company are our own questions: each of
//! them is asked of people from every trade.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use glidepath_content::{follow_ups, principles, questions};
use glidepath_domain::Span;
use glidepath_text::{Tag, TokenKind};

use super::team::TeamWords;
use crate::heard::{Heard, attempt, stem};

/// What a noun that any company has not weighs. Two of them make a question specific, one with something beside it too. Set by hand.
const NOUN: f64 = 0.6;

/// The more where the job description has it. Set by hand.
const OF_THE_JOB: f64 = 0.5;

/// What a name, or a figure beyond a dozen, weighs. Set by hand.
const NAME: f64 = 1.0;

/// What a day or a month with a name weighs. Set by hand.
const DATE: f64 = 0.4;

/// Numbers that are said of anything: "two things", "five years".
const SMALL: f64 = 12.0;

/// Words of working life that our own questions happen not to hold twice, by their stems' words.
const WORKING_LIFE: &str = "\
    advert advice afternoon agenda appraisal atmosphere background bonus boss business buddy budget candidate career \
    challenge chance chat chief child class coffee colleague college commute company conference contract corporation course \
    culture day deadline degree department desk development diary director discussion doubt downside education email employee \
    employer environment evening example expectation experience family feedback feeling field figure firm founder friend \
    friday fun future goal graduate group growth guy habit headcount headquarters hire history hobby holiday home hour hr idea \
    impression industry information interest interview interviewer issue job kid kind ladder laptop leader leadership lesson \
    level life location lot lunch luck mail management manager market means meeting member mentor minute mission moment monday \
    money month morning nature night notice number office opinion opportunity option order organisation organization others \
    package part partner path pay people perk person phone place plan point policy position potential pressure priority \
    problem process product profile programme progress project promotion qualification quarter question range reason \
    recruiter relationship reputation research responsibility rest role room routine rule salary saturday scheme school sector \
    senior shift skill somebody someone sort spirit staff stage start startup story strategy strength structure stuff style \
    success summer sunday support task team tech technology term thing thought thursday time title today tomorrow tool topic \
    track trade training trial tuesday turnover type university vacancy value view visa vision voice wage weakness website \
    wednesday week weekend while winter word work worker workload workplace world year yesterday";

/// Stems of words that fit any company.
static ANYWHERE: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let mut once = BTreeSet::new();
    let mut anywhere: BTreeSet<String> = WORKING_LIFE.split_whitespace().map(stem).collect();
    let bank = questions().iter().map(|known| {
        let question = &known.question;
        let ladder = question.ladder.iter().chain(&question.parts);
        ladder.fold(format!("{} {}", question.text, question.good), |all, step| {
            all + " " + step
        })
    });
    let written = principles().iter().map(|text| format!("{text:?}"));
    let templates = follow_ups()
        .templates
        .iter()
        .map(|template| template.wordings().collect::<Vec<_>>().join(" "));
    for text in bank.chain(written).chain(templates) {
        let words: BTreeSet<String> = text
            .to_lowercase()
            .split(|c: char| !c.is_alphabetic())
            .filter(|word| word.len() > 2)
            .map(stem)
            .collect();
        for word in words {
            // What one question alone is about may be some trade's own.
            if !once.insert(word.clone()) {
                anywhere.insert(word);
            }
        }
    }
    anywhere
});

/// What is this team's own in a question.
pub(super) struct Specific {
    /// How much, in all.
    pub(super) weight: f64,
    /// Words that are not met anywhere, in order.
    pub(super) rare: Vec<Span>,
    /// How many different words or figures the job description has too.
    pub(super) of_the_job: usize,
}

/// Weighs a question.
pub(super) fn specific(heard: &Heard<'_>, team: &TeamWords) -> Specific {
    let mut found = Specific {
        weight: 0.0,
        rare: Vec::new(),
        of_the_job: 0,
    };
    let opens: BTreeSet<usize> = heard
        .read
        .sentences
        .iter()
        .map(|sentence| sentence.tokens.start)
        .collect();
    let counted = figures(heard);
    for (figure, span) in &counted {
        let known = team.figures.contains(figure);
        if known || figure.parse().map_or(true, |value: f64| value > SMALL) {
            found.weight += NAME;
            // A number by itself is nothing to quote; one with its unit is.
            found
                .rare
                .extend(heard.read.figures.iter().map(|one| one.span).find(|one| one == span));
        }
        found.of_the_job += usize::from(known);
    }
    let mut seen = BTreeSet::new();
    for (index, token) in heard.read.tokens.iter().enumerate() {
        let word = heard.word(index);
        if !seen.insert(stem(word)) || counted.values().any(|span| span.overlaps(token.span)) {
            continue;
        }
        let noun = matches!(token.tag, Tag::Noun | Tag::NounPlural | Tag::Name);
        if token.kind != TokenKind::Word || !noun || word.len() < 3 {
            continue;
        }
        let capital = token.span.of(heard.read.text).starts_with(char::is_uppercase) && !opens.contains(&index);
        if team.company.as_deref() == Some(word) {
            continue;
        }
        if capital && is_calendar(word) {
            found.weight += DATE;
            continue;
        }
        if capital {
            found.weight += NAME;
            found.rare.push(token.span);
        } else if !ANYWHERE.contains(&stem(word)) {
            found.weight += NOUN;
            found.rare.push(token.span);
        } else {
            continue;
        }
        if team.stems.contains(&stem(word)) {
            found.weight += OF_THE_JOB;
            found.of_the_job += 1;
        }
    }
    if team.says(heard) {
        found.weight += NAME;
        found.of_the_job += 2;
    }
    found
}

/// Whether a word is one of working life.
pub(super) fn is_of_working_life(word: &str) -> bool {
    static STEMS: LazyLock<BTreeSet<String>> = LazyLock::new(|| WORKING_LIFE.split_whitespace().map(stem).collect());
    STEMS.contains(&stem(word))
}

/// Whether a word is one that any company has.
pub(super) fn is_anywhere(word: &str) -> bool {
    ANYWHERE.contains(&stem(word))
}

fn is_calendar(word: &str) -> bool {
    let attempt = attempt(word);
    let read = Heard::of(&attempt);
    let mut capital = word.to_owned();
    if let Some(first) = capital.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    let attempt = self::attempt(&capital);
    let capital = Heard::of(&attempt);
    !read.occasions().is_empty() || !capital.occasions().is_empty()
}

/// Numbers, words for them as digits, with where each stands first: "six" and "6" meet, and so do "a hundred and forty" and "140".
pub(super) fn figures(heard: &Heard<'_>) -> BTreeMap<String, Span> {
    let mut found = BTreeMap::new();
    for figure in &heard.read.figures {
        if let Some(value) = figure.value {
            found.entry(value.to_string()).or_insert(figure.span);
        }
    }
    for (index, token) in heard.read.tokens.iter().enumerate() {
        let inside = heard.read.figures.iter().any(|figure| figure.span.overlaps(token.span));
        if let Some(value) = number(heard.word(index)).filter(|_| !inside) {
            found.entry(value.to_string()).or_insert(token.span);
        }
    }
    found
}

/// What a number word or digits stand for. "One" is no number: it points.
fn number(word: &str) -> Option<f64> {
    const SMALL: [&str; 18] = [
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 8] = [
        "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
    ];
    let small = SMALL.iter().position(|one| *one == word).map(|at| (at + 2) as f64);
    let tens = TENS
        .iter()
        .position(|one| *one == word)
        .map(|at| (at + 2) as f64 * 10.0);
    let digits = || {
        word.starts_with(|c: char| c.is_ascii_digit())
            .then(|| word.replace(',', "").parse().ok())
            .flatten()
    };
    small.or(tens).or_else(digits)
}
