//! How a figure is worded: hedged, as a bound, as a change or as what something came to.

use glidepath_domain::{FigureRole, Span};
use glidepath_text::Transcript;

use super::amount::{Bound, Motion};

/// Whether a figure is told as a bound: "under 30", "more than 30". "Just over 30" is 30, told loosely.
pub(super) fn bound(transcript: &Transcript<'_>, span: Span) -> Option<Bound> {
    let tokens = &transcript.tokens;
    let at = tokens.partition_point(|t| t.span.start < span.start);
    // "About", "over" may stand within the figure's own words.
    let words = (at.saturating_sub(3)..=at).map(|i| tokens.lower_at(Some(i)));
    let closes = tokens.partition_point(|t| t.span.start < span.end);
    // "Fifty something people", "forty-odd".
    if (at + 1..closes + 1).any(|i| matches!(tokens.lower_at(Some(i)), "something" | "odd")) {
        return Some(Bound::Odd);
    }
    let mut bound = None;
    let mut before = "";
    for word in words {
        match (before, word) {
            (_, "under" | "below" | "within") | ("less" | "fewer", "than") | ("at", "most") => {
                bound = Some(Bound::Under);
            }
            (_, "over" | "above" | "passed" | "topped" | "beyond" | "exceeded")
            | ("more", "than")
            | ("at", "least") => bound = Some(Bound::Over),
            (_, "." | "," | ";" | "and") => bound = None,
            _ => {}
        }
        before = word;
    }
    bound
}

/// Whether a figure is told loosely: "about 30", "30 or so".
pub(super) fn is_hedged(transcript: &Transcript<'_>, span: Span) -> bool {
    let tokens = &transcript.tokens;
    let at = tokens.partition_point(|t| t.span.start < span.start);
    let end = tokens.partition_point(|t| t.span.start < span.end);
    let hedge = |word: &str| {
        matches!(
            word,
            "about"
                | "around"
                | "roughly"
                | "approximately"
                | "nearly"
                | "almost"
                | "over"
                | "under"
                | "some"
                | "circa"
                | "~"
                | "than"
                | "least"
                | "most"
                | "close"
                | "maybe"
                | "perhaps"
                | "just"
        )
    };
    let own = span
        .of(transcript.text)
        .trim_start()
        .split(' ')
        .next()
        .unwrap_or("")
        .to_lowercase();
    // "Fifty something people", "forty-odd".
    let odd = (at..end + 1).any(|i| matches!(tokens.lower_at(Some(i)), "something" | "odd" | "ish"));
    let short = (at.saturating_sub(3)..at).any(|i| {
        matches!(
            (tokens.lower(i), tokens.lower_at(Some(i + 1))),
            ("not", "quite" | "far") | ("getting", "on") | ("a", "good" | "bit" | "little") | ("something", "like")
        )
    });
    odd || short
        || (at.saturating_sub(3)..at).any(|i| hedge(tokens.lower(i)))
        || hedge(&own)
        || tokens.lower_at(Some(end)) == "or" && tokens.lower_at(Some(end + 1)) == "so"
}

/// Whether a figure tells a change, what it came to, or a state, by the words around it.
pub(super) fn motion(transcript: &Transcript<'_>, span: Span, role: FigureRole) -> Motion {
    let tokens = &transcript.tokens;
    let at = tokens.partition_point(|t| t.span.start < span.start);
    let end = tokens.partition_point(|t| t.span.start < span.end);
    let after = tokens.lower_at(Some(end));
    if matches!(
        after,
        "fewer" | "less" | "more" | "faster" | "slower" | "lower" | "higher" | "drop" | "cut" | "saving"
    ) || matches!(
        after,
        "increase" | "decrease" | "reduction" | "improvement" | "rise" | "off" | "cheaper"
    ) {
        return Motion::By;
    }
    // "Losses were down 26 percent": not what they were.
    if matches!(tokens.lower_at(at.checked_sub(1)), "down" | "up") {
        return Motion::By;
    }
    // "The bill came to 40,000": what it was.
    if tokens.lower_at(at.checked_sub(1)) == "to"
        && matches!(tokens.lower_at(at.checked_sub(2)), "came" | "comes" | "amounted" | "up")
    {
        return Motion::Was;
    }
    for back in (at.saturating_sub(4)..at).rev() {
        match tokens.lower(back) {
            "by" | "fell" | "dropped" | "rose" | "grew" | "saved" | "saves" | "saving" | "cutting" | "cut"
            | "shaved" => {
                return Motion::By;
            }
            "to" | "reached" | "hit" => return Motion::To,
            "at" | "was" | "were" | "is" | "from" | "of" | "cost" | "costs" => return Motion::Was,
            "." | ";" | "and" => break,
            _ => {}
        }
    }
    if role == FigureRole::Baseline {
        Motion::Was
    } else {
        Motion::Open
    }
}
