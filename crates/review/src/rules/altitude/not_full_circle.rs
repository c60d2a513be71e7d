//! The ending takes up nothing of the opening.

use std::collections::BTreeSet;

use glidepath_domain::Severity;

use crate::kinds::things;
use crate::rule::{Example, Group, Nature, Rule, Setting};
use crate::{Case, Notes};

/// `not-full-circle`.
pub static RULE: Rule = Rule {
    code: "not-full-circle",
    group: Group::Altitude,
    nature: Nature::Flaw {
        severity: Severity::Hint,
        instead: "Let the last sentence name the person or the trouble of the first one, and say how it stands \
                  now.",
        ask: "And the problem you started with: how does that stand now?",
    },
    title: "The opening is never closed",
    what: "Nothing named in the opening comes back in the ending: another subject closes the story. Short answers \
           are left alone, and so are those that end on a lesson about the opening.",
    why: "A listener keeps the problem you opened with in mind and waits for it. If it never comes back, the \
          story feels cut off.",
    needs: &[],
    settings: &[
        Setting {
            key: "fewest_words",
            default: 100.0,
            meaning: "words under which no return is expected",
            source: "set by hand on corpus/train",
        },
        Setting {
            key: "opening",
            default: 0.4,
            meaning: "share of the words that open the answer",
            source: "set by hand on corpus/train",
        },
        Setting {
            key: "ending",
            default: 0.7,
            meaning: "share of the words after which it ends",
            source: "set by hand on corpus/train",
        },
    ],
    flags: &[
        Example::of(
            "The bakery by the station sold out of rye bread before nine, and the regulars walked away. The owner \
             wanted a second oven, and the bank did not. I was the apprentice who kept the books, so I went \
             through the receipts of a whole winter at the kitchen table. I found that we threw away forty white \
             loaves on weekdays. I asked the bakers to bake fewer of those. They refused at first, because white \
             was what the machine was set for in the morning. I stayed one night and timed the change of \
             settings, and it took eleven minutes. They agreed to try it for a fortnight. Later that year I moved \
             to the accounts office of a chain with thirty branches. I keep spreadsheets for all of them now, and \
             my colleague Ines checks each total on Thursdays before we send the summary to Lyon.",
        ),
        Example::of(
            "so I was on the help desk of a ferry company and people kept calling about the gangway because their \
             suitcases got stuck and my boss said that is not our department and I went down there with a tape \
             and I measured it and there was a lip of four centimetres and I showed him the photo and he still \
             said no so I wrote to the harbour and they sent a man and he said it's the tide you see it changes \
             and I said not in the morning it doesn't and we argued about that for weeks and I gave him my \
             measurements and he gave me his and they were both right because of the season and um after that I \
             got interested in software and did a course and passed the exam and moved to Gdansk and these days I \
             write tests for a bank with two other people",
        ),
        Example::of(
            "Our choir had one piano and two rehearsal rooms, and the piano stood in the wrong one. The conductor \
             would not move it, because the floor in the other was uneven. I borrowed a spirit level and found \
             that he was right by two centimetres. I asked a carpenter in the altos for a wedge, and the \
             conductor refused the wedge as well. I let it rest for a month, which was hard. Then the tenors \
             complained in writing, and I brought the wedge and the letter to him together. He read both and \
             laughed and said that he would think about it over the summer. In September I took over the \
             newsletter. It goes to nine hundred addresses, I wrote a template for it, and the printer gives us a \
             better price since I negotiated the paper with his sister in June.",
        ),
    ],
    passes: &[
        Example::of(
            "The bakery by the station sold out of rye bread before nine, and the regulars walked away. I was the \
             apprentice who kept the books, so I went through the receipts of a whole winter at the kitchen \
             table. I found that we threw away forty white loaves on weekdays. I asked the bakers to bake fewer \
             of those. They refused at first, because white was what the machine was set for. I stayed one night \
             and timed the change of settings, and it took eleven minutes. They agreed to try it for a fortnight. \
             The owner did not need a second oven after all. The regulars get their rye bread until eleven, and \
             the bin behind the shop is empty.",
        ),
        Example::of(
            "so I was on the help desk of a ferry company and people kept calling about the gangway because their \
             suitcases got stuck and I measured it and there was a lip of four centimetres and the harbour sent a \
             man and we argued about that for weeks and in the end they put a ramp there and the suitcases roll \
             over it and nobody calls about the gangway",
        ),
        Example::of("Our choir had one piano and two rehearsal rooms. I brought a wedge, and it was moved."),
    ],
    check,
};

fn check(case: &Case<'_>, notes: &mut Notes<'_>) {
    if (case.transcript.words as f64) < notes.setting("fewest_words") {
        return;
    }
    let count = case.transcript.tokens.len();
    let opening = (notes.setting("opening") * count as f64) as usize;
    let ending = (notes.setting("ending") * count as f64) as usize;
    let named: BTreeSet<&str> = things(case, 0..opening).collect();
    if !things(case, ending..count).any(|thing| named.contains(thing)) {
        notes.answer(0.5);
    }
}
