//! A raw telling made into a story: its sentences laid on beats by the reviewer's reading. The words stay exactly as told.

use glidepath_domain::{Attempt, Date, Story};
use glidepath_story::lay;

use crate::Reviewer;

/// Words of a title that is made of the opening.
const TITLE_WORDS: usize = 8;

/// A story of these words. Without a title it is called by its first words. Nothing else is filled in.
#[must_use]
pub fn lay_story(reviewer: &Reviewer, title: &str, text: &str, today: Date) -> Story {
    let (review, _) = reviewer.review(&Attempt::of(text, today));
    let title = match title.trim() {
        "" => opening(text),
        title => title.to_owned(),
    };
    Story {
        title,
        beats: lay(text, &review.sentences),
        ..Story::default()
    }
}

fn opening(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().take(TITLE_WORDS).collect();
    words
        .join(" ")
        .trim_end_matches(['.', ',', ';', ':', '!', '?'])
        .to_owned()
}

#[cfg(test)]
mod tests {
    use glidepath_domain::Date;

    use super::lay_story;
    use crate::Reviewer;

    #[test]
    fn every_word_is_kept_and_the_title_is_the_teller_s() {
        let day = Date::new(2026, 9, 21).unwrap();
        let text = "Refunds took nine days. I wrote the queue anew. Now they take one, and nobody calls.";
        let story = lay_story(&Reviewer::default(), "", text, day);
        assert_eq!(story.title, "Refunds took nine days. I wrote the queue");
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(words(&story.text()), words(text));
        assert_eq!(
            lay_story(&Reviewer::default(), " The queue ", text, day).title,
            "The queue"
        );
    }
}
