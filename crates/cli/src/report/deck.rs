//! A deck and a loop as text for people: who serves what, and what is lacking.

use glidepath_app::wire::{CoverOut, DeckOut, LackingOut, LoopOut, PickOut, TitledOut};

use super::bank::count;
use crate::paint::{Ink, Paint};
use crate::wrap::{self, WIDTH, clean, fill};

/// Columns of a principle's slug.
const SLUG: usize = 44;

/// The deck, then the loop.
pub(crate) fn deck(out: &DeckOut, paint: Paint) -> String {
    if out.bank == 0 {
        return "There is no story to choose from yet. `glidepath story` says how to begin.\n".to_owned();
    }
    let head = format!(
        "{} for {}, of {} in the bank",
        count(out.stories.len(), "story", "stories"),
        count(out.cover.len(), "principle", "principles"),
        out.bank
    );
    let mut text = format!("{}\n\n", paint.ink(Ink::Strong, &head));
    text.extend(out.cover.iter().map(|cover| covered(cover, paint)));
    if let Some(lacking) = &out.lacking {
        text.push_str(&lacks(lacking, paint));
    }
    if let Some(looped) = &out.looped {
        text.push_str(&loop_plan(looped, paint));
    }
    text
}

fn titled(story: &TitledOut) -> String {
    let title = clean(&story.title);
    let title = if title.trim().is_empty() {
        clean(&story.id)
    } else {
        title
    };
    wrap::cut(&title, WIDTH - 14)
}

fn covered(cover: &CoverOut, paint: Paint) -> String {
    let tell = cover
        .primary
        .as_ref()
        .map_or_else(|| paint.ink(Ink::Watch, "none yet"), titled);
    let stands = cover
        .backup
        .as_ref()
        .map_or_else(|| paint.ink(Ink::Watch, "none yet"), titled);
    let quiet = |text: &str| paint.ink(Ink::Quiet, text);
    format!(
        "{}\n  {} {tell}\n  {} {stands}\n",
        paint.ink(Ink::Path, cover.principle),
        quiet("tell      "),
        quiet("stands by ")
    )
}

fn lacks(lacking: &LackingOut, paint: Paint) -> String {
    let head = format!(
        "It takes {}:",
        count(lacking.fewest_new as usize, "new story", "new stories")
    );
    let mut text = format!("\n{}\n", paint.ink(Ink::Watch, &head));
    for (at, principles) in lacking.new.iter().enumerate() {
        text.push_str(&fill(
            &format!("{}. for {}", at + 1, principles.join(", ")),
            WIDTH,
            "  ",
        ));
        text.push('\n');
    }
    for why in &lacking.why {
        text.push_str(&paint.ink(Ink::Quiet, &fill(&clean(&why.says), WIDTH, "  ")));
        text.push('\n');
    }
    text
}

fn loop_plan(looped: &LoopOut, paint: Paint) -> String {
    let head = if looped.feasible {
        "The loop"
    } else {
        "The loop cannot be done with the stories you have"
    };
    let mut text = format!("\n{}\n", paint.ink(Ink::Strong, head));
    if let Some(lacking) = &looped.lacking {
        text.push_str(&lacks(lacking, paint));
        text.push_str("\nWith them it would go like this:\n");
    }
    let pick = |pick: &PickOut| match pick {
        PickOut::Story(story) => titled(story),
        PickOut::New { new } => paint.ink(Ink::Watch, &format!("new story {new}")),
    };
    for seats in looped.seats.chunk_by(|a, b| a.interviewer == b.interviewer) {
        let Some(first) = seats.first() else { continue };
        text.push_str(&format!(
            "\n{}\n",
            paint.ink(Ink::Strong, &wrap::cut(&clean(&first.interviewer), WIDTH))
        ));
        for seat in seats {
            text.push_str(&format!(
                "  {}\n",
                paint.ink(Ink::Path, &wrap::cut(seat.principle, SLUG))
            ));
            text.push_str(&format!(
                "    {} {}\n",
                paint.ink(Ink::Quiet, "tell      "),
                pick(&seat.told)
            ));
            if let Some(backup) = &seat.backup {
                text.push_str(&format!(
                    "    {} {}\n",
                    paint.ink(Ink::Quiet, "stands by "),
                    pick(backup)
                ));
            }
        }
    }
    text
}
