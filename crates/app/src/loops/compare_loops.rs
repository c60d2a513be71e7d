//! Loops over time: what came of each, and what changed between two.

use glidepath_domain::{Inclination, Level, Loop, LoopState, Principle, Role, Ruling, Verdict};

use super::debrief_loop::{Debriefed, debrief_loop};
use super::list_loops::list_loops;
use crate::{Bank, Error, Kept, Reviewer};

/// The latest loops looked at: more would take the first look of the day longer than anybody waits. Set by hand.
const LOOKED_AT: usize = 24;

/// A rule or strength, by its slug and in a few words.
pub type Named = (String, String);

/// One loop on the time line.
#[derive(Debug, Clone, PartialEq)]
pub struct LoopPoint {
    /// The loop's id.
    pub id: String,
    /// As the candidate calls it; empty for none.
    pub name: String,
    /// When it was begun, in UTC milliseconds.
    pub at_ms: i64,
    /// The role applied for.
    pub role: Option<Role>,
    /// The level applied for.
    pub level: Option<Level>,
    /// Whether it was held to its end.
    pub state: LoopState,
    /// The decision.
    pub ruling: Ruling,
    /// The share of sampled panels that would hire, 0 to 1.
    pub hires: f64,
    /// Votes after the argument: inclined, not inclined, not judged.
    pub votes: [usize; 3],
    /// The marks of each principle that was looked for, in the order of the principles; none where nobody could tell.
    pub marks: Vec<(Principle, Vec<Option<Verdict>>)>,
    /// Red flags.
    pub red_flags: Vec<Named>,
    /// What to mend first.
    pub fixes: Vec<Named>,
}

/// How one principle was marked in two loops.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkApart {
    /// The principle.
    pub principle: Principle,
    /// The best mark in the one loop; none where it was not looked for or could not be told.
    pub before: Option<Verdict>,
    /// And in the other.
    pub after: Option<Verdict>,
}

/// What was met in the one loop, in both, or in the other alone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CameAndWent {
    /// In the first alone.
    pub gone: Vec<Named>,
    /// In both.
    pub stayed: Vec<Named>,
    /// In the second alone.
    pub come: Vec<Named>,
}

/// Two loops held against each other.
#[derive(Debug, Clone, PartialEq)]
pub struct LoopsApart {
    /// The one.
    pub before: LoopPoint,
    /// The other.
    pub after: LoopPoint,
    /// Principles looked for in either.
    pub marks: Vec<MarkApart>,
    /// Red flags.
    pub red_flags: CameAndWent,
    /// What to mend first.
    pub fixes: CameAndWent,
}

/// What came of each loop that is over, oldest first; the latest ones.
///
/// # Errors
/// When the database does not answer.
pub async fn loops_over_time(bank: &Bank, reviewer: &Reviewer) -> Result<Vec<LoopPoint>, Error> {
    let mut loops = list_loops(bank).await?;
    loops.retain(|kept| kept.value.state != LoopState::Running);
    loops.truncate(LOOKED_AT);
    loops.reverse();
    let mut points = Vec::with_capacity(loops.len());
    for Kept { id, .. } in loops {
        points.push(point(&debrief_loop(bank, reviewer, &id).await?));
    }
    Ok(points)
}

/// Holds two loops that are over against each other.
///
/// # Errors
/// When there is no such loop, or one is still on.
pub async fn compare_loops(bank: &Bank, reviewer: &Reviewer, before: &str, after: &str) -> Result<LoopsApart, Error> {
    let before = point(&debrief_loop(bank, reviewer, before).await?);
    let after = point(&debrief_loop(bank, reviewer, after).await?);
    let best = |point: &LoopPoint, principle: Principle| {
        let marks = point.marks.iter().find(|(of, _)| *of == principle);
        marks.and_then(|(_, marks)| marks.iter().flatten().max().copied())
    };
    let looked_for = |point: &LoopPoint, principle: &Principle| point.marks.iter().any(|(of, _)| of == principle);
    let either = Principle::ALL
        .iter()
        .filter(|principle| looked_for(&before, principle) || looked_for(&after, principle));
    Ok(LoopsApart {
        marks: either
            .map(|principle| MarkApart {
                principle: *principle,
                before: best(&before, *principle),
                after: best(&after, *principle),
            })
            .collect(),
        red_flags: came_and_went(&before.red_flags, &after.red_flags),
        fixes: came_and_went(&before.fixes, &after.fixes),
        before,
        after,
    })
}

fn came_and_went(before: &[Named], after: &[Named]) -> CameAndWent {
    let among = |all: &[Named], one: &Named| all.iter().any(|(code, _)| *code == one.0);
    CameAndWent {
        gone: before.iter().filter(|one| !among(after, one)).cloned().collect(),
        stayed: after.iter().filter(|one| among(before, one)).cloned().collect(),
        come: after.iter().filter(|one| !among(before, one)).cloned().collect(),
    }
}

fn point(debriefed: &Debriefed) -> LoopPoint {
    let Debriefed { kept, debrief, .. } = debriefed;
    let Loop {
        name,
        role,
        level,
        state,
        ..
    } = &kept.value;
    let count = |inclination| {
        let votes = debrief.seats.iter().map(|seat| seat.after.inclination);
        votes.filter(|vote| *vote == inclination).count()
    };
    let marks = Principle::ALL.iter().filter_map(|principle| {
        let marks = debrief.seats.iter().flat_map(|seat| &seat.marks);
        let marks: Vec<Option<Verdict>> = marks
            .filter(|mark| mark.principle == *principle)
            .map(|mark| mark.verdict)
            .collect();
        (!marks.is_empty()).then_some((*principle, marks))
    });
    LoopPoint {
        id: kept.id.clone(),
        name: name.clone(),
        at_ms: kept.created_ms,
        role: *role,
        level: *level,
        state: *state,
        ruling: debrief.decision.ruling,
        hires: f64::from(debrief.spread.hire) / f64::from(debrief.spread.panels.max(1)),
        votes: [
            count(Inclination::Inclined),
            count(Inclination::NotInclined),
            count(Inclination::NotJudged),
        ],
        marks: marks.collect(),
        red_flags: debrief
            .red_flags
            .iter()
            .map(|flag| (flag.code.clone(), flag.title.clone()))
            .collect(),
        fixes: debrief
            .fixes
            .iter()
            .map(|fix| (fix.code.clone(), fix.title.clone()))
            .collect(),
    }
}
