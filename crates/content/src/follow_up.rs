//! What an interviewer asks next: templates by variable and layer, and how each temperament opens. Which of them is asked is
//! the business of `glidepath-interview`.

use std::sync::LazyLock;

use glidepath_domain::{Layer, Temperament};
use serde::Deserialize;

macro_rules! slugs {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $slug:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$vmeta])* $variant,)+ }

        impl $name {
            /// Every one, in declared order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// Its name in content files.
            #[must_use]
            pub const fn slug(self) -> &'static str {
                match self { $(Self::$variant => $slug,)+ }
            }
        }
    };
}

slugs! {
    /// Where in what was said a follow-up takes the words that it quotes.
    Source {
        /// The words a finding is about.
        Finding = "finding",
        /// How it began.
        Opening = "opening",
        /// How it ended.
        Ending = "ending",
        /// A sentence that sets the scene.
        Context = "context",
        /// A sentence that says what went wrong.
        Problem = "problem",
        /// A sentence that says what stood in the way.
        Obstacle = "obstacle",
        /// A sentence that weighs or chooses.
        Options = "options",
        /// A sentence that says what the teller did.
        Action = "action",
        /// A sentence that says what came of it.
        Result = "result",
        /// A sentence that says what was learned.
        Learning = "learning",
        /// Words in which "we" act.
        We = "we",
        /// Words in which nobody is named who acts.
        Nobody = "nobody",
        /// Words in which the person named in `{person}` acts.
        Person = "person",
        /// Words around a figure.
        Figure = "figure",
        /// The latest reply.
        Reply = "reply",
    }
}

slugs! {
    /// What kind of thing answers a follow-up. Once it was said, asking for it again is idle.
    Want {
        /// A quantity.
        Figure = "figure",
        /// A quantity from before, or to compare with.
        Baseline = "baseline",
        /// Somebody by name or by role.
        Person = "person",
        /// What somebody else said or thought.
        Words = "words",
        /// A because.
        Reason = "reason",
        /// Something else that could have been done.
        Alternative = "alternative",
        /// One day or one time.
        Occasion = "occasion",
        /// What the teller did.
        Deed = "deed",
        /// What was given up, lost or went wrong.
        Cost = "cost",
        /// What would be, had it been otherwise.
        Otherwise = "otherwise",
    }
}

/// What a follow-up is about: one file of templates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variable {
    /// Its permanent name, which is that of its file.
    pub slug: &'static str,
    /// What an interviewer has not heard yet, for the page: one sentence.
    pub what: String,
}

/// One follow-up with blanks. `{quote}` and `{person}` stand for words of the answer or of a reply; one that cannot be
/// filled makes the template unusable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowUpTemplate {
    /// Its permanent name.
    pub slug: String,
    /// What it is about.
    pub variable: &'static str,
    /// How deep it goes.
    pub layer: Layer,
    /// Slugs of the rules whose findings it goes after.
    pub serves: Vec<String>,
    /// Whether it takes for granted only what is true of any story, so that it may be asked without such a finding.
    pub anyone: bool,
    /// Where its quote comes from, first choice first; empty where it quotes nothing.
    pub from: Vec<Source>,
    /// What would answer it.
    pub wants: Want,
    /// Slugs of strengths that answer it already.
    pub unless: Vec<String>,
    /// Its words, in full.
    pub ask: String,
    /// Its words from somebody who uses few.
    pub terse: String,
    /// Its words from a friendly, a drilling and a sceptical interviewer, where they are not an opening and [`Self::ask`].
    own: [Option<String>; 3],
}

impl FollowUpTemplate {
    /// Its words for a temperament, and whether they want one of the temperament's openings before them.
    #[must_use]
    pub fn wording(&self, temperament: Temperament) -> (&str, bool) {
        let own = match temperament {
            Temperament::Terse => return (&self.terse, false),
            Temperament::Friendly => &self.own[0],
            Temperament::Drilling => &self.own[1],
            Temperament::Sceptical => &self.own[2],
        };
        own.as_deref().map_or((&self.ask, true), |own| (own, false))
    }

    /// Every wording there is.
    pub fn wordings(&self) -> impl Iterator<Item = &str> {
        let own = self.own.iter().filter_map(Option::as_deref);
        [self.ask.as_str(), self.terse.as_str()].into_iter().chain(own)
    }
}

/// How one temperament opens a follow-up.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Voice {
    /// Openings of a new question; an empty one says nothing.
    pub openings: Vec<String>,
    /// Openings of a question that is put again because it was not answered.
    pub again: Vec<String>,
}

/// Something to cut in with: a question beside the point, that one sentence answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CutIn {
    /// The words.
    pub text: String,
    /// What would answer it.
    pub wants: Want,
}

/// All of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FollowUps {
    /// What follow-ups are about.
    pub variables: Vec<Variable>,
    /// The templates, by variable, shallowest first.
    pub templates: Vec<FollowUpTemplate>,
    voices: [Voice; 4],
    /// What to cut in with.
    pub cut_ins: Vec<CutIn>,
}

impl FollowUps {
    /// How a temperament opens.
    #[must_use]
    pub const fn voice(&self, temperament: Temperament) -> &Voice {
        &self.voices[temperament as usize]
    }

    /// The variable of a name.
    #[must_use]
    pub fn variable(&self, slug: &str) -> Option<&Variable> {
        self.variables.iter().find(|variable| variable.slug == slug)
    }
}

macro_rules! embed {
    ($($slug:literal,)+) => {
        /// One file a variable: its slug and its text. Their order decides between variables that are equally weak.
        const FILES: &[(&str, &str)] = &[
            $(($slug, include_str!(concat!("../../../content/followups/", $slug, ".toml"))),)+
        ];
    };
}

embed! {
    "numbers",
    "baseline",
    "mechanism",
    "own-part",
    "opposition",
    "commitment",
    "risk",
    "failure",
    "alternatives",
    "decision",
    "customer",
    "people",
    "learning",
    "occasion",
    "pressure",
    "time",
    "stakes",
    "ending",
    "thread",
    "footing",
}

const VOICES: &str = include_str!("../../../content/followups/voices.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    what: String,
    template: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    slug: String,
    layer: String,
    serves: Vec<String>,
    #[serde(default)]
    anyone: bool,
    #[serde(default)]
    from: Vec<String>,
    wants: String,
    #[serde(default)]
    unless: Vec<String>,
    ask: String,
    terse: String,
    friendly: Option<String>,
    drilling: Option<String>,
    sceptical: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct VoiceFile {
    friendly: VoiceRow,
    drilling: VoiceRow,
    sceptical: VoiceRow,
    cut_in: Vec<CutInRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct VoiceRow {
    openings: Vec<String>,
    again: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CutInRow {
    text: String,
    wants: String,
}

impl From<VoiceRow> for Voice {
    fn from(row: VoiceRow) -> Self {
        Self {
            openings: row.openings,
            again: row.again,
        }
    }
}

fn want(slug: &str) -> Result<Want, String> {
    let known = Want::ALL.iter().copied().find(|want| want.slug() == slug);
    known.ok_or_else(|| format!("nothing is called \"{slug}\" that could be wanted"))
}

fn source(slug: &str) -> Result<Source, String> {
    let known = Source::ALL.iter().copied().find(|source| source.slug() == slug);
    known.ok_or_else(|| format!("there is no source \"{slug}\""))
}

fn template(variable: &'static str, row: Row) -> Result<FollowUpTemplate, String> {
    let wrong = |what: String| format!("{}: {what}", row.slug);
    Ok(FollowUpTemplate {
        layer: row
            .layer
            .parse()
            .map_err(|_| wrong(format!("no layer \"{}\"", row.layer)))?,
        from: row
            .from
            .iter()
            .map(|slug| source(slug))
            .collect::<Result<_, _>>()
            .map_err(wrong)?,
        wants: want(&row.wants).map_err(wrong)?,
        variable,
        slug: row.slug,
        serves: row.serves,
        anyone: row.anyone,
        unless: row.unless,
        ask: row.ask,
        terse: row.terse,
        own: [row.friendly, row.drilling, row.sceptical],
    })
}

fn read(files: &[(&'static str, &str)], voices: &str) -> Result<FollowUps, String> {
    let mut all = FollowUps::default();
    for (slug, text) in files {
        let file: File = toml::from_str(text).map_err(|error| format!("{slug}: {error}"))?;
        let mut templates = file
            .template
            .into_iter()
            .map(|row| template(slug, row))
            .collect::<Result<Vec<_>, _>>()?;
        templates.sort_by_key(|template| template.layer);
        all.templates.append(&mut templates);
        all.variables.push(Variable { slug, what: file.what });
    }
    let file: VoiceFile = toml::from_str(voices).map_err(|error| format!("voices: {error}"))?;
    for (temperament, row) in [
        (Temperament::Friendly, file.friendly),
        (Temperament::Drilling, file.drilling),
        (Temperament::Sceptical, file.sceptical),
    ] {
        all.voices[temperament as usize] = row.into();
    }
    for row in file.cut_in {
        let wants = want(&row.wants)?;
        all.cut_ins.push(CutIn { text: row.text, wants });
    }
    Ok(all)
}

/// Every follow-up template. A test holds that the files can be read, so nothing is left out here.
#[must_use]
pub fn follow_ups() -> &'static FollowUps {
    static ALL: LazyLock<FollowUps> = LazyLock::new(|| read(FILES, VOICES).unwrap_or_default());
    &ALL
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeSet, HashSet};

    use glidepath_domain::{Layer, Temperament};

    use super::{FILES, Source, VOICES, follow_ups, read};

    #[test]
    fn every_file_can_be_read_and_none_is_left_out() {
        let all = read(FILES, VOICES).unwrap();
        assert!(all == *follow_ups());
        assert!(all.templates.len() >= 120, "{} templates", all.templates.len());
        let listed: BTreeSet<&str> = FILES.iter().map(|(slug, _)| *slug).chain(["voices"]).collect();
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../content/followups");
        let on_disk: BTreeSet<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| {
                entry
                    .unwrap()
                    .path()
                    .file_stem()
                    .unwrap()
                    .to_string_lossy()
                    .into_owned()
            })
            .collect();
        assert_eq!(listed, on_disk.iter().map(String::as_str).collect());
    }

    #[test]
    fn every_variable_has_every_layer() {
        for variable in &follow_ups().variables {
            for layer in Layer::ALL {
                let here = follow_ups()
                    .templates
                    .iter()
                    .filter(|t| t.variable == variable.slug && t.layer == *layer);
                assert!(here.count() >= 1, "{} has nothing at {layer}", variable.slug);
            }
        }
    }

    #[test]
    fn no_words_come_twice_and_every_wording_has_the_same_blanks() {
        let mut seen = HashSet::new();
        for template in &follow_ups().templates {
            assert!(
                seen.insert(template.slug.clone()) && template.slug.starts_with(template.variable),
                "{}",
                template.slug
            );
            assert!(!template.serves.is_empty(), "{}", template.slug);
            let blanks = |text: &str| -> Vec<bool> {
                ["{quote}", "{person}"]
                    .iter()
                    .map(|blank| text.contains(blank))
                    .collect()
            };
            for wording in template.wordings() {
                assert!(seen.insert(wording.to_owned()), "said twice: {wording}");
                assert_eq!(blanks(wording), blanks(&template.ask), "{wording}");
                assert_eq!(
                    wording.matches('{').count(),
                    blanks(wording).iter().filter(|there| **there).count(),
                    "{wording}"
                );
                assert!(wording.ends_with(['?', '.']), "{wording}");
                assert!(!wording.contains("that that"), "{wording}");
            }
            assert_eq!(
                template.ask.contains("{quote}"),
                !template.from.is_empty(),
                "{}",
                template.slug
            );
            assert!(
                template.terse.split_whitespace().count() <= 14,
                "not terse: {}",
                template.terse
            );
        }
    }

    #[test]
    fn every_temperament_has_its_voice() {
        for temperament in Temperament::ALL {
            let voice = follow_ups().voice(*temperament);
            let quiet = *temperament == Temperament::Terse;
            assert_eq!(
                voice.openings.is_empty() && voice.again.is_empty(),
                quiet,
                "{temperament}"
            );
        }
        assert!(follow_ups().cut_ins.len() >= 3);
    }

    #[test]
    fn a_wrong_row_is_told_by_its_name() {
        let row = |field: &str, value: &str| {
            let mut rows = [
                ("layer", "\"clarify\""),
                ("from", "[\"result\"]"),
                ("wants", "\"figure\""),
            ];
            if let Some(entry) = rows.iter_mut().find(|(name, _)| *name == field) {
                entry.1 = value;
            }
            let lines: Vec<String> = rows.iter().map(|(name, value)| format!("{name} = {value}")).collect();
            let file = format!(
                "what = \"x\"\n[[template]]\nslug = \"a\"\nserves = [\"thin\"]\nask = \"?\"\nterse = \"?\"\n{}",
                lines.join("\n")
            );
            read(&[("a", &file)], VOICES).map(|all| all.templates[0].from.clone())
        };
        assert_eq!(row("", ""), Ok(vec![Source::Result]));
        assert_eq!(row("layer", "\"deep\""), Err("a: no layer \"deep\"".to_owned()));
        assert_eq!(
            row("from", "[\"moon\"]"),
            Err("a: there is no source \"moon\"".to_owned())
        );
        assert!(
            row("wants", "\"gold\"")
                .unwrap_err()
                .starts_with("a: nothing is called")
        );
        assert!(read(&[("a", "nonsense")], VOICES).is_err());
    }
}
