//! People with views, feelings or something to lose.

use crate::kinds::{humanity, owned_up, quotable};
use crate::rule::{Example, Group, Nature, Rule, Setting};
use crate::{Case, Notes, Signal};

/// `human-stakes`.
pub static RULE: Rule = Rule {
    code: "human-stakes",
    group: Group::Humanity,
    nature: Nature::Strength,
    title: "People with something to lose",
    what: "Somebody wants, fears, minds or stands to lose something, and is spoken of as a person. A job title that only nods is \
           not enough.",
    why: "Once the other side has reasons of its own, what you did about them begins to count.",
    needs: &[],
    settings: &[
        Setting::least_chance(0.33),
        Setting {
            key: "fewest",
            default: 2.0,
            meaning: "feelings, views and stakes, in clear mentions, from which people are in it; persons and faults owned add to them",
            source: "fitted on corpus/train",
        },
        Setting {
            key: "most_contempt",
            default: 1.0,
            meaning: "words of contempt, in clear mentions, above which it is no credit",
            source: "domain §8",
        },
    ],
    flags: &[
        Example::of(
            "The night porter was afraid that the new list would cost him his job, and he had a daughter at college. I told him \
             what I knew, which was not much. He was angry, and he had a point.",
        ),
        Example::of(
            "so she put the phone down on me and I understood her because it was her whole season and she said I trusted you and \
             that hurt honestly",
        ),
        Example::of(
            "Two of the drivers had been there for thirty years and they were furious, rightly: the route was how they saw their \
             grandchildren. Ken said it to my face. His worry was that he would be next.",
        ),
    ],
    passes: &[
        Example::of(
            "The head of department approved the plan. The team was informed, and the users were trained in three sessions.",
        ),
        Example::of(
            "I asked the vendor for a discount and got it. The invoice came down by a fifth and everyone was pleased.",
        ),
        Example::of(
            "so we moved the servers over the weekend and it went fine and nobody noticed anything which is what you want",
        ),
    ],
    check,
};

fn check(case: &Case<'_>, notes: &mut Notes<'_>) {
    let weight = humanity(case) + 0.4 * owned_up(case).min(2.0);
    if weight < notes.setting("fewest") || case.weight(Signal::Contempt) > notes.setting("most_contempt") {
        return;
    }
    let clear = case
        .hits(Signal::Feelings)
        .find(|h| h.weight > 0.75)
        .or_else(|| case.hits(Signal::Feelings).next());
    let confidence = if weight > 3.0 { 0.85 } else { 0.75 };
    match clear {
        Some(hit) => notes.span(quotable(case, hit), confidence),
        None => notes.answer(confidence - 0.1),
    };
}
