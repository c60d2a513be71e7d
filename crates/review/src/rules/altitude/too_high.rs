//! Told from so high that nobody can see what was done.

use glidepath_domain::Severity;
use glidepath_text::Actor;

use crate::rule::{Example, Group, Nature, Rule, Setting};
use crate::{Case, Notes, Signal};

/// `too-high`.
pub static RULE: Rule = Rule {
    code: "too-high",
    group: Group::Altitude,
    nature: Nature::Flaw {
        severity: Severity::Costly,
        instead: "Pick one afternoon of it. Who sat there, what did you say or change, and what happened next?",
        ask: "That was general. What did you do on one particular day of it?",
    },
    title: "Too high to see what was done",
    what: "Talk of vision, alignment and strategy throughout, with few deeds that could be filmed. A strategic first sentence \
           before the descent is fine.",
    why: "An interviewer writes down what you did. From here there is nothing to write.",
    needs: &[],
    settings: &[
        Setting::least_chance(0.3),
        Setting {
            key: "per_hundred",
            default: 2.6,
            meaning: "summed weight of strategy talk and stock phrases per hundred words",
            source: "fitted on corpus/train",
        },
        Setting {
            key: "least_weight",
            default: 3.5,
            meaning: "summed weight of such talk in the whole answer",
            source: "fitted on corpus/train",
        },
    ],
    flags: &[
        Example::of(
            "I set a bold vision for the division and aligned the executive committee behind it. We built the capabilities and \
             the operating model, and I drove accountability across the organisation. By empowering people and fostering a \
             culture of excellence we unlocked value for every stakeholder. The transformation positioned us for growth, and \
             our maturity increased across all pillars of the strategy.",
        ),
        Example::of(
            "so yeah for me it's all about the vision right so I I brought all the stakeholders together around a shared north star \
             and we did a lot of alignment across the business and we put governance in place and really drove a mindset of \
             ownership and innovation and that was a real transformation for the organisation end to end and the culture \
             it created is you know it's sustainable and scalable and everybody is empowered",
        ),
        Example::of(
            "Our strategic priorities were clear. I championed a holistic approach to the ecosystem, socialised the roadmap with \
             leadership and cascaded the objectives to the business units. We leveraged our strengths, accelerated innovation \
             and delivered on the ambition, with strong engagement from all relevant parties and momentum for the journey ahead.",
        ),
    ],
    passes: &[
        Example::of(
            "The board wanted a vision for the next three years. I spent two days in the van with Kofi instead, wrote down the \
             eleven times he had to ring the office, and built the page that answers seven of them. I showed that to the \
             board. They asked where the vision was, and I said it was the other four.",
        ),
        Example::of(
            "I called the four stakeholders into one room, put the two invoices on the table and asked which one they would pay. \
             Nobody wanted to say. Then the accountant pointed at the left one, and we changed the form that night.",
        ),
        Example::of(
            "We had a strategy for the north. I dropped two of its three projects, told both teams myself, and moved their nine \
             people to the depot, where the queue went from six hours to two.",
        ),
    ],
    check,
};

fn check(case: &Case<'_>, notes: &mut Notes<'_>) {
    let talk = case.weight(Signal::Strategy) + case.weight(Signal::Cliche);
    let density = 100.0 * talk / case.transcript.words.max(1) as f64;
    // Deeds told in sentences free of such talk are what could be filmed.
    let deeds = case
        .acts_of(Actor::I)
        .filter(|act| {
            case.weight_in(Signal::Strategy, act.sentence) + case.weight_in(Signal::Cliche, act.sentence) < 0.5
        })
        .count();
    let deed_density = 100.0 * deeds as f64 / case.transcript.words.max(1) as f64;
    if talk >= notes.setting("least_weight") && density >= notes.setting("per_hundred") + deed_density / 3.0 {
        notes.answer((0.5 + 0.1 * (density - deed_density / 3.0)).min(0.9));
    }
}
