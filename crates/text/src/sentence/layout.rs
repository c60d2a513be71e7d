//! Lines and lists: where a line break or a list mark ends a sentence that has no stop.

use crate::tag::Tag;
use crate::token::{TokenKind, Tokens};

/// Lines narrower than this were hardly wrapped by a program.
const NARROWEST_WRAP: usize = 60;

/// A line of at most so many words may be an entry of a list.
const ENTRY_WORDS: usize = 6;

/// Line breaks in the space before token `index`.
pub(super) fn line_breaks(text: &str, tokens: &Tokens, index: usize) -> usize {
    if index == 0 || index >= tokens.len() || !tokens[index].spaced {
        return 0;
    }
    let gap = text
        .get(tokens[index - 1].span.end..tokens[index].span.start)
        .unwrap_or("");
    let returns = gap.bytes().filter(|b| *b == b'\r').count();
    let feeds = gap.bytes().filter(|b| *b == b'\n').count();
    // A paragraph separator counts as a blank line.
    returns.max(feeds) + gap.matches('\u{2029}').count() * 2 + gap.matches('\u{2028}').count()
}

/// How list entries are marked: entries of one list share the style and count up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Marker {
    style: (bool, bool, bool),
    value: u32,
    /// The first token after the mark.
    pub(super) end: usize,
    /// True for "1." and "a.", which also stand in running text.
    pub(super) bare_stop: bool,
}

impl Marker {
    /// The list mark that starts at token `index`: "1.", "2)", "b.", "(c)", "• 9.".
    pub(super) fn at(text: &str, tokens: &Tokens, index: usize) -> Option<Self> {
        let mut at = index + usize::from(is_bullet(text, tokens, index));
        let bracket = tokens.get(at).is_some_and(|t| t.span.of(text) == "(");
        at += usize::from(bracket);
        let token = tokens.get(at)?;
        let word = token.span.of(text);
        let (value, letter) = match token.kind {
            TokenKind::Number if word.len() <= 3 => (word.parse().ok()?, false),
            TokenKind::Word if word.len() == 1 => (u32::from(*word.as_bytes().first()?), true),
            _ => return None,
        };
        let mark = |i: usize, mark: &str| tokens.get(i).is_some_and(|t| !t.spaced && t.span.of(text) == mark);
        let stop = mark(at + 1, ".");
        at += 1 + usize::from(stop);
        let closed = mark(at, ")");
        at += usize::from(closed);
        let spaced = tokens.get(at).is_some_and(|t| t.spaced);
        if !(stop || closed) || !spaced || (bracket && !closed) {
            return None;
        }
        Some(Self {
            style: (letter, stop, closed),
            value,
            end: at,
            bare_stop: stop && !closed,
        })
    }

    /// True when this is the entry after `previous`.
    pub(super) fn follows(&self, previous: &Self) -> bool {
        self.style == previous.style && self.value == previous.value + 1
    }
}

/// A bullet that is never anything else.
pub(super) fn is_bullet(text: &str, tokens: &Tokens, index: usize) -> bool {
    tokens
        .get(index)
        .is_some_and(|t| matches!(t.span.of(text), "•" | "⁃" | "‣" | "◦" | "▪" | "●" | "■" | "∙"))
}

/// A dash, star or plus with space after it: a bullet where it starts a line.
fn is_dash_bullet(text: &str, tokens: &Tokens, index: usize) -> bool {
    tokens
        .get(index)
        .is_some_and(|t| matches!(t.span.of(text), "-" | "–" | "—" | "*" | "+" | ">"))
        && tokens.get(index + 1).is_some_and(|next| next.spaced)
}

/// One line of text.
struct Line {
    first: usize,
    end: usize,
    /// In characters.
    width: usize,
    words: usize,
    block: usize,
}

/// What the lines between two blank lines have in common.
#[derive(Default, Clone)]
struct Block {
    lines: usize,
    widest: usize,
    stops: bool,
    /// Every line is short enough for a list entry.
    entries: bool,
}

/// For every token: does the line break before it, if there is one, end a sentence?
pub(super) fn breaks(text: &str, tokens: &Tokens) -> Vec<bool> {
    let mut breaks = vec![false; tokens.len()];
    let (lines, blocks) = lines(text, tokens);
    for pair in lines.windows(2) {
        let [before, line] = pair else { continue };
        breaks[line.first] =
            before.block != line.block || ends_sentence(text, tokens, before, line, &blocks[line.block]);
    }
    breaks
}

fn lines(text: &str, tokens: &Tokens) -> (Vec<Line>, Vec<Block>) {
    let (mut lines, mut blocks) = (
        Vec::new(),
        vec![Block {
            entries: true,
            ..Block::default()
        }],
    );
    let mut first = 0;
    for end in 1..=tokens.len() {
        let breaks = line_breaks(text, tokens, end);
        if end < tokens.len() && breaks == 0 {
            continue;
        }
        let (Some(open), Some(close)) = (tokens.get(first), tokens.get(end - 1)) else {
            break;
        };
        let width = text.get(open.span.start..close.span.end).unwrap_or("").chars().count();
        let words = tokens[first..end].iter().filter(|t| t.starts_word).count();
        let last = blocks.len() - 1;
        let block = &mut blocks[last];
        block.lines += 1;
        block.widest = block.widest.max(width);
        block.entries &= words <= ENTRY_WORDS;
        block.stops |= (first..end)
            .any(|i| matches!(tokens.lower(i), "." | "!" | "?") && tokens.get(i + 1).is_none_or(|n| n.spaced));
        lines.push(Line {
            first,
            end,
            width,
            words,
            block: last,
        });
        if breaks > 1 {
            blocks.push(Block {
                entries: true,
                ..Block::default()
            });
        }
        first = end;
    }
    (lines, blocks)
}

fn ends_sentence(text: &str, tokens: &Tokens, before: &Line, line: &Line, block: &Block) -> bool {
    let first = line.first;
    if is_bullet(text, tokens, first)
        || is_dash_bullet(text, tokens, first)
        || Marker::at(text, tokens, first).is_some()
    {
        return true;
    }
    if hangs(tokens, before.end - 1) || before.words == 0 {
        return false;
    }
    if block.entries && !block.stops && block.lines > 1 {
        return true;
    }
    let word = tokens[first].span.of(text);
    let lower = word.chars().next().is_some_and(char::is_lowercase);
    if lower && block.stops {
        return false;
    }
    // A program wraps a line only where the next word would not fit; a break before that was meant.
    before.width + 1 + word.chars().count() <= block.widest.max(NARROWEST_WRAP)
}

/// True when nothing can end after token `index`: "the", "of", ",".
fn hangs(tokens: &Tokens, index: usize) -> bool {
    matches!(tokens.lower(index), "," | "-" | "–" | "—" | "(" | "&" | "/")
        || matches!(
            tokens[index].tag,
            Tag::Determiner | Tag::Possessive | Tag::Conjunction | Tag::To | Tag::Modal
        ) && !matches!(
            tokens.lower(index),
            "this" | "that" | "these" | "those" | "all" | "both" | "some" | "each"
        )
        || matches!(
            tokens.lower(index),
            "of" | "for"
                | "with"
                | "at"
                | "from"
                | "by"
                | "into"
                | "because"
                | "if"
                | "when"
                | "who"
                | "which"
                | "was"
                | "is"
        )
}
