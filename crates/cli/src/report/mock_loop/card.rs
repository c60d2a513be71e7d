//! A person's scorecard as text.

use glidepath_app::Kept;
use glidepath_domain::{Drill, Loop, Scorecard, Turn};

use super::{item, said, who};
use crate::paint::{Ink, Paint};
use crate::report::text::heading;
use crate::wrap::{WIDTH, clean, fill};

/// A person's scorecard, with what was asked and said in the round so far.
pub(crate) fn scorecard(kept: &Kept<Loop>, card: &Scorecard, told: &[Option<Kept<Drill>>], paint: Paint) -> String {
    let at = usize::try_from(card.round).unwrap_or(usize::MAX);
    let seat = kept.value.rounds.get(at).map(|round| &round.seat);
    let name = seat.map(|seat| who(seat).0).unwrap_or_default();
    let mut out = heading(&format!("scorecard · round {} · {name}", at.saturating_add(1)), paint);
    out.push_str(&item(
        "hire",
        match card.inclined {
            Some(true) => "inclined",
            Some(false) => "not inclined",
            None => "not said yet",
        },
        paint,
    ));
    for mark in &card.marks {
        let verdict = mark.verdict.map_or("no mark", glidepath_domain::Verdict::slug);
        let gap = if mark.why.is_empty() { "" } else { ". " };
        out.push_str(&item(
            verdict,
            &format!("{}{gap}{}", mark.principle.name(), mark.why),
            paint,
        ));
    }
    for (row, line) in card.notes.lines().enumerate() {
        out.push_str(&item(if row == 0 { "notes" } else { "" }, line, paint));
    }
    let stands = if card.handed_in {
        "Handed in: it does not change any more.".to_owned()
    } else {
        format!(
            "Not handed in. To fill it in: glidepath loop card {id} {round} --blank > card.toml, then --write card.toml --hand-in",
            id = clean(&kept.id),
            round = at.saturating_add(1)
        )
    };
    out.push_str(&format!("{}\n", paint.ink(Ink::Quiet, &fill(&stands, WIDTH, "  "))));
    let turns: Vec<&Turn> = told.iter().flatten().flat_map(|drill| &drill.value.turns).collect();
    if !turns.is_empty() {
        out.push('\n');
        out.push_str(&heading("what was said", paint));
        out.extend(turns.into_iter().map(|turn| said(turn, paint)));
    }
    out
}
