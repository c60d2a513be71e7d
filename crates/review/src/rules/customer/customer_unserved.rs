//! Customers are named and never acted for.

use glidepath_domain::Severity;
use glidepath_text::Actor;

use crate::rule::{Example, Group, Nature, Rule, Setting};
use crate::{Case, Notes, Signal};

/// `customer-unserved`.
pub static RULE: Rule = Rule {
    code: "customer-unserved",
    group: Group::Customer,
    nature: Nature::Flaw {
        severity: Severity::Hint,
        instead: "Name the one thing you did that a customer would have noticed, and what they did next.",
        ask: "What did you do for those customers yourself, and what did they notice?",
    },
    title: "The customer is only mentioned",
    what: "Customers or users are named, and in no sentence that names them does the teller do anything; nor does \
           one come back at the end.",
    why: "A customer who is only scenery shows that you know the word. What an interviewer looks for is one thing \
          done for one of them.",
    needs: &[],
    settings: &[
        Setting {
            key: "fewest_words",
            default: 90.0,
            meaning: "words under which too little was said to judge",
            source: "domain §4",
        },
        Setting {
            key: "from",
            default: 0.6,
            meaning: "share of the words after which a customer would come back",
            source: "set by hand on corpus/train",
        },
    ],
    flags: &[
        Example::of(
            "Our company sells scales to [[customers]] in twelve countries. In spring the assembly plan was three \
             weeks behind. I asked the line leads what they were waiting for, and it was screws, always the same \
             screws. Purchasing had changed the supplier to save money and did not want to change back. I showed \
             them the hours lost against the cents saved, and their lead, Hugo, was angry that nobody had told \
             him before. I should have gone to him first. We went back to the old screws for two lines of five. \
             The plan was on time in June, and I now walk to purchasing before I write to them.",
        ),
        Example::of(
            "so we do the app for [[passengers]] of the ferry right and inside the team the tests took fifty \
             minutes and nobody ran them and I said let me have a week and Olga said no we have features and we \
             argued about it and I took it on in the evenings which was stupid and then she gave me three days \
             and I got it down to nine minutes by splitting the slow ones out and people run them now before they \
             merge and I learned to ask for the time first with a number",
        ),
        Example::of(
            "The library has [[users]] from nine towns. Our rota was made by hand and two people always got the \
             Saturdays. I proposed a draw, and the two who never had Saturdays were against it. I made the past \
             year visible on one page, and then nobody could argue. We drew lots, and I drew three Saturdays. I \
             had not thought of Mira, who sings on Saturdays, and I swapped with her. The rota has been drawn \
             that way for two years, and nobody has asked me for an exception since the spring.",
        ),
    ],
    passes: &[
        Example::of(
            "Our company sells scales to customers in twelve countries. I rang the four who had complained and \
             asked what they weighed, and we changed the screws for them first.",
        ),
        Example::of(
            "so we do the app for passengers of the ferry and I stood on the pier for two mornings and asked them \
             what they were looking for and I moved it to the top",
        ),
        Example::of(
            "The library lends instruments to its users. Our rota was made by hand. I changed it, and the desk is \
             now open on Saturdays, when most of our users come.",
        ),
    ],
    check,
};

fn check(case: &Case<'_>, notes: &mut Notes<'_>) {
    if (case.transcript.words as f64) < notes.setting("fewest_words") || case.weight(Signal::CustomerCare) >= CARE {
        return;
    }
    let from = notes.setting("from");
    let Some(first) = case.first_of(&[Signal::Customer]) else {
        return;
    };
    let served = case.hits(Signal::Customer).any(|hit| {
        let acted = case
            .transcript
            .acts_in(hit.sentence)
            .iter()
            .any(|a| matches!(a.actor, Actor::I | Actor::We));
        acted || case.share_before(hit.span.start) >= from
    });
    if !served {
        notes.span(first.span, 0.5);
    }
}

/// Weight from which something was done for a customer in so many words.
const CARE: f64 = 0.5;
