//! Drift: the same thing told with different values, here and there. "30 %" in one telling, "35 %" in another.
//!
//! It leans to silence: what could be another thing, another time or the same value told more loosely is not flagged.
//! Statements are read once, when made; holding them against each other goes through an index of what they are about, so
//! that a bank of thousands is not compared pair by pair. Tellings are: each of them is laid against each other one, which
//! is meant for the rounds of a loop or the takes of a story, not for hundreds.

mod alike;
mod clue;
#[cfg(test)]
mod fit;
mod measure;
mod retold;
mod scale;
mod sides;
mod statement;

use std::collections::{BTreeMap, BTreeSet};

use glidepath_domain::{FactKind, Span, StoryId};

use self::retold::retold;
pub use self::statement::{Source, Statement};
use crate::ledger::{Class, Item, Matter, Topic, same_event};

/// One side of a drift.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// Where it was said.
    pub source: Source,
    /// Which of the statements given, from 0.
    pub statement: usize,
    /// The value, exactly as said.
    pub quote: String,
    /// Where it stands in the statement's text.
    pub span: Span,
    /// The sentence around it, exactly as said.
    pub sentence: String,
}

/// The same thing, told with different values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drift {
    /// What kind of fact drifts.
    pub kind: FactKind,
    /// What it is about: the words both share.
    pub what: String,
    /// The one value.
    pub a: Side,
    /// The other.
    pub b: Side,
    /// How they differ, in a sentence.
    pub how: String,
}

/// Shared weight of words that makes two facts of one story the same thing.
const NEAR_KIN: f32 = 1.0;
/// The same between different stories, or a story and a CV.
const STRANGERS: f32 = 1.9;
/// Share of the words of the shorter-worded that must be shared.
const COVERED: f32 = 0.5;
/// A word that more facts than this have in common says too little to look any of them up by.
const POSTED: usize = 256;

/// Finds the drifts between statements, in the order of the statements, each pair of values once.
#[must_use]
pub fn drift(statements: &[Statement]) -> Vec<Drift> {
    let all: Vec<(usize, &Item)> = statements
        .iter()
        .enumerate()
        .flat_map(|(at, statement)| statement.items.iter().map(move |item| (at, item)))
        .collect();
    let mut edges: Vec<Edge> = Vec::new();
    for (a, b) in candidates(&all, statements) {
        let (sa, one) = all[a];
        let (sb, other) = all[b];
        // Tellings are laid against one another whole, below.
        if statements[sa].telling.is_some() && statements[sb].telling.is_some() {
            continue;
        }
        let kin = kin(&statements[sa].source, &statements[sb].source);
        let verdict = compare(one, other, kin);
        if verdict != Verdict::Unlike {
            edges.push(Edge {
                statements: (sa, sb),
                items: (a, b),
                same: verdict == Verdict::Same,
            });
        }
    }
    edges.sort_unstable_by_key(|edge| (edge.statements, edge.items));
    edges.dedup_by_key(|edge| edge.items);
    let mut drifts = Vec::new();
    let mut seen = BTreeSet::new();
    for pair in edges.chunk_by(|a, b| a.statements == b.statements) {
        // A telling that has the value as well has not drifted from it, whatever else it tells of the thing.
        let settled: BTreeSet<usize> = pair
            .iter()
            .filter(|edge| edge.same)
            .flat_map(|edge| [edge.items.0, edge.items.1])
            .collect();
        for edge in pair.iter().filter(|edge| !edge.same) {
            let (a, b) = edge.items;
            if settled.contains(&a) || settled.contains(&b) {
                continue;
            }
            let what = shared_words(&all[a].1.topic, &all[b].1.topic).unwrap_or_else(|| all[a].1.found.what.clone());
            let mut values = [a, b].map(|at| all[at].1.found.value.to_lowercase());
            values.sort_unstable();
            let key = (values, what.to_lowercase());
            if seen.insert(key) {
                drifts.push(told(statements, all[a], all[b], what));
            }
        }
    }
    drifts.extend(between_tellings(statements, &mut seen));
    drifts.sort_by_key(|drift| (drift.a.statement, drift.b.statement));
    drifts
}

/// The drifts between tellings, which are told in other words each time.
fn between_tellings(statements: &[Statement], seen: &mut BTreeSet<([String; 2], String)>) -> Vec<Drift> {
    let mut drifts = Vec::new();
    let tellings = || {
        let tellings = statements.iter().enumerate();
        tellings.filter_map(|(at, statement)| Some((at, statement, statement.telling.as_ref()?)))
    };
    for (sa, a, one) in tellings() {
        for (sb, b, other) in tellings().filter(|(sb, ..)| *sb > sa) {
            for found in retold((&a.text, &b.text), one, other, kin(&a.source, &b.source)) {
                let (i, j) = found.items;
                let (x, y) = (&one.items[i], &other.items[j]);
                let mut values = [x, y].map(|item| item.found.value.to_lowercase());
                values.sort_unstable();
                if seen.insert((values, found.what.to_lowercase())) {
                    drifts.push(told(statements, (sa, x), (sb, y), found.what));
                }
            }
        }
    }
    drifts
}

/// Two facts that are about the same thing.
struct Edge {
    statements: (usize, usize),
    items: (usize, usize),
    same: bool,
}

/// Whether two sources are tellings of one story.
fn kin(a: &Source, b: &Source) -> bool {
    a.story().is_some() && a.story() == b.story()
}

/// Which group of facts one may be compared with at all.
fn group(item: &Item) -> String {
    match &item.matter {
        Matter::Amount(amount) => match &amount.class {
            Class::Percent | Class::Factor => "share".to_owned(),
            Class::Time => "time".to_owned(),
            Class::Money(currency) => format!("money {currency}"),
            Class::Team => "team".to_owned(),
            Class::Of(thing) => format!("of {thing}"),
        },
        Matter::Day(_) => "day".to_owned(),
        Matter::Post(_) => "post".to_owned(),
        Matter::Owner(_) => "owner".to_owned(),
    }
}

/// Pairs of facts worth a look: of one group and from different statements, with a telling word in common, or of one
/// story where what they are about need not be said.
fn candidates(all: &[(usize, &Item)], statements: &[Statement]) -> BTreeSet<(usize, usize)> {
    let mut index: BTreeMap<(String, &str), Vec<usize>> = BTreeMap::new();
    let mut unsaid: BTreeMap<(String, &StoryId), Vec<usize>> = BTreeMap::new();
    for (at, (statement, item)) in all.iter().enumerate() {
        let group = group(item);
        let near = item
            .topic
            .words
            .iter()
            .filter(|word| word.weight > 0.0)
            .map(|word| word.stem.as_str());
        let words: BTreeSet<&str> = near.chain(item.wide.iter().map(String::as_str)).collect();
        for word in words {
            index.entry((group.clone(), word)).or_default().push(at);
        }
        if is_unsaid(item)
            && let Some(story) = statements[*statement].source.story()
        {
            unsaid.entry((group, story)).or_default().push(at);
        }
    }
    let mut pairs = BTreeSet::new();
    for list in index
        .values()
        .filter(|list| list.len() <= POSTED)
        .chain(unsaid.values())
    {
        for (place, a) in list.iter().enumerate() {
            for b in &list[place + 1..] {
                if all[*a].0 != all[*b].0 {
                    pairs.insert((*a, *b));
                }
            }
        }
    }
    pairs
}

/// Facts that a story has one of: the size of the teller's team, what the teller was.
fn is_unsaid(item: &Item) -> bool {
    match &item.matter {
        Matter::Amount(amount) => amount.class == Class::Team,
        Matter::Post(post) => post.outright,
        _ => false,
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    /// About different things, or not to be told.
    Unlike,
    /// The same value of the same thing.
    Same,
    /// Another value of the same thing.
    Drifted,
}

fn compare(a: &Item, b: &Item, kin: bool) -> Verdict {
    let shared = a.topic.shared(&b.topic);
    let agree = match (&a.matter, &b.matter) {
        (Matter::Amount(a), Matter::Amount(b)) => a.agrees(b),
        (Matter::Day(a), Matter::Day(b)) => a.agrees(b),
        (Matter::Post(a), Matter::Post(b)) => a.agrees(b),
        (Matter::Owner(a), Matter::Owner(b)) => a.agrees(b),
        _ => return Verdict::Unlike,
    };
    let unsaid = kin && is_unsaid(a) && is_unsaid(b);
    if agree {
        // A word of the sentence in common is enough here: agreement only keeps silent.
        return if a.wide.iter().any(|word| b.wide.contains(word)) || unsaid {
            Verdict::Same
        } else {
            Verdict::Unlike
        };
    }
    let least = if kin { NEAR_KIN } else { STRANGERS };
    let smaller = a.topic.total().min(b.topic.total());
    let same_thing = shared >= least && shared >= COVERED * smaller || unsaid;
    if !same_thing || a.topic.contrasts(&b.topic) {
        return Verdict::Unlike;
    }
    let fits = match (&a.matter, &b.matter) {
        (Matter::Amount(x), Matter::Amount(y)) => {
            let counted = matches!(x.class, Class::Of(_));
            x.class == y.class
                && x.comparable(y)
                && (unsaid || a.topic.shares_thing(&b.topic))
                && !a.topic.done_apart(&b.topic)
                && (!counted || done_alike(&a.topic, &b.topic))
        }
        (Matter::Day(_), Matter::Day(_)) => same_event(&a.topic, &b.topic),
        _ => true,
    };
    if fits { Verdict::Drifted } else { Verdict::Unlike }
}

/// Whether what is counted is counted for the same doing: "had 120 drivers" is not "trained 35 drivers".
fn done_alike(a: &Topic, b: &Topic) -> bool {
    let (mine, theirs) = (a.verbs(), b.verbs());
    mine.is_empty() && theirs.is_empty() || mine.iter().any(|verb| theirs.contains(verb))
}

/// The words both share, as the first tells them.
fn shared_words(a: &Topic, b: &Topic) -> Option<String> {
    let shared = a
        .words
        .iter()
        .zip(&a.told)
        .filter(|(word, _)| b.words.iter().any(|w| w.stem == word.stem));
    let words: Vec<&str> = shared.map(|(_, told)| told.as_str()).take(5).collect();
    (!words.is_empty()).then(|| words.join(" "))
}

fn told(statements: &[Statement], a: (usize, &Item), b: (usize, &Item), what: String) -> Drift {
    let side = |(at, item): (usize, &Item)| Side {
        source: statements[at].source.clone(),
        statement: at,
        quote: item.found.quote.clone(),
        span: item.found.span,
        sentence: item.found.sentence.of(&statements[at].text).to_owned(),
    };
    let kind = a.1.found.kind;
    let (one, other) = (&a.1.found.value, &b.1.found.value);
    let how = match kind {
        FactKind::Metric => format!("\"{one}\" here, \"{other}\" there."),
        FactKind::Date => format!("Dated \"{one}\" here, \"{other}\" there."),
        FactKind::Role => format!("You are \"{one}\" here, \"{other}\" there."),
        FactKind::Owner => format!("Decided by \"{one}\" here, by \"{other}\" there."),
    };
    Drift {
        kind,
        what,
        a: side(a),
        b: side(b),
        how,
    }
}
