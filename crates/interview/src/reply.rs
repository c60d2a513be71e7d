//! Reads a reply: whether it answers, what is new in it, what earns and what costs. General mechanisms first: who acts, in which
//! tense, what is negated, how much of it was said before; lists hold closed classes of words only. What the next question is, is
//! not asked here.

mod concession;
mod defence;
mod evidence;
mod generality;

use glidepath_content::Want;
use glidepath_domain::{Layer, ReplyKind, Span, Turn};

pub use evidence::NewEvidence;

use crate::answered::{holds, identifies, wanted};
use crate::heard::{Heard, attempt};
use crate::ladder::template_of;
use crate::signal::Signal;

/// Share of a reply's content words that were said before, from which on it says the same again. Set by hand on the tuned replies.
const SAID_BEFORE: f64 = 0.7;

/// Fewest content words not said before that name a thing asked for. Set by hand on the tuned replies.
const NAMES: usize = 3;

/// Something said of a reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// What it is; its words for a person are [`Signal::title`], [`Signal::why`] and [`Signal::instead`].
    pub signal: Signal,
    /// The words it rests on, in the reply; `None` where the whole reply is meant.
    pub span: Option<Span>,
}

/// What a reply was worth.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReplyReading {
    /// Whether the question got an answer.
    pub answered: bool,
    /// What came that had not been said before.
    pub new: NewEvidence,
    /// What earns and what costs, in the order of [`Signal::ALL`].
    pub remarks: Vec<Remark>,
}

impl ReplyReading {
    /// Whether it shows this.
    #[must_use]
    pub fn has(&self, signal: Signal) -> bool {
        self.remarks.iter().any(|remark| remark.signal == signal)
    }
}

/// Reads `reply` to the question of `turn`. `before` is the answer and every earlier reply. Never fails; a pass or an empty reply
/// answers nothing and brings nothing.
#[must_use]
pub fn read_reply(turn: &Turn, reply: &str, before: &str) -> ReplyReading {
    if turn.reply == ReplyKind::Passed || !reply.contains(char::is_alphanumeric) {
        return ReplyReading::default();
    }
    let (said, earlier, question) = (attempt(reply), attempt(before), attempt(&turn.asked));
    let (said, earlier, question) = (Heard::of(&said), Heard::of(&earlier), Heard::of(&question));
    let pressed = turn.layer == Some(Layer::Challenge);
    let new = evidence::of(&said, &earlier);
    let want = template_of(&turn.asked).map_or_else(|| wanted(&turn.asked), |template| template.wants);

    let mut remarks = Vec::new();
    let mut note = |signal: Signal, span: Option<Span>| {
        remarks.push(Remark { signal, span });
    };
    let took = concession::took_the_point(&said, pressed);
    let reasoned = concession::reasoned(&said);
    let named = evidence::named_occasion(&said, &earlier);
    let general = generality::general(&said, &new);
    let repeats = repeats(&said, &earlier, &new);
    let blames = defence::blames(&said).filter(|_| took.is_none());
    let defends = defence::over_defended(&said, &earlier, pressed)
        .filter(|_| took.is_none() && reasoned.is_none() && new.facts() == 0);
    let fresh = fresh(&said, &earlier);
    let identified = identifies(&turn.asked) && fresh >= NAMES;
    let meets = general.is_none() && (identified || meets(&said, &question, want, &new, fresh));
    let elsewhere = blames.is_some() && asks_of_oneself(&question);
    let dodged = took.is_none() && reasoned.is_none() && defends.is_none() && (!meets || elsewhere);

    let found = [
        (Signal::TookThePoint, took),
        (Signal::Reasoned, reasoned),
        (Signal::NamedOccasion, named),
        (Signal::Dodged, dodged.then(|| first_sentence(&said))),
        (Signal::OverDefended, defends),
        (Signal::General, general),
        (Signal::Repeats, repeats.then(|| Span::new(0, 0))),
        (Signal::Blames, blames),
    ];
    for (signal, span) in found {
        if let Some(span) = span {
            note(signal, Some(span).filter(|s| !s.is_empty()));
        }
    }
    let answered = !dodged && !repeats && general.is_none();
    let new = if answered && defends.is_none() {
        new
    } else {
        new.checkable()
    };
    ReplyReading { answered, new, remarks }
}

fn first_sentence(said: &Heard<'_>) -> Span {
    said.read.sentences.first().map_or(Span::new(0, 0), |s| s.span)
}

/// Nearly all of its content was said before, and nothing that can be checked is new.
fn repeats(said: &Heard<'_>, earlier: &Heard<'_>, new: &NewEvidence) -> bool {
    let (stems, known) = (said.stems(), earlier.stems());
    let again = stems.iter().filter(|stem| known.contains(*stem)).count();
    stems.len() >= 3 && new.facts() == 0 && again as f64 >= SAID_BEFORE * stems.len() as f64
}

/// Content words not said before.
fn fresh(said: &Heard<'_>, earlier: &Heard<'_>) -> usize {
    let known = earlier.stems();
    said.stems().iter().filter(|stem| !known.contains(*stem)).count()
}

/// "What was your own mistake?": the answer must be about the teller.
fn asks_of_oneself(question: &Heard<'_>) -> bool {
    (0..question.read.tokens.len()).any(|i| {
        let own = matches!(question.word(i), "your" | "yourself");
        own && (i + 1..i + 3).any(|j| {
            matches!(
                question.word(j),
                "own" | "mistake" | "part" | "fault" | "share" | "?" | "."
            )
        })
    })
}

/// Whether a reply meets its question: it brings something of the kind wanted that is new, or new things about what was asked. `fresh` is
/// the number of its content words not said before.
fn meets(said: &Heard<'_>, question: &Heard<'_>, want: Want, new: &NewEvidence, fresh: usize) -> bool {
    let asked = question.stems();
    let touched = said.stems().iter().filter(|stem| asked.contains(*stem)).count();
    let kind = holds(said, want);
    match want {
        Want::Figure => kind && new.figures > 0,
        Want::Person => kind && (new.names + new.people > 0 || new.deeds > 0),
        Want::Occasion => kind || new.deeds > 0 && new.facts() > 0,
        Want::Otherwise => kind && (new.total() > 0 || fresh >= NAMES) || new.facts() > 0,
        Want::Deed => kind && new.deeds > 0 || touched > 0 && new.facts() > 0,
        Want::Words | Want::Cost | Want::Reason | Want::Alternative | Want::Baseline => {
            let told = new.deeds + new.reasons + new.details > 0 && (kind || touched > 0);
            told || new.facts() > 0
        }
    }
}
