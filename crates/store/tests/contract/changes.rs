//! An import in one transaction: new and updated things of every kind, whole or not at all.

use std::sync::Arc;

use glidepath_domain::{Question, Story};
use glidepath_store::{
    Act, Changes, Desk, Kept, SourceText, Store, StoreError, StoryCard, Theirs, Update, Workspace, Writes,
};
use sea_orm::ConnectionTrait;

use crate::ground::{Ground, full_story, on_both, titled};
use crate::kinds::{question, source};

on_both! {
    an_import_of_every_kind_is_written_whole,
    whatever_is_wrong_nothing_is_written,
    of_two_imports_of_one_version_one_wins,
    what_a_newer_program_added_survives_an_import,
    the_removed_are_listed_the_last_one_first,
}

fn update<T: Clone>(kept: &Kept<T>, value: T) -> Update<T> {
    Update {
        id: kept.id.clone(),
        expected: kept.version,
        value,
    }
}

/// More than one statement's worth of stories to update, a question and a source.
async fn filled(store: &Store, workspace: &Workspace) -> Vec<Kept<Story>> {
    let desk = store.at(workspace);
    let many: Vec<_> = (0..600).map(|n| (Some(format!("s{n}")), titled("old"))).collect();
    desk.put_question(Some("q"), None, &question()).await.unwrap();
    desk.put_source(Some("cv"), None, &source()).await.unwrap();
    desk.put_stories("import:old", &many).await.unwrap()
}

fn changes(kept: &[Kept<Story>]) -> Changes {
    let other = Question {
        text: "And then?".to_owned(),
        ..question()
    };
    Changes {
        origin: "import:files".to_owned(),
        stories: Writes {
            new: (0..700)
                .map(|n| ((n % 2 == 0).then(|| format!("n{n}")), titled("new")))
                .collect(),
            updates: kept.iter().map(|kept| update(kept, full_story())).collect(),
        },
        questions: Writes {
            new: vec![(None, other.clone())],
            updates: vec![Update {
                id: "q".to_owned(),
                expected: 1,
                value: other,
            }],
        },
        sources: Writes {
            new: vec![(None, source())],
            updates: Vec::new(),
        },
    }
}

/// All that a desk shows of stories, questions and sources.
type Shown = (
    Vec<Kept<Story>>,
    Vec<Kept<Question>>,
    Vec<Kept<SourceText>>,
    Vec<StoryCard>,
);

async fn shown(desk: Desk<'_>) -> Shown {
    (
        desk.stories().await.unwrap(),
        desk.questions().await.unwrap(),
        desk.sources().await.unwrap(),
        desk.cards().await.unwrap(),
    )
}

async fn an_import_of_every_kind_is_written_whole(ground: Ground) {
    let store = ground.open().await;
    let workspace = Workspace::local();
    let desk = store.at(&workspace);
    let kept = filled(&store, &workspace).await;
    let changes = changes(&kept);
    let written = desk.write_all(&changes).await.unwrap();
    assert_eq!(
        (written.stories.len(), written.questions.len(), written.sources.len()),
        (1_300, 2, 1)
    );
    let (updated, new) = written.stories.split_at(600);
    for (now, before) in updated.iter().zip(&kept) {
        assert_eq!(
            (now.id.as_str(), now.version, now.created_ms),
            (before.id.as_str(), 2, before.created_ms)
        );
        assert_eq!((&now.value, now.origin.as_str()), (&full_story(), ""));
        assert!(now.updated_ms > before.updated_ms);
    }
    for (now, (id, story)) in new.iter().zip(&changes.stories.new) {
        assert!(id.as_ref().is_none_or(|id| *id == now.id));
        assert_eq!(
            (&now.value, now.version, now.origin.as_str()),
            (story, 1, "import:files")
        );
    }
    assert_eq!(desk.story("s599").await.unwrap(), updated[599]);
    let (stories, questions, sources, cards) = shown(desk).await;
    assert_eq!(
        (stories.len(), questions.len(), sources.len(), cards.len()),
        (1_300, 2, 2, 1_300)
    );
    let card = cards.iter().find(|card| card.id == "s42").unwrap();
    assert_eq!((card.version, &card.title), (2, &full_story().title));
    let history = desk.story_history("s42").await.unwrap();
    assert_eq!(
        history.iter().map(|past| (past.version, past.act)).collect::<Vec<_>>(),
        [(1, Act::Put), (2, Act::Put)]
    );
    assert_eq!((&history[0].value, &history[1].value), (&titled("old"), &full_story()));
    assert_eq!(desk.question("q").await.unwrap().value.text, "And then?");
    assert_eq!(desk.question_history("q").await.unwrap().len(), 2);
    // Nothing to write is no trouble.
    let nothing = desk.write_all(&Changes::default()).await.unwrap();
    assert_eq!(nothing, glidepath_store::Written::default());
}

async fn whatever_is_wrong_nothing_is_written(ground: Ground) {
    let store = ground.open().await;
    let workspace = Workspace::local();
    let desk = store.at(&workspace);
    let kept = filled(&store, &workspace).await;
    let moved = desk
        .put_story(Some("s555"), Some(1), &titled("meanwhile"))
        .await
        .unwrap();
    desk.remove_story("s556", 1).await.unwrap();
    let good = || {
        let rest: Vec<_> = kept.iter().filter(|kept| kept.id < "s5".to_owned()).cloned().collect();
        changes(&rest)
    };
    let before = shown(desk).await;
    let stale = Update {
        id: "s555".to_owned(),
        expected: 1,
        value: titled("late"),
    };

    let mut one = good();
    one.stories.updates.push(stale.clone());
    let error = desk.write_all(&one).await.unwrap_err();
    let StoreError::Stale {
        id,
        expected: 1,
        theirs: Theirs::Story(theirs),
    } = &error
    else {
        panic!("{error}");
    };
    assert_eq!((id.as_str(), theirs.as_ref()), ("s555", &moved));

    let mut gone = good();
    gone.stories.updates.push(Update {
        id: "s556".to_owned(),
        ..stale.clone()
    });
    let mut never = good();
    never.questions.updates[0].id = "nobody".to_owned();
    // Stories are written by the time a question is looked at.
    let mut late = good();
    late.questions.updates[0].expected = 7;
    let mut taken = good();
    taken.sources.new.push((Some("cv".to_owned()), source()));
    let mut twice = good();
    twice.questions.new = vec![(Some("a".to_owned()), question()), (Some("a".to_owned()), question())];
    let mut both = good();
    both.stories.new.push((Some("s1".to_owned()), titled("new")));
    let mut two_updates = good();
    two_updates.stories.updates.push(update(&kept[1], titled("again")));
    let mut unnameable = good();
    unnameable.sources.new.push((Some("a\nb".to_owned()), source()));
    for (wrong, code, names) in [
        (gone, "store-missing", "s556"),
        (never, "store-missing", "nobody"),
        (late, "store-stale", ""),
        (taken, "store-taken", "cv"),
        (twice, "store-taken", "question a"),
        (both, "store-taken", "s1"),
        (two_updates, "store-taken", "s1"),
        (unnameable, "store-bad-key", "ab"),
    ] {
        let error = desk.write_all(&wrong).await.unwrap_err();
        assert_eq!(error.code(), code, "{error}");
        assert!(error.what().contains(names), "{error}");
        assert_eq!(shown(desk).await, before, "{code}");
    }
    for id in ["n0", "s1"] {
        let versions = desk.story_history(id).await.unwrap().len();
        assert_eq!(versions, usize::from(id == "s1"), "{id}");
    }
    assert_eq!(desk.question_history("q").await.unwrap().len(), 1);
    desk.write_all(&good()).await.unwrap();
}

async fn of_two_imports_of_one_version_one_wins(ground: Ground) {
    let workspace = Workspace::local();
    let stores = [Arc::new(ground.open().await), Arc::new(ground.open().await)];
    let kept = filled(&stores[0], &workspace).await;
    let mut imports = Vec::new();
    for (at, store) in stores.iter().enumerate() {
        let store = Arc::clone(store);
        let mut changes = changes(&kept);
        for update in &mut changes.stories.updates {
            update.value.title = format!("of {at}");
        }
        for (id, _) in &mut changes.stories.new {
            *id = None;
        }
        if at == 1 {
            changes.stories.updates.reverse();
        }
        imports.push(tokio::spawn(async move {
            store.at(&Workspace::local()).write_all(&changes).await
        }));
    }
    let mut won = Vec::new();
    for (at, import) in imports.into_iter().enumerate() {
        match import.await.unwrap() {
            Ok(_) => won.push(at),
            Err(error) => assert_eq!(error.code(), "store-stale", "{error}"),
        }
    }
    assert_eq!(won.len(), 1, "one of them, and not both");
    let (stories, questions, sources, cards) = shown(stores[0].at(&workspace)).await;
    assert_eq!(
        (stories.len(), questions.len(), sources.len(), cards.len()),
        (1_300, 2, 2, 1_300)
    );
    let of_winner = format!("of {}", won[0]);
    assert_eq!(stories.iter().filter(|kept| kept.value.title == of_winner).count(), 600);
}

async fn what_a_newer_program_added_survives_an_import(ground: Ground) {
    let store = ground.open().await;
    let workspace = Workspace::local();
    let desk = store.at(&workspace);
    let kept = desk.put_story(Some("s"), None, &titled("old")).await.unwrap();
    let raw = ground.raw().await;
    let added = "UPDATE kept SET body = '{\"mood\":\"calm\",' || substr(body, 2) WHERE id = 's'";
    raw.execute_unprepared(added).await.unwrap();
    let mut changes = Changes::default();
    changes.stories.updates.push(update(&kept, titled("new")));
    desk.write_all(&changes).await.unwrap();
    assert_eq!(desk.story("s").await.unwrap().value, titled("new"));
    let calm = "UPDATE kept SET version = version WHERE id = 's' AND body LIKE '%\"mood\":\"calm\"%'";
    assert_eq!(raw.execute_unprepared(calm).await.unwrap().rows_affected(), 1);
    raw.close().await.unwrap();
}

async fn the_removed_are_listed_the_last_one_first(ground: Ground) {
    let store = ground.open().await;
    let workspace = Workspace::local();
    let desk = store.at(&workspace);
    assert!(desk.removed_stories().await.unwrap().is_empty());
    let many: Vec<_> = ["a", "b", "c"]
        .map(|id| (Some(id.to_owned()), titled(id)))
        .into_iter()
        .collect();
    let kept = desk.put_stories("sample", &many).await.unwrap();
    desk.put_question(Some("b"), None, &question()).await.unwrap();
    for id in ["c", "a"] {
        desk.remove_story(id, 1).await.unwrap();
    }
    let removed = desk.removed_stories().await.unwrap();
    assert_eq!(
        removed.iter().map(|gone| gone.id.as_str()).collect::<Vec<_>>(),
        ["a", "c"]
    );
    assert_eq!((&removed[0].value, removed[0].version), (&kept[0].value, 2));
    assert!(removed[0].updated_ms > removed[1].updated_ms);
    assert!(desk.removed_questions().await.unwrap().is_empty());
    assert!(
        store
            .at(&Workspace("other".to_owned()))
            .removed_stories()
            .await
            .unwrap()
            .is_empty()
    );
    desk.restore_story("a").await.unwrap();
    desk.purge_story("c").await.unwrap();
    assert!(desk.removed_stories().await.unwrap().is_empty());
}
