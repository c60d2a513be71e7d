//! `drill block`: a block of practice, its plan, what is done and what is next.

use glidepath_app::practice::{block_part_done, end_block, running_block, start_block};
use glidepath_app::wire::BlockOut;
use glidepath_app::{Bank, Error, Kept};
use glidepath_domain::Block;
use glidepath_practice::next_part;

use crate::bank::with_bank;
use crate::clock;
use crate::complaint::Stop;
use crate::context::Context;
use crate::report::{bank as shapes, drill as report};

/// Minutes of a block that is begun without a wish.
const USUAL_MINUTES: u32 = 25;

/// What is to be done with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wish {
    /// Begin one of so many minutes.
    Begin(u32),
    /// Show the one that runs, or begin one.
    Show,
    /// The part that comes next is done.
    Done,
    /// End it.
    End,
}

pub(super) fn block(wish: Wish, json: bool, context: &Context) -> Result<String, Stop> {
    let (kept, notes) = with_bank(context, async |bank| act(wish, bank).await)?;
    Ok(if json {
        shapes::json(&BlockOut::of(&kept, &notes))
    } else {
        report::block(&kept.value, &notes, clock::now_ms(), context.paint())
    })
}

async fn act(wish: Wish, bank: &Bank) -> Result<(Kept<Block>, Vec<String>), Error> {
    let running = running_block(bank).await?;
    let begin = async |minutes| {
        let begun = start_block(bank, minutes).await?;
        Ok::<_, Error>((begun.block, begun.notes))
    };
    match (wish, running) {
        (Wish::Begin(minutes), _) => begin(minutes).await,
        (Wish::Show, None) => begin(USUAL_MINUTES).await,
        (Wish::Show, Some(kept)) => Ok((kept, Vec::new())),
        (Wish::Done | Wish::End, None) => Err(Error::not_found(
            "no-block",
            "No block is running",
            "it has ended, or none was begun",
            "Begin one: glidepath drill block.",
        )),
        (Wish::Done, Some(kept)) => {
            let done = match next_part(&kept.value) {
                Some(part) => block_part_done(bank, &kept.id, kept.version, part).await?,
                None => end_block(bank, &kept.id, kept.version).await?,
            };
            Ok((done, Vec::new()))
        }
        (Wish::End, Some(kept)) => Ok((end_block(bank, &kept.id, kept.version).await?, Vec::new())),
    }
}
