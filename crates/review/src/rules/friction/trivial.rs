//! `trivial`: the matter is too small for the level applied for.

use glidepath_domain::{Level, Severity};

use crate::rule::{Example, Group, Nature, Need, Rule, Setting};
use crate::{Case, Notes, Signal};

/// A story about file names, told for a senior post.
pub static RULE: Rule = Rule {
    code: "trivial",
    group: Group::Friction,
    nature: Nature::Flaw {
        severity: Severity::Watch,
        instead: "Choose a matter in which money, customers, people or months of work hung on what you did.",
        ask: "What would have happened if you had let it go?",
    },
    title: "Too small a matter for the level",
    what: "Looks for a story whose subject is a name, a format, a label, a template, a room or a rota, where the level applied for is senior. The subject \
        has to come early and clearly; such a thing named in passing, or one on which something large hung, is left alone.",
    why: "The size of the problem you choose tells the interviewer the size of the problems you are given.",
    needs: &[Need::Level],
    settings: &[Setting::least_chance(0.3),
        Setting { key: "from_level", default: 6.0, meaning: "level from which it is judged (5 for L5)", source: "domain §8" },
        Setting { key: "share", default: 0.4, meaning: "share of the words within which the matter has to be named", source: "fitted on corpus/train" },
    ],
    flags: &[
        Example::of("Two of my leads fell out over [[variable names]]. I called a meeting, we voted for the long ones, and I wrote it into the guide.").at(Level::L7),
        Example::of(
            "um yeah so there was a thing about the commit messages some people put the ticket first and some last and I said we have to be consistent so I \
             wrote a page and everybody follows it now",
        )
        .at(Level::L6),
        Example::of("The disagreement was about the colour of the button on our sign-up page. She wanted green, and I wanted the blue of the brand.").at(Level::L6),
    ],
    passes: &[
        // The same story, for somebody at the start.
        Example::of("Two of us fell out over variable names. I asked for a meeting, we voted for the long ones, and I wrote it into the guide.").at(Level::L4),
        // Small in itself, large in effect.
        Example::of(
            "Forty patients a week were given the wrong leaflet, and two of them had stopped their tablets. I spent a day at the desk and a night with the \
             printer log. We found that two wards had the same form under different file names.",
        )
        .at(Level::L6),
        // No level given: not judged.
        Example::of("Two of my leads fell out over variable names."),
        // The words, in a story about something else.
        Example::of("We lost the account because our quote carried last year's prices. I told the client so that morning, and I fixed a typo in the letter as well.")
            .at(Level::L6),
    ],
    check,
};

/// Under this many words the matter named is the whole story.
const SHORT: usize = 120;

fn check(case: &Case<'_>, notes: &mut Notes<'_>) {
    let level = match case.attempt.level {
        Some(Level::L4) => 4.0,
        Some(Level::L5) => 5.0,
        Some(Level::L6) => 6.0,
        Some(Level::L7) => 7.0,
        Some(Level::L8) => 8.0,
        None => return,
    };
    let share = notes.setting("share");
    let Some(first) = case
        .hits(Signal::Petty)
        .find(|h| h.weight >= 0.79 && case.share_before(h.span.start) <= share)
    else {
        return;
    };
    let weight = case.weight(Signal::Petty);
    if level < notes.setting("from_level") || (case.transcript.words >= SHORT && weight < 0.99) {
        return;
    }
    notes.span(first.span, (0.55 + 0.1 * weight).min(0.85));
}
