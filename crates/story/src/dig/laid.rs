//! A dig laid as a story: the sentences that were kept on their beats, answers in the fields they were asked for, and
//! everything else left blank, each blank with the question that would fill it.

use glidepath_content::{Area, Field, Place, Prompt, prompt, prompts};
use glidepath_domain::{Beat, Dig, DigAnswer, Gem, Passage, SentenceReading, Span, Story, When};

use crate::lay::lay;

/// Something a laid story lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blank {
    /// Where it would go.
    pub place: Place,
    /// What to ask for it.
    pub prompt: &'static Prompt,
}

/// A dig, laid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Laid {
    /// The story: every sentence of it is one of the answers'.
    pub story: Story,
    /// What it lacks: beats in their order, then fields.
    pub blanks: Vec<Blank>,
}

/// Fields that a laid story asks for when no answer filled them.
const WANTED: [Field; 7] = [
    Field::ConflictWith,
    Field::DecisionOwner,
    Field::Customer,
    Field::Doubt,
    Field::Choice,
    Field::Hardest,
    Field::When,
];

/// Lays a dig on beats. `chosen` are the gems to tell; without any, the brain dump itself is laid. `readings` are a review's
/// readings of each answer, in their order; an answer without one goes where its prompt says. A gem whose words are in no
/// answer is left out.
#[must_use]
pub fn laid(dig: &Dig, chosen: &[Gem], readings: &[Vec<SentenceReading>]) -> Laid {
    let mut story = Story {
        title: dig.project.clone(),
        employer: dig.employer.clone(),
        ..Story::default()
    };
    let mut told: Vec<(Beat, usize, usize, Passage)> = Vec::new();
    let mut used = vec![false; dig.answers.len()];
    for gem in chosen {
        let from =
            |(_, answer): &(usize, &DigAnswer)| answer.prompt == gem.prompt && answer.text.contains(gem.quote.as_str());
        let Some((index, answer)) = dig.answers.iter().enumerate().find(from) else {
            continue;
        };
        let Some(start) = answer
            .text
            .find(gem.quote.as_str())
            .filter(|_| !gem.quote.trim().is_empty())
        else {
            continue;
        };
        let span = Span::new(start, start + gem.quote.len());
        let beat = beat_of(answer, span, readings.get(index).map_or(&[], Vec::as_slice));
        let passage = Passage {
            beat,
            text: gem.quote.clone(),
            principle: gem.principle,
        };
        if told.iter().all(|(_, other, at, _)| (*other, *at) != (index, start)) {
            told.push((beat, index, start, passage));
        }
        used[index] = true;
    }
    told.sort_by_key(|(beat, answer, start, _)| (*beat, *answer, *start));
    if told.is_empty() {
        if let Some((index, dump)) = dig.answers.iter().enumerate().find(|(_, a)| a.prompt == "dump") {
            let reading = readings.get(index).map_or(&[][..], Vec::as_slice);
            let passages = lay(&dump.text, reading).into_iter().enumerate();
            told.extend(passages.map(|(at, passage)| (passage.beat, index, at, passage)));
            used[index] = true;
        }
    }
    let has = |told: &[(Beat, usize, usize, Passage)], beat: Beat| told.iter().any(|(other, ..)| *other == beat);
    let gem_beats: Vec<Beat> = Beat::ALL.iter().copied().filter(|beat| has(&told, *beat)).collect();
    for (index, answer) in dig.answers.iter().enumerate() {
        let text = answer.text.trim();
        if text.is_empty() {
            continue;
        }
        match prompt(&answer.prompt).and_then(|prompt| prompt.wants) {
            Some(Place::Field(field)) => fill(&mut story, field, text),
            Some(Place::Beat(beat)) if !used[index] && !gem_beats.contains(&beat) => {
                let passage = Passage {
                    beat,
                    text: text.to_owned(),
                    principle: None,
                };
                // Before the first passage of a later beat, so that blocks told twice keep their order.
                let at = told.iter().position(|(other, ..)| *other > beat).unwrap_or(told.len());
                told.insert(at, (beat, index, 0, passage));
            }
            // What is told need not stand behind the story as well; what is not told does.
            _ if told.iter().any(|(_, from, ..)| *from == index) && chosen.is_empty() => {}
            _ => stand_behind(&mut story, answer, text),
        }
    }
    for beat in Beat::ALL {
        if !has(&told, *beat) {
            let passage = Passage {
                beat: *beat,
                text: String::new(),
                principle: None,
            };
            let at = told.iter().position(|(other, ..)| *other > *beat).unwrap_or(told.len());
            told.insert(at, (*beat, 0, 0, passage));
        }
    }
    story.beats = told.into_iter().map(|(.., passage)| passage).collect();
    let blanks = blanks(&story);
    Laid { story, blanks }
}

/// What a sentence of an answer does: as a review read it, else as its prompt asked, else what was done.
fn beat_of(answer: &DigAnswer, span: Span, reading: &[SentenceReading]) -> Beat {
    let read = reading
        .iter()
        .find(|sentence| sentence.span.overlaps(span))
        .map(|sentence| sentence.beat);
    let wanted = || match prompt(&answer.prompt)?.wants? {
        Place::Beat(beat) => Some(beat),
        Place::Field(_) => None,
    };
    read.or_else(wanted).unwrap_or(Beat::Action)
}

fn add(text: &mut String, more: &str) {
    if !text.is_empty() {
        text.push_str("\n\n");
    }
    text.push_str(more);
}

/// Puts an answer into the field it was asked for, word for word. What a field cannot hold as words stands behind the story.
fn fill(story: &mut Story, field: Field, text: &str) {
    let appendix = &mut story.appendix;
    match field {
        Field::Title => story.title = text.to_owned(),
        Field::Constraints => story.constraints.push(text.to_owned()),
        Field::ConflictWith => add(&mut story.conflict.with, text),
        Field::ConflictOver => add(&mut story.conflict.over, text),
        Field::ConflictLasted => add(&mut story.conflict.lasted, text),
        Field::DecisionOwner => add(&mut story.decision_owner, text),
        Field::Customer => add(&mut story.customer, text),
        Field::Cost => add(&mut story.cost, text),
        Field::Doubt => add(&mut story.doubt, text),
        Field::Choice => add(&mut story.choice, text),
        Field::Hardest => add(&mut story.hardest, text),
        Field::Role => add(&mut story.role, text),
        Field::Employer => add(&mut story.employer, text),
        Field::Function => add(&mut story.function, text),
        Field::Confidential => add(&mut story.confidential, text),
        Field::Data => add(&mut appendix.data, text),
        Field::Technical => add(&mut appendix.technical, text),
        Field::Alternatives => add(&mut appendix.alternatives, text),
        Field::People => add(&mut appendix.people, text),
        Field::Timeline => add(&mut appendix.timeline, text),
        Field::When => match When::read(text) {
            Some(when) => story.when = Some(when),
            None => add(&mut appendix.timeline, text),
        },
        Field::TeamSize => match text.parse() {
            Ok(size) => story.team_size = Some(size),
            Err(_) => add(&mut appendix.people, text),
        },
        Field::Principles | Field::Facts | Field::Outcome | Field::Scope | Field::Level | Field::Tags => {
            add(&mut appendix.data, text);
        }
    }
}

/// An answer that is not told goes to the appendix, by what it was asked about.
fn stand_behind(story: &mut Story, answer: &DigAnswer, text: &str) {
    let area = prompt(&answer.prompt).map_or(Area::Dump, |prompt| prompt.area);
    let appendix = &mut story.appendix;
    match area {
        // What came of telling it is about the telling, not the story.
        Area::Guidance => {}
        Area::Technical => add(&mut appendix.technical, text),
        Area::Interpersonal => add(&mut appendix.people, text),
        _ => add(&mut appendix.data, text),
    }
}

fn blanks(story: &Story) -> Vec<Blank> {
    let asks = |place: Place| {
        let prompt = prompts().iter().find(|prompt| prompt.wants == Some(place))?;
        Some(Blank { place, prompt })
    };
    let told = |beat: &Beat| story.beats.iter().any(|p| p.beat == *beat && !p.text.trim().is_empty());
    let beats = Beat::ALL
        .iter()
        .filter(|beat| !told(beat))
        .map(|beat| Place::Beat(*beat));
    let open = |field: &&Field| crate::versions::field_text(story, **field).trim().is_empty();
    let fields = WANTED.iter().filter(open).map(|field| Place::Field(*field));
    beats.chain(fields).filter_map(asks).collect()
}

#[cfg(test)]
mod tests {
    use glidepath_content::{Field, Place, prompts};
    use glidepath_domain::{Attempt, Beat, Dig, DigAnswer, DigStep, Gem, SentenceReading, Span};
    use glidepath_text::Transcript;
    use proptest::prelude::*;

    use super::laid;
    use crate::dig::gems;
    use crate::readiness::ANY_DAY;

    fn dig(answers: &[(&str, &str)]) -> Dig {
        let answer = |(prompt, text): &(&str, &str)| DigAnswer {
            prompt: (*prompt).to_owned(),
            text: (*text).to_owned(),
        };
        Dig {
            project: "The lifts".to_owned(),
            employer: "A hospital".to_owned(),
            step: DigStep::Frame,
            answers: answers.iter().map(answer).collect(),
            gems: Vec::new(),
        }
    }

    fn gem(prompt: &str, quote: &str) -> Gem {
        Gem {
            quote: quote.to_owned(),
            prompt: prompt.to_owned(),
            principle: None,
            customer: false,
            metric: false,
        }
    }

    #[test]
    fn gems_go_on_their_beats_and_answers_into_their_fields() {
        let dig = dig(&[
            (
                "dump",
                "The lifts stood still. I counted the faults for a month. It rained.",
            ),
            ("what-changed-in-figures", "Faults fell from forty a week to six."),
            ("who-was-against", "The maintenance firm."),
            ("when-was-it", "2021-04"),
            ("how-many-teams", "three teams, about 20 people"),
        ]);
        let read = vec![SentenceReading {
            span: Span::new(0, 22),
            beat: Beat::Problem,
            confidence: 1.0,
            feet: 15_000,
        }];
        let chosen = [
            gem("what-changed-in-figures", "Faults fell from forty a week to six."),
            gem("dump", "I counted the faults for a month."),
            gem("dump", "The lifts stood still."),
            gem("dump", "Nobody ever said this."),
        ];
        let laid = laid(&dig, &chosen, &[read]);
        let told: Vec<(Beat, &str)> = laid
            .story
            .beats
            .iter()
            .filter(|p| !p.text.is_empty())
            .map(|p| (p.beat, p.text.as_str()))
            .collect();
        assert_eq!(
            told,
            [
                (Beat::Problem, "The lifts stood still."),
                (Beat::Action, "I counted the faults for a month."),
                (Beat::Result, "Faults fell from forty a week to six."),
            ]
        );
        assert_eq!(laid.story.conflict.with, "The maintenance firm.");
        assert_eq!(laid.story.when.unwrap().to_string(), "2021-04");
        assert_eq!(laid.story.team_size, None, "a number is not picked out of words");
        assert!(laid.story.appendix.people.contains("three teams"));
        let blank: Vec<Place> = laid.blanks.iter().map(|b| b.place).collect();
        assert!(blank.contains(&Place::Beat(Beat::Obstacle)) && blank.contains(&Place::Field(Field::Doubt)));
        assert!(!blank.contains(&Place::Field(Field::ConflictWith)) && !blank.contains(&Place::Beat(Beat::Action)));
    }

    #[test]
    fn without_gems_the_dump_is_laid() {
        let laid = laid(&dig(&[("dump", "We sold tea. It was slow.")]), &[], &[]);
        assert_eq!(laid.story.text(), "We sold tea. It was slow.");
        assert_eq!(laid.story.appendix.data, "", "told once, not twice");
    }

    #[test]
    fn an_empty_dig_is_all_blanks() {
        let laid = laid(&dig(&[]), &[], &[]);
        assert_eq!(laid.story.text(), "");
        assert_eq!(laid.blanks.len(), 8 + super::WANTED.len());
    }

    proptest! {
        #[test]
        fn every_sentence_is_verbatim_from_an_answer(
            answers in proptest::collection::vec(
                (0..prompts().len(), "(I |we |users |30% |in 2020 |refused |[a-zé]{1,6}[ .\n]){0,16}"), 0..8),
            all in any::<bool>(),
        ) {
            let answers: Vec<(&str, &str)> = answers.iter().map(|(p, text)| (prompts()[*p].slug.as_str(), text.as_str())).collect();
            let dig = dig(&answers);
            let chosen: Vec<Gem> = gems(&dig).into_iter().map(|c| c.gem).filter(|_| all).collect();
            let story = laid(&dig, &chosen, &[]).story;
            for passage in &story.beats {
                let attempt = Attempt::of(passage.text.as_str(), ANY_DAY);
                for sentence in &Transcript::read(&attempt).sentences {
                    let words = sentence.span.of(&passage.text);
                    prop_assert!(answers.iter().any(|(_, text)| text.contains(words)), "{}", words);
                }
            }
        }
    }
}
