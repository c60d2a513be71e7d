//! A story as a row holds it.

use glidepath_domain::{
    Appendix, Beat, Conflict, Fact, FactKind, Level, Outcome, Passage, Principle, Reach, Story, Sureness, When,
};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Slug;
use super::slug::{all, bare};

#[derive(Serialize, Deserialize, Default)]
#[serde(default)]
pub(crate) struct StoryBody {
    title: String,
    beats: Vec<PassageBody>,
    principles: Vec<Slug<Principle>>,
    facts: Vec<FactBody>,
    constraints: Vec<String>,
    conflict: ConflictBody,
    decision_owner: String,
    customer: String,
    cost: String,
    doubt: String,
    choice: String,
    hardest: String,
    outcome: Option<Slug<Outcome>>,
    when: Option<Known>,
    employer: String,
    role: String,
    team_size: Option<u32>,
    scope: Option<Slug<Reach>>,
    level: Option<Slug<Level>>,
    function: String,
    tags: Vec<String>,
    appendix: AppendixBody,
    confidential: String,
}

#[derive(Serialize, Deserialize)]
struct PassageBody {
    beat: Slug<Beat>,
    text: String,
    #[serde(default)]
    principle: Option<Slug<Principle>>,
}

#[derive(Serialize, Deserialize)]
struct FactBody {
    kind: Slug<FactKind>,
    #[serde(default)]
    what: String,
    #[serde(default)]
    value: String,
    #[serde(default)]
    baseline: String,
    #[serde(default)]
    basis: String,
    sureness: Slug<Sureness>,
}

#[derive(Serialize, Deserialize, Default)]
#[serde(default)]
struct ConflictBody {
    with: String,
    over: String,
    lasted: String,
}

#[derive(Serialize, Deserialize, Default)]
#[serde(default)]
struct AppendixBody {
    data: String,
    technical: String,
    alternatives: String,
    people: String,
    timeline: String,
}

/// A time as exact as it is known, written as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
#[derive(Clone, Copy)]
pub(crate) struct Known(pub(crate) When);

impl Serialize for Known {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Known {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        When::read(&text)
            .map(Self)
            .ok_or_else(|| serde::de::Error::custom(format!("\"{text}\" is not a date")))
    }
}

impl From<Story> for StoryBody {
    fn from(story: Story) -> Self {
        // Taken apart by name, so that a field added to the domain cannot be forgotten here.
        let Story {
            title,
            beats,
            principles,
            facts,
            constraints,
            conflict,
            decision_owner,
            customer,
            cost,
            doubt,
            choice,
            hardest,
            outcome,
            when,
            employer,
            role,
            team_size,
            scope,
            level,
            function,
            tags,
            appendix,
            confidential,
        } = story;
        Self {
            title,
            beats: beats.into_iter().map(Into::into).collect(),
            principles: all(principles),
            facts: facts.into_iter().map(Into::into).collect(),
            constraints,
            conflict: conflict.into(),
            decision_owner,
            customer,
            cost,
            doubt,
            choice,
            hardest,
            outcome: outcome.map(Slug),
            when: when.map(Known),
            employer,
            role,
            team_size,
            scope: scope.map(Slug),
            level: level.map(Slug),
            function,
            tags,
            appendix: appendix.into(),
            confidential,
        }
    }
}

impl From<StoryBody> for Story {
    fn from(body: StoryBody) -> Self {
        Self {
            title: body.title,
            beats: body.beats.into_iter().map(Into::into).collect(),
            principles: bare(body.principles),
            facts: body.facts.into_iter().map(Into::into).collect(),
            constraints: body.constraints,
            conflict: body.conflict.into(),
            decision_owner: body.decision_owner,
            customer: body.customer,
            cost: body.cost,
            doubt: body.doubt,
            choice: body.choice,
            hardest: body.hardest,
            outcome: body.outcome.map(|slug| slug.0),
            when: body.when.map(|known| known.0),
            employer: body.employer,
            role: body.role,
            team_size: body.team_size,
            scope: body.scope.map(|slug| slug.0),
            level: body.level.map(|slug| slug.0),
            function: body.function,
            tags: body.tags,
            appendix: body.appendix.into(),
            confidential: body.confidential,
        }
    }
}

impl From<Passage> for PassageBody {
    fn from(passage: Passage) -> Self {
        let Passage { beat, text, principle } = passage;
        Self {
            beat: Slug(beat),
            text,
            principle: principle.map(Slug),
        }
    }
}

impl From<PassageBody> for Passage {
    fn from(body: PassageBody) -> Self {
        Self {
            beat: body.beat.0,
            text: body.text,
            principle: body.principle.map(|slug| slug.0),
        }
    }
}

impl From<Fact> for FactBody {
    fn from(fact: Fact) -> Self {
        let Fact {
            kind,
            what,
            value,
            baseline,
            basis,
            sureness,
        } = fact;
        Self {
            kind: Slug(kind),
            what,
            value,
            baseline,
            basis,
            sureness: Slug(sureness),
        }
    }
}

impl From<FactBody> for Fact {
    fn from(body: FactBody) -> Self {
        Self {
            kind: body.kind.0,
            what: body.what,
            value: body.value,
            baseline: body.baseline,
            basis: body.basis,
            sureness: body.sureness.0,
        }
    }
}

impl From<Conflict> for ConflictBody {
    fn from(conflict: Conflict) -> Self {
        let Conflict { with, over, lasted } = conflict;
        Self { with, over, lasted }
    }
}

impl From<ConflictBody> for Conflict {
    fn from(body: ConflictBody) -> Self {
        let ConflictBody { with, over, lasted } = body;
        Self { with, over, lasted }
    }
}

impl From<Appendix> for AppendixBody {
    fn from(appendix: Appendix) -> Self {
        let Appendix {
            data,
            technical,
            alternatives,
            people,
            timeline,
        } = appendix;
        Self {
            data,
            technical,
            alternatives,
            people,
            timeline,
        }
    }
}

impl From<AppendixBody> for Appendix {
    fn from(body: AppendixBody) -> Self {
        let AppendixBody {
            data,
            technical,
            alternatives,
            people,
            timeline,
        } = body;
        Self {
            data,
            technical,
            alternatives,
            people,
            timeline,
        }
    }
}
