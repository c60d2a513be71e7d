//! Generalities of a take: vague quantities that a figure could take the place of in an immediate retake. Which figure, only the
//! teller knows, so a blank is left.

use glidepath_domain::{Attempt, Date, Span};
use glidepath_text::Transcript;

/// The most that are listed: more is not borne in mind for a retake. Source: `docs/practice.md` §7.
const MOST: usize = 6;

/// A vague quantity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Generality {
    /// Where it stands.
    pub span: Span,
    /// Its words, exactly as said.
    pub quote: String,
    /// What to put a figure to.
    pub ask: &'static str,
}

const HOW_MANY: &str = "How many?";
const HOW_MUCH: &str = "By how much, from what to what?";
const HOW_LONG: &str = "How long, in days or hours?";
const HOW_OFTEN: &str = "How often?";
const HOW_LARGE: &str = "How large, in figures?";

/// Phrases as the reader cuts them, in lower case, and what they leave open. Of two that begin at one word the longer stands first.
const VAGUE: &[(&[&str], &str)] = &[
    (&["a", "lot", "of"], HOW_MANY),
    (&["a", "lot", "more"], HOW_MUCH),
    (&["a", "lot", "less"], HOW_MUCH),
    (&["a", "lot", "faster"], HOW_MUCH),
    (&["a", "lot"], HOW_MUCH),
    (&["lots", "of"], HOW_MANY),
    (&["a", "bunch", "of"], HOW_MANY),
    (&["a", "number", "of"], HOW_MANY),
    (&["a", "couple", "of"], HOW_MANY),
    (&["a", "handful", "of"], HOW_MANY),
    (&["a", "few"], HOW_MANY),
    (&["many"], HOW_MANY),
    (&["several"], HOW_MANY),
    (&["numerous"], HOW_MANY),
    (&["countless"], HOW_MANY),
    (&["most", "of"], HOW_MANY),
    (&["significantly"], HOW_MUCH),
    (&["significant"], HOW_LARGE),
    (&["dramatically"], HOW_MUCH),
    (&["drastically"], HOW_MUCH),
    (&["substantially"], HOW_MUCH),
    (&["substantial"], HOW_LARGE),
    (&["considerably"], HOW_MUCH),
    (&["considerable"], HOW_LARGE),
    (&["massively"], HOW_MUCH),
    (&["massive"], HOW_LARGE),
    (&["huge"], HOW_LARGE),
    (&["hugely"], HOW_MUCH),
    (&["enormous"], HOW_LARGE),
    (&["tremendous"], HOW_LARGE),
    (&["greatly"], HOW_MUCH),
    (&["vastly"], HOW_MUCH),
    (&["much", "faster"], HOW_MUCH),
    (&["much", "slower"], HOW_MUCH),
    (&["much", "better"], HOW_MUCH),
    (&["much", "worse"], HOW_MUCH),
    (&["much", "more"], HOW_MUCH),
    (&["much", "less"], HOW_MUCH),
    (&["far", "fewer"], HOW_MUCH),
    (&["far", "more"], HOW_MUCH),
    (&["far", "less"], HOW_MUCH),
    (&["way", "more"], HOW_MUCH),
    (&["way", "faster"], HOW_MUCH),
    (&["by", "a", "wide", "margin"], HOW_MUCH),
    (&["for", "a", "long", "time"], HOW_LONG),
    (&["a", "long", "time"], HOW_LONG),
    (&["a", "while"], HOW_LONG),
    (&["for", "ages"], HOW_LONG),
    (&["quickly"], HOW_LONG),
    (&["very", "fast"], HOW_LONG),
    (&["all", "the", "time"], HOW_OFTEN),
    (&["very", "often"], HOW_OFTEN),
    (&["often"], HOW_OFTEN),
    (&["frequently"], HOW_OFTEN),
    (&["regularly"], HOW_OFTEN),
    (&["constantly"], HOW_OFTEN),
    (&["time", "and", "again"], HOW_OFTEN),
];

/// Vague quantities of a text, at most six, in order. A phrase with a figure after it in the same sentence is not vague:
/// "significantly, by 30 %" says how much.
#[must_use]
pub fn generalities(text: &str) -> Vec<Generality> {
    /// Words mean the same on any day.
    const ANY_DAY: Date = Date {
        year: 2026,
        month: 1,
        day: 1,
    };
    let attempt = Attempt::of(text, ANY_DAY);
    let transcript = Transcript::read(&attempt);
    let lower: Vec<&str> = (0..transcript.tokens.len())
        .map(|i| transcript.tokens.lower(i))
        .collect();
    let mut found: Vec<Generality> = Vec::new();
    let mut at = 0;
    while at < lower.len() && found.len() < MOST {
        let Some((phrase, ask)) = VAGUE.iter().find(|(phrase, _)| lower[at..].starts_with(phrase)) else {
            at += 1;
            continue;
        };
        let span = transcript.tokens[at]
            .span
            .join(transcript.tokens[at + phrase.len() - 1].span);
        let end = transcript
            .sentences
            .get(transcript.sentence_of(at))
            .map_or(span.end, |s| s.span.end);
        let told = transcript
            .figures
            .iter()
            .any(|f| span.start <= f.span.start && f.span.start < end);
        // "A few" as part of a figure ("a few hundred") is one.
        let counted = transcript.figures.iter().any(|f| f.span.overlaps(span));
        if !told && !counted {
            found.push(Generality {
                span,
                quote: span.of(text).to_owned(),
                ask,
            });
        }
        at += phrase.len();
    }
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{MOST, generalities};

    #[test]
    fn vague_quantities_are_quoted_with_what_they_leave_open() {
        let text = "We had a lot of tickets. It took a long time. Then I rewrote the search and it was much faster.";
        let found: Vec<(String, &str)> = generalities(text).into_iter().map(|g| (g.quote, g.ask)).collect();
        assert_eq!(
            found,
            [
                ("a lot of".to_owned(), "How many?"),
                ("a long time".to_owned(), "How long, in days or hours?"),
                ("much faster".to_owned(), "By how much, from what to what?")
            ]
        );
    }

    #[test]
    fn a_figure_beside_it_says_how_much() {
        assert_eq!(generalities("It fell significantly, by 30 percent, in May."), []);
        assert_eq!(generalities("Several of the 40 shops closed."), []);
        let other = generalities("We sold 30 percent more. Complaints fell significantly.");
        assert_eq!(other.len(), 1, "a figure of another sentence does not");
        assert_eq!(generalities(""), []);
    }

    #[test]
    fn six_are_enough() {
        assert_eq!(generalities(&"Many people left. ".repeat(20)).len(), MOST);
    }

    proptest! {
        #[test]
        fn quotes_are_the_texts_own(text in "((many|a lot of|often|[a-z]{1,8}|é|30 %)[ .]){0,40}") {
            for found in generalities(&text) {
                prop_assert_eq!(found.span.of(&text), found.quote.as_str());
            }
        }
    }
}
