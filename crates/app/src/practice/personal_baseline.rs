//! One's usual delivery, over the takes that have sound.

use glidepath_domain::{Drill, DrillState};
use glidepath_speech::{Baseline, rates};

use crate::{Bank, Error};

/// One's usual delivery over all takes that ended.
///
/// # Errors
/// When the database does not answer.
pub async fn personal_baseline(bank: &Bank) -> Result<Baseline, Error> {
    let drills = bank.desk().drills().await?;
    Ok(baseline_before(drills.iter().map(|kept| &kept.value)))
}

/// The same over these.
pub(super) fn baseline_before<'d>(drills: impl Iterator<Item = &'d Drill>) -> Baseline {
    let measured: Vec<_> = drills
        .filter(|drill| drill.state == DrillState::Done)
        .filter_map(Drill::answer)
        .filter_map(|turn| {
            let delivery = turn.delivery.as_ref()?;
            Some((
                delivery,
                rates(delivery, turn.text.split_whitespace().count(), &turn.words),
            ))
        })
        .collect();
    Baseline::over(measured.iter().map(|(delivery, rates)| (*delivery, rates)))
}
