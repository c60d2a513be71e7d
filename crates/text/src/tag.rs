//! Part of speech: an averaged perceptron over hashed features, its weights a flat table of bytes.
//!
//! The table is embedded and used as it lies: nothing is parsed at start-up. It is trained by
//! `cargo xtask train-tagger` with the very feature code below, so the two cannot part. Where the
//! tags it learns from come from is told in `crates/text/data/README.md`.

use crate::table::{LONGEST, fnv};
use crate::token::{TokenKind, Tokens};

macro_rules! tags {
    ($($(#[$meta:meta])* $variant:ident = $name:literal,)+) => {
        /// Part of speech, after the Penn set with rare distinctions merged.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub enum Tag { $($(#[$meta])* $variant,)+ }

        impl Tag {
            /// Every tag, in table order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The Penn name.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }
        }
    };
}

tags! {
    /// Singular noun.
    Noun = "NN",
    /// Plural noun.
    NounPlural = "NNS",
    /// Name.
    Name = "NNP",
    /// Adjective, in any degree.
    Adjective = "JJ",
    /// Adverb, in any degree; "not".
    Adverb = "RB",
    /// Verb in its base form.
    VerbBase = "VB",
    /// Verb in the past tense.
    VerbPast = "VBD",
    /// Verb in -ing.
    VerbIng = "VBG",
    /// Past participle.
    VerbParticiple = "VBN",
    /// Verb in the present, not third person singular.
    VerbPresent = "VBP",
    /// Verb in the present, third person singular.
    VerbPresent3 = "VBZ",
    /// Modal.
    Modal = "MD",
    /// "to" before a verb, and the preposition.
    To = "TO",
    /// Preposition or subordinating conjunction.
    Preposition = "IN",
    /// Determiner.
    Determiner = "DT",
    /// Personal pronoun.
    Pronoun = "PRP",
    /// Possessive pronoun.
    Possessive = "PRP$",
    /// Wh-word.
    Wh = "WH",
    /// Coordinating conjunction.
    Conjunction = "CC",
    /// Number.
    Cardinal = "CD",
    /// Existential "there".
    There = "EX",
    /// Particle.
    Particle = "RP",
    /// Interjection.
    Interjection = "UH",
    /// Possessive ending.
    PossessiveEnd = "POS",
    /// Punctuation.
    Punct = "PUNCT",
    /// Anything else.
    Other = "X",
}

impl Tag {
    /// Merges a Penn tag into this set.
    #[must_use]
    pub fn from_penn(name: &str) -> Self {
        match name {
            "JJR" | "JJS" | "AFX" => Self::Adjective,
            "RBR" | "RBS" => Self::Adverb,
            "NNPS" => Self::Name,
            "PDT" => Self::Determiner,
            "WDT" | "WP" | "WP$" | "WRB" => Self::Wh,
            _ => Self::ALL
                .iter()
                .copied()
                .find(|t| t.name() == name)
                .unwrap_or(Self::Other),
        }
    }

    /// Any verb form that can carry a clause by itself.
    #[must_use]
    pub const fn is_finite_verb(self) -> bool {
        matches!(self, Self::VerbPast | Self::VerbPresent | Self::VerbPresent3)
    }

    /// Any verb form.
    #[must_use]
    pub const fn is_verb(self) -> bool {
        matches!(
            self,
            Self::VerbBase
                | Self::VerbPast
                | Self::VerbIng
                | Self::VerbParticiple
                | Self::VerbPresent
                | Self::VerbPresent3
        )
    }

    /// Noun or name.
    #[must_use]
    pub const fn is_noun(self) -> bool {
        matches!(self, Self::Noun | Self::NounPlural | Self::Name)
    }
}

/// Number of tags: the width of a row of the table.
pub const TAGS: usize = Tag::ALL.len();
/// Rows of the table; a feature's row is its hash modulo this.
pub const ROWS: usize = 1 << 16;
/// Features of one token.
pub const FEATURES: usize = 15;

static TABLE: &[u8] = include_bytes!("../data/tagger.bin");

/// Tags every token in place.
pub(crate) fn tag(text: &str, tokens: &mut Tokens) {
    let (mut before, mut before2) = (Tag::Punct, Tag::Punct);
    for index in 0..tokens.len() {
        let tag = match fixed(tokens, index) {
            Some(tag) => tag,
            None => best(&features(text, tokens, index, before, before2)),
        };
        tokens.set_tag(index, tag);
        (before2, before) = (before, tag);
    }
}

/// Tags that need no model.
#[must_use]
pub fn fixed(tokens: &Tokens, index: usize) -> Option<Tag> {
    match tokens[index].kind {
        TokenKind::Punct => Some(Tag::Punct),
        TokenKind::Number => Some(Tag::Cardinal),
        TokenKind::Symbol => Some(Tag::Other),
        TokenKind::Word | TokenKind::Clitic => None,
    }
}

fn best(rows: &[usize; FEATURES]) -> Tag {
    let mut score = [0_i32; TAGS];
    for &row in rows {
        // An empty table (before the first training) leaves every score at nought.
        let Some(weights) = TABLE.get(row * TAGS..(row + 1) * TAGS) else {
            continue;
        };
        for (sum, weight) in score.iter_mut().zip(weights) {
            *sum += i32::from(*weight as i8);
        }
    }
    let mut top = 0;
    for (tag, value) in score.iter().enumerate() {
        if *value > score[top] {
            top = tag;
        }
    }
    Tag::ALL[top]
}

fn ending(word: &str, length: usize) -> &[u8] {
    let bytes = word.as_bytes();
    &bytes[bytes.len().saturating_sub(length)..]
}

fn head(word: &str) -> &[u8] {
    &word.as_bytes()[..word.len().min(LONGEST)]
}

/// The table rows that token `index` looks at, given the two tags before it.
#[must_use]
pub fn features(text: &str, tokens: &Tokens, index: usize, before: Tag, before2: Tag) -> [usize; FEATURES] {
    let word = tokens.lower(index);
    let at = |offset: isize| tokens.lower_at(index.checked_add_signed(offset));
    let (previous, next, next2) = (at(-1), at(1), at(2));
    let raw = tokens[index].span.of(text);
    let capital = raw.chars().next().is_some_and(char::is_uppercase);
    let opens = index == 0 || matches!(previous, "." | "!" | "?" | ":" | "\"" | "“");
    let shape = [
        u8::from(capital),
        u8::from(opens),
        u8::from(raw.bytes().any(|b| b.is_ascii_digit())),
        u8::from(raw.len() > 1 && raw.chars().all(char::is_uppercase)),
    ];
    let tags = [before as u8, before2 as u8];
    let hash = |kind: u8, parts: [&[u8]; 2]| {
        let mut hash = fnv(fnv(0x811c_9dc5, &[kind]), parts[0]);
        hash = fnv(fnv(hash, b"\x1f"), parts[1]);
        // FNV's low bits are weak for short keys: fold the high half in.
        ((hash ^ (hash >> 16)) as usize) % ROWS
    };
    [
        hash(0, [head(word), b""]),
        hash(1, [ending(word, 3), b""]),
        hash(2, [ending(word, 2), &tags[..1]]),
        hash(3, [ending(word, 4), b""]),
        hash(4, [&shape, &tags[..1]]),
        hash(5, [&tags[..1], b""]),
        hash(6, [&tags, b""]),
        hash(7, [head(word), &tags[..1]]),
        hash(8, [head(previous), b""]),
        hash(9, [head(next), b""]),
        hash(10, [ending(next, 3), &tags[..1]]),
        hash(11, [head(previous), head(word)]),
        hash(12, [head(word), head(next)]),
        hash(13, [head(next2), b""]),
        hash(14, [ending(word, 3), ending(next, 2)]),
    ]
}
