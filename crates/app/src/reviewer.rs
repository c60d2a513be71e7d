//! The reviewer as every use case is handed it: what it goes by and, where there is one, the encoder beside the rules.

use std::sync::Arc;

use glidepath_domain::{Attempt, Review};
use glidepath_review::{Sense, Sensing, Settings, Told, review_sensing};

/// Reviews attempts by its settings. Cheap to copy.
#[derive(Clone, Default)]
pub struct Reviewer {
    /// Thresholds, rules switched off, findings allowed.
    pub settings: Settings,
    encoder: Option<Arc<dyn Sensing>>,
    quick: bool,
}

impl std::fmt::Debug for Reviewer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reviewer")
            .field("settings", &self.settings)
            .field("encoder", &self.encoder.is_some())
            .finish_non_exhaustive()
    }
}

impl Reviewer {
    /// One that goes by rules alone.
    #[must_use]
    pub fn of_rules(settings: Settings) -> Self {
        Self {
            settings,
            ..Self::default()
        }
    }

    /// One that has an encoder beside the rules.
    #[must_use]
    pub fn with_encoder(settings: Settings, encoder: Arc<dyn Sensing>) -> Self {
        Self {
            settings,
            encoder: Some(encoder),
            quick: false,
        }
    }

    /// The same with other settings.
    #[must_use]
    pub fn going_by(&self, settings: Settings) -> Self {
        Self {
            settings,
            ..self.clone()
        }
    }

    /// The same in a hurry: the encoder is asked only where it takes no longer than a keystroke.
    #[must_use]
    pub fn in_a_hurry(&self) -> Self {
        Self {
            quick: true,
            ..self.clone()
        }
    }

    /// Whether it has an encoder beside the rules.
    #[must_use]
    pub(crate) fn has_encoder(&self) -> bool {
        self.encoder.is_some()
    }

    /// Reviews an attempt. The second value is true when the encoder had no time and would have more to say.
    #[must_use]
    pub fn review(&self, attempt: &Attempt) -> (Review, bool) {
        let Some(encoder) = self.encoder.as_deref() else {
            return (review_sensing(attempt, &self.settings, None), false);
        };
        if !self.quick {
            return (review_sensing(attempt, &self.settings, Some(encoder)), false);
        }
        let hurried = Hurried {
            encoder,
            put_off: std::sync::atomic::AtomicBool::new(false),
        };
        let review = review_sensing(attempt, &self.settings, Some(&hurried));
        (review, hurried.put_off.into_inner())
    }
}

/// An encoder that is asked only what it can tell at once.
struct Hurried<'e> {
    encoder: &'e dyn Sensing,
    put_off: std::sync::atomic::AtomicBool,
}

impl Sensing for Hurried<'_> {
    fn model(&self) -> &str {
        self.encoder.model()
    }

    fn sense(&self, told: &Told<'_>) -> Option<Sense> {
        if self.encoder.is_quick(told) {
            return self.encoder.sense(told);
        }
        self.put_off.store(true, std::sync::atomic::Ordering::Relaxed);
        None
    }

    fn is_quick(&self, told: &Told<'_>) -> bool {
        self.encoder.is_quick(told)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use glidepath_domain::{Attempt, Tier};
    use glidepath_review::{Sense, Sensing, Settings, Told};

    use super::Reviewer;

    /// Makes the same of every sentence, and has time for three.
    struct Slow;

    impl Sensing for Slow {
        fn model(&self) -> &'static str {
            "slow"
        }

        fn sense(&self, told: &Told<'_>) -> Option<Sense> {
            let each = told.sentences.len();
            Some(Sense {
                beats: vec![vec![0.125; 8]; each],
                feet: vec![vec![0.2; 5]; each],
                ..Sense::default()
            })
        }

        fn is_quick(&self, told: &Told<'_>) -> bool {
            told.sentences.len() <= 3
        }
    }

    #[test]
    fn who_is_in_a_hurry_is_told_when_there_is_more() {
        let reviewer = Reviewer::with_encoder(Settings::default(), Arc::new(Slow));
        let as_of = "2026-06-01".parse().unwrap();
        let tier = |reviewer: &Reviewer, text: &str| {
            let (review, more) = reviewer.review(&Attempt::of(text, as_of));
            (review.engine.tier, more)
        };
        let long = "We shipped it in the spring. It was late. I said so. Nobody had asked.";
        assert_eq!(tier(&reviewer, long), (Tier::Encoder, false));
        assert_eq!(tier(&reviewer.in_a_hurry(), long), (Tier::Rules, true));
        assert_eq!(
            tier(&reviewer.in_a_hurry(), "We shipped it in the spring."),
            (Tier::Encoder, false)
        );
        assert_eq!(
            tier(&Reviewer::of_rules(Settings::default()), long),
            (Tier::Rules, false)
        );
        assert_eq!(
            tier(
                &reviewer,
                "Wir haben das im Frühjahr ausgeliefert, und niemand hat danach gefragt."
            ),
            (Tier::Rules, false)
        );
    }
}
