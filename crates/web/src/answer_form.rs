//! The form that takes an answer: its fields as sent, and its markup. Works without scripts; they add drafts, a file
//! chooser and Ctrl+Enter.

use axum::Form;
use axum::body::Body;
use axum::extract::{FromRequest, Request};
use glidepath_app::Error;
use glidepath_app::wire::ReviewIn;
use glidepath_domain::{Level, Principle, Role};
use maud::{Markup, html};

use crate::body;
use crate::show::role_name;

/// What stands in the form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct AnswerForm {
    /// The answer, as received: browsers send CRLF for each line break.
    pub(crate) text: String,
    /// The question asked.
    pub(crate) question: String,
    /// Slugs of principles.
    pub(crate) principles: Vec<String>,
    /// A level, or empty.
    pub(crate) level: String,
    /// A role, or empty.
    pub(crate) role: String,
}

impl AnswerForm {
    /// The form from its fields; unknown fields are passed over.
    pub(crate) fn of(fields: Vec<(String, String)>) -> Self {
        let mut form = Self::default();
        for (name, value) in fields {
            match name.as_str() {
                "text" => form.text = value,
                "question" => form.question = value,
                "principle" => form.principles.push(value),
                "level" => form.level = value,
                "role" => form.role = value,
                _ => {}
            }
        }
        form
    }

    /// The form that was posted.
    ///
    /// # Errors
    /// When it is too long, breaks off, or is no form.
    pub(crate) async fn posted(request: Request) -> Result<Self, Error> {
        let (parts, sent) = request.into_parts();
        let bytes = body::read(sent).await?;
        // The limit is ours, see `body`; the router turns axum's own off.
        let Form(fields): Form<Vec<(String, String)>> =
            Form::from_request(Request::from_parts(parts, Body::from(bytes)), &())
                .await
                .map_err(|error| {
                    Error::invalid(
                        "bad-form",
                        "The form could not be read",
                        error.to_string(),
                        "Open the Review page and send it from there.",
                    )
                })?;
        Ok(Self::of(fields))
    }

    /// What the reviewer takes.
    pub(crate) fn given(&self) -> ReviewIn {
        let some = |text: &str| Some(text.trim().to_owned()).filter(|t| !t.is_empty());
        ReviewIn {
            text: self.text.clone(),
            question: some(&self.question),
            principles: self.principles.clone(),
            level: some(&self.level),
            role: some(&self.role),
            ..ReviewIn::default()
        }
    }
}

/// The whole form: answer, question, level, role, principles.
pub(crate) fn full(form: &AnswerForm, again: bool) -> Markup {
    html! {
        form.sheet.answer-form method="post" action="/review" data-draft="review" data-again[again] {
            div.field {
                label for="question" { "The question" span.quiet { " optional" } }
                input #question name="question" type="text" value=(form.question) maxlength="2000" dir="auto" autocomplete="off"
                    placeholder="Tell me about a time you disagreed with a decision.";
            }
            (text_field(form, 14))
            div.pair {
                div.field {
                    label for="level" { "Level" span.quiet { " optional" } }
                    select #level name="level" {
                        option value="" { "not said" }
                        @for level in Level::ALL { option value=(level) selected[form.level == level.slug()] { (level) } }
                    }
                }
                div.field {
                    label for="role" { "Role" span.quiet { " optional" } }
                    select #role name="role" {
                        option value="" { "not said" }
                        @for &role in Role::ALL { option value=(role) selected[form.role == role.slug()] { (role_name(role)) } }
                    }
                }
            }
            details.chooser open[!form.principles.is_empty()] {
                summary { "Principles the interviewer was given" span.quiet { " optional; the question tells most of them" } }
                fieldset {
                    legend.hidden { "Principles" }
                    @for principle in Principle::ALL {
                        label { input type="checkbox" name="principle" value=(principle) checked[form.principles.iter().any(|p| p == principle.slug())]; (principle.name()) }
                    }
                }
            }
            div.row {
                button.go type="submit" { @if again { "Review again" } @else { "Review it" } }
                @if again { button type="submit" formaction="/review/file" { "Save this review as one file" } }
                span.hint-key hidden data-keys { kbd { "Ctrl" } " " kbd { "Enter" } }
            }
            p.status role="status" {}
        }
    }
}

/// The answer alone, for the home page.
pub(crate) fn short() -> Markup {
    html! {
        form.answer-form method="post" action="/review" data-draft="review" {
            (text_field(&AnswerForm::default(), 7))
            div.row {
                button.go type="submit" { "Review it" }
                a.button href="/review" { "Add the question first" }
                span.hint-key hidden data-keys { kbd { "Ctrl" } " " kbd { "Enter" } }
            }
            p.status role="status" {}
        }
    }
}

fn text_field(form: &AnswerForm, rows: u8) -> Markup {
    html! {
        div.field {
            div.labelled {
                label for="text" { "Your answer, as you would say it" }
                label.file hidden { "Choose a text file" input type="file" accept=".txt,.md,.text,text/plain,text/markdown"; }
            }
            // A browser drops the first line break in a text field, so one is given to be dropped.
            textarea #text name="text" rows=(rows) dir="auto" required spellcheck="true" aria-describedby="text-help" { "\n" (form.text) }
            p.quiet #text-help { "Two to three minutes aloud is 300 to 450 words. It is read on this machine and kept nowhere but in this browser." }
        }
    }
}
