//! A retake: the same question, told again at once. The take before stays and can be held against it.

use glidepath_domain::{Drill, DrillState, Turn};

use super::open_drill::{drill, is_open, keep, refuse_of_loop};
use crate::{Bank, Error, Kept};

/// Starts a drill anew, as it was held. One that is still open is left.
///
/// # Errors
/// When there is no such drill, or it is an exam, or a question of a loop, that has not ended.
pub async fn take_again(bank: &Bank, id: &str) -> Result<Kept<Drill>, Error> {
    let before = drill(bank, id).await?;
    let open = is_open(&before.value);
    if before.value.exam && open && before.value.of_loop.is_none() {
        return Err(Error::invalid(
            "drill-exam",
            "An exam is not begun again",
            "it is held as an interview is, and there is one telling in an interview",
            "Finish or leave it; then you may tell it again.",
        ));
    }
    if open {
        refuse_of_loop(&before.value, "left")?;
        let mut left = before.value.clone();
        left.state = DrillState::Left;
        keep(bank, id, before.version, &left).await?;
    }
    let asked = before.value.answer().map(|turn| turn.asked.clone()).unwrap_or_default();
    let again = Drill {
        exam: false,
        // A retake follows on a telling that may have been nudged: it would tell nothing about nudges.
        on_trial: false,
        again: id.to_owned(),
        of_loop: None,
        state: DrillState::Telling,
        turns: vec![Turn::open(asked)],
        own_verdict: None,
        first_review: None,
        ..before.value
    };
    Ok(bank.desk().put_drill(None, None, &again).await?)
}
