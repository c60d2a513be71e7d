//! The way into a drill: what is asked, how it is answered, and what makes it harder; drills to go on with; what is due.

use glidepath_app::Kept;
use glidepath_app::practice::{FollowUps, Nudges, Start};
use glidepath_domain::{Drill, DrillState, Temperament, Variant};
use maud::{Markup, html};

use super::drill_room::How;
use super::{drill_words as words, moment, visible};

/// Timeboxes to choose from, in seconds. Source: domain §7.
const LIMITS: [u32; 4] = [90, 120, 150, 180];
/// How many takes are listed, and how many drills to go on with.
const RECENT: usize = 5;
const OPEN: usize = 3;

/// Where the question comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Asked {
    /// Glidepath draws it: weakest and longest not practised first.
    Draw,
    /// From the bank, by name.
    Bank,
    /// In one's own words.
    Own,
}

/// What stands in the form.
#[derive(Debug, Clone)]
pub(crate) struct Given {
    /// Where the question comes from.
    pub(crate) asked: Asked,
    /// Its name in the bank, or empty.
    pub(crate) question: String,
    /// What that one asks.
    pub(crate) question_text: String,
    /// One's own words.
    pub(crate) own: String,
    /// How it is answered.
    pub(crate) how: How,
    /// How it is held; its choice of question is not looked at.
    pub(crate) start: Start,
}

/// Nudges as the form has them: value and name.
const NUDGES: [(Nudges, &str, &str); 3] = [
    (Nudges::On, "on", "on"),
    (Nudges::Off, "off", "off"),
    (Nudges::Trial, "trial", "on trial: every other drill"),
];

/// What the page lists beside the form.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Beside<'b> {
    /// Every drill, newest first.
    pub(crate) drills: &'b [Kept<Drill>],
}

/// The whole of it.
pub(crate) fn start(given: &Given, beside: &Beside<'_>) -> Markup {
    let open: Vec<&Kept<Drill>> = beside.drills.iter().filter(|kept| is_open(&kept.value)).collect();
    let takes: Vec<&Kept<Drill>> = beside
        .drills
        .iter()
        .filter(|kept| kept.value.state == DrillState::Done)
        .take(RECENT)
        .collect();
    html! {
        div.practice {
            div {
                @if !open.is_empty() { (resume(&open)) }
                (form(given))
            }
            aside.practice-beside {
                section aria-labelledby="also" {
                    h2.label #also { "Also" }
                    ul.ways {
                        li { a href="/recall" { "Recall" } span.quiet { "a question, ten seconds, the story" } }
                        li { a href="/practice/block" { "A block" } span.quiet { "twenty to thirty minutes, with a plan and an end" } }
                        li { a href="/practice/check" { "Check the microphone" } span.quiet { "level, three seconds, played back" } }
                    }
                }
                @if !takes.is_empty() {
                    section aria-labelledby="recent" {
                        h2.label #recent { "Lately told" }
                        ul.ways { @for take in takes { li { a href=(format!("/takes/{}", take.id)) dir="auto" { (asked(&take.value)) } span.quiet { (moment(take.updated_ms)) } } } }
                        p { a.quiet href="/takes" { "All takes" } }
                    }
                }
                section.what-for aria-labelledby="what-for" {
                    h2.label #what-for { "What is kept, and what this is for" }
                    p { "For practice only, never in a real interview. It hears your microphone while you tell, and nothing else of this machine: no other sound, no screen." }
                    p { "Each tenth of a second is on this machine’s disk before the next but one is spoken. It stays here until you remove it." }
                }
            }
        }
    }
}

fn is_open(drill: &Drill) -> bool {
    !matches!(drill.state, DrillState::Done | DrillState::Left)
}

fn asked(drill: &Drill) -> String {
    drill.answer().map(|turn| visible(&turn.asked)).unwrap_or_default()
}

fn resume(open: &[&Kept<Drill>]) -> Markup {
    html! {
        section.resume aria-labelledby="resume" {
            h2.label #resume { "Go on with" }
            ul.ways {
                @for kept in open.iter().take(OPEN) {
                    li { a href=(format!("/practice/{}", kept.id)) dir="auto" { (asked(&kept.value)) } span.quiet { (words::stands(&kept.value)) ", " (moment(kept.updated_ms)) } }
                }
            }
            @if open.len() > OPEN { p { a.quiet href="/takes" { "and " (open.len() - OPEN) " more" } } }
        }
    }
}

fn form(given: &Given) -> Markup {
    html! {
        form.start #start method="post" action="/practice" autocomplete="off" {
            fieldset.from {
                legend.label { "What is asked" }
                label.pick { input type="radio" name="from" value="draw" checked[given.asked == Asked::Draw]; span { b { "Draw one for me" } span.quiet { "what you are weakest on, or have not told for longest; what it probes stays hidden" } } }
                label.pick {
                    input type="radio" name="from" value="bank" checked[given.asked == Asked::Bank];
                    @if given.question.is_empty() { span { b { "One from the bank" } span.quiet { a href="/questions" { "choose it there" } ", then practise it from its page" } } }
                    @else { span { b dir="auto" { (visible(&given.question_text)) } span.quiet { "from the bank · " a href="/questions" { "another" } } } }
                }
                @if !given.question.is_empty() { input type="hidden" name="question" value=(given.question); }
                label.pick { input type="radio" name="from" value="own" checked[given.asked == Asked::Own]; span { b { "In my own words" } } }
                div.own-words { label.hidden for="own" { "The question in your own words" } input #own name="own" type="text" maxlength="2000" dir="auto" value=(given.own) placeholder="Tell me about a time you disagreed with a decision."; }
            }
            fieldset.how {
                legend.label { "How you answer" }
                div.picks {
                    @for (how, name, says) in [(How::Speak, "Speak", "into the microphone"), (How::Type, "Type", "counts the same")] {
                        label.pick { input type="radio" name="how" value=(how.slug()) checked[given.how == how]; span { b { (name) } span.quiet { (says) } } }
                    }
                }
                p.quiet { "A recording you have can be brought into the room." }
            }
            div.start-row {
                button.go.big type="submit" { "Begin" }
                label.choice-line { input type="checkbox" name="exam" value="yes" checked[given.start.exam]; span { b { "As an exam" } ": no nudges, no pause, no second start" } }
            }
            details.settings-of data-key="settings" {
                summary { "How it is held: " (words::timebox(given.start.limit_s)) ", " (words::temperament(given.start.temperament).to_lowercase()) ", nudges " (NUDGES.iter().find(|(nudges, _, _)| *nudges == given.start.nudges).map_or("on", |(_, _, name)| name)) }
                div.form-row {
                    div.field { label for="limit" { "Timebox" } select #limit name="limit_s" { @if !LIMITS.contains(&given.start.limit_s) { option value=(given.start.limit_s) selected { (words::timebox(given.start.limit_s)) } } @for limit in LIMITS { option value=(limit) selected[limit == given.start.limit_s] { (words::timebox(limit)) } } } }
                    div.field { label for="nudges" { "Nudges" } select #nudges name="nudges" { @for (nudges, slug, name) in NUDGES { option value=(slug) selected[nudges == given.start.nudges] { (name) } } } }
                    div.field { label for="follow-ups" { "Follow-ups" } select #follow-ups name="follow_ups" {
                        option value="" selected[given.start.follow_ups == FollowUps::Drawn] { "one to four, not said beforehand" }
                        @for most in 1..=4 { option value=(most) selected[given.start.follow_ups == FollowUps::AtMost(most)] { "up to " (most) } }
                        option value="all" selected[given.start.follow_ups == FollowUps::All] { "until the evidence ends" }
                    } }
                    div.field { label for="temperament" { "The interviewer" } select #temperament name="temperament" { @for &one in Temperament::ALL { option value=(one) selected[one == given.start.temperament] { (words::temperament(one)) ": " (words::temperament_says(one)) } } } }
                }
                fieldset.variants {
                    legend { "Variant" }
                    div.picks { @for &one in Variant::ALL { label.pick { input type="radio" name="variant" value=(one) checked[one == given.start.variant]; span { b { (words::variant(one)) } span.quiet { (words::variant_says(one)) } } } } }
                }
            }
        }
    }
}
