//! `export`: the bank as files, to keep or to use elsewhere.

use std::path::{Path, PathBuf};

use glidepath_app::Error;
use glidepath_app::hand_out::{Shape, hand_out};
use glidepath_app::which_story::which_story;
use glidepath_app::wire::{EXPORT_SCHEMA, ExportOut};

use crate::bank::with_bank;
use crate::complaint::{Outcome, nearest};
use crate::context::Context;
use crate::{files, report};

/// Hand the bank out as files.
///
/// Markdown and JSON lose nothing and can be imported again. Files that are there already are left alone unless you say --force.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Where to: a folder for Markdown, a file for all else; - is standard output.
    #[arg(long, value_name = "FILE|FOLDER", required = true)]
    to: PathBuf,
    /// markdown, markdown-zip, json, csv, xlsx, text or anki; told by the file's ending unless given.
    #[arg(long = "as", value_name = "SHAPE")]
    shape: Option<String>,
    /// Only this story, by id or title; repeatable.
    #[arg(long = "story", value_name = "STORY")]
    only: Vec<String>,
    /// Write over files that are there.
    #[arg(long)]
    force: bool,
}

pub(crate) fn run(args: &Args, context: &Context) -> Outcome {
    let json = context.json()?;
    let shape = shape(args)?;
    let to_stdout = args.to.as_os_str() == "-";
    if !to_stdout && !shape.is_folder() && is_folder(&args.to) {
        return Err(Error::invalid(
            "not-a-file",
            format!("{} is a folder", args.to.display()),
            format!("{} is one file", shape.slug()),
            format!(
                "Name the file: {}.",
                args.to.join(format!("bank.{}", shape.ending())).display()
            ),
        )
        .into());
    }
    let made = with_bank(context, async |bank| {
        let mut only = Vec::new();
        for meant in &args.only {
            let id = which_story(bank, meant).await?.id;
            if !only.contains(&id) {
                only.push(id);
            }
        }
        hand_out(bank, shape, &only).await
    })?;
    if to_stdout {
        return print(shape, made.files, context);
    }
    let files: Vec<(PathBuf, Vec<u8>)> = if shape.is_folder() {
        made.files
            .into_iter()
            .map(|(name, bytes)| (args.to.join(name), bytes))
            .collect()
    } else {
        made.files
            .into_iter()
            .map(|(_, bytes)| (args.to.clone(), bytes))
            .collect()
    };
    files::write(&files, args.force)?;
    let out = ExportOut {
        schema: EXPORT_SCHEMA,
        files: files.iter().map(|(path, _)| path.display().to_string()).collect(),
        stories: made.stories,
        questions: made.questions,
    };
    if json {
        context.print(&report::bank::json(&out))?;
    } else if !context.quiet() {
        context.print(&report::bank::export(&out, &args.to))?;
    }
    Ok(0)
}

/// Whether a path is a folder's, or would be.
fn is_folder(to: &Path) -> bool {
    to.is_dir() || to.as_os_str().to_string_lossy().ends_with(std::path::is_separator)
}

fn print(shape: Shape, files: Vec<(String, Vec<u8>)>, context: &Context) -> Outcome {
    let texts = files
        .into_iter()
        .map(|(_, bytes)| String::from_utf8(bytes))
        .collect::<Result<Vec<_>, _>>();
    match texts {
        Ok(texts) if texts.len() == 1 || shape.is_folder() => {
            context.print(&texts.join("\n"))?;
            Ok(0)
        }
        _ => Err(Error::invalid(
            "not-text",
            format!("{} is no text", shape.slug()),
            "standard output is for text here",
            "Name a file with --to.",
        )
        .into()),
    }
}

/// What was asked for, else what the ending says; without an ending it is a folder of notes.
fn shape(args: &Args) -> Result<Shape, Error> {
    let slugs = || Shape::ALL.iter().map(|shape| shape.slug());
    let unknown = |given: &str| {
        let near = nearest(given, slugs());
        Error::invalid(
            "unknown-value",
            format!("There is no shape \"{given}\""),
            format!("it is one of: {}", slugs().collect::<Vec<_>>().join(", ")),
            format!("Did you mean \"{near}\"?"),
        )
    };
    if let Some(given) = &args.shape {
        return Shape::of(given).ok_or_else(|| unknown(given));
    }
    if args.to.is_dir() || args.to.as_os_str() == "-" {
        return Ok(Shape::Markdown);
    }
    match args
        .to
        .extension()
        .map(|ending| ending.to_string_lossy().to_lowercase())
    {
        None => Ok(Shape::Markdown),
        Some(ending) => {
            let known = Shape::ALL
                .iter()
                .copied()
                .find(|shape| shape.ending() == ending && !shape.is_folder());
            known.ok_or_else(|| ending_unknown(&args.to))
        }
    }
}

fn ending_unknown(to: &Path) -> Error {
    let endings: Vec<&str> = Shape::ALL
        .iter()
        .filter(|shape| !shape.is_folder())
        .map(|shape| shape.ending())
        .collect();
    Error::invalid(
        "unknown-ending",
        format!("{} could be anything", to.display()),
        format!("the endings known are: {}", endings.join(", ")),
        "Say what it is to be with --as; Markdown goes to a folder.",
    )
}
