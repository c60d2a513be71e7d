//! Opening, and places where no bank can lie.

use std::sync::Arc;

use glidepath_app::back_up::back_up;
use glidepath_app::bank::{LazyBank, place};
use glidepath_app::bring_in::{Takes, bring_in, plan_import};
use glidepath_app::dig::{answer_dig, begin_dig, keep_gem};
use glidepath_app::fact_ledger::{accept_facts, drifts, ledgers};
use glidepath_app::find_questions::{QuestionFilter, find_questions};
use glidepath_app::find_stories::{StoryFilter, find_stories};
use glidepath_app::hand_out::{Shape, hand_out};
use glidepath_app::keep_draft::keep_draft;
use glidepath_app::keep_story::keep_story;
use glidepath_app::note_telling::{Told, note_telling};
use glidepath_app::own_questions::import_questions;
use glidepath_app::preferences::{Preferences, keep_preferences, preferences};
use glidepath_app::remove_story::remove_story;
use glidepath_app::sample_bank::{add_samples, remove_samples};
use glidepath_app::story_history::{bring_back_version, story_difference};
use glidepath_app::story_readiness::story_readiness;
use glidepath_app::which_story::which_story;
use glidepath_app::{Bank, ErrorKind, Reviewer};

use crate::{Ticking, bank, folder, kept, story};

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

/// A server may go on with a request on another thread; this fails by not compiling.
#[tokio::test]
async fn every_use_case_may_move_between_threads() {
    fn movable<T>(_: impl Future<Output = T> + Send) {}
    let bank = bank().await;
    let story = story("The queue");
    movable(keep_story(&bank, None, None, &story));
    movable(remove_story(&bank, "x", None));
    movable(bring_back_version(&bank, "x", 1, 1));
    movable(story_difference(&bank, "x", 1, 2));
    movable(story_readiness(&bank, "x"));
    movable(find_stories(&bank, &StoryFilter::default()));
    movable(which_story(&bank, "x"));
    movable(find_questions(&bank, &QuestionFilter::default()));
    movable(import_questions(&bank, "Why?"));
    movable(keep_draft(&bank, "x", "y"));
    movable(note_telling(&bank, "x", &Told::default()));
    movable(keep_preferences(&bank, &Preferences::default()));
    movable(preferences(&bank));
    movable(accept_facts(&bank, "x", 1, &[]));
    movable(drifts(&bank, None));
    movable(ledgers(&bank));
    movable(begin_dig(&bank, "x", "y"));
    movable(answer_dig(&bank, "x", 1, "dump", "y"));
    movable(add_samples(&bank));
    movable(remove_samples(&bank));
    movable(hand_out(&bank, Shape::Json, &[]));
    movable(back_up(&bank, std::path::Path::new("x")));
    movable(plan_import(&bank, &[]));
    let plan = plan_import(&bank, &[]).await.unwrap();
    movable(bring_in(&bank, &plan, &Takes::default()));
    let gem = glidepath_domain::Gem {
        quote: String::new(),
        prompt: String::new(),
        principle: None,
        customer: false,
        metric: false,
    };
    movable(keep_gem(&bank, "x", 1, &gem, false));
    let lazy = LazyBank::at(
        place(&folder("movable"), None),
        Arc::new(Ticking::default()),
        Reviewer::default(),
    );
    movable(lazy.get());
    movable(lazy.restore(std::path::Path::new("x")));
}

#[tokio::test]
async fn a_backup_takes_the_place_of_a_bank_that_is_open_here() {
    let folder = folder("restored");
    let lazy = LazyBank::at(place(&folder, None), Arc::new(Ticking::default()), Reviewer::default());
    let bank = lazy.get().await.unwrap();
    let first = kept(&bank, "The queue").await;
    let copy = folder.join("copy.db");
    assert!(back_up(&bank, &copy).await.unwrap().rows > 0);
    assert_eq!(back_up(&bank, &copy).await.unwrap_err().code, "store-exists");
    remove_story(&bank, &first.id, None).await.unwrap();
    // As long as somebody reads, nothing is put in its place.
    assert_eq!(lazy.restore(&copy).await.unwrap_err().code, "store-in-use");
    drop(bank);
    let restored = lazy.restore(&copy).await.unwrap();
    assert!(restored.replaced.is_some_and(|before| before.exists()));
    let bank = lazy.get().await.unwrap();
    assert_eq!(
        find_stories(&bank, &StoryFilter::default()).await.unwrap().rows[0]
            .card
            .id,
        first.id
    );
}
