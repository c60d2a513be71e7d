//! A loop as a row holds it: who sits in which round, what they ask, and where each round stands. What was said lies in drills.

use glidepath_domain::{Chair, Exchange, Level, Loop, LoopState, Principle, Role, Round, RoundState, Seat};
use serde::{Deserialize, Serialize};

use super::Slug;
use super::slug::{all, bare};

#[derive(Serialize, Deserialize)]
pub(crate) struct LoopBody {
    #[serde(default)]
    name: String,
    #[serde(default)]
    role: Option<Slug<Role>>,
    #[serde(default)]
    level: Option<Slug<Level>>,
    #[serde(default)]
    job: String,
    #[serde(default)]
    scope: Vec<Slug<Principle>>,
    #[serde(default)]
    rounds: Vec<RoundBody>,
    state: Slug<LoopState>,
}

#[derive(Serialize, Deserialize)]
struct RoundBody {
    seat: SeatBody,
    minutes: u32,
    state: Slug<RoundState>,
    #[serde(default)]
    exchanges: Vec<ExchangeBody>,
    #[serde(default)]
    own_questions: Vec<String>,
}

#[derive(Serialize, Deserialize)]
struct SeatBody {
    chair: Slug<Chair>,
    #[serde(default)]
    persona: String,
    #[serde(default)]
    person: String,
    #[serde(default)]
    principles: Vec<Slug<Principle>>,
}

#[derive(Serialize, Deserialize)]
struct ExchangeBody {
    #[serde(default)]
    question: String,
    asked: String,
    #[serde(default)]
    principle: Option<Slug<Principle>>,
    #[serde(default)]
    drill: String,
}

impl From<Loop> for LoopBody {
    fn from(value: Loop) -> Self {
        let Loop {
            name,
            role,
            level,
            job,
            scope,
            rounds,
            state,
        } = value;
        Self {
            name,
            role: role.map(Slug),
            level: level.map(Slug),
            job,
            scope: all(scope),
            rounds: rounds.into_iter().map(Into::into).collect(),
            state: Slug(state),
        }
    }
}

impl From<LoopBody> for Loop {
    fn from(body: LoopBody) -> Self {
        Self {
            name: body.name,
            role: body.role.map(|slug| slug.0),
            level: body.level.map(|slug| slug.0),
            job: body.job,
            scope: bare(body.scope),
            rounds: body.rounds.into_iter().map(Into::into).collect(),
            state: body.state.0,
        }
    }
}

impl From<Round> for RoundBody {
    fn from(round: Round) -> Self {
        let Round {
            seat:
                Seat {
                    chair,
                    persona,
                    person,
                    principles,
                },
            minutes,
            state,
            exchanges,
            own_questions,
        } = round;
        let exchange = |exchange: Exchange| {
            let Exchange {
                question,
                asked,
                principle,
                drill,
            } = exchange;
            ExchangeBody {
                question,
                asked,
                principle: principle.map(Slug),
                drill,
            }
        };
        Self {
            seat: SeatBody {
                chair: Slug(chair),
                persona,
                person,
                principles: all(principles),
            },
            minutes,
            state: Slug(state),
            exchanges: exchanges.into_iter().map(exchange).collect(),
            own_questions,
        }
    }
}

impl From<RoundBody> for Round {
    fn from(body: RoundBody) -> Self {
        let exchange = |exchange: ExchangeBody| Exchange {
            question: exchange.question,
            asked: exchange.asked,
            principle: exchange.principle.map(|slug| slug.0),
            drill: exchange.drill,
        };
        Self {
            seat: Seat {
                chair: body.seat.chair.0,
                persona: body.seat.persona,
                person: body.seat.person,
                principles: bare(body.seat.principles),
            },
            minutes: body.minutes,
            state: body.state.0,
            exchanges: body.exchanges.into_iter().map(exchange).collect(),
            own_questions: body.own_questions,
        }
    }
}
