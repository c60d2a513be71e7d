//! `named-conflict-early`: asked for a conflict, the answer says what it was at once.

use crate::kinds::{asked_for_conflict, conflict_said};
use crate::rule::{Example, Group, Nature, Need, Rule, Setting};
use crate::{Case, Notes};

/// Who wanted what, in the first breath.
pub static RULE: Rule = Rule {
    code: "named-conflict-early",
    group: Group::Friction,
    nature: Nature::Strength,
    title: "The conflict is named at once",
    what: "Where the question asks for a conflict or a disagreement, the first fifth of the answer, and no more than half a minute, already says what \
        it was: who objected, or two wishes against each other. The bare word said back does not count.",
    why: "The interviewer knows from the first sentence what to listen for, and can write it down.",
    needs: &[Need::Question],
    settings: &[Setting::least_chance(0.33),
        Setting { key: "share", default: 0.21, meaning: "share of the words in which the conflict has to be said", source: "fitted on corpus/train" },
        Setting { key: "seconds", default: 30.0, meaning: "seconds in which the conflict has to be said", source: "domain §5" },
    ],
    flags: &[
        Example::of(
            "The chef of the hotel we supply [[disagreed]] with me about delivery times for most of a year. He \
             wanted the milk at five and I could not milk before four. We tried three ways of doing it.",
        )
        .asked("Tell me about a conflict with somebody outside your company."),
        Example::of(
            "so um the head of nursing she wanted everybody on twelve hour shifts and I wanted eights and we fought about it from easter to about october and \
             there's sixty people on that floor so it matters",
        )
        .asked("Describe a serious disagreement at work."),
        Example::of(
            "I was against closing the night desk, and our director was for it. It was a hotel with 90 rooms and one guest in twenty arrives after \
             midnight. We argued the whole winter, with the same four figures.",
        )
        .asked("Tell me about a decision you argued against."),
    ],
    passes: &[
        // The word alone says nothing yet.
        Example::of(
            "A disagreement with a colleague, right, let me think. So I work in the laundry of a hospital, there are thirty of us and we do nine tonnes a \
             day. I came there from a hotel. In my second year we got new presses, and I was asked to write the plan for the shifts around them, \
             which took me a while. And then the foreman refused to run the plan.",
        )
        .asked("Tell me about a disagreement with a colleague."),
        // Early opposition, but nobody asked for a conflict.
        Example::of("The foreman refused to run the plan. I asked him to show me why on the floor, and he was right about the second press.")
            .asked("Tell me about something you improved."),
        // No question given.
        Example::of("The chef and I fell out over delivery times for most of a year."),
    ],
    check,
};

fn check(case: &Case<'_>, notes: &mut Notes<'_>) {
    if !asked_for_conflict(case) {
        return;
    }
    let Some(span) = conflict_said(case) else { return };
    let share = case.share_before(span.start);
    if share <= notes.setting("share") && case.transcript.seconds_at(span.start) <= notes.setting("seconds") {
        notes.span(span, 0.9 - share);
    }
}
