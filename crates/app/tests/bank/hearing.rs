//! Sound: kept while it is recorded, brought in as a file, written down by somebody, and swept away.

use std::sync::Arc;

use glidepath_app::practice::{
    Choice, FollowUps, Rating, Said, Start, TYPED, Transcriber, Watch, ask_next, drill, enough, finish_turn,
    hear_upload, kept_sound, purge_take, rate_drill, recording_of, remove_sound, remove_take, start_drill,
    sweep_recordings, take_again, transcribe_turn, write_turn,
};
use glidepath_app::{Error, Kept, Recordings, Reviewer};
use glidepath_domain::{Drill, DrillState, Heard, TimedWord, Verdict};

use crate::{bank, folder};

/// Two seconds of somebody speaking.
const SPEECH: &[u8] = include_bytes!("../../../speech/tests/data/speech.flac");

fn own() -> Start {
    Start {
        choice: Choice::Own("Why?".to_owned()),
        follow_ups: FollowUps::AtMost(1),
        ..Start::default()
    }
}

fn speech() -> Vec<i16> {
    glidepath_speech::decode(std::io::Cursor::new(SPEECH), Some("flac"))
        .unwrap()
        .samples
}

fn bytes(samples: &[i16]) -> Vec<u8> {
    samples.iter().flat_map(|sample| sample.to_le_bytes()).collect()
}

fn record(recordings: &Recordings, drill: &str, turn: usize, samples: &[i16]) {
    let name = recording_of(drill, turn);
    for (n, chunk) in samples.chunks(1_600).enumerate() {
        recordings.append(&name, n as u64 * 1_600, &bytes(chunk)).unwrap();
    }
}

/// Somebody who hears what the test wants heard.
struct Hears(Result<Heard, &'static str>);

impl Transcriber for Hears {
    fn name(&self) -> String {
        "ears".to_owned()
    }

    fn hear(&self, _: &[i16], _: Option<&str>, watch: Watch<'_>) -> Result<Heard, Error> {
        if !watch(0.5) {
            return Err(Error::unavailable(
                "transcriber-stopped",
                "Stopped",
                "you said so",
                "Go on.",
            ));
        }
        self.0
            .clone()
            .map_err(|why| Error::unavailable("transcriber-timeout", "It took too long", why, "Try again."))
    }
}

fn hears(text: &str) -> Arc<dyn Transcriber> {
    Arc::new(Hears(Ok(Heard {
        text: text.to_owned(),
        words: Vec::new(),
        language: Some("english".to_owned()),
    })))
}

async fn told(bank: &glidepath_app::Bank, recordings: &Recordings) -> Kept<Drill> {
    let begun = start_drill(bank, &own()).await.unwrap();
    record(recordings, &begun.id, 0, &speech());
    finish_turn(bank, recordings, &begun.id, 1, &Said::default())
        .await
        .unwrap()
}

#[tokio::test]
async fn sound_goes_on_where_it_broke_off() {
    let (bank, folder) = (bank().await, folder("hearing-resumed"));
    let begun = start_drill(&bank, &own()).await.unwrap();
    let samples = speech();
    let half = samples.len() / 2;
    let first = Recordings::at(&folder);
    record(&first, &begun.id, 0, &samples[..half]);
    drop(first);
    // Another program, after a crash: the browser sends from where the disk ends, a little more than that.
    let second = Recordings::at(&folder);
    let kept = kept_sound(&second, &begun.id, 0).unwrap();
    assert_eq!(
        (kept.recording.as_str(), kept.samples),
        (recording_of(&begun.id, 0).as_str(), half as u64)
    );
    let from = half - 800;
    second
        .append(&kept.recording, from as u64, &bytes(&samples[from..]))
        .unwrap();
    let told = finish_turn(&bank, &second, &begun.id, 1, &Said::default())
        .await
        .unwrap();
    let answer = told.value.answer().unwrap();
    assert_eq!(second.read(&answer.recording).unwrap(), samples);
    let delivery = answer.delivery.as_ref().unwrap();
    assert_eq!(delivery.duration_ms, samples.len() as u64 * 1_000 / 16_000);
    assert!(!delivery.speech.is_empty(), "somebody speaks");
    assert_eq!(answer.took_ms, Some(delivery.duration_ms));
    assert_eq!((answer.text.as_str(), answer.written_by.as_str()), ("", ""));
}

#[tokio::test]
async fn silence_is_said_to_be_silence_and_is_kept() {
    let (bank, recordings) = (bank().await, Recordings::at(folder("hearing-silence")));
    let begun = start_drill(&bank, &own()).await.unwrap();
    record(&recordings, &begun.id, 0, &vec![0; 32_000]);
    let error = finish_turn(&bank, &recordings, &begun.id, 1, &Said::default())
        .await
        .unwrap_err();
    assert_eq!(error.code, "turn-silent");
    assert!(
        error.why.contains("2 seconds") && error.fix.contains("microphone"),
        "{error}"
    );
    // The turn is still open: recording goes on, or the words are typed.
    record_on(&recordings, &begun.id);
    let typed = Said {
        text: "I wrote it.".to_owned(),
        ..Said::default()
    };
    let told = finish_turn(&bank, &recordings, &begun.id, 1, &typed).await.unwrap();
    assert_eq!(told.value.answer().unwrap().recording, recording_of(&begun.id, 0));
}

fn record_on(recordings: &Recordings, drill: &str) {
    let kept = kept_sound(recordings, drill, 0).unwrap();
    assert_eq!(kept.samples, 32_000);
    recordings
        .append(&kept.recording, kept.samples, &bytes(&speech()))
        .unwrap();
}

#[tokio::test]
async fn a_file_that_is_brought_in_becomes_the_recording() {
    let (bank, recordings) = (bank().await, Recordings::at(folder("hearing-brought")));
    let begun = start_drill(&bank, &own()).await.unwrap();
    let bring = |name: &str, content: &[u8]| {
        let mut upload = recordings.upload(&recording_of(&begun.id, 0), name).unwrap();
        upload.write(content).unwrap();
        upload.finish().unwrap();
    };
    assert_eq!(
        hear_upload(&recordings, &begun.id, 0).await.unwrap_err().code,
        "upload-missing"
    );
    for (content, code) in [
        (&b""[..], "sound-empty"),
        (b"PK\x03\x04 no sound at all, a zip or so", "not-sound"),
    ] {
        bring("mp3", content);
        let error = hear_upload(&recordings, &begun.id, 0).await.unwrap_err();
        assert_eq!(error.code, code, "{error}");
        assert!(
            recordings.original(&recording_of(&begun.id, 0)).unwrap().is_none(),
            "it is of no use"
        );
    }
    // Mislabelled and cut short: what can be heard of it is kept.
    bring("mp3", &SPEECH[..SPEECH.len() / 2]);
    let cut = hear_upload(&recordings, &begun.id, 0).await.unwrap();
    assert!(cut.truncated && cut.duration_ms > 500, "{cut:?}");
    recordings.remove(&recording_of(&begun.id, 0)).unwrap();
    bring("flac", SPEECH);
    let heard = hear_upload(&recordings, &begun.id, 0).await.unwrap();
    assert!(!heard.truncated && heard.from.contains("flac"), "{heard:?}");
    assert_eq!(recordings.read(&heard.recording).unwrap(), speech());
    let original = recordings.original(&heard.recording).unwrap().unwrap();
    assert_eq!(std::fs::read(original).unwrap(), SPEECH);
    let told = finish_turn(&bank, &recordings, &begun.id, 1, &Said::default())
        .await
        .unwrap();
    assert_eq!(
        told.value.answer().unwrap().delivery.as_ref().unwrap().duration_ms,
        heard.duration_ms
    );
}

#[tokio::test]
async fn follow_ups_wait_for_words_and_words_may_come_later() {
    let (bank, recordings) = (bank().await, Recordings::at(folder("hearing-later")));
    let reviewer = Reviewer::default();
    let told = told(&bank, &recordings).await;
    let error = ask_next(&bank, &reviewer, &told.id, told.version).await.unwrap_err();
    assert_eq!(error.code, "turn-unwritten");
    let ears = hears("I wrote the queue.");
    let written = transcribe_turn(&bank, &recordings, &ears, &told.id, 0, Some("en"), |_| true)
        .await
        .unwrap();
    let answer = written.value.answer().unwrap();
    assert_eq!(
        (answer.text.as_str(), answer.written_by.as_str()),
        ("I wrote the queue.", "ears")
    );
    ask_next(&bank, &reviewer, &written.id, written.version).await.unwrap();
    // A person puts it right, and nobody overwrites that.
    let kept = drill(&bank, &told.id).await.unwrap();
    let mended = write_turn(&bank, &kept.id, kept.version, 0, "I rewrote the queue.", &[], TYPED)
        .await
        .unwrap();
    let ears = hears("I wrote the cue.");
    let again = transcribe_turn(&bank, &recordings, &ears, &mended.id, 0, None, |_| true)
        .await
        .unwrap();
    assert_eq!(again, mended);
}

#[tokio::test]
async fn words_come_while_the_drill_goes_on() {
    let (bank, recordings) = (bank().await, Recordings::at(folder("hearing-meanwhile")));
    let told = told(&bank, &recordings).await;
    let ears = hears("I wrote the queue.");
    let (written, ended) = tokio::join!(
        transcribe_turn(&bank, &recordings, &ears, &told.id, 0, None, |_| true),
        enough(&bank, &told.id, told.version),
    );
    ended.unwrap();
    written.unwrap();
    let kept = drill(&bank, &told.id).await.unwrap();
    assert_eq!(kept.value.state, DrillState::Rating);
    assert_eq!(kept.value.answer().unwrap().text, "I wrote the queue.");
}

#[tokio::test]
async fn nonsense_becomes_a_clear_word_and_the_recording_stays() {
    let (bank, recordings) = (bank().await, Recordings::at(folder("hearing-nonsense")));
    let told = told(&bank, &recordings).await;
    let foreign: Arc<dyn Transcriber> = Arc::new(Hears(Ok(Heard {
        text: "Ich habe sie geschrieben.".to_owned(),
        language: Some("de".to_owned()),
        ..Heard::default()
    })));
    for (ears, code) in [
        (hears(""), "transcriber-nonsense"),
        (hears(" ... ! "), "transcriber-nonsense"),
        (hears(&"thanks for watching ".repeat(7)), "transcriber-nonsense"),
        (hears(&"a b c d e f g h i j ".repeat(30)), "transcriber-nonsense"),
        (foreign, "transcriber-language"),
        (
            Arc::new(Hears(Err("it may take 5 seconds"))) as Arc<dyn Transcriber>,
            "transcriber-timeout",
        ),
    ] {
        let error = transcribe_turn(&bank, &recordings, &ears, &told.id, 0, Some("en-GB"), |_| true)
            .await
            .unwrap_err();
        assert_eq!(error.code, code, "{error}");
        assert!(!error.fix.is_empty());
    }
    let stopped = transcribe_turn(&bank, &recordings, &hears("x"), &told.id, 0, None, |_| false)
        .await
        .unwrap_err();
    assert_eq!(stopped.code, "transcriber-stopped");
    assert_eq!(drill(&bank, &told.id).await.unwrap(), told, "nothing was changed");
    assert_eq!(recordings.read(&recording_of(&told.id, 0)).unwrap(), speech());
}

#[tokio::test]
async fn times_that_make_no_sense_are_left_out_and_the_words_stay() {
    let (bank, recordings) = (bank().await, Recordings::at(folder("hearing-times")));
    let told = told(&bank, &recordings).await;
    let word = |word: &str, start_ms, end_ms| TimedWord {
        word: word.to_owned(),
        start_ms,
        end_ms,
    };
    let good = vec![word(" I", 100, 200), word(" wrote", 200, 500)];
    for (words, kept) in [
        (vec![word("I", 900, 100), word("wrote", 200, 500)], 0),
        (vec![word("I", 900, 950), word("wrote", 200, 500)], 0),
        (vec![word("I", 0, 10), word("wrote", 200, 9_999_999)], 0),
        (good, 2),
    ] {
        let ears: Arc<dyn Transcriber> = Arc::new(Hears(Ok(Heard {
            text: "I wrote".to_owned(),
            words,
            language: None,
        })));
        let written = transcribe_turn(&bank, &recordings, &ears, &told.id, 0, Some("en"), |_| true)
            .await
            .unwrap();
        let answer = written.value.answer().unwrap().clone();
        assert_eq!((answer.text.as_str(), answer.words.len()), ("I wrote", kept));
        assert!(answer.words.iter().all(|word| word.word.trim() == word.word));
    }
}

#[tokio::test]
async fn sound_goes_when_it_should_and_not_before() {
    let (bank, recordings) = (bank().await, Recordings::at(folder("hearing-swept")));
    let open = start_drill(&bank, &own()).await.unwrap();
    record(&recordings, &open.id, 0, &speech());
    let ended = finish(&bank, &recordings).await;
    let removed = finish(&bank, &recordings).await;
    remove_take(&bank, &removed.id, None).await.unwrap();
    let purged = finish(&bank, &recordings).await;
    purge_take(&bank, &recordings, &purged.id).await.unwrap();
    assert_eq!(recordings.samples(&recording_of(&purged.id, 0)).unwrap(), 0);
    recordings.put("nobody-0", &[1, 2, 3]).unwrap();
    recordings.put("someone-elses", &[1]).unwrap();
    // Without a limit only what belongs to nobody goes.
    let swept = sweep_recordings(&bank, &recordings, None).await.unwrap();
    assert_eq!((swept.old, swept.orphans, swept.bytes), (0, 1, 6));
    let swept = sweep_recordings(&bank, &recordings, Some(1)).await.unwrap();
    assert_eq!((swept.old, swept.orphans), (0, 0), "a day has not passed");
    let (kept, freed) = remove_sound(&bank, &recordings, &ended.id, ended.version)
        .await
        .unwrap();
    assert_eq!(freed, speech().len() as u64 * 2);
    let answer = kept.value.answer().unwrap();
    assert!(answer.recording.is_empty() && answer.delivery.is_some() && !answer.text.is_empty());
    let swept = sweep_recordings(&bank, &recordings, Some(0)).await.unwrap();
    assert_eq!(swept.old, 1, "the removed one: that of the open drill stays");
    assert!(recordings.samples(&recording_of(&open.id, 0)).unwrap() > 0);
    assert_eq!(
        recordings.read("someone-elses").unwrap(),
        [1],
        "what is not ours is left alone"
    );
    take_again(&bank, &open.id).await.unwrap();
    let swept = sweep_recordings(&bank, &recordings, Some(0)).await.unwrap();
    assert_eq!(swept.old, 1);
    assert!(
        drill(&bank, &open.id).await.unwrap().value.turns[0]
            .recording
            .is_empty()
    );
}

async fn finish(bank: &glidepath_app::Bank, recordings: &Recordings) -> Kept<Drill> {
    let told = told(bank, recordings).await;
    let written = write_turn(bank, &told.id, told.version, 0, "I wrote the queue.", &[], TYPED)
        .await
        .unwrap();
    let ended = enough(bank, &written.id, written.version).await.unwrap();
    let rating = Rating {
        verdict: Verdict::Below,
        story: None,
    };
    rate_drill(bank, &Reviewer::default(), &ended.id, ended.version, &rating)
        .await
        .unwrap()
}
