//! Prints labelled answers as the training of the encoder reads them: the names of the cues in the first line,
//! then an answer a line with its sentences as the reviewer cuts them.

use anyhow::Result;
use glidepath_review::{evidence, look};
use serde_json::json;

use crate::measure;

pub(crate) fn print(files: &[&str]) -> Result<()> {
    println!("{}", json!({ "cues": look::cue_names().collect::<Vec<_>>() }));
    for labelled in measure::labelled(files)? {
        let attempt = labelled.attempt();
        let read = evidence(&attempt, None, None);
        let spans: Vec<[usize; 2]> = read.looks.iter().map(|(span, _)| [span.start, span.end]).collect();
        println!("{}", json!({ "id": labelled.id, "spans": spans, "cues": read.cues }));
    }
    Ok(())
}
