//! A frame's sections, edited as texts, brought back onto the story's beats with nothing lost.
//!
//! A paragraph that was not touched keeps its beat and its silent principle; one that was changed keeps those of the
//! paragraph it most resembles; one that is new gets the section's main beat. What was deleted is gone: versions keep it.

use std::collections::BTreeMap;

use glidepath_domain::{Beat, Frame, Passage};
use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::frame::{Section, shown};

/// The texts do not fit the sections the story has in this frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OtherSections {
    /// How many sections the story has.
    pub has: usize,
    /// How many texts were given.
    pub given: usize,
}

impl std::fmt::Display for OtherSections {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the story has {} sections here, not {}", self.has, self.given)
    }
}

impl std::error::Error for OtherSections {}

/// Share of their words that two paragraphs have in common before one counts as the other, changed. Half rewritten is
/// still the same paragraph; less is another.
const ALIKE: f64 = 0.4;

/// The beats of a story after its sections in `frame` were edited. `texts` follow the order of [`shown`].
///
/// Every word of every text is in the result, in the order given. Texts left as they were give back the very beats.
///
/// # Errors
///
/// [`OtherSections`] when there are more or fewer texts than sections: the editor showed another story.
pub fn edited<T: AsRef<str>>(beats: &[Passage], frame: Frame, texts: &[T]) -> Result<Vec<Passage>, OtherSections> {
    let sections = shown(beats, frame);
    if sections.len() != texts.len() {
        return Err(OtherSections {
            has: sections.len(),
            given: texts.len(),
        });
    }
    let mut out = Vec::with_capacity(beats.len());
    for (section, text) in sections.iter().zip(texts) {
        let old: Vec<&Passage> = section.beats.iter().filter_map(|index| beats.get(*index)).collect();
        if plain(text.as_ref()) == plain(&section.text(beats)) {
            out.extend(old.into_iter().cloned());
        } else {
            out.extend(rewritten(section, &old, text.as_ref()));
        }
    }
    Ok(out)
}

/// A text without the differences that a browser's form makes on its way.
fn plain(text: &str) -> String {
    text.replace("\r\n", "\n").trim().to_owned()
}

/// Paragraphs between blank lines, trimmed.
fn paragraphs(text: &str) -> Vec<String> {
    let mut out: Vec<String> = vec![String::new()];
    for line in plain(text).lines() {
        if line.trim().is_empty() {
            out.push(String::new());
        } else if let Some(last) = out.last_mut() {
            if !last.is_empty() {
                last.push('\n');
            }
            last.push_str(line);
        }
    }
    out.retain(|paragraph| !paragraph.trim().is_empty());
    for paragraph in &mut out {
        *paragraph = paragraph.trim().to_owned();
    }
    out
}

/// Neighbouring paragraphs that go to the same passage.
struct Group {
    /// The old passage, or `None` for what is new.
    owner: Option<usize>,
    paragraphs: Vec<String>,
}

fn rewritten(section: &Section, old: &[&Passage], text: &str) -> Vec<Passage> {
    let olds: Vec<(usize, String)> = old
        .iter()
        .enumerate()
        .flat_map(|(owner, passage)| paragraphs(&passage.text).into_iter().map(move |p| (owner, p)))
        .collect();
    let news = paragraphs(text);
    let owners = owners(&olds, &news);
    let mut groups: Vec<Group> = Vec::new();
    for (paragraph, owner) in news.into_iter().zip(owners) {
        let beat_of = |owner: Option<usize>| owner.and_then(|o| old.get(o)).map_or(section.main, |p| p.beat);
        match groups.last_mut() {
            // What is new goes on the passage before it where that is of the same kind.
            Some(last) if last.owner == owner || owner.is_none() && beat_of(last.owner) == section.main => {
                last.paragraphs.push(paragraph);
            }
            _ => groups.push(Group {
                owner,
                paragraphs: vec![paragraph],
            }),
        }
    }
    let mut blanks: Vec<usize> = (0..old.len()).filter(|o| old[*o].text.trim().is_empty()).collect();
    let mut out = Vec::with_capacity(groups.len());
    for group in groups {
        if let Some(owner) = group.owner {
            // Blanks stay before whatever stood behind them.
            let passed = blanks.iter().take_while(|blank| **blank < owner).count();
            out.extend(blanks.drain(..passed).map(|blank| old[blank].clone()));
            out.push(owned(old[owner], group.paragraphs));
        } else if let Some(at) = blanks.iter().position(|blank| old[*blank].beat == section.main) {
            let blank = blanks.remove(at);
            out.push(owned(old[blank], group.paragraphs));
        } else {
            out.push(fresh(section.main, group.paragraphs));
        }
    }
    out.extend(blanks.into_iter().map(|blank| old[blank].clone()));
    out
}

fn fresh(beat: Beat, paragraphs: Vec<String>) -> Passage {
    Passage {
        beat,
        text: paragraphs.join("\n\n"),
        principle: None,
    }
}

/// The old passage with these paragraphs; exactly as it was where they are its own.
fn owned(old: &Passage, new: Vec<String>) -> Passage {
    let text = if paragraphs(&old.text) == new {
        old.text.clone()
    } else {
        new.join("\n\n")
    };
    Passage {
        beat: old.beat,
        text,
        principle: old.principle,
    }
}

/// For each new paragraph the passage it belongs to, or `None` where it resembles no old one.
fn owners(olds: &[(usize, String)], news: &[String]) -> Vec<Option<usize>> {
    let before: Vec<&str> = olds.iter().map(|(_, paragraph)| paragraph.as_str()).collect();
    let after: Vec<&str> = news.iter().map(String::as_str).collect();
    let mut owner = vec![None; news.len()];
    let mut free = vec![true; olds.len()];
    for op in capture_diff_slices(Algorithm::Myers, &before, &after) {
        if let DiffOp::Equal {
            old_index,
            new_index,
            len,
        } = op
        {
            for step in 0..len {
                owner[new_index + step] = Some(olds[old_index + step].0);
                free[old_index + step] = false;
            }
        }
    }
    // Moved as a whole.
    for (new, paragraph) in news
        .iter()
        .enumerate()
        .filter(|(new, _)| owner[*new].is_none())
        .collect::<Vec<_>>()
    {
        if let Some(at) = (0..olds.len()).find(|at| free[*at] && olds[*at].1 == *paragraph) {
            owner[new] = Some(olds[at].0);
            free[at] = false;
        }
    }
    // Changed, or split in two: several may come from one.
    let bags: Vec<BTreeMap<&str, usize>> = before.iter().map(|paragraph| bag(paragraph)).collect();
    for new in 0..news.len() {
        if owner[new].is_some() {
            continue;
        }
        let words = bag(after[new]);
        let mut best = (ALIKE, None);
        for at in (0..olds.len()).filter(|at| free[*at]) {
            let alike = alike(&bags[at], &words);
            if alike > best.0 {
                best = (alike, Some(olds[at].0));
            }
        }
        owner[new] = best.1;
    }
    owner
}

fn bag(text: &str) -> BTreeMap<&str, usize> {
    let mut bag = BTreeMap::new();
    for word in text.split_whitespace() {
        *bag.entry(word).or_insert(0) += 1;
    }
    bag
}

/// Words in common, counted on both sides, as a share of all words of both: 1 for the same words in any order.
fn alike(a: &BTreeMap<&str, usize>, b: &BTreeMap<&str, usize>) -> f64 {
    let both: usize = a
        .iter()
        .map(|(word, n)| (*n).min(b.get(word).copied().unwrap_or(0)))
        .sum();
    let all: usize = a.values().sum::<usize>() + b.values().sum::<usize>();
    if all == 0 { 0.0 } else { 2.0 * both as f64 / all as f64 }
}

#[cfg(test)]
mod tests {
    use glidepath_domain::{Beat, Frame, Passage, Principle};
    use proptest::prelude::*;

    use super::edited;
    use crate::frame::shown;

    fn passage(beat: Beat, text: &str, principle: Option<Principle>) -> Passage {
        Passage {
            beat,
            text: text.to_owned(),
            principle,
        }
    }

    fn story() -> Vec<Passage> {
        vec![
            passage(Beat::Context, "We insured bicycles.", None),
            passage(Beat::Problem, "Claims took nineteen days.", None),
            passage(Beat::Obstacle, "The adjusters wanted every photo on paper.", None),
            passage(
                Beat::Options,
                "I could buy a scanner or change the form.",
                Some(Principle::Frugality),
            ),
            passage(
                Beat::Action,
                "I changed the form.\n\nThen I sat with two adjusters for a week.",
                Some(Principle::DiveDeep),
            ),
            passage(Beat::Result, "Claims took six days.", None),
        ]
    }

    fn texts(beats: &[Passage], frame: Frame) -> Vec<String> {
        shown(beats, frame).iter().map(|section| section.text(beats)).collect()
    }

    #[test]
    fn untouched_sections_give_the_very_beats() {
        for frame in Frame::ALL {
            assert_eq!(edited(&story(), *frame, &texts(&story(), *frame)).unwrap(), story());
        }
    }

    #[test]
    fn a_changed_paragraph_keeps_its_beat_and_principle() {
        let mut texts = texts(&story(), Frame::Star);
        texts[2] = texts[2].replace("buy a scanner", "rent a scanner");
        let now = edited(&story(), Frame::Star, &texts).unwrap();
        assert_eq!(now[3].text, "I could rent a scanner or change the form.");
        assert_eq!(
            (now[3].beat, now[3].principle),
            (Beat::Options, Some(Principle::Frugality))
        );
        assert_eq!(now[4], story()[4]);
    }

    #[test]
    fn what_is_new_gets_the_main_beat() {
        let mut texts = texts(&story(), Frame::Star);
        texts[1] = "My job was the claims desk.".to_owned();
        texts[3].push_str("\n\nRefunds fell as well, which nobody had asked for.");
        let now = edited(&story(), Frame::Star, &texts).unwrap();
        assert_eq!(now[2], passage(Beat::Role, "My job was the claims desk.", None));
        assert_eq!(
            now.last().unwrap().text,
            "Claims took six days.\n\nRefunds fell as well, which nobody had asked for."
        );
    }

    #[test]
    fn a_moved_paragraph_takes_its_beat_along() {
        let mut texts = texts(&story(), Frame::Star);
        let mut parts: Vec<&str> = texts[2].split("\n\n").collect();
        parts.rotate_left(1);
        texts[2] = parts.join("\n\n");
        let now = edited(&story(), Frame::Star, &texts).unwrap();
        let beats: Vec<Beat> = now.iter().map(|p| p.beat).collect();
        assert_eq!(
            beats,
            [
                Beat::Context,
                Beat::Problem,
                Beat::Options,
                Beat::Action,
                Beat::Obstacle,
                Beat::Result
            ]
        );
    }

    #[test]
    fn a_blank_is_filled_in_place() {
        let mut beats = story();
        beats.insert(4, passage(Beat::Action, "", Some(Principle::Ownership)));
        beats.remove(5);
        let mut texts = texts(&beats, Frame::Soar);
        texts[2].push_str("\n\nNew words altogether.");
        let now = edited(&beats, Frame::Soar, &texts).unwrap();
        assert_eq!(
            now[4],
            passage(Beat::Action, "New words altogether.", Some(Principle::Ownership))
        );
    }

    #[test]
    fn a_browsers_line_ends_change_nothing() {
        let texts: Vec<String> = texts(&story(), Frame::Landing)
            .iter()
            .map(|t| t.replace('\n', "\r\n"))
            .collect();
        assert_eq!(edited(&story(), Frame::Landing, &texts).unwrap(), story());
    }

    #[test]
    fn texts_of_another_story_are_refused() {
        let wrong = edited(&story(), Frame::Star, &["one"]).unwrap_err();
        assert_eq!(wrong.to_string(), "the story has 4 sections here, not 1");
    }

    fn any_story() -> impl Strategy<Value = Vec<Passage>> {
        let text = "[a-e \n]{0,24}";
        let passage = (0..Beat::ALL.len(), text, proptest::option::of(0..Principle::ALL.len()));
        proptest::collection::vec(passage, 0..9).prop_map(|list| {
            let made = |(beat, text, principle): (usize, String, Option<usize>)| Passage {
                beat: Beat::ALL[beat],
                text,
                principle: principle.map(|p| Principle::ALL[p]),
            };
            list.into_iter().map(made).collect()
        })
    }

    fn words<'t>(texts: impl Iterator<Item = &'t str>) -> Vec<String> {
        texts.flat_map(str::split_whitespace).map(str::to_owned).collect()
    }

    proptest! {
        #[test]
        fn switching_frames_loses_nothing(beats in any_story()) {
            let mut now = beats.clone();
            for frame in [Frame::Star, Frame::Landing, Frame::Soar, Frame::Star] {
                now = edited(&now, frame, &texts(&now, frame)).unwrap();
            }
            prop_assert_eq!(now, beats);
        }

        #[test]
        fn every_word_typed_is_kept_in_order(
            beats in any_story(),
            frame in 0..3_usize,
            typed in proptest::collection::vec("[a-h \r\n\t]{0,40}", 12),
            touch in proptest::collection::vec(any::<bool>(), 12),
        ) {
            let frame = Frame::ALL[frame];
            let mut texts = texts(&beats, frame);
            for ((text, typed), touch) in texts.iter_mut().zip(&typed).zip(&touch) {
                if *touch {
                    text.push_str("\n\n");
                    text.push_str(typed);
                }
            }
            let now = edited(&beats, frame, &texts).unwrap();
            let typed = words(texts.iter().map(String::as_str));
            prop_assert_eq!(words(now.iter().map(|p| p.text.as_str())), typed);
        }
    }
}
