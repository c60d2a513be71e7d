//! Questions that ship and the person's own.

use glidepath_app::ErrorKind;
use glidepath_app::find_questions::{QuestionFilter, find_questions, question, shipped};
use glidepath_app::own_questions::{
    bring_back_question, import_questions, keep_question, own_questions, remove_question, worded,
};
use glidepath_domain::{Bucket, Form, Level, Principle, Role};

use crate::bank;

#[tokio::test]
async fn a_list_is_added_once() {
    let bank = bank().await;
    let known = &glidepath_content::questions()[0].question.text;
    let list = format!("# Heard\n- Why did you leave?\n2. why did you leave\u{3f}\n{known}\n");
    let done = import_questions(&bank, &list).await.unwrap();
    assert_eq!((done.added.len(), done.known.len()), (1, 2));
    assert_eq!(done.added[0].value.text, "Why did you leave?");
    let again = import_questions(&bank, &list).await.unwrap();
    assert_eq!((again.added.len(), again.known.len()), (0, 3));
    assert_eq!(
        import_questions(&bank, "We had a plan.").await.unwrap_err().code,
        "no-questions"
    );
    assert_eq!(own_questions(&bank).await.unwrap().len(), 1);
}

#[tokio::test]
async fn own_questions_stand_beside_those_that_ship() {
    let bank = bank().await;
    let mine = worded("How do you handle a disagreement with a colleague?");
    assert_eq!((mine.bucket, mine.form), (Bucket::Conflict, Form::Habit));
    let kept = keep_question(&bank, None, None, &mine).await.unwrap().kept().unwrap();
    assert_eq!(question(&bank, &kept.id).await.unwrap().own, Some(1));
    let shipped_id = &glidepath_content::questions()[3].id.0;
    assert_eq!(question(&bank, shipped_id).await.unwrap().own, None);
    assert_eq!(question(&bank, "nobody").await.unwrap_err().kind, ErrorKind::NotFound);
    let all = find_questions(&bank, &QuestionFilter::default()).await.unwrap();
    assert_eq!(all.len(), glidepath_content::questions().len() + 1);
    assert_eq!(all[0].id, kept.id);
    remove_question(&bank, &kept.id, None).await.unwrap();
    assert!(own_questions(&bank).await.unwrap().is_empty());
    bring_back_question(&bank, &kept.id).await.unwrap();
    assert_eq!(
        keep_question(&bank, None, None, &worded(" ?")).await.unwrap_err().code,
        "question-empty"
    );
    let long = worded(&"why ".repeat(2_000));
    assert_eq!(
        keep_question(&bank, None, None, &long).await.unwrap_err().code,
        "question-too-long"
    );
}

#[test]
fn a_filter_lets_through_what_it_says() {
    let all = QuestionFilter::default;
    let none_wrong = |filter: QuestionFilter, fits: &dyn Fn(&glidepath_domain::Question) -> bool| {
        let rows: Vec<_> = shipped(&filter).collect();
        assert!(!rows.is_empty() && rows.len() < shipped(&all()).count(), "{filter:?}");
        assert!(rows.iter().all(|row| fits(&row.question)), "{filter:?}");
    };
    none_wrong(
        QuestionFilter {
            principle: Some(Principle::Frugality),
            ..all()
        },
        &|q| q.principles.contains(&Principle::Frugality),
    );
    none_wrong(
        QuestionFilter {
            bucket: Some(Bucket::Conflict),
            ..all()
        },
        &|q| q.bucket == Bucket::Conflict,
    );
    none_wrong(
        QuestionFilter {
            tricky: Some(true),
            ..all()
        },
        &|q| q.tricky,
    );
    none_wrong(
        QuestionFilter {
            form: Some(Form::Opinion),
            ..all()
        },
        &|q| q.form == Form::Opinion,
    );
    none_wrong(
        QuestionFilter {
            words: "Manager".to_owned(),
            ..all()
        },
        &|q| {
            let texts = std::iter::once(&q.text).chain(&q.parts).chain(&q.ladder);
            texts.cloned().collect::<String>().to_lowercase().contains("manager")
        },
    );
    let everybody = |filter: QuestionFilter| {
        shipped(&filter).any(|row| row.question.roles.is_empty() && row.question.levels.is_empty())
    };
    assert!(everybody(QuestionFilter {
        role: Some(Role::Em),
        level: Some(Level::L7),
        ..all()
    }));
    assert_eq!(
        shipped(&QuestionFilter {
            own: Some(true),
            ..all()
        })
        .count(),
        0
    );
}
