//! Questions of a person's own, beside those that ship: one at a time, or a list with one a line.

use std::collections::BTreeSet;

use glidepath_content::questions;
use glidepath_domain::{Commonness, Difficulty, Question};
use glidepath_exchange::read_questions;

use crate::saved::saved;
use crate::seeker::Seeker;
use crate::{Bank, Error, Kept, Saved};

/// Longest question, kept or asked, in characters: the longest anybody asks, many times over.
pub const LONGEST_QUESTION: usize = 4_000;

/// Every question of the person's own, in the order they were first written.
///
/// # Errors
/// When the database does not answer.
pub async fn own_questions(bank: &Bank) -> Result<Vec<Kept<Question>>, Error> {
    Ok(bank.desk().questions().await?)
}

/// Saves a question. Without an `id` it is new; `seen` is the version its writer began from.
///
/// # Errors
/// When it is blank or too long, is not there, or cannot be written. A clash is no error.
pub async fn keep_question(
    bank: &Bank,
    id: Option<&str>,
    seen: Option<i64>,
    question: &Question,
) -> Result<Saved<Question>, Error> {
    refuse_unfit(&question.text)?;
    saved(bank.desk().put_question(id, seen, question).await, question)
}

/// Removes one and returns it as it was.
///
/// # Errors
/// When there is none, or it was changed since `seen`.
pub async fn remove_question(bank: &Bank, id: &str, seen: Option<i64>) -> Result<Kept<Question>, Error> {
    let desk = bank.desk();
    let question = desk.question(id).await?;
    desk.remove_question(id, seen.unwrap_or(question.version)).await?;
    Ok(question)
}

/// Brings a removed one back as it was.
///
/// # Errors
/// When none of that name was removed.
pub async fn bring_back_question(bank: &Bank, id: &str) -> Result<Kept<Question>, Error> {
    Ok(bank.desk().restore_question(id).await?)
}

/// What the import of a list came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ListImported {
    /// What was added.
    pub added: Vec<Kept<Question>>,
    /// The words of those that are in the bank already or come twice.
    pub known: Vec<String>,
}

/// Adds the questions of a list with one a line, all or none. Those that the bank has already are passed over.
///
/// # Errors
/// When the text is no list of questions, one is too long, or they cannot be written.
pub async fn import_questions(bank: &Bank, text: &str) -> Result<ListImported, Error> {
    let asked = read_questions(text);
    if asked.is_empty() {
        return Err(Error::invalid(
            "no-questions",
            "This is no list of questions",
            "every line of a list is a question: it ends in a question mark, or begins like \"Tell me about\"",
            "Put one question on each line.",
        ));
    }
    let mut seen = known_words(bank).await?;
    let (mut new, mut known) = (Vec::new(), Vec::new());
    for asked in asked {
        refuse_unfit(&asked.text)?;
        if seen.insert(plain(&asked.text)) {
            new.push((None, worded(&asked.text)));
        } else {
            known.push(asked.text);
        }
    }
    let added = bank.desk().put_questions("import:list", &new).await?;
    Ok(ListImported { added, known })
}

/// The words of every question there is, the bank's and the person's own.
pub(crate) async fn known_words(bank: &Bank) -> Result<BTreeSet<String>, Error> {
    let own = bank.desk().questions().await?;
    let shipped = questions().iter().map(|known| plain(&known.question.text));
    Ok(shipped.chain(own.iter().map(|kept| plain(&kept.value.text))).collect())
}

/// Words as two people would type them alike.
pub(crate) fn plain(text: &str) -> String {
    let letters = text.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' });
    let lower = letters.collect::<String>().to_lowercase();
    lower.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A main principle is taken from the words alone only when it is this likely.
const LIKELY: f64 = 0.35;

/// A question of which only the words are known: bucket, form and, where they are plain enough, the main principle are read off them.
#[must_use]
pub fn worded(text: &str) -> Question {
    let tagged = Seeker::of_words().tag(text);
    let likely = tagged.principles.first().filter(|(_, share)| *share >= LIKELY);
    Question {
        text: text.trim().to_owned(),
        principles: likely.map(|(principle, _)| *principle).into_iter().collect(),
        bucket: tagged.bucket,
        form: tagged.form,
        parts: Vec::new(),
        roles: Vec::new(),
        levels: Vec::new(),
        difficulty: Difficulty::Plain,
        tricky: false,
        commonness: Commonness::Common,
        ladder: Vec::new(),
        good: String::new(),
    }
}

fn refuse_unfit(text: &str) -> Result<(), Error> {
    if plain(text).is_empty() {
        return Err(Error::invalid(
            "question-empty",
            "There is no question",
            "it has no words",
            "Type the question as it is asked.",
        ));
    }
    let characters = text.chars().count();
    if characters > LONGEST_QUESTION {
        return Err(Error::invalid(
            "question-too-long",
            format!("The question is {characters} characters long"),
            format!("the limit is {LONGEST_QUESTION}"),
            "Keep the question itself; what stands behind it goes into its other fields.",
        ));
    }
    Ok(())
}
