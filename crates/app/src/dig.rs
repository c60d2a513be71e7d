//! Digging into a project: begun, gone on with, what was answered and what was kept of it. Every answer is saved word for word.

use glidepath_domain::{Dig, DigAnswer, DigStep, Gem};

use crate::saved::saved;
use crate::{Bank, Error, Kept, Saved};

/// Longest answer to one prompt, in bytes: a brain dump may be long.
pub const LONGEST_ANSWER: usize = 1 << 20;

/// Every dig, in the order they were begun.
///
/// # Errors
/// When the database does not answer.
pub async fn digs(bank: &Bank) -> Result<Vec<Kept<Dig>>, Error> {
    Ok(bank.desk().digs().await?)
}

/// One dig.
///
/// # Errors
/// When there is none of that name.
pub async fn dig(bank: &Bank, id: &str) -> Result<Kept<Dig>, Error> {
    Ok(bank.desk().dig(id).await?)
}

/// Begins to dig into a project.
///
/// # Errors
/// When the project has no name, or it cannot be written.
pub async fn begin_dig(bank: &Bank, project: &str, employer: &str) -> Result<Kept<Dig>, Error> {
    let dig = Dig {
        project: project.trim().to_owned(),
        employer: employer.trim().to_owned(),
        step: DigStep::Extract,
        answers: Vec::new(),
        gems: Vec::new(),
    };
    refuse_nameless(&dig)?;
    Ok(bank.desk().put_dig(None, None, &dig).await?)
}

/// Saves a dig as a whole, in place of the version its writer saw.
///
/// # Errors
/// When the project has no name, a gem is not word for word in an answer, or it cannot be written. A clash is no error.
pub async fn keep_dig(bank: &Bank, id: &str, seen: i64, dig: &Dig) -> Result<Saved<Dig>, Error> {
    refuse_nameless(dig)?;
    if let Some(gem) = dig.gems.iter().find(|gem| !is_quoted(dig, gem)) {
        return Err(not_said(&gem.quote));
    }
    saved(bank.desk().put_dig(Some(id), Some(seen), dig).await, dig)
}

/// Saves the answer to one prompt, in place of an earlier one; a blank answer takes it away. Gems of words that are gone go too.
///
/// # Errors
/// When there is no such dig, or the answer is too long. A clash is no error.
pub async fn answer_dig(bank: &Bank, id: &str, seen: i64, prompt: &str, text: &str) -> Result<Saved<Dig>, Error> {
    if text.len() > LONGEST_ANSWER {
        return Err(Error::invalid(
            "answer-too-long",
            format!("The answer is {} bytes long", text.len()),
            format!("the limit is {LONGEST_ANSWER}"),
            "Split it over several prompts.",
        ));
    }
    let mut dig = dig_of(bank, id).await?;
    let blank = text.trim().is_empty();
    match dig.answers.iter().position(|answer| answer.prompt == prompt) {
        Some(at) if blank => drop(dig.answers.remove(at)),
        Some(at) => text.clone_into(&mut dig.answers[at].text),
        None if blank => {}
        None => dig.answers.push(DigAnswer {
            prompt: prompt.to_owned(),
            text: text.to_owned(),
        }),
    }
    let gems = std::mem::take(&mut dig.gems);
    dig.gems = gems.into_iter().filter(|gem| is_quoted(&dig, gem)).collect();
    saved(bank.desk().put_dig(Some(id), Some(seen), &dig).await, &dig)
}

/// Keeps a gem, or puts one away that has the same words. What it quotes must have been said.
///
/// # Errors
/// When there is no such dig, or the words are in no answer. A clash is no error.
pub async fn keep_gem(bank: &Bank, id: &str, seen: i64, gem: &Gem, keep: bool) -> Result<Saved<Dig>, Error> {
    let mut dig = dig_of(bank, id).await?;
    if keep && !is_quoted(&dig, gem) {
        return Err(not_said(&gem.quote));
    }
    dig.gems.retain(|kept| kept.quote != gem.quote);
    if keep {
        dig.gems.push(gem.clone());
    }
    saved(bank.desk().put_dig(Some(id), Some(seen), &dig).await, &dig)
}

/// Goes to another step.
///
/// # Errors
/// When there is no such dig. A clash is no error.
pub async fn go_to_step(bank: &Bank, id: &str, seen: i64, step: DigStep) -> Result<Saved<Dig>, Error> {
    let dig = Dig {
        step,
        ..dig_of(bank, id).await?
    };
    saved(bank.desk().put_dig(Some(id), Some(seen), &dig).await, &dig)
}

/// Removes a dig and returns it as it was.
///
/// # Errors
/// When there is none, or it was changed since `seen`.
pub async fn remove_dig(bank: &Bank, id: &str, seen: Option<i64>) -> Result<Kept<Dig>, Error> {
    let desk = bank.desk();
    let dig = desk.dig(id).await?;
    desk.remove_dig(id, seen.unwrap_or(dig.version)).await?;
    Ok(dig)
}

/// Brings a removed dig back as it was.
///
/// # Errors
/// When none of that name was removed.
pub async fn bring_back_dig(bank: &Bank, id: &str) -> Result<Kept<Dig>, Error> {
    Ok(bank.desk().restore_dig(id).await?)
}

async fn dig_of(bank: &Bank, id: &str) -> Result<Dig, Error> {
    Ok(bank.desk().dig(id).await?.value)
}

fn is_quoted(dig: &Dig, gem: &Gem) -> bool {
    let mut answers = dig.answers.iter().filter(|answer| answer.prompt == gem.prompt);
    !gem.quote.trim().is_empty() && answers.any(|answer| answer.text.contains(&gem.quote))
}

fn not_said(quote: &str) -> Error {
    Error::invalid(
        "gem-not-said",
        format!("\"{quote}\" is in no answer"),
        "a gem is kept word for word as it was said",
        "Mark the words in the answer itself.",
    )
}

fn refuse_nameless(dig: &Dig) -> Result<(), Error> {
    if dig.project.trim().is_empty() {
        return Err(Error::invalid(
            "project-unnamed",
            "The project has no name",
            "digging goes project by project",
            "Give it a name you will know it by.",
        ));
    }
    Ok(())
}
