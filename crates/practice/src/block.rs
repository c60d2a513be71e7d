//! Planning a block of practice: 20 to 30 minutes in parts that one sees beforehand, and an end. What a part is done with is chosen
//! by whoever begins it.

use glidepath_domain::{Block, BlockPart, PartKind};

/// The shortest block in minutes. Source: `docs/practice.md` §6.
pub const SHORTEST: u32 = 20;
/// The longest block in minutes. Source: `docs/practice.md` §6.
pub const LONGEST: u32 = 30;
/// Minutes of recall before the rest, where something is due. Source: `docs/practice.md` §6.
const WARM_UP: u32 = 3;
/// The fewest minutes in which a question is told, followed up and looked at: three, three and one. Source: `docs/practice.md` §6.
const LEAST_BEHAVIOURAL: u32 = 7;
/// Cards due from which on recall can fill a part of its own: fewer are done in a minute.
const FILLS_A_PART: usize = 6;

/// What there is to practise with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Have {
    /// Whether there are coding patterns.
    pub coding: bool,
    /// Whether there are design vignettes.
    pub design: bool,
    /// Cards of the retrieval drill that are due.
    pub due: usize,
}

/// A block with what must be said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedBlock {
    /// The block, begun.
    pub block: Block,
    /// What takes the place of what, one sentence each; empty when nothing does.
    pub notes: Vec<String>,
}

/// Minutes as a block may last: what lies outside is moved to the nearer end.
#[must_use]
pub fn fit_minutes(minutes: u32) -> u32 {
    minutes.clamp(SHORTEST, LONGEST)
}

/// Plans a block of `minutes` (see [`fit_minutes`]): stories found against the clock where some are due, then one behavioural question, one coding
/// pattern, one design vignette. Where a technical part is not to be had, recall or a second behavioural question takes its place, and
/// the notes say so. Minutes are whole and sum to the block's.
#[must_use]
pub fn plan_block(minutes: u32, have: Have, now_ms: i64) -> PlannedBlock {
    let whole = fit_minutes(minutes);
    let warm_up = if have.due > 0 { WARM_UP } else { 0 };
    let technical = [
        (PartKind::Coding, have.coding, "coding pattern"),
        (PartKind::Design, have.design, "design vignette"),
    ];
    let mut kinds = vec![PartKind::Behavioural];
    kinds.extend(
        technical
            .iter()
            .filter(|(_, there, _)| *there)
            .map(|(kind, _, _)| *kind),
    );
    let mut notes = Vec::new();
    for (_, _, name) in technical.iter().filter(|(_, there, _)| !there) {
        let recall = have.due >= FILLS_A_PART && !kinds.contains(&PartKind::Recall);
        let (kind, what) = if recall {
            (PartKind::Recall, "More recall")
        } else {
            (PartKind::Behavioural, "Another behavioural question")
        };
        let longer = [&kinds[..], &[kind]].concat();
        let told_in_a_hurry = longer
            .iter()
            .zip(split(whole - warm_up, &longer))
            .any(|(kind, minutes)| *kind == PartKind::Behavioural && minutes < LEAST_BEHAVIOURAL);
        if told_in_a_hurry {
            notes.push(format!("There is no {name} yet. Its minutes go to the other parts."));
        } else {
            kinds = longer;
            notes.push(format!("There is no {name} yet. {what} takes its place."));
        }
    }
    let mut parts = Vec::new();
    if warm_up > 0 {
        parts.push(part(PartKind::Recall, warm_up));
    }
    let shares = split(whole - warm_up, &kinds);
    parts.extend(kinds.iter().zip(shares).map(|(kind, minutes)| part(*kind, minutes)));
    PlannedBlock {
        block: Block {
            parts,
            begun_ms: now_ms,
            ended_ms: None,
        },
        notes,
    }
}

/// The first part that is not done; `None` when all are, or the block has ended.
#[must_use]
pub fn next_part(block: &Block) -> Option<usize> {
    block
        .parts
        .iter()
        .position(|part| !part.done)
        .filter(|_| block.ended_ms.is_none())
}

/// Minutes left by the clock, rounded up; 0 once the time is over. Nothing is broken off then.
#[must_use]
pub fn left_minutes(block: &Block, now_ms: i64) -> u32 {
    let whole: i64 = block.parts.iter().map(|part| i64::from(part.minutes)).sum();
    let gone = block.ended_ms.unwrap_or(now_ms).saturating_sub(block.begun_ms).max(0);
    let left = (whole * 60_000).saturating_sub(gone).max(0);
    u32::try_from(left.div_euclid(60_000) + i64::from(left % 60_000 > 0)).unwrap_or(u32::MAX)
}

/// The block, ended: now, or when it was ended before.
#[must_use]
pub fn end(block: &Block, now_ms: i64) -> Block {
    Block {
        ended_ms: block.ended_ms.or(Some(now_ms.max(block.begun_ms))),
        ..block.clone()
    }
}

/// What was done, in a sentence, and what was left for next time.
#[must_use]
pub fn summary(block: &Block) -> String {
    let names = |done: bool| -> Vec<&'static str> {
        block
            .parts
            .iter()
            .filter(|part| part.done == done)
            .map(|part| name(part.kind))
            .collect()
    };
    let (done, left) = (names(true), names(false));
    match (done.is_empty(), left.first()) {
        (true, _) => "Nothing was finished this time. The block keeps; begin with the first part.".to_owned(),
        (false, None) => format!("Done: {}. All of the plan.", done.join(", ")),
        (false, Some(next)) => format!("Done: {}. Next time begin with {next}.", done.join(", ")),
    }
}

fn name(kind: PartKind) -> &'static str {
    match kind {
        PartKind::Behavioural => "a behavioural question",
        PartKind::Recall => "recall",
        PartKind::Coding => "a coding pattern",
        PartKind::Design => "a design vignette",
    }
}

fn part(kind: PartKind, minutes: u32) -> BlockPart {
    BlockPart {
        kind,
        minutes,
        with: String::new(),
        done: false,
    }
}

/// Shares of ten for each kind of part: a question takes three minutes to tell, about five under follow-ups and one to look at; a
/// vignette is small. Source: `docs/practice.md` §6.
fn weight(kind: PartKind) -> u32 {
    match kind {
        PartKind::Behavioural => 4,
        PartKind::Coding => 4,
        PartKind::Design => 3,
        PartKind::Recall => 2,
    }
}

/// Whole minutes in proportion to the weights; what rounding leaves over goes to the largest remainders, the first ones first.
fn split(minutes: u32, kinds: &[PartKind]) -> Vec<u32> {
    let all: u32 = kinds.iter().map(|kind| weight(*kind)).sum();
    let mut shares: Vec<u32> = kinds.iter().map(|kind| minutes * weight(*kind) / all).collect();
    let mut order: Vec<usize> = (0..kinds.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse(minutes * weight(kinds[*at]) % all));
    let over = minutes - shares.iter().sum::<u32>();
    for at in order.into_iter().take(over as usize) {
        shares[at] += 1;
    }
    shares
}

#[cfg(test)]
mod tests {
    use glidepath_domain::PartKind::{Behavioural, Coding, Design, Recall};

    use super::{Have, LONGEST, SHORTEST, end, fit_minutes, left_minutes, next_part, plan_block, summary};

    const ALL: Have = Have {
        coding: true,
        design: true,
        due: 0,
    };

    fn parts(minutes: u32, have: Have) -> Vec<(glidepath_domain::PartKind, u32)> {
        let planned = plan_block(minutes, have, 0);
        planned
            .block
            .parts
            .iter()
            .map(|part| (part.kind, part.minutes))
            .collect()
    }

    #[test]
    fn a_full_block_has_all_three() {
        assert_eq!(parts(25, ALL), [(Behavioural, 9), (Coding, 9), (Design, 7)]);
        assert_eq!(
            parts(30, Have { due: 40, ..ALL }),
            [(Recall, 3), (Behavioural, 10), (Coding, 10), (Design, 7)]
        );
        assert_eq!(plan_block(25, ALL, 0).notes, [""; 0]);
    }

    #[test]
    fn what_is_missing_is_replaced_and_said() {
        let none = Have {
            coding: false,
            design: false,
            due: 12,
        };
        let planned = plan_block(20, none, 0);
        let kinds: Vec<_> = planned.block.parts.iter().map(|part| part.kind).collect();
        assert_eq!(kinds, [Recall, Behavioural, Recall, Behavioural]);
        assert_eq!(
            planned.notes,
            [
                "There is no coding pattern yet. More recall takes its place.",
                "There is no design vignette yet. Another behavioural question takes its place."
            ]
        );
        let nothing = plan_block(20, Have { due: 0, ..none }, 0);
        let kinds: Vec<_> = nothing.block.parts.iter().map(|part| part.kind).collect();
        assert_eq!(
            kinds,
            [Behavioural, Behavioural],
            "ten minutes each, not a third in a hurry"
        );
        assert_eq!(
            nothing.notes[1],
            "There is no design vignette yet. Its minutes go to the other parts."
        );
    }

    #[test]
    fn minutes_sum_whatever_is_there() {
        for minutes in 0..40 {
            for (coding, design) in [(true, true), (true, false), (false, true), (false, false)] {
                for due in [0, 1, 6, 200] {
                    let told = parts(minutes, Have { coding, design, due });
                    assert_eq!(told.iter().map(|part| part.1).sum::<u32>(), fit_minutes(minutes));
                    assert!(told.iter().all(|part| part.1 >= 3), "{told:?}");
                    assert!(told.iter().all(|part| part.0 != Behavioural || part.1 >= 6), "{told:?}");
                }
            }
        }
        assert_eq!((fit_minutes(5), fit_minutes(90)), (SHORTEST, LONGEST));
    }

    #[test]
    fn it_goes_on_and_ends() {
        let mut block = plan_block(20, ALL, 60_000).block;
        assert_eq!(next_part(&block), Some(0));
        assert_eq!((left_minutes(&block, 60_000), left_minutes(&block, 61_000)), (20, 20));
        assert_eq!((left_minutes(&block, 180_000), left_minutes(&block, i64::MAX)), (18, 0));
        assert!(summary(&block).starts_with("Nothing was finished"));
        block.parts[0].done = true;
        assert_eq!(next_part(&block), Some(1));
        assert_eq!(
            summary(&block),
            "Done: a behavioural question. Next time begin with a coding pattern."
        );
        let ended = end(&block, 600_000);
        assert_eq!((next_part(&ended), ended.ended_ms), (None, Some(600_000)));
        assert_eq!(end(&ended, 900_000), ended, "once is enough");
        assert_eq!(end(&block, 0).ended_ms, Some(60_000), "never before it began");
        block.parts.iter_mut().for_each(|part| part.done = true);
        assert_eq!(next_part(&block), None);
        assert!(summary(&block).ends_with("All of the plan."));
    }
}
