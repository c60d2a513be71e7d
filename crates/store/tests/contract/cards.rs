//! Cards say what their stories say.

use glidepath_store::{StoryCard, Workspace};

use crate::ground::{Ground, full_story, on_both, titled};

on_both! {
    a_card_shows_its_story,
    cards_follow_their_stories,
}

async fn a_card_shows_its_story(ground: Ground) {
    let store = ground.open().await;
    let workspace = Workspace::local();
    let desk = store.at(&workspace);
    let kept = desk
        .put_stories("sample", &[(None, full_story())])
        .await
        .unwrap()
        .remove(0);
    let story = kept.value;
    let card = StoryCard {
        id: kept.id,
        version: 1,
        created_ms: kept.created_ms,
        updated_ms: kept.updated_ms,
        origin: "sample".to_owned(),
        ready: 3,
        words: 8,
        title: story.title,
        principles: story.principles,
        outcome: story.outcome,
        when: story.when,
        employer: story.employer,
        role: story.role,
        team_size: story.team_size,
        scope: story.scope,
        level: story.level,
        function: story.function,
        tags: story.tags,
    };
    assert_eq!(desk.cards().await.unwrap(), [card]);
}

async fn cards_follow_their_stories(ground: Ground) {
    let store = ground.open().await;
    let workspace = Workspace::local();
    let desk = store.at(&workspace);
    let a = desk.put_story(None, None, &titled("a")).await.unwrap();
    let b = desk.put_story(None, None, &titled("")).await.unwrap();
    desk.put_story(Some(&a.id), Some(1), &full_story()).await.unwrap();
    let cards = desk.cards().await.unwrap();
    let shown: Vec<_> = cards
        .iter()
        .map(|card| (card.id.as_str(), card.version, card.ready, card.words))
        .collect();
    assert_eq!(shown, [(a.id.as_str(), 2, 3, 8), (b.id.as_str(), 1, 0, 0)]);
    assert!(cards[0].updated_ms > cards[0].created_ms);
    desk.purge_story(&a.id).await.unwrap();
    assert_eq!(desk.cards().await.unwrap().len(), 1);
}
