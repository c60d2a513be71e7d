//! Questions, digs and sources: what stories have is theirs too, and kinds do not mix.

use glidepath_domain::{
    Bucket, Commonness, Difficulty, Dig, DigAnswer, DigStep, Form, Gem, Level, Principle, Question, Role,
};
use glidepath_store::{SourceText, StoreError, Theirs, Workspace};

use crate::ground::{Ground, on_both, titled};

on_both! {
    a_question_is_kept,
    a_dig_is_kept,
    a_source_is_kept,
    kinds_do_not_mix,
}

pub(crate) fn question() -> Question {
    Question {
        text: "When did you disagree with \"everyone\"?".to_owned(),
        principles: vec![Principle::HaveBackbone],
        bucket: Bucket::Conflict,
        form: Form::Event,
        parts: vec!["what they said".to_owned()],
        roles: vec![Role::Sde, Role::Ops],
        levels: vec![Level::L4, Level::L8],
        difficulty: Difficulty::Severe,
        tricky: true,
        commonness: Commonness::Rare,
        ladder: vec!["And then?".to_owned()],
        good: "A view, held with reasons.".to_owned(),
    }
}

pub(crate) fn dig() -> Dig {
    Dig {
        project: "Night yard".to_owned(),
        employer: "Harbour & Sons".to_owned(),
        step: DigStep::GoodToGreat,
        answers: vec![DigAnswer {
            prompt: "dump".to_owned(),
            text: "Lorries. Rain.\0".to_owned(),
        }],
        gems: vec![Gem {
            quote: "Rain".to_owned(),
            prompt: "dump".to_owned(),
            principle: Some(Principle::Frugality),
            customer: true,
            metric: true,
        }],
    }
}

pub(crate) fn source() -> SourceText {
    SourceText {
        name: "cv.pdf".to_owned(),
        kind: "cv".to_owned(),
        text: "2019–2023 Harbour & Sons".to_owned(),
        added_ms: 77,
    }
}

/// The same walk for a kind under its own names.
macro_rules! walk {
    ($ground:ident, $value:expr, $changed:expr, $theirs:ident: $put:ident $all:ident $get:ident $remove:ident $restore:ident $purge:ident $history:ident $put_all:ident) => {
        let store = $ground.open().await;
        let workspace = Workspace::local();
        let desk = store.at(&workspace);
        let kept = desk.$put(None, None, &$value).await.unwrap();
        assert_eq!(desk.$get(&kept.id).await.unwrap(), kept);
        assert_eq!(kept.value, $value);
        let second = desk.$put(Some(&kept.id), Some(1), &$changed).await.unwrap();
        let error = desk.$put(Some(&kept.id), Some(1), &$value).await.unwrap_err();
        let StoreError::Stale {
            theirs: Theirs::$theirs(theirs),
            ..
        } = error
        else {
            panic!("{error}");
        };
        assert_eq!(*theirs, second);
        desk.$remove(&kept.id, 2).await.unwrap();
        assert!(desk.$all().await.unwrap().is_empty());
        assert_eq!(desk.$restore(&kept.id).await.unwrap().value, $changed);
        assert_eq!(desk.$history(&kept.id).await.unwrap().len(), 4);
        desk.$put_all("import:x", &[(None, $value), (None, $changed)])
            .await
            .unwrap();
        let all: Vec<_> = desk.$all().await.unwrap().into_iter().map(|kept| kept.value).collect();
        assert_eq!(all, [$changed, $value, $changed]);
        desk.$purge(&kept.id).await.unwrap();
        assert!(matches!(desk.$get(&kept.id).await, Err(StoreError::Missing { .. })));
        assert_eq!(desk.$all().await.unwrap().len(), 2);
        assert!(desk.cards().await.unwrap().is_empty());
    };
}

async fn a_question_is_kept(ground: Ground) {
    let changed = Question {
        tricky: false,
        ..question()
    };
    walk!(ground, question(), changed.clone(), Question: put_question questions question remove_question restore_question purge_question question_history put_questions);
}

async fn a_dig_is_kept(ground: Ground) {
    let changed = Dig {
        step: DigStep::Extract,
        gems: Vec::new(),
        ..dig()
    };
    walk!(ground, dig(), changed.clone(), Dig: put_dig digs dig remove_dig restore_dig purge_dig dig_history put_digs);
}

async fn a_source_is_kept(ground: Ground) {
    let changed = SourceText {
        text: String::new(),
        ..source()
    };
    walk!(ground, source(), changed.clone(), Source: put_source sources source remove_source restore_source purge_source source_history put_sources);
}

async fn kinds_do_not_mix(ground: Ground) {
    let store = ground.open().await;
    let workspace = Workspace::local();
    let desk = store.at(&workspace);
    desk.put_story(Some("same"), None, &titled("s")).await.unwrap();
    desk.put_question(Some("same"), None, &question()).await.unwrap();
    desk.put_dig(Some("same"), None, &dig()).await.unwrap();
    desk.put_source(Some("same"), None, &source()).await.unwrap();
    desk.note_telling("same", 1, "why?", None, None).await.unwrap();
    desk.purge_dig("same").await.unwrap();
    desk.remove_question("same", 1).await.unwrap();
    assert_eq!(desk.story("same").await.unwrap().value, titled("s"));
    assert_eq!(desk.source("same").await.unwrap().value, source());
    assert_eq!(desk.cards().await.unwrap().len(), 1);
    assert_eq!(desk.tellings(None).await.unwrap().len(), 1);
    assert_eq!(desk.story_history("same").await.unwrap().len(), 1);
    assert!(desk.digs().await.unwrap().is_empty());
}
