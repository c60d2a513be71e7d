//! What the store is handed because it may not find it out by itself.

use glidepath_domain::Story;

/// Time, fresh names, and the judgement that a story's card carries.
pub trait Source: Send + Sync {
    /// Now, in milliseconds since 1970 in UTC.
    fn now_ms(&self) -> i64;

    /// A name nothing else has: a UUIDv7, so that names sort by the time they were made.
    fn id(&self) -> String;

    /// Which parts of readiness a story has, one bit each. Kept beside the story, so that a list of thousands need not
    /// read them all.
    fn ready(&self, story: &Story) -> u32;
}
