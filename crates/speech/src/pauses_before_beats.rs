//! Which pause stands before which part of the story: a stop before the result is heard otherwise than one before the company's name.

use glidepath_domain::{Beat, Delivery, SentenceReading, Stretch, TimedWord};

/// The pauses right before sentences of one beat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BeforeBeat {
    /// The beat that follows.
    pub beat: Beat,
    /// How many pauses.
    pub count: usize,
    /// The longest of them.
    pub longest: Stretch,
}

/// For each beat that a pause stands before, in the order of `Beat::ALL`. `times` are the words of `text` in order; a word that is not found
/// there is passed over. Empty without times.
#[must_use]
pub fn pauses_before_beats(
    delivery: &Delivery,
    times: &[TimedWord],
    text: &str,
    sentences: &[SentenceReading],
) -> Vec<BeforeBeat> {
    let places = places(times, text);
    let middle = |word: &TimedWord| word.start_ms + word.end_ms.saturating_sub(word.start_ms) / 2;
    let mut found: Vec<BeforeBeat> = Vec::new();
    for sentence in sentences {
        let first = places
            .iter()
            .position(|place| place.is_some_and(|at| sentence.span.start <= at && at < sentence.span.end));
        let Some((before, word)) = first
            .and_then(|first| Some((first.checked_sub(1)?, first)))
            .and_then(|(before, first)| Some((times.get(before)?, times.get(first)?)))
        else {
            continue;
        };
        let between = middle(before)..middle(word);
        for pause in &delivery.pauses {
            if !between.contains(&(pause.start_ms + pause.ms() / 2)) {
                continue;
            }
            match found.iter_mut().find(|known| known.beat == sentence.beat) {
                Some(known) => {
                    known.count += 1;
                    if pause.ms() > known.longest.ms() {
                        known.longest = *pause;
                    }
                }
                None => found.push(BeforeBeat {
                    beat: sentence.beat,
                    count: 1,
                    longest: *pause,
                }),
            }
        }
    }
    found.sort_by_key(|before| Beat::ALL.iter().position(|beat| *beat == before.beat));
    found
}

/// Where each word stands in the text, in bytes.
fn places(times: &[TimedWord], text: &str) -> Vec<Option<usize>> {
    let mut from = 0;
    times
        .iter()
        .map(|timed| {
            let word = timed.word.trim_matches(|c: char| !c.is_alphanumeric());
            let rest = text.get(from..).filter(|_| !word.is_empty())?;
            // Not further than a sentence ahead: a word that the text lacks must not swallow those up to its next occurrence.
            let ahead = rest
                .char_indices()
                .nth(LOOK_AHEAD)
                .map_or(rest, |(end, _)| rest.get(..end).unwrap_or(rest));
            let at = from + find(ahead, word)?;
            from = at + word.len();
            Some(at)
        })
        .collect()
}

/// Characters that a word is looked for in.
const LOOK_AHEAD: usize = 120;

/// The first place where the word stands whole, letters compared without case where they are ASCII.
fn find(text: &str, word: &str) -> Option<usize> {
    text.char_indices().map(|(at, _)| at).find(|&at| {
        let end = at + word.len();
        text.get(at..end).is_some_and(|here| here.eq_ignore_ascii_case(word))
            && !text
                .get(..at)
                .is_some_and(|before| before.ends_with(char::is_alphanumeric))
            && !text
                .get(end..)
                .is_some_and(|after| after.starts_with(char::is_alphanumeric))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use glidepath_domain::{Listener, Span};

    fn words(text: &str, starts: &[u64]) -> Vec<TimedWord> {
        text.split(' ')
            .zip(starts)
            .map(|(word, &start_ms)| TimedWord {
                word: word.to_owned(),
                start_ms,
                end_ms: start_ms + 300,
            })
            .collect()
    }

    fn taken(pauses: &[(u64, u64)]) -> Delivery {
        Delivery {
            duration_ms: 20_000,
            listener: Listener::Energy,
            speech: Vec::new(),
            pauses: pauses
                .iter()
                .map(|&(start_ms, end_ms)| Stretch { start_ms, end_ms })
                .collect(),
            held: Vec::new(),
            syllables: 0,
            pitch_spread: None,
            loudness_db: None,
            above_noise_db: None,
            clipped: 0.0,
        }
    }

    fn sentence(start: usize, end: usize, beat: Beat) -> SentenceReading {
        SentenceReading {
            span: Span { start, end },
            beat,
            confidence: 1.0,
            feet: 0,
        }
    }

    #[test]
    fn a_pause_belongs_to_the_sentence_after_it() {
        let text = "I cut it. It held, and we won. We won again.";
        let sentences = [
            sentence(0, 9, Beat::Action),
            sentence(10, 30, Beat::Result),
            sentence(31, 44, Beat::Result),
        ];
        let times = words(
            "I cut it It held and we won We won again",
            &[0, 400, 800, 3_000, 3_400, 5_000, 5_400, 5_800, 7_000, 7_400, 7_800],
        );
        // Before "It", inside the second sentence, before "We".
        let delivery = taken(&[(1_100, 3_000), (3_700, 5_000), (6_100, 7_000)]);
        let before = pauses_before_beats(&delivery, &times, text, &sentences);
        assert_eq!(
            before,
            [BeforeBeat {
                beat: Beat::Result,
                count: 2,
                longest: Stretch {
                    start_ms: 1_100,
                    end_ms: 3_000
                },
            }]
        );
    }

    #[test]
    fn words_that_the_text_lacks_do_no_harm() {
        let text = "Naïve plans fail. Ours did.";
        let sentences = [sentence(0, 18, Beat::Problem), sentence(19, 28, Beat::Result)];
        let times = words("naïve plans uhm fail ours did", &[0, 400, 800, 1_200, 3_000, 3_400]);
        let before = pauses_before_beats(&taken(&[(1_500, 3_000)]), &times, text, &sentences);
        assert_eq!(before.len(), 1);
        assert_eq!(before[0].beat, Beat::Result);
        assert!(pauses_before_beats(&taken(&[(1_500, 3_000)]), &[], text, &sentences).is_empty());
    }
}
