//! Words to word pieces, as the encoder was trained on them.

use std::collections::HashMap;

use rten_text::models::{Model as _, WordPiece, WordPieceOptions};
use rten_text::normalizers::{Bert as Normal, BertOptions, Normalizer as _};
use rten_text::pre_tokenizers::{Bert as Words, PreTokenizer as _};

/// Word pieces of a sentence that are read, as in training; its start and end count too.
const LONGEST: usize = 128;

/// The word pieces that the encoder knows, by number.
pub(crate) struct Pieces {
    normal: Normal,
    words: Words,
    model: WordPiece,
    start: u32,
    end: u32,
}

impl Pieces {
    /// Reads the list of pieces, one a line in the order of their numbers. `None` when it lacks the marks of start, end or the unknown.
    pub(crate) fn read(list: &str) -> Option<Self> {
        let vocabulary: HashMap<String, u32> = list.lines().map(str::to_owned).zip(0..).collect();
        let number = |piece: &str| vocabulary.get(piece).copied();
        let (start, end, _) = (number("[CLS]")?, number("[SEP]")?, number("[UNK]")?);
        Some(Self {
            normal: Normal::new(BertOptions {
                lowercase: true,
                strip_accents: true,
            }),
            words: Words::new(),
            model: WordPiece::from_vocab(vocabulary, WordPieceOptions::default()),
            start,
            end,
        })
    }

    /// The numbers of a sentence's pieces, from its start to its end. What lies beyond the longest that is read is left out.
    pub(crate) fn of(&self, sentence: &str) -> Option<Vec<i32>> {
        let (normal, _) = self.normal.normalize(sentence).ok()?;
        let mut pieces = vec![self.start];
        for word in self.words.pre_tokenize(&normal).ok()? {
            if pieces.len() >= LONGEST {
                break;
            }
            pieces.extend(self.model.encode(word).ok()?);
        }
        pieces.truncate(LONGEST - 1);
        pieces.push(self.end);
        pieces.into_iter().map(|piece| i32::try_from(piece).ok()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Pieces;

    #[test]
    fn words_are_cut_into_the_longest_pieces_known() {
        let pieces = Pieces::read("[UNK]\n[CLS]\n[SEP]\nun\n##ship\n##ped\ncafe\n!").unwrap();
        assert_eq!(pieces.of("Unshipped  Caf\u{e9}!").unwrap(), [1, 3, 4, 5, 6, 7, 2]);
        assert_eq!(pieces.of("").unwrap(), [1, 2]);
        assert_eq!(pieces.of("\u{4e2d}").unwrap(), [1, 0, 2]);
        assert_eq!(pieces.of(&"cafe ".repeat(500)).unwrap().len(), 128);
        assert!(Pieces::read("[UNK]\ncafe").is_none());
    }
}
