//! `dig`: stories brought up from memory, project by project. On a terminal it is a conversation; scripts answer prompt by prompt.

use std::io::{BufRead, IsTerminal, Write};
use std::path::PathBuf;

use clap::Subcommand;
use glidepath_app::dig::{
    LONGEST_ANSWER, answer_dig, begin_dig, bring_back_dig, digs, go_to_step, keep_gem, remove_dig,
};
use glidepath_app::keep_story::story;
use glidepath_app::lay_dig::{begin_dig_in, dig_sources, gems_to_keep, keep_laid, lay_dig, pass_over, put_gem_away};
use glidepath_app::review_answer::unknown;
use glidepath_app::which_dig::{which_dig, which_removed_dig};
use glidepath_app::wire::{DigOut, DigsOut, StoryOut};
use glidepath_app::{Bank, Error, Kept};
use glidepath_content::prompt;
use glidepath_domain::{Dig, DigStep};

use crate::bank::{is_sure, rules, with_bank};
use crate::complaint::{Outcome, Stop};
use crate::context::Context;
use crate::input::Source;
use crate::report::{bank as report, dig as told};

/// Bring a story up from memory, question by question.
///
/// A dig may be named by its id, by the beginning of it, or by its project.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    act: Option<Act>,
}

#[derive(Debug, Subcommand)]
enum Act {
    /// List what is being dug (the default act).
    List,
    /// Begin with a project.
    New {
        /// What you call it.
        project: String,
        /// For whom it was.
        #[arg(long, value_name = "EMPLOYER")]
        employer: Option<String>,
        /// A CV or note you imported, as the brain dump: its file name.
        #[arg(long, value_name = "NAME")]
        from: Option<String>,
    },
    /// Read one: answers, what is kept, what is worth keeping, what comes next.
    Show {
        /// Which.
        dig: String,
    },
    /// Go on with the conversation, on a terminal.
    Talk {
        /// Which.
        dig: String,
    },
    /// Answer one question; a blank answer takes it away.
    Answer {
        /// Which.
        dig: String,
        /// A file with the answer; - is standard input.
        #[arg(value_name = "FILE|-")]
        file: PathBuf,
        /// The question, by its slug; the next one unless named.
        #[arg(long, value_name = "SLUG")]
        prompt: Option<String>,
    },
    /// Pass a question over.
    Pass {
        /// Which.
        dig: String,
        /// The question, by its slug; the next one unless named.
        #[arg(long, value_name = "SLUG")]
        prompt: Option<String>,
    },
    /// Keep sentences that are worth it, by their numbers in `show`, or all.
    Keep {
        /// Which.
        dig: String,
        /// Numbers, or all.
        #[arg(required = true, value_name = "NUMBER|all")]
        numbers: Vec<String>,
    },
    /// Put sentences away, so that they are not put forward again.
    PutAway {
        /// Which.
        dig: String,
        /// Numbers in `show`, or all.
        #[arg(required = true, value_name = "NUMBER|all")]
        numbers: Vec<String>,
    },
    /// Go to a step: extract, frame, iterate, refine, good-to-great or mindset.
    Step {
        /// Which.
        dig: String,
        /// The step.
        step: String,
    },
    /// Lay what is kept on beats, as a new story. What is not known stays blank.
    Lay {
        /// Which.
        dig: String,
        /// Only show the story.
        #[arg(long)]
        dry_run: bool,
    },
    /// Remove one; `restore` brings it back.
    Remove {
        /// Which.
        dig: String,
        /// Do not ask.
        #[arg(long)]
        yes: bool,
    },
    /// Bring a removed one back.
    Restore {
        /// Which.
        dig: String,
    },
}

pub(crate) fn run(args: &Args, context: &Context) -> Outcome {
    let json = context.json()?;
    let paint = context.paint();
    let shown = |dig: &DigOut| if json { report::json(dig) } else { told::dig(dig, paint) };
    let text = match args.act.as_ref().unwrap_or(&Act::List) {
        Act::List => {
            let list = DigsOut::of(&with_bank(context, async |bank| digs(bank).await)?);
            if json {
                report::json(&list)
            } else {
                told::digs(&list, paint)
            }
        }
        Act::New {
            project,
            employer,
            from,
        } => {
            let employer = employer.as_deref().unwrap_or_default();
            let begun = with_bank(context, async |bank| {
                begin(bank, project, employer, from.as_deref()).await
            })?;
            said(&begun, json, "is begun", context)
        }
        Act::Show { dig } => shown(&with_bank(context, async |bank| {
            whole(bank, which_dig(bank, dig).await?).await
        })?),
        Act::Talk { dig } => return talk(dig, context),
        Act::Answer { dig, file, prompt } => {
            let fix = "Split it over several prompts.";
            let text = Source::of(file).text_of(LONGEST_ANSWER, "answer", fix)?;
            shown(&with_bank(context, async |bank| {
                let kept = which_dig(bank, dig).await?;
                let slug = prompt_of(bank, &kept, prompt.as_deref()).await?;
                whole(
                    bank,
                    answer_dig(bank, &kept.id, kept.version, &slug, &text).await?.kept()?,
                )
                .await
            })?)
        }
        Act::Pass { dig, prompt } => shown(&with_bank(context, async |bank| {
            let kept = which_dig(bank, dig).await?;
            let slug = prompt_of(bank, &kept, prompt.as_deref()).await?;
            whole(bank, pass_over(bank, &kept.id, kept.version, &slug).await?.kept()?).await
        })?),
        Act::Keep { dig, numbers } => shown(&with_bank(context, async |bank| sort(bank, dig, numbers, true).await)?),
        Act::PutAway { dig, numbers } => {
            shown(&with_bank(context, async |bank| sort(bank, dig, numbers, false).await)?)
        }
        Act::Step { dig, step } => {
            let step: DigStep = step.parse().map_err(unknown)?;
            shown(&with_bank(context, async |bank| {
                let kept = which_dig(bank, dig).await?;
                whole(bank, go_to_step(bank, &kept.id, kept.version, step).await?.kept()?).await
            })?)
        }
        Act::Lay { dig, dry_run } => lay(dig, *dry_run, json, context)?,
        Act::Remove { dig, yes } => remove(dig, *yes, json, context)?,
        Act::Restore { dig } => {
            let back = with_bank(context, async |bank| {
                let gone = which_removed_dig(bank, dig).await?;
                bring_back_dig(bank, &gone.id).await
            })?;
            said(&back, json, "is back", context)
        }
    };
    context.print(&text)?;
    Ok(0)
}

/// What was done to one dig, and what comes next.
fn said(kept: &Kept<Dig>, json: bool, what: &str, context: &Context) -> String {
    let out = DigOut::of(kept, &[]);
    if json {
        return report::json(&out);
    }
    let next = out
        .next
        .as_ref()
        .map(|next| told::asked(next, context.paint()))
        .unwrap_or_default();
    format!("\"{}\" {what}: {}.\n\n{next}", crate::wrap::clean(&out.project), out.id)
}

async fn begin(bank: &Bank, project: &str, employer: &str, from: Option<&str>) -> Result<Kept<Dig>, Error> {
    let Some(name) = from else {
        return begin_dig(bank, project, employer).await;
    };
    let sources = dig_sources(bank).await?;
    let found = sources
        .iter()
        .find(|source| source.value.name == name || source.id == name);
    let Some(source) = found else {
        let known: Vec<&str> = sources.iter().map(|source| source.value.name.as_str()).collect();
        let fix = if known.is_empty() {
            "Bring it in first: glidepath import FILE.".to_owned()
        } else {
            format!("There are: {}.", known.join(", "))
        };
        return Err(Error::not_found(
            "no-such-source",
            format!("There is no CV or note \"{name}\""),
            "nothing of that name was brought in",
            fix,
        ));
    };
    begin_dig_in(bank, project, employer, &source.id).await
}

async fn whole(bank: &Bank, kept: Kept<Dig>) -> Result<DigOut, Error> {
    let offered = gems_to_keep(bank, &kept.id, &kept.value).await?;
    Ok(DigOut::of(&kept, &offered))
}

/// The prompt named, or the one that comes next.
async fn prompt_of(bank: &Bank, kept: &Kept<Dig>, named: Option<&str>) -> Result<String, Error> {
    match named {
        Some(slug) if prompt(slug).is_some() => Ok(slug.to_owned()),
        Some(slug) => Err(Error::not_found(
            "no-such-prompt",
            format!("There is no question \"{slug}\""),
            "questions are named by their slugs, as --format json gives them",
            "Leave --prompt out to answer the next one.",
        )),
        None => {
            let next = whole(bank, kept.clone()).await?.next;
            next.map(|next| next.prompt).ok_or_else(|| {
                Error::invalid(
                    "all-answered",
                    "Every question is answered or passed over",
                    "there is no next one",
                    "Name one with --prompt to answer it again, or lay the story: glidepath dig lay.",
                )
            })
        }
    }
}

/// Keeps sentences that were put forward, or puts them away.
async fn sort(bank: &Bank, meant: &str, numbers: &[String], keep: bool) -> Result<DigOut, Error> {
    let mut kept = which_dig(bank, meant).await?;
    let offered = gems_to_keep(bank, &kept.id, &kept.value).await?;
    let mut chosen: Vec<usize> = Vec::new();
    for number in numbers {
        if number == "all" {
            chosen = (0..offered.len()).collect();
            break;
        }
        let at = number.parse::<usize>().ok().and_then(|n| n.checked_sub(1));
        chosen.push(at.filter(|at| *at < offered.len()).ok_or_else(|| {
            Error::invalid(
                "no-such-sentence",
                format!("There is no sentence {number}"),
                format!(
                    "{} put forward",
                    report::count(offered.len(), "sentence is", "sentences are")
                ),
                "Give their numbers as `glidepath dig show` prints them, or all.",
            )
        })?);
    }
    for at in chosen {
        let gem = &offered[at].gem;
        if keep {
            kept = keep_gem(bank, &kept.id, kept.version, gem, true).await?.kept()?;
        } else {
            put_gem_away(bank, &kept.id, &gem.quote).await?;
        }
    }
    whole(bank, kept).await
}

fn lay(meant: &str, dry_run: bool, json: bool, context: &Context) -> Result<String, Stop> {
    let reviewer = rules(context)?;
    let (kept, blanks) = with_bank(context, async |bank| {
        let dig = which_dig(bank, meant).await?;
        let laid = lay_dig(&reviewer, bank, &dig.value);
        let blanks: Vec<String> = laid.blanks.iter().map(|blank| blank.prompt.text.clone()).collect();
        if dry_run {
            let shown = Kept {
                id: String::new(),
                version: 0,
                created_ms: dig.created_ms,
                updated_ms: dig.updated_ms,
                origin: String::new(),
                value: laid.story,
            };
            return Ok((shown, blanks));
        }
        let id = keep_laid(bank, &laid).await?;
        Ok((story(bank, &id).await?, blanks))
    })?;
    let out = StoryOut::of(&kept);
    if json {
        return Ok(report::json(&out));
    }
    let mut text = report::story(&out, context.paint());
    if !blanks.is_empty() {
        text.push_str("\nLeft blank, because nothing was said of it:\n");
        for blank in blanks {
            text.push_str(&format!("{}\n", crate::wrap::fill(&blank, crate::wrap::WIDTH, "  ")));
        }
    }
    Ok(text)
}

fn remove(meant: &str, yes: bool, json: bool, context: &Context) -> Result<String, Stop> {
    let kept = with_bank(context, async |bank| which_dig(bank, meant).await)?;
    let what = format!("Removing \"{}\"", kept.value.project);
    if !is_sure(yes, &what)? {
        return Ok(report::declined(&what, "Nothing was removed.", json));
    }
    with_bank(context, async |bank| {
        remove_dig(bank, &kept.id, Some(kept.version)).await
    })?;
    Ok(if json {
        report::json(&DigOut::of(&kept, &[]))
    } else {
        let project = crate::wrap::clean(&kept.value.project);
        format!(
            "\"{project}\" is removed. To bring it back: glidepath dig restore {}\n",
            kept.id
        )
    })
}

/// Asks question after question until the person stops. Every answer is kept before the next question comes.
fn talk(meant: &str, context: &Context) -> Outcome {
    if !std::io::stdin().is_terminal() {
        return Err(Error::invalid(
            "needs-terminal",
            "There is nobody to talk with",
            "standard input is no terminal",
            "Use `glidepath dig answer DIG -` from a script.",
        )
        .into());
    }
    context.say("An empty line ends an answer. \"pass\" alone passes, \"stop\" alone stops; every answer is kept as it is given.\n");
    loop {
        let out = with_bank(context, async |bank| whole(bank, which_dig(bank, meant).await?).await)?;
        let Some(next) = &out.next else {
            context.print("Every question is answered. `glidepath dig show` has what is worth keeping.\n")?;
            return Ok(0);
        };
        context.print(&format!("\n{}", told::asked(next, context.paint())))?;
        let Some(text) = heard()? else {
            return Ok(0);
        };
        if text.trim() == "stop" {
            return Ok(0);
        }
        with_bank(context, async |bank| {
            if text.trim() == "pass" || text.trim().is_empty() {
                pass_over(bank, &out.id, out.version, &next.prompt).await?.kept()
            } else {
                answer_dig(bank, &out.id, out.version, &next.prompt, &text)
                    .await?
                    .kept()
            }
        })?;
    }
}

/// Lines up to an empty one; `None` when the person is gone.
fn heard() -> Result<Option<String>, Stop> {
    let mut text = String::new();
    let mut stdin = std::io::stdin().lock();
    loop {
        // Without a mark nobody would see that it is their turn; that it cannot be shown is no reason to stop listening.
        drop(write!(std::io::stderr(), "> ").and_then(|()| std::io::stderr().flush()));
        let mut line = String::new();
        let read = stdin.read_line(&mut line).map_err(|error| {
            Error::unavailable(
                "cannot-read",
                "The terminal cannot be read",
                error.to_string(),
                "Answer from a file: glidepath dig answer DIG FILE.",
            )
        })?;
        if read == 0 {
            return Ok((!text.trim().is_empty()).then_some(text));
        }
        if line.trim().is_empty() && !text.is_empty() {
            return Ok(Some(text));
        }
        text.push_str(&line);
        if matches!(text.trim(), "pass" | "stop") {
            return Ok(Some(text));
        }
    }
}
