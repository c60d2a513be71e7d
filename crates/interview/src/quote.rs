//! Words to quote: an exact piece of what was said, at most twelve words long, cut where a clause can be cut. It chooses the piece
//! of a sentence; which sentence, is chosen elsewhere.

use glidepath_domain::Span;
use glidepath_text::{Actor, HesitationKind, Tag};

use crate::heard::Heard;

/// Longest quote in words: beyond it nobody would say it aloud.
pub(crate) const LONGEST: usize = 12;

/// Fewest words of a quote that was not itself found to be short.
const FEWEST: usize = 3;

/// One run of letters between white space, without the marks around it.
struct Chunk {
    span: Span,
    /// Indices of its first and last token.
    tokens: (usize, usize),
    /// A mark or a new line stands before it.
    opens: bool,
    /// A mark stands after it.
    closes: bool,
    /// It stumbles, or quotes somebody: not to be quoted.
    barred: bool,
}

/// The piece of sentence `sentence` most worth quoting. It covers `around`, where that is given and short enough to be quoted, and lies inside
/// it where it is too long. `None` where the sentence has nothing to quote.
pub(crate) fn piece(heard: &Heard<'_>, sentence: usize, around: Option<Span>) -> Option<Span> {
    let chunks = chunks(heard, sentence);
    let around = around.filter(|a| !a.is_empty());
    let long = around.is_some_and(|a| a.of(heard.read.text).split_whitespace().count() > LONGEST);
    let mut best: Option<(f64, Span)> = None;
    for first in 0..chunks.len() {
        for last in first..chunks.len().min(first + LONGEST) {
            if chunks[last].barred || (last > first && new_line(heard, &chunks[last - 1], &chunks[last])) {
                break;
            }
            let span = chunks[first].span.join(chunks[last].span);
            // Marks between spaces are no words and still make it long.
            if span.of(heard.read.text).split_whitespace().count() > LONGEST {
                break;
            }
            if is_cut(heard.read.text, span) {
                continue;
            }
            if around.is_some_and(|a| if long { !a.contains(span) } else { !span.contains(a) }) {
                continue;
            }
            let worth = worth(heard, &chunks, first, last);
            if best.is_none_or(|(most, _)| worth > most) {
                best = Some((worth, span));
            }
        }
    }
    match best {
        Some((worth, span)) if worth > 0.0 => Some(span),
        // Words that are asked for and stand in no good piece are quoted as they are.
        _ => around.and_then(|_| piece(heard, sentence, None)),
    }
}

/// Whether a word goes on before or after it: a sentence may begin right behind a mark, without a space.
fn is_cut(text: &str, span: Span) -> bool {
    let goes_on = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    goes_on(text[..span.start].chars().next_back()) || goes_on(text[span.end..].chars().next())
}

fn new_line(heard: &Heard<'_>, one: &Chunk, next: &Chunk) -> bool {
    Span::new(one.span.end, next.span.start)
        .of(heard.read.text)
        .contains('\n')
}

fn chunks(heard: &Heard<'_>, sentence: usize) -> Vec<Chunk> {
    let read = &heard.read;
    let Some(range) = read.sentences.get(sentence).map(|s| s.tokens.clone()) else {
        return Vec::new();
    };
    let mut chunks: Vec<Chunk> = Vec::new();
    // Marks that stand before the next word.
    let (mut mark, mut barred) = (true, false);
    for index in range {
        let token = read.tokens[index];
        let text = token.span.of(read.text);
        let lexical = token.tag != Tag::Punct && text.chars().any(char::is_alphanumeric);
        let hitched = !token.spaced && chunks.last().is_some_and(|chunk| chunk.span.end == token.span.start);
        if !lexical && !matches!(text, "%" | "$" | "€" | "£" | "'" | "-" | "/") {
            if matches!(text, "\"" | "“" | "”" | "«" | "»" | "{" | "}") {
                barred = true;
                if let Some(chunk) = chunks.last_mut() {
                    chunk.barred |= hitched;
                }
            }
            if let Some(chunk) = chunks.last_mut() {
                chunk.closes = true;
            }
            mark = true;
            continue;
        }
        let stumbles = read
            .hesitations
            .iter()
            .any(|h| h.kind != HesitationKind::Hedge && h.span.overlaps(token.span));
        match chunks.last_mut() {
            // "120ms", "didn't", "19%", "two-week": what no space parts belongs together.
            Some(chunk) if hitched || touches(read.text, chunk.span.end, token.span.start) => {
                chunk.span.end = token.span.end;
                chunk.tokens.1 = index;
                chunk.closes = false;
                chunk.barred |= stumbles;
            }
            _ => chunks.push(Chunk {
                span: token.span,
                tokens: (index, index),
                opens: mark,
                closes: false,
                barred: stumbles || barred,
            }),
        }
        mark = false;
        barred = false;
    }
    // What holds quotation marks or braces would be read as ours.
    for chunk in &mut chunks {
        chunk.barred |= chunk.span.of(read.text).contains(['"', '“', '”', '«', '»', '{', '}']);
    }
    chunks
}

/// Nothing white stands between the two, so a quote may not end or begin there.
fn touches(text: &str, end: usize, start: usize) -> bool {
    text.get(end..start)
        .is_some_and(|between| !between.contains(char::is_whitespace))
}

/// A verb that can carry a clause.
fn finite(tag: Tag) -> bool {
    tag.is_finite_verb() || tag == Tag::Modal
}

fn worth(heard: &Heard<'_>, chunks: &[Chunk], first: usize, last: usize) -> f64 {
    let tokens = &heard.read.tokens;
    let (opening, closing) = (&chunks[first], &chunks[last]);
    if chunks[first..=last].iter().any(|chunk| chunk.barred) {
        return -1.0;
    }
    let words = last - first + 1;
    let whole = first == 0 && last + 1 == chunks.len();
    let (head, tail) = (opening.tokens.0, closing.tokens.1);
    let inside = head..=tail;
    let mut worth = words.min(9) as f64 * 0.25;
    if words < FEWEST && !whole {
        worth -= 3.0;
    }
    worth += if opening.opens { 2.0 } else { 0.0 };
    worth += head_worth(heard, first.checked_sub(1).map(|i| &chunks[i]), opening, head);
    let weak_tail = matches!(
        tokens[tail].tag,
        Tag::Determiner
            | Tag::Preposition
            | Tag::To
            | Tag::Conjunction
            | Tag::Possessive
            | Tag::Modal
            | Tag::Wh
            | Tag::There
    ) || (heard.word(tail) != "it"
        && matches!(
            heard.word(tail),
            "i" | "we"
                | "he"
                | "she"
                | "they"
                | "was"
                | "were"
                | "had"
                | "is"
                | "are"
                | "have"
                | "not"
                | "very"
                | "so"
                | "more"
                | "a"
                | "an"
        ));
    worth += if closing.closes || last + 1 == chunks.len() {
        2.5
    } else {
        0.0
    };
    worth += if weak_tail { -4.0 } else { 0.0 };
    // Where a clause may end without a mark: before "and", "so", "because", "when".
    let after_tail = chunks.get(last + 1).map(|chunk| chunk.tokens.0);
    if !closing.closes
        && after_tail.is_some_and(|i| {
            matches!(tokens[i].tag, Tag::Conjunction | Tag::Wh)
                || matches!(
                    heard.word(i),
                    "because" | "so" | "when" | "while" | "until" | "after" | "before" | "if" | "with"
                )
        })
    {
        worth += 1.0;
    }
    // A subject that has lost its verb promises what does not come.
    let subject_tail = matches!(tokens[tail].tag, Tag::Noun | Tag::NounPlural | Tag::Name | Tag::Pronoun);
    if !closing.closes && subject_tail && after_tail.is_some_and(|i| finite(tokens[i].tag)) {
        worth -= 3.0;
    }
    // Cutting between a noun and its noun, or a number and its unit, leaves half a thing.
    if !closing.closes
        && after_tail.is_some_and(|i| {
            matches!(tokens[i].tag, Tag::Noun | Tag::NounPlural | Tag::Name | Tag::Particle)
                && matches!(
                    tokens[tail].tag,
                    Tag::Noun | Tag::NounPlural | Tag::Adjective | Tag::Cardinal | Tag::Name | Tag::VerbParticiple
                )
        })
    {
        worth -= 2.5;
    }
    let verb = inside.clone().any(|i| finite(tokens[i].tag));
    let subject = inside
        .clone()
        .any(|i| matches!(tokens[i].tag, Tag::Pronoun | Tag::Noun | Tag::NounPlural | Tag::Name));
    worth += if verb && subject { 2.0 } else { -0.5 };
    let covered = opening.span.join(closing.span);
    worth += if heard.read.figures.iter().any(|f| covered.contains(f.span)) {
        0.8
    } else {
        0.0
    };
    if heard
        .read
        .figures
        .iter()
        .any(|f| covered.overlaps(f.span) && !covered.contains(f.span))
    {
        worth -= 4.0;
    }
    let acts = |actor: fn(Actor) -> bool| {
        heard
            .read
            .acts
            .iter()
            .any(|act| inside.contains(&act.verb) && actor(act.actor))
    };
    worth += if acts(|_| true) { 0.7 } else { 0.0 };
    worth += if acts(|actor| matches!(actor, Actor::I | Actor::We)) {
        0.6
    } else {
        0.0
    };
    worth
}

/// What the first word does to a quote that begins with `opening`, behind `before`.
fn head_worth(heard: &Heard<'_>, before: Option<&Chunk>, opening: &Chunk, head: usize) -> f64 {
    let tokens = &heard.read.tokens;
    let tag = tokens[head].tag;
    let mut worth = 0.0;
    if matches!(tag, Tag::Conjunction | Tag::PossessiveEnd | Tag::Interjection)
        || matches!(
            heard.word(head),
            "that" | "which" | "who" | "so" | "because" | "then" | "well" | "also" | "than" | "of"
        )
    {
        worth -= 1.5;
    }
    // Without the one who did it, a deed is nobody's.
    if finite(tag) || matches!(tag, Tag::VerbBase | Tag::VerbParticiple) {
        worth -= 1.5;
    }
    worth -= if tag == Tag::Preposition { 0.7 } else { 0.0 };
    // "if you look at it", "where I had a machine": what the rest of the sentence was about.
    if tag == Tag::Wh || matches!(heard.word(head), "if" | "when" | "while" | "where" | "until" | "with") {
        worth -= 1.2;
    }
    let Some(last) = before.map(|chunk| chunk.tokens.1).filter(|_| !opening.opens) else {
        return worth;
    };
    let noun = |tag: Tag| matches!(tag, Tag::Noun | Tag::NounPlural | Tag::Name);
    let joins = tokens[last].tag == Tag::Conjunction || matches!(heard.word(last), "so" | "because" | "then");
    // "I said that I wanted it" may lose its "that"; "the test that they ask for" may not.
    let says_that = heard.word(last) == "that" && last > 0 && !noun(tokens[last - 1].tag);
    worth += if joins || says_that { 1.5 } else { 0.0 };
    // Half a noun phrase: "as a | manager", "our | strategic goal". A pronoun behind "after" or "that" begins a clause.
    let opens_phrase = matches!(
        tokens[last].tag,
        Tag::Determiner | Tag::Possessive | Tag::Adjective | Tag::Preposition | Tag::Cardinal
    );
    if tag != Tag::Pronoun && (opens_phrase || noun(tokens[last].tag) && noun(tag)) {
        worth -= 2.5;
    }
    worth
}

#[cfg(test)]
mod tests {
    use glidepath_domain::Span;
    use proptest::prelude::*;

    use super::{LONGEST, is_cut, piece};
    use crate::heard::{Heard, attempt};

    fn quoted(text: &str, around: &str) -> Option<String> {
        let attempt = attempt(text);
        let heard = Heard::of(&attempt);
        let around = text
            .find(around)
            .filter(|_| !around.is_empty())
            .map(|at| Span::new(at, at + around.len()));
        let sentence = around.map_or(0, |a| heard.read.sentence_at(a.start));
        piece(&heard, sentence, around).map(|span| span.of(text).to_owned())
    }

    #[test]
    fn a_clause_is_quoted_whole_and_without_what_joins_it() {
        for (text, around, quote) in [
            (
                "We replaced them and stoppages fell to one a week.",
                "one a week",
                "We replaced them and stoppages fell to one a week",
            ),
            (
                "I told Ivana, the shift lead, that I wanted it idle for one night to trace the sensor cables, and she said no because a retailer's order was due.",
                "idle for one night",
                "I wanted it idle for one night to trace the sensor cables",
            ),
            ("Costs fell by 19%.", "19%", "Costs fell by 19%"),
            ("It didn't.", "", "It didn't"),
        ] {
            assert_eq!(quoted(text, around).as_deref(), Some(quote));
        }
    }

    #[test]
    fn a_word_that_goes_on_is_not_cut() {
        let attempt = attempt("c aFjA %2 0A%aA0aaA '-A 'a'AaA a0Aa0%I b ' 0 0 ");
        let heard = Heard::of(&attempt);
        let span = piece(&heard, 0, None).unwrap();
        assert!(!is_cut(heard.read.text, span));
    }

    #[test]
    fn stumbles_and_quoted_speech_are_not_quoted() {
        let quote = quoted("I, um, I told her \"no way\" and I left the room at once.", "").unwrap();
        assert!(!quote.contains("um") && !quote.contains('"'), "{quote}");
        assert_eq!(quoted("", ""), None);
        assert_eq!(quoted("...", ""), None);
    }

    proptest! {
        #[test]
        fn a_quote_is_an_exact_piece_at_word_boundaries(text in "\\PC{0,200}|([a-zA-Z',.%0-9-]{1,9} ){0,40}", at in 0usize..200) {
            let attempt = attempt(&text);
            let heard = Heard::of(&attempt);
            let sentence = heard.read.sentence_at(at);
            if let Some(span) = piece(&heard, sentence, None) {
                let quote = span.of(&text);
                prop_assert!(!quote.is_empty() && quote.split_whitespace().count() <= LONGEST);
                let before = text[..span.start].chars().next_back();
                let after = text[span.end..].chars().next();
                prop_assert!(before.is_none_or(|c| !c.is_alphanumeric()), "{quote:?} in {text:?}");
                prop_assert!(after.is_none_or(|c| !c.is_alphanumeric()), "{quote:?} in {text:?}");
            }
        }
    }
}
