//! A debrief for a person at a terminal, set to eighty columns: the decision and how it spreads first, then what to mend, then what
//! each interviewer brought and what they argued over.

mod across;
mod seat;
#[cfg(test)]
mod tests;

use glidepath_app::Kept;
use glidepath_app::hand_out_debrief::words::{self, said_in};
use glidepath_domain::{Chair, Debrief, Fix, Inclination, Loop, NoteLine, Quote, Ruling, Spread, Stance, Tier, Vote};

use super::text::{bar, heading};
use crate::clock;
use crate::paint::{Ink, Paint};
use crate::wrap::{WIDTH, clean, cut, fill, measure};

/// Columns of names at the left.
const LEFT: usize = 12;
/// Columns of a bar.
const BAR: usize = 40;

/// A debrief. `brief` leaves the decision, the votes and what to mend first.
pub(crate) fn debrief(kept: &Kept<Loop>, debrief: &Debrief, paint: Paint, brief: bool) -> String {
    let page = Page { debrief, paint };
    let mut parts = vec![head(kept, debrief, paint), page.decision(), page.votes(), page.fixes()];
    if !brief {
        parts.extend(debrief.seats.iter().map(|report| seat::seat(report, paint)));
        parts.extend([page.arguments(), page.red_flags(), page.bar_raiser(), page.unjudged()]);
    }
    parts.retain(|part| !part.is_empty());
    parts.join("\n")
}

fn head(kept: &Kept<Loop>, debrief: &Debrief, paint: Paint) -> String {
    let held = &kept.value;
    let name = if held.name.is_empty() { "A loop" } else { &held.name };
    let mut about: Vec<String> = [held.role.map(|role| role.slug()), held.level.map(|level| level.slug())]
        .into_iter()
        .flatten()
        .map(str::to_owned)
        .collect();
    about.push(super::bank::count(held.rounds.len(), "round", "rounds"));
    about.push(clock::said(kept.created_ms));
    about.push(
        match debrief.engine.tier {
            Tier::Rules => "by rules alone",
            Tier::Encoder => "by rules and the built-in model",
            Tier::Llm => "by rules and a language model",
        }
        .to_owned(),
    );
    about.push(clean(&kept.id));
    format!(
        "{}\n{}\n",
        paint.ink(Ink::Strong, &fill(name, WIDTH, "")),
        paint.ink(Ink::Quiet, &fill(&about.join(" · "), WIDTH, "  "))
    )
}

struct Page<'d> {
    debrief: &'d Debrief,
    paint: Paint,
}

impl Page<'_> {
    fn decision(&self) -> String {
        let decision = &self.debrief.decision;
        let ink = match decision.ruling {
            Ruling::Hire => Ink::Good,
            Ruling::NoHire => Ink::Watch,
            Ruling::NotJudged => Ink::Strong,
        };
        let ruling = format!("  {}", words::ruling(decision.ruling).to_uppercase());
        let mut out = heading("decision", self.paint);
        let likewise = format!(", as {:.0}% of sampled panels decide", decision.confidence * 100.0);
        let likewise = if self.debrief.spread.panels == 0 { "" } else { &likewise };
        out.push_str(&format!(
            "{}{}\n",
            self.paint.ink(ink, &ruling),
            self.paint.ink(Ink::Quiet, likewise)
        ));
        for reason in &decision.reasons {
            out.push_str(&format!("  - {}\n", fill(reason, WIDTH, "    ").trim_start()));
        }
        let level = &decision.level;
        let slug =
            |level: Option<glidepath_domain::Level>, none: &str| level.map_or(none.to_owned(), |l| l.to_string());
        let read = format!(
            "applied for {}, reads {}. {}",
            slug(level.applied, "none named"),
            slug(level.reads, "unclear"),
            level.why
        );
        out.push_str(&item("level", &read, self.paint));
        for (at, missing) in level.missing.iter().enumerate() {
            out.push_str(&item(if at == 0 { "next up" } else { "" }, missing, self.paint));
        }
        out.push_str(&self.spread(&self.debrief.spread));
        out
    }

    /// How the panels split, and how many in each were in favour.
    fn spread(&self, spread: &Spread) -> String {
        if spread.panels == 0 {
            return String::new();
        }
        let of = f64::from(spread.panels);
        let mut out = format!("\n{}\n", fill(&words::spread(spread), WIDTH, "  "));
        for (name, panels, ink) in [
            ("hire", spread.hire, Ink::Good),
            ("no hire", spread.no_hire, Ink::Watch),
            ("too little", spread.not_judged, Ink::Quiet),
        ] {
            out.push_str(&self.row(name, panels, of, ink));
        }
        out.push_str(&format!(
            "{}\n",
            self.paint.ink(Ink::Quiet, "  by how many of them are inclined:")
        ));
        for (votes, panels) in spread.inclined.iter().enumerate() {
            let name = format!("{votes} of {}", spread.inclined.len().saturating_sub(1));
            out.push_str(&self.row(&name, *panels, of, Ink::Path));
        }
        out.push_str(&format!(
            "{}\n",
            self.paint.ink(Ink::Quiet, &fill(words::PANELS_DIFFER, WIDTH, "  "))
        ));
        out
    }

    fn row(&self, name: &str, panels: u32, of: f64, ink: Ink) -> String {
        let bar = bar(f64::from(panels) / of, BAR);
        let name = self
            .paint
            .ink(Ink::Quiet, &format!("  {name:<width$}", width = LEFT - 2));
        let row = format!("{name}{panels:>4}  {}", self.paint.ink(ink, &bar));
        format!("{}\n", row.trim_end())
    }

    fn votes(&self) -> String {
        const NAME: usize = 22;
        let mut out = heading("votes, blind and after the argument", self.paint);
        for report in &self.debrief.seats {
            let name = cut(&report.name, NAME);
            let gap = " ".repeat(NAME + 1 - measure(&name));
            let number = self.paint.ink(Ink::Quiet, &format!("{:>3}", report.round + 1));
            let chair = self.paint.ink(Ink::Quiet, &format!("{:<11}", report.chair.slug()));
            let blind = voted(&report.blind);
            let (blind, space) = (self.vote(&report.blind, &blind), " ".repeat(18 - blind.len().min(18)));
            let after = voted(&report.after);
            let after = if report.after.inclination == report.blind.inclination {
                self.paint.ink(Ink::Quiet, &after)
            } else {
                self.vote(&report.after, &after)
            };
            out.push_str(&format!("{number}  {name}{gap}{chair}{blind}{space}→ {after}\n"));
        }
        out
    }

    fn vote(&self, vote: &Vote, said: &str) -> String {
        self.paint.ink(leans(vote.inclination), said)
    }

    fn fixes(&self) -> String {
        let fixes = &self.debrief.fixes;
        if fixes.is_empty() {
            return String::new();
        }
        let mut out = heading(
            match fixes.len() {
                1 => "fix this first",
                2 => "fix these two first",
                _ => "fix these three first",
            },
            self.paint,
        );
        for (at, fix) in fixes.iter().enumerate() {
            out.push_str(&self.fix(at + 1, fix));
        }
        out
    }

    fn fix(&self, number: usize, fix: &Fix) -> String {
        let paint = self.paint;
        let mut out = coded(&format!("  {number}. "), Ink::Watch, &fix.title, &fix.code, paint);
        out.push_str(&format!("{}\n", fill(&fix.why, WIDTH, "     ")));
        for quote in &fix.quotes {
            out.push_str(&quoted(quote, &said_in(quote), 5, paint));
        }
        out.push_str(&format!("{}\n", fill(&fix.instead, WIDTH, "     ")));
        let names: Vec<&str> = fix
            .seats
            .iter()
            .map(|seat| self.name(*seat))
            .filter(|name| !name.is_empty())
            .collect();
        if !names.is_empty() {
            let said = format!("It would help to turn: {}.", words::listed(&names));
            out.push_str(&format!("{}\n", paint.ink(Ink::Quiet, &fill(&said, WIDTH, "     "))));
        }
        if let Some(command) = words::drill(fix) {
            out.push_str(&format!("     {}\n", paint.ink(Ink::Strong, &clean(&command))));
        }
        out
    }

    fn name(&self, seat: usize) -> &str {
        self.debrief.seats.get(seat).map_or("", |report| report.name.as_str())
    }

    fn unjudged(&self) -> String {
        if self.debrief.unjudged.is_empty() {
            return String::new();
        }
        let mut out = heading("what could not be judged", self.paint);
        for why in &self.debrief.unjudged {
            out.push_str(&format!("  - {}\n", fill(why, WIDTH, "    ").trim_start()));
        }
        out
    }
}

/// A name at the left, then prose set beside it.
fn item(name: &str, said: &str, paint: Paint) -> String {
    let said = fill(said, WIDTH, &" ".repeat(LEFT));
    let name = paint.ink(Ink::Quiet, &format!("  {name:<width$}", width = LEFT - 2));
    format!("{name}{}\n", said.trim_start())
}

/// A title behind a sign, and its code at the right edge, or under it where both do not fit.
fn coded(sign: &str, ink: Ink, title: &str, code: &str, paint: Paint) -> String {
    let code = format!("[{}]", clean(code));
    let indent = " ".repeat(measure(sign));
    let title = fill(title, WIDTH, &indent);
    let last = title.lines().last().map_or(0, measure);
    let (title, sign) = (title.trim_start(), paint.ink(ink, sign));
    let coded = paint.ink(Ink::Quiet, &code);
    match WIDTH.checked_sub(last + code.len()).filter(|gap| *gap > 0) {
        Some(gap) => format!("{sign}{title}{}{coded}\n", " ".repeat(gap)),
        None => format!(
            "{sign}{title}\n{}{coded}\n",
            " ".repeat(WIDTH.saturating_sub(code.len()))
        ),
    }
}

/// What somebody said behind the sign of its stance.
fn signed(indent: &str, line: &NoteLine, said: &str, paint: Paint) -> String {
    let (sign, ink) = sign(line.stance);
    let said = fill(said, WIDTH, &format!("{indent}  "));
    format!("{indent}{} {}\n", paint.ink(ink, sign), said.trim_start())
}

/// Exact words, then where they were said.
fn quoted(quote: &Quote, place: &str, indent: usize, paint: Paint) -> String {
    let place = if place.is_empty() {
        String::new()
    } else {
        format!(" ({place})")
    };
    let said = format!(
        "“{}”{place}",
        quote.text.split_whitespace().collect::<Vec<_>>().join(" ")
    );
    format!("{}\n", paint.ink(Ink::Quiet, &fill(&said, WIDTH, &" ".repeat(indent))))
}

const fn sign(stance: Stance) -> (&'static str, Ink) {
    match stance {
        Stance::For => ("+", Ink::Good),
        Stance::Against => ("-", Ink::Watch),
        Stance::Noted => ("·", Ink::Quiet),
    }
}

const fn leans(inclination: Inclination) -> Ink {
    match inclination {
        Inclination::Inclined => Ink::Good,
        Inclination::NotInclined => Ink::Watch,
        Inclination::NotJudged => Ink::Quiet,
    }
}

/// A vote with how sure it is.
fn voted(vote: &Vote) -> String {
    match vote.inclination {
        Inclination::NotJudged => words::inclination(vote.inclination).to_owned(),
        judged => format!("{} {:.2}", words::inclination(judged), vote.confidence),
    }
}

/// A chair as a sentence begins with it.
const fn chair(chair: Chair) -> &'static str {
    words::chair(chair)
}
