//! Words, numbers and marks with their byte spans.
//!
//! Clitics stand alone ("I'd" is `I` + `'d`, "didn't" is `did` + `n't`), a number is cut from its
//! suffix ("120ms" is `120` + `ms`), hyphens and slashes split words; web addresses, e-mail
//! addresses and names such as `p99` or `v2.3` stay whole. Nothing is normalised away: spans always
//! point into the text as given.

use glidepath_domain::Span;

use crate::tag::Tag;

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, perhaps with digits ("p99"), or an address.
    Word,
    /// What follows the apostrophe: `'s`, `n't`, `'d`.
    Clitic,
    /// Digits, perhaps grouped: `1,940`, `2.5`, `9:30`.
    Number,
    /// Punctuation, one mark or a run of the same mark.
    Punct,
    /// Anything else that is not space: currency signs, emoji, mathematical signs.
    Symbol,
}

/// One token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is made of.
    pub kind: TokenKind,
    /// Part of speech.
    pub tag: Tag,
    /// True for the first token with a letter or digit of each run between spaces: counting these counts words.
    pub starts_word: bool,
    /// True when white space (or the text's start) stands before it.
    pub spaced: bool,
    lower: (u32, u32),
}

/// The tokens of one text with their lower-case forms.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tokens {
    list: Vec<Token>,
    lower: String,
}

impl std::ops::Deref for Tokens {
    type Target = [Token];
    fn deref(&self) -> &[Token] {
        &self.list
    }
}

impl Tokens {
    /// Cuts `text` into tokens, without parts of speech.
    #[must_use]
    pub fn cut(text: &str) -> Self {
        Cutter {
            text,
            at: 0,
            spaced: true,
            word_open: false,
            out: Self {
                list: Vec::with_capacity(text.len() / 4),
                lower: String::with_capacity(text.len()),
            },
        }
        .run()
    }

    /// The lower-case form of token `index`, with a typewriter apostrophe.
    #[must_use]
    pub fn lower(&self, index: usize) -> &str {
        let (start, end) = self.list[index].lower;
        &self.lower[start as usize..end as usize]
    }

    /// The lower-case form of token `index`, or "" outside the text: saves bounds checks when looking around.
    #[must_use]
    pub fn lower_at(&self, index: Option<usize>) -> &str {
        match index {
            Some(index) if index < self.list.len() => self.lower(index),
            _ => "",
        }
    }

    pub(crate) fn set_tag(&mut self, index: usize, tag: Tag) {
        self.list[index].tag = tag;
    }
}

struct Cutter<'t> {
    text: &'t str,
    at: usize,
    spaced: bool,
    word_open: bool,
    out: Tokens,
}

const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{02bc}')
}

fn is_mark(c: char) -> bool {
    c.is_ascii_punctuation() && !matches!(c, '$' | '+' | '<' | '>' | '=' | '^' | '|' | '~' | '`')
        || matches!(c, '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{ff01}' | '\u{ff0c}' | '\u{ff0e}' | '\u{ff1a}' | '\u{ff1b}' | '\u{ff1f}' | '¡' | '¿' | '«' | '»')
}

/// Letters and everything that may continue a word: combining marks, joiners.
fn continues_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || matches!(c, '\u{0300}'..='\u{036f}' | '\u{200c}' | '\u{200d}' | '\u{fe0f}')
}

impl Cutter<'_> {
    fn run(mut self) -> Tokens {
        while let Some(c) = self.text[self.at..].chars().next() {
            if c.is_whitespace() || c == '\u{feff}' || c.is_control() {
                self.at += c.len_utf8();
                self.spaced = true;
                self.word_open = false;
            } else if self.address() {
                // Taken whole.
            } else if c.is_ascii_digit() {
                self.number();
            } else if continues_word(c) {
                self.word();
            } else if is_mark(c) {
                let end = self.run_of(|d| d == c);
                self.push(end, TokenKind::Punct);
            } else {
                self.push(self.at + c.len_utf8(), TokenKind::Symbol);
            }
        }
        self.out
    }

    /// End of the run of characters for which `keep` holds, from here.
    fn run_of(&self, keep: impl Fn(char) -> bool) -> usize {
        let rest = &self.text[self.at..];
        self.at + rest.find(|c| !keep(c)).unwrap_or(rest.len())
    }

    fn push(&mut self, end: usize, kind: TokenKind) {
        let span = Span::new(self.at, end);
        let from = self.out.lower.len() as u32;
        for c in span.of(self.text).chars() {
            match c {
                '\u{2019}' | '\u{02bc}' => self.out.lower.push('\''),
                c if c.is_ascii() => self.out.lower.push(c.to_ascii_lowercase()),
                c => self.out.lower.extend(c.to_lowercase()),
            }
        }
        let lexical = matches!(kind, TokenKind::Word | TokenKind::Number | TokenKind::Clitic);
        let token = Token {
            span,
            kind,
            tag: Tag::Other,
            starts_word: lexical && !self.word_open,
            spaced: self.spaced,
            lower: (from, self.out.lower.len() as u32),
        };
        self.word_open |= lexical;
        self.spaced = false;
        self.out.list.push(token);
        self.at = end;
    }

    /// Takes a web or e-mail address whole, less the stop or comma that ends the sentence.
    fn address(&mut self) -> bool {
        if !self.spaced
            && !matches!(
                self.text[..self.at].chars().next_back(),
                Some('(' | '<' | '"' | '\u{201c}')
            )
        {
            return false;
        }
        let bytes = &self.text.as_bytes()[self.at..];
        // Looked at no further than an address can reach: a wall of letters is walked once.
        let stop = bytes
            .iter()
            .take(2049)
            .position(|b| b.is_ascii_whitespace() || matches!(b, b'<' | b'>' | b'"' | b')'))
            .unwrap_or(bytes.len().min(2049));
        // An address is ASCII and of sane length: a longer run is a wall of letters, not a link.
        let chunk = &bytes[..stop.min(2048)];
        if stop > 2048 || !chunk.is_ascii() || chunk.len() < 5 {
            return false;
        }
        let mut end = chunk.len();
        while end > 0 && matches!(chunk[end - 1], b'.' | b',' | b';' | b':' | b'!' | b'?' | b'\'') {
            end -= 1;
        }
        let chunk = &chunk[..end];
        let has = |needle: &[u8]| chunk.windows(needle.len()).any(|w| w.eq_ignore_ascii_case(needle));
        let mail = chunk.iter().filter(|b| **b == b'@').count() == 1
            && chunk.iter().rposition(|b| *b == b'.') > chunk.iter().position(|b| *b == b'@')
            && chunk[0] != b'@';
        let web = has(b"://") || (chunk.len() > 4 && chunk[..4].eq_ignore_ascii_case(b"www."));
        if !(mail || web) {
            return false;
        }
        self.push(self.at + end, TokenKind::Word);
        true
    }

    fn number(&mut self) {
        let bytes = self.text.as_bytes();
        let digit = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
        let mut end = self.at;
        while digit(end)
            || (matches!(bytes.get(end), Some(b',' | b'.' | b':')) && digit(end + 1) && digit(end.wrapping_sub(1)))
        {
            end += 1;
        }
        self.push(end, TokenKind::Number);
    }

    fn word(&mut self) {
        let start = self.at;
        let mut end = self.run_of(continues_word);
        // "v2.3", "U.S.", "e.g." and "node.js": a stop inside, with a letter or digit on both sides, where the word so
        // far is one letter or holds a digit, keeps the word whole.
        loop {
            let tail = &self.text[end..];
            let mut chars = tail.chars();
            let (Some('.'), Some(next)) = (chars.next(), chars.next()) else {
                break;
            };
            let last_part = self.text[start..end].rsplit('.').next().unwrap_or("");
            let dotted = last_part.chars().count() == 1 && next.is_alphabetic()
                || last_part.chars().any(|c| c.is_ascii_digit()) && next.is_ascii_digit();
            if !dotted {
                break;
            }
            self.at = end + 1;
            end = self.run_of(continues_word);
            self.at = start;
        }
        // The clitic: "did" + "n't", "I" + "'d". Other letters after an apostrophe belong to the word: "o'clock".
        while let Some(mark) = self.text[end..].chars().next().filter(|c| is_apostrophe(*c)) {
            let after = &self.text[end + mark.len_utf8()..];
            let letters = after.find(|c: char| !c.is_alphabetic()).unwrap_or(after.len());
            if letters == 0 {
                break;
            }
            let (clitic_end, tail) = (end + mark.len_utf8() + letters, after[..letters].to_ascii_lowercase());
            let negation = tail == "t" && end - start > 1 && self.text[start..end].ends_with(['n', 'N']);
            if negation || matches!(tail.as_str(), "s" | "d" | "m" | "ll" | "re" | "ve") {
                self.push(end - usize::from(negation), TokenKind::Word);
                self.push(clitic_end, TokenKind::Clitic);
                return;
            }
            end = clitic_end;
        }
        self.push(end, TokenKind::Word);
    }
}

#[cfg(test)]
mod tests {
    use super::Tokens;

    fn cut(text: &str) -> Vec<&str> {
        Tokens::cut(text).iter().map(|t| t.span.of(text)).collect()
    }

    #[test]
    fn words_clitics_and_numbers() {
        assert_eq!(
            cut("I'd cut 120ms, didn’t I?"),
            ["I", "'d", "cut", "120", "ms", ",", "did", "n’t", "I", "?"]
        );
        assert_eq!(
            cut("$2M a year, 1,940 rows... 40% off"),
            [
                "$", "2", "M", "a", "year", ",", "1,940", "rows", "...", "40", "%", "off"
            ]
        );
        assert_eq!(
            cut("p99 v2.3 U.S. e.g. two-week"),
            ["p99", "v2.3", "U.S", ".", "e.g", ".", "two", "-", "week"]
        );
        assert_eq!(
            cut("see https://a.example/x?y=1. Mail a.b@c.example!"),
            ["see", "https://a.example/x?y=1", ".", "Mail", "a.b@c.example", "!"]
        );
        assert_eq!(
            cut("at nine o'clock O'Brien's"),
            ["at", "nine", "o'clock", "O'Brien", "'s"]
        );
    }

    #[test]
    fn words_are_counted_as_people_count_them() {
        let count = |text: &str| Tokens::cut(text).iter().filter(|t| t.starts_word).count();
        assert_eq!(count("I'd re-check the two-week plan – twice."), 6);
        assert_eq!(count("$2M isn't 1,940"), 3);
        assert_eq!(count("😀 … !!"), 0);
    }
}
