//! The form of a story: its fields as sent, and the story they make. Nothing is kept on the server between two sends, so
//! the form carries the passages that its sections were cut from, and the version they were read at.
//!
//! What is not here: its markup, see `story_desk`; and keeping, see the pages.

use glidepath_app::Error;
use glidepath_domain::{Beat, Fact, FactKind, Frame, Passage, Principle, Span, Story, Sureness, When};
use glidepath_story::{Field, Section, edited, shown};

use crate::answer_form::AnswerForm;

/// Most facts, passages and sections read from one form: far beyond any story.
const MOST: usize = 2_000;
/// Principles a story is asked for. Source: domain §3.
pub(crate) const PRINCIPLES: usize = 3;
/// What stands between two sections in the text that is reviewed.
const BETWEEN: &str = "\n\n";

/// A field of words: its name in the form, and where it stands in a story.
type Words = (Field, fn(&mut Story) -> &mut String);

/// Every field that holds words and nothing else.
const WORDS: [Words; 19] = [
    (Field::Title, |s| &mut s.title),
    (Field::ConflictWith, |s| &mut s.conflict.with),
    (Field::ConflictOver, |s| &mut s.conflict.over),
    (Field::ConflictLasted, |s| &mut s.conflict.lasted),
    (Field::DecisionOwner, |s| &mut s.decision_owner),
    (Field::Customer, |s| &mut s.customer),
    (Field::Cost, |s| &mut s.cost),
    (Field::Doubt, |s| &mut s.doubt),
    (Field::Choice, |s| &mut s.choice),
    (Field::Hardest, |s| &mut s.hardest),
    (Field::Employer, |s| &mut s.employer),
    (Field::Role, |s| &mut s.role),
    (Field::Function, |s| &mut s.function),
    (Field::Data, |s| &mut s.appendix.data),
    (Field::Technical, |s| &mut s.appendix.technical),
    (Field::Alternatives, |s| &mut s.appendix.alternatives),
    (Field::People, |s| &mut s.appendix.people),
    (Field::Timeline, |s| &mut s.appendix.timeline),
    (Field::Confidential, |s| &mut s.confidential),
];

/// What stands in the form.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct StoryForm {
    /// The story's name; empty for a new one.
    pub(crate) id: String,
    /// The version it was read at.
    pub(crate) version: Option<i64>,
    /// Which draft these words are kept in; empty before the first was.
    pub(crate) draft: String,
    /// The frame its sections are cut by.
    pub(crate) frame: Frame,
    /// The passages its sections were cut from.
    pub(crate) was: Vec<Passage>,
    /// The words of each section, as typed.
    pub(crate) texts: Vec<String>,
    /// Everything but the beats.
    pub(crate) fields: Story,
    /// When it happened, as typed.
    pub(crate) when: String,
    /// How many people worked on it, as typed.
    pub(crate) team: String,
    /// What was chosen to be seen of the review, and whether it is to hurry.
    pub(crate) answer: AnswerForm,
    /// Passages that are to become another beat, by their place among `was`.
    pub(crate) moved: Vec<(usize, Beat)>,
    /// The silent principle of actions told in a section that had none, by the section's place.
    pub(crate) driven: Vec<(usize, Principle)>,
}

impl Default for StoryForm {
    fn default() -> Self {
        Self::of_story("", None, &Story::default(), Frame::Star)
    }
}

impl StoryForm {
    /// The form filled in with a story.
    pub(crate) fn of_story(id: &str, version: Option<i64>, story: &Story, frame: Frame) -> Self {
        let texts = shown(&story.beats, frame)
            .iter()
            .map(|s| s.text(&story.beats))
            .collect();
        let mut fields = story.clone();
        let was = std::mem::take(&mut fields.beats);
        Self {
            id: id.to_owned(),
            version,
            draft: String::new(),
            frame,
            was,
            texts,
            when: story.when.map(|when| when.to_string()).unwrap_or_default(),
            team: story.team_size.map(|people| people.to_string()).unwrap_or_default(),
            fields,
            answer: AnswerForm::default(),
            moved: Vec::new(),
            driven: Vec::new(),
        }
    }

    /// The form from its fields; unknown ones are passed over. A button `frame` says in which frame to go on.
    pub(crate) fn of(sent: &[(String, String)]) -> Self {
        let mut form = Self {
            texts: Vec::new(),
            answer: AnswerForm::of(
                sent.iter()
                    .filter(|(name, _)| name != "text" && name != "role" && name != "level")
                    .cloned()
                    .collect(),
            ),
            ..Self::default()
        };
        let mut to = None;
        for (name, value) in sent {
            let told = || value.replace("\r\n", "\n");
            match name.as_str() {
                "id" => value.clone_into(&mut form.id),
                "version" => form.version = value.parse().ok(),
                "draft" => form.draft = value.chars().filter(char::is_ascii_alphanumeric).take(36).collect(),
                "in" => form.frame = value.parse().unwrap_or(Frame::Star),
                "frame" => to = value.parse().ok(),
                "was.beat" if form.was.len() < MOST => form.was.push(Passage {
                    beat: value.parse().unwrap_or(Beat::Context),
                    text: String::new(),
                    principle: None,
                }),
                "was.text" => {
                    if let Some(last) = form.was.last_mut() {
                        last.text = told();
                    }
                }
                "was.principle" => {
                    if let Some(last) = form.was.last_mut() {
                        last.principle = value.parse().ok();
                    }
                }
                "text" if form.texts.len() < MOST => form.texts.push(told()),
                _ => form.field(name, value),
            }
        }
        for index in 0..form.was.len() {
            let name = format!("silent.{index}");
            if let Some((_, value)) = sent.iter().find(|(n, _)| *n == name) {
                form.was[index].principle = value.parse().ok();
            }
        }
        form.fields.facts.retain(|fact| !is_blank(fact));
        if let Some(frame) = to.filter(|frame| *frame != form.frame) {
            form.show_in(frame);
        }
        form
    }

    /// One of the fields beside the words.
    fn field(&mut self, name: &str, value: &str) {
        let story = &mut self.fields;
        let lines = |text: &str| -> Vec<String> { filled(text.lines()) };
        if let Some(fact) = name.strip_prefix("fact.") {
            return take_fact(&mut story.facts, fact, value);
        }
        if let Some((index, beat)) = numbered(name, "beat.").zip(value.parse().ok()) {
            return self.moved.push((index, beat));
        }
        if let Some((index, principle)) = numbered(name, "driven.").zip(value.parse().ok()) {
            return self.driven.push((index, principle));
        }
        match name {
            "serves" => {
                if let Some(principle) = value.parse().ok().filter(|p| !story.principles.contains(p)) {
                    story.principles.push(principle);
                }
            }
            "constraints" => story.constraints = lines(value),
            // The sign of a tag is no part of it: vaults write it, and it would not come back from one.
            "tags" => story.tags = filled(value.split([',', '\n']).map(|tag| tag.trim().trim_start_matches('#'))),
            "outcome" => story.outcome = value.parse().ok(),
            "scope" => story.scope = value.parse().ok(),
            "level" => story.level = value.parse().ok(),
            "when" => value.trim().clone_into(&mut self.when),
            "team-size" => value.trim().clone_into(&mut self.team),
            _ => {
                if let Some((_, of)) = WORDS.iter().find(|(field, _)| field.slug() == name) {
                    *of(story) = value.replace("\r\n", "\n").trim().to_owned();
                }
            }
        }
    }

    /// The sections the words stand in.
    pub(crate) fn sections(&self) -> Vec<Section> {
        shown(&self.was, self.frame)
    }

    /// Shows the words in another frame. Nothing is lost: what was typed goes back onto the beats first.
    fn show_in(&mut self, frame: Frame) {
        if let Some(beats) = self.beats() {
            self.texts = shown(&beats, frame).iter().map(|s| s.text(&beats)).collect();
            self.was = beats;
            self.frame = frame;
            self.moved.clear();
            self.driven.clear();
        }
    }

    /// The beats as they are now told; none when the form was not sent whole.
    fn beats(&self) -> Option<Vec<Passage>> {
        let mut beats = edited(&self.was, self.frame, &self.texts).ok()?;
        for (index, beat) in &self.moved {
            let Some(old) = self.was.get(*index).filter(|old| old.beat != *beat) else {
                continue;
            };
            // A passage that was rewritten at the same time is found by its place, where the places are still the same.
            let same = beats
                .iter()
                .position(|p| p.text.trim() == old.text.trim() && p.beat == old.beat);
            let place = same.or((beats.len() == self.was.len()).then_some(*index));
            if let Some(passage) = place.and_then(|place| beats.get_mut(place)) {
                passage.beat = *beat;
            }
        }
        let sections = shown(&beats, self.frame);
        for (section, principle) in &self.driven {
            for &index in sections.get(*section).map_or(&[][..], |s| &s.beats) {
                if let Some(passage) = beats
                    .get_mut(index)
                    .filter(|p| p.beat == Beat::Action && p.principle.is_none())
                {
                    passage.principle = Some(*principle);
                }
            }
        }
        Some(beats)
    }

    /// The story as far as it can be read: what is no date or number stays out.
    pub(crate) fn so_far(&self) -> Story {
        Story {
            beats: self.beats().unwrap_or_else(|| self.was.clone()),
            when: When::read(&self.when),
            team_size: self.team.parse().ok(),
            ..self.fields.clone()
        }
    }

    /// The story.
    ///
    /// # Errors
    /// When the form was not sent whole, or a date or a number cannot be read.
    pub(crate) fn story(&self) -> Result<Story, Error> {
        if self.beats().is_none() {
            return Err(Error::invalid(
                "bad-form",
                "The form did not arrive whole",
                "its sections do not fit the words they were cut from",
                "Open the story again and send it from there; what you typed last is in its draft.",
            ));
        }
        let story = self.so_far();
        if !self.when.is_empty() && story.when.is_none() {
            return Err(Error::invalid(
                "bad-date",
                format!("\"{}\" is no date", self.when),
                "a story's time is a year, a month or a day",
                "Write 2024, 2024-05 or 2024-05-31, or leave it blank.",
            ));
        }
        if !self.team.is_empty() && story.team_size.is_none() {
            return Err(Error::invalid(
                "bad-number",
                format!("\"{}\" is no number of people", self.team),
                "the size of a team is a whole number",
                "Write it in digits, or leave it blank.",
            ));
        }
        Ok(story)
    }

    /// The words as they are reviewed, to the letter, and where each section stands in them.
    pub(crate) fn told(&self) -> (String, Vec<Option<Span>>) {
        let mut text = String::new();
        let places = self
            .texts
            .iter()
            .map(|section| {
                if section.trim().is_empty() {
                    return None;
                }
                if !text.is_empty() {
                    text.push_str(BETWEEN);
                }
                let start = text.len();
                text.push_str(section);
                Some(Span::new(start, text.len()))
            })
            .collect();
        (text, places)
    }

    /// What the reviewer is asked.
    pub(crate) fn asked(&self) -> AnswerForm {
        AnswerForm {
            text: self.told().0,
            principles: self.fields.principles.iter().map(|p| p.slug().to_owned()).collect(),
            level: self.fields.level.map(|level| level.to_string()).unwrap_or_default(),
            ..self.answer.clone()
        }
    }

    /// Where a section without any action may say what will drive those told in it.
    pub(crate) fn drives(&self, section: usize) -> Option<Principle> {
        self.driven.iter().find(|(at, _)| *at == section).map(|(_, p)| *p)
    }
}

/// The number after `before` in a field's name.
fn numbered(name: &str, before: &str) -> Option<usize> {
    name.strip_prefix(before)?.parse().ok()
}

fn filled<'t>(parts: impl Iterator<Item = &'t str>) -> Vec<String> {
    let parts = parts.map(str::trim).filter(|part| !part.is_empty());
    parts.take(MOST).map(str::to_owned).collect()
}

fn is_blank(fact: &Fact) -> bool {
    [&fact.what, &fact.value, &fact.baseline, &fact.basis]
        .iter()
        .all(|text| text.trim().is_empty())
}

/// A field of a fact. Each fact begins with its kind.
fn take_fact(facts: &mut Vec<Fact>, name: &str, value: &str) {
    if name == "kind" && facts.len() < MOST {
        facts.push(Fact {
            kind: value.parse().unwrap_or(FactKind::Metric),
            what: String::new(),
            value: String::new(),
            baseline: String::new(),
            basis: String::new(),
            sureness: Sureness::Estimated,
        });
        return;
    }
    let Some(fact) = facts.last_mut() else { return };
    let words = value.trim().to_owned();
    match name {
        "what" => fact.what = words,
        "value" => fact.value = words,
        "baseline" => fact.baseline = words,
        "basis" => fact.basis = words,
        "sureness" => fact.sureness = value.parse().unwrap_or(Sureness::Estimated),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use glidepath_domain::{Beat, Frame, Passage, Principle, Story};

    use super::StoryForm;

    fn passage(beat: Beat, text: &str) -> Passage {
        Passage {
            beat,
            text: text.to_owned(),
            principle: (beat == Beat::Action).then_some(Principle::DiveDeep),
        }
    }

    fn story() -> Story {
        Story {
            title: "The pump".into(),
            beats: vec![
                passage(Beat::Context, "We make pumps."),
                passage(Beat::Role, "I ran the line."),
                passage(Beat::Problem, "One in nine leaked."),
                passage(Beat::Action, "I took forty apart."),
                passage(Beat::Result, "One in ninety leaks now."),
            ],
            ..Story::default()
        }
    }

    /// The form as a browser sends it: each line break as CRLF.
    fn sent(form: &StoryForm, and: &[(&str, &str)]) -> Vec<(String, String)> {
        let mut out = vec![
            ("in".to_owned(), form.frame.slug().to_owned()),
            ("title".into(), form.fields.title.clone()),
        ];
        for passage in &form.was {
            out.push(("was.beat".into(), passage.beat.slug().into()));
            out.push((
                "was.principle".into(),
                passage.principle.map_or("", Principle::slug).into(),
            ));
            out.push(("was.text".into(), passage.text.replace('\n', "\r\n")));
        }
        out.extend(form.texts.iter().map(|t| ("text".to_owned(), t.replace('\n', "\r\n"))));
        out.extend(and.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())));
        out
    }

    #[test]
    fn through_every_frame_and_back_nothing_is_lost() {
        let mut form = StoryForm::of_story("a", Some(1), &story(), Frame::Star);
        for frame in ["soar", "landing", "star", "landing", "soar", "star"] {
            form = StoryForm::of(&sent(&form, &[("frame", frame)]));
            assert_eq!(form.frame.slug(), frame);
            assert_eq!(form.story().unwrap(), story(), "{frame}");
        }
    }

    #[test]
    fn words_typed_before_a_switch_are_kept_by_it() {
        let mut form = StoryForm::of_story("a", Some(1), &story(), Frame::Star);
        form.texts[2].push_str("\n\nThen I changed the seal.");
        let form = StoryForm::of(&sent(&form, &[("frame", "landing")]));
        assert!(form.story().unwrap().text().contains("Then I changed the seal."));
        assert!(form.texts.iter().any(|text| text.contains("Then I changed the seal.")));
    }

    #[test]
    fn a_passage_becomes_another_beat_even_while_it_is_rewritten() {
        let mut form = StoryForm::of_story("a", Some(1), &story(), Frame::Star);
        form.texts[2] = "I took fifty pumps apart.".into();
        let moved = StoryForm::of(&sent(&form, &[("beat.3", "options"), ("silent.3", "ownership")]));
        let beats = moved.story().unwrap().beats;
        assert_eq!(beats[3].beat, Beat::Options);
        assert_eq!(beats[3].principle, Some(Principle::Ownership));
        assert_eq!(beats[3].text, "I took fifty pumps apart.");
    }

    #[test]
    fn a_first_action_may_say_what_drives_it() {
        let mut form = StoryForm::default();
        form.texts[2] = "I stopped the line.".into();
        let form = StoryForm::of(&sent(&form, &[("driven.2", "bias-for-action")]));
        assert_eq!(form.story().unwrap().beats[0].principle, Some(Principle::BiasForAction));
    }

    #[test]
    fn what_cannot_be_read_is_said_and_stays_in_the_form() {
        let form = StoryForm::default();
        for (name, value, code) in [("when", "May 2023", "bad-date"), ("team-size", "five", "bad-number")] {
            let form = StoryForm::of(&sent(&form, &[(name, value)]));
            assert_eq!(form.story().unwrap_err().code, code);
            assert!(form.when == value || form.team == value);
        }
        let torn: Vec<_> = sent(&form, &[])
            .into_iter()
            .filter(|(name, _)| name != "text")
            .collect();
        assert_eq!(StoryForm::of(&torn).story().unwrap_err().code, "bad-form");
    }

    #[test]
    fn blank_facts_are_none_and_principles_come_once() {
        let form = StoryForm::of(&sent(
            &StoryForm::default(),
            &[
                ("fact.kind", "metric"),
                ("fact.what", " leaks "),
                ("fact.value", "1 in 90"),
                ("fact.sureness", "measured"),
                ("fact.kind", "date"),
                ("fact.what", " "),
                ("serves", "dive-deep"),
                ("serves", ""),
                ("serves", "dive-deep"),
                ("constraints", "no money\r\n\r\n no time "),
                ("tags", "#pumps, , quality"),
            ],
        ));
        let story = form.story().unwrap();
        assert_eq!((story.facts.len(), story.facts[0].what.as_str()), (1, "leaks"));
        assert_eq!(story.principles, [Principle::DiveDeep]);
        assert_eq!(story.constraints, ["no money", "no time"]);
        assert_eq!(story.tags, ["pumps", "quality"]);
    }

    #[test]
    fn the_places_of_sections_are_their_words() {
        let mut form = StoryForm::of_story("a", Some(1), &story(), Frame::Star);
        form.texts[1] = "  ".into();
        let (text, places) = form.told();
        for (section, place) in form.texts.iter().zip(places) {
            match place {
                Some(place) => assert_eq!(place.of(&text), section),
                None => assert!(section.trim().is_empty()),
            }
        }
    }
}
