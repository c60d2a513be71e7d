//! Nudges: one short line while somebody speaks, seldom, and never in an exam. A [`Nudging`] is the state of one turn; it is
//! told what is now, and says what to show, if anything.
//!
//! It rests on the clock alone where there is no transcript. It cuts nobody off: time that is over is a line like any other.

use glidepath_domain::{Bucket, Principle, Question};

use crate::so_far::{SoFar, WE_RUN};

/// The most nudges in one take. Source: `docs/practice.md` §1.
pub const BUDGET: usize = 4;
/// Milliseconds between two nudges. Source: `docs/practice.md` §1; Parley's cooldown.
pub const COOLDOWN_MS: u64 = 18_000;
/// Milliseconds a condition read off the words must hold. Source: `docs/practice.md` §1; Parley's.
pub const HOLD_MS: u64 = 2_500;
/// When the introduction should be over, in milliseconds: the middle of 10 to 15 seconds. Source: domain §4.
pub const INTRO_MS: u64 = 12_000;
/// How long the intro cue may come late, in milliseconds: after 15 seconds it says nothing true any more. Source: domain §4.
const INTRO_LATEST_MS: u64 = 15_000;
/// When the scene should long be set, in milliseconds. Source: `docs/practice.md` §1.
const CONTEXT_MS: u64 = 40_000;
/// When a conflict question should have heard its conflict, in milliseconds. Source: domain §5, `docs/practice.md` §1.
const CONFLICT_MS: u64 = 30_000;
/// Share of the time after which a figure is missed, in percent. Source: `docs/practice.md` §1.
const FIGURE_PERCENT: u64 = 60;
/// Milliseconds before the end at which to land. Source: `docs/practice.md` §1; nxtjob warns there too.
pub const LAND_MS: u64 = 30_000;
/// A silence this long gets a kind word, in milliseconds. Source: `docs/practice.md` §1; Parley's dead air.
pub const SILENCE_MS: u64 = 6_000;
/// Words a minute under which the transcript is taken to have fallen behind. Source: `docs/practice.md` §1.
const FEWEST_HEARD_WPM: u64 = 50;

/// What a nudge is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NudgeKind {
    /// The introduction should be over.
    Intro,
    /// Half the time.
    Half,
    /// Thirty seconds left.
    LandIt,
    /// The time is over.
    OverTime,
    /// Still setting the scene.
    StillContext,
    /// No figure yet.
    NoFigure,
    /// A conflict question whose conflict was not named.
    ConflictUnnamed,
    /// The last acts were all "we".
    WeRun,
    /// A long silence.
    LongSilence,
}

impl NudgeKind {
    /// Every kind.
    pub const ALL: [Self; 9] = [
        Self::Intro,
        Self::Half,
        Self::LandIt,
        Self::OverTime,
        Self::StillContext,
        Self::NoFigure,
        Self::ConflictUnnamed,
        Self::WeRun,
        Self::LongSilence,
    ];

    /// Its permanent name, kept with the turn.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Intro => "intro",
            Self::Half => "half-time",
            Self::LandIt => "land-it",
            Self::OverTime => "over-time",
            Self::StillContext => "still-context",
            Self::NoFigure => "no-figure",
            Self::ConflictUnnamed => "conflict-unnamed",
            Self::WeRun => "we-run",
            Self::LongSilence => "long-silence",
        }
    }

    /// The kind of this name.
    #[must_use]
    pub fn of(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.slug() == slug)
    }

    /// What is shown: read in a glance, so six words at most.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Intro => "Scene set? On to the trouble.",
            Self::Half => "Half your time.",
            Self::LandIt => "Thirty seconds: land it.",
            Self::OverTime => "Time. Finish your sentence.",
            Self::StillContext => "Still background. What went wrong?",
            Self::NoFigure => "No figure yet.",
            Self::ConflictUnnamed => "Who was against it?",
            Self::WeRun => "What did you do yourself?",
            Self::LongSilence => "Take your time.",
        }
    }
}

/// One nudge to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Nudge {
    /// What it is about.
    pub kind: NudgeKind,
    /// Milliseconds from the start of the turn.
    pub at_ms: u64,
}

/// How a turn is to be nudged; it does not change while somebody speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TakePlan {
    /// The timebox in seconds; 0 when there is none, and then nothing is said of time left.
    pub limit_s: u32,
    /// Whether nudges are shown: off in an exam, and on the drills of a trial that go without.
    pub shown: bool,
    /// Whether the question asks for a conflict.
    pub conflict: bool,
}

/// What is, at one moment of a turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Now {
    /// Milliseconds since the turn began, pauses left out.
    pub elapsed_ms: u64,
    /// Milliseconds since speech was last heard; 0 while it is, and where nobody listens.
    pub silent_ms: u64,
    /// What the words so far hold; `None` where there is no transcript.
    pub so_far: Option<SoFar>,
}

impl Now {
    /// A moment of which only the time is known.
    #[must_use]
    pub const fn at(elapsed_ms: u64) -> Self {
        Self {
            elapsed_ms,
            silent_ms: 0,
            so_far: None,
        }
    }

    /// The words, where enough of what was said has been heard to say what is missing in it.
    fn heard(&self) -> Option<SoFar> {
        self.so_far
            .filter(|so_far| so_far.words as u64 * 60_000 >= self.elapsed_ms.saturating_mul(FEWEST_HEARD_WPM))
    }
}

/// Whether a question asks for a conflict between people, so that its answer should open with one. Source: domain §5.
#[must_use]
pub fn wants_conflict(question: &Question) -> bool {
    question.bucket == Bucket::Conflict || question.principles.first() == Some(&Principle::HaveBackbone)
}

/// The nudges of one turn.
#[derive(Debug, Clone)]
pub struct Nudging {
    plan: TakePlan,
    shown: Vec<Nudge>,
    /// Since when each kind's condition holds, in the order of [`NudgeKind::ALL`].
    since: [Option<u64>; NudgeKind::ALL.len()],
    latest_ms: u64,
}

impl Nudging {
    /// A turn that begins.
    #[must_use]
    pub const fn new(plan: TakePlan) -> Self {
        Self {
            plan,
            shown: Vec::new(),
            since: [None; NudgeKind::ALL.len()],
            latest_ms: 0,
        }
    }

    /// The same turn after the connection was lost: what was shown counts on.
    #[must_use]
    pub fn resumed(plan: TakePlan, shown: Vec<Nudge>) -> Self {
        let latest_ms = shown.iter().map(|nudge| nudge.at_ms).max().unwrap_or(0);
        Self {
            shown,
            latest_ms,
            ..Self::new(plan)
        }
    }

    /// What was shown so far, in order.
    #[must_use]
    pub fn shown(&self) -> &[Nudge] {
        &self.shown
    }

    /// What to show now. Call it a few times a second, as far as it suits: how often changes nothing but how soon.
    pub fn tick(&mut self, now: &Now) -> Option<Nudge> {
        // A clock that jumps back, as after a lost connection, stands still.
        let at = now.elapsed_ms.max(self.latest_ms);
        self.latest_ms = at;
        if !self.plan.shown {
            return None;
        }
        let mut ripe = None;
        for (slot, kind) in NudgeKind::ALL.into_iter().enumerate() {
            if !self.holds(kind, at, now) {
                self.since[slot] = None;
                continue;
            }
            let since = *self.since[slot].get_or_insert(at);
            let held = at - since >= kind.hold_ms();
            let better = ripe.is_none_or(|other: NudgeKind| kind.urgency() > other.urgency());
            if held && better && !self.was_shown(kind) {
                ripe = Some(kind);
            }
        }
        let kind = ripe.filter(|kind| self.has_room(*kind, at))?;
        let nudge = Nudge { kind, at_ms: at };
        self.shown.push(nudge);
        Some(nudge)
    }

    fn was_shown(&self, kind: NudgeKind) -> bool {
        self.shown.iter().any(|nudge| nudge.kind == kind)
    }

    /// Budget and cooldown, and the place kept for the landing: nothing lesser may use it up or stand in its way.
    fn has_room(&self, kind: NudgeKind, at: u64) -> bool {
        let cool = |since: u64| at.saturating_sub(since) >= COOLDOWN_MS;
        if self.shown.len() >= BUDGET || !self.shown.last().is_none_or(|last| cool(last.at_ms)) {
            return false;
        }
        let Some(land) = self.land_ms().filter(|land| at < *land && kind != NudgeKind::LandIt) else {
            return true;
        };
        self.shown.len() + 1 < BUDGET && at + COOLDOWN_MS <= land
    }

    /// When to land; `None` without a timebox. A short timebox lands in its last quarter.
    fn land_ms(&self) -> Option<u64> {
        let limit = u64::from(self.plan.limit_s) * 1_000;
        (limit > 0).then(|| limit - LAND_MS.min(limit / 4))
    }

    fn holds(&self, kind: NudgeKind, at: u64, now: &Now) -> bool {
        let limit = u64::from(self.plan.limit_s) * 1_000;
        let timed = limit > 0;
        // Somebody who thinks is not asked for more: only the kind word is left.
        let speaking = now.silent_ms < SILENCE_MS;
        // From the landing on, nothing more is asked for.
        let early = self.land_ms().is_none_or(|land| at < land);
        let lacks =
            |missing: fn(&SoFar) -> bool| speaking && early && now.heard().is_some_and(|so_far| missing(&so_far));
        match kind {
            NudgeKind::Intro => {
                let set = now.heard().is_some_and(|so_far| !so_far.in_context);
                speaking && !set && (INTRO_MS..INTRO_LATEST_MS).contains(&at)
            }
            // Said only while it is true, and only to those whom nothing else was said to: a clock is on the page anyway.
            NudgeKind::Half => timed && speaking && self.shown.len() < 2 && (limit / 2..limit * 6 / 10).contains(&at),
            NudgeKind::LandIt => self.land_ms().is_some_and(|land| (land..limit).contains(&at)),
            NudgeKind::OverTime => timed && at >= limit,
            NudgeKind::StillContext => at >= CONTEXT_MS && lacks(|so_far| so_far.in_context),
            NudgeKind::NoFigure => timed && at * 100 >= limit * FIGURE_PERCENT && lacks(|so_far| so_far.figures == 0),
            NudgeKind::ConflictUnnamed => {
                self.plan.conflict && at >= CONFLICT_MS && lacks(|so_far| !so_far.conflict_named)
            }
            NudgeKind::WeRun => lacks(|so_far| so_far.we_run >= WE_RUN),
            NudgeKind::LongSilence => now.silent_ms >= SILENCE_MS,
        }
    }
}

impl NudgeKind {
    /// How long its condition must hold. What is read off words flickers while a recogniser makes up its mind; a clock does
    /// not, and a silence has held already.
    const fn hold_ms(self) -> u64 {
        match self {
            Self::StillContext | Self::NoFigure | Self::ConflictUnnamed | Self::WeRun => HOLD_MS,
            Self::Intro | Self::Half | Self::LandIt | Self::OverTime | Self::LongSilence => 0,
        }
    }

    /// Of several that hold, the most urgent is shown.
    const fn urgency(self) -> u8 {
        match self {
            Self::OverTime => 8,
            Self::LandIt => 7,
            Self::LongSilence => 6,
            Self::ConflictUnnamed => 5,
            Self::StillContext => 4,
            Self::NoFigure => 3,
            Self::WeRun => 2,
            Self::Intro => 1,
            Self::Half => 0,
        }
    }
}
