//! Examples: the texts by which a rule says what it flags and what it passes, read as attempts.

use glidepath_domain::{Attempt, Date, Level, Span, TimedWord};

/// A text the rule flags or passes. The words it is about are marked `[[so]]`; in one with a pace, `{2.5s}` is a silence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Example {
    /// The answer, or the part of one that matters.
    pub text: &'static str,
    /// The question asked, where the rule has to know it.
    pub question: Option<&'static str>,
    /// The level applied for, where the rule has to know it.
    pub level: Option<Level>,
    /// Words a minute at which it is spoken, where the rule has to know when each word was said.
    pub pace: Option<u64>,
}

impl Example {
    /// An example that needs neither question nor level.
    #[must_use]
    pub const fn of(text: &'static str) -> Self {
        Self {
            text,
            question: None,
            level: None,
            pace: None,
        }
    }

    /// The same, spoken at this many words a minute.
    #[must_use]
    pub const fn spoken_at(self, words_per_minute: u64) -> Self {
        Self {
            pace: Some(words_per_minute),
            ..self
        }
    }

    /// The same, told in reply to `question`.
    #[must_use]
    pub const fn asked(self, question: &'static str) -> Self {
        Self {
            question: Some(question),
            ..self
        }
    }

    /// The same, by someone applying for `level`.
    #[must_use]
    pub const fn at(self, level: Level) -> Self {
        Self {
            level: Some(level),
            ..self
        }
    }

    /// The example as an attempt, and the spans that are marked in it.
    #[must_use]
    pub fn attempt(&self) -> (Attempt, Vec<Span>) {
        let (marked, words) = match self.pace {
            Some(pace) => timed(self.text, pace),
            None => (self.text.to_owned(), Vec::new()),
        };
        let (text, spans) = unmark(&marked);
        let mut attempt = Attempt::of(text, AS_OF);
        attempt.words = words;
        attempt.question = self.question.map(str::to_owned);
        attempt.level = self.level;
        (attempt, spans)
    }
}

/// The day on which examples are told: what "ten years ago" means in them.
const AS_OF: Date = Date {
    year: 2026,
    month: 6,
    day: 1,
};

/// The text of an example without its marks, and the spans that were marked.
fn unmark(marked: &str) -> (String, Vec<Span>) {
    let (mut text, mut spans, mut open) = (String::new(), Vec::new(), None);
    let mut rest = marked;
    while let Some(at) = rest.find("[[").into_iter().chain(rest.find("]]")).min() {
        text.push_str(&rest[..at]);
        if rest[at..].starts_with("[[") {
            open = Some(text.len());
        } else if let Some(start) = open.take() {
            spans.push(Span::new(start, text.len()));
        }
        rest = &rest[at + 2..];
    }
    text.push_str(rest);
    (text, spans)
}

/// Takes the silences out of a marked text and says when each word was said at `pace` words a minute.
fn timed(marked: &str, pace: u64) -> (String, Vec<TimedWord>) {
    let (mut kept, mut words, mut clock) = (Vec::new(), Vec::new(), 0);
    let step = 60_000 / pace;
    for piece in marked.split(' ') {
        if let Some(seconds) = piece.strip_prefix('{').and_then(|p| p.strip_suffix("s}")) {
            clock += (seconds.parse::<f64>().unwrap_or(0.0) * 1000.0) as u64;
            continue;
        }
        kept.push(piece);
        words.push(TimedWord {
            word: piece.replace("[[", "").replace("]]", ""),
            start_ms: clock,
            end_ms: clock + step,
        });
        clock += step;
    }
    (kept.join(" "), words)
}
