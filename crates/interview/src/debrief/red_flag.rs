//! What weighs on a whole loop, whoever heard it. Source: domain §9.

use glidepath_domain::{Quote, RedFlag, Severity};

use super::heard::LoopHeard;

/// The rules that are red flags in a debrief. Source: domain §9.
pub(super) const RULES: [&str; 6] = ["no-friction", "villain", "royal-we", "reckless", "hero", "perfect-path"];
/// How sure the reviewer must be of one. Set by hand: a coin's toss is no flag.
const LEAST: f64 = 0.5;

/// The red flags, those of most rounds first.
pub(super) fn red_flags(heard: &LoopHeard<'_>) -> Vec<RedFlag> {
    let mut flags: Vec<RedFlag> = RULES.iter().filter_map(|rule| flag(heard, rule)).collect();
    flags.sort_by_key(|flag| std::cmp::Reverse(flag.rounds.len()));
    flags
}

fn flag(heard: &LoopHeard<'_>, rule: &str) -> Option<RedFlag> {
    let mut flag: Option<RedFlag> = None;
    for (at, round) in heard.rounds.iter().enumerate() {
        for exchange in round.exchanges.iter().filter(|exchange| exchange.unjudged().is_none()) {
            let findings = exchange
                .review
                .map(|review| review.findings.as_slice())
                .unwrap_or_default();
            let met = findings.iter().find(|finding| {
                finding.rule == rule && finding.severity != Severity::Hint && finding.confidence >= LEAST
            });
            let Some(met) = met else { continue };
            let flag = flag.get_or_insert_with(|| RedFlag {
                code: rule.to_owned(),
                title: met.title.clone(),
                why: met.why.clone(),
                quotes: Vec::new(),
                rounds: Vec::new(),
            });
            let quote: Option<Quote> = met.span.and_then(|span| exchange.quote(at, 0, span));
            flag.quotes.extend(quote);
            if flag.rounds.last() != Some(&at) {
                flag.rounds.push(at);
            }
        }
    }
    flag
}
