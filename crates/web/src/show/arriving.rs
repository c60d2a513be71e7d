//! What an import would bring, drawn: each story beside the bank, what differs, and what was passed over.

use glidepath_app::wire::{ArrivingOut, CountsOut, ImportOut};
use maud::{Markup, html};

use super::{counted, visible};

/// Letters of a part shown where the file and the bank differ.
const SHOWN: usize = 400;

/// A story, how it stands to the bank, and which side to take.
pub(crate) fn arriving(at: usize, story: &ArrivingOut) -> Markup {
    let field = format!("take-{at}");
    let title = if story.title.trim().is_empty() {
        "A story without a title".to_owned()
    } else {
        visible(&story.title)
    };
    html! {
        li.sheet.arrives.(story.meets) {
            div.crumb {
                div { h2 dir="auto" { (title) } p.small { span.meets { (meets_name(story.meets)) } span dir="auto" { (visible(&story.from)) } @if let Some(why) = &story.why { span { (why) } } } }
                @match story.meets {
                    "new" => (sides(&field, story.take, &[("theirs", "Take it"), ("mine", "Leave it")], &title)),
                    "changed" | "conflict" => (sides(&field, story.take, &[("mine", "Keep yours"), ("theirs", "Take the file's"), ("both", "Keep both")], &title)),
                    _ => {},
                }
            }
            @if !story.differs.is_empty() {
                details { summary { (counted(story.differs.len(), "part differs", "parts differ")) ": " (story.differs.iter().map(|d| d.part.replace('-', " ")).collect::<Vec<_>>().join(", ")) }
                    @for part in &story.differs {
                        h3.label { (part.part.replace('-', " ")) }
                        div.side-by-side { p dir="auto" { span.label { "yours" } br; (shown_part(&part.mine)) } p dir="auto" { span.label { "the file's" } br; (shown_part(&part.theirs)) } }
                    }
                }
            }
        }
    }
}

/// Which side to take. A plan made again shows what was chosen before.
pub(crate) fn sides(field: &str, chosen: &str, all: &[(&str, &str)], about: &str) -> Markup {
    html! {
        fieldset.sides {
            legend.hidden { (about) }
            @for (value, said) in all { label { input type="radio" name=(field) value=(value) checked[*value == chosen]; (said) } }
        }
    }
}

fn meets_name(meets: &str) -> &'static str {
    match meets {
        "new" => "new",
        "same" => "here already",
        "behind" => "older than yours",
        "changed" => "changed in the file",
        _ => "differs from yours",
    }
}

fn shown_part(text: &str) -> Markup {
    let short: String = text.chars().take(SHOWN).collect();
    html! { @if text.trim().is_empty() { span.quiet { "(nothing)" } } @else { (visible(&short)) @if short.len() < text.len() { "…" } } }
}

/// What the bank has already of the rest, and what texts come in as.
pub(crate) fn known(questions: &CountsOut, listed: &CountsOut, sources: &CountsOut) -> Markup {
    let same = questions.same + listed.same;
    html! {
        @if same > 0 { p.quiet { (counted(same, "question is", "questions are")) " here already." } }
        @if sources.same > 0 { p.quiet { (counted(sources.same, "text is", "texts are")) " here already." } }
        @if sources.new > 0 { p.quiet { "Texts come in as they are, to dig in; they are no stories yet." } }
    }
}

/// What was passed over, and why.
pub(crate) fn passed_over(out: &ImportOut) -> Markup {
    html! {
        @if !out.passed_over.is_empty() {
            details.passed-over open { summary { (counted(out.passed_over.len(), "thing is", "things are")) " passed over" }
                ul { @for remark in &out.passed_over { li { b dir="auto" { (visible(&remark.place)) } ": " (sentence(&remark.what)) " " (sentence(&remark.why)) " " span.quiet { (sentence(&remark.fix)) } } } }
            }
        }
    }
}

/// Words as one sentence: remarks come with a full stop and without.
fn sentence(text: &str) -> String {
    let mut letters = text.trim().trim_end_matches('.').chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    format!("{}.", first.chain(letters).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::sentence;

    #[test]
    fn remarks_are_sentences_with_one_full_stop() {
        assert_eq!(sentence("they hold no text"), "They hold no text.");
        assert_eq!(sentence("They hold no text."), "They hold no text.");
    }
}
