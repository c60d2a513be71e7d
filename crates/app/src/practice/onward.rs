//! What a drill's variant leads to: after a switching drill a question far away, after the prompts of a theme a retake with figures for
//! generalities.

use glidepath_domain::{Drill, QuestionId, Variant};
use glidepath_practice::{For, Generality, Theme, generalities, theme};

use super::open_drill::drill;
use super::start_drill::Choice;
use crate::{Bank, Error, Kept};

/// What comes next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Onward {
    /// Nothing that the variant asks for.
    Nothing,
    /// Another question at once.
    Question(Choice),
    /// The first prompt of the theme again, with figures in place of these.
    Retake {
        /// The drill to take again.
        drill: String,
        /// Vague quantities of its answer, with what to put a figure to.
        generalities: Vec<Generality>,
    },
}

/// What comes after this drill.
///
/// # Errors
/// When there is no such drill.
pub async fn onward(bank: &Bank, id: &str) -> Result<Onward, Error> {
    let kept = drill(bank, id).await?;
    Ok(match kept.value.variant {
        Variant::Plain | Variant::Interrupted => Onward::Nothing,
        Variant::Switching => Onward::Question(Choice::FarFrom(id.to_owned())),
        // A retake of a theme is its end.
        Variant::Theme if !kept.value.again.is_empty() => Onward::Nothing,
        Variant::Theme => after_prompt(&bank.desk().drills().await?, &kept),
    })
}

/// The next prompt of the theme that `last` belongs to, or the retake of its first.
fn after_prompt(all: &[Kept<Drill>], last: &Kept<Drill>) -> Onward {
    let until = all
        .iter()
        .position(|kept| kept.id == last.id)
        .map_or(all.len(), |at| at + 1);
    // The prompts of one theme follow upon each other: going back, those of this variant belong to it while the theme of the first
    // holds them.
    let run: Vec<&Kept<Drill>> = all[..until]
        .iter()
        .rev()
        .take_while(|kept| kept.value.variant == Variant::Theme && kept.value.again.is_empty())
        .collect();
    let recent: Vec<QuestionId> = all[..until - run.len().min(until)]
        .iter()
        .map(|kept| QuestionId(kept.value.question.clone()))
        .collect();
    let whom = For {
        level: last.value.level,
        role: last.value.role,
    };
    for first in run.iter().rev() {
        let asked = QuestionId(first.value.question.clone());
        let Some(Theme { questions, .. }) = theme(&asked, &recent, whom) else {
            continue;
        };
        if !questions.iter().any(|question| question.0 == last.value.question) {
            continue;
        }
        let told: Vec<&&Kept<Drill>> = run.iter().filter(|kept| kept.created_ms >= first.created_ms).collect();
        let open = questions
            .iter()
            .find(|question| told.iter().all(|kept| kept.value.question != question.0));
        return match open {
            Some(question) => Onward::Question(Choice::Bank(question.0.clone())),
            None => Onward::Retake {
                drill: first.id.clone(),
                generalities: generalities(first.value.answer().map(|turn| turn.text.as_str()).unwrap_or_default()),
            },
        };
    }
    Onward::Nothing
}
