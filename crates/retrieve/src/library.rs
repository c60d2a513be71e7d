//! The stories of one person, ready to be searched: an index of words, and what a model read in each story as far as it got.

use glidepath_domain::{Principle, Span, StoryId};

use crate::dense::{Bits, Small, apart, bits, near, small};
use crate::fuse::{Fusion, Signs};
use crate::lexical::Lexical;
use crate::meaning::{Asked, Meaning, WIDTH, chance, shares};
use crate::reading::Reading;
use crate::theme::{Theme, themes};

/// Stories that are weighed in full; of a larger library the nearest by vector and by words.
const WEIGHED: usize = 300;
/// Of those, so many are chosen by words.
const BY_WORDS: usize = 100;
/// So many are near by the signs of their vector alone; of them the nearest are chosen.
const BY_SIGNS: usize = 2_000;

/// What the library has to know of a story.
#[derive(Debug, Clone, Default)]
pub struct Entry {
    /// Its name.
    pub id: Option<StoryId>,
    /// Its title.
    pub title: String,
    /// Its words as told.
    pub text: String,
    /// The principles the candidate says it serves, the main one first.
    pub principles: Vec<Principle>,
    /// How often it was told of late: a story told again and again is set back a little.
    pub told: u32,
    /// Whole years since it happened: an old one is set back a little.
    pub years: u32,
    /// What a model made of it, if one has.
    pub reading: Option<Reading>,
}

/// Which sources had a say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tier {
    /// Words alone.
    Words,
    /// Words and meaning.
    Meaning,
}

/// Why a story was found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Why {
    /// What the question asks for and the story shows.
    pub theme: Option<&'static Theme>,
    /// A principle that both have.
    pub principle: Option<Principle>,
    /// The sentence nearest to the question: where it stands in the story's text.
    pub sentence: Option<Span>,
    /// It was told so often of late that it was set back.
    pub told: Option<u32>,
    /// It is so many years old that it was set back.
    pub years: Option<u32>,
    /// Words of the question are in it.
    pub words: bool,
}

/// One story that may answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Match {
    /// Its place in the library.
    pub place: usize,
    /// The chance that it is a good answer.
    pub score: f64,
    /// Why.
    pub why: Why,
}

/// What was found for a question.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// The likeliest first.
    pub matches: Vec<Match>,
    /// True when nothing fits, and it would be better to say so than to bend a story.
    pub pass: bool,
    /// The chance that the first fits.
    pub confidence: f64,
    /// Which sources had a say. It is [`Tier::Words`] too while fewer than half of the stories have been read.
    pub tier: Tier,
}

/// Tellings within reason: beyond them a story is set back.
const OFTEN: u32 = 2;
/// Years after which a story is set back. Source: domain §3, the last few years first.
const OLD: u32 = 5;

/// The stories of one person.
#[derive(Debug, Default)]
pub struct Library {
    entries: Vec<Entry>,
    /// Signs of the vector of each story that was read, side by side.
    signs: Vec<Option<Bits>>,
    lexical: Lexical,
}

impl Library {
    /// A library of these stories.
    #[must_use]
    pub fn of(entries: impl IntoIterator<Item = Entry>) -> Self {
        let mut library = Self::default();
        for entry in entries {
            library.add(entry);
        }
        library
    }

    /// Adds a story at the next place.
    pub fn add(&mut self, entry: Entry) {
        self.lexical.add(&format!("{}\n{}", entry.title, entry.text));
        self.signs
            .push(entry.reading.as_ref().map(|reading| bits(&reading.mean)));
        self.entries.push(entry);
    }

    /// The stories, each at its place.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The stories that may answer a question, at most `most` of them, and whether any does.
    #[must_use]
    pub fn find(&self, question: &str, most: usize, meaning: Option<&dyn Meaning>) -> Found {
        let read = self.entries.iter().filter(|entry| entry.reading.is_some()).count();
        let asked = meaning
            .filter(|_| 2 * read >= self.entries.len().max(1))
            .and_then(|meaning| meaning.asked(question));
        let asked = asked.and_then(|asked| Want::of(&asked));
        let words = self.lexical.scores(question);
        let stated = asked.as_ref().map_or_else(
            || shares(&crate::fuse::Words::learned().read(question)[0]),
            |want| want.principles.clone(),
        );
        let fusion = Fusion::learned(asked.is_some());
        let mut found: Vec<(usize, f32, Signs)> = self
            .worth_weighing(&words, asked.as_ref())
            .into_iter()
            .filter_map(|place| {
                let entry = self.entries.get(place)?;
                let mut signs = asked.as_ref().map_or_else(Signs::default, |want| want.signs(entry));
                signs.words = words.get(place).copied().unwrap_or(0.0);
                // Where the candidate states none, those that the story most likely shows stand in.
                let guessed = entry
                    .reading
                    .as_ref()
                    .filter(|_| entry.principles.is_empty() && asked.is_some());
                signs.stated = guessed.map_or_else(
                    || stated_share(&stated, &entry.principles),
                    |reading| stated_share(&stated, &reading.guessed()),
                );
                Some((place, fusion.odds(&signs) - setback(entry), signs))
            })
            .collect();
        found.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let ranked: Vec<f32> = found.iter().map(|(_, odds, _)| *odds).collect();
        let weighed = found
            .iter()
            .filter_map(|(place, _, _)| self.entries.get(*place)?.reading.as_ref());
        let covered = asked.as_ref().map_or([0.0; 2], |want| want.covered(weighed));
        let confidence = found
            .first()
            .map_or(0.0, |(_, _, signs)| chance(fusion.fits(&ranked, signs, covered)));
        let matches = found
            .iter()
            .take(most)
            .filter_map(|(place, odds, signs)| {
                let entry = self.entries.get(*place)?;
                Some(Match {
                    place: *place,
                    score: f64::from(chance(*odds)),
                    why: Why {
                        words: signs.words > 0.0,
                        ..why(entry, asked.as_ref(), &stated)
                    },
                })
            })
            .collect();
        Found {
            matches,
            pass: confidence < 0.5,
            confidence: f64::from(confidence),
            tier: if asked.is_some() { Tier::Meaning } else { Tier::Words },
        }
    }

    /// The places that are weighed in full: all of a small library, of a large one those that a quick look finds.
    fn worth_weighing(&self, words: &[f32], asked: Option<&Want>) -> Vec<usize> {
        if self.entries.len() <= WEIGHED {
            return (0..self.entries.len()).collect();
        }
        let mut chosen = highest(
            words.iter().copied().enumerate(),
            if asked.is_some() { BY_WORDS } else { WEIGHED },
        );
        if let Some(want) = asked {
            let wanted = bits(&want.vector);
            let by_signs = self.signs.iter().enumerate();
            let by_signs = by_signs
                .filter_map(|(place, signs)| Some((place, WIDTH as f32 - apart(&wanted, signs.as_ref()?) as f32)));
            let some = highest(by_signs, BY_SIGNS).into_iter();
            let nearer = some.filter_map(|place| {
                Some((
                    place,
                    near(&want.vector, &self.entries.get(place)?.reading.as_ref()?.mean),
                ))
            });
            chosen.extend(highest(nearer, WEIGHED - BY_WORDS));
            chosen.sort_unstable();
            chosen.dedup();
        }
        chosen
    }
}

/// The places with the highest numbers; of equals the first.
fn highest(all: impl Iterator<Item = (usize, f32)>, most: usize) -> Vec<usize> {
    let mut all: Vec<(usize, f32)> = all.filter(|(_, number)| *number > 0.0).collect();
    let order = |a: &(usize, f32), b: &(usize, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
    if all.len() > most && most > 0 {
        all.select_nth_unstable_by(most - 1, order);
    }
    all.truncate(most);
    all.into_iter().map(|(place, _)| place).collect()
}

/// How far a story is set back, in odds, for being told again and again and for being old.
fn setback(entry: &Entry) -> f32 {
    let often = entry.told.saturating_sub(OFTEN).min(4) as f32 * 0.15;
    let old = entry.years.saturating_sub(OLD).min(10) as f32 * 0.06;
    often + old
}

/// How much of what a question probes is among the stated principles; the main one counts whole, the others in part.
fn stated_share(shares: &[f32], stated: &[Principle]) -> f32 {
    let share = |principle: &Principle| {
        Principle::ALL
            .iter()
            .position(|p| p == principle)
            .and_then(|at| shares.get(at))
            .copied()
            .unwrap_or(0.0)
    };
    let weighed = stated
        .iter()
        .enumerate()
        .map(|(n, principle)| share(principle) * if n == 0 { 1.0 } else { 0.6 });
    weighed.sum::<f32>().min(1.0)
}

/// A question, ready to be held against stories.
struct Want {
    vector: Box<Small>,
    principles: Vec<f32>,
    themes: Vec<f32>,
}

impl Want {
    fn of(asked: &Asked) -> Option<Self> {
        Some(Self {
            vector: small(&asked.vector)?,
            principles: shares(&asked.principles),
            themes: asked.themes.iter().map(|odds| chance(*odds)).collect(),
        })
    }

    /// How much of the kinds of event that the question asks for any story shows: of all of them, and of the likeliest.
    fn covered<'r>(&self, stories: impl Iterator<Item = &'r Reading>) -> [f32; 2] {
        let mut most = vec![0_u8; self.themes.len()];
        for reading in stories {
            for (most, shown) in most.iter_mut().zip(&reading.themes) {
                *most = (*most).max(*shown);
            }
        }
        let wanted = self.themes.iter().sum::<f32>().max(f32::MIN_POSITIVE);
        let likeliest = self.themes.iter().zip(&most).max_by(|a, b| a.0.total_cmp(b.0));
        [
            shared(&self.themes, &most) / wanted,
            likeliest.map_or(0.0, |(_, shown)| f32::from(*shown) / 255.0),
        ]
    }

    fn signs(&self, entry: &Entry) -> Signs {
        let Some(reading) = &entry.reading else {
            return Signs::default();
        };
        let mut nearest: Vec<f32> = reading
            .parts
            .iter()
            .map(|part| near(&self.vector, &part.vector))
            .collect();
        let title = reading
            .parts
            .iter()
            .zip(&nearest)
            .find(|(part, _)| part.span.is_none())
            .map_or(0.0, |(_, near)| *near);
        nearest.sort_by(|a, b| b.total_cmp(a));
        let three: Vec<f32> = nearest.iter().take(3).copied().collect();
        Signs {
            best: nearest.first().copied().unwrap_or(0.0),
            three: three.iter().sum::<f32>() / three.len().max(1) as f32,
            whole: near(&self.vector, &reading.mean),
            title,
            themes: shared(&self.themes, &reading.themes),
            shown: shared(&self.principles, &reading.principles),
            ..Signs::default()
        }
    }
}

fn shared(wanted: &[f32], shown: &[u8]) -> f32 {
    wanted
        .iter()
        .zip(shown)
        .map(|(want, shown)| want * f32::from(*shown) / 255.0)
        .sum()
}

fn why(entry: &Entry, asked: Option<&Want>, probed: &[f32]) -> Why {
    let mut why = Why {
        told: (entry.told > OFTEN).then_some(entry.told),
        years: (entry.years > OLD).then_some(entry.years),
        ..Why::default()
    };
    let most = |all: &mut dyn Iterator<Item = (usize, f32)>, least: f32| {
        let best = all.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
        best.filter(|(_, most)| *most >= least).map(|(at, _)| at)
    };
    let of_story = |principle: &Principle| entry.principles.contains(principle);
    let principles = Principle::ALL.iter().zip(probed).enumerate();
    why.principle = most(
        &mut principles
            .filter(|(_, (p, _))| of_story(p))
            .map(|(at, (_, share))| (at, *share)),
        0.15,
    )
    .and_then(|at| Principle::ALL.get(at).copied());
    if let (Some(want), Some(reading)) = (asked, &entry.reading) {
        let both = want
            .themes
            .iter()
            .zip(&reading.themes)
            .map(|(w, s)| w * f32::from(*s) / 255.0);
        why.theme = most(&mut both.enumerate(), 0.08).and_then(|at| themes().get(at));
        let sentences = reading.parts.iter().enumerate().filter(|(_, part)| part.span.is_some());
        let nearest = most(
            &mut sentences.map(|(at, part)| (at, near(&want.vector, &part.vector))),
            0.0,
        );
        why.sentence = nearest.and_then(|at| reading.parts.get(at)).and_then(|part| part.span);
    }
    why
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use glidepath_domain::{Principle, StoryId};

    use super::{Entry, Library, OFTEN, OLD, Tier};
    use crate::meaning::{Asked, Meaning, Shown, WIDTH};
    use crate::reading::Reading;
    use crate::theme::THEMES;

    /// Reads every word as a direction of its own, so that texts with the same words lie near one another.
    struct ByWords;

    fn vector(text: &str) -> Arc<[f32]> {
        let mut sum = vec![0.0_f32; WIDTH];
        for word in text.split_whitespace() {
            let mut state = word
                .bytes()
                .fold(2_166_136_261_u32, |h, b| (h ^ u32::from(b)).wrapping_mul(16_777_619))
                .max(1);
            for number in &mut sum {
                state ^= state << 13;
                state ^= state >> 17;
                state ^= state << 5;
                *number += state as f32 / u32::MAX as f32 - 0.5;
            }
        }
        sum.into()
    }

    impl Meaning for ByWords {
        fn model(&self) -> &'static str {
            "by-words"
        }

        fn asked(&self, question: &str) -> Option<Asked> {
            Some(Asked {
                vector: vector(question),
                principles: vec![0.0; Principle::ALL.len()],
                bucket: vec![0.0; 5],
                form: vec![0.0; 3],
                themes: vec![-4.0; THEMES],
            })
        }

        fn shown(&self, sentence: &str) -> Option<Shown> {
            Some(Shown {
                vector: vector(sentence),
                themes: vec![-5.0; THEMES],
                principles: vec![-3.0; Principle::ALL.len()],
            })
        }

        fn whole(&self, _sum: &[f32]) -> Option<[Vec<f32>; 2]> {
            Some([vec![0.0; THEMES], vec![0.0; Principle::ALL.len()]])
        }
    }

    fn entry(id: &str, text: &str, read: bool) -> Entry {
        Entry {
            id: Some(StoryId(id.to_owned())),
            title: "Untitled".to_owned(),
            text: text.to_owned(),
            reading: if read {
                Reading::of("Untitled", text, &ByWords)
            } else {
                None
            },
            ..Entry::default()
        }
    }

    #[test]
    fn in_a_large_library_the_right_story_is_found_by_meaning_alone() {
        let text = |n: usize| format!("alpha{n} beta{} gamma{} delta{}", n % 97, n % 89, n % 83);
        // What the model reads has no word in common with what the index holds.
        let library = Library::of((0..4_000).map(|n| Entry {
            text: "nothing".to_owned(),
            ..entry(&n.to_string(), &text(n), true)
        }));
        for n in [3, 1_777, 3_999] {
            let found = library.find(&text(n), 3, Some(&ByWords));
            assert_eq!((found.tier, found.matches[0].place), (Tier::Meaning, n));
        }
    }

    #[test]
    fn words_alone_search_until_half_is_read() {
        let stories = |read: usize| Library::of((0..4).map(|n| entry(&n.to_string(), "the boiler failed", n < read)));
        assert_eq!(stories(1).find("A boiler?", 3, Some(&ByWords)).tier, Tier::Words);
        assert_eq!(stories(2).find("A boiler?", 3, Some(&ByWords)).tier, Tier::Meaning);
        assert_eq!(stories(4).find("A boiler?", 3, None).tier, Tier::Words);
    }

    #[test]
    fn a_story_told_too_often_or_long_ago_stands_back_and_says_so() {
        let mut entries: Vec<Entry> = (0..3)
            .map(|n| entry(&n.to_string(), "the boiler failed", false))
            .collect();
        (entries[0].told, entries[1].years) = (OFTEN + 2, OLD + 2);
        let found = Library::of(entries).find("When did a boiler fail?", 3, None);
        assert_eq!(found.matches[0].place, 2);
        let told = found.matches.iter().find(|m| m.place == 0).unwrap();
        assert_eq!((told.why.told, told.why.years), (Some(OFTEN + 2), None));
        assert_eq!(
            found.matches.iter().find(|m| m.place == 1).unwrap().why.years,
            Some(OLD + 2)
        );
    }

    #[test]
    fn an_empty_library_passes() {
        let found = Library::default().find("Anything?", 5, Some(&ByWords));
        assert!(found.pass && found.matches.is_empty() && found.confidence < 0.5);
    }

    #[test]
    fn a_reading_survives_being_kept_and_nothing_else_does() {
        let text = "The boiler failed.  I rang the supplier, twice.";
        let reading = Reading::of("The boiler", text, &ByWords).unwrap();
        let bytes = reading.to_bytes();
        assert_eq!(Reading::from_bytes(&bytes), Some(reading));
        for broken in [&[][..], &[9], &bytes[..bytes.len() - 1], &bytes[1..]] {
            assert_eq!(Reading::from_bytes(broken), None);
        }
    }
}
