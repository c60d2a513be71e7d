//! Drafts, settings, tellings, vectors.

use glidepath_domain::Principle;
use glidepath_store::{StoreError, Vector, Workspace};

use crate::ground::{Ground, on_both, titled};

on_both! {
    the_last_draft_wins,
    settings_are_set_and_unset,
    tellings_are_noted,
    vectors_belong_to_a_version,
}

async fn the_last_draft_wins(ground: Ground) {
    let store = ground.open().await;
    let workspace = Workspace::local();
    let desk = store.at(&workspace);
    assert_eq!(desk.draft("story:1").await.unwrap(), None);
    for text in ["one", "", "üñï\0\u{1f6eb}\r\n\"'"] {
        desk.put_draft("story:1", text).await.unwrap();
        assert_eq!(desk.draft("story:1").await.unwrap().unwrap().text, text);
    }
    desk.put_draft("answer", "later").await.unwrap();
    let keys: Vec<_> = desk
        .drafts()
        .await
        .unwrap()
        .into_iter()
        .map(|draft| draft.key)
        .collect();
    assert_eq!(keys, ["answer", "story:1"], "the latest first");
    desk.drop_draft("answer").await.unwrap();
    desk.drop_draft("answer").await.unwrap();
    assert_eq!(desk.drafts().await.unwrap().len(), 1);
}

async fn settings_are_set_and_unset(ground: Ground) {
    let store = ground.open().await;
    let workspace = Workspace::local();
    let desk = store.at(&workspace);
    assert_eq!(desk.setting("level").await.unwrap(), None);
    desk.put_setting("level", "L5").await.unwrap();
    desk.put_setting("level", "L6\0").await.unwrap();
    desk.put_setting("interview", "").await.unwrap();
    assert_eq!(desk.setting("level").await.unwrap().as_deref(), Some("L6\0"));
    let all = desk.settings().await.unwrap();
    assert_eq!(
        all.into_iter().collect::<Vec<_>>(),
        [
            ("interview".to_owned(), String::new()),
            ("level".to_owned(), "L6\0".to_owned())
        ]
    );
    desk.drop_setting("level").await.unwrap();
    desk.drop_setting("level").await.unwrap();
    assert_eq!(desk.setting("level").await.unwrap(), None);
}

async fn tellings_are_noted(ground: Ground) {
    let store = ground.open().await;
    let workspace = Workspace::local();
    let desk = store.at(&workspace);
    let a = desk.put_story(None, None, &titled("a")).await.unwrap().id;
    let b = desk.put_story(None, None, &titled("b")).await.unwrap().id;
    let late = desk
        .note_telling(&a, 30, "Why?\0", Some(Principle::ThinkBig), None)
        .await
        .unwrap();
    let early = desk.note_telling(&a, -10, "", None, None).await.unwrap();
    let other = desk.note_telling(&b, 20, "How?", None, Some(150)).await.unwrap();
    assert_eq!(desk.tellings(Some(&a)).await.unwrap(), [early.clone(), late.clone()]);
    assert_eq!(desk.tellings(None).await.unwrap(), [early, other.clone(), late.clone()]);
    let error = desk.note_telling("never", 1, "", None, None).await.unwrap_err();
    assert!(matches!(error, StoreError::Missing { .. }), "{error}");
    // It was told, whether or not the story is still there.
    desk.remove_story(&b, 1).await.unwrap();
    assert_eq!(desk.tellings(Some(&b)).await.unwrap(), [other]);
    assert!(matches!(
        desk.note_telling(&b, 1, "", None, None).await,
        Err(StoreError::Missing { .. })
    ));
    desk.drop_telling(&late.id).await.unwrap();
    assert_eq!(desk.tellings(None).await.unwrap().len(), 2);
}

async fn vectors_belong_to_a_version(ground: Ground) {
    let store = ground.open().await;
    let workspace = Workspace::local();
    let desk = store.at(&workspace);
    let a = desk.put_story(None, None, &titled("a")).await.unwrap().id;
    let b = desk.put_story(None, None, &titled("b")).await.unwrap().id;
    assert_eq!(desk.missing("m").await.unwrap(), [(a.clone(), 1), (b.clone(), 1)]);
    desk.put_vectors(&a, 1, "m", vec![0, 255, 10]).await.unwrap();
    desk.put_vectors(&b, 1, "m", Vec::new()).await.unwrap();
    desk.put_vectors(&a, 1, "n", vec![9]).await.unwrap();
    assert!(desk.missing("m").await.unwrap().is_empty());
    let first = |bytes: &[u8]| Vector {
        story: a.clone(),
        version: 1,
        bytes: bytes.to_vec(),
    };
    assert_eq!(desk.vectors("n").await.unwrap(), [first(&[9])]);
    assert_eq!(desk.vectors("m").await.unwrap()[0], first(&[0, 255, 10]));
    // What was made of words that have changed is not offered any more.
    desk.put_story(Some(&a), Some(1), &titled("a2")).await.unwrap();
    assert_eq!(desk.missing("m").await.unwrap(), [(a.clone(), 2)]);
    assert_eq!(desk.vectors("m").await.unwrap().len(), 1);
    desk.put_vectors(&a, 2, "m", vec![1]).await.unwrap();
    assert_eq!(desk.vectors("m").await.unwrap().len(), 2);
    desk.remove_story(&b, 1).await.unwrap();
    assert_eq!(desk.vectors("m").await.unwrap().len(), 1);
    assert!(matches!(
        desk.put_vectors(&b, 1, "m", vec![]).await,
        Err(StoreError::Missing { .. })
    ));
}
