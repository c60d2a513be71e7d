//! CVs, a vault and a table go in together and come out whole; where one thing is wrong, nothing goes in.

use std::fs;
use std::path::{Path, PathBuf};

use glidepath_app::own_questions::worded;
use glidepath_domain::{Beat, Passage, Principle, Story, When};
use glidepath_exchange::{BroughtStory, Incoming, read, revision, write};
use serde_json::Value;

use crate::bank::Home;

/// The whole of the repository.
fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn fixture(name: &str) -> String {
    let path = root().join("e2e/fixtures/exchange").join(name);
    path.to_str().unwrap().to_owned()
}

/// The notes in a folder, by name.
fn notes(folder: &Path) -> Vec<Incoming> {
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut notes: Vec<Incoming> = files
        .filter(|path| path.extension().is_some_and(|ending| ending == "md"))
        .map(|path| Incoming::new(path.file_name().unwrap().to_str().unwrap(), fs::read(&path).unwrap()))
        .collect();
    notes.sort_by(|a, b| a.name.cmp(&b.name));
    notes
}

/// The twelve stories of the sample bank.
fn samples() -> Vec<(String, Story)> {
    let brought = read(&notes(&root().join("content/sample-bank"))).unwrap();
    let named = brought.stories.into_iter().map(|told| (told.id.unwrap(), told.story));
    named.collect()
}

/// A story made out of another, with one of the things that files get wrong.
fn variant(name: &str, n: usize, of: &Story) -> (String, Story) {
    let mut story = of.clone();
    story.title = format!("{}, {name} {n}", of.title);
    match n % 6 {
        0 => story.beats[0].principle = Some(Principle::Frugality),
        1 => story.beats.push(Passage {
            beat: Beat::Action,
            text: "Then I did it again.\n\nAnd once more.".to_owned(),
            principle: None,
        }),
        2 => story.beats[0].text = "---\n## Action\n\\## Result\n- one: \"two\"\n\n返金 e\u{301} \u{1f6eb}".to_owned(),
        3 => {
            story = Story {
                title: story.title,
                beats: vec![of.beats[0].clone()],
                ..Story::default()
            }
        }
        4 => {
            story.when = When::read("2019");
            story.tags = vec!["a: b".to_owned(), "c#".to_owned(), "\"d\" 'e'".to_owned()];
            story.confidential = "the price\n\n## Context\n".trim_end().to_owned();
        }
        _ => {
            story.customer = "=1+1".to_owned();
            story.cost = "-5% & <b>no</b>".to_owned();
            story.doubt = "'quoted' @home".to_owned();
        }
    }
    (format!("{name}-{n:02}"), story)
}

/// What is imported: a vault of thirty notes, two CVs as PDF and as DOCX, a workbook with a story a row.
struct Files {
    notes: Vec<(String, String)>,
    rows: Vec<(String, Story)>,
    paths: Vec<String>,
}

fn files(home: &Home) -> Files {
    let samples = samples();
    assert_eq!(samples.len(), 12);
    let mut stories = samples.clone();
    stories.extend((0..18).map(|n| variant("variant", n, &samples[n % 12].1)));
    let notes = write::markdown(&stories);
    fs::create_dir_all(home.0.join("vault/.obsidian")).unwrap();
    fs::write(home.0.join("vault/.obsidian/app.json"), "{}").unwrap();
    for (name, text) in &notes {
        fs::write(home.0.join("vault").join(name), text).unwrap();
    }
    let rows: Vec<_> = (0..6).map(|n| variant("row", n, &samples[11 - n].1)).collect();
    fs::write(home.at("table.xlsx"), write::xlsx(&rows).unwrap()).unwrap();
    let cvs = ["engineer.pdf", "engineer.docx", "manager.pdf", "manager.docx"].map(fixture);
    let mut paths = vec![home.at("vault"), home.at("table.xlsx")];
    paths.extend(cvs);
    Files { notes, rows, paths }
}

fn import(paths: &[String]) -> Vec<&str> {
    let mut args = vec!["import"];
    args.extend(paths.iter().map(String::as_str));
    args
}

/// The stories of a workbook.
fn table(path: &str) -> Vec<BroughtStory> {
    let file = Incoming::new("table.xlsx", fs::read(path).unwrap());
    read(&[file]).unwrap().stories
}

#[test]
fn cvs_a_vault_and_a_table_come_out_whole() {
    let home = Home::new("whole");
    let files = files(&home);
    let done = home.json(&import(&files.paths));
    assert_eq!(done["added"].as_array().unwrap().len(), 36);
    assert_eq!(
        (&done["sources"]["new"], &done["passed_over"]),
        (&4.into(), &Value::Array(Vec::new()))
    );

    assert_eq!(home.run(&["export", "--to", &home.at("out")]).code, Some(0));
    let out = notes(&home.0.join("out"));
    assert_eq!(out.len(), 36);
    for (name, text) in &files.notes {
        // The line with the revision too: it says what the story is, and that is the same.
        let note = out.iter().find(|note| note.name == *name);
        let note = note.unwrap_or_else(|| panic!("{name} did not come out"));
        assert_eq!(String::from_utf8_lossy(&note.bytes), *text, "{name}");
    }

    let mut args = vec!["export".to_owned(), "--to".to_owned(), home.at("again.xlsx")];
    args.extend(files.rows.iter().flat_map(|(id, _)| ["--story".to_owned(), id.clone()]));
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    assert_eq!(home.run(&args).code, Some(0));
    let (went, came) = (table(&home.at("table.xlsx")), table(&home.at("again.xlsx")));
    assert_eq!((went.len(), came.len()), (6, 6));
    let told = read(&out).unwrap().stories;
    for ((went, came), (id, story)) in went.iter().zip(&came).zip(&files.rows) {
        assert_eq!((went.id.as_ref(), came.id.as_ref()), (Some(id), Some(id)));
        for part in &went.holds {
            let cell = part.read(story);
            assert_eq!(part.read(&went.story), cell, "{id}: {} going in", part.name());
            assert_eq!(part.read(&came.story), cell, "{id}: {} coming out", part.name());
        }
        // A silent principle is what a row cannot hold, so a story that lost one has another revision.
        assert_eq!(came.revision, Some(revision(&went.story)), "{id}");
        let note = told.iter().find(|told| told.id.as_ref() == Some(id)).unwrap();
        assert_eq!(note.story, went.story, "{id}");
    }

    // What is kept of the CVs is their very words, and nothing is left to take: the same files change nothing.
    let again = home.json(&import(&files.paths));
    assert_eq!(
        (&again["added"], &again["updated"], &again["sources"]["same"]),
        (&Value::Array(Vec::new()), &Value::Array(Vec::new()), &4.into())
    );
    let stories = again["stories"].as_array().unwrap();
    assert!(
        stories.len() == 36
            && stories
                .iter()
                .all(|story| story["meets"] == "same" || story["meets"] == "behind")
    );
}

/// All that the program shows of what is kept, and how many rows a backup has: history and sources among them.
fn state(home: &Home, name: &str) -> Vec<Value> {
    let all: [&[&str]; 4] = [
        &["story", "list"],
        &["story", "list", "--removed"],
        &["story", "drift"],
        &["question", "list", "--own"],
    ];
    let mut state: Vec<Value> = all.iter().map(|args| home.json(args)).collect();
    let whole = home.run(&["export", "--to", "-", "--as", "json"]).out;
    state.push(whole.into());
    state.push(home.json(&["backup", &home.at(name)])["rows"].clone());
    state
}

#[test]
fn where_one_file_is_wrong_nothing_goes_in() {
    let home = Home::with_queue("nothing");
    let files = files(&home);
    let before = state(&home, "before.db");
    // A name that the store declines is found out when the stories have been written already.
    let long = [("x".repeat(201), worded("Why did you leave?"))];
    fs::write(home.at("questions.json"), write::json(&[], &long)).unwrap();
    let half = fs::read(home.at("table.xlsx")).unwrap();
    fs::write(home.at("half.xlsx"), &half[..half.len() / 2]).unwrap();
    for (at, (wrong, code)) in [
        (home.at("questions.json"), "store-bad-key"),
        (home.at("half.xlsx"), ""),
        (fixture("locked.pdf"), "pdf-encrypted"),
    ]
    .into_iter()
    .enumerate()
    {
        let paths = [files.paths.clone(), vec![wrong.clone()]].concat();
        let ran = home.run(&import(&paths));
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{wrong}: {}", ran.err);
        assert!(ran.err.starts_with(&format!("error[{code}")), "{wrong}: {}", ran.err);
        assert_eq!(state(&home, &format!("after-{at}.db")), before, "{wrong}");
    }
    assert_eq!(home.run(&import(&files.paths)).code, Some(0), "without it, they go in");
}
