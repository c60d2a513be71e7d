//! Handed over by a manager, offered as ownership.

use glidepath_domain::{Principle, Severity};

use crate::kinds::told;
use crate::rule::{Example, Group, Nature, Rule, Setting};
use crate::{Case, Notes, Signal};

/// `assigned`.
pub static RULE: Rule = Rule {
    code: "assigned",
    group: Group::Contribution,
    nature: Nature::Flaw { severity: Severity::Watch, instead: "Tell the part that nobody asked for: what you saw, and what you did before anyone said so. If there is none, choose another story.", ask: "What of this would have happened if nobody had asked you?" },
    title: "Handed over, offered as initiative",
    what: "Work that a manager handed over, told in reply to a question about ownership or initiative, or claimed as such. Being asked is no flaw where nothing else is claimed.",
    why: "The question was what you see and take on unasked. This shows that you do what you are asked, which is the least of it.",
    needs: &[],
    settings: &[
        Setting::least_chance(0.3),
        Setting {
            key: "least_unasked",
            default: 1.0,
            meaning: "summed weight of words of unasked work from which being asked does not matter",
            source: "fitted on corpus/train",
        },
        Setting {
            key: "least_weight",
            default: 1.0,
            meaning: "summed weight of words of being asked, told or given the work in the answer",
            source: "fitted on corpus/train",
        },
    ],
    flags: &[Example::of("My manager asked me to take over the archive clean-up, and I was told to have it done by March. I took full ownership of it, wrote a list and worked through it, and I reported to him each week.").asked("Tell me about a time you took ownership of something outside your job."), Example::of("so my manager asked me to do the onboarding and I was assigned two people for it and I was told what had to be in it and I really owned it you know I did everything that was on the plan").asked("Tell me about a time you showed initiative."), Example::of("I was tasked with the move by our director, who had put me in charge of it. I took ownership from day one and ran it to the plan she had given me, with the three people she had picked.").asked("When did you do something beyond your job?")],
    passes: &[Example::of("My manager asked me to look at the archive. While I was there I saw that the fire doors were blocked, which was nobody's job, and I had them cleared the same week.").asked("Tell me about a time you did something nobody asked for."), Example::of("My manager asked me to cut the wait. I disagreed with the plan and said so.").asked("Tell me about a time you disagreed with your manager."), Example::of("so nobody had asked me to but I saw the shelf was about to come down so I got two guys and we fixed it").asked("Tell me about a time you showed initiative.")],
    check,
};

fn check(case: &Case<'_>, notes: &mut Notes<'_>) {
    let asked = case.asked(|q| q.about_initiative) || case.attempt.principles.contains(&Principle::Ownership);
    let claimed = claims_ownership(case);
    let unasked = case.weight(Signal::SelfStarted);
    if (asked || claimed) && unasked < notes.setting("least_unasked") {
        told(case, notes, Signal::Assigned, 0.7);
    }
}

/// True where the teller calls it ownership or initiative in so many words.
fn claims_ownership(case: &Case<'_>) -> bool {
    let tokens = &case.transcript.tokens;
    (0..tokens.len()).any(|t| {
        matches!(
            tokens.lower(t),
            "ownership" | "initiative" | "proactive" | "proactively" | "owned"
        )
    })
}
