//! What a file may turn out to be, and what is done with it.

use std::fs;
use std::path::{Path, PathBuf};

use glidepath_store::{Place, Store, StoreError, Workspace};
use sea_orm::ConnectionTrait;

use crate::ground::{Counted, Ground, full_story, listed, titled};

async fn refusal(place: &Place) -> StoreError {
    Store::open(place, Counted::source())
        .await
        .err()
        .expect("it should not open")
}

fn file(ground: &Ground) -> PathBuf {
    match &ground.place {
        Place::File(path) => path.clone(),
        Place::Url(_) => panic!("not a file"),
    }
}

#[tokio::test]
async fn what_is_no_database_stays_untouched() {
    let ground = Ground::sqlite("no_database");
    let path = file(&ground);
    for bytes in [
        b"my notes, not a database".to_vec(),
        b"SQLite format 3\0".to_vec(),
        vec![0; 5_000],
        vec![b'x'],
    ] {
        fs::write(&path, &bytes).unwrap();
        let error = refusal(&ground.place).await;
        assert!(matches!(error, StoreError::NotADatabase { .. }), "{error}");
        assert_eq!(fs::read(&path).unwrap(), bytes);
        assert_eq!(listed(&ground.folder), ["bank.db"]);
        let elsewhere = Place::File(ground.path("new.db"));
        let error = Store::restore(&path, &elsewhere, Counted::source()).await.unwrap_err();
        assert!(matches!(error, StoreError::NotADatabase { .. }), "{error}");
    }
    // An empty file is as good as none.
    fs::write(&path, "").unwrap();
    ground.open().await;
}

#[tokio::test]
async fn another_programs_database_stays_untouched() {
    let ground = Ground::sqlite("not_ours");
    let path = file(&ground);
    let theirs = sea_orm::Database::connect(format!("sqlite://{}?mode=rwc", path.display()))
        .await
        .unwrap();
    theirs.execute_unprepared("CREATE TABLE kept (x)").await.unwrap();
    theirs.close().await.unwrap();
    let bytes = fs::read(&path).unwrap();
    let error = refusal(&ground.place).await;
    assert!(matches!(error, StoreError::NotOurs { .. }), "{error}");
    assert_eq!(fs::read(&path).unwrap(), bytes);
    assert_eq!(listed(&ground.folder), ["bank.db"]);
}

#[tokio::test]
async fn a_folder_is_no_file() {
    let ground = Ground::sqlite("folder");
    let error = refusal(&Place::File(ground.folder.clone())).await;
    assert!(matches!(error, StoreError::File { .. }), "{error}");
    let below = ground.path("file");
    fs::write(&below, "").unwrap();
    let error = refusal(&Place::File(below.join("bank.db"))).await;
    assert!(matches!(error, StoreError::File { .. }), "{error}");
}

#[tokio::test]
async fn other_addresses_are_declined() {
    for url in ["mysql://ann:secret@host/db", "https://host", "", "sqlite://file.db"] {
        let error = refusal(&Place::Url(url.to_owned())).await;
        assert!(matches!(error, StoreError::Unsupported { .. }), "{error}");
        assert!(!error.to_string().contains("secret"));
    }
}

#[cfg(feature = "hosted")]
#[tokio::test]
async fn a_server_that_is_not_there_is_said_to_be_so() {
    // Port 1 is reserved and nobody listens there.
    let error = refusal(&Place::Url("postgres://ann:secret@127.0.0.1:1/db".to_owned())).await;
    assert!(matches!(error, StoreError::Unreachable { .. }), "{error}");
    assert!(!error.to_string().contains("secret"));
}

#[tokio::test]
async fn memory_is_a_place_too() {
    let place = Place::Url("sqlite::memory:".to_owned());
    let (one, other) = (
        Store::open(&place, Counted::source()).await.unwrap(),
        Store::open(&place, Counted::source()).await.unwrap(),
    );
    let workspace = Workspace::local();
    let desk = one.at(&workspace);
    let kept = desk.put_story(None, None, &full_story()).await.unwrap();
    desk.put_story(Some(&kept.id), Some(7), &full_story())
        .await
        .unwrap_err();
    assert_eq!(desk.stories().await.unwrap(), [kept]);
    assert!(
        other.at(&workspace).stories().await.unwrap().is_empty(),
        "two memories are two databases"
    );
}

#[cfg(unix)]
#[tokio::test]
async fn nobody_else_may_read_it() {
    use std::os::unix::fs::PermissionsExt;
    let ground = Ground::sqlite("private");
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let place = Place::File(ground.path("new/deep/bank.db"));
    let store = Store::open(&place, Counted::source()).await.unwrap();
    let workspace = Workspace::local();
    store.at(&workspace).put_story(None, None, &titled("a")).await.unwrap();
    assert_eq!(mode(&ground.path("new")), 0o700);
    assert_eq!(mode(&ground.path("new/deep")), 0o700);
    let names = listed(&ground.path("new/deep"));
    assert_eq!(names, ["bank.db", "bank.db-lock", "bank.db-shm", "bank.db-wal"]);
    for name in names {
        assert_eq!(mode(&ground.path("new/deep").join(&name)), 0o600, "{name}");
    }
    store.backup(&ground.path("copy")).await.unwrap();
    assert_eq!(mode(&ground.path("copy")), 0o600);
    store.close().await.unwrap();
    // A file that was opened to others is closed to them again; a folder is the owner's own affair.
    fs::set_permissions(ground.path("new/deep/bank.db"), fs::Permissions::from_mode(0o644)).unwrap();
    fs::set_permissions(ground.path("new"), fs::Permissions::from_mode(0o755)).unwrap();
    Store::open(&place, Counted::source()).await.unwrap();
    assert_eq!(mode(&ground.path("new/deep/bank.db")), 0o600);
    assert_eq!(mode(&ground.path("new")), 0o755);
}

/// What the child of the next test is told to open.
#[cfg(unix)]
const READ_ONLY: &str = "GLIDEPATH_TEST_READ_ONLY";

#[cfg(unix)]
#[tokio::test]
async fn a_read_only_folder_is_said_to_be_so() {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;
    if let Ok(path) = std::env::var(READ_ONLY) {
        let error = refusal(&Place::File(path.into())).await;
        assert!(matches!(error, StoreError::ReadOnly { .. }), "{error}");
        return;
    }
    let ground = Ground::sqlite("read_only");
    let store = ground.open().await;
    store.close().await.unwrap();
    fs::set_permissions(&ground.folder, fs::Permissions::from_mode(0o555)).unwrap();
    fs::set_permissions(file(&ground), fs::Permissions::from_mode(0o444)).unwrap();
    // Root may write anywhere, so the test runs once more as nobody.
    let this = std::env::current_exe().unwrap();
    for path in [file(&ground), ground.path("new.db"), ground.path("new/bank.db")] {
        let mut child = std::process::Command::new("/proc/self/exe");
        if !Path::new("/proc/self/exe").exists() {
            child = std::process::Command::new(&this);
        }
        child
            .args(["--exact", "files::a_read_only_folder_is_said_to_be_so"])
            .env(READ_ONLY, &path);
        if fs::metadata("/proc/self").is_ok_and(|this| std::os::unix::fs::MetadataExt::uid(&this) == 0) {
            child.uid(65_534).gid(65_534);
        }
        let output = child.output().unwrap();
        assert!(
            output.status.success(),
            "{}: {}",
            path.display(),
            String::from_utf8_lossy(&output.stdout)
        );
    }
    fs::set_permissions(&ground.folder, fs::Permissions::from_mode(0o755)).unwrap();
    assert_eq!(listed(&ground.folder), ["bank.db", "bank.db-lock"]);
}

#[tokio::test]
async fn a_damaged_backup_is_refused_and_a_damaged_database_replaced() {
    let ground = Ground::sqlite("damaged");
    let path = file(&ground);
    let workspace = Workspace::local();
    let store = ground.open().await;
    let many: Vec<_> = (0..500).map(|_| (None, full_story())).collect();
    store.at(&workspace).put_stories("", &many).await.unwrap();
    let (good, bad) = (ground.path("good"), ground.path("bad"));
    store.backup(&good).await.unwrap();
    store.close().await.unwrap();
    let before = fs::read(&path).unwrap();

    let mut bytes = fs::read(&good).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 20_000].fill(0xaa);
    fs::write(&bad, &bytes).unwrap();
    let error = Store::restore(&bad, &ground.place, Counted::source())
        .await
        .unwrap_err();
    assert!(
        matches!(&error, StoreError::Corrupt { place, .. } if *place == bad.display().to_string()),
        "{error}"
    );
    bytes.truncate(middle);
    fs::write(&bad, &bytes).unwrap();
    let error = Store::restore(&bad, &ground.place, Counted::source())
        .await
        .unwrap_err();
    assert!(matches!(error, StoreError::Corrupt { .. }), "{error}");
    let error = Store::restore(&ground.path("absent"), &ground.place, Counted::source())
        .await
        .unwrap_err();
    assert!(matches!(error, StoreError::File { .. }), "{error}");
    assert_eq!(fs::read(&path).unwrap(), before, "a refused backup changes nothing");

    // A database that is beyond opening is no hindrance, and is kept all the same.
    for ruin in [bytes, b"scribble".to_vec()] {
        fs::write(&path, &ruin).unwrap();
        let restored = Store::restore(&good, &ground.place, Counted::source()).await.unwrap();
        assert_eq!(fs::read(restored.replaced.unwrap()).unwrap().len(), ruin.len());
        let store = ground.open().await;
        assert_eq!(store.at(&workspace).stories().await.unwrap().len(), 500);
        store.close().await.unwrap();
        fs::remove_file(&path).unwrap();
    }
}

#[tokio::test]
async fn a_database_in_use_is_no_backup() {
    let ground = Ground::sqlite("live");
    let store = ground.open().await;
    let workspace = Workspace::local();
    store.at(&workspace).put_story(None, None, &titled("a")).await.unwrap();
    let elsewhere = Place::File(ground.path("new.db"));
    let error = Store::restore(&file(&ground), &elsewhere, Counted::source())
        .await
        .unwrap_err();
    assert!(matches!(error, StoreError::InUse { .. }), "{error}");
    assert!(!ground.path("new.db").exists());
}

#[tokio::test]
async fn what_a_killed_program_left_beside_a_backup_is_part_of_it() {
    let ground = Ground::sqlite("left");
    let store = ground.open().await;
    let workspace = Workspace::local();
    store.at(&workspace).put_story(None, None, &titled("a")).await.unwrap();
    // While it is open, all that was written since is in the journal: these two are what a kill leaves.
    let backup = ground.path("stick.db");
    for added in ["", "-wal"] {
        let beside = |path: &Path| PathBuf::from(format!("{}{added}", path.display()));
        fs::copy(beside(&file(&ground)), beside(&backup)).unwrap();
    }
    assert!(fs::metadata(ground.path("stick.db-wal")).unwrap().len() > 0);
    store.close().await.unwrap();
    let into = Place::File(ground.path("new.db"));
    Store::restore(&backup, &into, Counted::source()).await.unwrap();
    let new = Store::open(&into, Counted::source()).await.unwrap();
    assert_eq!(new.at(&workspace).stories().await.unwrap()[0].value, titled("a"));
    // The backup is as it was.
    assert!(fs::metadata(ground.path("stick.db-wal")).unwrap().len() > 0);
    let parts = listed(&ground.folder).into_iter().filter(|name| name.contains(".part"));
    assert_eq!(parts.count(), 0);
}

#[tokio::test]
async fn who_comes_during_a_restore_is_told_that_it_is_in_use() {
    let ground = Ground::sqlite("restoring");
    let lock = fs::File::create(ground.path("bank.db-lock")).unwrap();
    lock.lock().unwrap();
    let error = refusal(&ground.place).await;
    assert!(matches!(error, StoreError::InUse { .. }), "{error}");
    lock.unlock().unwrap();
    ground.open().await;
}

#[tokio::test]
async fn a_part_of_somebody_elses_is_left_alone() {
    let ground = Ground::sqlite("parts");
    let store = ground.open().await;
    for name in ["copy.part", "copy.part-2-wal", "bank.db.part"] {
        fs::write(ground.path(name), "mine").unwrap();
    }
    store.backup(&ground.path("copy")).await.unwrap();
    store.close().await.unwrap();
    Store::restore(&ground.path("copy"), &ground.place, Counted::source())
        .await
        .unwrap();
    for name in ["copy.part", "copy.part-2-wal", "bank.db.part"] {
        assert_eq!(fs::read(ground.path(name)).unwrap(), b"mine", "{name}");
    }
    let names = listed(&ground.folder);
    assert_eq!(
        names.iter().filter(|name| name.contains(".part")).count(),
        3,
        "{names:?}"
    );
}

#[tokio::test]
async fn what_was_purged_is_not_in_the_file_any_more() {
    let ground = Ground::sqlite("purged");
    let path = file(&ground);
    let store = ground.open().await;
    let workspace = Workspace::local();
    let desk = store.at(&workspace);
    let secret = titled(&"zebra crossing ".repeat(1_000));
    let kept = desk.put_story(None, None, &secret).await.unwrap();
    desk.put_draft(&format!("story:{}", kept.id), &secret.title)
        .await
        .unwrap();
    store.close().await.unwrap();
    let holds = |path: &Path| {
        fs::read(path)
            .unwrap()
            .windows(14)
            .any(|bytes| bytes == b"zebra crossing")
    };
    assert!(holds(&path));
    let store = ground.open().await;
    store.at(&workspace).purge_story(&kept.id).await.unwrap();
    store.close().await.unwrap();
    assert!(!holds(&path));
    assert_eq!(listed(&ground.folder), ["bank.db", "bank.db-lock"]);
}
