//! Measures the debrief's votes on labelled answers: whether swapping a strong answer for its weak twin moves the vote of who heard it and of
//! nobody else, and how far interviewers agree on the same answers.
//!
//! `cargo xtask votes [--rules-only] [--show] FOLDER` takes every pair of twins of the folder and puts it into a loop of five rounds with two questions each,
//! told strong and told weak; all else stays. Then five interviewers, one of each temperament and one more, mark the same twenty answers.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Result, bail};
use glidepath_app::Reviewer;
use glidepath_app::evaluate::{Corpus, Labelled};
use glidepath_content::{Persona, personas};
use glidepath_domain::{
    Chair, Debrief, Exchange, Principle, ReplyKind, Review, Round, RoundState, Seat, Span, Turn, Verdict,
};
use glidepath_infer::Encoder;
use glidepath_interview::{ExchangeHeard, LoopHeard, RoundHeard, debrief};
use glidepath_review::Settings;

/// Rounds of a loop, questions of a round.
const ROUNDS: usize = 5;
const QUESTIONS: usize = 2;
/// Answers that interviewers are held against each other on, and how many interviewers.
const SHARED: usize = 20;
const INTERVIEWERS: usize = 5;

/// An answer with all a debrief wants of it.
struct Told {
    turns: Vec<Turn>,
    review: Review,
    principle: Principle,
}

impl Told {
    fn of(labelled: &Labelled, reviewer: &Reviewer) -> Option<Self> {
        let principle = labelled.principles.first()?.parse().ok()?;
        let mut turn = Turn::open(labelled.question.clone()?);
        turn.text.clone_from(&labelled.text);
        turn.reply = ReplyKind::Said;
        Some(Self {
            turns: vec![turn],
            review: reviewer.review(&labelled.attempt()).0,
            principle,
        })
    }
}

/// What came of the swaps.
#[derive(Debug, Default, PartialEq, Eq)]
struct Swaps {
    pairs: usize,
    /// Whose hearer's blind vote went down.
    down: usize,
    /// In which nobody else's report changed, but for the Bar Raiser's and what they argued over.
    alone: usize,
    /// In which the decision changed, and of these in which it got better.
    decided: (usize, usize),
}

/// How far interviewers agree.
#[derive(Debug, Default, PartialEq)]
struct Agreed {
    answers: usize,
    /// Share of pairs of interviewers that give an answer the same mark.
    same: f64,
    /// Fleiss' kappa: the same beyond what chance gives.
    kappa: f64,
    /// Answers that all mark alike.
    all_alike: usize,
}

pub(crate) fn votes(args: &[&str]) -> Result<()> {
    let rules_only = args.contains(&"--rules-only");
    let folders: Vec<&&str> = args.iter().filter(|arg| !arg.starts_with("--")).collect();
    let [folder] = folders.as_slice() else {
        bail!("name a folder, such as corpus/dev")
    };
    let answers = read(folder)?.answers;
    let reviewer = if rules_only {
        Reviewer::default()
    } else {
        Reviewer::with_encoder(Settings::default(), Arc::new(Encoder::embedded(2)?))
    };
    let swaps = swaps(&answers, &reviewer);
    println!("{} swaps of a strong answer for its weak twin", swaps.pairs);
    println!("  the vote of who heard it goes down        {}", swaps.down);
    println!("  nobody else's notes, marks or vote change {}", swaps.alone);
    println!(
        "  the decision changes                      {}, for the better {}",
        swaps.decided.0, swaps.decided.1
    );
    let agreed = agreement(&answers, &reviewer);
    println!("{INTERVIEWERS} interviewers on {} answers", agreed.answers);
    println!("  pairs that give the same mark  {:.2}", agreed.same);
    println!("  Fleiss' kappa                  {:.2}", agreed.kappa);
    println!("  answers that all mark alike    {}", agreed.all_alike);
    for (least, quoted, borne_out) in quotes(&answers, &reviewer) {
        println!(
            "words that would be quoted with a chance of {least:.2}: {quoted}, which an annotator quoted too {borne_out:.2}"
        );
    }
    if args.contains(&"--show") {
        show(&answers, &reviewer);
    }
    Ok(())
}

fn swaps(answers: &[Labelled], reviewer: &Reviewer) -> Swaps {
    let mut found = Swaps::default();
    let pairs = answers.iter().filter(|one| one.side.as_deref() == Some("strong"));
    let plain: Vec<Told> = answers
        .iter()
        .filter(|one| one.twin.is_none())
        .filter_map(|one| Told::of(one, reviewer))
        .collect();
    for (at, strong) in pairs.enumerate() {
        let weak = answers.iter().find(|one| strong.twin.as_ref() == Some(&one.id));
        let Some((strong, weak)) = Told::of(strong, reviewer).zip(weak.and_then(|weak| Told::of(weak, reviewer)))
        else {
            continue;
        };
        // Each pair meets another round, other neighbours and other interviewers.
        let place = at % (ROUNDS * QUESTIONS);
        let others: Vec<&Told> = (0..ROUNDS * QUESTIONS)
            .filter_map(|n| plain.get((at * 7 + n * 3) % plain.len().max(1)))
            .collect();
        let with = |told| {
            let mut all = others.clone();
            if let Some(slot) = all.get_mut(place) {
                *slot = told;
            }
            held(&all, at)
        };
        let (better, worse) = (with(&strong), with(&weak));
        count(&mut found, &better, &worse, place / QUESTIONS);
    }
    found
}

fn count(found: &mut Swaps, better: &Debrief, worse: &Debrief, heard_in: usize) {
    found.pairs += 1;
    let mut alone = true;
    for (at, (one, other)) in better.seats.iter().zip(&worse.seats).enumerate() {
        if at == heard_in {
            found.down += usize::from(other.blind.margin < one.blind.margin);
        } else {
            alone &= (&one.notes, &one.marks, &one.blind, &one.flip)
                == (&other.notes, &other.marks, &other.blind, &other.flip);
        }
    }
    found.alone += usize::from(alone);
    if better.decision.ruling != worse.decision.ruling {
        found.decided.0 += 1;
        found.decided.1 += usize::from(better.decision.ruling == glidepath_domain::Ruling::Hire);
    }
}

/// The debrief of a loop in which these were told, two a round; `first` is the persona that begins.
fn held(told: &[&Told], first: usize) -> Debrief {
    let personas = personas();
    let rounds: Vec<(Round, &Persona)> = told
        .chunks(QUESTIONS)
        .enumerate()
        .map(|(at, told)| {
            let persona = &personas[(first + at) % personas.len()];
            let chair = if at + 1 == ROUNDS {
                Chair::BarRaiser
            } else {
                Chair::Peer
            };
            (round(told, persona, chair), persona)
        })
        .collect();
    debriefed(told, &rounds)
}

fn round(told: &[&Told], persona: &Persona, chair: Chair) -> Round {
    let mut principles: Vec<Principle> = Vec::new();
    for one in told {
        if !principles.contains(&one.principle) {
            principles.push(one.principle);
        }
    }
    let exchange = |one: &&Told| Exchange {
        question: String::new(),
        asked: one.turns.first().map(|turn| turn.asked.clone()).unwrap_or_default(),
        principle: Some(one.principle),
        drill: "told".to_owned(),
    };
    Round {
        seat: Seat {
            chair,
            persona: persona.slug.to_owned(),
            person: String::new(),
            principles,
        },
        minutes: 45,
        state: RoundState::Done,
        exchanges: told.iter().map(exchange).collect(),
        own_questions: Vec::new(),
    }
}

fn debriefed(told: &[&Told], rounds: &[(Round, &Persona)]) -> Debrief {
    let engine = told[0].review.engine.clone();
    let mut told = told.iter();
    let heard = rounds
        .iter()
        .map(|(round, persona)| RoundHeard {
            round,
            persona: Some(persona),
            exchanges: round
                .exchanges
                .iter()
                .enumerate()
                .zip(told.by_ref())
                .map(|((index, exchange), told)| ExchangeHeard {
                    index,
                    exchange,
                    turns: &told.turns,
                    review: Some(&told.review),
                    replies: Vec::new(),
                    story: None,
                })
                .collect(),
            own_questions: Vec::new(),
            scorecard: None,
        })
        .collect();
    debrief(&LoopHeard {
        engine,
        level: None,
        rounds: heard,
        contradictions: Vec::new(),
        retold: Vec::new(),
    })
}

fn agreement(answers: &[Labelled], reviewer: &Reviewer) -> Agreed {
    let told = shared(answers, reviewer);
    let all = personas();
    let chosen: Vec<&Persona> = (0..INTERVIEWERS).map(|n| &all[n * all.len() / INTERVIEWERS]).collect();
    let marks: Vec<Vec<Verdict>> = told
        .iter()
        .map(|told| chosen.iter().filter_map(|persona| mark(told, persona)).collect())
        .filter(|marks: &Vec<Verdict>| marks.len() == INTERVIEWERS)
        .collect();
    let n = INTERVIEWERS as f64;
    let counts: Vec<[f64; 3]> = marks
        .iter()
        .map(|marks| {
            let mut counts = [0.0; 3];
            for mark in marks {
                counts[*mark as usize] += 1.0;
            }
            counts
        })
        .collect();
    let answers = counts.len() as f64;
    let same = counts
        .iter()
        .map(|counts| (counts.iter().map(|c| c * c).sum::<f64>() - n) / (n * (n - 1.0)))
        .sum::<f64>()
        / answers.max(1.0);
    let by_chance: f64 = (0..3)
        .map(|mark| (counts.iter().map(|counts| counts[mark]).sum::<f64>() / (answers * n).max(1.0)).powi(2))
        .sum();
    Agreed {
        answers: counts.len(),
        same,
        kappa: (same - by_chance) / (1.0 - by_chance).max(f64::EPSILON),
        all_alike: counts.iter().filter(|counts| counts.contains(&n)).count(),
    }
}

/// How often words that a finding or strength points at touch those that an annotator quoted for it, where the annotator gave that label with a
/// quote: for each least chance of being quotable the number of quotes, and the share of them.
fn quotes(answers: &[Labelled], reviewer: &Reviewer) -> Vec<(f64, usize, f64)> {
    let mut found: Vec<(f64, bool)> = Vec::new();
    for answer in answers {
        let review = reviewer.review(&answer.attempt()).0;
        let findings = review.findings.iter().map(|finding| (finding.rule, finding.span));
        let strengths = review.strengths.iter().map(|strength| (strength.rule, strength.span));
        let pointed: Vec<(&str, Span)> = findings
            .chain(strengths)
            .filter_map(|(rule, span)| Some((rule, span?)))
            .collect();
        for effect in &review.standing.without {
            let Some((_, ours)) = pointed.iter().find(|(rule, _)| *rule == effect.rule) else {
                continue;
            };
            let labels = answer
                .flaws
                .iter()
                .chain(&answer.strengths)
                .filter(|label| label.rule == effect.rule);
            let theirs: Vec<Span> = labels
                .filter_map(|label| label.quote.as_deref())
                .filter_map(|quote| answer.text.find(quote).map(|at| Span::new(at, at + quote.len())))
                .collect();
            if !theirs.is_empty() {
                found.push((effect.quotable, theirs.iter().any(|theirs| theirs.overlaps(*ours))));
            }
        }
    }
    [0.0, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5]
        .into_iter()
        .map(|least| {
            let quoted: Vec<bool> = found
                .iter()
                .filter(|(chance, _)| *chance >= least)
                .map(|(_, same)| *same)
                .collect();
            let same = quoted.iter().filter(|same| **same).count();
            (least, quoted.len(), same as f64 / quoted.len().max(1) as f64)
        })
        .collect()
}

/// Prints the marks that every persona gives each of the answers, and where the answer stands with the middle interviewer.
fn show(answers: &[Labelled], reviewer: &Reviewer) {
    for told in shared(answers, reviewer) {
        let marks = personas().iter().map(|persona| match mark(&told, persona) {
            Some(Verdict::Below) => 'b',
            Some(Verdict::Meets) => 'm',
            Some(Verdict::Raises) => 'r',
            None => '-',
        });
        let standing = &told.review.standing;
        println!(
            "  {} {:>6.2} {:>6.2}",
            marks.collect::<String>(),
            standing.meets,
            standing.raises
        );
    }
}

/// The answers that interviewers are held against each other on.
fn shared(answers: &[Labelled], reviewer: &Reviewer) -> Vec<Told> {
    // As many of each mark, as near as twenty go; those labelled as meeting the bar are where people differ.
    let mut told = Vec::new();
    for (mark, wanted) in [
        ("below", SHARED / 3),
        ("meets", SHARED - 2 * (SHARED / 3)),
        ("raises", SHARED / 3),
    ] {
        let marked: Vec<&Labelled> = answers.iter().filter(|one| one.overall == mark).collect();
        let taken = marked.len().min(wanted);
        told.extend((0..taken).filter_map(|n| Told::of(marked[n * marked.len() / taken], reviewer)));
    }
    told
}

fn mark(told: &Told, persona: &Persona) -> Option<Verdict> {
    let rounds = [(round(&[told], persona, Chair::Peer), persona)];
    debriefed(&[told], &rounds).seats.first()?.marks.first()?.verdict
}

fn read(folder: &str) -> Result<Corpus> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    files.sort();
    let mut corpus = Corpus::default();
    for file in files
        .iter()
        .filter(|file| file.extension().is_some_and(|ext| ext == "jsonl"))
    {
        corpus.add(&file.to_string_lossy(), &fs::read_to_string(file)?, false);
    }
    Ok(corpus)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use glidepath_app::Reviewer;
    use glidepath_infer::Encoder;
    use glidepath_review::Settings;

    use super::{agreement, read, swaps};

    #[test]
    fn a_weak_twin_moves_the_vote_of_who_heard_it_and_of_nobody_else() {
        let answers = read(concat!(env!("CARGO_MANIFEST_DIR"), "/../corpus/dev"))
            .unwrap()
            .answers;
        let encoder = Arc::new(Encoder::embedded(2).unwrap());
        let swaps = swaps(&answers, &Reviewer::with_encoder(Settings::default(), encoder));
        assert!(swaps.pairs >= 20, "{swaps:?}");
        assert_eq!((swaps.down, swaps.alone), (swaps.pairs, swaps.pairs), "{swaps:?}");
        assert_eq!(
            swaps.decided.0, swaps.decided.1,
            "no decision gets better by a weaker answer: {swaps:?}"
        );
    }

    #[test]
    fn interviewers_agree_more_than_chance_and_not_always() {
        let answers = read(concat!(env!("CARGO_MANIFEST_DIR"), "/../corpus/dev"))
            .unwrap()
            .answers;
        let agreed = agreement(&answers, &Reviewer::default());
        assert_eq!(agreed.answers, 20);
        assert!(agreed.kappa > 0.2 && agreed.kappa < 0.95, "{agreed:?}");
        assert!(agreed.all_alike < agreed.answers, "{agreed:?}");
    }
}
