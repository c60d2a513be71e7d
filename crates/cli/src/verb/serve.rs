//! `serve`: the web app on this machine, and the browser to see it.

use std::net::SocketAddr;
use std::sync::Arc;

use glidepath_app::config::Config;
use glidepath_app::practice::Transcriber;
use glidepath_app::{Error, LazyBank};
use serde_json::json;

use crate::bank::{Machine, bank_place};
use crate::brain::{self, Work};
use crate::clock;
use crate::complaint::{self, Outcome};
use crate::context::Context;
use crate::ears;
use crate::paint::{Ink, Paint};

/// Start the web app on this machine.
#[derive(Debug, Default, clap::Args)]
pub(crate) struct Args {
    /// The port to listen on, 4747 unless set; 0 takes a free one.
    #[arg(long, value_name = "PORT")]
    port: Option<u16>,
    /// Open the browser.
    #[arg(long, conflicts_with = "no_open")]
    open: bool,
    /// Use rules alone, no model.
    #[arg(long)]
    rules_only: bool,
    /// Do not open the browser.
    #[arg(long)]
    no_open: bool,
}

pub(crate) fn run(args: &Args, context: &Context) -> Outcome {
    let json = context.json()?;
    let config = context.config()?;
    let open = args.open || (config.open && !args.no_open);
    let (quiet, paint) = (context.quiet(), context.paint());
    let (reviewer, encoder) = brain::reviewer(context, &config, args.rules_only, Work::Few);
    // A machine without a place for data can review all the same; the pages that need one say so.
    let bank = bank_place(context).ok().map(|place| {
        let bank = LazyBank::at(place, Arc::new(Machine), reviewer.clone());
        Arc::new(bank.seeking(brain::seeking(encoder.as_ref())))
    });
    let sound = ears::recordings(context).ok().map(|recordings| glidepath_web::Sound {
        recordings,
        transcriber: writes_down(context, &config, json),
        language: config.transcriber.language.clone(),
        settings: config.practice.clone(),
    });
    let options = glidepath_web::Options {
        port: args.port.unwrap_or(config.port),
        reviewer,
        today: clock::today,
        bank,
        sound,
        ready: Box::new(move |address| {
            if !quiet {
                announce(address, json, paint);
            }
            if open {
                show(address);
            }
            // Ready before the first answer is pasted, and never in the way of the first page.
            if let Some(encoder) = encoder {
                std::thread::spawn(move || encoder.wake().is_some());
            }
        }),
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| {
            Error::unavailable(
                "cannot-start",
                "The web app could not start",
                error.to_string(),
                "Close other programs and try again.",
            )
        })?;
    runtime.block_on(glidepath_web::serve(options))?;
    Ok(0)
}

/// Who writes recordings down. That there is nobody is no news here: the pages say so, and take typed words.
fn writes_down(context: &Context, config: &Config, json: bool) -> Option<Arc<dyn Transcriber>> {
    match ears::transcriber(context, config, None) {
        Ok(transcriber) => Some(transcriber),
        Err(error) => {
            if error.code != "no-transcriber" {
                complaint::tell(&error, json);
            }
            None
        }
    }
}

/// Says where it is. The app goes on when nobody listens.
fn announce(address: SocketAddr, json: bool, paint: Paint) {
    use std::io::Write;
    let url = format!("http://{address}");
    let line = if json {
        json!({ "url": url }).to_string()
    } else {
        format!(
            "Glidepath is at {}  {}",
            paint.ink(Ink::Path, &url),
            paint.ink(Ink::Quiet, "(Ctrl-C to stop)")
        )
    };
    let mut out = std::io::stdout().lock();
    drop(writeln!(out, "{line}").and_then(|()| out.flush()));
}

/// Opens the browser where there is a screen; a text browser inside this terminal would be no help.
fn show(address: SocketAddr) {
    let has = |name: &str| std::env::var_os(name).is_some_and(|v| !v.is_empty());
    if !cfg!(target_os = "linux") || has("DISPLAY") || has("WAYLAND_DISPLAY") || has("WSL_DISTRO_NAME") {
        drop(open::that_detached(format!("http://{address}")));
    }
}
