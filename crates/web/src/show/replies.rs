//! The follow-ups of a take as the ladder they were: each a step deeper, with the words it held on to, what was replied, and what
//! speaks for the reply and against it. Where the evidence ended, the ladder breaks off.

use glidepath_domain::{Layer, ReplyKind, Span, Turn};
use glidepath_interview::{Depth, NewEvidence, Remark, ReplyReading, Side};
use maud::{Markup, html};

use super::player::little;
use super::say::{clock, counted, visible};

/// One step of the ladder.
#[derive(Debug, Clone)]
pub(crate) struct Rung<'t> {
    /// The question and what was said to it.
    pub(crate) turn: &'t Turn,
    /// What the reply was worth; none while it is open.
    pub(crate) reading: Option<&'t ReplyReading>,
    /// The recording's address, where there is one.
    pub(crate) sound: Option<String>,
}

/// A layer as an interviewer means it.
pub(crate) const fn layer_name(layer: Layer) -> &'static str {
    match layer {
        Layer::Clarify => "what exactly",
        Layer::Evidence => "how do you know",
        Layer::Alternative => "what else",
        Layer::Failure => "when did it not work",
        Layer::Challenge => "name one occasion",
        Layer::Counterfactual => "and otherwise",
    }
}

/// The ladder, and how far it held.
pub(crate) fn replies(rungs: &[Rung<'_>], depth: &Depth) -> Markup {
    let (reached, broke_at) = (depth.reached, depth.broke_at);
    let passed = rungs.iter().filter(|r| r.turn.reply == ReplyKind::Passed).count();
    html! {
        section.block.replies aria-labelledby="replies" {
            h2.label #replies { "The follow-ups" }
            p.sum-line {
                @match (broke_at, reached) {
                    (Some(step), _) => { "The evidence held for " b { (counted(reached as usize, "question", "questions")) } " and ended at the " b { (nth(step)) } "." },
                    (None, 0) => "None was answered yet.",
                    (None, reached) => { "The evidence held for " @if reached == 1 { b { "the one question" } } @else { b { "all " (reached) " questions" } } " asked; a grilling would go on." },
                }
                @if broke_at.is_some() { " " (depth.why) }
                @if passed > 0 { " You passed " (times(passed)) ", which is allowed, and counted." }
            }
            ol.rungs {
                @for (index, rung) in rungs.iter().enumerate() {
                    @let step = index as u32 + 1;
                    li.rung.broke[broke_at == Some(step)].after[broke_at.is_some_and(|b| step > b)] { (one(rung, step)) @if broke_at == Some(step) { p.ends { "The evidence ended here." } } }
                }
            }
        }
    }
}

fn one(rung: &Rung<'_>, step: u32) -> Markup {
    let turn = rung.turn;
    let remarks: &[Remark] = rung.reading.map_or(&[], |reading| &reading.remarks);
    html! {
        div.asks {
            p.label { "Step " (step) @if let Some(layer) = turn.layer { ": " (layer_name(layer)) } }
            h3 dir="auto" { (visible(&turn.asked)) }
        }
        @match turn.reply {
            ReplyKind::Open => p.quiet { "Not answered." },
            ReplyKind::Passed => p.quiet { "You passed." },
            ReplyKind::Said => {
                blockquote.reply dir="auto" { (marked(&turn.text, remarks)) }
                p.small {
                    @if let Some(ms) = turn.took_ms { span { span.num { (clock(ms as f64 / 1000.0)) } } }
                    @if let Some(reading) = rung.reading { span { (brought(&reading.new)) } }
                    @if !turn.written_by.is_empty() { span { "written down by " (written_by(&turn.written_by)) } }
                }
                @if let Some(sound) = &rung.sound { (little(sound, &format!("The sound of reply {step}"))) }
            },
        }
        @if !remarks.is_empty() {
            ul.reply-notes {
                @for signal in remarks.iter().map(|remark| remark.signal) {
                    @let earns = signal.side() == Side::For;
                    li.(if earns { "good" } else { "bad" }) {
                        b { (signal.title()) } span.hidden { @if earns { ", speaks for you" } @else { ", costs you" } }
                        ". " (signal.why()) " " span.do { (signal.instead()) }
                    }
                }
            }
        }
    }
}

/// What a reply brought that was not said before.
fn brought(new: &NewEvidence) -> String {
    let parts = [
        (new.figures, "figure", "figures"),
        (new.names + new.people, "person or place", "people or places"),
        (new.occasions, "occasion", "occasions"),
        (new.deeds, "deed", "deeds"),
        (new.reasons, "reason", "reasons"),
        (new.details, "detail", "details"),
    ];
    let said: Vec<String> = parts
        .into_iter()
        .filter(|(count, _, _)| *count > 0)
        .map(|(count, one, many)| counted(count as usize, one, many))
        .collect();
    if said.is_empty() {
        "nothing new".to_owned()
    } else {
        format!("new: {}", said.join(", "))
    }
}

/// `once`, `twice`, `3 times`.
fn times(count: usize) -> String {
    match count {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        count => format!("{count} times"),
    }
}

/// Who wrote the words down, in words.
pub(crate) fn written_by(name: &str) -> &str {
    match name {
        "typed" => "you",
        "browser" => "the browser",
        other => other,
    }
}

/// The reply with the words its notes are about. Notes seldom overlap; where they do, the first has the words.
fn marked(text: &str, remarks: &[Remark]) -> Markup {
    let mut spans: Vec<(Span, bool)> = remarks
        .iter()
        .filter_map(|r| r.span.map(|s| (s, r.signal.side() == Side::For)))
        .collect();
    spans.sort_unstable();
    let mut at = 0;
    let mut pieces: Vec<(&str, Option<bool>)> = Vec::new();
    for (span, earns) in spans {
        let start = span.start.max(at);
        let (Some(plain), Some(words)) = (text.get(at..start), text.get(start..span.end)) else {
            continue;
        };
        if words.is_empty() {
            continue;
        }
        pieces.push((plain, None));
        pieces.push((words, Some(earns)));
        at = span.end;
    }
    pieces.push((text.get(at..).unwrap_or(""), None));
    html! {
        @for (words, voice) in pieces {
            @match voice {
                None => (visible(words)),
                Some(earns) => mark.(if earns { "good" } else { "bad" }) { (visible(words)) },
            }
        }
    }
}

/// `first`, `second`, `11th`.
pub(crate) fn nth(step: u32) -> String {
    match step {
        1 => "first".to_owned(),
        2 => "second".to_owned(),
        3 => "third".to_owned(),
        4 => "fourth".to_owned(),
        5 => "fifth".to_owned(),
        6 => "sixth".to_owned(),
        n => {
            let ending = match (n % 100, n % 10) {
                (11..=13, _) => "th",
                (_, 1) => "st",
                (_, 2) => "nd",
                (_, 3) => "rd",
                _ => "th",
            };
            format!("{n}{ending}")
        }
    }
}

#[cfg(test)]
mod tests {
    use glidepath_domain::{ReplyKind, Span, Turn};
    use glidepath_interview::{Depth, Remark, Signal};

    use super::{Rung, marked, nth, replies};

    fn remark(signal: Signal, start: usize, end: usize) -> Remark {
        Remark {
            signal,
            span: Some(Span::new(start, end)),
        }
    }

    #[test]
    fn marks_keep_the_words_whole_whatever_the_spans() {
        let text = "I don't know, <b>but</b> I would ask Ruth.";
        let plain = |html: String| {
            html.replace("<mark class=\"good\">", "")
                .replace("<mark class=\"bad\">", "")
                .replace("</mark>", "")
        };
        let escaped = text.replace('<', "&lt;").replace('>', "&gt;");
        for remarks in [
            vec![],
            vec![remark(Signal::Reasoned, 0, 12)],
            vec![
                remark(Signal::Dodged, 5, 20),
                remark(Signal::Reasoned, 0, 12),
                remark(Signal::Reasoned, 30, 999),
            ],
            vec![remark(Signal::Blames, 7, 3)],
        ] {
            assert_eq!(plain(marked(text, &remarks).0), escaped, "{remarks:?}");
        }
    }

    #[test]
    fn the_ladder_breaks_where_the_evidence_ended() {
        let mut said = Turn::open("How do you know?");
        said.reply = ReplyKind::Said;
        "Because.".clone_into(&mut said.text);
        let mut passed = Turn::open("What else?");
        passed.reply = ReplyKind::Passed;
        let rung = |turn| Rung {
            turn,
            reading: None,
            sound: None,
        };
        let depth = |reached, broke_at| Depth {
            reached,
            broke_at,
            why: "It said the same.".to_owned(),
        };
        let html = replies(&[rung(&said), rung(&passed)], &depth(0, Some(1))).0;
        assert_eq!(html.matches("The evidence ended here.").count(), 1);
        assert!(
            html.contains("class=\"rung broke\"") && html.contains("class=\"rung after\""),
            "{html}"
        );
        assert!(
            html.contains("You passed once") && html.contains("It said the same."),
            "{html}"
        );
        let html = replies(&[rung(&said)], &depth(1, None)).0;
        assert!(
            html.contains("the one question") && !html.contains("ended here"),
            "{html}"
        );
    }

    #[test]
    fn steps_are_counted_in_words() {
        let said: Vec<String> = [1, 6, 11, 21, 22, 103, 113].into_iter().map(nth).collect();
        assert_eq!(said, ["first", "sixth", "11th", "21st", "22nd", "103rd", "113th"]);
    }
}
