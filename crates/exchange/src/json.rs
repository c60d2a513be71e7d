//! The bank as one JSON file, without loss: schema `glidepath.bank/1`. Its shapes are those of the file alone; what the
//! program's own JSON looks like is the business of the app crate.

use std::str::FromStr;

use glidepath_domain::{Appendix, Conflict, Fact, Passage, Question, Story, UnknownSlug, When};
use serde::{Deserialize, Serialize};

use crate::refusal::Problems;
use crate::{Brought, BroughtQuestion, BroughtStory, Part, Refusal};

/// What the file calls itself. A reader of version 1 refuses any other version.
pub(crate) const SCHEMA: &str = "glidepath.bank/1";

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct BankFile {
    schema: String,
    #[serde(default)]
    stories: Vec<StoryShape>,
    #[serde(default)]
    questions: Vec<QuestionShape>,
}

#[derive(Serialize, Deserialize, Default)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
struct StoryShape {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    revision: Option<String>,
    title: String,
    beats: Vec<PassageShape>,
    principles: Vec<String>,
    facts: Vec<FactShape>,
    constraints: Vec<String>,
    conflict: ConflictShape,
    decision_owner: String,
    customer: String,
    cost: String,
    doubt: String,
    choice: String,
    hardest: String,
    outcome: Option<String>,
    when: Option<String>,
    employer: String,
    role: String,
    team_size: Option<u32>,
    scope: Option<String>,
    level: Option<String>,
    function: String,
    tags: Vec<String>,
    appendix: AppendixShape,
    confidential: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PassageShape {
    beat: String,
    text: String,
    #[serde(default)]
    principle: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FactShape {
    kind: String,
    #[serde(default)]
    what: String,
    #[serde(default)]
    value: String,
    #[serde(default)]
    baseline: String,
    #[serde(default)]
    basis: String,
    sureness: String,
}

#[derive(Serialize, Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct ConflictShape {
    with: String,
    over: String,
    lasted: String,
}

#[derive(Serialize, Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct AppendixShape {
    data: String,
    technical: String,
    alternatives: String,
    people: String,
    timeline: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct QuestionShape {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    text: String,
    principles: Vec<String>,
    bucket: String,
    form: String,
    #[serde(default)]
    parts: Vec<String>,
    #[serde(default)]
    roles: Vec<String>,
    #[serde(default)]
    levels: Vec<String>,
    difficulty: String,
    #[serde(default)]
    tricky: bool,
    commonness: String,
    #[serde(default)]
    ladder: Vec<String>,
    #[serde(default)]
    good: String,
}

/// One story in the shape of the file, with neither id nor revision.
pub(crate) fn story_text(story: &Story) -> String {
    serde_json::to_string(&story_shape(None, None, story)).unwrap_or_default()
}

/// The whole bank as one file.
pub(crate) fn bank_text(stories: &[(String, Story)], questions: &[(String, Question)]) -> String {
    let file = BankFile {
        schema: SCHEMA.to_owned(),
        stories: stories
            .iter()
            .map(|(id, story)| story_shape(Some(id.clone()), Some(crate::revision(story)), story))
            .collect(),
        questions: questions
            .iter()
            .map(|(id, question)| question_shape(id, question))
            .collect(),
    };
    let mut text = serde_json::to_string_pretty(&file).unwrap_or_default();
    text.push('\n');
    text
}

/// Whether a JSON object says that it is a bank, of whatever version.
pub(crate) fn is_bank(value: &serde_json::Value) -> bool {
    value
        .get("schema")
        .and_then(|s| s.as_str())
        .is_some_and(|s| s.starts_with("glidepath."))
}

/// Reads a bank file into what was brought.
pub(crate) fn read(name: &str, text: &str, brought: &mut Brought) -> Result<(), Refusal> {
    let schema: Option<String> = serde_json::from_str::<serde_json::Value>(text)
        .ok()
        .and_then(|value| Some(value.get("schema")?.as_str()?.to_owned()));
    if let Some(other) = schema.filter(|schema| schema != SCHEMA) {
        return Err(Refusal::new(
            "bank-schema-unknown",
            format!("{name} is a bank of the schema \"{}\"", crate::part::brief(&other)),
            format!("this program reads {SCHEMA}"),
            "Export it anew from a program of this version, or update this program.",
        ));
    }
    let file: BankFile = serde_json::from_str(text).map_err(|error| {
        Refusal::new(
            "bank-broken",
            format!("{name} is not a whole bank file"),
            error.to_string(),
            "Mend that place, or export the bank anew.",
        )
    })?;
    let mut problems = Problems::default();
    let whole: Vec<Part> = Part::WHOLE.to_vec();
    for (at, shape) in file.stories.into_iter().enumerate() {
        let from = format!("{name}, story {}", at + 1);
        let id = shape.id.clone().filter(|id| !id.is_empty());
        let revision = shape.revision.clone();
        brought.stories.push(BroughtStory {
            id,
            story: story(shape, &from, &mut problems),
            revision,
            holds: whole.clone(),
            from,
        });
    }
    for (at, shape) in file.questions.into_iter().enumerate() {
        let from = format!("{name}, question {}", at + 1);
        let id = shape.id.clone().filter(|id| !id.is_empty());
        if let Some(question) = question(shape, &from, &mut problems) {
            brought.questions.push(BroughtQuestion { id, question, from });
        }
    }
    problems.into_refusal(
        "bank-values",
        format!("{name} holds values that this program does not know"),
        "Mend them and import the file again; nothing of it was taken.",
    )
}

fn slug<T: FromStr<Err = UnknownSlug>>(given: &str, from: &str, problems: &mut Problems) -> Option<T> {
    T::from_str(given)
        .map_err(|unknown| problems.add(format!("{from}: {unknown}")))
        .ok()
}

fn slugs<T: FromStr<Err = UnknownSlug>>(given: &[String], from: &str, problems: &mut Problems) -> Vec<T> {
    given.iter().filter_map(|one| slug(one, from, problems)).collect()
}

fn story(shape: StoryShape, from: &str, problems: &mut Problems) -> Story {
    let mut beats = Vec::with_capacity(shape.beats.len());
    for passage in shape.beats {
        let beat = slug(&passage.beat, from, problems);
        let principle = passage.principle.and_then(|p| slug(&p, from, problems));
        beats.extend(beat.map(|beat| Passage {
            beat,
            text: passage.text,
            principle,
        }));
    }
    let mut facts = Vec::with_capacity(shape.facts.len());
    for fact in shape.facts {
        let kind = slug(&fact.kind, from, problems);
        let sureness = slug(&fact.sureness, from, problems);
        facts.extend(kind.zip(sureness).map(|(kind, sureness)| Fact {
            kind,
            what: fact.what,
            value: fact.value,
            baseline: fact.baseline,
            basis: fact.basis,
            sureness,
        }));
    }
    let when = shape.when.and_then(|given| {
        let read = When::read(&given);
        if read.is_none() {
            problems.add(format!(
                "{from}: \"{}\" is no date like 2023-05",
                crate::part::brief(&given)
            ));
        }
        read
    });
    Story {
        title: shape.title,
        beats,
        principles: slugs(&shape.principles, from, problems),
        facts,
        constraints: shape.constraints,
        conflict: Conflict {
            with: shape.conflict.with,
            over: shape.conflict.over,
            lasted: shape.conflict.lasted,
        },
        decision_owner: shape.decision_owner,
        customer: shape.customer,
        cost: shape.cost,
        doubt: shape.doubt,
        choice: shape.choice,
        hardest: shape.hardest,
        outcome: shape.outcome.and_then(|o| slug(&o, from, problems)),
        when,
        employer: shape.employer,
        role: shape.role,
        team_size: shape.team_size,
        scope: shape.scope.and_then(|s| slug(&s, from, problems)),
        level: shape.level.and_then(|l| slug(&l, from, problems)),
        function: shape.function,
        tags: shape.tags,
        appendix: Appendix {
            data: shape.appendix.data,
            technical: shape.appendix.technical,
            alternatives: shape.appendix.alternatives,
            people: shape.appendix.people,
            timeline: shape.appendix.timeline,
        },
        confidential: shape.confidential,
    }
}

fn question(shape: QuestionShape, from: &str, problems: &mut Problems) -> Option<Question> {
    Some(Question {
        text: shape.text,
        principles: slugs(&shape.principles, from, problems),
        bucket: slug(&shape.bucket, from, problems)?,
        form: slug(&shape.form, from, problems)?,
        parts: shape.parts,
        roles: slugs(&shape.roles, from, problems),
        levels: slugs(&shape.levels, from, problems),
        difficulty: slug(&shape.difficulty, from, problems)?,
        tricky: shape.tricky,
        commonness: slug(&shape.commonness, from, problems)?,
        ladder: shape.ladder,
        good: shape.good,
    })
}

fn strings<T: ToString>(all: &[T]) -> Vec<String> {
    all.iter().map(T::to_string).collect()
}

fn story_shape(id: Option<String>, revision: Option<String>, story: &Story) -> StoryShape {
    StoryShape {
        id,
        revision,
        title: story.title.clone(),
        beats: story
            .beats
            .iter()
            .map(|p| PassageShape {
                beat: p.beat.to_string(),
                text: p.text.clone(),
                principle: p.principle.map(|p| p.to_string()),
            })
            .collect(),
        principles: strings(&story.principles),
        facts: story
            .facts
            .iter()
            .map(|f| FactShape {
                kind: f.kind.to_string(),
                what: f.what.clone(),
                value: f.value.clone(),
                baseline: f.baseline.clone(),
                basis: f.basis.clone(),
                sureness: f.sureness.to_string(),
            })
            .collect(),
        constraints: story.constraints.clone(),
        conflict: ConflictShape {
            with: story.conflict.with.clone(),
            over: story.conflict.over.clone(),
            lasted: story.conflict.lasted.clone(),
        },
        decision_owner: story.decision_owner.clone(),
        customer: story.customer.clone(),
        cost: story.cost.clone(),
        doubt: story.doubt.clone(),
        choice: story.choice.clone(),
        hardest: story.hardest.clone(),
        outcome: story.outcome.map(|o| o.to_string()),
        when: story.when.map(|w| w.to_string()),
        employer: story.employer.clone(),
        role: story.role.clone(),
        team_size: story.team_size,
        scope: story.scope.map(|s| s.to_string()),
        level: story.level.map(|l| l.to_string()),
        function: story.function.clone(),
        tags: story.tags.clone(),
        appendix: AppendixShape {
            data: story.appendix.data.clone(),
            technical: story.appendix.technical.clone(),
            alternatives: story.appendix.alternatives.clone(),
            people: story.appendix.people.clone(),
            timeline: story.appendix.timeline.clone(),
        },
        confidential: story.confidential.clone(),
    }
}

fn question_shape(id: &str, question: &Question) -> QuestionShape {
    QuestionShape {
        id: Some(id.to_owned()),
        text: question.text.clone(),
        principles: strings(&question.principles),
        bucket: question.bucket.to_string(),
        form: question.form.to_string(),
        parts: question.parts.clone(),
        roles: strings(&question.roles),
        levels: strings(&question.levels),
        difficulty: question.difficulty.to_string(),
        tricky: question.tricky,
        commonness: question.commonness.to_string(),
        ladder: question.ladder.clone(),
        good: question.good.clone(),
    }
}
