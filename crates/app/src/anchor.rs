//! A story made into an anchor: its first sentence, cues, figures, its last sentence. All of it is cut from the story, to the word.

use glidepath_domain::{Attempt, Beat, Date, Fact, FactKind, Principle, Story};
use glidepath_story::proposed;
use glidepath_text::Transcript;

use crate::cheat_sheet::{Anchor, Figure};

/// Words of a cue: enough to set memory going, too few to read out.
const CUE_WORDS: usize = 12;
const CUES: usize = 3;
const FIGURES: usize = 2;

/// A story as an anchor for a principle; with `above`, where it stands in full.
pub(crate) fn anchor(id: &str, story: &Story, principle: Principle, above: Option<Principle>) -> Anchor {
    let opening = sentences(&story.text()).into_iter().next().unwrap_or_default();
    let landing = landing(story);
    let in_full = above.is_none();
    let cues = cues(story, principle, in_full, &[&opening, &landing]);
    Anchor {
        id: id.to_owned(),
        title: story.title.trim().to_owned(),
        above,
        opening: if in_full { opening } else { String::new() },
        figures: if in_full { figures(story) } else { Vec::new() },
        landing: if in_full { landing } else { String::new() },
        cues,
    }
}

/// The sentences of a text, word for word, each on one line.
fn sentences(text: &str) -> Vec<String> {
    // The day decides nothing about where a sentence ends.
    let any = Date {
        year: 2000,
        month: 1,
        day: 1,
    };
    let attempt = Attempt::of(text, any);
    let transcript = Transcript::read(&attempt);
    let told = transcript
        .sentences
        .iter()
        .filter_map(|sentence| text.get(sentence.span.start..sentence.span.end));
    told.map(one_line).filter(|sentence| !sentence.is_empty()).collect()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn landing(story: &Story) -> String {
    let last = |beat: Beat| {
        let passages = story.beats.iter().rev().filter(move |passage| passage.beat == beat);
        passages.filter_map(|passage| sentences(&passage.text).pop()).next()
    };
    // Whichever of the two is told last ends the story.
    let ends_with = story
        .beats
        .iter()
        .rev()
        .find(|passage| matches!(passage.beat, Beat::Result | Beat::Learning) && !passage.text.trim().is_empty());
    ends_with.and_then(|passage| last(passage.beat)).unwrap_or_default()
}

/// Where the story turns for this principle: what was done for its sake first, then the moment of choice, the hardest moment,
/// and what stood in the way. A story that stands in full elsewhere has the first of these alone: the other angle.
fn cues(story: &Story, principle: Principle, in_full: bool, told: &[&str]) -> Vec<String> {
    let of = |beat: Beat, for_it: bool| {
        let passages = story
            .beats
            .iter()
            .filter(move |passage| passage.beat == beat && (!for_it || passage.principle == Some(principle)));
        passages.filter_map(|passage| sentences(&passage.text).into_iter().next())
    };
    let fields = [&story.choice, &story.hardest, &story.doubt];
    let fields = fields
        .into_iter()
        .filter_map(|field| sentences(field).into_iter().next());
    let rest = fields
        .chain(of(Beat::Obstacle, false))
        .chain(of(Beat::Problem, false))
        .chain(of(Beat::Options, false))
        .chain(of(Beat::Action, false));
    let all = of(Beat::Action, true).chain(rest.filter(|_| in_full));
    let mut cues: Vec<String> = Vec::new();
    for sentence in all.filter(|sentence| !told.contains(&sentence.as_str())) {
        let cue = brief(&sentence);
        if !cues.contains(&cue) {
            cues.push(cue);
        }
        if cues.len() == CUES {
            break;
        }
    }
    cues
}

/// The beginning of a sentence, to the word.
fn brief(sentence: &str) -> String {
    let mut words = sentence.split(' ');
    let mut brief = words.by_ref().take(CUE_WORDS).collect::<Vec<_>>().join(" ");
    if words.next().is_some() {
        let end = brief.trim_end_matches([',', ';', ':', '-', '–']).len();
        brief.truncate(end);
        brief.push('…');
    }
    brief
}

/// Figures of the ledger, surest first; where it has too few, those found in the words.
pub(crate) fn figures(story: &Story) -> Vec<Figure> {
    let is_figure = |fact: &&Fact| fact.kind == FactKind::Metric && !fact.value.trim().is_empty();
    let figure = |fact: &Fact, kept| Figure {
        value: one_line(&fact.value),
        what: one_line(&fact.what),
        baseline: one_line(&fact.baseline),
        kept,
    };
    let mut ledger: Vec<&Fact> = story.facts.iter().filter(is_figure).collect();
    ledger.sort_by_key(|fact| fact.sureness as u8);
    let mut figures: Vec<Figure> = ledger
        .into_iter()
        .take(FIGURES)
        .map(|fact| figure(fact, true))
        .collect();
    if figures.len() < FIGURES {
        let found = proposed(story);
        let mut found: Vec<&Fact> = found.iter().filter(is_figure).collect();
        // One that is told with its before says more.
        found.sort_by_key(|fact| fact.baseline.trim().is_empty());
        let lacking = FIGURES - figures.len();
        figures.extend(found.into_iter().take(lacking).map(|fact| figure(fact, false)));
    }
    figures
}
