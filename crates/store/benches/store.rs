//! How long keeping takes: opening, one story, ten thousand, their cards. `cargo bench -p glidepath-store`.
//!
//! Everything lies in a file of a temporary folder, so a single write waits for that disk.
#![expect(clippy::unwrap_used, reason = "a bench that cannot run says so best by stopping")]

use std::path::PathBuf;
use std::sync::atomic::{AtomicI64, Ordering};

use divan::{Bencher, counter::ItemsCount};
use glidepath_domain::{Beat, Passage, Principle, Story};
use glidepath_store::{Changes, Place, Source, Store, Update, Workspace, Writes};
use tokio::runtime::Runtime;

const MANY: usize = 10_000;

struct Counted(AtomicI64);

impl Source for Counted {
    fn now_ms(&self) -> i64 {
        self.0.fetch_add(1, Ordering::Relaxed)
    }

    fn id(&self) -> String {
        format!("0193aaaa-7000-7000-8000-{:012}", self.0.fetch_add(1, Ordering::Relaxed))
    }

    fn ready(&self, _: &Story) -> u32 {
        1
    }
}

/// A runtime, a database in a folder of its own, and 250-word stories.
struct Bench {
    runtime: Runtime,
    folder: PathBuf,
    store: Option<Store>,
}

impl Bench {
    fn new() -> Self {
        static MADE: AtomicI64 = AtomicI64::new(0);
        let made = MADE.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("glidepath-bench-{}-{made}", std::process::id()));
        let mut bench = Self {
            runtime: Runtime::new().unwrap(),
            folder,
            store: None,
        };
        bench.store = Some(bench.open());
        bench
    }

    fn filled() -> Self {
        let bench = Self::new();
        let workspace = Workspace::local();
        let done = bench
            .store()
            .at(&workspace)
            .put_stories("", &stories())
            .await_on(&bench.runtime);
        assert_eq!(done.unwrap().len(), MANY);
        bench
    }

    fn open(&self) -> Store {
        let place = Place::File(self.folder.join("bank.db"));
        Store::open(&place, Box::new(Counted(AtomicI64::new(0))))
            .await_on(&self.runtime)
            .unwrap()
    }

    fn store(&self) -> &Store {
        self.store.as_ref().unwrap()
    }
}

impl Drop for Bench {
    fn drop(&mut self) {
        if let Some(store) = self.store.take() {
            store.close().await_on(&self.runtime).unwrap();
        }
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

trait AwaitOn: Future + Sized {
    fn await_on(self, runtime: &Runtime) -> Self::Output {
        runtime.block_on(self)
    }
}

impl<F: Future> AwaitOn for F {}

fn story(n: usize) -> Story {
    Story {
        title: format!("Story {n}"),
        beats: Beat::ALL
            .iter()
            .map(|&beat| Passage {
                beat,
                text: "We had four depots and one lorry that was late. ".repeat(3),
                principle: None,
            })
            .collect(),
        principles: vec![Principle::Ownership, Principle::DiveDeep],
        employer: "Harbour & Sons".to_owned(),
        tags: vec!["lorry".to_owned()],
        ..Story::default()
    }
}

fn stories() -> Vec<(Option<String>, Story)> {
    (0..MANY).map(|n| (None, story(n))).collect()
}

#[divan::bench(sample_count = 10)]
fn open_filled(bencher: Bencher) {
    let mut bench = Bench::filled();
    bench.store.take().unwrap().close().await_on(&bench.runtime).unwrap();
    bencher.bench_local(|| bench.open().close().await_on(&bench.runtime).unwrap());
}

#[divan::bench(sample_count = 200)]
fn put_one(bencher: Bencher) {
    let bench = Bench::new();
    let workspace = Workspace::local();
    let one = story(1);
    bencher.bench_local(|| {
        bench
            .store()
            .at(&workspace)
            .put_story(None, None, &one)
            .await_on(&bench.runtime)
            .unwrap()
    });
}

#[divan::bench(sample_count = 5)]
fn import_ten_thousand(bencher: Bencher) {
    let many = stories();
    let workspace = Workspace::local();
    bencher
        .counter(ItemsCount::new(MANY))
        .with_inputs(Bench::new)
        .bench_local_refs(|bench| {
            bench
                .store()
                .at(&workspace)
                .put_stories("", &many)
                .await_on(&bench.runtime)
                .unwrap()
        });
}

/// As an import writes them: half of them new, half of them new versions.
#[divan::bench(sample_count = 5)]
fn write_all_ten_thousand(bencher: Bencher) {
    let workspace = Workspace::local();
    let half = stories().split_off(MANY / 2);
    bencher
        .counter(ItemsCount::new(MANY))
        .with_inputs(|| {
            let bench = Bench::new();
            let desk = bench.store().at(&workspace);
            let kept = desk.put_stories("", &half).await_on(&bench.runtime).unwrap();
            let updates = kept.into_iter().map(|kept| Update {
                id: kept.id,
                expected: kept.version,
                value: Story {
                    employer: "Quay & Daughters".to_owned(),
                    ..kept.value
                },
            });
            let changes = Changes {
                origin: "import:bench".to_owned(),
                stories: Writes {
                    new: half.clone(),
                    updates: updates.collect(),
                },
                ..Changes::default()
            };
            (bench, changes)
        })
        .bench_local_refs(|(bench, changes)| {
            let desk = bench.store().at(&workspace);
            desk.write_all(changes).await_on(&bench.runtime).unwrap()
        });
}

#[divan::bench(sample_count = 20)]
fn cards_of_ten_thousand(bencher: Bencher) {
    let bench = Bench::filled();
    let workspace = Workspace::local();
    bencher
        .counter(ItemsCount::new(MANY))
        .bench_local(|| bench.store().at(&workspace).cards().await_on(&bench.runtime).unwrap());
}

#[divan::bench(sample_count = 10)]
fn stories_of_ten_thousand(bencher: Bencher) {
    let bench = Bench::filled();
    let workspace = Workspace::local();
    bencher
        .counter(ItemsCount::new(MANY))
        .bench_local(|| bench.store().at(&workspace).stories().await_on(&bench.runtime).unwrap());
}

#[divan::bench(sample_count = 3)]
fn backup_of_ten_thousand(bencher: Bencher) {
    let bench = Bench::filled();
    let mut made = 0;
    bencher.bench_local(|| {
        made += 1;
        bench
            .store()
            .backup(&bench.folder.join(format!("copy-{made}")))
            .await_on(&bench.runtime)
            .unwrap()
    });
}

fn main() {
    divan::main();
}
