//! Serves the web app alone, without the command line, for work on its pages: `cargo run -p glidepath-web --example serve 4747`.

use glidepath_domain::Date;
use glidepath_web::{Options, serve};

#[tokio::main]
async fn main() -> Result<(), glidepath_app::Error> {
    let port = std::env::args().nth(1).and_then(|p| p.parse().ok()).unwrap_or(4747);
    serve(Options {
        port,
        reviewer: glidepath_app::Reviewer::default(),
        today: || Date {
            year: 2026,
            month: 6,
            day: 1,
        },
        ready: Box::new(|address| {
            use std::io::Write as _;
            drop(writeln!(std::io::stdout(), "http://{address}"));
        }),
    })
    .await
}
