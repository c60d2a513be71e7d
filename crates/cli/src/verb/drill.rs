//! `drill`: stories, openings, figures and endings brought back against the clock; and blocks of practice.

mod block;
mod recall;

use clap::Subcommand;

use crate::complaint::Outcome;
use crate::context::Context;

/// Bring stories back against the clock; practise in short blocks.
///
/// A card comes again when it is about to be forgotten, and more often towards the day of the interview.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    act: Act,
}

#[derive(Debug, Subcommand)]
enum Act {
    /// Find the story for a question within ten seconds, later within five; bring back openings, figures, endings.
    ///
    /// Without a terminal it prints the next card, and `drill answer` takes the answer.
    Recall {
        /// How many cards at most.
        #[arg(long, default_value_t = 10, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=500))]
        count: u16,
    },
    /// Answer a card from a script.
    Answer(recall::AnswerArgs),
    /// How many cards are due, and when the next one falls due.
    Due,
    /// A block of 20 to 30 minutes with a plan: the one that runs, or a new one.
    Block {
        /// Begin a new one of so many minutes, 20 to 30; one that runs is ended.
        #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(20..=30))]
        minutes: Option<u32>,
        /// The part that comes next is done.
        #[arg(long, conflicts_with = "minutes")]
        done: bool,
        /// End it early; what is left is left for next time.
        #[arg(long, conflicts_with_all = ["minutes", "done"])]
        end: bool,
    },
}

pub(crate) fn run(args: &Args, context: &Context) -> Outcome {
    let json = context.json()?;
    let text = match &args.act {
        Act::Recall { count } => return recall::recall(*count, json, context),
        Act::Answer(answer) => recall::answer(answer, json, context)?,
        Act::Due => recall::due(json, context)?,
        Act::Block { minutes, done, end } => {
            let wish = match (minutes, done, end) {
                (Some(minutes), ..) => block::Wish::Begin(*minutes),
                (None, true, _) => block::Wish::Done,
                (None, false, true) => block::Wish::End,
                (None, false, false) => block::Wish::Show,
            };
            block::block(wish, json, context)?
        }
    };
    context.print(&text)?;
    Ok(0)
}
