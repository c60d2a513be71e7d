//! The sixteen principles: what each probes, its trap, what works, lines that show it, questions that probe it.

use std::sync::LazyLock;

use glidepath_domain::Principle;
use serde::Deserialize;

/// One principle, explained.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrincipleText {
    /// Which one.
    pub principle: Principle,
    /// What an interviewer really wants to find out: one question.
    pub probes: String,
    /// How answers go wrong.
    pub trap: String,
    /// What stories that work have in them.
    pub works: String,
    /// Lines that show it without naming it: two or more.
    pub lines: Vec<String>,
    /// Questions that probe it: two or more.
    pub questions: Vec<String>,
    /// Ways to hold an answer to it in one line, for memory before the day: two or three.
    pub frameworks: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    principle: String,
    probes: String,
    trap: String,
    works: String,
    lines: Vec<String>,
    questions: Vec<String>,
    frameworks: Vec<String>,
}

/// The files, in the order of [`Principle::ALL`]: one line a principle.
const FILES: [&str; 16] = [
    include_str!("../../../content/principles/customer-obsession.toml"),
    include_str!("../../../content/principles/ownership.toml"),
    include_str!("../../../content/principles/invent-and-simplify.toml"),
    include_str!("../../../content/principles/are-right-a-lot.toml"),
    include_str!("../../../content/principles/learn-and-be-curious.toml"),
    include_str!("../../../content/principles/hire-and-develop-the-best.toml"),
    include_str!("../../../content/principles/insist-on-the-highest-standards.toml"),
    include_str!("../../../content/principles/think-big.toml"),
    include_str!("../../../content/principles/bias-for-action.toml"),
    include_str!("../../../content/principles/frugality.toml"),
    include_str!("../../../content/principles/earn-trust.toml"),
    include_str!("../../../content/principles/dive-deep.toml"),
    include_str!("../../../content/principles/have-backbone-disagree-and-commit.toml"),
    include_str!("../../../content/principles/deliver-results.toml"),
    include_str!("../../../content/principles/strive-to-be-earths-best-employer.toml"),
    include_str!("../../../content/principles/success-and-scale-bring-broad-responsibility.toml"),
];

static TEXTS: LazyLock<Vec<PrincipleText>> =
    LazyLock::new(|| FILES.iter().filter_map(|file| read(file).ok()).collect());

fn read(file: &str) -> Result<PrincipleText, String> {
    let file: File = toml::from_str(file).map_err(|e| e.to_string())?;
    Ok(PrincipleText {
        principle: file
            .principle
            .parse()
            .map_err(|e: glidepath_domain::UnknownSlug| e.to_string())?,
        probes: file.probes,
        trap: file.trap,
        works: file.works,
        lines: file.lines,
        questions: file.questions,
        frameworks: file.frameworks,
    })
}

/// All sixteen, in the usual order.
#[must_use]
pub fn principles() -> &'static [PrincipleText] {
    &TEXTS
}

/// The text of one principle.
#[must_use]
pub fn principle(principle: Principle) -> Option<&'static PrincipleText> {
    principles().iter().find(|text| text.principle == principle)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use glidepath_domain::Principle;

    use super::{FILES, principles, read};

    #[test]
    fn every_principle_is_written_once_and_in_order() {
        for file in FILES {
            read(file).unwrap();
        }
        let written: Vec<Principle> = principles().iter().map(|t| t.principle).collect();
        assert_eq!(written, Principle::ALL);
    }

    #[test]
    fn nothing_is_missing_or_said_twice() {
        let mut seen = BTreeSet::new();
        for text in principles() {
            assert!(text.lines.len() >= 2 && text.questions.len() >= 2, "{}", text.principle);
            for sentence in [&text.probes, &text.trap, &text.works]
                .into_iter()
                .chain(&text.lines)
                .chain(&text.questions)
                .chain(&text.frameworks)
            {
                assert!(!sentence.trim().is_empty(), "{}", text.principle);
                assert!(seen.insert(sentence.clone()), "said twice: {sentence}");
            }
        }
    }

    #[test]
    fn frameworks_are_two_or_three_short_lines() {
        for text in principles() {
            assert!((2..=3).contains(&text.frameworks.len()), "{}", text.principle);
            for line in &text.frameworks {
                assert!(
                    line.chars().count() <= 84,
                    "too long for a line of the cheat sheet: {line}"
                );
            }
        }
    }

    #[test]
    fn a_line_shows_its_principle_without_naming_it() {
        for text in principles() {
            for line in &text.lines {
                assert!(
                    !line.to_lowercase().contains(&text.principle.name().to_lowercase()),
                    "{line}"
                );
            }
        }
    }
}
