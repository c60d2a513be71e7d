//! Replies that speak in general: habits, "you" that means anyone, things as such.

use glidepath_domain::Span;
use glidepath_text::Tag;

use super::NewEvidence;
use crate::heard::Heard;

/// Adverbs of habit and of everybody.
const HABIT: &[&str] = &[
    "always",
    "usually",
    "generally",
    "typically",
    "often",
    "normally",
    "whenever",
    "every",
    "never",
    "everyone",
    "people",
    "tend",
    "essential",
    "essentially",
];

/// Where a reply speaks in general and names nothing: its first general sentence.
pub(super) fn general(said: &Heard<'_>, new: &NewEvidence) -> Option<Span> {
    if new.facts() > 0 || said.read.words < 6 {
        return None;
    }
    let read = &said.read;
    let (mut present, mut past) = (0usize, 0usize);
    for token in read.tokens.iter() {
        match token.tag {
            Tag::VerbPresent | Tag::VerbPresent3 => present += 1,
            Tag::VerbPast => past += 1,
            _ => {}
        }
    }
    let marks: Vec<usize> = (0..read.tokens.len()).filter(|i| marks_habit(said, *i)).collect();
    let general = !marks.is_empty() && present > past && (marks.len() > 1 || past == 0);
    general.then(|| read.sentences[read.sentence_of(marks[0])].span)
}

fn marks_habit(said: &Heard<'_>, index: usize) -> bool {
    let word = said.word(index);
    let tokens = &said.read.tokens;
    let next = tokens.get(index + 1).map(|token| token.tag);
    let verb = next.is_some_and(|tag| matches!(tag, Tag::VerbPresent | Tag::VerbBase | Tag::Modal | Tag::Adverb));
    let anyone = matches!(word, "you" | "one") && verb;
    let general = word == "general" && index > 0 && said.word(index - 1) == "in";
    let should = matches!(word, "company" | "leader" | "manager")
        && index > 0
        && said.word(index - 1) == "a"
        && said.word(index + 1) == "should";
    HABIT.contains(&word) || anyone || general || should
}
