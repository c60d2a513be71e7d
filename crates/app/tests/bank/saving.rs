//! Saving stories, clashes, versions, removal, readiness.

use glidepath_app::keep_draft::{draft, keep_draft, story_draft};
use glidepath_app::keep_story::{keep_stories, keep_story, stories, story as read};
use glidepath_app::note_telling::{Told, drop_telling, note_telling, tellings};
use glidepath_app::remove_story::{bring_back_story, purge_story, remove_story, removed_stories};
use glidepath_app::story_history::{bring_back_version, story_at, story_history};
use glidepath_app::story_readiness::{readiness_of, story_readiness};
use glidepath_app::{Act, ErrorKind, Saved};
use glidepath_domain::{Appendix, Beat, Conflict, Passage, Story};
use glidepath_story::Part;

use crate::{bank, kept, story};

#[tokio::test]
async fn who_is_too_late_gets_both_tellings_and_what_they_began_from() {
    let bank = bank().await;
    let first = kept(&bank, "The queue").await;
    let theirs = story("The refund queue");
    let second = keep_story(&bank, Some(&first.id), Some(1), &theirs)
        .await
        .unwrap()
        .kept()
        .unwrap();
    assert_eq!(second.version, 2);
    let mine = story("My queue");
    let Saved::Clash(clash) = keep_story(&bank, Some(&first.id), Some(1), &mine).await.unwrap() else {
        panic!("the later one won");
    };
    assert_eq!(
        (&clash.mine, &clash.theirs.value, clash.base.as_ref()),
        (&mine, &theirs, Some(&first.value))
    );
    assert_eq!(read(&bank, &first.id).await.unwrap().value, theirs);
    // Who has looked at both may save over them.
    let third = keep_story(&bank, Some(&first.id), Some(2), &mine)
        .await
        .unwrap()
        .kept()
        .unwrap();
    assert_eq!((third.version, third.value), (3, mine));
}

#[tokio::test]
async fn what_is_no_story_is_refused() {
    let bank = bank().await;
    let error = keep_story(&bank, None, None, &Story::default()).await.unwrap_err();
    assert_eq!((error.code, error.kind), ("story-empty", ErrorKind::Invalid));
    let book = Story {
        appendix: Appendix {
            data: "x".repeat(1 << 20),
            ..Appendix::default()
        },
        ..story("The log")
    };
    assert_eq!(
        keep_story(&bank, None, None, &book).await.unwrap_err().code,
        "story-too-long"
    );
    let error = keep_story(&bank, Some("nobody"), Some(1), &story("x"))
        .await
        .unwrap_err();
    assert_eq!((error.code, error.kind), ("store-missing", ErrorKind::NotFound));
}

#[tokio::test]
async fn saving_a_story_forgets_its_draft_and_a_clash_keeps_it() {
    let bank = bank().await;
    let first = kept(&bank, "The queue").await;
    let name = story_draft(&first.id);
    keep_draft(&bank, &name, "half a word").await.unwrap();
    keep_story(&bank, Some(&first.id), Some(9), &first.value).await.unwrap();
    assert!(draft(&bank, &name).await.unwrap().is_some());
    keep_story(&bank, Some(&first.id), Some(1), &first.value).await.unwrap();
    assert_eq!(draft(&bank, &name).await.unwrap(), None);
}

#[tokio::test]
async fn every_version_stays_and_an_old_one_comes_back_as_a_new_one() {
    let bank = bank().await;
    let first = kept(&bank, "The queue").await;
    keep_story(&bank, Some(&first.id), Some(1), &story("Another"))
        .await
        .unwrap();
    let back = bring_back_version(&bank, &first.id, 1, 2)
        .await
        .unwrap()
        .kept()
        .unwrap();
    assert_eq!((back.version, &back.value), (3, &first.value));
    remove_story(&bank, &first.id, None).await.unwrap();
    let acts: Vec<(i64, Act)> = story_history(&bank, &first.id)
        .await
        .unwrap()
        .iter()
        .map(|past| (past.version, past.act))
        .collect();
    assert_eq!(acts, [(1, Act::Put), (2, Act::Put), (3, Act::Put), (4, Act::Removed)]);
    assert_eq!(story_at(&bank, &first.id, 9).await.unwrap_err().code, "no-such-version");
    assert_eq!(story_history(&bank, "nobody").await.unwrap_err().code, "store-missing");
}

#[tokio::test]
async fn a_removal_is_undone_and_a_purge_is_not() {
    let bank = bank().await;
    let first = kept(&bank, "The queue").await;
    let stale = remove_story(&bank, &first.id, Some(7)).await.unwrap_err();
    assert_eq!(stale.code, "store-stale");
    assert_eq!(remove_story(&bank, &first.id, Some(1)).await.unwrap(), first);
    assert_eq!(read(&bank, &first.id).await.unwrap_err().code, "store-missing");
    let removed = removed_stories(&bank).await.unwrap();
    assert_eq!((removed.len(), &removed[0].value), (1, &first.value));
    assert_eq!(bring_back_story(&bank, &first.id).await.unwrap().value, first.value);
    assert!(removed_stories(&bank).await.unwrap().is_empty());
    purge_story(&bank, &first.id).await.unwrap();
    assert!(bring_back_story(&bank, &first.id).await.is_err());
    assert!(story_history(&bank, &first.id).await.is_err());
}

#[tokio::test]
async fn several_stories_are_kept_or_none() {
    let bank = bank().await;
    let both = [story("The queue"), story("The depot")];
    let error = keep_stories(&bank, &[both[0].clone(), Story::default()])
        .await
        .unwrap_err();
    assert_eq!(error.code, "story-empty");
    assert!(stories(&bank).await.unwrap().is_empty());
    let kept = keep_stories(&bank, &both).await.unwrap();
    assert_eq!(
        kept.iter().map(|kept| &kept.value).collect::<Vec<_>>(),
        [&both[0], &both[1]]
    );
    assert!(
        kept.iter().all(|kept| kept.origin.is_empty()),
        "they are the writer's own"
    );
}

#[tokio::test]
async fn the_best_take_is_the_fullest_inside_the_time() {
    let bank = bank().await;
    let first = kept(&bank, "The queue").await;
    let told = async |seconds| {
        let told = Told {
            seconds: Some(seconds),
            ..Told::default()
        };
        note_telling(&bank, &first.id, &told).await.unwrap();
        let readiness = story_readiness(&bank, &first.id).await.unwrap();
        readiness
            .parts
            .into_iter()
            .find(|reading| reading.part == Part::Time)
            .unwrap()
    };
    assert!(!told(400).await.met);
    assert!(told(300).await.why.contains("2:00"));
    assert!(told(150).await.met);
    assert!(told(20).await.met, "a short take does not take a good one away");
    assert!(told(900).await.met);
    let noted = tellings(&bank, Some(&first.id)).await.unwrap();
    assert_eq!(noted.len(), 5);
    // Taken back one by one, the best of those that are left counts.
    let met = async || {
        let readiness = story_readiness(&bank, &first.id).await.unwrap();
        readiness
            .parts
            .iter()
            .any(|reading| reading.part == Part::Time && reading.met)
    };
    drop_telling(&bank, &noted[0].id).await.unwrap();
    assert!(met().await, "a long take was not the best");
    drop_telling(&bank, &noted[2].id).await.unwrap();
    assert!(!met().await, "what is left is too short or too long");
    assert_eq!(tellings(&bank, None).await.unwrap().len(), 3);
    let error = note_telling(&bank, "nobody", &Told::default()).await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::NotFound);
}

#[tokio::test]
async fn readiness_says_what_is_missing_and_why() {
    let bank = bank().await;
    let bare = readiness_of(&bank, None, &story("The queue")).await.unwrap();
    assert!(!bare.ready);
    assert!(
        bare.parts
            .iter()
            .filter(|part| !part.met)
            .all(|part| !part.why.is_empty())
    );
    let mut fuller = story("The queue");
    fuller.conflict = Conflict {
        with: "the finance lead".to_owned(),
        over: "whether to pay refunds before checking them".to_owned(),
        lasted: "six weeks".to_owned(),
    };
    fuller.doubt = "I was not sure that the checks could wait.".to_owned();
    fuller.beats.push(Passage {
        beat: Beat::Obstacle,
        text: "The finance lead refused for six weeks; we argued every Monday.".to_owned(),
        principle: None,
    });
    let more = readiness_of(&bank, None, &fuller).await.unwrap();
    let met = |readiness: &glidepath_story::Readiness| readiness.parts.iter().filter(|part| part.met).count();
    assert!(met(&more) > met(&bare), "{more:?}");
}
