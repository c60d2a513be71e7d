//! Which of the bank's stories was told: only where it is clear. What is told is held against a few stories that share its rare words.

use std::collections::{BTreeMap, BTreeSet};

use glidepath_domain::Story;
use glidepath_interview::{Told, stories};

use crate::Kept;

/// Stories held closely against one telling. Set by hand: the right one was among the first two in all tellings of the sample loop.
const LOOKED_AT: usize = 4;

/// How far the likeliest story must lead the next one that could be it as well, in shared words. Set by hand.
const LEAD: f64 = 1.25;

/// What the bank makes of a telling, by places among its stories.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct ToldAs {
    /// The story it tells, where that is clear.
    pub(super) clear: Option<usize>,
    /// The story it shares the most rare words with; none where it shares none.
    pub(super) likeliest: Option<usize>,
}

/// What the bank makes of each text.
pub(super) fn told_stories(texts: &[&str], kept: &[Kept<Story>]) -> Vec<ToldAs> {
    let bank: Vec<(String, BTreeSet<String>)> = kept
        .iter()
        .map(|story| {
            let text = format!("{}.\n\n{}", story.value.title, story.value.text());
            let words = words(&text);
            (text, words)
        })
        .collect();
    let mut held: BTreeMap<&str, usize> = BTreeMap::new();
    for word in bank.iter().flat_map(|(_, words)| words) {
        *held.entry(word).or_default() += 1;
    }
    // A word in every story tells none of them apart.
    let rare = |word: &str| {
        held.get(word)
            .map_or(0.0, |times| (bank.len() as f64 / *times as f64).ln())
    };
    let told = |text: &&str| {
        let words = words(text);
        let mut ranked: Vec<(usize, f64)> = bank
            .iter()
            .map(|(_, own)| own.intersection(&words).map(|word| rare(word)).sum::<f64>())
            .enumerate()
            .collect();
        // Where the bank has one story alone, no word is rare, and it is the one to look at.
        ranked.sort_by(|(_, a), (_, b)| b.total_cmp(a));
        let likeliest = ranked.first().filter(|(_, shared)| *shared > 0.0).map(|(at, _)| *at);
        let mut same = ranked
            .into_iter()
            .take(LOOKED_AT)
            .filter(|(at, _)| bank.get(*at).is_some_and(|(story, _)| is_told(story, text)));
        let first = same.next();
        let clear = first.filter(|(_, shared)| same.next().is_none_or(|(_, next)| *shared >= next * LEAD));
        ToldAs {
            clear: clear.map(|(at, _)| at),
            likeliest,
        }
    };
    texts.iter().map(told).collect()
}

/// A number for each telling, the same for tellings of one story, in the order of first tellings: by what `clusters` says of them alone
/// ([`glidepath_interview::stories`]), put right where the bank knows better. Two tellings of one story of the bank's are one; and one that
/// is more like another story is not.
pub(super) fn numbered(clusters: &[usize], told: &[ToldAs]) -> Vec<usize> {
    let known = |cluster: usize| {
        let of_it = clusters.iter().zip(told).filter(move |(of, _)| **of == cluster);
        of_it.filter_map(|(_, told)| told.clear)
    };
    let mut seen: Vec<(bool, usize)> = Vec::new();
    clusters
        .iter()
        .zip(told)
        .map(|(cluster, told)| {
            let likeliest = told
                .likeliest
                .filter(|likely| known(*cluster).any(|story| story == *likely));
            let key = match told.clear.or(likeliest) {
                Some(story) => (true, story),
                None => (false, *cluster),
            };
            seen.iter().position(|one| *one == key).unwrap_or_else(|| {
                seen.push(key);
                seen.len() - 1
            })
        })
        .collect()
}

/// Whether a text tells this story.
fn is_told(story: &str, text: &str) -> bool {
    let telling = |round, text| Told {
        round,
        exchange: 0,
        principle: None,
        text,
    };
    matches!(stories(&[telling(0, story), telling(1, text)]).as_slice(), [a, b] if a == b)
}

/// The words that say something, in lower case. Short ones seldom do.
fn words(text: &str) -> BTreeSet<String> {
    let split = text.split(|c: char| !c.is_alphanumeric());
    split
        .filter(|word| word.chars().count() > 3)
        .map(str::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{ToldAs, numbered};

    #[test]
    fn the_bank_joins_and_parts_tellings() {
        let told = |clear, likeliest| ToldAs { clear, likeliest };
        let none = told(None, None);
        assert_eq!(numbered(&[0, 1, 0], &[none, none, none]), [0, 1, 0]);
        // Clearly one story of the bank's, in other words.
        let clear = told(Some(4), Some(4));
        assert_eq!(numbered(&[0, 1, 2], &[clear, none, clear]), [0, 1, 0]);
        // Alike by what every story of this employer has in it, and more like another one.
        assert_eq!(
            numbered(&[0, 0, 0], &[clear, told(None, Some(2)), told(None, Some(4))]),
            [0, 1, 0]
        );
        // A story that the bank does not have.
        assert_eq!(numbered(&[0, 0], &[told(None, Some(1)), told(None, Some(2))]), [0, 0]);
    }
}
