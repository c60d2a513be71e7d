//! `config`: where the settings lie, what they are, and a first file.

use std::fs;

use clap::Subcommand;
use glidepath_app::Error;
use glidepath_app::config::{explain, keys, template};
use serde_json::{Map, Value, json};

use crate::complaint::Outcome;
use crate::context::Context;
use crate::paint::Ink;
use crate::wrap;

/// Show, explain or start the settings file.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    act: Option<Act>,
}

#[derive(Debug, Subcommand)]
enum Act {
    /// Print where the settings file lies.
    Path,
    /// Print every setting with its value (the default act).
    Show,
    /// Say what a setting does.
    Explain {
        /// The setting, such as serve.port.
        key: String,
    },
    /// Write a first settings file, every line commented out.
    Init,
}

pub(crate) fn run(args: &Args, context: &Context) -> Outcome {
    let json = context.json()?;
    let text = match args.act.as_ref().unwrap_or(&Act::Show) {
        Act::Path => path(context, json)?,
        Act::Show => show(context, json)?,
        Act::Explain { key } => explained(key, context, json)?,
        Act::Init => init(context, json)?,
    };
    context.print(&text)?;
    Ok(0)
}

fn path(context: &Context, json: bool) -> Result<String, Error> {
    let path = context.config_path()?;
    if json {
        return Ok(format!(
            "{}\n",
            json!({ "path": path.display().to_string(), "exists": path.exists() })
        ));
    }
    Ok(format!("{}\n", path.display()))
}

fn show(context: &Context, json: bool) -> Result<String, Error> {
    let config = context.config()?;
    if json {
        let fields: Map<String, Value> = keys()
            .map(|key| {
                let (value, set) = config.value_of(&key);
                (
                    key.name,
                    json!({ "value": value, "from": if set { "file" } else { "default" } }),
                )
            })
            .collect();
        return Ok(format!(
            "{}\n",
            json!({ "schema": "glidepath.config/1", "settings": fields })
        ));
    }
    let mut out = String::new();
    let mut section = String::new();
    for key in keys() {
        let (own, last) = key.parts();
        if own != section {
            let gap = if section.is_empty() { "" } else { "\n" };
            out.push_str(&format!(
                "{gap}{}\n",
                context.paint().ink(Ink::Path, &format!("[{own}]"))
            ));
            own.clone_into(&mut section);
        }
        let (value, set) = config.value_of(&key);
        let line = if value.is_empty() {
            format!("# {last} is not set")
        } else {
            format!("{last} = {value}")
        };
        out.push_str(&if set {
            format!("{line}\n")
        } else {
            format!("{}\n", context.paint().ink(Ink::Quiet, &line))
        });
    }
    Ok(out)
}

fn explained(name: &str, context: &Context, json: bool) -> Result<String, Error> {
    let key = explain(name)?;
    if json {
        let fields = json!({
            "key": key.name, "takes": key.kind.takes(), "default": key.default, "meaning": key.meaning, "source": key.source,
        });
        return Ok(format!("{fields}\n"));
    }
    let paint = context.paint();
    let default = if key.default.is_empty() { "none" } else { &key.default };
    let mut out = format!(
        "{}\n{}\n\n",
        paint.ink(Ink::Strong, &key.name),
        wrap::fill(&key.meaning, wrap::WIDTH, "  ")
    );
    let mut part =
        |name: &str, said: &str| out.push_str(&format!("  {} {said}\n", paint.ink(Ink::Path, &format!("{name:<8}"))));
    part("takes", &key.kind.takes());
    part("default", default);
    if !key.source.is_empty() {
        part("source", key.source);
    }
    Ok(out)
}

fn init(context: &Context, json: bool) -> Result<String, Error> {
    let path = context.config_path()?;
    if path.exists() {
        return Err(Error::invalid(
            "config-exists",
            format!("There is a settings file already ({})", path.display()),
            "a first file would overwrite it",
            "Edit it, or move it away and try again.",
        ));
    }
    let failed = |error: std::io::Error| {
        let what = format!("The settings file could not be written ({})", path.display());
        Error::unavailable(
            "cannot-write",
            what,
            error.to_string(),
            "Check the folder's permissions and the disk.",
        )
    };
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    fs::write(&path, template()).map_err(failed)?;
    Ok(if json {
        format!("{}\n", json!({ "path": path.display().to_string() }))
    } else {
        format!("Wrote {}\n", path.display())
    })
}
