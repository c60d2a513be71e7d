//! What a dig makes: sentences put forward for keeping, those put away, prompts passed over, and the story it is laid as.

use glidepath_domain::{Attempt, Dig, DigAnswer, SentenceReading};
use glidepath_story::{Candidate, Laid, gems, laid};

use crate::dig::{answer_dig, begin_dig, dig, keep_dig};
use crate::keep_story::keep_story;
use crate::preferences::{remember, remembered};
use crate::{Bank, Error, Kept, Reviewer, Saved, SourceText};

/// Texts that were brought in to dig in: CVs and notes.
///
/// # Errors
/// When the database does not answer.
pub async fn dig_sources(bank: &Bank) -> Result<Vec<Kept<SourceText>>, Error> {
    Ok(bank.desk().sources().await?)
}

/// Begins to dig in a text that was brought in: it stands as the brain dump, word for word.
///
/// # Errors
/// When there is no such text, the project has no name, or it cannot be written.
pub async fn begin_dig_in(bank: &Bank, project: &str, employer: &str, source: &str) -> Result<Kept<Dig>, Error> {
    let text = bank.desk().source(source).await?.value.text;
    let begun = begin_dig(bank, project, employer).await?;
    answer_dig(bank, &begun.id, begun.version, "dump", &text).await?.kept()
}

/// Passes a prompt over: it counts as answered with nothing and is not asked again.
///
/// # Errors
/// When there is no such dig. A clash is no error.
pub async fn pass_over(bank: &Bank, id: &str, seen: i64, prompt: &str) -> Result<Saved<Dig>, Error> {
    let mut value = dig(bank, id).await?.value;
    if !value.answers.iter().any(|answer| answer.prompt == prompt) {
        value.answers.push(DigAnswer {
            prompt: prompt.to_owned(),
            text: String::new(),
        });
    }
    keep_dig(bank, id, seen, &value).await
}

fn away(id: &str) -> String {
    format!("put-away:{id}")
}

/// Sentences of a dig that the person put away.
async fn put_away(bank: &Bank, id: &str) -> Result<Vec<String>, Error> {
    let text = remembered(bank, &away(id)).await?.unwrap_or_default();
    // What an older program wrote and this one cannot read counts as nothing put away.
    Ok(serde_json::from_str(&text).unwrap_or_default())
}

/// Puts a sentence away, so that it is not put forward again.
///
/// # Errors
/// When it cannot be written.
pub async fn put_gem_away(bank: &Bank, id: &str, quote: &str) -> Result<(), Error> {
    let mut all = put_away(bank, id).await?;
    if !all.iter().any(|known| known == quote) {
        all.push(quote.to_owned());
    }
    remember(bank, &away(id), &serde_json::to_string(&all).unwrap_or_default()).await
}

/// The sentences of a dig that are worth keeping, weightiest first, without those kept or put away.
///
/// # Errors
/// When the database does not answer.
pub async fn gems_to_keep(bank: &Bank, id: &str, dig: &Dig) -> Result<Vec<Candidate>, Error> {
    let away = put_away(bank, id).await?;
    let candidates = gems(dig).into_iter();
    Ok(candidates
        .filter(|candidate| !away.contains(&candidate.gem.quote))
        .collect())
}

/// Lays a dig on beats by the reviewer's reading of each answer. Every sentence is the person's; what is not known is blank.
#[must_use]
pub fn lay_dig(reviewer: &Reviewer, bank: &Bank, dig: &Dig) -> Laid {
    let read = |answer: &DigAnswer| -> Vec<SentenceReading> {
        let attempt = Attempt::of(answer.text.as_str(), bank.today());
        if answer.text.trim().is_empty() {
            Vec::new()
        } else {
            reviewer.review(&attempt).0.sentences
        }
    };
    let readings: Vec<Vec<SentenceReading>> = dig.answers.iter().map(read).collect();
    laid(dig, &dig.gems, &readings)
}

/// Keeps what a dig was laid as, as a new story; its id.
///
/// # Errors
/// When nothing was said yet, or it cannot be written.
pub async fn keep_laid(bank: &Bank, laid: &Laid) -> Result<String, Error> {
    let mut story = laid.story.clone();
    // A blank beat is a place in the frame and no part of the story.
    story.beats.retain(|passage| !passage.text.trim().is_empty());
    if story.beats.is_empty() {
        return Err(Error::invalid(
            "nothing-said",
            "There is nothing to lay yet",
            "no question of this project is answered in whole sentences",
            "Answer the first one: what do you remember of it, in any order?",
        ));
    }
    Ok(keep_story(bank, None, None, &story).await?.kept()?.id)
}
