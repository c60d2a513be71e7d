//! A decision with no alternative, limit or cost named.

use glidepath_domain::Severity;
use glidepath_text::Actor;

use crate::rule::{Example, Group, Nature, Rule, Setting};
use crate::{Case, Notes, Signal};

/// `no-tradeoff`.
pub static RULE: Rule = Rule {
    code: "no-tradeoff",
    group: Group::Judgment,
    nature: Nature::Flaw {
        severity: Severity::Hint,
        instead: "Name one other way that was open and what you gave up by not taking it.",
        ask: "What else could you have done, and what did this choice cost you?",
    },
    title: "A decision that cost nothing",
    what: "A choice is told with no alternative, no limit and nothing given up. An answer in which nothing is decided, or in which even one of the three is named, passes.",
    why: "A choice without a price is no hard call. The interviewer cannot tell whether you saw the other way.",
    needs: &[],
    settings: &[
        Setting {
            key: "most_mark",
            default: 0.25,
            meaning: "chance, by the look of a sentence, from which it names an option, a limit or a price all the same, 0 to 1",
            source: "fitted on corpus/train",
        },
        Setting {
            key: "most_weight",
            default: 0.9,
            meaning: "summed weight of words of options, limits and prices up to which none is named",
            source: "fitted on corpus/train",
        },
    ],
    flags: &[
        Example::of(
            "I decided to move the store to the new system. I chose the vendor, signed the contract and set the date. I told the team, and they were pleased. The move was done in May, and everything worked. Sales are recorded at once now, and the shelves are fuller. The manager of the region came to see it and liked it. I would say that it was the right decision, and it shows how I work: I decide, I act and I follow through. Since then I have been asked to do the same at the other sites, and I have begun with the one in the north. The team there is looking forward to it.",
        ),
        Example::of(
            "so I decided we'd open on Sundays and I told everyone and I made the plan and the rota and I put up the signs and we opened and people came and it went well and the takings were good and the staff were fine with it and I think it was a good decision and my boss said so too and I was proud of it because I'd pushed it through and I'd do it again and now the other shops are open on Sundays as well and they copied my rota and my signs and everything and it's been going well since then I'd say",
        ),
        Example::of(
            "I chose a new supplier for the gloves. I called them, agreed on the price and ordered for the year. The gloves came in time and the wards liked them. I made a list for the store room so that they are easy to find, and I told the nurses where they are. The head nurse thanked me. I look after the order every month, and there has been no complaint. For me it was an example of a good decision, made quickly and carried out well, and it has helped all of the wards. I have since chosen the masks in the same way, and the aprons too, with the same result.",
        ),
    ],
    passes: &[
        Example::of(
            "I chose a new supplier for the gloves. The old one was cheaper by a third, and giving that up hurt, but every tenth box came late.",
        ),
        Example::of(
            "so there were two ways we could do it and I went for the slower one because we only had the one truck",
        ),
        Example::of("I rang the nurses and wrote down what they said."),
    ],
    check,
};

fn check(case: &Case<'_>, notes: &mut Notes<'_>) {
    let named: f64 = [Signal::Tradeoff, Signal::Alternatives, Signal::Constraint]
        .iter()
        .map(|s| case.weight(*s))
        .sum();
    if case.transcript.words < 80 || named > notes.setting("most_weight") {
        return;
    }
    // A price may be told without any word for one: sentences that look like such a quote speak against it.
    let looks = ["tradeoff-named", "alternatives-weighed", "constraint-named"]
        .iter()
        .flat_map(|code| case.marks.of(code))
        .fold(0.0_f64, |most, chance| most.max(*chance));
    if looks > notes.setting("most_mark") || !case.asked(|q| q.about_decision) && !decided(case) {
        return;
    }
    let acts = case.acts_of(Actor::I).count() + case.acts_of(Actor::We).count();
    if acts >= 3 {
        notes.answer(0.6);
    }
}

/// True where a decision of the teller's is told in so many words.
fn decided(case: &Case<'_>) -> bool {
    case.acts_of(Actor::I).any(|act| {
        matches!(
            case.transcript.tokens.lower(act.verb),
            "decided" | "chose" | "picked" | "opted"
        )
    })
}
