//! Drills from their start to their review, and everything that can come between.

use std::sync::Arc;

use glidepath_app::bank::Bank;
use glidepath_app::config::PracticeSettings;
use glidepath_app::note_telling::tellings;
use glidepath_app::practice::{
    Asked, Choice, FollowUps, Nudges, Onward, Rating, Said, Start, TakeFilter, ask_next, bring_back_take,
    compare_takes, drill, enough, finish_turn, leave_drill, list_takes, look_back, onward, open_drills, pass_turn,
    purge_take, rate_drill, remove_take, removed_takes, review_take, start_drill, take_again, write_turn,
};
use glidepath_app::preferences::{Preferences, keep_preferences};
use glidepath_app::wire::DrillOut;
use glidepath_app::{ErrorKind, Kept, Place, Recordings, Reviewer};
use glidepath_domain::{Drill, DrillState, Principle, ReplyKind, ShownNudge, TimedWord, Variant, Verdict};

use crate::{Ticking, bank, folder, kept as kept_story};

const ANSWER: &str = "At Acme we sold freight to small shops, and refunds took nine days. Customers called the support line in tears. \
                      My manager wanted to hire two more people, and I disagreed with him. We argued for a week. I wrote the queue anew and \
                      measured it every night. Refunds now take two days instead of nine, and the calls fell by 40 percent. I learned to ask \
                      finance for the reasons before I build.";

/// The same told worse.
const POOR: &str = "At Acme we had some problems with refunds, and the team worked really hard on it. We improved things a lot, and \
                    everybody was happy with what we achieved in the end, because we had communicated well with all the stakeholders and \
                    moved very fast. It was a great success for the whole team and for our customers, who were delighted with it.";

fn said(text: &str) -> Said {
    Said {
        text: text.to_owned(),
        took_ms: Some(95_000),
        ..Said::default()
    }
}

fn own(question: &str) -> Start {
    Start {
        choice: Choice::Own(question.to_owned()),
        follow_ups: FollowUps::AtMost(2),
        ..Start::default()
    }
}

fn sound(test: &str) -> Recordings {
    Recordings::at(folder(test))
}

/// Tells, passes every follow-up, and rates it.
async fn whole(bank: &Bank, recordings: &Recordings, start: &Start, text: &str) -> Kept<Drill> {
    let reviewer = Reviewer::default();
    let begun = start_drill(bank, start).await.unwrap();
    let told = finish_turn(bank, recordings, &begun.id, begun.version, &said(text))
        .await
        .unwrap();
    let done = enough(bank, &told.id, told.version).await.unwrap();
    let rating = Rating {
        verdict: Verdict::Meets,
        story: None,
    };
    rate_drill(bank, &reviewer, &done.id, done.version, &rating)
        .await
        .unwrap()
}

#[tokio::test]
async fn a_drill_is_told_asked_about_rated_and_reviewed() {
    let (bank, recordings, reviewer) = (bank().await, sound("drill-whole"), Reviewer::default());
    let story = kept_story(&bank, "The queue").await;
    let begun = start_drill(&bank, &own("Tell me about a time you disagreed with your manager."))
        .await
        .unwrap();
    assert_eq!((begun.version, begun.value.state), (1, DrillState::Telling));
    assert_eq!(open_drills(&bank).await.unwrap(), std::slice::from_ref(&begun));
    let nudged = Said {
        nudges: vec![ShownNudge {
            code: "half".to_owned(),
            at_ms: 90_000,
        }],
        ..said(ANSWER)
    };
    let told = finish_turn(&bank, &recordings, &begun.id, 1, &nudged).await.unwrap();
    assert_eq!(told.value.state, DrillState::Asking);
    let answer = told.value.answer().unwrap();
    assert_eq!(
        (answer.text.as_str(), answer.written_by.as_str(), answer.took_ms),
        (ANSWER, "typed", Some(95_000))
    );
    assert_eq!(answer.nudges, nudged.nudges);
    // A follow-up that names something of the answer, and the same one when asked twice.
    let Asked::Question(first) = ask_next(&bank, &reviewer, &told.id, told.version).await.unwrap() else {
        panic!("nothing was asked");
    };
    let asked = first.value.turns[1].clone();
    assert!(asked.asked.ends_with(['?', '.']) && asked.layer.is_some(), "{asked:?}");
    assert!(ANSWER.contains(&asked.quote), "{asked:?}");
    let again = ask_next(&bank, &reviewer, &first.id, first.version).await.unwrap();
    assert_eq!(again.drill(), &first);
    // What it comes to is not shown before its teller has said how it went.
    let hidden = review_take(&bank, &reviewer, &PracticeSettings::default(), &first.id)
        .await
        .unwrap_err();
    assert_eq!(hidden.code, "drill-not-rated");
    let reply = "We had 310 open refunds in March, and Dana in finance counted them with me.";
    let replied = finish_turn(&bank, &recordings, &first.id, first.version, &said(reply))
        .await
        .unwrap();
    let Asked::Question(second) = ask_next(&bank, &reviewer, &replied.id, replied.version).await.unwrap() else {
        panic!("one more was to be asked");
    };
    assert_ne!(second.value.turns[2].asked, asked.asked);
    let passed = pass_turn(&bank, &recordings, &second.id, second.version, Some(4_000))
        .await
        .unwrap();
    assert_eq!(passed.value.turns[2].reply, ReplyKind::Passed);
    let Asked::Ended { drill: ended, why } = ask_next(&bank, &reviewer, &passed.id, passed.version).await.unwrap()
    else {
        panic!("two were the most");
    };
    assert_eq!((ended.value.state, why.slug()), (DrillState::Rating, "enough"));
    let rating = Rating {
        verdict: Verdict::Raises,
        story: Some(story.id.clone()),
    };
    let done = rate_drill(&bank, &reviewer, &ended.id, ended.version, &rating)
        .await
        .unwrap();
    assert_eq!(
        (done.value.state, done.value.own_verdict),
        (DrillState::Done, Some(Verdict::Raises))
    );
    let first_review = done.value.first_review.clone().unwrap();
    assert_eq!(first_review.as_of, bank.today());
    let told = tellings(&bank, Some(&story.id)).await.unwrap();
    assert_eq!((told.len(), told[0].seconds), (1, Some(95)));
    assert!(open_drills(&bank).await.unwrap().is_empty());

    let take = review_take(&bank, &reviewer, &PracticeSettings::default(), &done.id)
        .await
        .unwrap();
    assert_eq!(take.reviewed.attempt.text, ANSWER);
    assert_eq!(take.then, None, "the same rules say the same");
    let slugs: Vec<&str> = take
        .reviewed
        .review
        .findings
        .iter()
        .map(|finding| finding.rule)
        .collect();
    assert_eq!(first_review.findings, slugs);
    assert_eq!(
        (take.replies.len(), take.depth.reached, take.depth.broke_at),
        (2, 1, Some(2))
    );
    assert!(take.replies[0].reading.new.figures > 0);
    assert!(take.delivery.is_none(), "it was typed");
    let shares: f64 = take.sections.iter().map(|section| section.share).sum();
    assert!((shares - 1.0).abs() < 1e-6);
    let rows = list_takes(&bank, &TakeFilter::default()).await.unwrap();
    assert_eq!(
        (rows.len(), rows[0].story_title.as_str(), rows[0].seconds),
        (1, "The queue", Some(95.0))
    );
    assert_eq!(
        (rows[0].answered, rows[0].passed, rows[0].depth, rows[0].broke),
        (1, 1, 1, true)
    );
    assert_eq!(rows[0].findings.iter().sum::<usize>(), first_review.findings.len());
}

#[tokio::test]
async fn what_cannot_be_is_refused_with_what_to_do() {
    let (bank, recordings, reviewer) = (bank().await, sound("drill-refused"), Reviewer::default());
    for (start, code) in [
        (own("   "), "text-empty"),
        (own(&"why ".repeat(2_000)), "text-too-long"),
        (
            Start {
                limit_s: 5,
                ..own("Why?")
            },
            "drill-bad-limit",
        ),
        (
            Start {
                limit_s: 9_999,
                ..own("Why?")
            },
            "drill-bad-limit",
        ),
        (
            Start {
                choice: Choice::Bank("no-such-question".to_owned()),
                ..Start::default()
            },
            "store-missing",
        ),
        (
            Start {
                story: Some("nobody".to_owned()),
                ..own("Why?")
            },
            "store-missing",
        ),
    ] {
        let error = start_drill(&bank, &start).await.unwrap_err();
        assert_eq!(error.code, code);
        assert!(
            !error.what.is_empty() && !error.why.is_empty() && error.fix.ends_with('.'),
            "{error}"
        );
    }
    assert!(open_drills(&bank).await.unwrap().is_empty());
    let begun = start_drill(&bank, &own("Why?")).await.unwrap();
    let code = |outcome: Result<Kept<Drill>, glidepath_app::Error>| outcome.unwrap_err().code;
    assert_eq!(
        code(finish_turn(&bank, &recordings, &begun.id, 1, &Said::default()).await),
        "turn-empty"
    );
    assert_eq!(
        code(finish_turn(&bank, &recordings, &begun.id, 1, &said(" \n")).await),
        "turn-empty"
    );
    assert_eq!(
        code(finish_turn(&bank, &recordings, &begun.id, 1, &said(&"x".repeat(1 << 21))).await),
        "text-too-long"
    );
    let word = |start_ms, end_ms| TimedWord {
        word: "So".to_owned(),
        start_ms,
        end_ms,
    };
    for words in [vec![word(9, 3)], vec![word(9, 10), word(2, 3)]] {
        let timed = Said { words, ..said("So so") };
        assert_eq!(
            code(finish_turn(&bank, &recordings, &begun.id, 1, &timed).await),
            "bad-timing"
        );
    }
    // Too early for all of these, and nothing has changed.
    assert_eq!(
        code(pass_turn(&bank, &recordings, &begun.id, 1, None).await),
        "drill-pass-question"
    );
    assert_eq!(code(enough(&bank, &begun.id, 1).await), "drill-not-now");
    let asked = ask_next(&bank, &reviewer, &begun.id, 1).await.unwrap_err();
    assert_eq!((asked.code, asked.kind), ("drill-not-now", ErrorKind::Invalid));
    let rating = Rating {
        verdict: Verdict::Meets,
        story: None,
    };
    assert_eq!(
        code(rate_drill(&bank, &reviewer, &begun.id, 1, &rating).await),
        "drill-not-now"
    );
    assert_eq!(
        code(write_turn(&bank, &begun.id, 1, 0, "Words", &[], "").await),
        "drill-no-such-turn"
    );
    assert_eq!(
        code(write_turn(&bank, &begun.id, 1, 7, "Words", &[], "").await),
        "drill-no-such-turn"
    );
    assert_eq!(drill(&bank, &begun.id).await.unwrap(), begun);
}

#[tokio::test]
async fn of_two_who_finish_at_once_one_is_told() {
    let (bank, recordings) = (bank().await, sound("drill-twice"));
    let begun = start_drill(&bank, &own("Why?")).await.unwrap();
    let (mine, theirs) = (said("I wrote it."), said("I wrote it twice."));
    let (one, two) = tokio::join!(
        finish_turn(&bank, &recordings, &begun.id, 1, &mine),
        finish_turn(&bank, &recordings, &begun.id, 1, &theirs),
    );
    let (won, lost) = if one.is_ok() { (one, two) } else { (two, one) };
    assert_eq!(lost.unwrap_err().code, "drill-went-on");
    assert_eq!(drill(&bank, &begun.id).await.unwrap(), won.unwrap());
    let stale = leave_drill(&bank, &begun.id, 1).await.unwrap_err();
    assert_eq!(stale.code, "drill-went-on");
}

#[tokio::test]
async fn a_drill_that_is_left_keeps_what_was_said() {
    let (bank, recordings, reviewer) = (bank().await, sound("drill-left"), Reviewer::default());
    let settings = PracticeSettings::default();
    let begun = start_drill(&bank, &own("Why?")).await.unwrap();
    let told = finish_turn(&bank, &recordings, &begun.id, 1, &said(ANSWER))
        .await
        .unwrap();
    let left = leave_drill(&bank, &told.id, told.version).await.unwrap();
    assert_eq!(left.value.state, DrillState::Left);
    let take = review_take(&bank, &reviewer, &settings, &left.id).await.unwrap();
    assert_eq!((take.reviewed.attempt.text.as_str(), take.gap), (ANSWER, None));
    assert_eq!(
        leave_drill(&bank, &left.id, left.version).await.unwrap_err().code,
        "drill-not-now"
    );
    let silent = start_drill(&bank, &own("Why?")).await.unwrap();
    let left = leave_drill(&bank, &silent.id, 1).await.unwrap();
    assert_eq!(
        review_take(&bank, &reviewer, &settings, &left.id)
            .await
            .unwrap_err()
            .code,
        "take-empty"
    );
}

#[tokio::test]
async fn a_take_is_told_again_and_held_against_the_first() {
    let (bank, recordings, reviewer) = (bank().await, sound("drill-again"), Reviewer::default());
    let first = whole(
        &bank,
        &recordings,
        &own("Tell me about a time you simplified something."),
        POOR,
    )
    .await;
    let again = take_again(&bank, &first.id).await.unwrap();
    assert_eq!(
        (again.value.again.as_str(), again.value.state),
        (first.id.as_str(), DrillState::Telling)
    );
    assert_eq!(again.value.answer().unwrap().asked, first.value.answer().unwrap().asked);
    let told = finish_turn(&bank, &recordings, &again.id, 1, &said(ANSWER))
        .await
        .unwrap();
    let left = leave_drill(&bank, &told.id, told.version).await.unwrap();
    // Whichever is named first, the earlier is the earlier.
    for (one, other) in [(&first.id, &left.id), (&left.id, &first.id)] {
        let apart = compare_takes(&bank, &reviewer, one, other).await.unwrap();
        assert_eq!((&apart.earlier.id, &apart.later.id), (&first.id, &left.id));
        let fixed: Vec<&str> = apart.diff.fixed.iter().map(|change| change.rule).collect();
        let comparison: Vec<&str> = apart.comparison.fixed.iter().map(|point| point.rule).collect();
        assert!(!fixed.is_empty(), "the second has figures, a conflict and an I");
        assert!(
            fixed.iter().all(|rule| comparison.contains(rule)),
            "{fixed:?} {comparison:?}"
        );
    }
    let same = compare_takes(&bank, &reviewer, &first.id, &first.id).await.unwrap_err();
    assert_eq!(same.code, "takes-same");
    // An open one is left when it is told again; an exam is not told again while it runs.
    let open = start_drill(&bank, &own("Why?")).await.unwrap();
    take_again(&bank, &open.id).await.unwrap();
    assert_eq!(drill(&bank, &open.id).await.unwrap().value.state, DrillState::Left);
    let exam = start_drill(
        &bank,
        &Start {
            exam: true,
            ..own("Why?")
        },
    )
    .await
    .unwrap();
    assert!(!exam.value.nudged);
    assert_eq!(take_again(&bank, &exam.id).await.unwrap_err().code, "drill-exam");
}

#[tokio::test]
async fn newer_rules_say_what_they_see_and_what_was_said() {
    let (files, recordings, settings) = (
        folder("drill-then"),
        sound("drill-then-sound"),
        PracticeSettings::default(),
    );
    let place = Place::File(files.join("bank.db"));
    let open = async |reviewer: &Reviewer| {
        Bank::open(&place, Arc::new(Ticking::default()), reviewer)
            .await
            .unwrap()
    };
    let (old, bank) = (Reviewer::default(), open(&Reviewer::default()).await);
    let done = whole(&bank, &recordings, &own("Why?"), POOR).await;
    assert!(
        review_take(&bank, &old, &settings, &done.id)
            .await
            .unwrap()
            .then
            .is_none()
    );
    bank.close().await.unwrap();
    // A rule that is switched off stands for rules of another day.
    let first = done.value.first_review.unwrap();
    let mut rules = glidepath_review::Settings::default();
    rules.disable(&first.findings[0]).unwrap();
    let new = Reviewer::of_rules(rules);
    let bank = open(&new).await;
    let then = review_take(&bank, &new, &settings, &done.id)
        .await
        .unwrap()
        .then
        .unwrap();
    assert!(then.gone.contains(&first.findings[0]), "{then:?}");
    assert!(!then.come.contains(&first.findings[0]));
    assert_eq!(then.first, first);
}

#[tokio::test]
async fn a_take_that_is_removed_comes_back_and_a_purge_is_for_good() {
    let (bank, recordings) = (bank().await, sound("drill-removed"));
    let done = whole(&bank, &recordings, &own("Why?"), ANSWER).await;
    assert_eq!(
        remove_take(&bank, &done.id, Some(1)).await.unwrap_err().code,
        "store-stale"
    );
    remove_take(&bank, &done.id, Some(done.version)).await.unwrap();
    assert!(list_takes(&bank, &TakeFilter::default()).await.unwrap().is_empty());
    assert_eq!(removed_takes(&bank).await.unwrap().len(), 1);
    assert_eq!(bring_back_take(&bank, &done.id).await.unwrap().value, done.value);
    purge_take(&bank, &recordings, &done.id).await.unwrap();
    assert!(bring_back_take(&bank, &done.id).await.is_err());
    assert_eq!(
        purge_take(&bank, &recordings, &done.id).await.unwrap_err().code,
        "store-missing"
    );
}

#[tokio::test]
async fn drawing_is_no_chance_and_goes_round_the_principles() {
    let (bank, recordings) = (bank().await, sound("drill-drawn"));
    let scope = vec![Principle::DiveDeep, Principle::Ownership, Principle::Frugality];
    let preferences = Preferences {
        principles: scope.clone(),
        ..Preferences::default()
    };
    keep_preferences(&bank, &preferences).await.unwrap();
    let mut drawn = Vec::new();
    let mut questions = Vec::new();
    for _ in 0..6 {
        let done = whole(&bank, &recordings, &Start::default(), ANSWER).await;
        assert!((1..=4).contains(&done.value.most_follow_ups.unwrap()));
        drawn.push(done.value.principles[0]);
        questions.push(done.value.question);
    }
    for principle in scope {
        assert!(drawn.contains(&principle), "{drawn:?}");
    }
    assert!(
        drawn.windows(2).all(|pair| pair[0] != pair[1]),
        "weak or not, nothing is asked twice running: {drawn:?}"
    );
    questions.sort();
    questions.dedup();
    assert_eq!(questions.len(), 6, "none is asked twice while others were not");
}

#[tokio::test]
async fn variants_lead_on() {
    let (bank, recordings) = (bank().await, sound("drill-onward"));
    let plain = whole(&bank, &recordings, &own("Why?"), ANSWER).await;
    assert_eq!(onward(&bank, &plain.id).await.unwrap(), Onward::Nothing);
    let switching = Start {
        variant: Variant::Switching,
        ..Start::default()
    };
    let first = whole(&bank, &recordings, &switching, ANSWER).await;
    let Onward::Question(far) = onward(&bank, &first.id).await.unwrap() else {
        panic!("a switching drill goes on");
    };
    let second = start_drill(
        &bank,
        &Start {
            choice: far,
            ..switching
        },
    )
    .await
    .unwrap();
    assert!(
        second
            .value
            .principles
            .iter()
            .all(|principle| !first.value.principles.contains(principle))
    );
    // What is probed, and how often one will be asked, is for those who have ended.
    let (open, ended) = (DrillOut::of(&second), DrillOut::of(&first));
    assert!(open.principles.is_empty() && open.most_follow_ups.is_none());
    assert!(!ended.principles.is_empty() && ended.most_follow_ups.is_some());
    // Three prompts on one matter, then the first of them again.
    let mut choice = Choice::Next;
    let mut asked = Vec::new();
    let last = loop {
        let theme = Start {
            choice,
            variant: Variant::Theme,
            ..Start::default()
        };
        let told = whole(&bank, &recordings, &theme, POOR).await;
        asked.push((told.id.clone(), told.value.question.clone()));
        match onward(&bank, &told.id).await.unwrap() {
            Onward::Question(next) => choice = next,
            other => break other,
        }
    };
    assert_eq!(asked.len(), 3, "{asked:?}");
    let Onward::Retake {
        drill: again,
        generalities,
    } = last
    else {
        panic!("a theme ends with a retake: {last:?}");
    };
    assert_eq!(again, asked[0].0);
    assert!(!generalities.is_empty(), "\"a lot\" could be a figure");
    let retake = take_again(&bank, &again).await.unwrap();
    assert_eq!(onward(&bank, &retake.id).await.unwrap(), Onward::Nothing);
}

#[tokio::test]
async fn the_trial_alternates_and_says_when_it_knows_too_little() {
    let (bank, recordings, reviewer) = (bank().await, sound("drill-trial"), Reviewer::default());
    let trial = Start {
        nudges: Nudges::Trial,
        ..own("Tell me about a time you simplified something.")
    };
    let mut arms = Vec::new();
    for n in 0..4 {
        // Drills outside the trial do not move it.
        whole(&bank, &recordings, &own("Why?"), ANSWER).await;
        let told = whole(&bank, &recordings, &trial, if n % 2 == 0 { ANSWER } else { POOR }).await;
        assert!(told.value.on_trial);
        arms.push(told.value.nudged);
    }
    assert_eq!(arms, [true, false, false, true]);
    let progress = look_back(&bank, &reviewer).await.unwrap();
    assert!(progress.trial.words().contains("5"), "{}", progress.trial.words());
    assert_eq!(progress.takes.len(), 8);
    assert_eq!(
        progress.gap.n,
        progress.takes.iter().filter(|take| take.verdict.is_some()).count()
    );
    assert!(progress.takes.windows(2).all(|pair| pair[0].at_ms < pair[1].at_ms));
    for _ in 0..6 {
        whole(&bank, &recordings, &trial, POOR).await;
    }
    let told = look_back(&bank, &reviewer).await.unwrap().trial;
    assert!(
        matches!(told, glidepath_practice::Trial::Told { on: 5, off: 5, .. }),
        "{told:?}"
    );
    assert!(told.words().contains("90 %"));
}
