//! `story`: the story bank from the terminal: listed, read, added, edited, removed, compared, told.

use std::path::{Path, PathBuf};

use clap::Subcommand;
use glidepath_app::fact_ledger::{accept_facts, drifts, story_ledger};
use glidepath_app::find_stories::{StoryFilter, StorySort, find_stories};
use glidepath_app::keep_story::{keep_story, story as read};
use glidepath_app::lay_story::lay_story;
use glidepath_app::note_telling::{Told, note_telling};
use glidepath_app::remove_story::{bring_back_story, remove_story};
use glidepath_app::review_answer::{LONGEST, unknown};
use glidepath_app::sample_bank::{add_samples, remove_samples, samples_kept};
use glidepath_app::story_history::{bring_back_version, story_at, story_difference, story_history};
use glidepath_app::story_readiness::story_readiness;
use glidepath_app::which_story::which_story;
use glidepath_app::wire::{
    DifferenceOut, DriftsOut, FactsOut, HistoryOut, ReadinessOut, SAMPLES_SCHEMA, SamplesOut, StoriesOut, StoryOut,
    TellingOut,
};
use glidepath_app::{Bank, Error, Incoming, Kept, Saved};
use glidepath_domain::{Date, Fact, Story, UnknownSlug};
use glidepath_exchange::write;

use crate::bank::{is_sure, rules, with_bank};
use crate::complaint::{Outcome, Stop, nearest};
use crate::context::Context;
use crate::report::bank as report;
use crate::{clock, editor, files};

/// List, read, add, edit and compare your stories.
///
/// A story may be named by its id, by the beginning of it, or by its title.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    act: Option<Act>,
}

#[derive(Debug, Subcommand)]
enum Act {
    /// List stories (the default act).
    List(Box<ListArgs>),
    /// Read one.
    Show {
        /// Which.
        story: String,
    },
    /// Add stories from a file: notes, JSON, a table, or plain words, which are laid on beats.
    Add {
        /// The file; - is standard input.
        #[arg(value_name = "FILE|-")]
        file: PathBuf,
        /// What to call it, where the file holds plain words.
        #[arg(long, value_name = "TITLE")]
        title: Option<String>,
    },
    /// Open one in your editor (VISUAL or EDITOR) as Markdown.
    Edit {
        /// Which.
        story: String,
    },
    /// Remove one; `restore` brings it back.
    Remove {
        /// Which.
        story: String,
        /// Do not ask.
        #[arg(long)]
        yes: bool,
    },
    /// Bring a removed one back.
    Restore {
        /// Its whole id, as `remove` said it.
        id: String,
    },
    /// List its versions, or bring one back as a new version.
    History {
        /// Which.
        story: String,
        /// The version to bring back.
        #[arg(long, value_name = "VERSION")]
        bring_back: Option<i64>,
    },
    /// Show what two versions have apart; the last two unless named.
    Diff {
        /// Which.
        story: String,
        /// The older version.
        older: Option<i64>,
        /// The newer version; the latest unless named.
        newer: Option<i64>,
    },
    /// Say what it lacks to be told.
    Ready {
        /// Which.
        story: String,
    },
    /// Show its fact ledger, and what is told but not in it.
    Facts {
        /// Which.
        story: String,
        /// Take what is told into the ledger: its number in the list, or all; repeatable.
        #[arg(long, value_name = "NUMBER|all")]
        accept: Vec<String>,
    },
    /// Show where the same thing is told with different values, in all stories, CVs and notes.
    Drift {
        /// Only what concerns this story, its older versions too.
        story: Option<String>,
    },
    /// Note that you told it.
    Told {
        /// Which.
        story: String,
        /// What was asked.
        #[arg(long, value_name = "QUESTION")]
        question: Option<String>,
        /// The principle you told it for.
        #[arg(long, value_name = "SLUG")]
        principle: Option<String>,
        /// How long it took: 2:30, or seconds.
        #[arg(long, value_name = "M:SS")]
        took: Option<String>,
        /// The day; today unless given.
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
    },
    /// Add or remove the sample bank: an invented engineer's stories, to look around with.
    Sample {
        /// Add the samples that are not there.
        #[arg(long, required_unless_present = "remove")]
        add: bool,
        /// Remove the samples that you did not change.
        #[arg(long, conflicts_with = "add")]
        remove: bool,
        /// Do not ask.
        #[arg(long)]
        yes: bool,
    },
}

#[derive(Debug, Default, clap::Args)]
struct ListArgs {
    /// Only those that hold all these words.
    words: Vec<String>,
    /// Only those that serve this principle.
    #[arg(long, value_name = "SLUG")]
    principle: Option<String>,
    /// Only those that ended like this: success, failure or mixed.
    #[arg(long, value_name = "OUTCOME")]
    outcome: Option<String>,
    /// Only those of this employer.
    #[arg(long, value_name = "NAME")]
    employer: Option<String>,
    /// Only those with this tag.
    #[arg(long, value_name = "TAG")]
    tag: Option<String>,
    /// Only those that are ready.
    #[arg(long)]
    ready: bool,
    /// Only those that are not ready.
    #[arg(long, conflicts_with = "ready")]
    unready: bool,
    /// In which order: changed, title, when, ready, told or written.
    #[arg(long, value_name = "ORDER")]
    sort: Option<String>,
}

pub(crate) fn run(args: &Args, context: &Context) -> Outcome {
    let json = context.json()?;
    let text = match &args.act {
        None => list(&ListArgs::default(), json, context)?,
        Some(Act::List(args)) => list(args, json, context)?,
        Some(Act::Show { story }) => {
            let kept = with_bank(context, async |bank| which(bank, story).await)?;
            let out = StoryOut::of(&kept);
            if json {
                report::json(&out)
            } else {
                report::story(&out, context.paint())
            }
        }
        Some(Act::Add { file, title }) => add(file, title.as_deref(), json, context)?,
        Some(Act::Edit { story }) => edit(story, json, context)?,
        Some(Act::Remove { story, yes }) => remove(story, *yes, json, context)?,
        Some(Act::Restore { id }) => {
            let kept = with_bank(context, async |bank| bring_back_story(bank, id).await)?;
            done(&kept, "is back", json)
        }
        Some(Act::History { story, bring_back }) => history(story, *bring_back, json, context)?,
        Some(Act::Diff { story, older, newer }) => diff(story, *older, *newer, json, context)?,
        Some(Act::Ready { story }) => {
            let (title, out) = with_bank(context, async |bank| {
                let card = which_story(bank, story).await?;
                let readiness = story_readiness(bank, &card.id).await?;
                Ok((card.title, ReadinessOut::of(&card.id, &readiness)))
            })?;
            if json {
                report::json(&out)
            } else {
                report::readiness(&title, &out, context.paint())
            }
        }
        Some(Act::Facts { story, accept }) => facts(story, accept, json, context)?,
        Some(Act::Drift { story }) => {
            let out = with_bank(context, async |bank| {
                let card = match story {
                    Some(meant) => Some(which_story(bank, meant).await?),
                    None => None,
                };
                let found = drifts(bank, card.as_ref().map(|card| card.id.as_str())).await?;
                Ok(DriftsOut::of(&found))
            })?;
            if json {
                report::json(&out)
            } else {
                report::drifts(&out, context.paint())
            }
        }
        Some(Act::Told {
            story,
            question,
            principle,
            took,
            on,
        }) => {
            let told = Told {
                question: question.clone().unwrap_or_default(),
                principle: parsed(principle.as_deref())?,
                seconds: took.as_deref().map(seconds).transpose()?,
                at_ms: on.as_deref().map(day).transpose()?,
            };
            let (title, telling) = with_bank(context, async |bank| {
                let card = which_story(bank, story).await?;
                Ok((card.title, note_telling(bank, &card.id, &told).await?))
            })?;
            if json {
                report::json(&TellingOut::of(&telling))
            } else {
                format!("\"{title}\": noted as told on {}.\n", clock::said(telling.at_ms))
            }
        }
        Some(Act::Sample { remove, yes, .. }) => sample(*remove, *yes, json, context)?,
    };
    if json || !context.quiet() || args.is_answer() {
        context.print(&text)?;
    }
    Ok(0)
}

impl Args {
    /// Whether what is printed is the answer itself and not a word on what was done.
    fn is_answer(&self) -> bool {
        !matches!(
            self.act,
            Some(
                Act::Add { .. }
                    | Act::Edit { .. }
                    | Act::Remove { .. }
                    | Act::Restore { .. }
                    | Act::Told { .. }
                    | Act::Sample { .. }
            )
        )
    }
}

/// The story meant, whole.
async fn which(bank: &Bank, meant: &str) -> Result<Kept<Story>, Error> {
    let card = which_story(bank, meant).await?;
    read(bank, &card.id).await
}

/// A slug of a flag, if one was given.
fn parsed<T: std::str::FromStr<Err = UnknownSlug>>(slug: Option<&str>) -> Result<Option<T>, Error> {
    slug.map(|slug| slug.parse().map_err(unknown)).transpose()
}

fn seconds(took: &str) -> Result<u32, Error> {
    let read = match took.split_once(':') {
        None => took.parse().ok(),
        Some((minutes, seconds)) => match (minutes.parse::<u32>(), seconds.parse::<u32>()) {
            (Ok(minutes), Ok(rest)) if rest < 60 && seconds.len() == 2 && minutes < 600 => Some(60 * minutes + rest),
            _ => None,
        },
    };
    read.filter(|seconds| *seconds > 0).ok_or_else(|| {
        Error::invalid(
            "bad-time",
            format!("\"{took}\" is no length of time"),
            "it is written as minutes and seconds, or as seconds",
            "Write it like 2:30 or 150.",
        )
    })
}

fn day(on: &str) -> Result<i64, Error> {
    let bad = |why: String| {
        Error::invalid(
            "bad-date",
            format!("\"{on}\" is not a day written YYYY-MM-DD"),
            why,
            "Write the day as YYYY-MM-DD, such as 2026-03-31.",
        )
    };
    let date: Date = on.parse().map_err(|_| bad("it cannot be read".to_owned()))?;
    clock::start_of(date).ok_or_else(|| bad("there is no such day".to_owned()))
}

fn list(args: &ListArgs, json: bool, context: &Context) -> Result<String, Stop> {
    let sort = match args.sort.as_deref() {
        None => StorySort::default(),
        Some(given) => StorySort::of(given).ok_or_else(|| {
            let slugs = || StorySort::ALL.iter().map(|sort| sort.slug());
            Error::invalid(
                "unknown-value",
                format!("There is no order \"{given}\""),
                format!("it is one of: {}", slugs().collect::<Vec<_>>().join(", ")),
                format!("Did you mean \"{}\"?", nearest(given, slugs())),
            )
        })?,
    };
    let filter = StoryFilter {
        words: args.words.join(" "),
        principle: parsed(args.principle.as_deref())?,
        outcome: parsed(args.outcome.as_deref())?,
        employer: args.employer.clone(),
        tag: args.tag.clone(),
        ready: match (args.ready, args.unready) {
            (true, _) => Some(true),
            (_, true) => Some(false),
            _ => None,
        },
        sort,
        ..StoryFilter::default()
    };
    let found = with_bank(context, async |bank| find_stories(bank, &filter).await)?;
    let out = StoriesOut::of(&found);
    Ok(if json {
        report::json(&out)
    } else {
        report::stories(&out, context.paint())
    })
}

/// What was done to one story.
fn done(kept: &Kept<Story>, what: &str, json: bool) -> String {
    if json {
        report::json(&StoryOut::of(kept))
    } else {
        format!(
            "\"{}\" {what}: version {} of {}.\n",
            crate::wrap::clean(&kept.value.title),
            kept.version,
            kept.id
        )
    }
}

fn add(file: &Path, title: Option<&str>, json: bool, context: &Context) -> Result<String, Stop> {
    let files = files::incoming(std::slice::from_ref(&file.to_owned()))?;
    let brought = glidepath_exchange::read(&files).map_err(Error::from)?;
    let mut stories: Vec<Story> = brought.stories.into_iter().map(|told| told.story).collect();
    for source in brought.sources {
        if source.text.len() > LONGEST {
            return Err(Error::invalid(
                "text-too-long",
                format!("{} is {} bytes long", source.name, source.text.len()),
                format!("a story of two to three minutes is about 2,000 bytes, and the limit is {LONGEST}"),
                "Give one story at a time; `glidepath import` keeps long notes to dig in.",
            )
            .into());
        }
        stories.push(lay_story(
            &rules(context)?,
            title.unwrap_or_default(),
            &source.text,
            clock::today(),
        ));
    }
    if stories.is_empty() {
        return Err(Error::invalid(
            "no-story",
            "There is no story in it",
            "it is blank, or a list of questions",
            "Write the story down first; `glidepath question import` takes questions.",
        )
        .into());
    }
    if let (Some(title), [story]) = (title, stories.as_mut_slice()) {
        title.trim().clone_into(&mut story.title);
    }
    let kept = with_bank(context, async |bank| {
        let mut kept = Vec::new();
        for story in &stories {
            kept.push(keep_story(bank, None, None, story).await?.kept()?);
        }
        Ok(kept)
    })?;
    Ok(kept.iter().map(|kept| done(kept, "is kept", json)).collect())
}

fn edit(meant: &str, json: bool, context: &Context) -> Result<String, Stop> {
    let before = with_bank(context, async |bank| which(bank, meant).await)?;
    let note = write::markdown(&[(before.id.clone(), before.value.clone())]);
    let (name, text) = note.into_iter().next().unwrap_or_default();
    let name = format!("edit-{}-{name}", std::process::id());
    let (path, left) = editor::edit(&context.data_dir()?, &name, &text)?;
    if left == text {
        editor::forget(&path);
        return Ok(if json {
            report::json(&StoryOut::of(&before))
        } else {
            "Nothing was changed.\n".to_owned()
        });
    }
    let stays = |error: Error| Error {
        fix: format!("{} Your text is in {}.", error.fix, path.display()),
        ..error
    };
    let brought = glidepath_exchange::read(&[Incoming::new(name, left)])
        .map_err(Error::from)
        .map_err(stays)?;
    let mut stories = brought.stories.into_iter();
    let (Some(told), None) = (stories.next(), stories.next()) else {
        return Err(stays(Error::invalid(
            "not-a-story",
            "What you left is no story any more",
            "the lines between the two --- say that it is one",
            "Put them back and import the file.",
        ))
        .into());
    };
    let saved = with_bank(context, async |bank| {
        keep_story(bank, Some(&before.id), Some(before.version), &told.story).await
    });
    match saved.map_err(stays)? {
        Saved::Kept(kept) => {
            editor::forget(&path);
            Ok(done(&kept, "is kept", json))
        }
        clash @ Saved::Clash(_) => Err(clash.kept().map_err(stays).err().map_or(Stop::Done, Stop::Failed)),
    }
}

fn remove(meant: &str, yes: bool, json: bool, context: &Context) -> Result<String, Stop> {
    let story = with_bank(context, async |bank| which(bank, meant).await)?;
    if !is_sure(yes, &format!("Removing \"{}\"", story.value.title))? {
        return Ok("Nothing was removed.\n".to_owned());
    }
    let gone = with_bank(context, async |bank| {
        remove_story(bank, &story.id, Some(story.version)).await
    })?;
    Ok(if json {
        report::json(&StoryOut::of(&gone))
    } else {
        format!(
            "\"{}\" is removed. To bring it back: glidepath story restore {}\n",
            crate::wrap::clean(&gone.value.title),
            gone.id
        )
    })
}

fn history(meant: &str, bring_back: Option<i64>, json: bool, context: &Context) -> Result<String, Stop> {
    let Some(version) = bring_back else {
        let out = with_bank(context, async |bank| {
            let card = which_story(bank, meant).await?;
            let history = story_history(bank, &card.id).await?;
            Ok(HistoryOut::of(&card.id, &history))
        })?;
        return Ok(if json {
            report::json(&out)
        } else {
            report::history(&out, context.paint())
        });
    };
    let kept = with_bank(context, async |bank| {
        let card = which_story(bank, meant).await?;
        bring_back_version(bank, &card.id, version, card.version).await?.kept()
    })?;
    Ok(done(&kept, &format!("is as it was in version {version}"), json))
}

fn diff(meant: &str, older: Option<i64>, newer: Option<i64>, json: bool, context: &Context) -> Result<String, Stop> {
    let out = with_bank(context, async |bank| {
        let card = which_story(bank, meant).await?;
        let newer = newer.unwrap_or(card.version);
        let older = older.unwrap_or((newer - 1).max(1));
        story_at(bank, &card.id, older).await?;
        let changes = story_difference(bank, &card.id, older, newer).await?;
        Ok(DifferenceOut::of(&card.id, older, newer, &changes))
    })?;
    Ok(if json {
        report::json(&out)
    } else {
        report::difference(&out, context.paint())
    })
}

fn facts(meant: &str, accept: &[String], json: bool, context: &Context) -> Result<String, Stop> {
    let ledger = with_bank(context, async |bank| {
        let card = which_story(bank, meant).await?;
        let ledger = story_ledger(bank, &card.id).await?;
        if accept.is_empty() {
            return Ok(ledger);
        }
        let mut taken = Vec::new();
        for given in accept {
            taken.extend(chosen(given, &ledger.proposed)?);
        }
        accept_facts(bank, &ledger.id, ledger.version, &taken).await?.kept()?;
        story_ledger(bank, &ledger.id).await
    })?;
    let out = FactsOut::of(&ledger);
    Ok(if json {
        report::json(&out)
    } else {
        report::facts(&out, context.paint())
    })
}

/// The proposed facts that a number or `all` means.
fn chosen(given: &str, proposed: &[Fact]) -> Result<Vec<Fact>, Error> {
    if given == "all" {
        return Ok(proposed.to_vec());
    }
    let at = given
        .parse::<usize>()
        .ok()
        .and_then(|number| proposed.get(number.checked_sub(1)?));
    let fact = at.ok_or_else(|| {
        Error::invalid(
            "no-such-fact",
            format!("There is no fact \"{given}\" to take in"),
            format!(
                "{} are told and not in the ledger",
                report::count(proposed.len(), "fact", "facts")
            ),
            "Give a number of the list, or all.",
        )
    })?;
    Ok(vec![fact.clone()])
}

fn sample(remove: bool, yes: bool, json: bool, context: &Context) -> Result<String, Stop> {
    if !remove {
        let added = with_bank(context, async |bank| add_samples(bank).await)? as u64;
        let out = SamplesOut {
            schema: SAMPLES_SCHEMA,
            added,
            removed: 0,
        };
        return Ok(match (json, added) {
            (true, _) => report::json(&out),
            (false, 0) => "The samples are here already.\n".to_owned(),
            (false, _) => format!("{added} sample stories are here. To remove them: glidepath story sample --remove\n"),
        });
    }
    let there = with_bank(context, async |bank| samples_kept(bank).await)?;
    if there > 0 && !is_sure(yes, &format!("Removing {there} sample stories"))? {
        return Ok("Nothing was removed.\n".to_owned());
    }
    let removed = with_bank(context, async |bank| remove_samples(bank).await)?;
    let out = SamplesOut {
        schema: SAMPLES_SCHEMA,
        added: 0,
        removed,
    };
    Ok(if json {
        report::json(&out)
    } else {
        format!("{removed} sample stories are removed.\n")
    })
}
