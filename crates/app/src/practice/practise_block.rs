//! Blocks of practice: 20 to 30 minutes with a plan one can see, and an end.

use glidepath_domain::Block;
use glidepath_practice::{Have, end, next_part, plan_block};

use super::recall::due;
use crate::{Bank, Error, Kept};

/// A block that was begun, with what must be said of its plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Begun {
    /// The block.
    pub block: Kept<Block>,
    /// What takes the place of what, one sentence each.
    pub notes: Vec<String>,
}

/// Begins a block of so many minutes; 20 to 30, what lies outside is moved to the nearer end. One that still runs is ended.
///
/// # Errors
/// When it cannot be written.
pub async fn start_block(bank: &Bank, minutes: u32) -> Result<Begun, Error> {
    let now = bank.now_ms();
    if let Some(running) = running_block(bank).await? {
        end_block(bank, &running.id, running.version).await?;
    }
    let have = Have {
        // The technical drills are not there yet, and the plan says so.
        coding: false,
        design: false,
        due: due(bank).await?.0,
    };
    let planned = plan_block(minutes, have, now);
    Ok(Begun {
        block: bank.desk().put_block(None, None, &planned.block).await?,
        notes: planned.notes,
    })
}

/// The block that is running, if one is.
///
/// # Errors
/// When the database does not answer.
pub async fn running_block(bank: &Bank) -> Result<Option<Kept<Block>>, Error> {
    let mut blocks = bank.desk().blocks().await?;
    blocks.retain(|kept| kept.value.ended_ms.is_none());
    Ok(blocks.pop())
}

/// Every block, the latest first.
///
/// # Errors
/// When the database does not answer.
pub async fn blocks(bank: &Bank) -> Result<Vec<Kept<Block>>, Error> {
    let mut blocks = bank.desk().blocks().await?;
    blocks.reverse();
    Ok(blocks)
}

/// Says what a part is done with: the drill that was begun for it.
///
/// # Errors
/// When there is no such part, the block has ended, or it was changed meanwhile.
pub async fn block_part_begun(bank: &Bank, id: &str, seen: i64, part: usize, with: &str) -> Result<Kept<Block>, Error> {
    change(bank, id, seen, part, |part| with.clone_into(&mut part.with)).await
}

/// Ends a part. When it was the last, the block ends too.
///
/// # Errors
/// When there is no such part, the block has ended, or it was changed meanwhile.
pub async fn block_part_done(bank: &Bank, id: &str, seen: i64, part: usize) -> Result<Kept<Block>, Error> {
    let kept = change(bank, id, seen, part, |part| part.done = true).await?;
    if next_part(&kept.value).is_some() {
        return Ok(kept);
    }
    end_block(bank, id, kept.version).await
}

/// Ends a block; what was not done is left for next time.
///
/// # Errors
/// When there is none of that name, or it was changed meanwhile.
pub async fn end_block(bank: &Bank, id: &str, seen: i64) -> Result<Kept<Block>, Error> {
    let kept = bank.desk().block(id).await?;
    let ended = end(&kept.value, bank.now_ms());
    Ok(bank.desk().put_block(Some(id), Some(seen), &ended).await?)
}

async fn change(
    bank: &Bank,
    id: &str,
    seen: i64,
    part: usize,
    how: impl FnOnce(&mut glidepath_domain::BlockPart),
) -> Result<Kept<Block>, Error> {
    let mut value = bank.desk().block(id).await?.value;
    if value.ended_ms.is_some() {
        return Err(Error::invalid(
            "block-ended",
            "This block has ended",
            "all of it was done, or it was ended early",
            "Begin another one when you like.",
        ));
    }
    let parts = value.parts.len();
    let Some(part) = value.parts.get_mut(part) else {
        return Err(Error::not_found(
            "block-no-such-part",
            format!("This block has no part {part}"),
            format!("it has {parts}, counted from 0"),
            "Load the page again.",
        ));
    };
    how(part);
    Ok(bank.desk().put_block(Some(id), Some(seen), &value).await?)
}
