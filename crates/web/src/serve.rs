//! Listening on the loopback address until told to stop.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use glidepath_app::practice::sweep_recordings;
use glidepath_app::{Error, LazyBank, Reviewer};
use glidepath_domain::Date;
use tokio::net::TcpListener;

use crate::router::app_with_sound;
use crate::sound::Sound;

/// How often sound that is older than the settings allow is looked for.
const A_DAY: Duration = Duration::from_secs(86_400);

/// How to serve.
pub struct Options {
    /// Port on 127.0.0.1; nought takes any free one.
    pub port: u16,
    /// Who reviews.
    pub reviewer: Reviewer,
    /// The clock: the day of a review.
    pub today: fn() -> Date,
    /// Where stories are kept; opened when a page first asks for it.
    pub bank: Option<Arc<LazyBank>>,
    /// Where sound is kept, and who writes it down.
    pub sound: Option<Sound>,
    /// Called once, with the address, as soon as requests are answered.
    pub ready: Box<dyn FnOnce(SocketAddr) + Send>,
}

/// Serves the app on 127.0.0.1 until Ctrl-C or a request to terminate.
///
/// # Errors
/// When the port is taken or may not be used, or listening breaks off.
pub async fn serve(options: Options) -> Result<(), Error> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, options.port))
        .await
        .map_err(|e| cannot_bind(options.port, &e))?;
    let address = listener.local_addr().map_err(|e| broken(&e))?;
    sweep_daily(options.bank.as_ref(), options.sound.as_ref());
    let app = app_with_sound(options.reviewer, options.today, options.bank, options.sound);
    (options.ready)(address);
    axum::serve(listener, app)
        .with_graceful_shutdown(told_to_stop())
        .await
        .map_err(|e| broken(&e))
}

/// Where the settings say how long sound is kept, removes what is older: now, and once a day.
fn sweep_daily(bank: Option<&Arc<LazyBank>>, sound: Option<&Sound>) {
    let (Some(bank), Some(sound)) = (bank.cloned(), sound) else {
        return;
    };
    let (recordings, days) = (sound.recordings.clone(), sound.settings.retention_days);
    if days.is_none() {
        return;
    }
    tokio::spawn(async move {
        loop {
            // A database or disk that refuses is asked again tomorrow; nothing is lost by waiting.
            if let Ok(open) = bank.get().await {
                drop(sweep_recordings(&open, &recordings, days).await);
            }
            tokio::time::sleep(A_DAY).await;
        }
    });
}

fn cannot_bind(port: u16, error: &std::io::Error) -> Error {
    match error.kind() {
        std::io::ErrorKind::AddrInUse => Error::unavailable(
            "port-taken",
            format!("Port {port} on 127.0.0.1 is taken"),
            "another program, or another Glidepath, is listening there",
            "Stop it, or choose another port with --port.",
        ),
        std::io::ErrorKind::PermissionDenied => Error::unavailable(
            "port-refused",
            format!("Port {port} on 127.0.0.1 may not be used"),
            "the system keeps ports below 1024 for itself",
            "Choose a port of 1024 or above with --port.",
        ),
        _ => broken(error),
    }
}

fn broken(error: &std::io::Error) -> Error {
    Error::unavailable(
        "cannot-serve",
        "The app cannot listen on 127.0.0.1",
        error.to_string(),
        "Check that the loopback network is up, then start it again.",
    )
}

async fn told_to_stop() {
    let interrupt = async {
        // Without a handler for Ctrl-C the default one ends the program, which is what it asks for.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => drop(signal.recv().await),
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        () = interrupt => {}
        () = terminate => {}
    }
}
