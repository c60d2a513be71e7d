//! What a rule is. One rule is one file: its check, its explanation, its examples and its settings.

use glidepath_domain::{Severity, SkipReason};

pub use crate::example::Example;
use crate::{Case, Notes};

/// What part of an answer a rule is about; the pages and the panel group by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Group {
    /// Figures, baselines, mechanisms.
    Evidence,
    /// Who did it.
    Contribution,
    /// Opposition, setbacks, hard calls.
    Friction,
    /// From how high it is told, and where it lands.
    Altitude,
    /// Trade-offs and risk.
    Judgment,
    /// People, and what was learned.
    Humanity,
    /// Customers and users.
    Customer,
    /// One real event, in one's own words.
    Authenticity,
    /// Length and flow.
    Delivery,
}

impl Group {
    /// Every group, in the order pages show them.
    pub const ALL: [Self; 9] = [
        Self::Evidence,
        Self::Contribution,
        Self::Friction,
        Self::Altitude,
        Self::Judgment,
        Self::Humanity,
        Self::Customer,
        Self::Authenticity,
        Self::Delivery,
    ];

    /// The name pages and JSON use.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Evidence => "evidence",
            Self::Contribution => "contribution",
            Self::Friction => "friction",
            Self::Altitude => "altitude",
            Self::Judgment => "judgment",
            Self::Humanity => "humanity",
            Self::Customer => "customer",
            Self::Authenticity => "authenticity",
            Self::Delivery => "delivery",
        }
    }
}

/// Whether a rule speaks against an answer or for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nature {
    /// Something an interviewer would hold against the answer.
    Flaw {
        /// What it costs.
        severity: Severity,
        /// What to do about it: one line, never inventing a fact.
        instead: &'static str,
        /// What an interviewer would ask next. `{quote}` stands for the words found.
        ask: &'static str,
    },
    /// Something an interviewer would write down in favour.
    Strength,
}

/// What a rule has to know besides the words. Lacking it, the rule is reported as skipped, never guessed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// The question asked.
    Question,
    /// The level applied for.
    Level,
    /// When each word was said.
    Timings,
}

impl Need {
    /// The reason given when it is lacking.
    #[must_use]
    pub const fn lacking(self) -> SkipReason {
        match self {
            Self::Question => SkipReason::NeedsQuestion,
            Self::Level => SkipReason::NeedsLevel,
            Self::Timings => SkipReason::NeedsTimings,
        }
    }
}

/// A threshold of a rule. In the settings file it is `[rules.<code>] <key> = value`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Setting {
    /// The key, in snake case.
    pub key: &'static str,
    /// The value unless the user sets another.
    pub default: f64,
    /// What it is, with its unit.
    pub meaning: &'static str,
    /// Where the default comes from: "domain §4" (a section of docs/domain.md), "fitted on corpus/train", "set by hand on corpus/train".
    pub source: &'static str,
}

/// Key of the setting by which all evidence together decides: what the rule noted, the marks of its sentences and the look of the
/// whole answer. Rules that declare it need not look at it.
pub(crate) const LEAST_CHANCE: &str = "least_chance";

impl Setting {
    /// [`LEAST_CHANCE`] with this default.
    #[must_use]
    pub const fn least_chance(default: f64) -> Self {
        Self {
            key: LEAST_CHANCE,
            default,
            meaning: "chance, by all evidence together, from which it is said, 0 to 1",
            source: "fitted on corpus/train and corpus/dev, writer by writer",
        }
    }
}

/// One rule. The file it stands in is named by its code.
#[derive(Debug)]
pub struct Rule {
    /// The public, permanent name, in kebab case. A flaw's names the defect, never the cure.
    pub code: &'static str,
    /// What part of the answer it is about.
    pub group: Group,
    /// Against or for, and what it costs.
    pub nature: Nature,
    /// What the listener met, in a few words.
    pub title: &'static str,
    /// What the rule looks for, and what it leaves alone.
    pub what: &'static str,
    /// Why it matters to an interviewer: one or two sentences.
    pub why: &'static str,
    /// Besides the words, what it has to know.
    pub needs: &'static [Need],
    /// Its thresholds.
    pub settings: &'static [Setting],
    /// Answers it flags: three or more, spoken style among them.
    pub flags: &'static [Example],
    /// Answers it passes though they come close: three or more.
    pub passes: &'static [Example],
    /// The check itself.
    pub check: fn(&Case<'_>, &mut Notes<'_>),
}

impl Rule {
    /// True for what speaks in favour of an answer.
    #[must_use]
    pub const fn is_strength(&self) -> bool {
        matches!(self.nature, Nature::Strength)
    }

    /// What it costs; a strength costs nothing.
    #[must_use]
    pub const fn severity(&self) -> Option<Severity> {
        match self.nature {
            Nature::Flaw { severity, .. } => Some(severity),
            Nature::Strength => None,
        }
    }

    /// What an interviewer would ask next; empty for a strength.
    #[must_use]
    pub const fn ask(&self) -> &'static str {
        match self.nature {
            Nature::Flaw { ask, .. } => ask,
            Nature::Strength => "",
        }
    }

    /// What to do; empty for a strength.
    #[must_use]
    pub const fn instead(&self) -> &'static str {
        match self.nature {
            Nature::Flaw { instead, .. } => instead,
            Nature::Strength => "",
        }
    }
}
