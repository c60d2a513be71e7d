//! Writing, stale writes, removal and undo, history, names.

use glidepath_domain::Story;
use glidepath_store::{Act, StoreError, Theirs, Workspace};
use sea_orm::ConnectionTrait;

use crate::ground::{Ground, full_story, on_both, titled};
use crate::kinds::dig;

on_both! {
    what_is_written_comes_back,
    a_stale_write_changes_nothing_and_shows_what_is_there,
    a_removed_story_comes_back_as_it_was,
    every_version_is_kept,
    a_purged_story_leaves_nothing,
    a_name_is_taken_until_it_is_freed,
    names_are_checked,
    a_megabyte_is_no_trouble,
    what_a_newer_program_added_survives_an_edit,
    a_damaged_row_says_so,
}

async fn what_is_written_comes_back(ground: Ground) {
    let store = ground.open().await;
    let workspace = Workspace::local();
    for story in [full_story(), Story::default()] {
        let kept = store.at(&workspace).put_story(None, None, &story).await.unwrap();
        assert_eq!((kept.version, kept.origin.as_str()), (1, ""));
        assert_eq!(kept.created_ms, kept.updated_ms);
        assert_eq!(store.at(&workspace).story(&kept.id).await.unwrap(), kept);
        assert_eq!(kept.value, story);
    }
    let all = store.at(&workspace).stories().await.unwrap();
    store.close().await.unwrap();
    // Another program finds the same.
    let again = ground.open().await;
    assert_eq!(again.at(&workspace).stories().await.unwrap(), all);
    assert_eq!(all.len(), 2);
}

async fn a_stale_write_changes_nothing_and_shows_what_is_there(ground: Ground) {
    let store = ground.open().await;
    let workspace = Workspace::local();
    let desk = store.at(&workspace);
    let first = desk.put_story(None, None, &titled("first")).await.unwrap();
    let second = desk
        .put_story(Some(&first.id), Some(1), &titled("second"))
        .await
        .unwrap();
    assert_eq!(second.version, 2);
    assert_eq!(second.created_ms, first.created_ms);
    assert!(second.updated_ms > first.updated_ms);
    for stale in [1, 0, 3, i64::MAX, -1] {
        let error = desk
            .put_story(Some(&first.id), Some(stale), &titled("late"))
            .await
            .unwrap_err();
        assert_eq!(error.code(), "store-stale");
        let StoreError::Stale {
            theirs: Theirs::Story(theirs),
            expected,
            ..
        } = error
        else {
            panic!("{error}");
        };
        assert_eq!((*theirs, expected), (second.clone(), stale));
        let error = desk.remove_story(&first.id, stale).await.unwrap_err();
        assert!(matches!(error, StoreError::Stale { .. }), "{error}");
    }
    assert_eq!(desk.stories().await.unwrap(), [second]);
    assert_eq!(desk.story_history(&first.id).await.unwrap().len(), 2);
}

async fn a_removed_story_comes_back_as_it_was(ground: Ground) {
    let store = ground.open().await;
    let workspace = Workspace::local();
    let desk = store.at(&workspace);
    let kept = desk.put_story(None, None, &full_story()).await.unwrap();
    let cards = desk.cards().await.unwrap();
    desk.remove_story(&kept.id, 1).await.unwrap();
    assert!(desk.stories().await.unwrap().is_empty());
    assert!(desk.cards().await.unwrap().is_empty());
    for error in [
        desk.story(&kept.id).await.unwrap_err(),
        desk.remove_story(&kept.id, 2).await.unwrap_err(),
        desk.put_story(Some(&kept.id), Some(2), &titled("x")).await.unwrap_err(),
        desk.put_story(Some("never"), Some(1), &titled("x")).await.unwrap_err(),
        desk.put_story(None, Some(1), &titled("x")).await.unwrap_err(),
        desk.restore_story("never").await.unwrap_err(),
    ] {
        assert!(matches!(error, StoreError::Missing { kind: "story", .. }), "{error}");
    }
    let back = desk.restore_story(&kept.id).await.unwrap();
    assert_eq!(back.value, kept.value);
    assert_eq!(back.version, 3);
    assert_eq!(desk.story(&kept.id).await.unwrap(), back);
    let mut again = desk.cards().await.unwrap();
    assert_eq!(again[0].version, 3);
    again[0].version = 1;
    again[0].updated_ms = cards[0].updated_ms;
    assert_eq!(again, cards);
    let twice = desk.restore_story(&kept.id).await.unwrap_err();
    assert!(
        matches!(twice, StoreError::NotRemoved { .. }),
        "what is there cannot be restored: {twice}"
    );
}

async fn every_version_is_kept(ground: Ground) {
    let store = ground.open().await;
    let workspace = Workspace::local();
    let desk = store.at(&workspace);
    let id = desk.put_story(None, None, &titled("v1")).await.unwrap().id;
    desk.put_story(Some(&id), Some(1), &titled("v2")).await.unwrap();
    desk.remove_story(&id, 2).await.unwrap();
    desk.restore_story(&id).await.unwrap();
    desk.put_story(Some(&id), Some(4), &titled("v5")).await.unwrap();
    let history = desk.story_history(&id).await.unwrap();
    let told: Vec<_> = history
        .iter()
        .map(|past| (past.version, past.act, past.value.title.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            (1, Act::Put, "v1"),
            (2, Act::Put, "v2"),
            (3, Act::Removed, "v2"),
            (4, Act::Restored, "v2"),
            (5, Act::Put, "v5"),
        ]
    );
    assert!(history.is_sorted_by(|a, b| a.at_ms < b.at_ms));
    assert!(desk.story_history("never").await.unwrap().is_empty());
}

async fn a_purged_story_leaves_nothing(ground: Ground) {
    let store = ground.open().await;
    let workspace = Workspace::local();
    let desk = store.at(&workspace);
    let other = desk.put_story(None, None, &titled("other")).await.unwrap();
    let id = desk.put_story(None, None, &titled("secret")).await.unwrap().id;
    for story in [&other.id, &id] {
        desk.note_telling(story, 1, "why?", None, None).await.unwrap();
        desk.put_vectors(story, 1, "m", vec![1]).await.unwrap();
        for name in [format!("story:{story}"), format!("story:{story}:tab")] {
            desk.put_draft(&name, "half").await.unwrap();
        }
        desk.put_setting(&format!("take:{story}"), "150").await.unwrap();
    }
    // Names that are like it, and a dig of the same name.
    desk.put_draft(&format!("story:{id}x"), "half").await.unwrap();
    desk.put_setting(&format!("page:put-away:{id}"), "[]").await.unwrap();
    desk.remove_story(&id, 1).await.unwrap();
    desk.purge_story(&id).await.unwrap();
    assert!(desk.story_history(&id).await.unwrap().is_empty());
    assert!(desk.tellings(Some(&id)).await.unwrap().is_empty());
    for name in [format!("story:{id}"), format!("story:{id}:tab")] {
        assert!(desk.draft(&name).await.unwrap().is_none(), "{name}");
    }
    assert_eq!(desk.setting(&format!("take:{id}")).await.unwrap(), None);
    assert!(matches!(desk.restore_story(&id).await, Err(StoreError::Missing { .. })));
    assert!(matches!(desk.purge_story(&id).await, Err(StoreError::Missing { .. })));
    // The other one is untouched.
    assert_eq!(desk.story(&other.id).await.unwrap(), other);
    assert_eq!(desk.tellings(None).await.unwrap().len(), 1);
    assert_eq!(desk.vectors("m").await.unwrap().len(), 1);
    assert_eq!(desk.drafts().await.unwrap().len(), 3);
    assert_eq!(desk.settings().await.unwrap().len(), 2);
    // A dig takes what it put away along.
    desk.put_dig(Some(&id), None, &dig()).await.unwrap();
    desk.purge_dig(&id).await.unwrap();
    assert_eq!(
        desk.settings().await.unwrap().into_keys().collect::<Vec<_>>(),
        [format!("take:{}", other.id)]
    );
}

async fn a_name_is_taken_until_it_is_freed(ground: Ground) {
    let store = ground.open().await;
    let workspace = Workspace::local();
    let desk = store.at(&workspace);
    desk.put_story(Some("mine"), None, &titled("one")).await.unwrap();
    let error = desk.put_story(Some("mine"), None, &titled("two")).await.unwrap_err();
    assert!(matches!(error, StoreError::Taken { kind: "story", .. }), "{error}");
    desk.remove_story("mine", 1).await.unwrap();
    let freed = desk.put_story(Some("mine"), None, &titled("two")).await.unwrap();
    assert_eq!((freed.version, freed.value.title.as_str()), (3, "two"));
    assert_eq!(desk.story_history("mine").await.unwrap().len(), 3);
}

async fn names_are_checked(ground: Ground) {
    let store = ground.open().await;
    let workspace = Workspace::local();
    let desk = store.at(&workspace);
    let long = "x".repeat(201);
    for bad in ["", "a\0b", "a\nb", long.as_str()] {
        for error in [
            desk.put_story(Some(bad), None, &titled("x")).await.unwrap_err(),
            desk.put_stories("", &[(Some(bad.to_owned()), titled("x"))])
                .await
                .unwrap_err(),
            desk.put_draft(bad, "x").await.unwrap_err(),
            desk.put_setting(bad, "x").await.unwrap_err(),
        ] {
            assert!(matches!(error, StoreError::BadKey { .. }), "{error}");
            assert!(!error.to_string().contains(['\0', '\n']));
        }
    }
    for good in ["x".repeat(200), "ключ 🔑 '; DROP TABLE kept; --".to_owned()] {
        desk.put_story(Some(&good), None, &titled("x")).await.unwrap();
        assert_eq!(desk.story(&good).await.unwrap().id, good);
    }
    // What cannot be a name is not there, whatever an address says.
    for bad in ["", "a\0b", long.as_str()] {
        for error in [
            desk.story(bad).await.unwrap_err(),
            desk.remove_story(bad, 1).await.unwrap_err(),
            desk.restore_story(bad).await.unwrap_err(),
            desk.purge_story(bad).await.unwrap_err(),
        ] {
            assert!(matches!(error, StoreError::Missing { .. }), "{error}");
        }
        assert!(desk.story_history(bad).await.unwrap().is_empty());
        assert!(desk.draft(bad).await.unwrap().is_none());
        desk.drop_draft(bad).await.unwrap();
    }
}

async fn a_megabyte_is_no_trouble(ground: Ground) {
    let store = ground.open().await;
    let workspace = Workspace::local();
    let desk = store.at(&workspace);
    let mut story = full_story();
    story.beats[0].text = "wörd\" ".repeat(1 << 18);
    assert!(story.beats[0].text.len() > 1 << 20);
    let kept = desk.put_story(None, None, &story).await.unwrap();
    story.title.push('!');
    desk.put_story(Some(&kept.id), Some(1), &story).await.unwrap();
    assert_eq!(desk.story(&kept.id).await.unwrap().value, story);
    assert_eq!(desk.cards().await.unwrap()[0].words, (1 << 18) + 3);
}

async fn what_a_newer_program_added_survives_an_edit(ground: Ground) {
    let store = ground.open().await;
    let workspace = Workspace::local();
    let desk = store.at(&workspace);
    desk.put_story(Some("s"), None, &titled("old")).await.unwrap();
    let raw = ground.raw().await;
    raw.execute_unprepared(r#"UPDATE kept SET body = '{"title":"old","mood":{"a":[1]}}'"#)
        .await
        .unwrap();
    assert_eq!(desk.story("s").await.unwrap().value, titled("old"));
    desk.put_story(Some("s"), Some(1), &titled("new")).await.unwrap();
    assert_eq!(desk.story("s").await.unwrap().value, titled("new"));
    let row = sea_orm::Statement::from_string(raw.get_database_backend(), "SELECT body FROM kept");
    let body: String = raw
        .query_one_raw(row)
        .await
        .unwrap()
        .unwrap()
        .try_get_by_index(0)
        .unwrap();
    assert!(body.contains(r#""mood":{"a":[1]}"#), "{body}");
    assert!(body.contains(r#""title":"new""#), "{body}");
}

async fn a_damaged_row_says_so(ground: Ground) {
    let store = ground.open().await;
    let workspace = Workspace::local();
    let desk = store.at(&workspace);
    desk.put_story(Some("s"), None, &titled("whole")).await.unwrap();
    let raw = ground.raw().await;
    for body in ["{", r#"{"outcome":"glory"}"#, r#"{"when":"May"}"#, "7"] {
        raw.execute_unprepared(&format!("UPDATE kept SET body = '{body}'"))
            .await
            .unwrap();
        let error = desk.story("s").await.unwrap_err();
        assert!(
            matches!(error, StoreError::Damaged { kind: "story", .. }),
            "{body}: {error}"
        );
        assert!(matches!(desk.stories().await, Err(StoreError::Damaged { .. })));
    }
    // Its history still has it, and writing over it mends it.
    let whole = desk.story_history("s").await.unwrap().remove(0).value;
    desk.put_story(Some("s"), Some(1), &whole).await.unwrap();
    assert_eq!(desk.story("s").await.unwrap().value, titled("whole"));
}
