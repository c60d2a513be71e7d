//! What the words so far hold: read again at each partial transcript, so that a nudge can say what is missing.
//!
//! Only what a live transcript can bear is asked. Recognisers give half sentences without marks, so everything here works on
//! words and acts. Whether it was told well is the reviewer's business, afterwards.

use glidepath_domain::{Attempt, Beat, Date, SentenceReading};
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
                    i_acts += 1;
                    we_run = 0;
                }
                Actor::We => we_run += 1,
                // What others did, or nobody, neither breaks a run nor makes one.
                Actor::Other | Actor::Passive => continue,
            }
            own += usize::from(!is_arrival(transcript.tokens.lower(act.verb)));
        }
        let lower: Vec<&str> = (0..transcript.tokens.len())
            .map(|i| transcript.tokens.lower(i))
            .collect();
        let conflict_named = any_cue(&lower, CONFLICT) || wishes_apart(&lower);
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

impl SoFar {
    /// The same with the reviewer's word on where in the story one is, where a review of the words so far is at hand: it knows more
    /// than the cues here. `readings` are its sentences; without any, nothing changes.
    #[must_use]
    pub fn with_readings(mut self, readings: &[SentenceReading]) -> Self {
        if !readings.is_empty() {
            self.in_context = readings
                .iter()
                .all(|reading| matches!(reading.beat, Beat::Context | Beat::Role));
        }
        self
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

/// Whether the teller wanted one thing and somebody else another: how most people tell a conflict without naming it.
fn wishes_apart(lower: &[&str]) -> bool {
    let mut pairs = lower.windows(2);
    let mine = lower
        .windows(2)
        .any(|pair| pair[0] == "i" && matches!(pair[1], "wanted" | "want" | "thought"));
    mine && pairs.any(|pair| pair[1] == "wanted" && !matches!(pair[0], "i" | "we"))
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
    &["fell", "out"],
    &["fought"],
    &["fight*", "with"],
    &["at", "war"],
    &["dead", "body"],
    &["was", "against"],
    &["were", "against"],
    &["against", "me"],
    &["went", "at", "it"],
    &["did", "n't", "want", "it"],
    &["did", "not", "want", "it"],
    &["i", "did", "n't", "want", "to"],
    &["disliked", "it"],
];

/// Words for something that went wrong or stood in the way, and those with which a scene begins to move.
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
    &["missing"],
    &["slow"],
    &["hard"],
    &["stop"],
    &["stopped"],
    &["nobody"],
    &["could", "n't"],
    &["could", "not"],
    &["did", "n't"],
    &["did", "not"],
    // Somebody speaks, wants or might have: a scene has begun to move. Found as the words that most tell sentences of the scene from
    // later ones in `corpus/train`.
    &["said"],
    &["told"],
    &["asked"],
    &["wanted"],
    &["he"],
    &["she"],
    &["him"],
    &["would"],
    &["could"],
    &["no"],
    &["if"],
];

#[cfg(test)]
mod tests {
    use glidepath_domain::Beat;
    use proptest::prelude::*;

    use super::{SoFar, read};
    use crate::sample::read_as;

    #[test]
    fn nothing_said_is_still_context() {
        let nothing = read("");
        assert!(nothing.in_context);
        assert_eq!((nothing.words, nothing.figures, nothing.we_run), (0, 0, 0));
    }

    #[test]
    fn a_scene_is_context_until_something_happens() {
        let scene = "so I worked at a harbour in Split and we handled the containers for three shipping lines";
        assert!(read(scene).in_context);
        assert!(!read(&format!("{scene} and then the crane failed")).in_context);
        assert!(!read(&format!("{scene}. I rewrote the plan. I called every customer.")).in_context);
    }

    #[test]
    fn a_conflict_is_heard_in_its_many_words() {
        for named in [
            "my manager disagreed with me",
            "he didn't agree at all",
            "Kunle wanted the promise on the home screen and I wanted it gone",
            "we fell out over the save file",
            "she would not sign it",
        ] {
            assert!(read(named).conflict_named, "{named}");
        }
        for quiet in [
            "we agreed at once",
            "I wanted to help and they were glad",
            "the plan was clear",
        ] {
            assert!(!read(quiet).conflict_named, "{quiet}");
        }
    }

    #[test]
    fn a_run_of_we_ends_with_the_teller() {
        let we = "We met the vendor. We wrote the plan. We built it. We tested it. We shipped it.";
        assert_eq!(read(we).we_run, 5);
        assert_eq!(read(&format!("{we} I called the customer.")).we_run, 0);
        assert_eq!(
            read(&format!("{we} The vendor paid us.")).we_run,
            5,
            "others neither make nor break it"
        );
    }

    #[test]
    fn the_reviewer_knows_better() {
        let text = "We run a port. Ships queue for days.";
        let so_far = read(text);
        let scene = read_as(text, &[Beat::Context, Beat::Context]);
        let trouble = read_as(text, &[Beat::Context, Beat::Problem]);
        assert!(so_far.with_readings(&scene.sentences).in_context);
        assert!(!so_far.with_readings(&trouble.sentences).in_context);
        assert_eq!(so_far.with_readings(&[]), so_far);
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in ".{0,200}") {
            let so_far: SoFar = read(&text);
            prop_assert!(so_far.trouble_named || !so_far.conflict_named);
            prop_assert!(!(so_far.in_context && so_far.trouble_named));
        }
    }
}
