//! Reads words in order and hands clauses what they are made of: links, openers, noun phrases, verb groups.
//! Whether a verb is an act is judged in `deed`.

use super::clause::{Clauses, Found, Frame, FrameKind, Item, Link, Opener, Place, Subject, settle};
use super::deed::{self, Scene};
use super::group::{Role, Time, begins, group, slips_in};
use super::noun::{noun_phrase, title};
use super::verb::{Form, form_of, is_narrative, is_report};
use super::{Act, Actor};
use crate::tag::Tag;
use crate::token::{TokenKind, Tokens};
use crate::transcript::Sentence;
use glidepath_domain::Span;

/// More items than this between two verbs are a list, not a clause.
const LONGEST: usize = 64;

pub(super) struct Reader<'t> {
    text: &'t str,
    tokens: &'t Tokens,
    quoted: &'t [bool],
    clauses: Clauses,
    pub(super) acts: Vec<Act>,
    /// The subject of the sentence before.
    before: Option<Subject>,
    sentence: usize,
    end: usize,
    governed: Option<Place>,
    /// The piece just read is a pronoun that must be a subject.
    behind_pronoun: bool,
    /// The piece just read can be a subject.
    behind_subject: bool,
    not_only: bool,
    neither: bool,
    /// "According to Dana": nothing up to the next strong mark is the teller's word.
    hearsay: bool,
    historic: bool,
    habitual: bool,
}

impl<'t> Reader<'t> {
    pub(super) fn new(text: &'t str, tokens: &'t Tokens, quoted: &'t [bool]) -> Self {
        let marks = tokens.iter().filter(|t| t.kind == TokenKind::Punct).count();
        let sparse = marks * 30 < tokens.len();
        Self {
            text,
            tokens,
            quoted,
            clauses: Clauses::new(sparse),
            acts: Vec::new(),
            before: None,
            sentence: 0,
            end: 0,
            governed: None,
            behind_pronoun: false,
            behind_subject: false,
            not_only: false,
            neither: false,
            hearsay: false,
            historic: false,
            habitual: false,
        }
    }

    /// Reads one sentence. `goes_on`: it only continues the one before, which ended at the stop of "Mr.".
    pub(super) fn read(&mut self, sentence: &Sentence, index: usize, goes_on: bool) {
        self.sentence = index;
        self.end = sentence.tokens.end.min(self.tokens.len());
        if !goes_on {
            self.before = self.clauses.restart().or(self.before);
            (self.governed, self.behind_pronoun, self.behind_subject) = (None, false, false);
            (self.not_only, self.neither, self.hearsay, self.historic, self.habitual) =
                (false, false, false, false, false);
        }
        let mut at = sentence.tokens.start;
        while at < self.end {
            at = self.step(at).max(at + 1);
        }
    }

    fn word(&self, at: usize) -> &'t str {
        if at < self.end { self.tokens.lower(at) } else { "" }
    }

    fn tag(&self, at: usize) -> Tag {
        if at < self.end { self.tokens[at].tag } else { Tag::Punct }
    }

    fn item(&mut self, item: Item) {
        if self.clauses.items.len() >= LONGEST {
            self.clauses.items.drain(..LONGEST / 2);
            self.clauses.opener = Opener::Start;
        }
        self.clauses.items.push(item);
        (self.behind_pronoun, self.behind_subject) = (false, false);
        if !matches!(item, Item::Noun(..)) {
            self.governed = None;
        }
    }

    fn opened(&mut self, subject: bool) {
        (self.behind_pronoun, self.behind_subject, self.governed) = (subject, subject, None);
    }

    /// Reads the piece at `at` and gives the token behind it.
    fn step(&mut self, at: usize) -> usize {
        if self.quoted.get(at).copied().unwrap_or(false) {
            let mut end = at;
            while end < self.end && self.quoted.get(end).copied().unwrap_or(false) {
                end += 1;
            }
            self.item(Item::Quote);
            return end;
        }
        let skipped = self.filler(at);
        if skipped > 0 {
            return at + skipped;
        }
        match self.tokens[at].kind {
            TokenKind::Punct => self.mark(at),
            _ => self
                .link(at)
                .or_else(|| self.opener(at))
                .unwrap_or_else(|| self.content(at)),
        }
    }

    /// How many tokens from `at` on are fillers, hedges or words said again.
    fn filler(&mut self, at: usize) -> usize {
        let (word, next) = (self.word(at), self.word(at + 1));
        if self.tokens[at].kind == TokenKind::Word && word == next && !matches!(word, "had" | "that") {
            return 1;
        }
        match (word, next) {
            (
                "um" | "uh" | "er" | "erm" | "hmm" | "mm" | "ah" | "oh" | "yeah" | "okay" | "ok" | "basically"
                | "actually" | "honestly",
                _,
            ) => 1,
            ("you", "know" | "see") | ("let", "'s") => 2,
            // A prefix on its hyphen says nothing about who did it: "re-ran", "co-wrote".
            (
                "re" | "pre" | "co" | "mis" | "un" | "de" | "over" | "under" | "out" | "fine" | "double" | "cross"
                | "hand",
                "-",
            ) if !self.tokens[at + 1].spaced && self.tag(at + 2).is_verb() && !self.tokens[at + 2].spaced => 2,
            ("to", "be")
                if matches!(
                    self.word(at + 2),
                    "honest" | "fair" | "frank" | "clear" | "sure" | "precise" | "blunt" | "candid"
                ) =>
            {
                3
            }
            ("i", "mean") => {
                // "I called- I mean I emailed" takes the call back.
                if matches!(
                    self.tokens.lower_at(at.checked_sub(1)),
                    "-" | "\u{2014}" | "\u{2013}" | "--" | "..."
                ) && self.acts.last().is_some_and(|a| a.verb + 2 >= at)
                {
                    self.acts.pop();
                }
                2
            }
            ("i", "think" | "guess" | "suppose" | "reckon")
                if self.word(at + 2) != "about" && self.word(at + 2) != "of" =>
            {
                2
            }
            ("sort" | "kind", "of")
                if !matches!(self.tag(at.wrapping_sub(1).min(at)), Tag::Determiner | Tag::Adjective) =>
            {
                2
            }
            ("like", _)
                if !self.tag(at).is_verb()
                    && (!matches!(
                        self.tag(at + 1),
                        Tag::Noun
                            | Tag::NounPlural
                            | Tag::Name
                            | Tag::Determiner
                            | Tag::Possessive
                            | Tag::Pronoun
                            | Tag::Adjective
                    ) || self.tokens[at].tag == Tag::Interjection) =>
            {
                1
            }
            _ => 0,
        }
    }

    fn mark(&mut self, at: usize) -> usize {
        let token = &self.tokens[at];
        let next_spaced = self.tokens.get(at + 1).is_none_or(|t| t.spaced);
        match self.word(at) {
            "," => {
                self.item(Item::Comma);
                self.neither = false;
            }
            "." if title(self.tokens.lower_at(at.checked_sub(1))) => {}
            "(" | "[" => {
                self.clauses.aside(true);
                self.opened(false);
            }
            ")" | "]" | "\u{2014}" | "\u{2013}" | "--" | "---" => {
                self.clauses.aside(false);
                self.opened(false);
            }
            "-" if token.spaced || next_spaced => {
                self.clauses.aside(false);
                self.opened(false);
            }
            "-" | "/" | "'" | "\"" | "\u{201c}" | "\u{201d}" | "\u{2018}" | "\u{2019}" | "%" | "#" | "*" | "@" => {}
            _ => {
                self.clauses.strong();
                (self.hearsay, self.neither) = (false, false);
                self.opened(false);
            }
        }
        at + 1
    }

    /// "and", "but", "so", "then".
    fn link(&mut self, at: usize) -> Option<usize> {
        let next = self.word(at + 1);
        let item = match self.word(at) {
            "and" | "or" | "&" | "plus" => Item::And,
            "nor" => Item::And,
            "but" | "yet" if self.tag(at) != Tag::Adverb || self.word(at) == "but" => Item::But,
            "not" if next == "only" => {
                self.not_only = true;
                return Some(at + 2);
            }
            "neither"
                if next != "of"
                    && matches!(
                        self.tag(at + 1),
                        Tag::VerbPast | Tag::VerbParticiple | Tag::VerbBase | Tag::VerbPresent
                    ) =>
            {
                self.neither = true;
                return Some(at + 1);
            }
            "so" if next != "that"
                && !matches!(self.tag(at + 1), Tag::Adjective)
                && (self.tag(at + 1) != Tag::Adverb
                    || matches!(
                        next,
                        "then" | "there" | "now" | "finally" | "first" | "basically" | "instead" | "just"
                    ))
                && next != "many"
                && next != "much" =>
            {
                Item::So
            }
            "then" if self.behind_subject && self.verb_ahead(at + 1) => return Some(at + 1),
            "then" => Item::Then,
            _ => return None,
        };
        self.item(item);
        Some(at + 1)
    }

    /// Words that open a clause, and prepositions.
    fn opener(&mut self, at: usize) -> Option<usize> {
        let (word, next) = (self.word(at), self.word(at + 1));
        let reporting = self.clauses.reporting();
        let asks = reporting && self.clauses.items.iter().all(|i| !matches!(i, Item::Comma));
        match word {
            "if" | "whether" if asks => self.clauses.content(),
            "as" if matches!(next, "if" | "though") => {
                self.clauses.side(true, false);
                self.opened(false);
                return Some(at + 2);
            }
            "in" if next == "case" => {
                self.clauses.side(true, false);
                self.opened(false);
                return Some(at + 2);
            }
            "as" | "like" if next == "i" && is_report(self.word(at + 2)) => return Some(at + 3),
            "if" | "unless" | "whether" | "lest" | "supposing" | "assuming" | "provided" => {
                self.clauses.side(true, true)
            }
            "because" | "'cause" | "cause" if next == "of" => {
                self.governed = Some(Place::Governed);
                return Some(at + 2);
            }
            "because" | "'cause" | "cos" | "though" | "although" | "whereas" => self.clauses.side(false, false),
            "cause" if self.tag(at) == Tag::Preposition => self.clauses.side(false, false),
            "while" | "once" if matches!(self.tag(at), Tag::Preposition | Tag::Wh) => self.clauses.side(false, false),
            "when" | "whenever" | "where" | "wherever" => {
                if self.clauses.reporting() && self.clauses.items.is_empty() {
                    self.clauses.content();
                } else {
                    self.habitual |= word == "whenever";
                    self.clauses.side(false, true);
                }
            }
            "how" | "why" => {
                if asks {
                    self.clauses.content();
                } else {
                    self.clauses.side(false, false);
                }
            }
            "so" if next == "that" => {
                self.clauses.side(false, false);
                self.opened(false);
                return Some(at + 2);
            }
            "what" | "whatever" => {
                if asks {
                    self.clauses.content();
                    self.clauses.opener = Opener::Relative;
                } else {
                    self.clauses.relative(None, true);
                }
                self.opened(false);
                return Some(at + 1);
            }
            "who" | "whom" | "whoever" | "which" | "whose" => {
                if asks && self.clauses.items.is_empty() && word != "whose" {
                    self.clauses.content();
                } else {
                    let antecedent = self.clauses.nearest();
                    self.clauses.relative(antecedent, false);
                }
                self.opened(word == "who" || word == "which");
                self.behind_subject = true;
                return Some(at + 1);
            }
            "that" => return self.that(at),
            "according" if next == "to" => {
                self.hearsay = true;
                self.governed = Some(Place::Governed);
                return Some(at + 2);
            }
            "including" | "despite" | "during" | "regarding" | "concerning" | "without" | "with" | "alongside"
            | "per" => {
                self.govern(Place::Governed);
                return Some(at + 1);
            }
            "after" | "before" | "until" | "till" | "since" | "than" | "as" | "like" | "while" | "once"
                if matches!(self.tag(at), Tag::Preposition | Tag::Adverb) && word != "as" || word == "as" =>
            {
                if self.tag(at) == Tag::Adverb && matches!(self.tag(at + 1), Tag::Adjective | Tag::Adverb) {
                    return Some(at + 1);
                }
                self.govern(Place::Either);
                return Some(at + 1);
            }
            "to" if !matches!(self.tag(at + 1), Tag::VerbBase | Tag::VerbPresent) => {
                self.govern(Place::Governed);
                return Some(at + 1);
            }
            _ if self.tag(at) == Tag::Preposition => {
                self.govern(Place::Governed);
                return Some(at + 1);
            }
            _ => return None,
        }
        self.opened(false);
        Some(at + 1)
    }

    /// True when a verb comes next, adverbs aside.
    fn verb_ahead(&self, at: usize) -> bool {
        let verb = (at..self.end).take(3).find(|i| !slips_in(self.tokens, *i));
        verb.is_some_and(|i| begins(self.tokens, i, self.behind_pronoun))
    }

    fn govern(&mut self, place: Place) {
        self.governed = Some(place);
        (self.behind_pronoun, self.behind_subject) = (false, false);
    }

    /// "that": what was said, what was meant, a clause on a noun, or just "that".
    fn that(&mut self, at: usize) -> Option<usize> {
        let next = self.tag(at + 1);
        let ends = matches!(next, Tag::Punct | Tag::Conjunction)
            || at + 1 >= self.end
            || matches!(self.word(at + 1), "so" | "then" | "went" | "was" | "is" | "'s")
                && self.tag(at) != Tag::Wh
                && !self.behind_subject;
        let determines = self.tag(at) == Tag::Determiner && (next.is_noun() || next == Tag::Adjective)
            || self.tag(at) == Tag::Adverb;
        if ends || determines {
            return None;
        }
        if self.clauses.reporting() || self.clauses.opener == Opener::Verb && self.believing() {
            self.clauses.content();
            self.opened(false);
        } else if self.clauses.items.last() == Some(&Item::And) && self.clauses.top().kind == FrameKind::Content {
            self.clauses.items.clear();
            self.clauses.opener = Opener::Side;
            *self.clauses.top() = Frame::new(FrameKind::Content, true);
            self.opened(false);
        } else if self.behind_subject && !next.is_noun() {
            let antecedent = self.clauses.nearest();
            let claim = antecedent.is_some_and(|s| {
                matches!(
                    self.word(s.last),
                    "idea"
                        | "plan"
                        | "claim"
                        | "rumour"
                        | "rumor"
                        | "feeling"
                        | "suggestion"
                        | "worry"
                        | "fear"
                        | "concern"
                        | "view"
                        | "belief"
                        | "hope"
                        | "sense"
                        | "impression"
                        | "opinion"
                        | "argument"
                )
            });
            if claim {
                self.clauses.commit();
                self.clauses.content();
                self.opened(false);
            } else {
                self.clauses.relative(antecedent, false);
                self.opened(true);
            }
        } else if self.clauses.opener == Opener::Verb || self.tag(at) == Tag::Preposition {
            let antecedent = self.clauses.nearest();
            if antecedent.is_some() && self.behind_subject {
                self.clauses.relative(antecedent, false);
                self.opened(true);
            } else {
                self.clauses.side(false, false);
                self.opened(false);
            }
        } else {
            return None;
        }
        Some(at + 1)
    }

    /// "I was surprised that", "we were sure that": the subject's belief.
    fn believing(&mut self) -> bool {
        self.clauses.last.is_some_and(|l| l.be)
            && !self
                .clauses
                .items
                .iter()
                .any(|i| matches!(i, Item::Noun(_, Place::Free)))
            && self.clauses.top().subject.is_some_and(|s| s.who.may_act())
    }

    /// Noun phrases, verbs, and everything else.
    fn content(&mut self, at: usize) -> usize {
        let (word, tag) = (self.word(at), self.tag(at));
        if matches!(
            word,
            "usually"
                | "always"
                | "often"
                | "sometimes"
                | "typically"
                | "generally"
                | "normally"
                | "every"
                | "nowadays"
                | "currently"
                | "now"
                | "today"
                | "these"
        ) {
            self.habitual = true;
        }
        if word == "to" {
            // The infinitive: "to", adverbs, a base form.
            let mut verb = at + 1;
            while verb < self.end && slips_in(self.tokens, verb) {
                verb += 1;
            }
            let verb = verb.min(self.end.saturating_sub(1)).max(at);
            self.clauses.loose(self.tokens, verb);
            self.opened(false);
            return verb + 1;
        }
        if slips_in(self.tokens, at) && !tag.is_verb() && tag != Tag::Modal && !matches!(word, "both" | "all") {
            return at + 1;
        }
        let verbal = begins(self.tokens, at, self.behind_pronoun);
        if verbal && !self.nominal(at) {
            return self.verb(at);
        }
        if let Some(noun) = noun_phrase(self.tokens, at, self.end) {
            let mut place = self.governed.take().unwrap_or(Place::Free);
            if noun.nominative && place == Place::Governed {
                place = Place::Free;
            }
            self.item(Item::Noun(noun, place));
            self.governed = None;
            self.behind_pronoun = noun.nominative;
            self.behind_subject = !noun.accusative;
            return noun.last + 1;
        }
        at + 1
    }

    /// A verb form that stands in a noun phrase: "testing" in "the testing team" never comes here, but "us two" might.
    fn nominal(&self, at: usize) -> bool {
        self.word(at) == "'s" && self.tag(at) == Tag::PossessiveEnd
    }

    fn verb(&mut self, at: usize) -> usize {
        let mut found = self.clauses.find();
        // "What I did was I split": behind a verb nothing is turned round.
        let straight = self.behind_subject || self.clauses.opener == Opener::Verb && self.clauses.items.is_empty();
        let mut g = group(self.tokens, at, self.end, straight);
        g.negated |= self.neither;
        settle(&self.clauses, self.tokens, &mut g, found, self.historic);
        if self.governed == Some(Place::Either) && g.alone == Some(Form::PastOrParticiple) {
            // "As promised".
            g.time = Time::Timeless;
        }
        if g.time == Time::Timeless {
            let before = self.clauses.last;
            self.clauses.loose(self.tokens, g.head);
            // "had to write and (to) test and (to) send": a base form in between changes nothing.
            if let (Some(last), Some(before)) = (self.clauses.last.as_mut(), before) {
                last.opens_base = before.opens_base && !before.finite && g.alone.is_some_and(Form::can_be_base);
            }
            self.opened(false);
            return g.next.max(at + 1);
        }
        let mut next = g.next;
        if found == Found::None
            && is_report(self.word(g.head))
            && self
                .clauses
                .items
                .last()
                .is_none_or(|i| matches!(i, Item::Quote | Item::Comma))
            && self.clauses.items.contains(&Item::Quote)
        {
            // "..." said Ana.
            if let Some(noun) = noun_phrase(self.tokens, g.next, self.end).filter(|n| !n.accusative) {
                next = noun.last + 1;
                found = Found::Own {
                    subject: noun.into(),
                    link: Link::Comma,
                    from: 0,
                };
            }
        }
        let conditional_inversion = g.inner.is_some() && matches!(self.word(at), "had" | "were" | "should");
        if conditional_inversion {
            self.clauses.side(true, true);
        }
        let (opener, link) = (
            self.clauses.opener,
            if let Found::Own { link, .. } = found {
                Some(link)
            } else {
                None
            },
        );
        let what = self.clauses.top().what;
        let doubtful = self.clauses.last.and_then(|l| l.doubtful);
        if found == Found::None
            && opener == Opener::Verb
            && self.clauses.awaited().is_none()
            && let Some(count) = doubtful
            && g.time != Time::Unreal
        {
            // "The parts ordered last week arrived": the verb before was none.
            self.acts.truncate(count);
        }
        let mut subject = self.clauses.place(self.tokens, &g, found);
        if subject.is_none() && found == Found::None && g.time == Time::Past && opener == Opener::Start
            || subject.is_none() && matches!(found, Found::Shared { .. })
        {
            subject = self.before.filter(|_| g.time == Time::Past);
            self.clauses.top().subject = subject;
        }
        self.notice_present(at, &g, subject, link);
        let scene = Scene {
            text: self.text,
            tokens: self.tokens,
            end: self.end,
            historic: self.historic && !self.habitual,
            what,
        };
        let question = g.inner.is_some() && !(self.not_only && self.word(at) == "did");
        let real = !self.clauses.off() && !self.hearsay && !g.negated && !question;
        if g.inner.is_some() {
            self.not_only = false;
        }
        let count = self.acts.len();
        if real
            && let Some(subject) = subject
            && let Some(actor) = deed::actor(&scene, &g, subject)
        {
            self.add(actor, g.head, subject);
        }
        if g.alone == Some(Form::PastOrParticiple)
            && let Some(last) = self.clauses.last.as_mut()
        {
            last.doubtful = Some(count);
        }
        if g.role == Role::Be
            && self.word(g.next) == "like"
            && matches!(found, Found::Own { .. })
            && matches!(self.tag(g.next + 1), Tag::Pronoun | Tag::Interjection | Tag::Wh)
        {
            // "I was like we can't do this": words said.
            self.clauses.content();
            next = g.next + 1;
        }
        self.opened(false);
        next.max(at + 1)
    }

    fn add(&mut self, actor: Actor, verb: usize, subject: Subject) {
        let same = |a: &Act| {
            a.sentence == self.sentence
                && a.actor == actor
                && verb - a.verb <= 4
                && self.tokens.lower(a.verb) == self.tokens.lower(verb)
                && matches!(actor, Actor::I | Actor::We)
        };
        // "I went, I went there" was one going.
        if let Some(last) = self.acts.last_mut().filter(|a| same(a)) {
            last.verb = verb;
            return;
        }
        let span = match (self.tokens.get(subject.first), self.tokens.get(subject.last)) {
            (Some(first), Some(last)) => Some(Span::new(first.span.start, last.span.end)),
            _ => None,
        };
        self.acts.push(Act {
            actor,
            verb,
            subject: span,
            sentence: self.sentence,
        });
    }

    /// The present of a story: "so I go to her desk". A present under "when" or "if" tells a habit instead.
    fn notice_present(&mut self, at: usize, g: &super::group::Group, subject: Option<Subject>, link: Option<Link>) {
        if g.time != Time::Present {
            return;
        }
        if self.clauses.top().conditional && g.role == Role::Full {
            self.habitual = true;
        }
        let nominative = subject.is_some_and(|s| s.nominative);
        let there = g.role == Role::Be
            && nominative
            && subject
                .and_then(|s| s.first.checked_sub(1))
                .is_some_and(|i| self.tokens.lower(i) == "there");
        let opened = matches!(link, Some(Link::So | Link::Then))
            || matches!(link, Some(Link::And | Link::CommaAnd | Link::Comma))
                && matches!(self.word(at), "says" | "goes");
        if there
            || nominative
                && opened
                && g.alone.is_some()
                && !g.negated
                && is_narrative(self.word(g.head))
                && form_of(self.word(g.head), self.tag(g.head)) != Form::Ing
        {
            self.historic = true;
        }
    }
}
