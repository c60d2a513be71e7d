//! Breaking depth: how many layers of follow-up a story survives. Counts only; what a reply was worth is read elsewhere.

use std::collections::BTreeMap;

use glidepath_domain::{Principle, ReplyKind, StoryId, Turn};

use crate::reply::ReplyReading;

/// How far a telling held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Depth {
    /// Follow-ups in a row, from the first, that drew something new.
    pub reached: u32,
    /// The follow-up that drew nothing new, counted from 1; `None` where every one drew something.
    pub broke_at: Option<u32>,
    /// What happened there: one sentence.
    pub why: String,
}

/// How far it held. `turns` are the follow-ups with their replies, without the question itself; `readings` belong to them one to
/// one, and what is missing counts as nothing new. A question still open does not count.
#[must_use]
pub fn breaking_depth(turns: &[Turn], readings: &[ReplyReading]) -> Depth {
    let mut reached = 0;
    for (index, turn) in turns.iter().enumerate() {
        let new = match turn.reply {
            ReplyKind::Open => break,
            ReplyKind::Passed => 0,
            ReplyKind::Said => readings.get(index).map_or(0, |reading| reading.new.total()),
        };
        if new == 0 {
            let why = if turn.reply == ReplyKind::Passed {
                format!("Follow-up {} was passed.", reached + 1)
            } else {
                format!(
                    "Follow-up {} brought no new figure, person, occasion, deed or reason.",
                    reached + 1
                )
            };
            return Depth {
                reached,
                broke_at: Some(reached + 1),
                why,
            };
        }
        reached += 1;
    }
    Depth {
        reached,
        broke_at: None,
        why: match reached {
            0 => "No follow-up was answered yet.".to_owned(),
            1 => "The one follow-up drew something new.".to_owned(),
            _ => format!("All {reached} follow-ups drew something new."),
        },
    }
}

/// One drill's depth, and what it was a drill of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drilled {
    /// The story told, where that is known.
    pub story: Option<StoryId>,
    /// The main principle probed.
    pub principle: Principle,
    /// How far it held.
    pub depth: Depth,
}

/// Depths of one story under one principle, over its drills.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Depths {
    /// The story.
    pub story: Option<StoryId>,
    /// The principle.
    pub principle: Principle,
    /// Drills counted: those with a follow-up that was answered or passed.
    pub drills: u32,
    /// The deepest.
    pub best: u32,
    /// The one in the middle; of two, the shallower.
    pub median: u32,
    /// The latest.
    pub last: u32,
    /// Whether the latest held to its end, so that its depth is at least that much.
    pub last_held: bool,
}

/// Depths by story and principle, from drills in the order they were held. Drills without an answered follow-up are left out.
#[must_use]
pub fn breaking_depths(drills: &[Drilled]) -> Vec<Depths> {
    let mut by: BTreeMap<(Option<&str>, Principle), Vec<&Drilled>> = BTreeMap::new();
    for drill in drills {
        if drill.depth.reached > 0 || drill.depth.broke_at.is_some() {
            let story = drill.story.as_ref().map(|id| id.0.as_str());
            by.entry((story, drill.principle)).or_default().push(drill);
        }
    }
    by.into_values()
        .filter_map(|drills| {
            let last = drills.last()?;
            let mut reached: Vec<u32> = drills.iter().map(|drill| drill.depth.reached).collect();
            reached.sort_unstable();
            Some(Depths {
                story: last.story.clone(),
                principle: last.principle,
                drills: u32::try_from(reached.len()).unwrap_or(u32::MAX),
                best: *reached.last()?,
                median: reached[(reached.len() - 1) / 2],
                last: last.depth.reached,
                last_held: last.depth.broke_at.is_none(),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use glidepath_domain::{Principle, ReplyKind, StoryId, Turn};

    use super::{Depth, Drilled, breaking_depth, breaking_depths};
    use crate::reply::{NewEvidence, ReplyReading};

    fn said(new: u32) -> (Turn, ReplyReading) {
        let mut turn = Turn::open("?");
        turn.reply = ReplyKind::Said;
        let new = NewEvidence {
            figures: new,
            ..NewEvidence::default()
        };
        (
            turn,
            ReplyReading {
                new,
                ..ReplyReading::default()
            },
        )
    }

    fn depth(replies: Vec<(Turn, ReplyReading)>) -> Depth {
        let (turns, readings): (Vec<Turn>, Vec<ReplyReading>) = replies.into_iter().unzip();
        breaking_depth(&turns, &readings)
    }

    #[test]
    fn it_counts_to_the_first_that_drew_nothing() {
        let broke = depth(vec![said(1), said(2), said(0), said(1)]);
        assert_eq!((broke.reached, broke.broke_at), (2, Some(3)));
        assert!(broke.why.starts_with("Follow-up 3 brought no new"));
        let held = depth(vec![said(1), said(1), (Turn::open("?"), ReplyReading::default())]);
        assert_eq!((held.reached, held.broke_at), (2, None));
        let mut passed = said(3);
        passed.0.reply = ReplyKind::Passed;
        let passed = depth(vec![passed]);
        assert_eq!((passed.reached, passed.why.as_str()), (0, "Follow-up 1 was passed."));
        assert_eq!(depth(vec![]).broke_at, None);
        assert_eq!(
            breaking_depth(&[said(1).0], &[]).broke_at,
            Some(1),
            "what was not read is not new"
        );
    }

    #[test]
    fn drills_are_put_together_by_story_and_principle() {
        let drill = |story: &str, principle, replies| Drilled {
            story: (!story.is_empty()).then(|| StoryId(story.to_owned())),
            principle,
            depth: depth(replies),
        };
        let drills = [
            drill("a", Principle::DiveDeep, vec![said(1), said(1), said(1)]),
            drill("a", Principle::DiveDeep, vec![said(0)]),
            drill("a", Principle::Ownership, vec![said(1)]),
            drill("a", Principle::DiveDeep, vec![said(1), said(1), said(0)]),
            drill("a", Principle::DiveDeep, vec![]),
            drill("", Principle::DiveDeep, vec![said(1), said(0)]),
        ];
        let all = breaking_depths(&drills);
        assert_eq!(all.len(), 3);
        let deep = all
            .iter()
            .find(|d| d.story.is_some() && d.principle == Principle::DiveDeep)
            .unwrap();
        assert_eq!(
            (deep.drills, deep.best, deep.median, deep.last, deep.last_held),
            (3, 3, 2, 2, false)
        );
        assert!(breaking_depths(&[]).is_empty());
    }
}
