//! What a rule's check writes down.

use glidepath_domain::Span;

use crate::Rule;
use crate::settings::Settings;

/// One thing noted by a rule, before it becomes a finding or a strength.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Note {
    pub(crate) span: Option<Span>,
    pub(crate) confidence: f64,
    pub(crate) count: usize,
    pub(crate) why: Option<String>,
}

/// The pad a rule writes on. It also hands the rule its thresholds.
#[derive(Debug)]
pub struct Notes<'a> {
    rule: &'static Rule,
    settings: &'a Settings,
    list: Vec<Note>,
    refused: bool,
}

impl<'a> Notes<'a> {
    pub(crate) const fn new(rule: &'static Rule, settings: &'a Settings) -> Self {
        Self {
            rule,
            settings,
            list: Vec::new(),
            refused: false,
        }
    }

    pub(crate) fn into_list(self) -> Vec<Note> {
        self.list
    }

    /// Confidence of the clearest note, 0 without one.
    pub(crate) fn confidence(&self) -> f64 {
        self.list.iter().map(|n| n.confidence).fold(0.0, f64::max)
    }

    /// Where the first note with words of its own stands.
    pub(crate) fn first_span(&self) -> Option<Span> {
        self.list.first().and_then(|n| n.span)
    }

    /// Gives every note the same confidence.
    pub(crate) fn settle(&mut self, confidence: f64) {
        self.list.iter_mut().for_each(|n| n.confidence = confidence);
    }

    /// True when the rule has a setting called `key`.
    pub(crate) fn declares(&self, key: &str) -> bool {
        self.rule.settings.iter().any(|s| s.key == key)
    }

    /// Takes all notes off the pad.
    pub(crate) fn take(&mut self) -> Vec<Note> {
        std::mem::take(&mut self.list)
    }

    pub(crate) const fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The rule's threshold `key`, as the user set it or by default. A key the rule does not declare is nought, and the
    /// harness refuses the rule.
    #[must_use]
    pub fn setting(&self, key: &str) -> f64 {
        self.settings.threshold(self.rule, key)
    }

    /// Says that it cannot be, whatever the answer looks like: no leaning speaks for it then.
    pub fn refuse(&mut self) {
        self.list.clear();
        self.refused = true;
    }

    /// True when the rule said that it cannot be.
    pub(crate) const fn is_refused(&self) -> bool {
        self.refused
    }

    /// Moves the clearest note to these words, which show it better.
    pub(crate) fn point(&mut self, span: Span) {
        if let [note] = self.list.as_mut_slice() {
            note.span = Some(span);
        }
    }

    /// Notes something about these exact words.
    pub fn span(&mut self, span: Span, confidence: f64) -> &mut Self {
        self.list.push(Note {
            span: Some(span),
            confidence,
            count: 1,
            why: None,
        });
        self
    }

    /// Notes something about the answer as a whole.
    pub fn answer(&mut self, confidence: f64) -> &mut Self {
        self.list.push(Note {
            span: None,
            confidence,
            count: 1,
            why: None,
        });
        self
    }

    /// Says of the last note how often the thing was met.
    pub fn count(&mut self, count: usize) -> &mut Self {
        if let Some(note) = self.list.last_mut() {
            note.count = count;
        }
        self
    }

    /// Says of the last note why it matters here, with this answer's own figures, instead of the rule's general words.
    pub fn why(&mut self, why: impl Into<String>) -> &mut Self {
        if let Some(note) = self.list.last_mut() {
            note.why = Some(why.into());
        }
        self
    }
}
