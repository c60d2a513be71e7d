//! What is known of the team: its job description, in words that can be compared.

use std::collections::{BTreeMap, BTreeSet};

use glidepath_text::{Tag, TokenKind};

use crate::anywhere::{is_anywhere, is_of_working_life};
use crate::heard::{Heard, attempt, stem};
use crate::numbers::numbers;

/// Words in -er, -or and -ee that are colleagues or partners, or nobody at all.
const NOT_SERVED: &str = "\
    adapter administrator adviser advisor amplifier analyser anchor answer architect assessor auditor author banner \
    barrier battery bettor bladder blocker boiler border boulder browser buffer calculator calendar cancer canister \
    career carrier center chamber chandler chapter character charger charter cinder cluster coder coffee committee \
    compiler compressor computer connector container contractor controller converter conveyor cooker cooler \
    coordinator copper corner counter cover crater creator cruiser curator cylinder danger decree degree designer \
    detector developer dinner director disaster doctor drawer dresser driver editor elevator employee employer \
    engineer error escalator explorer factor feather fertiliser fiber filter finger flavor floor flower folder \
    founder freezer gender generator guarantee gutter hammer handler header heater helicopter helper horror hunter \
    indicator inspector instructor interviewer investor ladder laser later lawyer layer leader leather ledger \
    letter lever liver locker lumber major manager manner marker master matter mentor meter minister minor mirror \
    mixer monitor motor newsletter nominee number nurse offer officer operator orator order other oxidiser oyster \
    paper parameter parser partner pepper picker planner platter player poster powder power prayer printer \
    processor professor programmer propeller proper pullover quarter ranger reactor receiver recruiter referee \
    refrigerator refugee register render researcher resistor reviewer river roller roster rotator rotor router \
    rubber rudder scanner scheduler scooter sector semester senator sensor server shelter shoulder shower shutter \
    silver slider slipper solver spectator spider sponsor spreader stakeholder stapler starter stator sticker \
    stopper stretcher summer super supervisor supplier sweater tanker teacher technician temper tender terminator \
    terror tester theater theatre thermometer timber timer toaster tower tractor trailer trainee trainer transfer \
    transformer transistor transmitter tremor trigger trooper tumbler tutor vector vendor ventilator vigor waiter \
    walker washer water weather welder whisker winter worker wrapper writer zipper";

/// A job description read once.
pub(super) struct TeamWords {
    /// Stems of its words that not any company has.
    pub(super) stems: BTreeSet<String>,
    /// Its figures, words for numbers as digits.
    pub(super) figures: BTreeSet<String>,
    /// What the company is called, in lower case: to name it shows no homework.
    pub(super) company: Option<String>,
    /// Stems of those who buy, wear, grow or borrow what it makes, as far as they are named by that.
    served: BTreeSet<String>,
    /// Its runs of three words, one of them a noun that is not met in every company.
    runs: BTreeSet<String>,
}

impl TeamWords {
    pub(super) fn of(job: &str) -> Self {
        let attempt = attempt(job);
        let heard = Heard::of(&attempt);
        let not_served: BTreeSet<&str> = NOT_SERVED.split_whitespace().collect();
        let mut stems = BTreeSet::new();
        let mut served = BTreeSet::new();
        let mut names: BTreeMap<&str, usize> = BTreeMap::new();
        let mut small = BTreeSet::new();
        for (index, token) in heard.read.tokens.iter().enumerate() {
            let word = heard.word(index);
            if token.kind == TokenKind::Word && word.len() > 2 && !is_anywhere(word) {
                stems.insert(stem(word));
            }
            if token.span.of(job).starts_with(char::is_uppercase) {
                *names.entry(word).or_default() += 1;
            } else {
                small.insert(word);
            }
            let one = word.strip_suffix('s').unwrap_or(word);
            let agent = ["er", "or", "ee"].iter().any(|end| one.len() > 4 && one.ends_with(end));
            if agent && matches!(token.tag, Tag::Noun | Tag::NounPlural) && !not_served.contains(one) {
                served.insert(stem(word));
            }
        }
        // Always with a capital, and most often; of several the one that comes first by the alphabet.
        let company = names
            .iter()
            .filter(|(word, _)| !small.contains(*word))
            .max_by_key(|(word, times)| (**times, std::cmp::Reverse(**word)));
        let company = company
            .filter(|(_, times)| **times > 1)
            .map(|(word, _)| (*word).to_owned());
        let figures = numbers(&heard).into_keys().collect();
        Self {
            stems,
            figures,
            company,
            served,
            runs: runs(&heard),
        }
    }

    /// Whether a question names somebody this team serves.
    pub(super) fn serves(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.served.contains(&stem(word)))
    }

    /// Whether a question says something as the job description does.
    pub(super) fn says(&self, heard: &Heard<'_>) -> bool {
        runs(heard).iter().any(|run| self.runs.contains(run))
    }
}

fn runs(heard: &Heard<'_>) -> BTreeSet<String> {
    let tokens = &heard.read.tokens;
    let own = |index: usize| {
        let noun = tokens
            .get(index)
            .is_some_and(|token| matches!(token.tag, Tag::Noun | Tag::NounPlural));
        noun && !is_of_working_life(heard.word(index))
    };
    let words = |index: &usize| (*index..index + 3).all(|at| tokens.get(at).is_some_and(|t| t.kind == TokenKind::Word));
    let starts = (0..tokens.len())
        .filter(words)
        .filter(|index| (*index..index + 3).any(own));
    starts
        .map(|at| [heard.word(at), heard.word(at + 1), heard.word(at + 2)].join(" "))
        .collect()
}
