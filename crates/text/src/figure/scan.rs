//! The walk over the tokens that reads each quantity, and each number that is none. Leaves out roles and borrowed units.

use std::borrow::Cow;

use glidepath_domain::{FigureKind, NotFigureKind};

use super::numeral::{self, Form, Numeral};
use super::quantity::Quantity;
use super::reading::Reading;
use super::unit::{self, Measure};
use super::{calendar, idiom, label, noun, ratio};
use crate::tag::Tag;
use crate::transcript::Sentence;

/// What was found: quantities, and numbers that are none, both in order.
#[derive(Default)]
pub(super) struct Found {
    pub(super) quantities: Vec<Quantity>,
    pub(super) nots: Vec<calendar::Found>,
}

pub(super) fn scan(r: Reading, sentences: &[Sentence]) -> Found {
    let mut found = Found::default();
    for (sentence, span) in sentences.iter().enumerate() {
        let mut i = span.tokens.start;
        while i < span.tokens.end {
            i = step(r, i, sentence, &mut found).max(i + 1);
        }
    }
    found
}

/// Reads what stands at token `i`; gives the token to go on from.
fn step(r: Reading, i: usize, sentence: usize, found: &mut Found) -> usize {
    if let Some(end) = idiom::read(r, i) {
        return end;
    }
    if let Some(not) = calendar::read(r, i) {
        found.nots.push(not);
        return not.1;
    }
    if let Some(ratio) = ratio::read(r, i) {
        found.quantities.push(Quantity {
            first: ratio.first,
            end: ratio.end,
            sentence,
            form: Form::Words,
            value: Some(tidy_share(ratio.value)),
            mantissa: ratio.value,
            scale: 1.0,
            factor: 1.0,
            measure: Some(Measure::of("x", FigureKind::Ratio)),
            per: None,
            bare: false,
            compares: ratio.compares,
            shy: false,
            role: None,
            pair: None,
            fallen: None,
        });
        return ratio.end;
    }
    if let Some(not) = label::read(r, i) {
        found.nots.push(not);
        return not.1;
    }
    if let Some(quantity) = often(r, i, sentence) {
        let end = quantity.end;
        found.quantities.push(quantity);
        return end;
    }
    if let Some(quantity) = figures_of_money(r, i, sentence) {
        let end = quantity.end;
        found.quantities.push(quantity);
        return end;
    }
    let money = unit::currency_before(r, i);
    if let Some(seconds) = calendar::lap(r, i) {
        found.quantities.push(Quantity {
            measure: Some(Measure::of("s", FigureKind::Duration)),
            bare: false,
            ..blank(i, i + 1, sentence, seconds)
        });
        return i + 1;
    }
    let Some(numeral) = numeral::read(r, i, money.is_some()) else {
        return article(r, i, sentence, found).unwrap_or(i + 1);
    };
    number(r, numeral, money, sentence, found)
}

/// A share as people write it: 0.67 for two thirds, 0.125 for an eighth.
fn tidy_share(value: f64) -> f64 {
    let thousandths = (value * 1000.0).round() / 1000.0;
    if (value - thousandths).abs() < 1e-9 {
        return thousandths;
    }
    if value >= 0.2 {
        return (value * 100.0).round() / 100.0;
    }
    let places = 10_f64.powi(2 - value.abs().max(1e-9).log10().floor() as i32);
    (value * places).round() / places
}

const fn blank(first: usize, end: usize, sentence: usize, value: f64) -> Quantity {
    Quantity {
        first,
        end,
        sentence,
        form: Form::Digits,
        value: Some(value),
        mantissa: value,
        scale: 1.0,
        factor: 1.0,
        measure: None,
        per: None,
        bare: true,
        compares: false,
        shy: false,
        role: None,
        pair: None,
        fallen: None,
    }
}

/// "once a week", "twice a month": told only beside another frequency.
fn often(r: Reading, i: usize, sentence: usize) -> Option<Quantity> {
    let value = match r.word(i) {
        "once" => 1.0,
        "twice" => 2.0,
        "thrice" => 3.0,
        _ => return None,
    };
    let (per, end) = unit::per(r, i + 1, false).filter(|_| matches!(r.word(i + 1), "a" | "per"))?;
    Some(Quantity {
        measure: Some(Measure::of("times", FigureKind::Count)),
        per: Some(per),
        bare: false,
        shy: true,
        ..blank(i, end, sentence, value)
    })
}

/// "six figures", "a seven-figure deal": money of which only the size is told.
fn figures_of_money(r: Reading, i: usize, sentence: usize) -> Option<Quantity> {
    let number = numeral::read(r, i, false).filter(|n| (4.0..=10.0).contains(&n.value) && n.is_whole())?;
    let at = number.end + usize::from(r.hyphen(number.end));
    let fits = r.word(at) == "figures" && at == number.end && !r.tag(at + 1).is_noun()
        || r.word(at) == "figure" && at > number.end;
    fits.then(|| Quantity {
        value: None,
        measure: Some(Measure::of("", FigureKind::Money)),
        bare: false,
        ..blank(i, at + 1, sentence, 0.0)
    })
}

/// "an hour", "a fortnight", where the length of something is told.
fn article(r: Reading, i: usize, sentence: usize, found: &mut Found) -> Option<usize> {
    if !matches!(r.word(i), "a" | "an") {
        return None;
    }
    let at = i
        + 1
        + usize::from(matches!(
            r.word(i + 1),
            "full" | "whole" | "good" | "single" | "solid" | "further" | "business"
        ));
    let (name, factor) =
        unit::time(r.word(at)).filter(|_| r.word(at).len() > 2 && !r.word(at).ends_with('s') && r.is_word(at))?;
    let half = r.follows(at + 1, &["and", "a", "half"]);
    let end = if half { at + 4 } else { at + 1 };
    let busy = found.quantities.last().is_some_and(|q| q.sentence == sentence);
    if !half && !is_told(r, i, end, name, busy) || r.hyphen(end) {
        return None;
    }
    let value = if half { 1.5 * factor } else { factor };
    found.quantities.push(Quantity {
        form: Form::Article,
        measure: Some(Measure::of(name, FigureKind::Duration)),
        bare: false,
        ..blank(i, end, sentence, value)
    });
    Some(end)
}

/// True when "an hour" tells how long, and is no point in time.
fn is_told(r: Reading, i: usize, end: usize, name: &str, busy: bool) -> bool {
    if matches!(r.word(end), "ahead" | "early" | "late" | "behind")
        || (r.word(end) == "'s"
            && matches!(
                r.word(end + 1),
                "delay" | "wait" | "notice" | "outage" | "downtime" | "backlog"
            ))
    {
        return true;
    }
    if matches!(
        r.word(end),
        "later" | "ago" | "earlier" | "before" | "after" | "or" | "into"
    ) || name == "quarter"
    {
        return false;
    }
    let mut at = i;
    while at > 0
        && matches!(
            r.back(at, 1),
            "about"
                | "almost"
                | "nearly"
                | "around"
                | "roughly"
                | "over"
                | "than"
                | "more"
                | "less"
                | "just"
                | "like"
                | "only"
                | "me"
                | "us"
                | "them"
                | "him"
                | "it"
                | "maybe"
                | "up"
                | "well"
                | "another"
                | "some"
        )
    {
        at -= 1;
    }
    let lead = r.back(at, 1);
    match lead {
        "took" | "take" | "takes" | "taking" | "taken" | "cost" | "costs" | "lost" | "lose" | "lasted" | "lasts"
        | "waited" | "wait" | "waiting" | "from" | "within" | "under" | "late" | "instead" | "below" => true,
        "by" => {
            super::change::direction(r, at).is_some()
                || matches!(
                    r.back(at, 2),
                    "slipped" | "delayed" | "late" | "late," | "delay" | "early" | "slip"
                )
        }
        "to" => {
            (at.saturating_sub(8)..at).any(|n| r.word(n) == "from")
                || super::change::direction(r, at.saturating_sub(1)).is_some()
                || matches!(r.back(at, 2), "down" | "up")
        }
        "in" | "inside" => !busy && matches!(name, "s" | "min" | "h" | "day"),
        "for" => (at.saturating_sub(5)..at).any(|n| {
            matches!(
                r.word(n),
                "down" | "offline" | "blocked" | "stuck" | "out" | "waited" | "waiting" | "dark"
            )
        }),
        "gave" | "had" | "have" => r.word(end) == "to",
        "was" | "is" | "of" if r.stops(end) || r.word(end) == "," => (at.saturating_sub(4)..at).any(|n| {
            matches!(
                r.word(n),
                "wait"
                    | "delay"
                    | "outage"
                    | "deadline"
                    | "notice"
                    | "period"
                    | "gap"
                    | "turnaround"
                    | "downtime"
                    | "time"
                    | "delays"
                    | "waits"
            )
        }),
        _ => {
            let taken = (at.saturating_sub(4)..at).any(|n| matches!(r.word(n), "took" | "takes" | "take"));
            taken && r.word(end) == "to"
                || matches!(r.back(at, 2), "of" | "than") && lead == "of" && r.back(at, 2) == "instead"
                || lead == "than"
                || lead == "of" && r.back(at, 2) == "instead"
        }
    }
}

/// Words of counting that count nothing worth telling.
fn is_idle(name: &str) -> bool {
    matches!(
        name,
        "times"
            | "things"
            | "ways"
            | "reasons"
            | "sides"
            | "minds"
            | "kinds"
            | "sorts"
            | "others"
            | "thoughts"
            | "lots"
            | "halves"
            | "ones"
            | "occasions"
            | "thirds"
            | "fronts"
            | "respects"
            | "senses"
    )
}

fn number(
    r: Reading,
    numeral: Numeral,
    money: Option<(&'static str, usize)>,
    sentence: usize,
    found: &mut Found,
) -> usize {
    let Numeral { mut end, value, .. } = numeral;
    let mut first = money.map_or(numeral.first, |(_, at)| at);
    let mut value = value;
    // A sign belongs to the number when it stands free before it and glued to it.
    if r.joined(first)
        && matches!(r.back(first, 1), "-" | "\u{2212}" | "+" | "\u{2013}")
        && !r.joined(first - 1)
        && numeral.form == Form::Digits
    {
        first -= 1;
        value = if r.word(first) == "+" { value } else { -value };
    }
    // "the twenty-first", "his two hundredth".
    if r.hyphen(end)
        && money.is_none()
        && matches!(
            r.word(end + 1),
            "first" | "second" | "third" | "fourth" | "fifth" | "sixth" | "seventh" | "eighth" | "ninth" | "tenth"
        )
        && value >= 20.0
        && value % 10.0 == 0.0
    {
        found.nots.push((first, end + 2, NotFigureKind::Ordinal));
        return end + 2;
    }
    // "nearly zero" is no amount.
    if value == 0.0
        && matches!(
            r.back(first, 1),
            "nearly" | "almost" | "near" | "to" | "virtually" | "practically"
        )
        && (r.back(first, 1) != "to" || matches!(r.back(first, 2), "close" | "next"))
    {
        return end;
    }
    if matches!(r.back(first, 1), "negative" | "minus")
        && numeral.form != Form::Part
        && !r.is_number(first.wrapping_sub(2))
    {
        first -= 1;
        value = -value;
    }
    if money.is_none() {
        if let Some(end) = label::is_age(r, numeral.first, end, value) {
            found.nots.push((first, end, NotFigureKind::Age));
            return end;
        }
        if let Some(range) = range(r, &numeral, None, first, sentence) {
            let end = range.end;
            found.quantities.push(range);
            return end;
        }
    }
    if let Some((currency, first)) = money
        && let Some(range) = range(r, &numeral, Some(currency), first, sentence)
    {
        let end = range.end;
        found.quantities.push(range);
        return end;
    }
    let mut quantity = Quantity {
        form: numeral.form,
        mantissa: numeral.mantissa,
        scale: numeral.scale,
        ..blank(first, end, sentence, value)
    };
    let one = value == 1.0;
    if let Some((currency, _)) = money {
        quantity.measure = Some(Measure::of(currency, FigureKind::Money));
    } else if let Some((name, per, after)) = adverbial(r, end).filter(|_| numeral.form != Form::Part) {
        (quantity.measure, quantity.per, end) = (Some(Measure::things(unit::thing(name))), Some(per), after);
    } else if matches!(r.word(end), "person" | "man" | "woman" | "member")
        && matches!(
            r.word(end + 1),
            "team" | "crew" | "squad" | "panel" | "committee" | "unit" | "shop" | "company"
        )
    {
        (quantity.measure, end) = (Some(Measure::things("people".to_owned())), end + 1);
    } else if let Some(behind) =
        unit::behind(r, end, one).filter(|b| numeral.form != Form::Part || b.measure.kind != FigureKind::Count)
    {
        if behind.measure.name.as_ref() == "%" && idiom::is_conviction(r, numeral.first, behind.end, value) {
            return behind.end;
        }
        if value == 1.0
            && numeral.form == Form::Words
            && behind.measure.kind == FigureKind::Count
            && !is_one_counted(r, &numeral, behind.end, found, sentence)
        {
            return behind.end;
        }
        (quantity.value, end) = (Some(round(value * behind.factor)), behind.end);
        if value == 1.0
            && numeral.form == Form::Words
            && behind.measure.kind == FigureKind::Duration
            && r.opens(numeral.first)
        {
            // "One day a parent stopped me."
            return end;
        }
        (quantity.measure, quantity.factor) = (Some(behind.measure), behind.factor);
        add_up(r, &mut quantity, &mut end);
    } else if r.hyphen(end) || numeral.form == Form::Part || numeral.year {
        return if r.hyphen(end) { end + 2 } else { end };
    } else if numeral.grand {
        quantity.measure = Some(Measure::of("-", FigureKind::Money));
    }
    quantity.bare = quantity.measure.is_none();
    quantity.end = end;
    if quantity.bare {
        whose(r, &mut quantity);
        end = quantity.end;
    } else if r.word(end) == "of" && quantity.measure.as_ref().is_some_and(|m| m.kind == FigureKind::Count) {
        // "30 tonnes of coal a month".
        let at = end + 1 + usize::from(r.tag(end + 1) == Tag::Adjective && r.tag(end + 2).is_noun());
        if r.is_word(at)
            && let Some((per, after)) = unit::per(r, at + 1, false)
        {
            (quantity.per, quantity.end) = (Some(per), after);
        }
    }
    if quantity.bare
        && quantity.measure.is_none()
        && matches!(r.back(first, 1), "until" | "till")
        && calendar::is_hour(r, first, end, value)
    {
        found.nots.push((first, end, NotFigureKind::Clock));
        return end;
    }
    let is_money = quantity.measure.as_ref().is_some_and(|m| m.kind == FigureKind::Money);
    let timed = quantity.is_duration() && matches!(r.word(end), "for" | "each" | "every");
    if let Some((per, after)) = unit::per(r, end, is_money).filter(|_| !timed && numeral.form != Form::Part) {
        let staffed = measures_people(&quantity)
            && (first.saturating_sub(3)..first).any(|at| matches!(r.word(at), "took" | "takes" | "take"))
            && r.word(after) == "to";
        if !staffed {
            (quantity.per, quantity.end) = (Some(per), after);
        }
    } else if is_money && let Some(per) = each_time(r, first) {
        quantity.per = Some(per);
    } else if found.quantities.last().is_none_or(|q| q.sentence != sentence)
        && let Some(per) = opened_by_time(r, first, &quantity)
    {
        quantity.per = Some(per);
    }
    if let Some(measure) = quantity.measure.as_mut().filter(|m| m.kind == FigureKind::Rate) {
        // "rps": a rate in one word.
        if let Some((a, b)) = measure.name.clone().split_once('/') {
            (quantity.per, *measure) = (Some(Cow::Owned(b.to_owned())), Measure::things(a.to_owned()));
        }
    }
    if quantity.per.is_none()
        && quantity
            .measure
            .as_ref()
            .is_some_and(|m| m.kind == FigureKind::Count && is_idle(&m.name))
    {
        return quantity.end;
    }
    let end = quantity.end;
    if quantity.bare
        && quantity.measure.is_none()
        && quantity.per.is_none()
        && !keep_bare(r, &mut quantity, &numeral, found)
    {
        return end;
    }
    found.quantities.push(quantity);
    end
}

fn measures_people(quantity: &Quantity) -> bool {
    quantity
        .measure
        .as_ref()
        .is_some_and(|m| matches!(m.name.as_ref(), "people" | "engineers" | "developers" | "analysts"))
}

/// "9,000 monthly tickets": things per time, told before the noun.
fn adverbial(r: Reading, i: usize) -> Option<(String, Cow<'static, str>, usize)> {
    if matches!(
        r.word(i + 1),
        "users" | "active" | "riders" | "customers" | "visitors" | "readers" | "passengers"
    ) {
        return None;
    }
    let per = match r.word(i) {
        "daily" => "day",
        "weekly" => "week",
        "monthly" => "month",
        "yearly" | "annual" => "year",
        "hourly" => "h",
        "nightly" => "night",
        _ => return None,
    };
    let (name, end) = noun::counted(r, i + 1, false)?;
    Some((name, Cow::Borrowed(per), end))
}

/// "Every hour of downtime cost": what a sum is told per, before it.
fn each_time(r: Reading, first: usize) -> Option<Cow<'static, str>> {
    if !matches!(r.back(first, 1), "cost" | "costs" | "costing" | "saves" | "saved")
        && !matches!(r.back(first, 2), "cost" | "costs" | "costing" | "saves" | "saved")
    {
        return None;
    }
    let start = first.saturating_sub(9);
    let at = (start..first)
        .rev()
        .take_while(|at| !r.stops(*at))
        .find(|at| matches!(r.word(*at), "every" | "each"))?;
    let noun = r.word(at + 1);
    if r.tag(at + 1) != Tag::Noun {
        return None;
    }
    Some(unit::time(noun).map_or_else(|| Cow::Owned(noun.to_owned()), |(name, _)| Cow::Borrowed(name)))
}

/// "Every week we threw away 70 kilos".
fn opened_by_time(r: Reading, first: usize, quantity: &Quantity) -> Option<Cow<'static, str>> {
    if !quantity
        .measure
        .as_ref()
        .is_some_and(|m| matches!(m.kind, FigureKind::Count | FigureKind::Money))
    {
        return None;
    }
    let at = (first.saturating_sub(9)..first)
        .rev()
        .take_while(|at| !r.stops(*at))
        .find(|at| matches!(r.word(*at), "every" | "each"))?;
    let (name, factor) = unit::time(r.word(at + 1))?;
    let told = matches!(r.word(at + 2), "we" | "i" | "they" | "he" | "she" | "it" | "the" | ",");
    (told && r.opens(at) && (factor - 1.0).abs() < 1e-9).then_some(Cow::Borrowed(name))
}

fn round(value: f64) -> f64 {
    (value * 1e6).round() / 1e6
}

/// "3h 20m", "an hour and 15 minutes", "two days and a half".
fn add_up(r: Reading, quantity: &mut Quantity, end: &mut usize) {
    if !quantity.is_duration() {
        return;
    }
    if r.follows(*end, &["and", "a", "half"]) {
        quantity.value = quantity.value.map(|v| v + 0.5);
        *end += 3;
        return;
    }
    let Some(measure) = &quantity.measure else { return };
    let at = *end + usize::from(r.word(*end) == "and");
    let Some(more) = numeral::read(r, at, false).filter(|n| n.form != Form::Part && n.value < 60.0) else {
        return;
    };
    let Some(behind) = unit::behind(r, more.end, false).filter(|b| b.measure.kind == FigureKind::Duration) else {
        return;
    };
    let (Some(large), Some(small)) = (unit::seconds(&measure.name), unit::seconds(&behind.measure.name)) else {
        return;
    };
    // Only the next smaller unit goes on with a length: "two days, 40 minutes" may be two lengths.
    if small < large && large / small <= 60.0 {
        quantity.value = quantity.value.map(|v| round(v * large / small + more.value));
        quantity.measure = Some(behind.measure);
        *end = behind.end;
    }
}

/// "10 to 15 minutes", "two or three weeks", "between 40 and 50 calls": one quantity, told by its middle.
fn range(r: Reading, low: &Numeral, currency: Option<&'static str>, first: usize, sentence: usize) -> Option<Quantity> {
    let between = r.back(first, 1) == "between";
    let glue = r.word(low.end);
    let fits = match glue {
        "or" => true,
        "and" => between,
        "to" => {
            let lead = super::role::before_hedges(r, first);
            r.back(lead, 1) != "from" && super::change::verb(r.back(lead, 1)).is_none()
        }
        "-" | "\u{2013}" => r.joined(low.end),
        _ => false,
    };
    if !fits || low.form == Form::Part {
        return None;
    }
    let sign = usize::from(currency.is_some() && matches!(r.word(low.end + 1), "$" | "€" | "£"));
    let high = numeral::read(r, low.end + 1 + sign, currency.is_some()).filter(|n| n.form != Form::Part && !n.grand)?;
    let low_value = if low.scale == 1.0 && high.scale > 1.0 && low.value < high.mantissa {
        low.value * high.scale
    } else {
        low.value
    };
    if high.value <= low_value
        || high.value > low_value * 10.0
        || (glue == "or" && high.value > low_value * 3.0 && low_value > 0.0)
    {
        return None;
    }
    let behind = unit::behind(r, high.end, false).filter(|_| currency.is_none());
    let end = behind.as_ref().map_or(high.end, |b| b.end);
    let per = unit::per(r, end, false);
    if behind.is_none() && per.is_none() && glue != "or" && currency.is_none() {
        return None;
    }
    let of_us = (r.word(end) == "of" && r.word(end + 1) == "us").then(|| Measure::things("people".to_owned()));
    let measure = behind
        .as_ref()
        .map(|b| b.measure.clone())
        .or(currency.map(|c| Measure::of(c, FigureKind::Money)))
        .or(of_us);
    if per.is_none() && measure.as_ref().is_some_and(|m| is_idle(&m.name)) {
        return None;
    }
    let factor = behind.map_or(1.0, |b| b.factor);
    let (per, end) = per.map_or((None, end), |(per, end)| (Some(per), end));
    let middle = round(f64::midpoint(low_value, high.value) * factor);
    Some(Quantity {
        form: low.form,
        bare: measure.is_none(),
        shy: measure.is_none() && per.is_none(),
        measure,
        per,
        ..blank(first, end, sentence, middle)
    })
}

/// True when "one" with a noun counts, and is no mere article: beside another count, after "only", as what something is.
fn is_one_counted(r: Reading, numeral: &Numeral, end: usize, found: &Found, sentence: usize) -> bool {
    if matches!(r.word(end), "of") {
        return false;
    }
    if unit::per(r, end, false).is_some() {
        return true;
    }
    let beside = found
        .quantities
        .last()
        .is_some_and(|q| q.sentence == sentence && numeral.first - q.end <= 8)
        && matches!(r.back(numeral.first, 1), "and" | "," | "to" | "plus" | "or" | "with");
    let exact = matches!(
        r.back(numeral.first, 1),
        "only" | "just" | "exactly" | "than" | "least" | "was" | "under" | "from" | "to" | "by"
    );
    beside || exact
}

/// What a bare number counts when the words around it say so: "eleven of us", "60 of the 75 farmers", "a team of four".
fn whose(r: Reading, quantity: &mut Quantity) {
    let end = quantity.end;
    let people = || Some(Measure::things("people".to_owned()));
    if r.word(end) == "of" {
        match r.word(end + 1) {
            "us" | "you" => quantity.measure = people(),
            "them" | "those" | "these" | "which" | "mine" | "whom" if !noun::is_plural(r.word(end + 2)) => {
                quantity.measure = spoken_of(r, quantity.first);
                // "200 of them a day".
                if unit::per(r, end + 2, false).is_some() {
                    quantity.end = end + 2;
                }
            }
            "the" | "our" | "my" | "these" | "those" | "their" | "his" | "her" | "its" => {
                let at = end + 2;
                let at = numeral::read(r, at, false).map_or(at, |n| n.end);
                if let Some((name, _)) = noun::counted(r, at, false) {
                    quantity.measure = Some(Measure::things(unit::thing(name)));
                }
            }
            _ => {
                let inner = numeral::read(r, end + 1, false).map(|n| n.end);
                if let Some((name, _)) = inner.and_then(|at| noun::counted(r, at, false)) {
                    quantity.measure = Some(Measure::things(unit::thing(name)));
                }
            }
        }
    } else if r.follows(end, &["out", "of"]) {
        let at = end + 2 + usize::from(matches!(r.word(end + 2), "the" | "our" | "my"));
        let inner = numeral::read(r, at, false).map_or(at, |n| n.end);
        if let Some((name, _)) = noun::counted(r, inner, false) {
            quantity.measure = Some(Measure::things(unit::thing(name)));
        }
    } else if r.back(quantity.first, 1) == "of"
        && matches!(
            r.back(quantity.first, 2),
            "team"
                | "group"
                | "crew"
                | "squad"
                | "staff"
                | "kitchen"
                | "department"
                | "panel"
                | "committee"
                | "family"
                | "shift"
                | "office"
                | "unit"
                | "cohort"
                | "class"
                | "crowd"
                | "audience"
                | "pair"
                | "workforce"
                | "ward"
                | "brigade"
                | "company"
        )
    {
        quantity.measure = people();
    }
}

/// The nearest plural noun before token `first`: what "them" are.
fn spoken_of(r: Reading, first: usize) -> Option<Measure> {
    let at = (first.saturating_sub(30)..first).rev().find(|&at| {
        let many = r.tag(at) == Tag::NounPlural && noun::is_plural(r.word(at)) && unit::time(r.word(at)).is_none();
        many || (r.tag(at) == Tag::Noun && matches!(r.back(at, 1), "each" | "every"))
    })?;
    Some(Measure::things(unit::thing(noun::plural(r.word(at)))))
}

/// Decides on a number with nothing to measure: a time of day, a pronoun, or a quantity whose unit was said before.
fn keep_bare(r: Reading, quantity: &mut Quantity, numeral: &Numeral, found: &mut Found) -> bool {
    let Some(value) = quantity.value else { return false };
    // "Our drivers were over sixty."
    let aged = matches!(r.back(quantity.first, 1), "over" | "under")
        && matches!(
            r.back(quantity.first, 2),
            "were" | "was" | "are" | "people" | "anyone" | "everyone"
        )
        && (16.0..=95.0).contains(&value)
        && value % 5.0 == 0.0;
    if aged && r.stops(quantity.end) && numeral.form == Form::Words {
        found.nots.push((quantity.first, quantity.end, NotFigureKind::Age));
        return false;
    }
    if calendar::is_hour(r, quantity.first, quantity.end, value) {
        found.nots.push((quantity.first, quantity.end, NotFigureKind::Clock));
        return false;
    }
    let before = quantity.first.wrapping_sub(1);
    // "sprint 14", "candidate 4": what stands bare behind a singular noun is its name.
    let plain = numeral.form == Form::Digits
        && numeral.is_whole()
        && numeral.scale == 1.0
        && !r.raw(numeral.first).contains(',');
    if plain
        && r.tag(before) == Tag::Noun
        && r.is_word(before)
        && !noun::is_plural(r.word(before))
        && unit::time(r.word(before)).is_none()
        && !matches!(
            r.word(before),
            "maybe" | "score" | "total" | "noon" | "midnight" | "like" | "average"
        )
    {
        let listed = found.quantities.last().is_some_and(|q| q.end + 4 > quantity.first);
        if !listed {
            found.nots.push((before, quantity.end, NotFigureKind::Identifier));
            return false;
        }
    }
    let lead = super::role::before_hedges(r, quantity.first);
    let led = matches!(
        r.back(lead, 1),
        "from"
            | "to"
            | "under"
            | "below"
            | "over"
            | "than"
            | "against"
            | "by"
            | "versus"
            | "was"
            | "were"
            | "is"
            | "at"
            | "into"
            | "for"
            | "of"
            | "above"
    );
    let close = r.stops(quantity.end)
        || matches!(
            r.word(quantity.end),
            "," | "and"
                | "but"
                | "in"
                | "by"
                | "after"
                | "before"
                | "to"
                | "from"
                | "the"
                | "that"
                | "when"
                | "where"
                | "so"
                | "this"
                | "with"
                | "for"
                | "on"
                | "at"
                | "a"
                | "as"
                | "because"
                | "which"
                | "overall"
                | "now"
                | "then"
                | "instead"
                | "last"
                | "only"
                | "or"
                | "down"
                | "up"
                | "out"
                | "within"
                | "over"
                | "more"
                | "fewer"
                | "less"
                | "-"
                | "\u{2014}"
                | "\u{2013}"
                | ")"
                | "("
                | "it"
                | "i"
                | "we"
                | "once"
                | "today"
        );
    if numeral.value == 1.0 && numeral.form == Form::Words {
        quantity.shy = true;
        return matches!(
            r.back(lead, 1),
            "to" | "from" | "under" | "was" | "were" | "than" | "at" | "with" | "by" | "in"
        ) && close;
    }
    if !led
        && !close
        && !r.tag(quantity.end).is_verb()
        && r.tag(quantity.end) != Tag::Adverb
        && !matches!(r.word(quantity.end), "of")
    {
        return false;
    }
    quantity.shy = false;
    true
}
