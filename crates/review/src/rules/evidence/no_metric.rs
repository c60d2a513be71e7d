//! No number anywhere that tells the scale or the outcome.

use glidepath_domain::Severity;

use crate::rule::{Example, Group, Nature, Rule, Setting};
use crate::{Case, Notes};

/// `no-metric`.
pub static RULE: Rule = Rule {
    code: "no-metric",
    group: Group::Evidence,
    nature: Nature::Flaw {
        severity: Severity::Costly,
        instead: "Add one size and one result. An honest estimate with its basis is fine; a blank is better than a made-up number.",
        ask: "Can you put a number on that: how big was it before, and how big after?",
    },
    title: "No figure anywhere",
    what: "An answer without any number, size, money, duration or rate that tells the scale or the outcome. Dates, ages, \
           versions, team numbers and how long the work took do not count as figures.",
    why: "Without a size the listener cannot tell a small fix from a large one, and writes nothing down.",
    needs: &[],
    settings: &[Setting {
        key: "min_words",
        default: 60.0,
        meaning: "words below which an answer is only called thin",
        source: "domain §4",
    }],
    flags: &[
        Example::of(
            "The printers at the front desk kept jamming and people were furious about it. I asked the desk staff to keep the \
             paper they pulled out, and it was always the same tray. I moved the heavy paper to another tray and wrote that \
             on a card above it. The jams stopped and the queue at the desk went away, and the head of the desk told my \
             manager that it was the first quiet Monday since she had started there.",
        ),
        Example::of(
            "so um we had this report that nobody trusted and the sales people they made their own and I I went and sat with \
             them and I watched what they did and it turned out the report counted returns as sales so I took the returns \
             out and I showed it to the one guy who hated it the most and he said okay fine and after that they all used \
             it and they threw their own away which was a big relief for everybody I think",
        ),
        Example::of(
            "In 2023 I joined team 7 on the third floor and found that version 2.1 of the form had lost the field for the \
             second address. Nobody had noticed. I put it back, and I asked the person who had removed it why. She had been \
             told that it was empty anyway. I went through the letters that had come back and rang the people myself. Some \
             were angry, most were kind. We have kept the field since then, and she checks the letters.",
        ),
    ],
    passes: &[
        Example::of(
            "The printers at the front desk jammed a dozen times a day and people were furious about it. I asked the desk staff \
             to keep the paper they pulled out, and it was always the same tray. I moved the heavy paper to another tray and \
             wrote that on a card above it. The jams stopped and the queue at the desk went away, and the head of the desk \
             told my manager that it was the first quiet Monday since she had started there.",
        ),
        Example::of(
            "so um we had this report that nobody trusted and the sales people they made their own and I I went and sat with \
             them and it turned out the report counted returns as sales so I took the returns out and the number dropped by a \
             third and I showed it to the one guy who hated it the most and he said okay fine and after that they all used it",
        ),
        Example::of("I fixed the printer."),
    ],
    check,
};

fn check(case: &Case<'_>, notes: &mut Notes<'_>) {
    if case.transcript.words as f64 >= notes.setting("min_words") && case.transcript.figures.is_empty() {
        notes.answer(0.9);
    }
}
