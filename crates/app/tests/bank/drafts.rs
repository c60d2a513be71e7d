//! Drafts and preferences.

use glidepath_app::keep_draft::{LONGEST_DRAFT, draft, drafts, drop_draft, keep_draft};
use glidepath_app::preferences::{Preferences, keep_preferences, preferences, remember, remembered};
use glidepath_domain::{Date, Level, Principle, Role};

use crate::bank;

#[tokio::test]
async fn a_draft_is_kept_until_it_is_dropped() {
    let bank = bank().await;
    keep_draft(&bank, "story:new", "one").await.unwrap();
    keep_draft(&bank, "story:new", "one two \u{0}").await.unwrap();
    assert_eq!(draft(&bank, "story:new").await.unwrap().unwrap().text, "one two \u{0}");
    assert_eq!(drafts(&bank).await.unwrap().len(), 1);
    let long = "x".repeat(LONGEST_DRAFT + 1);
    assert_eq!(
        keep_draft(&bank, "story:new", &long).await.unwrap_err().code,
        "draft-too-long"
    );
    assert_eq!(keep_draft(&bank, "", "x").await.unwrap_err().code, "store-bad-key");
    drop_draft(&bank, "story:new").await.unwrap();
    drop_draft(&bank, "story:new").await.unwrap();
    assert_eq!(draft(&bank, "story:new").await.unwrap(), None);
}

#[tokio::test]
async fn preferences_come_back_and_can_be_taken_back() {
    let bank = bank().await;
    assert_eq!(preferences(&bank).await.unwrap(), Preferences::default());
    assert_eq!(preferences(&bank).await.unwrap().in_scope().len(), 16);
    let set = Preferences {
        level: Some(Level::L6),
        role: Some(Role::Em),
        principles: vec![Principle::EarnTrust, Principle::DiveDeep],
        interview: Date::new(2026, 10, 5),
    };
    keep_preferences(&bank, &set).await.unwrap();
    assert_eq!(preferences(&bank).await.unwrap(), set);
    keep_preferences(&bank, &Preferences::default()).await.unwrap();
    assert_eq!(preferences(&bank).await.unwrap(), Preferences::default());
    remember(&bank, "loop", "three rounds").await.unwrap();
    assert_eq!(
        remembered(&bank, "loop").await.unwrap().as_deref(),
        Some("three rounds")
    );
    remember(&bank, "loop", "").await.unwrap();
    assert_eq!(remembered(&bank, "loop").await.unwrap(), None);
}
