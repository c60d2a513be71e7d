//! The band that vowels are loudest in, about 300 Hz to 2.5 kHz: a room hums below it and hisses above, and neither must make peaks of its
//! own.

/// A filter of that band, and its memory.
#[derive(Default)]
pub(crate) struct Band {
    high: Section,
    low: Section,
}

/// Memory of one second-order filter.
#[derive(Default)]
struct Section {
    first: f64,
    second: f64,
}

impl Section {
    /// Transposed direct form II.
    fn run(&mut self, x: f64, [b0, b1, b2, a1, a2]: [f64; 5]) -> f64 {
        let y = b0 * x + self.first;
        self.first = b1 * x - a1 * y + self.second;
        self.second = b2 * x - a2 * y;
        y
    }
}

/// Butterworth, second order, at 16 kHz: high-pass at 300 Hz, low-pass at 2.5 kHz.
const HIGH: [f64; 5] = [
    0.920_066_158,
    -1.840_132_317,
    0.920_066_158,
    -1.833_732_659,
    0.846_531_975,
];
const LOW: [f64; 5] = [
    0.139_939_287,
    0.279_878_574,
    0.139_939_287,
    -0.699_738_028,
    0.259_495_176,
];

impl Band {
    /// Mean square of these samples within the band.
    pub(crate) fn power(&mut self, samples: &[i16]) -> f64 {
        let sum: f64 = samples
            .iter()
            .map(|&sample| {
                let y = self.low.run(self.high.run(f64::from(sample), HIGH), LOW);
                y * y
            })
            .sum();
        sum / samples.len().max(1) as f64
    }
}
