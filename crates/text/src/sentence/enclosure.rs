//! Which quotation marks and brackets belong together, so that no sentence ends between them.

use super::layout::line_breaks;
use crate::token::{TokenKind, Tokens};

/// Longest enclosure, in tokens, that is kept whole: a longer one is a mark left open by mistake or a speech of its own.
const LONGEST: usize = 80;

/// Marks open at the same time; deeper nesting is noise.
const DEEPEST: usize = 6;

/// Pairs of marks over one text.
pub(super) struct Enclosures {
    /// Per token: how many enclosures reach over the gap before it.
    depth: Vec<u32>,
    /// Per closing token: the opening one.
    opener: Vec<Option<usize>>,
}

impl Enclosures {
    pub(super) fn find(text: &str, tokens: &Tokens) -> Self {
        let mut depth = vec![0_i32; tokens.len() + 1];
        let mut opener = vec![None; tokens.len()];
        let mut open: Vec<(usize, char)> = Vec::new();
        for index in 0..tokens.len() {
            if !open.is_empty() && line_breaks(text, tokens, index) > 1 {
                open.clear();
            }
            if tokens[index].kind != TokenKind::Punct {
                continue;
            }
            let mark = tokens[index].span.of(text).chars().next().unwrap_or(' ');
            let closes = open
                .iter()
                .rposition(|(_, closing)| *closing == mark)
                .filter(|_| may_close(text, tokens, index, mark));
            if let Some(at) = closes {
                let start = open[at].0;
                open.truncate(at);
                if index - start <= LONGEST {
                    opener[index] = Some(start);
                    depth[start + 1] += 1;
                    depth[index + 1] -= 1;
                }
            } else if let Some(closing) = opens(tokens, index, mark) {
                if open.len() == DEEPEST {
                    open.remove(0);
                }
                open.push((index, closing));
            }
        }
        let mut level = 0;
        let depth = depth.iter().map(|change| {
            level += change;
            u32::try_from(level).unwrap_or(0)
        });
        Self {
            depth: depth.collect(),
            opener,
        }
    }

    /// True when a sentence that ended before token `index` would end inside an enclosure.
    pub(super) fn reach_over(&self, index: usize) -> bool {
        self.depth.get(index).is_some_and(|depth| *depth > 0)
    }

    /// The token that opened what token `index` closes.
    pub(super) fn opener_of(&self, index: usize) -> Option<usize> {
        self.opener.get(index).copied().flatten()
    }
}

/// The mark that would close the enclosure opened at `index`.
fn opens(tokens: &Tokens, index: usize, mark: char) -> Option<char> {
    let leads = tokens.get(index + 1).is_some_and(|next| !next.spaced);
    let follows = tokens[index].spaced || index == 0 || tokens[index - 1].kind == TokenKind::Punct;
    match mark {
        '(' => Some(')'),
        '[' => Some(']'),
        '{' => Some('}'),
        '「' => Some('」'),
        '『' => Some('』'),
        '«' => Some('»'),
        '“' | '„' if leads => Some('”'),
        '‘' if leads && follows => Some('’'),
        '"' if leads && follows => Some('"'),
        '\'' if leads && follows => Some('\''),
        _ => None,
    }
}

/// An apostrophe after a plural ("the drivers' fault") closes nothing unless it stands at a word's end.
fn may_close(text: &str, tokens: &Tokens, index: usize, mark: char) -> bool {
    if !matches!(mark, '"' | '\'' | '’') {
        return true;
    }
    let ends = tokens
        .get(index + 1)
        .is_none_or(|next| next.spaced || next.kind == TokenKind::Punct);
    // One mark a token: a run such as `""` opens and closes at once.
    !tokens[index].spaced && (ends || mark == '"') && tokens[index].span.of(text).chars().count() == 1
}
