//! The level the evidence reads at: for each level what its answers show, and how many answers showed it. Set by hand from what the field
//! says of levels: own work and outcome first, then judgement, then others' work and the long run. Source: domain §9.

use glidepath_domain::{Level, LevelRead, SeatReport, Verdict};

use super::heard::{ExchangeHeard, LoopHeard};

/// What answers at a level show; one of its codes is enough.
struct Step {
    level: Level,
    codes: &'static [&'static str],
    what: &'static str,
}

const STEPS: [Step; 4] = [
    Step {
        level: Level::L4,
        codes: &["individual-action", "baseline-and-result", "mechanism", "self-started"],
        what: "what you did yourself",
    },
    Step {
        level: Level::L5,
        codes: &["baseline-and-result", "mechanism"],
        what: "an outcome with its baseline, or its cause",
    },
    Step {
        level: Level::L6,
        codes: &["tradeoff-named", "alternatives-weighed", "constraint-named"],
        what: "what you gave up, or what else you weighed",
    },
    Step {
        level: Level::L7,
        codes: &["disagreed-and-committed", "course-corrected", "simplified"],
        what: "a course you changed, a decision you carried though you had lost it, or something you made simpler",
    },
];

/// Answers that must be judged before a level is read.
const FEWEST: usize = 4;
/// Share of the answers that must show a step.
const SHARE: f64 = 0.5;
/// Answers found trivial for the level from which on it reads one lower.
const TRIVIAL: usize = 2;

/// Reads the level. Above the level applied for it reads only where nothing fell below the bar.
pub(super) fn level(heard: &LoopHeard<'_>, seats: &[SeatReport]) -> LevelRead {
    let rounds = heard.rounds.iter().flat_map(|round| &round.exchanges);
    let judged: Vec<&ExchangeHeard<'_>> = rounds.filter(|exchange| exchange.unjudged().is_none()).collect();
    let read = |reads, why: String, missing| LevelRead {
        applied: heard.level,
        reads,
        why,
        missing,
    };
    if judged.len() < FEWEST {
        let why = format!(
            "{} answers could be judged; under {FEWEST} a level is not read.",
            judged.len()
        );
        return read(None, why, Vec::new());
    }
    let shows = |step: &Step| judged.iter().filter(|exchange| shown(exchange, step)).count();
    let mut reached: Option<Level> = None;
    let mut missing = Vec::new();
    for step in &STEPS {
        let n = shows(step);
        if n as f64 >= SHARE * judged.len() as f64 && missing.is_empty() {
            reached = Some(step.level);
        } else {
            missing.push(format!("{}: in {n} of {} answers", step.what, judged.len()));
        }
    }
    // What lies above the next step is not missing yet.
    missing.truncate(1);
    let trivial = judged.iter().filter(|exchange| finds(exchange, "trivial")).count();
    let Some(level) = reached else {
        let why = format!("Fewer than half of the answers show {}.", STEPS[0].what);
        return read(None, why, missing);
    };
    if trivial >= TRIVIAL {
        let lower = below(level);
        let why = format!("{trivial} stories are small for the level applied for.");
        return read(Some(lower), why, missing);
    }
    let shown: Vec<String> = STEPS
        .iter()
        .filter(|step| step.level <= level)
        .map(|step| format!("{} of {} show {}", shows(step), judged.len(), step.what))
        .collect();
    let fell = seats
        .iter()
        .flat_map(|seat| &seat.marks)
        .any(|mark| mark.verdict == Some(Verdict::Below));
    if let Some(applied) = heard.level.filter(|applied| fell && level > *applied) {
        let why = format!(
            "{}. It reads no higher, since a principle fell below the bar.",
            shown.join("; ")
        );
        return read(Some(applied), why, missing);
    }
    let ceiling = if level == Level::L7 {
        " Six stories cannot tell L7 from L8."
    } else {
        ""
    };
    read(Some(level), format!("{}.{ceiling}", shown.join("; ")), missing)
}

fn shown(exchange: &ExchangeHeard<'_>, step: &Step) -> bool {
    let strengths = exchange
        .review
        .map(|review| review.strengths.as_slice())
        .unwrap_or_default();
    let of_own = step.level == Level::L4
        && exchange.review.is_some_and(|review| {
            let acts = review.acts;
            acts.i > 0 && acts.i >= acts.we + acts.other
        });
    of_own || strengths.iter().any(|strength| step.codes.contains(&strength.rule))
}

fn finds(exchange: &ExchangeHeard<'_>, rule: &str) -> bool {
    exchange
        .review
        .is_some_and(|review| review.findings.iter().any(|finding| finding.rule == rule))
}

fn below(level: Level) -> Level {
    let at = Level::ALL.iter().position(|one| *one == level).unwrap_or(0);
    Level::ALL.get(at.saturating_sub(1)).copied().unwrap_or(level)
}
