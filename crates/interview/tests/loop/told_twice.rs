//! Which tellings are of one story, held against twenty loops of six tellings that were sorted by hand: the ten of two writers were
//! looked at while weights and bound were chosen (`tune`), the ten of two others were set aside and measured once (`held`).

use glidepath_domain::Principle;
use glidepath_interview::{Told, retold, stories};
use proptest::prelude::*;
use serde::Deserialize;

const LOOPS: &str = include_str!("../data/retold.jsonl");

#[derive(Deserialize)]
struct Sorted {
    part: String,
    stories: Vec<usize>,
    tellings: Vec<String>,
}

fn loops(part: &str) -> Vec<Sorted> {
    let read = |line| serde_json::from_str::<Sorted>(line).expect("a sorted loop");
    LOOPS.lines().map(read).filter(|sorted| sorted.part == part).collect()
}

fn told<'a>(texts: &[&'a str]) -> Vec<Told<'a>> {
    let one = |(round, text): (usize, &&'a str)| Told {
        round,
        exchange: 0,
        principle: Some(Principle::Ownership),
        text,
    };
    texts.iter().enumerate().map(one).collect()
}

/// Pairs of tellings found to be of one story that are; that are not; and that were missed.
#[derive(Debug, Default, PartialEq, Eq)]
struct Pairs {
    right: usize,
    wrong: usize,
    missed: usize,
}

impl Pairs {
    fn add(&mut self, texts: &[&str], is: &[usize]) {
        let found = stories(&told(texts));
        for b in 0..is.len() {
            for a in 0..b {
                match (found[a] == found[b], is[a] == is[b]) {
                    (true, true) => self.right += 1,
                    (true, false) => self.wrong += 1,
                    (false, true) => self.missed += 1,
                    (false, false) => {}
                }
            }
        }
    }
}

/// Whole loops; and each pair of tellings by itself, as in a loop that was left early.
fn measure(part: &str) -> (Pairs, Pairs) {
    let (mut whole, mut alone) = (Pairs::default(), Pairs::default());
    for sorted in loops(part) {
        let texts: Vec<&str> = sorted.tellings.iter().map(String::as_str).collect();
        whole.add(&texts, &sorted.stories);
        for b in 0..texts.len() {
            for a in 0..b {
                alone.add(&[texts[a], texts[b]], &[sorted.stories[a], sorted.stories[b]]);
            }
        }
    }
    (whole, alone)
}

#[test]
fn tellings_of_one_story_are_known_again() {
    for part in ["tune", "held"] {
        let (whole, alone) = measure(part);
        println!("{part}: {whole:?}; each pair by itself: {alone:?}");
        assert!(whole.wrong == 0 && whole.missed == 0, "{part}: {whole:?}");
        assert!(alone.wrong <= 1 && alone.missed <= 2, "{part}: {alone:?}");
    }
}

#[test]
fn two_people_share_no_story() {
    let all = loops("tune");
    let mut pairs = Pairs::default();
    for (one, other) in all.iter().zip(&all[5..]) {
        let texts: Vec<&str> = one.tellings.iter().chain(&other.tellings).map(String::as_str).collect();
        let is: Vec<usize> = one
            .stories
            .iter()
            .copied()
            .chain(other.stories.iter().map(|story| story + 10))
            .collect();
        pairs.add(&texts, &is);
    }
    assert!(pairs.wrong == 0 && pairs.missed <= 2, "{pairs:?}");
}

#[test]
fn the_same_words_five_times_are_one_story() {
    let text = loops("tune").swap_remove(0).tellings.swap_remove(0);
    let found = retold(&told(&[text.as_str(); 5]));
    assert_eq!(stories(&told(&[text.as_str(); 5])), [0; 5]);
    assert_eq!(
        found.iter().map(|one| (one.first.0, one.again.0)).collect::<Vec<_>>(),
        [(0, 1), (0, 2), (0, 3), (0, 4)]
    );
    assert!(found.iter().all(|one| one.same_principle == Some(Principle::Ownership)));
}

#[test]
fn a_word_or_a_sentence_is_no_story() {
    assert_eq!(
        stories(&told(&["Yes.", "Yes.", "", "", "I fixed it.", "I fixed it."])),
        [0, 1, 2, 3, 4, 5]
    );
    assert!(retold(&told(&["Yes.", "Yes."])).is_empty() && stories(&[]).is_empty());
}

#[test]
fn what_both_share_is_named_in_words_of_the_first() {
    let sorted = loops("tune").swap_remove(0);
    let texts: Vec<&str> = sorted.tellings.iter().map(String::as_str).collect();
    let mut all = told(&texts);
    all[3].principle = None;
    let found = retold(&all);
    assert_eq!(found.len(), 3);
    for one in &found {
        let (first, again) = (texts[one.first.0], texts[one.again.0]);
        assert_eq!(one.same_principle.is_none(), one.again.0 == 3);
        assert!(!one.what.is_empty());
        for word in one.what.split(", ") {
            assert!(first.contains(word), "{word}");
            // The other telling may bend it.
            assert!(
                again.to_lowercase().contains(&word.to_lowercase()[..word.len().min(4)]),
                "{word}"
            );
        }
    }
}

proptest! {
    #[test]
    fn any_texts_are_sorted(texts in proptest::collection::vec("\\PC{0,80}|([a-zA-Z',.%0-9-]{1,9} ){0,40}", 0..8)) {
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let found = stories(&told(&texts));
        prop_assert_eq!(found.len(), texts.len());
        let mut next = 0;
        for story in found {
            prop_assert!(story <= next, "a number was passed over");
            next = next.max(story + 1);
        }
    }
}
