//! A loop planned or just begun: what the job was read as, who comes, what had to give.

use glidepath_app::Kept;
use glidepath_app::hand_out_debrief::words;
use glidepath_app::loops::{JobRead, PlannedLoop, Replan};
use glidepath_domain::{Loop, Principle};

use super::{item, rounds, set_up};
use crate::paint::{Ink, Paint};
use crate::report::text::heading;
use crate::wrap::{WIDTH, clean, cut, fill};

/// Principles of a job that are named, and stories that are free. What lies behind them matters little.
const NAMED: usize = 6;

/// A plan that was not begun.
pub(crate) fn plan(planned: &PlannedLoop, job: Option<&JobRead>, draw: u64, paint: Paint) -> String {
    let mut out = read(job, paint);
    out.push_str(&set_up(&planned.looped, paint));
    out.push_str(&rounds(&planned.looped, &[], paint));
    out.push_str(&gives(planned, paint));
    let again = format!("Nothing was begun. Leave --dry-run out to begin it, with --draw {draw} to get these people.");
    out.push_str(&format!("{}\n", paint.ink(Ink::Quiet, &fill(&again, WIDTH, "  "))));
    out
}

/// A loop that has just been begun.
pub(crate) fn begun(kept: &Kept<Loop>, planned: &PlannedLoop, job: Option<&JobRead>, paint: Paint) -> String {
    let mut out = read(job, paint);
    out.push_str(&set_up(&kept.value, paint));
    out.push_str(&rounds(&kept.value, &[], paint));
    out.push_str(&gives(planned, paint));
    out
}

/// How to go on with a loop.
pub(crate) fn to_go_on(kept: &Kept<Loop>, paint: Paint) -> String {
    let act = paint.ink(Ink::Strong, &format!("glidepath loop run {}", clean(&kept.id)));
    format!("\nThe first interviewer is at the door:\n  {act}")
}

/// What a job description was read as, each with the line it rests on.
fn read(job: Option<&JobRead>, paint: Paint) -> String {
    let Some(job) = job else { return String::new() };
    let mut out = heading("read from the job", paint);
    let quoted = |name: &str, value: &str, quote: &str| {
        let gap = if quote.is_empty() {
            String::new()
        } else {
            format!(" “{}”", cut(quote, WIDTH - 4))
        };
        item(name, &format!("{value}{gap}"), paint)
    };
    match &job.role {
        Some(role) => out.push_str(&quoted("role", role.value.slug(), &role.quote)),
        None => out.push_str(&item("role", "it does not say; --role does", paint)),
    }
    match &job.level {
        Some(level) => out.push_str(&quoted("level", level.value.slug(), &level.quote)),
        None => out.push_str(&item("level", "it does not say; --level does", paint)),
    }
    for (at, one) in job.principles.iter().take(NAMED).enumerate() {
        out.push_str(&quoted(
            if at == 0 { "asks for" } else { "" },
            one.principle.name(),
            &one.quote,
        ));
    }
    out.push('\n');
    out
}

/// What had to give in a plan. That a principle has no question left is said without the round.
fn gives(planned: &PlannedLoop, paint: Paint) -> String {
    let mut out = String::new();
    let names = |all: &[Principle]| {
        let names: Vec<&str> = all.iter().copied().map(Principle::name).collect();
        words::listed(&names)
    };
    if !planned.left_out.is_empty() {
        let said = format!(
            "Nobody looks for {}: there are too few rounds.",
            names(&planned.left_out)
        );
        out.push_str(&format!("{}\n", paint.ink(Ink::Watch, &fill(&said, WIDTH, "  "))));
    }
    let mut unasked: Vec<Principle> = planned.unasked.iter().map(|(_, principle)| *principle).collect();
    unasked.sort_unstable();
    unasked.dedup();
    if !unasked.is_empty() {
        let said = format!(
            "No question is left for {}: it may be heard in answers to others.",
            names(&unasked)
        );
        out.push_str(&format!("{}\n", paint.ink(Ink::Watch, &fill(&said, WIDTH, "  "))));
    }
    out
}

/// Stories told so far, and those that nobody has heard; nothing where no story of the bank was told. It says nothing of what the next
/// interviewer looks for.
pub(crate) fn free(replan: &Replan, paint: Paint) -> String {
    if replan.told.is_empty() {
        return String::new();
    }
    let told: Vec<String> = replan
        .told
        .iter()
        .map(|one| match one.times {
            0 | 1 => one.title.clone(),
            _ => format!("{} (twice: leave it now)", one.title),
        })
        .collect();
    let mut free: Vec<String> = replan.free.iter().take(NAMED).map(|(_, title)| title.clone()).collect();
    if replan.free.len() > NAMED {
        free.push(format!("{} more", replan.free.len() - NAMED));
    }
    let mut out = item("told", &told.join("; "), paint);
    if !free.is_empty() {
        out.push_str(&item("still free", &free.join("; "), paint));
    }
    if let Some(shortage) = &replan.shortage {
        out.push_str(&item("lacking", &shortage.say(), paint));
    }
    out
}
