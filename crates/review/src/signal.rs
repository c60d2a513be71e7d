//! Signals: what words suggest, before any rule has judged it.
//!
//! A signal is evidence with a place, never a finding. Today every hit comes from a lexicon, one file a signal in
//! `lexicon/`. What the encoder makes of a sentence comes as [`Sense`](crate::Sense), beside them.

use glidepath_domain::Span;
use glidepath_text::Transcript;

use crate::lexicon;

macro_rules! signals {
    ($($(#[$meta:meta])* $variant:ident = $name:literal,)+) => {
        /// What words can suggest.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Signal { $($(#[$meta])* $variant,)+ }

        impl Signal {
            /// Every signal.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// Its name: also the name of its lexicon.
            #[must_use]
            pub const fn slug(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// Its lexicon, as written.
            pub(crate) const fn lexicon(self) -> &'static str {
                match self { $(Self::$variant => include_str!(concat!("../lexicon/", $name, ".txt")),)+ }
            }
        }
    };
}

signals! {
    /// People differ: objections, refusals, opposing wishes, anger at a decision.
    Disagreement = "disagreement",
    /// Something is in the way: risk, shortage, delay, the unknown.
    Obstacle = "obstacle",
    /// Something failed or turned out wrong.
    Setback = "setback",
    /// It all went well at once.
    Smooth = "smooth",
    /// The other side gave way at once.
    Agreement = "agreement",
    /// Standing behind a decision, also one that went the other way.
    Commitment = "commitment",
    /// Working around a decision, or waiting for it to fail.
    FootDragging = "foot-dragging",
    /// Pleasure at being proved right.
    Glee = "glee",
    /// Contempt for a colleague: incompetent, lazy, malicious.
    Contempt = "contempt",
    /// Arguing that one's own technique was the better one.
    Superiority = "superiority",
    /// Saving it alone, at night, at the weekend.
    Heroics = "heroics",
    /// Handed over by a manager.
    Assigned = "assigned",
    /// Seen and taken up unasked.
    SelfStarted = "self-started",
    /// A gate skipped: review, security, legal, safety, test.
    Bypass = "bypass",
    /// Somebody with the right to do so said yes.
    Approval = "approval",
    /// What was given up.
    Tradeoff = "tradeoff",
    /// Other ways that were open.
    Alternatives = "alternatives",
    /// Limits: time, money, people, rules.
    Constraint = "constraint",
    /// How the action caused the outcome.
    Mechanism = "mechanism",
    /// A lesson, or what would be done differently.
    Lesson = "lesson",
    /// A check, rule or habit left behind so that it cannot recur.
    Safeguard = "safeguard",
    /// A fault owned.
    Admission = "admission",
    /// Direction changed.
    CourseChange = "course-change",
    /// Customers and users, under any of their names.
    Customer = "customer",
    /// Something done for a customer, or kept from harming one.
    CustomerCare = "customer-care",
    /// Harm to some customers counted as acceptable.
    HarmWaved = "harm-waved",
    /// Views and feelings of people, and what they stood to lose.
    Feelings = "feelings",
    /// Stock phrases.
    Cliche = "cliche",
    /// Talk of vision, alignment and strategy.
    Strategy = "strategy",
    /// Internals, protocols, class names.
    Jargon = "jargon",
    /// Business aims: revenue, cost, churn, contract.
    Business = "business",
    /// What one would do, or usually does.
    Hypothetical = "hypothetical",
    /// What should stay inside.
    Confidential = "confidential",
    /// Heavy machinery.
    Machinery = "machinery",
    /// A move that could have gone badly wrong.
    Risk = "risk",
    /// What limits the damage if it does: a trial, a stage, a way back.
    Guard = "guard",
    /// A fault put on others.
    Blame = "blame",
    /// Taking things away, making it plain.
    Simplicity = "simplicity",
    /// Matters too small for a senior.
    Petty = "petty",
    /// Amounts without a number.
    Vague = "vague",
    /// Scene-setting: the company and what it does.
    Scene = "scene",
    /// What the teller was there to do.
    Task = "task",
    /// What changed in the end.
    Outcome = "outcome",
}

/// One place where a signal was met.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hit {
    /// The words.
    pub span: Span,
    /// Index of their sentence.
    pub sentence: usize,
    /// How clear it is: 1 for words that mean it by themselves, less for words that only lean that way.
    pub weight: f64,
    /// True under a negation close before it: "nobody disagreed".
    pub negated: bool,
}

/// All hits of all signals in one transcript.
#[derive(Debug, Clone, PartialEq)]
pub struct Signals {
    by_signal: Vec<Vec<Hit>>,
}

impl Signals {
    /// What the lexicons find.
    #[must_use]
    pub fn lexical(transcript: &Transcript<'_>) -> Self {
        let mut by_signal = vec![Vec::new(); Signal::ALL.len()];
        for (signal, hit) in lexicon::matches(transcript) {
            by_signal[signal as usize].push(hit);
        }
        Self { by_signal }
    }

    /// The hits of one signal, in order, negated ones among them.
    #[must_use]
    pub fn hits(&self, signal: Signal) -> &[Hit] {
        &self.by_signal[signal as usize]
    }

    /// The hits of one signal in one sentence, in order, negated ones among them.
    #[must_use]
    pub fn hits_in(&self, signal: Signal, sentence: usize) -> &[Hit] {
        let hits = self.hits(signal);
        let start = hits.partition_point(|h| h.sentence < sentence);
        let end = hits.partition_point(|h| h.sentence <= sentence);
        &hits[start..end]
    }

    /// The summed weight of a signal in one sentence, negated hits left out.
    #[must_use]
    pub fn weight_in(&self, signal: Signal, sentence: usize) -> f64 {
        self.hits_in(signal, sentence)
            .iter()
            .filter(|h| !h.negated)
            .map(|h| h.weight)
            .sum()
    }
}
