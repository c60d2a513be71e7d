//! A person's own question as a row holds it.

use glidepath_domain::{Bucket, Commonness, Difficulty, Form, Level, Principle, Question, Role};
use serde::{Deserialize, Serialize};

use super::Slug;
use super::slug::{all, bare};

#[derive(Serialize, Deserialize)]
pub(crate) struct QuestionBody {
    text: String,
    #[serde(default)]
    principles: Vec<Slug<Principle>>,
    bucket: Slug<Bucket>,
    form: Slug<Form>,
    #[serde(default)]
    parts: Vec<String>,
    #[serde(default)]
    roles: Vec<Slug<Role>>,
    #[serde(default)]
    levels: Vec<Slug<Level>>,
    difficulty: Slug<Difficulty>,
    #[serde(default)]
    tricky: bool,
    commonness: Slug<Commonness>,
    #[serde(default)]
    ladder: Vec<String>,
    #[serde(default)]
    good: String,
}

impl From<Question> for QuestionBody {
    fn from(question: Question) -> Self {
        // Taken apart by name, so that a field added to the domain cannot be forgotten here.
        let Question {
            text,
            principles,
            bucket,
            form,
            parts,
            roles,
            levels,
            difficulty,
            tricky,
            commonness,
            ladder,
            good,
        } = question;
        Self {
            text,
            principles: all(principles),
            bucket: Slug(bucket),
            form: Slug(form),
            parts,
            roles: all(roles),
            levels: all(levels),
            difficulty: Slug(difficulty),
            tricky,
            commonness: Slug(commonness),
            ladder,
            good,
        }
    }
}

impl From<QuestionBody> for Question {
    fn from(body: QuestionBody) -> Self {
        Self {
            text: body.text,
            principles: bare(body.principles),
            bucket: body.bucket.0,
            form: body.form.0,
            parts: body.parts,
            roles: bare(body.roles),
            levels: bare(body.levels),
            difficulty: body.difficulty.0,
            tricky: body.tricky,
            commonness: body.commonness.0,
            ladder: body.ladder,
            good: body.good,
        }
    }
}
