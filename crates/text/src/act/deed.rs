//! Whether a verb and its subject make an act, and whose.

use super::Actor;
use super::clause::Subject;
use super::group::{Group, Role, Time};
use super::noun::{Who, noun_phrase};
use super::people::Kind;
use super::verb::{is_adjectival, is_happening, is_human, is_state};
use crate::tag::Tag;
use crate::token::Tokens;

/// What surrounds a verb.
pub(super) struct Scene<'t> {
    pub(super) text: &'t str,
    pub(super) tokens: &'t Tokens,
    pub(super) end: usize,
    /// The story has fallen into the present.
    pub(super) historic: bool,
    /// The clause is "what I did".
    pub(super) what: bool,
}

impl Scene<'_> {
    fn word(&self, at: usize) -> &str {
        if at < self.end { self.tokens.lower(at) } else { "" }
    }

    fn tag(&self, at: usize) -> Tag {
        if at < self.end { self.tokens[at].tag } else { Tag::Punct }
    }
}

/// Whose act it is, if it is one.
pub(super) fn actor(scene: &Scene<'_>, g: &Group, subject: Subject) -> Option<Actor> {
    let happened = matches!(g.time, Time::Past | Time::PastPerfect | Time::Perfect)
        || g.time == Time::Present && scene.historic && g.alone.is_some();
    if !happened || subject.who == Who::Nobody {
        return None;
    }
    let verb = scene.word(g.head);
    if g.passive {
        return Some(agent(scene, g.next).unwrap_or(Actor::Passive))
            .filter(|_| !is_adjectival(verb) || scene.word(g.next) == "by");
    }
    match g.role {
        Role::Be => return None,
        Role::Have if !causes(scene, g.next) => return None,
        _ => {}
    }
    if is_state(verb) || idle(scene, g, verb) {
        return None;
    }
    match subject.who {
        Who::I => Some(Actor::I),
        Who::We => Some(Actor::We),
        Who::They => Some(Actor::Other),
        Who::Nobody | Who::You => None,
        Who::Noun(kind) => acts(scene, kind, verb, subject).then_some(Actor::Other),
    }
}

/// Whether a noun of this kind acts when it does this.
fn acts(scene: &Scene<'_>, kind: Kind, verb: &str, subject: Subject) -> bool {
    let drifts = moves_by_itself(verb);
    match kind {
        Kind::Person => !(drifts && subject.plural),
        Kind::Body | Kind::Named => !drifts && !happens_to_programs(verb),
        Kind::Maybe => is_human(verb) || !is_happening(verb),
        Kind::Thing => strictly_human(verb) && scene.tag(subject.last) != Tag::Cardinal,
        Kind::Record | Kind::Time => false,
    }
}

/// What numbers and moods do.
fn moves_by_itself(verb: &str) -> bool {
    matches!(
        verb,
        "fell"
            | "rose"
            | "grew"
            | "dropped"
            | "increased"
            | "decreased"
            | "doubled"
            | "tripled"
            | "halved"
            | "shrank"
            | "spiked"
            | "improved"
            | "declined"
            | "slowed"
            | "stalled"
            | "happened"
            | "suffered"
            | "fallen"
            | "risen"
            | "grown"
            | "shrunk"
    )
}

fn happens_to_programs(verb: &str) -> bool {
    matches!(
        verb,
        "crashed"
            | "leaked"
            | "timed"
            | "lagged"
            | "rebooted"
            | "restarted"
            | "overflowed"
            | "hung"
            | "cost"
            | "occurred"
            | "expired"
            | "broke"
            | "ran"
    ) && verb != "ran"
}

/// What proves a person behind any noun.
fn strictly_human(verb: &str) -> bool {
    matches!(
        verb,
        "argued"
            | "insisted"
            | "refused"
            | "agreed"
            | "disagreed"
            | "complained"
            | "apologised"
            | "apologized"
            | "promised"
            | "objected"
            | "resigned"
            | "decided"
            | "admitted"
            | "denied"
            | "demanded"
            | "shouted"
            | "yelled"
            | "laughed"
            | "cried"
            | "smiled"
            | "nodded"
            | "shrugged"
            | "thanked"
            | "blamed"
            | "praised"
            | "sued"
            | "negotiated"
            | "volunteered"
            | "persuaded"
            | "joked"
            | "muttered"
            | "whispered"
            | "sighed"
            | "begged"
            | "confessed"
            | "said"
            | "told"
            | "asked"
            | "quit"
            | "hired"
    )
}

/// Verbs that only sometimes do something.
fn idle(scene: &Scene<'_>, g: &Group, verb: &str) -> bool {
    let next = scene.word(g.next);
    let tag = scene.tag(g.next);
    match verb {
        "looked" | "got" | "sounded" | "smelled" | "grew" | "proved" => {
            tag == Tag::Adjective && g.next + 1 >= scene.end
                || matches!(tag, Tag::Adjective) && !scene.tag(g.next + 1).is_noun()
                || next == "like" && verb != "got"
        }
        // "What I did was", "I did." stand for another verb.
        "did" | "done" => {
            g.alone.is_some()
                && (scene.what
                    || matches!(tag, Tag::Punct | Tag::Conjunction | Tag::Preposition)
                    || g.next >= scene.end)
        }
        "worked" | "served" => matches!(next, "for" | "at" | "as" | "in"),
        "came" => next == "from",
        "learned" | "learnt" => matches!(next, "to" | "is" | "was" | "in" | "from"),
        "failed" => next == "to",
        "saw" | "seen" | "heard" => matches!(next, "that" | "how" | "why" | "what"),
        "going" => next == "to" && g.progressive,
        "used" => next == "to" && g.alone.is_some() && scene.tag(g.next + 1).is_verb(),
        _ => false,
    }
}

/// "Had the apprentice fit them": somebody and a bare verb behind "had".
fn causes(scene: &Scene<'_>, next: usize) -> bool {
    let Some(noun) = noun_phrase(scene.tokens, next, scene.end) else {
        return false;
    };
    let verb = noun.last + 1;
    let bare =
        matches!(scene.tag(verb), Tag::VerbBase | Tag::VerbPresent) || scene.tag(verb) == Tag::Noun && noun.accusative;
    bare && (noun.who.may_act() || noun.accusative)
}

/// Words after a passive in which its "by" is looked for.
const REACH: usize = 12;

/// Who is behind "by".
fn agent(scene: &Scene<'_>, next: usize) -> Option<Actor> {
    for at in next..scene.end.min(next + REACH) {
        let tag = scene.tag(at);
        if tag == Tag::Punct || tag.is_finite_verb() || matches!(scene.word(at), "and" | "but" | "so" | "who" | "which")
        {
            return None;
        }
        if scene.word(at) == "by" {
            let noun = noun_phrase(scene.tokens, at + 1, scene.end)?;
            let _ = scene.text;
            return match noun.who {
                Who::I => Some(Actor::I),
                Who::We => Some(Actor::We),
                Who::They => Some(Actor::Other),
                Who::Noun(Kind::Person | Kind::Body | Kind::Named | Kind::Maybe) => Some(Actor::Other),
                _ => None,
            };
        }
    }
    None
}
