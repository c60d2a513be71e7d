//! Which principles a question probes, when the interviewer's assignment is not given.
//!
//! By the stems of the question's own words: each principle has the words that questions about it turn on. A question
//! with none of them gets the principle that its subject probes most, so that every question gets a verdict.

use glidepath_domain::Principle;

use crate::question::{Question, stem};

/// Most principles taken from one question.
const MOST: usize = 2;

/// Words that questions about a principle turn on, each of four letters or more: a question's stems are no shorter.
const CUES: [(Principle, &str); 16] = [
    (
        Principle::CustomerObsession,
        "customer client user patient guest passenger shopper complaint feedback unhappy satisfied delight service behalf",
    ),
    (
        Principle::Ownership,
        "ownership beyond outside responsibility responsible initiative unasked nobody sacrificed neglected \
         scope stepped accountable",
    ),
    (
        Principle::InventAndSimplify,
        "simplify simple simpler simplified invent invented innovative innovation creative complex complicated complexity idea \
         remove novel automate",
    ),
    (
        Principle::AreRightALot,
        "judgement judgment instinct intuition wrong right perspectives disconfirm opinion assumption incomplete ambiguous \
         conflicting misjudged call",
    ),
    (
        Principle::LearnAndBeCurious,
        "learn learned learning curious curiosity unfamiliar skill taught knowledge explore teach domain expertise",
    ),
    (
        Principle::HireAndDevelopTheBest,
        "mentor mentored coached coach develop hire hired hiring grow growth promoted talent junior underperforming career \
         feedback report",
    ),
    (
        Principle::InsistOnTheHighestStandards,
        "standard standards quality refused defect unsatisfied improve improved raise cutting corners",
    ),
    (
        Principle::ThinkBig,
        "vision bold bigger ambitious future direction radical transform strategy scale",
    ),
    (
        Principle::BiasForAction,
        "quickly quick speed risk calculated fast urgent deadline action waiting approval immediately hesitate delay decision",
    ),
    (
        Principle::Frugality,
        "budget frugal less resources cost costs cheap money constrained limited save saved spend spending headcount",
    ),
    (
        Principle::EarnTrust,
        "trust trusted honest candid mistake mistakes admit apologise apologize feedback relationship credibility vulnerable repair \
         news",
    ),
    (
        Principle::DiveDeep,
        "data details detail root cause investigate deep metric metrics numbers anomaly analysis debug surface",
    ),
    (
        Principle::HaveBackbone,
        "disagree disagreed conflict pushed push challenge challenged unpopular oppose opposed argument commit committed overruled \
         manager decision",
    ),
    (
        Principle::DeliverResults,
        "deliver delivered goal goals target result results obstacle obstacles deadline setback missed commitment accomplish achieve",
    ),
    (
        Principle::EarthsBestEmployer,
        "team morale safe safety inclusive inclusion wellbeing burnout diverse welcoming fair workload environment employees",
    ),
    (
        Principle::BroadResponsibility,
        "community society environment environmental impact unintended consequences sustainability world ethical secondary broader harm",
    ),
];

/// The principles that `question` most plainly probes, likeliest first.
pub(crate) fn probed(question: &Question) -> Vec<Principle> {
    let mut scored: Vec<(usize, Principle)> = CUES
        .iter()
        .map(|(principle, cues)| {
            let hits = cues
                .split_whitespace()
                .filter(|cue| question.stems.iter().any(|s| s == stem(cue)))
                .count();
            (hits, *principle)
        })
        .filter(|(hits, _)| *hits > 0)
        .collect();
    scored.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    let best = scored.first().map_or(0, |s| s.0);
    if scored.is_empty() {
        return vec![by_subject(question)];
    }
    scored
        .into_iter()
        .take_while(|(hits, _)| *hits == best)
        .take(MOST)
        .map(|(_, principle)| principle)
        .collect()
}

/// The principle that questions about the same subject probe most, where no word tells. Source: domain §2.
const fn by_subject(question: &Question) -> Principle {
    if question.about_conflict {
        Principle::HaveBackbone
    } else if question.about_failure {
        Principle::EarnTrust
    } else if question.about_initiative {
        Principle::Ownership
    } else if question.about_decision {
        Principle::BiasForAction
    } else {
        Principle::DeliverResults
    }
}

#[cfg(test)]
mod tests {
    use super::probed;
    use crate::Question;
    use glidepath_domain::Principle;

    #[test]
    fn every_cue_can_be_met() {
        for (principle, cues) in super::CUES {
            for cue in cues.split_whitespace() {
                let stems = crate::Question::read(cue).map(|q| q.stems).unwrap_or_default();
                assert!(!stems.is_empty(), "{}: {cue}", principle.slug());
            }
        }
    }

    #[test]
    fn plain_questions_name_their_principle() {
        let of = |text: &str| probed(&Question::read(text).unwrap());
        assert_eq!(
            of("Tell me about a time you disagreed with your manager.")[0],
            Principle::HaveBackbone
        );
        assert_eq!(
            of("When did you do something for a customer that was unpopular inside?")[0],
            Principle::CustomerObsession
        );
        // No word of it tells: its subject does.
        assert_eq!(of("Describe a time you let someone down."), [Principle::EarnTrust]);
        assert_eq!(of("Tell me about yourself."), [Principle::DeliverResults]);
    }
}
