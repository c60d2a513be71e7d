//! Searching the bank: by words until stories are read, by meaning from then on, and afresh whenever something changed.

use std::sync::Arc;

use glidepath_app::answer_with::{Searched, answer_with, read_some};
use glidepath_app::keep_story::keep_story;
use glidepath_app::note_telling::{Told, note_telling};
use glidepath_app::seeker::Seeker;
use glidepath_retrieve::{Asked, Meaning, Shown, THEMES, WIDTH};

use crate::{bank, kept, story};

/// Reads the same in everything: enough to see whether it was asked.
struct Same;

impl Meaning for Same {
    fn model(&self) -> &'static str {
        "same"
    }

    fn asked(&self, _question: &str) -> Option<Asked> {
        Some(Asked {
            vector: Arc::from([1.0; WIDTH]),
            principles: vec![0.0; 16],
            bucket: vec![0.0; 5],
            form: vec![0.0; 3],
            themes: vec![-4.0; THEMES],
        })
    }

    fn shown(&self, _sentence: &str) -> Option<Shown> {
        Some(Shown {
            vector: Arc::from([1.0; WIDTH]),
            themes: vec![-5.0; THEMES],
            principles: vec![-3.0; 16],
        })
    }

    fn whole(&self, _sum: &[f32]) -> Option<[Vec<f32>; 2]> {
        Some([vec![0.0; THEMES], vec![0.0; 16]])
    }
}

const ASKED: &str = "When did refunds take too long?";

#[tokio::test]
async fn what_was_searched_is_searched_afresh_once_it_was_read_told_or_changed() {
    let bank = bank().await;
    let first = kept(&bank, "The refund queue").await;
    for n in 0..9 {
        kept(&bank, &format!("Number {n}")).await;
    }
    let (seeker, searched) = (Seeker::with_meaning(Arc::new(Same)), Searched::default());
    let search = async || answer_with(&bank, ASKED, 10, &seeker, &searched).await.unwrap();

    let before = search().await;
    assert_eq!((before.words_only, before.unread, before.all), (true, 10, 10));
    assert_eq!(read_some(&bank, &seeker).await.unwrap(), 2, "a few at a time");
    assert_eq!(read_some(&bank, &seeker).await.unwrap(), 0);
    let read = search().await;
    assert_eq!((read.words_only, read.unread), (false, 0));
    assert!(read.fits[0].quote.is_some());

    for _ in 0..4 {
        note_telling(&bank, &first.id, &Told::default()).await.unwrap();
    }
    let told = search().await;
    let again = told.fits.iter().find(|fit| fit.story == first.id).unwrap();
    assert!(again.why.contains("told 4 times"), "{}", again.why);

    let mut changed = story("The refund queue");
    changed.beats[0].text = "Parcels went astray.".to_owned();
    keep_story(&bank, Some(&first.id), Some(first.version), &changed)
        .await
        .unwrap();
    assert_eq!(search().await.unread, 1, "a new version was not read yet");
    assert_eq!(read_some(&bank, &seeker).await.unwrap(), 0);
    assert_eq!(search().await.unread, 0);
}

#[tokio::test]
async fn without_a_model_nothing_is_read() {
    let bank = bank().await;
    kept(&bank, "The refund queue").await;
    assert_eq!(read_some(&bank, &Seeker::of_words()).await.unwrap(), 0);
    let found = answer_with(&bank, ASKED, 3, &Seeker::of_words(), &Searched::default())
        .await
        .unwrap();
    assert_eq!((found.words_only, found.unread, found.fits.len()), (true, 0, 1));
    let blank = answer_with(&bank, " ?", 3, &Seeker::of_words(), &Searched::default())
        .await
        .unwrap_err();
    assert_eq!(blank.code, "text-empty");
}
