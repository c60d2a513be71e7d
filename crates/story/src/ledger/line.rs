//! A ledger's facts as lines of text, so that they are read and compared exactly as anything told.

use glidepath_domain::{Fact, FactKind, Span};

use super::{Item, items};

/// A fact as a line that reads as a sentence would.
pub(crate) fn line(fact: &Fact) -> String {
    match fact.kind {
        FactKind::Metric if !fact.baseline.trim().is_empty() => {
            format!("{}: from {} to {}", fact.what, fact.baseline, fact.value)
        }
        FactKind::Metric | FactKind::Date => format!("{}: {}", fact.what, fact.value),
        FactKind::Role => format!("My role was {}", fact.value),
        FactKind::Owner => format!("{} decided: {}", fact.value, fact.what),
    }
}

/// A ledger's facts as they would be found in a text, their spans in the text of [`crate::Statement::ledger`].
pub(crate) fn ledger_items(facts: &[Fact]) -> Vec<Item> {
    let mut all = Vec::new();
    let mut start = 0;
    for fact in facts {
        let line = line(fact);
        for mut item in items(&line) {
            if item.found.kind == fact.kind {
                let shift = |span: Span| Span::new(span.start + start, span.end + start);
                item.found.span = shift(item.found.span);
                item.found.sentence = shift(item.found.sentence);
                all.push(item);
            }
        }
        start += line.len() + 2;
    }
    all
}
