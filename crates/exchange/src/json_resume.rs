//! JSON Resume, read as a CV whose entries are already apart. Kept: work, volunteering and projects; the other parts stay
//! in the text.

use serde_json::Value;

use crate::{CvEntry, Source, SourceKind};

/// Whether a JSON object is a JSON Resume.
pub(crate) fn is_one(value: &Value) -> bool {
    let has = |key: &str| value.get(key).is_some_and(Value::is_array);
    value.get("basics").is_some_and(Value::is_object) || has("work") || has("projects")
}

/// Reads it. What is no text where text should be counts as blank.
pub(crate) fn read(name: &str, value: &Value) -> Source {
    let mut projects = Vec::new();
    for (part, employer, role) in [
        ("work", ["name", "company"], "position"),
        ("volunteer", ["organization", "name"], "position"),
        ("projects", ["name", "entity"], "roles"),
    ] {
        for item in value.get(part).and_then(Value::as_array).into_iter().flatten() {
            projects.push(CvEntry {
                employer: employer
                    .iter()
                    .map(|key| words(item, key))
                    .find(|w| !w.is_empty())
                    .unwrap_or_default(),
                role: words(item, role),
                from: words(item, "startDate"),
                to: words(item, "endDate"),
                lines: ["description", "summary", "highlights"]
                    .iter()
                    .flat_map(|key| lines(item, key))
                    .collect(),
            });
        }
    }
    let mut text = Vec::new();
    flatten(value, &mut text);
    Source {
        name: name.to_owned(),
        kind: SourceKind::Cv,
        text: text.join("\n"),
        projects,
    }
}

/// A text or a list of texts as lines.
fn lines(item: &Value, key: &str) -> Vec<String> {
    let listed = match item.get(key) {
        Some(Value::Array(all)) => all.iter().filter_map(Value::as_str).collect(),
        Some(Value::String(one)) => vec![one.as_str()],
        _ => Vec::new(),
    };
    listed
        .into_iter()
        .map(|line| line.trim().to_owned())
        .filter(|line| !line.is_empty())
        .collect()
}

fn words(item: &Value, key: &str) -> String {
    lines(item, key).join(", ")
}

/// Every text in it, one a line, in the order of the file's keys; links and pictures left out.
fn flatten(value: &Value, out: &mut Vec<String>) {
    match value {
        Value::String(text) if !text.trim().is_empty() => out.push(text.trim().to_owned()),
        Value::Array(all) => all.iter().for_each(|one| flatten(one, out)),
        Value::Object(map) => {
            for (key, one) in map {
                if !matches!(key.as_str(), "url" | "image" | "$schema" | "meta") {
                    flatten(one, out);
                }
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::{is_one, read};

    #[test]
    fn work_and_projects_become_entries_and_odd_values_are_blank() {
        let value = serde_json::json!({
            "basics": { "name": "Mara", "url": "x" },
            "work": [{ "name": "Northgate", "position": "Engineer", "startDate": "2021-03", "highlights": ["Cut it.", 7, " "] }],
            "projects": [{ "name": "Bank", "roles": ["Organiser", "Cook"], "description": "Fed 400." }, 9],
        });
        assert!(is_one(&value));
        let source = read("resume.json", &value);
        assert_eq!(source.projects[0].employer, "Northgate");
        assert_eq!(source.projects[0].lines, ["Cut it."]);
        assert_eq!(source.projects[1].role, "Organiser, Cook");
        assert_eq!(source.projects[2], crate::CvEntry::default());
        assert!(source.text.contains("Mara") && !source.text.contains('x'));
        assert!(!is_one(&serde_json::json!({ "work": 1 })));
    }
}
