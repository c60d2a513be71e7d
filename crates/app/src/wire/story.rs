//! The public shapes of stories: kept, listed, removed, compared, ready, their facts, drift and tellings. Times are UTC milliseconds since 1970; what is not known is null or empty.

use glidepath_domain::{Fact, Story};
use glidepath_story::{Change, Readiness, RunKind, Source};
use serde::Serialize;

use super::slugs;
use crate::fact_ledger::{Drifts, Ledger};
use crate::find_stories::{StoriesFound, StoryRow};
use crate::{Act, Kept, Past, Telling};

/// Schema name of [`StoryOut`].
pub const STORY_SCHEMA: &str = "glidepath.story/1";
/// Schema name of [`StoriesAddedOut`].
pub const STORIES_ADDED_SCHEMA: &str = "glidepath.stories-added/1";
/// Schema name of [`DeclinedOut`].
pub const DECLINED_SCHEMA: &str = "glidepath.declined/1";
/// Schema name of [`StoriesOut`].
pub const STORIES_SCHEMA: &str = "glidepath.stories/1";
/// Schema name of [`RemovedOut`].
pub const REMOVED_SCHEMA: &str = "glidepath.removed/1";
/// Schema name of [`HistoryOut`].
pub const HISTORY_SCHEMA: &str = "glidepath.history/1";
/// Schema name of [`DifferenceOut`].
pub const DIFFERENCE_SCHEMA: &str = "glidepath.difference/1";
/// Schema name of [`ReadinessOut`].
pub const READINESS_SCHEMA: &str = "glidepath.readiness/1";
/// Schema name of [`FactsOut`].
pub const FACTS_SCHEMA: &str = "glidepath.facts/1";
/// Schema name of [`DriftsOut`].
pub const DRIFT_SCHEMA: &str = "glidepath.drift/1";
/// Schema name of [`TellingOut`].
pub const TELLING_SCHEMA: &str = "glidepath.telling/1";
/// Schema name of [`SamplesOut`].
pub const SAMPLES_SCHEMA: &str = "glidepath.samples/1";

/// A kept story, whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StoryOut {
    /// Always [`STORY_SCHEMA`].
    pub schema: &'static str,
    /// Its name.
    pub id: String,
    /// Its version, from 1.
    pub version: i64,
    /// When it was first written.
    pub created_ms: i64,
    /// When it was last written.
    pub updated_ms: i64,
    /// `sample`, `import:NAME`, or empty for what the person wrote.
    pub origin: String,
    /// What the candidate calls it.
    pub title: String,
    /// Its words, in the order they are told.
    pub beats: Vec<PassageOut>,
    /// Slugs, the main one first.
    pub principles: Vec<&'static str>,
    /// The ledger.
    pub facts: Vec<FactOut>,
    /// What limited the choices.
    pub constraints: Vec<String>,
    /// Who was against it.
    pub conflict: ConflictOut,
    /// Whose decision it was.
    pub decision_owner: String,
    /// The customer affected.
    pub customer: String,
    /// What it cost the teller.
    pub cost: String,
    /// What the teller doubted.
    pub doubt: String,
    /// The moment the teller chose.
    pub choice: String,
    /// The hardest moment.
    pub hardest: String,
    /// `success`, `failure`, `mixed`, or null.
    pub outcome: Option<&'static str>,
    /// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    pub when: Option<String>,
    /// For whom.
    pub employer: String,
    /// As what.
    pub role: String,
    /// How many people worked on it.
    pub team_size: Option<u32>,
    /// `own`, `team`, `several-teams`, `organisation`, `company`, or null.
    pub scope: Option<&'static str>,
    /// `L4` to `L8`, or null.
    pub level: Option<&'static str>,
    /// The kind of work.
    pub function: String,
    /// The candidate's own words for finding it.
    pub tags: Vec<String>,
    /// What stands behind it.
    pub appendix: AppendixOut,
    /// What must not be told.
    pub confidential: String,
}

/// A stretch of a story.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PassageOut {
    /// The beat's slug.
    pub beat: &'static str,
    /// The words.
    pub text: String,
    /// The principle that drove it, never spoken aloud.
    pub principle: Option<&'static str>,
}

/// A fact of the ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FactOut {
    /// `metric`, `date`, `role` or `owner`.
    pub kind: &'static str,
    /// What is measured, dated or owned.
    pub what: String,
    /// As told, with its unit.
    pub value: String,
    /// What it was before.
    pub baseline: String,
    /// How it is known.
    pub basis: String,
    /// `measured`, `estimated` or `guessed`.
    pub sureness: &'static str,
}

impl FactOut {
    /// A fact.
    #[must_use]
    pub fn of(fact: &Fact) -> Self {
        Self {
            kind: fact.kind.slug(),
            what: fact.what.clone(),
            value: fact.value.clone(),
            baseline: fact.baseline.clone(),
            basis: fact.basis.clone(),
            sureness: fact.sureness.slug(),
        }
    }
}

/// Who was against it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ConflictOut {
    /// With whom.
    pub with: String,
    /// Over what.
    pub over: String,
    /// How long it lasted.
    pub lasted: String,
}

/// What stands behind a story.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AppendixOut {
    /// Raw data and figures.
    pub data: String,
    /// Technical detail.
    pub technical: String,
    /// Alternatives, and how they were compared.
    pub alternatives: String,
    /// People, and what each of them thought.
    pub people: String,
    /// What happened when.
    pub timeline: String,
}

impl StoryOut {
    /// A kept story.
    #[must_use]
    pub fn of(kept: &Kept<Story>) -> Self {
        let story = kept.value.clone();
        let beats = story.beats.into_iter().map(|passage| PassageOut {
            beat: passage.beat.slug(),
            text: passage.text,
            principle: passage.principle.map(|principle| principle.slug()),
        });
        Self {
            schema: STORY_SCHEMA,
            id: kept.id.clone(),
            version: kept.version,
            created_ms: kept.created_ms,
            updated_ms: kept.updated_ms,
            origin: kept.origin.clone(),
            title: story.title,
            beats: beats.collect(),
            principles: slugs(&story.principles, |principle| principle.slug()),
            facts: story.facts.iter().map(FactOut::of).collect(),
            constraints: story.constraints,
            conflict: ConflictOut {
                with: story.conflict.with,
                over: story.conflict.over,
                lasted: story.conflict.lasted,
            },
            decision_owner: story.decision_owner,
            customer: story.customer,
            cost: story.cost,
            doubt: story.doubt,
            choice: story.choice,
            hardest: story.hardest,
            outcome: story.outcome.map(|outcome| outcome.slug()),
            when: story.when.map(|when| when.to_string()),
            employer: story.employer,
            role: story.role,
            team_size: story.team_size,
            scope: story.scope.map(|scope| scope.slug()),
            level: story.level.map(|level| level.slug()),
            function: story.function,
            tags: story.tags,
            appendix: AppendixOut {
                data: story.appendix.data,
                technical: story.appendix.technical,
                alternatives: story.appendix.alternatives,
                people: story.appendix.people,
                timeline: story.appendix.timeline,
            },
            confidential: story.confidential,
        }
    }
}

/// Several stories that were added at once.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StoriesAddedOut {
    /// Always [`STORIES_ADDED_SCHEMA`].
    pub schema: &'static str,
    /// The stories, in the order given.
    pub stories: Vec<StoryOut>,
}

impl StoriesAddedOut {
    /// The shape of stories just added.
    #[must_use]
    pub fn of(kept: &[Kept<Story>]) -> Self {
        Self {
            schema: STORIES_ADDED_SCHEMA,
            stories: kept.iter().map(StoryOut::of).collect(),
        }
    }
}

/// What was asked before it was done, and declined: nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DeclinedOut {
    /// Always [`DECLINED_SCHEMA`].
    pub schema: &'static str,
    /// What was asked, in words.
    pub declined: String,
}

/// The list of stories.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StoriesOut {
    /// Always [`STORIES_SCHEMA`].
    pub schema: &'static str,
    /// How many stories there are without the filter.
    pub all: usize,
    /// How many of all are samples.
    pub samples: usize,
    /// Those that the filter lets through, in order.
    pub stories: Vec<StoryRowOut>,
}

/// One story of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StoryRowOut {
    /// Its name.
    pub id: String,
    /// Its version.
    pub version: i64,
    /// When it was last written.
    pub updated_ms: i64,
    /// `sample`, `import:NAME`, or empty.
    pub origin: String,
    /// What the candidate calls it.
    pub title: String,
    /// Its first words.
    pub opening: String,
    /// How many words are told.
    pub words: u32,
    /// Slugs, the main one first.
    pub principles: Vec<&'static str>,
    /// `success`, `failure`, `mixed`, or null.
    pub outcome: Option<&'static str>,
    /// When it happened.
    pub when: Option<String>,
    /// For whom.
    pub employer: String,
    /// As what.
    pub role: String,
    /// How many people worked on it.
    pub team_size: Option<u32>,
    /// How far it reached.
    pub scope: Option<&'static str>,
    /// The level it is worthy of.
    pub level: Option<&'static str>,
    /// The kind of work.
    pub function: String,
    /// The candidate's own words for finding it.
    pub tags: Vec<String>,
    /// Whether nothing is missing.
    pub ready: bool,
    /// Slugs of the parts of readiness that are missing.
    pub missing: Vec<&'static str>,
    /// Whether it changes course midway.
    pub changes_course: bool,
    /// How often it was told.
    pub told: usize,
    /// When last.
    pub told_last_ms: Option<i64>,
}

impl StoriesOut {
    /// The list.
    #[must_use]
    pub fn of(found: &StoriesFound) -> Self {
        Self {
            schema: STORIES_SCHEMA,
            all: found.all,
            samples: found.samples,
            stories: found.rows.iter().map(StoryRowOut::of).collect(),
        }
    }
}

/// The stories that were removed and can be brought back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RemovedOut {
    /// Always [`REMOVED_SCHEMA`].
    pub schema: &'static str,
    /// The last one removed first.
    pub stories: Vec<RemovedRowOut>,
}

/// One removed story.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RemovedRowOut {
    /// Its name.
    pub id: String,
    /// What the candidate called it.
    pub title: String,
    /// `sample`, `import:NAME`, or empty.
    pub origin: String,
    /// When it was removed.
    pub removed_ms: i64,
}

impl RemovedOut {
    /// The list.
    #[must_use]
    pub fn of(removed: &[Kept<Story>]) -> Self {
        let rows = removed.iter().map(|gone| RemovedRowOut {
            id: gone.id.clone(),
            title: gone.value.title.clone(),
            origin: gone.origin.clone(),
            removed_ms: gone.updated_ms,
        });
        Self {
            schema: REMOVED_SCHEMA,
            stories: rows.collect(),
        }
    }
}

impl StoryRowOut {
    fn of(row: &StoryRow) -> Self {
        let card = &row.card;
        Self {
            id: card.id.clone(),
            version: card.version,
            updated_ms: card.updated_ms,
            origin: card.origin.clone(),
            title: card.title.clone(),
            opening: row.opening.clone(),
            words: card.words,
            principles: slugs(&card.principles, |principle| principle.slug()),
            outcome: card.outcome.map(|outcome| outcome.slug()),
            when: card.when.map(|when| when.to_string()),
            employer: card.employer.clone(),
            role: card.role.clone(),
            team_size: card.team_size,
            scope: card.scope.map(|scope| scope.slug()),
            level: card.level.map(|level| level.slug()),
            function: card.function.clone(),
            tags: card.tags.clone(),
            ready: row.readiness.ready(),
            missing: slugs(&row.readiness.missing(), |part| part.slug()),
            changes_course: row.readiness.changes_course(),
            told: row.told,
            told_last_ms: row.told_last_ms,
        }
    }
}

/// The versions of a story, oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HistoryOut {
    /// Always [`HISTORY_SCHEMA`].
    pub schema: &'static str,
    /// The story's name.
    pub id: String,
    /// Its versions.
    pub versions: Vec<VersionOut>,
}

/// One version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct VersionOut {
    /// From 1.
    pub version: i64,
    /// When it was made.
    pub at_ms: i64,
    /// `put`, `removed` or `restored`.
    pub act: &'static str,
    /// The title then.
    pub title: String,
    /// How many words were told then.
    pub words: usize,
}

impl HistoryOut {
    /// A history.
    #[must_use]
    pub fn of(id: &str, history: &[Past<Story>]) -> Self {
        let versions = history.iter().map(|past| VersionOut {
            version: past.version,
            at_ms: past.at_ms,
            act: act(past.act),
            title: past.value.title.clone(),
            words: past.value.text().split_whitespace().count(),
        });
        Self {
            schema: HISTORY_SCHEMA,
            id: id.to_owned(),
            versions: versions.collect(),
        }
    }
}

const fn act(act: Act) -> &'static str {
    match act {
        Act::Put => "put",
        Act::Removed => "removed",
        Act::Restored => "restored",
    }
}

/// What two versions of a story have apart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DifferenceOut {
    /// Always [`DIFFERENCE_SCHEMA`].
    pub schema: &'static str,
    /// The story's name.
    pub id: String,
    /// The older version.
    pub older: i64,
    /// The newer version.
    pub newer: i64,
    /// The places that differ.
    pub changes: Vec<ChangeOut>,
}

/// One place that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChangeOut {
    /// A beat's or a field's slug.
    pub place: &'static str,
    /// Its words in reading order.
    pub runs: Vec<RunOut>,
    /// Whether the silent principle of a passage changed, words apart.
    pub principle: bool,
}

/// Words that share a fate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RunOut {
    /// `same`, `gone` or `new`.
    pub fate: &'static str,
    /// The words, with the blanks between them.
    pub text: String,
}

impl DifferenceOut {
    /// What two versions have apart.
    #[must_use]
    pub fn of(id: &str, older: i64, newer: i64, changes: &[Change]) -> Self {
        let changes = changes.iter().map(|change| ChangeOut {
            place: change.place.slug(),
            principle: change.principle,
            runs: change
                .runs
                .iter()
                .map(|run| RunOut {
                    fate: match run.kind {
                        RunKind::Same => "same",
                        RunKind::Deleted => "gone",
                        RunKind::Inserted => "new",
                    },
                    text: run.text.clone(),
                })
                .collect(),
        });
        Self {
            schema: DIFFERENCE_SCHEMA,
            id: id.to_owned(),
            older,
            newer,
            changes: changes.collect(),
        }
    }
}

/// How ready a story is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReadinessOut {
    /// Always [`READINESS_SCHEMA`].
    pub schema: &'static str,
    /// The story's name.
    pub id: String,
    /// Whether nothing is missing.
    pub ready: bool,
    /// Whether it changes course midway.
    pub changes_course: bool,
    /// Every part, in order.
    pub parts: Vec<PartOut>,
}

/// One part of readiness.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PartOut {
    /// `friction`, `outcome`, `setback`, `decisions`, `time` or `appendix`.
    pub part: &'static str,
    /// Whether the story has it.
    pub met: bool,
    /// Why it counts, or what is missing.
    pub why: String,
    /// The words that show it.
    pub quote: Option<String>,
    /// The beat or field where it is, or would go.
    pub place: Option<&'static str>,
}

impl ReadinessOut {
    /// A readiness.
    #[must_use]
    pub fn of(id: &str, readiness: &Readiness) -> Self {
        let parts = readiness.parts.iter().map(|reading| PartOut {
            part: reading.part.slug(),
            met: reading.met,
            why: reading.why.clone(),
            quote: reading.quote.clone(),
            place: reading.place.map(|place| place.slug()),
        });
        Self {
            schema: READINESS_SCHEMA,
            id: id.to_owned(),
            ready: readiness.ready,
            changes_course: readiness.changes_course,
            parts: parts.collect(),
        }
    }
}

/// The ledger of a story.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FactsOut {
    /// Always [`FACTS_SCHEMA`].
    pub schema: &'static str,
    /// The story's name.
    pub id: String,
    /// What the ledger holds.
    pub facts: Vec<FactOut>,
    /// What the words tell and the ledger lacks.
    pub proposed: Vec<FactOut>,
}

impl FactsOut {
    /// A ledger.
    #[must_use]
    pub fn of(ledger: &Ledger) -> Self {
        Self {
            schema: FACTS_SCHEMA,
            id: ledger.id.clone(),
            facts: ledger.facts.iter().map(FactOut::of).collect(),
            proposed: ledger.proposed.iter().map(FactOut::of).collect(),
        }
    }
}

/// Where the same thing is told with different values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DriftsOut {
    /// Always [`DRIFT_SCHEMA`].
    pub schema: &'static str,
    /// How many texts were held against each other.
    pub statements: usize,
    /// What drifts.
    pub drifts: Vec<DriftOut>,
}

/// One thing told in two ways.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DriftOut {
    /// `metric`, `date`, `role` or `owner`.
    pub kind: &'static str,
    /// What it is about.
    pub what: String,
    /// One telling.
    pub a: SideOut,
    /// The other.
    pub b: SideOut,
    /// How they differ, in words.
    pub how: String,
}

/// One telling of a thing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SideOut {
    /// `story`, `version`, `attempt`, `cv` or `ledger`.
    pub source: &'static str,
    /// The story's name, where it is one's.
    pub story: Option<String>,
    /// For people: which text it is.
    pub named: String,
    /// The value, exactly as said.
    pub value: String,
    /// The sentence around it, exactly as said.
    pub sentence: String,
}

impl DriftsOut {
    /// What drifts.
    #[must_use]
    pub fn of(found: &Drifts) -> Self {
        let side = |side: &glidepath_story::Side| {
            let (source, story) = match &side.source {
                Source::Story { id, .. } => ("story", Some(id)),
                Source::Version { story, .. } => ("version", Some(story)),
                Source::Attempt { story, .. } => ("attempt", Some(story)),
                Source::Cv { .. } => ("cv", None),
                Source::Ledger { story } => ("ledger", Some(story)),
            };
            SideOut {
                source,
                story: story.map(|story| story.0.clone()),
                named: found.named(&side.source),
                value: side.quote.clone(),
                sentence: side.sentence.clone(),
            }
        };
        let drifts = found.drifts.iter().map(|drift| DriftOut {
            kind: drift.kind.slug(),
            what: drift.what.clone(),
            a: side(&drift.a),
            b: side(&drift.b),
            how: drift.how.clone(),
        });
        Self {
            schema: DRIFT_SCHEMA,
            statements: found.statements,
            drifts: drifts.collect(),
        }
    }
}

/// A telling that was noted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TellingOut {
    /// Always [`TELLING_SCHEMA`].
    pub schema: &'static str,
    /// Its name.
    pub id: String,
    /// The story's name.
    pub story: String,
    /// When it was told.
    pub at_ms: i64,
    /// What was asked.
    pub question: String,
    /// For which principle.
    pub principle: Option<&'static str>,
}

impl TellingOut {
    /// A telling.
    #[must_use]
    pub fn of(telling: &Telling) -> Self {
        Self {
            schema: TELLING_SCHEMA,
            id: telling.id.clone(),
            story: telling.story.clone(),
            at_ms: telling.at_ms,
            question: telling.question.clone(),
            principle: telling.principle.map(|principle| principle.slug()),
        }
    }
}

/// The samples that came or went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct SamplesOut {
    /// Always [`SAMPLES_SCHEMA`].
    pub schema: &'static str,
    /// How many were added.
    pub added: u64,
    /// How many were removed.
    pub removed: u64,
}
