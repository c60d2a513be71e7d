//! The parts of a story, each with its name in files and its form as text. Notes, tables and merging share this table;
//! it leaves out how they are laid out.

use std::str::FromStr;
use std::sync::LazyLock;

use glidepath_domain::{Beat, Fact, FactKind, Passage, Principle, Story, Sureness, UnknownSlug, When};

/// The most items of one list in a table: more would only fill the memory.
const MOST_ITEMS: usize = 2_000;

/// A part of a story that a file may speak of, and that two tellings may differ in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    /// What it is called.
    Title,
    /// All its beats, with their order and their silent principles.
    Beats,
    /// The words of one kind of beat, for files that keep neither order nor principles.
    Beat(Beat),
    /// The principles it serves.
    Principles,
    /// Its facts.
    Facts,
    /// What limited the choices.
    Constraints,
    /// With whom the conflict was.
    ConflictWith,
    /// Over what.
    ConflictOver,
    /// How long it lasted.
    ConflictLasted,
    /// Whose decision it was.
    DecisionOwner,
    /// The customer affected.
    Customer,
    /// What it cost the teller.
    Cost,
    /// What the teller doubted.
    Doubt,
    /// The moment the teller chose.
    Choice,
    /// The hardest moment.
    Hardest,
    /// How it ended.
    Outcome,
    /// When it happened.
    When,
    /// For whom.
    Employer,
    /// As what.
    Role,
    /// How many people worked on it.
    TeamSize,
    /// How far it reached.
    Scope,
    /// The level it is worthy of.
    Level,
    /// The kind of work.
    Function,
    /// Words for finding it.
    Tags,
    /// Raw data and figures behind it.
    Data,
    /// Technical detail behind it.
    Technical,
    /// Alternatives, and how they were compared.
    Alternatives,
    /// People and what they thought.
    People,
    /// What happened when.
    Timeline,
    /// What must not be told.
    Confidential,
}

impl Part {
    /// Everything a story consists of, its beats as a whole.
    pub const WHOLE: &'static [Self] = &[
        Self::Title,
        Self::Principles,
        Self::Tags,
        Self::When,
        Self::Employer,
        Self::Role,
        Self::TeamSize,
        Self::Scope,
        Self::Level,
        Self::Function,
        Self::Outcome,
        Self::DecisionOwner,
        Self::Customer,
        Self::Cost,
        Self::Doubt,
        Self::Choice,
        Self::Hardest,
        Self::ConflictWith,
        Self::ConflictOver,
        Self::ConflictLasted,
        Self::Constraints,
        Self::Facts,
        Self::Beats,
        Self::Data,
        Self::Technical,
        Self::Alternatives,
        Self::People,
        Self::Timeline,
        Self::Confidential,
    ];

    /// Its name: a key of the front matter, the heading of a column.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Beats => "beats",
            // The beat's own name is that of what the teller was.
            Self::Beat(Beat::Role) => "task",
            Self::Beat(beat) => beat.slug(),
            Self::Principles => "principles",
            Self::Facts => "facts",
            Self::Constraints => "constraints",
            Self::ConflictWith => "conflict-with",
            Self::ConflictOver => "conflict-over",
            Self::ConflictLasted => "conflict-lasted",
            Self::DecisionOwner => "decision-owner",
            Self::Customer => "customer",
            Self::Cost => "cost",
            Self::Doubt => "doubt",
            Self::Choice => "choice",
            Self::Hardest => "hardest",
            Self::Outcome => "outcome",
            Self::When => "when",
            Self::Employer => "employer",
            Self::Role => "role",
            Self::TeamSize => "team-size",
            Self::Scope => "scope",
            Self::Level => "level",
            Self::Function => "function",
            Self::Tags => "tags",
            Self::Data => "data",
            Self::Technical => "technical",
            Self::Alternatives => "alternatives",
            Self::People => "people",
            Self::Timeline => "timeline",
            Self::Confidential => "confidential",
        }
    }

    /// Other names that people give it, as [`plain_name`] leaves them.
    pub(crate) const fn aliases(self) -> &'static [&'static str] {
        match self {
            Self::Title => &["story", "name", "story title", "headline"],
            Self::Beat(Beat::Context) => &["situation", "background", "setting"],
            Self::Beat(Beat::Role) => &["my task", "task target", "responsibility"],
            Self::Beat(Beat::Problem) => &["challenge"],
            Self::Beat(Beat::Obstacle) => &["obstacles", "complication"],
            Self::Beat(Beat::Options) => &["trade off", "trade offs"],
            Self::Beat(Beat::Action) => &["actions", "what i did", "approach"],
            Self::Beat(Beat::Result) => &["results", "impact"],
            Self::Beat(Beat::Learning) => &["learnings", "lesson", "lessons", "lessons learned", "reflection"],
            Self::Principles => &[
                "principle",
                "leadership principle",
                "leadership principles",
                "lp",
                "lps",
            ],
            Self::Facts => &["metrics", "metric", "figures", "numbers"],
            Self::Constraints => &["constraint"],
            Self::ConflictWith => &["conflict", "against whom"],
            Self::DecisionOwner => &["owner", "decision", "decided by"],
            Self::Customer => &["customers"],
            Self::Hardest => &["hardest moment"],
            Self::Outcome => &["ending", "success"],
            Self::When => &["date", "year", "time", "period"],
            Self::Employer => &["company", "organisation", "organization", "firm"],
            Self::Role => &["job", "job title", "position"],
            Self::TeamSize => &["team", "people on it"],
            Self::Scope => &["reach"],
            Self::Function => &["area", "field", "domain"],
            Self::Tags => &["tag", "labels", "keywords"],
            Self::Confidential => &["confidentiality", "do not tell", "nda"],
            _ => &[],
        }
    }

    /// Reads a key or a heading of a column, case, spaces and dashes aside.
    pub(crate) fn named(given: &str, among: impl IntoIterator<Item = Self>) -> Option<Self> {
        let squeezed = |name: &str| plain_name(name).replace(' ', "");
        let given = squeezed(given);
        let is_it = |name: &str| squeezed(name) == given;
        let mut all = among.into_iter();
        all.find(|part| is_it(part.name()) || part.aliases().iter().any(|alias| is_it(alias)))
    }

    /// What the story says there, as text: lists one item a line, facts as [`fact_line`] writes them.
    #[must_use]
    pub fn read(self, story: &Story) -> String {
        match self {
            Self::Beats => {
                let told = story.beats.iter().map(|p| match p.principle {
                    None => format!("{}: {}", p.beat, p.text),
                    Some(principle) => format!("{} ({principle}): {}", p.beat, p.text),
                });
                told.collect::<Vec<_>>().join("\n\n")
            }
            Self::Beat(beat) => {
                let told = story.beats.iter().filter(|p| p.beat == beat);
                told.map(|p| p.text.as_str()).collect::<Vec<_>>().join("\n\n")
            }
            Self::Principles => slugs(&story.principles),
            Self::Facts => story.facts.iter().map(fact_line).collect::<Vec<_>>().join("\n"),
            Self::Constraints => story.constraints.join("\n"),
            Self::Tags => story.tags.join("\n"),
            Self::Outcome => story.outcome.map(|o| o.to_string()).unwrap_or_default(),
            Self::When => story.when.map(|w| w.to_string()).unwrap_or_default(),
            Self::TeamSize => story.team_size.map(|n| n.to_string()).unwrap_or_default(),
            Self::Scope => story.scope.map(|s| s.to_string()).unwrap_or_default(),
            Self::Level => story.level.map(|l| l.to_string()).unwrap_or_default(),
            other => other.words(story).cloned().unwrap_or_default(),
        }
    }

    /// Puts text there. An error says what the text should have been; the story is then as before.
    pub(crate) fn put(self, story: &mut Story, text: &str) -> Result<(), String> {
        let blank = text.trim().is_empty();
        let list = matches!(self, Self::Principles | Self::Facts | Self::Constraints | Self::Tags);
        if list && text.split(['\n', ',', ';']).nth(MOST_ITEMS).is_some() {
            return Err(format!("it lists more than {MOST_ITEMS} things"));
        }
        match self {
            Self::Beats => return Err("beats are written under headings".to_owned()),
            Self::Beat(beat) => put_beat(story, beat, text),
            Self::Principles => story.principles = principles(text)?,
            Self::Facts => story.facts = text.lines().filter(|l| !l.trim().is_empty()).map(fact).collect(),
            Self::Constraints => story.constraints = items(text, &['\n', ';']),
            Self::Tags => {
                let words = items(text, &['\n', ',', ';']);
                story.tags = words.iter().map(|t| t.trim_start_matches('#').to_owned()).collect();
            }
            Self::Outcome => story.outcome = slug(text, blank)?,
            Self::When => {
                story.when = match blank {
                    true => None,
                    false => Some(when(text).ok_or_else(|| format!("\"{}\" is no date like 2023-05", brief(text)))?),
                }
            }
            Self::TeamSize => {
                story.team_size = match blank {
                    true => None,
                    false => {
                        Some((text.trim().parse()).map_err(|_| format!("\"{}\" is no number of people", brief(text)))?)
                    }
                }
            }
            Self::Scope => story.scope = slug(text, blank)?,
            Self::Level => story.level = slug(&text.to_uppercase(), blank)?,
            other => {
                if let Some(words) = other.words_mut(story) {
                    text.clone_into(words);
                }
            }
        }
        Ok(())
    }

    /// Makes `ours` say there what `theirs` says.
    pub(crate) fn take(self, ours: &mut Story, theirs: &Story) {
        match self {
            Self::Beats => ours.beats.clone_from(&theirs.beats),
            Self::Beat(beat) => put_beat(ours, beat, &self.read(theirs)),
            Self::Principles => ours.principles.clone_from(&theirs.principles),
            Self::Facts => ours.facts.clone_from(&theirs.facts),
            Self::Constraints => ours.constraints.clone_from(&theirs.constraints),
            Self::Tags => ours.tags.clone_from(&theirs.tags),
            Self::Outcome => ours.outcome = theirs.outcome,
            Self::When => ours.when = theirs.when,
            Self::TeamSize => ours.team_size = theirs.team_size,
            Self::Scope => ours.scope = theirs.scope,
            Self::Level => ours.level = theirs.level,
            other => {
                if let (Some(ours), Some(theirs)) = (other.words_mut(ours), other.words(theirs)) {
                    ours.clone_from(theirs);
                }
            }
        }
    }

    /// Whether both stories say the same there.
    pub(crate) fn same(self, ours: &Story, theirs: &Story) -> bool {
        match self {
            Self::Beats => ours.beats == theirs.beats,
            Self::Principles => ours.principles == theirs.principles,
            Self::Facts => ours.facts == theirs.facts,
            Self::Constraints => ours.constraints == theirs.constraints,
            Self::Tags => ours.tags == theirs.tags,
            other => other.read(ours) == other.read(theirs),
        }
    }

    /// The plain words a part consists of, where it does.
    fn words(self, story: &Story) -> Option<&String> {
        Some(match self {
            Self::Title => &story.title,
            Self::ConflictWith => &story.conflict.with,
            Self::ConflictOver => &story.conflict.over,
            Self::ConflictLasted => &story.conflict.lasted,
            Self::DecisionOwner => &story.decision_owner,
            Self::Customer => &story.customer,
            Self::Cost => &story.cost,
            Self::Doubt => &story.doubt,
            Self::Choice => &story.choice,
            Self::Hardest => &story.hardest,
            Self::Employer => &story.employer,
            Self::Role => &story.role,
            Self::Function => &story.function,
            Self::Data => &story.appendix.data,
            Self::Technical => &story.appendix.technical,
            Self::Alternatives => &story.appendix.alternatives,
            Self::People => &story.appendix.people,
            Self::Timeline => &story.appendix.timeline,
            Self::Confidential => &story.confidential,
            _ => return None,
        })
    }

    pub(crate) fn words_mut(self, story: &mut Story) -> Option<&mut String> {
        Some(match self {
            Self::Title => &mut story.title,
            Self::ConflictWith => &mut story.conflict.with,
            Self::ConflictOver => &mut story.conflict.over,
            Self::ConflictLasted => &mut story.conflict.lasted,
            Self::DecisionOwner => &mut story.decision_owner,
            Self::Customer => &mut story.customer,
            Self::Cost => &mut story.cost,
            Self::Doubt => &mut story.doubt,
            Self::Choice => &mut story.choice,
            Self::Hardest => &mut story.hardest,
            Self::Employer => &mut story.employer,
            Self::Role => &mut story.role,
            Self::Function => &mut story.function,
            Self::Data => &mut story.appendix.data,
            Self::Technical => &mut story.appendix.technical,
            Self::Alternatives => &mut story.appendix.alternatives,
            Self::People => &mut story.appendix.people,
            Self::Timeline => &mut story.appendix.timeline,
            Self::Confidential => &mut story.confidential,
            _ => return None,
        })
    }
}

/// Small letters and digits, one space between words: what two names are compared by.
pub(crate) fn plain_name(name: &str) -> String {
    let letters: String = name
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    letters.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Every plain name of every principle: slug, name, and the part of the name before a semicolon or comma.
static NAMES: LazyLock<Vec<(String, Principle)>> = LazyLock::new(|| {
    let names = |p: &Principle| {
        let first = p.name().split([';', ',']).next().unwrap_or_default();
        [p.slug(), p.name(), first].map(|name| (plain_name(name), *p))
    };
    Principle::ALL.iter().flat_map(names).collect()
});

/// The principle a person means, if it is one.
pub(crate) fn known_principle(given: &str) -> Option<Principle> {
    let plain = plain_name(given);
    NAMES
        .iter()
        .find(|(name, _)| *name == plain)
        .map(|(_, principle)| *principle)
}

/// The principle a person means, or the nearest one.
pub(crate) fn principle(given: &str) -> Result<Principle, UnknownSlug> {
    known_principle(given).map_or_else(|| Principle::from_str(given.trim()), Ok)
}

/// Principles one a line, or between semicolons or commas; the comma in "Are Right, A Lot" does no harm.
fn principles(text: &str) -> Result<Vec<Principle>, String> {
    let mut found = Vec::new();
    for chunk in items(text, &['\n', '|']) {
        // A whole chunk first, since some names hold a comma or a semicolon.
        let parts = match known_principle(&chunk) {
            Some(one) => vec![one],
            None => {
                let mut parts = Vec::new();
                for piece in items(&chunk, &[';', ',']) {
                    match plain_name(&piece).as_str() {
                        "a lot" | "disagree and commit" if !parts.is_empty() => {}
                        _ => parts.push(principle(&piece).map_err(|e| e.to_string())?),
                    }
                }
                parts
            }
        };
        for one in parts {
            if !found.contains(&one) {
                found.push(one);
            }
        }
    }
    Ok(found)
}

fn slugs(principles: &[Principle]) -> String {
    principles.iter().map(|p| p.slug()).collect::<Vec<_>>().join("\n")
}

fn slug<T: FromStr<Err = UnknownSlug>>(text: &str, blank: bool) -> Result<Option<T>, String> {
    if blank {
        return Ok(None);
    }
    let trimmed = text.trim();
    let lower = plain_name(trimmed).replace(' ', "-");
    let read = T::from_str(trimmed).or_else(|first| T::from_str(&lower).map_err(|_| first));
    read.map(Some)
        .map_err(|unknown| format!("{unknown}; it is one of {}", unknown.valid.join(", ")))
}

fn items(text: &str, ends: &[char]) -> Vec<String> {
    let parts = text.split(|c| ends.contains(&c)).map(str::trim);
    parts.filter(|item| !item.is_empty()).map(str::to_owned).collect()
}

/// Replaces the words of one kind of beat; the first of its passages keeps place and principle.
fn put_beat(story: &mut Story, beat: Beat, text: &str) {
    if Part::Beat(beat).read(story) == text {
        return;
    }
    let mut seen = false;
    story.beats.retain_mut(|passage| {
        if passage.beat != beat {
            return true;
        }
        let first = !std::mem::replace(&mut seen, true);
        if first {
            text.clone_into(&mut passage.text);
        }
        first && !text.trim().is_empty()
    });
    if !seen && !text.trim().is_empty() {
        let place = story
            .beats
            .iter()
            .position(|p| p.beat > beat)
            .unwrap_or(story.beats.len());
        let passage = Passage {
            beat,
            text: text.to_owned(),
            principle: None,
        };
        story.beats.insert(place, passage);
    }
}

/// A fact on one line: `metric | what | value | baseline | basis | measured`.
pub(crate) fn fact_line(fact: &Fact) -> String {
    let flat = |text: &str| text.replace(['\r', '\n'], " ").replace('|', "/");
    let parts = [&fact.what, &fact.value, &fact.baseline, &fact.basis];
    let parts = parts.map(|part| flat(part)).join(" | ");
    format!("{} | {parts} | {}", fact.kind, fact.sureness)
}

/// Reads such a line. A line of any other form is a figure, "what: value" or the value alone, and a guess: a surer
/// thing is not claimed for anybody.
pub(crate) fn fact(line: &str) -> Fact {
    let parts: Vec<&str> = line.split('|').map(str::trim).collect();
    let at = |place: usize| parts.get(place).copied().unwrap_or_default().to_owned();
    if parts.len() > 1 {
        let kind = parts
            .first()
            .and_then(|first| first.to_lowercase().parse::<FactKind>().ok());
        let shift = usize::from(kind.is_some());
        return Fact {
            kind: kind.unwrap_or(FactKind::Metric),
            what: at(shift),
            value: at(shift + 1),
            baseline: at(shift + 2),
            basis: at(shift + 3),
            sureness: at(shift + 4).to_lowercase().parse().unwrap_or(Sureness::Guessed),
        };
    }
    let (what, value) = line.split_once(": ").unwrap_or(("", line));
    Fact {
        kind: FactKind::Metric,
        what: what.trim().to_owned(),
        value: value.trim().to_owned(),
        baseline: String::new(),
        basis: String::new(),
        sureness: Sureness::Guessed,
    }
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// A date as people write it: what [`When`] reads, `2023/05`, `05/2023`, "May 2023". Day and month are never guessed.
pub(crate) fn when(text: &str) -> Option<When> {
    let text = text.trim();
    let dashed = text.replace(['/', '.'], "-");
    if let Some(read) = When::read(&dashed) {
        return Some(read);
    }
    let turned = dashed
        .split_once('-')
        .map(|(month, year)| format!("{year}-{month:0>2}"));
    if let Some(read) = turned.filter(|t| t.len() == 7).and_then(|t| When::read(&t)) {
        return Some(read);
    }
    let (month, year) = text.split_once([' ', ','])?;
    let month = month.trim_end_matches('.').to_lowercase();
    let place = MONTHS
        .iter()
        .position(|name| month.len() >= 3 && name.starts_with(&month))?;
    When::read(&format!("{}-{:02}", year.trim(), place + 1))
}

/// The beginning of a text, for a message.
pub(crate) fn brief(text: &str) -> String {
    let one_line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match one_line.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", &one_line[..end]),
        None => one_line,
    }
}

/// The name among `known` most like `given`, if any is alike.
pub(crate) fn nearest<'a>(given: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let given = plain_name(given);
    let alike = |name: &&str| strsim::jaro_winkler(&given, &plain_name(name));
    let best = known.into_iter().max_by(|a, b| alike(a).total_cmp(&alike(b)))?;
    (alike(&best) >= 0.78).then_some(best)
}

#[cfg(test)]
mod tests {
    use glidepath_domain::{Beat, FactKind, Passage, Principle, Story, Sureness};

    use super::{Part, fact, fact_line, nearest, when};

    #[test]
    fn a_name_is_read_whatever_its_case_and_dashes() {
        let parts = || Part::WHOLE.iter().copied();
        assert_eq!(Part::named(" Team_Size ", parts()), Some(Part::TeamSize));
        assert_eq!(Part::named("Leadership Principles", parts()), Some(Part::Principles));
        assert_eq!(Part::named("colour", parts()), None);
    }

    #[test]
    fn no_two_parts_share_a_name() {
        let beats = Beat::ALL.iter().map(|beat| Part::Beat(*beat));
        let mut seen = std::collections::BTreeSet::new();
        for part in Part::WHOLE.iter().copied().chain(beats) {
            for name in part
                .aliases()
                .iter()
                .copied()
                .chain([super::plain_name(part.name()).as_str()])
            {
                assert!(seen.insert(name.to_owned()), "{name}");
            }
        }
    }

    #[test]
    fn principles_are_read_by_slug_and_by_name() {
        let mut story = Story::default();
        Part::Principles
            .put(
                &mut story,
                "Are Right, A Lot, Dive Deep\nhave-backbone-disagree-and-commit; ownership",
            )
            .unwrap();
        let read = [
            Principle::AreRightALot,
            Principle::DiveDeep,
            Principle::HaveBackbone,
            Principle::Ownership,
        ];
        assert_eq!(story.principles, read);
        let wrong = Part::Principles.put(&mut story, "Dive Depth").unwrap_err();
        assert!(wrong.contains("dive-deep"), "{wrong}");
        assert_eq!(story.principles, read, "a wrong value changes nothing");
    }

    #[test]
    fn dates_are_read_as_people_write_them() {
        for (given, read) in [
            ("2023/05", "2023-05"),
            ("05/2023", "2023-05"),
            ("5/2023", "2023-05"),
            ("May 2023", "2023-05"),
            ("Sept. 2021", "2021-09"),
            ("2024", "2024"),
        ] {
            assert_eq!(when(given).map(|w| w.to_string()).as_deref(), Some(read), "{given}");
        }
        for wrong in [
            "last spring",
            "05/06/2023",
            "13/2023",
            "",
            "Maybe 2023",
            "Ma 2023",
            "é 2023",
        ] {
            assert_eq!(when(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_fact_survives_its_line_and_a_bare_line_is_a_guess() {
        let line = "metric | refunds in a day | 38 % | 12 % | dashboard | measured";
        assert_eq!(fact_line(&fact(line)), line);
        let bare = fact("Tickets: 40 fewer a week");
        assert_eq!(
            (bare.what.as_str(), bare.value.as_str()),
            ("Tickets", "40 fewer a week")
        );
        assert_eq!((bare.kind, bare.sureness), (FactKind::Metric, Sureness::Guessed));
    }

    #[test]
    fn new_words_for_a_beat_keep_its_place_and_its_principle() {
        let passage = |beat, text: &str, principle| Passage {
            beat,
            text: text.to_owned(),
            principle,
        };
        let mut story = Story {
            beats: vec![
                passage(Beat::Action, "one", Some(Principle::DiveDeep)),
                passage(Beat::Result, "two", None),
                passage(Beat::Action, "three", None),
            ],
            ..Story::default()
        };
        let before = story.clone();
        Part::Beat(Beat::Action).put(&mut story, "one\n\nthree").unwrap();
        assert_eq!(story, before, "the same words change nothing");
        Part::Beat(Beat::Action).put(&mut story, "new").unwrap();
        Part::Beat(Beat::Context).put(&mut story, "first").unwrap();
        assert_eq!(
            story.beats,
            [
                passage(Beat::Context, "first", None),
                passage(Beat::Action, "new", Some(Principle::DiveDeep)),
                passage(Beat::Result, "two", None),
            ]
        );
    }

    #[test]
    fn a_likely_name_is_offered_and_an_unlikely_one_is_not() {
        assert_eq!(nearest("Sitation", ["situation", "task"]), Some("situation"));
        assert_eq!(nearest("colour", ["situation", "task"]), None);
    }
}
