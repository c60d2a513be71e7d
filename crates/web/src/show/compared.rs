//! Two tellings compared: flight paths on one scale, what became of each finding, and the words side by side.

use glidepath_app::compare_answers::{Comparison, Fate, MOST_WORDS, Point, Stretch};
use glidepath_app::review_answer::Reviewed;
use glidepath_domain::{Beat, Review, Span};
use maud::{Markup, html};

use super::flight_path::small;
use super::note::voice_at;
use super::say::{clock, counted, percent, visible};
use super::timeline::Timeline;

/// Everything that can be said of the two.
pub(crate) fn compared(comparison: &Comparison, before: &Reviewed, after: &Reviewed) -> Markup {
    html! {
        (flights(before, after))
        div.changes {
            section aria-labelledby="against" {
                h2.label #against { "Held against it" }
                (points("Fixed", "the second no longer has it", &comparison.fixed))
                (points("Broke", "new in the second", &comparison.broke))
                (points("Still there", "in both", &comparison.still))
            }
            (strengths(comparison))
            section aria-labelledby="figures" { h2.label #figures { "In figures" } (figures(&before.review, &after.review)) }
        }
        (word_by_word(comparison, before, after))
    }
}

/// Both flight paths on one scale.
pub(crate) fn flights(before: &Reviewed, after: &Reviewed) -> Markup {
    let (first, second) = (Timeline::of(before), Timeline::of(after));
    let longest = first.total.max(second.total);
    html! {
        div.side-by-side.flights {
            figure.sheet.flight { h2.label { "First telling" } div.wide tabindex="0" role="region" aria-label="Flight path of the first telling" { (small(&first, longest)) } }
            figure.sheet.flight { h2.label { "Second telling" } div.wide tabindex="0" role="region" aria-label="Flight path of the second telling" { (small(&second, longest)) } }
        }
    }
}

/// What speaks for the one, the other, or both.
pub(crate) fn strengths(comparison: &Comparison) -> Markup {
    html! {
        section aria-labelledby="for" {
            h2.label #for { "Speaks for it" }
            (points("Won", "new in the second", &comparison.won))
            (points("Lost", "the second no longer has it", &comparison.lost))
            (points("Kept", "in both", &comparison.kept))
        }
    }
}

/// The words side by side, what went and what came marked.
pub(crate) fn word_by_word(comparison: &Comparison, before: &Reviewed, after: &Reviewed) -> Markup {
    html! {
        section.block aria-labelledby="words" {
            h2.label #words { "Word by word" }
            @match &comparison.words {
                Some(stretches) => {
                    div.side-by-side.diff {
                        article aria-label="The first telling, with what went" { p dir="auto" { (side(stretches, Fate::Gone, before, after)) } }
                        article aria-label="The second telling, with what came" { p dir="auto" { (side(stretches, Fate::New, before, after)) } }
                    }
                }
                None => p.quiet { "One of them is longer than " (counted(MOST_WORDS, "word", "words")) ", so the words are not compared." },
            }
        }
    }
}

fn points(heading: &str, about: &str, list: &[Point]) -> Markup {
    html! {
        div.fate class=[list.is_empty().then_some("empty")] {
            h3 { (heading) " " span.num { (list.len()) } span.quiet { (about) } }
            ul {
                @for point in list {
                    @let voice = voice_at(point.severity);
                    li class=(voice.class()) {
                        a href=(format!("/rules/{}", point.rule)) { (point.title) } span.hidden { ", " (voice.word()) }
                        @if point.before.len().max(point.after.len()) > 1 { span.quiet { " " (times(point)) } }
                    }
                }
            }
        }
    }
}

fn times(point: &Point) -> String {
    match (point.before.len(), point.after.len()) {
        (0, count) | (count, 0) => format!("{count} times"),
        (one, two) if one == two => format!("{one} times in each"),
        (one, two) => format!("{one} before, {two} now"),
    }
}

/// The few quantities people ask about.
fn figures(before: &Review, after: &Review) -> Markup {
    let seconds = |value: Option<f64>| value.map_or_else(|| "never".to_owned(), clock);
    let doing = |r: &Review| percent(r.measures.share[Beat::Action as usize] + r.measures.share[Beat::Result as usize]);
    let split = |r: &Review| {
        let panel = &r.overall.panel;
        format!(
            "{} / {} / {}",
            percent(panel.below),
            percent(panel.meets),
            percent(panel.raises)
        )
    };
    let rows = [
        (
            "Words",
            before.measures.words.to_string(),
            after.measures.words.to_string(),
        ),
        (
            "Aloud",
            seconds(before.measures.duration_s),
            seconds(after.measures.duration_s),
        ),
        (
            "Until something is in the way",
            seconds(before.measures.first_conflict_s),
            seconds(after.measures.first_conflict_s),
        ),
        (
            "Until the first result",
            seconds(before.measures.time_to_result_s),
            seconds(after.measures.time_to_result_s),
        ),
        ("Time on action and result", doing(before), doing(after)),
        (
            "I acted, we acted",
            format!("{}, {}", before.acts.i, before.acts.we),
            format!("{}, {}", after.acts.i, after.acts.we),
        ),
        ("Panel: below / meets / raises", split(before), split(after)),
    ];
    html! {
        div.scroll tabindex="0" role="region" aria-label="Figures of both tellings" {
            table.two-takes {
                thead { tr { th scope="col" { "" span.hidden { "Quantity" } } th scope="col" { "First" } th scope="col" { "Second" } } }
                tbody { @for (name, first, second) in rows { tr { th scope="row" { (name) } td.num { (first) } td.num { (second) } } } }
            }
        }
    }
}

/// One text, with what only it has marked. What both have is quoted from the second, whose blanks may differ.
fn side(stretches: &[Stretch], own: Fate, before: &Reviewed, after: &Reviewed) -> Markup {
    let text = |fate: Fate| if fate == Fate::Gone { before } else { after }.attempt.text.as_str();
    let words = |fate: Fate, span: Span| visible(&span.of(text(fate)).replace("\r\n", "\n"));
    html! {
        @for stretch in stretches {
            @match stretch.fate {
                Fate::Kept => (words(Fate::Kept, stretch.span)),
                fate if fate == own => {
                    @let said = words(fate, stretch.span);
                    @let bare = said.trim_end();
                    @if fate == Fate::Gone { del { (bare) } } @else { ins { (bare) } }
                    (said[bare.len()..])
                }
                _ => {}
            }
        }
    }
}
