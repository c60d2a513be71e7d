//! Small things said in words: times, counts, what is known about the telling.

use glidepath_app::review_answer::Reviewed;
use glidepath_domain::{Review, Role, Tier};
use maud::{Markup, html};

use super::note::{Notes, Voice};

/// Seconds as minutes and seconds: `2:38`.
pub(crate) fn clock(seconds: f64) -> String {
    let whole = seconds.max(0.0).round() as u64;
    format!("{}:{:02}", whole / 60, whole % 60)
}

/// A share as a whole percentage.
pub(super) fn percent(share: f64) -> String {
    format!("{}%", (share * 100.0).round())
}

/// `1 word`, `263 words`, `12,000 words`.
pub(crate) fn counted(count: usize, one: &str, many: &str) -> String {
    let digits = count.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("{grouped} {}", if count == 1 { one } else { many })
}

/// A role in plain words.
pub(crate) const fn role_name(role: Role) -> &'static str {
    match role {
        Role::Sde => "Software engineer",
        Role::Pm => "Product or programme manager",
        Role::Em => "Engineering manager",
        Role::Data => "Data engineer, analyst or scientist",
        Role::Ops => "Operations",
    }
}

/// The text with control characters made visible, as HTML has no place for them.
pub(crate) fn visible(text: &str) -> String {
    text.chars().map(seen).collect()
}

fn seen(c: char) -> char {
    match c {
        '\n' | '\t' => c,
        '\r' => ' ',
        '\u{0}'..='\u{1f}' => char::from_u32(0x2400 + c as u32).unwrap_or(c),
        '\u{7f}' => '\u{2421}',
        '\u{80}'..='\u{9f}' => '\u{fffd}',
        _ => c,
    }
}

/// The line under the question: who, how long, by what.
pub(crate) fn meta(reviewed: &Reviewed) -> Markup {
    let (attempt, review) = (&reviewed.attempt, &reviewed.review);
    let who = match (attempt.role, attempt.level) {
        (Some(role), Some(level)) => Some(format!("{}, {level}", role_name(role))),
        (Some(role), None) => Some(role_name(role).to_owned()),
        (None, Some(level)) => Some(level.to_string()),
        (None, None) => None,
    };
    let measures = &review.measures;
    let tier = match review.engine.tier {
        Tier::Rules if reviewed.more => "by rules, the built-in model is reading",
        Tier::Rules => "by rules alone, no model used",
        Tier::Encoder => "by rules and the built-in model",
        Tier::Llm => "by rules and a language model",
    };
    html! {
        p.meta {
            @if let Some(who) = who { span { (who) } }
            @if let Some(seconds) = measures.duration_s {
                span { @if measures.estimated { "about " } @else { "spoken, " } span.num { (clock(seconds)) } @if measures.estimated { " aloud" } }
            }
            span { (counted(measures.words, "word", "words")) }
            span { "reviewed " (tier) }
        }
        @if review.language != "en" {
            p.meta.aside {
                @if review.language == "und" { "The language could not be told, so most rules did not run." }
                @else { "This reads as another language than English (" code { (review.language) } "), so the rules did not run." }
            }
        }
    }
}

/// The review in one line, for the foot of the text and for those who hear it.
pub(super) fn sum(notes: &Notes<'_>, review: &Review) -> Markup {
    let count = |voice: Voice| {
        notes
            .whole
            .iter()
            .chain(&notes.placed)
            .filter(|n| n.voice == voice)
            .count()
    };
    let said = [
        (count(Voice::Costly), "costs you", "cost you"),
        (count(Voice::Watch), "to watch", "to watch"),
        (count(Voice::Hint), "hint", "hints"),
        (count(Voice::Good), "strength", "strengths"),
    ];
    html! {
        span { (counted(review.measures.words, "word", "words")) }
        @if let Some(seconds) = review.measures.duration_s { span { @if review.measures.estimated { "about " } span.num { (clock(seconds)) } " aloud" } }
        @for (count, one, many) in said { @if count > 0 { span { (counted(count, one, many)) } } }
    }
}

#[cfg(test)]
mod tests {
    use super::{clock, counted, visible};

    #[test]
    fn times_and_counts_read_well() {
        assert_eq!(
            (clock(0.4), clock(59.6), clock(158.0)),
            ("0:00".into(), "1:00".into(), "2:38".into())
        );
        assert_eq!(
            (counted(1, "word", "words"), counted(1_234_567, "word", "words")),
            ("1 word".into(), "1,234,567 words".into())
        );
    }

    #[test]
    fn control_characters_can_be_seen() {
        assert_eq!(visible("a\0b\r\n\u{1b}"), "a␀b \n␛");
    }
}
