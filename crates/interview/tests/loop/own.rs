//! The candidate's own questions, held against marks and labels given by hand. Half of them were looked at while the reading was made
//! (`tune`); the other half, by another writer, was set aside and measured once. The floors lie a little under what was reached.

use std::collections::BTreeMap;

use glidepath_domain::{OwnQuestionMark, Role};
use glidepath_interview::{OwnSignal, Team, own_signals, read_own_question};
use proptest::prelude::*;
use serde::Deserialize;

const QUESTIONS: &str = include_str!("../data/own-questions.jsonl");
const JOBS: &str = include_str!("../data/own-question-jobs.jsonl");

#[derive(Deserialize)]
struct Labelled {
    part: String,
    job: String,
    text: String,
    labels: Vec<String>,
    mark: String,
}

#[derive(Deserialize)]
struct Job {
    key: String,
    text: String,
}

/// Each signal, the label that stands for it, and its floor of F1 in per cent: on what was looked at, and on what was set aside.
const LABELS: [(OwnSignal, &str, usize, usize); 9] = [
    (OwnSignal::NoQuestion, "no-question", 95, 85),
    (OwnSignal::Generic, "generic", 90, 70),
    (OwnSignal::OwnInterest, "own-interest", 92, 66),
    (OwnSignal::Specific, "specific", 94, 88),
    (OwnSignal::Customer, "customer", 92, 65),
    (OwnSignal::TradeOff, "trade-off", 96, 72),
    (OwnSignal::Measure, "measure", 92, 85),
    (OwnSignal::Research, "research", 86, 80),
    (OwnSignal::Experience, "tests-interviewer", 95, 40),
];

fn lines<T: for<'de> Deserialize<'de>>(text: &str) -> Vec<T> {
    text.lines()
        .map(|line| serde_json::from_str(line).expect("a labelled line"))
        .collect()
}

fn jobs() -> BTreeMap<String, String> {
    lines::<Job>(JOBS).into_iter().map(|job| (job.key, job.text)).collect()
}

/// Marks that agree, of how many; and F1 of each signal in per cent.
fn measure(part: &str) -> (usize, usize, Vec<usize>) {
    let jobs = jobs();
    let (mut agree, mut count) = (0, 0);
    let mut tallies = vec![[0usize; 3]; LABELS.len()];
    for labelled in lines::<Labelled>(QUESTIONS)
        .iter()
        .filter(|labelled| labelled.part == part)
    {
        let job = jobs.get(&labelled.job).map_or("", String::as_str);
        let team = Team { job, role: None };
        count += 1;
        agree += usize::from(read_own_question(&labelled.text, &team).mark.slug() == labelled.mark);
        let found = own_signals(&labelled.text, &team);
        for ((signal, label, ..), tally) in LABELS.iter().zip(&mut tallies) {
            let (said, is) = (found.contains(signal), labelled.labels.iter().any(|one| one == label));
            let [right, wrong, missed] = tally;
            *right += usize::from(said && is);
            *wrong += usize::from(said && !is);
            *missed += usize::from(!said && is);
        }
    }
    let f1 = |[right, wrong, missed]: &[usize; 3]| 200 * right / (2 * right + wrong + missed).max(1);
    (agree, count, tallies.iter().map(f1).collect())
}

#[test]
fn marks_and_signals_are_those_given_by_hand() {
    let (tune, held) = (measure("tune"), measure("held"));
    println!(
        "marks that agree: {} of {}, set aside {} of {}",
        tune.0, tune.1, held.0, held.1
    );
    for (at, (_, label, least_tune, least_held)) in LABELS.iter().enumerate() {
        println!("{label:20} F1 {} {}", tune.2[at], held.2[at]);
        assert!(tune.2[at] >= *least_tune && held.2[at] >= *least_held, "{label}");
    }
    assert_eq!((tune.1, held.1), (80, 80));
    assert!(tune.0 >= 75 && held.0 >= 65);
}

fn mark(asked: &str, job: &str) -> OwnQuestionMark {
    read_own_question(asked, &Team { job, role: None }).mark
}

const JOB: &str = "Loomwater repairs looms for forty-one mills. Three in ten visits end without a repair, because the part is not in the van. \
                   You will plan the vans.";

#[test]
fn what_fits_any_company_is_weak_and_what_is_of_this_one_is_strong() {
    for (asked, expected) in [
        ("What is the culture like?", OwnQuestionMark::Weak),
        ("How many holidays would I get?", OwnQuestionMark::Weak),
        ("No, thank you, you have answered everything.", OwnQuestionMark::Weak),
        ("", OwnQuestionMark::Weak),
        ("How do you find out that a customer is unhappy?", OwnQuestionMark::Fair),
        (
            "Three in ten visits end without a repair. Which parts are missing, and how do you know?",
            OwnQuestionMark::Strong,
        ),
        (
            "A van that carries every part is slow. What have you given up so that mills are served sooner?",
            OwnQuestionMark::Strong,
        ),
    ] {
        assert_eq!(mark(asked, JOB), expected, "{asked}");
    }
}

#[test]
fn a_note_says_why_and_where_to_begin() {
    let team = Team {
        job: JOB,
        role: Some(Role::Ops),
    };
    let weak = read_own_question("What is a typical day like?", &team);
    assert!(
        weak.instead.contains("\u{201c}Three in ten visits") || weak.instead.contains("forty-one mills"),
        "{}",
        weak.instead
    );
    let without = read_own_question(
        "What is a typical day like?",
        &Team {
            job: "",
            role: Some(Role::Ops),
        },
    );
    assert!(
        without.instead.ends_with("Then ask about what you found.") && without.instead.len() > 40,
        "{}",
        without.instead
    );
    let strong = read_own_question("How many vans leave without a heddle, and how do you know?", &team);
    assert_eq!(strong.mark, OwnQuestionMark::Strong);
    assert!(
        strong.instead.is_empty() && strong.why.contains("how they know"),
        "{}",
        strong.why
    );
}

/// What stands between quotation marks.
fn quotes(text: &str) -> Vec<&str> {
    text.split('\u{201c}')
        .skip(1)
        .filter_map(|rest| rest.split_once('\u{201d}').map(|(quote, _)| quote))
        .collect()
}

#[test]
fn every_note_has_reasons_and_quotes_only_what_is_there() {
    let jobs = jobs();
    for labelled in lines::<Labelled>(QUESTIONS) {
        let job = jobs.get(&labelled.job).map_or("", String::as_str);
        let note = read_own_question(&labelled.text, &Team { job, role: None });
        assert!(note.why.ends_with('.'), "{}", note.why);
        assert_eq!(
            note.instead.is_empty(),
            note.mark == OwnQuestionMark::Strong,
            "{}",
            labelled.text
        );
        for quote in quotes(&note.why).into_iter().chain(quotes(&note.instead)) {
            assert!(labelled.text.contains(quote) || job.contains(quote), "{quote}");
        }
    }
}

proptest! {
    #[test]
    fn any_text_gets_a_note(asked in "\\PC{0,120}|([a-zA-Z?',.%0-9-]{1,9} ){0,40}", job in "\\PC{0,200}") {
        let team = Team { job: &job, role: None };
        let note = read_own_question(&asked, &team);
        prop_assert_eq!(&note, &read_own_question(&asked, &team));
        prop_assert!(!note.why.is_empty());
        prop_assert_eq!(note.asked, asked);
    }
}
