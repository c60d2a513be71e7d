//! `loop`: planned, held from scripts, replayed from a file, debriefed; what is hidden, what is kept, and how bad input is met.

use std::fs;
use std::path::PathBuf;

use serde_json::Value;

use crate::practice::{voice, wav};
use crate::program::{Ran, empty_home, run_in};

const ANSWER: &str = "Refunds took nine days and customers wrote twice. My manager wanted to hire two people for the queue, and I \
    disagreed, because nobody had looked where the days went. I read forty letters and followed one refund by hand through the bank's \
    batch job. The job ran twice, so every payment was held. I turned the second run off, after weighing the risk of one lost night \
    against another month of waiting, and refunds took two days instead of nine. Two weeks later I wrote the check that warns us, and I \
    learned to look before I hire.\n";

/// Four rounds, the last of which is not on the sheet.
const SHEET: &str = "---\nname: Autumn\nrole: sde\nlevel: L6\nminutes: 15\n---\n\n\
    # Round 1\nchair: peer\npersona: second-look\nprinciples: dive-deep\n\n\
    ## Tell me about a time you went deeper than you were asked to.\n\nANSWER\n\n### Reply\n\
    I ran one batch without it on a Tuesday, and those refunds came the next day.\n\n\
    # Round 2\nchair: manager\nprinciples: ownership\n\n## Tell me about a mess that was not yours.\n\nNo.\n\n\
    # Round 3\nchair: bar-raiser\nprinciples: earn-trust, deliver-results\n\n\
    ## Tell me about a time you lost somebody's trust.\n\n\
    ## Own questions\n- What is the culture like?\n";

const JOB: &str = "Senior Software Engineer, Refunds\n\nAbout the job\nYou will own the systems that pay customers back.\n\n\
    Responsibilities\n- Own the refund services end to end, from design to the pager.\n\
    - Dive deep into failed payments and find the root cause.\n- Work backwards from what customers write to us.\n\
    - Mentor two engineers and raise the bar in code review.\n\nRequirements\n- 8+ years of experience in software development\n\
    - Experience with distributed systems in Java or Rust\n";

struct Home(PathBuf);

impl Home {
    fn new(test: &str) -> Self {
        let home = Self(empty_home(&format!("loop_{test}")));
        home.write("answer.txt", ANSWER);
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
        run_in(&self.0, &[&["--data-dir", &data, "loop"], args].concat(), b"")
    }

    fn json(&self, args: &[&str]) -> Value {
        let ran = self.run(&[args, &["--format", "json"]].concat());
        assert_eq!(ran.code, Some(0), "{args:?}: {}", ran.shown());
        serde_json::from_str(&ran.out).unwrap()
    }

    fn error(&self, args: &[&str]) -> (Option<i32>, String) {
        let ran = self.run(&[args, &["--format", "json"]].concat());
        let told: Value = serde_json::from_str(ran.err.lines().last().unwrap_or_default())
            .unwrap_or_else(|_| panic!("{args:?}: {}", ran.shown()));
        let part = |name: &str| told["error"][name].as_str().unwrap().to_owned();
        assert!(
            !part("what").is_empty() && !part("why").is_empty() && !part("do").is_empty(),
            "{told}"
        );
        (ran.code, part("code"))
    }

    /// A loop of four short rounds for an engineer.
    fn begun(&self, more: &[&str]) -> Value {
        let short = [
            "new",
            "--rounds",
            "4",
            "--minutes",
            "10",
            "--role",
            "sde",
            "--level",
            "L6",
            "--name",
            "Autumn",
        ];
        self.json(&[&short, more].concat())
    }

    /// The sheet replayed.
    fn replayed(&self) -> Value {
        let sheet = self.write("sheet.md", &SHEET.replace("ANSWER", ANSWER.trim()));
        self.json(&["run", "--answers", &sheet])
    }
}

/// Every quote of a debrief: an object that has a span and a text.
fn quotes<'v>(value: &'v Value, found: &mut Vec<&'v Value>) {
    match value {
        Value::Object(map) if map.contains_key("span") && map.contains_key("turn") => found.push(value),
        Value::Object(map) => map.values().for_each(|inner| quotes(inner, found)),
        Value::Array(all) => all.iter().for_each(|inner| quotes(inner, found)),
        _ => {}
    }
}

fn at(value: &Value) -> usize {
    value.as_u64().unwrap() as usize
}

/// The words a quote says it quotes.
fn quoted<'d>(debrief: &'d Value, quote: &Value) -> Option<&'d str> {
    let exchange = &debrief["loop"]["rounds"][at(&quote["round"])]["exchanges"][at(&quote["exchange"])];
    let text = exchange["turns"][at(&quote["turn"])]["text"].as_str()?;
    text.get(at(&quote["span"][0])..at(&quote["span"][1]))
}

#[test]
fn a_plan_shows_who_comes_and_hides_what_they_look_for() {
    let home = Home::new("plan");
    let plan = home.json(&[
        "new",
        "--dry-run",
        "--rounds",
        "6",
        "--minutes",
        "real",
        "--principles",
        "ownership,dive-deep",
    ]);
    assert_eq!(
        (&plan["schema"], &plan["draw"]),
        (&Value::from("glidepath.loop-plan/1"), &Value::from(0))
    );
    let rounds = plan["loop"]["rounds"].as_array().unwrap();
    assert_eq!((rounds.len(), &rounds[0]["minutes"]), (6, &Value::from(45)));
    assert_eq!(plan["loop"]["scope"], serde_json::json!(["ownership", "dive-deep"]));
    for round in rounds {
        assert!(!round["seat"]["name"].as_str().unwrap().is_empty());
        assert_eq!(
            (&round["seat"]["principles"], &round["seat"]["persona"]),
            (&serde_json::json!([]), &Value::from(""))
        );
        assert_eq!(round["exchanges"], serde_json::json!([]));
    }
    assert_eq!(
        rounds
            .iter()
            .filter(|round| round["seat"]["chair"] == "bar-raiser")
            .count(),
        1
    );
    assert_eq!(
        home.json(&["show"])["loops"],
        serde_json::json!([]),
        "nothing was begun"
    );
    // The same draw gives the same people, another one others.
    let people = |draw: &str| home.json(&["new", "--dry-run", "--draw", draw])["loop"]["rounds"].to_string();
    assert_eq!(people("7"), people("7"));
    assert!((1..9).any(|draw| people(&draw.to_string()) != people("0")));
    let text = home.run(&["new", "--dry-run"]).out;
    assert!(text.contains("Bar Raiser") && text.contains("--draw 0"), "{text}");
}

#[test]
fn a_job_description_is_read_with_the_lines_it_rests_on() {
    let home = Home::new("job");
    let job = home.write("job.txt", JOB);
    let plan = home.json(&["new", "--job", &job, "--dry-run"]);
    assert_eq!(
        (&plan["job"]["role"]["value"], &plan["loop"]["role"]),
        (&Value::from("sde"), &Value::from("sde"))
    );
    for read in [
        &plan["job"]["role"],
        &plan["job"]["level"],
        &plan["job"]["principles"][0],
    ] {
        let span = (at(&read["span"][0]), at(&read["span"][1]));
        assert_eq!(JOB.trim().get(span.0..span.1), read["quote"].as_str(), "{read}");
    }
    assert_eq!(plan["job"]["principles"].as_array().unwrap().len(), 16);
    // What is given on the command line has the last word.
    let plan = home.json(&[
        "new",
        "--job",
        &job,
        "--role",
        "em",
        "--principles",
        "frugality",
        "--dry-run",
    ]);
    assert_eq!(
        (&plan["loop"]["role"], &plan["loop"]["scope"]),
        (&Value::from("em"), &serde_json::json!(["frugality"]))
    );
    let text = home.run(&["new", "--job", &job, "--dry-run"]).out;
    assert!(
        text.contains("read from the job") && text.contains("asks for"),
        "{text}"
    );
}

#[test]
fn who_sits_where_can_be_chosen() {
    let home = Home::new("chosen");
    let looped = home.begun(&[
        "--persona",
        "2=second-look",
        "--persona",
        "cause-hunter",
        "--person",
        "1=Ana",
    ]);
    let names: Vec<&str> = looped["rounds"]
        .as_array()
        .unwrap()
        .iter()
        .map(|round| round["seat"]["name"].as_str().unwrap())
        .collect();
    assert_eq!(names[..3], ["Ana", "Dewi Santoso", "Ifeanyi Okorie"]);
    assert_eq!(looped["rounds"][0]["seat"]["human"], true);
}

#[test]
fn a_loop_is_held_step_by_step_and_nothing_said_is_lost() {
    let home = Home::new("held");
    let begun = home.begun(&[]);
    assert_eq!(
        (&begun["schema"], &begun["at"]),
        (&Value::from("glidepath.loop/1"), &Value::from(0))
    );
    let answer = home.at("answer.txt");
    let first = home.json(&["run", "--text", &answer]);
    let turns = first["rounds"][0]["exchanges"][0]["turns"].as_array().unwrap();
    assert_eq!(
        (turns[0]["text"].as_str(), &turns[1]["reply"]),
        (Some(ANSWER.trim()), &Value::from("open"))
    );
    assert!(turns[1]["layer"].is_null(), "what it aims at is not said yet");
    assert_eq!(
        first["rounds"][0]["exchanges"].as_array().unwrap().len(),
        1,
        "questions to come are not listed"
    );
    let passed = home.json(&["run", "autumn", "--pass"]);
    assert_eq!(passed["rounds"][0]["exchanges"][0]["turns"][1]["reply"], "passed");
    // It is not over, so nobody's notes are shown.
    assert_eq!(home.error(&["debrief"]), (Some(2), "loop-running".to_owned()));
    assert_eq!(home.error(&["show", "last", "--answers"]).1, "loop-running");
    assert_eq!(home.error(&["run", "--no-questions"]).1, "loop-not-now");
    let shown = home.run(&["show", "last"]).out;
    assert!(
        shown.contains("followed one refund by hand") && shown.contains("on now") && shown.contains("loop run"),
        "{shown}"
    );
    assert_eq!(home.error(&["leave", "last"]).1, "needs-yes");
    let left = home.json(&["leave", "last", "--yes"]);
    assert_eq!(left["state"], "left");
    let debrief = home.json(&["debrief"]);
    let unjudged = debrief["unjudged"].to_string();
    assert!(unjudged.contains("Round 4"), "{unjudged}");
    assert_eq!(home.error(&["run"]).1, "no-open-loop");
}

#[test]
fn between_rounds_the_stories_still_free_are_named() {
    let home = Home::new("free");
    let data = home.at("data");
    let story = |title: &str, words: &str| {
        let file = home.write(&format!("{}.txt", title.len()), &format!("{title}\n\n{words}"));
        let ran = run_in(&home.0, &["--data-dir", &data, "story", "add", &file], b"");
        assert_eq!(ran.code, Some(0), "{}", ran.shown());
    };
    story("The refund queue", ANSWER);
    story(
        "The borrowed pump",
        "The cellar was under water and there was no budget. I rang eleven farms, and one lent us a pump.",
    );
    home.begun(&[]);
    home.run(&["run", "--text", &home.at("answer.txt")]);
    for _ in 0..60 {
        if home.json(&["show", "last"])["rounds"][0]["state"] != "asking" {
            break;
        }
        home.run(&["run", "--pass"]);
    }
    let door = home.run(&["run", "--no-questions"]).out;
    for part in ["told  ", "The refund queue", "still free", "The borrowed pump"] {
        assert!(door.contains(part), "{part}: {door}");
    }
}

#[test]
fn sound_is_kept_when_nobody_writes_it_down_and_words_by_hand_take_its_place() {
    let home = Home::new("sound");
    home.begun(&[]);
    wav(&home.0.join("take.wav"), &voice(6));
    let ran = home.run(&["run", "--file", &home.at("take.wav")]);
    assert_eq!(ran.code, Some(3), "{}", ran.shown());
    let told = ran.err.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        told.contains("error[no-transcriber]") && told.contains("`glidepath loop run` tries again"),
        "{told}"
    );
    let waits = home.json(&["show", "last"]);
    let turn = &waits["rounds"][0]["exchanges"][0]["turns"][0];
    assert_eq!(
        (&turn["reply"], &turn["text"]),
        (&Value::from("said"), &Value::from(""))
    );
    let goes_on = home.json(&["run", "--text", &home.at("answer.txt")]);
    let turns = goes_on["rounds"][0]["exchanges"][0]["turns"].as_array().unwrap();
    assert_eq!((turns[0]["text"].as_str(), turns.len()), (Some(ANSWER.trim()), 2));
}

#[test]
fn a_sheet_is_replayed_and_every_quote_is_exact() {
    let home = Home::new("replay");
    let debrief = home.replayed();
    assert_eq!(
        (&debrief["schema"], &debrief["loop"]["name"]),
        (&Value::from("glidepath.debrief/1"), &Value::from("Autumn"))
    );
    let mut found = Vec::new();
    quotes(&debrief, &mut found);
    assert!(found.len() >= 3, "{}", found.len());
    for quote in found {
        assert_eq!(quoted(&debrief, quote), quote["text"].as_str());
    }
    let seats = debrief["seats"].as_array().unwrap();
    assert_eq!(
        (&seats[0]["name"], &seats[0]["marks"][0]["principle"]),
        (&Value::from("Dewi Santoso"), &Value::from("dive-deep"))
    );
    assert!(seats[0]["marks"][0]["verdict"].is_string());
    // One word, and nothing: neither is judged, and nothing is made up.
    for seat in &seats[1..3] {
        assert_eq!(seat["blind"]["inclination"], "not-judged");
        assert!(seat["marks"][0]["verdict"].is_null() && seat["marks"][0]["chances"].is_null());
        assert!(seat["notes"][0]["unjudged"].is_string());
    }
    assert_eq!(seats[2]["own_questions"][0]["mark"], "weak");
    // A second look says the same, and what was said can be written down and replayed to the same notes.
    let again = home.json(&["debrief", "last"]);
    assert_eq!(again, debrief);
    let sheet = home.write("written.md", &home.run(&["show", "last", "--answers"]).out);
    let second = home.json(&["run", "--answers", &sheet]);
    assert_eq!(second["seats"][0]["notes"], debrief["seats"][0]["notes"]);
    assert_ne!(second["loop"]["id"], debrief["loop"]["id"]);
}

#[test]
fn a_debrief_is_text_markdown_html_or_json() {
    let home = Home::new("shapes");
    home.replayed();
    let text = home.run(&["debrief", "last"]);
    for part in [
        "decision ─",
        "votes, blind",
        "round 1 · Dewi Santoso",
        "what could not be judged",
    ] {
        assert!(text.out.contains(part), "{part}: {}", text.shown());
    }
    for line in text.out.lines() {
        assert!(line.chars().count() <= 80, "{line}");
    }
    assert!(home.run(&["debrief", "--quiet"]).out.len() < text.out.len());
    for (name, begins) in [
        ("d.md", "# Debrief of Autumn"),
        ("d.html", "<!DOCTYPE html>"),
        ("d.json", "{\"schema\":\"glidepath.debrief/1\""),
    ] {
        let to = home.at(name);
        assert_eq!(home.run(&["debrief", "--to", &to]).code, Some(0));
        let file = fs::read_to_string(&to).unwrap();
        assert!(file.starts_with(begins) && file.contains("Dewi Santoso"), "{name}");
        assert_eq!(home.error(&["debrief", "--to", &to]).1, "file-exists");
        assert_eq!(home.run(&["debrief", "--to", &to, "--force"]).code, Some(0));
    }
    let html = home.run(&["debrief", "--format", "html"]).out;
    assert!(
        !html.contains("<script") && !html.contains("http://"),
        "it stands alone"
    );
    assert_eq!(home.error(&["debrief", "--to", &home.at("d.xyz")]).1, "unknown-ending");
    assert_eq!(home.run(&["debrief", "--format", "sarif"]).code, Some(2));
}

#[test]
fn two_loops_are_held_against_each_other() {
    let home = Home::new("compare");
    let first = home.replayed()["loop"]["id"].as_str().unwrap().to_owned();
    let better = SHEET
        .replace("ANSWER", ANSWER.trim())
        .replace("\n\nNo.\n", &format!("\n\n{ANSWER}"));
    let sheet = home.write("better.md", &better.replace("name: Autumn", "name: Winter"));
    home.json(&["run", "--answers", &sheet]);
    let apart = home.json(&["compare", &first, "winter"]);
    assert_eq!(apart["schema"], "glidepath.loops-apart/1");
    let ownership = apart["marks"]
        .as_array()
        .unwrap()
        .iter()
        .find(|mark| mark["principle"] == "ownership")
        .unwrap();
    assert!(
        ownership["before"].is_null() && ownership["after"].is_string(),
        "{ownership}"
    );
    let text = home.run(&["compare", &first, "winter"]).out;
    assert!(
        text.contains("best mark of each principle") && text.contains("sampled panels would hire"),
        "{text}"
    );
    assert_eq!(home.error(&["compare", "winter", "winter"]).1, "loops-same");
}

#[test]
fn a_person_asks_in_their_round_and_hands_a_scorecard_in() {
    let home = Home::new("card");
    let principle = ["--principles", "dive-deep"];
    home.begun(&[&["--person", "1=Ana"], &principle[..]].concat());
    let answer = home.at("answer.txt");
    let blank = home.run(&["card", "last", "1", "--blank"]);
    assert!(blank.out.contains("[marks.dive-deep]"), "{}", blank.shown());
    // Nobody asks before the candidate has let them in.
    assert_eq!(
        home.error(&["card", "last", "1", "--ask", "Tell me about a queue."]).1,
        "loop-not-now"
    );
    assert_eq!(home.error(&["run", "--text", &answer]).1, "loop-not-now");
    let card = home.json(&["card", "last", "1", "--ask", "Tell me about a queue."]);
    assert_eq!(card["asked"], serde_json::json!(["Tell me about a queue."]));
    home.json(&["run", "--text", &answer]);
    home.json(&["card", "last", "1", "--ask", "How do you know?", "--follow-up"]);
    home.json(&["run", "--pass"]);
    home.json(&["card", "last", "1", "--invite"]);
    home.json(&[
        "run",
        "--own-question",
        "Which promise to customers is hardest to keep here?",
    ]);
    let filled = "inclined = true\nnotes = \"Clear, and short.\"\n[marks.dive-deep]\nverdict = \"raises\"\nwhy = \"followed one by hand\"\n";
    let file = home.write("card.toml", filled);
    let card = home.json(&["card", "last", "1", "--write", &file, "--hand-in"]);
    assert_eq!(
        (&card["handed_in"], &card["marks"][0]["verdict"]),
        (&Value::from(true), &Value::from("raises"))
    );
    assert_eq!(
        home.error(&["card", "last", "1", "--write", &file]).1,
        "scorecard-handed-in"
    );
    assert!(home.run(&["card", "last", "1"]).out.contains("Handed in"));
    home.json(&["leave", "last", "--yes"]);
    let seat = &home.json(&["debrief"])["seats"][0];
    assert_eq!(
        (&seat["name"], &seat["blind"]["inclination"]),
        (&Value::from("Ana"), &Value::from("inclined"))
    );
    assert!(seat["typed"].as_str().unwrap().contains("Clear, and short."), "{seat}");
}

#[test]
fn loops_are_removed_brought_back_and_wiped_out() {
    let home = Home::new("remove");
    let id = home.replayed()["loop"]["id"].as_str().unwrap().to_owned();
    assert_eq!(home.error(&["remove", "last"]).1, "needs-yes");
    let removed = home.run(&["remove", &id[..13], "--yes"]);
    assert!(
        removed.out.contains(&format!("loop restore {id}")),
        "{}",
        removed.shown()
    );
    assert_eq!(home.json(&["show"])["loops"], serde_json::json!([]));
    assert_eq!(home.json(&["show", "--removed"])["loops"][0]["id"], id.as_str());
    assert_eq!(home.json(&["restore", "autumn"])["id"], id.as_str());
    assert_eq!(
        home.json(&["debrief", &id])["loop"]["rounds"][0]["exchanges"][0]["turns"][0]["text"],
        ANSWER.trim()
    );
    assert_eq!(home.run(&["remove", &id, "--for-good", "--yes"]).code, Some(0));
    assert_eq!(home.error(&["restore", &id]).1, "no-such-loop");
}

#[test]
fn bad_input_is_told_with_a_code_and_what_to_do() {
    let home = Home::new("bad");
    let blank = home.write("blank", " \n");
    let recipe = home.write(
        "recipe",
        "Soup\n\nCut two onions. Fry them in butter until they are soft. Add water and salt.\n",
    );
    let sheet = home.write(
        "bad.md",
        "# Round 1\n\n## no-such-question-of-the-bank\n\nYes.\n\n# Round one\n",
    );
    let answer = home.at("answer.txt");
    let cases: &[(&[&str], &str)] = &[
        (&["new", "--rounds", "3"], "loop-rounds"),
        (&["new", "--rounds", "7"], "loop-rounds"),
        (&["new", "--minutes", "soon"], "bad-time"),
        (&["new", "--minutes", "3"], "loop-minutes"),
        (&["new", "--role", "sdee"], "unknown-value"),
        (&["new", "--level", "L9"], "unknown-value"),
        (&["new", "--principles", "dive-depe"], "unknown-value"),
        (&["new", "--persona", "second-lok"], "unknown-value"),
        (&["new", "--persona", "9=second-look"], "bad-seat"),
        (&["new", "--person", "Ana"], "bad-seat"),
        (&["new", "--job", &blank], "job-empty"),
        (&["new", "--job", &recipe], "job-not-one"),
        (&["new", "--job", "absent"], "no-such-file"),
        (&["run"], "no-open-loop"),
        (&["run", "last"], "store-missing"),
        (&["run", "--text", &blank], "turn-empty"),
        (&["run", "--text", &answer, "--pass"], "usage"),
        (&["run", "--answers", "absent"], "no-such-file"),
        (&["debrief", "nothing"], "store-missing"),
        (&["compare", "a", "b"], "store-missing"),
        (&["restore", "last"], "no-such-loop"),
        (&["card", "last", "1"], "store-missing"),
    ];
    for (args, code) in cases {
        let (exit, got) = home.error(args);
        assert_eq!((exit, got.as_str()), (Some(2), *code), "{args:?}");
    }
    assert!(home.error(&["run", "--answers", &sheet]).1.starts_with("answers-"));
    assert!(home.error(&["run", "--answers", &blank]).1.starts_with("answers-"));
    assert_eq!(
        home.json(&["show"])["loops"],
        serde_json::json!([]),
        "nothing was begun"
    );
    home.begun(&[]);
    assert_eq!(home.error(&["run"]), (Some(2), "needs-terminal".to_owned()));
    assert_eq!(home.error(&["card", "last", "9"]).1, "loop-no-such-round");
    assert_eq!(home.error(&["card", "last", "0"]).1, "loop-no-such-round");
}
