//! What a question of the candidate's own shows. What it is worth by that, is said elsewhere.

use std::collections::BTreeSet;

use glidepath_text::TokenKind;

use super::phrase::any;
use super::specific::{Specific, specific};
use super::team::TeamWords;
use super::turns_of_phrase as turns;
use crate::heard::Heard;

/// What a question of the candidate's own shows. Source: domain §9.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum OwnSignal {
    /// Nothing was asked.
    NoQuestion,
    /// It could be asked anywhere.
    Generic,
    /// It asks what is in it for oneself.
    OwnInterest,
    /// It names something of this team.
    Specific,
    /// It asks about who is served.
    Customer,
    /// It holds one thing against another.
    TradeOff,
    /// It asks how something is known.
    Measure,
    /// It shows homework.
    Research,
    /// Only this interviewer can answer it.
    Experience,
}

impl OwnSignal {
    /// Every one.
    pub const ALL: [Self; 9] = [
        Self::NoQuestion,
        Self::Generic,
        Self::OwnInterest,
        Self::Specific,
        Self::Customer,
        Self::TradeOff,
        Self::Measure,
        Self::Research,
        Self::Experience,
    ];
}

/// What makes a question specific: two nouns that not any company has, or a name, or a figure. Set by hand.
const SPECIFIC: f64 = 1.0;

/// The same where the question turns on something that any company has. Set by hand.
const SPECIFIC_ALL_THE_SAME: f64 = 1.5;

/// What is added where the question takes up something heard in this talk, and something read. Set by hand.
const HEARD_HERE: f64 = 0.5;
const READ: f64 = 0.8;

/// Words or figures shared with the job description that show it was read. Set by hand.
const SHARED: usize = 2;

/// What a question shows, and the words that make it specific.
pub(super) fn signals(heard: &Heard<'_>, team: &TeamWords) -> (BTreeSet<OwnSignal>, Specific) {
    let words: Vec<&str> = (0..heard.read.tokens.len())
        .filter(|index| {
            heard
                .read
                .tokens
                .get(*index)
                .is_some_and(|t| !matches!(t.kind, TokenKind::Punct | TokenKind::Symbol))
        })
        .map(|index| heard.word(index))
        .collect();
    let has = |phrases: &[&str]| any(phrases, &words);
    let own_interest = has(turns::OWN_INTEREST);
    let generic = has(turns::GENERIC);
    let read = has(turns::RESEARCH);
    let named = specific(heard, team);
    let taken_up = match (read, has(turns::HEARD_HERE)) {
        (true, _) => READ,
        (false, true) => HEARD_HERE,
        (false, false) => 0.0,
    };
    let weight = named.weight + taken_up;
    let enough = if generic || own_interest {
        SPECIFIC_ALL_THE_SAME
    } else {
        SPECIFIC
    };

    let mut found = BTreeSet::new();
    if !asks(heard, &words) {
        found.insert(OwnSignal::NoQuestion);
    }
    if own_interest {
        found.insert(OwnSignal::OwnInterest);
    }
    if weight >= enough {
        found.insert(OwnSignal::Specific);
        if read || named.of_the_job >= SHARED {
            found.insert(OwnSignal::Research);
        }
    }
    let its_own = found.contains(&OwnSignal::Specific);
    let counted = its_own && has(turns::COUNTS) && !has(turns::HEADS);
    for (signal, is) in [
        (OwnSignal::Customer, has(turns::CUSTOMERS) || team.serves(&words)),
        (OwnSignal::TradeOff, has(turns::TRADE_OFFS)),
        (OwnSignal::Measure, has(turns::MEASURES) || counted),
        (OwnSignal::Experience, has(turns::EXPERIENCE)),
    ] {
        // What fits any company asks nothing of this one, whatever words it uses.
        if is && (its_own || !generic && !own_interest) {
            found.insert(signal);
        }
    }
    if generic && !its_own || found.is_empty() {
        found.insert(OwnSignal::Generic);
    }
    (found, named)
}

/// Whether something is asked: by its mark, by its order of words, or as a wish to hear.
fn asks(heard: &Heard<'_>, words: &[&str]) -> bool {
    const OPENERS: &[&str] = &[
        "what", "which", "who", "whom", "whose", "when", "where", "why", "how", "is", "are", "was", "were", "do",
        "does", "did", "have", "has", "had", "can", "could", "would", "will", "should",
    ];
    const WISHES: &[&str] = &[
        "like|love|want|wanted|curious|keen|interested to|in hear~|know~|ask~|understand~|learn~",
        "wonder|wondered|wondering|curious",
        "tell me|us",
        "my question",
    ];
    if any(turns::NOTHING, words) && !heard.read.text.contains('?') {
        return false;
    }
    let opens = |sentence: usize| OPENERS.contains(&heard.word(heard.opens(sentence)));
    heard.read.text.contains('?') || any(WISHES, words) || (0..heard.read.sentences.len()).any(opens)
}
