//! Two tellings of a story beside each other: the passages and fields that differ, word by word.

use glidepath_story::{Change, Place, Run, RunKind};
use maud::{Markup, html};

use super::{in_short, visible};

/// Everything that differs: the older words on the left, the newer on the right.
pub(crate) fn differed(changes: &[Change], older: &str, newer: &str) -> Markup {
    html! {
        @if changes.is_empty() { p.quiet { "They are the same to the letter." } }
        @for change in changes {
            section.differs {
                h3.label { (name(change.place)) }
                @if change.runs.iter().all(|run| run.kind == RunKind::Same) {
                    @if change.principle { p.quiet { "The words are the same; another principle drove them." } }
                    @else { p.quiet { "The words are the same and stand elsewhere." } }
                } @else {
                    div.side-by-side.diff {
                        article aria-label=(format!("{older}, with what went")) { h4.label { (older) } p dir="auto" { (side(&change.runs, RunKind::Deleted)) } }
                        article aria-label=(format!("{newer}, with what came")) { h4.label { (newer) } p dir="auto" { (side(&change.runs, RunKind::Inserted)) } }
                    }
                }
            }
        }
    }
}

fn name(place: Place) -> &'static str {
    match place {
        Place::Beat(beat) => in_short::beat(beat),
        Place::Field(field) => field.name(),
    }
}

fn side(runs: &[Run], own: RunKind) -> Markup {
    html! {
        @if runs.iter().all(|run| run.kind != RunKind::Same && run.kind != own) { span.quiet { "(nothing)" } }
        @for run in runs {
            @if run.kind == RunKind::Same { (visible(&run.text)) }
            @else if run.kind == own {
                // Blanks at the end are not struck through: a line in the air says nothing.
                @let bare = run.text.trim_end();
                @if own == RunKind::Deleted { del { (visible(bare)) } } @else { ins { (visible(bare)) } }
                (visible(&run.text[bare.len()..]))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use glidepath_domain::{Beat, Passage, Story};
    use glidepath_story::versions;

    use super::differed;

    fn story(title: &str, text: &str) -> Story {
        Story {
            title: title.to_owned(),
            beats: vec![Passage {
                beat: Beat::Action,
                text: text.to_owned(),
                principle: None,
            }],
            ..Story::default()
        }
    }

    #[test]
    fn each_side_has_its_own_words_marked_and_none_of_the_others() {
        let apart = versions(
            &story("Pump", "I took forty apart."),
            &story("Pump", "I took fifty apart."),
        );
        let html = differed(&apart, "Theirs", "Yours").0;
        assert!(
            html.contains("<del>forty</del>") && html.contains("<ins>fifty</ins>"),
            "{html}"
        );
        let (theirs, yours) = html.split_at(html.find("Yours, with").unwrap());
        assert!(!theirs.contains("fifty") && !yours.contains("forty"), "{html}");
        assert!(html.contains("what I did"), "{html}");
        assert!(!html.contains(">title<"), "what is the same is not shown: {html}");
    }

    #[test]
    fn a_side_without_words_says_so() {
        let html = differed(&versions(&story("", "a b"), &story("Pump", "a b")), "Before", "After").0;
        assert!(html.contains("(nothing)") && html.contains("<ins>Pump</ins>"), "{html}");
        assert!(differed(&[], "a", "b").0.contains("same to the letter"));
    }
}
