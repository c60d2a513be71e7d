//! Exact words of a loop with the place they were said at, and the way to them in the take; and what is said of a loop in a word.

use std::fmt::Write as _;

use glidepath_app::hand_out_debrief::words::said_in;
use glidepath_domain::{Debrief, Inclination, Loop, Quote, Stance};
use glidepath_review::rules;
use maud::{Markup, html};

use super::Links;
use super::say::visible;

/// Words of a quote by which it is found in its take: a longer one is found by its first and its last words.
const FOUND_BY: usize = 5;

/// A debrief, and the loop it is of.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Packet<'d> {
    /// The loop's name in the bank.
    pub(crate) id: &'d str,
    /// The loop.
    pub(crate) of: &'d Loop,
    /// When it was begun, in UTC milliseconds.
    pub(crate) begun_ms: i64,
    /// What came of it.
    pub(crate) debrief: &'d Debrief,
    /// Where links lead.
    pub(crate) links: Links,
}

impl Packet<'_> {
    /// The name of the interviewer with this place among the reports.
    pub(crate) fn name(&self, seat: usize) -> String {
        self.debrief
            .seats
            .get(seat)
            .map_or_else(|| format!("Interviewer {}", seat + 1), |seat| visible(&seat.name))
    }

    /// Whether links lead to pages of the running app.
    pub(crate) fn in_app(&self) -> bool {
        self.links != Links::Inside
    }
}

/// Words as they were said, and where.
pub(crate) fn cited(packet: &Packet<'_>, quote: &Quote) -> Markup {
    html! {
        blockquote.cited {
            q dir="auto" { (visible(&quote.text)) }
            " "
            @match address(packet, quote) {
                Some(address) => a.where href=(address) { (said_in(quote)) },
                None => span.where { (said_in(quote)) },
            }
        }
    }
}

/// Where the words stand in their take. Browsers that know text fragments go to the very words; others to the answer, or to the
/// replies.
fn address(packet: &Packet<'_>, quote: &Quote) -> Option<String> {
    if !packet.in_app() {
        return None;
    }
    let drill = &packet.of.rounds.get(quote.round)?.exchanges.get(quote.exchange)?.drill;
    if drill.is_empty() {
        return None;
    }
    let part = if quote.turn == 0 { "answer" } else { "replies" };
    Some(format!("/takes/{drill}#{part}:~:text={}", fragment(&quote.text)))
}

/// A text fragment that finds `text`.
fn fragment(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.len() <= 2 * FOUND_BY {
        return percent(&words.join(" "));
    }
    let (first, last) = (words.get(..FOUND_BY), words.get(words.len() - FOUND_BY..));
    let joined = |part: Option<&[&str]>| percent(&part.unwrap_or_default().join(" "));
    format!("{},{}", joined(first), joined(last))
}

/// The text as a fragment may hold it: a dash or a comma would be read as a mark of its own.
fn percent(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'~') {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// The rule's or strength's title, for those who know its slug only.
pub(crate) fn title_of(code: &str) -> String {
    rules::find(code).map_or_else(|| code.replace('-', " "), |rule| rule.title.to_owned())
}

/// The class by which the three voices are told apart: solid against, dotted in favour, a thin line for what was noted.
pub(crate) const fn stance_class(stance: Stance) -> &'static str {
    match stance {
        Stance::For => "good",
        Stance::Against => "bad",
        Stance::Noted => "hint",
    }
}

/// The same for a vote; what was not judged is dashed.
pub(crate) const fn vote_class(inclination: Inclination) -> &'static str {
    match inclination {
        Inclination::Inclined => "good",
        Inclination::NotInclined => "bad",
        Inclination::NotJudged => "open",
    }
}

/// How sure somebody is, in words. Set by hand.
pub(crate) const fn sure(confidence: f64) -> &'static str {
    match confidence {
        c if c >= 0.9 => "sure",
        c if c >= 0.75 => "fairly sure",
        c if c >= 0.6 => "leaning",
        _ => "on the fence",
    }
}

/// First letters of a name, for the circle that stands for somebody.
pub(crate) fn initials(name: &str) -> String {
    let letters: Vec<char> = name.split_whitespace().filter_map(|word| word.chars().next()).collect();
    match (letters.first(), letters.last()) {
        (Some(first), Some(last)) if letters.len() > 1 => format!("{first}{last}").to_uppercase(),
        (Some(first), _) => first.to_uppercase().to_string(),
        _ => "?".to_owned(),
    }
}

/// Somebody as a circle with their initials; one whom a person plays has a double ring.
pub(crate) fn face(name: &str, human: bool) -> Markup {
    html! {
        svg.face width="44" height="44" viewBox="0 0 44 44" aria-hidden="true" {
            circle cx="22" cy="22" r="20.5" {}
            @if human { circle.inner cx="22" cy="22" r="17.5" {} }
            text x="22" y="27" text-anchor="middle" { (initials(&visible(name))) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{fragment, initials, sure};

    #[test]
    fn a_quote_is_found_by_its_words_whatever_they_are() {
        assert_eq!(fragment("So I, well - asked."), "So%20I%2C%20well%20%2D%20asked.");
        assert_eq!(
            fragment("one two three four five six seven eight nine ten eleven twelve"),
            "one%20two%20three%20four%20five,eight%20nine%20ten%20eleven%20twelve"
        );
        assert_eq!(fragment("  "), "");
        assert!(fragment("naïve & <b>").is_ascii());
    }

    #[test]
    fn initials_are_two_letters_at_most() {
        let of = |name| initials(name);
        assert_eq!(
            (of("Tomasz Wilk"), of("Ruth"), of("Ana de la Cruz")),
            ("TW".into(), "R".into(), "AC".into())
        );
        assert_eq!((of(""), of("  ")), ("?".into(), "?".into()));
    }

    #[test]
    fn surer_is_never_said_more_faintly() {
        let said: Vec<&str> = [0.0, 0.59, 0.6, 0.75, 0.9, 1.0].into_iter().map(sure).collect();
        assert_eq!(
            said,
            ["on the fence", "on the fence", "leaning", "fairly sure", "sure", "sure"]
        );
    }
}
