//! Reviews and the story bank as people and programs read them: text, JSON lines, SARIF. (HTML is the web crate's.)

pub(crate) mod bank;
pub(crate) mod compared;
pub(crate) mod debrief;
pub(crate) mod deck;
pub(crate) mod dig;
pub(crate) mod drill;
pub(crate) mod loops_apart;
pub(crate) mod mock_loop;
pub(crate) mod practice;
pub(crate) mod progress;
pub(crate) mod sarif;
pub(crate) mod take;
pub(crate) mod takes_apart;
pub(crate) mod text;

mod diagnostic;
mod flight;
mod place;

use glidepath_app::Error;
use glidepath_app::review_answer::Reviewed;
use glidepath_app::wire::Id;

/// A review and the name of the file it was made from.
#[derive(Debug)]
pub(crate) struct Named {
    /// As messages say it.
    pub(crate) name: String,
    /// The answer and its review.
    pub(crate) reviewed: Reviewed,
}

/// One JSON object a line. Where there are several, each without an id of its own is called by its file.
///
/// # Errors
/// When a review cannot be written, which is a mistake of ours.
pub(crate) fn json(reviews: &[Named], several: bool) -> Result<String, Error> {
    let mut out = String::new();
    for named in reviews {
        let mut wire = named.reviewed.to_wire();
        if several && wire.id.is_none() {
            wire.id = Some(Id::Text(named.name.clone()));
        }
        let line = serde_json::to_string(&wire).map_err(|e| {
            Error::unavailable(
                "cannot-write",
                "The review could not be written",
                e.to_string(),
                "Please report this.",
            )
        })?;
        out.push_str(&line);
        out.push('\n');
    }
    Ok(out)
}
