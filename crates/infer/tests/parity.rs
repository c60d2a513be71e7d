//! The program against PyTorch: the same sentences and cues give the same vectors, beats and labels, whatever the threads.
#![expect(clippy::unwrap_used, reason = "a fixture that cannot be read is a failure")]

use glidepath_infer::{Damaged, Encoder, Weights};
use glidepath_retrieve::Meaning as _;
use glidepath_review::{Sensing as _, Told};
use serde_json::Value;

/// The answers that `training/encoder/train.py` wrote down with what its own network made of them.
fn fixtures() -> Vec<Value> {
    let lines = include_str!("../data/fixtures.jsonl").lines();
    lines.map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(|n| n.as_f64().unwrap()).collect()
}

fn table(value: &Value) -> Vec<Vec<f64>> {
    value.as_array().unwrap().iter().map(numbers).collect()
}

fn with_told<T>(fixture: &Value, act: impl FnOnce(&Told<'_>) -> T) -> T {
    let words = |value: &Value| value.as_str().unwrap().to_owned();
    let list = |key: &str| fixture[key].as_array().unwrap().iter().map(words).collect::<Vec<_>>();
    let (sentences, principles) = (list("sentences"), list("principles"));
    let principles: Vec<_> = principles.iter().map(|p| p.parse().unwrap()).collect();
    act(&Told {
        question: fixture["question"].as_str(),
        level: fixture["level"].as_str().map(|l| l.parse().unwrap()),
        principles: &principles,
        sentences: sentences.iter().map(String::as_str).collect(),
        cues: table(&fixture["cues"])
            .into_iter()
            .map(|row| row.into_iter().map(|n| n as f32).collect())
            .collect(),
    })
}

/// How far a chance may be off at most, and how few may be off by more than a little. The vectors are made of int8 products, whose scales another
/// runtime or processor may round otherwise, and now and then a chance in the middle tips.
const FAR: f64 = 0.2;
const LITTLE: f64 = 0.04;
const FEW: f64 = 0.02;

/// Holds chances against those of training.
fn hold(what: &str, found: &[f64], trained: &[f64]) {
    assert_eq!(found.len(), trained.len(), "{what}");
    let off: Vec<f64> = found.iter().zip(trained).map(|(a, b)| (a - b).abs()).collect();
    let most = off.iter().copied().fold(0.0, f64::max);
    assert!(most < FAR, "{what}: one is off by {most}");
    let more = off.iter().filter(|o| **o > LITTLE).count();
    assert!(
        more as f64 <= FEW * off.len() as f64,
        "{what}: {more} of {} are off",
        off.len()
    );
}

#[test]
fn the_program_agrees_with_what_was_trained() {
    let encoder = Encoder::embedded(1).unwrap();
    for fixture in fixtures() {
        let first = fixture["sentences"][0].as_str().unwrap();
        let vector: Vec<f64> = encoder.vector(first).unwrap().iter().map(|n| f64::from(*n)).collect();
        let length = |v: &[f64]| v.iter().map(|n| n * n).sum::<f64>().sqrt();
        let trained = numbers(&fixture["vector"]);
        let cosine = vector.iter().zip(&trained).map(|(a, b)| a * b).sum::<f64>() / length(&vector) / length(&trained);
        assert!(cosine > 0.999, "{first}: {cosine}");
        let sense = with_told(&fixture, |told| encoder.sense(told)).unwrap();
        assert!(sense.fits(fixture["beats"].as_array().unwrap().len()));
        hold("beats", &sense.beats.concat(), &table(&fixture["beats"]).concat());
        hold("feet", &sense.feet.concat(), &table(&fixture["feet"]).concat());
        let codes: Vec<&str> = include_str!("../data/labels.txt")
            .lines()
            .filter_map(|line| line.strip_prefix("mark\t"))
            .collect();
        let marks = table(&fixture["marks"]);
        let column = |label: usize| marks.iter().map(move |row| row[label]);
        // Marks of labels too rare for the table of marks are left out.
        let (mut found, mut trained) = (Vec::new(), Vec::new());
        for (label, code) in codes
            .iter()
            .enumerate()
            .filter(|(_, code)| !sense.marks.of(code).is_empty())
        {
            found.extend_from_slice(sense.marks.of(code));
            trained.extend(column(label));
        }
        hold("marks", &found, &trained);
        assert!(codes.iter().filter(|code| !sense.marks.of(code).is_empty()).count() > 30);
        let labels: Vec<f64> = sense.labels.iter().map(|(_, chance)| *chance).collect();
        hold("labels", &labels, &numbers(&fixture["labels"]));
    }
}

/// What `training/finder/train.py` wrote down of a few questions and sentences.
#[test]
fn the_finder_agrees_with_what_was_trained() {
    let encoder = Encoder::embedded(1).unwrap();
    let cosine = |a: &[f64], b: &[f64]| {
        let dot = |x: &[f64], y: &[f64]| x.iter().zip(y).map(|(x, y)| x * y).sum::<f64>();
        dot(a, b) / (dot(a, a) * dot(b, b)).sqrt()
    };
    let wide = |numbers: &[f32]| numbers.iter().map(|n| f64::from(*n)).collect::<Vec<_>>();
    let mut seen = 0;
    for line in include_str!("../data/finder-fixtures.jsonl").lines() {
        let fixture: Value = serde_json::from_str(line).unwrap();
        let text = fixture["text"].as_str().unwrap();
        let (asked, shown) = (encoder.asked(text).unwrap(), encoder.shown(text).unwrap());
        let whole = encoder.whole(&shown.vector).unwrap().concat();
        for (what, vector) in [("asks", &asked.vector), ("tells", &shown.vector)] {
            let near = cosine(&wide(vector), &numbers(&fixture[what]));
            // A short text has few numbers to set the scale of its int8 products, which another runtime may round otherwise.
            assert!(near > 0.99, "{text}: {what}, {near}");
        }
        for (what, found) in [
            (
                "asked",
                [asked.principles, asked.bucket, asked.form, asked.themes].concat(),
            ),
            ("shown", [shown.themes, shown.principles].concat()),
            ("whole", whole),
        ] {
            let likely = |odds: f64| 1.0 / (1.0 + (-odds).exp());
            let found: Vec<f64> = wide(&found).into_iter().map(likely).collect();
            let trained: Vec<f64> = numbers(&fixture[what]).into_iter().map(likely).collect();
            hold(what, &found, &trained);
        }
        seen += 1;
    }
    assert!(seen >= 8);
}

#[test]
fn threads_company_and_order_change_nothing() {
    let (one, three) = (Encoder::embedded(1).unwrap(), Encoder::embedded(3).unwrap());
    let fixtures = fixtures();
    let read = |encoder: &Encoder, fixture: &Value| with_told(fixture, |told| encoder.sense(told)).unwrap();
    let alone: Vec<_> = fixtures.iter().map(|f| read(&one, f)).collect();
    let backwards: Vec<_> = fixtures.iter().rev().map(|f| read(&three, f)).collect();
    for (a, b) in alone.iter().zip(backwards.iter().rev()) {
        assert_eq!(a, b);
    }
    let again: Vec<_> = fixtures.iter().map(|f| read(&one, f)).collect();
    assert_eq!(alone, again, "vectors that were kept");
    std::thread::scope(|scope| {
        let reading: Vec<_> = fixtures.iter().map(|f| scope.spawn(|| read(&three, f))).collect();
        for (thread, alone) in reading.into_iter().zip(&alone) {
            assert_eq!(thread.join().unwrap(), *alone, "side by side");
        }
    });
}

#[test]
fn damage_is_named_and_never_used() {
    static DAMAGED: &[u8] = b"not what was trained";
    let weights = Weights::embedded().with_sentence_weights(DAMAGED);
    match Encoder::new(weights, 1) {
        Err(Damaged::Checksum { file, .. }) => assert_eq!(file, "encoder.onnx.data"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_is_no_answer_has_no_sense() {
    let encoder = Encoder::embedded(1).unwrap();
    let told = |sentences: usize| Told {
        question: None,
        level: None,
        principles: &[],
        sentences: vec!["We shipped it."; sentences],
        cues: vec![vec![0.0; glidepath_review::look::cue_names().count()]; sentences],
    };
    assert!(encoder.sense(&told(0)).is_none());
    assert!(encoder.sense(&told(1)).is_some());
    assert!(encoder.sense(&told(301)).is_none(), "longer than anybody answers");
    assert!(encoder.vector("").is_some());
    assert!(encoder.vector(&"\u{1f600}".repeat(5_000)).is_some());
    let mut short = told(2);
    short.cues.truncate(1);
    assert!(encoder.sense(&short).is_none(), "a sentence without cues");
    assert!(encoder.is_quick(&told(301)), "what is not read takes no time");
    let long = "x".repeat(1 << 20);
    let sentences = vec![long.as_str(); 2];
    assert!(encoder.sense(&Told { sentences, ..told(2) }).is_some());
}
