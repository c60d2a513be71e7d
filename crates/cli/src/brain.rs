//! The built-in encoder for the verbs that review, tag and match: loaded when first needed, and never a reason to fail.

use std::num::NonZero;
use std::sync::{Arc, OnceLock};
use std::thread::available_parallelism;

use glidepath_app::config::Config;
use glidepath_app::seeker::Seeker;
use glidepath_app::{Error, Reviewer};
use glidepath_infer::{Damaged, Encoder};
use glidepath_retrieve::{Asked, Meaning, Shown};
use glidepath_review::{Sense, Sensing, Told};

use crate::complaint;
use crate::context::Context;

/// What a verb needs the reviewer for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Work {
    /// An answer or a few, one after the other: quickest on one core, and nothing is loaded before the first.
    Few,
    /// Many side by side, on all cores.
    Many,
}

/// The reviewer a verb is to use and, unless rules are to speak alone, its encoder.
pub(crate) fn reviewer(
    context: &Context,
    config: &Config,
    rules_only: bool,
    work: Work,
) -> (Reviewer, Option<Arc<BuiltIn>>) {
    let settings = config.settings.clone();
    if rules_only || config.rules_only {
        return (Reviewer::of_rules(settings), None);
    }
    let encoder = Arc::new(BuiltIn {
        load: Encoder::embedded,
        threads: match work {
            Work::Few => 1,
            Work::Many => available_parallelism().map_or(1, NonZero::get),
        },
        json: context.json().unwrap_or(false),
        loaded: OnceLock::new(),
    });
    let reviewer = Reviewer::with_encoder(settings, Arc::<BuiltIn>::clone(&encoder));
    (reviewer, Some(encoder))
}

/// Who tags and finds, by the built-in encoder unless words are to speak alone.
pub(crate) fn seeker(context: &Context, config: &Config, rules_only: bool, work: Work) -> Seeker {
    seeking(reviewer(context, config, rules_only, work).1.as_ref())
}

/// Who tags and finds by this encoder, or by words.
pub(crate) fn seeking(encoder: Option<&Arc<BuiltIn>>) -> Seeker {
    match encoder {
        Some(encoder) => Seeker::with_meaning(Arc::<BuiltIn>::clone(encoder)),
        None => Seeker::of_words(),
    }
}

/// The encoder that is part of the program. One that is damaged is told of once, and then the rules speak alone.
pub(crate) struct BuiltIn {
    load: fn(usize) -> Result<Encoder, Damaged>,
    threads: usize,
    /// Whether bad news is told as JSON.
    json: bool,
    loaded: OnceLock<Option<Encoder>>,
}

impl BuiltIn {
    /// Loads it, if that was not done before.
    pub(crate) fn wake(&self) -> Option<&Encoder> {
        let load = || {
            (self.load)(self.threads)
                .map_err(|damaged| complaint::tell(&damage(&damaged), self.json))
                .ok()
        };
        self.loaded.get_or_init(load).as_ref()
    }
}

fn damage(damaged: &Damaged) -> Error {
    Error::unavailable(
        "model-damaged",
        "The built-in model cannot be used, so reviews rest on rules alone",
        damaged.to_string(),
        "Install Glidepath again; --rules-only does without the model and this message.",
    )
}

impl Sensing for BuiltIn {
    fn model(&self) -> &str {
        self.wake().map_or("", Sensing::model)
    }

    fn is_quick(&self, told: &Told<'_>) -> bool {
        // While it is still asleep nothing about it is quick.
        match self.loaded.get() {
            Some(Some(encoder)) => encoder.is_quick(told),
            Some(None) => true,
            None => false,
        }
    }

    fn sense(&self, told: &Told<'_>) -> Option<Sense> {
        self.wake()?.sense(told)
    }
}

impl Meaning for BuiltIn {
    fn model(&self) -> &str {
        self.wake().map_or("none", Meaning::model)
    }

    fn asked(&self, question: &str) -> Option<Asked> {
        self.wake()?.asked(question)
    }

    fn shown(&self, sentence: &str) -> Option<Shown> {
        self.wake()?.shown(sentence)
    }

    fn whole(&self, sum: &[f32]) -> Option<[Vec<f32>; 2]> {
        self.wake()?.whole(sum)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, OnceLock};

    use glidepath_app::Reviewer;
    use glidepath_domain::{Attempt, Tier};
    use glidepath_infer::{Encoder, Weights};
    use glidepath_review::Settings;

    use super::BuiltIn;

    #[test]
    fn a_damaged_model_leaves_the_rules() {
        static DAMAGED: &[u8] = b"half of it";
        let broken = Arc::new(BuiltIn {
            load: |threads| Encoder::new(Weights::embedded().with_sentence_weights(DAMAGED), threads),
            threads: 1,
            json: false,
            loaded: OnceLock::new(),
        });
        let reviewer = Reviewer::with_encoder(Settings::default(), Arc::<BuiltIn>::clone(&broken));
        let attempt = Attempt::of(
            "We shipped it in March, and I wrote the tests.",
            "2026-06-01".parse().unwrap(),
        );
        let (review, more) = reviewer.review(&attempt);
        assert_eq!(
            (review.engine.tier, review.engine.model, more),
            (Tier::Rules, None, false)
        );
        assert_eq!(review.findings, Reviewer::default().review(&attempt).0.findings);
        assert!(
            broken.loaded.get().is_some_and(Option::is_none),
            "it is not tried again"
        );
    }
}
