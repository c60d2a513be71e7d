//! The public shape of a take with everything that is said of it.

use glidepath_domain::Stretch;
use glidepath_interview::{Depth, Side};
use glidepath_practice::{Generality, Section};
use glidepath_speech::Rates;
use serde::Serialize;

use super::{DrillOut, ReviewOut, SpanOut, four};
use crate::practice::{DeliverySeen, ReplySeen, SaidThen, TakeReview};

/// Schema name of [`TakeOut`].
pub const TAKE_SCHEMA: &str = "glidepath.take/1";

/// A take and everything that is said of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TakeOut {
    /// Always [`TAKE_SCHEMA`].
    pub schema: &'static str,
    /// The drill, which has ended.
    pub drill: DrillOut,
    /// The review of its answer, under the rules of today.
    pub review: ReviewOut,
    /// What was said of it at first, where that was something else; or null.
    pub then: Option<ThenOut>,
    /// The section clock.
    pub sections: Vec<SectionOut>,
    /// What to drop, where the story keeps running long; or null.
    pub drop: Option<DropOut>,
    /// Generalities that a figure could take the place of.
    pub generalities: Vec<GeneralityOut>,
    /// What the sound says; null where it was typed.
    pub delivery: Option<DeliverySeenOut>,
    /// What the replies were worth.
    pub replies: Vec<ReplyOut>,
    /// How far it held.
    pub depth: DepthOut,
    /// Whether the thread was taken up again after an interruption; or null.
    pub resumed: Option<ResumedOut>,
    /// The teller's own mark less the review's; or null.
    pub gap: Option<i8>,
}

/// What was said at first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ThenOut {
    /// The day.
    pub as_of: String,
    /// Version of the program.
    pub version: String,
    /// Version of the rule set.
    pub rules: String,
    /// `rules`, `encoder` or `llm`.
    pub tier: &'static str,
    /// `below`, `meets`, `raises`, or null.
    pub verdict: Option<&'static str>,
    /// Findings that are gone.
    pub gone: Vec<String>,
    /// Findings that came.
    pub come: Vec<String>,
}

/// A stretch of the telling that does one thing.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SectionOut {
    /// The beat's slug.
    pub beat: &'static str,
    /// Where it stands in the answer.
    pub span: SpanOut,
    /// When it begins.
    pub start_ms: u64,
    /// When it ends.
    pub end_ms: u64,
    /// Its share of the time.
    pub share: f64,
}

/// What to drop.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DropOut {
    /// Sentences, the first being the one detail.
    pub spans: Vec<SpanOut>,
    /// The first of them.
    pub quote: String,
    /// Seconds they take.
    pub saves_s: f64,
    /// Seconds the take ran over.
    pub over_s: f64,
    /// What to say of it.
    pub words: String,
}

/// A vague quantity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GeneralityOut {
    /// Where it stands.
    pub span: SpanOut,
    /// Its words.
    pub quote: String,
    /// What to put a figure to.
    pub ask: &'static str,
}

/// The four rates; null where what one needs is missing.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct RatesOut {
    /// Words a minute over the whole recording.
    pub delivered: Option<f64>,
    /// Words a minute without silences of over a second.
    pub narration: Option<f64>,
    /// Median words a minute between pauses.
    pub phrase: Option<f64>,
    /// Syllables a second of speech.
    pub articulation: Option<f64>,
}

/// What the sound says.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DeliverySeenOut {
    /// The four rates.
    pub rates: RatesOut,
    /// What is worth saying.
    pub remarks: Vec<DeliveryRemarkOut>,
    /// In what it is unlike one's usual.
    pub unlike: Vec<UnlikeOut>,
    /// Pauses before beats.
    pub before_beats: Vec<BeforeBeatOut>,
}

/// One thing worth saying of a delivery.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DeliveryRemarkOut {
    /// Stable, in kebab case.
    pub code: &'static str,
    /// What was heard, and what to do.
    pub text: String,
    /// Where, as a pair of milliseconds; or null.
    pub at: Option<[u64; 2]>,
}

/// A measure that is unlike one's usual.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct UnlikeOut {
    /// The measure's slug.
    pub measure: &'static str,
    /// This take's value.
    pub value: f64,
    /// One's usual.
    pub usual: f64,
    /// Both, in words.
    pub text: String,
}

/// Pauses right before sentences of one beat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BeforeBeatOut {
    /// The beat's slug.
    pub beat: &'static str,
    /// How many.
    pub count: usize,
    /// The longest, as a pair of milliseconds.
    pub longest: [u64; 2],
}

/// What a reply was worth.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReplyOut {
    /// Its turn in the drill; the first follow-up is 1.
    pub turn: usize,
    /// Whether the question got an answer.
    pub answered: bool,
    /// New figures, people, occasions, deeds and reasons, all together.
    pub new: usize,
    /// What earns and what costs.
    pub signals: Vec<SignalOut>,
    /// Its rates, where there is sound.
    pub rates: Option<RatesOut>,
}

/// Something that a reply shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SignalOut {
    /// Its slug.
    pub code: &'static str,
    /// `for` or `against`.
    pub side: &'static str,
    /// Where in the reply; null for the whole of it.
    pub span: Option<SpanOut>,
    /// What the listener met.
    pub title: &'static str,
    /// Why it counts.
    pub why: &'static str,
    /// What to do.
    pub instead: &'static str,
}

/// How far a telling held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DepthOut {
    /// Follow-ups in a row that drew something new.
    pub reached: u32,
    /// The follow-up that did not, from 1; or null.
    pub broke_at: Option<u32>,
    /// What happened there.
    pub why: String,
}

/// Whether the thread was taken up again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ResumedOut {
    /// It was.
    pub resumed: bool,
    /// What happened.
    pub why: &'static str,
}

impl RatesOut {
    fn of(rates: &Rates) -> Self {
        Self {
            delivered: rates.delivered.map(four),
            narration: rates.narration.map(four),
            phrase: rates.phrase.map(four),
            articulation: rates.articulation.map(four),
        }
    }
}

impl TakeOut {
    /// The public shape.
    #[must_use]
    pub fn of(take: &TakeReview) -> Self {
        Self {
            schema: TAKE_SCHEMA,
            drill: DrillOut::of(&take.drill),
            review: take.reviewed.to_wire(),
            then: take.then.as_ref().map(then),
            sections: take.sections.iter().map(section).collect(),
            drop: take.drop.as_ref().map(|drop| DropOut {
                spans: drop.spans.iter().map(|span| [span.start, span.end]).collect(),
                quote: drop.quote.clone(),
                saves_s: four(drop.saves_s),
                over_s: four(drop.over_s),
                words: drop.words.clone(),
            }),
            generalities: take.generalities.iter().map(generality).collect(),
            delivery: take.delivery.as_ref().map(delivery),
            replies: take.replies.iter().map(reply).collect(),
            depth: depth(&take.depth),
            resumed: take.resumed.as_ref().map(|resumed| ResumedOut {
                resumed: resumed.resumed,
                why: resumed.why,
            }),
            gap: take.gap,
        }
    }
}

fn then(said: &SaidThen) -> ThenOut {
    let engine = &said.first.engine;
    ThenOut {
        as_of: said.first.as_of.to_string(),
        version: engine.version.clone(),
        rules: engine.rules.clone(),
        tier: engine.tier.slug(),
        verdict: said.first.verdict.map(glidepath_domain::Verdict::slug),
        gone: said.gone.clone(),
        come: said.come.clone(),
    }
}

fn section(section: &Section) -> SectionOut {
    SectionOut {
        beat: section.beat.slug(),
        span: [section.span.start, section.span.end],
        start_ms: section.start_ms,
        end_ms: section.end_ms,
        share: four(section.share),
    }
}

fn generality(generality: &Generality) -> GeneralityOut {
    GeneralityOut {
        span: [generality.span.start, generality.span.end],
        quote: generality.quote.clone(),
        ask: generality.ask,
    }
}

fn pair(stretch: Stretch) -> [u64; 2] {
    [stretch.start_ms, stretch.end_ms]
}

fn delivery(seen: &DeliverySeen) -> DeliverySeenOut {
    let remarks = seen.remarks.iter().map(|remark| DeliveryRemarkOut {
        code: remark.code,
        text: remark.text.clone(),
        at: remark.at.map(pair),
    });
    let unlike = seen.unlike.iter().map(|difference| UnlikeOut {
        measure: difference.measure.as_str(),
        value: four(difference.value),
        usual: four(difference.usual.median),
        text: difference.text.clone(),
    });
    let before_beats = seen.before_beats.iter().map(|before| BeforeBeatOut {
        beat: before.beat.slug(),
        count: before.count,
        longest: pair(before.longest),
    });
    DeliverySeenOut {
        rates: RatesOut::of(&seen.rates),
        remarks: remarks.collect(),
        unlike: unlike.collect(),
        before_beats: before_beats.collect(),
    }
}

fn reply(seen: &ReplySeen) -> ReplyOut {
    let signals = seen.reading.remarks.iter().map(|remark| SignalOut {
        code: remark.signal.slug(),
        side: match remark.signal.side() {
            Side::For => "for",
            Side::Against => "against",
        },
        span: remark.span.map(|span| [span.start, span.end]),
        title: remark.signal.title(),
        why: remark.signal.why(),
        instead: remark.signal.instead(),
    });
    ReplyOut {
        turn: seen.turn,
        answered: seen.reading.answered,
        new: seen.reading.new.total() as usize,
        signals: signals.collect(),
        rates: seen.rates.as_ref().map(RatesOut::of),
    }
}

fn depth(depth: &Depth) -> DepthOut {
    DepthOut {
        reached: depth.reached,
        broke_at: depth.broke_at,
        why: depth.why.clone(),
    }
}
