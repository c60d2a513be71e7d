//! Drills at each of their points, for the samples of pages.

use glidepath_app::Kept;
use glidepath_domain::{Drill, DrillState, ReplyKind, Temperament, Turn, Variant};

/// A drill at each of its points, for samples.
pub(super) fn sample(state: DrillState, said: usize) -> Drill {
    let follow_up =
        "You said “it would have caught thirty-one”. How do you know the check did that, and not the season?";
    let mut turns = vec![Turn::open(
        "Tell me about a time you disagreed with a decision and what you did about it.",
    )];
    for turn in 0..said {
        turns[turn] = Turn {
            reply: ReplyKind::Said,
            text: "I asked her for two days.".to_owned(),
            took_ms: Some(158_000),
            ..turns[turn].clone()
        };
        turns.push(Turn::open(follow_up));
    }
    Drill {
        question: String::new(),
        principles: Vec::new(),
        story: None,
        level: None,
        role: None,
        variant: Variant::Plain,
        temperament: Temperament::Sceptical,
        limit_s: 180,
        most_follow_ups: Some(2),
        exam: false,
        nudged: true,
        on_trial: false,
        again: String::new(),
        of_loop: None,
        state,
        turns,
        own_verdict: None,
        first_review: None,
    }
}

/// Drills as the way in lists them.
pub(super) fn sample_drills() -> Vec<Kept<Drill>> {
    let kept = |id: &str, value| Kept {
        id: id.to_owned(),
        version: 1,
        created_ms: 1_780_000_000_000,
        updated_ms: 1_780_000_000_000,
        origin: String::new(),
        value,
    };
    vec![
        kept("a", sample(DrillState::Telling, 0)),
        kept("b", sample(DrillState::Asking, 1)),
        kept("c", sample(DrillState::Done, 1)),
    ]
}
