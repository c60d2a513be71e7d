//! One window of sound, thirty seconds at most, to pieces of words with the times the model wrote between them.
//!
//! Greedy: the likeliest token each time. The fallback of the reference to higher temperatures is left out, since the same sound has to give the same
//! words; what it is there for, loops and silence that is taken for words, is met here by cutting loops and by leaving out what the model itself
//! takes for no speech.

use std::ops::ControlFlow;

use super::Whisper;
use super::error::WhisperError;
use super::network::States;
use super::rules::likeliest;
use super::vocabulary::{TIMES, Vocabulary};

/// Samples in the longest window.
pub(crate) const WINDOW: usize = 480_000;
/// Samples in one step of the model's clock, a fiftieth of a second.
pub(crate) const TICK: usize = 320;
/// A window whose loudest sample is below this has no words in it: -60 dB. Whisper is known to write some all the same.
const INAUDIBLE: u16 = 33;
/// Over this chance of silence, with words as unlikely as `UNLIKELY`, a window has no words. Both are the reference's thresholds.
const SILENT: f32 = 0.6;
const UNLIKELY: f32 = -1.0;
/// The longest stretch that is looked at as a loop, how often it has to come in a row, and how many tokens that has to make.
const LOOP_LENGTH: usize = 24;
const LOOP_TIMES: usize = 5;
const LOOP_TOKENS: usize = 15;

/// Words between two times.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece {
    /// Ticks from the start of the window.
    pub(crate) from: usize,
    /// Ticks from the start of the window; never before `from`.
    pub(crate) to: usize,
    pub(crate) tokens: Vec<u32>,
}

/// What a window came to.
#[derive(Debug, Default)]
pub(crate) struct Written {
    pub(crate) pieces: Vec<Piece>,
    /// Samples after which the next window should begin.
    pub(crate) done: usize,
    /// The mark of the language, where the model has several.
    pub(crate) language: Option<u32>,
}

/// What the decoder said, and how sure it was.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Said {
    pub(crate) tokens: Vec<u32>,
    /// Mean logarithm of the chances of what was said, its end included.
    pub(crate) mean_log_chance: f32,
    /// The chance that nobody speaks.
    pub(crate) silence: f32,
    /// Whether it went round in circles and was cut.
    pub(crate) looped: bool,
}

/// Asked before each step whether to go on.
pub(crate) type Go<'g> = &'g mut dyn FnMut() -> ControlFlow<()>;

pub(crate) fn is_inaudible(samples: &[i16]) -> bool {
    samples.iter().all(|sample| sample.unsigned_abs() < INAUDIBLE)
}

impl Whisper {
    /// Writes down a window. `language` is the mark of one already heard.
    pub(crate) fn write(&self, samples: &[i16], language: Option<u32>, go: Go<'_>) -> Result<Written, WhisperError> {
        let samples = &samples[..samples.len().min(WINDOW)];
        if is_inaudible(samples) {
            let done = samples.len();
            return Ok(Written {
                done,
                language,
                ..Written::default()
            });
        }
        let states = self
            .network
            .listen(self.mel.of(samples, WINDOW / super::log_mel::HOP))?;
        let language = match self.language.or(language) {
            None if self.many_languages => Some(self.hear_language(&states)?),
            known => known,
        };
        let said = self.say(&states, &self.prompt(language), go)?;
        if said.silence > SILENT && said.mean_log_chance < UNLIKELY {
            let done = samples.len();
            return Ok(Written {
                done,
                language,
                ..Written::default()
            });
        }
        let (mut pieces, mut done) = pieces(&said.tokens, samples.len(), &self.vocabulary);
        if said.looped {
            // From another place on the model often finds out of it. Where no time was written, there is no other place.
            let ended = said
                .tokens
                .iter()
                .rposition(|token| *token >= self.vocabulary.first_time);
            let tick = ended.map_or(0, |at| (said.tokens[at] - self.vocabulary.first_time) as usize);
            done = if tick > 0 {
                (tick * TICK).min(samples.len())
            } else {
                samples.len()
            };
            pieces.retain(|piece| piece.from < tick || tick == 0);
        }
        pieces.retain(|piece| !self.vocabulary.words(&piece.tokens).trim().is_empty());
        // The model sees silence after the sound up to its thirty seconds, and may write times there.
        let last = samples.len().div_ceil(TICK);
        for piece in &mut pieces {
            piece.to = piece.to.min(last);
            piece.from = piece.from.min(piece.to);
        }
        Ok(Written { pieces, done, language })
    }

    /// The tokens that a transcript begins with.
    pub(crate) fn prompt(&self, language: Option<u32>) -> Vec<u32> {
        let vocabulary = &self.vocabulary;
        let mut prompt = Vec::with_capacity(self.begin_with.len() + 5);
        if !self.begin_with.is_empty() {
            prompt.push(vocabulary.before);
            prompt.extend_from_slice(&self.begin_with);
        }
        prompt.push(vocabulary.start);
        if let Some(language) = language.filter(|_| self.many_languages) {
            prompt.extend([language, vocabulary.transcribe]);
        }
        if !self.rules.timed {
            prompt.push(vocabulary.timeless);
        }
        prompt
    }

    /// The likeliest language of a window.
    fn hear_language(&self, states: &States) -> Result<u32, WhisperError> {
        let (_, scores) = self.network.begin(states, &[self.vocabulary.start])?;
        let scores = scores.first().map_or(&[][..], Vec::as_slice);
        let of = |mark: u32| {
            scores
                .get(mark as usize)
                .copied()
                .filter(|score| !score.is_nan())
                .unwrap_or(f32::NEG_INFINITY)
        };
        let marks = self.vocabulary.languages.iter().map(|(_, mark)| *mark);
        // The first among equals: `max_by` would take the last.
        marks
            .rev()
            .max_by(|a, b| of(*a).total_cmp(&of(*b)))
            .ok_or_else(|| WhisperError::failed("the decoder", "it has no languages"))
    }

    /// Says what follows the prompt, token by token.
    pub(crate) fn say(&self, states: &States, prompt: &[u32], go: Go<'_>) -> Result<Said, WhisperError> {
        let broken = || WhisperError::failed("the decoder", "its scores are broken");
        let (mut memory, mut first) = self.network.begin(states, prompt)?;
        let start = prompt
            .iter()
            .rposition(|token| *token == self.vocabulary.start)
            .unwrap_or(0);
        let mut said = Said {
            silence: first
                .get(start)
                .map_or(0.0, |scores| chance(scores, self.vocabulary.silent)),
            ..Said::default()
        };
        let mut scores = first.pop().ok_or_else(broken)?;
        let (mut sum, mut steps) = (0.0, 0);
        loop {
            if go().is_break() {
                return Err(WhisperError::Stopped);
            }
            self.rules.apply(&mut scores, &said.tokens, &self.vocabulary);
            let (token, log_chance) = likeliest(&scores).ok_or_else(broken)?;
            sum += log_chance;
            steps += 1;
            if token == self.vocabulary.end {
                break;
            }
            said.tokens.push(token);
            if let Some(kept) = first_round(&said.tokens, self.vocabulary.first_time) {
                said.tokens.truncate(kept);
                said.looped = true;
                break;
            }
            if memory.length >= self.most_tokens {
                break;
            }
            scores = self.network.go_on(states, &mut memory, token)?;
        }
        said.mean_log_chance = sum / steps as f32;
        Ok(said)
    }
}

/// The chance of one token among all.
fn chance(scores: &[f32], token: u32) -> f32 {
    let top = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let sum: f32 = scores.iter().map(|score| (score - top).exp()).sum();
    scores
        .get(token as usize)
        .map_or(0.0, |score| (score - top).exp() / sum)
}

/// When the words so far end in a loop, how many tokens there are up to the end of its first round. Times are not looked at: they go on while words
/// do not.
fn first_round(tokens: &[u32], first_time: u32) -> Option<usize> {
    let most = LOOP_LENGTH * LOOP_TIMES;
    let mut tail: Vec<(usize, u32)> = tokens
        .iter()
        .copied()
        .enumerate()
        .rev()
        .filter(|(_, token)| *token < first_time)
        .take(most)
        .collect();
    tail.reverse();
    for length in 1..=LOOP_LENGTH {
        let rounds = LOOP_TIMES.max(LOOP_TOKENS.div_ceil(length));
        let Some(from) = tail.len().checked_sub(length * rounds) else {
            continue;
        };
        let round = &tail[from..from + length];
        let again = tail[from..]
            .chunks(length)
            .all(|chunk| chunk.iter().zip(round).all(|(a, b)| a.1 == b.1));
        if again {
            return round.last().map(|(at, _)| at + 1);
        }
    }
    None
}

/// Cuts what was said at its times, and tells after how many samples the next window begins: the reference's rules.
pub(crate) fn pieces(said: &[u32], samples: usize, vocabulary: &Vocabulary) -> (Vec<Piece>, usize) {
    let is_time = |at: usize| said.get(at).is_some_and(|token| *token >= vocabulary.first_time);
    let tick = |token: &u32| (token.saturating_sub(vocabulary.first_time) as usize).min(TIMES - 1);
    let ticks = samples.div_ceil(TICK).min(TIMES - 1);
    let mut cuts: Vec<usize> = (1..said.len()).filter(|at| is_time(*at) && is_time(at - 1)).collect();
    let words = |from: usize, to: usize| {
        said[from..to]
            .iter()
            .copied()
            .filter(|token| *token < vocabulary.end)
            .collect()
    };
    if cuts.is_empty() {
        // A time before the words tells where they begin; a time after any of them where they end. Without one they end with the window.
        let last = said.iter().rposition(|token| *token >= vocabulary.first_time);
        let from = if is_time(0) { tick(&said[0]) } else { 0 };
        let to = last.filter(|at| *at > 0).map_or(ticks, |at| tick(&said[at]));
        let to = if to > 0 { to } else { ticks };
        let piece = Piece {
            from: from.min(to),
            to,
            tokens: words(0, said.len()),
        };
        return (vec![piece], samples);
    }
    // A single time at the very end says that nothing comes after it in this window.
    let ends = is_time(said.len() - 1) && !is_time(said.len().wrapping_sub(2));
    if ends {
        cuts.push(said.len());
    }
    let mut pieces = Vec::with_capacity(cuts.len());
    let mut from = 0;
    for cut in cuts {
        let (start, end) = (tick(&said[from]), tick(&said[cut - 1]));
        pieces.push(Piece {
            from: start.min(end),
            to: end,
            tokens: words(from, cut),
        });
        from = cut;
    }
    let done = if ends {
        samples
    } else {
        (tick(&said[from - 1]) * TICK).min(samples)
    };
    // A window that leads nowhere would be looked at for ever.
    (pieces, if done == 0 { samples } else { done })
}
