//! A Leadership Principle said by name.

use glidepath_domain::{Severity, Span};
use glidepath_text::TokenKind;

use crate::rule::{Example, Group, Nature, Rule, Setting};
use crate::{Case, Notes};

/// `name-drop`.
pub static RULE: Rule = Rule {
    code: "name-drop",
    group: Group::Authenticity,
    nature: Nature::Flaw {
        severity: Severity::Watch,
        instead: "Cut the label and leave the deed. If the story shows it, the interviewer writes the name down for you.",
        ask: "Leave the label aside: what did you do that somebody else in your place would not have?",
    },
    title: "A principle said by name",
    what: "The name of a Leadership Principle, as it stands or lightly bent (\"dove deep\", \"customer obsessed\"). Ordinary words \
           are left alone: a house somebody took ownership of, a diver who dived, test results delivered to a ward.",
    why: "Naming the quality is the one thing that does not show it, and it sounds rehearsed.",
    needs: &[],
    settings: &[Setting {
        key: "least_confidence",
        default: 0.6,
        meaning: "how sure it must be that the principle is meant and not the plain words, 0 to 1",
        source: "domain §4",
    }],
    flags: &[
        Example::of("I have a [[bias for action]], so I shipped it on the Friday."),
        Example::of("um so I [[dove deep]] into the logs and then we [[disagreed and committed]] and that was it"),
        Example::of("For me this was about [[customer obsession]]. I rang all forty of them."),
        Example::of("I [[took full ownership]] of the incident and [[delivered results]] within the month."),
    ],
    passes: &[
        Example::of("We took ownership of the house in May, four hours late, because the bank had lost the form."),
        Example::of(
            "I think big lorries should not use that street, and in the end he agreed and committed the money.",
        ),
        Example::of("the lab delivered results to the ward by hand and we dived deep in the lake on the day off"),
        Example::of(
            "She trusted me again after that, and the customers stopped writing. I never found out who owned the shop.",
        ),
    ],
    check,
};

/// The names, as rows of words one of which must stand at each place, with how sure it is that the principle is meant.
/// Hyphens between the words are passed over.
const NAMES: &[(f64, &[&[&str]])] = &[
    (
        0.95,
        &[
            &["customer", "customers", "client", "user", "member"],
            &["obsession", "obsessed", "obsess", "obsessing", "obsessive"],
        ],
    ),
    (
        0.9,
        &[
            &["obsess", "obsessed", "obsessing"],
            &["over", "about"],
            &["customers", "customer"],
        ],
    ),
    (
        0.9,
        &[
            &["obsess", "obsessed", "obsessing"],
            &["over", "about"],
            &["the", "our", "my"],
            &["customers", "customer"],
        ],
    ),
    (
        0.95,
        &[
            &["invent", "invented", "inventing"],
            &["and"],
            &["simplify", "simplified", "simplifying"],
        ],
    ),
    (
        0.9,
        &[
            &["are", "am", "being", "be", "was", "'m", "were"],
            &["right"],
            &["a"],
            &["lot"],
        ],
    ),
    (
        0.95,
        &[
            &["learn", "learned", "learnt", "learning"],
            &["and"],
            &["be", "being", "was", "were", "stayed", "stay"],
            &["curious"],
        ],
    ),
    (
        0.95,
        &[
            &["hire", "hired", "hiring"],
            &["and"],
            &["develop", "developed", "developing"],
        ],
    ),
    (
        0.95,
        &[
            &["insist", "insisted", "insisting", "insists"],
            &["on"],
            &["the", "our", "my"],
            &["highest"],
            &["standards", "standard"],
        ],
    ),
    (
        0.9,
        &[
            &["insist", "insisted", "insisting", "insists"],
            &["on"],
            &["high", "higher", "highest"],
            &["standards", "standard"],
        ],
    ),
    (
        0.9,
        &[
            &["bias", "biased", "biases"],
            &["for", "to", "toward", "towards"],
            &["action", "moving", "acting", "speed"],
        ],
    ),
    (0.8, &[&["frugality"]]),
    (0.85, &[&["earn", "earned", "earning", "earns"], &["trust"]]),
    (
        0.9,
        &[
            &["dive", "dove", "dived", "diving", "dives"],
            &["deep", "deeply", "deeper"],
        ],
    ),
    (
        0.9,
        &[
            &["have", "had", "has", "having", "show", "showed", "showing"],
            &["backbone"],
        ],
    ),
    (
        0.95,
        &[
            &["disagree", "disagreed", "disagreeing"],
            &["and"],
            &["commit", "committed", "committing"],
        ],
    ),
    (0.95, &[&["disagreed"], &["but"], &["committed"]]),
    (
        0.85,
        &[&["deliver", "delivered", "delivering", "delivers"], &["results"]],
    ),
    (0.95, &[&["earth"], &["'s"], &["best"], &["employer"]]),
    (
        0.95,
        &[&["success"], &["and"], &["scale"], &["bring", "brings", "brought"]],
    ),
    (
        0.9,
        &[
            &["scale", "success"],
            &["comes", "come", "brings", "bring", "means"],
            &["with", "broad"],
            &["responsibility", "responsibilities", "broad"],
        ],
    ),
    (0.85, &[&["broad"], &["responsibility"]]),
    (0.9, &[&["leadership"], &["principle", "principles"]]),
    (0.85, &[&["thinking"], &["big"]]),
    (0.75, &[&["think", "thought"], &["big"]]),
    (
        0.85,
        &[
            &["real", "true", "full", "complete", "extreme", "total", "end"],
            &["ownership"],
        ],
    ),
    (
        0.85,
        &[
            &[
                "take",
                "took",
                "taken",
                "taking",
                "show",
                "showed",
                "shown",
                "showing",
                "demonstrate",
                "demonstrated",
            ],
            &[
                "real", "true", "full", "complete", "extreme", "total", "strong", "great",
            ],
            &["ownership"],
        ],
    ),
    (
        0.75,
        &[
            &[
                "take",
                "took",
                "taken",
                "taking",
                "show",
                "showed",
                "shown",
                "showing",
                "demonstrate",
                "demonstrated",
                "demonstrates",
                "shows",
            ],
            &["ownership"],
        ],
    ),
    (
        0.85,
        &[
            &["ownership"],
            &["is", "was", "story", "principle", "piece", "mindset", "example"],
        ],
    ),
    (0.8, &[&["for", "about", "called"], &["ownership"]]),
];

/// After these words the plain meaning is likelier.
fn is_plain(case: &Case<'_>, first: usize, after: usize) -> bool {
    let tokens = &case.transcript.tokens;
    let word = |t: usize| tokens.lower_at(Some(t));
    match word(after.saturating_sub(1)) {
        // A house, a dog: things are owned; problems are taken on. Of a thing, the noun stands within three words.
        "ownership" if word(after) == "of" => !(after + 1..after + 4).any(|t| {
            matches!(
                word(t),
                "it" | "this"
                    | "that"
                    | "everything"
                    | "something"
                    | "things"
                    | "problem"
                    | "problems"
                    | "issue"
                    | "issues"
                    | "outcome"
                    | "outcomes"
                    | "result"
                    | "results"
                    | "process"
                    | "project"
                    | "work"
                    | "task"
                    | "incident"
                    | "whole"
                    | "end"
                    | "fix"
                    | "situation"
                    | "mistake"
                    | "delivery"
                    | "quality"
                    | "experience"
                    | "programme"
                    | "program"
                    | "initiative"
                    | "launch"
                    | "rollout"
                    | "migration"
                    | "relationship"
                    | "strategy"
                    | "roadmap"
                    | "goal"
                    | "system"
                    | "service"
                    | "backlog"
            )
        }),
        // "Thinking big comes easily" is the principle; "I think big lorries" is not.
        "big" => !matches!(
            word(after),
            "and" | "." | "," | ";" | "but" | "comes" | "is" | "was" | "here" | "when" | "about" | "on" | "for" | ""
        ),
        "deep" | "deeper" | "deeply" => (after..after + 5).any(|t| {
            matches!(
                word(t),
                "water" | "lake" | "sea" | "pool" | "ocean" | "river" | "harbour" | "reef" | "wreck" | "snow"
            )
        }),
        "results" => {
            matches!(word(after), "to" | "by" | "from" | "in" | "late" | "on" | "at")
                || matches!(
                    word(first.saturating_sub(1)),
                    "lab" | "courier" | "post" | "nurse" | "laboratory"
                )
        }
        "trust" => matches!(word(after), "fund" | "funds" | "deed" | "income" | "money"),
        "responsibility" | "frugality" => word(first.saturating_sub(1)) == "a" && word(after) == "for",
        _ => false,
    }
}

/// Matches a row from token `at`, hyphens between its words passed over; gives the token after it.
fn matches_row(case: &Case<'_>, row: &[&[&str]], at: usize) -> Option<usize> {
    let tokens = &case.transcript.tokens;
    let mut here = at;
    for (place, words) in row.iter().enumerate() {
        if place > 0 && tokens.lower_at(Some(here)) == "-" {
            here += 1;
        }
        if !words.contains(&tokens.lower_at(Some(here))) {
            return None;
        }
        here += 1;
    }
    Some(here)
}

fn check(case: &Case<'_>, notes: &mut Notes<'_>) {
    let tokens = &case.transcript.tokens;
    let least = notes.setting("least_confidence");
    let mut from = 0;
    for at in 0..tokens.len() {
        if at < from || tokens[at].kind != TokenKind::Word {
            continue;
        }
        let longest = NAMES
            .iter()
            .filter_map(|(sure, row)| Some((matches_row(case, row, at)?, *sure)))
            .max_by_key(|(end, _)| *end);
        let Some((end, sure)) = longest.filter(|(_, sure)| *sure >= least) else {
            continue;
        };
        if is_plain(case, at, end) {
            continue;
        }
        notes.span(Span::new(tokens[at].span.start, tokens[end - 1].span.end), sure);
        from = end;
    }
}
