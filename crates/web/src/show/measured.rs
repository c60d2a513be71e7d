//! How often a rule is right, as the evaluation of the held-out answers found it.

use std::collections::HashMap;
use std::sync::LazyLock;

use maud::{Markup, html};

use super::say::counted;

/// What `cargo xtask docs` counted: with which encoder and rules, the number of answers, then for each rule its hits, alarms and misses.
const RATES: &str = include_str!("rates.tsv");
/// Labels and findings below which a rate says little.
const FEW: usize = 10;

/// What a rule did on answers it was not made with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Measured {
    /// Findings that an annotator made as well.
    hits: usize,
    /// Findings that none made.
    alarms: usize,
    /// Labels the rule did not find.
    misses: usize,
}

struct Evaluation {
    answers: usize,
    rows: HashMap<&'static str, Measured>,
}

static HELD_OUT: LazyLock<Evaluation> = LazyLock::new(|| read(RATES));

fn read(table: &'static str) -> Evaluation {
    let mut answers = 0;
    let mut rows = HashMap::new();
    for line in table.lines() {
        let mut parts = line.split('\t');
        let code = parts.next().unwrap_or("");
        let numbers: Vec<usize> = parts.filter_map(|n| n.parse().ok()).collect();
        match numbers[..] {
            [count] => answers = count,
            [hits, alarms, misses] => {
                rows.insert(code, Measured { hits, alarms, misses });
            }
            _ => {}
        }
    }
    Evaluation { answers, rows }
}

/// What was measured of the rule called `code`, if it has been.
pub(crate) fn measured(code: &str) -> Option<Measured> {
    HELD_OUT.rows.get(code).copied()
}

impl Measured {
    /// In half a line, for a list.
    pub(crate) fn short(self) -> String {
        match self.hits + self.alarms {
            0 => "never heard in the test answers".to_owned(),
            said => format!("right {} of {} times", self.hits, said),
        }
    }
}

/// In full, for the rule's page.
pub(crate) fn in_full(code: &str) -> Markup {
    let Some(rate) = measured(code) else {
        return html! { p { "Not measured yet: no test answer has it, and the rule found none." } };
    };
    let (said, there) = (rate.hits + rate.alarms, rate.hits + rate.misses);
    html! {
        p {
            "On " (counted(HELD_OUT.answers, "answer", "answers")) " that were written by others and never looked into: "
            @if said == 0 { "the rule said nothing" } @else { "the rule spoke " (said) " times, and an annotator agreed with " (rate.hits) " of them" }
            @if there == 0 { "; annotators marked it nowhere." } @else { "; of " (there) " that annotators marked, it found " (rate.hits) "." }
        }
        @if said.max(there) < FEW { p.quiet { "These are few, so the rate may be off by a good deal." } }
    }
}

#[cfg(test)]
mod tests {
    use super::{Measured, read};

    #[test]
    fn the_rates_are_understood() {
        let read = read("answers\t60\nno-metric\t5\t0\t1\n");
        assert_eq!((read.answers, read.rows.len()), (60, 1));
        let measured = Measured {
            hits: 5,
            alarms: 0,
            misses: 1,
        };
        assert_eq!(read.rows["no-metric"], measured);
    }

    #[test]
    fn most_rules_have_been_measured() {
        let count = glidepath_review::rules::ALL
            .iter()
            .filter(|r| super::measured(r.code).is_some())
            .count();
        assert!(count * 2 > glidepath_review::rules::ALL.len(), "{count}");
    }
}
