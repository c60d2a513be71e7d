//! What a drill is set to, in words.

use glidepath_domain::{Drill, DrillState, Temperament, Variant, Verdict};

/// A variant's name.
pub(crate) const fn variant(variant: Variant) -> &'static str {
    match variant {
        Variant::Plain => "Told through",
        Variant::Interrupted => "Interrupted",
        Variant::Switching => "Switching",
        Variant::Theme => "Theme",
    }
}

/// What a variant does.
pub(crate) const fn variant_says(variant: Variant) -> &'static str {
    match variant {
        Variant::Plain => "One question, told without a break.",
        Variant::Interrupted => "You are cut in on once, and take up the thread again.",
        Variant::Switching => "The next question is on something far from the last.",
        Variant::Theme => "Three prompts on one theme, then the first again with figures for generalities.",
    }
}

/// A temperament's name.
pub(crate) const fn temperament(temperament: Temperament) -> &'static str {
    match temperament {
        Temperament::Terse => "Terse",
        Temperament::Friendly => "Friendly",
        Temperament::Drilling => "Drilling",
        Temperament::Sceptical => "Sceptical",
    }
}

/// What a temperament is like.
pub(crate) const fn temperament_says(temperament: Temperament) -> &'static str {
    match temperament {
        Temperament::Terse => "few words",
        Temperament::Friendly => "warm, and no easier",
        Temperament::Drilling => "one point, deeper and deeper",
        Temperament::Sceptical => "not convinced",
    }
}

/// Where a drill stands.
pub(crate) fn stands(drill: &Drill) -> String {
    match drill.state {
        DrillState::Telling => "being told".to_owned(),
        DrillState::Asking if drill.turns.len() < 2 => "told".to_owned(),
        DrillState::Asking => format!("at follow-up {}", drill.turns.len() - 1),
        DrillState::Rating => "all is said".to_owned(),
        DrillState::Done => "done".to_owned(),
        DrillState::Left => "left".to_owned(),
    }
}

/// How one says that it went.
pub(crate) const fn verdict_says(verdict: Verdict) -> (&'static str, &'static str) {
    match verdict {
        Verdict::Below => ("Below the bar", "I would not have been convinced."),
        Verdict::Meets => ("At the bar", "It would have counted for me."),
        Verdict::Raises => ("Above the bar", "They would have remembered it."),
    }
}

/// Minutes and seconds of a timebox, spoken: `3 minutes`, `2½ minutes`, `90 seconds`.
pub(crate) fn timebox(seconds: u32) -> String {
    match (seconds / 60, seconds % 60) {
        (1, 0) => "1 minute".to_owned(),
        (minutes, 0) => format!("{minutes} minutes"),
        (minutes @ 2.., 30) => format!("{minutes}½ minutes"),
        _ => format!("{seconds} seconds"),
    }
}

#[cfg(test)]
mod tests {
    use super::timebox;

    #[test]
    fn timeboxes_read_well() {
        assert_eq!(
            [180, 150, 90, 60].map(timebox),
            ["3 minutes", "2½ minutes", "90 seconds", "1 minute"]
        );
    }
}
