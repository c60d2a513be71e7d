//! The questions that ship and the person's own, filtered.

use glidepath_content::questions;
use glidepath_domain::{Bucket, Commonness, Difficulty, Form, Level, Principle, Question, Role};

use crate::{Bank, Error};

/// Which questions to list. What is not set lets every question through.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct QuestionFilter {
    /// Every one of these words is in the question, its parts or its ladder, as a part of a word and in any case.
    pub words: String,
    /// It probes this principle.
    pub principle: Option<Principle>,
    /// It falls in this bucket.
    pub bucket: Option<Bucket>,
    /// It asks for this.
    pub form: Option<Form>,
    /// It is asked in this role: those for everybody are too.
    pub role: Option<Role>,
    /// It is asked at this level: those for all levels are too.
    pub level: Option<Level>,
    /// It is that hard.
    pub difficulty: Option<Difficulty>,
    /// It is asked that often.
    pub commonness: Option<Commonness>,
    /// Its wording leads astray, or does not.
    pub tricky: Option<bool>,
    /// It is the person's own, or ships.
    pub own: Option<bool>,
}

/// One question of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionRow {
    /// Its name.
    pub id: String,
    /// The version kept, for the person's own; none for those that ship.
    pub own: Option<i64>,
    /// The question.
    pub question: Question,
}

/// The questions that a filter lets through: the person's own first, then those that ship, by principle.
///
/// # Errors
/// When the database does not answer.
pub async fn find_questions(bank: &Bank, filter: &QuestionFilter) -> Result<Vec<QuestionRow>, Error> {
    let own = bank.desk().questions().await?.into_iter().map(|kept| QuestionRow {
        id: kept.id,
        own: Some(kept.version),
        question: kept.value,
    });
    Ok(own
        .filter(|row| filter.lets_through(row))
        .chain(shipped(filter))
        .collect())
}

/// Those that ship alone: needs no bank.
pub fn shipped(filter: &QuestionFilter) -> impl Iterator<Item = QuestionRow> {
    let rows = questions().iter().map(|known| QuestionRow {
        id: known.id.0.clone(),
        own: None,
        question: known.question.clone(),
    });
    rows.filter(|row| filter.lets_through(row))
}

/// One question, the person's own or one that ships.
///
/// # Errors
/// When there is none of that name.
pub async fn question(bank: &Bank, id: &str) -> Result<QuestionRow, Error> {
    if let Some(known) = glidepath_content::question(id) {
        return Ok(QuestionRow {
            id: known.id.0.clone(),
            own: None,
            question: known.question.clone(),
        });
    }
    let kept = bank.desk().question(id).await?;
    Ok(QuestionRow {
        id: kept.id,
        own: Some(kept.version),
        question: kept.value,
    })
}

impl QuestionFilter {
    fn lets_through(&self, row: &QuestionRow) -> bool {
        let question = &row.question;
        let among = |all: &[Role], one: Role| all.is_empty() || all.contains(&one);
        self.principle
            .is_none_or(|wanted| question.principles.contains(&wanted))
            && self.bucket.is_none_or(|wanted| question.bucket == wanted)
            && self.form.is_none_or(|wanted| question.form == wanted)
            && self.role.is_none_or(|wanted| among(&question.roles, wanted))
            && self
                .level
                .is_none_or(|wanted| question.levels.is_empty() || question.levels.contains(&wanted))
            && self.difficulty.is_none_or(|wanted| question.difficulty == wanted)
            && self.commonness.is_none_or(|wanted| question.commonness == wanted)
            && self.tricky.is_none_or(|wanted| question.tricky == wanted)
            && self.own.is_none_or(|wanted| row.own.is_some() == wanted)
            && self.has_words(question)
    }

    fn has_words(&self, question: &Question) -> bool {
        if self.words.trim().is_empty() {
            return true;
        }
        let texts = std::iter::once(&question.text)
            .chain(&question.parts)
            .chain(&question.ladder);
        let all = texts.cloned().collect::<Vec<_>>().join("\n").to_lowercase();
        self.words
            .split_whitespace()
            .all(|word| all.contains(&word.to_lowercase()))
    }
}
