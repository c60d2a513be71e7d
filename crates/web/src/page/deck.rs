//! `/deck`: the fewest stories that cover what is asked, with one that stands by for each; who is told which; or the proof that it
//! cannot be done, and the fewest new stories with which it can.

use axum::extract::{Query, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use glidepath_app::deck::{DeckAsked, Decked, LoopAsked, interviewer, keep_loop, kept_loop, plan_deck};
use glidepath_app::preferences::{Preferences, keep_preferences, preferences};
use glidepath_app::wire::{LackingOut, LoopOut, PickOut, TitledOut};
use glidepath_app::{Error, wire::DeckOut};
use glidepath_domain::{Level, Principle};
use maud::{Markup, html};

use super::{Nav, Page, alone};
use crate::answer_form::posted;
use crate::kept_form::{self, trouble, typed, value, values};
use crate::router::State as Shared;
use crate::show::{counted, in_short, visible};
use crate::{bad_news, layout};

pub(crate) static PAGE: Page = Page {
    path: "/deck",
    nav: Nav::Work("Deck"),
    route: || get(open).post(keep),
    beside: alone,
    samples,
};

/// The name under which the form is kept while it is typed.
const KEPT: &str = "deck";
/// Interviewers there is room for, and principles each may be given.
const MOST_ROWS: usize = 12;
const MOST_ASKED: usize = 3;
/// Rows shown at least, and blank ones after the last that is filled.
const ROWS: usize = 4;
const BLANK_ROWS: usize = 2;

/// What stands in the form.
#[derive(Debug, Clone, Default)]
struct DeckForm {
    preferences: Preferences,
    looped: LoopAsked,
    failure: bool,
}

impl DeckForm {
    /// The form from its fields, beside what it leaves alone.
    fn of(fields: &[(String, String)], before: Preferences) -> Self {
        let principles: Vec<Principle> = values(fields, "principle")
            .filter_map(|slug| slug.parse().ok())
            .collect();
        let mut looped = LoopAsked {
            most_tellings: value(fields, "tellings").and_then(|v| v.parse().ok()).unwrap_or(2),
            ..LoopAsked::default()
        };
        for row in 0..MOST_ROWS {
            let name = value(fields, &format!("who-{row}")).unwrap_or_default().trim();
            let mut asks: Vec<Principle> = Vec::new();
            for place in 0..MOST_ASKED {
                let asked = value(fields, &format!("asks-{row}-{place}")).and_then(|slug| slug.parse().ok());
                asks.extend(asked.filter(|principle| !asks.contains(principle)));
            }
            if name.is_empty() && asks.is_empty() {
                continue;
            }
            let name = if name.is_empty() {
                format!("Interviewer {}", looped.interviewers.len() + 1)
            } else {
                name.to_owned()
            };
            looped.interviewers.push(interviewer(&name, &asks, 1));
        }
        Self {
            preferences: Preferences {
                level: value(fields, "level").and_then(|level| level.parse().ok()),
                // All of them is the same as no choice.
                principles: if principles.len() == Principle::ALL.len() {
                    Vec::new()
                } else {
                    principles
                },
                ..before
            },
            looped,
            failure: value(fields, "failure").is_some(),
        }
    }
}

async fn open(State(shared): State<Shared>, Query(asked): Query<Vec<(String, String)>>) -> Response {
    let opening = async {
        let bank = shared.bank().await?;
        let form = DeckForm {
            preferences: preferences(&bank).await?,
            looped: kept_loop(&bank).await?,
            failure: value(&asked, "failure").is_some(),
        };
        let wanted = DeckAsked {
            principles: Vec::new(),
            failure: form.failure,
            looped: form.looped.clone(),
        };
        let planned = plan_deck(&bank, wanted).await;
        // What was typed and not planned yet stands in the form, over the plan as it was.
        let unsaved = typed(&bank, KEPT).await?;
        let shown = match &unsaved {
            Some(typed) => DeckForm::of(&typed.fields, form.preferences.clone()),
            None => form,
        };
        Ok::<_, Error>(whole(&shown, planned.as_ref(), unsaved.map(|typed| typed.at_ms)))
    };
    match opening.await {
        Ok(page) => page.into_response(),
        Err(error) => trouble(&error),
    }
}

async fn keep(State(shared): State<Shared>, request: Request) -> Response {
    let keeping = async {
        let fields = posted(request).await?;
        let bank = shared.bank().await?;
        let form = DeckForm::of(&fields, preferences(&bank).await?);
        keep_preferences(&bank, &form.preferences).await?;
        keep_loop(&bank, &form.looped).await?;
        kept_form::forget(&bank, KEPT).await?;
        Ok::<_, Error>(form.failure)
    };
    match keeping.await {
        Ok(failure) => Redirect::to(if failure { "/deck?failure=yes" } else { "/deck" }).into_response(),
        Err(error) => trouble(&error),
    }
}

fn whole(form: &DeckForm, planned: Result<&Decked, &Error>, unsaved: Option<i64>) -> Markup {
    let empty = planned.is_ok_and(|decked| decked.cards.is_empty());
    layout::page(
        "Deck",
        PAGE.path,
        &html! {
            header.head {
                div.crumb {
                    h1 { "The deck for the day" }
                    @if planned.is_ok() && !empty { div.actions { a.button href="/cheat-sheet" { "Cheat sheet" } } }
                }
                p.meta { "The fewest of your stories that serve every principle asked, with another one standing by; and who is told which." }
            }
            @if let Some(at_ms) = unsaved { (kept_form::notice(KEPT, at_ms, PAGE.path)) }
            @match planned {
                Err(error) => (bad_news::notice(error)),
                Ok(_) if empty => (beginnings()),
                Ok(decked) => (laid(&DeckOut::of(decked))),
            }
            (fields(form, !empty && form.looped.interviewers.is_empty()))
        },
    )
}

fn beginnings() -> Markup {
    html! {
        section.sheet.none-yet {
            h2 { "There are no stories to deal yet" }
            p { "A deck is chosen from your own stories: the smallest set with which nothing that is asked finds you without one." }
            div.row { a.button href="/dig" { "Dig for one" } a.button href="/transfer" { "Bring yours" } a.button href="/stories" { "See all ways to begin" } }
        }
    }
}

fn laid(out: &DeckOut) -> Markup {
    html! {
        @if let Some(looped) = &out.looped { (loop_plan(looped)) }
        section.block aria-labelledby="deck" {
            h2.group #deck { (counted(out.stories.len(), "story", "stories")) " for " (counted(out.cover.len(), "principle", "principles")) span.quiet { "of " (out.bank) " in the bank; no smaller set covers as much" } }
            @if let Some(lacking) = &out.lacking { (lacks(lacking, "Not every principle has a story and another that stands by")) }
            div.scroll {
                table.plan-table {
                    thead { tr { th scope="col" { "Principle" } th scope="col" { "Tell" } th scope="col" { "Stands by" } } }
                    tbody {
                        @for cover in &out.cover {
                            tr {
                                th scope="row" { (name(cover.principle)) }
                                td { (or_gap(cover.primary.as_ref(), cover.principle)) }
                                td { (or_gap(cover.backup.as_ref(), cover.principle)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn name(slug: &str) -> &'static str {
    slug.parse::<Principle>().map_or("", Principle::name)
}

fn title(story: &TitledOut) -> Markup {
    html! { a href=(format!("/stories/{}", story.id)) dir="auto" { @if story.title.trim().is_empty() { "A story without a title" } @else { (visible(&story.title)) } } }
}

fn or_gap(story: Option<&TitledOut>, principle: &str) -> Markup {
    html! {
        @match story {
            Some(story) => (title(story)),
            None => span.gap { "none yet, " a href=(format!("/dig?principle={principle}")) { "dig for one" } },
        }
    }
}

/// What is lacking, why, and where to begin.
fn lacks(lacking: &LackingOut, what: &str) -> Markup {
    html! {
        div.sheet.lacking {
            h3 { (what) }
            p { "It takes " b { (counted(lacking.fewest_new as usize, "new story", "new stories")) } "; with fewer it cannot be done, whatever they were about." }
            ol.new-stories {
                @for principles in &lacking.new {
                    li {
                        "One for "
                        @for (at, principle) in principles.iter().enumerate() { @if at > 0 { @if at + 1 == principles.len() { " and " } @else { ", " } } b { (name(principle)) } }
                        ". " a href=(format!("/dig?principle={}", principles.first().copied().unwrap_or_default())) { "Dig for it" }
                    }
                }
            }
            details { summary { "Why" } ul.plain { @for why in &lacking.why { li { (why.says) } } } }
        }
    }
}

fn loop_plan(looped: &LoopOut) -> Markup {
    html! {
        section.block aria-labelledby="loop" {
            h2.group #loop { "The loop" span.quiet { @if looped.feasible { "nobody hears a story twice, and none serves a principle twice" } @else { "it cannot be done with the stories you have" } } }
            @if let Some(lacking) = &looped.lacking { (lacks(lacking, "Your stories do not suffice for this loop")) }
            div.scroll {
                table.plan-table.of-loop {
                    @if !looped.feasible { caption { "How it would go with the new ones" } }
                    thead { tr { th scope="col" { "Interviewer" } th scope="col" { "Principle" } th scope="col" { "Tell" } th scope="col" { "Stands by" } } }
                    @for seats in looped.seats.chunk_by(|a, b| a.interviewer == b.interviewer) {
                        tbody {
                            @for (at, seat) in seats.iter().enumerate() {
                                tr {
                                    @if at == 0 { th.who scope="rowgroup" rowspan=(seats.len()) dir="auto" { (visible(&seat.interviewer)) } }
                                    th scope="row" { (name(seat.principle)) }
                                    td { (pick(&seat.told)) }
                                    td { @if let Some(backup) = &seat.backup { (pick(backup)) } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn pick(pick: &PickOut) -> Markup {
    html! {
        @match pick {
            PickOut::Story(story) => (title(story)),
            PickOut::New { new } => span.gap { "new story " (new) },
        }
    }
}

fn fields(form: &DeckForm, open: bool) -> Markup {
    let rows = (form.looped.interviewers.len() + BLANK_ROWS).clamp(ROWS, MOST_ROWS);
    let chosen = |principle: Principle| {
        form.preferences.principles.is_empty() || form.preferences.principles.contains(&principle)
    };
    html! {
        section.other aria-labelledby="asked" {
            h2.label #asked { "What is asked" }
            form.deck-form method="post" action="/deck" autocomplete="off" data-keep=(KEPT) {
                div.form-row {
                    div.field { label for="level" { "Level" } select #level name="level" {
                        option value="" { "not said" } @for l in Level::ALL { option value=(l) selected[form.preferences.level == Some(*l)] { (l) } } } }
                    div.field { label for="tellings" { "A story may be told" } select #tellings name="tellings" {
                        @for (n, said) in [(1, "once in a loop"), (2, "twice, for another principle"), (3, "three times")] { option value=(n) selected[form.looped.most_tellings == n] { (said) } } } }
                }
                label.choice { input type="checkbox" name="failure" value="yes" checked[form.failure]; "Have one that did not end well, if there is one" }
                details.chooser open[!form.preferences.principles.is_empty()] {
                    summary { "Principles in scope" span.quiet { @if form.preferences.principles.is_empty() { "all sixteen" } @else { (form.preferences.principles.len()) " of sixteen" } } }
                    fieldset { legend.hidden { "Principles in scope" }
                        @for &p in Principle::ALL { label { input type="checkbox" name="principle" value=(p) checked[chosen(p)]; (p.name()) } } }
                }
                details.chooser open[open || !form.looped.interviewers.is_empty()] {
                    summary { "Interviewers" span.quiet { "as far as you know them; each has two or three principles" } }
                    div.interviewers {
                        @for row in 0..rows {
                            @let who = form.looped.interviewers.get(row);
                            fieldset.interviewer {
                                legend.hidden { "Interviewer " (row + 1) }
                                input type="text" name=(format!("who-{row}")) value=(who.map(|who| who.name.as_str()).unwrap_or_default()) maxlength="80" dir="auto" aria-label="Name" placeholder=(format!("Interviewer {}", row + 1));
                                @for place in 0..MOST_ASKED {
                                    @let asked = who.and_then(|who| who.asks.get(place)).map(|asked| asked.principle);
                                    select name=(format!("asks-{row}-{place}")) aria-label=(format!("Principle {}", place + 1)) {
                                        option value="" { "—" } @for &p in Principle::ALL { option value=(p) selected[asked == Some(p)] { (in_short::principle(p)) } } }
                                }
                            }
                        }
                    }
                }
                div.row { button.go type="submit" { "Plan it" } }
            }
        }
    }
}

fn samples() -> Vec<(&'static str, Markup)> {
    use glidepath_domain::{Date, StoryId};
    use glidepath_plan::{Card, DeckOptions, LoopRules, deck, loop_plan};

    let Some(today) = Date::new(2026, 6, 1) else {
        return Vec::new();
    };
    let card =
        |id: &str, title: &str, principles: &[Principle]| Card::new(StoryId(id.to_owned()), title, principles.to_vec());
    let cards = vec![
        card("a", "The refund queue", &[Principle::Ownership, Principle::DiveDeep]),
        card(
            "b",
            "Forty letters",
            &[Principle::DiveDeep, Principle::Frugality, Principle::Ownership],
        ),
        card("c", "", &[Principle::Frugality]),
    ];
    let looped = |asks: &[Principle]| LoopAsked {
        interviewers: vec![
            interviewer("The manager", asks, 1),
            interviewer("Round 2", &[Principle::DiveDeep], 1),
        ],
        ..LoopAsked::default()
    };
    let decked = |principles: Vec<Principle>, asked: LoopAsked| {
        let options = DeckOptions { today, failure: false };
        Some(Decked {
            deck: deck(&cards, &principles, &options).ok()?,
            looped: loop_plan(&cards, &asked.interviewers, &LoopRules::on(today)).ok(),
            cards: cards.clone(),
            principles,
            asked,
        })
    };
    let error = Error::invalid("bad-loop", "A has Ownership twice", "each counts once", "Correct it.");
    let mut pages = vec![(
        "deck-trouble",
        whole(&DeckForm::default(), Err(&error), Some(1_780_000_000_000)),
    )];
    for (name, principles, asked) in [
        (
            "deck",
            vec![Principle::DiveDeep, Principle::Frugality],
            looped(&[Principle::Frugality]),
        ),
        (
            "deck-lacking",
            vec![Principle::ThinkBig, Principle::Ownership],
            looped(&[Principle::ThinkBig, Principle::Ownership]),
        ),
    ] {
        if let Some(decked) = decked(principles, asked) {
            let form = DeckForm {
                looped: decked.asked.clone(),
                ..DeckForm::default()
            };
            pages.push((name, whole(&form, Ok(&decked), None)));
        }
    }
    let nothing = Decked {
        cards: Vec::new(),
        principles: Vec::new(),
        deck: glidepath_plan::Deck {
            stories: Vec::new(),
            cover: Vec::new(),
            short: None,
        },
        asked: LoopAsked::default(),
        looped: None,
    };
    pages.push(("deck-empty", whole(&DeckForm::default(), Ok(&nothing), None)));
    pages
}
