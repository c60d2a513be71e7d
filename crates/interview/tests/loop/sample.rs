//! Rounds and drills to test with.

use glidepath_domain::{
    Chair, Drill, DrillState, Exchange, Layer, Principle, ReplyKind, Round, RoundState, Seat, Temperament, Turn,
    Variant,
};

/// A round under way with one exchange for each of these.
pub(crate) fn round(persona: &str, minutes: u32, principles: &[Option<Principle>]) -> Round {
    let exchange = |(at, principle): (usize, &Option<Principle>)| Exchange {
        question: format!("question-{at}"),
        asked: format!("Question {at}?"),
        principle: *principle,
        drill: String::new(),
    };
    let mut sought: Vec<Principle> = principles.iter().copied().flatten().collect();
    sought.dedup();
    Round {
        seat: Seat {
            chair: Chair::Peer,
            persona: persona.to_owned(),
            person: String::new(),
            principles: sought,
        },
        minutes,
        state: RoundState::Asking,
        exchanges: principles.iter().enumerate().map(exchange).collect(),
        own_questions: Vec::new(),
    }
}

/// A drill of a loop with these turns.
pub(crate) fn drill(state: DrillState, turns: Vec<Turn>) -> Drill {
    Drill {
        question: String::new(),
        principles: Vec::new(),
        story: None,
        level: None,
        role: None,
        variant: Variant::Plain,
        temperament: Temperament::Terse,
        limit_s: 180,
        most_follow_ups: Some(3),
        exam: false,
        nudged: false,
        on_trial: false,
        again: String::new(),
        of_loop: None,
        state,
        turns,
        own_verdict: None,
        first_review: None,
    }
}

/// A turn that was answered, by the clock in so many seconds.
pub(crate) fn said(seconds: u64) -> Turn {
    Turn {
        reply: ReplyKind::Said,
        text: "I moved it.".to_owned(),
        took_ms: Some(seconds * 1000),
        ..Turn::open("And?")
    }
}

/// A turn that was passed.
pub(crate) fn passed() -> Turn {
    Turn {
        reply: ReplyKind::Passed,
        ..Turn::open("And?")
    }
}

/// A turn of this layer.
pub(crate) fn at(layer: Layer, turn: Turn) -> Turn {
    Turn {
        layer: Some(layer),
        ..turn
    }
}

/// Drills as a round is given them.
pub(crate) fn seen(drills: &[Option<Drill>]) -> Vec<Option<&Drill>> {
    drills.iter().map(Option::as_ref).collect()
}
