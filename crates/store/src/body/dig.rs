//! A dig as a row holds it.

use glidepath_domain::{Dig, DigAnswer, DigStep, Gem, Principle};
use serde::{Deserialize, Serialize};

use super::Slug;

#[derive(Serialize, Deserialize)]
pub(crate) struct DigBody {
    project: String,
    #[serde(default)]
    employer: String,
    step: Slug<DigStep>,
    #[serde(default)]
    answers: Vec<AnswerBody>,
    #[serde(default)]
    gems: Vec<GemBody>,
}

#[derive(Serialize, Deserialize)]
struct AnswerBody {
    prompt: String,
    text: String,
}

#[derive(Serialize, Deserialize)]
struct GemBody {
    quote: String,
    #[serde(default)]
    prompt: String,
    #[serde(default)]
    principle: Option<Slug<Principle>>,
    #[serde(default)]
    customer: bool,
    #[serde(default)]
    metric: bool,
}

impl From<Dig> for DigBody {
    fn from(dig: Dig) -> Self {
        let Dig {
            project,
            employer,
            step,
            answers,
            gems,
        } = dig;
        let answer = |DigAnswer { prompt, text }| AnswerBody { prompt, text };
        let gem = |gem: Gem| {
            let Gem {
                quote,
                prompt,
                principle,
                customer,
                metric,
            } = gem;
            GemBody {
                quote,
                prompt,
                principle: principle.map(Slug),
                customer,
                metric,
            }
        };
        Self {
            project,
            employer,
            step: Slug(step),
            answers: answers.into_iter().map(answer).collect(),
            gems: gems.into_iter().map(gem).collect(),
        }
    }
}

impl From<DigBody> for Dig {
    fn from(body: DigBody) -> Self {
        let answer = |AnswerBody { prompt, text }| DigAnswer { prompt, text };
        let gem = |gem: GemBody| Gem {
            quote: gem.quote,
            prompt: gem.prompt,
            principle: gem.principle.map(|slug| slug.0),
            customer: gem.customer,
            metric: gem.metric,
        };
        Self {
            project: body.project,
            employer: body.employer,
            step: body.step.0,
            answers: body.answers.into_iter().map(answer).collect(),
            gems: body.gems.into_iter().map(gem).collect(),
        }
    }
}
