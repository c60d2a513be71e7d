//! Words of a fixed list, written as their slugs.

use std::fmt::Display;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A value that is written as its slug.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Slug<T>(pub(crate) T);

impl<T: Display> Serialize for Slug<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl<'de, T> Deserialize<'de> for Slug<T>
where
    T: FromStr,
    T::Err: Display,
{
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let slug = String::deserialize(deserializer)?;
        slug.parse().map(Self).map_err(serde::de::Error::custom)
    }
}

/// A list of values as a list of slugs.
pub(super) fn all<T>(values: Vec<T>) -> Vec<Slug<T>> {
    values.into_iter().map(Slug).collect()
}

/// And back.
pub(super) fn bare<T>(slugs: Vec<Slug<T>>) -> Vec<T> {
    slugs.into_iter().map(|slug| slug.0).collect()
}
