//! What a story carries beside its words: facts, people, when and where, and what stands behind it.

use glidepath_domain::{Fact, FactKind, Level, Outcome, Principle, Reach, Sureness};
use glidepath_story::Field;
use maud::{Markup, html};

use super::in_short;
use crate::story_form::{PRINCIPLES, StoryForm};

/// Blank rows for facts there are always: one to type in now, and with scripts another as soon as it is used.
const BLANK: usize = 1;

/// Every field, in groups that fold. A group with something in it, or that a story cannot do without, is open.
pub(crate) fn story_fields(form: &StoryForm) -> Markup {
    let story = &form.fields;
    let appendix = story
        .appendix
        .parts()
        .iter()
        .filter(|(_, text)| !text.trim().is_empty())
        .count();
    html! {
        section.carries aria-label="What the story carries" data-key="carries" {
            (group("principles-and-facts", "Principles and facts", "", true, &html! { (serves(form)) (facts(form)) }))
            (group("people", "People and hard moments", "", true, &html! {
                div.story-grid {
                    (line(Field::Customer, "The customer", "who was better or worse off; colleagues count", &story.customer))
                    (line(Field::DecisionOwner, "Whose decision it was", "", &story.decision_owner))
                    (line(Field::ConflictWith, "Who was against it", "", &story.conflict.with))
                    (line(Field::ConflictOver, "Over what", "", &story.conflict.over))
                    (line(Field::ConflictLasted, "For how long", "", &story.conflict.lasted))
                    (line(Field::Hardest, "The hardest moment", "in one sentence", &story.hardest))
                    (line(Field::Choice, "The moment you chose", "and between what", &story.choice))
                    (line(Field::Doubt, "What you doubted", "", &story.doubt))
                    (line(Field::Cost, "What it cost you", "", &story.cost))
                }
                (area(Field::Constraints, "What limited the choices", "one a line; at least one", &story.constraints.join("\n"), 2))
            }))
            (group("when-and-where", "When and where", "", true, &html! {
                div.story-grid {
                    (line(Field::When, "When", "2024, 2024-05 or 2024-05-31", &form.when))
                    (line(Field::Employer, "Employer", "", &story.employer))
                    (line(Field::Role, "As what", "", &story.role))
                    (line(Field::TeamSize, "People on it", "in digits", &form.team))
                    (choice(Field::Outcome, "How it ended", Outcome::ALL.iter().map(|&o| (o.slug(), in_short::outcome(o))), story.outcome.map(Outcome::slug)))
                    (choice(Field::Scope, "How far it reached", Reach::ALL.iter().map(|&r| (r.slug(), in_short::reach(r))), story.scope.map(Reach::slug)))
                    (choice(Field::Level, "Worthy of level", Level::ALL.iter().map(|l| (l.slug(), l.slug())), story.level.map(Level::slug)))
                    (line(Field::Function, "Kind of work", "payments, people, supply", &story.function))
                    (line(Field::Tags, "Tags", "with commas between", &story.tags.join(", ")))
                }
            }))
            (group("behind-it", "Behind it: what twenty minutes of questions will want", &said_of(appendix), false, &html! {
                (area(Field::Data, "Raw data and figures", "", &story.appendix.data, 3))
                (area(Field::Technical, "Technical detail", "", &story.appendix.technical, 3))
                (area(Field::Alternatives, "Alternatives, and how you compared them", "", &story.appendix.alternatives, 3))
                (area(Field::People, "People, and what each of them thought", "", &story.appendix.people, 3))
                (area(Field::Timeline, "What happened when", "", &story.appendix.timeline, 3))
                (area(Field::Confidential, "What must not be told, and to whom", "", &story.confidential, 2))
            }))
        }
    }
}

fn said_of(appendix: usize) -> String {
    match appendix {
        0 => "nothing yet".to_owned(),
        count => format!("{count} of 5 parts"),
    }
}

fn group(key: &str, name: &str, more: &str, open: bool, inside: &Markup) -> Markup {
    html! {
        details.group-of data-key=(key) open[open] {
            summary { h2 { (name) } @if !more.is_empty() { span.quiet { (more) } } }
            (inside)
        }
    }
}

/// The principles, the main one first.
fn serves(form: &StoryForm) -> Markup {
    let principles = &form.fields.principles;
    // A story may carry more than it is asked for; none of them goes by being opened.
    let places = PRINCIPLES.max(principles.len());
    html! {
        fieldset.serves id=(Field::Principles.slug()) {
            legend { "Principles it serves " span.quiet { "two or three, the main one first" } }
            @for place in 0..places {
                label.hidden for=(format!("serves-{place}")) { @if place == 0 { "Main principle" } @else { "Principle " (place + 1) } }
                select id=(format!("serves-{place}")) name="serves" {
                    option value="" { @if place == 0 { "none yet" } @else { "no other" } }
                    @for &principle in Principle::ALL { option value=(principle) selected[principles.get(place) == Some(&principle)] { (principle.name()) } }
                }
            }
        }
    }
}

/// The facts, each once, with a blank row after the last.
fn facts(form: &StoryForm) -> Markup {
    let facts = &form.fields.facts;
    html! {
        fieldset.facts id=(Field::Facts.slug()) {
            legend { "Facts " span.quiet { "each once, with how you know it: every telling is held to them" } }
            @for (row, fact) in facts.iter().map(Some).chain(std::iter::repeat_n(None, BLANK)).enumerate() { (fact_row(row, fact)) }
        }
    }
}

fn fact_row(row: usize, fact: Option<&Fact>) -> Markup {
    let words = |name: &str, label: &str, hint: &str, value: &str| {
        html! {
            div.field {
                label for=(format!("fact-{name}-{row}")) { (label) }
                input id=(format!("fact-{name}-{row}")) name=(format!("fact.{name}")) type="text" value=(value) placeholder=(hint) dir="auto" autocomplete="off";
            }
        }
    };
    let kind = fact.map_or(FactKind::Metric, |fact| fact.kind);
    let sureness = fact.map_or(Sureness::Estimated, |fact| fact.sureness);
    html! {
        div.fact role="group" aria-label=(format!("Fact {}", row + 1)) data-key=(format!("fact-{row}")) {
            div.field {
                label for=(format!("fact-kind-{row}")) { "Kind" }
                select id=(format!("fact-kind-{row}")) name="fact.kind" { @for &one in FactKind::ALL { option value=(one) selected[one == kind] { (in_short::fact(one)) } } }
            }
            (words("what", "What", "refunds within a day", fact.map_or("", |f| &f.what)))
            (words("value", "Value", "38 %", fact.map_or("", |f| &f.value)))
            (words("baseline", "Before", "12 %", fact.map_or("", |f| &f.baseline)))
            (words("basis", "How you know", "the monthly report", fact.map_or("", |f| &f.basis)))
            div.field {
                label for=(format!("fact-sureness-{row}")) { "How sure" }
                select id=(format!("fact-sureness-{row}")) name="fact.sureness" { @for &one in Sureness::ALL { option value=(one) selected[one == sureness] { (in_short::sureness(one)) } } }
            }
        }
    }
}

fn line(field: Field, name: &str, hint: &str, value: &str) -> Markup {
    let slug = field.slug();
    html! {
        div.field {
            label for=(slug) { (name) @if !hint.is_empty() { span.quiet { (hint) } } }
            input id=(slug) name=(slug) type="text" value=(value) dir="auto" autocomplete="off";
        }
    }
}

fn area(field: Field, name: &str, hint: &str, value: &str, rows: u8) -> Markup {
    let slug = field.slug();
    html! {
        div.field {
            label for=(slug) { (name) @if !hint.is_empty() { span.quiet { (hint) } } }
            textarea.plain-words id=(slug) name=(slug) rows=(rows) dir="auto" spellcheck="true" { "\n" (value) }
        }
    }
}

fn choice<'n>(field: Field, name: &str, all: impl Iterator<Item = (&'n str, &'n str)>, now: Option<&str>) -> Markup {
    let slug = field.slug();
    html! {
        div.field {
            label for=(slug) { (name) }
            select id=(slug) name=(slug) {
                option value="" { "not said" }
                @for (value, said) in all { option value=(value) selected[now == Some(value)] { (said) } }
            }
        }
    }
}
