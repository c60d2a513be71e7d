//! Which subject a verb belongs to: clauses as a stack of frames, the main one at the bottom.
//!
//! Words reach it from `reader` in text order. What stands between two verbs is kept as a short list of
//! items; when a verb comes, the list says whether it has a subject of its own, shares one, or takes up
//! a clause that was left open ("the nurse, whom I had trained, *caught* it").

use super::group::{Group, Role, Time};
use super::noun::{NounPhrase, Who};
use super::people::Kind;
use super::verb::{Form, is_report, is_state, is_thought, takes_bare_verb};
use crate::tag::Tag;
use crate::token::Tokens;

/// Somebody or something a verb can belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Subject {
    pub(super) who: Who,
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) nominative: bool,
    pub(super) plural: bool,
}

impl From<NounPhrase> for Subject {
    fn from(n: NounPhrase) -> Self {
        Self {
            who: n.who,
            first: n.first,
            last: n.last,
            nominative: n.nominative,
            plural: n.plural,
        }
    }
}

/// How a noun phrase stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Free: a subject or an object.
    Free,
    /// Behind a preposition that opens no clause.
    Governed,
    /// Behind "after", "before", "until": object or subject.
    Either,
}

/// What stands between two verbs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Item {
    Noun(NounPhrase, Place),
    Comma,
    And,
    But,
    So,
    Then,
    Quote,
}

/// What the items follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Opener {
    /// The clause's start.
    Start,
    /// A verb, so that the first noun is its object.
    Verb,
    /// "when", "because".
    Side,
    /// "who", "which".
    Relative,
}

/// What a clause is to the one around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FrameKind {
    Main,
    /// A relative or adverbial clause.
    Side,
    /// What was said or thought.
    Content,
    /// Between brackets or dashes.
    Aside,
}

/// One clause on its way.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    pub(super) kind: FrameKind,
    /// Nothing in it happened: a condition, a wish, words said.
    pub(super) off: bool,
    /// Opened by "when", "if", "after": a present verb in it tells a habit.
    pub(super) conditional: bool,
    /// Opened by "what": its "did" stands for another verb.
    pub(super) what: bool,
    pub(super) subject: Option<Subject>,
    pub(super) verbs: u32,
    pub(super) unreal: bool,
    /// Its last verb wishes or plans: a base form behind it was not done.
    pub(super) wishes: bool,
}

impl Frame {
    pub(super) const fn new(kind: FrameKind, off: bool) -> Self {
        Self {
            kind,
            off,
            conditional: false,
            what: false,
            subject: None,
            verbs: 0,
            unreal: false,
            wishes: false,
        }
    }

    const fn awaits(&self) -> bool {
        self.subject.is_some() && self.verbs == 0
    }

    const fn fresh(&self) -> bool {
        self.subject.is_none() && self.verbs == 0
    }
}

/// The verb that came last.
#[derive(Debug, Clone, Copy)]
pub(super) struct Last {
    pub(super) head: usize,
    pub(super) time: Time,
    pub(super) passive: bool,
    pub(super) progressive: bool,
    pub(super) opens_base: bool,
    pub(super) reports: bool,
    pub(super) thinks: bool,
    pub(super) bare_taker: bool,
    pub(super) be: bool,
    pub(super) finite: bool,
    /// A lone "-ed" that may yet prove a participle, and how many acts stood before it.
    pub(super) doubtful: Option<usize>,
}

/// How a verb finds its subject among the items before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    /// A subject of its own. `object_first`: nothing but an object of the verb before parts the two.
    Own { subject: Subject, link: Link, from: usize },
    /// Shared with the verb before.
    Shared { comma: bool },
    /// None in sight.
    None,
}

/// What links a subject to what stands before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Link {
    None,
    Comma,
    And,
    CommaAnd,
    But,
    So,
    Then,
}

/// Clauses nested deeper than this are no speech.
const DEEPEST: usize = 8;

#[derive(Debug)]
pub(super) struct Clauses {
    stack: Vec<Frame>,
    pub(super) items: Vec<Item>,
    pub(super) opener: Opener,
    pub(super) antecedent: Option<Subject>,
    pub(super) last: Option<Last>,
    /// Hardly any marks: unpunctuated speech.
    sparse: bool,
}

impl Clauses {
    pub(super) fn new(sparse: bool) -> Self {
        Self {
            stack: vec![Frame::new(FrameKind::Main, false)],
            items: Vec::new(),
            opener: Opener::Start,
            antecedent: None,
            last: None,
            sparse,
        }
    }

    /// A new sentence: gives back the subject of the one that ends.
    pub(super) fn restart(&mut self) -> Option<Subject> {
        let subject = self.stack.first().and_then(|f| f.subject);
        self.stack.clear();
        self.stack.push(Frame::new(FrameKind::Main, false));
        self.open(Opener::Start);
        self.last = None;
        subject
    }

    /// A semicolon, a colon: a new main clause in the same sentence.
    pub(super) fn strong(&mut self) {
        let aside = self.stack.iter().rposition(|f| f.kind == FrameKind::Aside);
        self.stack.truncate(aside.map_or(1, |i| i + 1));
        if let Some(top) = self.stack.last_mut() {
            top.verbs = top.verbs.min(1);
            top.off = false;
        }
        self.open(Opener::Start);
        self.last = None;
    }

    /// A bracket or dash: closes the aside that is open, or opens one where a clause awaits its verb.
    pub(super) fn aside(&mut self, opens: bool) {
        if let Some(at) = self.stack.iter().rposition(|f| f.kind == FrameKind::Aside)
            && !(opens && at == 0)
        {
            self.stack.truncate(at.max(1));
            self.open(Opener::Verb);
            return;
        }
        self.commit();
        if self.top().awaits() || opens {
            self.push(Frame::new(FrameKind::Aside, false));
            self.open(Opener::Start);
        } else {
            self.strong();
        }
    }

    fn open(&mut self, opener: Opener) {
        self.items.clear();
        self.opener = opener;
        self.antecedent = None;
    }

    pub(super) fn top(&mut self) -> &mut Frame {
        if self.stack.is_empty() {
            self.stack.push(Frame::new(FrameKind::Main, false));
        }
        let last = self.stack.len() - 1;
        &mut self.stack[last]
    }

    pub(super) fn off(&self) -> bool {
        self.stack.iter().any(|f| f.off)
    }

    fn pop(&mut self) {
        if self.stack.len() > 1 {
            self.stack.pop();
        }
    }

    fn push(&mut self, frame: Frame) {
        if self.stack.len() >= DEEPEST {
            self.stack.truncate(DEEPEST / 2);
        }
        self.stack.push(frame);
    }

    /// The noun that a relative clause hangs on: the nearest, however it stands.
    pub(super) fn nearest(&self) -> Option<Subject> {
        self.items.iter().rev().find_map(|item| match item {
            Item::Noun(noun, _) => Some(Subject::from(*noun)),
            _ => None,
        })
    }

    /// Keeps the subject of a clause that is about to be interrupted before its verb.
    pub(super) fn commit(&mut self) {
        let Found::Own { subject, link, .. } = self.find() else {
            return;
        };
        let waiting = self.top().verbs == 0;
        let fits = waiting && (self.top().subject.is_none() || subject.nominative) && self.opener != Opener::Verb;
        if fits {
            if self.top().kind == FrameKind::Main || self.top().fresh() {
                self.top().subject = Some(subject);
            }
        } else if subject.nominative && !waiting {
            self.enter(subject, link, Time::Past);
            self.top().verbs = 0;
        }
    }

    /// Opens an adverbial clause.
    pub(super) fn side(&mut self, off: bool, conditional: bool) {
        self.commit();
        self.push(Frame {
            conditional,
            ..Frame::new(FrameKind::Side, off)
        });
        self.open(Opener::Side);
    }

    /// Opens a clause of what was said or thought.
    pub(super) fn content(&mut self) {
        self.push(Frame::new(FrameKind::Content, true));
        self.open(Opener::Side);
    }

    /// Opens a relative clause on `antecedent`.
    pub(super) fn relative(&mut self, antecedent: Option<Subject>, what: bool) {
        self.commit();
        self.push(Frame {
            what,
            ..Frame::new(FrameKind::Side, false)
        });
        self.open(Opener::Relative);
        self.antecedent = antecedent;
    }

    /// True when the last verb's clause may still open on what it reports: only its addressee stands between.
    pub(super) fn reporting(&self) -> bool {
        self.last.is_some_and(|l| l.reports || l.thinks)
            && self.opener == Opener::Verb
            && self.items.iter().all(|i| matches!(i, Item::Noun(..)))
    }

    /// A verb without a tense: its words are its own, a clause that awaits its verb goes on awaiting it.
    pub(super) fn loose(&mut self, tokens: &Tokens, verb: usize) {
        self.commit();
        let word = tokens.lower(verb);
        let opens_base = false;
        self.last = Some(Last {
            head: verb,
            time: Time::Timeless,
            passive: false,
            progressive: false,
            opens_base,
            reports: is_report(word) || sure(tokens, verb),
            thinks: is_thought(word),
            bare_taker: takes_bare_verb(word),
            be: false,
            finite: false,
            doubtful: None,
        });
        // What stood before "who" still is the subject: "the man who, wanting peace, paid".
        if self.opener == Opener::Relative && self.items.is_empty() {
            return;
        }
        self.open(Opener::Verb);
    }

    /// The verb's own subject among the items, or the link to the verb before.
    pub(super) fn find(&self) -> Found {
        let mut comma = false;
        for (at, item) in self.items.iter().enumerate().rev() {
            match item {
                Item::And | Item::But | Item::Then | Item::So => {
                    let before = at.checked_sub(1).and_then(|i| self.items.get(i));
                    return Found::Shared {
                        comma: matches!(before, Some(Item::Comma)),
                    };
                }
                Item::Comma => comma = true,
                Item::Quote => return Found::None,
                Item::Noun(_, Place::Governed) => {}
                Item::Noun(_, Place::Either) if comma => {}
                Item::Noun(noun, place) => {
                    let object = at == 0 && self.opener == Opener::Verb;
                    if noun.accusative
                        && (object
                            || self
                                .items
                                .get(at.wrapping_sub(1))
                                .is_none_or(|i| !matches!(i, Item::And)))
                        && !self.heads_list(at)
                    {
                        if object && !comma {
                            return Found::None;
                        }
                        continue;
                    }
                    if object && comma {
                        return Found::Shared { comma: true };
                    }
                    if noun.temporal && comma && *place == Place::Free && at > 0 {
                        continue;
                    }
                    return self.gather(at, *noun);
                }
            }
        }
        if comma {
            Found::Shared { comma: true }
        } else {
            Found::None
        }
    }

    /// "Me and the designer": an accusative pronoun that begins a list of subjects.
    fn heads_list(&self, at: usize) -> bool {
        matches!(self.items.get(at + 1), Some(Item::And))
    }

    /// Joins the noun at `at` with those listed before it: "Priya, Tom and I".
    fn gather(&self, at: usize, noun: NounPhrase) -> Found {
        let mut subject = Subject::from(noun);
        let mut from = at;
        let mut joined = false;
        loop {
            let Some(behind) = from.checked_sub(1) else { break };
            let link = self.items.get(behind);
            let and = matches!(link, Some(Item::And));
            if !(and || joined && matches!(link, Some(Item::Comma))) {
                break;
            }
            let mut place = behind;
            if and && place > 0 && matches!(self.items.get(place - 1), Some(Item::Comma)) {
                place -= 1;
            }
            let Some(before) = place.checked_sub(1) else { break };
            let Some(Item::Noun(other, Place::Free)) = self.items.get(before) else {
                break;
            };
            let begins = before == 0 && self.opener != Opener::Verb
                || before > 1 && !matches!(self.items.get(before - 2), Some(Item::Noun(..)));
            if !other.who.may_act() && other.who != Who::You && (subject.nominative || self.opener == Opener::Verb)
                || other.accusative && !begins
            {
                break;
            }
            if before == 0 && self.opener == Opener::Verb
                || other.temporal
                || place != behind && !joined && self.opener == Opener::Verb
            {
                break;
            }
            subject = Subject {
                who: together(subject.who, other.who),
                first: other.first,
                plural: true,
                ..subject
            };
            (from, joined) = (before, true);
        }
        let link = match (
            from.checked_sub(1).and_then(|i| self.items.get(i)),
            from.checked_sub(2).and_then(|i| self.items.get(i)),
        ) {
            (Some(Item::And), Some(Item::Comma)) => Link::CommaAnd,
            (Some(Item::And), _) => Link::And,
            (Some(Item::Comma), Some(Item::But)) | (Some(Item::But), _) => Link::But,
            (Some(Item::Then), _) => Link::Then,
            (Some(Item::So), _) => Link::So,
            (Some(Item::Comma | Item::Quote), _) => Link::Comma,
            _ => Link::None,
        };
        Found::Own { subject, link, from }
    }

    /// Makes `subject` the subject of the clause it belongs to.
    pub(super) fn enter(&mut self, subject: Subject, link: Link, time: Time) {
        loop {
            let sparse = self.sparse;
            let top = *self.top();
            // "I asked why, and she": the clause that "why" opened never came.
            let empty = top.fresh()
                && (link == Link::Comma && top.kind == FrameKind::Content || !matches!(link, Link::None | Link::Comma));
            if top.kind == FrameKind::Main || top.fresh() && !empty {
                break;
            }
            let leave = empty
                || match (top.kind, link) {
                    (FrameKind::Aside, _) => false,
                    (FrameKind::Content, Link::So | Link::Then) => true,
                    (FrameKind::Content, Link::But | Link::CommaAnd) => time != Time::PastPerfect,
                    (FrameKind::Content, Link::Comma | Link::None) => time == Time::Past,
                    (FrameKind::Content, Link::And) => time == Time::Past && (sparse || subject.who.includes_teller()),
                    (_, Link::And) => false,
                    _ => true,
                };
            if !leave || self.stack.len() < 2 {
                break;
            }
            self.pop();
        }
        self.top().subject = Some(subject);
    }

    /// The frame whose subject a verb after "and" or a comma shares.
    fn share(&mut self, comma: bool, time: Time, passive: bool) {
        loop {
            let top = *self.top();
            let acts = top.subject.is_some_and(|s| s.who.may_act() || passive);
            let leave = match top.kind {
                FrameKind::Main | FrameKind::Aside => false,
                _ if !acts => true,
                FrameKind::Content => top.unreal || comma && time == Time::Past,
                FrameKind::Side => {
                    comma
                        && self
                            .stack
                            .first()
                            .is_some_and(|f| f.subject.is_some_and(|s| s.who.may_act()) && f.verbs > 0)
                }
            };
            if !leave || self.stack.len() < 2 {
                break;
            }
            self.pop();
        }
    }

    /// Goes back to the nearest clause that awaits its verb. False when none does.
    pub(super) fn resume(&mut self) -> bool {
        let Some(at) = self.stack.iter().rposition(Frame::awaits) else {
            return false;
        };
        self.stack.truncate(at + 1);
        true
    }

    pub(super) fn awaited(&self) -> Option<Subject> {
        self.stack.iter().rev().find(|f| f.awaits()).and_then(|f| f.subject)
    }

    /// Settles whose verb `group` is, and gives back its subject.
    pub(super) fn place(&mut self, tokens: &Tokens, group: &Group, found: Found) -> Option<Subject> {
        let time = group.time;
        match found {
            Found::Own { subject, link, from } => {
                let alone = link == Link::None;
                if alone && from == 0 && self.opener == Opener::Verb && !subject.nominative && self.awaited().is_some()
                {
                    // The noun is the object of the inner verb: "the policy my director wrote about pay forbade it".
                    self.resume();
                } else if alone && self.reporting() && self.addressed(from) && !self.either(from) {
                    self.push(Frame::new(FrameKind::Content, true));
                    self.top().subject = Some(subject);
                } else if let Some(outer) = self.left_open(from, subject) {
                    if self.top().subject.is_none() {
                        self.top().subject = Some(outer);
                    }
                    self.push(Frame::new(FrameKind::Side, false));
                    self.top().subject = Some(subject);
                } else if let Some(apposed) = self.apposed(from, subject, link) {
                    self.enter(apposed, Link::Comma, time);
                } else {
                    let clause = self.either(from);
                    if clause && !self.top().fresh() {
                        self.push(Frame::new(FrameKind::Side, false));
                        self.top().subject = Some(subject);
                    } else {
                        self.enter(subject, link, time);
                        if clause {
                            self.top().conditional = true;
                        }
                    }
                }
            }
            Found::Shared { comma } => {
                let then = !self
                    .items
                    .iter()
                    .rev()
                    .any(|i| matches!(i, Item::And | Item::But | Item::Then | Item::So));
                if !(then && self.resume()) {
                    self.share(comma, time, group.passive);
                }
            }
            Found::None => {
                if let Some(inner) = group.inner {
                    self.enter(inner.into(), Link::Comma, time);
                } else if self.opener == Opener::Relative && self.top().fresh() {
                    self.top().subject = self.antecedent;
                } else if !self.resume() {
                    if self.opener == Opener::Verb && self.items.is_empty() && self.last.is_some_and(|l| !l.finite) {
                        // "Waiting came down": what looked like a verb was the subject.
                        self.top().subject = None;
                    } else if self.top().fresh() && self.stack.len() > 1 && self.opener != Opener::Side {
                        self.pop();
                    }
                }
            }
        }
        let top = self.top();
        top.verbs += 1;
        let word = tokens.lower(group.head);
        top.unreal = time == Time::Unreal;
        top.wishes = top.unreal || is_state(word) || group.negated;
        let subject = top.subject;
        self.last = Some(Last {
            head: group.head,
            time,
            passive: group.passive,
            progressive: group.progressive,
            opens_base: group.opens_base && !group.negated,
            reports: is_report(word) || sure(tokens, group.head),
            thinks: is_thought(word),
            bare_taker: takes_bare_verb(word) || group.role == Role::Have,
            be: group.role == Role::Be,
            finite: true,
            doubtful: None,
        });
        self.open(Opener::Verb);
        subject
    }

    fn either(&self, at: usize) -> bool {
        matches!(self.items.get(at), Some(Item::Noun(_, Place::Either)))
    }

    /// True when only the addressee of the reporting verb, a person, stands before the noun at `from`.
    fn addressed(&self, from: usize) -> bool {
        self.items
            .iter()
            .take(from)
            .all(|i| matches!(i, Item::Noun(n, place) if *place != Place::Free || n.who.may_act() || n.who == Who::You))
    }

    /// The subject left open before a contact clause: "the dashboard (I built)".
    fn left_open(&self, from: usize, inner: Subject) -> Option<Subject> {
        if self.opener == Opener::Verb && self.stack.last().is_none_or(|f| !f.awaits())
            || inner.who == Who::Noun(Kind::Thing)
        {
            return None;
        }
        if let Some(outer) = self.stack.last().filter(|f| f.awaits()).and_then(|f| f.subject) {
            return (from == 0 || self.opener != Opener::Verb)
                .then_some(outer)
                .filter(|_| self.stack.len() < DEEPEST);
        }
        let before = from.checked_sub(1).and_then(|i| self.items.get(i))?;
        let Item::Noun(outer, Place::Free) = before else {
            return None;
        };
        let first = self
            .items
            .iter()
            .take(from - 1)
            .all(|i| !matches!(i, Item::Noun(_, Place::Free)));
        (first && !outer.temporal && !outer.nominative && !outer.accusative).then(|| Subject::from(*outer))
    }

    /// "We, the nurses, wrote": the pronoun is the subject.
    fn apposed(&self, from: usize, subject: Subject, link: Link) -> Option<Subject> {
        if link != Link::Comma || subject.nominative || self.opener == Opener::Verb {
            return None;
        }
        match from.checked_sub(2).and_then(|i| self.items.get(i)) {
            Some(Item::Noun(noun, Place::Free)) if noun.nominative => Some(Subject::from(*noun)),
            _ => None,
        }
    }
}

/// "Make sure": what follows is what was aimed at.
fn sure(tokens: &Tokens, verb: usize) -> bool {
    matches!(tokens.lower_at(Some(verb + 1)), "sure" | "certain")
}

/// Two that act together.
fn together(one: Who, other: Who) -> Who {
    match (one, other) {
        (Who::I | Who::We, _) | (_, Who::I | Who::We) => Who::We,
        (Who::Nobody, _) | (_, Who::Nobody) => Who::Nobody,
        (Who::They, _) | (_, Who::They) => Who::They,
        (Who::Noun(a), Who::Noun(b)) => Who::Noun(if matches!(a, Kind::Thing | Kind::Record) { b } else { a }),
        (Who::You, other) => other,
        (one, Who::You) => one,
    }
}

/// What a verb that stands by itself turns out to be, given its subject and the verb before.
pub(super) fn settle(clauses: &Clauses, tokens: &Tokens, group: &mut Group, found: Found, historic: bool) {
    let Some(form) = group.alone else { return };
    let tag = tokens[group.head].tag;
    let last = clauses.last;
    let shared = matches!(found, Found::Shared { .. });
    let own = match found {
        Found::Own { subject, .. } => Some(subject),
        _ => None,
    };
    let word = tokens.lower(group.head);
    if word == "been" {
        // "I'd asked and been given".
        if shared && last.is_some_and(|l| matches!(l.time, Time::PastPerfect | Time::Perfect)) {
            group.time = last.map_or(Time::Timeless, |l| l.time);
        }
        return;
    }
    let by =
        tokens.lower_at(Some(group.next)) == "by" && !tokens.get(group.next + 1).is_some_and(|t| t.tag == Tag::VerbIng);
    let prepositional = tokens
        .get(group.next)
        .is_some_and(|t| matches!(t.tag, Tag::Preposition | Tag::To));
    let bare_base = |group: &mut Group| {
        if shared && last.is_some_and(|l| l.opens_base) {
            (group.time, group.opens_base) = (Time::Past, true);
        } else if own.is_some_and(|s| s.nominative)
            || own.is_some() && matches!(tag, Tag::VerbPresent)
            || shared && historic
        {
            group.time = Time::Present;
        }
    };
    let object_of_bare = last.is_some_and(|l| l.bare_taker)
        && clauses.opener == Opener::Verb
        && own.is_some_and(|s| !s.nominative)
        && clauses.items.len() == 1;
    match form {
        Form::Ing => {
            if shared && last.is_some_and(|l| l.progressive && l.time == Time::Past) {
                (group.time, group.progressive) = (Time::Past, true);
            }
        }
        Form::Base | Form::BaseOrParticiple => bare_base(group),
        Form::Third => group.time = Time::Present,
        Form::Past => group.time = Time::Past,
        Form::Any if object_of_bare && tag != Tag::VerbPast => {}
        Form::Any | Form::PastOrParticiple | Form::Participle => {
            let wishes = clauses.stack.last().is_some_and(|f| f.wishes);
            if form == Form::Any
                && shared
                && last.is_some_and(|l| {
                    l.opens_base || (!l.finite || l.time == Time::Unreal) && (wishes || tag != Tag::VerbPast)
                })
            {
                bare_base(group);
                return;
            }
            if form == Form::Any && shared && last.is_some_and(|l| l.time == Time::Present && l.finite) {
                group.time = Time::Present;
                return;
            }
            if form != Form::Any && clauses.opener == Opener::Side && clauses.items.is_empty() {
                // "When asked", "once approved".
                return;
            }
            let participle = tag == Tag::VerbParticiple || form == Form::Participle;
            let things = |subject: Option<Subject>| subject.is_some_and(|s| !s.who.may_act());
            if shared && last.is_some_and(|l| l.passive && l.finite) {
                let subject = clauses.stack.last().and_then(|f| f.subject);
                let passive = by || form == Form::Participle || things(subject) || participle && prepositional;
                (group.passive, group.time) = (passive, last.map_or(Time::Past, |l| l.time));
                if !passive {
                    group.time = Time::Past;
                }
            } else if shared && last.is_some_and(|l| matches!(l.time, Time::PastPerfect | Time::Perfect) && l.finite) {
                group.time = last.map_or(Time::Past, |l| l.time);
            } else if shared
                && last.is_some_and(|l| l.time == Time::Unreal && clauses_perfect(tokens, l.head))
                && clauses.stack.last().is_some_and(|f| f.kind != FrameKind::Content)
            {
                group.time = Time::Unreal;
            } else if form == Form::Participle {
                group.time = Time::Timeless;
            } else if own.is_some_and(|s| s.nominative) {
                group.time = Time::Past;
            } else if by && (participle || own.is_none_or(|s| !s.who.may_act())) {
                group.time = Time::Timeless;
            } else if let Some(subject) = own {
                let elliptic = last.is_some_and(|l| l.passive)
                    && matches!(tokens.lower(subject.first), "its" | "their" | "all" | "both" | "his")
                    && !subject.who.may_act();
                group.passive = elliptic;
                group.time = if participle && prepositional && !elliptic {
                    Time::Timeless
                } else {
                    Time::Past
                };
            } else if shared {
                group.time = if participle && last.is_some_and(|l| !l.finite) {
                    Time::Timeless
                } else {
                    Time::Past
                };
            } else if clauses.opener == Opener::Relative && clauses.items.is_empty() {
                group.time = Time::Past;
            } else {
                let awaited = clauses.awaited().is_some_and(|s| s.who.may_act());
                group.time = if participle && !awaited {
                    Time::Timeless
                } else {
                    Time::Past
                };
            }
        }
    }
}

/// "Could have called": the head is a participle behind "have".
fn clauses_perfect(tokens: &Tokens, head: usize) -> bool {
    (head.saturating_sub(3)..head).any(|before| matches!(tokens.lower(before), "have" | "'ve" | "been"))
}
