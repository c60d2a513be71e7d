//! What the settings file may hold: one line a key, and the keys each rule brings with it.

use glidepath_domain::{Level, Role, Severity};
use glidepath_models::DEFAULT_HUB;
use glidepath_review::rules;

use super::{PORT, TranscriberUse};
use crate::Error;
use crate::practice::{LONGEST_LIMIT_S, SHORTEST_LIMIT_S};

/// What kind of value a key takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// True or false.
    Switch,
    /// A whole number from 1 to 65535.
    Port,
    /// A number of nought or more.
    Number,
    /// `L4` to `L8`.
    Level,
    /// `sde`, `pm`, `em`, `data` or `ops`.
    Role,
    /// `hint`, `watch`, `costly` or `never`.
    FailOn,
    /// A list of rules, each with a reason.
    Allow,
    /// The address of a hub.
    Hub,
    /// The address of a database.
    Store,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// A whole number from the first to the second.
    Whole(u32, u32),
    /// The address of a server that sound is sent to.
    Server,
    /// A two-letter code of a language.
    Language,
    /// A short name without blanks.
    Name,
}

impl Kind {
    /// The values it takes, in words.
    #[must_use]
    pub fn takes(self) -> String {
        match self {
            Self::Switch => "true or false".to_owned(),
            Self::Port => "a whole number from 1 to 65535".to_owned(),
            Self::Number => "a number of nought or more".to_owned(),
            Self::Level | Self::Role | Self::FailOn | Self::Choice(_) => {
                format!("one of \"{}\"", self.words().join("\", \""))
            }
            Self::Hub => "an address in quotes that begins with https://".to_owned(),
            Self::Store => format!("an address in quotes that begins with {}", STORE.join(" or ")),
            Self::Whole(least, most) => format!("a whole number from {least} to {most}"),
            Self::Server => {
                "an address in quotes that begins with https://, or with http:// on this machine".to_owned()
            }
            Self::Language => "a two-letter code in quotes, such as \"en\"".to_owned(),
            Self::Name => "a name in quotes, without blanks".to_owned(),
            Self::Allow => "a list such as [{ rule = \"too-long\", reason = \"a written answer\" }]".to_owned(),
        }
    }

    /// The valid words, where it takes a word.
    #[must_use]
    pub fn words(self) -> Vec<&'static str> {
        match self {
            Self::Level => Level::ALL.iter().map(|l| l.slug()).collect(),
            Self::Role => Role::ALL.iter().map(|r| r.slug()).collect(),
            Self::FailOn => Severity::ALL.iter().map(|s| s.slug()).chain(["never"]).collect(),
            Self::Choice(words) => words.to_vec(),
            _ => Vec::new(),
        }
    }
}

/// How the address of a database may begin.
pub(super) const STORE: [&str; 2] = ["postgres://", "postgresql://"];

/// Sections that belong to no rule.
pub(super) const SECTIONS: &[&str] = if cfg!(feature = "hosted") {
    &["review", "serve", "models", "transcriber", "practice", "store"]
} else {
    &["review", "serve", "models", "transcriber", "practice"]
};

/// A key of the settings file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// Dotted: `serve.port`, `rules.thin.min_words`.
    pub name: String,
    /// What it takes.
    pub kind: Kind,
    /// The value unless set, as it would be written; empty when there is none.
    pub default: String,
    /// What it does.
    pub meaning: String,
    /// Where the default comes from; empty where it is a plain choice.
    pub source: &'static str,
}

impl Key {
    /// Section and last part of the name.
    #[must_use]
    pub fn parts(&self) -> (&str, &str) {
        self.name.rsplit_once('.').unwrap_or(("", &self.name))
    }
}

/// Keys that belong to no rule: name, kind, default, meaning.
const PLAIN: &[(&str, Kind, &str, &str)] = &[
    (
        "review.level",
        Kind::Level,
        "",
        "the level to review for where an answer names none",
    ),
    (
        "review.role",
        Kind::Role,
        "",
        "the role to review for where an answer names none",
    ),
    (
        "review.fail_on",
        Kind::FailOn,
        "\"never\"",
        "from which severity on `glidepath review` ends with exit code 1",
    ),
    ("review.rules_only", Kind::Switch, "false", "use rules alone, no model"),
    (
        "review.allow",
        Kind::Allow,
        "[]",
        "rules whose findings you have chosen to live with, and why",
    ),
    ("serve.port", Kind::Port, "", "the port of the web app on 127.0.0.1"),
    (
        "serve.open",
        Kind::Switch,
        "true",
        "open the browser when the web app starts",
    ),
    (
        "models.hub",
        Kind::Hub,
        "",
        "where `glidepath models pull` fetches from: the hub, or a mirror of it",
    ),
    (
        "transcriber.use",
        Kind::Choice(TranscriberUse::WORDS),
        "\"auto\"",
        "who writes down what was said: the built-in model, a server, or nobody",
    ),
    (
        "transcriber.url",
        Kind::Server,
        "",
        "a server that takes recordings as OpenAI's does; what you say then leaves this machine",
    ),
    (
        "transcriber.model",
        Kind::Name,
        "\"whisper-1\"",
        "the model that server is asked for",
    ),
    (
        "transcriber.key_env",
        Kind::Name,
        "",
        "the environment variable that holds the server's key",
    ),
    (
        "transcriber.timeout_s",
        Kind::Whole(1, 3_600),
        "120",
        "how many seconds that server may take",
    ),
    (
        "transcriber.language",
        Kind::Language,
        "",
        "the language spoken; found out unless it is set",
    ),
    (
        "practice.limit_s",
        Kind::Whole(SHORTEST_LIMIT_S, LONGEST_LIMIT_S),
        "180",
        "the timebox of an answer in seconds",
    ),
    (
        "practice.language",
        Kind::Language,
        "",
        "the language whose own rates say what is fast and slow; that of your words unless it is set",
    ),
    (
        "practice.fluency_penalties",
        Kind::Switch,
        "true",
        "say when pace, pauses, held sounds or melody stand out; the recording's own faults are always said",
    ),
    (
        "practice.retention_days",
        Kind::Whole(1, 3_650),
        "",
        "after how many days the sound of a take is removed; its words stay",
    ),
    (
        "practice.nudges",
        Kind::Choice(&["on", "off", "trial"]),
        "\"on\"",
        "show nudges while you speak, not, or on every other drill to see whether they help",
    ),
    #[cfg(feature = "hosted")]
    (
        "store.url",
        Kind::Store,
        "",
        "the database everything is kept in, instead of the file in the data folder",
    ),
];

/// Every key there is: the plain ones, then those of each rule.
pub fn keys() -> impl Iterator<Item = Key> {
    let plain = PLAIN.iter().map(|(name, kind, default, meaning)| Key {
        name: (*name).to_owned(),
        kind: *kind,
        default: match kind {
            Kind::Port => PORT.to_string(),
            Kind::Hub => format!("\"{DEFAULT_HUB}\""),
            _ => (*default).to_owned(),
        },
        meaning: (*meaning).to_owned(),
        source: "",
    });
    let of_rules = rules::ALL.iter().flat_map(|rule| {
        let enabled = Key {
            name: format!("rules.{}.enabled", rule.code),
            kind: Kind::Switch,
            default: "true".to_owned(),
            meaning: format!("look for \"{}\"", rule.title),
            source: "",
        };
        let thresholds = rule.settings.iter().map(|setting| Key {
            name: format!("rules.{}.{}", rule.code, setting.key),
            kind: Kind::Number,
            default: setting.default.to_string(),
            meaning: setting.meaning.to_owned(),
            source: setting.source,
        });
        std::iter::once(enabled).chain(thresholds)
    });
    plain.chain(of_rules)
}

/// The key called `name`.
///
/// # Errors
/// When there is none, with the nearest.
pub fn explain(name: &str) -> Result<Key, Error> {
    keys().find(|key| key.name == name).ok_or_else(|| {
        let names: Vec<String> = keys().map(|key| key.name).collect();
        let nearest = nearest(name, names.iter().map(String::as_str));
        Error::not_found(
            "unknown-key",
            format!("There is no setting \"{name}\""),
            "a setting is written section.key, as in the settings file",
            format!("Did you mean \"{nearest}\"? `glidepath config show` lists them all."),
        )
    })
}

/// The candidate most like `given`.
pub(super) fn nearest<'a>(given: &str, candidates: impl Iterator<Item = &'a str>) -> &'a str {
    let given = given.to_lowercase();
    candidates
        .map(|name| (strsim::jaro_winkler(&given, &name.to_lowercase()), name))
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map_or("", |(_, name)| name)
}

/// A first settings file: every key, commented out, with its default and meaning.
#[must_use]
pub fn template() -> String {
    let mut out = String::from(
        "# Settings of Glidepath. Every line is commented out and shows the default;\n\
         # take the # away to change one. `glidepath config explain KEY` says more.\n",
    );
    let mut section = String::new();
    for key in keys() {
        let (own, last) = key.parts();
        if own != section {
            own.clone_into(&mut section);
            out.push_str(&format!("\n[{section}]\n"));
        }
        let default = match key.kind {
            Kind::Level => "\"L6\"",
            Kind::Role => "\"sde\"",
            Kind::Store => "\"postgres://localhost/glidepath\"",
            Kind::Server => "\"http://127.0.0.1:8080\"",
            Kind::Language => "\"en\"",
            Kind::Name if key.default.is_empty() => "\"TRANSCRIBER_KEY\"",
            Kind::Whole(..) if key.default.is_empty() => "90",
            _ => &key.default,
        };
        let none = if key.default.is_empty() {
            " (none unless set)"
        } else {
            ""
        };
        out.push_str(&format!("# {}{none}\n# {last} = {default}\n", key.meaning));
    }
    out
}
