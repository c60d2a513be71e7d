//! `docs/review.schema.json` and `docs/debrief.schema.json` say what really comes out: every key, type, enum and required field.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::program::{empty_home, run, run_in};

fn schema_of(name: &str) -> Value {
    let path = format!("{}/../../docs/{name}.schema.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn schema() -> Value {
    schema_of("review")
}

/// What is wrong with `value` against `schema`: the part of JSON Schema that ours uses, refused where it uses more.
fn wrong(root: &Value, schema: &Value, value: &Value, at: &str) -> Vec<String> {
    let mut wrongs = Vec::new();
    for (keyword, rule) in schema.as_object().unwrap() {
        match keyword.as_str() {
            "description" | "title" | "$schema" | "$id" | "$defs" | "format" | "pattern" | "required"
            | "prefixItems" => {}
            "$ref" => {
                let name = rule.as_str().unwrap().rsplit('/').next().unwrap();
                wrongs.extend(wrong(root, &root["$defs"][name], value, at));
            }
            "anyOf" | "oneOf" => {
                let tried: Vec<Vec<String>> = rule
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|s| wrong(root, s, value, at))
                    .collect();
                let fits = tried.iter().filter(|w| w.is_empty()).count();
                if fits == 0 || (keyword == "oneOf" && fits > 1) {
                    wrongs.extend(tried.into_iter().min_by_key(Vec::len).unwrap());
                }
            }
            "const" if value != rule => wrongs.push(format!("{at}: {value} is not {rule}")),
            "enum" if !rule.as_array().unwrap().contains(value) => {
                wrongs.push(format!("{at}: {value} is none of {rule}"))
            }
            "const" | "enum" => {}
            "type" => {
                let kind = match value {
                    Value::Null => "null",
                    Value::Bool(_) => "boolean",
                    Value::Number(n) if n.is_i64() || n.is_u64() => "integer",
                    Value::Number(_) => "number",
                    Value::String(_) => "string",
                    Value::Array(_) => "array",
                    Value::Object(_) => "object",
                };
                let allowed =
                    |name: &str| rule == name || rule.as_array().is_some_and(|list| list.iter().any(|v| v == name));
                if !(allowed(kind) || kind == "integer" && allowed("number")) {
                    wrongs.push(format!("{at}: {kind} is not {rule}"));
                }
            }
            "minimum" if value.as_f64().is_some_and(|n| n < rule.as_f64().unwrap()) => {
                wrongs.push(format!("{at}: {value} is too small"))
            }
            "maximum" if value.as_f64().is_some_and(|n| n > rule.as_f64().unwrap()) => {
                wrongs.push(format!("{at}: {value} is too large"))
            }
            "minItems"
                if value
                    .as_array()
                    .is_some_and(|a| (a.len() as u64) < rule.as_u64().unwrap()) =>
            {
                wrongs.push(format!("{at}: too few"))
            }
            "maxItems"
                if value
                    .as_array()
                    .is_some_and(|a| a.len() as u64 > rule.as_u64().unwrap()) =>
            {
                wrongs.push(format!("{at}: too many"))
            }
            "minimum" | "maximum" | "minItems" | "maxItems" => {}
            "items" if rule.is_object() => {
                for (index, item) in value.as_array().into_iter().flatten().enumerate() {
                    wrongs.extend(wrong(root, rule, item, &format!("{at}[{index}]")));
                }
            }
            "items" => {}
            "properties" => {
                for (key, inner) in value.as_object().into_iter().flatten() {
                    match rule.get(key) {
                        Some(rule) => wrongs.extend(wrong(root, rule, inner, &format!("{at}.{key}"))),
                        None => wrongs.push(format!("{at}.{key} is not in the schema")),
                    }
                }
            }
            "additionalProperties" => {
                for key in schema["required"].as_array().unwrap() {
                    if value.is_object() && value.get(key.as_str().unwrap()).is_none() {
                        wrongs.push(format!("{at}.{} is missing", key.as_str().unwrap()));
                    }
                }
            }
            other => wrongs.push(format!("{at}: this test does not know the keyword {other}")),
        }
    }
    wrongs
}

#[test]
fn what_comes_out_is_what_the_schema_says() {
    let schema = schema();
    let mut seen = 0;
    for args in [
        &["review", "--jsonl", "batch.jsonl"][..],
        &[
            "review",
            "weak.txt",
            "strong.json",
            "french.txt",
            "--format",
            "json",
            "--allow",
            "thin=a summary",
        ],
        &[
            "review",
            "-",
            "--words",
            "words.json",
            "--format",
            "json",
            "--question",
            "Tell me about a mistake.",
        ],
    ] {
        for line in run(args, b"I fixed it.").out.lines() {
            let value: Value = serde_json::from_str(line).unwrap();
            assert_eq!(
                wrong(&schema, &schema, &value, "review"),
                Vec::<String>::new(),
                "{line}"
            );
            seen += 1;
        }
    }
    assert_eq!(seen, 11);
}

#[test]
fn a_debrief_is_what_its_schema_says() {
    let schema = schema_of("debrief");
    let home = empty_home("schema_debrief");
    let data = home.join("data");
    let loops = |args: &[&str]| {
        let ran = run_in(
            &home,
            &[
                &["--data-dir", data.to_str().unwrap(), "--format", "json", "loop"],
                args,
            ]
            .concat(),
            b"",
        );
        assert_eq!(ran.code, Some(0), "{args:?}: {}", ran.shown());
        serde_json::from_str::<Value>(&ran.out).unwrap()
    };
    let whole = loops(&["run", "--sample"]);
    assert!(
        !whole["arguments"].as_array().unwrap().is_empty() && whole["bar_raiser"].is_object(),
        "it has every part"
    );
    loops(&["new", "--minutes", "10"]);
    loops(&["leave", "last", "--yes"]);
    for debrief in [whole, loops(&["debrief", "last"])] {
        assert_eq!(wrong(&schema, &schema, &debrief, "debrief"), Vec::<String>::new());
    }
    let plan = loops(&["new", "--dry-run"]);
    assert_eq!(
        wrong(&schema, &schema["$defs"]["loop"], &plan["loop"], "loop"),
        Vec::<String>::new()
    );
}

#[test]
fn the_check_itself_notices() {
    let schema = schema();
    let mut review: Value = serde_json::from_str(&run(&["review", "weak.txt", "--format", "json"], b"").out).unwrap();
    review["surprise"] = Value::Null;
    review["acts"]["i"] = Value::from("one");
    review["overall"]["verdict"] = Value::from("fine");
    review.as_object_mut().unwrap().remove("skipped");
    assert_eq!(wrong(&schema, &schema["$defs"]["review"], &review, "review").len(), 4);
}

#[test]
fn the_paths_of_the_schema_change_only_knowingly() {
    fn walk(root: &Value, schema: &Value, at: &str, out: &mut BTreeSet<String>) {
        if let Some(name) = schema["$ref"].as_str() {
            return walk(root, &root["$defs"][name.rsplit('/').next().unwrap()], at, out);
        }
        let required: BTreeSet<&str> = schema["required"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect();
        for (key, inner) in schema["properties"].as_object().into_iter().flatten() {
            let path = format!("{at}.{key}{}", if required.contains(key.as_str()) { "" } else { "?" });
            walk(root, inner, &path, out);
            out.insert(path);
        }
        if schema["items"].is_object() {
            walk(root, &schema["items"], &format!("{at}[]"), out);
        }
        for inner in ["anyOf", "oneOf"]
            .iter()
            .flat_map(|k| schema[*k].as_array().into_iter().flatten())
        {
            walk(root, inner, at, out);
        }
    }
    for (file, name, def) in [
        ("review", "review_paths", "review"),
        ("review", "bad_line_paths", "badLine"),
        ("debrief", "debrief_paths", "debrief"),
    ] {
        let schema = schema_of(file);
        let mut paths = BTreeSet::new();
        walk(&schema, &schema["$defs"][def], "", &mut paths);
        insta::assert_snapshot!(name, paths.into_iter().map(|p| p + "\n").collect::<String>());
    }
}
