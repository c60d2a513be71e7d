//! Lengths of time that are no figures: how long the work took, and how long ago or later something was.

use glidepath_domain::NotFigureKind;

use super::quantity::Quantity;
use super::reading::Reading;
use super::role::before_hedges;
use crate::tag::Tag;

/// Lets go of durations that tell effort or a moment. Pairs and costs stay.
pub(super) fn let_go(r: Reading, q: &mut [Quantity]) {
    for k in 0..q.len() {
        let busy = |other: Option<&Quantity>, sentence: usize| {
            other.is_some_and(|o| o.sentence == sentence && !o.is_duration() && o.stands())
        };
        let Some(this) = q.get(k) else { continue };
        if this.pair.is_none()
            && is_spare_time(this)
            && (this.first.saturating_sub(3)..this.first).any(|at| matches!(r.word(at), "took" | "spent" | "over"))
        {
            if let Some(this) = q.get_mut(k) {
                this.fallen = Some(Some(NotFigureKind::Effort));
            }
            continue;
        }
        if !this.is_duration() || this.pair.is_some() || this.role.is_some() || !this.stands() {
            continue;
        }
        let beside = busy(q.get(k.wrapping_sub(1)), this.sentence) || busy(q.get(k + 1), this.sentence);
        let verdict = judge(r, this, beside);
        if let Some(this) = q.get_mut(k) {
            this.fallen = verdict;
        }
    }
}

/// Weekends and evenings are counted like things, and tell effort like days.
fn is_spare_time(q: &Quantity) -> bool {
    q.per.is_none()
        && q.measure.as_ref().is_some_and(|m| {
            matches!(
                m.name.as_ref(),
                "weekends" | "evenings" | "nights" | "afternoons" | "mornings"
            )
        })
}

fn is_coarse(q: &Quantity) -> bool {
    q.measure
        .as_ref()
        .is_some_and(|m| matches!(m.name.as_ref(), "day" | "week" | "month" | "quarter" | "year"))
}

/// Why a duration is no figure; the outer option is empty when it is one.
fn judge(r: Reading, q: &Quantity, beside: bool) -> Option<Option<NotFigureKind>> {
    const EFFORT: Option<Option<NotFigureKind>> = Some(Some(NotFigureKind::Effort));
    let next = r.word(q.end);
    let lead = before_hedges(r, q.first);
    let before = r.back(lead, 1);
    match next {
        "ago" => return Some(Some(NotFigureKind::Date)),
        "in" if r.word(q.end + 1) == "," => return Some(None),
        "before" | "after" if matches!(before, "for" | "spent" | "took") => {}
        "later" | "earlier" | "into" | "before" | "after" if is_coarse(q) || next == "into" => return Some(None),
        "later" if !r.stops(q.end + 1) && r.opens(lead) => return Some(None),
        _ => {}
    }
    if q.form == super::numeral::Form::Article && matches!(next, "later") {
        return Some(None);
    }
    // "two weeks of interviews", "after two days of digging", "ten years of experience".
    let of = next == "of"
        && (matches!(r.tag(q.end + 1), Tag::VerbIng)
            || matches!(
                r.word(q.end + 1),
                "work"
                    | "effort"
                    | "interviews"
                    | "research"
                    | "planning"
                    | "meetings"
                    | "experience"
                    | "talks"
                    | "analysis"
                    | "negotiation"
                    | "negotiations"
                    | "study"
                    | "training"
                    | "prep"
                    | "preparation"
                    | "conversations"
                    | "debate"
                    | "back"
            ));
    if of && !matches!(before, "lose" | "lost" | "cost" | "saved" | "save" | "saves") {
        return EFFORT;
    }
    if next == "'" && matches!(r.word(q.end + 1), "experience" | "work" | "notice") && r.word(q.end + 1) != "notice" {
        return EFFORT;
    }
    let opening = r.back(q.first, 1) == "over"
        && (r.opens(q.first.saturating_sub(1))
            || !(r.tag(q.first.wrapping_sub(2)).is_verb() || matches!(r.back(q.first, 2), "for" | "a" | "than")));
    if opening && is_coarse(q) {
        let own = (q.end..q.end + 3).any(|at| matches!(r.word(at), "we" | "i"));
        return if own || is_own(r, lead) { EFFORT } else { Some(None) };
    }
    if matches!(before, "over" | "during" | "across" | "throughout") && is_coarse(q) && beside {
        return Some(None);
    }
    // "had been there for thirty years": how long somebody stayed.
    let stay = before == "for"
        && q.measure.as_ref().is_some_and(|m| m.name == "year")
        && (lead.saturating_sub(6)..lead)
            .any(|at| matches!(r.word(at), "been" | "there" | "worked" | "lived" | "with" | "job"));
    if stay {
        return Some(None);
    }
    let tenure = is_coarse(q)
        && is_own(r, lead)
        && (lead.saturating_sub(6)..lead).any(|at| r.word(at) == "been")
        && (lead.saturating_sub(4)..lead).any(|at| matches!(r.word(at), "on" | "with" | "at" | "there" | "in"));
    if tenure {
        return Some(None);
    }
    if costs(r, q, lead) {
        return None;
    }
    let self_acting = is_own(r, lead);
    let verb = governing(r, lead);
    let spending = verb
        .is_some_and(|v| matches!(r.word(v), "spent" | "spend" | "spending" | "devoted" | "invested") && lead - v <= 4);
    if spending {
        let other = verb.is_some_and(|v| r.tag(v.wrapping_sub(1)).is_noun() && r.tag(v) != Tag::VerbIng);
        return if other { None } else { EFFORT };
    }
    if let Some(v) = verb.filter(|v| matches!(r.word(*v), "took" | "taken" | "take") && lead - v <= 6) {
        let person = matches!(r.word(v + 1), "me" | "us" | "him" | "her" | "them" | "my" | "our");
        let dummy = (v.saturating_sub(3)..v).any(|n| matches!(r.word(n), "it" | "that" | "this" | "which"));
        let to_do = (q.end..q.end + 4).any(|n| r.word(n) == "to" && r.tag(n + 1) == Tag::VerbBase)
            && !(q.end..q.end + 3).any(|n| r.stops(n));
        let usual = (v.saturating_sub(4)..v).any(|n| {
            matches!(
                r.word(n),
                "used" | "would" | "could" | "can" | "will" | "normally" | "usually" | "always"
            )
        });
        let labour = (v.saturating_sub(4)..v).any(|n| {
            matches!(
                r.word(n),
                "rewrite"
                    | "migration"
                    | "project"
                    | "rollout"
                    | "investigation"
                    | "analysis"
                    | "redesign"
                    | "refactor"
                    | "refactoring"
                    | "implementation"
                    | "research"
                    | "negotiation"
                    | "negotiations"
                    | "development"
                    | "work"
                    | "prototype"
            )
        });
        if !usual && (person || dummy && to_do || labour && is_coarse(q) && r.word(v) == "took") {
            return EFFORT;
        }
        return None;
    }
    let worked = verb.is_some_and(|v| {
        matches!(
            r.word(v),
            "worked"
                | "working"
                | "argued"
                | "arguing"
                | "debated"
                | "talked"
                | "shadowed"
                | "sat"
                | "rode"
                | "interviewed"
                | "researched"
                | "practised"
                | "practiced"
                | "studied"
                | "tested"
                | "dug"
                | "stayed"
                | "ran"
                | "managed"
                | "led"
                | "taught"
                | "served"
                | "lived"
                | "travelled"
                | "trained"
                | "tried"
                | "watched"
                | "looked"
                | "wrote"
                | "built"
                | "fought"
                | "planned"
                | "read"
                | "rebuilt"
                | "went"
                | "kept"
                | "did"
        )
    });
    match before {
        "for" if is_coarse(q) || self_acting => {
            let process = verb.is_some_and(|v| {
                matches!(
                    r.word(v),
                    "was"
                        | "were"
                        | "had"
                        | "been"
                        | "waited"
                        | "waiting"
                        | "lost"
                        | "is"
                        | "down"
                        | "blocked"
                        | "stuck"
                        | "went"
                        | "sat"
                ) && !(worked && self_acting)
            }) || (lead.saturating_sub(3)..lead).any(|n| {
                matches!(
                    r.word(n),
                    "down" | "offline" | "late" | "without" | "unanswered" | "dark"
                )
            });
            if self_acting && (worked || !process) || (worked && !process) {
                return EFFORT;
            }
            None
        }
        "after" if !is_coarse(q) && next != "of" && next != "," => None,
        "after" => {
            if self_acting || is_coarse(q) && (r.word(q.end) == "," || r.word(q.end) == "of") {
                return Some(if r.word(q.end) == "of" {
                    Some(NotFigureKind::Effort)
                } else {
                    None
                });
            }
            Some(None)
        }
        "in" | "within" | "over" | "during" | "inside" | "across" | "through" if is_coarse(q) => {
            let due = (lead.saturating_sub(6)..lead).any(|at| {
                matches!(
                    r.word(at),
                    "had" | "have" | "must" | "needed" | "need" | "promised" | "due"
                ) && matches!(r.word(at + 1), "to" | "in" | "us" | "deliver" | "them")
            });
            if due {
                return None;
            }
            if self_acting
                && before != "within"
                && verb.is_some_and(|v| r.tag(v) == Tag::VerbPast && !matches!(r.word(v), "was" | "were" | "had"))
            {
                return EFFORT;
            }
            beside.then_some(None)
        }
        "past" | "last" | "next" | "first" | "every" | "each"
            if is_coarse(q) && before != "every" && before != "each" =>
        {
            Some(None)
        }
        _ if worked && self_acting && verb.is_some_and(|v| lead - v <= 3) => EFFORT,
        _ => None,
    }
}

/// True when the length is told as a cost, a delay or a gain.
fn costs(r: Reading, q: &Quantity, lead: usize) -> bool {
    let told = |word: &str| {
        matches!(
            word,
            "cost"
                | "costs"
                | "costing"
                | "lost"
                | "lose"
                | "losing"
                | "saved"
                | "save"
                | "saves"
                | "saving"
                | "slipped"
                | "slip"
                | "delayed"
                | "delay"
                | "late"
                | "wasted"
                | "behind"
                | "deadline"
                | "overran"
        )
    };
    (lead.saturating_sub(5)..lead)
        .rev()
        .take_while(|at| !r.stops(*at))
        .any(|at| told(r.word(at)))
        || matches!(
            r.word(q.end),
            "late"
                | "early"
                | "behind"
                | "ahead"
                | "overdue"
                | "short"
                | "over"
                | "delay"
                | "outage"
                | "wait"
                | "deadline"
                | "turnaround"
                | "notice"
        )
}

/// The nearest verb before token `lead`, in its clause.
fn governing(r: Reading, lead: usize) -> Option<usize> {
    (lead.saturating_sub(12)..lead)
        .rev()
        .take_while(|at| !r.stops(*at))
        .find(|&at| r.tag(at).is_verb())
}

/// True when "I" or "we" is the subject nearest before token `lead`.
fn is_own(r: Reading, lead: usize) -> bool {
    for at in (lead.saturating_sub(14)..lead).rev() {
        if r.stops(at) {
            return false;
        }
        match r.word(at) {
            "i" | "we" => return true,
            "he" | "she" | "they" | "it" | "that" | "which" | "who" => return false,
            _ => {}
        }
    }
    // "After three months of interviews I learned": the subject stands behind.
    false
}
