//! What a person prepares for: level, role, principles in scope, the day of the interview. Kept in the bank, not in the settings file.

use std::str::FromStr;

use glidepath_domain::{Date, Level, Principle, Role};

use crate::{Bank, Error};

/// What a person prepares for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Preferences {
    /// The level applied for.
    pub level: Option<Level>,
    /// The role applied for.
    pub role: Option<Role>,
    /// The principles in scope; all sixteen where empty.
    pub principles: Vec<Principle>,
    /// The day of the interview.
    pub interview: Option<Date>,
}

impl Preferences {
    /// The principles in scope, spelt out.
    #[must_use]
    pub fn in_scope(&self) -> Vec<Principle> {
        if self.principles.is_empty() {
            Principle::ALL.to_vec()
        } else {
            self.principles.clone()
        }
    }
}

const LEVEL: &str = "level";
const ROLE: &str = "role";
const PRINCIPLES: &str = "principles";
const INTERVIEW: &str = "interview";
/// Before the names that pages give to what they remember.
const OWN: &str = "page:";

/// What the person prepares for. What an older program wrote and this one cannot read counts as not set.
///
/// # Errors
/// When the database does not answer.
pub async fn preferences(bank: &Bank) -> Result<Preferences, Error> {
    let settings = bank.desk().settings().await?;
    let get = |name: &str| settings.get(name).map(String::as_str).unwrap_or_default();
    Ok(Preferences {
        level: get(LEVEL).parse().ok(),
        role: get(ROLE).parse().ok(),
        principles: list(get(PRINCIPLES)),
        interview: get(INTERVIEW).parse().ok(),
    })
}

fn list<T: FromStr>(slugs: &str) -> Vec<T> {
    slugs.split_whitespace().filter_map(|slug| slug.parse().ok()).collect()
}

/// Keeps what the person prepares for.
///
/// # Errors
/// When it cannot be written.
pub async fn keep_preferences(bank: &Bank, preferences: &Preferences) -> Result<(), Error> {
    let slugs: Vec<&str> = preferences
        .principles
        .iter()
        .map(|principle| principle.slug())
        .collect();
    let said = [
        (LEVEL, preferences.level.map(|level| level.to_string())),
        (ROLE, preferences.role.map(|role| role.to_string())),
        (PRINCIPLES, Some(slugs.join(" ")).filter(|slugs| !slugs.is_empty())),
        (INTERVIEW, preferences.interview.map(|day| day.to_string())),
    ];
    let desk = bank.desk();
    for (name, value) in said {
        match value {
            Some(value) => desk.put_setting(name, &value).await?,
            None => desk.drop_setting(name).await?,
        }
    }
    Ok(())
}

/// What a page remembers under a name of its own, such as the interviewers of the last loop.
///
/// # Errors
/// When the database does not answer.
pub async fn remembered(bank: &Bank, name: &str) -> Result<Option<String>, Error> {
    Ok(bank.desk().setting(&format!("{OWN}{name}")).await?)
}

/// Remembers something for a page; nothing where `value` is empty.
///
/// # Errors
/// When it cannot be written.
pub async fn remember(bank: &Bank, name: &str, value: &str) -> Result<(), Error> {
    let name = format!("{OWN}{name}");
    if value.is_empty() {
        return Ok(bank.desk().drop_setting(&name).await?);
    }
    Ok(bank.desk().put_setting(&name, value).await?)
}
