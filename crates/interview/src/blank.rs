//! Fills the blanks of a template with words that were said. A blank that cannot be filled makes the template unusable; nothing is
//! ever put in that was not said. Which template is filled, is chosen elsewhere.

use glidepath_content::{FollowUpTemplate, Source, Want};
use glidepath_domain::{Beat, Review, SentenceReading, Span};
use glidepath_text::{Actor, Tag};

use crate::answered::says;
use crate::heard::Heard;
use crate::quote::piece;

/// Longest name of somebody, in words.
const LONGEST_NAME: usize = 4;

/// What can be quoted.
pub(crate) struct Said<'a> {
    /// The answer.
    pub(crate) answer: &'a Heard<'a>,
    /// What the reviewer read in it.
    pub(crate) review: &'a Review,
    /// The latest reply.
    pub(crate) reply: Option<&'a Heard<'a>>,
    /// Quotes that were put to the teller already.
    pub(crate) quoted: Vec<&'a str>,
}

/// A template with its blanks filled.
pub(crate) struct Filled {
    pub(crate) text: String,
    /// The words quoted, exactly as said; empty where none are.
    pub(crate) quote: String,
}

/// Fills `wording` of `template`, which goes after a finding at `finding`, if that has a place.
pub(crate) fn fill(
    said: &Said<'_>,
    template: &FollowUpTemplate,
    wording: &str,
    finding: Option<Span>,
) -> Option<Filled> {
    let person = if wording.contains("{person}") || template.from.contains(&Source::Person) {
        person(said.answer, template.wants)
    } else {
        None
    };
    if wording.contains("{person}") && person.is_none() {
        return None;
    }
    let mut quote = String::new();
    if wording.contains("{quote}") {
        let uses = |text: &str| {
            said.quoted
                .iter()
                .filter(|old| old.contains(text) || text.contains(**old))
                .count()
        };
        // The words of the finding are the point: they may be put twice before others are.
        let fresh = |(source, text): &(Source, &str)| uses(text) <= usize::from(*source == Source::Finding);
        let pieces = || {
            template.from.iter().copied().flat_map(|source| {
                let pieces = said.pieces(source, finding, template.wants, person.as_ref());
                pieces.into_iter().map(move |text| (source, text))
            })
        };
        let (_, chosen) = pieces().find(fresh).or_else(|| pieces().next())?;
        chosen.clone_into(&mut quote);
    }
    let mut text = wording.replace("{quote}", &format!("\"{quote}\""));
    if let Some(person) = &person {
        text = text.replace("{person}", &person.called);
    }
    Some(Filled { text, quote })
}

/// Somebody in the story.
pub(crate) struct Person {
    /// As an interviewer calls them: "my manager" is "your manager".
    pub(crate) called: String,
    /// Where they act: sentence, and the words from subject to verb.
    sentence: usize,
    acts: Span,
}

/// Somebody who acts in the story besides the teller: with a name if there is one, then who acts most. Where their words are wanted,
/// somebody whose words were not told.
fn person(answer: &Heard<'_>, wants: Want) -> Option<Person> {
    let read = &answer.read;
    let mut known: Vec<(String, usize, Person)> = Vec::new();
    let mut quoted: Vec<String> = Vec::new();
    for (act, subject) in answer.others() {
        let Some(called) = called(answer, subject) else {
            continue;
        };
        if wants == Want::Words && says(answer, act) {
            quoted.push(called.clone());
        }
        match known.iter_mut().find(|(name, ..)| *name == called) {
            Some((_, times, _)) => *times += 1,
            None => {
                let verb = read.tokens[act.verb].span;
                let person = Person {
                    called: called.clone(),
                    sentence: act.sentence,
                    acts: if subject.start <= verb.start {
                        subject.join(verb)
                    } else {
                        verb
                    },
                };
                known.push((called, 1, person));
            }
        }
    }
    let free = known.into_iter().filter(|(name, ..)| !quoted.contains(name));
    // The first of those who act most: `max_by_key` would take the last.
    free.rev()
        .max_by_key(|(name, times, _)| (name.starts_with(char::is_uppercase), *times))
        .map(|(.., person)| person)
}

/// How an interviewer calls somebody whom the teller named so.
fn called(answer: &Heard<'_>, subject: Span) -> Option<String> {
    let text = subject.of(answer.read.text);
    let words: Vec<&str> = text.split_whitespace().collect();
    let plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '\'' | '’' | '.');
    if words.is_empty() || words.len() > LONGEST_NAME || text.contains(" of ") || !text.chars().all(plain) {
        return None;
    }
    let tokens = &answer.read.tokens;
    let first = tokens.partition_point(|token| token.span.start < subject.start);
    let last = tokens
        .partition_point(|token| token.span.end <= subject.end)
        .checked_sub(1)?;
    let name = tokens.get(first)?.tag == Tag::Name;
    // "the two", "right people": nobody one can be asked about.
    let pointed = name || matches!(tokens[first].tag, Tag::Determiner | Tag::Possessive);
    if !pointed || !matches!(tokens[last].tag, Tag::Noun | Tag::NounPlural | Tag::Name) {
        return None;
    }
    let rest = words[1..].join(" ");
    Some(match words[0].to_lowercase().as_str() {
        "my" | "our" if !rest.is_empty() => format!("your {rest}"),
        "a" | "an" if !rest.is_empty() => format!("the {rest}"),
        lower if !name => [lower, &rest].join(" ").trim_end().to_owned(),
        _ => words.join(" "),
    })
}

impl<'a> Said<'a> {
    /// Pieces of what was said at a source, best first.
    fn pieces(&self, source: Source, finding: Option<Span>, wants: Want, person: Option<&Person>) -> Vec<&'a str> {
        let answer = self.answer;
        let of = |heard: &'a Heard<'a>, sentence: usize, around: Option<Span>| {
            piece(heard, sentence, around).map(|span| span.of(heard.read.text))
        };
        let beat = |beat: Beat| -> Vec<&'a str> {
            let sentences = self.sentences_of(beat);
            sentences
                .into_iter()
                .filter_map(|sentence| of(answer, sentence, None))
                .collect()
        };
        match source {
            Source::Finding => finding.into_iter().filter_map(|span| self.found(span)).collect(),
            Source::Opening => (0..answer.read.sentences.len().min(2))
                .filter_map(|i| of(answer, i, None))
                .collect(),
            Source::Ending => (0..answer.read.sentences.len())
                .rev()
                .take(2)
                .filter_map(|i| of(answer, i, None))
                .collect(),
            Source::Context => [beat(Beat::Context), beat(Beat::Role)].concat(),
            Source::Problem => beat(Beat::Problem),
            Source::Obstacle => beat(Beat::Obstacle),
            Source::Options => beat(Beat::Options),
            Source::Action => beat(Beat::Action),
            Source::Result => beat(Beat::Result),
            Source::Learning => beat(Beat::Learning),
            Source::We => self.acted(Actor::We),
            Source::Nobody => self.acted(Actor::Passive),
            Source::Person => person
                .into_iter()
                .filter_map(|person| of(answer, person.sentence, Some(person.acts)))
                .collect(),
            Source::Figure => {
                // A figure that stands beside its before has nothing to be asked about its before.
                let open = self
                    .review
                    .figures
                    .iter()
                    .filter(|figure| wants != Want::Baseline || figure.pair.is_none());
                open.filter(|figure| !figure.span.of(answer.read.text).is_empty())
                    .filter_map(|figure| of(answer, answer.read.sentence_at(figure.span.start), Some(figure.span)))
                    .collect()
            }
            Source::Reply => self
                .reply
                .into_iter()
                .flat_map(|heard| (0..heard.read.sentences.len()).filter_map(|i| of(heard, i, None)))
                .collect(),
        }
    }

    /// The words of a finding in their clause; of a long passage, a piece of what lies in its first sentence.
    fn found(&self, span: Span) -> Option<&'a str> {
        let read = &self.answer.read;
        if span.of(read.text).is_empty() {
            return None;
        }
        let sentence = read.sentence_at(span.start);
        // Of a passage over several sentences, what lies in the first.
        let end = read.sentences.get(sentence)?.span.end.min(span.end);
        piece(self.answer, sentence, Some(Span::new(span.start, end))).map(|piece| piece.of(read.text))
    }

    /// Sentences that do this in the story, the surest and most concrete first.
    fn sentences_of(&self, beat: Beat) -> Vec<usize> {
        let read = &self.answer.read;
        let worth = |reading: &SentenceReading| {
            let sentence = read.sentence_at(reading.span.start);
            let mine = read.acts_in(sentence).iter().any(|act| act.actor == Actor::I);
            let figures = !read.figures_in(sentence).is_empty();
            let words = read.words_in(read.sentences[sentence].tokens.clone());
            reading.confidence + if mine && beat != Beat::Result { 0.3 } else { 0.0 } + if figures { 0.2 } else { 0.0 }
                - if words < 5 { 0.6 } else { 0.0 }
        };
        let here = self
            .review
            .sentences
            .iter()
            .filter(|reading| reading.beat == beat && !reading.span.of(read.text).is_empty());
        let mut ranked: Vec<(f64, usize)> = here
            .map(|reading| (worth(reading), read.sentence_at(reading.span.start)))
            .collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        ranked.into_iter().map(|(_, sentence)| sentence).collect()
    }

    /// Clauses in which the teller with others, or nobody, acts.
    fn acted(&self, actor: Actor) -> Vec<&'a str> {
        let read = &self.answer.read;
        let acts = read.acts.iter().filter(|act| act.actor == actor);
        acts.filter_map(|act| {
            let verb = read.tokens[act.verb].span;
            let around = act
                .subject
                .filter(|s| s.start <= verb.start && verb.start - s.start < 60)
                .map_or(verb, |s| s.join(verb));
            piece(self.answer, act.sentence, Some(around)).map(|span| span.of(read.text))
        })
        .collect()
    }
}
