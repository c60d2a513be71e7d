//! The teller's own part cannot be told apart from the team's.

use glidepath_domain::Severity;
use glidepath_text::Actor;

use crate::rule::{Example, Group, Nature, Rule, Setting};
use crate::{Case, Notes};

/// `royal-we`.
pub static RULE: Rule = Rule {
    code: "royal-we",
    group: Group::Contribution,
    nature: Nature::Flaw {
        severity: Severity::Costly,
        instead: "Keep the team, and add what you decided, found, built or argued for yourself: one sentence for each.",
        ask: "What did you do there yourself, and what did the others do?",
    },
    title: "Your part cannot be told apart",
    what: "Nearly all that is done in the answer is done by \"we\", and what the teller did alone is neither deciding, finding, building nor persuading. A high share of \"we\" by itself never counts.",
    why: "The interviewer has to vote on you and cannot find you in the story.",
    needs: &[],
    settings: &[
        Setting::least_chance(0.3),
        Setting {
            key: "most_own",
            default: 3.0,
            meaning: "things done by the teller alone up to which the part may be hidden",
            source: "fitted on corpus/train",
        },
        Setting {
            key: "least_ours",
            default: 3.0,
            meaning: "things done by us from which it may be hidden",
            source: "fitted on corpus/train",
        },
        Setting {
            key: "most_share",
            default: 0.35,
            meaning: "share of the teller in what the teller and the group did",
            source: "fitted on corpus/train",
        },
    ],
    flags: &[
        Example::of(
            "We saw that the intake was slow, and we met and we agreed on a plan. We mapped the steps, we removed four of them and we trained the desks. Then we measured again and we adjusted the form. We presented it to the board and we rolled it out to the other sites. It was a real team effort.",
        ),
        Example::of(
            "so we had this problem with the returns and we sat down and we looked at it and we built a list and we called the suppliers and we changed the labels and then we tested it and we shipped it and yeah we did it all together",
        ),
        Example::of(
            "Our team rewrote the scheduler. We split the work, we built the queue and we tested it for a month. We found two faults and we fixed them. We launched in June and our team got an award for it.",
        ),
    ],
    passes: &[
        Example::of(
            "We were nine people on the intake. I found that step four was done twice, and I asked Dana to drop hers. We tested it for a week. I showed the numbers to the board, and we rolled it out.",
        ),
        Example::of(
            "so we moved the site in June and my part was the lab and I packed it and I labelled it and I drove it over and the rest of them did the offices",
        ),
        Example::of(
            "We agreed that we would call the customers. I called forty of them and wrote down what each one said, and I changed the letter.",
        ),
    ],
    check,
};

fn check(case: &Case<'_>, notes: &mut Notes<'_>) {
    let own = case.acts_of(Actor::I).count() as f64;
    let ours = case.acts_of(Actor::We).count() as f64;
    if own > notes.setting("most_own")
        || ours < notes.setting("least_ours")
        || own / (own + ours) > notes.setting("most_share")
    {
        return;
    }
    notes.answer(0.7).count(ours as usize).why(format!(
        "{} of the things done are done by \"we\" and {} by you alone. The interviewer has to vote on you and cannot find you in the story.",
        ours, own
    ));
}
