//! The retrieval drill: something is asked, and brought back within ten seconds, later within five. What is asked when, FSRS says, bent
//! towards the interview.

use glidepath_domain::{Grade, MemoryCard, MemoryKind, Recalled, StoryId};
use glidepath_practice::{Due, Why, face, grade, id, is_hit, limit_ms, prompt_of};

use super::memory_cards::{Deck, keep_card};
use crate::answer_with::Fits;
use crate::{Bank, Error, Kept};

/// The chance of being a good answer from which on a story counts as found. The best of those that fit always does.
const ACCEPTED: f64 = 0.5;
/// The longest that a latency can be: whoever went for lunch did not think for an hour.
const LONGEST_MS: u64 = 10 * 60 * 1_000;

/// A card that is asked.
#[derive(Debug, Clone, PartialEq)]
pub struct Ask {
    /// Its name.
    pub card: String,
    /// Its version; none while it was never asked.
    pub version: Option<i64>,
    /// What kind it is.
    pub kind: MemoryKind,
    /// The question shown.
    pub ask: String,
    /// What should have come, to be shown afterwards; for a match the stories that fit say it better.
    pub answer: String,
    /// The bank's question, for a match.
    pub question: Option<String>,
    /// Time to bring it back, in milliseconds.
    pub limit_ms: u64,
    /// Why it is asked now.
    pub why: Why,
    /// Cards that are due, this one among them.
    pub due: usize,
}

/// What there is to recall.
#[derive(Debug, Clone, PartialEq)]
pub enum Next {
    /// A card.
    Ask(Box<Ask>),
    /// Nothing now; when the next falls due, in UTC milliseconds, and how many cards there are. No cards at all means that there are no stories.
    Nothing {
        /// When the next falls due.
        next_ms: Option<i64>,
        /// Cards there are.
        cards: usize,
    },
}

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// A story was picked, for a match; none when none came to mind.
    Picked(Option<String>),
    /// It was said aloud and held against the answer, and graded honestly.
    Graded(Grade),
}

/// What a card came to.
#[derive(Debug, Clone, PartialEq)]
pub struct Recall {
    /// The card as it is kept now.
    pub card: Kept<MemoryCard>,
    /// How well it went.
    pub grade: Grade,
    /// Whether it was right.
    pub hit: bool,
    /// Whether it came within its time.
    pub in_time: bool,
}

/// The next card to ask.
///
/// # Errors
/// When the database does not answer.
pub async fn recall_next(bank: &Bank) -> Result<Next, Error> {
    let deck = Deck::read(bank).await?;
    let cards = askable(&deck);
    let now = bank.now_ms();
    let due = deck.schedule.due(&cards, now, usize::MAX);
    match due.first() {
        Some(first) => ask_of(&deck, first, due.len()).map(|ask| Next::Ask(Box::new(ask))),
        None => Ok(Next::Nothing {
            next_ms: deck.schedule.next_ms(&cards, now),
            cards: cards.len(),
        }),
    }
}

/// One card by name, whether it is due or not.
///
/// # Errors
/// When there is no such card.
pub async fn recall_card(bank: &Bank, card: &str) -> Result<Ask, Error> {
    let deck = Deck::read(bank).await?;
    let cards = askable(&deck);
    let wanted = cards.iter().find(|one| id(one) == card).ok_or_else(|| gone(card))?;
    let due = Due {
        card: wanted,
        due_ms: wanted.due_ms,
        chance: deck.schedule.chance(wanted, bank.now_ms()),
        why: if wanted.asked.is_empty() { Why::New } else { Why::Fading },
    };
    ask_of(&deck, &due, deck.schedule.due(&cards, bank.now_ms(), usize::MAX).len())
}

/// How many cards are due, and when the next falls due that is not yet.
///
/// # Errors
/// When the database does not answer.
pub async fn due(bank: &Bank) -> Result<(usize, Option<i64>), Error> {
    let deck = Deck::read(bank).await?;
    let cards = askable(&deck);
    let now = bank.now_ms();
    let due = deck.schedule.due(&cards, now, usize::MAX).len();
    Ok((due, deck.schedule.next_ms(&cards, now)))
}

/// The stories that answer a question well enough to count as found.
#[must_use]
pub fn accepted(fits: &Fits) -> Vec<StoryId> {
    if fits.pass {
        return Vec::new();
    }
    let good = fits
        .fits
        .iter()
        .enumerate()
        .filter(|(place, fit)| *place == 0 || fit.score >= ACCEPTED);
    good.map(|(_, fit)| StoryId(fit.story.clone())).collect()
}

/// Takes an answer and says how well it went and when the card comes again. `accepted` are the stories that count as found, for a match; where
/// no story fits, picking none is right.
///
/// # Errors
/// When there is no such card, it was answered elsewhere meanwhile, or the answer is of another kind than the card.
pub async fn recall_answer(
    bank: &Bank,
    card: &str,
    seen: Option<i64>,
    latency_ms: u64,
    answer: &Answer,
    accepted: &[StoryId],
) -> Result<Recall, Error> {
    let deck = Deck::read(bank).await?;
    let standing = deck
        .cards
        .iter()
        .find(|one| id(&one.card) == card)
        .ok_or_else(|| gone(card))?;
    let latency_ms = latency_ms.min(LONGEST_MS);
    let limit = limit_ms(&standing.card);
    let kind = standing.card.kind;
    let (hit, grade) = match (kind, answer) {
        (MemoryKind::Match, Answer::Picked(picked)) => {
            let hit = match picked {
                Some(picked) => is_hit(&StoryId(picked.clone()), accepted),
                None => accepted.is_empty(),
            };
            (hit, grade(kind, latency_ms, hit, limit))
        }
        (MemoryKind::Match, Answer::Graded(_)) | (_, Answer::Picked(_)) => {
            return Err(Error::invalid(
                "recall-wrong-answer",
                "This card cannot be answered so",
                "a question is answered with a story, everything else with how well it went",
                "Load the page again and answer what it asks.",
            ));
        }
        // Honest and late is late: the clock has the last word on what was right.
        (_, Answer::Graded(Grade::Again)) => (false, Grade::Again),
        (_, Answer::Graded(own)) => (true, (*own).min(grade(kind, latency_ms, true, limit))),
    };
    let recalled = Recalled {
        at_ms: bank.now_ms(),
        latency_ms,
        grade,
    };
    if standing.version != seen {
        return Err(Error::invalid(
            "recall-answered",
            "This card was answered elsewhere",
            "another page or terminal was faster",
            "Go on with the next one.",
        ));
    }
    let card = keep_card(bank, seen, &deck.schedule.after(&standing.card, recalled)).await?;
    Ok(Recall {
        card,
        grade,
        hit,
        in_time: latency_ms <= limit,
    })
}

/// The cards that have something to show; a finding is practised by telling.
fn askable(deck: &Deck) -> Vec<MemoryCard> {
    let cards = deck.cards.iter().map(|one| &one.card);
    cards
        .filter(|card| face(card, deck.story_of(card)).is_some())
        .cloned()
        .collect()
}

fn ask_of(deck: &Deck, due: &Due<'_>, count: usize) -> Result<Ask, Error> {
    let card = due.card;
    let face = face(card, deck.story_of(card)).ok_or_else(|| gone(&id(card)))?;
    let standing = deck.cards.iter().find(|one| id(&one.card) == id(card));
    let question = card.family.and_then(|family| prompt_of(family, card.asked.len()));
    Ok(Ask {
        card: id(card),
        version: standing.and_then(|one| one.version),
        kind: card.kind,
        ask: face.ask,
        answer: face.answer,
        question: question.map(|known| known.id.0.clone()),
        limit_ms: limit_ms(card),
        why: due.why,
        due: count,
    })
}

fn gone(card: &str) -> Error {
    Error::not_found(
        "no-such-card",
        format!("There is no card {card}"),
        "its story has changed or is gone",
        "Go on with the next one.",
    )
}
