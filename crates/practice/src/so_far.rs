//! What the words so far hold: read again at each partial transcript, so that a nudge can say what is missing.
//!
//! Only what a live transcript can bear is asked. Recognisers give half sentences without marks, so everything here works on
//! words and acts. Whether it was told well is the reviewer's business, afterwards.

use glidepath_domain::{Attempt, Date};
use glidepath_text::{Actor, Transcript};

/// Acts in a row that make a run of "we". Source: `docs/practice.md` §1.
pub(crate) const WE_RUN: usize = 5;

/// Acts of the teller, alone or with others, after which the scene is taken to be set. One alone may still be how they came there.
/// Source: `docs/practice.md` §1.
const ACTS_PAST_CONTEXT: usize = 2;

/// A day for the reader, which asks for one and does not use it: nothing here depends on when something was said.
const ANY_DAY: Date = Date {
    year: 2026,
    month: 1,
    day: 1,
};

/// What the words so far hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SoFar {
    /// Words, as people count them.
    pub words: usize,
    /// Figures that tell scale or outcome.
    pub figures: usize,
    /// Whether an opposition between people was named.
    pub conflict_named: bool,
    /// Whether something had gone wrong or stood in the way.
    pub trouble_named: bool,
    /// Acts of the teller alone.
    pub i_acts: usize,
    /// Acts at the end that are all of "we", without one of "I" between.
    pub we_run: usize,
    /// Whether the scene is still being set: no trouble named, and hardly anything done by the teller.
    pub in_context: bool,
}

/// Reads the words so far. An empty text holds nothing and is in context. Takes time linear in the text: 400 words are read
/// in about a millisecond.
#[must_use]
pub fn read(text: &str) -> SoFar {
    SoFar::of(&Transcript::read(&Attempt::of(text, ANY_DAY)))
}

impl SoFar {
    /// The same of a text that was read already.
    #[must_use]
    pub fn of(transcript: &Transcript<'_>) -> Self {
        let mut own = 0;
        let mut i_acts = 0;
        let mut we_run = 0;
        for act in &transcript.acts {
            match act.actor {
                Actor::I => {
                    own += 1;
                    i_acts += 1;
                    we_run = 0;
                }
                Actor::We => {
                    own += usize::from(!is_arrival(transcript.tokens.lower(act.verb)));
                    we_run += 1;
                }
                // What others did, or nobody, neither breaks a run nor makes one.
                Actor::Other | Actor::Passive => {}
            }
            if act.actor == Actor::I && is_arrival(transcript.tokens.lower(act.verb)) {
                own -= 1;
            }
        }
        let lower: Vec<&str> = (0..transcript.tokens.len())
            .map(|i| transcript.tokens.lower(i))
            .collect();
        let conflict_named = any_cue(&lower, CONFLICT);
        let trouble_named = conflict_named || any_cue(&lower, TROUBLE);
        Self {
            words: transcript.words,
            figures: transcript.figures.len(),
            conflict_named,
            trouble_named,
            i_acts,
            we_run,
            in_context: !trouble_named && own < ACTS_PAST_CONTEXT,
        }
    }
}

/// Verbs of how one came to be there: they set a scene, though somebody did them.
fn is_arrival(verb: &str) -> bool {
    matches!(
        verb,
        "joined"
            | "moved"
            | "worked"
            | "started"
            | "came"
            | "led"
            | "managed"
            | "ran"
            | "owned"
            | "held"
            | "served"
            | "built"
            | "sold"
            | "made"
            | "handled"
            | "supported"
            | "looked"
    )
}

/// A phrase of lower-case tokens as the reader cuts them. `*` at the end of a token stands for any ending.
type Cue = &'static [&'static str];

fn any_cue(lower: &[&str], cues: &[Cue]) -> bool {
    (0..lower.len()).any(|at| cues.iter().any(|cue| starts_with(&lower[at..], cue)))
}

fn starts_with(words: &[&str], cue: Cue) -> bool {
    words.len() >= cue.len()
        && cue
            .iter()
            .zip(words)
            .all(|(wanted, word)| match wanted.strip_suffix('*') {
                Some(stem) => word.starts_with(stem),
                None => word == wanted,
            })
}

/// Words for an opposition between people. A live cue, coarser than the reviewer's lexicon on purpose: a nudge that stays away
/// from a conflict told in other words costs nothing, one that asks for what was just said breaks the thread.
const CONFLICT: &[Cue] = &[
    &["disagree*"],
    &["did", "n't", "agree"],
    &["did", "not", "agree"],
    &["conflict*"],
    &["argue*"],
    &["argument*"],
    &["object*", "to"],
    &["objected"],
    &["objection*"],
    &["oppos*"],
    &["refus*"],
    &["pushed", "back"],
    &["push", "back"],
    &["pushback"],
    &["pushing", "back"],
    &["insisted"],
    &["insisting"],
    &["against", "it"],
    &["against", "the", "idea"],
    &["against", "my"],
    &["at", "odds"],
    &["clash*"],
    &["tension*"],
    &["dispute*"],
    &["quarrel*"],
    &["furious"],
    &["angry"],
    &["upset"],
    &["resist*"],
    &["overrul*"],
    &["veto*"],
    &["blocked", "me"],
    &["blocked", "my"],
    &["said", "no"],
    &["told", "me", "no"],
    &["would", "n't", "hear"],
    &["would", "not", "hear"],
    &["wo", "n't", "agree"],
    &["would", "n't", "agree"],
    &["wanted", "the", "opposite"],
    &["thought", "i", "was", "wrong"],
    &["i", "was", "wrong"],
    &["i", "thought", "he", "was"],
    &["i", "thought", "she", "was"],
    &["saw", "it", "differently"],
    &["on", "the", "other", "side"],
    &["complained"],
    &["challenged"],
    &["sceptical"],
    &["skeptical"],
    &["reluctant*"],
    &["confront*"],
    &["would", "n't", "sign"],
    &["would", "not", "sign"],
    &["would", "n't", "budge"],
    &["dug", "in"],
    &["escalat*"],
];

/// Words for something that went wrong or stood in the way.
const TROUBLE: &[Cue] = &[
    &["problem*"],
    &["issue*"],
    &["trouble*"],
    &["fail*"],
    &["broke"],
    &["broken"],
    &["outage*"],
    &["incident*"],
    &["went", "wrong"],
    &["went", "down"],
    &["going", "wrong"],
    &["crash*"],
    &["bug"],
    &["bugs"],
    &["mistake*"],
    &["delay*"],
    &["late"],
    &["behind", "schedule"],
    &["missed"],
    &["complain*"],
    &["lost"],
    &["losing"],
    &["stuck"],
    &["obstacle*"],
    &["challenge*"],
    &["risk*"],
    &["deadline*"],
    &["too", "slow"],
    &["too", "long"],
    &["too", "many"],
    &["struggl*"],
    &["difficult*"],
    &["crisis"],
    &["error*"],
    &["wrong"],
    &["overrun*"],
    &["shortage*"],
    &["cut", "the", "budget"],
    &["until", "one"],
    &["then", "one"],
];
