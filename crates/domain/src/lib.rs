//! Plain types that every layer shares: principles, attempts, figures, findings, reviews.
//!
//! No IO, no clock, no randomness and no serialisation live here. The shapes the outside sees are
//! in `glidepath-app`'s `wire` module; content files are mapped by `glidepath-content`.

mod attempt;
mod date;
mod figure;
mod principle;
mod review;
mod scale;
mod slug;
mod span;

pub use attempt::{Attempt, TimedWord};
pub use date::Date;
pub use figure::{Figure, FigureKind, FigureRole, NotFigure, NotFigureKind};
pub use principle::{Family, Principle};
pub use review::{
    ActCounts, Allowed, Emphasis, Engine, Evidence, FEWEST_JUDGED, Finding, FollowUp, Measures, Overall, Panel,
    PrincipleVerdict, Review, Scope, SentenceReading, SkipReason, Skipped, Strength, Tier,
};
pub use scale::{Beat, Bucket, Form, Level, Role, Severity, Verdict};
pub use slug::UnknownSlug;
pub use span::Span;
