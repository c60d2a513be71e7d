//! Words of change and comparison: which way something went. Leaves out by how much.

use super::reading::Reading;
use crate::tag::Tag;

/// What a verb does to the quantity it governs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Change {
    /// "fell", "cut".
    Down,
    /// "rose", "grew".
    Up,
    /// "saved", "recovered", "signed": what is told with it is an outcome.
    Gain,
    /// "got it to", "brought": an outcome only with a preposition or object between.
    Bring,
    /// "reached", "went to": an outcome for levels.
    Reach,
}

/// What `word` does, in any of its forms.
pub(super) fn verb(word: &str) -> Option<Change> {
    use Change::{Bring, Down, Gain, Reach, Up};
    Some(match word {
        "fall" | "falls" | "fell" | "falling" | "fallen" | "drop" | "drops" | "dropped" | "dropping" | "cut"
        | "cuts" | "cutting" | "reduce" | "reduces" | "reduced" | "reducing" | "decrease" | "decreased"
        | "decreasing" | "decreases" | "decline" | "declined" | "declining" | "shrink" | "shrank" | "shrunk"
        | "shrinking" | "lower" | "lowered" | "lowering" | "lowers" | "trim" | "trimmed" | "trimming" | "shave"
        | "shaved" | "shaving" | "slash" | "slashed" | "slashing" | "halved" | "shorten" | "shortened"
        | "shortening" | "plunged" | "sank" | "plummeted" | "dipped" | "eased" | "slipped" | "tumbled" | "narrowed"
        | "knocked" | "whittled" => Down,
        "rise" | "rises" | "rose" | "risen" | "rising" | "grow" | "grows" | "grew" | "grown" | "growing" | "climb"
        | "climbed" | "climbing" | "jump" | "jumped" | "jumping" | "increase" | "increased" | "increases"
        | "increasing" | "improve" | "improved" | "improves" | "improving" | "boost" | "boosted" | "boosting"
        | "lift" | "lifted" | "lifting" | "expand" | "expanded" | "soared" | "surged" | "widened" | "doubled"
        | "tripled" | "bumped" | "nudged" | "raise" | "raised" | "raising" | "crept" | "swelled" | "extended"
        | "scaled" | "accelerated" => Up,
        "save" | "saves" | "saved" | "saving" | "recover" | "recovered" | "recovering" | "sign" | "signed"
        | "clear" | "cleared" | "free" | "freed" | "avoid" | "avoided" | "avoiding" | "eliminate" | "eliminated"
        | "earn" | "earned" | "generate" | "generated" | "generating" | "gain" | "gained" | "gaining" | "win"
        | "won" | "hit" | "hits" | "achieve" | "achieved" | "beat" | "exceeded" | "ended" | "finished" | "netted"
        | "reclaimed" | "delivered" | "attained" | "converted" | "removed" | "prevented" | "retired" | "closed"
        | "landed" | "resolved" | "regained" | "refunded" | "settled" | "yielded" | "secured" | "surpassed"
        | "fixed" | "topped" | "released" | "unlocked" | "convinced" | "persuaded" | "negotiated" | "sold"
        | "attracted" | "retained" | "rescued" | "collected" | "salvaged" | "completed" => Gain,
        "get" | "got" | "gets" | "getting" | "bring" | "brought" | "brings" | "bringing" | "made" | "makes"
        | "make" | "drove" | "driven" | "push" | "pushed" | "pulled" | "moved" | "move" | "turned" | "came"
        | "come" | "comes" | "coming" | "go" | "went" | "goes" | "going" | "gone" | "became" | "tightened" | "take"
        | "took" | "takes" | "taken" | "squeezed" => Bring,
        "reach" | "reached" | "reaching" | "touched" | "passed" | "hovering" | "stands" | "sits" => Reach,
        _ => return None,
    })
}

/// Nouns that tell a change: "a 14% lift".
pub(super) fn noun(word: &str) -> Option<Change> {
    Some(match word {
        "drop" | "fall" | "cut" | "reduction" | "decrease" | "decline" | "saving" | "savings" | "dip" | "shrinkage" => {
            Change::Down
        }
        "lift" | "increase" | "rise" | "jump" | "gain" | "growth" | "improvement" | "boost" | "uplift" | "bump"
        | "upturn" | "speedup" | "speed-up" => Change::Up,
        _ => return None,
    })
}

/// Which way a comparative points: true for more.
pub(super) fn comparative(word: &str) -> Option<bool> {
    Some(match word {
        "fewer" | "less" | "lower" | "smaller" | "cheaper" | "shorter" | "lighter" | "down" | "off" | "leaner"
        | "thinner" => false,
        "more" | "higher" | "larger" | "bigger" | "longer" | "faster" | "quicker" | "greater" | "up" | "better"
        | "heavier" | "stronger" | "slower" | "above" | "further" | "wider" | "quieter" | "safer" | "busier" => true,
        _ => return None,
    })
}

/// How far a verb may stand from what it governs.
const REACH: usize = 10;

/// Which way the clause before token `i` points: true for more, none when no word of change stands there.
pub(super) fn direction(r: Reading, i: usize) -> Option<bool> {
    for at in (i.saturating_sub(REACH)..i).rev() {
        if r.stops(at) {
            return None;
        }
        match r.word(at) {
            "down" => return Some(false),
            "up" => return Some(true),
            word => match verb(word)
                .filter(|_| r.tag(at) != Tag::Adjective)
                .or_else(|| noun(word))
            {
                Some(Change::Down) => return Some(false),
                Some(Change::Up) => return Some(true),
                _ => {}
            },
        }
    }
    None
}
