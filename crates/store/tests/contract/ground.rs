//! Where a test runs: a database of its own, and a clock and names that count.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, AtomicU32, Ordering};

use glidepath_domain::{
    Appendix, Beat, Conflict, Fact, FactKind, Level, Outcome, Passage, Principle, Reach, Story, Sureness, When,
};
use glidepath_store::{Place, Source, Store};

/// A clock that ticks when looked at, and names in order.
pub(crate) struct Counted {
    ticks: AtomicI64,
    mark: u32,
}

impl Counted {
    /// Stores that share a database need names that differ.
    pub(crate) fn source() -> Box<dyn Source> {
        static MARKS: AtomicU32 = AtomicU32::new(0);
        Box::new(Self {
            ticks: AtomicI64::new(1_000),
            mark: MARKS.fetch_add(1, Ordering::Relaxed),
        })
    }
}

impl Source for Counted {
    fn now_ms(&self) -> i64 {
        self.ticks.fetch_add(1, Ordering::Relaxed)
    }

    fn id(&self) -> String {
        format!("{:08}-{:04}", self.ticks.fetch_add(1, Ordering::Relaxed), self.mark)
    }

    fn ready(&self, story: &Story) -> u32 {
        u32::from(!story.title.is_empty()) | u32::from(!story.facts.is_empty()) << 1
    }
}

/// A database of a test's own, gone when dropped (a schema stays until its server does).
pub(crate) struct Ground {
    pub(crate) place: Place,
    pub(crate) folder: PathBuf,
}

impl Ground {
    /// A file that is not there yet, in a fresh folder.
    pub(crate) fn sqlite(test: &str) -> Self {
        static MADE: AtomicU32 = AtomicU32::new(0);
        let made = MADE.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("glidepath-store-{}-{made}-{test}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        Self {
            place: Place::File(folder.join("bank.db")),
            folder,
        }
    }

    /// A fresh schema, if there is a server.
    #[cfg(feature = "hosted")]
    pub(crate) async fn postgres(test: &str) -> Option<Self> {
        use sea_orm::ConnectionTrait;
        let url = std::env::var("GLIDEPATH_TEST_POSTGRES").ok()?;
        let schema = format!("test_{}_{test}", std::process::id());
        let server = sea_orm::Database::connect(&url).await.unwrap();
        let fresh = format!("DROP SCHEMA IF EXISTS {schema} CASCADE; CREATE SCHEMA {schema}");
        server.execute_unprepared(&fresh).await.unwrap();
        server.close().await.unwrap();
        let and = if url.contains('?') { '&' } else { '?' };
        let mut ground = Self::sqlite(test);
        ground.place = Place::Url(format!("{url}{and}options[search_path]={schema}"));
        Some(ground)
    }

    pub(crate) async fn open(&self) -> Store {
        Store::open(&self.place, Counted::source()).await.unwrap()
    }

    /// A path in the test's folder.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// The database itself, behind the store's back.
    pub(crate) async fn raw(&self) -> sea_orm::DatabaseConnection {
        let url = match &self.place {
            Place::File(path) => format!("sqlite://{}", path.display()),
            Place::Url(url) => url.clone(),
        };
        sea_orm::Database::connect(&url).await.unwrap()
    }
}

impl Drop for Ground {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// Has each test run on both engines.
macro_rules! on_both {
    ($($test:ident,)+) => {
        mod sqlite {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $test() {
                super::$test($crate::ground::Ground::sqlite(stringify!($test))).await;
            })+
        }
        #[cfg(feature = "hosted")]
        mod postgres {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $test() {
                if let Some(ground) = $crate::ground::Ground::postgres(stringify!($test)).await {
                    super::$test(ground).await;
                }
            })+
        }
    };
}
pub(crate) use on_both;

/// A story with nothing blank, in several scripts, and with a character that PostgreSQL's texts cannot hold.
pub(crate) fn full_story() -> Story {
    Story {
        title: "Müller’s 返金 \u{1f6eb} e\u{301}".to_owned(),
        beats: vec![
            Passage {
                beat: Beat::Context,
                text: "Three depots,\n\tone \"late\" lorry.\u{0}\u{7f}".to_owned(),
                principle: None,
            },
            Passage {
                beat: Beat::Action,
                text: "أعدتُ ترتيب الطابور".to_owned(),
                principle: Some(Principle::Ownership),
            },
        ],
        principles: vec![Principle::Ownership, Principle::DiveDeep],
        facts: vec![Fact {
            kind: FactKind::Metric,
            what: "late lorries a week".to_owned(),
            value: "2".to_owned(),
            baseline: "11".to_owned(),
            basis: "gate log".to_owned(),
            sureness: Sureness::Estimated,
        }],
        constraints: vec!["no budget".to_owned(), String::new()],
        conflict: Conflict {
            with: "the yard lead".to_owned(),
            over: "night shifts".to_owned(),
            lasted: "a fortnight".to_owned(),
        },
        decision_owner: "me".to_owned(),
        customer: "the shops".to_owned(),
        cost: "two weekends".to_owned(),
        doubt: "whether it would last".to_owned(),
        choice: "to stop the line".to_owned(),
        hardest: "saying so".to_owned(),
        outcome: Some(Outcome::Mixed),
        when: When::read("2023-05"),
        employer: "Harbour & Sons".to_owned(),
        role: "shift lead".to_owned(),
        team_size: Some(u32::MAX),
        scope: Some(Reach::Teams),
        level: Some(Level::L6),
        function: "supply".to_owned(),
        tags: vec!["lorry".to_owned(), "夜".to_owned()],
        appendix: Appendix {
            data: "a".to_owned(),
            technical: "b".to_owned(),
            alternatives: "c".to_owned(),
            people: "d".to_owned(),
            timeline: "e".to_owned(),
        },
        confidential: "the customer's name".to_owned(),
    }
}

/// A story with a title alone.
pub(crate) fn titled(title: &str) -> Story {
    Story {
        title: title.to_owned(),
        ..Story::default()
    }
}

/// What lies in a folder, sorted.
pub(crate) fn listed(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}
