//! Contradictions across the rounds of a loop, against planted ones: what the check finds, and what it cries wolf over.
//!
//! Each loop has six answers and two things told with two values; around them stand befores and afters, targets, other
//! sites and rounded figures that are none. `stories` says which answers tell of one story.

#![expect(clippy::unwrap_used, reason = "a panic in a test is the report")]

use std::fmt::Write as _;
use std::path::Path;

use glidepath_domain::{Span, StoryId};
use glidepath_story::{Drift, Source, Statement, drift};
use serde_json::Value;

/// What is known of which answers tell of one story.
#[derive(Clone, Copy, PartialEq)]
enum Known {
    /// All of it, as labelled.
    Stories,
    /// Nothing: each answer is taken for a story of its own.
    Nothing,
}

/// What came of some loops.
#[derive(Default)]
struct Tally {
    /// Figures, dates and durations: planted and found.
    figures: (usize, usize),
    /// Team sizes, posts and owners: planted and found.
    people: (usize, usize),
    /// Drifts told where none was planted.
    alarms: usize,
    report: String,
}

impl Tally {
    fn planted(&self) -> usize {
        self.figures.0 + self.people.0
    }

    fn found(&self) -> usize {
        self.figures.1 + self.people.1
    }
}

struct Planted {
    rounds: [usize; 2],
    words: [String; 2],
    people: bool,
}

impl Planted {
    fn read(label: &Value) -> Self {
        let round = |at: usize| usize::try_from(label["rounds"][at].as_u64().unwrap()).unwrap();
        let words = |key: &str| label[key].as_str().unwrap().to_owned();
        Self {
            rounds: [round(0), round(1)],
            words: [words("first"), words("second")],
            people: matches!(label["kind"].as_str().unwrap(), "team" | "post" | "owner"),
        }
    }

    /// Whether a drift quotes both planted values, in either order.
    fn is(&self, drift: &Drift, statements: &[Statement]) -> bool {
        let quotes = |at: usize| {
            [&drift.a, &drift.b].into_iter().any(|side| {
                let text = statements[side.statement].text();
                side.statement + 1 == self.rounds[at]
                    && text
                        .match_indices(&self.words[at])
                        .any(|(start, words)| Span::new(start, start + words.len()).overlaps(side.span))
            })
        };
        quotes(0) && quotes(1)
    }
}

fn measure(files: &[&str], known: Known) -> Tally {
    let mut tally = Tally::default();
    for file in files {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/data/contradictions")
            .join(file);
        for line in std::fs::read_to_string(path).unwrap().lines() {
            let case: Value = serde_json::from_str(line).unwrap();
            let answers = case["answers"].as_array().unwrap();
            let statements: Vec<Statement> = (1_i64..)
                .zip(answers)
                .map(|(number, answer)| {
                    let story = match known {
                        Known::Stories => case["stories"][usize::try_from(number).unwrap() - 1].to_string(),
                        Known::Nothing => number.to_string(),
                    };
                    let source = Source::Attempt {
                        story: StoryId(story),
                        number,
                    };
                    Statement::told(source, answer["text"].as_str().unwrap())
                })
                .collect();
            let planted: Vec<Planted> = case["drifts"].as_array().unwrap().iter().map(Planted::read).collect();
            let drifts = drift(&statements);
            for one in &planted {
                let found = drifts.iter().any(|drift| one.is(drift, &statements));
                let count = if one.people {
                    &mut tally.people
                } else {
                    &mut tally.figures
                };
                count.0 += 1;
                count.1 += usize::from(found);
                if !found {
                    writeln!(tally.report, "missed  {} {:?} {:?}", case["id"], one.rounds, one.words).unwrap();
                }
            }
            for drift in &drifts {
                if !planted.iter().any(|one| one.is(drift, &statements)) {
                    tally.alarms += 1;
                    let (a, b) = (&drift.a, &drift.b);
                    writeln!(
                        tally.report,
                        "alarm   {} {:?} {:?} and {:?}, of {}\n        {}\n        {}",
                        case["id"],
                        [a.statement + 1, b.statement + 1],
                        a.quote,
                        b.quote,
                        drift.what,
                        a.sentence,
                        b.sentence
                    )
                    .unwrap();
                }
            }
        }
    }
    tally
}

/// Measures, and holds what was found and what was cried wolf over.
fn held(name: &str, files: &[&str], known: Known, (least, most): (usize, usize)) -> String {
    let tally = measure(files, known);
    let said = format!(
        "{name}: {} of {} found ({} of {} figures, dates and durations; {} of {} teams, posts and owners), {} false alarms\n{}",
        tally.found(),
        tally.planted(),
        tally.figures.1,
        tally.figures.0,
        tally.people.1,
        tally.people.0,
        tally.alarms,
        tally.report
    );
    assert!(tally.found() >= least, "{said}");
    assert!(tally.alarms <= most, "{said}");
    said
}

/// Read and tuned on while the clues and their weights were made. Four of the writers (f to i) were held out once before that:
/// the weights of the time found 16 of their forty, with 15 false alarms. The last was written by whoever made the clues and
/// held out once too: 5 of twelve were found, with 3 false alarms.
const TUNED: [&str; 8] = [
    "drift-a.jsonl",
    "drift-b.jsonl",
    "drift-e.jsonl",
    "drift-f.jsonl",
    "drift-g.jsonl",
    "drift-h.jsonl",
    "drift-i.jsonl",
    "drift-j.jsonl",
];

#[test]
fn loops_tuned_on_with_their_stories_known() {
    println!("{}", held("tuned on, stories known", &TUNED, Known::Stories, (73, 8)));
}

#[test]
fn loops_tuned_on_with_no_story_known() {
    println!("{}", held("tuned on, no story known", &TUNED, Known::Nothing, (72, 7)));
}

/// Written apart; neither read nor tuned on. Which answers are of one story was proposed by the words they share, not by
/// reading them. Measured four times in all. The weights of a to e found 13 with 4 false alarms here; those of a to i 11
/// with 7, and what stands now, after one more loop was mended on, 11 with 7 or 8.
const HELD_OUT: [&str; 2] = ["drift-c.jsonl", "drift-d.jsonl"];

#[test]
fn loops_held_out_with_their_stories_known() {
    println!(
        "{}",
        held("held out, stories known", &HELD_OUT, Known::Stories, (11, 8))
    );
}

#[test]
fn loops_held_out_with_no_story_known() {
    println!(
        "{}",
        held("held out, no story known", &HELD_OUT, Known::Nothing, (11, 7))
    );
}

/// Written when clues and weights stood, by whoever made them, and measured once; neither mended nor tuned on.
const AFTERWARDS: [&str; 1] = ["drift-k.jsonl"];

#[test]
fn loops_written_afterwards() {
    println!("{}", held("afterwards", &AFTERWARDS, Known::Nothing, (9, 1)));
    println!(
        "{}",
        held("afterwards, stories known", &AFTERWARDS, Known::Stories, (9, 1))
    );
}

/// Written by two others when all stood, and measured once, by somebody else: neither read nor tuned on. Their writers labelled the stories.
const UNREAD: [&str; 2] = ["drift-l.jsonl", "drift-m.jsonl"];

#[test]
fn loops_that_nobody_has_read() {
    println!("{}", held("unread, stories known", &UNREAD, Known::Stories, (15, 3)));
}

#[test]
fn a_telling_does_not_contradict_itself() {
    let text = "We were four. It took nine weeks, and 30% of 1,200 orders went out in March 2022. It was my call.";
    let told = |number| {
        let source = Source::Attempt {
            story: StoryId("one".to_owned()),
            number,
        };
        Statement::told(source, text)
    };
    assert_eq!(drift(&[told(1), told(2), told(3)]), []);
}
