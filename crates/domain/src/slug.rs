//! Enums that are written as slugs: one list gives variants, names, parsing and "did you mean".

use std::fmt;

/// A word that is none of an enum's slugs, with the nearest one that is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownSlug {
    /// What kind of value was expected: "level", "role", "principle".
    pub kind: &'static str,
    /// What was given.
    pub given: String,
    /// The valid slug most like it.
    pub nearest: &'static str,
    /// Every valid slug, in order.
    pub valid: Vec<&'static str>,
}

impl fmt::Display for UnknownSlug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "unknown {} \"{}\", nearest is \"{}\"",
            self.kind, self.given, self.nearest
        )
    }
}

impl std::error::Error for UnknownSlug {}

/// The member of `valid` most like `given`, or `given`'s first candidate when nothing is alike.
pub(crate) fn nearest(given: &str, valid: &[&'static str]) -> &'static str {
    let lower = given.to_lowercase();
    valid
        .iter()
        .copied()
        .max_by(|a, b| {
            strsim::jaro_winkler(&lower, &a.to_lowercase()).total_cmp(&strsim::jaro_winkler(&lower, &b.to_lowercase()))
        })
        .unwrap_or("")
}

/// Declares an enum whose variants are written as slugs, with `ALL`, `slug()`, `Display` and `FromStr`.
macro_rules! slug_enum {
    ($(#[$meta:meta])* $name:ident as $kind:literal { $($(#[$vmeta:meta])* $variant:ident = $slug:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$vmeta])* $variant,)+ }

        impl $name {
            /// Every variant, in declared order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The public, permanent name: used in JSON, flags and settings.
            #[must_use]
            pub const fn slug(self) -> &'static str {
                match self { $(Self::$variant => $slug,)+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.slug())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::slug::UnknownSlug;

            fn from_str(given: &str) -> Result<Self, Self::Err> {
                Self::ALL.iter().copied().find(|v| v.slug() == given).ok_or_else(|| {
                    let valid: Vec<&'static str> = Self::ALL.iter().map(|v| v.slug()).collect();
                    $crate::slug::UnknownSlug {
                        kind: $kind,
                        given: given.to_owned(),
                        nearest: $crate::slug::nearest(given, &valid),
                        valid,
                    }
                })
            }
        }
    };
}
pub(crate) use slug_enum;

#[cfg(test)]
mod tests {
    use crate::{Beat, Level, Principle, Role, Severity, Verdict};

    #[test]
    fn every_slug_parses_back() {
        fn round_trip<T: Copy + PartialEq + std::fmt::Debug + std::str::FromStr>(all: &[T], slug: fn(T) -> &'static str)
        where
            T::Err: std::fmt::Debug,
        {
            for &value in all {
                assert_eq!(slug(value).parse::<T>().unwrap(), value);
            }
        }
        round_trip(Principle::ALL, Principle::slug);
        round_trip(Level::ALL, Level::slug);
        round_trip(Role::ALL, Role::slug);
        round_trip(Beat::ALL, Beat::slug);
        round_trip(Severity::ALL, Severity::slug);
        round_trip(Verdict::ALL, Verdict::slug);
    }

    #[test]
    fn an_unknown_word_names_its_nearest() {
        assert_eq!("sdee".parse::<Role>().unwrap_err().nearest, "sde");
        assert_eq!("dive_deep".parse::<Principle>().unwrap_err().nearest, "dive-deep");
        assert_eq!("l5".parse::<Level>().unwrap_err().nearest, "L5");
    }
}
