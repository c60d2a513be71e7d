//! The public shapes of questions: those that ship and one's own. Times are UTC milliseconds since 1970; what is not known is null or empty.

use glidepath_domain::Question;
use serde::Serialize;

use super::slugs;
use crate::find_questions::QuestionRow;

/// Schema name of [`QuestionOut`].
pub const QUESTION_SCHEMA: &str = "glidepath.question/1";
/// Schema name of [`QuestionsOut`].
pub const QUESTIONS_SCHEMA: &str = "glidepath.questions/1";

/// A question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct QuestionOut {
    /// Always [`QUESTION_SCHEMA`].
    pub schema: &'static str,
    /// Its name.
    pub id: String,
    /// Whether it is the person's own.
    pub own: bool,
    /// The version kept, for the person's own.
    pub version: Option<i64>,
    /// The words.
    pub text: String,
    /// What it probes, the main principle first; empty where that is not known.
    pub principles: Vec<&'static str>,
    /// The bucket's slug.
    pub bucket: &'static str,
    /// `event`, `habit` or `opinion`.
    pub form: &'static str,
    /// What a whole answer must hold.
    pub parts: Vec<String>,
    /// Whom it is asked; everybody where empty.
    pub roles: Vec<&'static str>,
    /// At which levels; all where empty.
    pub levels: Vec<&'static str>,
    /// `plain`, `hard` or `severe`.
    pub difficulty: &'static str,
    /// Whether the wording leads astray.
    pub tricky: bool,
    /// `very-common`, `common` or `rare`.
    pub commonness: &'static str,
    /// Follow-ups, each going deeper.
    pub ladder: Vec<String>,
    /// What a good answer shows.
    pub good: String,
}

impl QuestionOut {
    /// A question of the list.
    #[must_use]
    pub fn of(row: &QuestionRow) -> Self {
        Self::named(&row.id, row.own, row.question.clone())
    }

    /// A question of that name; `version` for the person's own.
    #[must_use]
    pub fn named(id: &str, version: Option<i64>, question: Question) -> Self {
        Self {
            schema: QUESTION_SCHEMA,
            id: id.to_owned(),
            own: version.is_some(),
            version,
            principles: slugs(&question.principles, |principle| principle.slug()),
            bucket: question.bucket.slug(),
            form: question.form.slug(),
            parts: question.parts,
            roles: slugs(&question.roles, |role| role.slug()),
            levels: slugs(&question.levels, |level| level.slug()),
            difficulty: question.difficulty.slug(),
            tricky: question.tricky,
            commonness: question.commonness.slug(),
            ladder: question.ladder,
            good: question.good,
            text: question.text,
        }
    }
}

/// A list of questions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct QuestionsOut {
    /// Always [`QUESTIONS_SCHEMA`].
    pub schema: &'static str,
    /// The questions.
    pub questions: Vec<QuestionOut>,
}
