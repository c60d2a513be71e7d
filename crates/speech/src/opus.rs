//! Opus packets to samples. The container is read by symphonia; the codec it lacks is a port of the reference in Rust.

use opus_pure::OpusDecoder;

/// Opus is decoded at its own full rate; packets say nothing of the rate that went in.
pub(crate) const OPUS_RATE: usize = 48_000;
/// Frames of the longest packet: 120 ms.
const LONGEST: usize = OPUS_RATE * 120 / 1_000;

/// One stream of Opus, mono or stereo.
pub(crate) struct Opus {
    decoder: OpusDecoder,
    channels: usize,
    /// Frames that the encoder put before the first one.
    skip: usize,
    pcm: Vec<f32>,
}

impl Opus {
    /// From the head that the container keeps (`OpusHead`), and the channels it names where it has none.
    ///
    /// # Errors
    /// What is wrong, as a sentence's end: more than two channels come in several streams, which are not joined here.
    pub(crate) fn new(head: Option<&[u8]>, channels: usize) -> Result<Self, String> {
        let head = head.filter(|head| head.starts_with(b"OpusHead") && head.len() >= 19);
        let said = head.map_or(channels, |head| usize::from(head[9])).max(1);
        if said > 2 {
            return Err(format!("Opus of {said} channels"));
        }
        let decoder = OpusDecoder::new(OPUS_RATE as i32, said).map_err(|error| format!("Opus: {error}"))?;
        Ok(Self {
            pcm: vec![0.0; LONGEST * said],
            skip: head.map_or(0, |head| {
                let skip = [head[10], head[11]];
                usize::from(match head[8] {
                    // Version 0 is that of MP4, which turns all numbers round.
                    0 => u16::from_be_bytes(skip),
                    _ => u16::from_le_bytes(skip),
                })
            }),
            decoder,
            channels: said,
        })
    }

    pub(crate) const fn channels(&self) -> usize {
        self.channels
    }

    /// One packet, mixed to one channel and appended; false when it could not be decoded.
    pub(crate) fn decode(&mut self, packet: &[u8], to: &mut Vec<f32>) -> bool {
        // No packet is one that was lost, and would be made up for.
        if packet.is_empty() {
            return false;
        }
        let Ok(frames) = self.decoder.decode(packet, LONGEST, &mut self.pcm) else {
            return false;
        };
        let skip = self.skip.min(frames);
        self.skip -= skip;
        let share = 1.0 / self.channels as f32;
        to.extend(
            self.pcm
                .chunks_exact(self.channels)
                .take(frames)
                .skip(skip)
                .map(|frame| frame.iter().sum::<f32>() * share),
        );
        true
    }
}
