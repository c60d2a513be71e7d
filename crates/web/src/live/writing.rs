//! Recordings that are being written down: how far each is, and a way to stop it.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use glidepath_app::practice::{Transcriber, transcribe_turn};
use glidepath_app::{Bank, Error};

use crate::sound::Sound;

/// One recording that is being written down.
#[derive(Debug, Default)]
pub(crate) struct Writing {
    /// Thousandths that are done.
    done: AtomicU32,
    stop: AtomicBool,
}

impl Writing {
    /// How much is done, 0 to 1.
    pub(crate) fn share(&self) -> f64 {
        f64::from(self.done.load(Ordering::Relaxed)) / 1000.0
    }
}

/// All of them, by drill; and what became of those that failed, until it was told.
#[derive(Debug, Default)]
pub(crate) struct Writings {
    under_way: Mutex<HashMap<String, Arc<Writing>>>,
    failed: Mutex<HashMap<String, Error>>,
}

impl Writings {
    /// Has a turn written down, beside everything else. One drill's recordings are written one at a time.
    pub(crate) fn begin(
        self: &Arc<Self>,
        bank: Arc<Bank>,
        sound: &Sound,
        transcriber: &Arc<dyn Transcriber>,
        drill: &str,
        turn: usize,
    ) {
        let writing = Arc::new(Writing::default());
        {
            let mut under_way = held(&self.under_way);
            if under_way.contains_key(drill) {
                return;
            }
            under_way.insert(drill.to_owned(), Arc::clone(&writing));
        }
        held(&self.failed).remove(drill);
        let (writings, drill) = (Arc::clone(self), drill.to_owned());
        let (recordings, language) = (sound.recordings.clone(), sound.language.clone());
        let transcriber = Arc::clone(transcriber);
        tokio::spawn(async move {
            let told = Arc::clone(&writing);
            let progress = move |share: f64| {
                told.done
                    .store((share.clamp(0.0, 1.0) * 1000.0) as u32, Ordering::Relaxed);
                !told.stop.load(Ordering::Relaxed)
            };
            let done = transcribe_turn(
                &bank,
                &recordings,
                &transcriber,
                &drill,
                turn,
                language.as_deref(),
                progress,
            )
            .await;
            if let Err(error) = done
                && !writing.stop.load(Ordering::Relaxed)
            {
                held(&writings.failed).insert(drill.clone(), error);
            }
            held(&writings.under_way).remove(&drill);
        });
    }

    /// The one of this drill, if it is under way.
    pub(crate) fn of(&self, drill: &str) -> Option<Arc<Writing>> {
        held(&self.under_way).get(drill).map(Arc::clone)
    }

    /// Stops the one of this drill. It ends as soon as the transcriber hears of it.
    pub(crate) fn stop(&self, drill: &str) {
        if let Some(writing) = held(&self.under_way).remove(drill) {
            writing.stop.store(true, Ordering::Relaxed);
        }
    }

    /// What went wrong with the last one of this drill: told once.
    pub(crate) fn trouble(&self, drill: &str) -> Option<Error> {
        held(&self.failed).remove(drill)
    }
}

fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}
