//! The ending returns to the problem stated at the start.

use std::collections::BTreeMap;

use crate::kinds::{humanity, is_thing, owned_up};
use crate::question::stem;
use crate::rule::{Example, Group, Nature, Rule, Setting};
use crate::{Case, Notes};

/// `full-circle`.
pub static RULE: Rule = Rule {
    code: "full-circle",
    group: Group::Altitude,
    nature: Nature::Strength,
    title: "The ending meets the opening",
    what: "The last words take up things named at the start and hardly in between, so that the listener hears the problem close. \
           Words that run through the whole story do not count.",
    why: "An ending that answers the opening tells the listener that this was one story, and that it is over.",
    needs: &[],
    settings: &[
        Setting {
            key: "opening",
            default: 0.2,
            meaning: "share of the words that open the answer",
            source: "fitted on corpus/train",
        },
        Setting {
            key: "ending_words",
            default: 28.0,
            meaning: "words that end it",
            source: "fitted on corpus/train",
        },
        Setting {
            key: "fewest_shared",
            default: 2.0,
            meaning: "things named in both and at most once between",
            source: "fitted on corpus/train",
        },
        Setting {
            key: "fewest_stakes",
            default: 1.5,
            meaning: "people, feelings and faults owned, in clear mentions",
            source: "fitted on corpus/train",
        },
    ],
    flags: &[
        Example::of(
            "Every Friday the ferry left without the postbag, and the island school had no letters until Monday. The harbour \
             master was angry when I asked; he had a point, since nobody had told him either. I went to the sorting room, sat \
             there for two mornings and saw the van wait at a closed barrier. She who held the key came at eight. I asked her \
             for a copy and she refused, because the last copy had been lost. We agreed on a box with a code. It took a month \
             and some shouting. I was wrong about the van, and I said so to the driver. Now the ferry carries the postbag, \
             and the school reads its letters on a Friday.",
        ),
        Example::of(
            "so there was this whistle in the organ and the choir hated it and the vicar said it was the wind and he was cross \
             with me for asking and I climbed up there with Jean and she was scared of the ladder and I should have gone alone \
             but I didn't and we listened pipe by pipe and it was a moth I mean a nest of them behind the board so I took the \
             board out and he didn't want that because it was old oak and we argued about it for a good while and I gave way on \
             the oak and cleaned it by hand and that took me four evenings and he came round and um so there's no whistle in \
             the organ and the choir sings through the whole of it",
        ),
        Example::of(
            "A widow in Leith paid for gas she never burned, because her meter was read from the wrong flat. I was the clerk who \
             had told her to be patient. I was ashamed when I saw the file. My supervisor thought it was one case; I asked for \
             a list and he laughed. I made it in the evenings, and there were sixty. He went quiet. We wrote to all of them and \
             corrected the numbers by hand, floor by floor, with a torch. He signed the credits himself and never laughed \
             again. The stairs were cold. I keep one bill on my desk. It is the widow's, and the meter on it is hers.",
        ),
    ],
    passes: &[
        Example::of(
            "The queue was long. I moved the desk. The queue got shorter, and the queue has stayed short, and that is the story of the queue.",
        ),
        Example::of(
            "We had trouble with deliveries in spring. I changed two carriers and the trouble went away by autumn.",
        ),
        Example::of(
            "so the pump broke and I fixed it and then the valve broke and I fixed that too and then we went home",
        ),
    ],
    check,
};

fn check(case: &Case<'_>, notes: &mut Notes<'_>) {
    let tokens = &case.transcript.tokens;
    let count = tokens.len();
    let opening = (notes.setting("opening") * count as f64) as usize;
    let ending = count.saturating_sub(notes.setting("ending_words") as usize);
    if ending <= opening || humanity(case) + owned_up(case) < notes.setting("fewest_stakes") {
        return;
    }
    // For each thing: named at the start, how often between, named at the end.
    let mut things: BTreeMap<&str, (bool, usize, bool)> = BTreeMap::new();
    for at in (0..count).filter(|&t| is_thing(case, t)) {
        let seen = things.entry(stem(tokens.lower(at))).or_default();
        match at {
            at if at < opening => seen.0 = true,
            at if at < ending => seen.1 += 1,
            _ => seen.2 = true,
        }
    }
    let shared = things
        .values()
        .filter(|(start, between, end)| *start && *end && *between <= 1)
        .count();
    if shared as f64 >= notes.setting("fewest_shared") {
        notes.span(case.sentence_span(case.transcript.sentence_of(count - 1)), 0.4);
    }
}
