//! The debrief of a loop that is over: every answer reviewed, replies read, figures held against each other, and all of it handed to
//! the interviewers. A loop that was left is debriefed on what was heard.

use std::collections::BTreeMap;
use std::sync::Arc;

use glidepath_content::persona;
use glidepath_domain::{
    Attempt, Contradiction, Debrief, Drill, DrillState, Engine, FactKind, Loop, LoopState, OwnQuestionNote, Quote,
    ReplyKind, Retold, Review, Scorecard, Span, Story, StoryId,
};
use glidepath_interview::{
    ExchangeHeard, LoopHeard, RoundHeard, Team, Told, debrief, read_own_question, retold, stories,
};
use glidepath_story::{Drift, Side, Source, Statement, drift};

use super::make_drill::mend;
use super::open_loop::{drills_of, mock_loop};
use super::scorecard::scorecards_of;
use super::told_story::{numbered, told_stories};
use crate::practice::{beside, first_review, keep, readings, review_all};
use crate::{Bank, Error, Kept, Reviewer};

/// A loop with its debrief.
#[derive(Debug, Clone, PartialEq)]
pub struct Debriefed {
    /// The loop.
    pub kept: Kept<Loop>,
    /// Its drills, round by round and exchange by exchange; none where nothing was asked.
    pub drills: Vec<Vec<Option<Kept<Drill>>>>,
    /// What came of it.
    pub debrief: Debrief,
    /// The bank's story told, by round and exchange, with its title; only where it is clear.
    pub told: BTreeMap<(usize, usize), (StoryId, String)>,
    /// Scorecards that people handed in, by round.
    pub scorecards: Vec<Option<Kept<Scorecard>>>,
}

/// Debriefs a loop. The same loop under the same rules gives the same debrief.
///
/// # Errors
/// When there is no such loop, it is still on, or the database does not answer.
pub async fn debrief_loop(bank: &Bank, reviewer: &Reviewer, id: &str) -> Result<Debriefed, Error> {
    let kept = mock_loop(bank, id).await?;
    if kept.value.state == LoopState::Running {
        return Err(Error::invalid(
            "loop-running",
            "This loop is not over",
            "interviewers write down what they heard when all rounds have been held",
            "Go on with it, or leave it: what was said by then is debriefed.",
        ));
    }
    mend(bank, &kept).await?;
    let mut scorecards = scorecards_of(bank, &kept).await?;
    for card in &mut scorecards {
        // What was not handed in is seen by nobody else.
        if card.as_ref().is_some_and(|card| !card.value.handed_in) {
            *card = None;
        }
    }
    let drills = drills_of(bank, &kept).await?;
    let worded: Vec<Kept<Drill>> = drills.iter().flatten().flatten().filter(has_words).cloned().collect();
    let reviewed = review_all(bank, reviewer, worded).await?;
    let mut reviews: BTreeMap<String, Arc<Review>> = BTreeMap::new();
    for one in reviewed {
        reviews.insert(one.kept.id, one.review);
    }
    let engine = match reviews.values().next() {
        Some(review) => review.engine.clone(),
        None => reviewer.review(&Attempt::of("", bank.today())).0.engine,
    };
    let drills = note_first_reviews(bank, drills, &reviews).await?;
    let known = bank.desk().stories().await?;
    beside(move || {
        let (debrief, told) = heard_and_debriefed(&kept.value, &drills, &reviews, &scorecards, &known, engine);
        Ok(Debriefed {
            kept,
            drills,
            debrief,
            told,
            scorecards,
        })
    })
    .await
}

fn has_words(kept: &&Kept<Drill>) -> bool {
    kept.value.answer().is_some_and(|turn| !turn.text.trim().is_empty())
}

/// Notes in each drill that has ended what its review said at first, as rating does with a drill of its own.
async fn note_first_reviews(
    bank: &Bank,
    mut drills: Vec<Vec<Option<Kept<Drill>>>>,
    reviews: &BTreeMap<String, Arc<Review>>,
) -> Result<Vec<Vec<Option<Kept<Drill>>>>, Error> {
    for kept in drills.iter_mut().flatten().flatten() {
        let (DrillState::Done, None, Some(review)) =
            (kept.value.state, &kept.value.first_review, reviews.get(&kept.id))
        else {
            continue;
        };
        let mut value = kept.value.clone();
        value.first_review = Some(first_review(review));
        match keep(bank, &kept.id, kept.version, &value).await {
            // Somebody else noted it at this moment.
            Err(error) if error.code == "drill-went-on" => {}
            noted => *kept = noted?,
        }
    }
    Ok(drills)
}

/// One telling: an answer that has words, with its place.
struct Telling<'a> {
    place: (usize, usize),
    drill: &'a Drill,
}

type ToldAs = BTreeMap<(usize, usize), (StoryId, String)>;

fn heard_and_debriefed(
    looped: &Loop,
    drills: &[Vec<Option<Kept<Drill>>>],
    reviews: &BTreeMap<String, Arc<Review>>,
    scorecards: &[Option<Kept<Scorecard>>],
    known: &[Kept<Story>],
    engine: Engine,
) -> (Debrief, ToldAs) {
    let tellings = tellings(drills);
    let told: Vec<Told<'_>> = tellings
        .iter()
        .map(|telling| Told {
            round: telling.place.0,
            exchange: telling.place.1,
            principle: principle_at(looped, telling.place),
            text: telling.drill.answer().map_or("", |turn| turn.text.as_str()),
        })
        .collect();
    let texts: Vec<&str> = told.iter().map(|told| told.text).collect();
    let by_bank = told_stories(&texts, known);
    let numbered = numbered(&stories(&told), &by_bank);
    let numbers: BTreeMap<(usize, usize), usize> = tellings
        .iter()
        .map(|telling| telling.place)
        .zip(numbered.iter().copied())
        .collect();
    let told_as: ToldAs = tellings
        .iter()
        .zip(&by_bank)
        .filter_map(|(telling, by_bank)| {
            let story = known.get(by_bank.clear?)?;
            Some((telling.place, (StoryId(story.id.clone()), story.value.title.clone())))
        })
        .collect();
    let again = again(&told, &numbered, &told_as);
    let team = Team {
        job: &looped.job,
        role: looped.role,
    };
    let rounds = looped.rounds.iter().enumerate().map(|(at, round)| {
        let own = |asked: &String| -> OwnQuestionNote { read_own_question(asked, &team) };
        let drills = drills.get(at).map(Vec::as_slice).unwrap_or_default();
        let exchanges = round.exchanges.iter().zip(drills).enumerate();
        RoundHeard {
            round,
            persona: persona(&round.seat.persona).filter(|_| !round.seat.is_human()),
            exchanges: exchanges
                .filter_map(|(index, (exchange, kept))| {
                    let kept = kept.as_ref()?;
                    Some(ExchangeHeard {
                        index,
                        exchange,
                        turns: &kept.value.turns,
                        review: reviews.get(&kept.id).map(Arc::as_ref),
                        replies: readings(&kept.value),
                        story: numbers.get(&(at, index)).copied(),
                    })
                })
                .collect(),
            own_questions: round.own_questions.iter().map(own).collect(),
            scorecard: scorecards.get(at).and_then(Option::as_ref).map(|card| &card.value),
        }
    });
    let heard = LoopHeard {
        engine,
        level: looped.level,
        rounds: rounds.collect(),
        contradictions: contradictions(&tellings, &numbers),
        retold: again,
    };
    (debrief(&heard), told_as)
}

/// Stories that were told more than once, each further telling against the first; called by their titles in the bank, where they have one.
fn again(told: &[Told<'_>], numbers: &[usize], titles: &ToldAs) -> Vec<Retold> {
    let mut found = Vec::new();
    let mut seen: BTreeMap<usize, &Told<'_>> = BTreeMap::new();
    for (telling, number) in told.iter().zip(numbers) {
        let Some(before) = seen.get(number).copied() else {
            seen.insert(*number, telling);
            continue;
        };
        let title = |told: &Told<'_>| titles.get(&(told.round, told.exchange)).map(|(_, title)| title.clone());
        let shared = || retold(&[*before, *telling]).into_iter().next().map(|one| one.what);
        found.push(Retold {
            first: (before.round, before.exchange),
            again: (telling.round, telling.exchange),
            same_principle: before
                .principle
                .filter(|principle| telling.principle == Some(*principle)),
            what: title(before)
                .or_else(|| title(telling))
                .or_else(shared)
                .unwrap_or_default(),
        });
    }
    found
}

fn tellings(drills: &[Vec<Option<Kept<Drill>>>]) -> Vec<Telling<'_>> {
    let mut all = Vec::new();
    for (round, drills) in drills.iter().enumerate() {
        for (exchange, kept) in drills.iter().enumerate() {
            if let Some(kept) = kept.as_ref().filter(has_words) {
                all.push(Telling {
                    place: (round, exchange),
                    drill: &kept.value,
                });
            }
        }
    }
    all
}

fn principle_at(looped: &Loop, (round, exchange): (usize, usize)) -> Option<glidepath_domain::Principle> {
    looped.rounds.get(round)?.exchanges.get(exchange)?.principle
}

/// Figures and dates that were told with two values in different rounds, replies counted in. What is quoted is the value.
fn contradictions(tellings: &[Telling<'_>], numbers: &BTreeMap<(usize, usize), usize>) -> Vec<Contradiction> {
    let joined: Vec<Joined> = tellings.iter().map(|telling| Joined::of(telling.drill)).collect();
    let statements: Vec<Statement> = (0_i64..)
        .zip(tellings.iter().zip(&joined))
        .map(|(number, (telling, joined))| {
            let story = numbers
                .get(&telling.place)
                .map_or_else(String::new, ToString::to_string);
            Statement::told(
                Source::Attempt {
                    story: StoryId(story),
                    number,
                },
                joined.text.clone(),
            )
        })
        .collect();
    let quote = |side: &Side| -> Option<Quote> {
        let (round, exchange) = tellings.get(side.statement)?.place;
        let (turn, span) = joined.get(side.statement)?.place(side.span)?;
        Some(Quote {
            round,
            exchange,
            turn,
            span,
            text: side.quote.clone(),
        })
    };
    let contradiction = |drift: Drift| {
        let (first, second) = (quote(&drift.a)?, quote(&drift.b)?);
        let across = first.round != second.round;
        // Two stories of one employer have figures and years of their own: what they differ in is no contradiction. Which tellings are
        // of one story is told apart more surely (`interview/tests/loop/told_twice.rs`) than which figures of two stories are one.
        let story = |quote: &Quote| numbers.get(&(quote.round, quote.exchange));
        // Who was there, and as what, is told in passing.
        let counts = matches!(drift.kind, FactKind::Metric | FactKind::Date) && story(&first) == story(&second);
        (across && counts).then_some(Contradiction {
            kind: drift.kind,
            what: drift.what,
            how: drift.how,
            first,
            second,
        })
    };
    drift(&statements).into_iter().filter_map(contradiction).collect()
}

/// All that was said to one question as one text, and where each turn stands in it.
struct Joined {
    text: String,
    /// Where each turn begins, by its number.
    turns: Vec<(usize, Span)>,
}

impl Joined {
    fn of(drill: &Drill) -> Self {
        let mut text = String::new();
        let mut turns = Vec::new();
        for (number, turn) in drill.turns.iter().enumerate() {
            if turn.reply != ReplyKind::Said || turn.text.is_empty() {
                continue;
            }
            if !text.is_empty() {
                text.push_str("\n\n");
            }
            let start = text.len();
            text.push_str(&turn.text);
            turns.push((number, Span::new(start, text.len())));
        }
        Self { text, turns }
    }

    /// The turn that holds these bytes, and where in it; none where they lie in two.
    fn place(&self, span: Span) -> Option<(usize, Span)> {
        let (number, of) = self.turns.iter().find(|(_, of)| of.contains(span))?;
        Some((*number, Span::new(span.start - of.start, span.end - of.start)))
    }
}
