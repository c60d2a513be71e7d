//! A hundred drill rooms at once, each with somebody speaking into it for a minute: `cargo run --release -p glidepath-web --example
//! rooms [ROOMS] [SECONDS]`. Prints how long a chunk waited for its receipt, and counts what was dropped.
//!
//! The server and all speakers share this one process and its cores, so the figures are on the safe side. A receipt says that the
//! chunk was written to its file; every file is read again in the end and held against what was said.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant};

use futures_util::{SinkExt as _, StreamExt as _};
use glidepath_app::config::PracticeSettings;
use glidepath_app::practice::{Choice, Start, recording_of, start_drill};
use glidepath_app::{Edge, LazyBank, Place, Recordings, Reviewer};
use glidepath_domain::Date;
use glidepath_web::{Sound, app_with_sound};
use tokio::net::{TcpListener, TcpStream};
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

/// Samples of a tenth of a second.
const CHUNK: usize = 1_600;
/// What the issue asks for, in milliseconds.
const ENOUGH: f64 = 50.0;

type Trouble = Box<dyn std::error::Error + Send + Sync>;

/// A clock that goes on by a second whenever somebody looks, and names in a row.
#[derive(Default)]
struct Steps(AtomicI64);

impl Edge for Steps {
    fn now_ms(&self) -> i64 {
        1_780_315_200_000 + 1000 * self.0.fetch_add(1, Ordering::Relaxed)
    }

    fn today(&self) -> Date {
        today()
    }

    fn id(&self) -> String {
        format!("room-{:08}", self.0.fetch_add(1, Ordering::Relaxed))
    }
}

fn today() -> Date {
    Date {
        year: 2026,
        month: 6,
        day: 1,
    }
}

/// What one speaker saw.
struct Spoken {
    recording: String,
    seed: u32,
    chunks: usize,
    waited_ms: Vec<f64>,
    others: usize,
}

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() -> Result<(), Trouble> {
    let mut given = std::env::args().skip(1);
    let rooms: usize = given.next().map_or(Ok(100), |n| n.parse())?;
    let seconds: usize = given.next().map_or(Ok(60), |n| n.parse())?;
    let folder = tempfile::tempdir()?;
    let recordings = Recordings::at(folder.path().join("recordings"));
    let place = Place::File(folder.path().join("glidepath.db"));
    let bank = Arc::new(LazyBank::at(place, Arc::new(Steps::default()), Reviewer::default()));
    let open = bank.get().await?;
    let mut drills = Vec::new();
    for room in 0..rooms {
        let start = Start {
            choice: Choice::Own(format!("Tell me about the time number {room} that you disagreed.")),
            ..Start::default()
        };
        drills.push(start_drill(&open, &start).await?.id);
    }
    let sound = Sound {
        recordings: recordings.clone(),
        transcriber: None,
        language: None,
        settings: PracticeSettings::default(),
    };
    let router = app_with_sound(Reviewer::default(), today, Some(bank), Some(sound));
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let server = tokio::spawn(async move { axum::serve(listener, router).await });

    let speakers: Vec<_> = drills
        .into_iter()
        .enumerate()
        .map(|(at, drill)| {
            // Nobody begins to speak at the same moment.
            let late = Duration::from_millis(100 * at as u64 / rooms as u64);
            tokio::spawn(speak(
                format!("ws://{address}/practice/{drill}/live?turn=0"),
                recording_of(&drill, 0),
                at as u32,
                seconds * 10,
                late,
            ))
        })
        .collect();
    let mut spoken = Vec::new();
    for speaker in speakers {
        spoken.push(speaker.await??);
    }
    server.abort();

    let mut waited: Vec<f64> = spoken.iter().flat_map(|one| one.waited_ms.iter().copied()).collect();
    waited.sort_by(f64::total_cmp);
    let at = |share: f64| {
        waited
            .get(((waited.len() - 1) as f64 * share) as usize)
            .copied()
            .unwrap_or(f64::NAN)
    };
    let sent = rooms * seconds * 10;
    let mut wrong = 0;
    for one in &spoken {
        let said: Vec<i16> = (0..one.chunks).flat_map(|chunk| said(one.seed, chunk)).collect();
        wrong += usize::from(recordings.read(&one.recording)? != said);
    }
    let nudges: usize = spoken.iter().map(|one| one.others).sum();
    let p99 = at(0.99);
    print(&format!(
        "{rooms} rooms, {seconds} s, {} chunks of 100 ms sent, {} acknowledged, {} dropped, {wrong} of {rooms} files differ from what was said, {nudges} nudges\n\
         receipt after: p50 {:.1} ms, p90 {:.1} ms, p99 {p99:.1} ms, p99.9 {:.1} ms, longest {:.1} ms",
        sent,
        waited.len(),
        sent - waited.len(),
        at(0.5),
        at(0.9),
        at(0.999),
        at(1.0),
    ));
    if p99 > ENOUGH || wrong > 0 || waited.len() != sent {
        return Err("that is not good enough".into());
    }
    Ok(())
}

/// Speaks for so many tenths of a second, as a microphone does: a chunk every tenth, whether the last one was acknowledged or not.
#[expect(clippy::disallowed_methods, reason = "a benchmark reads the clock")]
async fn speak(url: String, recording: String, seed: u32, chunks: usize, late: Duration) -> Result<Spoken, Trouble> {
    tokio::time::sleep(late).await;
    let (socket, _): (WebSocketStream<MaybeTlsStream<TcpStream>>, _) = connect_async(url).await?;
    let (mut out, mut back) = socket.split();
    out.send(Message::text(r#"{"is":"enter","seat":"bench"}"#)).await?;
    let begun = Instant::now();
    let writer = tokio::spawn(async move {
        let mut tenth = tokio::time::interval(Duration::from_millis(100));
        let mut sent = Vec::with_capacity(chunks);
        for chunk in 0..chunks {
            tenth.tick().await;
            let mut frame = ((chunk * CHUNK) as u64).to_le_bytes().to_vec();
            frame.extend(said(seed, chunk).iter().flat_map(|sample| sample.to_le_bytes()));
            sent.push(begun.elapsed());
            out.send(Message::binary(frame)).await?;
        }
        Ok::<_, Trouble>((sent, out))
    });
    let (mut received, mut others) = (Vec::with_capacity(chunks), 0);
    while received.len() < chunks {
        let Some(message) = back.next().await else { break };
        let Message::Text(text) = message? else { continue };
        let message: serde_json::Value = serde_json::from_str(&text)?;
        match message["is"].as_str() {
            Some("kept") => {
                let samples = message["samples"].as_u64().unwrap_or_default() as usize;
                while received.len() < samples / CHUNK {
                    received.push(begun.elapsed());
                }
            }
            Some("nudge") => others += 1,
            Some("hello") => {}
            _ => return Err(format!("the room said {text}").into()),
        }
    }
    let (sent, _out) = writer.await??;
    let waited_ms = sent
        .iter()
        .zip(&received)
        .map(|(sent, got)| (*got - *sent).as_secs_f64() * 1000.0)
        .collect();
    Ok(Spoken {
        recording,
        seed,
        chunks,
        waited_ms,
        others,
    })
}

/// What a speaker says in one chunk: syllables of a buzz with pauses between, different for each.
fn said(seed: u32, chunk: usize) -> Vec<i16> {
    let pitch = 100.0 + f64::from(seed % 40) * 3.0;
    (0..CHUNK)
        .map(|at| {
            let t = (chunk * CHUNK + at) as f64 / 16_000.0;
            let pause = (t * 0.4 + f64::from(seed)).sin() > 0.8;
            let syllable = (t * 4.5 * std::f64::consts::PI).sin().abs();
            let buzz = (1..6)
                .map(|k| (t * pitch * f64::from(k) * std::f64::consts::TAU).sin() / f64::from(k))
                .sum::<f64>();
            if pause { 0 } else { (buzz * syllable * 6_000.0) as i16 }
        })
        .collect()
}

fn print(text: &str) {
    use std::io::Write as _;
    drop(writeln!(std::io::stdout(), "{text}"));
}
