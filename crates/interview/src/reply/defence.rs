//! Replies that close up: those that defend themselves where they were only asked, and those that put it on others.

use glidepath_domain::Span;
use glidepath_text::{Actor, Tag};

use crate::heard::{Heard, stem};

/// Adverbs of certainty: they stand where a fact would.
const CERTAIN: &[&str] = &[
    "clearly",
    "obviously",
    "definitely",
    "absolutely",
    "certainly",
    "totally",
    "completely",
    "simply",
    "exactly",
    "undoubtedly",
    "strongly",
    "honestly",
];

/// Everybody and nobody, called as witnesses.
const WITNESSES: &[&str] = &[
    "everybody",
    "everyone",
    "nobody",
    "anyone",
    "anybody",
    "somebody",
    "nothing",
];

/// What others do who let one down, as stems.
const FAILING: &[&str] = &[
    "fail", "refus", "ignor", "forgot", "forget", "brok", "break", "cancel", "neglect", "delay", "drag", "block",
    "ruin", "mess", "reject", "stall",
];

/// Signs of defence from which on a reply defends itself. Set by hand on the tuned replies.
const DEFENDS: usize = 2;

/// Where a reply defends itself: its first sign of it.
pub(super) fn over_defended(said: &Heard<'_>, earlier: &Heard<'_>, pressed: bool) -> Option<Span> {
    let tokens = &said.read.tokens;
    let certain: Vec<usize> = (0..tokens.len()).filter(|i| CERTAIN.contains(&said.word(*i))).collect();
    let witnesses = (0..tokens.len()).filter(|i| WITNESSES.contains(&said.word(*i))).count();
    let denies = (0..tokens.len()).find(|i| denial(said, *i));
    let reminds = (0..tokens.len()).find(|i| {
        let said_so = matches!(said.word(*i), "as" | "like")
            && said.word(i + 1) == "i"
            && matches!(said.word(i + 2), "said" | "mentioned" | "explained");
        said_so || said.word(*i) == "already" && *i > 0 && said.word(i - 1) == "i"
    });
    let signs =
        certain.len().min(2) + witnesses.min(1) + usize::from(denies.is_some()) + usize::from(reminds.is_some());
    // To be pressed and to answer with what was said before is defence enough with one sign more.
    let again = {
        let (stems, known) = (said.stems(), earlier.stems());
        !stems.is_empty() && stems.iter().filter(|stem| known.contains(*stem)).count() * 2 > stems.len()
    };
    let signs = signs + usize::from(pressed && again && signs > 0);
    let at = denies.or(certain.first().copied()).or(reminds)?;
    (signs >= DEFENDS).then(|| said.read.sentences[said.read.sentence_of(at)].span)
}

/// "No," at the start, "not at all", "I disagree", "I don't think that's", "push back", "of course".
fn denial(said: &Heard<'_>, index: usize) -> bool {
    let word = said.word(index);
    let sentence = said.read.sentence_of(index);
    let opens = said.opens(sentence) == index && sentence < 2;
    let not_at_all = word == "not" && said.word(index + 1) == "at" && said.word(index + 2) == "all";
    let no = opens && word == "no" && matches!(said.word(index + 1), "," | "." | "!");
    let course = opens && word == "of" && said.word(index + 1) == "course";
    let because = opens && sentence == 0 && word == "because";
    let disagree = word == "disagree" || word == "push" && said.word(index + 1) == "back";
    let unthinking = matches!(word, "think" | "see" | "agree")
        && index > 1
        && said.negates(index - 1)
        && (1..=4).any(|back| index.checked_sub(back).is_some_and(|j| said.word(j) == "i"));
    no || not_at_all || course || because || disagree || unthinking
}

/// Where others are said to have let one down, when nothing else is told.
pub(super) fn blames(said: &Heard<'_>) -> Option<Span> {
    let read = &said.read;
    let mut blamed: Vec<usize> = Vec::new();
    for index in 0..read.tokens.len() {
        let sentence = read.sentence_of(index);
        let verb = matches!(
            read.tokens[index].tag,
            Tag::VerbPast | Tag::VerbBase | Tag::VerbPresent | Tag::VerbPresent3 | Tag::VerbIng | Tag::VerbParticiple
        );
        if !verb || !another_acts(said, index) {
            continue;
        }
        let denied = (1..=3).any(|back| {
            index
                .checked_sub(back)
                .is_some_and(|j| matches!(said.word(j), "never" | "not" | "n't"))
        });
        if denied || FAILING.contains(&stem(said.word(index)).as_str()) {
            blamed.push(sentence);
        }
    }
    let because_of = (0..read.tokens.len()).any(|i| {
        said.word(i) == "because" && said.word(i + 1) == "of" && matches!(said.word(i + 2), "them" | "him" | "her")
    });
    let mine = said.deeds().count();
    let count = blamed.len() + usize::from(because_of);
    (count >= 2 && count > mine).then(|| read.sentences[blamed.first().copied().unwrap_or(0)].span)
}

/// Whether the subject before this verb is somebody else: a noun, a name or "they", with nothing of "I" or "we" nearer.
fn another_acts(said: &Heard<'_>, verb: usize) -> bool {
    let read = &said.read;
    let known = read.acts.iter().find(|act| act.verb == verb);
    if let Some(act) = known {
        return act.actor == Actor::Other;
    }
    let from = read.sentences[read.sentence_of(verb)].tokens.start;
    for index in (from..verb).rev().take(8) {
        match said.word(index) {
            "i" | "we" | "it" | "that" | "which" | "to" | "you" => return false,
            "they" | "he" | "she" => return true,
            _ if matches!(read.tokens[index].tag, Tag::Noun | Tag::NounPlural | Tag::Name) => return true,
            _ => {}
        }
    }
    false
}
