//! The deck, the loop and the cheat sheet through the program, over a bank of the test's own.

use std::fs;
use std::path::PathBuf;

use serde_json::Value;

use crate::program::{Ran, empty_home, run_in};

struct Home(PathBuf);

impl Home {
    fn new(test: &str) -> Self {
        Self(empty_home(&format!("deck_{test}")))
    }

    /// Three stories: each of two principles has one that is about it and one that serves it.
    fn with_stories(test: &str) -> Self {
        let home = Self::new(test);
        let notes = [
            (
                "queue",
                "The refund queue",
                "dive-deep, ownership",
                "Refunds took nine days.",
            ),
            (
                "letters",
                "Forty letters",
                "ownership, dive-deep",
                "Nobody read the letters.",
            ),
            (
                "pump",
                "The borrowed pump",
                "frugality",
                "There was no budget for a pump.",
            ),
        ];
        for (id, title, principles, opening) in notes {
            let note = format!(
                "---\nglidepath: story/1\nid: \"{id}\"\ntitle: \"{title}\"\nprinciples: [{principles}]\n---\n\n\
                 ## Problem\n\n{opening} People waited.\n\n## Action\n\nI rang each of them. I wrote it anew.\n\n\
                 ## Result\n\nIt fell from 9 days to 2 days. Nobody waits now.\n"
            );
            home.write(&format!("{id}.md"), &note);
            let ran = home.run(&["import", &home.at(&format!("{id}.md"))]);
            assert_eq!(ran.code, Some(0), "{}", ran.shown());
        }
        home
    }

    fn at(&self, name: &str) -> String {
        self.0.join(name).to_str().unwrap().to_owned()
    }

    fn write(&self, name: &str, text: &str) -> String {
        fs::write(self.0.join(name), text).unwrap();
        self.at(name)
    }

    fn run(&self, args: &[&str]) -> Ran {
        let data = self.at("data");
        run_in(&self.0, &[&["--data-dir", &data], args].concat(), b"")
    }

    fn json(&self, args: &[&str]) -> Value {
        let ran = self.run(&[args, &["--format", "json"]].concat());
        assert_eq!(ran.code, Some(0), "{args:?}: {}", ran.shown());
        serde_json::from_str(&ran.out).unwrap()
    }
}

const LOOP: &str = "[[interviewer]]\nname = \"The manager\"\nprinciples = [\"ownership\"]\n\n\
                    [[interviewer]]\nname = \"Round 2\"\nprinciples = [\"dive-deep\"]\n";

#[test]
fn the_smallest_deck_has_a_story_and_a_backup_each() {
    let home = Home::with_stories("smallest");
    let asked = ["deck", "--principles", "ownership,dive-deep"];
    let deck = home.json(&asked);
    assert_eq!(deck["schema"], "glidepath.deck/1");
    assert_eq!(
        (deck["bank"].as_u64(), deck["stories"].as_array().unwrap().len()),
        (Some(3), 2)
    );
    assert_eq!(deck["cover"][0]["primary"]["id"], "letters");
    assert_eq!(deck["cover"][0]["backup"]["id"], "queue");
    assert_eq!(deck["cover"][1]["primary"]["id"], "queue");
    assert!(deck["lacking"].is_null() && deck["loop"].is_null());
    insta::assert_snapshot!("deck", home.run(&asked).shown());
}

#[test]
fn a_loop_is_planned_or_proved_impossible() {
    let home = Home::with_stories("loop");
    let file = home.write("loop.toml", LOOP);
    let asked = ["deck", "--principles", "ownership,dive-deep", "--loop", &file];
    let planned = home.json(&asked);
    assert_eq!(planned["loop"]["feasible"], true, "{planned}");
    assert_eq!(planned["loop"]["seats"][0]["interviewer"], "The manager");
    assert_eq!(planned["loop"]["seats"][0]["told"]["id"], "letters");
    let file = home.write(
        "harder.toml",
        &LOOP.replace("[\"dive-deep\"]", "[\"dive-deep\", \"think-big\"]"),
    );
    let asked = ["deck", "--principles", "ownership", "--loop", &file];
    let lacking = home.json(&asked);
    assert_eq!(lacking["loop"]["feasible"], false);
    assert!(
        lacking["loop"]["lacking"]["fewest_new"].as_u64().unwrap() >= 2,
        "{lacking}"
    );
    let new = lacking["loop"]["lacking"]["new"].as_array().unwrap();
    assert!(
        new.iter()
            .all(|story| story.as_array().unwrap().contains(&Value::from("think-big"))),
        "{lacking}"
    );
    insta::assert_snapshot!(
        "deck_lacking",
        home.run(&asked).shown().replace(home.0.to_str().unwrap(), "HOME")
    );
}

#[test]
fn what_is_no_deck_is_said_by_code() {
    let home = Home::new("bad");
    let loops = home.write(
        "bad.toml",
        "[[interviewer]]\nname = \"A\"\ncolour = 1\nprinciples = []\n",
    );
    let idle = home.write("idle.toml", "[[interviewer]]\nname = \"A\"\nprinciples = []\n");
    for (args, code) in [
        (vec!["deck", "--principles", "ownershp"], "unknown-value"),
        (vec!["deck", "--loop", &loops], "bad-loop"),
        (vec!["deck", "--loop", &idle], "bad-loop"),
        (vec!["deck", "--loop", "nowhere.toml"], "no-such-file"),
        (vec!["cheatsheet"], "bank-empty"),
        (vec!["cheatsheet", "--format", "sarif"], "unknown-value"),
        (vec!["cheatsheet", "--principles", "x"], "unknown-value"),
    ] {
        let ran = home.run(&args);
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{args:?}: {}", ran.err);
        assert!(
            ran.err.starts_with(&format!("error[{code}]: ")),
            "{args:?}: {}",
            ran.err
        );
    }
    let empty = home.run(&["deck"]);
    assert_eq!(
        (empty.code, empty.out.starts_with("There is no story")),
        (Some(0), true),
        "{}",
        empty.shown()
    );
}

#[test]
fn the_cheat_sheet_is_in_the_tellers_words() {
    let home = Home::with_stories("sheet");
    let asked = ["cheatsheet", "--principles", "ownership,frugality"];
    let sheet = home.json(&asked);
    assert_eq!(sheet["schema"], "glidepath.cheat-sheet/1");
    let first = &sheet["principles"][0]["stories"][0];
    assert_eq!(
        (&first["id"], &first["opening"]),
        (&Value::from("letters"), &Value::from("Nobody read the letters."))
    );
    assert_eq!(first["landing"], "Nobody waits now.");
    assert_eq!(first["cues"][0], "I rang each of them.");
    let text = home.run(&asked);
    assert_eq!(text.code, Some(0));
    assert!(
        text.out
            .starts_with("# Cheat sheet\n\nFor memory before the loop, never for use in it."),
        "{}",
        text.out
    );
    assert!(text.out.contains("### Forty letters\n"), "{}", text.out);
    let file = home.run(&["cheatsheet", "--principles", "ownership", "--format", "html"]);
    assert!(
        file.out.starts_with("<!DOCTYPE html>") && file.out.contains("Forty letters"),
        "{}",
        file.shown()
    );
    assert!(
        !file.out.contains("<script") && !file.out.contains("http://"),
        "it stands alone"
    );
}
