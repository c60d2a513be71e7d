//! Which stories of the bank answer a question, and the reading of stories that makes it possible.
//!
//! Reading takes a model some milliseconds a sentence, so it is done beside: by the web app in the background, by the terminal before it
//! searches. What was read is kept in the database with the story's version, and until then words alone find.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

use glidepath_domain::{Beat, Principle, StoryId};
use glidepath_retrieve::{Entry, Library, Reading, Tier};
use glidepath_store::StoreError;

use crate::match_stories::years_since;
use crate::seeker::{Seeker, beat_at, in_words};
use crate::tag_question::whole;
use crate::{Bank, Error};

/// Tellings of the last so many days count as of late.
const LATE_MS: i64 = 60 * 24 * 60 * 60 * 1000;

/// Stories read in one go: a few seconds of work, then whoever waits is let in.
const AT_ONCE: usize = 8;

/// A story that may answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Fit {
    /// Its name.
    pub story: String,
    /// What the candidate calls it.
    pub title: String,
    /// The chance that it is a good answer.
    pub score: f64,
    /// Why, in words.
    pub why: String,
    /// The sentence nearest to the question.
    pub quote: Option<String>,
    /// What that sentence does in the story.
    pub beat: Option<Beat>,
    /// The principles the candidate says it serves.
    pub principles: Vec<Principle>,
}

/// What the bank has for a question.
#[derive(Debug, Clone, PartialEq)]
pub struct Fits {
    /// Best first.
    pub fits: Vec<Fit>,
    /// True when nothing fits, and it would be better to say so than to bend a story.
    pub pass: bool,
    /// True when words alone were searched.
    pub words_only: bool,
    /// Stories that no model has read yet.
    pub unread: usize,
    /// Stories in the bank.
    pub all: usize,
}

/// The bank's stories as they were searched last, so that the next search does not read the database again.
#[derive(Debug, Default)]
pub struct Searched {
    last: Mutex<Option<(Stamp, Arc<Library>)>>,
}

/// Finds the stories that answer a question, at most `most`.
///
/// # Errors
/// When the question is blank, or the database does not answer.
pub async fn answer_with(
    bank: &Bank,
    question: &str,
    most: usize,
    seeker: &Seeker,
    searched: &Searched,
) -> Result<Fits, Error> {
    whole(question)?;
    let library = searched_library(bank, seeker, searched).await?;
    let (searcher, asked) = (seeker.clone(), question.to_owned());
    // Reading the question and each story found takes some milliseconds, which other requests need not wait for.
    let found = tokio::task::spawn_blocking(move || fits(&library, &asked, most, &searcher));
    found.await.map_err(|error| broke_off(&error))
}

fn broke_off(error: &tokio::task::JoinError) -> Error {
    Error::unavailable(
        "search-failed",
        "The search broke off",
        error.to_string(),
        "Search again; please report the question if it happens again.",
    )
}

fn fits(library: &Library, question: &str, most: usize, seeker: &Seeker) -> Fits {
    let found = library.find(question, most, seeker.meaning());
    let fits = found.matches.iter().filter_map(|one| {
        let entry = library.entries().get(one.place)?;
        let span = one.why.sentence;
        Some(Fit {
            story: entry.id.clone()?.0,
            title: entry.title.clone(),
            score: one.score,
            why: in_words(library, one, false),
            quote: span
                .and_then(|span| entry.text.get(span.start..span.end))
                .map(str::to_owned),
            beat: span.and_then(|span| beat_at(&entry.text, span)),
            principles: entry.principles.clone(),
        })
    });
    let unread = library.entries().iter().filter(|entry| entry.reading.is_none()).count();
    Fits {
        fits: fits.collect(),
        pass: found.pass,
        words_only: found.tier == Tier::Words,
        unread: if seeker.meaning().is_some() { unread } else { 0 },
        all: library.entries().len(),
    }
}

impl Searched {
    /// Forgets them: what lies in the database now is another bank.
    pub fn forget(&self) {
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

/// What decides whether a library is as it was: every story with its version, its tellings of late, and whether it was read.
type Stamp = Vec<(String, i64, u32, bool)>;

async fn searched_library(bank: &Bank, seeker: &Seeker, searched: &Searched) -> Result<Arc<Library>, Error> {
    let desk = bank.desk();
    let unread: HashSet<String> = match model(seeker) {
        Some(model) => desk.missing(&model).await?.into_iter().map(|(id, _)| id).collect(),
        None => HashSet::new(),
    };
    let told = told(bank).await?;
    let cards = desk.cards().await?;
    let stamp: Stamp = cards
        .iter()
        .map(|card| {
            (
                card.id.clone(),
                card.version,
                told.get(&card.id).copied().unwrap_or(0),
                !unread.contains(&card.id),
            )
        })
        .collect();
    if let Some((last, library)) = searched.last.lock().unwrap_or_else(PoisonError::into_inner).as_ref()
        && *last == stamp
    {
        return Ok(Arc::clone(library));
    }
    let library = Arc::new(library(bank, seeker).await?);
    *searched.last.lock().unwrap_or_else(PoisonError::into_inner) = Some((stamp, Arc::clone(&library)));
    Ok(library)
}

/// How often each story was told of late.
async fn told(bank: &Bank) -> Result<HashMap<String, u32>, Error> {
    let since = bank.now_ms() - LATE_MS;
    let mut told = HashMap::new();
    for telling in bank.desk().tellings(None).await? {
        if telling.at_ms >= since {
            *told.entry(telling.story).or_default() += 1;
        }
    }
    Ok(told)
}

/// The bank's stories, ready to be searched.
pub(crate) async fn library(bank: &Bank, seeker: &Seeker) -> Result<Library, Error> {
    let desk = bank.desk();
    let mut readings: HashMap<String, Reading> = HashMap::new();
    if let Some(model) = model(seeker) {
        let rows = desk.vectors(&model).await?;
        readings.extend(
            rows.into_iter()
                .filter_map(|row| Some((row.story, Reading::from_bytes(&row.bytes)?))),
        );
    }
    let told = told(bank).await?;
    let today = bank.today();
    let entries = desk.stories().await?.into_iter().map(|kept| Entry {
        title: kept.value.title.clone(),
        text: kept.value.text(),
        principles: kept.value.principles.clone(),
        told: told.get(&kept.id).copied().unwrap_or(0),
        years: kept.value.when.map_or(0, |when| years_since(when, today)),
        reading: readings.remove(&kept.id),
        id: Some(StoryId(kept.id)),
    });
    Ok(Library::of(entries))
}

/// Reads some of the stories that no model has read yet, and says how many are left. Nothing happens without a model.
///
/// # Errors
/// When the database does not answer, or a story in it is damaged.
pub async fn read_some(bank: &Bank, seeker: &Seeker) -> Result<usize, Error> {
    let Some(model) = model(seeker) else { return Ok(0) };
    let desk = bank.desk();
    let missing = desk.missing(&model).await?;
    for (id, version) in missing.iter().take(AT_ONCE) {
        let story = match desk.story(id).await {
            Ok(story) if story.version == *version => story.value,
            // It was changed or removed meanwhile: the next round sees it as it is.
            Ok(_) | Err(StoreError::Missing { .. }) => continue,
            Err(error) => return Err(error.into()),
        };
        let reader = seeker.clone();
        let read = move || Reading::of(&story.title, &story.text(), reader.meaning()?);
        let reading = tokio::task::spawn_blocking(read)
            .await
            .map_err(|error| broke_off(&error))?;
        // A story without words has nothing to be read; an empty reading says so, and it is not tried again.
        let bytes = reading.map(|reading| reading.to_bytes()).unwrap_or_default();
        match desk.put_vectors(id, *version, &model, bytes).await {
            Ok(()) | Err(StoreError::Missing { .. }) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(missing.len().saturating_sub(AT_ONCE))
}

/// Under which name readings are kept: it changes with the weights and with the shape of a reading.
fn model(seeker: &Seeker) -> Option<String> {
    seeker
        .meaning()
        .map(|meaning| format!("{}/{}", meaning.model(), Reading::SHAPE))
}
