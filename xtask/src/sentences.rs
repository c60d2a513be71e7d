//! Prints labelled answers as the training of the encoder reads them: one JSON object a line, with the sentences as the reviewer cuts them.

use anyhow::Result;
use glidepath_review::evidence;
use serde_json::json;

use crate::measure;

pub(crate) fn print(files: &[&str]) -> Result<()> {
    for labelled in measure::labelled(files)? {
        let attempt = labelled.attempt();
        let read = evidence(&attempt, None);
        let spans: Vec<[usize; 2]> = read.looks.iter().map(|(span, _)| [span.start, span.end]).collect();
        println!("{}", json!({ "id": labelled.id, "spans": spans, "features": read.features, "noted": read.noted, "cues": read.cues }));
    }
    Ok(())
}
