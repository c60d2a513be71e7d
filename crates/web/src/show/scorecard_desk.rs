//! The scorecard of a seat: notes, a mark for each principle with why, and the vote. And, where a person sits, what to ask next.

use glidepath_app::hand_out_debrief::words::marked;
use glidepath_domain::{Round, RoundState, Scorecard, ScorecardMark, Verdict};
use maud::{Markup, html};

use super::say::visible;
use super::scorecard_heard::Hearing;

/// A scorecard as it is written.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Desk<'c> {
    /// Where its forms are sent.
    pub(crate) here: &'c str,
    /// The name under which it is kept while it is typed.
    pub(crate) keeps: &'c str,
    /// The scorecard, as kept or as typed.
    pub(crate) card: &'c Scorecard,
    /// The version that is kept; none where nothing is.
    pub(crate) seen: Option<i64>,
    /// Whether the round has begun: nothing can be written down before.
    pub(crate) begun: bool,
}

/// The form, or what was handed in.
pub(crate) fn scorecard_desk(desk: &Desk<'_>) -> Markup {
    if desk.card.handed_in {
        return handed_in(desk.card);
    }
    html! {
        form.scorecard method="post" action=(desk.here) autocomplete="off" data-keep=(desk.keeps) {
            @if let Some(seen) = desk.seen { input type="hidden" name="seen" value=(seen); }
            div.field {
                label for="notes" { "Notes" span.quiet { "what was said, as nearly word for word as you can" } }
                textarea #notes name="notes" rows="9" dir="auto" spellcheck="true" { "\n" (desk.card.notes) }
            }
            @for mark in &desk.card.marks { (marking(mark)) }
            fieldset.vote-of {
                legend { "Would you hire?" }
                div.picks {
                    @for (value, name, says) in [("yes", "Inclined", "I would work with them at this level"), ("no", "Not inclined", "not on what I heard")] {
                        label.pick { input type="radio" name="inclined" value=(value) checked[desk.card.inclined == Some(value == "yes")]; span { b { (name) } span.quiet { (says) } } }
                    }
                }
            }
            @if !desk.begun { p.quiet { "The scorecard can be saved once the round has begun. What you type is kept until then." } }
            div.keys-row {
                button.go type="submit" name="do" value="save" disabled[!desk.begun] { "Save" }
                button type="submit" name="do" value="hand-in" disabled[!desk.begun] { "Hand it in" }
                span.quiet.small data-kept-at {}
            }
            p.quiet.help { "Nobody sees it before it is handed in, and it does not change after: the votes are cast blind." }
        }
    }
}

fn marking(mark: &ScorecardMark) -> Markup {
    let principle = mark.principle;
    let choices = [
        (Some(Verdict::Below), "below"),
        (Some(Verdict::Meets), "meets"),
        (Some(Verdict::Raises), "raises"),
        (None, "cannot tell"),
    ];
    html! {
        fieldset.marking {
            legend { a href=(format!("/principles/{principle}")) target="_blank" { (principle.name()) } }
            div.mark-choices {
                @for (verdict, name) in choices {
                    label.chip { input type="radio" name=(format!("mark-{principle}")) value=(verdict.map_or("", Verdict::slug)) checked[mark.verdict == verdict]; (name) }
                }
            }
            label.hidden for=(format!("why-{principle}")) { "Why, for " (principle.name()) }
            input type="text" id=(format!("why-{principle}")) name=(format!("why-{principle}")) value=(mark.why) maxlength="2000" dir="auto" placeholder="Why: what they said that decides it";
        }
    }
}

fn handed_in(card: &Scorecard) -> Markup {
    html! {
        section.sheet.handed-in {
            h2 { "Handed in" }
            p.quiet { "It counts in the debrief, and does not change any more." }
            p { b { @match card.inclined { Some(true) => "Inclined", Some(false) => "Not inclined", None => "No vote" } } }
            @for mark in &card.marks { p { (mark.principle.name()) ": " b { (marked(mark.verdict)) } @if !mark.why.is_empty() { ". " span dir="auto" { (visible(&mark.why)) } } } }
            @if !card.notes.is_empty() { p.notes-typed dir="auto" { (visible(&card.notes)) } }
        }
    }
}

/// What a person who sits here may ask: planned questions, own words, a follow-up; then the candidate's turn.
pub(crate) fn scorecard_asks(here: &str, hearing: &Hearing<'_>) -> Markup {
    let round: &Round = hearing.round;
    let free: Vec<&str> = round
        .exchanges
        .iter()
        .filter(|exchange| exchange.drill.is_empty())
        .map(|exchange| exchange.asked.as_str())
        .collect();
    let on = round.state == RoundState::Asking && hearing.open().is_none();
    html! {
        section.asks #asks aria-labelledby="asks-title" {
            h2.label #asks-title { "Ask" }
            @if round.state == RoundState::Waiting { p.quiet { "You may ask once the candidate lets you in." } }
            @else if hearing.open().is_some() { p.quiet { "They are answering. Listen, and ask when they are done." } }
            @else if !on { p.quiet { "The asking is over." } }
            form method="post" action=(format!("{here}/ask")) autocomplete="off" {
                @if on {
                    div.field {
                        label for="ask-text" { "In your own words" }
                        textarea #ask-text name="text" rows="2" dir="auto" {}
                    }
                    div.keys-row {
                        @if hearing.can_follow_up() { button.go type="submit" name="do" value="follow-up" { "Follow up" } }
                        button.go[!hearing.can_follow_up()] type="submit" name="do" value="question" { "Ask as a question" }
                        button type="submit" name="do" value="invite" { "Come to their questions" }
                    }
                    @if !free.is_empty() {
                        p.label { "Or one that was planned" }
                        ul.planned { @for asked in free { li { span dir="auto" { (visible(asked)) } button.small type="submit" name="planned" value=(asked) { "Ask this" } } } }
                    }
                }
            }
        }
    }
}
