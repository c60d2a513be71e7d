//! The retrieval drill and blocks of practice.

use glidepath_app::answer_with::{Searched, answer_with};
use glidepath_app::keep_story::keep_story;
use glidepath_app::practice::recall::{Answer, Ask, Next, accepted, due, recall_answer, recall_card, recall_next};
use glidepath_app::practice::{
    Choice, FollowUps, Rating, Said, Start, block_part_begun, block_part_done, blocks, end_block, enough, finish_turn,
    rate_drill, running_block, start_block, start_drill,
};
use glidepath_app::preferences::{Preferences, keep_preferences};
use glidepath_app::remove_story::purge_story;
use glidepath_app::seeker::Seeker;
use glidepath_app::{Bank, Recordings, Reviewer};
use glidepath_domain::{Fact, FactKind, Grade, MemoryKind, PartKind, Principle, Story, StoryId, Sureness, Verdict};

use crate::{bank, folder, story};

fn full(title: &str) -> Story {
    Story {
        principles: vec![Principle::Ownership],
        facts: vec![Fact {
            kind: FactKind::Metric,
            what: "days to a refund".to_owned(),
            value: "2".to_owned(),
            baseline: "9".to_owned(),
            basis: "the log".to_owned(),
            sureness: Sureness::Measured,
        }],
        ..story(title)
    }
}

async fn next(bank: &Bank) -> Ask {
    match recall_next(bank).await.unwrap() {
        Next::Ask(ask) => *ask,
        nothing @ Next::Nothing { .. } => panic!("{nothing:?}"),
    }
}

#[tokio::test]
async fn without_a_story_there_is_nothing_to_recall() {
    let bank = bank().await;
    assert_eq!(
        recall_next(&bank).await.unwrap(),
        Next::Nothing {
            next_ms: None,
            cards: 0
        }
    );
    assert_eq!(due(&bank).await.unwrap(), (0, None));
    assert_eq!(
        recall_card(&bank, "match:ownership:conflict").await.unwrap_err().code,
        "no-such-card"
    );
}

#[tokio::test]
async fn cards_are_asked_graded_and_come_again() {
    let bank = bank().await;
    let kept = keep_story(&bank, None, None, &full("The queue"))
        .await
        .unwrap()
        .kept()
        .unwrap();
    let mine = StoryId(kept.id.clone());
    let (all, _) = due(&bank).await.unwrap();
    assert!(all > 3, "matches, an opening, a figure and an ending");
    let mut kinds = Vec::new();
    for left in (1..=all).rev() {
        let ask = next(&bank).await;
        assert_eq!((ask.due, ask.version, ask.limit_ms), (left, None, 10_000));
        let answer = match ask.kind {
            MemoryKind::Match => Answer::Picked(Some(kept.id.clone())),
            _ => Answer::Graded(Grade::Easy),
        };
        let recalled = recall_answer(&bank, &ask.card, None, 4_000, &answer, std::slice::from_ref(&mine))
            .await
            .unwrap();
        assert!(recalled.hit && recalled.in_time);
        assert_eq!(
            recalled.grade,
            Grade::Good,
            "four seconds of ten are not at once, whatever one says oneself"
        );
        assert!(recalled.card.value.due_ms > bank.now_ms());
        kinds.push(ask.kind);
    }
    for kind in [
        MemoryKind::Match,
        MemoryKind::Opening,
        MemoryKind::Figure,
        MemoryKind::Ending,
    ] {
        assert!(kinds.contains(&kind), "{kind}");
    }
    let Next::Nothing { next_ms, cards } = recall_next(&bank).await.unwrap() else {
        panic!("all were asked");
    };
    assert_eq!(cards, all);
    assert!(next_ms.is_some_and(|next| next > bank.now_ms()));
    // A story that is told otherwise asks otherwise, and keeps its history.
    let mut changed = full("The queue");
    changed.facts.clear();
    keep_story(&bank, Some(&kept.id), Some(1), &changed).await.unwrap();
    let figure = format!("figure:{}:days-to-a-refund", kept.id);
    assert_eq!(recall_card(&bank, &figure).await.unwrap_err().code, "no-such-card");
    keep_story(&bank, Some(&kept.id), Some(2), &full("The queue"))
        .await
        .unwrap();
    let back = recall_card(&bank, &figure).await.unwrap();
    assert_eq!((back.answer.as_str(), back.version), ("2, before that 9", Some(1)));
    // With the story goes what its cards were named after.
    purge_story(&bank, &kept.id).await.unwrap();
    keep_story(&bank, Some(&kept.id), None, &full("The queue"))
        .await
        .unwrap();
    assert_eq!(recall_card(&bank, &figure).await.unwrap().version, None);
}

#[tokio::test]
async fn wrong_late_and_stale_answers_are_told_apart() {
    let bank = bank().await;
    let kept = keep_story(&bank, None, None, &full("The queue"))
        .await
        .unwrap()
        .kept()
        .unwrap();
    let fitting = [StoryId(kept.id.clone())];
    let matches = |ask: &Ask| ask.kind == MemoryKind::Match;
    let mut ask = next(&bank).await;
    while !matches(&ask) {
        recall_answer(&bank, &ask.card, None, 1_000, &Answer::Graded(Grade::Again), &[])
            .await
            .unwrap();
        ask = next(&bank).await;
    }
    let asked = |answer: Answer, latency, seen| {
        let (bank, card, fitting) = (&bank, ask.card.clone(), &fitting);
        async move { recall_answer(bank, &card, seen, latency, &answer, fitting).await }
    };
    let wrong_kind = asked(Answer::Graded(Grade::Good), 1_000, None).await.unwrap_err();
    assert_eq!(wrong_kind.code, "recall-wrong-answer");
    let none = asked(Answer::Picked(None), 1_000, None).await.unwrap();
    assert_eq!((none.grade, none.hit), (Grade::Again, false));
    assert_eq!(
        asked(Answer::Picked(None), 1_000, None).await.unwrap_err().code,
        "recall-answered"
    );
    let wrong = asked(Answer::Picked(Some("another".to_owned())), 1_000, Some(1))
        .await
        .unwrap();
    assert_eq!((wrong.grade, wrong.hit), (Grade::Again, false));
    let late = asked(Answer::Picked(Some(kept.id.clone())), u64::MAX, Some(2))
        .await
        .unwrap();
    assert_eq!((late.grade, late.hit, late.in_time), (Grade::Hard, true, false));
    assert_eq!(
        late.card.value.asked.last().unwrap().latency_ms,
        600_000,
        "nobody thinks for longer"
    );
    let at_once = asked(Answer::Picked(Some(kept.id.clone())), 900, Some(3))
        .await
        .unwrap();
    assert_eq!(at_once.grade, Grade::Easy);
    // Where nothing fits, to pick nothing is right.
    let pass = recall_answer(&bank, &ask.card, Some(4), 900, &Answer::Picked(None), &[])
        .await
        .unwrap();
    assert_eq!((pass.grade, pass.hit), (Grade::Easy, true));
}

#[tokio::test]
async fn what_counts_as_found_is_what_the_search_finds() {
    let bank = bank().await;
    let kept = keep_story(&bank, None, None, &full("The queue"))
        .await
        .unwrap()
        .kept()
        .unwrap();
    let (seeker, searched) = (Seeker::of_words(), Searched::default());
    let asked = "Tell me about refunds and a queue you wrote.";
    let mut fits = answer_with(&bank, asked, 8, &seeker, &searched).await.unwrap();
    assert_eq!(fits.fits.first().map(|fit| fit.story.as_str()), Some(kept.id.as_str()));
    fits.pass = false;
    assert_eq!(accepted(&fits), [StoryId(kept.id)]);
    fits.pass = true;
    assert!(accepted(&fits).is_empty());
}

#[tokio::test]
async fn the_day_of_the_interview_draws_cards_near() {
    let bank = bank().await;
    keep_story(&bank, None, None, &full("The queue")).await.unwrap();
    let far = next(&bank).await;
    let answer = |ask: &Ask| match ask.kind {
        MemoryKind::Match => Answer::Picked(None),
        _ => Answer::Graded(Grade::Easy),
    };
    let first = recall_answer(&bank, &far.card, None, 1_000, &answer(&far), &[])
        .await
        .unwrap();
    let soon = Preferences {
        interview: Some("2026-09-24".parse().unwrap()),
        ..Preferences::default()
    };
    keep_preferences(&bank, &soon).await.unwrap();
    let near = next(&bank).await;
    assert_eq!(near.kind, far.kind);
    let second = recall_answer(&bank, &near.card, None, 1_000, &answer(&near), &[])
        .await
        .unwrap();
    let wait =
        |recall: &glidepath_app::practice::recall::Recall| recall.card.value.due_ms - recall.card.value.asked[0].at_ms;
    assert!(wait(&second) < wait(&first), "{} {}", wait(&second), wait(&first));
}

#[tokio::test]
async fn what_tellings_were_weak_on_comes_back() {
    let (bank, recordings) = (bank().await, Recordings::at(folder("recalling-weak")));
    let reviewer = Reviewer::default();
    let poor = "We had some problems with refunds, and the team worked really hard on it for a long time. We improved things a lot, \
                and everybody was happy with what we achieved in the end, because we communicated well with all stakeholders and moved \
                very fast. It was a great success for the whole team and for all of our customers, who told us so many times.";
    for _ in 0..2 {
        let start = Start {
            choice: Choice::Own("Tell me about a time you took ownership.".to_owned()),
            follow_ups: FollowUps::AtMost(1),
            ..Start::default()
        };
        let begun = start_drill(&bank, &start).await.unwrap();
        let said = Said {
            text: poor.to_owned(),
            took_ms: Some(60_000),
            ..Said::default()
        };
        let told = finish_turn(&bank, &recordings, &begun.id, 1, &said).await.unwrap();
        let ended = enough(&bank, &told.id, told.version).await.unwrap();
        let rating = Rating {
            verdict: Verdict::Meets,
            story: None,
        };
        let done = rate_drill(&bank, &reviewer, &ended.id, ended.version, &rating)
            .await
            .unwrap();
        assert!(!done.value.first_review.unwrap().findings.is_empty());
    }
    // A finding has no face; a principle has one, and both are kept.
    let (due, _) = due(&bank).await.unwrap();
    let asked = recall_next(&bank).await.unwrap();
    match asked {
        Next::Ask(ask) => assert_eq!((ask.kind, due > 0), (MemoryKind::Principle, true)),
        Next::Nothing { cards, .. } => assert_eq!(cards, 0),
    }
}

#[tokio::test]
async fn a_block_has_a_plan_and_an_end() {
    let bank = bank().await;
    let begun = start_block(&bank, 25).await.unwrap();
    let block = &begun.block.value;
    assert_eq!(block.parts.iter().map(|part| part.minutes).sum::<u32>(), 25);
    assert_eq!(block.parts[0].kind, PartKind::Behavioural);
    assert!(!begun.notes.is_empty(), "what is not there yet is said");
    assert_eq!(running_block(&bank).await.unwrap().as_ref(), Some(&begun.block));
    let id = begun.block.id.as_str();
    let with = block_part_begun(&bank, id, 1, 0, "drill-1").await.unwrap();
    assert_eq!(with.value.parts[0].with, "drill-1");
    assert_eq!(
        block_part_done(&bank, id, 2, 99).await.unwrap_err().code,
        "block-no-such-part"
    );
    assert_eq!(block_part_done(&bank, id, 1, 0).await.unwrap_err().code, "store-stale");
    let mut kept = with;
    for part in 0..kept.value.parts.len() {
        assert!(kept.value.ended_ms.is_none());
        kept = block_part_done(&bank, id, kept.version, part).await.unwrap();
    }
    assert!(kept.value.ended_ms.is_some(), "the last part ends it");
    assert_eq!(
        block_part_done(&bank, id, kept.version, 0).await.unwrap_err().code,
        "block-ended"
    );
    assert!(running_block(&bank).await.unwrap().is_none());
    // Another one takes the place of one that runs.
    let first = start_block(&bank, 5).await.unwrap();
    assert_eq!(first.block.value.parts.iter().map(|part| part.minutes).sum::<u32>(), 20);
    let second = start_block(&bank, 99).await.unwrap();
    assert_eq!(
        second.block.value.parts.iter().map(|part| part.minutes).sum::<u32>(),
        30
    );
    assert_eq!(running_block(&bank).await.unwrap().unwrap().id, second.block.id);
    end_block(&bank, &second.block.id, 1).await.unwrap();
    assert_eq!(blocks(&bank).await.unwrap().len(), 3);
}
