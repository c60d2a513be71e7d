//! Many at once: all or none, and taken away again in one go.

use glidepath_store::{Act, StoreError, Workspace};

use crate::ground::{Ground, full_story, on_both, titled};
use crate::kinds::question;

on_both! {
    many_are_written_in_order,
    one_bad_name_and_nothing_is_written,
    a_removed_name_can_be_imported_again,
    the_sample_bank_goes_and_comes_back,
}

async fn many_are_written_in_order(ground: Ground) {
    let store = ground.open().await;
    let workspace = Workspace::local();
    let desk = store.at(&workspace);
    let many: Vec<_> = (0..1_234)
        .map(|n| {
            (
                (n % 2 == 0).then(|| format!("given-{n:05}")),
                titled(&format!("story {n}")),
            )
        })
        .collect();
    let kept = desk.put_stories("import:cv", &many).await.unwrap();
    assert_eq!(kept.len(), many.len());
    for (kept, (id, story)) in kept.iter().zip(&many) {
        assert_eq!(&kept.value, story);
        assert!(id.as_ref().is_none_or(|id| *id == kept.id));
        assert_eq!((kept.version, kept.origin.as_str()), (1, "import:cv"));
    }
    let mut back = desk.stories().await.unwrap();
    let mut sorted = kept.clone();
    sorted.sort_by(|a, b| a.id.cmp(&b.id));
    back.sort_by(|a, b| a.id.cmp(&b.id));
    assert_eq!(back, sorted);
    assert_eq!(desk.cards().await.unwrap().len(), many.len());
    assert_eq!(desk.story_history(&kept[1_233].id).await.unwrap().len(), 1);
    assert!(desk.put_stories("import:cv", &[]).await.unwrap().is_empty());
}

async fn one_bad_name_and_nothing_is_written(ground: Ground) {
    let store = ground.open().await;
    let workspace = Workspace::local();
    let desk = store.at(&workspace);
    let mine = desk.put_story(Some("mine"), None, &titled("mine")).await.unwrap();
    let mut many: Vec<_> = (0..1_100).map(|n| (Some(format!("n{n}")), titled("new"))).collect();
    for bad in ["mine", "n7"] {
        many.push((Some(bad.to_owned()), full_story()));
        let error = desk.put_stories("sample", &many).await.unwrap_err();
        assert!(matches!(&error, StoreError::Taken { id, .. } if id == bad), "{error}");
        many.pop();
    }
    assert_eq!(desk.stories().await.unwrap(), [mine]);
    assert_eq!(desk.cards().await.unwrap().len(), 1);
    assert!(desk.story_history("n0").await.unwrap().is_empty());
}

async fn a_removed_name_can_be_imported_again(ground: Ground) {
    let store = ground.open().await;
    let workspace = Workspace::local();
    let desk = store.at(&workspace);
    let batch = [(Some("a".to_owned()), titled("a")), (Some("b".to_owned()), titled("b"))];
    let first = desk.put_stories("import:x", &batch).await.unwrap();
    desk.remove_origin("import:x").await.unwrap();
    let again = desk.put_stories("import:y", &batch).await.unwrap();
    assert_eq!(again.iter().map(|kept| kept.version).collect::<Vec<_>>(), [3, 3]);
    assert_eq!(again[0].created_ms, first[0].created_ms);
    assert_eq!(desk.stories().await.unwrap(), again);
    assert_eq!(desk.story_history("a").await.unwrap().len(), 3);
}

async fn the_sample_bank_goes_and_comes_back(ground: Ground) {
    let store = ground.open().await;
    let workspace = Workspace::local();
    let desk = store.at(&workspace);
    let mine = desk.put_story(None, None, &titled("mine")).await.unwrap();
    let many: Vec<_> = (0..700).map(|n| (Some(format!("s{n}")), titled("sample"))).collect();
    desk.put_stories("sample", &many).await.unwrap();
    desk.put_questions("sample", &[(None, question())]).await.unwrap();
    // What a person has changed is theirs and stays.
    let edited = desk.put_story(Some("s5"), Some(1), &titled("edited")).await.unwrap();
    assert_eq!(edited.origin, "");
    assert_eq!(desk.remove_origin("sample").await.unwrap(), 700);
    let mut left = desk.stories().await.unwrap();
    left.sort_by_key(|kept| kept.created_ms);
    assert_eq!(left, [mine, edited]);
    assert_eq!(desk.cards().await.unwrap().len(), 2);
    assert!(desk.questions().await.unwrap().is_empty());
    assert_eq!(desk.remove_origin("sample").await.unwrap(), 0);
    assert_eq!(
        desk.remove_origin("").await.unwrap(),
        0,
        "what people wrote has no origin to be removed by"
    );
    assert_eq!(desk.restore_origin("sample").await.unwrap(), 700);
    assert_eq!(desk.stories().await.unwrap().len(), 701);
    assert_eq!(desk.cards().await.unwrap().len(), 701);
    let back = desk.story("s6").await.unwrap();
    assert_eq!((back.version, back.origin.as_str()), (3, "sample"));
    let acts: Vec<_> = desk
        .story_history("s6")
        .await
        .unwrap()
        .iter()
        .map(|past| past.act)
        .collect();
    assert_eq!(acts, [Act::Put, Act::Removed, Act::Restored]);
}
