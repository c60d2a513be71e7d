//! Measures tagging and matching on banks and questions that nothing was learned from, by words alone and with the model.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use glidepath_domain::{Principle, StoryId};
use glidepath_infer::Encoder;
use glidepath_retrieve::{Entry, Library, Meaning, Reading, tag};
use serde::Deserialize;

#[derive(Deserialize)]
struct Story {
    id: String,
    title: String,
    text: String,
    principles: Vec<String>,
}

#[derive(Deserialize)]
struct Question {
    #[serde(alias = "text")]
    question: String,
    wording: String,
    principles: Vec<String>,
    bucket: String,
    form: String,
    #[serde(default)]
    grades: Option<HashMap<String, u8>>,
}

/// Measures on a folder with `*.stories.jsonl` and `*.questions.jsonl`, or with questions alone.
pub(crate) fn find(args: &[&str]) -> Result<()> {
    let [folder] = args else {
        bail!("name a folder, such as corpus/retrieval/test")
    };
    let encoder = Encoder::embedded(2)?;
    let mut files: Vec<PathBuf> = fs::read_dir(folder)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    files.sort();
    for meaning in [None, Some(&encoder as &dyn Meaning)] {
        let tier = if meaning.is_some() {
            "words and model"
        } else {
            "words alone"
        };
        let mut tagging = Tagging::default();
        let mut matching: HashMap<String, Matching> = HashMap::new();
        for path in &files {
            let name = path.to_string_lossy();
            if name.ends_with(".stories.jsonl") || !name.ends_with(".jsonl") {
                continue;
            }
            let questions: Vec<Question> = lines(path)?;
            for question in &questions {
                tagging.add(question, meaning);
            }
            let stories = PathBuf::from(name.replace(".questions.", ".stories."));
            if name.contains(".questions.") && stories.exists() {
                let library = library(&lines(&stories)?, meaning);
                for question in &questions {
                    let found = answer(&library, question, meaning);
                    matching.entry("all".to_owned()).or_default().add(&found);
                    matching.entry(question.wording.clone()).or_default().add(&found);
                }
            }
        }
        println!("{tier}: {}", tagging.say());
        let mut rows: Vec<(String, Matching)> = matching.into_iter().collect();
        rows.sort_by(|a, b| a.0.cmp(&b.0));
        for (wording, row) in rows {
            println!("  {wording:11} {}", row.say());
        }
    }
    Ok(())
}

fn lines<T: for<'de> Deserialize<'de>>(path: &Path) -> Result<Vec<T>> {
    let text = fs::read_to_string(path)?;
    let read = |line: &str| serde_json::from_str(line).with_context(|| format!("{}: {line}", path.display()));
    text.lines().filter(|line| !line.trim().is_empty()).map(read).collect()
}

fn library(stories: &[Story], meaning: Option<&dyn Meaning>) -> Library {
    Library::of(stories.iter().map(|story| Entry {
        id: Some(StoryId(story.id.clone())),
        title: story.title.clone(),
        text: story.text.clone(),
        principles: story.principles.iter().filter_map(|slug| slug.parse().ok()).collect(),
        reading: meaning.and_then(|meaning| Reading::of(&story.title, &story.text, meaning)),
        ..Entry::default()
    }))
}

/// What was found for one question: the grades in the order of the ranking, all grades there are, and whether it passed.
struct Answer {
    ranked: Vec<u8>,
    grades: Vec<u8>,
    pass: bool,
}

fn answer(library: &Library, question: &Question, meaning: Option<&dyn Meaning>) -> Answer {
    let found = library.find(&question.question, library.entries().len(), meaning);
    let grades = question.grades.clone().unwrap_or_default();
    let grade = |place: usize| {
        let id = library.entries().get(place).and_then(|entry| entry.id.as_ref());
        id.and_then(|id| grades.get(&id.0)).copied().unwrap_or(0)
    };
    Answer {
        ranked: found.matches.iter().map(|one| grade(one.place)).collect(),
        grades: grades.values().copied().collect(),
        pass: found.pass,
    }
}

#[derive(Default)]
struct Matching {
    asked: usize,
    first: usize,
    ndcg: f64,
    none: usize,
    passed: usize,
    rightly: usize,
}

impl Matching {
    fn add(&mut self, answer: &Answer) {
        let best = answer.grades.iter().copied().max().unwrap_or(0);
        self.passed += usize::from(answer.pass);
        if best == 0 {
            self.none += 1;
            self.rightly += usize::from(answer.pass);
            return;
        }
        self.asked += 1;
        self.first += usize::from(answer.ranked.first() == Some(&best));
        let mut ideal = answer.grades.clone();
        ideal.sort_unstable_by(|a, b| b.cmp(a));
        self.ndcg += gain(&answer.ranked) / gain(&ideal);
    }

    fn say(&self) -> String {
        let asked = self.asked.max(1) as f64;
        let f1 = 2.0 * self.rightly as f64 / (self.passed + self.none).max(1) as f64;
        format!(
            "first {:.2}  nDCG@5 {:.2}  of {}; passing F1 {f1:.2}: {} rightly, {} in all, {} to pass",
            self.first as f64 / asked,
            self.ndcg / asked,
            self.asked,
            self.rightly,
            self.passed,
            self.none
        )
    }
}

/// The discounted gain of the first five.
fn gain(grades: &[u8]) -> f64 {
    let five = grades.iter().take(5).enumerate();
    five.map(|(n, grade)| (f64::from(*grade).exp2() - 1.0) / (n as f64 + 2.0).log2())
        .sum()
}

#[derive(Default)]
struct Tagging {
    count: usize,
    first: usize,
    three: usize,
    bucket: usize,
    form: usize,
}

impl Tagging {
    fn add(&mut self, question: &Question, meaning: Option<&dyn Meaning>) {
        let tagged = tag(&question.question, meaning);
        let main: Option<Principle> = question.principles.first().and_then(|slug| slug.parse().ok());
        let is_main = |(principle, _): &(Principle, f64)| Some(*principle) == main;
        self.count += 1;
        self.first += usize::from(tagged.principles.first().is_some_and(is_main));
        self.three += usize::from(tagged.principles.iter().take(3).any(is_main));
        self.bucket += usize::from(tagged.bucket.slug() == question.bucket);
        self.form += usize::from(tagged.form.slug() == question.form);
    }

    fn say(&self) -> String {
        let share = |n: usize| n as f64 / self.count.max(1) as f64;
        format!(
            "main principle first {:.2}, among three {:.2}, bucket {:.2}, form {:.2} of {}",
            share(self.first),
            share(self.three),
            share(self.bucket),
            share(self.form),
            self.count
        )
    }
}
