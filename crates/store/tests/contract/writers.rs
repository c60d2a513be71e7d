//! Several at once: in one program, and in two that have the same database open.

use std::sync::Arc;

use glidepath_store::{Store, StoreError, Theirs, Workspace};

use crate::ground::{Counted, Ground, on_both, titled};

on_both! {
    eight_writers_lose_nothing,
    of_two_writers_of_one_version_one_wins,
    two_may_open_a_new_database_at_once,
}

async fn eight_writers_lose_nothing(ground: Ground) {
    const EACH: i64 = 25;
    let workspace = Workspace::local();
    // Two stores are to the database what two programs are.
    let stores = [Arc::new(ground.open().await), Arc::new(ground.open().await)];
    stores[0]
        .at(&workspace)
        .put_story(Some("shared"), None, &titled("0"))
        .await
        .unwrap();
    let mut writers = Vec::new();
    for writer in 0..8 {
        let store = Arc::clone(&stores[writer % 2]);
        writers.push(tokio::spawn(async move {
            let workspace = Workspace::local();
            let desk = store.at(&workspace);
            for _ in 0..EACH {
                let mut seen = desk.story("shared").await.unwrap();
                loop {
                    let next = titled(&(seen.value.title.parse::<i64>().unwrap() + 1).to_string());
                    match desk.put_story(Some("shared"), Some(seen.version), &next).await {
                        Ok(_) => break,
                        Err(StoreError::Stale {
                            theirs: Theirs::Story(theirs),
                            ..
                        }) => seen = *theirs,
                        Err(error) => panic!("{error}"),
                    }
                }
                desk.put_story(None, None, &titled("own")).await.unwrap();
            }
        }));
    }
    for writer in writers {
        writer.await.unwrap();
    }
    let desk = stores[1].at(&workspace);
    let shared = desk.story("shared").await.unwrap();
    assert_eq!((shared.value.title.as_str(), shared.version), ("200", 201));
    assert_eq!(desk.story_history("shared").await.unwrap().len(), 201);
    assert_eq!(desk.stories().await.unwrap().len(), 201);
    assert_eq!(desk.cards().await.unwrap().len(), 201);
    stores[0].check().await.unwrap();
}

async fn of_two_writers_of_one_version_one_wins(ground: Ground) {
    let workspace = Workspace::local();
    let stores = [ground.open().await, ground.open().await];
    for round in 0..20 {
        let id = format!("s{round}");
        let (one, two) = (titled("one"), titled("two"));
        let (desk, other) = (stores[0].at(&workspace), stores[1].at(&workspace));
        // For a new name, and then for its first version.
        let (a, b) = tokio::join!(
            desk.put_story(Some(&id), None, &one),
            other.put_story(Some(&id), None, &two)
        );
        assert!(a.is_ok() != b.is_ok(), "{a:?} {b:?}");
        let error = a.err().or(b.err()).unwrap();
        assert!(matches!(error, StoreError::Taken { .. }), "{error}");
        let (a, b) = tokio::join!(
            desk.put_story(Some(&id), Some(1), &one),
            other.put_story(Some(&id), Some(1), &two)
        );
        assert!(a.is_ok() != b.is_ok(), "{a:?} {b:?}");
        let won = a.as_ref().or(b.as_ref()).unwrap().clone();
        let Err(StoreError::Stale {
            theirs: Theirs::Story(theirs),
            ..
        }) = a.and(b)
        else {
            panic!("the other write was not stale");
        };
        assert_eq!(*theirs, won);
        assert_eq!(desk.story_history(&id).await.unwrap().len(), 2);
    }
}

async fn two_may_open_a_new_database_at_once(ground: Ground) {
    let (a, b) = tokio::join!(
        Store::open(&ground.place, Counted::source()),
        Store::open(&ground.place, Counted::source())
    );
    let (a, b) = (a.unwrap(), b.unwrap());
    let workspace = Workspace::local();
    let kept = a.at(&workspace).put_story(None, None, &titled("a")).await.unwrap();
    assert_eq!(b.at(&workspace).stories().await.unwrap(), [kept]);
}
