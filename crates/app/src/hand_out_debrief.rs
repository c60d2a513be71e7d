//! A debrief as one Markdown file, to keep and to print: headings, tables, and every quote as a block quote with its place. The page and
//! the terminal draw their own, in the same [`words`].

mod across;
pub mod words;

use std::fmt::Write as _;

use glidepath_domain::{
    Change, Debrief, Decision, ExchangeNotes, Fix, Flip, Inclination, Loop, NoteLine, PrincipleMark, Quote, SeatReport,
    Spread, Stance, Vote,
};

use self::words::{Numbered, inclination, said_in};
use crate::cheat_sheet::plain;
use crate::loops::Debriefed;

/// What the file says of its use.
const FOR: &str = "For practice, never for use in an interview.";

/// The debrief of a loop as Markdown. All that was said or typed stands in it as plain words, whatever it looks like.
#[must_use]
pub fn debrief_markdown(debriefed: &Debriefed) -> String {
    let debrief = &debriefed.debrief;
    let mut page = Page::default();
    page.head(&debriefed.kept.value, debrief);
    page.decision(&debrief.decision, &debrief.spread);
    page.fixes(&debrief.fixes, debrief);
    page.votes(debrief);
    for report in &debrief.seats {
        page.seat(report);
    }
    page.arguments(&debrief.arguments, debrief);
    page.red_flags(&debrief.red_flags);
    if let Some(view) = &debrief.bar_raiser {
        page.bar_raiser(view);
    }
    if !debrief.unjudged.is_empty() {
        page.line("\n## What could not be judged\n");
        page.bullets(&debrief.unjudged);
    }
    page.out
}

/// The file as it grows.
#[derive(Default)]
struct Page {
    out: String,
}

impl Page {
    fn line(&mut self, text: impl AsRef<str>) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.out, "{}", text.as_ref());
    }

    /// A paragraph of its own; nothing where there are no words.
    fn paragraph(&mut self, text: &str) {
        if !text.is_empty() {
            self.line(format!("\n{}", one_line(text)));
        }
    }

    fn bullets(&mut self, all: &[String]) {
        for one in all {
            self.line(format!("- {}", one_line(one)));
        }
    }

    /// Exact words with their place, after `indent`.
    fn quote(&mut self, quote: &Quote, indent: &str) {
        self.line("");
        for row in quote.text.lines() {
            self.line(format!("{indent}> {}", begun_plain(row)));
        }
        self.line(format!("{indent}>"));
        self.line(format!("{indent}> ({})", said_in(quote)));
    }

    fn head(&mut self, held: &Loop, debrief: &Debrief) {
        let name = if held.name.is_empty() { "a loop" } else { &held.name };
        self.line(format!("# Debrief of {}", one_line(name)));
        let mut about: Vec<String> = [held.role.map(|role| role.slug()), held.level.map(|level| level.slug())]
            .into_iter()
            .flatten()
            .map(str::to_owned)
            .collect();
        about.push(match held.rounds.len() {
            1 => "1 round".to_owned(),
            rounds => format!("{rounds} rounds"),
        });
        let engine = &debrief.engine;
        about.push(format!("Glidepath {}, rules {}", engine.version, engine.rules));
        self.paragraph(&format!("{}. {FOR}", about.join(" · ")));
    }

    fn decision(&mut self, decision: &Decision, spread: &Spread) {
        self.line(format!("\n## Decision: {}", words::ruling(decision.ruling)));
        self.paragraph(&words::spread(spread));
        if !decision.reasons.is_empty() {
            self.line("");
            self.bullets(&decision.reasons);
        }
        let level = &decision.level;
        let slug = |level: Option<glidepath_domain::Level>| level.map_or("not told", glidepath_domain::Level::slug);
        self.line(format!(
            "\n**Level:** applied for {}, reads {}. {}",
            slug(level.applied),
            level.reads.map_or("unclear", glidepath_domain::Level::slug),
            one_line(&level.why)
        ));
        if !level.missing.is_empty() {
            self.line("\nThe next level up would want to hear:\n");
            self.bullets(&level.missing);
        }
        if spread.panels > 0 {
            self.paragraph(words::PANELS_DIFFER);
            self.line("\n| in favour | panels |\n| ---: | ---: |");
            for (votes, panels) in spread.inclined.iter().enumerate() {
                self.line(format!("| {votes} | {panels} |"));
            }
        }
    }

    fn fixes(&mut self, fixes: &[Fix], debrief: &Debrief) {
        if fixes.is_empty() {
            return;
        }
        self.line("\n## Mend first");
        for (at, fix) in fixes.iter().enumerate() {
            self.line(format!("\n### {}. {}", at + 1, one_line(&fix.title)));
            self.paragraph(&fix.why);
            for quote in &fix.quotes {
                self.quote(quote, "");
            }
            self.paragraph(&fix.instead);
            let names = names(debrief, &fix.seats);
            if !names.is_empty() {
                self.paragraph(&format!("It would help to turn: {}.", words::listed(&names)));
            }
            if let Some(command) = words::drill(fix) {
                self.line(format!("\nDrill it: `{command}`"));
            }
        }
    }

    fn votes(&mut self, debrief: &Debrief) {
        self.line("\n## Votes\n\n| round | interviewer | chair | blind | after the argument |\n| --- | --- | --- | --- | --- |");
        for report in &debrief.seats {
            self.line(format!(
                "| {} | {} | {} | {} | {} |",
                report.round + 1,
                one_line(&report.name),
                words::chair(report.chair),
                voted(&report.blind),
                voted(&report.after)
            ));
        }
    }

    fn seat(&mut self, report: &SeatReport) {
        let title = if report.title.is_empty() {
            one_line(&report.name)
        } else {
            format!("{}, {}", one_line(&report.name), one_line(&report.title))
        };
        self.line(format!("\n## Round {}: {title}", report.round + 1));
        let looked: Vec<&str> = report.marks.iter().map(|mark| mark.principle.name()).collect();
        let looked = match looked.as_slice() {
            [] => String::new(),
            _ => format!(" Looked for {}.", words::listed(&looked)),
        };
        self.paragraph(&format!("{}.{looked}", words::chair(report.chair)));
        let numbered = Numbered::of(report);
        let mut number = 0;
        for notes in &report.notes {
            self.notes(notes, &mut number);
        }
        if !report.typed.is_empty() {
            self.line("\n### As typed\n");
            for row in report.typed.lines() {
                self.line(format!("> {}", begun_plain(row)));
            }
        }
        self.line("\n### Marks");
        for mark in &report.marks {
            self.mark(mark, &numbered);
        }
        self.line("\n### Vote");
        self.line(format!(
            "\n**Blind: {}.** {}",
            voted(&report.blind),
            one_line(&report.blind.says)
        ));
        if report.after != report.blind {
            self.line(format!(
                "\n**After: {}.** {}",
                voted(&report.after),
                one_line(&report.after.says)
            ));
        }
        if let Some(flip) = &report.flip {
            self.flip(flip);
        }
        if !report.own_questions.is_empty() {
            self.line("\n### The candidate's own questions\n");
            for note in &report.own_questions {
                let said = one_line(&format!(
                    "“{}” {}. {} {}",
                    note.asked, note.mark, note.why, note.instead
                ));
                self.line(format!("- {said}"));
            }
        }
    }

    fn notes(&mut self, notes: &ExchangeNotes, number: &mut usize) {
        let whom = notes
            .principle
            .map_or("technical".to_owned(), |principle| format!("for {}", principle.name()));
        self.line(format!("\n### Question {} ({whom})", notes.exchange + 1));
        self.paragraph(&format!("“{}”", notes.asked));
        if let Some(why) = &notes.unjudged {
            self.paragraph(&format!("Not judged. {why}"));
        }
        for line in &notes.lines {
            *number += 1;
            self.line("");
            self.noted(&format!("{number}. "), line);
        }
    }

    /// A line of notes behind its mark, with its quote.
    fn noted(&mut self, mark: &str, line: &NoteLine) {
        self.line(format!(
            "{mark}**{}** {} (`{}`)",
            stance(line.stance),
            one_line(&line.says),
            line.code
        ));
        if let Some(quote) = &line.quote {
            self.quote(quote, &" ".repeat(mark.len()));
        }
    }

    fn mark(&mut self, mark: &PrincipleMark, numbered: &Numbered<'_>) {
        let name = mark.principle.name();
        if mark.verdict.is_none() {
            let why = mark.unjudged.as_deref().unwrap_or("too little was heard.");
            self.line(format!("\n**{name}: not judged.** {}", one_line(why)));
        } else {
            let chances = &mark.chances;
            self.line(format!(
                "\n**{name}: {}**, confidence {:.2}. Of those who weigh as they do, {:.0}% would mark it below, {:.0}% meets, {:.0}% raises.",
                words::marked(mark.verdict),
                mark.confidence,
                chances.below * 100.0,
                chances.meets * 100.0,
                chances.raises * 100.0
            ));
        }
        for (side, evidence) in [("For", &mark.evidence_for), ("Against", &mark.evidence_against)] {
            let (numbers, others) = numbered.split(evidence);
            if !numbers.is_empty() {
                self.line(format!("\n{side}: {}.", words::lines(&numbers)));
            }
            for line in others {
                self.line("");
                self.noted("- ", line);
            }
        }
    }

    fn flip(&mut self, flip: &Flip) {
        self.paragraph(&words::flips(flip));
        for change in &flip.changes {
            self.change(change);
        }
    }

    fn change(&mut self, change: &Change) {
        self.line("");
        self.line(format!(
            "- {} (question {}, {})",
            one_line(&change.says),
            change.exchange + 1,
            change.principle.name()
        ));
        if let Some(quote) = &change.quote {
            self.quote(quote, "  ");
        }
    }
}

/// Words that Markdown takes as words, on one line.
fn one_line(text: &str) -> String {
    plain(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// A row of somebody's words that begins no list and no heading.
fn begun_plain(row: &str) -> String {
    let row = plain(row.trim());
    let digits = row.chars().take_while(char::is_ascii_digit).count();
    let (number, rest) = row.split_at(digits);
    if rest.starts_with(['-', '+', '=', '~']) && digits == 0 || rest.starts_with(['.', ')']) && digits > 0 {
        return format!("{number}\\{rest}");
    }
    row
}

const fn stance(stance: Stance) -> &'static str {
    match stance {
        Stance::For => "For.",
        Stance::Against => "Against.",
        Stance::Noted => "Noted.",
    }
}

/// A vote with how sure it is.
fn voted(vote: &Vote) -> String {
    match vote.inclination {
        Inclination::NotJudged => inclination(vote.inclination).to_owned(),
        judged => format!("{}, confidence {:.2}", inclination(judged), vote.confidence),
    }
}

fn name(debrief: &Debrief, seat: usize) -> String {
    debrief
        .seats
        .get(seat)
        .map(|report| one_line(&report.name))
        .unwrap_or_default()
}

fn names(debrief: &Debrief, seats: &[usize]) -> Vec<String> {
    seats
        .iter()
        .map(|seat| name(debrief, *seat))
        .filter(|name| !name.is_empty())
        .collect()
}
