//! A story's beats shown in a frame: STAR, SOAR or Landing the Plane. Only a view: editing one is `edited`.
//!
//! The order of telling is kept. Neighbouring beats that a frame puts into the same section are shown as one; a second
//! block of action and result after a setback makes the sections come again. A section the story has nothing for is
//! shown blank in its usual place, with a question to fill it by.

use glidepath_domain::{Beat, Frame, Passage};

/// One section of a frame, as a story fills it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// "Situation", "15,000 ft".
    pub name: &'static str,
    /// What belongs in it, in a few words.
    pub gloss: &'static str,
    /// The beat of whatever is written here afresh.
    pub main: Beat,
    /// Its passages, as neighbouring indices into the story's beats; empty where the story has nothing for it.
    pub beats: Vec<usize>,
    /// Which time this section comes, from 0: the second "Action" of a story is 1.
    pub block: usize,
    /// What to ask where it is blank.
    pub prompt: &'static str,
}

/// A section of a frame before any story fills it: name, gloss, main beat, prompt.
type Blank = (&'static str, &'static str, Beat, &'static str);

const STAR: &[Blank] = &[
    (
        "Situation",
        "where you were, what went wrong and for whom",
        Beat::Context,
        "Where was this, what did the place do, and what had gone wrong for whom?",
    ),
    (
        "Task",
        "what you were there to do",
        Beat::Role,
        "What were you there to do, and what was expected of you?",
    ),
    (
        "Action",
        "what stood in the way, what you weighed, what you did",
        Beat::Action,
        "What did you do, step by step, and what stood in the way?",
    ),
    (
        "Result",
        "what changed against what it was, and what you took from it",
        Beat::Result,
        "What was different afterwards, and what had it been before?",
    ),
];

const SOAR: &[Blank] = &[
    (
        "Situation",
        "where you were and what you were there to do",
        Beat::Context,
        "Where was this, and what were you there to do?",
    ),
    (
        "Obstacle",
        "what went wrong and what stood in the way",
        Beat::Obstacle,
        "What had gone wrong, and who or what stood in the way of mending it?",
    ),
    (
        "Action",
        "what you weighed and what you did",
        Beat::Action,
        "Which ways were open, and what did you do?",
    ),
    (
        "Result",
        "what changed against what it was, and what you took from it",
        Beat::Result,
        "What was different afterwards, and what had it been before?",
    ),
];

const LANDING: &[Blank] = &[
    (
        "50,000 ft",
        "the company, what it did, why it mattered",
        Beat::Context,
        "What did the company do, in words your neighbour would follow, and why did it matter?",
    ),
    ("25,000 ft", "your part in it", Beat::Role, "What were you there to do?"),
    (
        "15,000 ft",
        "the trouble, its size, what stood in the way",
        Beat::Problem,
        "What went wrong, for whom, and how large was it in figures?",
    ),
    (
        "5,000 ft",
        "what you weighed and what you did",
        Beat::Action,
        "Which ways were open, and what did you do?",
    ),
    (
        "Landing",
        "what changed against what it was, and what you took from it",
        Beat::Result,
        "What was different afterwards, and what had it been before?",
    ),
];

const fn blanks(frame: Frame) -> &'static [Blank] {
    match frame {
        Frame::Star => STAR,
        Frame::Soar => SOAR,
        Frame::Landing => LANDING,
    }
}

/// The section a beat belongs to; `before` is the section of the passage before it. Source: domain §3.
fn section_of(frame: Frame, beat: Beat, before: Option<usize>) -> usize {
    match (frame, beat) {
        (_, Beat::Context) => 0,
        (Frame::Star | Frame::Landing, Beat::Role) => 1,
        (Frame::Soar, Beat::Role) => 0,
        // STAR has no place of its own for the trouble: it goes on whichever of the first two it follows.
        (Frame::Star, Beat::Problem) => usize::from(before == Some(1)),
        (Frame::Soar, Beat::Problem | Beat::Obstacle) => 1,
        (Frame::Landing, Beat::Problem | Beat::Obstacle) => 2,
        (Frame::Star, Beat::Obstacle) => 2,
        (Frame::Star | Frame::Soar, Beat::Options | Beat::Action) => 2,
        (Frame::Landing, Beat::Options | Beat::Action) => 3,
        (Frame::Star | Frame::Soar, Beat::Result | Beat::Learning) => 3,
        (Frame::Landing, Beat::Result | Beat::Learning) => 4,
    }
}

/// Shows a story's beats in a frame. Every index from 0 to the number of beats comes exactly once and in order, and
/// every section of the frame comes at least once.
#[must_use]
pub fn shown(beats: &[Passage], frame: Frame) -> Vec<Section> {
    let mut places: Vec<usize> = Vec::with_capacity(beats.len());
    for passage in beats {
        places.push(section_of(frame, passage.beat, places.last().copied()));
    }
    // A headline before the descent is told with the opening: it is no second visit to the section it comes from.
    if let [first, second, ..] = places.as_mut_slice()
        && *second == 0
    {
        *first = 0;
    }
    let blanks = blanks(frame);
    let mut runs: Vec<(usize, Vec<usize>)> = Vec::new();
    for (index, &place) in places.iter().enumerate() {
        match runs.last_mut() {
            Some((last, beats)) if *last == place => beats.push(index),
            _ => runs.push((place, vec![index])),
        }
    }
    for place in 0..blanks.len() {
        if runs.iter().all(|(other, _)| *other != place) {
            let at = runs.iter().position(|(other, _)| *other > place);
            runs.insert(at.unwrap_or(runs.len()), (place, Vec::new()));
        }
    }
    let mut seen = vec![0; blanks.len()];
    let section = |(place, beats): (usize, Vec<usize>)| {
        let (name, gloss, main, prompt) = *blanks.get(place)?;
        let count: &mut usize = seen.get_mut(place)?;
        let block = *count;
        *count += 1;
        Some(Section {
            name,
            gloss,
            main,
            beats,
            block,
            prompt,
        })
    };
    runs.into_iter().filter_map(section).collect()
}

impl Section {
    /// Its words as one text: the passages in order, a blank line between them.
    #[must_use]
    pub fn text(&self, beats: &[Passage]) -> String {
        let told = self.beats.iter().filter_map(|index| beats.get(*index));
        let told = told.map(|passage| passage.text.trim()).filter(|text| !text.is_empty());
        told.collect::<Vec<_>>().join("\n\n")
    }
}

#[cfg(test)]
mod tests {
    use glidepath_domain::{Beat, Frame, Passage};

    use super::shown;

    fn beats(list: &[Beat]) -> Vec<Passage> {
        let passage = |(index, beat): (usize, &Beat)| Passage {
            beat: *beat,
            text: format!("{beat} {index}."),
            principle: None,
        };
        list.iter().enumerate().map(passage).collect()
    }

    fn names(list: &[Beat], frame: Frame) -> Vec<(&'static str, Vec<usize>)> {
        let sections = shown(&beats(list), frame);
        sections.into_iter().map(|s| (s.name, s.beats)).collect()
    }

    #[test]
    fn eight_beats_fall_into_each_frame() {
        assert_eq!(
            names(Beat::ALL, Frame::Star),
            [
                ("Situation", vec![0]),
                ("Task", vec![1, 2]),
                ("Action", vec![3, 4, 5]),
                ("Result", vec![6, 7])
            ]
        );
        assert_eq!(
            names(Beat::ALL, Frame::Soar),
            [
                ("Situation", vec![0, 1]),
                ("Obstacle", vec![2, 3]),
                ("Action", vec![4, 5]),
                ("Result", vec![6, 7])
            ]
        );
        assert_eq!(
            names(Beat::ALL, Frame::Landing),
            [
                ("50,000 ft", vec![0]),
                ("25,000 ft", vec![1]),
                ("15,000 ft", vec![2, 3]),
                ("5,000 ft", vec![4, 5]),
                ("Landing", vec![6, 7])
            ]
        );
    }

    #[test]
    fn trouble_told_before_the_task_stays_in_the_situation() {
        let told = [Beat::Context, Beat::Problem, Beat::Role];
        assert_eq!(
            names(&told, Frame::Star)[..2],
            [("Situation", vec![0, 1]), ("Task", vec![2])]
        );
    }

    #[test]
    fn a_second_block_comes_again() {
        let told = [
            Beat::Context,
            Beat::Action,
            Beat::Result,
            Beat::Obstacle,
            Beat::Action,
            Beat::Result,
        ];
        assert_eq!(
            names(&told, Frame::Star),
            [
                ("Situation", vec![0]),
                ("Task", vec![]),
                ("Action", vec![1]),
                ("Result", vec![2]),
                ("Action", vec![3, 4]),
                ("Result", vec![5])
            ]
        );
        let blocks: Vec<usize> = shown(&beats(&told), Frame::Star).iter().map(|s| s.block).collect();
        assert_eq!(blocks, [0, 0, 0, 0, 1, 1]);
    }

    #[test]
    fn a_headline_is_told_with_the_opening() {
        let told = [Beat::Obstacle, Beat::Context, Beat::Action];
        assert_eq!(names(&told, Frame::Soar)[0], ("Situation", vec![0, 1]));
        // Without an opening behind it, it is no headline.
        assert_eq!(
            names(&[Beat::Obstacle, Beat::Action], Frame::Soar)[0],
            ("Situation", vec![])
        );
    }

    #[test]
    fn an_empty_story_is_all_blanks_with_prompts() {
        for frame in Frame::ALL {
            let sections = shown(&[], *frame);
            assert!(sections.len() >= 4);
            assert!(sections.iter().all(|s| s.beats.is_empty() && s.prompt.ends_with('?')));
        }
    }

    #[test]
    fn blank_passages_are_not_shown_as_lines() {
        let mut list = beats(&[Beat::Action, Beat::Action]);
        list[0].text = "  ".to_owned();
        let section = shown(&list, Frame::Star).remove(2);
        assert_eq!(section.text(&list), "action 1.");
    }
}
