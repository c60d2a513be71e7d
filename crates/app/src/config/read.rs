//! Reading the settings file: every section, key and value is checked against what is declared.

use std::ops::Range;

use glidepath_domain::{Severity, UnknownSlug};
use glidepath_models::Address;
use glidepath_review::rules;
use glidepath_store::Place;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::declared::{Key, Kind, SECTIONS, STORE, keys, nearest};
use super::{Config, TranscriberUse};
use crate::Error;

/// Reads a settings file; `path` is only said in errors.
///
/// # Errors
/// When it is no TOML, or a section, key, rule or value cannot be; the error names the line.
pub fn parse(text: &str, path: &str) -> Result<Config, Error> {
    let file = File { text, path };
    let table = DeTable::parse(text).map_err(|error| {
        file.wrong(
            "config-syntax",
            error.span().unwrap_or(0..0),
            format!("is no TOML: {}", error.message()),
            "Mend that line.".to_owned(),
        )
    })?;
    let mut config = Config::default();
    for (name, value) in in_order(table.get_ref()) {
        match name.get_ref().as_ref() {
            section if SECTIONS.contains(&section) => {
                for (key, value) in in_order(file.table(section, value)?) {
                    file.set(&mut config, section, key, value)?;
                }
            }
            "rules" => {
                for (code, value) in in_order(file.table("rules", value)?) {
                    file.rule(&mut config, code, value)?;
                }
            }
            other => {
                let near = nearest(other, SECTIONS.iter().copied().chain(["rules"]));
                return Err(file.wrong(
                    "config-unknown-section",
                    name.span(),
                    format!("has a section [{other}], which means nothing here"),
                    format!("Did you mean [{near}]?"),
                ));
            }
        }
    }
    Ok(config)
}

type Entry<'t> = (&'t Spanned<std::borrow::Cow<'t, str>>, &'t Spanned<DeValue<'t>>);

/// The entries as they stand in the file, so that the first slip is the one reported.
fn in_order<'t>(table: &'t DeTable<'t>) -> Vec<Entry<'t>> {
    let mut entries: Vec<Entry<'t>> = table.iter().collect();
    entries.sort_by_key(|(name, _)| name.span().start);
    entries
}

struct File<'f> {
    text: &'f str,
    path: &'f str,
}

impl File<'_> {
    /// An error that names file, line and column.
    fn wrong(&self, code: &'static str, at: Range<usize>, what: String, fix: String) -> Error {
        let before = self.text.get(..at.start.min(self.text.len())).unwrap_or("");
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
        let why = format!("line {line}, column {column} {what}");
        Error::invalid(
            code,
            format!("The settings file cannot be used ({}:{line}:{column})", self.path),
            why,
            fix,
        )
    }

    fn mistyped(&self, name: &str, kind: Kind, value: &Spanned<DeValue<'_>>) -> Error {
        let given = match kind {
            // It may hold a password.
            Kind::Store => "something",
            _ => self.text.get(value.span()).unwrap_or("").trim(),
        };
        let fix = match kind.words() {
            words if words.is_empty() => format!("Write {}.", kind.takes()),
            words => format!(
                "Write {}; the nearest is \"{}\".",
                kind.takes(),
                nearest(given.trim_matches('"'), words.into_iter())
            ),
        };
        self.wrong(
            "config-bad-value",
            value.span(),
            format!("sets {name} to {given}, which it cannot be"),
            fix,
        )
    }

    fn table<'t>(&self, name: &str, value: &'t Spanned<DeValue<'t>>) -> Result<&'t DeTable<'t>, Error> {
        value.get_ref().as_table().ok_or_else(|| {
            self.wrong(
                "config-bad-value",
                value.span(),
                format!("sets {name} to a {}, and it is a section", value.get_ref().type_str()),
                format!("Write [{name}] on a line of its own, and its keys below."),
            )
        })
    }

    /// Sets one key of `section`, after finding what it is declared to be.
    fn set(
        &self,
        config: &mut Config,
        section: &str,
        name: &Spanned<std::borrow::Cow<'_, str>>,
        value: &Spanned<DeValue<'_>>,
    ) -> Result<(), Error> {
        let own: Vec<Key> = keys().filter(|key| key.parts().0 == section).collect();
        let Some(key) = own.iter().find(|key| key.parts().1 == name.get_ref().as_ref()) else {
            let near = nearest(name.get_ref(), own.iter().map(|key| key.parts().1));
            let valid: Vec<&str> = own.iter().map(|key| key.parts().1).collect();
            return Err(self.wrong(
                "config-unknown-key",
                name.span(),
                format!(
                    "sets {} in [{section}], which has no such key; it has: {}",
                    name.get_ref(),
                    valid.join(", ")
                ),
                format!("Did you mean \"{near}\"?"),
            ));
        };
        let bad = || self.mistyped(&key.name, key.kind, value);
        let inner = value.get_ref();
        let word = |_: UnknownSlug| bad();
        match (key.name.as_str(), key.kind) {
            (_, Kind::Level) => config.level = Some(inner.as_str().ok_or_else(bad)?.parse().map_err(word)?),
            (_, Kind::Role) => config.role = Some(inner.as_str().ok_or_else(bad)?.parse().map_err(word)?),
            (_, Kind::FailOn) => config.fail_on = fail_on(inner.as_str().ok_or_else(bad)?).map_err(word)?,
            (_, Kind::Port) => {
                config.port = whole(inner)
                    .and_then(|n| u16::try_from(n).ok())
                    .filter(|n| *n > 0)
                    .ok_or_else(bad)?
            }
            ("review.rules_only", _) => config.rules_only = inner.as_bool().ok_or_else(bad)?,
            ("serve.open", _) => config.open = inner.as_bool().ok_or_else(bad)?,
            (_, Kind::Hub) => {
                let address = inner.as_str().ok_or_else(bad)?;
                Address::hub(address).map_err(|_| bad())?;
                address.clone_into(&mut config.hub);
            }
            (_, Kind::Store) => {
                let known = |address: &&str| STORE.iter().any(|start| address.starts_with(start));
                let address = inner.as_str().filter(known);
                config.store = Some(address.ok_or_else(bad)?.to_owned());
            }
            (name, Kind::Choice(_) | Kind::Whole(..) | Kind::Server | Kind::Language | Kind::Name) => {
                spoken(config, name, key.kind, inner).ok_or_else(bad)?;
            }
            ("practice.fluency_penalties", _) => {
                config.practice.fluency_penalties = inner.as_bool().ok_or_else(bad)?;
            }
            (_, Kind::Allow) => self.allow(config, value)?,
            (_, Kind::Switch) => {
                if !inner.as_bool().ok_or_else(bad)? {
                    config
                        .settings
                        .disable(section.trim_start_matches("rules."))
                        .map_err(|_| bad())?;
                }
            }
            (_, Kind::Number) => {
                let number = number(inner).ok_or_else(bad)?;
                config
                    .settings
                    .set(section.trim_start_matches("rules."), key.parts().1, number)
                    .map_err(|_| bad())?;
            }
        }
        let given = match (key.kind, &config.store) {
            // Without the name and password that it may hold: this is what people are shown.
            (Kind::Store, Some(address)) => format!("\"{}\"", Place::Url(address.clone())),
            _ => self.text.get(value.span()).unwrap_or("").trim().to_owned(),
        };
        config.given.push((key.name.clone(), given));
        Ok(())
    }

    fn rule(
        &self,
        config: &mut Config,
        code: &Spanned<std::borrow::Cow<'_, str>>,
        value: &Spanned<DeValue<'_>>,
    ) -> Result<(), Error> {
        let name = code.get_ref().as_ref();
        self.known(name, code.span())?;
        let section = format!("rules.{name}");
        for (key, value) in in_order(self.table(&section, value)?) {
            self.set(config, &section, key, value)?;
        }
        Ok(())
    }

    fn known(&self, rule: &str, at: Range<usize>) -> Result<(), Error> {
        if rules::find(rule).is_some() {
            return Ok(());
        }
        let fix = format!(
            "Did you mean \"{}\"? `glidepath rules` lists them all.",
            rules::nearest(rule)
        );
        Err(self.wrong(
            "config-unknown-rule",
            at,
            format!("names the rule \"{rule}\", and there is none"),
            fix,
        ))
    }

    fn allow(&self, config: &mut Config, value: &Spanned<DeValue<'_>>) -> Result<(), Error> {
        let bad = |at: Range<usize>| {
            self.wrong(
                "config-bad-value",
                at,
                "is no rule with a reason".to_owned(),
                format!("Write {}.", Kind::Allow.takes()),
            )
        };
        for entry in value.get_ref().as_array().ok_or_else(|| bad(value.span()))?.iter() {
            let table = entry.get_ref().as_table().ok_or_else(|| bad(entry.span()))?;
            if let Some((name, _)) = in_order(table)
                .into_iter()
                .find(|(name, _)| !["rule", "reason"].contains(&name.get_ref().as_ref()))
            {
                return Err(self.wrong(
                    "config-unknown-key",
                    name.span(),
                    format!(
                        "has a key \"{}\" among allowed rules, which take rule and reason",
                        name.get_ref()
                    ),
                    format!(
                        "Did you mean \"{}\"?",
                        nearest(name.get_ref(), ["rule", "reason"].into_iter())
                    ),
                ));
            }
            let field = |name: &str| {
                table
                    .iter()
                    .find(|(key, _)| key.get_ref().as_ref() == name)
                    .and_then(|(_, v)| v.get_ref().as_str().map(|s| (s, v.span())))
            };
            let (Some((rule, at)), Some((reason, _))) = (field("rule"), field("reason")) else {
                return Err(bad(entry.span()));
            };
            self.known(rule, at)?;
            config.settings.allow(rule, reason).map_err(|_| bad(entry.span()))?;
        }
        Ok(())
    }
}

/// Sets a key of the sections on practice and on whoever writes down what was said; `None` when the value is none for it.
fn spoken(config: &mut Config, name: &str, kind: Kind, value: &DeValue<'_>) -> Option<()> {
    let (transcriber, practice) = (&mut config.transcriber, &mut config.practice);
    if let Kind::Whole(least, most) = kind {
        let number = whole(value).and_then(|n| u32::try_from(n).ok());
        let number = number.filter(|n| (least..=most).contains(n))?;
        match name {
            "transcriber.timeout_s" => transcriber.timeout_s = number,
            "practice.limit_s" => practice.limit_s = number,
            "practice.retention_days" => practice.retention_days = Some(number),
            _ => return None,
        }
        return Some(());
    }
    let word = value.as_str()?;
    let fits = match kind {
        Kind::Server => Address::hub(word).is_ok(),
        Kind::Language => word.len() == 2 && word.bytes().all(|byte| byte.is_ascii_lowercase()),
        Kind::Name => !word.is_empty() && word.len() <= 200 && word.chars().all(|c| c.is_ascii_graphic()),
        _ => true,
    };
    let word = Some(word.to_owned()).filter(|_| fits)?;
    match name {
        "transcriber.use" => transcriber.uses = TranscriberUse::of(&word)?,
        "transcriber.url" => transcriber.url = Some(word),
        "transcriber.model" => transcriber.model = word,
        "transcriber.key_env" => transcriber.key_env = Some(word),
        "transcriber.language" => transcriber.language = Some(word),
        "practice.language" => practice.language = Some(word),
        "practice.nudges" => practice.nudges = word.parse().ok()?,
        _ => return None,
    }
    Some(())
}

/// Reads a threshold for failing: a severity, or `never`.
///
/// # Errors
/// When it is neither.
fn fail_on(word: &str) -> Result<Option<Severity>, UnknownSlug> {
    if word == "never" {
        Ok(None)
    } else {
        word.parse().map(Some)
    }
}

fn whole(value: &DeValue<'_>) -> Option<i64> {
    let integer = value.as_integer()?;
    i64::from_str_radix(integer.as_str(), integer.radix()).ok()
}

fn number(value: &DeValue<'_>) -> Option<f64> {
    whole(value)
        .map(|n| n as f64)
        .or_else(|| value.as_float()?.as_str().parse().ok())
}

#[cfg(test)]
mod tests {
    use glidepath_domain::{Level, Severity};

    use super::parse;
    use crate::config::{Config, PracticeSettings, TranscriberSettings, TranscriberUse, explain, keys, template};
    use crate::practice::Nudges;

    #[test]
    fn an_empty_file_changes_nothing() {
        assert_eq!(parse("", "c").unwrap(), Config::default());
    }

    #[cfg(not(feature = "hosted"))]
    #[test]
    fn only_a_build_for_hosting_knows_of_an_address() {
        let error = parse("[store]\nurl = \"postgres://localhost/prep\"", "c").unwrap_err();
        assert_eq!(error.code, "config-unknown-section");
    }

    #[cfg(feature = "hosted")]
    #[test]
    fn an_address_is_taken_and_another_kind_of_address_is_not() {
        let config = parse("[store]\nurl = \"postgres://localhost/prep\"", "c").unwrap();
        assert_eq!(config.store.as_deref(), Some("postgres://localhost/prep"));
        for refused in [
            "\"mysql://ana:s3cret@localhost/prep\"",
            "[\"s3cret\"]",
            "'ana:s3cret@db'",
        ] {
            let error = parse(&format!("[store]\nurl = {refused}"), "c").unwrap_err();
            assert_eq!(error.code, "config-bad-value");
            assert!(!error.to_string().contains("s3cret"), "{error}");
            assert!(error.fix.contains("postgres://"), "{error}");
        }
    }

    #[cfg(feature = "hosted")]
    #[test]
    fn a_password_is_used_and_never_shown() {
        let address = "postgresql://ana:s3?cr@et@db.example/prep?sslmode=require";
        let config = parse(&format!("[store]\nurl = \"{address}\""), "c").unwrap();
        assert_eq!(config.store.as_deref(), Some(address));
        let shown = config.value_of(&explain("store.url").unwrap());
        assert_eq!(shown, ("\"postgresql://db.example/prep\"".to_owned(), true));
    }

    #[test]
    fn the_first_file_holds_every_key_and_changes_nothing() {
        let text = template();
        assert_eq!(parse(&text, "c").unwrap(), Config::default());
        // With the comments taken away every line is read.
        let bare: String = text
            .lines()
            .map(|l| {
                l.strip_prefix("# ")
                    .filter(|l| l.contains(" = "))
                    .unwrap_or(l)
                    .to_owned()
                    + "\n"
            })
            .collect();
        let config = parse(&bare, "c").unwrap();
        assert_eq!(config.given.len(), keys().count());
        assert_eq!(
            (config.level, config.port, config.fail_on),
            (Some(Level::L6), 4747, None)
        );
    }

    #[test]
    fn values_are_taken() {
        let config = parse(
            "[review]\nlevel = \"L5\"\nfail_on = \"watch\"\nallow = [{ rule = \"thin\", reason = \"a summary\" }]\n\
             [serve]\nport = 8_000\nopen = false\n[rules.thin]\nmax_words = 40\n[rules.no-metric]\nenabled = false\n",
            "c",
        )
        .unwrap();
        assert_eq!(
            (config.level, config.fail_on, config.port, config.open),
            (Some(Level::L5), Some(Severity::Watch), 8000, false)
        );
        assert_eq!(
            config.value_of(&explain("rules.thin.max_words").unwrap()),
            ("40".to_owned(), true)
        );
        assert_ne!(config.settings, glidepath_review::Settings::default());
    }

    #[test]
    fn how_one_practises_is_taken() {
        let text = "[transcriber]\nuse = \"server\"\nurl = \"http://127.0.0.1:9000/v1\"\nkey_env = \"KEY\"\ntimeout_s = 5\n\
                    language = \"de\"\n[practice]\nlimit_s = 90\nfluency_penalties = false\nretention_days = 30\nnudges = \"trial\"\n";
        let config = parse(text, "c").unwrap();
        let transcriber = TranscriberSettings {
            uses: TranscriberUse::Server,
            url: Some("http://127.0.0.1:9000/v1".to_owned()),
            key_env: Some("KEY".to_owned()),
            timeout_s: 5,
            language: Some("de".to_owned()),
            ..TranscriberSettings::default()
        };
        let practice = PracticeSettings {
            limit_s: 90,
            language: None,
            fluency_penalties: false,
            retention_days: Some(30),
            nudges: Nudges::Trial,
        };
        assert_eq!((config.transcriber, config.practice), (transcriber, practice));
        for (bad, said) in [
            ("[transcriber]\nurl = \"http://example.org\"", "http"),
            ("[transcriber]\nurl = \"nowhere\"", "https://"),
            ("[transcriber]\nuse = \"whispr\"", "whisper"),
            ("[transcriber]\nlanguage = \"English\"", "two-letter"),
            ("[transcriber]\ntimeout_s = 0", "from 1 to 3600"),
            ("[practice]\nlimit_s = 5", "from 30 to 900"),
            ("[practice]\nretention_days = \"never\"", "whole number"),
            ("[practice]\nnudges = true", "trial"),
            ("[practice]\nfluency_penalties = \"off\"", "true or false"),
        ] {
            let error = parse(bad, "c").unwrap_err();
            assert_eq!(error.code, "config-bad-value", "{bad}");
            assert!(error.fix.contains(said), "{bad}: {error}");
        }
    }

    #[test]
    fn a_slip_is_named_with_its_line_and_the_nearest_name() {
        let cases = [
            ("[review]\nlevle = \"L5\"", "config-unknown-key", "2:1", "level"),
            ("[reviev]", "config-unknown-section", "1:2", "[review]"),
            (
                "\n[rules.no-metrics]\nenabled = true",
                "config-unknown-rule",
                "2:8",
                "no-metric",
            ),
            ("[rules.thin]\nmax_word = 3", "config-unknown-key", "2:1", "max_words"),
            ("[review]\nlevel = \"L9\"", "config-bad-value", "2:9", "L"),
            ("[serve]\nport = \"x\"", "config-bad-value", "2:8", "65535"),
            ("[serve]\nport = 0", "config-bad-value", "2:8", "65535"),
            ("[models]\nhub = 1", "config-bad-value", "2:7", "https://"),
            (
                "[models]\nhub = \"http://example.org\"",
                "config-bad-value",
                "2:7",
                "https://",
            ),
            ("[serve]\nopen = 1", "config-bad-value", "2:8", "true or false"),
            ("[rules.thin]\nmax_words = -1", "config-bad-value", "2:13", "nought"),
            ("[rules.thin]\nmax_words = nan", "config-bad-value", "2:13", "nought"),
            ("review = 3", "config-bad-value", "1:10", "[review]"),
            (
                "[review]\nallow = [{ rule = \"thin\" }]",
                "config-bad-value",
                "2:10",
                "reason",
            ),
            (
                "[review]\nallow = [{ rule = \"thinn\", reason = \"x\" }]",
                "config-unknown-rule",
                "2:19",
                "thin",
            ),
            (
                "[review]\nallow = [{ rule = \"thin\", reson = \"x\" }]",
                "config-unknown-key",
                "2:27",
                "reason",
            ),
            ("[review\n", "config-syntax", "1:", "Mend"),
        ];
        for (text, code, place, fix) in cases {
            let error = parse(text, "c.toml").unwrap_err();
            assert_eq!(error.code, code, "{text}: {error}");
            assert!(error.what.contains(&format!("c.toml:{place}")), "{text}: {error}");
            assert!(error.fix.contains(fix), "{text}: {error}");
        }
    }

    #[test]
    fn an_unknown_key_to_explain_names_its_nearest() {
        assert!(explain("serve.prot").unwrap_err().fix.contains("serve.port"));
    }
}
