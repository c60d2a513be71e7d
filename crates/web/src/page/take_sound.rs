//! `/takes/{id}/sound/{turn}`: the recording of a turn as a WAV file, whole or the part a browser's player asks for; and its peaks.

use axum::Router;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use glidepath_app::practice::{kept_sound, recording_of};
use glidepath_app::{Error, Recordings};
use glidepath_domain::Drill;
use glidepath_speech::{wav_header, waveform};

use crate::kept_form::trouble;
use crate::router::{Desk, State as Shared};

/// Columns of a waveform: one for each two units of the drawing.
const COLUMNS: usize = 680;
/// Most bytes of one part: players ask on, and a long recording need not lie in memory as a whole.
const MOST: u64 = 4 << 20;
/// Bytes of a WAV file before its samples, and of a sample.
const HEADER: u64 = 44;
const SAMPLE: u64 = 2;

pub(super) fn beside(router: Router<Shared>) -> Router<Shared> {
    router.route("/takes/{id}/sound/{turn}", get(sound))
}

/// The peaks of a drill's answer; none where there is no sound, or the disk does not give it: the page has words without.
pub(super) async fn peaks(shared: &Desk, drill: &Drill) -> Vec<(i8, i8)> {
    let recording = drill
        .answer()
        .map(|turn| turn.recording.clone())
        .filter(|name| !name.is_empty());
    let (Some(recording), Ok(sound)) = (recording, shared.sound()) else {
        return Vec::new();
    };
    let recordings = sound.recordings.clone();
    let reading = tokio::task::spawn_blocking(move || Some(waveform(&recordings.read(&recording).ok()?, COLUMNS)));
    reading.await.ok().flatten().unwrap_or_default()
}

async fn sound(State(shared): State<Shared>, Path((id, turn)): Path<(String, usize)>, headers: HeaderMap) -> Response {
    let asked = headers
        .get(header::RANGE)
        .and_then(|range| range.to_str().ok())
        .map(str::to_owned);
    let reading = async {
        let recordings = shared.sound()?.recordings.clone();
        let samples = kept_sound(&recordings, &id, turn)?.samples;
        if samples == 0 {
            return Err(gone());
        }
        let recording = recording_of(&id, turn);
        let whole = HEADER + samples * SAMPLE;
        let part = asked.as_deref().map(|asked| part(asked, whole));
        let Some(wanted) = part.unwrap_or(Some((0, whole - 1))) else {
            return Ok((
                [(header::CONTENT_RANGE, format!("bytes */{whole}"))],
                StatusCode::RANGE_NOT_SATISFIABLE,
            )
                .into_response());
        };
        let read = tokio::task::spawn_blocking(move || bytes(&recordings, &recording, samples, wanted));
        let bytes = read.await.map_err(|error| broke_off(&error))??;
        Ok(reply(bytes, wanted, whole, part.is_some()))
    };
    match reading.await {
        Ok(reply) => reply,
        Err(error) => trouble(&error),
    }
}

fn reply(bytes: Vec<u8>, (first, last): (u64, u64), whole: u64, is_part: bool) -> Response {
    let mut response = Response::new(Body::from(bytes));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, header::HeaderValue::from_static("audio/wav"));
    headers.insert(header::ACCEPT_RANGES, header::HeaderValue::from_static("bytes"));
    if is_part {
        if let Ok(range) = header::HeaderValue::from_str(&format!("bytes {first}-{last}/{whole}")) {
            headers.insert(header::CONTENT_RANGE, range);
        }
        *response.status_mut() = StatusCode::PARTIAL_CONTENT;
    }
    response
}

/// The bytes of the file from `first` to `last`, both included.
fn bytes(recordings: &Recordings, recording: &str, samples: u64, (first, last): (u64, u64)) -> Result<Vec<u8>, Error> {
    let from = first.saturating_sub(HEADER) / SAMPLE;
    let until = (last + 1).saturating_sub(HEADER).div_ceil(SAMPLE);
    let mut file = Vec::new();
    if first < HEADER {
        file.extend_from_slice(&wav_header(samples));
    }
    let skipped = if first < HEADER { 0 } else { HEADER + from * SAMPLE };
    if until > from {
        for sample in recordings.read_range(recording, from, until - from)? {
            file.extend_from_slice(&sample.to_le_bytes());
        }
    }
    let (start, end) = ((first - skipped) as usize, (last + 1 - skipped) as usize);
    Ok(file.get(start..end.min(file.len())).unwrap_or_default().to_vec())
}

/// First and last byte of what a `Range` header asks for; `None` where the file has nothing there. Of several ranges the first is given,
/// and what is no range of bytes is answered from the start, as players bear with both.
fn part(asked: &str, whole: u64) -> Option<(u64, u64)> {
    let first = asked
        .trim()
        .strip_prefix("bytes=")
        .and_then(|ranges| ranges.split(',').next());
    let Some((from, to)) = first.and_then(|range| range.trim().split_once('-')) else {
        return Some((0, (whole - 1).min(MOST - 1)));
    };
    let (from, to) = match (from.trim().parse::<u64>().ok(), to.trim().parse::<u64>().ok()) {
        (Some(from), to) => (from, to.unwrap_or(u64::MAX)),
        (None, Some(last)) if last > 0 => (whole.saturating_sub(last), u64::MAX),
        (None, _) => return None,
    };
    (from < whole && from <= to).then(|| (from, to.min(whole - 1).min(from.saturating_add(MOST - 1))))
}

fn gone() -> Error {
    Error::not_found(
        "no-sound",
        "There is no sound of this",
        "nothing was recorded, or its sound was removed",
        "Its words and what was measured are on the take's page.",
    )
}

fn broke_off(error: &tokio::task::JoinError) -> Error {
    Error::unavailable(
        "sound-unread",
        "The recording could not be read",
        error.to_string(),
        "Load the page again.",
    )
}

#[cfg(test)]
mod tests {
    use glidepath_app::Recordings;

    use super::{MOST, bytes, part};

    #[test]
    fn a_range_is_what_the_file_has_of_it() {
        for (asked, given) in [
            ("bytes=0-", Some((0, 999))),
            ("bytes=0-0", Some((0, 0))),
            ("bytes=990-2000", Some((990, 999))),
            ("bytes=-10", Some((990, 999))),
            ("bytes=-5000", Some((0, 999))),
            ("bytes=5-9, 20-30", Some((5, 9))),
            ("bytes=1000-", None),
            ("bytes=9-5", None),
            ("bytes=-0", None),
            ("lines=1-2", Some((0, 999))),
        ] {
            assert_eq!(part(asked, 1_000), given, "{asked}");
        }
        assert_eq!(
            part("bytes=7-", u64::MAX),
            Some((7, 6 + MOST)),
            "a part is never the whole of a long one"
        );
    }

    #[test]
    fn parts_put_together_are_the_whole_file() {
        let folder = tempfile::tempdir().unwrap();
        let recordings = Recordings::at(folder.path().join("recordings"));
        let samples: Vec<i16> = (0..500).collect();
        let name = "0197c0de-0000-7000-8000-000000000001-0";
        recordings.put(name, &samples).unwrap();
        let whole = glidepath_speech::wav(&samples);
        let last = whole.len() as u64 - 1;
        assert_eq!(bytes(&recordings, name, 500, (0, last)).unwrap(), whole);
        for cut in [1, 43, 44, 45, 46, 500, last] {
            let mut parts = bytes(&recordings, name, 500, (0, cut - 1)).unwrap();
            parts.extend(bytes(&recordings, name, 500, (cut, last)).unwrap());
            assert_eq!(parts, whole, "cut at {cut}");
        }
    }
}
