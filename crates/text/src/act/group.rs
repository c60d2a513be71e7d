//! Verb groups: auxiliaries, adverbs between them and the head verb, read as one.

use super::noun::{NounPhrase, noun_phrase};
use super::verb::{Form, form_of, is_adjectival, looks_participle, looks_past};
use crate::tag::Tag;
use crate::token::{TokenKind, Tokens};

/// When, and how really, the verb says it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Time {
    /// "called", "did call", "had to call", "was calling".
    Past,
    /// "had called".
    PastPerfect,
    /// "has called".
    Perfect,
    /// "calls", "is calling".
    Present,
    /// "would call", "could have called", "was going to call", "used to call": not an event.
    Unreal,
    /// A lone "-ing", participle or base form.
    Timeless,
}

/// What the head does in its group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// A verb that says something happens.
    Full,
    /// "be" or "have" by itself.
    Be,
    /// "have" with an object.
    Have,
}

/// A verb group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Group {
    /// Its first token.
    pub(super) first: usize,
    /// The token behind its last.
    pub(super) next: usize,
    /// The head verb.
    pub(super) head: usize,
    /// When it was.
    pub(super) time: Time,
    /// What the head does.
    pub(super) role: Role,
    /// Form of a verb that stands by itself.
    pub(super) alone: Option<Form>,
    /// Passive.
    pub(super) passive: bool,
    /// "was calling".
    pub(super) progressive: bool,
    /// "did not call".
    pub(super) negated: bool,
    /// "did call", "had to call": a base form may follow after "and".
    pub(super) opens_base: bool,
    /// The subject in "did I call" and "had we known".
    pub(super) inner: Option<NounPhrase>,
}

/// Adverbs and fillers that may stand inside a verb group.
pub(super) fn slips_in(tokens: &Tokens, index: usize) -> bool {
    let word = tokens.lower(index);
    match tokens[index].tag {
        Tag::Adverb => !matches!(
            word,
            "then"
                | "so"
                | "up"
                | "back"
                | "out"
                | "off"
                | "down"
                | "away"
                | "home"
                | "there"
                | "here"
                | "around"
                | "as"
        ),
        Tag::Interjection => true,
        _ => {
            matches!(
                word,
                "n't"
                    | "not"
                    | "never"
                    | "just"
                    | "also"
                    | "already"
                    | "always"
                    | "really"
                    | "even"
                    | "still"
                    | "finally"
                    | "both"
                    | "all"
                    | "um"
                    | "uh"
                    | "er"
                    | "erm"
                    | "basically"
                    | "actually"
                    | "literally"
                    | "only"
                    | "ever"
            ) || word == "like" && !tokens[index].tag.is_verb()
        }
    }
}

fn negates(word: &str) -> bool {
    matches!(
        word,
        "n't" | "not" | "never" | "hardly" | "barely" | "scarcely" | "nearly" | "almost"
    )
}

/// True for words that open a verb group whatever the tagger says.
fn auxiliary(tokens: &Tokens, index: usize) -> bool {
    let tag = tokens[index].tag;
    match tokens.lower(index) {
        "am" | "is" | "are" | "was" | "were" | "be" | "been" | "being" | "have" | "has" | "had" | "do" | "does"
        | "did" | "could" | "would" | "should" | "cannot" | "ca" | "wo" | "ai" => true,
        "'m" | "'re" | "'ve" | "'ll" | "'d" => true,
        "'s" => tag != Tag::PossessiveEnd,
        "can" | "will" | "may" | "might" | "must" | "shall" | "ought" | "gotta" => tag == Tag::Modal || tag.is_verb(),
        _ => false,
    }
}

/// True when a verb group begins at `index`. `behind_subject`: a pronoun subject stands right before.
pub(super) fn begins(tokens: &Tokens, index: usize, behind_subject: bool) -> bool {
    let token = &tokens[index];
    if !matches!(token.kind, TokenKind::Word | TokenKind::Clitic) {
        return false;
    }
    auxiliary(tokens, index)
        || token.tag.is_verb()
        || token.tag == Tag::Modal
        || behind_subject && token.tag != Tag::Preposition && looks_past(tokens.lower(index))
}

struct Reading<'t> {
    tokens: &'t Tokens,
    end: usize,
    negated: bool,
}

impl<'t> Reading<'t> {
    /// The next token that is no adverb, from `at`.
    fn skip(&mut self, mut at: usize) -> usize {
        while at < self.end && slips_in(self.tokens, at) {
            self.negated |= negates(self.tokens.lower(at));
            at += 1;
        }
        at
    }

    fn word(&self, at: usize) -> &'t str {
        if at < self.end { self.tokens.lower(at) } else { "" }
    }

    fn tag(&self, at: usize) -> Tag {
        if at < self.end { self.tokens[at].tag } else { Tag::Punct }
    }

    fn form(&self, at: usize) -> Form {
        form_of(self.word(at), self.tag(at))
    }

    fn base(&self, at: usize) -> bool {
        let tag = self.tag(at);
        (tag.is_verb() || tag == Tag::Noun && !self.word(at).is_empty())
            && self.form(at).can_be_base()
            && tag != Tag::VerbPresent3
    }

    fn participle(&self, at: usize) -> bool {
        let (word, tag) = (self.word(at), self.tag(at));
        matches!(tag, Tag::VerbParticiple | Tag::VerbPast) && self.form(at).can_be_participle()
            || tag == Tag::VerbParticiple
            || looks_participle(word) && matches!(tag, Tag::VerbBase | Tag::VerbPresent)
    }

    /// "to" and the verb behind it: the verb's place.
    fn infinitive(&mut self, at: usize) -> Option<usize> {
        if self.word(at) != "to" {
            return None;
        }
        let verb = self.skip(at + 1);
        (self.tag(verb).is_verb() && self.form(verb).can_be_base()).then_some(verb)
    }
}

/// Reads the verb group that begins at `first`, before token `end`. `after_subject`: words that can be
/// its subject stand right before, so that a pronoun behind the auxiliary is none.
pub(super) fn group(tokens: &Tokens, first: usize, end: usize, after_subject: bool) -> Group {
    let mut r = Reading {
        tokens,
        end,
        negated: false,
    };
    let mut g = Group {
        first,
        next: first + 1,
        head: first,
        time: Time::Timeless,
        role: Role::Full,
        alone: None,
        passive: false,
        progressive: false,
        negated: false,
        opens_base: false,
        inner: None,
    };
    let word = tokens.lower(first);
    let mut at = r.skip(first + 1);
    if !after_subject
        && matches!(
            word,
            "did"
                | "do"
                | "does"
                | "had"
                | "were"
                | "was"
                | "should"
                | "could"
                | "would"
                | "have"
                | "has"
                | "is"
                | "are"
                | "am"
                | "can"
                | "will"
        )
    {
        let inner = noun_phrase(tokens, at, end)
            .filter(|p| p.nominative || matches!(tokens.lower(p.first), "you" | "it") && word != "had");
        if let Some(phrase) = inner {
            g.inner = Some(phrase);
            at = r.skip(phrase.last + 1);
        }
    }
    match word {
        "would" | "could" | "should" | "might" | "may" | "must" | "can" | "will" | "shall" | "'ll" | "cannot"
        | "ca" | "wo" | "ought" | "gotta" => {
            g.time = Time::Unreal;
            unreal(&mut r, &mut g, at);
        }
        "'d" => {
            let could_be_had = r.participle(at) || r.word(at) == "been";
            if could_be_had && !(r.base(at) && r.tag(at) == Tag::VerbBase)
                || matches!(r.word(at), "had" | "better") && r.word(at) == "had"
            {
                g.time = Time::PastPerfect;
                perfect(&mut r, &mut g, at);
            } else {
                g.time = Time::Unreal;
                unreal(&mut r, &mut g, at);
            }
        }
        "did" | "do" | "does" => {
            g.time = if word == "did" { Time::Past } else { Time::Present };
            if r.base(at) && !(r.tag(at) == Tag::Noun && !r.negated && g.inner.is_none()) {
                (g.head, g.next, g.opens_base) = (at, at + 1, word == "did");
                g.role = role_of(r.word(at));
            } else if r.negated || g.inner.is_some() {
                g.next = at;
            } else {
                g.alone = Some(if word == "did" { Form::Past } else { Form::Base });
            }
        }
        "had" | "have" | "has" | "'ve" => {
            g.time = match word {
                "had" => Time::PastPerfect,
                _ => Time::Perfect,
            };
            if !perfect(&mut r, &mut g, at) {
                g.time = if word == "had" { Time::Past } else { Time::Present };
                g.role = Role::Have;
                if let Some(verb) = r.infinitive(at) {
                    (g.head, g.next, g.role) = (verb, verb + 1, role_of(r.word(verb)));
                    g.opens_base = word == "had";
                    if r.word(verb) == "be" {
                        let behind = r.skip(verb + 1);
                        be(&mut r, &mut g, behind);
                    }
                }
            }
        }
        "was" | "were" => {
            g.time = Time::Past;
            be(&mut r, &mut g, at);
        }
        "am" | "is" | "are" | "'m" | "'re" | "'s" | "ai" => {
            g.time = Time::Present;
            if word == "'s"
                && (r.word(at) == "been" || r.participle(at) && !is_adjectival(r.word(at)) && r.word(at) != "'s")
            {
                g.time = Time::Perfect;
                perfect(&mut r, &mut g, at);
            } else {
                be(&mut r, &mut g, at);
            }
        }
        "be" => be(&mut r, &mut g, at),
        "been" => {
            // "I'd asked and been given": what stands before tells the time.
            g.alone = Some(Form::Participle);
            be(&mut r, &mut g, at);
        }
        "being" => {
            g.alone = Some(Form::Ing);
            be(&mut r, &mut g, at);
        }
        "got" | "gets" | "get" | "getting" if got_passive(&r, at) => {
            g.time = if word == "got" { Time::Past } else { Time::Timeless };
            (g.head, g.next, g.passive) = (at, at + 1, true);
        }
        "got" if r.infinitive(at).is_some() => {
            let verb = r.infinitive(at).unwrap_or(at);
            (g.time, g.head, g.next, g.opens_base) = (Time::Past, verb, verb + 1, true);
            g.role = role_of(r.word(verb));
        }
        "used" if r.infinitive(at).is_some() => {
            g.time = Time::Unreal;
            g.head = r.infinitive(at).unwrap_or(at);
            g.next = g.head + 1;
        }
        _ => {
            let form = r.form(first);
            g.alone = Some(form);
            r.negated = false;
            g.time = match form {
                Form::Past => Time::Past,
                Form::PastOrParticiple | Form::Any if tokens[first].tag == Tag::VerbPast => Time::Past,
                Form::Third => Time::Present,
                _ => Time::Timeless,
            };
        }
    }
    g.negated |= r.negated || negates(tokens.lower_at(first.checked_sub(1)));
    g
}

fn role_of(word: &str) -> Role {
    match word {
        "be" | "been" => Role::Be,
        "have" | "had" => Role::Have,
        _ => Role::Full,
    }
}

/// After a modal: "have been called", "be calling", "call".
fn unreal(r: &mut Reading<'_>, g: &mut Group, at: usize) {
    g.next = at.max(g.next);
    if r.word(at) == "have" || r.word(at) == "'ve" {
        let behind = r.skip(at + 1);
        g.next = at + 1;
        g.head = at;
        perfect(r, g, behind);
    } else if r.word(at) == "be" {
        let behind = r.skip(at + 1);
        (g.head, g.next) = (at, at + 1);
        be(r, g, behind);
    } else if r.base(at) {
        (g.head, g.next, g.role) = (at, at + 1, role_of(r.word(at)));
    }
}

/// After "have": a participle or "been". False when there is none.
fn perfect(r: &mut Reading<'_>, g: &mut Group, at: usize) -> bool {
    if r.word(at) == "been" {
        let behind = r.skip(at + 1);
        (g.head, g.next) = (at, at + 1);
        be(r, g, behind);
        return true;
    }
    if r.word(at) == "had"
        && let Some(verb) = {
            let behind = r.skip(at + 1);
            r.infinitive(behind)
        }
    {
        (g.head, g.next) = (verb, verb + 1);
        return true;
    }
    if r.word(at) == "got" && g.time == Time::Perfect {
        // "We've got a problem" is having.
        (g.head, g.next, g.role, g.time) = (at, at + 1, Role::Have, Time::Present);
        return true;
    }
    if r.participle(at) || matches!(r.word(at), "had" | "done") {
        (g.head, g.next, g.role) = (at, at + 1, role_of(r.word(at)));
        return true;
    }
    false
}

/// After "be": "-ing", a participle, "going to", or something else, and then "be" is the verb.
fn be(r: &mut Reading<'_>, g: &mut Group, at: usize) {
    g.role = Role::Be;
    g.next = g.next.max(at.min(r.end));
    let (word, tag) = (r.word(at), r.tag(at));
    if matches!(word, "going" | "gonna") && (word == "gonna" || r.infinitive(at + 1).is_some()) {
        g.time = Time::Unreal;
        g.next = at + 1;
        return;
    }
    if word == "being" {
        let behind = r.skip(at + 1);
        if passive_participle(r, behind) {
            (g.head, g.next, g.passive, g.role) = (behind, behind + 1, true, Role::Full);
        }
        return;
    }
    if tag == Tag::VerbIng || tag.is_verb() && word.ends_with("ing") && r.form(at) == Form::Ing {
        (g.head, g.next, g.progressive, g.role) = (at, at + 1, true, Role::Full);
    } else if passive_participle(r, at) {
        (g.head, g.next, g.passive, g.role) = (at, at + 1, true, Role::Full);
    } else if word == "to" && r.infinitive(at).is_some() {
        // "We were to sign" is a plan.
        g.time = if g.time == Time::Present {
            Time::Present
        } else {
            Time::Unreal
        };
    }
}

fn passive_participle(r: &Reading<'_>, at: usize) -> bool {
    let (word, tag) = (r.word(at), r.tag(at));
    let by = r.word(at + 1) == "by";
    if is_adjectival(word) && !by {
        return false;
    }
    r.participle(at) || tag == Tag::Adjective && looks_participle(word) && by
}

/// "Got paid", but not "got tired" nor "got lost luggage".
fn got_passive(r: &Reading<'_>, at: usize) -> bool {
    r.participle(at) && !is_adjectival(r.word(at)) && !r.tag(at + 1).is_noun()
}
