//! Noun phrases: where they begin and end, and who they stand for. Relative clauses are left to the clause reader.

use super::people::{Kind, counts_of, kind_of};
use crate::tag::Tag;
use crate::token::{TokenKind, Tokens};

/// Who a noun phrase stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Who {
    /// The teller.
    I,
    /// The teller with others.
    We,
    /// "he", "she", "they", "somebody".
    They,
    /// "nobody", "none of them".
    Nobody,
    /// "you", which in a story is anybody.
    You,
    /// A noun.
    Noun(Kind),
}

impl Who {
    /// Whether it can be somebody at all.
    pub(super) const fn may_act(self) -> bool {
        match self {
            Self::I | Self::We | Self::They => true,
            Self::Nobody | Self::You => false,
            Self::Noun(kind) => matches!(kind, Kind::Person | Kind::Body | Kind::Named | Kind::Maybe),
        }
    }

    pub(super) const fn includes_teller(self) -> bool {
        matches!(self, Self::I | Self::We)
    }
}

/// One noun phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NounPhrase {
    /// Its first token.
    pub(super) first: usize,
    /// Its last token.
    pub(super) last: usize,
    /// Who it stands for.
    pub(super) who: Who,
    /// A pronoun that can only be a subject: "I", "we", "he", "she", "they".
    pub(super) nominative: bool,
    /// A pronoun that can only be an object: "me", "us", "him", "them".
    pub(super) accusative: bool,
    /// Tells when and so is likely no subject.
    pub(super) temporal: bool,
    /// Many of them.
    pub(super) plural: bool,
}

/// Reads the noun phrase that begins at token `first`, before token `end`.
pub(super) fn noun_phrase(tokens: &Tokens, first: usize, end: usize) -> Option<NounPhrase> {
    let phrase = simple(tokens, first, end)?;
    let of = phrase.last + 1;
    if of + 1 >= end || tokens.lower(of) != "of" || phrase.nominative || phrase.accusative {
        return Some(phrase);
    }
    let head = tokens.lower(phrase.last);
    if !(counts_of(head) || tokens[phrase.last].kind == TokenKind::Number) {
        return Some(phrase);
    }
    let Some(inner) = simple(tokens, of + 1, end) else {
        return Some(phrase);
    };
    let who = match (phrase.who, inner.who) {
        (Who::Nobody, _) => Who::Nobody,
        (_, Who::We) => Who::We,
        (Who::We, _) => Who::We,
        // "A group of nurses" acts by its nurses, "a team of six" by itself.
        (Who::Noun(Kind::Body), Who::Noun(kind)) if !matches!(kind, Kind::Person) => Who::Noun(Kind::Body),
        (_, inner) => inner,
    };
    Some(NounPhrase {
        last: inner.last,
        who,
        nominative: false,
        accusative: false,
        temporal: phrase.temporal && inner.temporal,
        plural: true,
        ..phrase
    })
}

fn pronoun(tokens: &Tokens, first: usize, end: usize) -> Option<NounPhrase> {
    let word = tokens.lower(first);
    let next = if first + 1 < end { tokens.lower(first + 1) } else { "" };
    let one = NounPhrase {
        first,
        last: first,
        who: Who::They,
        nominative: false,
        accusative: false,
        temporal: false,
        plural: false,
    };
    let phrase = match word {
        "i" => NounPhrase {
            who: Who::I,
            nominative: true,
            ..one
        },
        "we" => NounPhrase {
            who: Who::We,
            nominative: true,
            plural: true,
            last: first + usize::from(matches!(next, "two" | "three" | "four" | "all" | "both")),
            ..one
        },
        "he" | "she" => NounPhrase {
            nominative: true,
            ..one
        },
        "they" => NounPhrase {
            nominative: true,
            plural: true,
            ..one
        },
        "me" => NounPhrase {
            who: Who::I,
            accusative: true,
            ..one
        },
        "us" if matches!(next, "two" | "three" | "four" | "all" | "both") => NounPhrase {
            who: Who::We,
            last: first + 1,
            plural: true,
            ..one
        },
        "us" => NounPhrase {
            who: Who::We,
            accusative: true,
            ..one
        },
        "him" | "them" => NounPhrase {
            accusative: true,
            ..one
        },
        "you" => NounPhrase { who: Who::You, ..one },
        "it" => NounPhrase {
            who: Who::Noun(Kind::Thing),
            ..one
        },
        "everyone" | "everybody" | "someone" | "somebody" | "anyone" | "anybody" => one,
        "nobody" => NounPhrase {
            who: Who::Nobody,
            ..one
        },
        "no" if next == "one" => NounPhrase {
            who: Who::Nobody,
            last: first + 1,
            ..one
        },
        "none" | "neither" => NounPhrase {
            who: Who::Nobody,
            ..one
        },
        "something" | "nothing" | "everything" | "anything" | "mine" | "yours" | "hers" | "theirs" | "ours" => {
            NounPhrase {
                who: Who::Noun(Kind::Thing),
                ..one
            }
        }
        "there" if tokens[first].tag == Tag::There => NounPhrase {
            who: Who::Noun(Kind::Thing),
            ..one
        },
        _ => return None,
    };
    Some(phrase)
}

/// Words that begin a noun phrase whatever the tagger says.
fn is_determiner(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "a"
            | "an"
            | "my"
            | "our"
            | "your"
            | "his"
            | "its"
            | "their"
            | "this"
            | "that"
            | "these"
            | "those"
            | "every"
            | "each"
            | "both"
            | "all"
            | "some"
            | "any"
            | "no"
            | "another"
            | "either"
    )
}

fn possessive(tokens: &Tokens, index: usize) -> bool {
    matches!(tokens.lower(index), "'s" | "'") && tokens[index].tag == Tag::PossessiveEnd && !tokens[index].spaced
}

fn simple(tokens: &Tokens, first: usize, end: usize) -> Option<NounPhrase> {
    if first >= end {
        return None;
    }
    if let Some(phrase) = pronoun(tokens, first, end) {
        return Some(phrase);
    }
    let word = tokens.lower(first);
    let tag_at = |index: usize| if index < end { tokens[index].tag } else { Tag::Punct };
    let nominal = |index: usize| {
        matches!(
            tag_at(index),
            Tag::Noun | Tag::NounPlural | Tag::Name | Tag::Adjective | Tag::Cardinal
        )
    };
    if word == "her" && !(tokens[first].tag == Tag::Possessive && (nominal(first + 1) || tag_at(first + 1).is_verb())) {
        return Some(NounPhrase {
            first,
            last: first,
            who: Who::They,
            nominative: false,
            accusative: true,
            temporal: false,
            plural: false,
        });
    }
    let (mut at, mut head, mut owned_by_us, mut negative) = (first, None::<usize>, false, false);
    while at < end {
        let (word, token) = (tokens.lower(at), &tokens[at]);
        let determiner = is_determiner(word) && !matches!(token.tag, Tag::Adverb | Tag::Wh | Tag::Preposition)
            || matches!(token.tag, Tag::Determiner | Tag::Possessive);
        if possessive(tokens, at) && head.is_some() {
            (head, owned_by_us) = (None, false);
        } else if matches!(word, "-" | "/" | "&")
            && !token.spaced
            && at > first
            && at + 1 < end
            && !tokens[at + 1].spaced
            || word == "." && title(tokens.lower_at(at.checked_sub(1)))
        {
            // A hyphen joins, and the stop after "Mr" ends nothing.
            head = None;
        } else if determiner {
            if head.is_some()
                || at > first && !matches!(tokens.lower(at - 1), "all" | "both" | "half" | "such" | "what")
            {
                break;
            }
            owned_by_us = word == "our";
            negative |= word == "no";
        } else if matches!(token.tag, Tag::Noun | Tag::NounPlural | Tag::Name) || token.kind == TokenKind::Symbol {
            if let Some(head) = head {
                let time = kind_of(tokens.lower(head), Tag::Noun) == Kind::Time;
                let apart = token.tag == Tag::Name && tokens[head].tag == Tag::NounPlural;
                if time || apart {
                    break;
                }
            }
            head = Some(at);
        } else if token.tag == Tag::Cardinal {
            if let Some(head) = head
                && kind_of(tokens.lower(head), Tag::Noun) != Kind::Time
                && tokens[head].tag != Tag::Name
            {
                break;
            }
        } else if token.tag == Tag::Adjective {
            if head.is_some() {
                break;
            }
        } else if matches!(token.tag, Tag::VerbIng | Tag::VerbParticiple | Tag::VerbPast) {
            if at == first || head.is_some() || !nominal(at + 1) {
                break;
            }
        } else if token.tag == Tag::Adverb {
            if at == first
                || head.is_some()
                || !matches!(tag_at(at + 1), Tag::Adjective | Tag::Cardinal | Tag::VerbParticiple)
            {
                break;
            }
        } else if tokens.lower_at(at.checked_sub(1)) == "-" && at > first + 1 {
            // The second half of a compound, whatever it is tagged: "on-call", "hand-off".
            head = Some(at);
        } else if at > first
            && head.is_none()
            && determined(tokens, at - 1)
            && (token.tag.is_verb() || token.tag == Tag::Other)
        {
            // A verb right behind "the" or "my" is none.
            head = Some(at);
        } else {
            break;
        }
        at += 1;
    }
    // A possessive or joint with nothing behind it is no part of the phrase.
    while at > first && matches!(tokens.lower(at - 1), "'s" | "'" | "-" | "/" | "&" | ".") {
        at -= 1;
        head = head.or(at.checked_sub(1).filter(|i| *i >= first));
    }
    if at == first {
        return None;
    }
    let last = at - 1;
    let name = tokens.lower(last);
    let plural =
        matches!(tokens[last].tag, Tag::NounPlural) || matches!(name, "people" | "both" | "all" | "some" | "many");
    let phrase = NounPhrase {
        first,
        last,
        who: Who::Noun(Kind::Thing),
        nominative: false,
        accusative: false,
        temporal: false,
        plural,
    };
    let Some(head) = head else {
        return headless(tokens, phrase);
    };
    let kind = kind_of(tokens.lower(head), tokens[head].tag);
    let who = match kind {
        _ if negative => Who::Nobody,
        Kind::Body if owned_by_us && matches!(name, "team" | "squad" | "crew" | "group" | "side") => Who::We,
        // "My colleague Henrik", "engineer Tomasz": the common noun before a name says what is named.
        Kind::Named if head > first && tokens[head - 1].tag.is_noun() && tokens[head - 1].tag != Tag::Name => {
            match kind_of(tokens.lower(head - 1), Tag::Noun) {
                known @ (Kind::Person | Kind::Body) => Who::Noun(known),
                Kind::Thing if tokens[first].tag != Tag::Determiner => Who::Noun(Kind::Named),
                _ => Who::Noun(Kind::Thing),
            }
        }
        kind => Who::Noun(kind),
    };
    Some(NounPhrase {
        who,
        temporal: kind == Kind::Time,
        ..phrase
    })
}

fn determined(tokens: &Tokens, index: usize) -> bool {
    matches!(tokens[index].tag, Tag::Possessive)
        || matches!(tokens.lower(index), "the" | "a" | "an" | "my" | "our" | "their")
}

pub(super) fn title(word: &str) -> bool {
    matches!(
        word,
        "mr" | "mrs" | "ms" | "dr" | "prof" | "st" | "sgt" | "capt" | "rev"
    )
}

/// "both", "the two", "the junior", "this": phrases without a noun.
fn headless(tokens: &Tokens, phrase: NounPhrase) -> Option<NounPhrase> {
    let (word, tag) = (tokens.lower(phrase.last), tokens[phrase.last].tag);
    let alone = phrase.first == phrase.last;
    let listed = kind_of(word, Tag::Adjective);
    let who = match word {
        "this" | "that" | "these" | "those" => Who::Noun(Kind::Thing),
        "both" | "each" | "all" | "some" | "many" | "most" | "several" | "few" | "another" | "others" | "other"
        | "ones" | "one" | "any" => Who::Noun(Kind::Maybe),
        "the" | "a" | "an" | "my" | "our" | "your" | "their" | "its" | "his" | "every" | "no" => return None,
        _ if matches!(listed, Kind::Person | Kind::Body) => Who::Noun(listed),
        _ if tag == Tag::Cardinal => Who::Noun(Kind::Maybe),
        _ if alone && tag == Tag::Adjective => return None,
        _ => Who::Noun(Kind::Thing),
    };
    Some(NounPhrase {
        who,
        plural: !matches!(word, "one" | "each" | "another"),
        ..phrase
    })
}
