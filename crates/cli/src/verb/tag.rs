//! `tag`: which principles a question probes, in which bucket it falls, what it asks for.

use std::path::PathBuf;

use glidepath_app::tag_question::{TagIn, tag_line, tag_question};
use glidepath_app::wire::TagOut;

use crate::brain::{self, Work};
use crate::complaint::Outcome;
use crate::context::Context;
use crate::input::Source;
use crate::paint::{Ink, Paint};
use crate::{batch, wrap};

/// Say what a question probes: principles, bucket, form.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The question.
    #[arg(value_name = "QUESTION", required_unless_present = "jsonl")]
    question: Vec<String>,
    /// Tag a batch: one {"id","text"} object a line in, one answer a line out.
    #[arg(long, value_name = "FILE|-", conflicts_with = "question")]
    jsonl: Option<PathBuf>,
    /// Use words alone, no model.
    #[arg(long)]
    rules_only: bool,
}

pub(crate) fn run(args: &Args, context: &Context) -> Outcome {
    let config = context.config()?;
    let seeker = brain::seeker(
        context,
        &config,
        args.rules_only,
        if args.jsonl.is_some() { Work::Many } else { Work::Few },
    );
    if let Some(path) = &args.jsonl {
        return batch::answer(&Source::of(path), context, "questions", &|number, line| {
            tag_line(number, line, &seeker)
        });
    }
    let given = TagIn {
        id: None,
        text: args.question.join(" "),
    };
    let out = tag_question(given, &seeker)?;
    let text = if context.json()? {
        crate::report::bank::json(&out)
    } else {
        page(&out, context.paint())
    };
    context.print(&text)?;
    Ok(0)
}

/// Shares under this are left out of the text.
const WORTH_SAYING: f64 = 0.05;

fn page(out: &TagOut, paint: Paint) -> String {
    let mut text = String::new();
    let wide = out.principles.iter().map(|p| p.name.len()).max().unwrap_or(0);
    for (n, principle) in out.principles.iter().enumerate() {
        if n > 0 && principle.score < WORTH_SAYING {
            break;
        }
        let name = format!("{:<wide$}", principle.name);
        let ink = if n == 0 { Ink::Strong } else { Ink::Quiet };
        text.push_str(&format!(
            "{}  {:>3.0} %\n",
            paint.ink(ink, &name),
            principle.score * 100.0
        ));
    }
    text.push_str(&format!("\nbucket  {}\nasks    {}\n", out.bucket, asks(out.form)));
    if !out.themes.is_empty() {
        let themes = out.themes.iter().take(4).copied().collect::<Vec<_>>().join(", ");
        text.push_str(&wrap::fill(&format!("about   {themes}"), wrap::WIDTH, "        "));
        text.push('\n');
    }
    if out.model.is_none() {
        text.push_str(&paint.ink(Ink::Quiet, "\nBy its words alone, without the model.\n"));
    }
    text
}

fn asks(form: &str) -> &'static str {
    match form {
        "habit" => "how you usually go about it: give one occasion all the same",
        "opinion" => "what you think: back it with one occasion",
        _ => "for one past event",
    }
}
