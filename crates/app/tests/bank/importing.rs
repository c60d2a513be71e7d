//! Files in and out: the plan, what is taken, what a failure leaves.

use glidepath_app::bring_in::{QuestionMeets, Takes, bring_in, plan_import};
use glidepath_app::hand_out::{Shape, hand_out};
use glidepath_app::keep_story::{keep_story, stories, story as read};
use glidepath_app::own_questions::{keep_question, own_questions, worded};
use glidepath_app::remove_story::remove_story;
use glidepath_app::story_history::story_history;
use glidepath_app::{Bank, Incoming, Take};
use glidepath_exchange::Meets;

use crate::{bank, kept, story};

async fn out(bank: &Bank, shape: Shape) -> Vec<Incoming> {
    let made = hand_out(bank, shape, &[]).await.unwrap();
    made.files
        .into_iter()
        .map(|(name, bytes)| Incoming::new(name, bytes))
        .collect()
}

#[tokio::test]
async fn out_in_and_out_again_is_the_same_to_the_byte() {
    let first = bank().await;
    kept(&first, "The queue").await;
    kept(&first, "The \"ledger\": 9/5").await;
    keep_question(&first, None, None, &worded("Why did you leave?"))
        .await
        .unwrap();
    for shape in [Shape::Json, Shape::Markdown] {
        let files = out(&first, shape).await;
        let second = bank().await;
        let plan = plan_import(&second, &files).await.unwrap();
        let done = bring_in(&second, &plan, &Takes::default()).await.unwrap();
        assert_eq!((done.added.len(), done.updated.len()), (2, 0));
        assert_eq!(out(&second, shape).await, files, "{}", shape.slug());
        // Once more changes nothing.
        let again = plan_import(&second, &files).await.unwrap();
        assert!(again.is_idle() && again.stories.iter().all(|merge| merge.meets == Meets::Same));
    }
}

#[tokio::test]
async fn kept_stories_stay_unless_a_side_is_taken() {
    let bank = bank().await;
    let first = kept(&bank, "The queue").await;
    let files = out(&bank, Shape::Json).await;
    let text = String::from_utf8(files[0].bytes.clone()).unwrap();
    let edited = [Incoming::new("bank.json", text.replace("nine days", "ten days"))];
    let plan = plan_import(&bank, &edited).await.unwrap();
    assert_eq!((&plan.stories[0].meets, plan.is_idle()), (&Meets::Changed, false));
    let done = bring_in(&bank, &plan, &Takes::default()).await.unwrap();
    assert_eq!((done.left, read(&bank, &first.id).await.unwrap().version), (1, 1));

    let both = Takes {
        every: Some(Take::Both),
        ..Takes::default()
    };
    assert_eq!(bring_in(&bank, &plan, &both).await.unwrap().added.len(), 1);
    let theirs = Takes {
        stories: [(0, Take::Theirs)].into(),
        ..Takes::default()
    };
    assert_eq!(
        bring_in(&bank, &plan, &theirs).await.unwrap().updated,
        [first.id.clone()]
    );
    let now = read(&bank, &first.id).await.unwrap();
    assert!(now.version == 2 && now.value.text().contains("ten days"), "{now:?}");
    assert!(
        story_history(&bank, &first.id).await.unwrap()[0]
            .value
            .text()
            .contains("nine days")
    );
}

#[tokio::test]
async fn a_plan_that_the_bank_has_left_behind_changes_nothing() {
    let bank = bank().await;
    let first = kept(&bank, "The queue").await;
    let files = out(&bank, Shape::Json).await;
    let text = String::from_utf8(files[0].bytes.clone()).unwrap();
    let new = "---\nglidepath: story/1\ntitle: \"A new one\"\n---\n\n## Action\n\nI wrote it.\n";
    let edited = [
        Incoming::new("bank.json", text.replace("nine days", "ten days")),
        Incoming::new("new.md", new),
    ];
    let plan = plan_import(&bank, &edited).await.unwrap();
    assert_eq!(plan.stories.len(), 2);
    keep_story(&bank, Some(&first.id), Some(1), &story("Meanwhile"))
        .await
        .unwrap();
    let before = stories(&bank).await.unwrap();
    let theirs = Takes {
        every: Some(Take::Theirs),
        ..Takes::default()
    };
    assert_eq!(bring_in(&bank, &plan, &theirs).await.unwrap_err().code, "import-stale");
    assert_eq!(stories(&bank).await.unwrap(), before);
}

#[tokio::test]
async fn a_failure_half_way_leaves_the_bank_as_it_was() {
    let bank = bank().await;
    kept(&bank, "The queue").await;
    let list = Incoming::new("heard.txt", "Why did you leave?\n");
    let note = Incoming::new("notes.txt", "We had a plan.\nIt was late.\n");
    let other = crate::bank().await;
    for _ in 0..7 {
        // Names that the first bank has not drawn yet.
        kept(&other, "Another").await;
    }
    let mut files = out(&other, Shape::Json).await;
    let question = worded("What did it cost?");
    keep_question(&other, None, None, &question).await.unwrap();
    files.extend([list, note]);
    let mut questions = out(&other, Shape::Json).await;
    files[0] = questions.remove(0);
    let plan = plan_import(&bank, &files).await.unwrap();
    assert_eq!(plan.questions[0].meets, QuestionMeets::New);
    // Somebody else takes the brought question's name before the plan is done.
    let id = plan.questions[0].id.clone().unwrap();
    keep_question(&bank, Some(&id), None, &question).await.unwrap();
    let (stories_before, questions_before) = (stories(&bank).await.unwrap(), own_questions(&bank).await.unwrap());
    let error = bring_in(&bank, &plan, &Takes::default()).await.unwrap_err();
    assert_eq!(error.code, "store-taken");
    assert_eq!(stories(&bank).await.unwrap(), stories_before);
    assert_eq!(own_questions(&bank).await.unwrap(), questions_before);
    for merge in &plan.stories {
        if let Some(id) = merge
            .id
            .as_deref()
            .filter(|id| stories_before.iter().all(|kept| kept.id != **id))
        {
            assert!(story_history(&bank, id).await.is_err(), "{id} left a trace");
        }
    }
}

#[tokio::test]
async fn a_change_or_a_removal_meanwhile_is_told_and_leaves_all_as_it_was() {
    let bank = bank().await;
    let first = kept(&bank, "The queue").await;
    let question = keep_question(&bank, Some(&first.id), None, &worded("Why did you leave?"))
        .await
        .unwrap()
        .kept()
        .unwrap();
    assert_eq!((&question.id, question.version), (&first.id, 1));
    keep_question(&bank, Some(&first.id), Some(1), &worded("Why did you stay?"))
        .await
        .unwrap()
        .kept()
        .unwrap();
    let files = out(&bank, Shape::Json).await;
    let text = String::from_utf8(files[0].bytes.clone()).unwrap();
    let edited = text
        .replace("nine days", "ten days")
        .replace("you stay", "you come back");
    let files = [
        Incoming::new("bank.json", edited),
        Incoming::new("notes.txt", "We had a plan.\nIt was late.\n"),
    ];
    let theirs = Takes {
        every: Some(Take::Theirs),
        ..Takes::default()
    };
    let plan = plan_import(&bank, &files).await.unwrap();
    // The story is written by the time the question turns out to be another.
    keep_question(&bank, Some(&first.id), Some(2), &worded("Why did you go?"))
        .await
        .unwrap()
        .kept()
        .unwrap();
    let error = bring_in(&bank, &plan, &theirs).await.unwrap_err();
    assert!(error.code == "import-stale" && error.why.contains("changed"), "{error}");
    assert_eq!(read(&bank, &first.id).await.unwrap(), first);
    assert!(plan_import(&bank, &files).await.unwrap().sources[0]);
    // Looked at again it goes through, though a story and a question of one name have versions of their own.
    let plan = plan_import(&bank, &files).await.unwrap();
    let done = bring_in(&bank, &plan, &theirs).await.unwrap();
    assert_eq!((done.updated.len(), done.questions, done.sources), (1, 1, 1));
    let plan = plan_import(
        &bank,
        &[Incoming::new("bank.json", text.replace("nine days", "six days"))],
    )
    .await
    .unwrap();
    remove_story(&bank, &first.id, None).await.unwrap();
    let error = bring_in(&bank, &plan, &theirs).await.unwrap_err();
    assert!(error.code == "import-stale" && error.why.contains("removed"), "{error}");
    assert!(stories(&bank).await.unwrap().is_empty());
}

#[tokio::test]
async fn two_tellings_of_one_story_do_not_both_take_its_place() {
    let bank = bank().await;
    let first = kept(&bank, "The queue").await;
    let text = String::from_utf8(out(&bank, Shape::Markdown).await[0].bytes.clone()).unwrap();
    // Without its id, a note meets the story of its title.
    let text: String = text
        .split_inclusive('\n')
        .filter(|line| !line.starts_with("id: "))
        .collect();
    let files =
        ["ten days", "two days"].map(|days| Incoming::new(format!("{days}.md"), text.replace("nine days", days)));
    let plan = plan_import(&bank, &files).await.unwrap();
    let every = |side| Takes {
        every: Some(side),
        ..Takes::default()
    };
    let error = bring_in(&bank, &plan, &every(Take::Theirs)).await.unwrap_err();
    assert_eq!(error.code, "import-twice");
    assert_eq!(stories(&bank).await.unwrap(), [first]);
    let done = bring_in(&bank, &plan, &every(Take::Both)).await.unwrap();
    assert_eq!((done.added.len(), done.updated.len()), (2, 0));
}

#[tokio::test]
async fn what_cannot_be_read_is_refused_whole() {
    let bank = bank().await;
    for (name, bytes, code) in [
        ("bank.json", &b"{\"schema\":"[..], "json-broken"),
        ("photo.bin", &[0, 159, 146, 150, 0][..], "file-unknown"),
    ] {
        let error = plan_import(&bank, &[Incoming::new(name, bytes)]).await.unwrap_err();
        assert_eq!(error.code, code, "{error}");
    }
    assert_eq!(hand_out(&bank, Shape::Json, &[]).await.unwrap_err().code, "bank-empty");
    let error = hand_out(&bank, Shape::Json, &["nobody".to_owned()]).await.unwrap_err();
    assert_eq!(error.code, "store-missing");
}
