//! What an interviewer would ask next: aimed at the weakest point, in the teller's own words where there are any.

use glidepath_domain::{Finding, FollowUp};

use crate::{Case, rules};

/// Most follow-ups of one review. Source: contract, `follow_ups`.
const MOST: usize = 3;

/// Longest quote in a follow-up, in words: beyond it nobody would say it aloud.
const LONGEST_QUOTE: usize = 14;

/// Up to three, one for each of the first findings.
pub(crate) fn ask(case: &Case<'_>, findings: &[Finding]) -> Vec<FollowUp> {
    let mut asked: Vec<FollowUp> = Vec::new();
    for finding in findings {
        if asked.len() == MOST {
            break;
        }
        let Some(rule) = rules::find(finding.rule).filter(|r| !r.ask().is_empty()) else {
            continue;
        };
        if asked.iter().any(|f| f.aims_at == rule.code) {
            continue;
        }
        let quote = finding.span.map_or("", |span| span.of(case.transcript.text));
        asked.push(FollowUp {
            text: rule.ask().replace("{quote}", &shorten(quote)),
            aims_at: rule.code,
        });
    }
    asked
}

fn shorten(quote: &str) -> String {
    let words: Vec<&str> = quote.split_whitespace().collect();
    if words.len() <= LONGEST_QUOTE {
        return words.join(" ").trim_end_matches(['.', '!', '?', ',']).to_owned();
    }
    format!("{} …", words[..LONGEST_QUOTE].join(" "))
}
