//! The list of stories, and which one is meant.

use glidepath_app::find_stories::{StoryFilter, StorySort, find_stories};
use glidepath_app::keep_story::keep_story;
use glidepath_app::note_telling::{Told, note_telling};
use glidepath_app::remove_story::remove_story;
use glidepath_app::story_readiness::story_readiness;
use glidepath_app::which_story::{which_removed, which_story};
use glidepath_app::{Bank, ErrorKind};
use glidepath_domain::{Outcome, Principle, Story, When};

use crate::{bank, kept, story};

async fn titles(bank: &Bank, filter: &StoryFilter) -> Vec<String> {
    let found = find_stories(bank, filter).await.unwrap();
    found.rows.into_iter().map(|row| row.card.title).collect()
}

async fn three() -> Bank {
    let bank = bank().await;
    let stories = [
        Story {
            principles: vec![Principle::DiveDeep],
            when: When::read("2021"),
            tags: vec!["payments".to_owned()],
            ..story("Beta")
        },
        Story {
            principles: vec![Principle::Frugality, Principle::DiveDeep],
            outcome: Some(Outcome::Failure),
            when: When::read("2024-05"),
            employer: "Bolt".to_owned(),
            ..story("alpha")
        },
        Story {
            doubt: "Perhaps the ledger was right.".to_owned(),
            ..story("Gamma")
        },
    ];
    for story in &stories {
        keep_story(&bank, None, None, story).await.unwrap();
    }
    bank
}

#[tokio::test]
async fn a_filter_lets_through_what_it_says() {
    let bank = three().await;
    let all = StoryFilter::default;
    let cases: Vec<(StoryFilter, &[&str])> = vec![
        (all(), &["Gamma", "alpha", "Beta"]),
        (
            StoryFilter {
                principle: Some(Principle::DiveDeep),
                ..all()
            },
            &["alpha", "Beta"],
        ),
        (
            StoryFilter {
                outcome: Some(Outcome::Failure),
                ..all()
            },
            &["alpha"],
        ),
        (
            StoryFilter {
                employer: Some("acme ".to_owned()),
                ..all()
            },
            &["Gamma", "Beta"],
        ),
        (
            StoryFilter {
                tag: Some("Payments".to_owned()),
                ..all()
            },
            &["Beta"],
        ),
        (
            StoryFilter {
                year: Some(2024),
                ..all()
            },
            &["alpha"],
        ),
        (
            StoryFilter {
                words: "LEDGER right".to_owned(),
                ..all()
            },
            &["Gamma"],
        ),
        (
            StoryFilter {
                words: "bolt queue".to_owned(),
                ..all()
            },
            &["alpha"],
        ),
        (
            StoryFilter {
                words: "zebra".to_owned(),
                ..all()
            },
            &[],
        ),
        (
            StoryFilter {
                ready: Some(true),
                ..all()
            },
            &[],
        ),
        (
            StoryFilter {
                sort: StorySort::Title,
                ..all()
            },
            &["alpha", "Beta", "Gamma"],
        ),
        (
            StoryFilter {
                sort: StorySort::When,
                ..all()
            },
            &["alpha", "Beta", "Gamma"],
        ),
        (
            StoryFilter {
                sort: StorySort::Written,
                ..all()
            },
            &["Beta", "alpha", "Gamma"],
        ),
    ];
    for (filter, wanted) in cases {
        assert_eq!(titles(&bank, &filter).await, wanted, "{filter:?}");
    }
    let found = find_stories(
        &bank,
        &StoryFilter {
            year: Some(2021),
            ..all()
        },
    )
    .await
    .unwrap();
    assert_eq!((found.all, found.samples), (3, 0));
    assert_eq!(found.employers, ["Acme", "Bolt"]);
    assert_eq!(found.tags, ["payments"]);
    assert!(
        found.rows[0].opening.starts_with("Refunds took nine days"),
        "{:?}",
        found.rows[0]
    );
}

#[tokio::test]
async fn the_list_and_the_story_agree_on_readiness() {
    let bank = three().await;
    let first = find_stories(&bank, &StoryFilter::default())
        .await
        .unwrap()
        .rows
        .remove(0);
    let told = Told {
        seconds: Some(150),
        ..Told::default()
    };
    note_telling(&bank, &first.card.id, &told).await.unwrap();
    for row in find_stories(&bank, &StoryFilter::default()).await.unwrap().rows {
        let whole = story_readiness(&bank, &row.card.id).await.unwrap();
        assert_eq!(row.readiness.0, whole.bits(), "{}", row.card.title);
    }
    let told = find_stories(
        &bank,
        &StoryFilter {
            sort: StorySort::Told,
            ..StoryFilter::default()
        },
    )
    .await
    .unwrap();
    assert_eq!((told.rows[0].told, told.rows[1].told), (1, 0));
    assert!(told.rows[0].told_last_ms.is_some());
}

#[tokio::test]
async fn a_story_is_meant_by_id_beginning_or_title() {
    let bank = bank().await;
    assert_eq!(which_story(&bank, "x").await.unwrap_err().kind, ErrorKind::NotFound);
    let first = kept(&bank, "The queue").await;
    kept(&bank, "The ledger").await;
    kept(&bank, "the ledger ").await;
    for meant in [first.id.as_str(), " the QUEUE ", &first.id[..first.id.len()]] {
        assert_eq!(which_story(&bank, meant).await.unwrap().id, first.id, "{meant}");
    }
    let error = which_story(&bank, "The ledger").await.unwrap_err();
    assert_eq!(error.code, "which-story");
    assert_eq!(which_story(&bank, "id-").await.unwrap_err().code, "which-story");
    let error = which_story(&bank, "The quee").await.unwrap_err();
    assert!(
        error.code == "no-such-story" && error.fix.contains("The queue"),
        "{error}"
    );
    assert_eq!(which_story(&bank, "").await.unwrap_err().code, "no-such-story");
}

#[tokio::test]
async fn a_removed_story_is_meant_in_the_same_ways() {
    let bank = bank().await;
    assert_eq!(which_removed(&bank, "The queue").await.unwrap_err().code, "not-removed");
    let first = kept(&bank, "The queue").await;
    let second = kept(&bank, "The ledger").await;
    let third = kept(&bank, "The ledger").await;
    assert_eq!(which_removed(&bank, &first.id).await.unwrap_err().code, "not-removed");
    for gone in [&first, &second, &third] {
        remove_story(&bank, &gone.id, None).await.unwrap();
    }
    for meant in [first.id.as_str(), " the QUEUE "] {
        assert_eq!(which_removed(&bank, meant).await.unwrap().id, first.id, "{meant}");
    }
    for meant in ["the ledger", "id-"] {
        let error = which_removed(&bank, meant).await.unwrap_err();
        assert!(error.code == "which-story" && error.why.contains(&second.id), "{error}");
    }
    let error = which_removed(&bank, "The quee").await.unwrap_err();
    assert!(
        error.code == "not-removed" && error.fix.contains("The queue"),
        "{error}"
    );
    assert_eq!(which_removed(&bank, "").await.unwrap_err().kind, ErrorKind::NotFound);
}
