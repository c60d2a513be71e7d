//! Units of numbers that stand bare: taken from the other of a pair, the subject of the clause, or the figure before.

use std::borrow::Cow;

use glidepath_domain::FigureKind;

use super::change;
use super::noun;
use super::quantity::Quantity;
use super::reading::Reading;
use super::role::before_hedges;
use super::unit::{self, Measure};
use crate::tag::Tag;

/// How far back a figure may lend its unit, in tokens.
const REACH: usize = 45;

pub(super) fn units(r: Reading, q: &mut [Quantity]) {
    // Money with no currency takes the one that is spoken of elsewhere.
    let currency = q
        .iter()
        .filter_map(|q| q.measure.as_ref())
        .find(|m| m.kind == FigureKind::Money && m.name.len() == 3)
        .map(|m| m.name.clone());
    for k in 0..q.len() {
        let Some(this) = q.get(k) else { continue };
        if this.measure.is_none() {
            lend(r, q, k, currency.as_ref());
        }
    }
    for k in 0..q.len() {
        // A rate told once holds for both: "€14k to €11.5k a month".
        share_rate(q, k);
    }
    for this in q.iter_mut() {
        if let Some(measure) = this.measure.as_mut().filter(|m| m.name == "-")
            && let Some(currency) = &currency
        {
            measure.name = currency.clone();
        }
        if this.measure.is_none() {
            this.fallen = Some(None);
        }
    }
}

fn share_rate(q: &mut [Quantity], k: usize) {
    let Some((this, other)) = q
        .get(k)
        .and_then(|this| this.pair.and_then(|p| q.get(p)).map(|other| (this, other)))
    else {
        return;
    };
    if this.per.is_none()
        && other.per.is_some()
        && this.kind().is_some()
        && (this.measure == other.measure || this.is_duration())
    {
        let per = other.per.clone();
        if let Some(this) = q.get_mut(k) {
            this.per = per;
        }
    }
}

fn lend(r: Reading, q: &mut [Quantity], k: usize, currency: Option<&Cow<'static, str>>) {
    let Some(this) = q.get(k) else { return };
    let partner = this.pair.filter(|p| q.get(*p).is_some_and(|o| o.measure.is_some()));
    let anchor = this
        .pair
        .and_then(|p| q.get(p))
        .map_or(this.first, |o| o.first.min(this.first));
    let floor = q
        .get(..k)
        .and_then(|all| {
            all.iter()
                .rev()
                .find(|o| o.sentence == this.sentence && o.first < anchor)
        })
        .map_or(0, |o| o.end);
    let topic = || topic(r, anchor, floor, currency);
    let previous = || {
        (k.saturating_sub(4)..k).rev().find(|&j| {
            q.get(j).is_some_and(|o| {
                o.measure.as_ref().is_some_and(|m| m.kind != FigureKind::Ratio)
                    && this.first - o.end <= REACH
                    && this.sentence - o.sentence <= 1
                    && lends(o, this)
            })
        })
    };
    if let Some(lender) = partner {
        take(q, k, lender);
    } else if let Some(measure) = topic() {
        set(q, k, measure);
    } else if let Some(lender) = previous() {
        take(q, k, lender);
    } else if let Some(measure) = spent(r, this, currency) {
        set(q, k, measure);
    } else if let Some(lender) = (k + 1..(k + 2).min(q.len())).find(|&j| this.pair == Some(j)) {
        take(q, k, lender);
    }
}

/// Percentages lend nothing to thousands, nor lengths of time to rates.
fn lends(lender: &Quantity, bare: &Quantity) -> bool {
    let Some(measure) = &lender.measure else { return false };
    let large = bare.scale >= 1000.0 || bare.value.is_some_and(|v| v > 1000.0);
    match measure.kind {
        FigureKind::Percent => bare.per.is_none() && !large,
        FigureKind::Duration => bare.per.is_none() && !large,
        _ => true,
    }
}

fn set(q: &mut [Quantity], k: usize, measure: Measure) {
    if let Some(this) = q.get_mut(k) {
        this.measure = Some(measure);
    }
}

/// Copies unit, rate and magnitude from `lender`.
fn take(q: &mut [Quantity], k: usize, lender: usize) {
    let Some(lent) = q.get(lender).cloned() else { return };
    let Some(this) = q.get_mut(k) else { return };
    this.measure = lent.measure;
    this.per = this.per.take().or(lent.per);
    let mut value = this.value.map(|v| v * lent.factor);
    // "ninety thousand … sixty-two": the magnitude is said once, where the bare numbers are of a size.
    let alike = lent.mantissa > 0.0 && (0.2..=5.0).contains(&(this.mantissa / lent.mantissa));
    if this.scale == 1.0 && lent.scale > 1.0 && alike && this.mantissa < 1000.0 {
        value = value.map(|v| v * lent.scale);
        this.scale = lent.scale;
    }
    this.factor = lent.factor;
    this.value = value.map(|v| (v * 1e6).round() / 1e6);
}

/// What the clause before the number at `first` is about: "injuries went from", "the invoice backlog", "our score".
fn topic(r: Reading, first: usize, floor: usize, currency: Option<&Cow<'static, str>>) -> Option<Measure> {
    let lead = before_hedges(r, first);
    let start = lead.saturating_sub(12).max(floor);
    let things = |word: &str| {
        if matches!(word, "nps" | "csat") {
            return Some(Measure::of("points", FigureKind::Count));
        }
        let timed = unit::time(word).map(|(name, _)| Measure::of(name, FigureKind::Duration));
        Some(timed.unwrap_or_else(|| Measure::things(unit::thing(noun::plural(word)))))
    };
    let mut verb = None;
    for at in (start..lead).rev() {
        if matches!(r.word(at), "." | "!" | "?" | ";") {
            break;
        }
        let word = r.word(at);
        if word == ":" {
            let before = at.checked_sub(1)?;
            return noun::is_plural(r.word(before)).then(|| Measure::things(unit::thing(r.word(before).to_owned())));
        }
        if matches!(
            word,
            "backlog" | "queue" | "caseload" | "pile" | "volume" | "volumes" | "count"
        ) && at > 0
            && r.tag(at - 1).is_noun()
        {
            return things(r.back(at, 1));
        }
        // "defects per thousand units": counted are the defects.
        if word == "per" && at > 0 && noun::is_plural(r.back(at, 1)) && r.tag(at - 1) == Tag::NounPlural {
            return things(r.back(at, 1));
        }
        if word == "number" && r.word(at + 1) == "of" {
            return noun::counted(r, at + 2, false).map(|(name, _)| Measure::things(unit::thing(name)));
        }
        if matches!(word, "team" | "headcount" | "workforce" | "crew")
            && verb.is_none_or(|v| matches!(r.word(v), "was" | "is" | "were"))
            && !matches!(r.word(at + 1), "of" | "lead")
        {
            return Some(Measure::of("people", FigureKind::Count));
        }
        if matches!(word, "score" | "nps" | "csat" | "satisfaction") {
            return Some(Measure::of("points", FigureKind::Count));
        }
        if currency.is_some()
            && matches!(
                word,
                "bill" | "cost" | "costs" | "price" | "spend" | "budget" | "rent" | "quote"
            )
            && verb.is_some_and(|v: usize| v > at)
        {
            return currency.map(|c| Measure {
                name: c.clone(),
                kind: FigureKind::Money,
            });
        }
        if verb.is_none() && (r.tag(at).is_finite_verb() || r.tag(at).is_verb() && change::verb(word).is_some()) {
            verb = Some(at);
            // "Page views went up by", "429s went from".
            let before = (start..at).rev().find(|&n| {
                !matches!(r.tag(n), Tag::Adverb | Tag::Modal) && !matches!(r.word(n), "have" | "has" | "had")
            })?;
            if r.word(before) == "s" && r.is_number(before.wrapping_sub(1)) && r.back(before, 2) == "http" {
                return Some(Measure::of("errors", FigureKind::Count));
            }
            let moving = change::verb(word).is_some() || matches!(word, "were" | "are" | "was");
            if moving && noun::is_plural(r.word(before)) && r.tag(before).is_noun() && !r.joined(before) {
                return things(r.word(before));
            }
            // A pronoun's clause is about what was told before.
            if r.tag(before) == Tag::Pronoun && !matches!(r.word(before), "i" | "we" | "they") {
                return None;
            }
        }
    }
    // "dropped the forms to three": the object.
    let object = lead
        .checked_sub(2)
        .filter(|_| matches!(r.back(lead, 1), "from" | "to"))?;
    if let Some(per) = (object.saturating_sub(5).max(floor + 1)..=object)
        .rev()
        .find(|&n| r.word(n) == "per" && noun::is_plural(r.back(n, 1)))
    {
        return things(r.back(per, 1));
    }
    let far = (object.saturating_sub(5)..=object)
        .rev()
        .find(|&n| noun::is_plural(r.word(n)) && r.tag(n) == Tag::NounPlural);
    let governed = verb.is_some_and(|v| change::verb(r.word(v)).is_some());
    far.filter(|_| governed).and_then(|n| things(r.word(n)))
}

/// "saved about forty thousand": money by its verb.
fn spent(r: Reading, this: &Quantity, currency: Option<&Cow<'static, str>>) -> Option<Measure> {
    if this.scale < 1000.0 && this.per.is_none() && currency.is_none() {
        return None;
    }
    let paid = this.scale >= 1000.0
        && this
            .per
            .as_deref()
            .is_some_and(|per| matches!(per, "year" | "month" | "quarter"));
    let money = (this.first.saturating_sub(7)..this.first).any(|at| {
        matches!(
            r.word(at),
            "cost"
                | "costs"
                | "costing"
                | "spend"
                | "spent"
                | "spending"
                | "pay"
                | "paid"
                | "paying"
                | "saved"
                | "saves"
                | "save"
                | "budget"
                | "worth"
                | "price"
                | "quote"
                | "quoted"
                | "bill"
                | "revenue"
                | "money"
                | "fine"
                | "penalty"
                | "sold"
                | "bought"
                | "offer"
                | "salary"
                | "earned"
        )
    }) || (this.end..this.end + 3).any(|at| {
        matches!(
            r.word(at),
            "account" | "contract" | "deal" | "budget" | "saved" | "penalty"
        )
    });
    (money || paid).then(|| Measure {
        name: currency.cloned().unwrap_or(Cow::Borrowed("USD")),
        kind: FigureKind::Money,
    })
}
