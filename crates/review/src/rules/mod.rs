//! The registry: one line a rule, grouped as the pages group them. Everything that lists rules (the command line, the
//! settings, the pages, the docs and the tests) derives from it.
//!
//! A rule's file is `rules/<group>/<code>.rs` with underscores for dashes, and holds one `pub static RULE`. Strengths
//! stand in `rules/strength/`. `cargo xtask tidy` compares files with this list and keeps them formatted, since
//! `cargo fmt` does not see modules declared by a macro.

use crate::Rule;

macro_rules! registry {
    ($($group:ident { $($code:ident,)+ })+) => {
        $(
            #[doc = concat!("Rules of the group `", stringify!($group), "`.")]
            pub mod $group {
                $(pub mod $code;)+
            }
        )+

        /// Every rule, in registry order.
        pub static ALL: &[&Rule] = &[$($(&$group::$code::RULE,)+)+];
    };
}

registry! {
    evidence {
        no_metric,
        metric_without_mechanism,
        no_baseline,
        data_dump,
        vague_quantity,
        no_impact,
    }
    contribution {
        royal_we,
        hero,
        assigned,
        passive_agency,
    }
    friction {
        no_friction,
        perfect_path,
        villain,
        late_conflict,
        rabbit_hole,
        not_a_conflict,
        not_committed,
        gloating,
        stale,
        trivial,
    }
    altitude {
        too_high,
        too_low,
        oscillation,
        slow_start,
        no_landing,
        not_full_circle,
    }
    judgment {
        reckless,
        no_tradeoff,
        no_constraint,
        no_guardrail,
        overbuilt,
        customer_traded,
    }
    humanity {
        no_human,
        no_reflection,
        blame,
    }
    customer {
        no_customer,
        customer_unserved,
    }
    authenticity {
        name_drop,
        hypothetical,
        off_question,
        cliche,
        confidential,
    }
    delivery {
        ramble,
        thin,
        too_long,
        unbalanced,
        fillers,
        hedges,
        pace,
        long_pauses,
    }
    strength {
        named_conflict_early,
        baseline_and_result,
        mechanism,
        tradeoff_named,
        constraint_named,
        alternatives_weighed,
        individual_action,
        human_stakes,
        customer_protected,
        admitted_mistake,
        course_corrected,
        learned,
        disagreed_and_committed,
        self_started,
        simplified,
        full_circle,
    }
}

/// The rule called `code`.
#[must_use]
pub fn find(code: &str) -> Option<&'static Rule> {
    ALL.iter().copied().find(|r| r.code == code)
}

/// The rule whose code is most like `given`.
#[must_use]
pub fn nearest(given: &str) -> &'static str {
    let likeness = |code: &str| strsim::jaro_winkler(given, code);
    ALL.iter()
        .map(|r| r.code)
        .max_by(|a, b| likeness(a).total_cmp(&likeness(b)))
        .unwrap_or("")
}
