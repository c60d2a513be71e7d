//! Our samples as a WAV file, for playing back and for transcribers. Reading one is decoding's work.

use crate::RATE;

/// Bytes before the first sample.
const HEADER: usize = 44;

/// The 44 bytes that stand before so many samples of ours: enough to answer a request for part of a recording, or to send one while it is
/// being read. A file of over 2^31 samples cannot be said in WAV; its length then stands at the most that can.
#[must_use]
pub fn wav_header(samples: u64) -> [u8; HEADER] {
    let bytes = u32::try_from(samples.saturating_mul(2))
        .unwrap_or(u32::MAX)
        .min(u32::MAX - 36)
        & !1;
    let rate = RATE as u32;
    let mut header = [0; HEADER];
    let mut at = 0;
    let mut put = |part: &[u8]| {
        header[at..at + part.len()].copy_from_slice(part);
        at += part.len();
    };
    put(b"RIFF");
    put(&(36 + bytes).to_le_bytes());
    put(b"WAVEfmt ");
    put(&16u32.to_le_bytes());
    // PCM, one channel.
    put(&1u16.to_le_bytes());
    put(&1u16.to_le_bytes());
    put(&rate.to_le_bytes());
    put(&(rate * 2).to_le_bytes());
    put(&2u16.to_le_bytes());
    put(&16u16.to_le_bytes());
    put(b"data");
    put(&bytes.to_le_bytes());
    header
}

/// A whole WAV file: 16 kHz, one channel, 16 bits.
#[must_use]
pub fn wav(samples: &[i16]) -> Vec<u8> {
    let mut file = Vec::with_capacity(HEADER + samples.len() * 2);
    file.extend_from_slice(&wav_header(samples.len() as u64));
    file.extend(samples.iter().flat_map(|sample| sample.to_le_bytes()));
    file
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_those_of_the_samples() {
        let file = wav(&[1, -2, 3]);
        assert_eq!(file.len(), 44 + 6);
        assert_eq!(file[4..8], (36u32 + 6).to_le_bytes());
        assert_eq!(file[40..44], 6u32.to_le_bytes());
        assert_eq!(file[44..], [1, 0, 0xfe, 0xff, 3, 0]);
    }

    #[test]
    fn what_is_too_long_for_wav_says_the_most() {
        let header = wav_header(u64::MAX);
        let riff = u32::from_le_bytes([header[4], header[5], header[6], header[7]]);
        let data = u32::from_le_bytes([header[40], header[41], header[42], header[43]]);
        assert_eq!(riff, data + 36);
        assert_eq!(data % 2, 0);
        assert!(data > u32::MAX - 40);
    }
}
