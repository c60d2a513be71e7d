//! Where a database lies. Opening it is the business of `store`.

use std::fmt;
use std::path::PathBuf;

/// Where a database lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A file of SQLite's, made with its folder if absent.
    File(PathBuf),
    /// `postgres://…`, with the feature `hosted`; or `sqlite::memory:`, which is gone when closed.
    Url(String),
}

impl fmt::Display for Place {
    /// For people: without the name and password that an address may hold.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => write!(f, "{}", path.display()),
            Self::Url(url) => {
                let (scheme, rest) = match url.split_once("://") {
                    Some((scheme, rest)) => (format!("{scheme}://"), rest),
                    None => (String::new(), url.as_str()),
                };
                write!(f, "{scheme}{}", host(rest).unwrap_or("…"))
            }
        }
    }
}

/// What follows the name and password, up to the parameters. `None` where an @ may be of a password among those.
fn host(rest: &str) -> Option<&str> {
    // People put a password in as it is, so that a ? or # of its own need not end what comes before the host.
    let host = match rest.rsplit_once('@') {
        Some((user, _)) if has_parameters(user) => return None,
        Some((_, host)) => host,
        None => rest,
    };
    host.split(['?', '#']).next()
}

/// Whether somewhere in it parameters may begin: `?name=`.
fn has_parameters(text: &str) -> bool {
    text.split('?').skip(1).any(|after| {
        let name = after.split('=').next().unwrap_or_default();
        name.len() < after.len() && name.chars().all(|c| c.is_alphanumeric() || c == '_')
    })
}

#[cfg(test)]
mod tests {
    use super::Place;

    #[test]
    fn an_address_is_shown_without_its_secrets() {
        for (url, shown) in [
            (
                "postgres://ana:s3cret@db.example:5432/prep",
                "postgres://db.example:5432/prep",
            ),
            ("postgres://ana:p@ss@db.example/prep", "postgres://db.example/prep"),
            (
                "postgres://db.example/prep?password=s3cret",
                "postgres://db.example/prep",
            ),
            ("postgres://ana:s3?cr#et@db.example/prep", "postgres://db.example/prep"),
            (
                "postgres://ana:s3/cret@db.example/prep?sslmode=require",
                "postgres://db.example/prep",
            ),
            ("postgres://ana:s3?cr=et@db.example/prep", "postgres://…"),
            ("postgres://db.example/prep?user=ana&password=s3cr@et", "postgres://…"),
            ("postgres://ana:s3c@db.example/prep?password=r@et", "postgres://…"),
            ("ana:s3cret@db.example/prep", "db.example/prep"),
            ("sqlite::memory:", "sqlite::memory:"),
        ] {
            assert_eq!(Place::Url(url.to_owned()).to_string(), shown);
        }
    }
}
