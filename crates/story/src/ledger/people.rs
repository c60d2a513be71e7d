//! Roles and owners as facts: what the teller was there as, and who decided.
//!
//! Only plain statements count: "as the on-call lead", "my role was", "the VP decided", "my call". Who did what besides
//! deciding is the review's business.

use glidepath_domain::{FactKind, Span};
use glidepath_text::{Actor, Tag, TokenKind, Transcript};

use super::topic::{Topic, Window};
use super::{Found, Item, Matter};
use crate::stem::{is_empty, stem};

/// What the teller was there as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Post {
    pub(crate) stems: Vec<String>,
    /// Said of the teller outright ("I was the …"), not for one occasion ("as the …").
    pub(crate) outright: bool,
}

impl Post {
    /// "Engineer" and "lead engineer" may be one post, told more or less exactly.
    pub(crate) fn agrees(&self, other: &Self) -> bool {
        let within = |a: &Self, b: &Self| a.stems.iter().all(|stem| b.stems.contains(stem));
        within(self, other) || within(other, self)
    }
}

/// Who decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Owner {
    Teller,
    Together,
    Other { stems: Vec<String>, named: bool },
}

impl Owner {
    /// Whether the two may be the same: "we" is anybody, and a name may be the person behind a title.
    pub(crate) fn agrees(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Together, _) | (_, Self::Together) | (Self::Teller, Self::Teller) => true,
            (Self::Teller, Self::Other { .. }) | (Self::Other { .. }, Self::Teller) => false,
            (Self::Other { stems: a, named: an }, Self::Other { stems: b, named: bn }) => {
                an != bn || a.iter().any(|stem| b.contains(stem))
            }
        }
    }
}

pub(super) fn find(transcript: &Transcript<'_>) -> Vec<Item> {
    let mut items = Vec::new();
    for (index, sentence) in transcript.sentences.iter().enumerate() {
        for at in sentence.tokens.clone() {
            if let Some(item) = post(transcript, index, at).or_else(|| owner(transcript, index, at)) {
                items.push(item);
            }
        }
    }
    items
}

fn item(transcript: &Transcript<'_>, sentence: usize, span: Span, own: &[Span], value: String, matter: Matter) -> Item {
    let window = Window {
        sentence,
        own,
        fences: &[],
        whole: true,
    };
    let topic = Topic::read(transcript, &window);
    let (kind, what) = match matter {
        Matter::Post(_) => (FactKind::Role, "my role".to_owned()),
        _ => (
            FactKind::Owner,
            topic.told.iter().take(WORDS).cloned().collect::<Vec<_>>().join(" "),
        ),
    };
    Item {
        found: Found {
            kind,
            what,
            value,
            baseline: None,
            unit: None,
            number: None,
            role: None,
            quote: span.of(transcript.text).to_owned(),
            span,
            sentence: transcript.sentences.get(sentence).map_or(span, |s| s.span.join(span)),
        },
        wide: topic.stems(),
        topic,
        matter,
        told_with_its_after: false,
    }
}

/// Words that name a decision, at most.
const WORDS: usize = 6;

/// "as the on-call lead", "I was the release manager", "my role was test lead".
fn post(transcript: &Transcript<'_>, sentence: usize, at: usize) -> Option<Item> {
    let tokens = &transcript.tokens;
    let opens = transcript.sentences.get(sentence)?.tokens.start;
    let closes = transcript.sentences.get(sentence)?.tokens.end;
    let word = |i: usize| if i < closes { tokens.lower(i) } else { "" };
    let (from, outright) = match word(at) {
        "as" => (at + 1, false),
        "i" if matches!(word(at + 1), "was" | "am") => (at + 2, true),
        "my" if matches!(word(at + 1), "role" | "job" | "title" | "position")
            && matches!(word(at + 2), "was" | "is") =>
        {
            (at + 3, true)
        }
        _ => return None,
    };
    // "I thought I was a lead", "as soon as a manager": the clause is about something else.
    if at > opens
        && matches!(
            word(at - 1),
            "thought" | "soon" | "far" | "long" | "such" | "well" | "if" | "wish"
        )
    {
        return None;
    }
    let from = from + usize::from(matches!(word(from), "the" | "a" | "an" | "our" | "their"));
    let mut end = None;
    for i in from..closes.min(from + 6) {
        let token = &tokens[i];
        let joins = word(i) == "-" || word(i) == "/";
        let part = token.kind == TokenKind::Word
            && (token.tag.is_noun() || matches!(token.tag, Tag::Name | Tag::Adjective | Tag::VerbIng | Tag::Particle));
        let held = joins || part || is_held(word(i)) || matches!(word(i), "on" | "of" | "lead");
        if !held || matches!(word(i), "only" | "first" | "last") {
            break;
        }
        if is_held(word(i)) {
            end = Some(i);
        }
    }
    let end = end?;
    let span = Span::new(tokens[from].span.start, tokens[end].span.end);
    let value = span.of(transcript.text).to_owned();
    let stems = (from..=end).filter(|i| tokens[*i].kind == TokenKind::Word && !is_empty(tokens.lower(*i)));
    let post = Post {
        stems: stems.map(|i| stem(tokens.lower(i))).collect(),
        outright,
    };
    let whole = Span::new(tokens[at].span.start, span.end);
    Some(item(transcript, sentence, span, &[whole], value, Matter::Post(post)))
}

/// Whether a word names somebody by what they are there to do.
fn is_held(word: &str) -> bool {
    matches!(
        word,
        "lead"
            | "leader"
            | "manager"
            | "engineer"
            | "developer"
            | "analyst"
            | "designer"
            | "director"
            | "head"
            | "owner"
            | "architect"
            | "scientist"
            | "nurse"
            | "teacher"
            | "consultant"
            | "coordinator"
            | "supervisor"
            | "officer"
            | "assistant"
            | "intern"
            | "technician"
            | "administrator"
            | "tester"
            | "planner"
            | "buyer"
            | "editor"
            | "founder"
            | "chief"
            | "captain"
            | "secretary"
            | "programmer"
            | "specialist"
            | "accountant"
            | "trainer"
            | "recruiter"
            | "researcher"
            | "operator"
            | "clerk"
            | "pharmacist"
            | "doctor"
            | "lawyer"
            | "sre"
            | "pm"
            | "tpm"
            | "dba"
            | "cto"
            | "chair"
            | "foreman"
            | "midwife"
            | "buddy"
            | "deputy"
            | "trainee"
            | "apprentice"
            | "president"
            | "principal"
    )
}

/// "the VP decided", "I made the decision", "my call", "Priya's decision", "the decision was mine", "decided by the board".
fn owner(transcript: &Transcript<'_>, sentence: usize, at: usize) -> Option<Item> {
    let tokens = &transcript.tokens;
    let bounds = transcript.sentences.get(sentence)?.tokens.clone();
    let word = |i: usize| if bounds.contains(&i) { tokens.lower(i) } else { "" };
    let found = |span: Span, owner: Owner, own: &[Span]| {
        let value = match &owner {
            Owner::Teller => "I".to_owned(),
            Owner::Together => "we".to_owned(),
            Owner::Other { .. } => span.of(transcript.text).to_owned(),
        };
        item(transcript, sentence, span, own, value, Matter::Owner(owner))
    };
    let decides = |i: usize| {
        matches!(word(i), "decided" | "decides" | "chose")
            || matches!(word(i), "made" | "took" | "make" | "makes")
                && (i + 1..i + 4).any(|n| matches!(word(n), "decision" | "call"))
    };
    if decides(at) {
        let Some(act) = transcript.acts_in(sentence).iter().find(|act| act.verb == at) else {
            let span = titled_before(transcript, bounds.start, at)?;
            return Some(found(span, other(transcript, span)?, &[span, tokens[at].span]));
        };
        let who = act.subject;
        // "The decision … was made by the director": the maker stands behind.
        if let Some(by) = (at + 1..bounds.end.min(at + 3)).find(|i| word(*i) == "by") {
            return behind_by(transcript, bounds.end, by)
                .map(|(span, owner)| found(span, owner, &[Span::new(tokens[at].span.start, span.end)]));
        }
        let (span, owner) = match act.actor {
            Actor::I => (who.unwrap_or(tokens[at].span), Owner::Teller),
            Actor::We => (who.unwrap_or(tokens[at].span), Owner::Together),
            Actor::Other => {
                let span = who?;
                (span, other(transcript, span)?)
            }
            Actor::Passive => return None,
        };
        let mut own = vec![span, tokens[at].span];
        own.extend(
            (at + 1..at + 4)
                .filter(|n| matches!(word(*n), "decision" | "call"))
                .map(|n| tokens[n].span),
        );
        return Some(found(span, owner, &own));
    }
    // "On my own authority".
    if word(at) == "authority" && at >= bounds.start + 2 && word(at - 1) == "own" && word(at - 2) == "my" {
        let span = tokens[at - 2].span.join(tokens[at].span);
        return Some(found(span, Owner::Teller, &[span]));
    }
    if !matches!(word(at), "call" | "decision" | "choice") || at == bounds.start {
        return None;
    }
    let was = |i: usize| matches!(word(i), "was" | "is" | "were" | "'s");
    let before = at - 1;
    if word(before) == "my" && (was(before.wrapping_sub(1)) || was(at + 1)) {
        let span = Span::new(tokens[before].span.start, tokens[at].span.end);
        return Some(found(span, Owner::Teller, &[span]));
    }
    if word(before) == "'s" && before > bounds.start + 1 {
        // "It was Priya's call", "it was my regional director's decision".
        let from = (bounds.start.max(before.saturating_sub(5))..before)
            .rev()
            .find(|from| was(from.wrapping_sub(1)) && *from > bounds.start)?;
        let span = Span::new(tokens[from].span.start, tokens[before - 1].span.end);
        return Some(found(span, other(transcript, span)?, &[span.join(tokens[at].span)]));
    }
    if was(at + 1) && word(at + 2) == "mine" {
        let span = tokens[at + 2].span;
        return Some(found(span, Owner::Teller, &[tokens[at].span.join(span)]));
    }
    None
}

/// "The chief executive decided": who stands before a verb that was not read as anybody's act.
fn titled_before(transcript: &Transcript<'_>, opens: usize, verb: usize) -> Option<Span> {
    let tokens = &transcript.tokens;
    let from = (opens.max(verb.saturating_sub(4))..verb)
        .rev()
        .find(|at| matches!(tokens.lower(*at), "the" | "my" | "our" | "their" | "her" | "his"))?;
    let title = |at: usize| tokens[at].tag.is_noun() || matches!(tokens[at].tag, Tag::Name | Tag::Adjective);
    let whole = from + 1 < verb && (from + 1..verb).all(title);
    whole.then(|| Span::new(tokens[from].span.start, tokens[verb - 1].span.end))
}

/// Who stands behind "by".
fn behind_by(transcript: &Transcript<'_>, end: usize, by: usize) -> Option<(Span, Owner)> {
    let tokens = &transcript.tokens;
    let from = by + 1;
    let fits = |i: &usize| {
        let token = &tokens[*i];
        token.tag.is_noun()
            || matches!(
                token.tag,
                Tag::Name | Tag::Adjective | Tag::Determiner | Tag::Possessive | Tag::Pronoun
            )
    };
    let to = (from..end.min(from + 4)).take_while(fits).last()?;
    let span = Span::new(tokens[from].span.start, tokens[to].span.end);
    let owner = match span.of(transcript.text).to_lowercase().as_str() {
        "me" | "myself" => Owner::Teller,
        "us" => Owner::Together,
        _ => other(transcript, span)?,
    };
    Some((span, owner))
}

/// Somebody else, by what they are called; `None` for a mere "they", whom nothing can be held against.
fn other(transcript: &Transcript<'_>, span: Span) -> Option<Owner> {
    let tokens = &transcript.tokens;
    let from = tokens.partition_point(|t| t.span.start < span.start);
    let to = tokens.partition_point(|t| t.span.start < span.end);
    let words = (from..to).filter(|i| tokens[*i].kind == TokenKind::Word && !is_empty(tokens.lower(*i)));
    let stems: Vec<String> = words
        .clone()
        .filter(|i| tokens[*i].tag != Tag::Pronoun)
        .map(|i| stem(tokens.lower(i)))
        .collect();
    // "the VP" is a title, "Priya" a name.
    let titled = (from..to).any(|i| matches!(tokens[i].tag, Tag::Determiner | Tag::Possessive));
    (!stems.is_empty()).then_some(Owner::Other { stems, named: !titled })
}
