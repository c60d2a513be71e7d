//! Plain types that every layer shares: principles, attempts, figures, findings, reviews.
//!
//! No IO, no clock, no randomness and no serialisation live here. The shapes the outside sees are
//! in `glidepath-app`'s `wire` module; content files are mapped by `glidepath-content`.

mod asked;
mod attempt;
mod block;
mod date;
mod debrief;
mod delivery;
mod dig;
mod drill;
mod figure;
mod memory;
mod mock_loop;
mod principle;
mod review;
mod scale;
mod slug;
mod span;
mod story;

pub use asked::{Commonness, Difficulty, Question, QuestionId};
pub use attempt::{Attempt, TimedWord};
pub use block::{Block, BlockPart, PartKind};
pub use date::Date;
pub use debrief::{
    Argument, BarRaiserView, Change, ChangeKind, Contradiction, Debrief, Decision, ExchangeNotes, Fix, Flip,
    Inclination, LevelRead, NoteLine, OwnQuestionMark, OwnQuestionNote, Pattern, PrincipleMark, Quote, RedFlag, Retold,
    Ruling, SeatReport, Spread, Stance, Vote,
};
pub use delivery::{Delivery, Heard, Listener, Stretch};
pub use dig::{Dig, DigAnswer, DigStep, Gem};
pub use drill::{Drill, DrillState, FirstReview, Layer, ReplyKind, ShownNudge, Temperament, Turn, Variant};
pub use figure::{Figure, FigureKind, FigureRole, NotFigure, NotFigureKind};
pub use memory::{Grade, Memory, MemoryCard, MemoryKind, QuestionFamily, Recalled};
pub use mock_loop::{Chair, Exchange, Loop, LoopPlace, LoopState, Round, RoundState, Scorecard, ScorecardMark, Seat};
pub use principle::{Family, Principle};
pub use review::{
    ActCounts, Allowed, Effect, Emphasis, Engine, Evidence, FEWEST_JUDGED, Finding, FollowUp, Measures, Overall, Panel,
    PrincipleVerdict, Review, Scope, SentenceReading, SkipReason, Skipped, Standing, Strength, Tier, Weights,
};
pub use scale::{Beat, Bucket, Form, Level, Role, Severity, Verdict};
pub use slug::UnknownSlug;
pub use span::Span;
pub use story::{Appendix, Conflict, Fact, FactKind, Frame, Outcome, Passage, Reach, Story, StoryId, Sureness, When};
