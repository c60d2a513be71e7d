//! Words while somebody speaks: the sound heard so far is written down again and again, and words that two writings in a row agree on are settled.
//!
//! The rule is LocalAgreement-2 (Liu, Spanakis and Niehues 2020). Settled words never change; what follows them is tentative. Sound whose words are all
//! settled is let go of, so that a writing never takes more than one window. Nothing here reads a clock: a writing is due when enough sound is new.

use std::ops::ControlFlow;

use glidepath_domain::{Heard, TimedWord};

use super::Whisper;
use super::error::WhisperError;
use super::log_mel::RATE;
use super::timed::{TICK_MS, words};
use super::window::{TICK, WINDOW, is_inaudible};

/// New sound that makes a writing due, in samples: two seconds, so that whisper-base keeps up on one core (`docs/transcribing.md`).
const DUE: usize = 2 * RATE;
/// New sound that is taken in before a writing at most. Whoever is behind pushes more at once, and it is written down less often.
const AT_ONCE: usize = 4 * RATE;
/// From here on sound is let go of where a piece has ended.
const LONG: usize = 8 * RATE;
/// From here on sound is let go of wherever words are settled, or all but the last words are settled as they stand.
const TOO_LONG: usize = 22 * RATE;
/// Of sound without words so much is kept: a word may have begun in it.
const LEAD: usize = 2 * RATE;

/// What a push came to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Partial {
    /// The words that were settled by it, in order; they never change.
    pub settled: Vec<TimedWord>,
    /// What follows them for now.
    pub tentative: String,
}

/// A recording being written down while it is made.
#[derive(Debug)]
pub struct Stream<'w> {
    whisper: &'w Whisper,
    /// Sound that is still listened to.
    sound: Vec<i16>,
    /// Samples let go of before it.
    gone: usize,
    /// Samples of it that came after the last writing.
    new: usize,
    settled: Vec<TimedWord>,
    /// How many of the settled words lie in the sound that is still listened to.
    within: usize,
    /// What the last writing had after the settled words.
    last: Vec<TimedWord>,
    language: Option<u32>,
}

fn ms(samples: usize) -> u64 {
    samples as u64 * 1_000 / RATE as u64
}

/// A word without what two writings may differ in for no reason: case and punctuation.
fn plain(word: &str) -> String {
    let bare: String = word
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    if bare.is_empty() { word.to_owned() } else { bare }
}

fn same(a: &TimedWord, b: &TimedWord) -> bool {
    plain(&a.word) == plain(&b.word)
}

/// How many of the words now written stand for those settled before: the fewest edits apart.
fn reached(settled: &[TimedWord], written: &[TimedWord]) -> usize {
    let mut edits: Vec<usize> = (0..=written.len()).collect();
    for (row, old) in settled.iter().enumerate() {
        let mut diagonal = edits[0];
        edits[0] = row + 1;
        for (column, new) in written.iter().enumerate() {
            let swapped = diagonal + usize::from(!same(old, new));
            diagonal = edits[column + 1];
            edits[column + 1] = swapped.min(diagonal + 1).min(edits[column] + 1);
        }
    }
    // Among equals the one nearest to as many as were settled.
    (0..=written.len())
        .min_by_key(|count| (edits[*count], count.abs_diff(settled.len())))
        .unwrap_or(0)
}

impl<'w> Stream<'w> {
    pub(super) fn new(whisper: &'w Whisper) -> Self {
        Self {
            whisper,
            sound: Vec::new(),
            gone: 0,
            new: 0,
            settled: Vec::new(),
            within: 0,
            last: Vec::new(),
            language: None,
        }
    }

    /// Takes in more sound, 16 kHz, one channel. Until two seconds of it are new, nothing is written; what is longer than four is taken in by fours. This
    /// returns when it is written down: push what has gathered meanwhile, and a slow machine writes less often instead of falling behind.
    ///
    /// # Errors
    /// When the model gives no numbers; the stream may be pushed on.
    pub fn push(&mut self, samples: &[i16]) -> Result<Partial, WhisperError> {
        let before = self.settled.len();
        let mut rest = samples;
        while !rest.is_empty() {
            let (now, later) = rest.split_at(rest.len().min(AT_ONCE - self.new));
            rest = later;
            self.sound.extend_from_slice(now);
            self.new += now.len();
            if self.new >= DUE {
                self.new = 0;
                self.write_again()?;
            }
        }
        Ok(self.partial(before))
    }

    /// All words settled so far, in order.
    #[must_use]
    pub fn settled(&self) -> &[TimedWord] {
        &self.settled
    }

    /// Ends it: the last sound is written down, and what stands then is settled.
    ///
    /// # Errors
    /// When the model gives no numbers.
    pub fn finish(mut self) -> Result<Heard, WhisperError> {
        // What one writing leaves over, when its last time lies before the end of the sound, goes to the next.
        while !self.sound.is_empty() {
            let (pieces, done) = self.write()?;
            let written: Vec<TimedWord> = pieces.into_iter().flatten().collect();
            let reached = reached(&self.settled[self.settled.len() - self.within..], &written);
            self.settled.extend_from_slice(&written[reached..]);
            self.let_go(done.max(TICK).min(self.sound.len()));
        }
        Ok(self.whisper.heard(self.settled, self.language))
    }

    fn partial(&self, before: usize) -> Partial {
        let tentative: Vec<&str> = self.last.iter().map(|word| word.word.as_str()).collect();
        Partial {
            settled: self.settled[before..].to_vec(),
            tentative: tentative.join(" "),
        }
    }

    /// The words of the sound still listened to, piece by piece, and how much of it they cover.
    fn write(&mut self) -> Result<(Vec<Vec<TimedWord>>, usize), WhisperError> {
        let written = self
            .whisper
            .write(&self.sound, self.language, &mut || ControlFlow::Continue(()))?;
        self.language = written.language;
        let from = ms(self.gone);
        let of = |piece| words(piece, from, &self.whisper.vocabulary);
        Ok((written.pieces.iter().map(of).collect(), written.done))
    }

    fn write_again(&mut self) -> Result<(), WhisperError> {
        if is_inaudible(&self.sound) {
            self.let_go(self.sound.len().saturating_sub(LEAD));
            return Ok(());
        }
        let (pieces, _) = self.write()?;
        let written: Vec<TimedWord> = pieces.iter().flatten().cloned().collect();
        let reached = reached(&self.settled[self.settled.len() - self.within..], &written);
        let fresh = &written[reached..];
        let mut agreed = fresh
            .iter()
            .zip(&self.last)
            .take_while(|(now, then)| same(now, then))
            .count();
        if self.sound.len() >= TOO_LONG {
            // Two writings would have to agree before the window is full. Its last piece may be cut off, the others stand.
            let whole = pieces.iter().rev().skip(1).map(Vec::len).sum::<usize>();
            agreed = agreed.max(whole.saturating_sub(reached));
        }
        self.settled.extend_from_slice(&fresh[..agreed]);
        self.within = reached + agreed;
        self.last = fresh[agreed..].to_vec();
        self.let_go_of_what_is_settled(&pieces);
        Ok(())
    }

    fn let_go_of_what_is_settled(&mut self, pieces: &[Vec<TimedWord>]) {
        let length = self.sound.len();
        if length < LONG {
            return;
        }
        let mut whole = 0;
        let mut cut = None;
        for piece in pieces {
            whole += piece.len();
            if whole > self.within {
                break;
            }
            cut = piece.last().map(|word| (word.end_ms, whole)).or(cut);
        }
        if cut.is_none() && length >= TOO_LONG {
            cut = self
                .settled
                .last()
                .map(|word| (word.end_ms, self.within))
                .filter(|_| self.within > 0);
        }
        let in_sound = |end_ms: u64| {
            let ticks = end_ms.saturating_sub(ms(self.gone)) / TICK_MS;
            usize::try_from(ticks).unwrap_or(usize::MAX).saturating_mul(TICK)
        };
        match cut {
            Some((end_ms, words)) => {
                let samples = in_sound(end_ms);
                self.within -= words.min(self.within);
                let within = self.within;
                self.let_go(samples);
                self.within = within;
            }
            // Sound in which no word was found for so long has none.
            None if pieces.iter().all(Vec::is_empty) => self.let_go(length - LEAD),
            // A window is full, and its one piece goes on and on: better a word cut in two than sound never heard.
            None if length + AT_ONCE > WINDOW => {
                self.settled.append(&mut self.last);
                self.let_go(length);
            }
            None => {}
        }
    }

    /// Forgets the first samples, and that settled words lay in them.
    fn let_go(&mut self, samples: usize) {
        let samples = samples.min(self.sound.len());
        self.sound.drain(..samples);
        self.gone += samples;
        self.within = 0;
    }
}
