//! Whoever writes down what was said: one interface for the built-in model, a server and whatever comes later. Who they are is the edge's
//! business; what they may give back is checked here.

use glidepath_domain::{Heard, TimedWord};

use crate::Error;

/// Is told how far a transcriber has come, from 0 to 1, and says whether it may go on.
pub type Watch<'w> = &'w mut (dyn FnMut(f64) -> bool + Send);

/// Writes down what was said.
pub trait Transcriber: Send + Sync {
    /// What it is called where its words are shown: `whisper-base.en`, `server`.
    fn name(&self) -> String;

    /// Whether the sound leaves this machine, which a person must be told.
    fn sends_sound(&self) -> bool {
        false
    }

    /// Writes down what is said in `samples`, 16,000 a second. `language` is a two-letter code, or unknown. Takes as long as it takes.
    ///
    /// # Errors
    /// When it cannot be reached, takes too long, was told to stop, or gives back what cannot be words.
    fn hear(&self, samples: &[i16], language: Option<&str>, watch: Watch<'_>) -> Result<Heard, Error>;
}

/// More words a second than anybody says for more than a moment. Source: the fastest talkers reach some 10 a second in bursts.
const MOST_WORDS_A_SECOND: f64 = 8.0;
/// How often in a row the same three words may be said before it is a recogniser caught in a loop.
const MOST_REPEATS: usize = 6;

/// What a transcriber gave, made fit to keep: times in order and inside the recording. Times that make no sense are left out; the words stay.
///
/// # Errors
/// When there are no words, they cannot have been said in that time, they go round in circles, or they are in another language.
pub(super) fn sound_words(heard: Heard, name: &str, samples: usize, language: Option<&str>) -> Result<Heard, Error> {
    let seconds = samples as f64 / f64::from(glidepath_store::SAMPLE_RATE);
    let text = heard.text.trim().to_owned();
    let words: Vec<&str> = text.split_whitespace().collect();
    let refused = |what: &str, why: String, fix: &str| {
        Err(Error::unavailable(
            "transcriber-nonsense",
            format!("{name} {what}"),
            why,
            fix,
        ))
    };
    let keep = "The recording is kept: type what you said, or have another transcriber write it down.";
    if !text.chars().any(char::is_alphanumeric) {
        return refused("heard no words", "it gave back an empty text".to_owned(), keep);
    }
    if words.len() as f64 > (seconds + 1.0) * MOST_WORDS_A_SECOND {
        let why = format!(
            "it gave {} words for {seconds:.0} seconds, which nobody can say",
            words.len()
        );
        return refused("gave back something else than what was said", why, keep);
    }
    if let Some(phrase) = looped(&words) {
        let why = format!("it wrote \"{phrase}\" over and over, as recognisers do that have lost the thread");
        return refused("went round in circles", why, keep);
    }
    if let (Some(wanted), Some(got)) = (language, heard.language.as_deref()) {
        let (wanted, got) = (short(wanted), short(got));
        if wanted != got {
            return Err(Error::unavailable(
                "transcriber-language",
                format!("{name} heard another language"),
                format!("it took the recording for \"{got}\", and \"{wanted}\" was asked for"),
                "Set the language in the settings under [transcriber], or type what you said. The recording is kept.",
            ));
        }
    }
    let ends = (seconds * 1_000.0) as u64 + 1_000;
    let ordered = heard.words.windows(2).all(|pair| pair[0].start_ms <= pair[1].start_ms);
    let inside = heard.words.iter().all(|w| w.start_ms <= w.end_ms && w.end_ms <= ends);
    Ok(Heard {
        text,
        words: if ordered && inside {
            tidied(heard.words)
        } else {
            Vec::new()
        },
        language: heard.language,
    })
}

/// Words without the blanks around them that some recognisers give.
fn tidied(words: Vec<TimedWord>) -> Vec<TimedWord> {
    let tidy = |word: TimedWord| TimedWord {
        word: word.word.trim().to_owned(),
        ..word
    };
    words
        .into_iter()
        .map(tidy)
        .filter(|word| !word.word.is_empty())
        .collect()
}

/// The first letters of a language's code or name: `en`, `en-GB` and `english` are one.
fn short(language: &str) -> String {
    let lower = language.to_ascii_lowercase();
    const NAMES: [(&str, &str); 12] = [
        ("english", "en"),
        ("german", "de"),
        ("french", "fr"),
        ("spanish", "es"),
        ("italian", "it"),
        ("portuguese", "pt"),
        ("dutch", "nl"),
        ("polish", "pl"),
        ("hindi", "hi"),
        ("japanese", "ja"),
        ("chinese", "zh"),
        ("russian", "ru"),
    ];
    let named = NAMES.iter().find(|(name, _)| *name == lower);
    named.map_or_else(|| lower.chars().take(2).collect(), |(_, code)| (*code).to_owned())
}

/// Three words that come so often in a row that nobody said them.
fn looped(words: &[&str]) -> Option<String> {
    let (mut run, mut at) = (1, 3);
    while at + 3 <= words.len() {
        if words[at..at + 3] == words[at - 3..at] {
            run += 1;
            if run > MOST_REPEATS {
                return Some(words[at..at + 3].join(" "));
            }
            at += 3;
        } else {
            run = 1;
            at += 1;
        }
    }
    None
}
