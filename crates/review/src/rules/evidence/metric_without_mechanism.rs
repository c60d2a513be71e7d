//! A result figure, and nothing that tells how the action caused it.

use glidepath_domain::{Figure, FigureKind, FigureRole, Severity};

use crate::rule::{Example, Group, Nature, Rule, Setting};
use crate::{Case, Notes};

/// `metric-without-mechanism`.
pub static RULE: Rule = Rule {
    code: "metric-without-mechanism",
    group: Group::Evidence,
    nature: Nature::Flaw {
        severity: Severity::Watch,
        instead: "Between the action and the figure, say the one thing you found, changed or tested that moved it.",
        ask: "How do you know that what you did caused \"{quote}\", and not something else that happened at the time?",
    },
    title: "A figure, but not what moved it",
    what: "A result figure is claimed, and neither a cause found, nor a hypothesis, test, segment or design change stands between \
           the action and the figure.",
    why: "A number that arrives by itself sounds like luck, or like someone else's work.",
    needs: &[],
    settings: &[
        Setting::least_chance(0.5),
        Setting {
            key: "min_words",
            default: 100.0,
            meaning: "words below which an answer is only called thin",
            source: "domain §4",
        },
    ],
    flags: &[
        Example::of(
            "I took over the renewals desk when it was in trouble. Renewals stood at 70% and the mood was low. I set a clear vision \
             for the group, aligned the leads around three priorities and established a weekly rhythm of reviews. I championed a \
             culture of accountability, and I kept the board up to date about the journey. I was visible and I was demanding. \
             Everything went to plan and on schedule, and people were engaged from the first day. I celebrated the good weeks. By \
             December renewals had risen from 70% to [[88%]] and the desk was the best in the country. I am proud of that year and \
             of everyone who was part of it, and the framework has been adopted by two other desks since.",
        ),
        Example::of(
            "so I ran the returns programme and um we were at nine percent and I put a governance model in place and a dashboard and I \
             brought all the stakeholders together and we aligned on the priorities and it was all very structured you know phase \
             one phase two phase three and each phase went smoothly and on time and I kept the energy up and I drove accountability \
             with the leads and leadership was really behind me and yeah by autumn we were down to [[two percent]] and it was a real \
             transformation for that building and I got an award for it and they rolled it out across the organisation",
        ),
        Example::of(
            "As head of the loyalty scheme I set an ambitious strategy for growth. I presented the roadmap to the executive committee, \
             who endorsed it, and I secured sponsorship across the business. I hired two people and an agency and empowered them to \
             deliver. We executed the plan quarter by quarter, exactly as intended, and every milestone was met on schedule. The \
             organisation was aligned and the momentum was strong throughout. At the end of the year membership had grown by \
             [[35%]], and the programme is now seen as best in class. It shows what focus and a clear strategy can do.",
        ),
    ],
    passes: &[
        Example::of(
            "Renewals stood at 70% and the mood was low. I read ninety of the letters people send when they leave, and it turned \
             out that two thirds left in the month after a price rise that nobody had explained to them. I moved the call to \
             the week before the letter went out, and tried it on one region first, against the other four. The region kept \
             eleven more in a hundred. My manager worried that calling would remind people to leave, so we agreed on a stop \
             rule. By December renewals had risen from 70% to 88%.",
        ),
        Example::of(
            "so returns were like nine percent damaged and I I split it by shift and by box size and it was the tall boxes on \
             nights because the night crew stacks them on the short side there's no table there so I got a table for forty \
             euros and it went down to two percent and the night crew said finally and I felt a bit stupid that I \
             had asked for posters before that and honestly nobody had asked them anything",
        ),
        Example::of("I led the programme for a year and people liked it. We met our goals."),
    ],
    check,
};

fn check(case: &Case<'_>, notes: &mut Notes<'_>) {
    if (case.transcript.words as f64) < notes.setting("min_words") {
        return;
    }
    // Whether anything stands between action and figure shows in the whole answer: its leaning decides (see settings).
    // A change or a share is the claim; a mere count of things near the end seldom is.
    let claim = |f: &&Figure| f.pair.is_some() || f.kind != FigureKind::Count;
    let results: Vec<&Figure> = case.figures_of(FigureRole::Result).collect();
    if let Some(figure) = results.iter().rev().find(|f| claim(f)).or(results.last()) {
        notes.span(figure.span, 0.65);
    }
}
