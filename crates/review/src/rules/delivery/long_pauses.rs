//! Silences that make the listener wait.

use glidepath_domain::Severity;

use crate::kinds::conflict_said;
use crate::rule::{Example, Group, Nature, Need, Rule, Setting};
use crate::{Case, Notes};

/// `long-pauses`.
pub static RULE: Rule = Rule {
    code: "long-pauses",
    group: Group::Delivery,
    nature: Nature::Flaw {
        severity: Severity::Hint,
        instead: "Say where you are going before you think: \"the third thing was\". Then take the breath.",
        ask: "Take your time. Where were we?",
    },
    title: "Silences that lose the listener",
    what: "Silences of more than two and a half seconds inside the answer, two or more of them. The one right \
           after the conflict is named is meant, and is left out.",
    why: "One silence is thought. Several make the listener wonder whether you are looking for the story or \
          making it up.",
    needs: &[Need::Timings],
    settings: &[
        Setting {
            key: "seconds",
            default: 2.5,
            meaning: "seconds from which a silence counts",
            source: "domain §7",
        },
        Setting {
            key: "least",
            default: 2.0,
            meaning: "such silences from which it is said",
            source: "set by hand on corpus/train",
        },
    ],
    flags: &[
        Example::of(
            "The press ran hot {3.4s} [[and]] nobody wanted to stop it. I went to the foreman {2.8s} and asked \
             for an hour.",
        )
        .spoken_at(130),
        Example::of("so I called her {4s} [[and]] she said no {3s} and I called her again {3.1s} and she laughed")
            .spoken_at(120),
        Example::of(
            "We lost the file on a Sunday. {3s} [[I]] looked in the old backup, {2.9s} and it was empty. I rang \
             the author.",
        )
        .spoken_at(140),
    ],
    passes: &[
        Example::of(
            "The press ran hot {1.2s} and nobody wanted to stop it. I went to the foreman {2.8s} and asked for an \
             hour.",
        )
        .spoken_at(130),
        Example::of("so I called her and she said no and I called her again {3.1s} and she laughed").spoken_at(120),
        Example::of(
            "My manager and I disagreed about the date. {3s} I wanted May and she wanted March. {2.7s} We asked \
             the printer.",
        )
        .spoken_at(140),
    ],
    check,
};

fn check(case: &Case<'_>, notes: &mut Notes<'_>) {
    let transcript = case.transcript;
    let least = notes.setting("seconds");
    let named = conflict_said(case).map(|span| transcript.sentence_at(span.start));
    let silences: Vec<(usize, f64)> = transcript
        .timing
        .pauses()
        .map(|(token, ms)| (token, ms as f64 / 1000.0))
        .filter(|(token, seconds)| {
            let sentence = transcript.sentence_of(*token);
            let opens = transcript.sentences[sentence].tokens.start == *token;
            *seconds > least && !(opens && sentence.checked_sub(1).is_some_and(|before| named == Some(before)))
        })
        .collect();
    if (silences.len() as f64) < notes.setting("least") {
        return;
    }
    let longest = silences.iter().map(|s| s.1).fold(0.0, f64::max);
    if let Some((token, _)) = silences.first() {
        notes.span(transcript.tokens[*token].span, 0.6).count(silences.len()).why(format!(
            "{} silences of over {least} seconds, the longest {longest:.1}. The listener wonders whether you are looking for the story.",
            silences.len()
        ));
    }
}
