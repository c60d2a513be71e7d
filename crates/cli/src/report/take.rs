//! A take as text for people: its review, what its sound says, its follow-ups, its teller's verdict beside the review's.

use glidepath_app::practice::{DeliverySeen, ReplySeen, TakeReview};
use glidepath_domain::{Delivery, ReplyKind, Turn, Verdict};
use glidepath_interview::Side;
use glidepath_speech::{LONG_PAUSE_MS, Rates};

use super::Named;
use super::practice;
use super::text::{self, heading};
use crate::paint::{Ink, Paint};
use crate::wrap::{WIDTH, cut, fill};

/// Columns of names at the left.
const LEFT: usize = 14;

/// A take with all that is said of it. `brief` leaves out what is no finding.
pub(crate) fn take(take: &TakeReview, paint: Paint, brief: bool) -> String {
    let mut out = format!("{}\n", practice::head(&take.drill, paint));
    let named = [Named {
        name: "answer".to_owned(),
        reviewed: take.reviewed.clone(),
    }];
    out.push_str(&text::all(&named, paint, brief));
    if brief {
        return out;
    }
    let drill = &take.drill.value;
    let parts = [
        drill
            .answer()
            .and_then(|answer| answer.delivery.as_ref())
            .zip(take.delivery.as_ref())
            .map(|(delivery, seen)| delivered(delivery, seen, paint))
            .unwrap_or_default(),
        replies(take, paint),
        verdicts(take, paint),
        next_time(take, paint),
    ];
    for part in parts.iter().filter(|part| !part.is_empty()) {
        out.push_str(&format!("\n{part}"));
    }
    out
}

fn item(name: &str, said: &str) -> String {
    let said = fill(said, WIDTH, &" ".repeat(LEFT));
    format!("  {name:<width$}{}\n", said.trim_start(), width = LEFT - 2)
}

fn delivered(delivery: &Delivery, seen: &DeliverySeen, paint: Paint) -> String {
    let mut out = heading("delivery", paint);
    for (name, said) in rates(&seen.rates) {
        out.push_str(&item(name, &said));
    }
    let over = delivery
        .pauses
        .iter()
        .filter(|pause| pause.ms() > LONG_PAUSE_MS)
        .count();
    let longest = delivery.pauses.iter().map(|pause| pause.ms()).max();
    let longest = longest
        .map(|ms| format!(", the longest {:.1} s", ms as f64 / 1_000.0))
        .unwrap_or_default();
    let over = if over > 0 {
        format!(", {over} over {:.1} s", LONG_PAUSE_MS as f64 / 1_000.0)
    } else {
        String::new()
    };
    out.push_str(&item("pauses", &format!("{}{longest}{over}", delivery.pauses.len())));
    let before = seen.before_beats.iter().map(|one| {
        format!(
            "{} before {} (the longest {:.1} s)",
            one.count,
            one.beat.slug(),
            one.longest.ms() as f64 / 1_000.0
        )
    });
    let before: Vec<String> = before.collect();
    if !before.is_empty() {
        out.push_str(&item("", &before.join(", ")));
    }
    out.push_str(&item("held sounds", &delivery.held.len().to_string()));
    if let Some(spread) = delivery.pitch_spread {
        out.push_str(&item("melody", &format!("{spread:.1} semitones about the middle")));
    }
    if let Some(loudness) = delivery.loudness_db {
        out.push_str(&item("loudness", &format!("{:.0} dB below full scale", loudness.abs())));
    }
    let worth = seen.remarks.iter().map(|remark| remark.text.as_str());
    for said in worth.chain(seen.unlike.iter().map(|unlike| unlike.text.as_str())) {
        out.push_str(&format!(
            "  {}\n",
            paint.ink(Ink::Watch, fill(&format!("~ {said}"), WIDTH, "    ").trim_start())
        ));
    }
    out
}

/// The four rates, each with what it is the rate of: they are never mixed.
fn rates(rates: &Rates) -> Vec<(&'static str, String)> {
    let told = [
        ("delivered", rates.delivered, "words a minute, silence and all"),
        (
            "narration",
            rates.narration,
            "words a minute without silences over a second",
        ),
        ("phrase", rates.phrase, "words a minute between pauses"),
        ("articulation", rates.articulation, "syllables a second of speech"),
    ];
    let known = told.into_iter().filter_map(|(name, rate, of)| {
        let places = usize::from(name == "articulation");
        Some((name, format!("{:.places$} {of}", rate?)))
    });
    known.collect()
}

fn replies(take: &TakeReview, paint: Paint) -> String {
    if take.replies.is_empty() {
        return String::new();
    }
    let mut out = heading("follow-ups", paint);
    for seen in &take.replies {
        if let Some(turn) = take.drill.value.turns.get(seen.turn) {
            out.push_str(&reply(turn, seen, paint));
        }
    }
    out.push_str(&item("depth", &take.depth.why));
    if let Some(resumed) = &take.resumed {
        out.push_str(&item("cut in on", resumed.why));
    }
    out
}

fn reply(turn: &Turn, seen: &ReplySeen, paint: Paint) -> String {
    let number = paint.ink(Ink::Quiet, &format!("{}.", seen.turn));
    let mut out = format!("  {number} {}\n", fill(&turn.asked, WIDTH, "     ").trim_start());
    if turn.reply == ReplyKind::Passed {
        out.push_str("     (passed)\n");
        return out;
    }
    for line in turn.text.lines() {
        out.push_str(&format!("{}\n", paint.ink(Ink::Quiet, &fill(line, WIDTH, "     "))));
    }
    for remark in &seen.reading.remarks {
        let earns = remark.signal.side() == Side::For;
        let (sign, ink) = if earns { ("+", Ink::Good) } else { ("-", Ink::Watch) };
        let quote = remark.span.and_then(|span| turn.text.get(span.start..span.end));
        let quote = quote.map(|words| format!(" “{}”", cut(words, 40))).unwrap_or_default();
        let said = fill(&format!("{}{quote}", remark.signal.title()), WIDTH, "       ");
        out.push_str(&format!("     {} {}\n", paint.ink(ink, sign), said.trim_start()));
        if !earns {
            out.push_str(&format!(
                "{}\n",
                paint.ink(Ink::Quiet, &fill(remark.signal.instead(), WIDTH, "       "))
            ));
        }
    }
    out
}

fn verdicts(take: &TakeReview, paint: Paint) -> String {
    let mark =
        |verdict: Option<Verdict>| verdict.map_or("no verdict".to_owned(), |verdict| format!("{verdict} the bar"));
    let mut out = heading("your verdict", paint);
    let own = take.drill.value.own_verdict;
    let apart = match take.gap {
        None => "",
        Some(0) => ": you agree",
        Some(gap) if gap > 0 => ": you were kinder to yourself",
        Some(_) => ": you were harder on yourself",
    };
    let said = match own {
        None => format!("none; the review says {}", mark(take.reviewed.review.overall.verdict)),
        Some(_) => format!(
            "you said {}, the review says {}{apart}",
            mark(own),
            mark(take.reviewed.review.overall.verdict)
        ),
    };
    out.push_str(&item("", &said));
    if let Some(then) = &take.then {
        let list = |name: &str, rules: &[String]| (!rules.is_empty()).then(|| format!("{name} {}", rules.join(", ")));
        let parts: Vec<String> = [list("gone since:", &then.gone), list("new:", &then.come)]
            .into_iter()
            .flatten()
            .collect();
        let parts = if parts.is_empty() {
            String::new()
        } else {
            format!("; {}", parts.join("; "))
        };
        let said = format!("it said {} on {}{parts}", mark(then.first.verdict), then.first.as_of);
        out.push_str(&item("at first", &said));
    }
    out
}

fn next_time(take: &TakeReview, paint: Paint) -> String {
    if take.drop.is_none() && take.generalities.is_empty() {
        return String::new();
    }
    let mut out = heading("next time", paint);
    if let Some(drop) = &take.drop {
        out.push_str(&item("drop", &drop.words));
    }
    for one in &take.generalities {
        out.push_str(&item(
            "put a figure",
            &format!("“{}”: {}", cut(&one.quote, 40), one.ask),
        ));
    }
    out
}
