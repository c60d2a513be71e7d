//! The answer as it was told, its words marked: overlapping and nested spans, paragraphs, right-to-left scripts.

use glidepath_app::review_answer::Reviewed;
use glidepath_domain::Span;
use maud::{Markup, PreEscaped, html};

use super::clock;
use super::note::{Note, Notes, Voice};
use super::say::visible;
use super::timeline::Timeline;
use super::word_times::WordTime;

/// A paragraph of more words than this is set in several, broken where the beat changes.
const LONG: usize = 90;
/// No part of a broken paragraph has fewer words than this.
const LEAST: usize = 35;

/// The answer as it stands, to the letter: what scripts lay a text field over, line on line. Its pins take no room.
pub(super) fn told(reviewed: &Reviewed, timeline: &Timeline, notes: &Notes<'_>) -> Markup {
    let text = reviewed.attempt.text.as_str();
    html! {
        @for part in chunks(text) {
            div.para { (clock::beside(timeline, part.start, part.end)) p dir="auto" { (marked(text, part, part.start, &notes.placed, Set::Told)) } }
        }
    }
}

/// The stretch `within` of the answer as it stands, to the letter: one section of a story.
pub(super) fn told_within(reviewed: &Reviewed, timeline: &Timeline, notes: &Notes<'_>, within: Span) -> Markup {
    let text = reviewed.attempt.text.as_str();
    html! {
        @for part in chunks(within.of(text)) {
            @let part = Span::new(within.start + part.start, within.start + part.end);
            div.para { (clock::beside(timeline, part.start, part.end)) p dir="auto" { (marked(text, part, part.start, &notes.placed, Set::Told)) } }
        }
    }
}

/// The answer set for reading: paragraph by paragraph, each with its stretch of the section clock.
pub(super) fn answer(reviewed: &Reviewed, timeline: &Timeline, notes: &Notes<'_>) -> Markup {
    let text = reviewed.attempt.text.as_str();
    let parts = paragraphs(text, timeline);
    html! {
        @for (index, part) in parts.iter().enumerate() {
            @let before = if index == 0 { 0 } else { parts[index - 1].end };
            @let next = parts.get(index + 1).map_or(text.len(), |n| n.start);
            div.para { (clock::beside(timeline, part.start, next)) p dir="auto" { (marked(text, *part, before, &notes.placed, Set::Read)) } }
        }
    }
}

/// The words of a recording: paragraph by paragraph with the moment each begins, and every word that was heard in a
/// span of its own, so that scripts can follow the sound. `sound` is the recording's address.
pub(crate) fn heard(
    reviewed: &Reviewed,
    timeline: &Timeline,
    notes: &Notes<'_>,
    times: &[WordTime],
    sound: &str,
) -> Markup {
    let text = reviewed.attempt.text.as_str();
    let parts = paragraphs(text, timeline);
    html! {
        @for (index, part) in parts.iter().enumerate() {
            @let before = if index == 0 { 0 } else { parts[index - 1].end };
            @let next = parts.get(index + 1).map_or(text.len(), |n| n.start);
            div.para {
                (clock::beside(timeline, part.start, next))
                @if let Some(first) = times.iter().find(|w| part.contains(w.span)) {
                    @let seconds = first.start_ms as f64 / 1000.0;
                    a.from.time href=(format!("{sound}#t={seconds:.1}")) data-seek=(first.start_ms) aria-label=(format!("Play from {}", super::say::clock(seconds))) { (super::say::clock(seconds)) }
                }
                p dir="auto" { (marked(text, *part, before, &notes.placed, Set::Heard(times))) }
            }
        }
    }
}

/// The paragraphs that have notes, set for reading.
pub(crate) fn excerpt(reviewed: &Reviewed, timeline: &Timeline, notes: &Notes<'_>) -> Markup {
    let text = reviewed.attempt.text.as_str();
    let noted = |part: &Span| notes.placed.iter().any(|n| n.span.is_some_and(|s| s.overlaps(*part)));
    html! {
        @for part in paragraphs(text, timeline).into_iter().filter(noted) {
            div.para { (clock::beside(timeline, part.start, part.end)) p dir="auto" { (marked(text, part, part.start, &notes.placed, Set::Read)) } }
        }
    }
}

/// How the words are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Set<'t> {
    /// Every blank and line break as typed.
    Told,
    /// In paragraphs.
    Read,
    /// In paragraphs, with the times of words.
    Heard(&'t [WordTime]),
}

/// The whole text cut after each run of blank lines; nothing is left out.
fn chunks(text: &str) -> Vec<Span> {
    let mut parts = Vec::new();
    let (mut start, mut at, mut blank) = (0, 0, false);
    for line in text.split_inclusive('\n') {
        let is_blank = line.trim().is_empty();
        if blank && !is_blank && at > start {
            parts.push(Span::new(start, at));
            start = at;
        }
        blank = is_blank && at > 0;
        at += line.len();
    }
    if at > start {
        parts.push(Span::new(start, at));
    }
    parts
}

/// The text cut into what is set as a paragraph; the blanks between them belong to none.
fn paragraphs(text: &str, timeline: &Timeline) -> Vec<Span> {
    let mut parts = Vec::new();
    let (mut start, mut at) = (0, 0);
    let mut push = |start: usize, end: usize| {
        let part = &text[start..end];
        let lead = part.len() - part.trim_start().len();
        let span = Span::new(start + lead, start + part.trim_end().len());
        if !span.is_empty() {
            split(text, span, timeline, &mut parts);
        }
    };
    for line in text.split_inclusive('\n') {
        if line.trim().is_empty() {
            push(start, at);
            start = at + line.len();
        }
        at += line.len();
    }
    push(start.min(at), at);
    parts
}

/// Cuts one long paragraph where the colour of the beat changes.
fn split(text: &str, part: Span, timeline: &Timeline, parts: &mut Vec<Span>) {
    let words = |from: usize, to: usize| text[from..to].split_whitespace().count();
    let mut start = part.start;
    let mut left = words(part.start, part.end);
    if left > LONG {
        let first = timeline.legs.partition_point(|l| l.span.end <= part.start);
        let mut here = 0;
        for pair in timeline.legs[first..]
            .windows(2)
            .take_while(|p| p[1].span.start < part.end)
        {
            let (leg, next) = (&pair[0], &pair[1]);
            let told = words(leg.span.start.max(part.start), leg.span.end.min(part.end));
            here += told;
            left = left.saturating_sub(told);
            let turns = super::beat_colour::class(leg.beat) != super::beat_colour::class(next.beat);
            if (turns && here >= LEAST || here >= LONG + LEAST) && left >= LEAST {
                parts.push(Span::new(start, start + text[start..next.span.start].trim_end().len()));
                start = next.span.start;
                here = 0;
            }
        }
    }
    parts.push(Span::new(start, part.end));
}

/// `part` of the text with every note's words marked, and the note's pin where they end. A span that
/// runs on into the next paragraph, or begins in the blank after `before`, has its pin in its first paragraph alone.
fn marked(text: &str, part: Span, before: usize, notes: &[Note<'_>], set: Set<'_>) -> Markup {
    let mine: Vec<(Span, &Note<'_>)> = notes
        .iter()
        .filter_map(|n| n.span.filter(|s| s.overlaps(part)).map(|s| (s, n)))
        .collect();
    // Where the words end, not the blanks after them: there the pin stands.
    let words_end = |s: &Span| {
        let start = s.start.max(part.start);
        start + text[start..s.end.min(part.end)].trim_end().len()
    };
    let mut cuts: Vec<usize> = mine
        .iter()
        .flat_map(|(s, _)| [s.start.max(part.start), words_end(s), s.end.min(part.end)])
        .chain([part.start, part.end])
        .collect();
    cuts.sort_unstable();
    cuts.dedup();
    let mut out = String::new();
    for pair in cuts.windows(2) {
        let (start, end) = (pair[0], pair[1]);
        let over: Vec<&Note<'_>> = mine
            .iter()
            .filter(|(s, _)| s.start <= start && s.end >= end)
            .map(|(_, n)| *n)
            .collect();
        let words = match set {
            Set::Told => as_typed(text.get(start..end).unwrap_or("")),
            Set::Read => lines(text.get(start..end).unwrap_or("")),
            Set::Heard(times) => timed(text, Span::new(start, end), times),
        };
        if over.is_empty() {
            out.push_str(&words.0);
        } else {
            out.push_str(&html! { mark class=(classes(&over)) data-note=(numbers(&over)) { (words) } }.0);
        }
        for (_, note) in mine.iter().filter(|(s, _)| words_end(s) == end && s.start >= before) {
            out.push_str(&pin(note, set).0);
        }
    }
    PreEscaped(out)
}

/// The gravest voice gives the line; the others are named as well, so that the stylesheet can show two at once.
fn classes(over: &[&Note<'_>]) -> String {
    let mut voices: Vec<Voice> = over.iter().map(|n| n.voice).collect();
    voices.sort_unstable();
    voices.dedup();
    let mut classes = voices.first().map_or("", |v| v.class()).to_owned();
    for voice in voices.iter().skip(1) {
        classes.push_str(" also-");
        classes.push_str(voice.class());
    }
    classes
}

fn numbers(over: &[&Note<'_>]) -> String {
    over.iter()
        .filter_map(|n| n.number)
        .map(|n| n.to_string())
        .collect::<Vec<_>>()
        .join(" ")
}

fn pin(note: &Note<'_>, set: Set<'_>) -> Markup {
    let number = note.number.unwrap_or_default();
    html! {
        sup { a class={ "pin " (note.voice.class()) } id=(format!("pin-{number}")) href=(format!("#note-{number}")) data-note=(number)
            aria-label=(format!("Note {number}, {}: {}", note.voice.word(), note.title)) {
                // Over a text field the stylesheet writes the number, so that the words are all the text there is.
                @if set != Set::Told { (number) }
            } }
    }
}

/// Text as a browser's field holds it: every line break is one.
fn as_typed(text: &str) -> Markup {
    html! { (visible(&text.replace("\r\n", "\n").replace('\r', "\n"))) }
}

/// The words of `part`, each that was heard in a span with its times. A word that a mark cuts in two is timed in both halves.
fn timed(text: &str, part: Span, times: &[WordTime]) -> Markup {
    let mut out = String::new();
    let mut at = part.start;
    let first = times.partition_point(|w| w.span.end <= part.start);
    for word in times[first..].iter().take_while(|w| w.span.start < part.end) {
        let (from, to) = (word.span.start.max(part.start), word.span.end.min(part.end));
        out.push_str(&lines(text.get(at..from).unwrap_or("")).0);
        let said = lines(text.get(from..to).unwrap_or(""));
        out.push_str(&html! { span.w data-from=(word.start_ms) data-to=(word.end_ms) { (said) } }.0);
        at = to;
    }
    out.push_str(&lines(text.get(at..part.end).unwrap_or("")).0);
    PreEscaped(out)
}

/// Text with its line breaks.
fn lines(text: &str) -> Markup {
    html! {
        @for (index, line) in visible(text).split('\n').enumerate() {
            @if index > 0 { br; }
            (line)
        }
    }
}

/// A rule's example: its `[[marks]]` drawn in the rule's voice.
pub(crate) fn example(text: &str, voice: Voice) -> Markup {
    let mut out = String::new();
    for (index, part) in text.split("[[").enumerate() {
        let (inside, after) = if index == 0 {
            ("", part)
        } else {
            part.split_once("]]").unwrap_or((part, ""))
        };
        if !inside.is_empty() {
            out.push_str(&html! { mark class=(voice.class()) { (visible(inside)) } }.0);
        }
        out.push_str(&lines(after).0);
    }
    PreEscaped(out)
}

#[cfg(test)]
mod tests {
    use glidepath_app::Reviewer;
    use glidepath_app::review_answer::review_answer;
    use glidepath_app::wire::ReviewIn;
    use glidepath_domain::{Finding, Severity, Span};

    use super::super::note::{Notes, Voice};
    use super::super::timeline::Timeline;
    use super::{answer, example};

    fn shown(text: &str, spans: &[(usize, usize, Severity)]) -> String {
        let given = ReviewIn {
            text: text.to_owned(),
            ..ReviewIn::default()
        };
        let mut reviewed = review_answer(given, &Reviewer::default(), "2026-06-01".parse().unwrap()).unwrap();
        reviewed.review.strengths.clear();
        reviewed.review.findings = spans
            .iter()
            .map(|&(start, end, severity)| Finding {
                rule: "cliche",
                severity,
                confidence: 0.9,
                span: Some(Span::new(start, end)),
                count: 1,
                title: "T".into(),
                why: format!("{start}"),
                instead: "I".into(),
            })
            .collect();
        answer(&reviewed, &Timeline::of(&reviewed), &Notes::of(&reviewed.review)).0
    }

    /// What a reader would see: tags and pins gone.
    fn words(html: &str) -> String {
        let mut out = String::new();
        let mut rest = html;
        while let Some(at) = rest.find('<') {
            out.push_str(&rest[..at]);
            rest = &rest[at..];
            if rest.starts_with("</p>") {
                out.push(' ');
            }
            let end = if rest.starts_with("<sup") {
                rest.find("</sup>").unwrap() + 6
            } else {
                rest.find('>').unwrap() + 1
            };
            rest = &rest[end..];
        }
        out.push_str(rest);
        out
    }

    #[test]
    fn overlapping_and_nested_marks_keep_the_words_whole() {
        let text = "abc def ghi jkl";
        let html = shown(
            text,
            &[
                (0, 7, Severity::Costly),
                (4, 11, Severity::Watch),
                (8, 11, Severity::Hint),
            ],
        );
        assert_eq!(words(&html).trim(), text);
        assert!(
            html.contains(r#"<mark class="bad also-warn" data-note="1 2">def</mark>"#),
            "{html}"
        );
        for number in 1..=3 {
            assert_eq!(html.matches(&format!("id=\"pin-{number}\"")).count(), 1, "{html}");
        }
    }

    #[test]
    fn a_span_over_two_paragraphs_has_one_pin() {
        let html = shown("one two\r\n\r\nthree four", &[(4, 16, Severity::Watch)]);
        assert_eq!(html.matches("id=\"pin-1\"").count(), 1, "{html}");
        assert_eq!(html.matches("<mark").count(), 2, "{html}");
        assert_eq!(html.matches("<p dir").count(), 2);
    }

    #[test]
    fn what_lies_under_the_field_is_the_text_to_the_letter() {
        for text in [
            "one two\r\n\r\n\r\nthree\n four \n\n",
            "\n\n a\n \nb",
            "x",
            "a\n\n\n\nb\nc",
        ] {
            let spans = super::chunks(text);
            assert_eq!(spans.iter().map(|s| s.of(text)).collect::<String>(), text);
            let given = ReviewIn {
                text: text.to_owned(),
                ..ReviewIn::default()
            };
            let reviewed = review_answer(given, &Reviewer::default(), "2026-06-01".parse().unwrap()).unwrap();
            let html = super::told(&reviewed, &Timeline::of(&reviewed), &Notes::of(&reviewed.review)).0;
            let mut shown = String::new();
            for part in html.split("<p dir=\"auto\">").skip(1) {
                let mut rest = part.split("</p>").next().unwrap();
                while let Some((words, tag)) = rest.split_once('<') {
                    shown.push_str(words);
                    rest = tag.split_once('>').unwrap().1;
                }
                shown.push_str(rest);
            }
            assert_eq!(shown, text.replace("\r\n", "\n"), "{html}");
        }
    }

    #[test]
    fn markup_in_an_answer_is_text() {
        let html = shown("<script>alert(1)</script> & <img src=x onerror=y> \0 done", &[]);
        assert!(!html.contains("<script") && !html.contains("<img"), "{html}");
        assert!(html.contains("␀"));
    }

    #[test]
    fn long_paragraphs_lose_no_word() {
        let text = "We ran a shop. The database failed on Monday and orders were lost. I fixed it and wrote the test. "
            .repeat(12);
        assert_eq!(
            words(&shown(&text, &[])).split_whitespace().count(),
            text.split_whitespace().count()
        );
    }

    #[test]
    fn examples_show_their_marks() {
        let html = example("Then [[we]] chose & [[they]] went.", Voice::Watch).0;
        assert_eq!(
            html,
            "Then <mark class=\"warn\">we</mark> chose &amp; <mark class=\"warn\">they</mark> went."
        );
    }
}
