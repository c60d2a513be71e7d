//! A result figure, and nothing that tells how the action caused it.

use glidepath_domain::{Figure, FigureKind, FigureRole, Severity};

use crate::rule::{Example, Group, Nature, Rule, Setting};
use crate::{Case, Notes};

/// `metric-without-mechanism`.
pub static RULE: Rule = Rule {
    code: "metric-without-mechanism",
    group: Group::Evidence,
    nature: Nature::Flaw {
        severity: Severity::Costly,
        instead: "Between the action and the figure, say the one thing you found, changed or tested that moved it.",
        ask: "How do you know that what you did caused \"{quote}\", and not something else that happened at the time?",
    },
    title: "A figure, but not what moved it",
    what: "A result figure is claimed, and neither a cause found, nor a hypothesis, test, segment or design change stands between \
           the action and the figure.",
    why: "A number that arrives by itself sounds like luck, or like someone else's work.",
    needs: &[],
    settings: &[
        Setting::least_leaning(0.25),
        Setting {
            key: "min_words",
            default: 100.0,
            meaning: "words below which an answer is only called thin",
            source: "labels: thin",
        },
    ],
    flags: &[
        Example::of(
            "I took over the renewals desk when it was in trouble. Renewals stood at 70% and the mood was low. I set a clear \
             direction for the group, met everybody once a week, agreed on goals with each of them and kept the board up to \
             date about where we were. I was visible and I was demanding. It was a hard year with a lot of pressure, and I \
             asked a great deal of people. I celebrated the good weeks and stood by them in the bad ones. By December \
             renewals had risen [[from 70% to 88%]] and the desk was the best in the country. I am proud of that year and of \
             everyone who was part of it.",
        ),
        Example::of(
            "so I was put on the returns line and it was it was bad like nine percent damaged and everybody knew it and I said \
             okay we're going to fix this and I made a programme and we had a kick-off and posters and I was on the floor \
             every single day talking to people and I kept the energy up and I did that for the whole spring and then \
             summer and my boss was really behind me and yeah by autumn we were down [[to two percent]] and I got an award \
             for it and people still talk about it in that building and I think it shows what you can do",
        ),
        Example::of(
            "As head of the loyalty scheme I was asked to grow it. I wrote the plan for the year and presented it to the board, \
             who liked it. I hired two people and an agency. We worked through the plan quarter by quarter and I reported \
             every month. There were some discussions about budget with finance which we settled. The plan was followed \
             closely and the deadlines were kept. The members were happy with the scheme and the shops were as well. At the \
             end of the year membership had grown [[by 35%]] and I was asked to do the same in the other country.",
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
