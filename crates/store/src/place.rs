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
                let bare = url.split(['?', '#']).next().unwrap_or_default();
                match (bare.split_once("://"), bare.rsplit_once('@')) {
                    (Some((scheme, _)), Some((_, host))) => write!(f, "{scheme}://{host}"),
                    _ => f.write_str(bare),
                }
            }
        }
    }
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
            ("sqlite::memory:", "sqlite::memory:"),
        ] {
            assert_eq!(Place::Url(url.to_owned()).to_string(), shown);
        }
    }
}
