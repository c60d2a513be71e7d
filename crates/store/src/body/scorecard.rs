//! A scorecard as a row holds it.

use glidepath_domain::{Principle, Scorecard, ScorecardMark, Verdict};
use serde::{Deserialize, Serialize};

use super::Slug;

#[derive(Serialize, Deserialize)]
pub(crate) struct ScorecardBody {
    of: String,
    round: u32,
    #[serde(default)]
    person: String,
    #[serde(default)]
    notes: String,
    #[serde(default)]
    marks: Vec<MarkBody>,
    #[serde(default)]
    inclined: Option<bool>,
    #[serde(default)]
    handed_in: bool,
}

#[derive(Serialize, Deserialize)]
struct MarkBody {
    principle: Slug<Principle>,
    #[serde(default)]
    verdict: Option<Slug<Verdict>>,
    #[serde(default)]
    why: String,
}

impl From<Scorecard> for ScorecardBody {
    fn from(card: Scorecard) -> Self {
        let Scorecard {
            of,
            round,
            person,
            notes,
            marks,
            inclined,
            handed_in,
        } = card;
        let mark = |mark: ScorecardMark| {
            let ScorecardMark {
                principle,
                verdict,
                why,
            } = mark;
            MarkBody {
                principle: Slug(principle),
                verdict: verdict.map(Slug),
                why,
            }
        };
        Self {
            of,
            round,
            person,
            notes,
            marks: marks.into_iter().map(mark).collect(),
            inclined,
            handed_in,
        }
    }
}

impl From<ScorecardBody> for Scorecard {
    fn from(body: ScorecardBody) -> Self {
        let mark = |mark: MarkBody| ScorecardMark {
            principle: mark.principle.0,
            verdict: mark.verdict.map(|slug| slug.0),
            why: mark.why,
        };
        Self {
            of: body.of,
            round: body.round,
            person: body.person,
            notes: body.notes,
            marks: body.marks.into_iter().map(mark).collect(),
            inclined: body.inclined,
            handed_in: body.handed_in,
        }
    }
}
