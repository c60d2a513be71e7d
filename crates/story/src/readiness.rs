//! Whether a story is ready to be told: six parts, each met or not, with the words or the place that show it.
//!
//! It reads the story's fields, its ledger, its beats and, where there is one, a review of its text. What the review
//! finds missing outweighs a beat that merely bears the name. How well it is told is the review's business.

use glidepath_content::{Field, Place};
use glidepath_domain::{
    Attempt, Beat, Date, FactKind, Figure, FigureKind, FigureRole, Outcome, Passage, Review, Span, Story,
};
use glidepath_text::{Actor, Transcript};

/// What a ready story has. Source: domain §3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    /// A conflict or an obstacle.
    Friction,
    /// A measured outcome, beside what it was before.
    Outcome,
    /// A setback or a doubt.
    Setback,
    /// Decisions that were the teller's own.
    Decisions,
    /// A take inside the time.
    Time,
    /// An appendix to stand twenty minutes of questions.
    Appendix,
}

impl Part {
    /// Every part, in the order of its bit.
    pub const ALL: [Self; 6] = [
        Self::Friction,
        Self::Outcome,
        Self::Setback,
        Self::Decisions,
        Self::Time,
        Self::Appendix,
    ];

    /// The public, permanent name.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Friction => "friction",
            Self::Outcome => "outcome",
            Self::Setback => "setback",
            Self::Decisions => "decisions",
            Self::Time => "time",
            Self::Appendix => "appendix",
        }
    }

    /// What it is, in a few words.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Friction => "a conflict or an obstacle",
            Self::Outcome => "a measured outcome",
            Self::Setback => "a setback or a doubt",
            Self::Decisions => "decisions of your own",
            Self::Time => "a take inside the time",
            Self::Appendix => "an appendix",
        }
    }

    const fn bit(self) -> u32 {
        1 << self as u32
    }
}

/// The best telling of a story so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Take {
    /// How long it took, in seconds.
    pub seconds: u32,
    /// How long it may take, in seconds.
    pub limit: u32,
}

/// How one part stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartReading {
    /// Which part.
    pub part: Part,
    /// Whether the story has it.
    pub met: bool,
    /// Why it counts, or what is missing.
    pub why: String,
    /// The words that show it, exactly as in the story.
    pub quote: Option<String>,
    /// Where it is, or where it would go.
    pub place: Option<Place>,
}

/// Whether a story is ready, part by part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Readiness {
    /// Whether nothing is missing.
    pub ready: bool,
    /// Every part, in the order of [`Part::ALL`].
    pub parts: Vec<PartReading>,
    /// Whether the story changes course midway: a bank wants three that do. Source: domain §3.
    pub changes_course: bool,
}

/// A readiness as one number, for a row of a table: no reasons, no quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Marks(pub u32);

/// The bit that says a story changes course.
const COURSE: u32 = 1 << 6;

impl Marks {
    /// Whether the story has this part.
    #[must_use]
    pub const fn has(self, part: Part) -> bool {
        self.0 & part.bit() != 0
    }

    /// Whether nothing is missing.
    #[must_use]
    pub fn ready(self) -> bool {
        Part::ALL.iter().all(|part| self.has(*part))
    }

    /// What is missing, in order.
    #[must_use]
    pub fn missing(self) -> Vec<Part> {
        Part::ALL.into_iter().filter(|part| !self.has(*part)).collect()
    }

    /// Whether the story changes course midway.
    #[must_use]
    pub const fn changes_course(self) -> bool {
        self.0 & COURSE != 0
    }
}

impl Readiness {
    /// As one number: one bit a part in the order of [`Part::ALL`], then one for a change of course.
    #[must_use]
    pub fn bits(&self) -> u32 {
        let met = self.parts.iter().filter(|reading| reading.met);
        let bits = met.fold(0, |bits, reading| bits | reading.part.bit());
        bits | if self.changes_course { COURSE } else { 0 }
    }

    /// What [`Self::bits`] kept.
    #[must_use]
    pub const fn of_bits(bits: u32) -> Marks {
        Marks(bits)
    }
}

/// A take under this share of the limit tells no story, however well inside the time it is.
const SHORTEST_TAKE: f64 = 1.0 / 3.0;
/// An appendix of fewer words, or with fewer parts filled, does not stand twenty minutes. Ours: about a minute's talk.
const APPENDIX_WORDS: usize = 60;
/// See [`APPENDIX_WORDS`].
const APPENDIX_PARTS: usize = 2;
/// Things the teller must have done, and by which share of what teller and team did, before they are decisions of the
/// teller's own rather than a part in the team's.
const OWN_ACTS: usize = 3;
/// See [`OWN_ACTS`].
const OWN_SHARE: f64 = 0.5;
/// A finding less sure than this does not take a part away.
const SURE: f64 = 0.5;

/// Reads how ready a story is. `take` is the best telling so far. `review` is a review of `story.text()`, no other text.
#[must_use]
pub fn readiness(story: &Story, take: Option<Take>, review: Option<&Review>) -> Readiness {
    let attempt = Attempt::of(story.text(), ANY_DAY);
    let case = Case {
        story,
        transcript: Transcript::read(&attempt),
        review,
        changes_course: changes_course(&story.beats),
    };
    let parts = vec![
        case.friction(),
        case.outcome(),
        case.setback(),
        case.decisions(),
        time(take),
        case.appendix(),
    ];
    Readiness {
        ready: parts.iter().all(|reading| reading.met),
        parts,
        changes_course: case.changes_course,
    }
}

/// Nothing read here depends on the day.
pub(crate) const ANY_DAY: Date = Date {
    year: 2000,
    month: 1,
    day: 1,
};

/// Whether a story changes course midway: it acts, something comes of it or in its way, and it acts again.
#[must_use]
pub fn changes_course(beats: &[Passage]) -> bool {
    let told = beats.iter().filter(|passage| !passage.text.trim().is_empty());
    let mut step = 0;
    for passage in told {
        step = match (step, passage.beat) {
            (0, Beat::Action) => 1,
            (1, Beat::Result | Beat::Obstacle | Beat::Problem) => 2,
            (2, Beat::Action) => return true,
            (step, _) => step,
        };
    }
    false
}

fn filled(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn met(part: Part, why: &str, quote: Option<String>, place: Place) -> PartReading {
    PartReading {
        part,
        met: true,
        why: why.to_owned(),
        quote,
        place: Some(place),
    }
}

fn missing(part: Part, why: impl Into<String>, place: Option<Place>) -> PartReading {
    PartReading {
        part,
        met: false,
        why: why.into(),
        quote: None,
        place,
    }
}

struct Case<'s> {
    story: &'s Story,
    transcript: Transcript<'s>,
    review: Option<&'s Review>,
    changes_course: bool,
}

impl Case<'_> {
    /// The words of the first strength among `slugs`, if the review has one.
    fn strength(&self, slugs: &[&str]) -> Option<Option<String>> {
        let strengths = &self.review?.strengths;
        let found = slugs
            .iter()
            .find_map(|slug| strengths.iter().find(|s| s.rule == *slug))?;
        Some(found.span.map(|span| span.of(self.transcript.text).to_owned()))
    }

    /// The first finding among `slugs` that the review is sure of.
    fn finding(&self, slugs: &[&str]) -> Option<&str> {
        let mut findings = self.review?.findings.iter();
        let found = findings.find(|f| f.confidence >= SURE && slugs.contains(&f.rule))?;
        Some(&found.title)
    }

    fn passage(&self, beats: &[Beat]) -> Option<(Beat, String)> {
        let mut passages = self.story.beats.iter().filter(|passage| beats.contains(&passage.beat));
        passages.find_map(|passage| Some((passage.beat, filled(&passage.text)?)))
    }

    fn friction(&self) -> PartReading {
        let (part, conflict) = (Part::Friction, &self.story.conflict);
        let named = [
            (&conflict.with, Field::ConflictWith),
            (&conflict.over, Field::ConflictOver),
        ];
        if let Some((text, field)) = named.into_iter().find_map(|(text, field)| Some((filled(text)?, field))) {
            return met(part, "It says who was against what.", Some(text), Place::Field(field));
        }
        if let Some(quote) = self.strength(&["named-conflict-early", "disagreed-and-committed"]) {
            return met(part, "The telling names it.", quote, Place::Beat(Beat::Obstacle));
        }
        let told = self.passage(&[Beat::Obstacle]);
        if let Some(title) = self.finding(&["no-friction", "perfect-path", "not-a-conflict"]) {
            return missing(part, said_of(title), Some(Place::Beat(Beat::Obstacle)));
        }
        if let Some((beat, text)) = told {
            return met(
                part,
                "The telling has something in the way.",
                Some(text),
                Place::Beat(beat),
            );
        }
        let reading = self
            .review
            .and_then(|r| r.sentences.iter().find(|s| s.beat == Beat::Obstacle));
        match reading {
            Some(sentence) => {
                let quote = sentence.span.of(self.transcript.text).to_owned();
                met(
                    part,
                    "One sentence says what was in the way.",
                    Some(quote),
                    Place::Beat(Beat::Obstacle),
                )
            }
            None => missing(
                part,
                "Nobody is against anything and nothing is in the way. Say who or what was.",
                Some(Place::Beat(Beat::Obstacle)),
            ),
        }
    }

    fn outcome(&self) -> PartReading {
        let (part, place) = (Part::Outcome, Place::Beat(Beat::Result));
        let metrics = || self.story.facts.iter().filter(|fact| fact.kind == FactKind::Metric);
        let known = metrics().find(|fact| filled(&fact.value).is_some() && filled(&fact.baseline).is_some());
        if let Some(fact) = known {
            let quote = filled(&fact.value);
            return met(
                part,
                "A fact has its value and what it was before.",
                quote,
                Place::Field(Field::Facts),
            );
        }
        if let Some(quote) = self.strength(&["baseline-and-result"]) {
            return met(part, "The telling gives a result beside what it was.", quote, place);
        }
        let figures = &self.transcript.figures;
        let result = |figure: &&Figure| figure.role == FigureRole::Result;
        if let Some(figure) = figures
            .iter()
            .filter(result)
            .find(|f| f.pair.is_some() || f.kind == FigureKind::Ratio)
        {
            let before = figure.pair.and_then(|pair| figures.get(pair));
            let span = before.map_or(figure.span, |before| before.span.join(figure.span));
            return met(
                part,
                "The telling gives a result beside what it was.",
                self.words(span),
                place,
            );
        }
        let alone = figures.iter().find(result).and_then(|figure| self.words(figure.span));
        let alone = alone.or_else(|| metrics().find_map(|fact| filled(&fact.value)));
        match alone {
            Some(value) => PartReading {
                quote: Some(value),
                ..missing(
                    part,
                    "There is a figure, and nothing to hold it against. Say what it was before.",
                    Some(place),
                )
            },
            None => missing(
                part,
                "No figure says what changed. Say what was different, and what it had been.",
                Some(place),
            ),
        }
    }

    fn setback(&self) -> PartReading {
        let (part, story) = (Part::Setback, self.story);
        if let Some(doubt) = filled(&story.doubt) {
            return met(
                part,
                "It says what you doubted.",
                Some(doubt),
                Place::Field(Field::Doubt),
            );
        }
        if let Some(quote) = self.strength(&["course-corrected", "admitted-mistake"]) {
            return met(part, "The telling owns a setback.", quote, Place::Beat(Beat::Obstacle));
        }
        if self.changes_course {
            return met(part, "It changes course midway.", None, Place::Beat(Beat::Action));
        }
        if story.outcome == Some(Outcome::Failure) {
            return met(part, "It ends in a failure.", None, Place::Field(Field::Outcome));
        }
        if let Some(hardest) = filled(&story.hardest) {
            return met(
                part,
                "It says what was hardest.",
                Some(hardest),
                Place::Field(Field::Hardest),
            );
        }
        let why = match self.finding(&["perfect-path"]) {
            Some(title) => said_of(title),
            None => "Nothing goes wrong and nothing is doubted. Say where you were unsure.".to_owned(),
        };
        missing(part, why, Some(Place::Field(Field::Doubt)))
    }

    fn decisions(&self) -> PartReading {
        let (part, story) = (Part::Decisions, self.story);
        if let Some(choice) = filled(&story.choice) {
            return met(
                part,
                "It has the moment you chose.",
                Some(choice),
                Place::Field(Field::Choice),
            );
        }
        if let Some(owner) = filled(&story.decision_owner).filter(|owner| is_teller(owner)) {
            return met(
                part,
                "The decision was yours.",
                Some(owner),
                Place::Field(Field::DecisionOwner),
            );
        }
        if let Some(quote) = self.strength(&["individual-action"]) {
            return met(
                part,
                "The telling shows what you did yourself.",
                quote,
                Place::Beat(Beat::Action),
            );
        }
        let place = Some(Place::Field(Field::Choice));
        if let Some(title) = self.finding(&["royal-we", "passive-agency", "assigned"]) {
            return missing(part, said_of(title), place);
        }
        let acts = &self.transcript.acts;
        let mine = acts.iter().filter(|act| act.actor == Actor::I);
        let ours = acts.iter().filter(|act| act.actor == Actor::We).count();
        let own = mine.clone().count();
        if own >= OWN_ACTS && own as f64 >= OWN_SHARE * (own + ours) as f64 {
            let first = mine
                .clone()
                .next()
                .and_then(|act| self.transcript.sentences.get(act.sentence));
            let quote = first.and_then(|sentence| self.words(sentence.span));
            return met(
                part,
                "Most of what is done is done by you.",
                quote,
                Place::Beat(Beat::Action),
            );
        }
        match filled(&story.decision_owner) {
            Some(owner) => PartReading {
                quote: Some(owner),
                ..missing(part, "Somebody else decided. Say which choice was yours.", place)
            },
            None => missing(
                part,
                "No choice is told as yours. Say when you chose, and between what.",
                place,
            ),
        }
    }

    fn appendix(&self) -> PartReading {
        let part = Part::Appendix;
        let parts = self.story.appendix.parts();
        let told = parts.iter().filter(|(_, text)| !text.trim().is_empty());
        let (count, words) = told.fold((0, 0), |(count, words), (_, text)| {
            (count + 1, words + text.split_whitespace().count())
        });
        if count >= APPENDIX_PARTS && words >= APPENDIX_WORDS {
            let why = format!("{count} parts, {words} words to fall back on.");
            return met(part, &why, None, Place::Field(Field::Data));
        }
        let why = match count {
            0 => "Nothing stands behind the story yet. Put the figures, people and alternatives there.".to_owned(),
            _ => format!(
                "{words} words in {count} of 5 parts: a follow-up or two, not twenty minutes. Fill at least \
                 {APPENDIX_PARTS} parts with {APPENDIX_WORDS} words between them."
            ),
        };
        missing(part, why, Some(Place::Field(Field::Data)))
    }

    fn words(&self, span: Span) -> Option<String> {
        filled(span.of(self.transcript.text))
    }
}

/// Whether somebody who owns a decision is the teller.
pub(crate) fn is_teller(owner: &str) -> bool {
    let owner = owner.trim().trim_end_matches('.').to_lowercase();
    matches!(
        owner.as_str(),
        "i" | "me"
            | "myself"
            | "mine"
            | "my call"
            | "my decision"
            | "it was mine"
            | "it was my call"
            | "i did"
            | "i decided"
    )
}

fn said_of(title: &str) -> String {
    format!("A review of the telling says: {title}")
}

fn time(take: Option<Take>) -> PartReading {
    let part = Part::Time;
    let clock = |seconds: u32| format!("{}:{:02}", seconds / 60, seconds % 60);
    let (is_met, why) = match take {
        None => (false, "It was never told against the clock.".to_owned()),
        Some(take) if take.seconds > take.limit => {
            let over = clock(take.seconds - take.limit);
            (
                false,
                format!(
                    "The best take is {over} over {}. Name the one detail to drop.",
                    clock(take.limit)
                ),
            )
        }
        Some(take) if f64::from(take.seconds) < SHORTEST_TAKE * f64::from(take.limit) => (
            false,
            format!(
                "The best take lasts {}: too short to hold a story.",
                clock(take.seconds)
            ),
        ),
        Some(take) => (
            true,
            format!("Told in {}, inside {}.", clock(take.seconds), clock(take.limit)),
        ),
    };
    PartReading {
        part,
        met: is_met,
        why,
        quote: None,
        place: None,
    }
}
