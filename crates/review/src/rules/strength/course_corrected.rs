//! `course-corrected`: changed direction on what was found.

use crate::kinds::friction;
use crate::rule::{Example, Group, Nature, Rule, Setting};
use crate::{Case, Notes, Signal};

/// A plan given up because of what it met.
pub static RULE: Rule = Rule {
    code: "course-corrected",
    group: Group::Friction,
    nature: Nature::Strength,
    title: "Changed course on what was found",
    what: "Looks for a plan, a design or a demand of the teller's own that was dropped, reversed or redrawn because of something seen, heard or measured on \
        the way. Ordinary changes made to a thing (\"I changed the form\") are left alone unless something had gone against the first plan.",
    why: "Giving up one's own plan on evidence is judgement in the open, and hard to invent.",
    needs: &[],
    settings: &[
        Setting::least_chance(0.33),
        Setting {
            key: "weight",
            default: 1.5,
            meaning: "weight of words that tell of a change of course; one clear phrase is 1",
            source: "fitted on corpus/train",
        },
        Setting {
            key: "friction",
            default: 1.0,
            meaning: "weight of opposition, obstacles and setbacks that there has to be",
            source: "fitted on corpus/train",
        },
    ],
    flags: &[
        Example::of(
            "My first plan was one long route for each van. It lasted a week: two drivers were late every day and one quit. So I dropped it and let the drivers \
             draw the routes.",
        ),
        Example::of(
            "so I had it all designed um the app and everything and then I sat with the porters for a night and they couldn't use it with gloves on so I \
             scrapped it and we put a bell on the wall instead",
        ),
        Example::of(
            "I had argued for raising the fee. Then I listened to the calls of people who had left, and I was wrong about why. I withdrew the paper.",
        ),
    ],
    passes: &[
        // Changed a thing, not a course.
        Example::of("I changed the form, trained the clerks and opened the counter on Monday."),
        // Persisted.
        Example::of("They refused twice, and I asked a third time, with the same plan and a better map."),
        // Somebody else's plan.
        Example::of("The council gave up its plan for the car park in the spring, and our takings went up."),
    ],
    check,
};

fn check(case: &Case<'_>, notes: &mut Notes<'_>) {
    let weight = case.weight(Signal::CourseChange);
    if weight + 0.001 < notes.setting("weight") || friction(case) + 0.001 < notes.setting("friction") {
        return;
    }
    let clearest = case
        .hits(Signal::CourseChange)
        .max_by(|a, b| a.weight.total_cmp(&b.weight).then(b.span.start.cmp(&a.span.start)));
    if let Some(hit) = clearest.filter(|h| h.weight >= 0.6) {
        notes.span(hit.span, (0.5 + 0.08 * weight).min(0.85));
    }
}
