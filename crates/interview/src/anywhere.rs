//! Words that any company has. The yardstick are our own questions: each of them is asked of people from every trade, so what two of
//! them say belongs to none.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use glidepath_content::{follow_ups, principles, questions};

use crate::heard::stem;

/// Words of working life that our own questions happen not to hold twice, by their stems' words.
const WORKING_LIFE: &str = "\
    advert advice afternoon agenda appraisal atmosphere background bonus boss business buddy budget candidate career \
    challenge chance chat chief child class coffee colleague college commute company conference contract corporation course \
    culture day deadline degree department desk development diary director discussion doubt downside education email employee \
    employer environment evening example expectation experience family feedback feeling field figure firm founder friend \
    friday fun future goal graduate group growth guy habit headcount headquarters hire history hobby holiday home hour hr idea \
    impression industry information interest interview interviewer issue job kid kind ladder laptop leader leadership lesson \
    level life location lot lunch luck mail management manager market means meeting member mentor minute mission moment monday \
    money month morning nature night notice number office opinion opportunity option order organisation organization others \
    package part partner path pay people perk person phone place plan point policy position potential pressure priority \
    problem process product profile programme progress project promotion qualification quarter question range reason \
    recruiter relationship reputation research responsibility rest role room routine rule salary saturday scheme school sector \
    senior shift skill somebody someone sort spirit staff stage start startup story strategy strength structure stuff style \
    success summer sunday support task team tech technology term thing thought thursday time title today tomorrow tool topic \
    track trade training trial tuesday turnover type university vacancy value view visa vision voice wage weakness website \
    wednesday week weekend while winter word work worker workload workplace world year yesterday";

/// Stems of words that fit any company.
static ANYWHERE: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let mut once = BTreeSet::new();
    let mut anywhere: BTreeSet<String> = WORKING_LIFE.split_whitespace().map(stem).collect();
    let bank = questions().iter().map(|known| {
        let question = &known.question;
        let lines = [&question.text, &question.good].into_iter();
        lines
            .chain(&question.ladder)
            .chain(&question.parts)
            .cloned()
            .collect::<Vec<String>>()
    });
    let written = principles().iter().map(|text| {
        let lines = [&text.probes, &text.trap, &text.works].into_iter();
        lines
            .chain(&text.lines)
            .chain(&text.questions)
            .chain(&text.frameworks)
            .cloned()
            .collect::<Vec<String>>()
    });
    let templates = follow_ups()
        .templates
        .iter()
        .map(|template| template.wordings().map(str::to_owned).collect::<Vec<String>>());
    for lines in bank.chain(written).chain(templates) {
        let words: BTreeSet<String> = lines
            .join(" ")
            .to_lowercase()
            .split(|c: char| !c.is_alphabetic())
            .filter(|word| word.len() > 2)
            .map(stem)
            .collect();
        for word in words {
            // What one question alone is about may be some trade's own.
            if !once.insert(word.clone()) {
                anywhere.insert(word);
            }
        }
    }
    anywhere
});

/// Whether a word is one of working life.
pub(crate) fn is_of_working_life(word: &str) -> bool {
    static STEMS: LazyLock<BTreeSet<String>> = LazyLock::new(|| WORKING_LIFE.split_whitespace().map(stem).collect());
    STEMS.contains(&stem(word))
}

/// Whether a word is one that any company has.
pub(crate) fn is_anywhere(word: &str) -> bool {
    is_stem_of_anywhere(&stem(word))
}

/// Whether a stem is of such a word.
pub(crate) fn is_stem_of_anywhere(stem: &str) -> bool {
    ANYWHERE.contains(stem)
}
