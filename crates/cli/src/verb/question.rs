//! `question`: the questions that ship and the person's own, from the terminal.

use std::path::PathBuf;

use clap::Subcommand;
use glidepath_app::Error;
use glidepath_app::find_questions::{QuestionFilter, QuestionRow, find_questions, question};
use glidepath_app::own_questions::{bring_back_question, import_questions, keep_question, remove_question, worded};
use glidepath_app::review_answer::unknown;
use glidepath_app::wire::{QUESTIONS_SCHEMA, QuestionOut, QuestionsOut};
use glidepath_domain::UnknownSlug;

use crate::bank::{is_sure, with_bank};
use crate::complaint::{Outcome, Stop};
use crate::context::Context;
use crate::files;
use crate::report::bank as report;

/// List questions, say what stands behind one, and keep your own.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    act: Option<Act>,
}

#[derive(Debug, Subcommand)]
enum Act {
    /// List questions, yours first (the default act).
    List(Box<ListArgs>),
    /// Say what a question probes, what a good answer shows, and what comes next.
    Show {
        /// Its name, as the list says it, or the beginning of one.
        id: String,
    },
    /// Add a question of your own.
    Add {
        /// The words, as asked.
        #[arg(required = true)]
        words: Vec<String>,
        /// What it probes; repeatable, the main principle first.
        #[arg(long = "principle", value_name = "SLUG")]
        principles: Vec<String>,
        /// The kind of occasion it wants; read off its words unless given.
        #[arg(long, value_name = "BUCKET")]
        bucket: Option<String>,
        /// plain, hard or severe.
        #[arg(long, value_name = "DIFFICULTY")]
        difficulty: Option<String>,
    },
    /// Remove one of your own; `restore` brings it back.
    Remove {
        /// Its name, or the beginning of it.
        id: String,
        /// Do not ask.
        #[arg(long)]
        yes: bool,
    },
    /// Bring a removed one back.
    Restore {
        /// Its whole name, as `remove` said it.
        id: String,
    },
    /// Add a list of questions, one a line.
    Import {
        /// The file; - is standard input.
        #[arg(value_name = "FILE|-")]
        file: PathBuf,
    },
}

#[derive(Debug, Default, clap::Args)]
struct ListArgs {
    /// Only those that hold all these words.
    words: Vec<String>,
    /// Only those that probe this principle.
    #[arg(long, value_name = "SLUG")]
    principle: Option<String>,
    /// technical, learning-failure, getting-things-done, conflict or ambiguity.
    #[arg(long, value_name = "BUCKET")]
    bucket: Option<String>,
    /// Only those asked in this role.
    #[arg(long, value_name = "ROLE")]
    role: Option<String>,
    /// Only those asked at this level.
    #[arg(long, value_name = "LEVEL")]
    level: Option<String>,
    /// plain, hard or severe.
    #[arg(long, value_name = "DIFFICULTY")]
    difficulty: Option<String>,
    /// very-common, common or rare.
    #[arg(long, value_name = "HOW")]
    commonness: Option<String>,
    /// Only those whose wording leads astray.
    #[arg(long)]
    tricky: bool,
    /// Only your own.
    #[arg(long)]
    own: bool,
}

pub(crate) fn run(args: &Args, context: &Context) -> Outcome {
    let json = context.json()?;
    let (text, is_answer) = match &args.act {
        None => (list(&ListArgs::default(), json, context)?, true),
        Some(Act::List(args)) => (list(args, json, context)?, true),
        Some(Act::Show { id }) => {
            let row = with_bank(context, async |bank| which(bank, id).await)?;
            let out = QuestionOut::of(&row);
            let text = if json {
                report::json(&out)
            } else {
                report::question(&out, context.paint())
            };
            (text, true)
        }
        Some(Act::Add {
            words,
            principles,
            bucket,
            difficulty,
        }) => {
            let mut question = worded(&words.join(" "));
            question.principles = principles
                .iter()
                .map(|slug| slug.parse().map_err(unknown))
                .collect::<Result<_, _>>()?;
            question.bucket = parsed(bucket.as_deref())?.unwrap_or(question.bucket);
            question.difficulty = parsed(difficulty.as_deref())?.unwrap_or(question.difficulty);
            let kept = with_bank(context, async |bank| {
                keep_question(bank, None, None, &question).await?.kept()
            })?;
            let text = if json {
                report::json(&QuestionOut::named(&kept.id, Some(kept.version), kept.value))
            } else {
                format!("It is kept as {}.\n", kept.id)
            };
            (text, false)
        }
        Some(Act::Remove { id, yes }) => (remove(id, *yes, json, context)?, false),
        Some(Act::Restore { id }) => {
            let kept = with_bank(context, async |bank| bring_back_question(bank, id).await)?;
            let text = if json {
                report::json(&QuestionOut::named(&kept.id, Some(kept.version), kept.value))
            } else {
                format!("\"{}\" is back.\n", crate::wrap::clean(&kept.value.text))
            };
            (text, false)
        }
        Some(Act::Import { file }) => (import(file.clone(), json, context)?, false),
    };
    if json || is_answer || !context.quiet() {
        context.print(&text)?;
    }
    Ok(0)
}

/// A slug of a flag, if one was given.
fn parsed<T: std::str::FromStr<Err = UnknownSlug>>(slug: Option<&str>) -> Result<Option<T>, Error> {
    slug.map(|slug| slug.parse().map_err(unknown)).transpose()
}

fn list(args: &ListArgs, json: bool, context: &Context) -> Result<String, Stop> {
    let filter = QuestionFilter {
        words: args.words.join(" "),
        principle: parsed(args.principle.as_deref())?,
        bucket: parsed(args.bucket.as_deref())?,
        role: parsed(args.role.as_deref())?,
        level: parsed(args.level.as_deref())?,
        difficulty: parsed(args.difficulty.as_deref())?,
        commonness: parsed(args.commonness.as_deref())?,
        tricky: args.tricky.then_some(true),
        own: args.own.then_some(true),
        form: None,
    };
    let rows = with_bank(context, async |bank| find_questions(bank, &filter).await)?;
    let questions: Vec<QuestionOut> = rows.iter().map(QuestionOut::of).collect();
    Ok(if json {
        report::json(&QuestionsOut {
            schema: QUESTIONS_SCHEMA,
            questions,
        })
    } else {
        report::questions(&questions, context.paint())
    })
}

/// The question of that name, or of the only name that begins like that.
async fn which(bank: &glidepath_app::Bank, meant: &str) -> Result<QuestionRow, Error> {
    let all = find_questions(bank, &QuestionFilter::default()).await?;
    if all.iter().any(|row| row.id == meant) {
        return question(bank, meant).await;
    }
    let mut like = all.iter().filter(|row| !meant.is_empty() && row.id.starts_with(meant));
    match (like.next(), like.count()) {
        (Some(row), 0) => Ok(row.clone()),
        (Some(row), more) => Err(Error::invalid(
            "which-question",
            format!("\"{meant}\" could be {} questions", more + 1),
            format!("{} is one of them", row.id),
            "Give more of the name.",
        )),
        (None, _) => {
            let near = crate::complaint::nearest(meant, all.iter().map(|row| row.id.as_str()));
            Err(Error::not_found(
                "no-such-question",
                format!("There is no question \"{meant}\""),
                "no name is that, or begins like that",
                format!("Did you mean \"{near}\"? `glidepath question list` shows them all."),
            ))
        }
    }
}

fn remove(meant: &str, yes: bool, json: bool, context: &Context) -> Result<String, Stop> {
    let row = with_bank(context, async |bank| which(bank, meant).await)?;
    if row.own.is_none() {
        return Err(Error::invalid(
            "question-ships",
            format!("\"{}\" is not yours to remove", row.id),
            "it ships with the program",
            "Leave it out by a filter.",
        )
        .into());
    }
    let what = format!("Removing \"{}\"", row.question.text);
    if !is_sure(yes, &what)? {
        return Ok(report::declined(&what, "Nothing was removed.", json));
    }
    let gone = with_bank(context, async |bank| remove_question(bank, &row.id, row.own).await)?;
    Ok(if json {
        report::json(&QuestionOut::named(&gone.id, Some(gone.version), gone.value))
    } else {
        format!(
            "It is removed. To bring it back: glidepath question restore {}\n",
            gone.id
        )
    })
}

fn import(file: PathBuf, json: bool, context: &Context) -> Result<String, Stop> {
    let mut files = files::incoming(&[file])?;
    let Some(file) = files.pop() else {
        return Ok(String::new());
    };
    let text = String::from_utf8(file.bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        crate::input::not_utf8(&file.name, at, error.as_bytes().get(at).copied().unwrap_or(0))
    })?;
    let done = with_bank(context, async |bank| import_questions(bank, &text).await)?;
    Ok(if json {
        let questions = done
            .added
            .into_iter()
            .map(|kept| QuestionOut::named(&kept.id, Some(kept.version), kept.value));
        report::json(&QuestionsOut {
            schema: QUESTIONS_SCHEMA,
            questions: questions.collect(),
        })
    } else {
        let added = report::count(done.added.len(), "question", "questions");
        format!("{added} added, {} known already.\n", done.known.len())
    })
}
