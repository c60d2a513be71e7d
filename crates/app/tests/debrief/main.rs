//! A debrief as it goes out, as JSON and as Markdown: nothing hidden too early, every quote where it says, nothing lost.

#![expect(clippy::unwrap_used, reason = "a panic in a test is the report")]

mod as_json;
mod as_markdown;
mod sample;

use std::collections::BTreeMap;

use glidepath_app::Kept;
use glidepath_app::loops::Debriefed;
use glidepath_domain::{Debrief, Drill, LoopState, StoryId};

fn kept<T>(id: &str, value: T) -> Kept<T> {
    Kept {
        id: id.to_owned(),
        version: 3,
        created_ms: 1,
        updated_ms: 2,
        origin: String::new(),
        value,
    }
}

fn drills() -> Vec<Vec<Option<Kept<Drill>>>> {
    let round = |round: Vec<Option<Drill>>| {
        let told = round.into_iter().map(|drill| drill.map(|drill| kept("drill", drill)));
        told.collect()
    };
    sample::drills().into_iter().map(round).collect()
}

fn debriefed(debrief: Debrief, state: LoopState) -> Debriefed {
    Debriefed {
        kept: kept("autumn", sample::held(state)),
        drills: drills(),
        debrief,
        told: BTreeMap::from([((0, 0), (StoryId("queue".to_owned()), "The refund queue".to_owned()))]),
        scorecards: vec![None; 4],
    }
}
