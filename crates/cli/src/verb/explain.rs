//! `explain`: everything there is to know about one rule.

use glidepath_app::Error;
use glidepath_domain::Severity;
use glidepath_review::{Example, Nature, Rule, Setting, rules};
use serde_json::{Value, json};

use crate::complaint::Outcome;
use crate::context::Context;
use crate::paint::{Ink, Paint};
use crate::wrap;

/// Say what a rule looks for, why it matters, and what to do about it.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The rule's code, as a review prints it.
    #[arg(value_name = "RULE")]
    code: String,
}

pub(crate) fn run(args: &Args, context: &Context) -> Outcome {
    let json = context.json()?;
    let rule = find(&args.code)?;
    context.print(&if json {
        format!("{}\n", as_json(rule))
    } else {
        as_text(rule, context.paint())
    })?;
    Ok(0)
}

fn find(code: &str) -> Result<&'static Rule, Error> {
    rules::find(code).ok_or_else(|| {
        Error::not_found(
            "unknown-rule",
            format!("There is no rule \"{code}\""),
            "rules are called by their code, as a review prints it",
            format!(
                "Did you mean \"{}\"? `glidepath rules` lists them all.",
                rules::nearest(code)
            ),
        )
    })
}

fn as_json(rule: &Rule) -> Value {
    let examples = |list: &[Example]| -> Vec<Value> {
        list.iter()
            .map(|e| json!({ "text": e.text, "question": e.question, "level": e.level.map(|l| l.slug()) }))
            .collect()
    };
    let mut value = super::rules::summary(rule);
    if let Value::Object(fields) = &mut value {
        fields.insert("what".to_owned(), json!(rule.what));
        fields.insert("why".to_owned(), json!(rule.why));
        fields.insert(
            "instead".to_owned(),
            json!((!rule.is_strength()).then(|| rule.instead())),
        );
        fields.insert("flags".to_owned(), json!(examples(rule.flags)));
        fields.insert("passes".to_owned(), json!(examples(rule.passes)));
    }
    value
}

fn as_text(rule: &Rule, paint: Paint) -> String {
    let (ink, kind) = match rule.nature {
        Nature::Strength => (Ink::Good, "strength"),
        Nature::Flaw {
            severity: Severity::Costly,
            ..
        } => (Ink::Costly, "costly"),
        Nature::Flaw {
            severity: Severity::Watch,
            ..
        } => (Ink::Watch, "watch"),
        Nature::Flaw {
            severity: Severity::Hint,
            ..
        } => (Ink::Hint, "hint"),
    };
    let mut out = format!(
        "{}  {}\n{}\n\n",
        paint.ink(ink, rule.code),
        paint.ink(Ink::Strong, rule.title),
        paint.ink(Ink::Quiet, &format!("{kind} · {}", rule.group.slug()))
    );
    let mut part = |name: &str, said: &str| {
        if !said.is_empty() {
            let said = wrap::fill(said, wrap::WIDTH, "           ");
            out.push_str(&format!(
                "{}{}\n\n",
                paint.ink(Ink::Path, &format!("{name:<11}")),
                said.trim_start()
            ));
        }
    };
    part("what", rule.what);
    part("why", rule.why);
    part("instead", rule.instead());
    let needs: Vec<&str> = rule
        .needs
        .iter()
        .map(|n| n.lacking().slug().trim_start_matches("needs-"))
        .collect();
    part("needs", &needs.join(", "));
    if !rule.settings.is_empty() {
        out.push_str(&paint.ink(Ink::Path, "settings"));
        out.push_str(&format!("   [rules.{}] in the settings file\n", rule.code));
        for Setting {
            key,
            default,
            meaning,
            source,
        } in rule.settings
        {
            out.push_str(&format!("           {key} = {default}\n"));
            let from = if source.is_empty() {
                String::new()
            } else {
                format!(" ({source})")
            };
            out.push_str(&format!(
                "{}\n",
                wrap::fill(&format!("{meaning}{from}"), wrap::WIDTH, "             ")
            ));
        }
        out.push('\n');
    }
    for (heading, ink, examples) in [("flagged", ink, rule.flags), ("passed", Ink::Good, rule.passes)] {
        let heading = if rule.is_strength() && heading == "flagged" {
            "seen in"
        } else {
            heading
        };
        let heading = if rule.is_strength() && heading == "passed" {
            "not in"
        } else {
            heading
        };
        for (index, example) in examples.iter().enumerate() {
            let name = if index == 0 { heading } else { "" };
            let shown = show(example, paint);
            let shown = shown.strip_prefix(INDENT).unwrap_or(&shown);
            out.push_str(&format!("{}{shown}\n", paint.ink(ink, &format!("{name:<11}"))));
        }
    }
    format!("{}\n", out.trim_end())
}

const INDENT: &str = "           ";

/// An example with the words it is about underlined: by the terminal where it can, else by a row of tildes.
fn show(example: &Example, paint: Paint) -> String {
    let mut out = String::new();
    if let Some(question) = example.question {
        let asked = wrap::fill(&format!("Asked: {question}"), wrap::WIDTH, INDENT);
        out.push_str(&format!("{}\n", paint.ink(Ink::Quiet, &asked)));
    }
    if let Some(level) = example.level {
        out.push_str(&format!("{INDENT}{}\n", paint.ink(Ink::Quiet, &format!("For {level}"))));
    }
    let (text, marks) = unmarked(example.text);
    for row in wrap::rows(&text, wrap::WIDTH - INDENT.len()) {
        let (mut line, mut under) = (String::new(), String::new());
        let mut run = String::new();
        for (at, c) in text[row.bytes.clone()].char_indices() {
            let at = row.bytes.start + at;
            let marked = marks.iter().any(|m| m.contains(&at));
            under.push_str(&(if marked { "~" } else { " " }).repeat(wrap::columns(c)));
            if marked {
                run.push(wrap::safe(c));
            } else {
                line.push_str(&paint.ink(Ink::Marked, &std::mem::take(&mut run)));
                line.push(wrap::safe(c));
            }
        }
        line.push_str(&paint.ink(Ink::Marked, &run));
        out.push_str(&format!("{INDENT}{}\n", line.trim_end()));
        if !paint.on && under.contains('~') {
            out.push_str(&format!("{INDENT}{}\n", under.trim_end()));
        }
    }
    out
}

/// An example's text without its `[[marks]]`, and where the marked words stand in it.
fn unmarked(text: &str) -> (String, Vec<std::ops::Range<usize>>) {
    let (mut plain, mut marks, mut open) = (String::with_capacity(text.len()), Vec::new(), None);
    let mut rest = text;
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix("[[") {
            open = Some(plain.len());
            rest = after;
        } else if let (Some(start), Some(after)) = (open, rest.strip_prefix("]]")) {
            marks.push(start..plain.len());
            open = None;
            rest = after;
        } else {
            let next = rest.chars().next().map_or(rest.len(), char::len_utf8);
            plain.push_str(&rest[..next]);
            rest = &rest[next..];
        }
    }
    (plain, marks)
}

#[cfg(test)]
mod tests {
    use super::{show, unmarked};
    use crate::paint::Paint;
    use glidepath_review::Example;

    #[test]
    fn marks_become_ranges() {
        let (plain, marks) = unmarked("Then [[we]] went");
        assert_eq!((plain.as_str(), &marks[0]), ("Then we went", &(5..7)));
        assert_eq!(unmarked("[[a]] [[é]]").1, vec![0..1, 2..4]);
    }

    #[test]
    fn marked_words_are_underlined() {
        let shown = show(&Example::of("Then [[we]] went").asked("Why?"), Paint { on: false });
        assert_eq!(
            shown,
            "           Asked: Why?\n           Then we went\n                ~~\n"
        );
    }
}
