//! Over three minutes at the teller's own pace.

use glidepath_domain::Severity;

use crate::rule::{Example, Group, Nature, Need, Rule, Setting};
use crate::{Case, Notes};

/// `too-long`.
pub static RULE: Rule = Rule {
    code: "too-long",
    group: Group::Delivery,
    nature: Nature::Flaw {
        severity: Severity::Hint,
        instead: "Name the one detail you would drop, and tell it once more against the clock.",
        ask: "Let me stop you there: what came of it?",
    },
    title: "Over three minutes",
    what: "More than three minutes by the clock of this take. Without word times it is not guessed; an answer of \
           450 words or more is a ramble all the same.",
    why: "After three minutes the interviewer is looking for a place to cut in, and the ending is what gets cut.",
    needs: &[Need::Timings],
    settings: &[Setting {
        key: "most_seconds",
        default: 180.0,
        meaning: "seconds an answer may take",
        source: "domain §4",
    }],
    flags: &[
        Example::of(
            "The ferry left at six and the post came at seven, and nobody on the island had letters before \
             Monday. I asked the harbour master, the carrier and the school, in that order, and each of them sent \
             me to the next.",
        )
        .spoken_at(10),
        Example::of(
            "so the pump broke on a friday and I called the dealer and the dealer called the maker and by monday \
             we had a part that did not fit and I filed it down myself",
        )
        .spoken_at(9),
        Example::of(
            "Two of us wanted the stand by the door. I gave it to her, since she had the heavier stock, and took \
             the corner. We shared the lamp, and in the end we shared the customers too.",
        )
        .spoken_at(11),
    ],
    passes: &[
        Example::of(
            "The ferry left at six and the post came at seven. I asked the harbour master to wait ten minutes, \
             and he did.",
        )
        .spoken_at(140),
        Example::of("so the pump broke on a friday and I called the dealer and he came at once").spoken_at(120),
        Example::of("Two of us wanted the stand by the door. I gave it to her.").spoken_at(60),
    ],
    check,
};

fn check(case: &Case<'_>, notes: &mut Notes<'_>) {
    let seconds = case.transcript.timing.duration_s().unwrap_or(0.0);
    if seconds > notes.setting("most_seconds") {
        notes.answer(0.8).why(format!(
            "{:.0}:{:02.0} by the clock. After three minutes the interviewer is looking for a place to cut in.",
            (seconds / 60.0).floor(),
            (seconds % 60.0).floor()
        ));
    }
}
