//! `principles`: the sixteen Leadership Principles, what each probes and where answers go wrong.

use glidepath_app::Error;
use glidepath_content::{PrincipleText, principles};
use glidepath_domain::Principle;
use serde_json::{Value, json};

use crate::complaint::Outcome;
use crate::context::Context;
use crate::paint::{Ink, Paint};
use crate::wrap;

/// List the sixteen principles, or say what one of them probes.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// A principle's slug, such as dive-deep.
    #[arg(value_name = "SLUG")]
    slug: Option<String>,
}

pub(crate) fn run(args: &Args, context: &Context) -> Outcome {
    let json = context.json()?;
    let text = match &args.slug {
        None if json => {
            let list: Vec<Value> = Principle::ALL.iter().map(|p| value(*p)).collect();
            format!(
                "{}\n",
                json!({ "schema": "glidepath.principles/1", "principles": list })
            )
        }
        None => table(context.paint()),
        Some(slug) => {
            let principle: Principle = slug.parse().map_err(|unknown| {
                let error = glidepath_app::review_answer::unknown(unknown);
                Error {
                    kind: glidepath_app::ErrorKind::NotFound,
                    ..error
                }
            })?;
            if json {
                format!("{}\n", value(principle))
            } else {
                page(principle, context.paint())
            }
        }
    };
    context.print(&text)?;
    Ok(0)
}

fn text_of(principle: Principle) -> Option<&'static PrincipleText> {
    principles().iter().find(|text| text.principle == principle)
}

fn value(principle: Principle) -> Value {
    let mut value = json!({ "slug": principle.slug(), "name": principle.name(), "family": principle.family().slug() });
    if let (Some(text), Value::Object(fields)) = (text_of(principle), &mut value) {
        fields.insert("probes".to_owned(), json!(text.probes));
        fields.insert("trap".to_owned(), json!(text.trap));
        fields.insert("works".to_owned(), json!(text.works));
        fields.insert("lines".to_owned(), json!(text.lines));
        fields.insert("questions".to_owned(), json!(text.questions));
    }
    value
}

fn table(paint: Paint) -> String {
    let wide = Principle::ALL.iter().map(|p| p.slug().len()).max().unwrap_or(0);
    let line = |p: &Principle| format!("{:<wide$}  {}\n", p.slug(), paint.ink(Ink::Quiet, p.family().slug()));
    let list: String = Principle::ALL.iter().map(line).collect();
    let more = paint.ink(Ink::Quiet, "`glidepath principles SLUG` says what one of them probes.");
    format!("{list}\n{more}\n")
}

fn page(principle: Principle, paint: Paint) -> String {
    let mut out = format!(
        "{}\n{}\n\n",
        paint.ink(Ink::Strong, principle.name()),
        paint.ink(Ink::Quiet, &format!("{} · {}", principle.slug(), principle.family()))
    );
    let Some(text) = text_of(principle) else { return out };
    let mut part = |name: &str, said: &[&str]| {
        for (index, said) in said.iter().enumerate() {
            let name = if index == 0 { name } else { "" };
            let said = wrap::fill(said, wrap::WIDTH, "           ");
            out.push_str(&format!(
                "{}{}\n",
                paint.ink(Ink::Path, &format!("{name:<11}")),
                said.trim_start()
            ));
        }
        if !said.is_empty() {
            out.push('\n');
        }
    };
    part("probes", &[&text.probes]);
    part("trap", &[&text.trap]);
    part("works", &[&text.works]);
    part("lines", &text.lines.iter().map(String::as_str).collect::<Vec<_>>());
    part(
        "questions",
        &text.questions.iter().map(String::as_str).collect::<Vec<_>>(),
    );
    format!("{}\n", out.trim_end())
}
