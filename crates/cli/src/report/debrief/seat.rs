//! What one interviewer brought: numbered notes with quotes, marks that name the notes they rest on, the vote and what would turn it.

use glidepath_app::hand_out_debrief::words::{self, Numbered};
use glidepath_domain::{
    Change, ExchangeNotes, Flip, NoteLine, OwnQuestionMark, OwnQuestionNote, Panel, PrincipleMark, SeatReport, Verdict,
    Vote,
};

use super::{LEFT, chair, coded, item, leans, quoted, sign, signed, voted};
use crate::paint::{Ink, Paint};
use crate::report::text::{heading, ink};
use crate::wrap::{WIDTH, clean, fill};

/// Columns of the bar of a mark.
const BAR: usize = 40;

/// One interviewer's report.
pub(super) fn seat(report: &SeatReport, paint: Paint) -> String {
    let mut out = heading(&format!("round {} · {}", report.round + 1, clean(&report.name)), paint);
    let looked: Vec<&str> = report.marks.iter().map(|mark| mark.principle.name()).collect();
    let title = if report.title.is_empty() {
        String::new()
    } else {
        format!(" {}.", report.title)
    };
    let looked = match looked.as_slice() {
        [] => String::new(),
        _ => format!(" Looked for {}.", words::listed(&looked)),
    };
    let about = format!("{}.{title}{looked}", chair(report.chair));
    out.push_str(&format!("{}\n", paint.ink(Ink::Quiet, &fill(&about, WIDTH, "  "))));
    let numbered = Numbered::of(report);
    let mut number = 0;
    for notes in &report.notes {
        out.push_str(&exchange(notes, &mut number, paint));
    }
    if !report.typed.is_empty() {
        out.push('\n');
        for row in report.typed.lines() {
            out.push_str(&format!("{}\n", fill(row, WIDTH, "  ")));
        }
    }
    out.push('\n');
    for mark in &report.marks {
        out.push_str(&marked(mark, &numbered, paint));
    }
    out.push_str(&vote("vote", &report.blind, "", paint));
    if report.after != report.blind {
        out.push_str(&vote("after", &report.after, &report.blind.says, paint));
    }
    if let Some(flip) = &report.flip {
        out.push_str(&flips(flip, paint));
    }
    if !report.own_questions.is_empty() {
        out.push_str("\n  Your own questions\n");
    }
    for note in &report.own_questions {
        out.push_str(&own_question(note, paint));
    }
    out
}

fn exchange(notes: &ExchangeNotes, number: &mut usize, paint: Paint) -> String {
    let whom = notes
        .principle
        .map_or("technical".to_owned(), |principle| format!("for {}", principle.name()));
    let asked = fill(&format!("{} ({whom})", notes.asked), WIDTH, "     ");
    let asked = format!("  {}. {}", notes.exchange + 1, asked.trim_start());
    let mut out = format!("\n{}\n", paint.ink(Ink::Path, &asked));
    if let Some(why) = &notes.unjudged {
        out.push_str(&format!("{}\n", fill(&format!("Not judged. {why}"), WIDTH, "     ")));
    }
    for line in &notes.lines {
        *number += 1;
        let (mark, ink) = sign(line.stance);
        out.push_str(&coded(
            &format!("{number:>4} {mark} "),
            ink,
            &line.says,
            &line.code,
            paint,
        ));
        out.push_str(&words_of(line, 7, paint));
    }
    out
}

/// What a line rests on; where in the answer goes without saying, a reply is named.
fn words_of(line: &NoteLine, indent: usize, paint: Paint) -> String {
    let Some(quote) = &line.quote else { return String::new() };
    let place = match quote.turn {
        0 => String::new(),
        turn => format!("follow-up {turn}"),
    };
    quoted(quote, &place, indent, paint)
}

fn marked(mark: &PrincipleMark, numbered: &Numbered<'_>, paint: Paint) -> String {
    let name = paint.ink(Ink::Strong, mark.principle.name());
    let Some(verdict) = mark.verdict else {
        let why = mark.unjudged.as_deref().unwrap_or("Too little was heard.");
        return format!("  {name}: not judged\n{}\n", fill(why, WIDTH, "    "));
    };
    let said = paint.ink(ink(verdict), &format!("{verdict} the bar"));
    let sure = paint.ink(Ink::Quiet, &format!(", confidence {:.2}", mark.confidence));
    let mut out = format!("  {name}: {said}{sure}\n    {}\n", chances(&mark.chances, paint));
    let (for_it, more_for) = numbered.split(&mark.evidence_for);
    let (against, more_against) = numbered.split(&mark.evidence_against);
    let sides = [("For it", &for_it), ("Against it", &against)];
    let sides: Vec<String> = sides
        .iter()
        .filter(|(_, numbers)| !numbers.is_empty())
        .map(|(side, numbers)| {
            let notes = if numbers.len() == 1 { "note" } else { "notes" };
            format!("{side}: {notes} {}.", words::lines(numbers))
        })
        .collect();
    if !sides.is_empty() {
        out.push_str(&format!("{}\n", fill(&sides.join(" "), WIDTH, "    ")));
    }
    for line in more_for.into_iter().chain(more_against) {
        out.push_str(&signed("    ", line, &line.says, paint));
        out.push_str(&words_of(line, 6, paint));
    }
    out
}

/// How likely each mark was, drawn as shares of one bar.
fn chances(chances: &Panel, paint: Paint) -> String {
    let wide = |share: f64| (share.clamp(0.0, 1.0) * BAR as f64).round() as usize;
    let below = wide(chances.below).min(BAR);
    let raises = wide(chances.raises).min(BAR - below);
    let drawn: String = [
        (Verdict::Below, below, "░"),
        (Verdict::Meets, BAR - below - raises, "▒"),
        (Verdict::Raises, raises, "█"),
    ]
    .iter()
    .map(|(verdict, columns, shade)| paint.ink(ink(*verdict), &shade.repeat(*columns)))
    .collect();
    let shares = format!(
        "below {:.0}% meets {:.0}% raises {:.0}%",
        chances.below * 100.0,
        chances.meets * 100.0,
        chances.raises * 100.0
    );
    format!("{drawn} {}", paint.ink(Ink::Quiet, &shares))
}

fn vote(name: &str, vote: &Vote, said_before: &str, paint: Paint) -> String {
    let says = if vote.says == said_before { "" } else { &vote.says };
    let gap = if says.is_empty() { "" } else { ". " };
    let mut out = item(name, &format!("{}{gap}{says}", voted(vote)), paint);
    if paint.on {
        let voted = voted(vote);
        out = out.replacen(&voted, &paint.ink(leans(vote.inclination), &voted), 1);
    }
    out
}

fn flips(flip: &Flip, paint: Paint) -> String {
    let mut out = item("flip", &words::flips(flip), paint);
    for change in &flip.changes {
        out.push_str(&changed(change, paint));
    }
    out
}

fn changed(change: &Change, paint: Paint) -> String {
    let place = format!("question {}", change.exchange + 1);
    let said = format!("{} ({place}, {})", change.says, change.principle.name());
    let said = fill(&said, WIDTH, &" ".repeat(14));
    let mut out = format!("            {} {}\n", paint.ink(Ink::Path, ">"), said.trim_start());
    if let Some(quote) = &change.quote {
        let place = match quote.turn {
            0 => String::new(),
            turn => format!("follow-up {turn}"),
        };
        out.push_str(&quoted(quote, &place, 14, paint));
    }
    out
}

/// A question of the candidate's own, behind how it counted.
fn own_question(note: &OwnQuestionNote, paint: Paint) -> String {
    let ink = match note.mark {
        OwnQuestionMark::Weak => Ink::Watch,
        OwnQuestionMark::Fair => Ink::Path,
        OwnQuestionMark::Strong => Ink::Good,
    };
    let mark = format!("{:<10}", note.mark.slug());
    let asked = item(note.mark.slug(), &format!("“{}”", note.asked), Paint { on: false });
    let mut out = asked.replacen(&mark, &paint.ink(ink, &mark), 1);
    let why = format!("{} {}", note.why, note.instead);
    out.push_str(&format!(
        "{}\n",
        paint.ink(Ink::Quiet, &fill(&why, WIDTH, &" ".repeat(LEFT)))
    ));
    out
}
