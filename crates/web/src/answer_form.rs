//! The form that takes an answer: its fields as sent, what they ask for, and their markup. Works without scripts; they
//! add drafts, a file chooser, Ctrl+Enter and marks that follow the typing.

use axum::Form;
use axum::body::Body;
use axum::extract::{FromRequest, Request};
use glidepath_app::Error;
use glidepath_app::wire::ReviewIn;
use glidepath_domain::{Allowed, Level, Principle, Role};
use glidepath_review::{Settings, rules};
use maud::{Markup, html};

use crate::body;
use crate::show::{Filter, role_name};

/// Longest reason for allowing a finding, in letters.
const REASON: usize = 300;

/// What stands in the form.
#[derive(Debug, Clone, Default, PartialEq)]
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
    /// Findings the teller lives with.
    pub(crate) allowed: Vec<Allowed>,
    /// Which notes are shown.
    pub(crate) filter: Filter,
    /// The sample it began as, or empty.
    pub(crate) sample: String,
    /// True when scripts ask at each pause in typing: the encoder then has no time for much that is new.
    pub(crate) hurry: bool,
    /// A rule somebody wanted to allow without saying why.
    pub(crate) unexplained: Option<String>,
}

impl AnswerForm {
    /// The form from its fields; unknown fields are passed over.
    pub(crate) fn of(fields: Vec<(String, String)>) -> Self {
        let mut form = Self::default();
        let mut filter = Vec::new();
        let (mut allow, mut revoke, mut reasons) = (None, None, Vec::new());
        for (name, value) in fields {
            match name.as_str() {
                "text" => form.text = value,
                "question" => form.question = value,
                "principle" => form.principles.push(value),
                "level" => form.level = value,
                "role" => form.role = value,
                "sample" => form.sample = value,
                "hurry" => form.hurry = value == "yes",
                "allowed" => form
                    .allowed
                    .extend(value.split_once('=').and_then(|(rule, reason)| allowed(rule, reason))),
                "allow" => allow = Some(value),
                "revoke" => revoke = Some(value),
                "show" | "family" | "filtered" => filter.push((name, value)),
                _ => {
                    if let Some(rule) = name.strip_prefix("reason.") {
                        reasons.push((rule.to_owned(), value));
                    }
                }
            }
        }
        form.filter = Filter::of(&filter);
        form.allowed.retain(|a| revoke.as_ref() != Some(&a.rule));
        if let Some(rule) = allow {
            let reason = reasons.iter().find(|(r, why)| *r == rule && !why.trim().is_empty());
            match reason.and_then(|(rule, why)| allowed(rule, why)) {
                Some(allow) => {
                    form.allowed.retain(|a| a.rule != rule);
                    form.allowed.push(allow);
                }
                None => form.unexplained = Some(rule),
            }
        }
        form
    }

    /// The form that was posted.
    ///
    /// # Errors
    /// When it is too long, breaks off, or is no form.
    pub(crate) async fn posted(request: Request) -> Result<Self, Error> {
        posted(request).await.map(Self::of)
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

    /// `settings`, with what the teller allows in this answer.
    pub(crate) fn settings(&self, settings: &Settings) -> Settings {
        let mut settings = settings.clone();
        for allow in &self.allowed {
            // An unknown rule was never let in, and a reason is never blank: see `allowed`.
            drop(settings.allow(&allow.rule, &allow.reason));
        }
        settings
    }

    /// True when there is something to read.
    pub(crate) fn has_text(&self) -> bool {
        self.text
            .chars()
            .any(|c| !c.is_whitespace() && !c.is_control() && c != '\u{feff}')
    }
}

/// The fields of a posted form.
///
/// # Errors
/// When it is too long, breaks off, or is no form.
pub(crate) async fn posted(request: Request) -> Result<Vec<(String, String)>, Error> {
    let (parts, sent) = request.into_parts();
    let bytes = body::read(sent).await?;
    // The limit is ours, see `body`; the router turns axum's own off.
    Form::from_request(Request::from_parts(parts, Body::from(bytes)), &())
        .await
        .map(|Form(fields)| fields)
        .map_err(|error| {
            Error::invalid(
                "bad-form",
                "The form could not be read",
                error.to_string(),
                "Open the Review page and send it from there.",
            )
        })
}

/// A rule there is, with a reason worth keeping.
fn allowed(rule: &str, reason: &str) -> Option<Allowed> {
    let reason: String = reason.trim().chars().take(REASON).collect();
    rules::find(rule).filter(|_| !reason.is_empty()).map(|rule| Allowed {
        rule: rule.code.to_owned(),
        reason,
    })
}

/// Question, level, role and principles: what is known about the occasion. `open` shows them at once.
pub(crate) fn occasion(form: &AnswerForm, open: bool) -> Markup {
    html! {
        details.occasion data-key="occasion" open[open] {
            summary { "Question, level, principles" }
            div.sheet.fields {
                div.field.wide-field {
                    label for="question" { "The question" span.quiet { " optional, as all here" } }
                    input #question name="question" type="text" value=(form.question) maxlength="2000" dir="auto" autocomplete="off"
                        list="questions" placeholder="Tell me about a time you disagreed with a decision.";
                    datalist #questions {
                        @for text in glidepath_content::principles() { @for question in &text.questions { option value=(question) {} } }
                    }
                }
                div.field {
                    label for="level" { "Level" }
                    select #level name="level" {
                        option value="" { "not said" }
                        @for level in Level::ALL { option value=(level) selected[form.level == level.slug()] { (level) } }
                    }
                }
                div.field {
                    label for="role" { "Role" }
                    select #role name="role" {
                        option value="" { "not said" }
                        @for &role in Role::ALL { option value=(role) selected[form.role == role.slug()] { (role_name(role)) } }
                    }
                }
                details.wide-field.chooser data-key="chooser" open[!form.principles.is_empty()] {
                    summary { "Principles the interviewer was given" span.quiet { " the question tells most of them" } }
                    fieldset {
                        legend.hidden { "Principles" }
                        @for principle in Principle::ALL {
                            label { input type="checkbox" name="principle" value=(principle) checked[form.principles.iter().any(|p| p == principle.slug())]; (principle.name()) }
                        }
                    }
                }
            }
        }
    }
}

/// The answer alone, for the home page.
pub(crate) fn short() -> Markup {
    html! {
        form.answer-form method="post" action="/review" autocomplete="off" data-draft="review" {
            (label("text", "Paste or type your answer, as you would say it", true))
            (text_field("text", "", 8, "text-help"))
            p.quiet.help #text-help { "Two to three minutes aloud is 300 to 450 words." }
            div.row {
                button.go type="submit" { "Review it" }
                a.button href="/review?sample=invoices" { "Try a sample" }
                span.hint-key hidden data-keys { kbd { "Ctrl" } " " kbd { "Enter" } }
            }
        }
    }
}

/// The name of a text field, with a file chooser that scripts unhide.
pub(crate) fn label(id: &str, name: &str, files: bool) -> Markup {
    html! {
        div.labelled {
            label for=(id) { (name) }
            @if files { label.file hidden { "Choose a text file" input type="file" accept=".txt,.md,.text,text/plain,text/markdown"; } }
        }
    }
}

/// A field for an answer.
pub(crate) fn text_field(id: &str, text: &str, rows: u8, help: &str) -> Markup {
    html! {
        // A browser drops the first line break in a text field, so one is given to be dropped.
        textarea id=(id) name=(id) rows=(rows) dir="auto" spellcheck="true" aria-describedby=(help) { "\n" (text) }
    }
}

#[cfg(test)]
mod tests {
    use super::AnswerForm;

    fn form(fields: &[(&str, &str)]) -> AnswerForm {
        AnswerForm::of(fields.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect())
    }

    #[test]
    fn allowing_needs_a_rule_there_is_and_a_reason() {
        let asked = form(&[
            ("allow", "no-metric"),
            ("reason.no-metric", ""),
            ("reason.no-metric", " under NDA "),
        ]);
        assert_eq!(asked.allowed.len(), 1);
        assert_eq!(asked.allowed[0].reason, "under NDA");
        assert_eq!(
            form(&[("allow", "no-metric"), ("reason.no-metric", " ")])
                .unexplained
                .as_deref(),
            Some("no-metric")
        );
        assert!(form(&[("allowed", "nonsense=because")]).allowed.is_empty());
        let revoked = form(&[
            ("allowed", "no-metric=a=b"),
            ("allowed", "thin=c"),
            ("revoke", "no-metric"),
        ]);
        assert_eq!(revoked.allowed.len(), 1);
        assert_eq!(revoked.allowed[0].rule, "thin");
    }
}
