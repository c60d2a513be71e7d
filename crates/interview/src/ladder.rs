//! The rungs there are: which template asked a question, which of the question's own follow-ups stands at a layer, and in which
//! order layers come. It fills nothing.

use glidepath_content::{FollowUpTemplate, follow_ups};
use glidepath_domain::{Layer, Question, ReplyKind, Turn};

use crate::next::MOST_A_LAYER;
use crate::reply::ReplyReading;
use crate::signal::Signal;

/// The template whose words a question has; the one with most of them, where several fit.
pub(crate) fn template_of(asked: &str) -> Option<&'static FollowUpTemplate> {
    let fits = |wording: &str| {
        let mut rest = asked;
        let mut length = 0;
        let parts: Vec<&str> = wording
            .split('{')
            .map(|part| part.split_once('}').map_or(part, |(_, after)| after))
            .collect();
        for part in &parts {
            let at = rest.find(part)?;
            rest = &rest[at + part.len()..];
            length += part.len();
        }
        asked.ends_with(parts.last().copied().unwrap_or("")).then_some(length)
    };
    let templates = follow_ups().templates.iter();
    templates
        .filter_map(|template| Some((template.wordings().filter_map(fits).max()?, template)))
        .rev()
        .max_by_key(|(length, _)| *length)
        .map(|(_, template)| template)
}

/// The question's own follow-ups at a layer: it has three to six, each going deeper than the last.
pub(crate) fn authored(question: &Question, layer: Layer) -> impl Iterator<Item = &str> {
    let steps = question.ladder.len();
    let at = move |index: usize| Layer::ALL.get(index * Layer::ALL.len() / steps.max(1)).copied();
    let ladder = question.ladder.iter().enumerate();
    ladder
        .filter(move |(index, _)| at(*index) == Some(layer))
        .map(|(_, step)| step.as_str())
}

/// Layers in the order in which a follow-up is looked for: a general reply is challenged, one that did not answer is asked for once
/// more, otherwise the shallowest layer that was asked least.
pub(crate) fn layers(turns: &[Turn], last: Option<&ReplyReading>) -> Vec<Layer> {
    let count = |layer: Layer| turns.iter().filter(|turn| turn.layer == Some(layer)).count();
    let mut order: Vec<Layer> = Layer::ALL
        .iter()
        .copied()
        .filter(|layer| count(*layer) < MOST_A_LAYER)
        .collect();
    order.sort_by_key(|layer| (count(*layer), *layer));
    let first = match (turns.last(), last) {
        (Some(turn), Some(_)) if turn.reply == ReplyKind::Passed => None,
        (Some(_), Some(reading)) if reading.has(Signal::General) => Some(Layer::Challenge),
        (Some(turn), Some(reading)) if !reading.answered => turn.layer,
        _ => None,
    };
    if let Some(at) = first.and_then(|first| order.iter().position(|layer| *layer == first)) {
        order[..=at].rotate_right(1);
    }
    order
}

#[cfg(test)]
mod tests {
    use glidepath_content::follow_ups;
    use glidepath_domain::{Layer, Turn};

    use super::{layers, template_of};
    use crate::next::MOST_A_LAYER;

    #[test]
    fn every_question_is_known_again_by_its_words() {
        for template in &follow_ups().templates {
            for wording in template.wordings() {
                let asked = wording
                    .replace("{quote}", "\"we did it: all of it\"")
                    .replace("{person}", "your manager");
                let known = template_of(&asked).map(|t| t.slug.as_str());
                assert_eq!(known, Some(template.slug.as_str()), "{asked}");
            }
        }
    }

    #[test]
    fn layers_go_down_and_each_comes_twice() {
        let mut turns: Vec<Turn> = Vec::new();
        while let Some(layer) = layers(&turns, None).first().copied() {
            let mut turn = Turn::open("?");
            turn.layer = Some(layer);
            turns.push(turn);
        }
        let asked: Vec<Layer> = turns.iter().filter_map(|turn| turn.layer).collect();
        assert_eq!(asked[..6], *Layer::ALL);
        assert_eq!(asked.len(), Layer::ALL.len() * MOST_A_LAYER);
    }
}
