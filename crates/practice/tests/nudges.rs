//! Nudges over whole takes: what is shown when, and that budget, cooldown and the landing hold under any ticks.

use glidepath_practice::{
    BUDGET, COOLDOWN_MS, HOLD_MS, Now, NudgeKind, Nudging, SILENCE_MS, SoFar, TakePlan, wants_conflict,
};
use proptest::prelude::*;

const PLAN: TakePlan = TakePlan {
    limit_s: 180,
    shown: true,
    conflict: true,
};

/// Half past the second word a second: enough was heard.
fn heard(elapsed_ms: u64, so_far: SoFar) -> Now {
    Now {
        elapsed_ms,
        silent_ms: 0,
        so_far: Some(SoFar {
            words: (elapsed_ms / 400) as usize,
            ..so_far
        }),
    }
}

/// A telling that lacks nothing.
fn whole() -> SoFar {
    SoFar {
        words: 0,
        figures: 2,
        conflict_named: true,
        trouble_named: true,
        i_acts: 9,
        we_run: 0,
        in_context: false,
    }
}

/// What is shown over a whole take, ticked four times a second.
fn told(plan: TakePlan, until_ms: u64, now: impl Fn(u64) -> Now) -> Vec<(NudgeKind, u64)> {
    let mut nudging = Nudging::new(plan);
    let shown = (0..until_ms).step_by(250).filter_map(|at| nudging.tick(&now(at)));
    shown.map(|nudge| (nudge.kind, nudge.at_ms / 1_000)).collect()
}

#[test]
fn the_clock_alone_tells_where_one_is() {
    let shown = told(PLAN, 240_000, Now::at);
    assert_eq!(
        shown,
        [
            (NudgeKind::Intro, 12),
            (NudgeKind::Half, 90),
            (NudgeKind::LandIt, 150),
            (NudgeKind::OverTime, 180)
        ]
    );
}

#[test]
fn a_telling_that_lacks_nothing_hears_of_time_alone() {
    let shown = told(PLAN, 170_000, |at| heard(at, whole()));
    assert_eq!(shown, [(NudgeKind::Half, 90), (NudgeKind::LandIt, 150)]);
}

#[test]
fn what_is_missing_is_asked_for_and_the_landing_keeps_its_place() {
    let lacking = SoFar {
        in_context: true,
        ..SoFar::default()
    };
    let shown = told(PLAN, 200_000, |at| heard(at, lacking));
    let kinds: Vec<NudgeKind> = shown.iter().map(|(kind, _)| *kind).collect();
    assert_eq!(
        kinds,
        [
            NudgeKind::Intro,
            NudgeKind::ConflictUnnamed,
            NudgeKind::StillContext,
            NudgeKind::LandIt
        ]
    );
    assert_eq!(shown[1].1, 32, "thirty seconds, and held for two and a half");
    assert_eq!(shown[2].1, 50, "after the cooldown");
}

#[test]
fn each_condition_has_its_nudge() {
    let plain = TakePlan {
        conflict: false,
        ..PLAN
    };
    let no_figure = told(plain, 140_000, |at| heard(at, SoFar { figures: 0, ..whole() }));
    assert!(no_figure.contains(&(NudgeKind::NoFigure, 110)), "{no_figure:?}");
    let we = told(plain, 60_000, |at| heard(at, SoFar { we_run: 5, ..whole() }));
    assert_eq!(we.first().map(|(kind, _)| *kind), Some(NudgeKind::WeRun));
    let context = told(plain, 60_000, |at| {
        heard(
            at,
            SoFar {
                in_context: true,
                ..whole()
            },
        )
    });
    assert!(context.contains(&(NudgeKind::StillContext, 42)), "{context:?}");
    let silent = told(plain, 60_000, |at| Now {
        silent_ms: at.saturating_sub(20_000),
        ..heard(at, whole())
    });
    assert_eq!(silent, [(NudgeKind::LongSilence, 26)]);
}

#[test]
fn who_thinks_is_asked_for_nothing() {
    let lacking = SoFar::default();
    let shown = told(PLAN, 140_000, |at| Now {
        silent_ms: SILENCE_MS,
        ..heard(at, lacking)
    });
    assert_eq!(shown.len(), 1, "{shown:?}");
    assert_eq!(shown[0].0, NudgeKind::LongSilence);
}

#[test]
fn a_condition_that_flickers_is_not_shown() {
    let shown = told(TakePlan { limit_s: 0, ..PLAN }, 120_000, |at| {
        let missing = at % 2_000 < 1_000;
        heard(
            at,
            SoFar {
                conflict_named: !missing,
                ..whole()
            },
        )
    });
    assert_eq!(shown, []);
}

#[test]
fn a_transcript_that_fell_behind_proves_nothing_missing() {
    let shown = told(PLAN, 140_000, |at| Now {
        so_far: Some(SoFar {
            words: 12,
            in_context: true,
            ..SoFar::default()
        }),
        ..Now::at(at)
    });
    assert!(
        shown
            .iter()
            .all(|(kind, _)| matches!(kind, NudgeKind::Intro | NudgeKind::Half)),
        "{shown:?}"
    );
}

#[test]
fn an_exam_has_none_and_no_timebox_has_no_time() {
    let exam = TakePlan { shown: false, ..PLAN };
    assert_eq!(told(exam, 400_000, |at| heard(at, SoFar::default())), []);
    let open = TakePlan { limit_s: 0, ..PLAN };
    assert_eq!(told(open, 400_000, Now::at), [(NudgeKind::Intro, 12)]);
    // A very short one still lands before it ends.
    let short = TakePlan { limit_s: 40, ..PLAN };
    assert!(told(short, 60_000, Now::at).contains(&(NudgeKind::LandIt, 30)));
}

#[test]
fn a_lost_connection_changes_nothing() {
    let mut first = Nudging::new(PLAN);
    for at in (0..100_000).step_by(250) {
        first.tick(&Now::at(at));
    }
    let mut resumed = Nudging::resumed(PLAN, first.shown().to_vec());
    assert_eq!(resumed.tick(&Now::at(20_000)), None, "the clock stands still");
    let rest: Vec<NudgeKind> = (100_000..200_000)
        .step_by(250)
        .filter_map(|at| resumed.tick(&Now::at(at)))
        .map(|nudge| nudge.kind)
        .collect();
    assert_eq!(rest, [NudgeKind::LandIt, NudgeKind::OverTime]);
}

#[test]
fn names_and_words_are_whole() {
    for kind in NudgeKind::ALL {
        assert_eq!(NudgeKind::of(kind.slug()), Some(kind));
        assert!((1..=6).contains(&kind.words().split_whitespace().count()), "{kind:?}");
    }
    assert_eq!(NudgeKind::of("nag"), None);
}

#[test]
fn conflict_questions_are_told_by_bucket_and_principle() {
    let asked = |id: &str| wants_conflict(&glidepath_content::question(id).unwrap().question);
    assert!(!asked("ownership-broken-and-ownerless"));
    let backbone = glidepath_content::questions()
        .iter()
        .filter(|known| known.question.principles[0] == glidepath_domain::Principle::HaveBackbone);
    assert!(backbone.map(|known| &known.id.0).all(|id| asked(id)));
}

fn any_now() -> impl Strategy<Value = (u64, u64, Option<SoFar>)> {
    let so_far = (0..800_usize, 0..3_usize, any::<bool>(), 0..9_usize, any::<bool>()).prop_map(
        |(words, figures, conflict_named, we_run, in_context)| SoFar {
            words,
            figures,
            conflict_named,
            trouble_named: conflict_named,
            i_acts: 0,
            we_run,
            in_context,
        },
    );
    (0..4_000_u64, 0..9_000_u64, prop::option::of(so_far))
}

proptest! {
    #[test]
    fn budget_cooldown_and_once_each_hold_under_any_ticks(
        limit_s in prop_oneof![Just(0_u32), 1..400_u32, Just(u32::MAX)],
        conflict: bool,
        backwards in prop::option::of(0..300_usize),
        ticks in prop::collection::vec(any_now(), 1..300),
    ) {
        let mut nudging = Nudging::new(TakePlan { limit_s, shown: true, conflict });
        let mut at = 0;
        let mut shown = Vec::new();
        for (nth, (step, silent_ms, so_far)) in ticks.into_iter().enumerate() {
            at = if backwards == Some(nth) { 0 } else { at + step };
            shown.extend(nudging.tick(&Now { elapsed_ms: at, silent_ms, so_far }));
        }
        prop_assert!(shown.len() <= BUDGET);
        prop_assert!(shown.windows(2).all(|pair| pair[1].at_ms - pair[0].at_ms >= COOLDOWN_MS));
        let kinds: std::collections::BTreeSet<_> = shown.iter().map(|nudge| nudge.kind).collect();
        prop_assert_eq!(kinds.len(), shown.len());
        prop_assert_eq!(nudging.shown(), shown.as_slice());
    }

    #[test]
    fn a_landing_is_never_crowded_out(limit_s in 60..400_u32, so_fars in prop::collection::vec(any_now(), 8)) {
        let limit = u64::from(limit_s) * 1_000;
        let shown = told(TakePlan { limit_s, shown: true, conflict: true }, limit, |at| {
            let (_, silent_ms, so_far) = so_fars[(at / 9_000 % 8) as usize];
            Now { elapsed_ms: at, silent_ms, so_far }
        });
        prop_assert!(shown.iter().any(|(kind, _)| *kind == NudgeKind::LandIt), "{:?}", shown);
    }

    #[test]
    fn words_must_hold(limit_s in 120..300_u32, flips in prop::collection::vec(any::<bool>(), 700)) {
        let plan = TakePlan { limit_s, shown: true, conflict: true };
        let mut nudging = Nudging::new(plan);
        let mut since = None;
        for (nth, named) in flips.iter().enumerate() {
            let at = nth as u64 * 500;
            let nudge = nudging.tick(&heard(at, SoFar { conflict_named: *named, ..whole() }));
            since = if *named || at < 30_000 { None } else { since.or(Some(at)) };
            if nudge.is_some_and(|nudge| nudge.kind == NudgeKind::ConflictUnnamed) {
                prop_assert!(since.is_some_and(|since| at - since >= HOLD_MS));
            }
        }
    }
}
