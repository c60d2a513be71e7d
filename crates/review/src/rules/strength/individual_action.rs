//! At least five things done by the teller, and most of the doing.

use glidepath_text::Actor;

use crate::rule::{Example, Group, Nature, Rule, Setting};
use crate::{Case, Notes};

/// `individual-action`.
pub static RULE: Rule = Rule {
    code: "individual-action",
    group: Group::Contribution,
    nature: Nature::Strength,
    title: "Your own part is plain",
    what: "Five or more things done by the teller, and about four fifths of what the teller and the group did.",
    why: "The interviewer can write down what you did, in order, without asking.",
    needs: &[],
    settings: &[
        Setting::least_chance(0.33),
        Setting {
            key: "least_own",
            default: 5.0,
            meaning: "things done by the teller",
            source: "domain §8",
        },
        Setting {
            key: "least_share",
            default: 0.72,
            meaning: "share of the teller in what the teller and the group did",
            source: "domain §8; a margin for clauses misread",
        },
    ],
    flags: &[
        Example::of(
            "I rang the depot, asked for the list, compared it with ours and found 40 doubles. I wrote to the supplier and removed them.",
        ),
        Example::of(
            "so I went there and I counted the boxes and I wrote it down and I called my boss and I showed him and then I changed the form",
        ),
        Example::of(
            "I built the jig, tested it on twenty parts, threw it away and drew it again. I asked Tove to try it. She broke it, and I made the arm thicker.",
        ),
    ],
    passes: &[
        Example::of("We rang the depot, asked for the list and compared it. I wrote to the supplier."),
        Example::of("I was responsible for the depot and I knew it well. I had a good team, and I believed in them."),
        Example::of("so they counted the boxes and they called me and I said okay"),
    ],
    check,
};

fn check(case: &Case<'_>, notes: &mut Notes<'_>) {
    let own = case.acts_of(Actor::I).count() as f64;
    let ours = case.acts_of(Actor::We).count() as f64;
    if own >= notes.setting("least_own") && own / (own + ours) >= notes.setting("least_share") {
        notes.answer(0.7);
    }
}
