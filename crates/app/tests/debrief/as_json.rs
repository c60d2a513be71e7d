//! The public shapes of a loop and of its debrief.

use glidepath_app::wire::{DebriefOut, MockLoopOut};
use glidepath_domain::{Loop, LoopState, RoundState};
use serde_json::Value;

use crate::{drills, kept, sample};

fn looped(held: Loop) -> Value {
    serde_json::to_value(MockLoopOut::of(&kept("autumn", held), &drills())).unwrap()
}

fn debriefed() -> Value {
    serde_json::to_value(DebriefOut::of(&crate::debriefed(sample::debrief(), LoopState::Done))).unwrap()
}

/// Every value below `value` that a key `name` holds.
fn below<'v>(value: &'v Value, name: &str, found: &mut Vec<&'v Value>) {
    match value {
        Value::Object(map) => {
            for (key, inner) in map {
                if key == name && !inner.is_null() {
                    found.push(inner);
                }
                below(inner, name, found);
            }
        }
        Value::Array(all) => all.iter().for_each(|inner| below(inner, name, found)),
        _ => {}
    }
}

#[test]
fn what_an_interviewer_keeps_to_themselves_is_hidden_until_the_end() {
    let mut held = sample::held(LoopState::Running);
    held.rounds[2].state = RoundState::Asking;
    held.rounds[3].state = RoundState::Waiting;
    held.rounds[3].exchanges[0].drill.clear();
    let out = looped(held);
    assert_eq!((&out["at"], &out["state"]), (&Value::from(2), &Value::from("running")));
    let text = out.to_string();
    for hidden in [
        "second-look",
        "doubted their own work",
        "evidence",
        "not keep",
        "proud of",
    ] {
        assert!(!text.contains(hidden), "{hidden}: {text}");
    }
    // Who comes in is said, and what was asked.
    assert_eq!(out["rounds"][0]["seat"]["name"], "Dewi Santoso");
    assert_eq!(out["rounds"][0]["exchanges"][0]["turns"][1]["reply"], "said");
    assert_eq!(
        out["rounds"][2]["exchanges"].as_array().unwrap().len(),
        1,
        "the question that is asked, no more"
    );
    for round in out["rounds"].as_array().unwrap() {
        assert_eq!(round["seat"]["principles"], Value::Array(Vec::new()));
        for exchange in round["exchanges"].as_array().unwrap() {
            assert!(exchange["principle"].is_null());
        }
    }
}

#[test]
fn when_it_is_over_all_of_it_is_said() {
    for state in [LoopState::Done, LoopState::Left] {
        let out = looped(sample::held(state));
        assert!(out["at"].is_null());
        let peer = &out["rounds"][0];
        assert_eq!(peer["seat"]["persona"], "second-look");
        assert_eq!(peer["seat"]["principles"][0], "dive-deep");
        assert!(
            peer["seat"]["about"]
                .as_str()
                .unwrap()
                .contains("doubted their own work")
        );
        assert_eq!(peer["exchanges"][0]["turns"][1]["layer"], "evidence");
        let unasked = &out["rounds"][2]["exchanges"][1];
        assert_eq!(
            (&unasked["drill"], &unasked["turns"]),
            (&Value::from(""), &Value::Array(Vec::new()))
        );
        let person = &out["rounds"][3]["seat"];
        assert_eq!(
            (&person["human"], &person["name"]),
            (&Value::from(true), &Value::from("Ana from the next team"))
        );
        assert_eq!((&person["persona"], &person["about"]), (&Value::from(""), &Value::Null));
    }
}

#[test]
fn a_plan_has_no_name_and_gives_nothing_away() {
    let mut plan = sample::held(LoopState::Running);
    for round in &mut plan.rounds {
        round.state = RoundState::Waiting;
        round.exchanges.iter_mut().for_each(|exchange| exchange.drill.clear());
    }
    let out = serde_json::to_value(MockLoopOut::of_plan(&plan)).unwrap();
    assert_eq!(
        (&out["id"], &out["version"], &out["at"]),
        (&Value::from(""), &Value::from(0), &Value::from(0))
    );
    let mut asked = Vec::new();
    below(&out, "asked", &mut asked);
    assert!(asked.is_empty(), "{asked:?}");
}

#[test]
fn every_quote_stands_where_it_says_it_does() {
    let out = debriefed();
    let mut quotes = Vec::new();
    for name in ["quote", "quotes", "first", "second"] {
        below(&out, name, &mut quotes);
    }
    let quotes: Vec<&Value> = quotes
        .into_iter()
        .flat_map(|found| found.as_array().map_or_else(|| vec![found], |all| all.iter().collect()))
        .filter(|quote| quote.get("span").is_some())
        .collect();
    assert!(quotes.len() >= 15, "{}", quotes.len());
    for quote in quotes {
        let at = |name: &str| quote[name].as_u64().unwrap() as usize;
        let turn = &out["loop"]["rounds"][at("round")]["exchanges"][at("exchange")]["turns"][at("turn")];
        let (start, end) = (
            quote["span"][0].as_u64().unwrap() as usize,
            quote["span"][1].as_u64().unwrap() as usize,
        );
        assert_eq!(turn["text"].as_str().unwrap().get(start..end), quote["text"].as_str());
    }
}

#[test]
fn no_bare_score_goes_out_and_what_was_not_judged_is_null() {
    let out = debriefed();
    for hidden in ["margin", "moves"] {
        let mut found = Vec::new();
        below(&out, hidden, &mut found);
        assert!(found.is_empty(), "{hidden}");
    }
    let (peer, passed) = (&out["seats"][0], &out["seats"][2]);
    assert_eq!(
        (&peer["marks"][0]["confidence"], &peer["marks"][0]["chances"]["meets"]),
        (&Value::from(0.6123), &Value::from(0.3088))
    );
    assert!(passed["marks"][0]["confidence"].is_null() && passed["marks"][0]["chances"].is_null());
    assert!(passed["blind"]["confidence"].is_null() && passed["flip"].is_null());
    assert_eq!(out["decision"]["confidence"], 0.685);
    assert_eq!(out["told"][0]["title"], "The refund queue");
    assert_eq!(out["spread"]["inclined"].as_array().unwrap().len(), 5);
}

#[test]
fn the_same_debrief_gives_the_same_bytes() {
    let once = || serde_json::to_string(&debriefed()).unwrap();
    assert_eq!(once(), once());
}
