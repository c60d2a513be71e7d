//! Readiness, part by part: what meets it, what does not, and what a row of a table keeps of it.

#![expect(clippy::unwrap_used, reason = "a panic in a test is the report")]

use glidepath_domain::{
    Appendix, Beat, Conflict, Date, Engine, Fact, FactKind, Finding, Measures, Outcome, Overall, Panel, Passage,
    Review, Severity, Story, Strength, Sureness, Tier,
};
use glidepath_story::{Field, Part, PartReading, Place, Readiness, Take, changes_course, readiness};

fn passage(beat: Beat, text: &str) -> Passage {
    Passage {
        beat,
        text: text.to_owned(),
        principle: None,
    }
}

fn part(story: &Story, part: Part) -> PartReading {
    part_of(&readiness(story, None, None), part)
}

fn part_of(readiness: &Readiness, part: Part) -> PartReading {
    readiness
        .parts
        .iter()
        .find(|reading| reading.part == part)
        .unwrap()
        .clone()
}

fn review(findings: &[(&'static str, f64)], strengths: &[&'static str]) -> Review {
    let finding = |(rule, confidence): &(&'static str, f64)| Finding {
        rule,
        severity: Severity::Costly,
        confidence: *confidence,
        span: None,
        count: 1,
        title: format!("title of {rule}"),
        why: String::new(),
        instead: String::new(),
    };
    let strength = |rule: &&'static str| Strength {
        rule,
        confidence: 0.9,
        span: None,
        title: String::new(),
        why: String::new(),
    };
    let even = Panel {
        below: 0.0,
        meets: 1.0,
        raises: 0.0,
    };
    Review {
        engine: Engine {
            version: String::new(),
            rules: String::new(),
            model: None,
            tier: Tier::Rules,
        },
        as_of: Date::new(2026, 3, 1).unwrap(),
        language: "en".to_owned(),
        findings: findings.iter().map(finding).collect(),
        strengths: strengths.iter().map(strength).collect(),
        allowed: Vec::new(),
        figures: Vec::new(),
        not_figures: Vec::new(),
        acts: Default::default(),
        sentences: Vec::new(),
        measures: Measures::default(),
        verdicts: Vec::new(),
        overall: Overall {
            verdict: None,
            abstained: None,
            confidence: 0.0,
            panel: even,
        },
        standing: glidepath_domain::Standing::default(),
        follow_ups: Vec::new(),
        skipped: Vec::new(),
    }
}

fn full() -> Story {
    let line =
        "The sheet has one row a day for eleven weeks, kept by the night porter, with every lift and every fault. ";
    Story {
        beats: vec![
            passage(Beat::Context, "The hospital had nine lifts."),
            passage(Beat::Obstacle, "The maintenance firm refused to open its log."),
            passage(
                Beat::Action,
                "I counted the faults myself. I wrote to the firm. I moved the night round.",
            ),
            passage(Beat::Result, "Faults fell from forty a week to six."),
        ],
        conflict: Conflict {
            with: "the maintenance firm".to_owned(),
            ..Conflict::default()
        },
        doubt: "I was not sure the porter's counts were right.".to_owned(),
        appendix: Appendix {
            data: line.repeat(2),
            people: line.to_owned(),
            ..Appendix::default()
        },
        ..Story::default()
    }
}

#[test]
fn a_full_story_with_a_take_is_ready() {
    let take = Take {
        seconds: 165,
        limit: 180,
    };
    let ready = readiness(&full(), Some(take), None);
    let missing: Vec<_> = ready.parts.iter().filter(|p| !p.met).collect();
    assert!(ready.ready, "{missing:?}");
    let outcome = part_of(&ready, Part::Outcome);
    assert_eq!(outcome.quote.as_deref(), Some("forty a week to six"));
    let order: Vec<Part> = ready.parts.iter().map(|p| p.part).collect();
    assert_eq!(order, Part::ALL);
}

#[test]
fn an_empty_story_has_nothing_and_says_what_to_do() {
    let none = readiness(&Story::default(), None, None);
    assert!(!none.ready && none.bits() == 0);
    assert!(
        none.parts
            .iter()
            .all(|p| !p.met && !p.why.is_empty() && p.quote.is_none())
    );
    assert_eq!(Readiness::of_bits(0).missing(), Part::ALL);
}

#[test]
fn a_figure_without_a_before_is_quoted_and_not_enough() {
    let mut story = Story {
        beats: vec![passage(Beat::Result, "In the end the queue was down to 14 people.")],
        ..Story::default()
    };
    let alone = part(&story, Part::Outcome);
    assert!(!alone.met && alone.why.contains("before"), "{alone:?}");
    story.facts.push(Fact {
        kind: FactKind::Metric,
        what: "people in the queue".to_owned(),
        value: "14".to_owned(),
        baseline: "60".to_owned(),
        basis: "the gate's counter".to_owned(),
        sureness: Sureness::Measured,
    });
    assert_eq!(part(&story, Part::Outcome).place, Some(Place::Field(Field::Facts)));
    assert!(part(&story, Part::Outcome).met);
}

#[test]
fn what_a_review_finds_missing_outweighs_the_name_of_a_beat() {
    let mut story = full();
    story.conflict = Conflict::default();
    assert!(part(&story, Part::Friction).met);
    let sure = review(&[("no-friction", 0.8)], &[]);
    let friction = part_of(&readiness(&story, None, Some(&sure)), Part::Friction);
    assert!(!friction.met && friction.why.contains("title of no-friction"));
    let unsure = review(&[("no-friction", 0.2)], &[]);
    assert!(part_of(&readiness(&story, None, Some(&unsure)), Part::Friction).met);
}

#[test]
fn a_strength_meets_its_part() {
    let said = review(
        &[],
        &[
            "named-conflict-early",
            "baseline-and-result",
            "admitted-mistake",
            "individual-action",
        ],
    );
    let ready = readiness(&Story::default(), None, Some(&said));
    for met in [Part::Friction, Part::Outcome, Part::Setback, Part::Decisions] {
        assert!(part_of(&ready, met).met, "{}", met.slug());
    }
}

#[test]
fn a_setback_is_a_doubt_a_turn_or_a_failure() {
    let mut story = Story::default();
    assert!(!part(&story, Part::Setback).met);
    story.outcome = Some(Outcome::Mixed);
    assert!(!part(&story, Part::Setback).met);
    story.outcome = Some(Outcome::Failure);
    assert!(part(&story, Part::Setback).met);
}

#[test]
fn decisions_are_the_tellers_own() {
    let mut story = Story {
        beats: vec![passage(
            Beat::Action,
            "We met the firm. We wrote a plan. We opened the log. I took notes.",
        )],
        decision_owner: "the site director".to_owned(),
        ..Story::default()
    };
    let theirs = part(&story, Part::Decisions);
    assert!(!theirs.met && theirs.quote.as_deref() == Some("the site director"));
    for mine in ["me", "I", "My call."] {
        story.decision_owner = mine.to_owned();
        assert!(part(&story, Part::Decisions).met, "{mine}");
    }
    let passive = review(&[("royal-we", 0.9)], &[]);
    let full = readiness(&full(), None, Some(&passive));
    assert!(!part_of(&full, Part::Decisions).met);
}

#[test]
fn a_take_is_inside_the_time_or_says_by_how_much_not() {
    let time = |seconds, limit| part_of(&readiness(&full(), Some(Take { seconds, limit }), None), Part::Time);
    assert!(time(180, 180).met && time(60, 180).met);
    assert!(!time(181, 180).met && !time(59, 180).met && !time(0, 180).met);
    assert!(time(245, 180).why.contains("1:05 over 3:00"));
}

#[test]
fn an_appendix_is_more_than_a_line() {
    let mut story = Story::default();
    story.appendix.data = "Faults per lift and night.".to_owned();
    assert!(part(&story, Part::Appendix).why.starts_with("5 words in 1 of 5 parts"));
    story.appendix.data = "word ".repeat(200);
    assert!(!part(&story, Part::Appendix).met, "one part alone, however long");
}

#[test]
fn course_changes_between_two_actions() {
    let course = |beats: &[Beat]| changes_course(&beats.iter().map(|b| passage(*b, "Words.")).collect::<Vec<_>>());
    assert!(course(&[
        Beat::Action,
        Beat::Result,
        Beat::Obstacle,
        Beat::Action,
        Beat::Result
    ]));
    assert!(course(&[
        Beat::Context,
        Beat::Action,
        Beat::Obstacle,
        Beat::Options,
        Beat::Action
    ]));
    assert!(!course(&[Beat::Obstacle, Beat::Action, Beat::Result]));
    assert!(!course(&[Beat::Action, Beat::Options, Beat::Action]));
    let blank = [
        passage(Beat::Action, "Done."),
        passage(Beat::Result, " "),
        passage(Beat::Action, "Done."),
    ];
    assert!(!changes_course(&blank));
}

#[test]
fn a_row_keeps_what_is_met() {
    let ready = readiness(&full(), None, None);
    let marks = Readiness::of_bits(ready.bits());
    for reading in &ready.parts {
        assert_eq!(marks.has(reading.part), reading.met);
    }
    assert_eq!(marks.missing(), [Part::Time]);
    assert!(!marks.ready() && !marks.changes_course());
}
