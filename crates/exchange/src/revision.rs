//! What a story was when a file was written, as a short digest, so that merging knows which side has moved since.

use glidepath_domain::Story;
use sha2::{Digest, Sha256};

/// Sixteen hexadecimal digits that are the same exactly if the story is the same in every part.
#[must_use]
pub fn revision(story: &Story) -> String {
    let digest = Sha256::digest(crate::json::story_text(story));
    digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use glidepath_domain::Story;

    use super::revision;

    #[test]
    fn a_revision_tells_stories_apart() {
        let told = Story {
            title: "a".to_owned(),
            ..Story::default()
        };
        assert_eq!(revision(&told), revision(&told.clone()));
        assert_ne!(revision(&told), revision(&Story::default()));
        assert_eq!(revision(&told).len(), 16);
    }
}
