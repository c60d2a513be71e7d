//! Sentence ends in writing: stops, told apart from the stops of abbreviations, numbers, names and addresses.

use super::abbreviation::{self, Abbreviation};
use super::enclosure::Enclosures;
use super::layout::{self, Marker};
use super::reporting::{is_saying, says};
use crate::tag::Tag;
use crate::token::{TokenKind, Tokens};

/// Marks where a sentence opens as far as writing tells.
pub(super) fn mark(text: &str, tokens: &Tokens, opens: &mut [bool]) {
    let breaks = layout::breaks(text, tokens);
    let small = starts_small(text, tokens);
    let mut reader = Reader {
        text,
        tokens,
        enclosures: Enclosures::find(text, tokens),
        small,
        start: 0,
        has_verb: false,
    };
    let mut list = Marker::at(text, tokens, 0);
    let mut index = 0;
    while index < tokens.len() {
        let marker = Marker::at(text, tokens, index);
        if index > reader.start {
            let entry = matches!((marker, list), (Some(m), Some(l)) if m.follows(&l) && (!m.bare_stop || reader.starts_with_marker()));
            let bullet = layout::is_bullet(text, tokens, index) && tokens[index].spaced;
            if breaks[index] || ((entry || bullet) && !reader.enclosures.reach_over(index)) {
                reader.open(index, opens);
            }
        }
        if index == reader.start
            && let Some(marker) = marker
        {
            // The stop of "1." ends nothing.
            list = Some(marker);
            index = marker.end;
            continue;
        }
        let Some((stop, next)) = reader.stop(index) else {
            reader.has_verb |=
                tokens[index].tag.is_finite_verb() || matches!(tokens[index].tag, Tag::Modal | Tag::VerbBase);
            index += 1;
            continue;
        };
        index = next;
        if next < tokens.len() && !reader.enclosures.reach_over(next) && reader.ends(&stop, next) {
            reader.open(next, opens);
        }
    }
}

/// True where the writer starts sentences with small letters, as recognisers and hasty typists do.
fn starts_small(text: &str, tokens: &Tokens) -> bool {
    let (mut small, mut large) = (0_usize, 0_usize);
    for index in 2..tokens.len() {
        let (before, stop, next) = (&tokens[index - 2], tokens.lower(index - 1), &tokens[index]);
        if stop != "." || !next.spaced || before.kind != TokenKind::Word || before.span.len() < 2 {
            continue;
        }
        if abbreviation::of(
            tokens.lower(index - 2),
            before.span.of(text).starts_with(char::is_uppercase),
        )
        .is_some()
        {
            continue;
        }
        let first = next.span.of(text).chars().next();
        small += usize::from(first.is_some_and(char::is_lowercase));
        large += usize::from(first.is_some_and(char::is_uppercase));
    }
    small > 0 && small * 3 >= small + large
        || small + large == 0
            && tokens
                .first()
                .is_some_and(|t| t.span.of(text).starts_with(char::is_lowercase))
}

/// How the word after a stop is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Next {
    Small,
    Large,
    Number,
    Other,
}

struct Reader<'t> {
    text: &'t str,
    tokens: &'t Tokens,
    enclosures: Enclosures,
    small: bool,
    /// Where the sentence being read opened.
    start: usize,
    /// True when that sentence has had a verb that can carry it.
    has_verb: bool,
}

/// What a group of stops is made of.
struct Stop {
    /// The first stop.
    at: usize,
    /// The first token that is no stop any more: a closing mark or the next sentence.
    end: usize,
    dots: usize,
    /// "!", "?" or a stop of another script.
    firm: Option<char>,
}

fn stop_char(text: &str) -> Option<char> {
    text.chars().next().filter(|c| {
        matches!(
            c,
            '.' | '!'
                | '?'
                | '…'
                | '。'
                | '！'
                | '？'
                | '｡'
                | '．'
                | '؟'
                | '۔'
                | '।'
                | '॥'
                | '։'
                | '‽'
                | '⁇'
                | '⁈'
                | '⁉'
        )
    })
}

fn closes(text: &str) -> bool {
    matches!(
        text,
        "\"" | "”" | "’" | "'" | "»" | ")" | "]" | "}" | "」" | "』" | "''" | "】" | "》" | "*" | "_"
    )
}

impl Reader<'_> {
    fn open(&mut self, index: usize, opens: &mut [bool]) {
        opens[index] = true;
        self.start = index;
        self.has_verb = false;
    }

    fn word(&self, index: usize) -> &str {
        self.tokens.get(index).map_or("", |t| t.span.of(self.text))
    }

    fn spaced(&self, index: usize) -> bool {
        self.tokens.get(index).is_none_or(|t| t.spaced)
    }

    fn starts_with_marker(&self) -> bool {
        Marker::at(self.text, self.tokens, self.start).is_some()
    }

    /// The stops that start at `index`, and the token after them and the closing marks that belong to them.
    fn stop(&self, index: usize) -> Option<(Stop, usize)> {
        let stop = self.group(index)?;
        let mut next = stop.end;
        while !self.spaced(next) && closes(self.word(next)) {
            next += 1;
        }
        // A picture after the stop belongs to the sentence it comments on.
        while self.word(next).starts_with(is_picture) && !layout::is_bullet(self.text, self.tokens, next) {
            next += 1;
        }
        Some((stop, next))
    }

    fn group(&self, index: usize) -> Option<Stop> {
        stop_char(self.word(index))?;
        let (mut end, mut dots, mut firm) = (index, 0, None);
        while let Some(c) = stop_char(self.word(end)) {
            // ". . ." is one mark; "? . " is not.
            if end > index && self.spaced(end) && (c != '.' || firm.is_some()) {
                break;
            }
            match c {
                '.' => dots += self.word(end).len(),
                '…' => dots += 3,
                c => firm = Some(c),
            }
            end += 1;
        }
        Some(Stop {
            at: index,
            end,
            dots,
            firm,
        })
    }

    /// True when a sentence ends between `stop` with its closing marks and token `next`.
    fn ends(&self, stop: &Stop, next: usize) -> bool {
        let closed = stop.end < next;
        if let Some(c) = stop.firm.filter(|c| !matches!(c, '!' | '?' | '‽')) {
            return c != '．' || self.spaced(next);
        }
        let mut lexical = next;
        while self
            .tokens
            .get(lexical)
            .is_some_and(|t| matches!(t.kind, TokenKind::Punct | TokenKind::Symbol))
            && lexical < next + 4
        {
            lexical += 1;
        }
        let follows = self.next_kind(lexical);
        if closed && self.reported(stop.end, next, lexical, follows) {
            return false;
        }
        if stop.firm.is_some() {
            return self.firm_ends(next, lexical, follows, stop.firm == Some('?'));
        }
        if stop.dots > 1 {
            // "[...]" tells of words left out.
            if stop
                .at
                .checked_sub(1)
                .is_some_and(|b| matches!(self.word(b), "[" | "("))
            {
                return false;
            }
            return self.ellipsis_ends(stop, lexical, follows);
        }
        self.full_stop_ends(stop, next, lexical, follows, closed)
    }

    fn next_kind(&self, lexical: usize) -> Next {
        let Some(token) = self.tokens.get(lexical) else {
            return Next::Other;
        };
        match (token.kind, self.word(lexical).chars().next()) {
            (TokenKind::Number, _) => Next::Number,
            (_, Some(c)) if c.is_lowercase() => Next::Small,
            (_, Some(c)) if c.is_uppercase() => Next::Large,
            _ => Next::Other,
        }
    }

    /// A quotation that is over while its sentence goes on: `"Stop!" I shouted.`
    fn reported(&self, closing: usize, next: usize, lexical: usize, follows: Next) -> bool {
        if follows == Next::Small {
            return !self.small || says(self.tokens, lexical);
        }
        let opens_sentence = (closing..next).any(|i| self.enclosures.opener_of(i) == Some(self.start));
        let quote = (closing..next).any(|i| !matches!(self.word(i), ")" | "]" | "}"));
        quote && opens_sentence && lexical == next && says(self.tokens, lexical)
    }

    fn firm_ends(&self, next: usize, lexical: usize, follows: Next, question: bool) -> bool {
        let after = self.word(next);
        if !self.spaced(next) {
            return follows == Next::Large && (lexical == next || matches!(after, "\"" | "“" | "(" | "¿" | "¡"));
        }
        if follows == Next::Small && matches!(after, "," | ";" | ":" | "-" | "–" | "—") {
            return false;
        }
        match follows {
            Next::Small if says(self.tokens, lexical) => false,
            Next::Small => self.small || question || nominative(self.tokens.lower_at(Some(lexical))),
            _ => true,
        }
    }

    fn ellipsis_ends(&self, stop: &Stop, lexical: usize, follows: Next) -> bool {
        let complete = self.has_verb && stop.at.saturating_sub(self.start) >= 3 && !self.hangs(stop.at);
        match follows {
            Next::Large if stop.dots >= 4 => true,
            Next::Large if self.tokens.lower_at(Some(lexical)) == "i" => complete && self.spaced(lexical),
            Next::Large => !self.hangs(stop.at),
            Next::Number | Next::Small => false,
            Next::Other => complete,
        }
    }

    /// True when the sentence cannot end with the word before `at`.
    fn hangs(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).filter(|b| *b >= self.start) else {
            return true;
        };
        matches!(
            self.tokens[before].tag,
            Tag::Determiner | Tag::Possessive | Tag::Conjunction | Tag::To | Tag::Modal
        ) || matches!(
            self.tokens.lower(before),
            "of" | "at"
                | "from"
                | "with"
                | "is"
                | "was"
                | "were"
                | "are"
                | "i"
                | "we"
                | "he"
                | "she"
                | "they"
                | "because"
                | "if"
        )
    }

    fn full_stop_ends(&self, stop: &Stop, next: usize, lexical: usize, follows: Next, closed: bool) -> bool {
        // ".NET" and ".50" open with their stop.
        if self.spaced(stop.at) && !self.spaced(next) {
            return false;
        }
        let Some(before) = stop.at.checked_sub(1) else {
            return false;
        };
        if !self.spaced(next) && !closed {
            return self.parts_words(before, next);
        }
        if !self.spaced(next) || (lexical > next && matches!(self.word(next), "," | ";" | ":")) {
            return false;
        }
        let word = self.word(before);
        let capital = word.starts_with(char::is_uppercase);
        if closed || self.spaced(stop.at) {
            return follows != Next::Small || self.small;
        }
        if word == "°" || word == "№" {
            return false;
        }
        if word.chars().count() == 1 && word.starts_with(char::is_alphabetic) {
            let dotted = before > 0 && !self.spaced(before) && self.word(before - 1) == ".";
            return if dotted {
                self.open_ends(lexical, follows, false)
            } else {
                self.letter_ends(before, lexical, follows, capital)
            };
        }
        match abbreviation::of(self.tokens.lower(before), capital) {
            // "no. 12" is an abbreviation, "no." before anything else an answer; so is it after a verb of saying.
            Some(Abbreviation::Open) if self.tokens.lower(before) == "no" => {
                follows != Next::Number || before > self.start && is_saying(self.tokens.lower(before - 1))
            }
            Some(Abbreviation::Title) => {
                abbreviation::takes_the_stage(self.tokens.lower_at(Some(lexical)))
                    && self.has_verb
                    && follows == Next::Large
            }
            Some(Abbreviation::Reference) => {
                follows == Next::Large && self.word(lexical).len() > 1 && !is_roman(self.word(lexical)) && self.has_verb
            }
            Some(Abbreviation::Inner) => false,
            Some(Abbreviation::Calendar) => self.open_ends(lexical, follows, false),
            // "am" and "pm" without stops inside are words like others unless a number stands before them.
            Some(Abbreviation::Clock) => self.open_ends(lexical, follows, true),
            Some(Abbreviation::Open) => self.open_ends(lexical, follows, false),
            None => match follows {
                Next::Small => {
                    self.small
                        || (self.tokens[before].kind != TokenKind::Number && !abbreviated(self.tokens.lower(before)))
                }
                _ => true,
            },
        }
    }

    /// "client.She": a stop without space after it that still parts two sentences.
    fn parts_words(&self, before: usize, next: usize) -> bool {
        let (left, right) = (self.word(before), self.word(next));
        let mut letters = right.chars();
        let capitalised = letters.next().is_some_and(char::is_uppercase) && letters.clone().all(|c| !c.is_uppercase());
        let single = right.chars().count() == 1;
        let short = left.chars().count() < 2 && left.chars().any(char::is_alphanumeric);
        if !capitalised || short || self.tokens[next].kind != TokenKind::Word || (single && !matches!(right, "I" | "A"))
        {
            return false;
        }
        let closed_class = abbreviation::opens_a_sentence(self.tokens.lower_at(Some(next)))
            || abbreviation::of(self.tokens.lower_at(Some(next)), true) == Some(Abbreviation::Title);
        let prose = self.spaced(next + 1)
            || self
                .tokens
                .get(next + 1)
                .is_some_and(|t| t.kind == TokenKind::Clitic || matches!(self.word(next + 1), ","));
        let left_prose = self.tokens[before].kind != TokenKind::Word || left.chars().all(char::is_lowercase);
        closed_class && (prose || self.word(next + 1) == ".")
            || prose && left_prose && (self.spaced(before) || self.tokens[before].kind != TokenKind::Word)
    }

    /// A single letter: an initial ("J. Vance"), a label ("plan B.") or the word "I".
    fn letter_ends(&self, before: usize, lexical: usize, follows: Next, capital: bool) -> bool {
        if before == self.start {
            return false;
        }
        let another =
            self.word(lexical).chars().count() == 1 && self.word(lexical + 1) == "." && !self.spaced(lexical + 1);
        let named = self.word(before - 1).starts_with(char::is_uppercase) && before - 1 > self.start
            || self.word(before - 1) == ".";
        let opener = abbreviation::opens_a_sentence(self.tokens.lower_at(Some(lexical)));
        if self.tokens.lower(before) == "p" && follows == Next::Number {
            return false;
        }
        match follows {
            Next::Small => self.small && nominative(self.tokens.lower_at(Some(lexical))),
            _ if another && capital => false,
            _ if self.word(before) == "I" => !named || opener,
            Next::Large if capital => {
                opener
                    || self.tokens[before - 1].tag == Tag::Noun
                        && !self.word(before - 1).starts_with(char::is_uppercase)
            }
            _ => true,
        }
    }

    /// After an abbreviation that may end a sentence.
    fn open_ends(&self, lexical: usize, follows: Next, clock: bool) -> bool {
        if !self.has_verb {
            return false;
        }
        let lower = self.tokens.lower_at(Some(lexical));
        match follows {
            Next::Small => self.small && nominative(lower),
            Next::Large => abbreviation::opens_a_sentence(lower) || clock || self.subject_follows(lexical),
            Next::Number => clock,
            Next::Other => true,
        }
    }

    /// A name with a finite verb right after it.
    fn subject_follows(&self, lexical: usize) -> bool {
        let mut at = lexical;
        if abbreviation::of(self.tokens.lower_at(Some(at)), true) == Some(Abbreviation::Title) {
            at += 2;
        }
        self.tokens
            .get(at + 1)
            .is_some_and(|t| t.tag.is_finite_verb() || t.tag == Tag::Modal)
    }
}

/// Pictographs, arrows and dingbats: none of the signs that stand before a figure.
const fn is_picture(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{2bff}' | '\u{fe0f}' | '\u{1f000}'..='\u{1faff}')
}

fn is_roman(word: &str) -> bool {
    word.chars().all(|c| matches!(c, 'I' | 'V' | 'X'))
}

/// A word without a vowel is short for another.
fn abbreviated(lower: &str) -> bool {
    lower.len() <= 5
        && lower
            .chars()
            .all(|c| c.is_alphabetic() && !matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y'))
        && lower.is_ascii()
}

fn nominative(lower: &str) -> bool {
    matches!(lower, "i" | "we" | "he" | "she" | "they")
}
