//! `/stories/facts`: the ledger: each fact once, with what it was before and how it is known; what the words tell and the
//! ledger lacks; and where the same thing is told with different values.

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use glidepath_app::fact_ledger::{Drifts, Ledger, accept_facts, drifts, ledgers};
use glidepath_app::{Error, Saved};
use glidepath_domain::Fact;
use glidepath_story::{Drift, Side, Source};
use maud::{Markup, html};

use super::story::{trouble, value};
use super::{Nav, Page, alone, stories};
use crate::answer_form::posted;
use crate::layout;
use crate::router::{Desk, State as Shared};
use crate::show::{counted, in_short, visible};

pub(crate) static PAGE: Page = Page {
    path: "/stories/facts",
    nav: Nav::Nowhere,
    route: || get(open).post(accept),
    beside: alone,
    samples,
};

async fn open(State(shared): State<Shared>) -> Response {
    match looked_up(&shared).await {
        Ok(page) => page.into_response(),
        Err(error) => trouble(&error),
    }
}

async fn looked_up(shared: &Desk) -> Result<Markup, Error> {
    let bank = shared.bank().await?;
    Ok(whole(&ledgers(&bank).await?, &drifts(&bank, None).await?))
}

async fn accept(State(shared): State<Shared>, request: Request) -> Response {
    match accepted(&shared, request).await {
        Ok(()) => Redirect::to(PAGE.path).into_response(),
        Err(error) => (StatusCode::UNPROCESSABLE_ENTITY, trouble(&error)).into_response(),
    }
}

/// Takes one proposed fact into its story's ledger. It is proposed afresh, so that nothing but what the words tell gets in.
async fn accepted(shared: &Desk, request: Request) -> Result<(), Error> {
    let fields = posted(request).await?;
    let bank = shared.bank().await?;
    let id = value(&fields, "story").unwrap_or_default();
    let ledger = glidepath_app::fact_ledger::story_ledger(&bank, id).await?;
    let wanted = (
        value(&fields, "what").unwrap_or_default(),
        value(&fields, "value").unwrap_or_default(),
    );
    let fact = ledger
        .proposed
        .iter()
        .find(|fact| (fact.what.as_str(), fact.value.as_str()) == wanted);
    let Some(fact) = fact else {
        return Err(Error::not_found(
            "no-such-fact",
            "The story does not tell this fact any more",
            "its words were changed since this page was shown",
            "Reload the page and look again.",
        ));
    };
    match accept_facts(&bank, id, ledger.version, std::slice::from_ref(fact)).await? {
        Saved::Kept(_) => Ok(()),
        clash => clash.kept().map(drop),
    }
}

fn whole(ledgers: &[Ledger], drifts: &Drifts) -> Markup {
    let kept: usize = ledgers.iter().map(|ledger| ledger.facts.len()).sum();
    let proposed: usize = ledgers.iter().map(|ledger| ledger.proposed.len()).sum();
    layout::page(
        "Facts",
        stories::PAGE.path,
        &html! {
            (stories::tabs(PAGE.path))
            header.head {
                h1 { "What every telling is held to" }
                p.meta { span { (counted(kept, "fact", "facts")) " in the ledger" } span { (proposed) " told and not in it" } span { (counted(drifts.statements, "text", "texts")) " held against each other" } }
            }
            section.block aria-labelledby="drift" { h2.label #drift { "Told with different values" } (drift_list(drifts)) }
            section.block aria-labelledby="ledger" {
                h2.label #ledger { "The ledger" }
                @if kept == 0 { p.quiet { "It is empty. A fact is a figure, a date, a role or an owner, written down once with how you know it." } }
                @else { (ledger_table(ledgers)) }
            }
            @if proposed > 0 {
                section.block aria-labelledby="proposed" {
                    h2.label #proposed { "Told, and not in the ledger" }
                    p.quiet { "Taken word for word from your stories. How you know it is left for you to fill in." }
                    @for ledger in ledgers.iter().filter(|ledger| !ledger.proposed.is_empty()) { (proposals(ledger)) }
                }
            }
        },
    )
}

fn drift_list(drifts: &Drifts) -> Markup {
    html! {
        @if drifts.drifts.is_empty() {
            p.quiet { "Nothing is told with two values: your stories, their ledgers and what you brought in agree." }
        } @else {
            ol.drift {
                @for drift in &drifts.drifts { (one_drift(drift, drifts)) }
            }
        }
    }
}

fn one_drift(drift: &Drift, drifts: &Drifts) -> Markup {
    html! {
        li.sheet {
            h3 dir="auto" { (visible(&drift.how)) }
            p.quiet { "A " (in_short::fact(drift.kind)) @if !drift.what.trim().is_empty() { ", about: " (visible(&drift.what)) } "." }
            div.side-by-side { (one_side(&drift.a, drifts)) (one_side(&drift.b, drifts)) }
        }
    }
}

/// One telling of it: the sentence with its value marked, and where it stands.
fn one_side(side: &Side, drifts: &Drifts) -> Markup {
    let (before, after) = side.sentence.split_once(&side.quote).unwrap_or((&side.sentence, ""));
    let link = match &side.source {
        Source::Story { id, .. } | Source::Ledger { story: id } => Some(format!("/stories/{}", id.0)),
        Source::Version { story, .. } | Source::Attempt { story, .. } => Some(format!("/stories/{}/history", story.0)),
        Source::Cv { .. } => None,
    };
    let name = drifts.named(&side.source);
    html! {
        div {
            blockquote dir="auto" { (visible(before)) @if side.sentence.contains(&side.quote) { mark.warn { (visible(&side.quote)) } } (visible(after)) }
            p.quiet { @match link { Some(address) => a href=(address) { (visible(&name)) }, None => (visible(&name)) } }
        }
    }
}

fn ledger_table(ledgers: &[Ledger]) -> Markup {
    html! {
        div.scroll tabindex="0" role="region" aria-label="The ledger" {
            table.ledger {
                thead { tr { th scope="col" { "What" } th scope="col" { "Value" } th scope="col" { "Before" } th scope="col" { "How you know" } th scope="col" { "Story" } } }
                tbody {
                    @for ledger in ledgers { @for fact in &ledger.facts { (fact_line(fact, ledger)) } }
                }
            }
        }
    }
}

fn fact_line(fact: &Fact, ledger: &Ledger) -> Markup {
    let blank =
        |text: &str| html! { @if text.trim().is_empty() { span.quiet { "not said" } } @else { (visible(text)) } };
    html! {
        tr {
            th scope="row" dir="auto" { (blank(&fact.what)) " " span.quiet { (in_short::fact(fact.kind)) } }
            td.num dir="auto" { (blank(&fact.value)) }
            td.num dir="auto" { @if !fact.baseline.trim().is_empty() { (visible(&fact.baseline)) } }
            td dir="auto" { (blank(&fact.basis)) " " span.quiet { (in_short::sureness(fact.sureness)) } }
            td { a href=(format!("/stories/{}", ledger.id)) dir="auto" { (title(ledger)) } }
        }
    }
}

fn title(ledger: &Ledger) -> String {
    match ledger.title.trim() {
        "" => "A story without a title".to_owned(),
        title => visible(title),
    }
}

fn proposals(ledger: &Ledger) -> Markup {
    html! {
        details.proposed {
            summary { span dir="auto" { (title(ledger)) } span.quiet { (counted(ledger.proposed.len(), "fact told", "facts told")) } }
            ul.plain { @for fact in &ledger.proposed {
                li {
                    form.allowed method="post" action=(PAGE.path) {
                        input type="hidden" name="story" value=(ledger.id);
                        input type="hidden" name="what" value=(fact.what);
                        input type="hidden" name="value" value=(fact.value);
                        span dir="auto" { span.num { (visible(&fact.value)) } " " (visible(&fact.what)) @if !fact.baseline.trim().is_empty() { span.quiet { ", before: " (visible(&fact.baseline)) } } }
                        button.small type="submit" aria-label=(format!("Take it in: {}", fact.value)) { "Take it in" }
                    }
                }
            } }
        }
    }
}

fn samples() -> Vec<(&'static str, Markup)> {
    use glidepath_domain::{FactKind, StoryId, Sureness};
    use glidepath_story::{Statement, drift};

    let fact = |what: &str, value: &str, basis: &str| Fact {
        kind: FactKind::Metric,
        what: what.to_owned(),
        value: value.to_owned(),
        baseline: "one in eighty".to_owned(),
        basis: basis.to_owned(),
        sureness: Sureness::Measured,
    };
    let ledger = Ledger {
        id: "a".to_owned(),
        version: 2,
        title: "The pager nobody carried".to_owned(),
        facts: vec![fact("missed calls", "2 in 31,000", "counted on the ward")],
        proposed: vec![fact("penalty paid", "$60,000", "")],
    };
    let told = |id: &str, title: &str, text: &str| {
        let source = Source::Story {
            id: StoryId(id.to_owned()),
            title: title.to_owned(),
        };
        Statement::told(source, text)
    };
    let statements = [
        told(
            "a",
            "The pager",
            "Refund requests answered within a day went up to 30 % in March.",
        ),
        told(
            "b",
            "The refunds",
            "Refund requests answered within a day went up to 35 % in March.",
        ),
    ];
    let none = Drifts {
        drifts: Vec::new(),
        statements: 0,
        titles: std::collections::BTreeMap::new(),
    };
    let some = Drifts {
        drifts: drift(&statements),
        statements: 2,
        ..none.clone()
    };
    vec![("facts-empty", whole(&[], &none)), ("facts", whole(&[ledger], &some))]
}
