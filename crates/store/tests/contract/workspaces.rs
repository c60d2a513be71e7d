//! What one candidate keeps, no other sees or changes.

use glidepath_store::{StoreError, Workspace};

use crate::ground::{Ground, full_story, on_both, titled};
use crate::kinds::{dig, question, source};

on_both! {
    nothing_is_seen_from_next_door,
    nothing_is_changed_from_next_door,
}

/// Fills a workspace with one of each.
async fn fill(desk: glidepath_store::Desk<'_>) {
    desk.put_stories("sample", &[(Some("x".to_owned()), full_story())])
        .await
        .unwrap();
    desk.put_question(Some("x"), None, &question()).await.unwrap();
    desk.put_dig(Some("x"), None, &dig()).await.unwrap();
    desk.put_source(Some("x"), None, &source()).await.unwrap();
    desk.put_draft("story:x", "ann's").await.unwrap();
    desk.put_setting("level", "L6").await.unwrap();
    desk.note_telling("x", 1, "why?", None, None).await.unwrap();
    desk.put_vectors("x", 1, "m", vec![1]).await.unwrap();
}

async fn nothing_is_seen_from_next_door(ground: Ground) {
    let store = ground.open().await;
    let (ann, bea) = (Workspace("ann".to_owned()), Workspace("bea".to_owned()));
    fill(store.at(&ann)).await;
    let desk = store.at(&bea);
    assert!(desk.stories().await.unwrap().is_empty());
    assert!(desk.cards().await.unwrap().is_empty());
    assert!(desk.questions().await.unwrap().is_empty());
    assert!(desk.digs().await.unwrap().is_empty());
    assert!(desk.sources().await.unwrap().is_empty());
    assert!(desk.story_history("x").await.unwrap().is_empty());
    assert!(desk.drafts().await.unwrap().is_empty());
    assert!(desk.draft("story:x").await.unwrap().is_none());
    assert!(desk.settings().await.unwrap().is_empty());
    assert!(desk.setting("level").await.unwrap().is_none());
    assert!(desk.tellings(None).await.unwrap().is_empty());
    assert!(desk.tellings(Some("x")).await.unwrap().is_empty());
    assert!(desk.vectors("m").await.unwrap().is_empty());
    assert!(desk.missing("m").await.unwrap().is_empty());
    assert!(matches!(desk.story("x").await, Err(StoreError::Missing { .. })));
}

async fn nothing_is_changed_from_next_door(ground: Ground) {
    let store = ground.open().await;
    let (ann, bea) = (Workspace("ann".to_owned()), Workspace("bea".to_owned()));
    fill(store.at(&ann)).await;
    let desk = store.at(&bea);
    for error in [
        desk.put_story(Some("x"), Some(1), &titled("stolen")).await.unwrap_err(),
        desk.remove_story("x", 1).await.unwrap_err(),
        desk.restore_story("x").await.unwrap_err(),
        desk.purge_story("x").await.unwrap_err(),
        desk.note_telling("x", 1, "", None, None).await.unwrap_err(),
        desk.put_vectors("x", 1, "m", vec![7]).await.unwrap_err(),
    ] {
        assert!(matches!(error, StoreError::Missing { .. }), "{error}");
    }
    assert_eq!(desk.remove_origin("sample").await.unwrap(), 0);
    let telling = store.at(&ann).tellings(None).await.unwrap().remove(0);
    desk.drop_telling(&telling.id).await.unwrap();
    // The same names are free next door.
    fill(desk).await;
    desk.put_draft("story:x", "bea's").await.unwrap();
    desk.put_setting("level", "L4").await.unwrap();
    desk.put_story(Some("x"), Some(1), &titled("bea's")).await.unwrap();
    desk.purge_story("x").await.unwrap();
    desk.drop_setting("level").await.unwrap();
    let desk = store.at(&ann);
    assert_eq!(desk.story("x").await.unwrap().value, full_story());
    assert_eq!(desk.cards().await.unwrap().len(), 1);
    assert_eq!(desk.story_history("x").await.unwrap().len(), 1);
    assert_eq!(desk.draft("story:x").await.unwrap().unwrap().text, "ann's");
    assert_eq!(desk.setting("level").await.unwrap().as_deref(), Some("L6"));
    assert_eq!(desk.tellings(None).await.unwrap(), [telling]);
    assert_eq!(desk.vectors("m").await.unwrap()[0].bytes, [1]);
}
