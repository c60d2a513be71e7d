//! A loop as text for people: its plan, who is at the door, what they say and ask, where it stands, a scorecard. Who looks for what is
//! said only on the scorecard of the one who does.

mod card;
mod planned;

use glidepath_app::Kept;
use glidepath_app::hand_out_debrief::words;
use glidepath_content::persona;
use glidepath_domain::{Drill, Loop, LoopState, Principle, ReplyKind, RoundState, Seat, Turn};

use super::bank::count;
use super::flight::clock;
use super::text::heading;
use crate::clock as calendar;
use crate::paint::{Ink, Paint};
use crate::wrap::{WIDTH, clean, cut, fill, measure};

pub(crate) use card::scorecard;
pub(crate) use planned::{begun, free, plan, to_go_on};

/// Columns of names at the left.
const LEFT: usize = 13;

/// What a loop is called, short, safe to print.
pub(crate) fn called(kept: &Kept<Loop>) -> String {
    if kept.value.name.is_empty() {
        format!("the loop of {}", calendar::said(kept.created_ms))
    } else {
        format!("\"{}\"", cut(&kept.value.name, 40))
    }
}

/// What an interviewer is called, and what they are.
fn who(seat: &Seat) -> (String, String) {
    match persona(&seat.persona) {
        Some(persona) if !seat.is_human() => (persona.name.clone(), persona.title.clone()),
        _ => (clean(&seat.person), String::new()),
    }
}

/// A name at the left, then prose set beside it.
fn item(name: &str, said: &str, paint: Paint) -> String {
    let said = fill(said, WIDTH, &" ".repeat(LEFT));
    let name = paint.ink(Ink::Quiet, &format!("  {name:<width$}", width = LEFT - 2));
    format!("{name}{}\n", said.trim_start())
}

fn set_up(looped: &Loop, paint: Paint) -> String {
    let name = if looped.name.is_empty() { "A loop" } else { &looped.name };
    let mut about: Vec<String> = [
        looped.role.map(|role| role.slug()),
        looped.level.map(|level| level.slug()),
    ]
    .into_iter()
    .flatten()
    .map(str::to_owned)
    .collect();
    about.push(count(looped.rounds.len(), "round", "rounds"));
    let scope: Vec<&str> = looped.scope.iter().copied().map(Principle::name).collect();
    format!(
        "{}\n{}\n{}\n",
        paint.ink(Ink::Strong, &fill(name, WIDTH, "")),
        paint.ink(Ink::Quiet, &fill(&about.join(" · "), WIDTH, "  ")),
        fill(
            &format!("Looked for: {}. By whom, the debrief says.", words::listed(&scope)),
            WIDTH,
            "  "
        )
    )
}

/// The rounds as a table: who, which chair, how long, where it stands.
fn rounds(looped: &Loop, drills: &[Vec<Option<Kept<Drill>>>], paint: Paint) -> String {
    const NAME: usize = 24;
    let mut out = format!("\n{}", heading("rounds", paint));
    for (at, round) in looped.rounds.iter().enumerate() {
        let (name, title) = who(&round.seat);
        let name = cut(&name, NAME);
        let gap = " ".repeat(NAME + 1 - measure(&name));
        let told = drills.get(at).map_or(0, |told| told.iter().flatten().count());
        let stands = match round.state {
            RoundState::Waiting => format!("{} min", round.minutes),
            RoundState::Asking | RoundState::Closing => format!("on now, {}", count(told, "question", "questions")),
            RoundState::Done => format!("held, {}", count(told, "question", "questions")),
            RoundState::Left => format!("left, {}", count(told, "question", "questions")),
        };
        let now = looped.current() == Some(at);
        let number = paint.ink(if now { Ink::Path } else { Ink::Quiet }, &format!("{:>3}", at + 1));
        out.push_str(&format!(
            "{number}  {}{gap}{:<30} {stands}\n",
            paint.ink(Ink::Strong, &name),
            words::chair(round.seat.chair)
        ));
        if !title.is_empty() {
            out.push_str(&format!("     {}\n", paint.ink(Ink::Quiet, &cut(&title, WIDTH - 5))));
        }
    }
    out
}

/// The list of loops.
pub(crate) fn loops(loops: &[Kept<Loop>], paint: Paint) -> String {
    if loops.is_empty() {
        return "There is no loop yet. Begin one:\n  \
                glidepath loop new                  with what you prepare for\n  \
                glidepath loop new --job FILE       for a job description\n  \
                glidepath loop new --minutes 10     shorter, to try it\n"
            .to_owned();
    }
    loops.iter().map(|kept| loop_row(kept, paint)).collect()
}

/// Loops that were removed.
pub(crate) fn removed(loops: &[Kept<Loop>], paint: Paint) -> String {
    if loops.is_empty() {
        return "No loop was removed.\n".to_owned();
    }
    loops.iter().map(|kept| loop_row(kept, paint)).collect()
}

fn loop_row(kept: &Kept<Loop>, paint: Paint) -> String {
    let looped = &kept.value;
    let name = if looped.name.is_empty() { "A loop" } else { &looped.name };
    let mut said = vec![calendar::said(kept.created_ms)];
    said.extend(looped.role.map(|role| role.to_string()));
    said.extend(looped.level.map(|level| level.to_string()));
    let held = looped
        .rounds
        .iter()
        .filter(|round| round.state == RoundState::Done)
        .count();
    said.push(format!(
        "{held} of {} held",
        count(looped.rounds.len(), "round", "rounds")
    ));
    said.push(
        match looped.state {
            LoopState::Running => "on",
            LoopState::Done => "done",
            LoopState::Left => "left",
        }
        .to_owned(),
    );
    format!(
        "{}\n{}\n  {}\n",
        paint.ink(Ink::Strong, &cut(name, WIDTH)),
        paint.ink(Ink::Quiet, &fill(&said.join(" · "), WIDTH, "  ")),
        paint.ink(Ink::Quiet, &clean(&kept.id))
    )
}

/// Where a loop stands, with all that was asked and said.
pub(crate) fn looped(kept: &Kept<Loop>, drills: &[Vec<Option<Kept<Drill>>>], paint: Paint) -> String {
    let mut out = set_up(&kept.value, paint);
    out.push_str(&rounds(&kept.value, drills, paint));
    for (at, told) in drills
        .iter()
        .enumerate()
        .filter(|(_, told)| told.iter().flatten().count() > 0)
    {
        let name = kept
            .value
            .rounds
            .get(at)
            .map(|round| who(&round.seat).0)
            .unwrap_or_default();
        out.push('\n');
        out.push_str(&heading(&format!("round {} · {name}", at + 1), paint));
        for turn in told.iter().flatten().flat_map(|drill| &drill.value.turns) {
            out.push_str(&said(turn, paint));
        }
        for asked in kept.value.rounds.get(at).map_or(&[][..], |round| &round.own_questions) {
            out.push_str(&format!(
                "  {}\n",
                fill(&format!("You asked: {asked}"), WIDTH, "  ").trim_start()
            ));
        }
    }
    out.push_str(&format!("{}\n", waiting(kept, paint)));
    out
}

/// One thing asked, and what was said to it.
fn said(turn: &Turn, paint: Paint) -> String {
    let asked = fill(&turn.asked, WIDTH, "    ");
    let mut out = format!(
        "  {} {}\n",
        paint.ink(Ink::Quiet, "?"),
        paint.ink(Ink::Path, asked.trim_start())
    );
    out.push_str(&match turn.reply {
        ReplyKind::Open => "    (open)\n".to_owned(),
        ReplyKind::Passed => "    (passed)\n".to_owned(),
        ReplyKind::Said if turn.text.is_empty() => "    (recorded, and not written down yet)\n".to_owned(),
        ReplyKind::Said => turn
            .text
            .lines()
            .map(|line| format!("{}\n", fill(line, WIDTH, "    ")))
            .collect(),
    });
    out
}

/// What to do with a loop that nobody goes on with now.
pub(crate) fn waiting(kept: &Kept<Loop>, paint: Paint) -> String {
    let id = clean(&kept.id);
    let (state, act) = match kept.value.state {
        LoopState::Running => ("What you said is kept. To go on:", format!("glidepath loop run {id}")),
        LoopState::Done => (
            "All rounds are over. What came of it:",
            format!("glidepath loop debrief {id}"),
        ),
        LoopState::Left => (
            "You left. What was heard is debriefed:",
            format!("glidepath loop debrief {id}"),
        ),
    };
    format!("\n{state}\n  {}", paint.ink(Ink::Strong, &act))
}

/// Who comes next, at the door.
pub(crate) fn door(looped: &Loop, at: usize, paint: Paint) -> String {
    let Some(round) = looped.rounds.get(at) else {
        return String::new();
    };
    let (name, title) = who(&round.seat);
    let title = if title.is_empty() {
        String::new()
    } else {
        format!(" · {title}")
    };
    let about = format!("{}{title} · {} minutes", words::chair(round.seat.chair), round.minutes);
    format!(
        "\n{}{}\n",
        heading(&format!("round {} of {} · {name}", at + 1, looped.rounds.len()), paint),
        paint.ink(Ink::Quiet, &fill(&about, WIDTH, "  "))
    )
}

/// What an interviewer says around their questions.
pub(crate) fn says(seat: &Seat, lines: &[String]) -> String {
    if lines.is_empty() {
        return String::new();
    }
    let said = format!("{}: {}", who(seat).0, lines.join(" "));
    format!("\n{}\n", fill(&said, WIDTH, "  "))
}

/// A question or a follow-up; `at` is its round, exchange and turn, `used` the seconds of the round that are gone.
pub(crate) fn question(
    looped: &Loop,
    at: (usize, usize, usize),
    drill: &Drill,
    used: f64,
    typed: bool,
    paint: Paint,
) -> String {
    let (round, exchange, turn) = at;
    let asked = drill
        .turns
        .get(turn)
        .map(|turn| turn.asked.as_str())
        .unwrap_or_default();
    let minutes = looped.rounds.get(round).map_or(0, |round| round.minutes);
    let how = match (typed, turn) {
        (false, _) => "",
        (true, 0) => " An empty line ends your answer; \"pass\" alone passes.",
        (true, _) => " \"pass\" alone passes, \"enough\" alone ends the follow-ups.",
    };
    if turn > 0 {
        let how = if how.is_empty() {
            String::new()
        } else {
            format!("{}\n", paint.ink(Ink::Quiet, &fill(how, WIDTH, "  ")))
        };
        return format!("\n{}\n{how}", paint.ink(Ink::Path, &fill(asked, WIDTH, "")));
    }
    let about = format!(
        "Question {} · {} to answer · {} of {minutes}:00 used.{how}",
        exchange + 1,
        clock(f64::from(drill.limit_s)),
        clock(used)
    );
    format!(
        "\n{}\n{}\n",
        paint.ink(Ink::Strong, &fill(asked, WIDTH, "")),
        paint.ink(Ink::Quiet, &fill(&about, WIDTH, "  "))
    )
}

/// It is a person's turn to ask.
pub(crate) fn person_asks(looped: &Loop, at: usize, may_follow: bool, paint: Paint) -> String {
    let name = looped
        .rounds
        .get(at)
        .map(|round| who(&round.seat).0)
        .unwrap_or_default();
    let follow = if may_follow {
        "A + before it follows up the last answer. "
    } else {
        ""
    };
    let said = format!(
        "{name} types a question, here or on the scorecard's page. {follow}\"end\" alone comes to your own questions."
    );
    format!("\n{}\n", paint.ink(Ink::Quiet, &fill(&said, WIDTH, "  ")))
}
