//! Bringing files in: what they hold is laid beside the bank and shown first, then taken all or not at all.

use std::collections::{BTreeMap, BTreeSet};

use glidepath_domain::{Question, Story};
use glidepath_exchange::{Brought, Incoming, Merge, SourceKind, Take, Write, apply, merge, read};
use glidepath_store::SourceText;

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
    /// The versions that the plan rests on: of every kept story and question it may change.
    seen: BTreeMap<String, i64>,
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
    let mut seen: BTreeMap<String, i64> = kept.iter().map(|kept| (kept.id.clone(), kept.version)).collect();
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
    seen.extend(own.iter().map(|kept| (kept.id.clone(), kept.version)));
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
        seen,
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

/// Does what the plan says. What the bank held of it stays in its history.
///
/// # Errors
/// When the bank has changed since the plan was made, or it cannot be written. The bank then says what it said before.
pub async fn bring_in(bank: &Bank, plan: &ImportPlan, takes: &Takes) -> Result<BroughtIn, Error> {
    let mut done = BroughtIn::default();
    let mut work = Work::default();
    for (at, merge) in plan.stories.iter().enumerate() {
        match apply(merge, plan.take(at, takes)) {
            None => done.left += 1,
            Some(Write::Create { id, story }) => work.stories.push((id, story)),
            Some(Write::Update { id, story }) => work.story_updates.push((id, story)),
        }
    }
    for (told, planned) in plan.brought.questions.iter().zip(&plan.questions) {
        let question = told.question.clone();
        match (planned.meets, takes.every, &planned.id) {
            (QuestionMeets::Same, ..) => {}
            (QuestionMeets::New, ..) => work.questions.push((planned.id.clone(), question)),
            (QuestionMeets::Changed, Some(Take::Theirs), Some(id)) => {
                work.question_updates.push((id.clone(), question))
            }
            (QuestionMeets::Changed, Some(Take::Both), _) => work.questions.push((None, question)),
            (QuestionMeets::Changed, ..) => {}
        }
    }
    work.questions
        .extend(plan.asked.iter().map(|text| (None, worded(text))));
    let sources = plan.brought.sources.iter().zip(&plan.sources);
    work.sources.extend(sources.filter(|(_, new)| **new).map(|(source, _)| {
        let kind = match source.kind {
            SourceKind::Cv => "cv",
            SourceKind::Notes => "note",
        };
        let text = SourceText {
            name: source.name.clone(),
            kind: kind.to_owned(),
            text: source.text.clone(),
            added_ms: bank.now_ms(),
        };
        (None, text)
    }));
    bank.judge_beforehand(work.all_stories());
    let mut undo = Undo::default();
    if let Err(error) = write(bank, plan, &work, &mut undo).await {
        undo.all(bank).await?;
        return Err(error);
    }
    done.added = undo.stories.into_iter().map(|(id, _)| id).collect();
    done.updated = work.story_updates.into_iter().map(|(id, _)| id).collect();
    done.questions = work.questions.len() + work.question_updates.len();
    done.sources = work.sources.len();
    Ok(done)
}

/// All that one import writes.
#[derive(Default)]
struct Work {
    stories: Vec<(Option<String>, Story)>,
    story_updates: Vec<(String, Story)>,
    questions: Vec<(Option<String>, Question)>,
    question_updates: Vec<(String, Question)>,
    sources: Vec<(Option<String>, SourceText)>,
}

impl Work {
    fn all_stories(&self) -> Vec<&Story> {
        let new = self.stories.iter().map(|(_, story)| story);
        new.chain(self.story_updates.iter().map(|(_, story)| story)).collect()
    }
}

/// What was written so far, to be taken back if the rest cannot be. The store has one transaction for new things of a kind
/// and none for an import as a whole.
#[derive(Default)]
struct Undo {
    stories: Vec<(String, i64)>,
    questions: Vec<(String, i64)>,
    sources: Vec<(String, i64)>,
    story_updates: Vec<(String, i64, Story)>,
    question_updates: Vec<(String, i64, Question)>,
}

async fn write(bank: &Bank, plan: &ImportPlan, work: &Work, undo: &mut Undo) -> Result<(), Error> {
    let desk = bank.desk();
    // What somebody changed since the plan was shown is found before anything is written.
    let cards = desk.cards().await?;
    let now: BTreeMap<&str, i64> = cards.iter().map(|card| (card.id.as_str(), card.version)).collect();
    for (id, _) in &work.story_updates {
        if now.get(id.as_str()) != plan.seen.get(id) {
            return Err(moved_on());
        }
    }
    let new = desk.put_stories(&plan.origin, &work.stories).await?;
    undo.stories.extend(new.into_iter().map(|kept| (kept.id, kept.version)));
    let new = desk.put_questions(&plan.origin, &work.questions).await?;
    undo.questions
        .extend(new.into_iter().map(|kept| (kept.id, kept.version)));
    let new = desk.put_sources(&plan.origin, &work.sources).await?;
    undo.sources.extend(new.into_iter().map(|kept| (kept.id, kept.version)));
    for (id, story) in &work.story_updates {
        let before = desk.story(id).await?;
        let seen = plan.seen.get(id).copied();
        let kept = desk.put_story(Some(id), seen, story).await?;
        undo.story_updates.push((kept.id, kept.version, before.value));
    }
    for (id, question) in &work.question_updates {
        let before = desk.question(id).await?;
        let seen = plan.seen.get(id).copied();
        let kept = desk.put_question(Some(id), seen, question).await?;
        undo.question_updates.push((kept.id, kept.version, before.value));
    }
    Ok(())
}

impl Undo {
    /// Takes everything back: what was new leaves no trace, unless its name had a history; what was changed says what it said.
    async fn all(&self, bank: &Bank) -> Result<(), Error> {
        let desk = bank.desk();
        for (id, version, before) in &self.question_updates {
            desk.put_question(Some(id), Some(*version), before).await?;
        }
        for (id, version, before) in &self.story_updates {
            desk.put_story(Some(id), Some(*version), before).await?;
        }
        for (id, version) in &self.sources {
            match version {
                1 => desk.purge_source(id).await?,
                _ => desk.remove_source(id, *version).await?,
            }
        }
        for (id, version) in &self.questions {
            match version {
                1 => desk.purge_question(id).await?,
                _ => desk.remove_question(id, *version).await?,
            }
        }
        for (id, version) in &self.stories {
            match version {
                1 => desk.purge_story(id).await?,
                _ => desk.remove_story(id, *version).await?,
            }
        }
        Ok(())
    }
}

fn moved_on() -> Error {
    Error::invalid(
        "import-stale",
        "The bank has changed since this plan was made",
        "a story it would change was changed meanwhile",
        "Look at the plan again; nothing was taken.",
    )
}
