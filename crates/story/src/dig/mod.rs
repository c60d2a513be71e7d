//! Digging: which question comes next, which sentences of the answers are worth keeping, and how they are laid as a story.
//!
//! Everything is decided by what was answered, in the same way each time, and says why. Nothing is made up: a story that is
//! laid holds the person's own sentences and blanks.

mod gem;
mod laid;

use std::collections::BTreeSet;

use glidepath_content::{Area, Prompt, prompt, prompts};
use glidepath_domain::{Attempt, Dig, DigStep, FactKind, FigureRole};
use glidepath_text::{Actor, Transcript};

pub use self::gem::{Candidate, Signal, gems};
pub use self::laid::{Blank, Laid, laid};
use crate::ledger::found;
use crate::readiness::ANY_DAY;

/// The next question, and why it is this one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Next {
    /// The question.
    pub prompt: &'static Prompt,
    /// Why it comes now.
    pub because: String,
    /// The words of an answer that call for it, exactly.
    pub quote: Option<String>,
}

/// Words answered before a missing customer is worth asking for.
const ENOUGH_WORDS: usize = 40;
/// Things "we" did, and nothing "I" did, before it is asked whose choice it was.
const ENOUGH_DEEDS: usize = 2;

/// The next question of a dig; `None` when all are answered. A question answered with nothing was passed over and is not
/// asked again. First comes the brain dump, then what an answer calls for, then the areas nothing was said about.
#[must_use]
pub fn next(dig: &Dig) -> Option<Next> {
    let asked: BTreeSet<&str> = dig.answers.iter().map(|answer| answer.prompt.as_str()).collect();
    let open = |prompt: &&'static Prompt| !asked.contains(prompt.slug.as_str());
    let plain = |prompt: &'static Prompt, because: &str| Next {
        prompt,
        because: because.to_owned(),
        quote: None,
    };
    if dig.step == DigStep::Extract {
        if let Some(dump) = prompt("dump").filter(open) {
            return Some(plain(dump, "It all begins with what you remember."));
        }
        if let Some(called) = called_for(dig).filter(|next| open(&next.prompt)) {
            return Some(called);
        }
        let said = |area: Area| {
            let answers = dig.answers.iter().filter(|answer| !answer.text.trim().is_empty());
            answers
                .filter(|answer| prompt(&answer.prompt).is_some_and(|p| p.area == area))
                .count()
        };
        let of_area = |area: Area| {
            prompts()
                .iter()
                .find(|p| p.step == DigStep::Extract && p.area == area && open(p))
        };
        let areas = Area::ALL
            .into_iter()
            .filter_map(|area| Some((said(area), of_area(area)?)));
        // The first of those least said about: `min_by_key` keeps the earlier of equals.
        if let Some((count, prompt)) = areas.min_by_key(|(count, _)| *count) {
            let because = match count {
                0 => format!("Nothing is known yet of this side: {}.", prompt.area.slug()),
                1 => format!("One answer so far on this side: {}.", prompt.area.slug()),
                count => format!(
                    "Least was said on this side so far: {}, {count} answers.",
                    prompt.area.slug()
                ),
            };
            return Some(plain(prompt, &because));
        }
    }
    let later = prompts().iter().filter(|p| p.step >= dig.step).find(open)?;
    let because = if later.step == dig.step {
        format!("It is next in this step: {}.", later.step)
    } else {
        format!("The step before is done; this one is: {}.", later.step)
    };
    Some(plain(later, &because))
}

/// What an answer calls for: a before for a figure, whose choice it was, a customer.
fn called_for(dig: &Dig) -> Option<Next> {
    let asked = |slug: &str| dig.answers.iter().any(|answer| answer.prompt == slug);
    let given = || dig.answers.iter().filter(|answer| !answer.text.trim().is_empty());
    if !asked("before-the-change") {
        let lone = given().flat_map(|answer| found(&answer.text)).find(|fact| {
            fact.kind == FactKind::Metric && fact.role == Some(FigureRole::Result) && fact.baseline.is_none()
        });
        if let Some(fact) = lone {
            return Some(Next {
                prompt: prompt("before-the-change")?,
                because: format!("You said \"{}\", and not what it had been.", fact.quote),
                quote: Some(fact.quote),
            });
        }
    }
    let (mut mine, mut ours, mut words, mut customer) = (0, 0, 0, false);
    for answer in given() {
        let attempt = Attempt::of(answer.text.as_str(), ANY_DAY);
        let transcript = Transcript::read(&attempt);
        mine += transcript.acts.iter().filter(|act| act.actor == Actor::I).count();
        ours += transcript.acts.iter().filter(|act| act.actor == Actor::We).count();
        words += transcript.words;
        customer |= gem::names_customer(&transcript, 0..transcript.tokens.len());
    }
    let call = |slug: &str, because: &str| {
        Some(Next {
            prompt: prompt(slug)?,
            because: because.to_owned(),
            quote: None,
        })
    };
    if ours >= ENOUGH_DEEDS && mine == 0 && !asked("your-own-choice") {
        return call("your-own-choice", "So far only \"we\" did anything.");
    }
    if words >= ENOUGH_WORDS && !customer && !asked("who-was-the-customer") {
        return call("who-was-the-customer", "No customer or user has come up yet.");
    }
    None
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use glidepath_content::{Area, prompts};
    use glidepath_domain::{Dig, DigAnswer, DigStep};

    use super::next;

    fn dig(answers: &[(&str, &str)]) -> Dig {
        let answer = |(prompt, text): &(&str, &str)| DigAnswer {
            prompt: (*prompt).to_owned(),
            text: (*text).to_owned(),
        };
        Dig {
            project: "The lifts".to_owned(),
            employer: String::new(),
            step: DigStep::Extract,
            answers: answers.iter().map(answer).collect(),
            gems: Vec::new(),
        }
    }

    fn asked(answers: &[(&str, &str)]) -> String {
        next(&dig(answers)).unwrap().prompt.slug.clone()
    }

    #[test]
    fn the_dump_comes_first_and_is_not_asked_twice() {
        assert_eq!(asked(&[]), "dump");
        assert_eq!(asked(&[("dump", "")]), "what-for");
    }

    #[test]
    fn a_figure_without_a_before_calls_for_one() {
        let next = next(&dig(&[("dump", "I cut the faults by 30%.")])).unwrap();
        assert_eq!(next.prompt.slug, "before-the-change");
        assert_eq!(next.quote.as_deref(), Some("30%"));
        assert!(next.because.contains("30%"));
        let with = asked(&[("dump", "I cut the patients' wait from nine days to two.")]);
        assert_ne!(with, "before-the-change");
        let passed = asked(&[("dump", "I cut the faults by 30%."), ("before-the-change", "")]);
        assert_ne!(passed, "before-the-change");
    }

    #[test]
    fn only_we_calls_for_a_choice_and_no_customer_for_one() {
        let ours = "We counted the faults. We wrote to the firm.";
        assert_eq!(asked(&[("dump", ours)]), "your-own-choice");
        let mine = "I counted the faults and wrote to the firm. ".repeat(6);
        assert_eq!(asked(&[("dump", &mine)]), "who-was-the-customer");
        assert_eq!(asked(&[("dump", &format!("{mine} The patients waited."))]), "what-for");
    }

    #[test]
    fn areas_nothing_was_said_about_come_first() {
        let next = next(&dig(&[("dump", "Notes."), ("what-for", "For the wards.")])).unwrap();
        assert_eq!(next.prompt.area, Area::Technical);
        assert!(next.because.contains("Nothing is known yet"));
    }

    #[test]
    fn every_question_is_asked_once_and_then_none() {
        let mut dig = dig(&[]);
        let mut seen = BTreeSet::new();
        while let Some(next) = next(&dig) {
            assert!(seen.insert(next.prompt.slug.clone()), "{} twice", next.prompt.slug);
            dig.answers.push(DigAnswer {
                prompt: next.prompt.slug.clone(),
                text: "I fixed 30% of it.".to_owned(),
            });
        }
        assert_eq!(seen.len(), prompts().len());
    }

    #[test]
    fn a_later_step_asks_its_own() {
        let mut dig = dig(&[]);
        dig.step = DigStep::Mindset;
        assert_eq!(next(&dig).unwrap().prompt.step, DigStep::Mindset);
    }
}
