//! Loops from their set-up to their end, and everything that can come between.

use std::sync::Arc;

use glidepath_app::bank::Bank;
use glidepath_app::loops::{
    ChosenSeat, LoopWish, Stand, after_turn, ask_by_person, bring_back_loop, close_round, drills_of, enter_round,
    find_loop, invite_questions, leave_loop, list_loops, mock_loop, next_draw, plan_loop, purge_loop, remove_loop,
    removed_loops, round_used_s, stand, start_loop,
};
use glidepath_app::practice::{
    Said, TakeFilter, drill, enough, finish_turn, list_takes, may_see_review, open_drills, pass_turn,
};
use glidepath_app::preferences::{Preferences, keep_preferences};
use glidepath_app::seeker::Seeker;
use glidepath_app::{Kept, Place, Recordings, Reviewer};
use glidepath_domain::{
    Chair, DrillState, Level, Loop, LoopState, Principle, ReplyKind, Role, RoundState, Temperament,
};

use crate::{Ticking, bank, folder};

const ANSWER: &str = "At Acme we sold freight to small shops, and refunds took nine days. Customers called the support line in tears. \
                      My manager wanted to hire two more people, and I disagreed with him. We argued for a week. I wrote the queue anew and \
                      measured it every night. Refunds now take two days instead of nine, and the calls fell by 40 percent. I learned to ask \
                      finance for the reasons before I build.";

pub(crate) fn sound(test: &str) -> Recordings {
    Recordings::at(folder(test))
}

/// Four short rounds for a software engineer.
pub(crate) fn wish() -> LoopWish {
    LoopWish {
        name: "Harbour".to_owned(),
        role: Some(Role::Sde),
        level: Some(Level::L5),
        scope: vec![
            Principle::DiveDeep,
            Principle::Ownership,
            Principle::EarnTrust,
            Principle::Frugality,
            Principle::BiasForAction,
        ],
        rounds: 4,
        minutes: 15,
        ..LoopWish::default()
    }
}

pub(crate) async fn begun(bank: &Bank, wish: &LoopWish) -> Kept<Loop> {
    let planned = plan_loop(bank, &Seeker::of_words(), wish).await.unwrap();
    start_loop(bank, &planned.looped).await.unwrap()
}

fn said(text: &str) -> Said {
    Said {
        text: text.to_owned(),
        ..Said::default()
    }
}

/// Goes through a loop to its end: every turn gets what `reply` makes of its place, or is passed.
pub(crate) async fn held(
    bank: &Bank,
    recordings: &Recordings,
    id: &str,
    reply: impl Fn(usize, usize, usize) -> Option<String>,
) -> Kept<Loop> {
    let reviewer = Reviewer::default();
    let (mut kept, mut now) = stand(bank, id).await.unwrap();
    for _ in 0..1_000 {
        (kept, now) = match now {
            Stand::Waiting { .. } => enter_round(bank, id, kept.version).await.unwrap(),
            Stand::Question {
                round,
                exchange,
                turn,
                drill,
                ..
            } => {
                match reply(round, exchange, turn) {
                    Some(text) => finish_turn(bank, recordings, &drill.id, drill.version, &said(&text)).await,
                    None => pass_turn(bank, recordings, &drill.id, drill.version, None).await,
                }
                .unwrap();
                after_turn(bank, &reviewer, id).await.unwrap()
            }
            Stand::Onward { .. } => after_turn(bank, &reviewer, id).await.unwrap(),
            Stand::Closing { .. } => {
                let asked = ["What did the team give up to ship the last release?".to_owned()];
                close_round(bank, id, kept.version, &asked).await.unwrap()
            }
            Stand::Over { .. } => return kept,
            Stand::Unwritten { .. } | Stand::Person { .. } => panic!("{now:?}"),
        };
    }
    panic!("it does not end: {now:?}");
}

#[tokio::test]
async fn a_loop_is_planned_by_its_rules_and_drawn_by_its_number() {
    let bank = bank().await;
    let seeker = Seeker::of_words();
    let planned = plan_loop(&bank, &seeker, &wish()).await.unwrap();
    assert_eq!(planned, plan_loop(&bank, &seeker, &wish()).await.unwrap());
    let looped = &planned.looped;
    assert_eq!((looped.rounds.len(), looped.state), (4, LoopState::Running));
    assert!(planned.left_out.is_empty() && !planned.shared.is_empty(), "{planned:?}");
    for principle in &looped.scope {
        let looks = looped
            .rounds
            .iter()
            .any(|round| round.seat.principles.contains(principle));
        assert!(looks, "{principle}");
    }
    let raisers = looped
        .rounds
        .iter()
        .filter(|round| round.seat.chair == Chair::BarRaiser);
    assert_eq!(raisers.count(), 1);
    for round in &looped.rounds {
        assert!(!round.exchanges.is_empty() && round.exchanges.iter().all(|e| e.drill.is_empty()));
    }
    let other = plan_loop(&bank, &seeker, &LoopWish { draw: 7, ..wish() })
        .await
        .unwrap();
    assert_ne!(other.looped.rounds, looped.rounds);
    assert_eq!(next_draw(&bank).await.unwrap(), 0);
    start_loop(&bank, looped).await.unwrap();
    assert_eq!(next_draw(&bank).await.unwrap(), 1);
}

#[tokio::test]
async fn what_is_not_given_comes_from_the_job_the_person_or_the_level() {
    let bank = bank().await;
    let seeker = Seeker::of_words();
    let bare = LoopWish::default();
    let plain = plan_loop(&bank, &seeker, &bare).await.unwrap().looped;
    assert_eq!((plain.role, plain.level), (None, None));
    assert!(plain.scope.len() > 10, "{:?}", plain.scope);
    let job = "Data Engineer II\nWe are looking for a data engineer.\nYou will\n- Trace wrong figures to the row they came from\n\
               - Cut the storage bill by a third\nRequirements\n- 3+ years of SQL\nWe offer a pension.";
    let read = LoopWish {
        job: job.to_owned(),
        ..bare.clone()
    };
    let read = plan_loop(&bank, &seeker, &read).await.unwrap().looped;
    assert_eq!((read.role, read.level), (Some(Role::Data), Some(Level::L5)));
    assert!(read.scope[..3].contains(&Principle::Frugality), "{:?}", read.scope);
    assert_eq!(read.job, job);
    let preferences = Preferences {
        level: Some(Level::L7),
        role: Some(Role::Em),
        principles: vec![Principle::ThinkBig, Principle::EarnTrust],
        interview: None,
    };
    keep_preferences(&bank, &preferences).await.unwrap();
    let own = plan_loop(&bank, &seeker, &bare).await.unwrap().looped;
    assert_eq!((own.role, own.level), (Some(Role::Em), Some(Level::L7)));
    assert_eq!(own.scope, preferences.principles);
    let bad = LoopWish {
        job: "Boil the barley for 30 minutes.".to_owned(),
        ..bare
    };
    let error = plan_loop(&bank, &seeker, &bad).await.unwrap_err();
    assert_eq!(error.code, "job-not-one");
    // What was asked for is what is said, and not what seats were dealt for.
    let many = LoopWish { rounds: 9, ..wish() };
    let error = plan_loop(&bank, &seeker, &many).await.unwrap_err();
    assert_eq!(
        (error.code, error.what.as_str()),
        ("loop-rounds", "A loop cannot have 9 rounds")
    );
}

#[tokio::test]
async fn what_cannot_be_held_is_not_begun() {
    let bank = bank().await;
    let planned = plan_loop(&bank, &Seeker::of_words(), &wish()).await.unwrap().looped;
    type Breaks = fn(&mut Loop);
    let broken: [(&str, Breaks); 9] = [
        ("loop-rounds", |l| l.rounds.truncate(3)),
        ("loop-minutes", |l| l.rounds[0].minutes = 7),
        ("loop-minutes", |l| l.rounds[0].minutes = 61),
        ("loop-seat", |l| l.rounds[1].seat.principles.clear()),
        ("loop-persona", |l| l.rounds[1].seat.persona = "nobody".to_owned()),
        ("loop-persona", |l| {
            l.rounds[1].seat.persona = l.rounds[0].seat.persona.clone()
        }),
        ("loop-bar-raiser", |l| {
            for round in &mut l.rounds {
                round.seat.chair = Chair::Peer;
            }
        }),
        ("loop-no-questions", |l| l.rounds[0].exchanges.clear()),
        ("loop-question", |l| l.rounds[0].exchanges[0].asked = " ".to_owned()),
    ];
    for (code, breaks) in broken {
        let mut looped = planned.clone();
        breaks(&mut looped);
        assert_eq!(start_loop(&bank, &looped).await.unwrap_err().code, code);
    }
    assert!(list_loops(&bank).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_loop_is_held_from_its_first_greeting_to_its_end() {
    let (bank, recordings, reviewer) = (bank().await, sound("loop-whole"), Reviewer::default());
    let kept = begun(&bank, &wish()).await;
    let id = kept.id.clone();
    let (_, now) = stand(&bank, &id).await.unwrap();
    assert_eq!(
        now,
        Stand::Waiting {
            round: 0,
            says: Vec::new()
        }
    );
    let (kept, now) = enter_round(&bank, &id, kept.version).await.unwrap();
    let Stand::Question {
        round: 0,
        exchange: 0,
        turn: 0,
        drill: first,
        says,
    } = now
    else {
        panic!("{now:?}");
    };
    assert!(says.len() >= 2, "a greeting and what leads to the question: {says:?}");
    assert_eq!(first.id, format!("{id}-0-0"));
    let place = first.value.of_loop.clone().unwrap();
    assert_eq!((place.of.as_str(), place.round, place.exchange), (id.as_str(), 0, 0));
    assert!(
        open_drills(&bank).await.unwrap().is_empty(),
        "it is gone on with in the loop"
    );
    // Whoever comes back meets the same.
    let (_, again) = stand(&bank, &id).await.unwrap();
    assert_eq!(again.round(), Some(0));
    assert_eq!(
        enter_round(&bank, &id, kept.version).await.unwrap_err().code,
        "loop-not-now"
    );
    assert_eq!(
        close_round(&bank, &id, kept.version, &[]).await.unwrap_err().code,
        "loop-not-now"
    );
    finish_turn(&bank, &recordings, &first.id, first.version, &said(ANSWER))
        .await
        .unwrap();
    // The program may end here: what was said is kept, and going on is asked for again.
    let (_, now) = stand(&bank, &id).await.unwrap();
    assert_eq!(now, Stand::Onward { round: 0 });
    let (_, now) = after_turn(&bank, &reviewer, &id).await.unwrap();
    let Stand::Question { turn: 1, drill, .. } = &now else {
        panic!("{now:?}");
    };
    assert!(drill.value.turns[1].layer.is_some());
    let kept = mock_loop(&bank, &id).await.unwrap();
    assert!(round_used_s(&bank, &kept, 0).await.unwrap() > 20.0);
    let done = held(&bank, &recordings, &id, |_, _, turn| {
        (turn == 0 || turn == 2).then(|| ANSWER.to_owned())
    })
    .await;
    assert_eq!(done.value.state, LoopState::Done);
    assert!(done.value.rounds.iter().all(|round| round.state == RoundState::Done));
    let drills = drills_of(&bank, &done).await.unwrap();
    let told: Vec<_> = drills.iter().flatten().flatten().collect();
    assert!(told.len() >= 4);
    assert!(
        told.iter()
            .all(|kept| kept.value.state == DrillState::Done && may_see_review(&kept.value))
    );
    for (round, told) in done.value.rounds.iter().zip(&drills) {
        assert_eq!(round.own_questions.len(), 1);
        for (exchange, kept) in round.exchanges.iter().zip(told) {
            assert_eq!(exchange.drill.is_empty(), kept.is_none());
        }
    }
    let (_, over) = stand(&bank, &id).await.unwrap();
    assert!(matches!(over, Stand::Over { ref says } if says.len() == 1), "{over:?}");
    assert_eq!(
        list_takes(&bank, &TakeFilter::default()).await.unwrap().len(),
        told.len()
    );
    assert_eq!(find_loop(&bank, "harbour").await.unwrap().id, id);
    assert_eq!(find_loop(&bank, "last").await.unwrap().id, id);
    assert_eq!(find_loop(&bank, &id[..4]).await.unwrap().id, id);
}

#[tokio::test]
async fn while_a_loop_is_on_nothing_of_it_is_told_or_undone_by_itself() {
    let (bank, recordings, reviewer) = (bank().await, sound("loop-hidden"), Reviewer::default());
    let kept = begun(&bank, &wish()).await;
    let (_, now) = enter_round(&bank, &kept.id, kept.version).await.unwrap();
    let Stand::Question { drill: first, .. } = now else {
        panic!("{now:?}");
    };
    let told = finish_turn(&bank, &recordings, &first.id, first.version, &said(ANSWER))
        .await
        .unwrap();
    use glidepath_app::practice as p;
    let rating = p::Rating {
        verdict: glidepath_domain::Verdict::Meets,
        story: None,
    };
    let codes = [
        p::ask_next(&bank, &reviewer, &told.id, told.version)
            .await
            .unwrap_err()
            .code,
        p::leave_drill(&bank, &told.id, told.version).await.unwrap_err().code,
        p::take_again(&bank, &told.id).await.unwrap_err().code,
        p::remove_take(&bank, &told.id, None).await.unwrap_err().code,
    ];
    assert_eq!(codes, ["drill-of-loop"; 4]);
    let ended = enough(&bank, &told.id, told.version).await.unwrap();
    assert_eq!(ended.value.state, DrillState::Rating);
    let rated = p::rate_drill(&bank, &reviewer, &ended.id, ended.version, &rating).await;
    assert_eq!(rated.unwrap_err().code, "drill-of-loop");
    assert!(!may_see_review(&ended.value), "not before the loop is over");
    assert!(list_takes(&bank, &TakeFilter::default()).await.unwrap().is_empty());
    let (_, now) = after_turn(&bank, &reviewer, &kept.id).await.unwrap();
    assert!(
        matches!(
            now,
            Stand::Question {
                exchange: 1,
                turn: 0,
                ..
            } | Stand::Closing { .. }
        ),
        "{now:?}"
    );
}

#[tokio::test]
async fn whatever_the_program_ended_in_is_gone_on_with() {
    let (bank, recordings, reviewer) = (bank().await, sound("loop-killed"), Reviewer::default());
    let kept = begun(&bank, &wish()).await;
    let id = kept.id.clone();
    // Between the name of a question's drill and the drill itself.
    let (kept, _) = enter_round(&bank, &id, kept.version).await.unwrap();
    let named = kept.value.rounds[0].exchanges[0].drill.clone();
    purge_drill(&bank, &recordings, &named).await;
    let (_, now) = stand(&bank, &id).await.unwrap();
    let Stand::Question { drill: made, says, .. } = now else {
        panic!("{now:?}");
    };
    assert_eq!((made.id.as_str(), made.value.turns.len()), (named.as_str(), 1));
    assert!(!says.is_empty());
    // Between the last round's end and the end of its drills: a week later they are ended by whoever looks.
    finish_turn(&bank, &recordings, &made.id, made.version, &said(ANSWER))
        .await
        .unwrap();
    after_turn(&bank, &reviewer, &id).await.unwrap();
    let kept = mock_loop(&bank, &id).await.unwrap();
    let left = leave_loop(&bank, &id, kept.version).await.unwrap();
    assert_eq!(left.value.state, LoopState::Left);
    assert_eq!(drill(&bank, &named).await.unwrap().value.state, DrillState::Done);
}

#[tokio::test]
async fn after_a_week_and_another_start_one_meets_what_one_left() {
    let (recordings, reviewer) = (sound("loop-week"), Reviewer::default());
    let place = Place::File(folder("loop-week-bank").join("glidepath.db"));
    let open = || async {
        Bank::open(&place, Arc::new(Ticking::default()), &reviewer)
            .await
            .unwrap()
    };
    let bank = open().await;
    let kept = begun(&bank, &wish()).await;
    let id = kept.id.clone();
    let (_, now) = enter_round(&bank, &id, kept.version).await.unwrap();
    let before = stand(&bank, &id).await.unwrap();
    bank.close().await.unwrap();
    // Whatever it stood at, another program finds it so: at a question, at a follow-up, at one's own questions, between two rounds.
    let bank = open().await;
    assert_eq!(stand(&bank, &id).await.unwrap(), before);
    assert_eq!(before.1, now);
    let mut at = now;
    let mut seen = Vec::new();
    while let Stand::Question { drill, turn, .. } = at {
        let reply = (turn == 0).then_some(ANSWER);
        match reply {
            Some(text) => finish_turn(&bank, &recordings, &drill.id, drill.version, &said(text)).await,
            None => pass_turn(&bank, &recordings, &drill.id, drill.version, None).await,
        }
        .unwrap();
        assert_eq!(stand(&bank, &id).await.unwrap().1, Stand::Onward { round: 0 });
        at = after_turn(&bank, &reviewer, &id).await.unwrap().1;
        seen.push(at.clone());
    }
    let (kept, closing) = stand(&bank, &id).await.unwrap();
    assert!(
        matches!(closing, Stand::Closing { round: 0, ref says } if says.len() == 1),
        "{closing:?}"
    );
    assert!(seen.len() > 1, "a question and what was asked about it");
    let (_, waiting) = close_round(&bank, &id, kept.version, &[]).await.unwrap();
    bank.close().await.unwrap();
    let bank = open().await;
    let (_, again) = stand(&bank, &id).await.unwrap();
    assert_eq!(again, waiting);
    assert!(
        matches!(waiting, Stand::Waiting { round: 1, ref says } if says.len() == 1),
        "{waiting:?}"
    );
    bank.close().await.unwrap();
}

/// Takes a drill away behind the loop's back.
async fn purge_drill(bank: &Bank, recordings: &Recordings, id: &str) {
    glidepath_app::practice::purge_take(bank, recordings, id).await.unwrap();
}

#[tokio::test]
async fn of_two_who_go_on_at_once_both_see_the_same() {
    let (bank, recordings, reviewer) = (bank().await, sound("loop-two"), Reviewer::default());
    let kept = begun(&bank, &wish()).await;
    let id = kept.id.clone();
    let stale = kept.version;
    let (_, now) = enter_round(&bank, &id, stale).await.unwrap();
    assert_eq!(enter_round(&bank, &id, stale).await.unwrap_err().code, "loop-went-on");
    assert_eq!(leave_loop(&bank, &id, stale).await.unwrap_err().code, "loop-went-on");
    let Stand::Question { drill: first, .. } = now else {
        panic!("{now:?}");
    };
    finish_turn(&bank, &recordings, &first.id, first.version, &said(ANSWER))
        .await
        .unwrap();
    let (one, other) = tokio::join!(after_turn(&bank, &reviewer, &id), after_turn(&bank, &reviewer, &id));
    assert_eq!(one.unwrap(), other.unwrap());
    assert_eq!(drill(&bank, &first.id).await.unwrap().value.turns.len(), 2);
    let twice = finish_turn(&bank, &recordings, &first.id, first.version, &said("Late.")).await;
    assert_eq!(twice.unwrap_err().code, "drill-went-on");
}

#[tokio::test]
async fn all_may_be_passed_and_single_words_end_a_loop_too() {
    for (test, word) in [("loop-passed", None), ("loop-word", Some("Yes."))] {
        let (bank, recordings) = (bank().await, sound(test));
        let kept = begun(&bank, &wish()).await;
        let done = held(&bank, &recordings, &kept.id, |_, _, _| word.map(str::to_owned)).await;
        assert_eq!(done.value.state, LoopState::Done);
        let drills = drills_of(&bank, &done).await.unwrap();
        let reply = if word.is_some() {
            ReplyKind::Said
        } else {
            ReplyKind::Passed
        };
        for kept in drills.iter().flatten().flatten() {
            assert_eq!(kept.value.turns[0].reply, reply);
            assert_eq!(kept.value.state, DrillState::Done);
        }
    }
}

#[tokio::test]
async fn a_person_sits_in_a_round_and_asks() {
    let (bank, recordings, reviewer) = (bank().await, sound("loop-person"), Reviewer::default());
    let wish = LoopWish {
        chosen: vec![ChosenSeat {
            person: "Dana".to_owned(),
            ..ChosenSeat::default()
        }],
        ..wish()
    };
    let kept = begun(&bank, &wish).await;
    let id = kept.id.clone();
    let asks = |text: &'static str, follow_up| ask_by_person(&bank, &id, 0, text, follow_up);
    assert_eq!(asks("Why?", false).await.unwrap_err().code, "loop-not-now");
    let (_, now) = enter_round(&bank, &id, kept.version).await.unwrap();
    assert_eq!(
        now,
        Stand::Person {
            round: 0,
            exchange: None
        }
    );
    assert_eq!(asks("And then?", true).await.unwrap_err().code, "loop-not-now");
    assert_eq!(asks(" ", false).await.unwrap_err().code, "text-empty");
    let own = "When did you last cut a cost?";
    let (_, now) = asks(own, false).await.unwrap();
    let Stand::Question { drill: first, says, .. } = now else {
        panic!("{now:?}");
    };
    assert!(says.is_empty(), "they speak for themselves");
    assert_eq!(first.value.turns[0].asked, own);
    assert_eq!(first.value.temperament, Temperament::Friendly);
    assert_eq!(asks("And then?", true).await.unwrap_err().code, "loop-not-now");
    finish_turn(&bank, &recordings, &first.id, first.version, &said(ANSWER))
        .await
        .unwrap();
    let (kept, now) = after_turn(&bank, &reviewer, &id).await.unwrap();
    let exchange = kept.value.rounds[0].exchanges.len() - 1;
    assert_eq!(
        now,
        Stand::Person {
            round: 0,
            exchange: Some(exchange)
        }
    );
    assert!(kept.value.rounds[0].exchanges[exchange].principle.is_some());
    let (_, now) = asks("How do you know?", true).await.unwrap();
    let Stand::Question { turn: 1, drill, .. } = now else {
        panic!("{now:?}");
    };
    pass_turn(&bank, &recordings, &drill.id, drill.version, None)
        .await
        .unwrap();
    // A planned question, by its words.
    let planned = kept.value.rounds[0].exchanges[0].asked.clone();
    let (kept, now) = ask_by_person(&bank, &id, 0, &planned, false).await.unwrap();
    assert!(
        matches!(
            now,
            Stand::Question {
                exchange: 0,
                turn: 0,
                ..
            }
        ),
        "{now:?}"
    );
    assert_eq!(kept.value.rounds[0].exchanges[0].drill, format!("{id}-0-0"));
    let (kept, now) = invite_questions(&bank, &id, 0).await.unwrap();
    assert!(matches!(now, Stand::Closing { round: 0, .. }), "{now:?}");
    let (_, now) = close_round(&bank, &id, kept.version, &[" ".to_owned()]).await.unwrap();
    assert!(matches!(now, Stand::Waiting { round: 1, .. }), "{now:?}");
    assert_eq!(asks("Late?", false).await.unwrap_err().code, "loop-not-now");
}

#[tokio::test]
async fn a_loop_goes_and_comes_back_with_all_that_was_said() {
    let (bank, recordings) = (bank().await, sound("loop-removed"));
    let kept = begun(&bank, &wish()).await;
    let done = held(&bank, &recordings, &kept.id, |_, _, turn| {
        (turn == 0).then(|| ANSWER.to_owned())
    })
    .await;
    let before = drills_of(&bank, &done).await.unwrap();
    let removed = remove_loop(&bank, &done.id, Some(done.version)).await.unwrap();
    assert_eq!(removed, done);
    assert!(list_loops(&bank).await.unwrap().is_empty());
    assert!(list_takes(&bank, &TakeFilter::default()).await.unwrap().is_empty());
    assert_eq!(removed_loops(&bank).await.unwrap().len(), 1);
    let back = bring_back_loop(&bank, &done.id).await.unwrap();
    assert_eq!(back.value, done.value);
    let values = |drills: Vec<Vec<Option<Kept<glidepath_domain::Drill>>>>| -> Vec<_> {
        drills.into_iter().flatten().flatten().map(|kept| kept.value).collect()
    };
    assert_eq!(values(drills_of(&bank, &back).await.unwrap()), values(before));
    purge_loop(&bank, &recordings, &done.id).await.unwrap();
    assert_eq!(mock_loop(&bank, &done.id).await.unwrap_err().code, "store-missing");
    assert!(bring_back_loop(&bank, &done.id).await.is_err());
    assert!(removed_loops(&bank).await.unwrap().is_empty());
}
