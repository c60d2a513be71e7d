//! Loops replayed from a file and debriefed, what is left to tell between rounds, scorecards, and loops over time.

use std::collections::BTreeSet;

use glidepath_app::bank::Bank;
use glidepath_app::hand_out_debrief::debrief_markdown;
use glidepath_app::loops::answer_sheet::{AnswerSheet, parse, sheet_of};
use glidepath_app::loops::{
    ChosenSeat, Debriefed, LoopWish, Stand, after_turn, blank_scorecard, close_round, compare_loops, debrief_loop,
    drills_of, enter_round, hand_in, leave_loop, loops_over_time, mock_loop, replan, replay, sample_loop, sample_sheet,
    scorecard, stand, write_scorecard,
};
use glidepath_app::practice::{TakeFilter, list_takes};
use glidepath_app::sample_bank::add_samples;
use glidepath_app::{Kept, Reviewer, Saved};
use glidepath_domain::{
    Debrief, Inclination, Loop, LoopState, NoteLine, Quote, RoundState, Ruling, Scorecard, Verdict,
};

use crate::looping::{begun, held, sound, wish};
use crate::{bank, kept as kept_story};

async fn replayed(bank: &Bank, test: &str, sheet: &AnswerSheet) -> Kept<Loop> {
    replay(bank, &Reviewer::default(), &sound(test), sheet, None)
        .await
        .unwrap()
}

/// Every quote of a debrief.
fn quotes(debrief: &Debrief) -> Vec<&Quote> {
    let mut all: Vec<&Quote> = Vec::new();
    let mut lines: Vec<&NoteLine> = Vec::new();
    for seat in &debrief.seats {
        lines.extend(seat.notes.iter().flat_map(|notes| &notes.lines));
        lines.extend(
            seat.marks
                .iter()
                .flat_map(|m| m.evidence_for.iter().chain(&m.evidence_against)),
        );
        all.extend(
            seat.flip
                .iter()
                .flat_map(|flip| &flip.changes)
                .filter_map(|change| change.quote.as_ref()),
        );
    }
    for argument in &debrief.arguments {
        lines.extend([&argument.for_line, &argument.against_line]);
    }
    all.extend(lines.into_iter().filter_map(|line| line.quote.as_ref()));
    all.extend(debrief.red_flags.iter().flat_map(|flag| &flag.quotes));
    all.extend(debrief.fixes.iter().flat_map(|fix| &fix.quotes));
    if let Some(view) = &debrief.bar_raiser {
        all.extend(view.contradictions.iter().flat_map(|one| [&one.first, &one.second]));
    }
    all
}

/// Holds that every quote stands in what was said.
fn exact(debriefed: &Debriefed) {
    let quotes = quotes(&debriefed.debrief);
    for quote in &quotes {
        let drill = debriefed.drills[quote.round][quote.exchange].as_ref().unwrap();
        let text = &drill.value.turns[quote.turn].text;
        assert_eq!(&text[quote.span.start..quote.span.end], quote.text, "{quote:?}");
    }
}

/// By rules alone: an encoder's last digits are another processor's. Every quote is exact; where the rules misread, so do the notes.
#[tokio::test]
async fn the_debrief_of_the_sample_loop() {
    let bank = bank().await;
    add_samples(&bank).await.unwrap();
    let kept = replayed(&bank, "snapshot", &sample_loop().unwrap()).await;
    let debriefed = debrief_loop(&bank, &Reviewer::default(), &kept.id).await.unwrap();
    exact(&debriefed);
    insta::assert_snapshot!("sample_debrief", debrief_markdown(&debriefed));
}

#[tokio::test]
async fn the_sample_loop_is_replayed_and_debriefed_alike_each_time() {
    let sheet = sample_loop().unwrap();
    let reviewer = Reviewer::default();
    let mut debriefs = Vec::new();
    for test in ["replay-one", "replay-two"] {
        let bank = bank().await;
        add_samples(&bank).await.unwrap();
        let kept = replayed(&bank, test, &sheet).await;
        assert_eq!((kept.value.state, kept.value.rounds.len()), (LoopState::Done, 6));
        let debriefed = debrief_loop(&bank, &reviewer, &kept.id).await.unwrap();
        let quotes = quotes(&debriefed.debrief);
        assert!(quotes.len() > 30, "{}", quotes.len());
        exact(&debriefed);
        let told: BTreeSet<&str> = debriefed.told.values().map(|(_, title)| title.as_str()).collect();
        assert!(debriefed.told.len() >= 13 && told.len() >= 11, "{:?}", debriefed.told);
        let view = debriefed.debrief.bar_raiser.as_ref().unwrap();
        // Three stories are told twice, one of them with a figure that changed.
        let again: Vec<_> = view.retold.iter().map(|retold| (retold.first, retold.again)).collect();
        assert_eq!(
            again,
            [((1, 2), (3, 1)), ((2, 0), (4, 0)), ((0, 0), (5, 1))],
            "{:?}",
            view.retold
        );
        assert!(view.retold.iter().all(|retold| told.contains(retold.what.as_str())));
        let values = |one: &glidepath_domain::Contradiction| (one.first.text.clone(), one.second.text.clone());
        let changed: Vec<_> = view.contradictions.iter().map(values).collect();
        assert_eq!(
            changed,
            [("34 per cent".to_owned(), "45 per cent".to_owned())],
            "{:?}",
            view.contradictions
        );
        // It is debriefed again from what is kept, and what was first said is noted in the takes.
        let again = debrief_loop(&bank, &reviewer, &kept.id).await.unwrap();
        assert_eq!(again, debriefed);
        let takes = list_takes(&bank, &TakeFilter::default()).await.unwrap();
        assert_eq!(takes.len(), 15);
        assert!(
            takes
                .iter()
                .all(|take| take.verdict.is_some() || take.drill.value.first_review.is_some())
        );
        debriefs.push(debriefed.debrief);
    }
    assert_eq!(debriefs[0], debriefs[1]);
}

#[tokio::test]
async fn a_loop_that_was_held_is_a_sheet_that_says_the_same() {
    let (bank, recordings) = (bank().await, sound("sheet"));
    let kept = begun(&bank, &wish()).await;
    let words = "I cut 12 jobs in March.\n\n# not a heading\n\\# nor this\n\nDana and I counted them.";
    let done = held(&bank, &recordings, &kept.id, |round, exchange, turn| {
        (round + exchange + turn != 1).then(|| words.to_owned())
    })
    .await;
    let sheet = sheet_of(&done.value, &drills_of(&bank, &done).await.unwrap());
    let read = parse(&sheet).unwrap();
    assert_eq!(read.rounds[0].questions[0].answer, words);
    assert_eq!(read.name, "Harbour");
    let again = replayed(&bank, "sheet-again", &read).await;
    let drills = drills_of(&bank, &again).await.unwrap();
    assert_eq!(sheet_of(&again.value, &drills), sheet);
    assert_eq!(parse(&sheet_of(&again.value, &drills)).unwrap(), read);
    let seats = |kept: &Kept<Loop>| -> Vec<_> { kept.value.rounds.iter().map(|round| round.seat.clone()).collect() };
    assert_eq!(seats(&again), seats(&done));
}

#[tokio::test]
async fn a_sheet_fills_what_is_left_of_a_loop() {
    let (bank, recordings, reviewer) = (bank().await, sound("sheet-onto"), Reviewer::default());
    let kept = begun(&bank, &wish()).await;
    let sheet =
        parse("# Round 1\n## What did you last cut?\nJobs.\n# Round 2\n## And whom did it hurt?\nNobody.\n").unwrap();
    let (entered, _) = enter_round(&bank, &kept.id, kept.version).await.unwrap();
    let error = replay(&bank, &reviewer, &recordings, &sheet, Some(&kept.id))
        .await
        .unwrap_err();
    assert_eq!(error.code, "loop-not-now");
    drop(entered);
    let other = begun(&bank, &wish()).await;
    let filled = replay(&bank, &reviewer, &recordings, &sheet, Some(&other.id))
        .await
        .unwrap();
    assert_eq!(
        (filled.id.as_str(), filled.value.state),
        (other.id.as_str(), LoopState::Left)
    );
    let states: Vec<RoundState> = filled.value.rounds.iter().map(|round| round.state).collect();
    assert_eq!(
        states,
        [
            RoundState::Done,
            RoundState::Done,
            RoundState::Waiting,
            RoundState::Waiting
        ]
    );
    let debriefed = debrief_loop(&bank, &reviewer, &filled.id).await.unwrap();
    let unjudged = debriefed.debrief.unjudged.join("\n");
    assert!(
        unjudged.contains("Round 3") && unjudged.contains("not held"),
        "{unjudged}"
    );
    assert_eq!(debriefed.debrief.decision.ruling, Ruling::NotJudged);
    let stray = parse("# Round 1\n## no-such-question\nJobs.\n").unwrap();
    let error = replay(&bank, &reviewer, &recordings, &stray, None).await.unwrap_err();
    assert_eq!(error.code, "answers-question");
    assert!(error.what.starts_with("Line 2 "), "{error}");
}

#[test]
fn a_sheet_that_cannot_be_read_says_where() {
    for (text, code, part) in [
        ("", "answers-empty", "no answers"),
        ("---\nrole: sde\n", "answers-head", "Line 1"),
        ("---\nrole: cook\n---\n# Round 1\n", "unknown-value", "Line 2"),
        ("---\nminutes: long\n---\n", "answers-head", "Line 2"),
        ("---\nmood: low\n---\n", "answers-head", "mood"),
        ("Hello.\n# Round 1\n", "answers-stray", "Line 1"),
        ("# Round 2\n", "answers-round", "Line 1"),
        ("# Round 1\n# Round 1\n", "answers-round", "Line 2"),
        ("# Kitchen\n", "answers-round", "Kitchen"),
        ("# Round 1\nThe answer.\n", "answers-stray", "Line 2"),
        ("# Round 1\nchair: throne\n", "unknown-value", "Line 2"),
        ("## why-so\n", "answers-round", "Line 1"),
        ("# Round 1\n## \n", "answers-question", "Line 2"),
        ("# Round 1\n### Reply\n", "answers-follow-up", "Line 2"),
        ("# Round 1\n## Why?\n### Reply\n", "answers-follow-up", "Line 3"),
        ("# Round 1\n## Why?\nSo.\n### Maybe\n", "answers-follow-up", "Line 4"),
        ("# Round 1\n## Why?\nSo.\n### Pass\nNo.\n", "answers-stray", "Line 5"),
    ] {
        let error = parse(text).unwrap_err();
        assert_eq!(error.code, code, "{text:?}: {error}");
        assert!(
            error.what.contains(part) || error.why.contains(part),
            "{text:?}: {error}"
        );
    }
    let whole = sample_sheet();
    for end in (0..whole.len()).step_by(97).filter(|end| whole.is_char_boundary(*end)) {
        drop(parse(&whole[..end]));
        drop(parse(&whole[end..]));
    }
    let crlf = parse(&whole.replace('\n', "\r\n")).unwrap();
    assert_eq!(crlf, sample_loop().unwrap());
}

#[tokio::test]
async fn nothing_is_judged_where_nothing_was_said() {
    for (test, word) in [("debrief-passed", None), ("debrief-word", Some("Yes."))] {
        let (bank, recordings) = (bank().await, sound(test));
        let kept = begun(&bank, &wish()).await;
        let error = debrief_loop(&bank, &Reviewer::default(), &kept.id).await.unwrap_err();
        assert_eq!(error.code, "loop-running");
        let done = held(&bank, &recordings, &kept.id, |_, _, _| word.map(str::to_owned)).await;
        let debriefed = debrief_loop(&bank, &Reviewer::default(), &done.id).await.unwrap();
        exact(&debriefed);
        let debrief = &debriefed.debrief;
        assert_eq!(debrief.decision.ruling, Ruling::NotJudged);
        assert!(
            debrief
                .seats
                .iter()
                .all(|seat| seat.after.inclination == Inclination::NotJudged)
        );
        assert!(
            debrief
                .seats
                .iter()
                .all(|seat| seat.marks.iter().all(|mark| mark.verdict.is_none()))
        );
        assert!(!debrief.unjudged.is_empty());
        assert!(debriefed.told.is_empty());
    }
}

#[tokio::test]
async fn one_story_told_everywhere_is_met_as_one() {
    let (bank, recordings) = (bank().await, sound("debrief-same"));
    let answer = sample_loop().unwrap().rounds[0].questions[0].answer.clone();
    let kept = begun(&bank, &wish()).await;
    let done = held(&bank, &recordings, &kept.id, |_, _, turn| {
        (turn == 0).then(|| answer.clone())
    })
    .await;
    let debriefed = debrief_loop(&bank, &Reviewer::default(), &done.id).await.unwrap();
    exact(&debriefed);
    let told = debriefed
        .drills
        .iter()
        .flatten()
        .flatten()
        .filter(|kept| !kept.value.turns[0].text.is_empty());
    let view = debriefed.debrief.bar_raiser.unwrap();
    assert_eq!(view.retold.len(), told.count() - 1);
    assert!(view.contradictions.is_empty(), "{:?}", view.contradictions);
    assert!(
        view.repeated.is_empty(),
        "one story shows nothing in several settings: {:?}",
        view.repeated
    );
}

#[tokio::test]
async fn a_loop_left_in_the_middle_is_debriefed_on_what_was_heard() {
    let (bank, recordings, reviewer) = (bank().await, sound("debrief-left"), Reviewer::default());
    let answer = sample_loop().unwrap().rounds[0].questions[0].answer.clone();
    let kept = begun(&bank, &wish()).await;
    let (_, now) = enter_round(&bank, &kept.id, kept.version).await.unwrap();
    let Stand::Question { drill, .. } = now else {
        panic!("{now:?}");
    };
    let said = glidepath_app::practice::Said {
        text: answer,
        ..Default::default()
    };
    glidepath_app::practice::finish_turn(&bank, &recordings, &drill.id, drill.version, &said)
        .await
        .unwrap();
    after_turn(&bank, &reviewer, &kept.id).await.unwrap();
    let now = mock_loop(&bank, &kept.id).await.unwrap();
    let left = leave_loop(&bank, &kept.id, now.version).await.unwrap();
    assert_eq!(left.value.rounds[0].state, RoundState::Left);
    let debriefed = debrief_loop(&bank, &reviewer, &kept.id).await.unwrap();
    exact(&debriefed);
    let debrief = &debriefed.debrief;
    assert!(debrief.seats[0].notes.iter().any(|notes| !notes.lines.is_empty()));
    assert!(
        debrief.seats[1..]
            .iter()
            .all(|seat| seat.after.inclination == Inclination::NotJudged)
    );
    assert!(
        debrief.unjudged.iter().filter(|said| said.contains("not held")).count() == 3,
        "{:?}",
        debrief.unjudged
    );
}

#[tokio::test]
async fn between_rounds_one_sees_what_is_left_to_tell() {
    let bank = bank().await;
    let kept = begun(&bank, &wish()).await;
    let empty = replan(&bank, &kept.id).await.unwrap();
    assert!(empty.told.is_empty() && empty.free.is_empty());
    assert!(empty.shortage.is_some() && empty.plan.iter().all(|one| one.story.is_none()));
    add_samples(&bank).await.unwrap();
    let whole = replan(&bank, &kept.id).await.unwrap();
    assert_eq!(whole.free.len(), 12);
    assert_eq!(whole.shortage, None);
    let principles: BTreeSet<_> = whole.plan.iter().map(|one| one.principle).collect();
    assert_eq!(principles, kept.value.scope.iter().copied().collect());
    // A story that is told is not free any more, and one told twice is out.
    let sheet = sample_loop().unwrap();
    let refunds = sheet.rounds[0].questions[0].clone();
    let mut told = AnswerSheet {
        rounds: sheet.rounds[..1].to_vec(),
        ..sheet.clone()
    };
    told.rounds[0].questions = vec![refunds.clone(), refunds];
    let once = replayed(&bank, "replan", &told).await;
    let left = replan(&bank, &once.id).await.unwrap();
    assert_eq!(
        (left.told.len(), left.told[0].times, left.unknown),
        (1, 2, 0),
        "{left:?}"
    );
    assert_eq!(left.free.len(), 11);
    let again = left.plan.iter().filter_map(|one| one.story.as_ref());
    assert!(again.into_iter().all(|(id, _)| *id != left.told[0].story));
}

#[tokio::test]
async fn a_scorecard_counts_when_it_is_handed_in_and_stays() {
    let (bank, recordings, reviewer) = (bank().await, sound("scorecard"), Reviewer::default());
    let wish = LoopWish {
        chosen: vec![ChosenSeat {
            person: "Dana".to_owned(),
            ..ChosenSeat::default()
        }],
        ..wish()
    };
    let kept = begun(&bank, &wish).await;
    let id = kept.id.clone();
    let blank = blank_scorecard(&id, 0, &kept.value.rounds[0].seat);
    assert_eq!(scorecard(&bank, &id, 0).await.unwrap(), None);
    assert_eq!(scorecard(&bank, &id, 9).await.unwrap_err().code, "loop-no-such-round");
    assert_eq!(
        write_scorecard(&bank, None, &blank).await.unwrap_err().code,
        "scorecard-too-early"
    );
    let (kept, _) = enter_round(&bank, &id, kept.version).await.unwrap();
    let written = Scorecard {
        notes: "Two numbers, and a name.".to_owned(),
        ..blank
    };
    let first = write_scorecard(&bank, None, &written).await.unwrap().kept().unwrap();
    let clash = write_scorecard(&bank, None, &written).await.unwrap();
    assert!(matches!(clash, Saved::Clash(_)), "{clash:?}");
    assert_eq!(
        hand_in(&bank, &id, 0, first.version).await.unwrap_err().code,
        "scorecard-undecided"
    );
    let mut decided = written.clone();
    decided.inclined = Some(true);
    decided.marks[0].verdict = Some(Verdict::Raises);
    decided.handed_in = true;
    let second = write_scorecard(&bank, Some(first.version), &decided)
        .await
        .unwrap()
        .kept()
        .unwrap();
    assert!(!second.value.handed_in, "writing is not handing in");
    let mut stray = decided.clone();
    let other = glidepath_domain::Principle::ALL
        .iter()
        .find(|p| decided.marks.iter().all(|m| m.principle != **p));
    stray.marks[0].principle = *other.unwrap();
    let error = write_scorecard(&bank, Some(second.version), &stray).await.unwrap_err();
    assert_eq!(error.code, "scorecard-stray-mark");
    glidepath_app::loops::invite_questions(&bank, &id, 0).await.unwrap();
    let kept_now = mock_loop(&bank, &id).await.unwrap();
    assert!(kept_now.version > kept.version);
    close_round(&bank, &id, kept_now.version, &[]).await.unwrap();
    let done = held(&bank, &recordings, &id, |_, _, _| None).await;
    let before = debrief_loop(&bank, &reviewer, &done.id).await.unwrap();
    assert!(before.scorecards[0].is_none() && before.debrief.seats[0].typed.is_empty());
    hand_in(&bank, &id, 0, second.version).await.unwrap();
    let after = debrief_loop(&bank, &reviewer, &done.id).await.unwrap();
    assert_eq!(after.debrief.seats[0].typed, written.notes);
    assert_eq!(after.debrief.seats[0].blind.inclination, Inclination::Inclined);
    let late = write_scorecard(&bank, Some(second.version), &written)
        .await
        .unwrap_err();
    assert_eq!(late.code, "scorecard-handed-in");
    assert_eq!(
        hand_in(&bank, &id, 0, second.version).await.unwrap_err().code,
        "scorecard-handed-in"
    );
}

#[tokio::test]
async fn loops_are_held_against_each_other() {
    let (bank, recordings, reviewer) = (bank().await, sound("compare"), Reviewer::default());
    kept_story(&bank, "The queue").await;
    let sheet = sample_loop().unwrap();
    let strong = replayed(&bank, "compare-one", &sheet).await;
    let kept = begun(&bank, &wish()).await;
    let running = begun(&bank, &wish()).await;
    let weak = held(&bank, &recordings, &kept.id, |_, _, _| None).await;
    let points = loops_over_time(&bank, &reviewer).await.unwrap();
    let ids: Vec<&str> = points.iter().map(|point| point.id.as_str()).collect();
    assert_eq!(
        ids,
        [strong.id.as_str(), weak.id.as_str()],
        "oldest first, and none that is on"
    );
    assert_eq!(points[0].votes.iter().sum::<usize>(), 6);
    assert_eq!(points[1].votes, [0, 0, 4]);
    assert!((0.0..=1.0).contains(&points[0].hires));
    let apart = compare_loops(&bank, &reviewer, &strong.id, &weak.id).await.unwrap();
    assert_eq!((&apart.before, &apart.after), (&points[0], &points[1]));
    assert!(apart.marks.iter().any(|mark| mark.before.is_some()));
    assert!(apart.marks.iter().all(|mark| mark.after.is_none()));
    assert!(apart.fixes.come.is_empty() && apart.fixes.gone.len() == points[0].fixes.len());
    let error = compare_loops(&bank, &reviewer, &strong.id, &running.id)
        .await
        .unwrap_err();
    assert_eq!(error.code, "loop-running");
    let same = compare_loops(&bank, &reviewer, &strong.id, &strong.id).await.unwrap();
    assert!(same.marks.iter().all(|mark| mark.before == mark.after));
    let (_, over) = stand(&bank, &weak.id).await.unwrap();
    assert_eq!(over.round(), None);
}
