//! The fact ledger: what is told and not in it, and what drifts.

use glidepath_app::Saved;
use glidepath_app::fact_ledger::{accept_facts, drifts, ledgers, story_ledger};
use glidepath_app::keep_story::keep_story;
use glidepath_domain::{Beat, Passage, Story};
use glidepath_story::Source;

use crate::{bank, kept, story};

fn with_result(title: &str, result: &str) -> Story {
    let mut told = story(title);
    told.beats.push(Passage {
        beat: Beat::Result,
        text: result.to_owned(),
        principle: None,
    });
    told
}

#[tokio::test]
async fn a_fact_is_taken_in_once() {
    let bank = bank().await;
    let told = with_result("The queue", "Refund errors fell by 30%.");
    let first = keep_story(&bank, None, None, &told).await.unwrap().kept().unwrap();
    let ledger = story_ledger(&bank, &first.id).await.unwrap();
    assert!(ledger.facts.is_empty());
    let fact = ledger.proposed.iter().find(|fact| fact.value == "30%").unwrap().clone();
    let facts = [fact.clone(), fact.clone()];
    accept_facts(&bank, &first.id, 1, &facts).await.unwrap().kept().unwrap();
    let after = story_ledger(&bank, &first.id).await.unwrap();
    assert_eq!((&after.facts, after.version), (&vec![fact], 2));
    assert!(after.proposed.iter().all(|fact| fact.value != "30%"));
    assert!(matches!(
        accept_facts(&bank, &first.id, 1, &facts).await.unwrap(),
        Saved::Clash(_)
    ));
    assert_eq!(ledgers(&bank).await.unwrap(), [after]);
}

#[tokio::test]
async fn drift_is_found_between_stories_and_within_one() {
    let bank = bank().await;
    kept(&bank, "Elsewhere").await;
    let one = with_result("One", "After the change, refund errors fell by 30%.");
    let first = keep_story(&bank, None, None, &one).await.unwrap().kept().unwrap();
    assert!(drifts(&bank, None).await.unwrap().drifts.is_empty());
    let two = with_result("Two", "After the change, refund errors fell by 35%.");
    let second = keep_story(&bank, None, None, &two).await.unwrap().kept().unwrap();
    let all = drifts(&bank, None).await.unwrap();
    assert_eq!(all.drifts.len(), 1, "{:?}", all.drifts);
    let sides = [&all.drifts[0].a, &all.drifts[0].b];
    assert_eq!(sides.map(|side| side.quote.as_str()), ["30%", "35%"]);
    assert_eq!(sides.map(|side| all.named(&side.source)), ["One", "Two"]);
    // Once they agree, only the older version of the second still says otherwise.
    keep_story(
        &bank,
        Some(&second.id),
        Some(1),
        &with_result("Two", "After the change, refund errors fell by 30%."),
    )
    .await
    .unwrap();
    assert!(drifts(&bank, None).await.unwrap().drifts.is_empty());
    let own = drifts(&bank, Some(&second.id)).await.unwrap().drifts;
    assert!(
        own.iter()
            .any(|drift| matches!(drift.b.source, Source::Version { number: 1, .. })),
        "{own:?}"
    );
    // The older version of another story is none of the first one's business.
    assert!(drifts(&bank, Some(&first.id)).await.unwrap().drifts.is_empty());
}
