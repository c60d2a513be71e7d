//! The Bar Raiser reads across rounds: what changed between them, what was told twice, what was shown in one setting only; and may veto.
//! Source: domain §9.

use std::collections::BTreeMap;

use glidepath_domain::{BarRaiserView, Chair, Inclination, Pattern, RedFlag, SeatReport};

use super::heard::LoopHeard;
use super::seat::{cast, share_judged};

/// What a contradiction moves the Bar Raiser's vote by. Set by hand, like what follows.
const CONTRADICTION: f64 = -0.6;
/// What a red flag met in two rounds or more does.
const FLAG: f64 = -0.3;
/// What a behaviour that is repeated in another setting does.
const REPEATED: f64 = 0.15;
/// What each of these moves it by at most.
const MOST: f64 = 1.5;
/// The same for what is repeated: a habit of telling well is no proof.
const MOST_REPEATED: f64 = 0.6;

/// The Bar Raiser's view; their vote moves with it, unless a person sits there. `None` where nobody has that chair, or nothing was heard in the
/// whole loop.
pub(super) fn view(heard: &LoopHeard<'_>, seats: &mut [SeatReport], flags: &[RedFlag]) -> Option<BarRaiserView> {
    let at = seats.iter().position(|seat| seat.chair == Chair::BarRaiser)?;
    let anything = heard
        .rounds
        .iter()
        .flat_map(|round| &round.exchanges)
        .any(|exchange| exchange.unjudged().is_none());
    if !anything {
        return None;
    }
    let (repeated, once) = patterns(heard);
    let crossing: Vec<&RedFlag> = flags.iter().filter(|flag| flag.rounds.len() > 1).collect();
    let is_persona = heard.rounds.get(at).is_some_and(|round| round.persona.is_some());
    let seat = seats.get_mut(at)?;
    if is_persona && seat.after.inclination != Inclination::NotJudged {
        let drifted = (CONTRADICTION * heard.contradictions.len() as f64).max(-MOST);
        let flagged = (FLAG * crossing.len() as f64).max(-MOST);
        let held = (REPEATED * repeated.len() as f64).min(MOST_REPEATED);
        let says = seat.after.says.clone();
        seat.after = cast(seat.after.margin + drifted + flagged + held, share_judged(seat), &says);
    }
    let veto = if is_persona { veto(heard, seat, &crossing) } else { None };
    let says = says(heard, &repeated, &once, &crossing);
    Some(BarRaiserView {
        seat: at,
        contradictions: heard.contradictions.clone(),
        retold: heard.retold.clone(),
        repeated,
        once,
        veto,
        says,
    })
}

/// A strength, and where it was shown: round and story.
#[derive(Default)]
struct Met {
    title: String,
    places: Vec<(usize, Option<usize>)>,
}

/// Strengths by the rounds in which they were shown, each story counted once: those shown in several, and those shown in one.
fn patterns(heard: &LoopHeard<'_>) -> (Vec<Pattern>, Vec<Pattern>) {
    let mut met: BTreeMap<&str, Met> = BTreeMap::new();
    for (at, round) in heard.rounds.iter().enumerate() {
        for exchange in round.exchanges.iter().filter(|exchange| exchange.unjudged().is_none()) {
            for strength in exchange
                .review
                .map(|review| review.strengths.as_slice())
                .unwrap_or_default()
            {
                let met = met.entry(strength.rule).or_default();
                met.title.clone_from(&strength.title);
                let story = exchange.story;
                let same = |(round, told): &(usize, Option<usize>)| *round == at || story.is_some() && *told == story;
                if !met.places.iter().any(same) {
                    met.places.push((at, story));
                }
            }
        }
    }
    let all = met.into_iter().map(|(code, met)| Pattern {
        code: code.to_owned(),
        title: met.title,
        rounds: met.places.into_iter().map(|(round, _)| round).collect(),
    });
    let (mut repeated, once): (Vec<Pattern>, Vec<Pattern>) = all.partition(|pattern| pattern.rounds.len() > 1);
    repeated.sort_by_key(|pattern| std::cmp::Reverse(pattern.rounds.len()));
    (repeated, once)
}

/// Why they veto: they are not inclined, and something across rounds speaks against the candidate.
fn veto(heard: &LoopHeard<'_>, seat: &SeatReport, crossing: &[&RedFlag]) -> Option<String> {
    if seat.after.inclination != Inclination::NotInclined {
        return None;
    }
    match (heard.contradictions.as_slice(), crossing) {
        ([], []) => None,
        ([one], []) => Some(format!(
            "\"{}\" in one round and \"{}\" in another are the same thing, and I cannot tell which is true.",
            one.first.text, one.second.text
        )),
        ([] | [_], [flag, ..]) => Some(format!(
            "\"{}\" came up in {} rounds, so it is no slip of one answer.",
            flag.title,
            flag.rounds.len()
        )),
        (several, _) => Some(format!(
            "{} things were told in two ways in different rounds, and my own round did not outweigh that.",
            several.len()
        )),
    }
}

fn says(heard: &LoopHeard<'_>, repeated: &[Pattern], once: &[Pattern], crossing: &[&RedFlag]) -> String {
    let mut said = Vec::new();
    said.push(match heard.contradictions.len() {
        0 => "I held the rounds against each other and found no figure or date told in two ways.".to_owned(),
        1 => "One thing was told in two ways in different rounds.".to_owned(),
        n => format!("{n} things were told in two ways in different rounds."),
    });
    match (repeated.first(), once.len()) {
        (Some(most), _) => said.push(format!(
            "\"{}\" was shown in {} rounds with different stories: that is how they work.",
            most.title,
            most.rounds.len()
        )),
        (None, 0) => {}
        (None, _) => said.push("Nothing in their favour was shown in more than one setting.".to_owned()),
    }
    let twice = heard
        .retold
        .iter()
        .filter(|retold| retold.same_principle.is_some())
        .count();
    if twice > 0 {
        said.push("A story came twice for the same principle, which shows nothing new.".to_owned());
    } else if let Some(flag) = crossing.first() {
        said.push(format!("\"{}\" came up in {} rounds.", flag.title, flag.rounds.len()));
    }
    said.join(" ")
}
