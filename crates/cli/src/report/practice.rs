//! Practice as text for people: what is asked, where the clock stands, lists of takes. Shapes come from the app; nothing is decided here.

use glidepath_app::Kept;
use glidepath_app::practice::TakeRow;
use glidepath_domain::{Drill, DrillState, ReplyKind};

use super::bank::count;
use super::flight::clock;
use crate::clock as calendar;
use crate::paint::{Ink, Paint};
use crate::wrap::{WIDTH, clean, cut, fill};

/// The question of a drill, before it is answered. What it probes is not said.
pub(crate) fn question(kept: &Kept<Drill>, paint: Paint) -> String {
    let drill = &kept.value;
    let asked = drill.answer().map(|turn| turn.asked.as_str()).unwrap_or_default();
    let exam = if drill.exam { " · as in an exam" } else { "" };
    let about = format!(
        "{} to answer{exam} · drill {}",
        clock(f64::from(drill.limit_s)),
        kept.id
    );
    format!(
        "\n{}\n{}\n",
        paint.ink(Ink::Strong, &fill(asked, WIDTH, "")),
        paint.ink(Ink::Quiet, &fill(&about, WIDTH, "  "))
    )
}

/// A follow-up; with what may be typed instead of an answer, where somebody types.
pub(crate) fn follow_up(asked: &str, typed: bool, paint: Paint) -> String {
    let how = "\"pass\" alone passes, \"enough\" alone ends the questions.";
    let how = if typed {
        format!("{}\n", paint.ink(Ink::Quiet, how))
    } else {
        String::new()
    };
    format!("\n{}\n{how}", paint.ink(Ink::Path, &fill(asked, WIDTH, "")))
}

/// Why nothing more is asked.
pub(crate) fn asking_ended(why: &str, paint: Paint) -> String {
    format!("\n{}\n", paint.ink(Ink::Quiet, &fill(why, WIDTH, "")))
}

/// Where the clock stands, as a sign that it is the person's turn.
pub(crate) fn mark(elapsed_ms: u64, limit_s: Option<u32>) -> String {
    let now = clock(elapsed_ms as f64 / 1_000.0);
    match limit_s {
        Some(limit) => format!("{now} of {} > ", clock(f64::from(limit))),
        None => format!("{now} > "),
    }
}

/// A nudge, beside what is typed.
pub(crate) fn nudge(words: &str, paint: Paint) -> String {
    paint.ink(Ink::Watch, &format!("      ~ {words}"))
}

/// What an interviewer says who cuts in.
pub(crate) fn cut_in(words: &str, paint: Paint) -> String {
    paint.ink(Ink::Path, &fill(&format!("- {words}"), WIDTH, "      "))
}

/// What to do with a drill that nobody goes on with now.
pub(crate) fn waiting(kept: &Kept<Drill>, paint: Paint) -> String {
    let said = kept
        .value
        .answer()
        .is_some_and(|answer| answer.reply == ReplyKind::Said);
    let state = match kept.value.state {
        DrillState::Rating => "All is said. Say how it went, and its review is shown:",
        _ if said => "What you said is kept. To go on:",
        _ => "The question stays open. To go on:",
    };
    let act = match kept.value.state {
        DrillState::Rating => format!("glidepath practice rate {} below|meets|raises", kept.id),
        _ => format!("glidepath practice resume {}", kept.id),
    };
    format!("\n{state}\n  {}", paint.ink(Ink::Strong, &act))
}

/// A length of time in words of its own.
pub(crate) fn long(seconds: f64) -> String {
    format!("{} minutes", clock(seconds))
}

/// What was asked, short, safe to print.
pub(crate) fn asked(kept: &Kept<Drill>) -> String {
    let asked = kept.value.answer().map(|turn| turn.asked.as_str()).unwrap_or_default();
    cut(asked, WIDTH - 28)
}

/// The list of takes.
pub(crate) fn takes(rows: &[TakeRow], paint: Paint) -> String {
    if rows.is_empty() {
        return "There is no take of that kind. Tell one:\n  glidepath practice\n".to_owned();
    }
    rows.iter().map(|row| take_row(row, paint)).collect()
}

fn take_row(row: &TakeRow, paint: Paint) -> String {
    let drill = &row.drill.value;
    let mut said = vec![calendar::said(row.drill.created_ms)];
    said.extend(row.seconds.map(clock));
    match drill.state {
        DrillState::Done => {
            let [hint, watch, costly] = row.findings;
            said.push(format!("{costly} costly, {watch} watch, {hint} hint"));
            said.extend(row.verdict.map(|verdict| format!("{verdict} the bar")));
        }
        state => said.push(standing(state).to_owned()),
    }
    if row.answered + row.passed > 0 {
        let broke = if row.broke { ", then broke" } else { "" };
        said.push(format!(
            "held {}{broke}",
            count(row.depth as usize, "question", "questions")
        ));
    }
    if row.has_sound {
        said.push("sound".to_owned());
    }
    if !row.story_title.is_empty() {
        said.push(clean(&row.story_title));
    }
    format!(
        "{}\n{}\n  {}\n",
        paint.ink(
            Ink::Strong,
            &cut(
                drill.answer().map(|turn| turn.asked.as_str()).unwrap_or_default(),
                WIDTH
            )
        ),
        paint.ink(Ink::Quiet, &fill(&said.join(" · "), WIDTH, "  ")),
        paint.ink(Ink::Quiet, &clean(&row.drill.id))
    )
}

const fn standing(state: DrillState) -> &'static str {
    match state {
        DrillState::Telling => "not told yet",
        DrillState::Asking => "told, follow-ups are next",
        DrillState::Rating => "told, your own verdict is next",
        DrillState::Done => "done",
        DrillState::Left => "left",
    }
}

/// Takes that were removed.
pub(crate) fn removed(gone: &[Kept<Drill>], paint: Paint) -> String {
    if gone.is_empty() {
        return "No take was removed.\n".to_owned();
    }
    let rows = gone
        .iter()
        .map(|kept| format!("{}\n  {}\n", asked(kept), paint.ink(Ink::Quiet, &clean(&kept.id))));
    rows.collect()
}

/// A drill without its review: what was said so far.
pub(crate) fn drill(kept: &Kept<Drill>, paint: Paint) -> String {
    let mut out = head(kept, paint);
    for turn in &kept.value.turns {
        out.push_str(&format!("\n{}\n", paint.ink(Ink::Path, &fill(&turn.asked, WIDTH, ""))));
        out.push_str(&match turn.reply {
            ReplyKind::Open => "  (open)\n".to_owned(),
            ReplyKind::Passed => "  (passed)\n".to_owned(),
            ReplyKind::Said if turn.text.is_empty() => "  (recorded, and not written down yet)\n".to_owned(),
            ReplyKind::Said => turn
                .text
                .lines()
                .map(|line| format!("{}\n", fill(line, WIDTH, "  ")))
                .collect(),
        });
    }
    if kept.value.state != DrillState::Left && kept.value.state != DrillState::Done {
        out.push_str(&format!("{}\n", waiting(kept, paint)));
    }
    out
}

/// What was asked, when and how it was held.
pub(crate) fn head(kept: &Kept<Drill>, paint: Paint) -> String {
    let drill = &kept.value;
    let mut about = vec![
        calendar::said(kept.created_ms),
        format!("{} to answer", clock(f64::from(drill.limit_s))),
    ];
    if drill.exam {
        about.push("exam".to_owned());
    }
    if !drill.again.is_empty() {
        about.push(format!("again after {}", drill.again));
    }
    // What it probes stays hidden while it is open.
    if drill.state == DrillState::Done {
        about.extend(drill.principles.iter().map(|principle| principle.name().to_owned()));
    } else {
        about.push(standing(drill.state).to_owned());
    }
    about.push(kept.id.clone());
    let asked = drill.answer().map(|turn| turn.asked.as_str()).unwrap_or_default();
    format!(
        "{}\n{}\n",
        paint.ink(Ink::Strong, &fill(asked, WIDTH, "")),
        paint.ink(Ink::Quiet, &fill(&about.join(" · "), WIDTH, "  "))
    )
}
