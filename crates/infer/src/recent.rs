//! Sentence vectors that were made lately, by the words they were made from.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Vectors kept at most: about eight megabytes, some two hundred answers.
const MOST: usize = 4_096;

/// The vectors of sentences seen lately. Two generations: when the younger is full it becomes the older, whose vectors are let go unless they
/// were asked for since.
#[derive(Debug, Default)]
pub(crate) struct Recent {
    generations: Mutex<[HashMap<String, Arc<[f32]>>; 2]>,
}

impl Recent {
    /// The vector of these words, made by `make` unless it is kept. `None` when it cannot be made.
    pub(crate) fn vector(&self, words: &str, make: impl FnOnce() -> Option<Vec<f32>>) -> Option<Arc<[f32]>> {
        if let Some(kept) = self.kept(words) {
            return Some(kept);
        }
        let made: Arc<[f32]> = make()?.into();
        self.keep(words.to_owned(), Arc::clone(&made));
        Some(made)
    }

    /// True when the vector of these words is kept.
    pub(crate) fn has(&self, words: &str) -> bool {
        let generations = self.generations.lock().unwrap_or_else(PoisonError::into_inner);
        generations.iter().any(|generation| generation.contains_key(words))
    }

    fn kept(&self, words: &str) -> Option<Arc<[f32]>> {
        let mut generations = self.generations.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(vector) = generations[0].get(words) {
            return Some(Arc::clone(vector));
        }
        let (words, vector) = generations[1].remove_entry(words)?;
        generations[0].insert(words, Arc::clone(&vector));
        Some(vector)
    }

    fn keep(&self, words: String, vector: Arc<[f32]>) {
        let mut generations = self.generations.lock().unwrap_or_else(PoisonError::into_inner);
        if generations[0].len() >= MOST / 2 {
            generations.swap(0, 1);
            generations[0].clear();
        }
        generations[0].insert(words, vector);
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST, Recent};

    #[test]
    fn what_is_asked_for_again_stays() {
        let recent = Recent::default();
        let mut made = 0;
        for number in 0..2 * MOST {
            recent.vector("asked again and again", || {
                made += 1;
                Some(vec![1.0])
            });
            recent.vector(&number.to_string(), || Some(vec![0.0]));
        }
        assert_eq!(made, 1);
        let generations = recent.generations.lock().unwrap();
        assert!(generations.iter().map(std::collections::HashMap::len).sum::<usize>() <= MOST);
    }

    #[test]
    fn what_cannot_be_made_is_not_kept() {
        let recent = Recent::default();
        assert!(recent.vector("words", || None).is_none());
        assert!(recent.vector("words", || Some(vec![2.0])).is_some());
    }
}
