//! Variants that choose questions: switching (the next one is far away) and theme (three on one matter). When to cut in on somebody is
//! the interviewer's business.

use std::collections::BTreeSet;

use glidepath_content::{BankQuestion, question, questions};
use glidepath_domain::{Commonness, Form, Level, QuestionId, Role};

/// Prompts on one theme. Source: `docs/practice.md` §7.
const PROMPTS: usize = 3;
/// A theme's word must be shared by this many questions to be practised.
const FEWEST: usize = PROMPTS;

/// Three questions on one matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    /// What they share: a theme's slug of the bank, or the principle's.
    pub name: String,
    /// The questions, the one asked for first.
    pub questions: Vec<QuestionId>,
}

/// Whom questions are for: questions meant for others are passed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct For {
    /// The level applied for; any where unknown.
    pub level: Option<Level>,
    /// The role applied for; any where unknown.
    pub role: Option<Role>,
}

impl For {
    fn suits(self, known: &BankQuestion) -> bool {
        let question = &known.question;
        let level = self
            .level
            .is_none_or(|level| question.levels.is_empty() || question.levels.contains(&level));
        let role = self
            .role
            .is_none_or(|role| question.roles.is_empty() || question.roles.contains(&role));
        level && role && question.form == Form::Event
    }
}

/// The next question of a switching drill: of another family than `last`, sharing neither a principle nor the bucket with it, and
/// not among `recent` where that can be helped. `recent` is ordered oldest first; of equals the one asked longest ago comes, then the more
/// common one. `None` when the bank holds nothing so far away, or `last` is not in it.
#[must_use]
pub fn distant(last: &QuestionId, recent: &[QuestionId], whom: For) -> Option<&'static BankQuestion> {
    let last = question(&last.0)?;
    let family = last.question.principles.first()?.family();
    // A family asked just before the last one is less of a switch than the third.
    let before = recent
        .iter()
        .rev()
        .filter_map(|id| question(&id.0))
        .find(|known| known.id != last.id);
    let before = before
        .and_then(|known| known.question.principles.first())
        .map(|main| main.family());
    let far = questions().iter().enumerate().filter(|(_, known)| {
        let asked = &known.question;
        let other = asked.principles.first().is_some_and(|main| main.family() != family);
        let shares = asked
            .principles
            .iter()
            .any(|principle| last.question.principles.contains(principle));
        other && !shares && asked.bucket != last.question.bucket && whom.suits(known)
    });
    let rank = |(place, known): &(usize, &'static BankQuestion)| {
        let ago = recent.iter().rposition(|id| *id == known.id).map_or(0, |at| at + 1);
        let again = known
            .question
            .principles
            .first()
            .is_some_and(|main| Some(main.family()) == before);
        let rare = commonness(known);
        (ago, again, rare, turned(*place, recent.len()))
    };
    far.min_by_key(rank).map(|(_, known)| known)
}

/// Three questions on one matter, `first` among them: the rarest of its themes that three suitable questions share, else its principle and
/// bucket. `None` when the bank has no two others, or does not know `first`.
#[must_use]
pub fn theme(first: &QuestionId, recent: &[QuestionId], whom: For) -> Option<Theme> {
    let first = question(&first.0)?;
    let alike = |matches: &dyn Fn(&BankQuestion) -> bool| -> Vec<&'static BankQuestion> {
        let others = questions()
            .iter()
            .filter(|known| known.id != first.id && whom.suits(known) && matches(known));
        let mut others: Vec<&BankQuestion> = others.collect();
        others.sort_by_key(|known| {
            (
                recent.iter().rposition(|id| *id == known.id).map_or(0, |at| at + 1),
                commonness(known),
            )
        });
        others
    };
    let mut found: Vec<(String, Vec<&BankQuestion>)> = Vec::new();
    for slug in &first.themes {
        found.push((slug.clone(), alike(&|known| known.themes.contains(slug))));
    }
    found.retain(|(_, others)| others.len() + 1 >= FEWEST);
    found.sort_by_key(|(_, others)| others.len());
    let (name, others) = match found.into_iter().next() {
        Some(found) => found,
        None => {
            let (main, bucket) = (first.question.principles.first()?, first.question.bucket);
            let same = |known: &BankQuestion| {
                known.question.principles.first() == Some(main) && known.question.bucket == bucket
            };
            (main.slug().to_owned(), alike(&same))
        }
    };
    let mut chosen: Vec<QuestionId> = vec![first.id.clone()];
    let mut texts = BTreeSet::from([first.question.text.as_str()]);
    for known in others {
        if chosen.len() < PROMPTS && texts.insert(known.question.text.as_str()) {
            chosen.push(known.id.clone());
        }
    }
    (chosen.len() == PROMPTS).then_some(Theme {
        name,
        questions: chosen,
    })
}

fn commonness(known: &BankQuestion) -> u8 {
    match known.question.commonness {
        Commonness::VeryCommon => 0,
        Commonness::Common => 1,
        Commonness::Rare => 2,
    }
}

/// The bank's order, begun elsewhere after each question, so that a fresh bank does not always start with its first file.
fn turned(place: usize, asked: usize) -> usize {
    /// Not a divisor of any likely size of the bank.
    const STEP: usize = 101;
    let size = questions().len().max(1);
    (place + asked * STEP) % size
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use glidepath_content::{question, questions};
    use glidepath_domain::{Form, Level, QuestionId, Role};

    use super::{For, PROMPTS, distant, theme};

    #[test]
    fn the_next_question_is_far_away_from_anywhere() {
        let mut recent: Vec<QuestionId> = Vec::new();
        for last in questions() {
            recent.push(last.id.clone());
            let next = distant(&last.id, &recent, For::default()).unwrap();
            let (here, there) = (&last.question, &next.question);
            assert_ne!(here.principles[0].family(), there.principles[0].family());
            assert_ne!(here.bucket, there.bucket);
            assert!(here.principles.iter().all(|p| !there.principles.contains(p)));
            assert_eq!(there.form, Form::Event);
        }
        assert!(distant(&QuestionId("none".into()), &[], For::default()).is_none());
    }

    #[test]
    fn a_chain_of_switches_repeats_nothing_soon() {
        let whom = For {
            level: Some(Level::L5),
            role: Some(Role::Sde),
        };
        let mut asked = vec![QuestionId("ownership-broken-and-ownerless".into())];
        for _ in 0..40 {
            let next = distant(asked.last().unwrap(), &asked, whom).unwrap();
            assert!(next.question.levels.is_empty() || next.question.levels.contains(&Level::L5));
            assert!(next.question.roles.is_empty() || next.question.roles.contains(&Role::Sde));
            asked.push(next.id.clone());
        }
        assert_eq!(asked.iter().collect::<BTreeSet<_>>().len(), asked.len());
        let main = |id: &QuestionId| question(&id.0).unwrap().question.principles[0].family();
        let families: BTreeSet<_> = asked.iter().take(6).map(main).collect();
        assert_eq!(families.len(), 3, "all three come round");
    }

    #[test]
    fn a_theme_has_three_prompts_on_one_matter() {
        let mut found = 0;
        for first in questions() {
            let Some(theme) = theme(&first.id, &[], For::default()) else {
                continue;
            };
            found += 1;
            assert_eq!((theme.questions.len(), &theme.questions[0]), (PROMPTS, &first.id));
            assert_eq!(theme.questions.iter().collect::<BTreeSet<_>>().len(), PROMPTS);
            for id in &theme.questions[1..] {
                let known = question(&id.0).unwrap();
                let main = first.question.principles[0];
                let kin = known.question.principles[0] == main && known.question.bucket == first.question.bucket;
                assert!(
                    known.themes.contains(&theme.name) || kin && theme.name == main.slug(),
                    "{id:?}"
                );
            }
        }
        println!("{found} of {} questions have a theme of three", questions().len());
        assert!(found * 10 >= questions().len() * 9);
        assert_eq!(theme(&QuestionId("none".into()), &[], For::default()), None);
    }

    #[test]
    fn what_was_asked_lately_waits() {
        let first = QuestionId("ownership-broken-and-ownerless".into());
        let once = theme(&first, &[], For::default()).unwrap();
        let again = theme(&first, &once.questions, For::default()).unwrap();
        assert_ne!(once.questions[1..], again.questions[1..]);
    }
}
