//! Opening, and places where no bank can lie.

use std::sync::Arc;

use glidepath_app::bank::{LazyBank, place};
use glidepath_app::{Bank, ErrorKind, Reviewer};

use crate::{Ticking, folder, kept};

#[tokio::test]
async fn a_bank_is_made_when_it_is_first_asked_for() {
    let folder = folder("lazy").join("deep");
    let at = place(&folder, None);
    let lazy = LazyBank::at(at, Arc::new(Ticking::default()), Reviewer::default());
    assert!(!folder.exists());
    let bank = lazy.get().await.unwrap();
    kept(&bank, "The queue").await;
    assert!(Arc::ptr_eq(&bank, &lazy.get().await.unwrap()));
    assert!(folder.join("glidepath.db").exists());
}

#[tokio::test]
async fn a_file_that_is_no_bank_is_left_alone() {
    let folder = folder("no_bank");
    std::fs::write(folder.join("glidepath.db"), "my shopping list, which is long enough").unwrap();
    let opened = Bank::open(
        &place(&folder, None),
        Arc::new(Ticking::default()),
        &Reviewer::default(),
    )
    .await;
    let error = opened.unwrap_err();
    assert_eq!(
        (error.code, error.kind),
        ("store-not-a-database", ErrorKind::Unavailable)
    );
    assert!(error.fix.ends_with('.'), "{error}");
    let still = std::fs::read_to_string(folder.join("glidepath.db")).unwrap();
    assert!(still.starts_with("my shopping list"));
}
