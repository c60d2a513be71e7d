//! Sound files to samples: whatever the container, the codec, the rate and the channels, one channel at 16 kHz comes out. Blocks are
//! decoded, mixed and resampled as they are read, so that nothing but the finished samples is held. A file may be anything at all: what
//! can be decoded of a broken one is kept.

use std::io::{Read, Seek, SeekFrom};
use std::panic::{AssertUnwindSafe, catch_unwind};

use symphonia::core::codecs::CodecParameters;
use symphonia::core::codecs::audio::well_known::{CODEC_ID_AAC, CODEC_ID_OPUS};
use symphonia::core::codecs::audio::{AudioCodecParameters, AudioDecoder, AudioDecoderOptions};
use symphonia::core::errors::Error;
use symphonia::core::formats::probe::Hint;
use symphonia::core::formats::{FormatOptions, FormatReader, TrackType};
use symphonia::core::io::{MediaSource, MediaSourceStream, MediaSourceStreamOptions};
use symphonia::core::meta::MetadataOptions;

use crate::mix::Mix;
use crate::opus::{OPUS_RATE, Opus};
use crate::{RATE, SoundError};

/// Seconds of sound that are decoded at most.
pub const LONGEST_S: usize = 2 * 3_600;

/// Packets in a row that may fail before the rest is given up: ten seconds of Opus, and no reading of gigabytes of noise.
const MOST_BAD_PACKETS: usize = 500;

/// Seconds beyond which a promised length is no length.
const MOST_PROMISED_S: f64 = 12.0 * 3_600.0;

/// The container whose recordings may have no end, as symphonia calls it.
const ENDLESS: &str = "matroska";

/// Missing frames, in seconds, that are an encoder's rounding and no cut.
const ROUNDING_S: f64 = 0.25;

/// A recording as everything here wants it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sound {
    /// One channel, 16,000 a second.
    pub samples: Vec<i16>,
    /// What the file was, container and codec: "ogg opus", "wave pcm_s16le".
    pub from: String,
    /// Samples a second in the file.
    pub rate_in: u32,
    /// Channels in the file.
    pub channels: usize,
    /// True where the file breaks off or has damaged parts: the samples are what could be decoded of it.
    pub truncated: bool,
}

impl Sound {
    /// Its length in milliseconds.
    #[must_use]
    pub const fn duration_ms(&self) -> u64 {
        crate::ms(self.samples.len())
    }
}

/// Decodes a file of any kind that is known here: WAV, AIFF, MP3, AAC, M4A (AAC, ALAC), Ogg (Vorbis, Opus, FLAC), WebM (Vorbis, Opus) and
/// FLAC. `hint` is a file's ending or nothing; a wrong one does no harm.
///
/// # Errors
/// When nothing in it can be heard, or when it lasts more than two hours.
pub fn decode<S>(source: S, hint: Option<&str>) -> Result<Sound, SoundError>
where
    S: Read + Seek + Send + Sync,
{
    // The decoders are many and old formats odd: should one of them fall over a hostile file, the file is refused and nothing else happens.
    catch_unwind(AssertUnwindSafe(|| decode_trusting(source, hint)))
        .unwrap_or_else(|_| Err(SoundError::Damaged("the decoder gave up on it".to_owned())))
}

fn decode_trusting<S>(source: S, hint: Option<&str>) -> Result<Sound, SoundError>
where
    S: Read + Seek + Send + Sync,
{
    let mut source = Measured::new(source).map_err(unreadable)?;
    if source.length == 0 {
        return Err(SoundError::Empty);
    }
    match listen(&mut source, hint) {
        // A file that was cut short points to places behind its end. Read front to back, without going there, it gives what it still holds.
        Err(SoundError::NotSound | SoundError::Damaged(_)) => {
            source.front_to_back = true;
            listen(&mut source, hint)
        }
        heard => heard,
    }
}

fn unreadable(error: std::io::Error) -> SoundError {
    SoundError::Unreadable(error.to_string())
}

fn listen<S>(source: &mut Measured<S>, hint: Option<&str>) -> Result<Sound, SoundError>
where
    S: Read + Seek + Send + Sync,
{
    let known = source.rewind_to_kind().map_err(unreadable)?;
    let mut wish = Hint::new();
    if let Some(ending) = hint {
        wish.with_extension(ending.trim_start_matches('.'));
    }
    let stream = MediaSourceStream::new(Box::new(source), MediaSourceStreamOptions::default());
    let mut reader = symphonia::default::get_probe()
        .probe(&wish, stream, FormatOptions::default(), MetadataOptions::default())
        .map_err(|error| match error {
            Error::IoError(error) if !is_end(&error) => unreadable(error),
            _ if known => SoundError::Damaged(
                "it begins like a sound file, and what would say how to read it is damaged or lost with its end"
                    .to_owned(),
            ),
            _ => SoundError::NotSound,
        })?;
    let mut track = Track::choose(reader.as_ref())?;
    let mut mix = Mix::default();
    let mut whole = true;
    let mut bad = 0;
    loop {
        let packet = match reader.next_packet() {
            Ok(Some(packet)) => packet,
            Ok(None) => break,
            Err(Error::IoError(error)) if !is_end(&error) => {
                // The disk failed, not the file. What was read is still worth keeping.
                if mix.samples.is_empty() {
                    return Err(unreadable(error));
                }
                whole = false;
                break;
            }
            Err(Error::ResetRequired) => {
                // A new stream in the same file: a recording that was begun again.
                let Ok(next) = Track::choose(reader.as_ref()) else {
                    whole = false;
                    break;
                };
                track = next;
                continue;
            }
            // Browsers write WebM as it is spoken and never say where it ends: there, the end of the file is the end.
            Err(Error::IoError(_)) if reader.format_info().short_name == ENDLESS => break,
            Err(_) => {
                whole = false;
                break;
            }
        };
        if packet.track_id != track.id {
            continue;
        }
        if track.decode(&packet, &mut mix) {
            bad = 0;
        } else {
            whole = false;
            bad += 1;
            if bad > MOST_BAD_PACKETS {
                break;
            }
        }
        if mix.samples.len() > LONGEST_S * RATE {
            return Err(SoundError::TooLong);
        }
    }
    let short_of_promise = track
        .promised_s
        .is_some_and(|seconds| mix.seconds < seconds - ROUNDING_S);
    let (rate_in, channels) = (mix.rate, mix.channels);
    let samples = mix.finish();
    if samples.is_empty() {
        return Err(if whole {
            SoundError::Empty
        } else {
            SoundError::Damaged("it breaks off or is damaged before its first sound".to_owned())
        });
    }
    Ok(Sound {
        samples,
        from: format!("{} {}", reader.format_info().short_name, track.codec),
        rate_in,
        channels,
        truncated: !whole || short_of_promise,
    })
}

/// True where a file ended, or points to where it never was; other errors are the disk's.
fn is_end(error: &std::io::Error) -> bool {
    matches!(
        error.kind(),
        std::io::ErrorKind::UnexpectedEof | std::io::ErrorKind::InvalidInput | std::io::ErrorKind::Other
    )
}

/// A source whose length is known, as the probe wants it.
struct Measured<S> {
    source: S,
    length: u64,
    /// True: readers are told that there is no going back.
    front_to_back: bool,
}

impl<S: Read + Seek> Measured<S> {
    fn new(mut source: S) -> std::io::Result<Self> {
        Ok(Self {
            length: source.seek(SeekFrom::End(0))?,
            source,
            front_to_back: false,
        })
    }

    /// Goes to the start; true where the first bytes are those of a container that is known here.
    fn rewind_to_kind(&mut self) -> std::io::Result<bool> {
        self.source.seek(SeekFrom::Start(0))?;
        let mut head = [0; 12];
        let mut read = 0;
        while read < head.len() {
            match self.source.read(&mut head[read..])? {
                0 => break,
                more => read += more,
            }
        }
        self.source.seek(SeekFrom::Start(0))?;
        let starts: [&[u8]; 5] = [b"RIFF", b"FORM", b"OggS", b"fLaC", b"\x1a\x45\xdf\xa3"];
        Ok(starts.iter().any(|start| head.starts_with(start)) || &head[4..8] == b"ftyp")
    }
}

impl<S: Read> Read for Measured<S> {
    fn read(&mut self, to: &mut [u8]) -> std::io::Result<usize> {
        self.source.read(to)
    }
}

impl<S: Seek> Seek for Measured<S> {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        self.source.seek(to)
    }
}

impl<S: Read + Seek + Send + Sync> MediaSource for &mut Measured<S> {
    fn is_seekable(&self) -> bool {
        !self.front_to_back
    }

    fn byte_len(&self) -> Option<u64> {
        (!self.front_to_back).then_some(self.length)
    }
}

/// The track that is listened to, and its decoder.
struct Track {
    id: u32,
    decoder: Codec,
    codec: String,
    /// Seconds that the container promises.
    promised_s: Option<f64>,
}

enum Codec {
    Known(Box<dyn AudioDecoder>),
    Opus(Box<Opus>),
}

impl Track {
    fn choose(reader: &dyn FormatReader) -> Result<Self, SoundError> {
        let track = reader
            .default_track(TrackType::Audio)
            .ok_or_else(|| SoundError::Unsupported("no track of sound".to_owned()))?;
        let Some(CodecParameters::Audio(params)) = &track.codec_params else {
            return Err(SoundError::Unsupported("no track of sound".to_owned()));
        };
        let (decoder, codec) = if params.codec == CODEC_ID_OPUS {
            let channels = params.channels.as_ref().map_or(1, |channels| channels.count());
            let opus = Opus::new(params.extra_data.as_deref(), channels).map_err(SoundError::Unsupported)?;
            (Codec::Opus(Box::new(opus)), "opus".to_owned())
        } else {
            let decoder = make(params)?;
            let name = decoder.codec_info().short_name.to_owned();
            (Codec::Known(decoder), name)
        };
        let frames = track
            .num_frames
            .zip(params.sample_rate)
            .map(|(frames, rate)| frames as f64 / f64::from(rate.max(1)));
        let media = reader.media_info();
        let whole = media
            .duration
            .zip(media.time_base)
            .map(|(units, base)| units.get() as f64 * f64::from(base.numer.get()) / f64::from(base.denom.get()));
        Ok(Self {
            id: track.id,
            decoder,
            codec,
            // Some recorders write their file before they know its length and promise all that fits.
            promised_s: frames.or(whole).filter(|&seconds| seconds < MOST_PROMISED_S),
        })
    }

    /// Decodes one packet into the mix; false when it is damaged.
    fn decode(&mut self, packet: &symphonia::core::packet::Packet, mix: &mut Mix) -> bool {
        match &mut self.decoder {
            Codec::Opus(opus) => {
                mix.mono.clear();
                let channels = opus.channels();
                opus.decode(&packet.data, &mut mix.mono) && mix.take_mono(OPUS_RATE as u32, channels)
            }
            Codec::Known(decoder) => {
                let Ok(block) = decoder.decode(packet) else {
                    return false;
                };
                let (rate, channels) = (block.spec().rate(), block.spec().channels().count());
                block.copy_to_vec_interleaved(&mut mix.interleaved);
                mix.take_interleaved(rate, channels)
            }
        }
    }
}

/// A decoder for these parameters. Of HE-AAC, which is not decoded here, the plain core is: it lacks what lies above some 10 kHz, and
/// nothing that is measured lies there.
fn make(params: &AudioCodecParameters) -> Result<Box<dyn AudioDecoder>, SoundError> {
    let options = AudioDecoderOptions::default();
    let codecs = symphonia::default::get_codecs();
    match codecs.make_audio_decoder(params, &options) {
        Ok(decoder) => Ok(decoder),
        Err(error) => {
            if params.codec == CODEC_ID_AAC
                && let Some(core) = params.extra_data.as_deref().and_then(aac_core)
            {
                let mut plain = params.clone();
                plain.extra_data = Some(core);
                if let Ok(decoder) = codecs.make_audio_decoder(&plain, &options) {
                    return Ok(decoder);
                }
            }
            Err(SoundError::Unsupported(format!(
                "a codec that is not known here ({error})"
            )))
        }
    }
}

/// The configuration of the plain core within one that has bands replicated (object types 5 and 29, or an extension after the core's own).
fn aac_core(config: &[u8]) -> Option<Box<[u8]>> {
    const PLAIN: u8 = 2;
    const WITH_BANDS: [u8; 2] = [5, 29];
    const RATE_BY_NUMBER: u8 = 15;
    let [first, second, ..] = *config else { return None };
    let kind = first >> 3;
    let rate = (first & 0b111) << 1 | second >> 7;
    if rate == RATE_BY_NUMBER || !(kind == PLAIN || WITH_BANDS.contains(&kind)) {
        return None;
    }
    // Five bits of type, four of rate, four of channels, and three that say: 1,024 samples, nothing special.
    Some(Box::new([PLAIN << 3 | first & 0b111, second & 0b1111_1000]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_core_of_he_aac_is_found() {
        // HE-AAC by type 5: core rate 24 kHz (index 6), one channel, 48 kHz above it.
        let he = [0b0010_1011, 0b0000_1001, 0b1000_1000];
        assert_eq!(*aac_core(&he).unwrap(), [0b0001_0011, 0b0000_1000]);
        // Plain with an extension behind: the extension goes.
        let extended = [0b0001_0011, 0b0001_0000, 0x56, 0xe5, 0x80];
        assert_eq!(*aac_core(&extended).unwrap(), [0b0001_0011, 0b0001_0000]);
        // Rates by number, other kinds, and stubs are left alone.
        assert!(aac_core(&[0b0001_0111, 0b1000_0000, 0]).is_none());
        assert!(aac_core(&[0b0010_0011, 0]).is_none());
        assert!(aac_core(&[0b0001_0000]).is_none());
    }
}
