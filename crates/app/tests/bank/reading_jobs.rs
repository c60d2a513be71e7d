//! Job descriptions read: role, level, principles; and what is none.

use std::collections::BTreeMap;

use glidepath_app::loops::{LONGEST_JOB, read_job};
use glidepath_app::seeker::Seeker;
use serde::Deserialize;

/// Twenty job descriptions written for this test and eight texts that are none; half of them (`held`) were not looked at when the words
/// were chosen.
#[derive(Deserialize)]
struct Labelled {
    key: String,
    part: String,
    text: String,
    role: Option<String>,
    level: Option<String>,
    principles: Option<Vec<String>>,
}

/// How often each thing was right.
#[derive(Debug, Default)]
struct Right {
    jobs: usize,
    roles: usize,
    levels: usize,
    principles: usize,
    others: usize,
    refused: usize,
}

#[test]
fn jobs_are_read_and_other_texts_refused() {
    let seeker = Seeker::of_words();
    let mut parts: BTreeMap<String, Right> = BTreeMap::new();
    for line in include_str!("../data/jobs.jsonl").lines() {
        let given: Labelled = serde_json::from_str(line).unwrap();
        let right = parts.entry(given.part.clone()).or_default();
        let read = read_job(&seeker, &given.text);
        let Some(principles) = given.principles else {
            right.others += 1;
            right.refused += usize::from(read.is_err_and(|error| error.code == "job-not-one"));
            continue;
        };
        let read = read.unwrap_or_else(|error| panic!("{}: {error}", given.key));
        right.jobs += 1;
        right.roles += usize::from(read.role.as_ref().map(|role| role.value.slug()) == given.role.as_deref());
        right.levels += usize::from(read.level.as_ref().map(|level| level.value.slug()) == given.level.as_deref());
        let six: Vec<&str> = read.principles.iter().take(6).map(|one| one.principle.slug()).collect();
        right.principles += principles
            .iter()
            .take(4)
            .filter(|slug| six.contains(&slug.as_str()))
            .count();
        // Whatever is inferred rests on words that stand there.
        let quotes = read.role.iter().map(|one| (one.span, &one.quote));
        let quotes = quotes.chain(read.level.iter().map(|one| (one.span, &one.quote)));
        for (span, quote) in quotes.chain(read.principles.iter().map(|one| (one.span, &one.quote))) {
            assert_eq!(&given.text[span.start..span.end], quote, "{}", given.key);
            assert!(!quote.is_empty(), "{}", given.key);
        }
        let total: f64 = read.principles.iter().map(|one| one.score).sum();
        assert!(
            (total - 1.0).abs() < 1e-9 && read.principles.len() == 16,
            "{}",
            given.key
        );
    }
    // Measured by words alone: on what was tuned with 10, 10 and 39 of 40; on what was held out 10, 9 and 29 of 40. The held ones
    // were measured twice: at first five were refused, because too few words for demands and offers were known.
    let (tune, held) = (&parts["tune"], &parts["held"]);
    for part in [tune, held] {
        assert_eq!((part.jobs, part.others, part.refused), (10, 4, 4), "{part:?}");
        assert!(part.roles >= 9 && part.levels >= 9, "{part:?}");
    }
    assert!(tune.principles >= 37 && held.principles >= 27, "{tune:?} {held:?}");
}

#[test]
fn what_cannot_be_read_says_why() {
    let seeker = Seeker::of_words();
    let code = |text: &str| read_job(&seeker, text).unwrap_err().code;
    assert_eq!(code(" \n- *"), "job-empty");
    assert_eq!(code(&"a".repeat(LONGEST_JOB + 1)), "job-too-long");
    assert_eq!(
        code("Tell me about a time you disagreed with your manager."),
        "job-not-one"
    );
    assert_eq!(code("字\u{0} \u{202e} 夜"), "job-not-one");
    let error = read_job(&seeker, "The quick brown fox.").unwrap_err();
    assert!(error.why.contains("nothing on what one will do"), "{error}");
    // The longest that is taken is read, and what stands at its head still counts.
    let job = "Data Engineer\nWe are looking for you.\nYou will own it.\nRequirements\n- 3+ years of experience\n";
    let long = format!(
        "{job}{}",
        "- Trace wrong figures to the row.\n".repeat((LONGEST_JOB - job.len()) / 34)
    );
    let read = read_job(&seeker, &long).unwrap();
    assert_eq!(read.role.unwrap().value.slug(), "data");
}
