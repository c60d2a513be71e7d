//! The drill that is interrupted: when to cut in, with what, and whether the thread was taken up again. Source: domain §7. It reads
//! no clock: times are handed in.

use glidepath_content::follow_ups;
use glidepath_domain::{Beat, SentenceReading, Span};

use crate::answered::holds;
use crate::heard::{Heard, attempt};

/// Share of the time before which nobody is cut in on: there must be a thread to take up. Set by hand.
const EARLIEST: f64 = 0.25;

/// Share of the time from which on one cuts in whatever is being said. Set by hand.
const LATEST: f64 = 0.6;

/// How sure the reader must be that the teller is telling what they did.
const SURE: f64 = 0.4;

/// Sentences after the cut in which the thread must come back: one or two answer the interruption.
const SOON: usize = 5;

/// A telling under way.
#[derive(Debug, Clone, Copy)]
pub struct Telling<'a> {
    /// What was heard so far; empty where nothing writes it down.
    pub text: &'a str,
    /// Its sentences as the reviewer reads them; empty where it was not read.
    pub sentences: &'a [SentenceReading],
    /// Milliseconds since it began.
    pub elapsed_ms: u64,
    /// The timebox in milliseconds.
    pub limit_ms: u64,
}

/// A cut.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cut {
    /// The words to say.
    pub text: String,
    /// How much of the text was heard by then, in bytes.
    pub heard: usize,
    /// When, in milliseconds from the start.
    pub at_ms: u64,
}

/// Whether to cut in now: in the middle of what the teller did, once a quarter of the time is gone; at 60 % of it in any case.
#[must_use]
pub fn cut_in(telling: &Telling<'_>) -> Option<Cut> {
    let share = telling.elapsed_ms as f64 / telling.limit_ms.max(1) as f64;
    if share < EARLIEST {
        return None;
    }
    let acts = |reading: &SentenceReading| reading.beat == Beat::Action && reading.confidence >= SURE;
    let mid_action = match telling.sentences {
        [.., before, now] => acts(before) && acts(now),
        _ => false,
    };
    if !mid_action && share < LATEST {
        return None;
    }
    let words = attempt(telling.text);
    let heard = Heard::of(&words);
    let cut_ins = &follow_ups().cut_ins;
    // What stands in the telling already is no question that stops anybody.
    let open = cut_ins
        .iter()
        .find(|one| !holds(&heard, one.wants))
        .or(cut_ins.first())?;
    Some(Cut {
        text: open.text.clone(),
        heard: telling.text.len(),
        at_ms: telling.elapsed_ms,
    })
}

/// Whether the thread was taken up again after a cut.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resumed {
    /// It was.
    pub resumed: bool,
    /// The sentence after the cut that takes it up.
    pub span: Option<Span>,
    /// What happened: one sentence.
    pub why: &'static str,
}

/// Holds what was said before the cut against what came after it, the reply to the interruption included.
#[must_use]
pub fn resumed(before: &str, after: &str) -> Resumed {
    let (before, after) = (attempt(before), attempt(after));
    let (before, after) = (Heard::of(&before), Heard::of(&after));
    let stop = |why| Resumed {
        resumed: false,
        span: None,
        why,
    };
    let sentences = &before.read.sentences;
    if sentences.is_empty() || after.read.words == 0 {
        return stop("Nothing came after the interruption.");
    }
    let from = sentences.len().saturating_sub(2);
    let thread = before.stems_in(Span::new(sentences[from].span.start, before.read.text.len()));
    let opening = before.stems_in(Span::new(0, sentences[sentences.len().min(2) - 1].span.end));
    let shared = |sentence: usize, known: &std::collections::BTreeSet<&str>| {
        let here = after.stems_in(after.read.sentences[sentence].span);
        here.iter().filter(|stem| known.contains(*stem)).count()
    };
    let soon = after.read.sentences.len().min(SOON);
    let least = if thread.len() > 4 { 2 } else { 1 };
    let taken_up = (0..soon).find(|&i| shared(i, &thread) >= least || says_back(&after, i));
    let told_again = from >= 2 && (0..soon).map(|i| shared(i, &opening)).sum::<usize>() * 2 > opening.len().max(3);
    let Some(at) = taken_up else {
        return stop(if told_again {
            "You began again from the start instead of where you were."
        } else {
            "What you were in the middle of did not come back."
        });
    };
    if told_again && shared(at, &opening) > shared(at, &thread) {
        return stop("You began again from the start instead of where you were.");
    }
    let known = before.stems();
    let further = (at..after.read.sentences.len()).any(|i| {
        let here = after.stems_in(after.read.sentences[i].span);
        here.iter().filter(|stem| !known.contains(*stem)).count() >= 2
    });
    if !further {
        return stop("You named where you were and did not go on from there.");
    }
    Resumed {
        resumed: true,
        span: Some(after.read.sentences[at].span),
        why: "You answered and went on from where you were.",
    }
}

/// "back to", "where was I", "as I was saying".
fn says_back(after: &Heard<'_>, sentence: usize) -> bool {
    after.read.sentences[sentence]
        .tokens
        .clone()
        .any(|i| match after.word(i) {
            "back" => after.word(i + 1) == "to",
            "where" => {
                after.word(i + 1) == "i" && after.word(i + 2) == "was"
                    || after.word(i + 1) == "was" && after.word(i + 2) == "i"
            }
            "as" => after.word(i + 1) == "i" && after.word(i + 2) == "was",
            _ => false,
        })
}
