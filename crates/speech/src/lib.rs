//! Sound: decoding, resampling, telling speech from silence, and what the sound says of a delivery. No words, no judgement.
