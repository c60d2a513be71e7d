//! The form of a question of one's own: its fields as sent, the question they make, and their markup.

use glidepath_app::Error;
use glidepath_app::own_questions::worded;
use glidepath_app::review_answer::unknown;
use glidepath_domain::{Bucket, Commonness, Difficulty, Form, Level, Principle, Question, Role, UnknownSlug};
use maud::{Markup, html};

use crate::kept_form::{value, values};
use crate::show::{asked_for, role_name};

/// What stands in the form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct QuestionForm {
    /// Its name; empty while it is new.
    pub(crate) id: String,
    /// The version its writer saw; none while it is new.
    pub(crate) version: Option<i64>,
    text: String,
    main: String,
    also: Vec<String>,
    bucket: String,
    form: String,
    difficulty: String,
    commonness: String,
    tricky: bool,
    roles: Vec<String>,
    levels: Vec<String>,
    parts: String,
    ladder: String,
    good: String,
}

impl QuestionForm {
    /// The form from its fields; unknown fields are passed over.
    pub(crate) fn of(fields: &[(String, String)]) -> Self {
        let text = |name: &str| value(fields, name).unwrap_or_default().to_owned();
        let all = |name: &str| values(fields, name).map(str::to_owned).collect();
        Self {
            id: text("id"),
            version: text("version").parse().ok(),
            text: text("text"),
            main: text("main"),
            also: all("principle"),
            bucket: text("bucket"),
            form: text("form"),
            difficulty: text("difficulty"),
            commonness: text("commonness"),
            tricky: !text("tricky").is_empty(),
            roles: all("role"),
            levels: all("level"),
            parts: text("parts"),
            ladder: text("ladder"),
            good: text("good"),
        }
    }

    /// The form with a question in it.
    pub(crate) fn of_question(id: &str, version: Option<i64>, question: &Question) -> Self {
        Self {
            id: id.to_owned(),
            version,
            text: question.text.clone(),
            main: question.principles.first().map(ToString::to_string).unwrap_or_default(),
            also: question.principles.iter().skip(1).map(ToString::to_string).collect(),
            bucket: question.bucket.to_string(),
            form: question.form.to_string(),
            difficulty: question.difficulty.to_string(),
            commonness: question.commonness.to_string(),
            tricky: question.tricky,
            roles: question.roles.iter().map(ToString::to_string).collect(),
            levels: question.levels.iter().map(ToString::to_string).collect(),
            parts: question.parts.join("\n"),
            ladder: question.ladder.join("\n"),
            good: question.good.clone(),
        }
    }

    /// The name under which its words are kept while they are typed.
    pub(crate) fn kept(&self) -> String {
        kept_name(&self.id)
    }

    /// The question. What is left to be read off its words is read off them.
    ///
    /// # Errors
    /// When a field holds a word that is none of its choices: a form of ours cannot send one.
    pub(crate) fn question(&self) -> Result<Question, Error> {
        fn one<T: std::str::FromStr<Err = UnknownSlug>>(slug: &str, else_is: T) -> Result<T, Error> {
            if slug.is_empty() {
                Ok(else_is)
            } else {
                slug.parse().map_err(unknown)
            }
        }
        fn all<T: std::str::FromStr<Err = UnknownSlug>>(slugs: &[String]) -> Result<Vec<T>, Error> {
            slugs.iter().map(|slug| slug.parse().map_err(unknown)).collect()
        }
        let read = worded(&self.text);
        let mut principles: Vec<Principle> = Vec::new();
        let main = Some(&self.main).filter(|main| !main.is_empty());
        for slug in main.into_iter().chain(&self.also) {
            let principle = slug.parse().map_err(unknown)?;
            if !principles.contains(&principle) {
                principles.push(principle);
            }
        }
        Ok(Question {
            principles,
            bucket: one(&self.bucket, read.bucket)?,
            form: one(&self.form, read.form)?,
            parts: lines(&self.parts),
            roles: all(&self.roles)?,
            levels: all(&self.levels)?,
            difficulty: one(&self.difficulty, read.difficulty)?,
            tricky: self.tricky,
            commonness: one(&self.commonness, read.commonness)?,
            ladder: lines(&self.ladder),
            good: self.good.trim().to_owned(),
            text: read.text,
        })
    }
}

/// The name under which a question's form is kept while it is typed.
pub(crate) fn kept_name(id: &str) -> String {
    format!("question:{}", if id.is_empty() { "new" } else { id })
}

fn lines(text: &str) -> Vec<String> {
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Its fields.
pub(crate) fn fields(form: &QuestionForm) -> Markup {
    let new = form.id.is_empty();
    let action = if new {
        "/questions/new".to_owned()
    } else {
        format!("/questions/{}", form.id)
    };
    html! {
        form.sheet.form-sheet method="post" action=(action) autocomplete="off" data-keep=(form.kept()) {
            input type="hidden" name="id" value=(form.id);
            input type="hidden" name="version" value=(form.version.map(|v| v.to_string()).unwrap_or_default());
            div.field {
                label for="text" { "The question, as asked" }
                textarea #text name="text" rows="3" dir="auto" { "\n" (form.text) }
            }
            div.form-row {
                div.field { label for="probes" { "What it is after" span.quiet { "mainly" } } select #probes name="main" {
                    option value="" { "not said" } @for &p in Principle::ALL { option value=(p) selected[form.main == p.slug()] { (p.name()) } } } }
                div.field { label for="bucket" { "Occasion" } select #bucket name="bucket" {
                    @if new { option value="" { "from its words" } }
                    @for &b in Bucket::ALL { option value=(b) selected[form.bucket == b.slug()] { (asked_for::bucket(b)) } } } }
                div.field { label for="form" { "Asks for" } select #form name="form" {
                    @if new { option value="" { "from its words" } }
                    @for &f in Form::ALL { option value=(f) selected[form.form == f.slug()] { (asked_for::form(f)) } } } }
                div.field { label for="difficulty" { "How hard" } select #difficulty name="difficulty" {
                    @for &d in Difficulty::ALL { option value=(d) selected[form.difficulty == d.slug()] { (asked_for::difficulty(d)) } } } }
                div.field { label for="commonness" { "How common" } select #commonness name="commonness" {
                    @for &c in [Commonness::Common, Commonness::VeryCommon, Commonness::Rare].iter() { option value=(c) selected[form.commonness == c.slug()] { (asked_for::commonness(c)) } } } }
            }
            label.choice { input type="checkbox" name="tricky" value="yes" checked[form.tricky]; "Its wording leads astray" }
            details.chooser open[!form.also.is_empty()] {
                summary { "Other principles it probes" }
                fieldset { legend.hidden { "Other principles" }
                    @for p in Principle::ALL { label { input type="checkbox" name="principle" value=(p) checked[form.also.iter().any(|a| a == p.slug())]; (p.name()) } } }
            }
            details.chooser open[!form.roles.is_empty() || !form.levels.is_empty()] {
                summary { "Whom it is asked" span.quiet { "everybody, unless you tick some" } }
                fieldset { legend.hidden { "Roles and levels" }
                    @for &r in Role::ALL { label { input type="checkbox" name="role" value=(r) checked[form.roles.iter().any(|s| s == r.slug())]; (role_name(r)) } }
                    @for l in Level::ALL { label { input type="checkbox" name="level" value=(l) checked[form.levels.iter().any(|s| s == l.slug())]; (l) } } }
            }
            details.chooser open[[&form.parts, &form.ladder, &form.good].iter().any(|text| !text.trim().is_empty())] {
                summary { "What stands behind it" }
                div.field { label for="parts" { "Parts a whole answer has" span.quiet { "one on each line" } } textarea #parts name="parts" rows="2" dir="auto" { "\n" (form.parts) } }
                div.field { label for="ladder" { "How they dug further" span.quiet { "one on each line, each deeper than the last" } } textarea #ladder name="ladder" rows="4" dir="auto" { "\n" (form.ladder) } }
                div.field { label for="good" { "What a good answer shows" } textarea #good name="good" rows="2" dir="auto" { "\n" (form.good) } }
            }
            div.row {
                button.go type="submit" { @if new { "Add it" } @else { "Save" } }
                a.button href=(if new { "/questions".to_owned() } else { action.clone() }) { "Leave it" }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use glidepath_domain::{Bucket, Form, Principle};

    use super::QuestionForm;

    fn form(fields: &[(&str, &str)]) -> QuestionForm {
        let fields: Vec<(String, String)> = fields.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
        QuestionForm::of(&fields)
    }

    #[test]
    fn a_question_comes_back_from_its_form_as_it_was() {
        let known = &glidepath_content::questions()[0];
        let form = QuestionForm::of_question("a", Some(2), &known.question);
        assert_eq!(form.question().unwrap(), known.question);
    }

    #[test]
    fn what_is_not_said_is_read_off_the_words() {
        let asked = form(&[("text", "Tell me about a time you disagreed with your manager.")])
            .question()
            .unwrap();
        assert_eq!((asked.bucket, asked.form), (Bucket::Conflict, Form::Event));
        assert!(asked.principles.is_empty());
    }

    #[test]
    fn the_main_principle_comes_first_and_none_twice() {
        let asked = form(&[
            ("text", "Why?"),
            ("principle", "ownership"),
            ("principle", "dive-deep"),
            ("main", "dive-deep"),
            ("ladder", " And then? \r\n\r\nWhy not?"),
        ]);
        let asked = asked.question().unwrap();
        assert_eq!(asked.principles, [Principle::DiveDeep, Principle::Ownership]);
        assert_eq!(asked.ladder, ["And then?", "Why not?"]);
        assert_eq!(
            form(&[("text", "Why?"), ("main", "x")]).question().unwrap_err().code,
            "unknown-value"
        );
    }
}
