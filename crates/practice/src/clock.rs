//! The section clock: how the time of a telling was shared among its beats, and, where a story keeps running long, the one
//! detail to drop. The seconds until the conflict and until the result are the review's own measures.

use std::collections::BTreeSet;

use glidepath_domain::{Attempt, Beat, Review, Span, TimedWord};
use glidepath_text::{TokenKind, Transcript};

use crate::so_far;

/// Words a minute assumed where nothing was timed. Source: domain §7.
const ESTIMATED_WPM: f64 = 150.0;
/// Takes in a row that must have run long before anything is said. Source: `docs/practice.md` §2.
const LONG_TAKES: usize = 3;
/// A sentence shorter than this many words saves no time worth naming. Source: `docs/practice.md` §2.
const LEAST_WORDS: usize = 8;
/// The most sentences named: the first is the one detail, the others follow only where it does not suffice.
const MOST_DROPPED: usize = 3;
/// Share of a sentence's content words that another take must hold for it to be told there too.
const TOLD_AGAIN: f64 = 0.5;

/// A stretch of a telling that does one thing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Section {
    /// What it does.
    pub beat: Beat,
    /// Where it stands in the text.
    pub span: Span,
    /// Milliseconds from the start of the recording, or of the telling where nothing was timed.
    pub start_ms: u64,
    /// Where the next begins; the last ends with the telling.
    pub end_ms: u64,
    /// Its share of the telling, 0 to 1; those of one telling sum to 1.
    pub share: f64,
}

/// The sections of a telling, in order, neighbours of one beat joined. `text` is what the review is of; `words` are its times,
/// empty where it was typed, and then time is estimated from the word count. `duration_ms` is how long it took by the clock, where that is known:
/// it ends the last section. Empty for a text without sentences.
#[must_use]
pub fn sections(review: &Review, words: &[TimedWord], text: &str, duration_ms: Option<u64>) -> Vec<Section> {
    let mut attempt = Attempt::of(text, review.as_of);
    attempt.words = words.to_vec();
    let transcript = Transcript::read(&attempt);
    // Times in a transcript count from its first word; sound counts from the start of the recording.
    let lead = words
        .first()
        .filter(|_| !transcript.timing.estimated)
        .map_or(0, |w| w.start_ms);
    let at = |offset: usize| lead + (transcript.seconds_at(offset) * 1_000.0).round() as u64;
    let mut sections: Vec<Section> = Vec::new();
    for sentence in &review.sentences {
        match sections.last_mut() {
            Some(last) if last.beat == sentence.beat => last.span = last.span.join(sentence.span),
            _ => sections.push(Section {
                beat: sentence.beat,
                span: sentence.span,
                start_ms: at(sentence.span.start),
                end_ms: 0,
                share: 0.0,
            }),
        }
    }
    let told = match transcript.timing.duration_s() {
        Some(seconds) => lead + (seconds * 1_000.0).round() as u64,
        None => 0,
    };
    // Untimed words say nothing of where in the take they fell, so an estimate is stretched over the clock's time as a whole.
    if let (Some(duration), true) = (duration_ms, transcript.timing.estimated && told > 0) {
        for section in &mut sections {
            section.start_ms = (section.start_ms as f64 * duration as f64 / told as f64).round() as u64;
        }
    }
    let end = duration_ms
        .unwrap_or(told)
        .max(sections.last().map_or(0, |last| last.start_ms));
    let ends: Vec<u64> = sections.iter().skip(1).map(|next| next.start_ms).chain([end]).collect();
    let whole = end.saturating_sub(sections.first().map_or(0, |first| first.start_ms));
    for (section, end_ms) in sections.iter_mut().zip(ends) {
        section.end_ms = end_ms.max(section.start_ms);
        section.share = if whole == 0 {
            0.0
        } else {
            (section.end_ms - section.start_ms) as f64 / whole as f64
        };
    }
    sections
}

/// The share of the time in each beat, in the order of [`Beat::ALL`].
#[must_use]
pub fn shares(sections: &[Section]) -> [f64; 8] {
    let mut shares = [0.0; 8];
    for (slot, beat) in shares.iter_mut().zip(Beat::ALL) {
        *slot = sections.iter().filter(|s| s.beat == *beat).map(|s| s.share).sum();
    }
    shares
}

/// A take of one story, as far as running long goes.
#[derive(Debug, Clone, Copy)]
pub struct LongTake<'a> {
    /// Its words.
    pub text: &'a str,
    /// What was said of it.
    pub review: &'a Review,
    /// How long it took, in seconds.
    pub took_s: f64,
    /// How long it might have taken, in seconds.
    pub limit_s: f64,
}

/// What to drop of a story that keeps running long.
#[derive(Debug, Clone, PartialEq)]
pub struct DetailToDrop {
    /// Sentences of the last take, the one detail first; a second and third only where it does not save enough.
    pub spans: Vec<Span>,
    /// The first of them, exactly as said.
    pub quote: String,
    /// What they take together, in seconds.
    pub saves_s: f64,
    /// How far the last take ran over, in seconds.
    pub over_s: f64,
    /// What to say of it.
    pub words: String,
}

/// Names what to drop when the last three takes of a story all ran over their time: the longest sentence of background that
/// holds no figure, no person and no conflict, first among those that the other takes told too. `None` while the story does not
/// keep running long, or where every sentence of background carries something.
#[must_use]
pub fn detail_to_drop(takes: &[LongTake<'_>]) -> Option<DetailToDrop> {
    let latest = takes.len().checked_sub(LONG_TAKES).and_then(|from| takes.get(from..))?;
    if !latest
        .iter()
        .all(|take| take.limit_s > 0.0 && take.took_s > take.limit_s)
    {
        return None;
    }
    let (last, earlier) = latest.split_last()?;
    let attempt = Attempt::of(last.text, last.review.as_of);
    let transcript = Transcript::read(&attempt);
    let per_word = if transcript.words == 0 {
        60.0 / ESTIMATED_WPM
    } else {
        last.took_s / transcript.words as f64
    };
    let told_before: Vec<BTreeSet<String>> = earlier.iter().map(|take| content_words(take.text)).collect();
    let background = |beat: Beat| matches!(beat, Beat::Context | Beat::Role | Beat::Problem);
    let mut kept = last.review.sentences.iter().filter(|s| background(s.beat)).count();
    let mut found: Vec<(bool, usize, Span)> = Vec::new();
    for sentence in last.review.sentences.iter().filter(|s| background(s.beat)) {
        let words = transcript.words_until(sentence.span.end) - transcript.words_until(sentence.span.start);
        if words < LEAST_WORDS || carries_something(&transcript, sentence.span) {
            continue;
        }
        let own = content_words(sentence.span.of(last.text));
        let again = told_before
            .iter()
            .all(|take| own.intersection(take).count() as f64 >= own.len() as f64 * TOLD_AGAIN);
        found.push((again, words, sentence.span));
    }
    found.sort_by_key(|(again, words, span)| (std::cmp::Reverse((*again, *words)), span.start));
    let over_s = last.took_s - last.limit_s;
    let (mut spans, mut saves_s) = (Vec::new(), 0.0);
    for (_, words, span) in found.into_iter().take(MOST_DROPPED) {
        // One sentence must be left to set the scene.
        if saves_s >= over_s || kept <= 1 {
            break;
        }
        spans.push(span);
        saves_s += words as f64 * per_word;
        kept -= 1;
    }
    let quote = spans.first()?.of(last.text).to_owned();
    let more = match spans.len() {
        1 => String::new(),
        2 => " One more sentence of background could go with it.".to_owned(),
        n => format!(" {} more sentences of background could go with it.", n - 1),
    };
    let words = format!(
        "The last {LONG_TAKES} takes ran over, this one by {} s. The one to drop: \u{201c}{quote}\u{201d}. It names no figure, nobody and no \
         conflict.{more} That saves about {} s.",
        over_s.round(),
        saves_s.round(),
    );
    Some(DetailToDrop {
        spans,
        quote,
        saves_s,
        over_s,
        words,
    })
}

/// Whether a sentence holds a figure, somebody with a name or a part in it, or trouble between people.
fn carries_something(transcript: &Transcript<'_>, span: Span) -> bool {
    if transcript.figures.iter().any(|figure| figure.span.overlaps(span)) {
        return true;
    }
    let sentence = span.of(transcript.text);
    if so_far::read(sentence).conflict_named {
        return true;
    }
    let mut first = true;
    for (index, token) in transcript.tokens.iter().enumerate() {
        if !span.contains(token.span) || token.kind != TokenKind::Word {
            continue;
        }
        // The first word is written large whatever it is.
        let large = token.span.of(transcript.text).starts_with(char::is_uppercase);
        let lower = transcript.tokens.lower(index);
        if PEOPLE.contains(&lower) || large && !first && lower != "i" && !lower.starts_with("i'") {
            return true;
        }
        first = false;
    }
    false
}

/// People a listener would ask about.
const PEOPLE: &[&str] = &[
    "customer",
    "customers",
    "user",
    "users",
    "client",
    "clients",
    "patient",
    "patients",
    "manager",
    "director",
    "boss",
    "colleague",
    "colleagues",
    "he",
    "she",
    "him",
    "her",
    "they",
    "them",
];

/// Longer words, which tell a sentence from another: short ones are in every sentence.
pub(crate) fn content_words(text: &str) -> BTreeSet<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().count() >= 4)
        .map(str::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use glidepath_domain::{Beat, Review, TimedWord};
    use proptest::prelude::*;

    use super::{LongTake, detail_to_drop, sections, shares};
    use crate::sample::read_as;

    /// One word every 400 ms after a second of silence: 150 a minute.
    fn timed(text: &str) -> Vec<TimedWord> {
        let words = text.split_whitespace().zip(0_u64..);
        let at = |nth: u64| 1_000 + nth * 400;
        let each = words.map(|(word, nth)| TimedWord {
            word: word.to_owned(),
            start_ms: at(nth),
            end_ms: at(nth + 1),
        });
        each.collect()
    }

    const TOLD: &str = "We run a port there. It is very busy. Cranes there stood still all day. I moved two of them.";
    const BEATS: [Beat; 4] = [Beat::Context, Beat::Context, Beat::Problem, Beat::Action];

    #[test]
    fn neighbours_of_one_beat_are_one_section() {
        let told = sections(&read_as(TOLD, &BEATS), &timed(TOLD), TOLD, None);
        let seen: Vec<(Beat, u64, u64)> = told.iter().map(|s| (s.beat, s.start_ms, s.end_ms)).collect();
        assert_eq!(
            seen,
            [
                (Beat::Context, 1_000, 4_600),
                (Beat::Problem, 4_600, 7_000),
                (Beat::Action, 7_000, 9_000)
            ]
        );
        let spent = shares(&told);
        assert!((spent.iter().sum::<f64>() - 1.0).abs() < 1e-9);
        assert!((spent[0] - 0.45).abs() < 1e-9, "{spent:?}");
        assert_eq!(told[0].span.of(TOLD), "We run a port there. It is very busy.");
    }

    #[test]
    fn untimed_words_are_laid_over_the_time_it_took() {
        let review = read_as(TOLD, &BEATS);
        let guessed = sections(&review, &[], TOLD, None);
        assert_eq!(guessed[1].start_ms, 3_600, "nine words at 150 a minute");
        let stretched = sections(&review, &[], TOLD, Some(16_000));
        assert_eq!((stretched[1].start_ms, stretched[2].end_ms), (7_200, 16_000));
    }

    #[test]
    fn nothing_told_has_no_sections() {
        assert_eq!(sections(&read_as("", &[]), &[], "", Some(9_000)), []);
        assert_eq!(shares(&[]), [0.0; 8]);
    }

    fn take<'a>(text: &'a str, review: &'a Review, took_s: f64) -> LongTake<'a> {
        LongTake {
            text,
            review,
            took_s,
            limit_s: 180.0,
        }
    }

    const LONG: &str = "We were a hotel group. The building had been renovated in stages over the years with many kinds of heating. \
        The lobby was rather pretty with a view over the harbour and old lamps. My manager refused to pay for it at all. \
        Guests lost 400 euros each. I called the plumber myself.";
    const LONG_BEATS: [Beat; 6] = [
        Beat::Context,
        Beat::Context,
        Beat::Context,
        Beat::Obstacle,
        Beat::Problem,
        Beat::Action,
    ];

    #[test]
    fn the_one_detail_is_the_longest_that_carries_nothing() {
        let review = read_as(LONG, &LONG_BEATS);
        let drop = detail_to_drop(&[take(LONG, &review, 190.0); 3]).unwrap();
        assert!(
            drop.quote.starts_with("The building had been renovated"),
            "{}",
            drop.quote
        );
        assert_eq!(drop.spans.len(), 1, "it saves more than ten seconds");
        assert!((drop.over_s - 10.0).abs() < 1e-9 && drop.saves_s > 10.0);
        assert!(drop.words.contains("this one by 10 s"), "{}", drop.words);
        let far_over = detail_to_drop(&[take(LONG, &review, 400.0); 3]).unwrap();
        assert_eq!(far_over.spans.len(), 2);
    }

    #[test]
    fn a_detail_that_every_take_tells_comes_first() {
        let before = "We were a hotel group. The lobby was rather pretty with old lamps and a harbour view. I called the plumber myself.";
        let (first, last) = (
            read_as(before, &[Beat::Context, Beat::Context, Beat::Action]),
            read_as(LONG, &LONG_BEATS),
        );
        let drop = detail_to_drop(&[
            take(before, &first, 200.0),
            take(before, &first, 200.0),
            take(LONG, &last, 190.0),
        ]);
        assert!(drop.unwrap().quote.starts_with("The lobby"));
    }

    #[test]
    fn nothing_is_dropped_of_what_is_not_long_or_all_needed() {
        let review = read_as(LONG, &LONG_BEATS);
        let over = take(LONG, &review, 190.0);
        assert_eq!(detail_to_drop(&[over, over]), None, "two takes");
        assert_eq!(
            detail_to_drop(&[over, take(LONG, &review, 170.0), over]),
            None,
            "one inside the time"
        );
        assert_eq!(
            detail_to_drop(&[over, take(LONG, &review, 170.0), over, over, over]).map(|d| d.spans.len()),
            Some(1)
        );
        let needed =
            "Our customers there paid 40 euros for each of the nights they had booked. I called the plumber myself.";
        let review = read_as(needed, &[Beat::Context, Beat::Action]);
        assert_eq!(detail_to_drop(&[take(needed, &review, 190.0); 3]), None);
    }

    proptest! {
        #[test]
        fn sections_follow_one_another(text in "([a-z]{1,7}[ .]){0,40}", beats in prop::collection::vec(0..8_usize, 40), took in prop::option::of(0..400_000_u64), is_timed: bool) {
            let beats: Vec<Beat> = beats.into_iter().map(|i| Beat::ALL[i]).collect();
            let review = read_as(&text, &beats);
            let words = if is_timed { timed(&text) } else { Vec::new() };
            let told = sections(&review, &words, &text, took);
            prop_assert!(told.iter().all(|s| s.start_ms <= s.end_ms));
            prop_assert!(told.windows(2).all(|pair| pair[0].end_ms == pair[1].start_ms && pair[0].beat != pair[1].beat));
            let whole: f64 = told.iter().map(|s| s.share).sum();
            prop_assert!(whole == 0.0 || (whole - 1.0).abs() < 1e-9, "{}", whole);
        }
    }
}
