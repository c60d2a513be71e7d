//! Serves the web app alone, without the command line, for work on its pages: `cargo run -p glidepath-web --example serve
//! 4747 FOLDER`. Stories are kept in the folder, where one is given. Time stands still, but for a second with each act.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use glidepath_app::bank::place;
use glidepath_app::config::PracticeSettings;
use glidepath_app::{Edge, LazyBank, Recordings, Reviewer};
use glidepath_domain::Date;
use glidepath_web::{Options, Sound, serve};

/// 1 June 2026 at noon, in UTC milliseconds.
const NOON: i64 = 1_780_315_200_000;

/// A clock that goes on by a second whenever somebody looks, and names in a row.
#[derive(Default)]
struct Standing(AtomicI64);

impl Edge for Standing {
    fn now_ms(&self) -> i64 {
        NOON + 1000 * self.0.fetch_add(1, Ordering::Relaxed)
    }

    fn today(&self) -> Date {
        today()
    }

    fn id(&self) -> String {
        format!("{:016}", self.now_ms())
    }
}

fn today() -> Date {
    Date {
        year: 2026,
        month: 6,
        day: 1,
    }
}

#[tokio::main]
async fn main() -> Result<(), glidepath_app::Error> {
    let mut given = std::env::args().skip(1);
    let port = given.next().and_then(|p| p.parse().ok()).unwrap_or(4747);
    let reviewer = Reviewer::default();
    let folder = given.next().map(PathBuf::from);
    let sound = folder.as_ref().map(|folder| Sound {
        recordings: Recordings::at(folder.join("recordings")),
        transcriber: None,
        language: None,
        settings: PracticeSettings::default(),
    });
    let bank = folder.map(|folder| {
        let place = place(&folder, None);
        Arc::new(LazyBank::at(place, Arc::new(Standing::default()), reviewer.clone()))
    });
    serve(Options {
        port,
        reviewer,
        today,
        bank,
        sound,
        ready: Box::new(|address| {
            use std::io::Write as _;
            drop(writeln!(std::io::stdout(), "http://{address}"));
        }),
    })
    .await
}
