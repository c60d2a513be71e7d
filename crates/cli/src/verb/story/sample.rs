//! `story sample`: the sample bank, added and removed.

use glidepath_app::sample_bank::{add_samples, remove_samples, samples_kept};
use glidepath_app::wire::{SAMPLES_SCHEMA, SamplesOut};

use crate::bank::{is_sure, with_bank};
use crate::complaint::Stop;
use crate::context::Context;
use crate::report::bank as report;

pub(super) fn sample(remove: bool, yes: bool, json: bool, context: &Context) -> Result<String, Stop> {
    if !remove {
        let added = with_bank(context, async |bank| add_samples(bank).await)? as u64;
        let out = SamplesOut {
            schema: SAMPLES_SCHEMA,
            added,
            removed: 0,
        };
        return Ok(match (json, added) {
            (true, _) => report::json(&out),
            (false, 0) => "The samples are here already.\n".to_owned(),
            (false, _) => format!("{added} sample stories are here. To remove them: glidepath story sample --remove\n"),
        });
    }
    let there = with_bank(context, async |bank| samples_kept(bank).await)?;
    let what = format!("Removing {there} sample stories");
    if there > 0 && !is_sure(yes, &what)? {
        return Ok(report::declined(&what, "Nothing was removed.", json));
    }
    let removed = with_bank(context, async |bank| remove_samples(bank).await)?;
    let out = SamplesOut {
        schema: SAMPLES_SCHEMA,
        added: 0,
        removed,
    };
    Ok(if json {
        report::json(&out)
    } else {
        format!("{removed} sample stories are removed.\n")
    })
}
