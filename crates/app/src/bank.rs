//! The story bank, open: what every use case about stories, questions and digs is handed. Opening alone touches the disk.
//!
//! The clock and fresh names come from the program's edge. What is kept beside a story is judged by the rules alone, so that a list
//! of stories and the story itself say the same, with and without a model.

use std::collections::HashMap;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex as Lock, PoisonError};

use glidepath_domain::{Attempt, Date, Story};
use glidepath_exchange::revision;
use glidepath_store::{Desk, Place, Source, Store, Workspace};
use glidepath_story::{Readiness, Take, readiness};
use tokio::sync::{Mutex, RwLock};

use crate::answer_with::{self, Fits, Searched};
use crate::practice::Reviews;
use crate::seeker::Seeker;
use crate::{Error, Reviewer, side_by_side};

/// The database's name in the data folder.
pub const FILE: &str = "glidepath.db";

/// What only the program's edge may find out by itself.
pub trait Edge: Send + Sync {
    /// Now, in milliseconds since 1970 in UTC.
    fn now_ms(&self) -> i64;
    /// Today, where the user is.
    fn today(&self) -> Date;
    /// A name nothing else has: a UUIDv7, so that names sort by the time they were made.
    fn id(&self) -> String;
}

/// Where the bank lies: the address if one is set, else the file in the data folder.
#[must_use]
pub fn place(data_dir: &Path, url: Option<&str>) -> Place {
    url.map_or_else(|| Place::File(data_dir.join(FILE)), |url| Place::Url(url.to_owned()))
}

/// One person's stories, questions, digs and drafts.
pub struct Bank {
    store: Store,
    workspace: Workspace,
    judge: Arc<Judge>,
    reviews: Reviews,
}

impl std::fmt::Debug for Bank {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let place = self.store.place().to_string();
        f.debug_struct("Bank").field("place", &place).finish_non_exhaustive()
    }
}

impl Bank {
    /// Opens the bank at `place`, and makes it if there is none.
    ///
    /// # Errors
    /// When it cannot be made, reached or written, is none of ours, or comes from a newer program.
    pub async fn open(place: &Place, edge: Arc<dyn Edge>, reviewer: &Reviewer) -> Result<Self, Error> {
        let judge = Judge::of(edge, reviewer);
        let store = Store::open(place, Box::new(Shared(Arc::clone(&judge)))).await?;
        Ok(Self {
            store,
            workspace: Workspace::local(),
            judge,
            reviews: Reviews::default(),
        })
    }

    /// Waits for writes under way and closes.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn close(self) -> Result<(), Error> {
        Ok(self.store.close().await?)
    }

    /// Where it lies, for people: without secrets.
    #[must_use]
    pub fn place(&self) -> String {
        self.store.place().to_string()
    }

    /// The day, where the user is.
    #[must_use]
    pub fn today(&self) -> Date {
        self.judge.edge.today()
    }

    /// Now, in milliseconds since 1970 in UTC.
    #[must_use]
    pub fn now_ms(&self) -> i64 {
        self.judge.edge.now_ms()
    }

    pub(crate) fn desk(&self) -> Desk<'_> {
        self.store.at(&self.workspace)
    }

    /// Reviews of drills that were made since it was opened.
    pub(crate) fn reviews(&self) -> &Reviews {
        &self.reviews
    }

    pub(crate) fn store(&self) -> &Store {
        &self.store
    }

    /// How ready a story is, by the rules' review of its words and its best take.
    pub(crate) fn readiness(&self, story: &Story, take: Option<Take>) -> Readiness {
        self.judge.readiness(story, take)
    }

    /// Judges stories on all cores before many are written, so that nobody waits for it while the database is locked.
    pub(crate) fn judge_beforehand<'s>(&self, stories: impl IntoIterator<Item = &'s Story>) {
        self.judge.beforehand(stories.into_iter().collect());
    }
}

/// What the store is handed: the edge's clock and names, and the rules' judgement.
pub(crate) struct Judge {
    edge: Arc<dyn Edge>,
    rules: Reviewer,
    /// By a story's revision; emptied as it is asked for.
    known: Lock<HashMap<String, u32>>,
}

impl Judge {
    pub(crate) fn of(edge: Arc<dyn Edge>, reviewer: &Reviewer) -> Arc<Self> {
        Arc::new(Self {
            edge,
            rules: Reviewer::of_rules(reviewer.settings.clone()),
            known: Lock::default(),
        })
    }

    fn readiness(&self, story: &Story, take: Option<Take>) -> Readiness {
        let text = story.text();
        let review = (!text.is_empty()).then(|| self.rules.review(&Attempt::of(text, self.edge.today())).0);
        readiness(story, take, review.as_ref())
    }

    fn beforehand(&self, stories: Vec<&Story>) {
        let judged = side_by_side(stories, |story| (revision(story), self.readiness(story, None).bits()));
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        *known = judged.into_iter().collect();
    }
}

/// The judge as the store wants it: in a box of its own.
pub(crate) struct Shared(pub(crate) Arc<Judge>);

impl Source for Shared {
    fn now_ms(&self) -> i64 {
        self.0.edge.now_ms()
    }

    fn id(&self) -> String {
        self.0.edge.id()
    }

    fn ready(&self, story: &Story) -> u32 {
        let mut known = self.0.known.lock().unwrap_or_else(PoisonError::into_inner);
        let judged = if known.is_empty() {
            None
        } else {
            known.remove(&revision(story))
        };
        drop(known);
        judged.unwrap_or_else(|| self.0.readiness(story, None).bits())
    }
}

/// Says at its end that nobody is busy any more.
struct Done<'b>(&'b AtomicBool);

impl Drop for Done<'_> {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Release);
    }
}

/// A bank that is opened when first asked for, and may be closed for a while: what an edge that lives long holds.
pub struct LazyBank {
    place: Place,
    edge: Arc<dyn Edge>,
    reviewer: Reviewer,
    open: RwLock<Option<Arc<Bank>>>,
    seeker: Seeker,
    found: Searched,
    /// Held while a model reads some stories.
    reading: Mutex<()>,
    busy: AtomicBool,
}

impl std::fmt::Debug for LazyBank {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let place = self.place.to_string();
        f.debug_struct("LazyBank")
            .field("place", &place)
            .finish_non_exhaustive()
    }
}

impl LazyBank {
    /// A bank at `place`, not open yet.
    #[must_use]
    pub fn at(place: Place, edge: Arc<dyn Edge>, reviewer: Reviewer) -> Self {
        Self {
            place,
            edge,
            reviewer,
            open: RwLock::default(),
            seeker: Seeker::of_words(),
            found: Searched::default(),
            reading: Mutex::default(),
            busy: AtomicBool::new(false),
        }
    }

    /// It, with somebody who finds stories by more than their words.
    #[must_use]
    pub fn seeking(mut self, seeker: Seeker) -> Self {
        self.seeker = seeker;
        self
    }

    /// Who tags questions and finds stories here.
    #[must_use]
    pub fn seeker(&self) -> &Seeker {
        &self.seeker
    }

    /// Which stories answer a question, at most `most`.
    ///
    /// # Errors
    /// See [`answer_with::answer_with`] and [`Bank::open`].
    pub async fn answer_with(&self, question: &str, most: usize) -> Result<Fits, Error> {
        answer_with::answer_with(&*self.get().await?, question, most, &self.seeker, &self.found).await
    }

    /// Has the model read what it has not read yet, beside whatever else is going on. Needs tokio; does nothing where that is done already. A
    /// database that does not answer ends it: words still find, and it is tried again when next called.
    pub fn read_in_background(self: &Arc<Self>) {
        if self.seeker.meaning().is_none() || self.busy.swap(true, Ordering::AcqRel) {
            return;
        }
        let bank = Arc::clone(self);
        tokio::spawn(async move {
            // However it ends, the next call may begin again.
            let _done = Done(&bank.busy);
            while bank.read_on().await.is_ok_and(|left| left > 0) {}
        });
    }

    /// Has the model read a few stories, and says how many are left.
    async fn read_on(&self) -> Result<usize, Error> {
        let _reading = self.reading.lock().await;
        answer_with::read_some(&*self.get().await?, &self.seeker).await
    }

    /// The bank, opened if it was not. What failed once is tried again when next asked for.
    ///
    /// # Errors
    /// See [`Bank::open`].
    pub async fn get(&self) -> Result<Arc<Bank>, Error> {
        if let Some(bank) = self.open.read().await.as_ref() {
            return Ok(Arc::clone(bank));
        }
        let mut open = self.open.write().await;
        if let Some(bank) = open.as_ref() {
            return Ok(Arc::clone(bank));
        }
        let bank = Arc::new(Bank::open(&self.place, Arc::clone(&self.edge), &self.reviewer).await?);
        *open = Some(Arc::clone(&bank));
        Ok(bank)
    }

    /// Puts a backup in the bank's place: closes it, restores, and opens it again when next asked for.
    ///
    /// # Errors
    /// When somebody is still at it here or in another program, or the backup is not fit. The bank is then as it was.
    pub async fn restore(&self, from: &Path) -> Result<glidepath_store::Restored, Error> {
        // What a model is reading is waited for: it is done in a moment.
        let _reading = self.reading.lock().await;
        let mut open = self.open.write().await;
        if let Some(bank) = open.take() {
            match Arc::try_unwrap(bank) {
                Ok(bank) => bank.close().await?,
                Err(bank) => {
                    *open = Some(bank);
                    return Err(Error::unavailable(
                        "store-in-use",
                        "The bank is in use",
                        "something else is being read or saved at this moment",
                        "Try again in a moment.",
                    ));
                }
            }
        }
        self.found.forget();
        crate::restore::restore(from, &self.place, Arc::clone(&self.edge), &self.reviewer).await
    }
}
