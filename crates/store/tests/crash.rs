//! Fifty times, a program that writes is killed at a varied moment. What it was told is saved is there afterwards. And one
//! that imports is killed in the midst of it: nothing of the import is there.
//!
//! The first test runs itself as the child, reads the names of saved stories from its output, and kills it after a number of
//! them. Killing a program does not cut the power: what the disk itself forgets, this cannot show.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a panic in a test is the report")]

use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};

use glidepath_domain::Story;
use glidepath_store::{Changes, Place, Source, Store, Update, Workspace, Writes};

/// Where the child finds the database, and which run it is.
const CHILD: &str = "GLIDEPATH_TEST_CRASH";
const RUNS: usize = 50;
const WRITES: usize = 1_000;

/// Names that no other run has.
struct Run {
    run: String,
    ticks: AtomicI64,
}

impl Run {
    fn source(run: &str) -> Box<dyn Source> {
        Box::new(Self {
            run: run.to_owned(),
            ticks: AtomicI64::new(0),
        })
    }
}

impl Source for Run {
    fn now_ms(&self) -> i64 {
        self.ticks.fetch_add(1, Ordering::Relaxed)
    }

    fn id(&self) -> String {
        format!("{}-{}", self.run, self.ticks.fetch_add(1, Ordering::Relaxed))
    }

    fn ready(&self, _: &Story) -> u32 {
        0
    }
}

/// Writes stories and says each one's name once it is saved.
async fn write_and_tell(path: PathBuf, run: &str) {
    let store = Store::open(&Place::File(path), Run::source(run)).await.unwrap();
    let workspace = Workspace::local();
    let desk = store.at(&workspace);
    let mut out = std::io::stdout();
    for n in 0..WRITES {
        let story = Story {
            title: format!("{run} {n}"),
            hardest: "x".repeat(n * 13 % 9_000),
            ..Story::default()
        };
        let kept = desk.put_story(None, None, &story).await.unwrap();
        writeln!(out, "saved {} {n}", kept.id).unwrap();
        out.flush().unwrap();
    }
}

#[tokio::test]
async fn what_was_saved_survives_being_killed() {
    if let Ok(told) = std::env::var(CHILD) {
        let (run, path) = told.split_once(' ').unwrap();
        return write_and_tell(PathBuf::from(path), run).await;
    }
    let folder = std::env::temp_dir().join(format!("glidepath-crash-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    let path = folder.join("bank.db");
    let mut saved = Vec::new();
    for run in 0..RUNS {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "what_was_saved_survives_being_killed", "--nocapture"])
            .env(CHILD, format!("{run} {}", path.display()))
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        // From the first write to nearly the last, in no order.
        let until = 1 + run * 617 % (WRITES - 10);
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut heard = 0;
        // After the kill, what the pipe still holds was said before it.
        for line in lines.map_while(Result::ok) {
            if let Some(told) = line.split("saved ").nth(1) {
                let (id, n) = told.split_once(' ').unwrap();
                saved.push((id.to_owned(), format!("{run} {n}")));
                heard += 1;
                if heard == until {
                    child.kill().unwrap();
                }
            }
        }
        let status = child.wait().unwrap();
        assert!(
            !status.success(),
            "the child was to be killed after {until} writes, and said {heard}"
        );
    }
    let store = Store::open(&Place::File(path), Run::source("after")).await.unwrap();
    store.check().await.unwrap();
    let workspace = Workspace::local();
    let desk = store.at(&workspace);
    let there: std::collections::HashMap<_, _> = desk
        .stories()
        .await
        .unwrap()
        .into_iter()
        .map(|kept| (kept.id, kept.value.title))
        .collect();
    for (id, title) in &saved {
        assert_eq!(there.get(id), Some(title), "the story {id} was saved");
    }
    // At most one write a run was saved and not yet told; and no card or act was written without its story.
    assert!(
        there.len() <= saved.len() + RUNS,
        "{} of {} told",
        there.len(),
        saved.len()
    );
    assert_eq!(desk.cards().await.unwrap().len(), there.len());
    for id in there.keys().take(200) {
        assert_eq!(desk.story_history(id).await.unwrap().len(), 1);
    }
    store.close().await.unwrap();
    std::fs::remove_dir_all(folder).unwrap();
}

/// Where the child that imports finds the database, and after how many of its stories it stands still.
const IMPORTER: &str = "GLIDEPATH_TEST_CRASH_IMPORT";
/// How many stories the import brings, and how many it updates.
const BROUGHT: usize = 1_000;
const KEPT: usize = 300;

/// Stands still when asked how ready the story after `until` others is: in the midst of a transaction, as stories are
/// asked about while they are written.
struct Midst {
    until: Option<usize>,
    asked: AtomicUsize,
}

impl Midst {
    fn source(until: Option<usize>) -> Box<dyn Source> {
        Box::new(Self {
            until,
            asked: AtomicUsize::new(0),
        })
    }
}

impl Source for Midst {
    fn now_ms(&self) -> i64 {
        1
    }

    fn id(&self) -> String {
        "unasked".to_owned()
    }

    fn ready(&self, _: &Story) -> u32 {
        if Some(self.asked.fetch_add(1, Ordering::Relaxed)) == self.until {
            println!("in the midst");
            loop {
                std::thread::park();
            }
        }
        0
    }
}

/// Stories long enough that SQLite writes some of them out before it is told to commit.
fn long(title: &str, n: usize) -> (Option<String>, Story) {
    let story = Story {
        title: title.to_owned(),
        hardest: "x".repeat(9_000),
        ..Story::default()
    };
    (Some(format!("{title}-{n:04}")), story)
}

async fn import(store: &Store) {
    let workspace = Workspace::local();
    let updates = (0..KEPT).map(|n| Update {
        id: format!("kept-{n:04}"),
        expected: 1,
        value: long("updated", n).1,
    });
    let changes = Changes {
        origin: "import:crash".to_owned(),
        stories: Writes {
            new: (0..BROUGHT).map(|n| long("brought", n)).collect(),
            updates: updates.collect(),
        },
        ..Changes::default()
    };
    store.at(&workspace).write_all(&changes).await.unwrap();
}

#[tokio::test]
async fn of_an_import_that_is_killed_nothing_is_there() {
    if let Ok(told) = std::env::var(IMPORTER) {
        let (until, path) = told.split_once(' ').unwrap();
        let place = Place::File(PathBuf::from(path));
        let store = Store::open(&place, Midst::source(until.parse().ok())).await.unwrap();
        return import(&store).await;
    }
    let folder = std::env::temp_dir().join(format!("glidepath-crash-import-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    let place = Place::File(folder.join("bank.db"));
    let workspace = Workspace::local();
    let store = Store::open(&place, Midst::source(None)).await.unwrap();
    let kept: Vec<_> = (0..KEPT).map(|n| long("kept", n)).collect();
    let before = store.at(&workspace).put_stories("", &kept).await.unwrap();
    store.close().await.unwrap();
    // The first update, the middle of the updates, the first that is new, the middle, and the very last.
    for until in [0, KEPT / 2, KEPT, KEPT + BROUGHT / 2, KEPT + BROUGHT - 1] {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "of_an_import_that_is_killed_nothing_is_there", "--nocapture"])
            .env(IMPORTER, format!("{until} {}", folder.join("bank.db").display()))
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let came = lines.any(|line| line.unwrap().contains("in the midst"));
        child.kill().unwrap();
        assert!(
            !child.wait().unwrap().success() && came,
            "it ended before story {until}"
        );
        let store = Store::open(&place, Midst::source(None)).await.unwrap();
        store.check().await.unwrap();
        let desk = store.at(&workspace);
        assert_eq!(desk.stories().await.unwrap(), before, "killed at story {until}");
        assert_eq!(desk.cards().await.unwrap().len(), KEPT);
        for id in ["brought-0000", "kept-0000"] {
            let versions = desk.story_history(id).await.unwrap().len();
            assert_eq!(
                versions,
                usize::from(id == "kept-0000"),
                "{id}, killed at story {until}"
            );
        }
        store.close().await.unwrap();
    }
    // Left alone, the same import goes through.
    let store = Store::open(&place, Midst::source(None)).await.unwrap();
    import(&store).await;
    assert_eq!(store.at(&workspace).stories().await.unwrap().len(), KEPT + BROUGHT);
    store.close().await.unwrap();
    std::fs::remove_dir_all(folder).unwrap();
}
