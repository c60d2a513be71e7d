//! How often a rule is right, as the evaluation of the held-out answers found it.

use std::collections::HashMap;
use std::sync::LazyLock;

use maud::{Markup, html};

use super::say::counted;

/// The generated page, whose rows of the held-out split are read.
const EVALUATION: &str = include_str!("../../../../docs/evaluation.md");
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

static HELD_OUT: LazyLock<Evaluation> = LazyLock::new(|| read(EVALUATION));

fn read(page: &'static str) -> Evaluation {
    let section = page
        .split("\n## ")
        .find_map(|section| section.strip_prefix("test:"))
        .unwrap_or("");
    let number = |text: &str| {
        text.chars()
            .filter(char::is_ascii_digit)
            .collect::<String>()
            .parse()
            .ok()
    };
    let row = |line: &'static str| -> Option<(&'static str, Measured)> {
        let words: Vec<&str> = line.split_whitespace().collect();
        let before = |name: &str| {
            words
                .iter()
                .position(|w| *w == name)
                .and_then(|i| number(words.get(i.checked_sub(1)?)?))
        };
        let measured = Measured {
            hits: before("hit")?,
            alarms: before("alarm")?,
            misses: before("miss")?,
        };
        words.first().map(|code| (*code, measured))
    };
    Evaluation {
        answers: section.lines().next().and_then(number).unwrap_or(0),
        rows: section.lines().filter_map(row).collect(),
    }
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
    fn the_evaluation_is_understood() {
        let page = "# x\n\n## test: 60 answers\n\n```text\n  no-metric   P 1.00  R 0.83  F1 0.91     5 hit   0 alarm   1 miss\n```\n\n## dev: 9 answers\n  thin P 1 R 1 F1 1  9 hit 9 alarm 9 miss\n";
        let read = read(page);
        assert_eq!(read.answers, 60);
        assert_eq!(read.rows.len(), 1);
        assert_eq!(
            read.rows["no-metric"],
            Measured {
                hits: 5,
                alarms: 0,
                misses: 1
            }
        );
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
