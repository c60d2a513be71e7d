//! Bringing files in: what they hold is laid beside the bank and shown first, then taken all or not at all.

use std::collections::{BTreeMap, BTreeSet};

use glidepath_domain::Story;
use glidepath_exchange::{Brought, Incoming, Merge, SourceKind, Take, Write, apply, merge, read};
use glidepath_store::{Changes, SourceText, StoreError, Update};

use crate::keep_story::refuse_unfit;
use crate::own_questions::{known_words, plain, worded};
use crate::{Bank, Error};

/// What an import would do, before it is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportPlan {
    /// All that was read, with the remarks on what was passed over.
    pub brought: Brought,
    /// How each of the brought stories stands to the bank, in their order.
    pub stories: Vec<Merge>,
    /// How each of the brought questions stands to the bank, in their order.
    pub questions: Vec<QuestionPlan>,
    /// The words of listed questions that the bank has not got.
    pub asked: Vec<String>,
    /// How many listed questions the bank has already.
    pub asked_known: usize,
    /// For each of the brought sources, whether the bank has not got just that text.
    pub sources: Vec<bool>,
    /// The versions that the plan rests on: of every kept story it may change.
    seen_stories: BTreeMap<String, i64>,
    /// The same of questions. A story and a question may have one name.
    seen_questions: BTreeMap<String, i64>,
    /// What the bank is told the new things came from.
    origin: String,
}

/// How a brought question stands to the bank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionPlan {
    /// The id it has in the bank, or brings along.
    pub id: Option<String>,
    /// How it stands.
    pub meets: QuestionMeets,
}

/// How a brought question stands to the bank.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuestionMeets {
    /// The bank has none like it.
    New,
    /// The bank has just that.
    Same,
    /// The bank has one of that id or those words, and they differ.
    Changed,
}

/// Which side to take, where the person has chosen. Elsewhere new things come in and kept ones stay.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Takes {
    /// For everything that is changed or in conflict.
    pub every: Option<Take>,
    /// For single stories, by their place in [`ImportPlan::stories`].
    pub stories: BTreeMap<usize, Take>,
}

/// What an import came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BroughtIn {
    /// Ids of the stories that are new.
    pub added: Vec<String>,
    /// Ids of the stories that have a new version.
    pub updated: Vec<String>,
    /// How many stories stayed as they are.
    pub left: usize,
    /// How many questions were added or changed.
    pub questions: usize,
    /// How many texts were added to dig in.
    pub sources: usize,
}

/// Reads files and lays what they hold beside the bank. Nothing is written.
///
/// # Errors
/// When a file cannot be read or is no whole file of its kind; the whole import is refused then.
pub async fn plan_import(bank: &Bank, files: &[Incoming]) -> Result<ImportPlan, Error> {
    let brought = read(files)?;
    for told in &brought.stories {
        refuse_unfit(&told.story).map_err(|error| Error {
            what: format!("{}: {}", told.from, error.what),
            ..error
        })?;
    }
    let desk = bank.desk();
    let kept = desk.stories().await?;
    let seen_stories = kept.iter().map(|kept| (kept.id.clone(), kept.version)).collect();
    let shelf: Vec<(String, Story)> = kept.into_iter().map(|kept| (kept.id, kept.value)).collect();
    let stories = merge(&shelf, &brought);
    let own = desk.questions().await?;
    let mut words = known_words(bank).await?;
    let questions = brought.questions.iter().map(|told| {
        let named = own.iter().find(|kept| told.id.as_ref() == Some(&kept.id));
        let text = plain(&told.question.text);
        let met = named.or_else(|| own.iter().find(|kept| plain(&kept.value.text) == text));
        words.insert(text);
        let meets = match met {
            None => QuestionMeets::New,
            Some(kept) if kept.value == told.question => QuestionMeets::Same,
            Some(_) => QuestionMeets::Changed,
        };
        QuestionPlan {
            id: met.map(|kept| kept.id.clone()).or_else(|| told.id.clone()),
            meets,
        }
    });
    let questions: Vec<QuestionPlan> = questions.collect();
    let seen_questions = own.iter().map(|kept| (kept.id.clone(), kept.version)).collect();
    let asked: Vec<String> = brought
        .asked
        .iter()
        .filter(|asked| words.insert(plain(&asked.text)))
        .map(|asked| asked.text.clone())
        .collect();
    let texts: BTreeSet<String> = desk.sources().await?.into_iter().map(|kept| kept.value.text).collect();
    Ok(ImportPlan {
        asked_known: brought.asked.len() - asked.len(),
        sources: brought
            .sources
            .iter()
            .map(|source| !texts.contains(&source.text))
            .collect(),
        origin: origin(files),
        brought,
        stories,
        questions,
        asked,
        seen_stories,
        seen_questions,
    })
}

fn origin(files: &[Incoming]) -> String {
    match files {
        [one] => format!("import:{}", one.name),
        several => format!("import:{} files", several.len()),
    }
}

impl ImportPlan {
    /// What is taken of the story at a place.
    #[must_use]
    pub fn take(&self, at: usize, takes: &Takes) -> Take {
        let Some(merge) = self.stories.get(at) else {
            return Take::Mine;
        };
        let chosen = takes.stories.get(&at).copied().or(takes.every);
        match (merge.meets == glidepath_exchange::Meets::New, chosen) {
            // New stories are in nobody's way: only a choice for just this one keeps it out.
            (true, _) => takes.stories.get(&at).copied().unwrap_or(Take::Theirs),
            (false, chosen) => chosen.unwrap_or_else(|| merge.meets.usual()),
        }
    }

    /// Whether there is nothing to take, whichever side one takes.
    #[must_use]
    pub fn is_idle(&self) -> bool {
        let stories = self.stories.iter().all(|merge| apply(merge, Take::Theirs).is_none());
        let questions = self.questions.iter().all(|plan| plan.meets == QuestionMeets::Same);
        stories && questions && self.asked.is_empty() && !self.sources.contains(&true)
    }
}

/// Does what the plan says, in one transaction. What the bank held of it stays in its history.
///
/// # Errors
/// When the bank has changed since the plan was made, two stories would take the place of one, or it cannot be written.
/// The bank then says what it said before.
pub async fn bring_in(bank: &Bank, plan: &ImportPlan, takes: &Takes) -> Result<BroughtIn, Error> {
    let (changes, left) = changes(plan, takes, bank.now_ms())?;
    // A loop: a closure over pairs here would keep the future from being sent between threads.
    let mut told: Vec<&Story> = Vec::with_capacity(plan.stories.len());
    for (_, story) in &changes.stories.new {
        told.push(story);
    }
    for update in &changes.stories.updates {
        told.push(&update.value);
    }
    bank.judge_beforehand(told);
    let written = bank.desk().write_all(&changes).await.map_err(moved_on)?;
    let mut ids = written.stories.into_iter().map(|kept| kept.id);
    Ok(BroughtIn {
        updated: ids.by_ref().take(changes.stories.updates.len()).collect(),
        added: ids.collect(),
        left,
        questions: written.questions.len(),
        sources: written.sources.len(),
    })
}

/// What is to be written, and how many stories stay as they are.
fn changes(plan: &ImportPlan, takes: &Takes, now_ms: i64) -> Result<(Changes, usize), Error> {
    let mut changes = Changes {
        origin: plan.origin.clone(),
        ..Changes::default()
    };
    let mut left = 0;
    let mut replaced = BTreeSet::new();
    for (at, merge) in plan.stories.iter().enumerate() {
        match apply(merge, plan.take(at, takes)) {
            None => left += 1,
            Some(Write::Create { id, story }) => changes.stories.new.push((id, story)),
            Some(Write::Update { id, story }) => {
                if !replaced.insert(id.clone()) {
                    return Err(twice(&story.title, &id));
                }
                changes.stories.updates.push(update(&plan.seen_stories, id, story));
            }
        }
    }
    for (told, planned) in plan.brought.questions.iter().zip(&plan.questions) {
        let question = told.question.clone();
        match (planned.meets, takes.every, &planned.id) {
            (QuestionMeets::Same, ..) => {}
            (QuestionMeets::New, ..) => changes.questions.new.push((planned.id.clone(), question)),
            (QuestionMeets::Changed, Some(Take::Theirs), Some(id)) => {
                changes
                    .questions
                    .updates
                    .push(update(&plan.seen_questions, id.clone(), question));
            }
            (QuestionMeets::Changed, Some(Take::Both), _) => changes.questions.new.push((None, question)),
            (QuestionMeets::Changed, ..) => {}
        }
    }
    let asked = plan.asked.iter().map(|text| (None, worded(text)));
    changes.questions.new.extend(asked);
    let sources = plan.brought.sources.iter().zip(&plan.sources);
    changes
        .sources
        .new
        .extend(sources.filter(|(_, new)| **new).map(|(source, _)| {
            let kind = match source.kind {
                SourceKind::Cv => "cv",
                SourceKind::Notes => "note",
            };
            let text = SourceText {
                name: source.name.clone(),
                kind: kind.to_owned(),
                text: source.text.clone(),
                added_ms: now_ms,
            };
            (None, text)
        }));
    Ok((changes, left))
}

/// A new version of what the plan was made beside.
fn update<T>(seen: &BTreeMap<String, i64>, id: String, value: T) -> Update<T> {
    Update {
        // Whatever the plan would change it has seen; no kept thing has the version 0.
        expected: seen.get(&id).copied().unwrap_or(0),
        id,
        value,
    }
}

/// What somebody changed or removed since the plan was shown is the plan's trouble; all else is told as it is.
fn moved_on(error: StoreError) -> Error {
    let (id, how) = match &error {
        StoreError::Stale { id, .. } => (id, "changed"),
        StoreError::Missing { id, .. } => (id, "removed"),
        _ => return error.into(),
    };
    Error::invalid(
        "import-stale",
        "The bank has changed since this plan was made",
        format!("{id}, which it would change, was {how} meanwhile"),
        "Look at the plan again; nothing was taken.",
    )
}

fn twice(title: &str, id: &str) -> Error {
    Error::invalid(
        "import-twice",
        format!("Two stories would take the place of \"{title}\""),
        format!("the files tell {id} more than once, and differently"),
        "Import one of these files, or take both: nothing was taken.",
    )
}
