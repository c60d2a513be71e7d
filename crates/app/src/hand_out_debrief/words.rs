//! What a debrief is worded like, wherever it is shown: where something was said, how votes and marks are called, which line of an
//! interviewer's notes a mark rests on.

use glidepath_domain::{
    Chair, ChangeKind, Fix, Flip, Inclination, NoteLine, Quote, Ruling, SeatReport, Spread, Verdict,
};

/// Why a result is shown as a spread and not as a score.
pub const PANELS_DIFFER: &str = "Real interviewers differ. The same answers were put to other people in the same chairs, who weigh things \
     otherwise and have easier or harder bars; no panel knows which of them you will meet.";

/// What the room decided, in words.
#[must_use]
pub const fn ruling(ruling: Ruling) -> &'static str {
    match ruling {
        Ruling::Hire => "hire",
        Ruling::NoHire => "no hire",
        Ruling::NotJudged => "not judged",
    }
}

/// A vote, in words.
#[must_use]
pub const fn inclination(inclination: Inclination) -> &'static str {
    match inclination {
        Inclination::Inclined => "inclined",
        Inclination::NotInclined => "not inclined",
        Inclination::NotJudged => "not judged",
    }
}

/// A chair, in words.
#[must_use]
pub const fn chair(chair: Chair) -> &'static str {
    match chair {
        Chair::Peer => "Peer",
        Chair::Technical => "Technical round",
        Chair::Manager => "Hiring manager",
        Chair::Partner => "Partner from another function",
        Chair::BarRaiser => "Bar Raiser",
    }
}

/// A mark, in words.
#[must_use]
pub fn marked(verdict: Option<Verdict>) -> &'static str {
    verdict.map_or("not judged", Verdict::slug)
}

/// What kind of change it is, before what it says.
#[must_use]
pub const fn change(kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::Mend => "mend",
        ChangeKind::Add => "add",
        ChangeKind::Lose => "keep",
        ChangeKind::Replace => "answer",
    }
}

/// What comes before the changes that would flip a vote.
#[must_use]
pub fn flips(flip: &Flip) -> String {
    let (to, all) = (inclination(flip.to), flip.changes.len() > 1);
    // A vote in favour hangs on something; one against lacks something.
    let hangs = flip.to == Inclination::NotInclined;
    match (hangs, all) {
        (true, false) => format!("Without this the vote would have been {to}:"),
        (true, true) => format!("Without these together the vote would have been {to}:"),
        (false, false) => format!("One change, and the vote would have been {to}:"),
        (false, true) => format!("These together, and the vote would have been {to}:"),
    }
}

/// Where something was told, counted from one: "round 2, question 1".
#[must_use]
pub fn told_in((round, exchange): (usize, usize)) -> String {
    format!("round {}, question {}", round + 1, exchange + 1)
}

/// Where something was said: "round 2, question 1, follow-up 3".
#[must_use]
pub fn said_in(quote: &Quote) -> String {
    let told = told_in((quote.round, quote.exchange));
    match quote.turn {
        0 => told,
        turn => format!("{told}, follow-up {turn}"),
    }
}

/// Rounds in words, counted from one: "rounds 2, 4 and 5"; empty for none.
#[must_use]
pub fn in_rounds(rounds: &[usize]) -> String {
    let numbers: Vec<String> = rounds.iter().map(|round| (round + 1).to_string()).collect();
    match numbers.as_slice() {
        [] => String::new(),
        [one] => format!("round {one}"),
        _ => format!("rounds {}", listed(&numbers)),
    }
}

/// "a", "a and b", "a, b and c".
#[must_use]
pub fn listed<T: AsRef<str>>(parts: &[T]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [before @ .., last] => {
            let before: Vec<&str> = before.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", before.join(", "), last.as_ref())
        }
    }
}

/// How the panels split, in one sentence; empty where none was sampled.
#[must_use]
pub fn spread(spread: &Spread) -> String {
    if spread.panels == 0 {
        return String::new();
    }
    let too_little = match spread.not_judged {
        0 => String::new(),
        n => format!(", {n} heard too little"),
    };
    format!(
        "{} of {} sampled panels would hire, {} would not{too_little}.",
        spread.hire, spread.panels, spread.no_hire
    )
}

/// How to drill one of the things to mend; `None` where no question is known for it.
#[must_use]
pub fn drill(fix: &Fix) -> Option<String> {
    (!fix.question.is_empty()).then(|| format!("glidepath practice --question {}", fix.question))
}

/// The lines of an interviewer's notes, numbered from one through their round, so that a mark can name what it rests on.
#[derive(Debug)]
pub struct Numbered<'r> {
    lines: Vec<&'r NoteLine>,
}

impl<'r> Numbered<'r> {
    /// Numbers them in the order written.
    #[must_use]
    pub fn of(report: &'r SeatReport) -> Self {
        Self {
            lines: report.notes.iter().flat_map(|notes| &notes.lines).collect(),
        }
    }

    /// The number of a line; `None` where the notes do not have it. What it moves may differ: that depends on the principle.
    #[must_use]
    pub fn number(&self, line: &NoteLine) -> Option<usize> {
        let same = |noted: &&&NoteLine| {
            (&noted.code, noted.exchange, &noted.quote) == (&line.code, line.exchange, &line.quote)
                && noted.stance == line.stance
        };
        let exact = self
            .lines
            .iter()
            .position(|noted| noted.says == line.says && same(&noted));
        exact
            .or_else(|| self.lines.iter().position(|noted| same(&noted)))
            .map(|at| at + 1)
    }

    /// Splits evidence into what the notes have, by number, and what they have not.
    #[must_use]
    pub fn split<'e>(&self, evidence: &'e [NoteLine]) -> (Vec<usize>, Vec<&'e NoteLine>) {
        let (mut numbers, mut others) = (Vec::new(), Vec::new());
        for line in evidence {
            match self.number(line) {
                Some(number) => numbers.push(number),
                None => others.push(line),
            }
        }
        (numbers, others)
    }
}

/// Numbers of lines as a mark names them: "1, 4 and 6".
#[must_use]
pub fn lines(numbers: &[usize]) -> String {
    let numbers: Vec<String> = numbers.iter().map(ToString::to_string).collect();
    listed(&numbers)
}
