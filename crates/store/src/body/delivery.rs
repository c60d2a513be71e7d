//! What the sound of a take says, as a row holds it. Stretches are pairs of milliseconds: a take has hundreds.

use glidepath_domain::{Delivery, Listener, Stretch};
use serde::{Deserialize, Serialize};

use super::Slug;

type Pair = (u64, u64);

#[derive(Serialize, Deserialize)]
pub(super) struct DeliveryBody {
    duration_ms: u64,
    listener: Slug<Listener>,
    #[serde(default)]
    speech: Vec<Pair>,
    #[serde(default)]
    pauses: Vec<Pair>,
    #[serde(default)]
    held: Vec<Pair>,
    #[serde(default)]
    syllables: u32,
    #[serde(default)]
    pitch_spread: Option<f64>,
    #[serde(default)]
    loudness_db: Option<f64>,
    #[serde(default)]
    above_noise_db: Option<f64>,
    #[serde(default)]
    clipped: f64,
}

fn pairs(stretches: Vec<Stretch>) -> Vec<Pair> {
    stretches
        .into_iter()
        .map(|Stretch { start_ms, end_ms }| (start_ms, end_ms))
        .collect()
}

fn stretches(pairs: Vec<Pair>) -> Vec<Stretch> {
    pairs
        .into_iter()
        .map(|(start_ms, end_ms)| Stretch { start_ms, end_ms })
        .collect()
}

impl From<Delivery> for DeliveryBody {
    fn from(delivery: Delivery) -> Self {
        let Delivery {
            duration_ms,
            listener,
            speech,
            pauses,
            held,
            syllables,
            pitch_spread,
            loudness_db,
            above_noise_db,
            clipped,
        } = delivery;
        Self {
            duration_ms,
            listener: Slug(listener),
            speech: pairs(speech),
            pauses: pairs(pauses),
            held: pairs(held),
            syllables,
            pitch_spread,
            loudness_db,
            above_noise_db,
            clipped,
        }
    }
}

impl From<DeliveryBody> for Delivery {
    fn from(body: DeliveryBody) -> Self {
        Self {
            duration_ms: body.duration_ms,
            listener: body.listener.0,
            speech: stretches(body.speech),
            pauses: stretches(body.pauses),
            held: stretches(body.held),
            syllables: body.syllables,
            pitch_spread: body.pitch_spread,
            loudness_db: body.loudness_db,
            above_noise_db: body.above_noise_db,
            clipped: body.clipped,
        }
    }
}
