//! A lesson that is specific, or a practice kept.

use crate::kinds::{humanity, late_lessons, owned_up, practices, quotable};
use crate::rule::{Example, Group, Nature, Rule, Setting};
use crate::{Case, Notes};

/// `learned`.
pub static RULE: Rule = Rule {
    code: "learned",
    group: Group::Humanity,
    nature: Nature::Strength,
    title: "A lesson that changed something",
    what: "Near the end: what the teller now does, would have done first, or left behind so that it cannot recur, after a story \
           in which something was at stake or went wrong. A motto is not enough.",
    why: "A habit that can be checked is the proof that the story is over and was worth its price.",
    needs: &[],
    settings: &[
        Setting::least_chance(0.33),
        Setting {
            key: "from",
            default: 0.7,
            meaning: "share of the words after which the lesson stands",
            source: "fitted on corpus/train",
        },
        Setting {
            key: "fewest_stakes",
            default: 1.5,
            meaning: "people, feelings and faults owned, in clear mentions, without which there was nothing to learn from",
            source: "fitted on corpus/train",
        },
    ],
    flags: &[
        Example::of(
            "The shop lost its licence for a week, and it was my fault: I had filed the form and never asked what it was for. The \
             owner was furious, and she had every right to be. I paid the fine out of my bonus. She kept me on. \
             [[I now read every form aloud to the person who has to live with it.]]",
        ),
        Example::of(
            "so the crew were angry with me and they had a point because I changed the shift on a sunday by text and one guy \
             missed his daughter's birthday and I said sorry to him and we changed it back and um \
             these days I ring people before I move anything",
        ),
        Example::of(
            "She cried, and I kept talking. It took me a month to see that I had been wrong about her work. We put her on the \
             route she had asked for, and the returns fell by half. [[Looking back, I should have sat beside her on the first day.]]",
        ),
    ],
    passes: &[
        Example::of(
            "The launch went well and the numbers rose. It shows that planning pays and that a good team can do anything it sets its mind to.",
        ),
        Example::of(
            "We changed the filter and the pump ran. The bill is now 61,000 euros, down from 94,000, and the site has been quiet.",
        ),
        Example::of(
            "so we got it done and everybody was happy and I think the lesson is you have to believe in yourself and keep going",
        ),
    ],
    check,
};

fn check(case: &Case<'_>, notes: &mut Notes<'_>) {
    let from = notes.setting("from");
    if humanity(case) + 0.8 * owned_up(case) < notes.setting("fewest_stakes") {
        return;
    }
    let kept = practices(case, (from - 0.1).max(0.0));
    let said = late_lessons(case, from)
        .map(|h| quotable(case, h))
        .max_by_key(|s| s.start);
    let confidence = if said.is_some() && !kept.is_empty() { 0.9 } else { 0.75 };
    if let Some(span) = said.or_else(|| kept.last().copied()) {
        notes.span(span, confidence);
    }
}
