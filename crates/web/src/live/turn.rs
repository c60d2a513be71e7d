//! One turn while it is being said: how far it is, what has been heard of it, what was nudged. Nothing here waits or writes.

use glidepath_domain::{Review, SentenceReading, ShownNudge};
use glidepath_interview::{Cut, Telling, cut_in};
use glidepath_practice::{Now, Nudge, Nudging, SoFar, TakePlan};
use glidepath_speech::Live;

/// Samples in a millisecond.
const PER_MS: u64 = 16;

/// What the meter calls silence, in dB below full scale.
const SILENCE_DB: f64 = -96.0;

/// A turn that is being said.
#[derive(Debug)]
pub(crate) struct Turn {
    nudging: Nudging,
    ear: Live,
    /// Samples the ear has heard of.
    heard: u64,
    level: Level,
    silent_ms: u64,
    typed_ms: u64,
    so_far: Option<SoFar>,
    /// The words so far and their sentences, where they are written along.
    text: String,
    sentences: Vec<SentenceReading>,
    /// The timebox in milliseconds, where the teller is to be cut in on.
    interrupts: Option<u64>,
    interrupted_ms: Option<u64>,
    /// For each sentence: when its end was first seen, and from how high it was told.
    path: Vec<(u64, u32)>,
}

/// What the ear makes of the last tenth of a second.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Level {
    /// dB below full scale.
    pub(crate) db: f64,
    /// Whether somebody speaks.
    pub(crate) speaking: bool,
}

impl Turn {
    /// A turn of which `samples` were kept before this program knew of it. Where it `interrupts`, the teller is cut in on once.
    pub(crate) fn new(plan: TakePlan, interrupts: bool, samples: u64) -> Self {
        let limit_ms = u64::from(plan.limit_s) * 1_000;
        Self {
            nudging: Nudging::new(plan),
            ear: Live::default(),
            heard: samples,
            level: Level {
                db: SILENCE_DB,
                speaking: false,
            },
            silent_ms: 0,
            typed_ms: 0,
            so_far: None,
            text: String::new(),
            sentences: Vec::new(),
            interrupts: interrupts.then_some(limit_ms),
            interrupted_ms: None,
            path: Vec::new(),
        }
    }

    /// How long it has been said or typed for, in milliseconds.
    pub(crate) fn elapsed_ms(&self) -> u64 {
        (self.heard / PER_MS).max(self.typed_ms)
    }

    /// How long it has been typed for.
    pub(crate) const fn typed_ms(&self) -> u64 {
        self.typed_ms
    }

    /// How many samples were heard.
    pub(crate) const fn heard(&self) -> u64 {
        self.heard
    }

    /// Hears the samples that follow those it has heard.
    pub(crate) fn hear(&mut self, samples: &[i16]) -> Level {
        self.heard += samples.len() as u64;
        if let Some(level) = self.ear.push(samples) {
            self.silent_ms = level.silence_ms;
            self.level = Level {
                db: level.level_db,
                speaking: level.speaking,
            };
        }
        self.level
    }

    /// Somebody sat typing for so long.
    pub(crate) const fn type_on(&mut self, ms: u64) {
        self.typed_ms += ms;
    }

    /// Reads the words so far. A sentence that is new ended now; one that was there ended when it did.
    pub(crate) fn read(&mut self, text: String, so_far: SoFar, review: Option<&Review>) {
        self.text = text;
        self.so_far = Some(so_far);
        let now = self.elapsed_ms();
        self.sentences = review.map(|review| review.sentences.clone()).unwrap_or_default();
        self.path.truncate(self.sentences.len());
        for (index, sentence) in self.sentences.iter().enumerate() {
            match self.path.get_mut(index) {
                Some((_, feet)) => *feet = sentence.feet,
                None => self.path.push((now, sentence.feet)),
            }
        }
        // The last one goes on until another begins.
        if let Some((end, _)) = self.path.last_mut() {
            *end = now;
        }
    }

    /// Where each sentence ended, in milliseconds, and from how high it was told.
    pub(crate) fn path(&self) -> &[(u64, u32)] {
        &self.path
    }

    /// What to say now, if anything.
    pub(crate) fn tick(&mut self) -> Option<Nudge> {
        self.nudging.tick(&Now {
            elapsed_ms: self.elapsed_ms(),
            silent_ms: self.silent_ms,
            so_far: self.so_far,
        })
    }

    /// The words to cut in with, once, when it is time.
    pub(crate) fn cut(&mut self) -> Option<Cut> {
        let limit_ms = self.interrupts.filter(|_| self.interrupted_ms.is_none())?;
        let cut = cut_in(&Telling {
            text: &self.text,
            sentences: &self.sentences,
            elapsed_ms: self.elapsed_ms(),
            limit_ms,
        })?;
        self.interrupted_ms = Some(cut.at_ms);
        Some(cut)
    }

    /// When the teller was cut in on.
    pub(crate) const fn interrupted_ms(&self) -> Option<u64> {
        self.interrupted_ms
    }

    /// What was nudged, for keeping.
    pub(crate) fn nudges(&self) -> Vec<ShownNudge> {
        self.nudging
            .shown()
            .iter()
            .map(|nudge| ShownNudge {
                code: nudge.kind.slug().to_owned(),
                at_ms: nudge.at_ms,
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use glidepath_domain::{Attempt, Date};
    use glidepath_practice::{NudgeKind, TakePlan, read};

    use super::Turn;

    const PLAN: TakePlan = TakePlan {
        limit_s: 60,
        shown: true,
        conflict: false,
    };

    fn buzz(samples: usize) -> Vec<i16> {
        (0..samples)
            .map(|at| if at % 100 < 50 { 9_000 } else { -9_000 })
            .collect()
    }

    #[test]
    fn time_is_what_was_heard_and_not_what_went_by() {
        let mut turn = Turn::new(PLAN, false, 16_000);
        assert_eq!(turn.elapsed_ms(), 1_000, "what was kept before counts");
        turn.hear(&buzz(8_000));
        assert_eq!(turn.elapsed_ms(), 1_500);
        turn.type_on(4_000);
        assert_eq!(turn.elapsed_ms(), 4_000, "whoever types is not behind");
    }

    #[test]
    fn the_clock_alone_nudges_and_what_was_shown_is_kept() {
        let mut turn = Turn::new(PLAN, false, 0);
        let mut shown = Vec::new();
        for _ in 0..700 {
            turn.hear(&buzz(1_600));
            shown.extend(turn.tick().map(|nudge| nudge.kind));
        }
        assert!(shown.contains(&NudgeKind::LandIt), "{shown:?}");
        assert_eq!(turn.nudges().len(), shown.len());
        let mut calm = Turn::new(TakePlan { shown: false, ..PLAN }, false, 0);
        for _ in 0..700 {
            calm.hear(&buzz(1_600));
            assert_eq!(calm.tick(), None);
        }
    }

    #[test]
    fn one_is_cut_in_on_once_and_only_where_that_was_chosen() {
        for (interrupts, cuts) in [(true, 1), (false, 0)] {
            let mut turn = Turn::new(PLAN, interrupts, 0);
            let mut seen = 0;
            for _ in 0..700 {
                turn.hear(&buzz(1_600));
                seen += usize::from(turn.cut().is_some());
            }
            assert_eq!((seen, turn.interrupted_ms().is_some()), (cuts, interrupts));
        }
    }

    #[test]
    fn a_sentence_ends_when_the_next_one_begins() {
        let day = Date {
            year: 2026,
            month: 6,
            day: 1,
        };
        let mut turn = Turn::new(PLAN, false, 0);
        for (ms, text) in [
            (2_000, "I asked her."),
            (3_000, "I asked her. She said no."),
            (1_000, "I asked her. She said no."),
        ] {
            turn.type_on(ms);
            let attempt = Attempt::of(text, day);
            let review = glidepath_app::Reviewer::default().review(&attempt).0;
            turn.read(text.to_owned(), read(text), Some(&review));
        }
        let ends: Vec<u64> = turn.path().iter().map(|(end, _)| *end).collect();
        assert_eq!(ends, [2_000, 6_000]);
        turn.read(String::new(), read(""), None);
        assert!(
            turn.path().is_empty(),
            "words that were taken back are gone from the path"
        );
    }
}
