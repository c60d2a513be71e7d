//! A loop that was held, as an answer sheet: replayed, it asks and answers the same.

use std::fmt::Write as _;

use glidepath_domain::{Drill, Loop, ReplyKind, Round, Turn};

use crate::Kept;

/// The sheet of a loop, with the drills of its exchanges. Questions that were not asked are left out.
#[must_use]
pub fn sheet_of(looped: &Loop, drills: &[Vec<Option<Kept<Drill>>>]) -> String {
    let mut sheet = String::from("---\n");
    if !looped.name.is_empty() {
        line(&mut sheet, format_args!("name: {}", one_line(&looped.name)));
    }
    if let Some(role) = looped.role {
        line(&mut sheet, format_args!("role: {role}"));
    }
    if let Some(level) = looped.level {
        line(&mut sheet, format_args!("level: {level}"));
    }
    if let Some(round) = looped.rounds.first() {
        line(&mut sheet, format_args!("minutes: {}", round.minutes));
    }
    line(&mut sheet, format_args!("rounds: {}", looped.rounds.len()));
    let slugs = |principles: &[glidepath_domain::Principle]| {
        let slugs: Vec<&str> = principles.iter().map(|principle| principle.slug()).collect();
        slugs.join(", ")
    };
    if !looped.scope.is_empty() {
        line(&mut sheet, format_args!("scope: {}", slugs(&looped.scope)));
    }
    sheet.push_str("---\n");
    let asked = |round: &Round, drills: &[Option<Kept<Drill>>]| {
        drills.iter().any(Option::is_some) || !round.own_questions.is_empty()
    };
    let none = Vec::new();
    let held: Vec<(&Round, &Vec<Option<Kept<Drill>>>)> = looped
        .rounds
        .iter()
        .enumerate()
        .map(|(at, round)| (round, drills.get(at).unwrap_or(&none)))
        .collect();
    // Rounds behind the last one that was held are not written.
    let last = held
        .iter()
        .rposition(|(round, drills)| asked(round, drills))
        .map_or(0, |at| at + 1);
    for (number, (round, drills)) in (1..).zip(held.into_iter().take(last)) {
        line(&mut sheet, format_args!("\n# Round {number}"));
        let seat = &round.seat;
        line(&mut sheet, format_args!("chair: {}", seat.chair));
        if !seat.persona.is_empty() {
            line(&mut sheet, format_args!("persona: {}", seat.persona));
        }
        if seat.is_human() {
            line(&mut sheet, format_args!("person: {}", one_line(&seat.person)));
        }
        line(&mut sheet, format_args!("principles: {}", slugs(&seat.principles)));
        for (exchange, drill) in round.exchanges.iter().zip(drills) {
            let Some(drill) = drill else { continue };
            let asked = if exchange.question.is_empty() {
                &exchange.asked
            } else {
                &exchange.question
            };
            line(&mut sheet, format_args!("\n## {}", one_line(asked)));
            for (at, turn) in drill.value.turns.iter().enumerate() {
                write_turn(&mut sheet, at, turn);
            }
        }
        if !round.own_questions.is_empty() {
            sheet.push_str("\n## Own questions\n");
            for question in &round.own_questions {
                line(&mut sheet, format_args!("- {}", one_line(question)));
            }
        }
    }
    sheet
}

fn write_turn(sheet: &mut String, at: usize, turn: &Turn) {
    let said = turn.reply == ReplyKind::Said && !turn.text.trim().is_empty();
    match (at, turn.reply) {
        (0, _) => {}
        // A follow-up that nobody came to is no part of what was said.
        (_, ReplyKind::Open) => return,
        (_, ReplyKind::Said) if said => line(sheet, format_args!("\n### Reply {}", one_line(&turn.asked))),
        (_, ReplyKind::Said | ReplyKind::Passed) => line(sheet, format_args!("\n### Pass {}", one_line(&turn.asked))),
    }
    if !said {
        return;
    }
    for words in turn.text.trim().lines() {
        if words.trim_start_matches('\\').starts_with('#') {
            sheet.push('\\');
        }
        line(sheet, format_args!("{words}"));
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn line(sheet: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing to a string cannot fail.
    let _ = writeln!(sheet, "{text}");
}
