//! Questions, digs, sources, drills, cards of memory, blocks, loops and scorecards: what stories have is theirs too, and kinds do not mix.

use glidepath_domain::{
    Block, BlockPart, Bucket, Chair, Commonness, Delivery, Difficulty, Dig, DigAnswer, DigStep, Drill, DrillState,
    Engine, Exchange, FirstReview, Form, Gem, Grade, Layer, Level, Listener, Loop, LoopPlace, LoopState, Memory,
    MemoryCard, MemoryKind, PartKind, Principle, Question, QuestionFamily, Recalled, ReplyKind, Role, Round,
    RoundState, Scorecard, ScorecardMark, Seat, ShownNudge, StoryId, Stretch, Temperament, Tier, TimedWord, Turn,
    Variant, Verdict,
};
use glidepath_store::{SourceText, StoreError, Theirs, Workspace};

use crate::ground::{Ground, on_both, titled};

on_both! {
    a_question_is_kept,
    a_dig_is_kept,
    a_source_is_kept,
    a_drill_is_kept,
    a_card_of_memory_is_kept,
    a_block_is_kept,
    a_loop_is_kept,
    a_scorecard_is_kept,
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

/// A drill with nothing blank.
pub(crate) fn drill() -> Drill {
    let stretch = |start_ms, end_ms| Stretch { start_ms, end_ms };
    let answer = Turn {
        reply: ReplyKind::Said,
        text: "Uhm, \"rain\" — 夜.\0".to_owned(),
        words: vec![TimedWord {
            word: "Uhm,".to_owned(),
            start_ms: 40,
            end_ms: u64::from(u32::MAX) * 2,
        }],
        written_by: "browser".to_owned(),
        recording: "id-0001-0".to_owned(),
        delivery: Some(Delivery {
            duration_ms: 61_000,
            listener: Listener::Silero,
            speech: vec![stretch(40, 900), stretch(2_000, 60_000)],
            pauses: vec![stretch(900, 2_000)],
            held: vec![stretch(100, 700)],
            syllables: 210,
            pitch_spread: Some(2.75),
            loudness_db: Some(-21.5),
            above_noise_db: Some(0.1 + 0.2),
            clipped: 1e-4,
        }),
        took_ms: Some(61_000),
        nudges: vec![ShownNudge {
            code: "half".to_owned(),
            at_ms: 30_000,
        }],
        interrupted_ms: Some(45_000),
        ..Turn::open("When did you disagree?")
    };
    let follow_up = Turn {
        layer: Some(Layer::Counterfactual),
        aims_at: "no-metric".to_owned(),
        quote: "rain".to_owned(),
        reply: ReplyKind::Passed,
        ..Turn::open("How much rain?")
    };
    Drill {
        question: "have-backbone-01".to_owned(),
        principles: vec![Principle::HaveBackbone, Principle::DiveDeep],
        story: Some(StoryId("s".to_owned())),
        level: Some(Level::L7),
        role: Some(Role::Em),
        variant: Variant::Interrupted,
        temperament: Temperament::Sceptical,
        limit_s: 180,
        most_follow_ups: Some(4),
        exam: true,
        nudged: true,
        on_trial: true,
        again: "before".to_owned(),
        of_loop: Some(LoopPlace {
            of: "l".to_owned(),
            round: 3,
            exchange: 1,
        }),
        state: DrillState::Done,
        turns: vec![answer, follow_up],
        own_verdict: Some(Verdict::Raises),
        first_review: Some(FirstReview {
            engine: Engine {
                version: "0.1.0".to_owned(),
                rules: "r7".to_owned(),
                model: Some("m".to_owned()),
                tier: Tier::Encoder,
            },
            as_of: "2026-06-01".parse().unwrap(),
            findings: vec!["no-metric".to_owned(), "no-metric".to_owned()],
            strengths: vec!["mechanism".to_owned()],
            verdict: Some(Verdict::Meets),
        }),
    }
}

pub(crate) fn memory() -> MemoryCard {
    MemoryCard {
        kind: MemoryKind::Match,
        story: Some(StoryId("s".to_owned())),
        family: Some(QuestionFamily {
            principle: Principle::Ownership,
            bucket: Bucket::Ambiguity,
        }),
        about: "late lorries".to_owned(),
        memory: Some(Memory {
            stability: 3.173,
            difficulty: 5.282_434_422_319,
        }),
        due_ms: 1_790_000_000_000,
        asked: vec![Recalled {
            at_ms: 1,
            latency_ms: 4_200,
            grade: Grade::Hard,
        }],
    }
}

pub(crate) fn block() -> Block {
    Block {
        parts: vec![BlockPart {
            kind: PartKind::Recall,
            minutes: 7,
            with: "d".to_owned(),
            done: true,
        }],
        begun_ms: 5,
        ended_ms: Some(6),
    }
}

/// A loop with nothing blank.
pub(crate) fn looped() -> Loop {
    let exchange = |question: &str, principle, drill: &str| Exchange {
        question: question.to_owned(),
        asked: "How would you \"shard\" it? — 夜".to_owned(),
        principle,
        drill: drill.to_owned(),
    };
    let round = |chair, person: &str, state| Round {
        seat: Seat {
            chair,
            persona: "way-back".to_owned(),
            person: person.to_owned(),
            principles: vec![Principle::DiveDeep, Principle::Frugality],
        },
        minutes: 45,
        state,
        exchanges: vec![
            exchange("technical-01", None, "l-0-0"),
            exchange("", Some(Principle::DiveDeep), ""),
        ],
        own_questions: vec!["What did the night crew give up for it?".to_owned()],
    };
    Loop {
        name: "Harbour & Sons".to_owned(),
        role: Some(Role::Sde),
        level: Some(Level::L6),
        job: "SDE III.\nYou own the yard.".to_owned(),
        scope: vec![Principle::DiveDeep, Principle::Frugality, Principle::EarnTrust],
        rounds: vec![
            round(Chair::Technical, "", RoundState::Done),
            round(Chair::BarRaiser, "Dana", RoundState::Asking),
        ],
        state: LoopState::Running,
    }
}

pub(crate) fn scorecard() -> Scorecard {
    Scorecard {
        of: "l".to_owned(),
        round: 1,
        person: "Dana".to_owned(),
        notes: "- two numbers\n".to_owned(),
        marks: vec![
            ScorecardMark {
                principle: Principle::DiveDeep,
                verdict: Some(Verdict::Raises),
                why: "Read the raw scans.".to_owned(),
            },
            ScorecardMark {
                principle: Principle::Frugality,
                verdict: None,
                why: String::new(),
            },
        ],
        inclined: Some(false),
        handed_in: true,
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

async fn a_drill_is_kept(ground: Ground) {
    let changed = Drill {
        story: None,
        of_loop: Some(LoopPlace {
            of: "l".to_owned(),
            round: 0,
            exchange: 0,
        }),
        most_follow_ups: None,
        turns: vec![Turn::open("Why?")],
        own_verdict: None,
        first_review: None,
        ..drill()
    };
    walk!(ground, drill(), changed.clone(), Drill: put_drill drills drill remove_drill restore_drill purge_drill drill_history put_drills);
}

async fn a_card_of_memory_is_kept(ground: Ground) {
    let changed = MemoryCard {
        story: None,
        family: None,
        memory: None,
        asked: Vec::new(),
        ..memory()
    };
    walk!(ground, memory(), changed.clone(), Memory: put_memory memories memory remove_memory restore_memory purge_memory memory_history put_memories);
}

async fn a_block_is_kept(ground: Ground) {
    let changed = Block {
        ended_ms: None,
        ..block()
    };
    walk!(ground, block(), changed.clone(), Block: put_block blocks block remove_block restore_block purge_block block_history put_blocks);
}

async fn a_loop_is_kept(ground: Ground) {
    let changed = Loop {
        role: None,
        level: None,
        job: String::new(),
        scope: Vec::new(),
        rounds: Vec::new(),
        state: LoopState::Left,
        ..looped()
    };
    walk!(ground, looped(), changed.clone(), Loop: put_loop loops mock_loop remove_loop restore_loop purge_loop loop_history put_loops);
}

async fn a_scorecard_is_kept(ground: Ground) {
    let changed = Scorecard {
        marks: Vec::new(),
        inclined: None,
        handed_in: false,
        ..scorecard()
    };
    walk!(ground, scorecard(), changed.clone(), Scorecard: put_scorecard scorecards scorecard remove_scorecard restore_scorecard purge_scorecard scorecard_history put_scorecards);
}

async fn kinds_do_not_mix(ground: Ground) {
    let store = ground.open().await;
    let workspace = Workspace::local();
    let desk = store.at(&workspace);
    desk.put_story(Some("same"), None, &titled("s")).await.unwrap();
    desk.put_question(Some("same"), None, &question()).await.unwrap();
    desk.put_dig(Some("same"), None, &dig()).await.unwrap();
    desk.put_source(Some("same"), None, &source()).await.unwrap();
    desk.put_drill(Some("same"), None, &drill()).await.unwrap();
    desk.put_memory(Some("same"), None, &memory()).await.unwrap();
    desk.put_block(Some("same"), None, &block()).await.unwrap();
    desk.put_loop(Some("same"), None, &looped()).await.unwrap();
    desk.put_scorecard(Some("same"), None, &scorecard()).await.unwrap();
    desk.note_telling("same", 1, "why?", None, None).await.unwrap();
    desk.purge_dig("same").await.unwrap();
    desk.purge_memory("same").await.unwrap();
    desk.remove_question("same", 1).await.unwrap();
    assert_eq!(desk.story("same").await.unwrap().value, titled("s"));
    assert_eq!(desk.source("same").await.unwrap().value, source());
    assert_eq!(desk.drill("same").await.unwrap().value, drill());
    assert_eq!(desk.block("same").await.unwrap().value, block());
    assert_eq!(desk.mock_loop("same").await.unwrap().value, looped());
    assert_eq!(desk.scorecard("same").await.unwrap().value, scorecard());
    assert!(desk.memories().await.unwrap().is_empty());
    assert_eq!(desk.cards().await.unwrap().len(), 1);
    assert_eq!(desk.tellings(None).await.unwrap().len(), 1);
    assert_eq!(desk.story_history("same").await.unwrap().len(), 1);
    assert!(desk.digs().await.unwrap().is_empty());
}
