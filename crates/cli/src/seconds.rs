//! A length of time as a person types it.

use glidepath_app::Error;

/// The seconds of `2:30` or `150`.
///
/// # Errors
/// When it is neither, or no time at all.
pub(crate) fn seconds(took: &str) -> Result<u32, Error> {
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
