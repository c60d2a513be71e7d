//! Digs as text for people.

use glidepath_app::wire::{DigOut, DigsOut, GemOut, PromptOut};

use super::bank::count;
use crate::clock;
use crate::paint::{Ink, Paint};
use crate::wrap::{WIDTH, clean, fill};

/// The list of digs.
pub(crate) fn digs(list: &DigsOut, paint: Paint) -> String {
    if list.digs.is_empty() {
        return "Nothing is being dug yet. Begin with a project you remember:\n  glidepath dig new \"the refund queue\"\n".to_owned();
    }
    let rows = list.digs.iter().map(|row| {
        let said = format!(
            "{}, {} kept, step {}, {}",
            count(row.answers, "answer", "answers"),
            count(row.gems, "sentence", "sentences"),
            row.step,
            clock::said(row.updated_ms)
        );
        format!(
            "{}\n  {}\n  {}\n",
            paint.ink(Ink::Strong, &clean(&row.project)),
            paint.ink(Ink::Quiet, &said),
            paint.ink(Ink::Quiet, &clean(&row.id))
        )
    });
    rows.collect()
}

/// What is asked next.
pub(crate) fn asked(next: &PromptOut, paint: Paint) -> String {
    format!(
        "{}\n{}\n{}\n",
        fill(&next.question, WIDTH, ""),
        paint.ink(Ink::Quiet, &fill(&next.because, WIDTH, "  ")),
        paint.ink(Ink::Quiet, &fill(&next.why, WIDTH, "  "))
    )
}

/// Sentences, numbered from 1.
pub(crate) fn gems(gems: &[GemOut], paint: Paint) -> String {
    let rows = gems.iter().enumerate().map(|(n, gem)| {
        let signals = gem.signals.join(", ");
        let quote = fill(&gem.quote, WIDTH, "    ");
        let why = if signals.is_empty() {
            String::new()
        } else {
            format!("    {}\n", paint.ink(Ink::Quiet, &signals))
        };
        format!("{:>2}  {}\n{why}", n + 1, quote.trim_start())
    });
    rows.collect()
}

/// One dig, whole.
pub(crate) fn dig(dig: &DigOut, paint: Paint) -> String {
    let mut out = format!("{}\n", paint.ink(Ink::Strong, &clean(&dig.project)));
    let about = format!("{} · step {} · version {}", dig.id, dig.step, dig.version);
    out.push_str(&format!("{}\n", paint.ink(Ink::Quiet, &clean(&about))));
    for answer in dig.answers.iter().filter(|answer| !answer.text.trim().is_empty()) {
        out.push_str(&format!(
            "\n{}\n",
            paint.ink(Ink::Quiet, &fill(&answer.question, WIDTH, ""))
        ));
        for line in answer.text.lines() {
            out.push_str(&format!("{}\n", fill(line, WIDTH, "  ")));
        }
    }
    if !dig.gems.is_empty() {
        out.push_str(&format!(
            "\n{}\n{}",
            paint.ink(Ink::Path, "Kept"),
            gems(&dig.gems, paint)
        ));
    }
    if !dig.offered.is_empty() {
        out.push_str(&format!(
            "\n{}\n{}",
            paint.ink(Ink::Path, "Worth keeping (glidepath dig keep DIG NUMBER)"),
            gems(&dig.offered, paint)
        ));
    }
    if let Some(next) = &dig.next {
        out.push_str(&format!("\n{}\n{}", paint.ink(Ink::Path, "Next"), asked(next, paint)));
    }
    out
}
