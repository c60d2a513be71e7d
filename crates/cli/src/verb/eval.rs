//! `eval`: how often the reviewer is right, on a labelled corpus.

use std::fs;
use std::path::{Path, PathBuf};

use glidepath_app::Error;
use glidepath_app::evaluate::{Corpus, evaluate};

use crate::brain::{self, Work};
use crate::complaint::{Outcome, tell};
use crate::context::Context;

/// Hold the reviewer against labelled answers: how often each rule is right, and what else it tells.
///
/// CORPUS is a JSONL file or a folder of them, with folders in it; a folder called `second` holds
/// answers labelled twice, from which the agreement of annotators is told. `corpus/README.md` in the source describes the labels.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Labelled answers: a JSONL file, or a folder.
    #[arg(value_name = "CORPUS", required = true)]
    corpus: Vec<PathBuf>,
    /// Use the rules alone.
    #[arg(long)]
    rules_only: bool,
}

/// Exit code where some lines could not be counted. Source: contract, "Common".
const BAD_INPUT: u8 = 2;

pub(crate) fn run(args: &Args, context: &Context) -> Outcome {
    let json = context.json()?;
    let config = context.config()?;
    let mut corpus = Corpus::default();
    for path in &args.corpus {
        read(path, &mut corpus)?;
    }
    for bad in &corpus.bad {
        tell(
            &Error::invalid(
                "bad-label",
                format!("{}, line {}, is left out", bad.file, bad.line),
                bad.why.clone(),
                "Mend the line and measure again; the other lines were counted.",
            ),
            json,
        );
    }
    if corpus.answers.is_empty() {
        return Err(Error::invalid(
            "no-answers",
            "There is nothing to measure on",
            "no line of what was given is a labelled answer",
            "Give a JSONL file whose lines have id, text, overall, flaws and strengths.",
        )
        .into());
    }
    let (reviewer, _) = brain::reviewer(context, &config, args.rules_only, Work::Many);
    let evaluation = evaluate(&corpus, &reviewer);
    let text = if json {
        format!("{}\n", evaluation.to_json())
    } else {
        evaluation.to_string()
    };
    context.print(&text)?;
    Ok(if corpus.bad.is_empty() { 0 } else { BAD_INPUT })
}

/// Reads a file, or every JSONL file of a folder and the folders in it, in order of their names.
fn read(path: &Path, corpus: &mut Corpus) -> Result<(), Error> {
    let cannot = |error: std::io::Error| {
        Error::invalid(
            "cannot-read",
            format!("{} cannot be read", path.display()),
            error.to_string(),
            "Check the path and the rights to it.",
        )
    };
    if path.is_dir() {
        let mut inside: Vec<PathBuf> = fs::read_dir(path)
            .map_err(cannot)?
            .filter_map(|entry| entry.ok().map(|e| e.path()))
            .filter(|p| p.is_dir() || p.extension().is_some_and(|x| x == "jsonl"))
            .collect();
        inside.sort();
        return inside.iter().try_for_each(|p| read(p, corpus));
    }
    let text = fs::read_to_string(path).map_err(cannot)?;
    let folder = path.parent().and_then(Path::file_name);
    corpus.add(
        &path.display().to_string(),
        &text,
        folder.is_some_and(|f| f == "second"),
    );
    Ok(())
}
