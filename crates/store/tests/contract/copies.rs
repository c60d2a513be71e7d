//! Backup and restore.

use std::fs;

use glidepath_store::{Place, Store, StoreError, Workspace};
use sea_orm::ConnectionTrait;

use crate::ground::{Counted, Ground, full_story, listed, on_both, titled};
use crate::kinds::{block, dig, drill, looped, memory, question, scorecard, source};

on_both! {
    a_backup_holds_everything,
    a_backup_never_overwrites,
    a_backup_is_of_one_moment,
    a_newer_database_is_refused,
}

/// Two workspaces with one of each and a history.
async fn fill(store: &Store) {
    for name in ["ann", "bea"] {
        let workspace = Workspace(name.to_owned());
        let desk = store.at(&workspace);
        let many: Vec<_> = (0..450).map(|n| (Some(format!("s{n:03}")), titled(name))).collect();
        desk.put_stories("sample", &many).await.unwrap();
        desk.put_story(Some("s007"), Some(1), &full_story()).await.unwrap();
        desk.remove_story("s008", 1).await.unwrap();
        desk.put_question(Some("x"), None, &question()).await.unwrap();
        desk.put_dig(Some("x"), None, &dig()).await.unwrap();
        desk.put_source(Some("x"), None, &source()).await.unwrap();
        desk.put_drill(Some("x"), None, &drill()).await.unwrap();
        desk.put_memory(Some("x"), None, &memory()).await.unwrap();
        desk.put_block(Some("x"), None, &block()).await.unwrap();
        desk.put_loop(Some("x"), None, &looped()).await.unwrap();
        desk.put_scorecard(Some("x"), None, &scorecard()).await.unwrap();
        desk.put_draft("story:x", name).await.unwrap();
        desk.put_setting("name", name).await.unwrap();
        desk.note_telling("s007", 1, "why?", None, None).await.unwrap();
        desk.put_vectors("s007", 2, "m", vec![0, 1, 255]).await.unwrap();
    }
}

/// All that can be read, as text.
async fn everything(store: &Store) -> String {
    let mut all = String::new();
    for name in ["ann", "bea"] {
        let workspace = Workspace(name.to_owned());
        let desk = store.at(&workspace);
        all += &format!(
            "{:?}\n{:?}\n{:?}\n{:?}\n{:?}\n{:?}\n{:?}\n{:?}\n{:?}\n{:?}\n{:?}\n{:?}\n{:?}\n{:?}\n{:?}\n{:?}\n",
            desk.stories().await.unwrap(),
            desk.cards().await.unwrap(),
            desk.questions().await.unwrap(),
            desk.digs().await.unwrap(),
            desk.sources().await.unwrap(),
            desk.drills().await.unwrap(),
            desk.memories().await.unwrap(),
            desk.blocks().await.unwrap(),
            desk.loops().await.unwrap(),
            desk.scorecards().await.unwrap(),
            desk.drafts().await.unwrap(),
            desk.settings().await.unwrap(),
            desk.tellings(None).await.unwrap(),
            desk.vectors("m").await.unwrap(),
            desk.story_history("s007").await.unwrap(),
            desk.story_history("s008").await.unwrap(),
        );
    }
    all
}

async fn a_backup_holds_everything(ground: Ground) {
    let store = ground.open().await;
    fill(&store).await;
    let before = everything(&store).await;
    assert!(before.len() > 100_000);
    let path = ground.path("kept.glidepath");
    let backup = store.backup(&path).await.unwrap();
    assert_eq!(backup.bytes, fs::metadata(&path).unwrap().len());
    // Per workspace: 458 things, 460 acts on them, 449 cards, one of each other.
    assert_eq!(backup.rows, 2 * (458 + 460 + 449 + 4));

    // Whichever engine it came from, it is a file that opens.
    let into = Place::File(ground.path("elsewhere/bank.db"));
    let restored = Store::restore(&path, &into, Counted::source()).await.unwrap();
    assert_eq!((restored.rows, restored.replaced), (backup.rows, None));
    let copy = Store::open(&into, Counted::source()).await.unwrap();
    assert_eq!(everything(&copy).await, before);

    // And it goes back to where it came from: over a file, which is kept; into an empty schema.
    store
        .at(&Workspace("ann".to_owned()))
        .put_setting("name", "since")
        .await
        .unwrap();
    let since = everything(&store).await;
    assert_ne!(since, before);
    if let Place::File(_) = ground.place {
        let error = Store::restore(&path, &ground.place, Counted::source())
            .await
            .unwrap_err();
        assert!(matches!(error, StoreError::InUse { .. }), "{error}");
        assert_eq!(everything(&store).await, since);
        store.close().await.unwrap();
        let replaced = Store::restore(&path, &ground.place, Counted::source())
            .await
            .unwrap()
            .replaced
            .unwrap();
        assert_eq!(everything(&ground.open().await).await, before);
        let old = Store::open(&Place::File(replaced), Counted::source()).await.unwrap();
        assert_eq!(everything(&old).await, since);
    } else {
        let error = Store::restore(&path, &ground.place, Counted::source())
            .await
            .unwrap_err();
        assert!(matches!(error, StoreError::NotEmpty { .. }), "{error}");
        assert_eq!(everything(&store).await, since);
        let raw = ground.raw().await;
        for table in ["kept", "past", "card", "draft", "telling", "vector", "setting"] {
            raw.execute_unprepared(&format!("DELETE FROM {table}")).await.unwrap();
        }
        Store::restore(&path, &ground.place, Counted::source()).await.unwrap();
        assert_eq!(everything(&store).await, before);
    }
    let left: Vec<_> = listed(&ground.folder)
        .into_iter()
        .filter(|name| name.contains(".part"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

async fn a_backup_never_overwrites(ground: Ground) {
    let store = ground.open().await;
    let path = ground.path("mine.txt");
    fs::write(&path, "mine").unwrap();
    let before = listed(&ground.folder);
    let error = store.backup(&path).await.unwrap_err();
    assert!(matches!(error, StoreError::Exists { .. }), "{error}");
    assert_eq!(fs::read(&path).unwrap(), b"mine");
    let nowhere = store.backup(&ground.path("no/such/folder.db")).await.unwrap_err();
    assert!(matches!(nowhere, StoreError::File { .. }), "{nowhere}");
    assert_eq!(listed(&ground.folder), before);
    // An empty store has a backup too.
    assert_eq!(store.backup(&ground.path("empty")).await.unwrap().rows, 0);
}

async fn a_backup_is_of_one_moment(ground: Ground) {
    let store = ground.open().await;
    let workspace = Workspace::local();
    let desk = store.at(&workspace);
    let many: Vec<_> = (0..2_000).map(|_| (None, titled("before"))).collect();
    desk.put_stories("", &many).await.unwrap();
    let path = ground.path("copy");
    let writing = async {
        for n in 0..100 {
            desk.put_story(Some(&format!("during-{n}")), None, &titled("during"))
                .await
                .unwrap();
        }
    };
    let (backup, ()) = tokio::join!(store.backup(&path), writing);
    let rows = backup.unwrap().rows;
    let copy = Store::open(&Place::File(path), Counted::source()).await.unwrap();
    let stories = copy.at(&workspace).stories().await.unwrap().len() as u64;
    // A story is a row, an act and a card: a copy of two moments would have lost step.
    assert_eq!(rows, 3 * stories);
    assert!((2_000..=2_100).contains(&stories));
    assert_eq!(desk.stories().await.unwrap().len(), 2_100);
}

async fn a_newer_database_is_refused(ground: Ground) {
    let workspace = Workspace::local();
    let store = ground.open().await;
    store
        .at(&workspace)
        .put_story(None, None, &titled("new"))
        .await
        .unwrap();
    store.close().await.unwrap();
    let raw = ground.raw().await;
    raw.execute_unprepared("INSERT INTO migration VALUES ('m20990101_far', 1)")
        .await
        .unwrap();
    raw.close().await.unwrap();
    let error = Store::open(&ground.place, Counted::source()).await.err().unwrap();
    assert!(
        matches!(&error, StoreError::Newer { migration, .. } if migration == "m20990101_far"),
        "{error}"
    );
    if let Place::File(path) = &ground.place {
        let into = Place::File(ground.path("into.db"));
        let error = Store::restore(path, &into, Counted::source()).await.unwrap_err();
        assert!(
            matches!(&error, StoreError::Newer { place, .. } if *place == path.display().to_string()),
            "{error}"
        );
        assert!(!ground.path("into.db").exists());
    }
}
