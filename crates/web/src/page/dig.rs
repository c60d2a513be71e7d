//! `/dig`: the projects one digs in, and how to begin another.

use axum::extract::{Query, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use glidepath_app::dig::{begin_dig, digs};
use glidepath_app::lay_dig::{begin_dig_in, dig_sources};
use glidepath_app::{Error, Kept, SourceText};
use glidepath_content::principle as written;
use glidepath_domain::{Dig, DigStep, Principle};
use maud::{Markup, html};

use super::{Nav, Page, alone};
use crate::answer_form::posted;
use crate::kept_form::{trouble, value};
use crate::router::State as Shared;
use crate::show::{counted, dig_step, moment, visible};
use crate::{bad_news, layout};

pub(crate) static PAGE: Page = Page {
    path: "/dig",
    nav: Nav::Work("Dig"),
    route: || get(open).post(begin),
    beside: alone,
    samples,
};

/// What stands in the form.
#[derive(Debug, Clone, Default)]
struct Beginning {
    project: String,
    employer: String,
    source: String,
    /// What one digs for, where one came for it.
    principle: Option<Principle>,
}

impl Beginning {
    fn of(fields: &[(String, String)]) -> Self {
        let text = |name: &str| value(fields, name).unwrap_or_default().trim().to_owned();
        Self {
            project: text("project"),
            employer: text("employer"),
            source: text("source"),
            principle: text("principle").parse().ok(),
        }
    }
}

async fn open(State(shared): State<Shared>, Query(asked): Query<Vec<(String, String)>>) -> Response {
    let opening = async {
        let bank = shared.bank().await?;
        Ok::<_, Error>((digs(&bank).await?, dig_sources(&bank).await?))
    };
    match opening.await {
        Ok((digs, sources)) => {
            whole(&digs, &sources, &Beginning::of(&asked), None, value(&asked, "removed")).into_response()
        }
        Err(error) => trouble(&error),
    }
}

async fn begin(State(shared): State<Shared>, request: Request) -> Response {
    let fields = match posted(request).await {
        Ok(fields) => fields,
        Err(error) => return trouble(&error),
    };
    let given = Beginning::of(&fields);
    let beginning = async {
        let bank = shared.bank().await?;
        match given.source.as_str() {
            "" => begin_dig(&bank, &given.project, &given.employer).await,
            source => begin_dig_in(&bank, &given.project, &given.employer, source).await,
        }
    };
    let error = match beginning.await {
        Ok(dig) => return Redirect::to(&format!("/dig/{}", dig.id)).into_response(),
        Err(error) => error,
    };
    let again = async {
        let bank = shared.bank().await?;
        Ok::<_, Error>((digs(&bank).await?, dig_sources(&bank).await?))
    };
    match again.await {
        Ok((digs, sources)) => (
            bad_news::status(&error),
            whole(&digs, &sources, &given, Some(&error), None),
        )
            .into_response(),
        Err(error) => trouble(&error),
    }
}

fn whole(
    digs: &[Kept<Dig>],
    sources: &[Kept<SourceText>],
    given: &Beginning,
    error: Option<&Error>,
    removed: Option<&str>,
) -> Markup {
    layout::page(
        "Dig",
        PAGE.path,
        &html! {
            header.head { h1 { "Dig for stories" } p.meta { "Project by project: bring it all up first, without polish. You are asked one thing at a time, and what is worth keeping is set beside you in your own words." } }
            @if let Some(id) = removed {
                form.sheet.told-you method="post" action=(format!("/dig/{id}/restore")) { span role="status" { "The dig is removed." } button.small type="submit" { "Undo" } }
            }
            @if let Some(error) = error { (bad_news::notice(error)) }
            @if let Some(text) = given.principle.and_then(written) {
                section.sheet.none-yet aria-labelledby="wanted" {
                    h2 #wanted { "You look for " (text.principle.name()) }
                    p { (text.probes) " " (text.works) }
                    p { "Think of a project where that happened. If there is none, there is none: a story that was made up fails." }
                }
            }
            @if !digs.is_empty() {
                ol.digs {
                    @for dig in digs {
                        li {
                            a href=(format!("/dig/{}", dig.id)) dir="auto" { (visible(&dig.value.project)) }
                            span.small.quiet {
                                @if !dig.value.employer.is_empty() { span dir="auto" { (visible(&dig.value.employer)) } }
                                span { (dig_step::name(dig.value.step)) }
                                span { (counted(dig.value.answers.iter().filter(|a| !a.text.trim().is_empty()).count(), "answer", "answers")) }
                                span { (counted(dig.value.gems.len(), "sentence kept", "sentences kept")) }
                                span { (moment(dig.updated_ms)) }
                            }
                        }
                    }
                }
            }
            section.block aria-labelledby="begin" {
                h2.label #begin { @if digs.is_empty() { "Begin with a project" } @else { "Begin another" } }
                form.sheet.form-sheet method="post" action="/dig" autocomplete="off" {
                    div.form-row {
                        div.field { label for="project" { "The project" } input #project name="project" type="text" value=(given.project) maxlength="200" dir="auto" placeholder="The refund queue"; }
                        div.field { label for="employer" { "For whom" span.quiet { "optional" } } input #employer name="employer" type="text" value=(given.employer) maxlength="200" dir="auto"; }
                        @if !sources.is_empty() {
                            div.field { label for="source" { "Begin with a text you brought" span.quiet { "optional" } } select #source name="source" {
                                option value="" { "an empty page" } @for source in sources { option value=(source.id) selected[given.source == source.id] { (visible(&source.value.name)) } } } }
                        }
                    }
                    div.row { button.go type="submit" { "Begin to dig" } @if sources.is_empty() { a.quiet href="/transfer" { "or bring your notes first" } } }
                }
            }
            section.block aria-labelledby="steps" {
                h2.label #steps { "Six steps" }
                ol.dig-steps { @for &step in DigStep::ALL { li { (dig_step::name(step)) } } }
                p.quiet { "The last few years first. A best guess with its basis is fine: hours a year, people, money, what it was before." }
            }
        },
    )
}

fn samples() -> Vec<(&'static str, Markup)> {
    let kept = |id: &str, value| Kept {
        id: id.to_owned(),
        version: 1,
        created_ms: 0,
        updated_ms: 1_780_000_000_000,
        origin: String::new(),
        value,
    };
    let dig = kept(
        "a",
        Dig {
            project: "The refund queue".to_owned(),
            employer: "Acme".to_owned(),
            step: DigStep::Extract,
            answers: Vec::new(),
            gems: Vec::new(),
        },
    );
    let source = Kept {
        id: "s".to_owned(),
        version: 1,
        created_ms: 0,
        updated_ms: 0,
        origin: String::new(),
        value: SourceText {
            name: "cv.pdf".to_owned(),
            kind: "cv".to_owned(),
            text: "I led it.".to_owned(),
            added_ms: 0,
        },
    };
    let error = Error::invalid(
        "project-unnamed",
        "The project has no name",
        "digging goes project by project",
        "Name it.",
    );
    let wanted = Beginning {
        principle: Some(Principle::Frugality),
        ..Beginning::default()
    };
    vec![
        ("dig-empty", whole(&[], &[], &Beginning::default(), None, None)),
        ("dig", whole(&[dig], &[source], &wanted, Some(&error), Some("b"))),
    ]
}
