//! Sentence ends in stretches without stops: at long pauses where times are known, else where main clauses start.
//!
//! Among the possible openings those are chosen that together weigh most: each brings its strength, and each
//! sentence costs what its length is away from the usual.

use std::ops::Range;

use super::clause::{Clauses, Opening};
use super::subject::{is_filler, is_nominative};
use crate::tag::Tag;
use crate::timing::Timing;
use crate::token::Tokens;

/// Silence that ends a sentence, in milliseconds.
const LONG_PAUSE: u64 = 600;

/// A sentence of a text with stops is only searched from so many words without any mark on.
const UNMARKED_RUN: usize = 40;

/// So many words are no sentence, whatever the commas in it.
const ENDLESS: usize = 66;

/// With more words a stop than this a text is taken for speech as it came.
const WORDS_A_STOP: usize = 45;

/// Fewer words are one sentence.
const SHORTEST_TEXT: usize = 7;

/// Sentences cut at pauses are searched further only from so many words on.
const LONG_BREATH: usize = 24;

/// Words looked back for the opening of the sentence that ends here.
const LONGEST: usize = 64;

/// Marks more sentence openings in what the written marks left whole.
pub(super) fn mark(tokens: &Tokens, timing: &Timing, opens: &mut [bool]) {
    let mut stretches = Vec::new();
    let mut start = 0;
    for end in 1..=tokens.len() {
        if opens.get(end).is_none_or(|opens| *opens) {
            stretches.push(Stretch::of(tokens, start..end));
            start = end;
        }
    }
    let words: usize = stretches.iter().map(|s| s.words).sum();
    let stops = stretches.iter().filter(|s| s.stopped).count();
    let bare = words > WORDS_A_STOP * stops || (stops == 1 && stretches.len() == 1 && words > UNMARKED_RUN);
    for stretch in stretches {
        let unmarked = stretch.run >= UNMARKED_RUN || (bare && stretch.words > 10 * stretch.marks);
        if stretch.words < SHORTEST_TEXT || !(unmarked || stretch.words >= ENDLESS) {
            continue;
        }
        let pieces = if timing.estimated {
            vec![stretch.tokens.clone()]
        } else {
            breaths(tokens, timing, &stretch)
        };
        let timed = pieces.len() > 1;
        for piece in pieces {
            if piece.start > stretch.tokens.start {
                opens[piece.start] = true;
            }
            let words = tokens[piece.clone()].iter().filter(|t| t.starts_word).count();
            if !timed || words > LONG_BREATH {
                choose(tokens, timing, piece, stretch.words < 15 * stretch.marks, opens);
            }
        }
    }
}

/// What the written marks left between two sentence openings.
struct Stretch {
    tokens: Range<usize>,
    words: usize,
    /// Commas, dashes and the like inside.
    marks: usize,
    /// Most words in a row without a mark.
    run: usize,
    /// True when it ends in a stop.
    stopped: bool,
}

impl Stretch {
    fn of(tokens: &Tokens, range: Range<usize>) -> Self {
        let mut stretch = Self {
            tokens: range.clone(),
            words: 0,
            marks: 0,
            run: 0,
            stopped: false,
        };
        let mut run = 0;
        for index in range {
            let separates = separates(tokens.lower(index));
            stretch.marks += usize::from(separates);
            stretch.words += usize::from(tokens[index].starts_word);
            run = if separates {
                0
            } else {
                run + usize::from(tokens[index].starts_word)
            };
            stretch.run = stretch.run.max(run);
            if tokens[index].starts_word {
                stretch.stopped = false;
            }
            stretch.stopped |= matches!(tokens.lower(index), "." | "!" | "?" | "…" | "...");
        }
        stretch.marks -= usize::from(stretch.stopped && stretch.marks > 0);
        stretch
    }
}

fn separates(lower: &str) -> bool {
    matches!(
        lower,
        "," | ";" | ":" | "–" | "—" | "(" | ")" | "." | "!" | "?" | "…" | "..." | "\"" | "“" | "”" | "--"
    )
}

/// Cuts a stretch at its long pauses.
fn breaths(tokens: &Tokens, timing: &Timing, stretch: &Stretch) -> Vec<Range<usize>> {
    let range = &stretch.tokens;
    let mut pieces = Vec::new();
    let mut start = range.start;
    for index in range.start + 1..range.end {
        if timing.pause_before(index).is_some_and(|p| p >= LONG_PAUSE) && ends_at_pause(tokens, start, index, range.end)
        {
            pieces.push(start..index);
            start = index;
        }
    }
    pieces.push(start..range.end);
    pieces
}

/// True when the silence before `index` parts sentences: no hesitation, no search for a word.
fn ends_at_pause(tokens: &Tokens, start: usize, index: usize, end: usize) -> bool {
    let Some(before) = index.checked_sub(1).filter(|b| *b >= start) else {
        return false;
    };
    let (lower, next) = (tokens.lower(before), tokens.lower(index));
    if is_filler(lower) || lower == next || matches!(lower, "like" | "so" | "well" | "okay" | "know") && before == start
    {
        return false;
    }
    // "we were, um, late": a pause before a sound counts only if a new clause starts behind it.
    let mut head = index;
    while head < end && is_filler(tokens.lower(head)) {
        head += 1;
    }
    let clause = opens_clause(tokens, head, end);
    if head > index && !clause {
        return false;
    }
    // By the word, not its tag: a tag leans on the words after, and those belong to the next sentence.
    if binds(lower) {
        return false;
    }
    !leans(lower) || clause
}

/// Words after which a sentence never ends.
fn binds(lower: &str) -> bool {
    is_nominative(lower) || BINDING.binary_search(&lower).is_ok()
}

/// Words after which a sentence ends only if a clause follows: particles, pronouns, question words.
fn leans(lower: &str) -> bool {
    LEANING.binary_search(&lower).is_ok()
}

const LEANING: &[&str] = &[
    "about", "across", "after", "again", "against", "all", "always", "another", "any", "around", "at", "before",
    "behind", "between", "both", "by", "did", "do", "does", "down", "each", "even", "for", "from", "her", "his", "how",
    "in", "it", "more", "most", "n't", "near", "never", "no", "not", "off", "on", "one", "only", "other", "out",
    "over", "same", "since", "so", "some", "still", "that", "there", "these", "this", "those", "through", "too",
    "under", "up", "what", "where", "who", "why", "with", "without", "you",
];

/// A subject with its verb, or a word that leads one, at `index`.
fn opens_clause(tokens: &Tokens, index: usize, end: usize) -> bool {
    let finite = |i: usize| i < end && (tokens[i].tag.is_finite_verb() || tokens[i].tag == Tag::Modal);
    matches!(
        tokens.lower_at((index < end).then_some(index)),
        "so" | "then" | "but" | "and" | "anyway" | "because" | "when"
    ) || (1..6).any(|reach| finite(index + reach))
        && tokens.get(index).is_some_and(|t| {
            matches!(
                t.tag,
                Tag::Pronoun
                    | Tag::Determiner
                    | Tag::Possessive
                    | Tag::There
                    | Tag::Name
                    | Tag::NounPlural
                    | Tag::Cardinal
                    | Tag::Wh
                    | Tag::Adverb
                    | Tag::Preposition
            )
        })
}

/// What a sentence of so many words costs.
fn length_cost(words: usize) -> f64 {
    match words {
        0..=1 => 5.0,
        2 => 2.5,
        3 => 0.9,
        4 => 0.6,
        5..=24 => words.abs_diff(9).pow(2) as f64 * 0.015,
        _ => 3.4 + (words - 24) as f64 * 0.3,
    }
}

/// What a sentence without a main clause costs.
const NO_MAIN_CLAUSE: f64 = 5.0;

/// Marks the openings that together weigh most.
fn choose(tokens: &Tokens, timing: &Timing, range: Range<usize>, marked: bool, opens: &mut [bool]) {
    let Clauses { openings, mains } = Clauses::find(tokens, range.clone());
    let mut places = vec![Opening {
        at: range.start,
        strength: 0.0,
    }];
    places.extend(openings.iter().map(|o| Opening {
        strength: o.strength + mark_bonus(tokens, timing, o.at, marked),
        ..*o
    }));
    places.push(Opening {
        at: range.end,
        strength: 0.0,
    });
    let mut words_before = Vec::with_capacity(places.len());
    let mut mains_before = Vec::with_capacity(places.len());
    let (mut words, mut at) = (0, range.start);
    for place in &places {
        words += tokens[at..place.at].iter().filter(|t| t.starts_word).count();
        at = place.at;
        words_before.push(words);
        mains_before.push(mains.partition_point(|m| *m < place.at));
    }
    let mut best: Vec<(f64, usize)> = vec![(0.0, 0)];
    for end in 1..places.len() {
        let mut top = (f64::NEG_INFINITY, end - 1);
        for start in (0..end).rev() {
            let length = words_before[end] - words_before[start];
            if length > LONGEST && start + 1 < end {
                break;
            }
            let cost = length_cost(length)
                + if mains_before[end] == mains_before[start] {
                    NO_MAIN_CLAUSE
                } else {
                    0.0
                };
            let value = best[start].0 + places[end].strength - cost;
            if value > top.0 {
                top = (value, start);
            }
        }
        best.push(top);
    }
    let mut end = places.len() - 1;
    while end > 0 {
        let start = best[end].1;
        if start > 0 {
            opens[places[start].at] = true;
        }
        end = start;
    }
}

/// What commas and pauses add to an opening.
fn mark_bonus(tokens: &Tokens, timing: &Timing, at: usize, marked: bool) -> f64 {
    let Some(before) = at.checked_sub(1) else { return 0.0 };
    let comma = match tokens.lower(before) {
        ";" | ":" | "–" | "—" | "--" => 0.8,
        "," if marked => 0.6,
        "," => 0.3,
        // Where commas are set, a place without one is no sentence end.
        _ if marked => -2.5,
        _ => 0.0,
    };
    let pause = match timing.pause_before(at) {
        Some(pause @ 200..) => (pause as f64 / 400.0).min(1.5),
        Some(_) => -0.5,
        None => 0.0,
    };
    comma + pause
}

/// Words that need another after them.
const BINDING: &[&str] = &[
    "'d", "'ll", "'m", "'re", "'s", "'ve", "a", "also", "although", "am", "an", "and", "are", "as", "be", "because",
    "been", "but", "can", "cause", "could", "during", "every", "had", "has", "have", "if", "into", "is", "its", "just",
    "like", "may", "might", "must", "my", "of", "or", "our", "per", "quite", "really", "should", "such", "than", "the",
    "their", "then", "to", "unless", "until", "upon", "very", "via", "was", "were", "when", "whether", "which",
    "while", "whose", "will", "would", "your",
];

#[cfg(test)]
mod tests {
    #[test]
    fn the_lists_are_sorted() {
        for list in [super::LEANING, super::BINDING] {
            assert!(list.is_sorted(), "{list:?}");
        }
    }
}
