//! Asked for an event, it tells what the teller would do or usually does.

use glidepath_domain::{Form, Severity};
use glidepath_text::Tag;

use crate::kinds::clearest;
use crate::rule::{Example, Group, Nature, Need, Rule, Setting};
use crate::{Case, Notes, Signal};

/// `hypothetical`.
pub static RULE: Rule = Rule {
    code: "hypothetical",
    group: Group::Authenticity,
    nature: Nature::Flaw {
        severity: Severity::Costly,
        instead: "Pick one occasion and begin with when and where. If there was none, say so: that is a fair answer too.",
        ask: "That is how you do it in general. When did it last happen, and what did you do that day?",
    },
    title: "What you would do, not what you did",
    what: "Asked for one event, an answer carried by what one would do, usually does or always does, with little told in the \
           past. A habitual \"would\" inside a real event is left alone, and so is every answer to a question about habits.",
    why: "Everybody would do the right thing. Only an event shows what happens when it is hard to.",
    needs: &[Need::Question],
    settings: &[
        Setting {
            key: "fewest_hits",
            default: 1.5,
            meaning: "words of habit and supposition, in clear mentions, from which they may carry the answer",
            source: "fitted on corpus/train",
        },
        Setting {
            key: "most_past",
            default: 5.0,
            meaning: "verbs in the past, in a hundred words, above which an event is being told",
            source: "fitted on corpus/train",
        },
    ],
    flags: &[
        Example::of(
            "[[I usually]] start by listening. If a colleague is upset I would take them aside, ask what happened and let them \
             finish. Then I'd look for the thing we both want. I always try to see it from their side, and it generally works.",
        )
        .asked("Tell me about a time you had a conflict with a colleague."),
        Example::of(
            "so what I'd do is I'd look at the numbers first and if it's reversible I would just go and tell people after and if \
             it's not then I'd get somebody senior in the room and normally that sorts it out",
        )
        .asked("Describe a decision you took with little data."),
        Example::of(
            "Whenever a deadline is at risk, I tend to cut scope before I ask for time. I would normally list what is left, rank \
             it with the client, and drop the bottom third. In general people are grateful for that honesty.",
        )
        .asked("Give me an example of a deadline you nearly missed."),
    ],
    passes: &[
        Example::of(
            "In March our printer failed the night before the exam. I rang three schools, found one with toner, and drove there \
             at six. Each time a page jammed I would open the back and start again. We had all 200 papers by eight.",
        )
        .asked("Tell me about a time you met a deadline against the odds."),
        Example::of(
            "I usually start by listening. If a colleague is upset I would take them aside, ask what happened and let them \
             finish. Then I'd look for the thing we both want. I always try to see it from their side.",
        )
        .asked("How do you deal with conflict in a team?"),
        Example::of(
            "so I told her I would look at it by friday and I didn't and she called me and I said it was my fault and I sat down \
             that night and rewrote it and if it had been anybody else they would have walked out",
        )
        .asked("Tell me about a promise you did not keep."),
    ],
    check,
};

fn check(case: &Case<'_>, notes: &mut Notes<'_>) {
    if !case.asked(|q| q.form == Form::Event) || case.weight(Signal::Hypothetical) < notes.setting("fewest_hits") {
        return;
    }
    let told = case.transcript.tokens.iter().filter(|t| t.tag == Tag::VerbPast).count() as f64;
    let past = 100.0 * told / case.transcript.words.max(1) as f64;
    if past > notes.setting("most_past") {
        return;
    }
    if let Some(hit) = clearest(case, Signal::Hypothetical) {
        let count = case.hits(Signal::Hypothetical).count();
        notes.span(hit.span, 0.85).count(count);
    }
}
