//! Digs: answers word for word, gems that were really said.

use glidepath_app::Saved;
use glidepath_app::dig::{
    answer_dig, begin_dig, bring_back_dig, dig, digs, go_to_step, keep_dig, keep_gem, remove_dig,
};
use glidepath_domain::{DigStep, Gem};

use crate::bank;

fn gem(quote: &str) -> Gem {
    Gem {
        quote: quote.to_owned(),
        prompt: "dump".to_owned(),
        principle: None,
        customer: false,
        metric: true,
    }
}

#[tokio::test]
async fn answers_are_kept_word_for_word_and_gems_go_with_their_words() {
    let bank = bank().await;
    let begun = begin_dig(&bank, " The queue ", "Acme").await.unwrap();
    assert_eq!(begun.value.project, "The queue");
    let id = &begun.id;
    let words = "  We had 4,000 refunds.\r\nI counted them twice.  ";
    let answered = answer_dig(&bank, id, 1, "dump", words).await.unwrap().kept().unwrap();
    assert_eq!(answered.value.answers[0].text, words);
    let error = keep_gem(&bank, id, 2, &gem("I counted them thrice."), true)
        .await
        .unwrap_err();
    assert_eq!(error.code, "gem-not-said");
    let with = keep_gem(&bank, id, 2, &gem("I counted them twice."), true)
        .await
        .unwrap()
        .kept()
        .unwrap();
    assert_eq!(with.value.gems, [gem("I counted them twice.")]);
    // Keeping it again does not double it.
    keep_gem(&bank, id, 3, &gem("I counted them twice."), true)
        .await
        .unwrap();
    let changed = answer_dig(&bank, id, 4, "dump", "We had 4,000 refunds.")
        .await
        .unwrap()
        .kept()
        .unwrap();
    assert_eq!((changed.value.answers.len(), changed.value.gems.len()), (1, 0));
    let blank = answer_dig(&bank, id, 5, "dump", " \n").await.unwrap().kept().unwrap();
    assert!(blank.value.answers.is_empty());
}

#[tokio::test]
async fn digs_clash_like_stories_and_come_back() {
    let bank = bank().await;
    assert_eq!(begin_dig(&bank, "  ", "").await.unwrap_err().code, "project-unnamed");
    let begun = begin_dig(&bank, "The queue", "").await.unwrap();
    go_to_step(&bank, &begun.id, 1, DigStep::Frame).await.unwrap();
    let late = keep_dig(&bank, &begun.id, 1, &begun.value).await.unwrap();
    assert!(
        matches!(&late, Saved::Clash(clash) if clash.theirs.value.step == DigStep::Frame),
        "{late:?}"
    );
    assert_eq!(late.kept().unwrap_err().code, "store-stale");
    remove_dig(&bank, &begun.id, None).await.unwrap();
    assert!(digs(&bank).await.unwrap().is_empty());
    bring_back_dig(&bank, &begun.id).await.unwrap();
    assert_eq!(dig(&bank, &begun.id).await.unwrap().value.step, DigStep::Frame);
}
