//! A card of the retrieval drill: what it asks, a ring that runs out, the stories to choose from or the words to compare with.
//! All of it is forms, so that it works without scripts; scripts add keys, a filter and a clock of the browser's own.

use glidepath_domain::{Grade, MemoryKind};
use maud::{Markup, html};

use super::moment;
use super::say::visible;
use super::waveform::seconds;

/// Radius of the ring and its length, in its own units.
const RADIUS: f64 = 42.0;
const AROUND: f64 = 263.9;

/// What is asked, and the fields that bring the answer back to its card.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct CardShown {
    /// The card's name.
    pub(crate) id: String,
    /// Its version; none while it was never asked.
    pub(crate) version: Option<i64>,
    /// What it asks to bring back.
    pub(crate) kind: MemoryKind,
    /// The question, or whose opening, figure or ending is wanted.
    pub(crate) ask: String,
    /// When it was shown, in UTC milliseconds by the server's clock.
    pub(crate) shown_ms: i64,
    /// Time allowed, in milliseconds.
    pub(crate) limit_ms: u64,
}

/// A kind of card, as its label says it.
pub(crate) const fn kind_label(kind: MemoryKind) -> &'static str {
    match kind {
        MemoryKind::Match => "Which story answers this?",
        MemoryKind::Opening => "Say its first sentence aloud",
        MemoryKind::Figure => "Say the figure aloud",
        MemoryKind::Ending => "Say how it ends, aloud",
        MemoryKind::Principle => "Say what this principle wants to hear",
        MemoryKind::Finding => "Say what to do about this",
    }
}

/// A grade, as the person says it of themselves.
pub(crate) const fn grade_label(grade: Grade) -> (&'static str, &'static str) {
    match grade {
        Grade::Again => ("Not there", "or the wrong thing"),
        Grade::Hard => ("Late", "it came, after a search"),
        Grade::Good => ("In time", "it came"),
        Grade::Easy => ("At once", "before I had read to the end"),
    }
}

/// A ring that runs out once; under reduced motion it does so in steps.
fn ring(limit_ms: u64) -> Markup {
    let whole = limit_ms / 1000;
    html! {
        svg.ring.(if limit_ms > 5_000 { "ten" } else { "five" }) viewBox="0 0 100 100" width="100" height="100" role="img" aria-label=(format!("{whole} seconds")) {
            circle.all cx="50" cy="50" r=(RADIUS) {}
            circle.left cx="50" cy="50" r=(RADIUS) pathLength=(AROUND) transform="rotate(-90 50 50)" {}
            text x="50" y="57" text-anchor="middle" data-seconds { (whole) }
        }
    }
}

fn name(card: &CardShown) -> Markup {
    html! {
        input type="hidden" name="card" value=(card.id);
        input type="hidden" name="version" value=[card.version];
    }
}

fn hidden(card: &CardShown) -> Markup {
    html! {
        (name(card))
        input type="hidden" name="shown" value=(card.shown_ms);
        // Scripts write how long it took by the browser's clock; without them the server counts from `shown`.
        input type="hidden" name="took" value="" data-took;
    }
}

/// A question, and the stories to choose from as names and titles.
pub(crate) fn match_card(card: &CardShown, stories: &[(String, String)]) -> Markup {
    html! {
        form.recall method="post" action="/recall" autocomplete="off" data-recall="match" data-limit=(card.limit_ms) {
            (hidden(card))
            div.recall-head {
                div { p.label { (kind_label(card.kind)) } h1 dir="auto" { (visible(&card.ask)) } }
                (ring(card.limit_ms))
            }
            div.field.narrow-down hidden { label.hidden for="narrow" { "Narrow the list down" } input #narrow type="search" placeholder="type a word of its title, or press its number" data-narrow; }
            ol.choices {
                @for (index, (id, title)) in stories.iter().enumerate() {
                    li { button type="submit" name="story" value=(id) { @if index < 9 { kbd { (index + 1) } } @else { kbd {} } span dir="auto" { (visible(title)) } } }
                }
            }
            div.row { button type="submit" name="story" value="" { kbd { "0" } " None comes to mind" } }
        }
    }
}

/// Something to be said aloud, before it is shown.
pub(crate) fn say_card(card: &CardShown) -> Markup {
    html! {
        form.recall method="post" action="/recall/shown" data-recall="say" data-limit=(card.limit_ms) {
            (hidden(card))
            div.recall-head {
                div { p.label { (kind_label(card.kind)) } h1 dir="auto" { (visible(&card.ask)) } }
                (ring(card.limit_ms))
            }
            p.quiet { "Say it out loud first. Reading it and nodding feels like knowing, and is not." }
            div.row { button.go type="submit" { "Show it " kbd { "space" } } }
        }
    }
}

/// What was to be said, and how well it went by the teller's own word. `grade` is what the clock alone would say.
pub(crate) fn shown_card(card: &CardShown, answer: &str, took_ms: u64) -> Markup {
    html! {
        form.recall method="post" action="/recall" data-recall="grade" {
            (name(card))
            input type="hidden" name="took" value=(took_ms);
            div.recall-head { div { p.label { (kind_label(card.kind)) } h1 dir="auto" { (visible(&card.ask)) } } }
            blockquote.answer-shown dir="auto" { (visible(answer)) }
            fieldset.grades {
                legend { "How did it come?" @if took_ms > card.limit_ms { span.quiet { " You took " (seconds(took_ms)) ", so at best it was late." } } }
                @for (index, &grade) in Grade::ALL.iter().enumerate() {
                    @let (name, gloss) = grade_label(grade);
                    @let too_late = took_ms > card.limit_ms && grade > Grade::Hard;
                    button type="submit" name="grade" value=(grade) disabled[too_late] { kbd { (index + 1) } b { (name) } span.quiet { (gloss) } }
                }
            }
        }
    }
}

/// What a card came to.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Recalled<'a> {
    /// What was asked to bring back.
    pub(crate) kind: MemoryKind,
    /// What was asked.
    pub(crate) ask: &'a str,
    /// How well it went.
    pub(crate) grade: Grade,
    /// Whether it was right.
    pub(crate) hit: bool,
    /// Whether it came within its time.
    pub(crate) in_time: bool,
    /// How long it took, in milliseconds.
    pub(crate) took_ms: u64,
    /// How long it might have taken.
    pub(crate) limit_ms: u64,
    /// What the story picked is called.
    pub(crate) picked: Option<String>,
    /// Stories that fit, as names and titles, the best first.
    pub(crate) fitting: Vec<(String, String)>,
    /// When it comes again, in UTC milliseconds.
    pub(crate) due_ms: i64,
}

/// What it came to, and on to the next.
pub(crate) fn recalled(recalled: &Recalled<'_>) -> Markup {
    html! {
        section.recall data-recall="told" {
            p.label dir="auto" { (visible(recalled.ask)) }
            h1 { (came(recalled)) }
            (speed(recalled))
            @if recalled.kind == MemoryKind::Match {
                @if let Some(picked) = &recalled.picked { p { "You picked “" span dir="auto" { (visible(picked)) } "”." } }
                @if recalled.fitting.is_empty() { p.quiet { "None of your stories answers this well. That is worth knowing: a question without a story." } }
                @else {
                    h2.label { "What answers it" }
                    ol.answers-it { @for (id, title) in &recalled.fitting { li { a href=(format!("/stories/{id}")) dir="auto" { (visible(title)) } } } }
                }
            }
            p.quiet { "It comes again " (moment(recalled.due_ms)) "." }
            form method="get" action="/recall" { button.go type="submit" data-next { "Next card " kbd { "Enter" } } }
        }
    }
}

fn came(recalled: &Recalled<'_>) -> &'static str {
    match (recalled.hit, recalled.in_time, recalled.kind) {
        (false, _, MemoryKind::Match) if recalled.picked.is_none() => "It did not come to mind",
        (false, _, MemoryKind::Match) => "Another one answers it better",
        (false, _, _) => "Not there yet, so it comes back soon",
        (true, false, _) => "Right, and late",
        (true, true, _) if recalled.grade == Grade::Easy => "There at once",
        (true, true, _) => "There in time",
    }
}

/// How long it took against how long it might have taken: a line with its end marked.
fn speed(recalled: &Recalled<'_>) -> Markup {
    let most = recalled.limit_ms as f64 * 1.5;
    let x = |ms: u64| 2.0 + (ms as f64 / most).min(1.0) * 396.0;
    html! {
        svg.speed viewBox="0 0 400 34" role="img" aria-label=(format!("{} of {}", seconds(recalled.took_ms), seconds(recalled.limit_ms))) {
            path.allowed d=(format!("M2 24H{:.0}", x(recalled.limit_ms))) {}
            path.limit d=(format!("M{:.0} 16v16", x(recalled.limit_ms))) {}
            path.took d=(format!("M2 24H{:.0}", x(recalled.took_ms.min(recalled.limit_ms)))) {}
            @if !recalled.in_time { path.late d=(format!("M{:.0} 24H{:.0}", x(recalled.limit_ms), x(recalled.took_ms))) {} }
            text x=(format!("{:.0}", x(recalled.took_ms).clamp(16.0, 384.0))) y="12" text-anchor="middle" { (seconds(recalled.took_ms)) }
        }
    }
}

#[cfg(test)]
mod tests {
    use glidepath_domain::MemoryKind;

    use super::{CardShown, match_card, shown_card};

    fn card() -> CardShown {
        CardShown {
            id: "match:x".to_owned(),
            version: None,
            kind: MemoryKind::Match,
            ask: "Tell me about <a time>".to_owned(),
            shown_ms: 5,
            limit_ms: 10_000,
        }
    }

    #[test]
    fn the_first_nine_have_keys_and_all_can_be_chosen() {
        let stories: Vec<(String, String)> = (0..12).map(|n| (format!("s{n}"), format!("Story {n}"))).collect();
        let html = match_card(&card(), &stories).0;
        assert_eq!(html.matches("name=\"story\"").count(), 13, "with none of them: {html}");
        assert!(
            html.contains("<kbd>9</kbd>") && !html.contains("<kbd>10</kbd>"),
            "{html}"
        );
        assert!(html.contains("&lt;a time&gt;"), "{html}");
    }

    #[test]
    fn who_was_late_cannot_say_that_it_was_in_time() {
        assert_eq!(
            shown_card(&card(), "It failed.", 4_000).0.matches(" disabled").count(),
            0
        );
        assert_eq!(
            shown_card(&card(), "It failed.", 14_000).0.matches(" disabled").count(),
            2
        );
    }
}
