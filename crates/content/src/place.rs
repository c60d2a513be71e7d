//! Where in a story something belongs: a beat or a field. Names only; what is in them is the story's.

use std::str::FromStr;

use glidepath_domain::Beat;

macro_rules! fields {
    ($($(#[$meta:meta])* $variant:ident = $slug:literal, $name:literal;)+) => {
        /// A field of a story, outside its beats.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Field { $($(#[$meta])* $variant,)+ }

        impl Field {
            /// Every field, in the order an editor shows them.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The public, permanent name.
            #[must_use]
            pub const fn slug(self) -> &'static str {
                match self { $(Self::$variant => $slug,)+ }
            }

            /// What a person calls it.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }
        }
    };
}

fields! {
    /// What the candidate calls the story.
    Title = "title", "title";
    /// The principles it serves.
    Principles = "principles", "principles";
    /// Its figures, dates, roles and owners.
    Facts = "facts", "facts";
    /// What limited the choices.
    Constraints = "constraints", "constraints";
    /// Who was against it.
    ConflictWith = "conflict-with", "who was against it";
    /// Over what.
    ConflictOver = "conflict-over", "what the conflict was over";
    /// How long it lasted.
    ConflictLasted = "conflict-lasted", "how long the conflict lasted";
    /// Whose decision it was.
    DecisionOwner = "decision-owner", "whose decision it was";
    /// The customer affected.
    Customer = "customer", "customer";
    /// What it cost the teller.
    Cost = "cost", "what it cost me";
    /// What the teller doubted.
    Doubt = "doubt", "my doubt";
    /// The moment the teller chose.
    Choice = "choice", "the moment I chose";
    /// The hardest moment.
    Hardest = "hardest", "the hardest moment";
    /// How it ended.
    Outcome = "outcome", "outcome";
    /// When it happened.
    When = "when", "when";
    /// For whom.
    Employer = "employer", "employer";
    /// As what.
    Role = "role-held", "role";
    /// How many people worked on it.
    TeamSize = "team-size", "team size";
    /// How far it reached.
    Scope = "scope", "scope";
    /// The level it is worthy of.
    Level = "level", "level";
    /// The kind of work.
    Function = "function", "function";
    /// The candidate's own words for finding it.
    Tags = "tags", "tags";
    /// Raw data and figures behind it.
    Data = "appendix-data", "appendix: data";
    /// Technical detail behind it.
    Technical = "appendix-technical", "appendix: technical detail";
    /// Alternatives and how they were compared.
    Alternatives = "appendix-alternatives", "appendix: alternatives";
    /// People, and what each of them thought.
    People = "appendix-people", "appendix: people";
    /// What happened when.
    Timeline = "appendix-timeline", "appendix: timeline";
    /// What must not be told.
    Confidential = "confidential", "what must not be told";
}

/// A beat or a field of a story.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Place {
    /// A passage of this beat.
    Beat(Beat),
    /// A field.
    Field(Field),
}

impl Place {
    /// The public, permanent name. No beat shares its name with a field.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Beat(beat) => beat.slug(),
            Self::Field(field) => field.slug(),
        }
    }
}

/// A word that names neither a beat nor a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoPlace(pub String);

impl std::fmt::Display for NoPlace {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "\"{}\" is neither a beat nor a field of a story", self.0)
    }
}

impl std::error::Error for NoPlace {}

impl FromStr for Place {
    type Err = NoPlace;

    fn from_str(given: &str) -> Result<Self, Self::Err> {
        let field = || Field::ALL.iter().copied().find(|field| field.slug() == given);
        given
            .parse()
            .map(Self::Beat)
            .ok()
            .or_else(|| field().map(Self::Field))
            .ok_or_else(|| NoPlace(given.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use glidepath_domain::Beat;

    use super::{Field, Place};

    #[test]
    fn every_place_has_a_name_of_its_own() {
        let beats = Beat::ALL.iter().copied().map(Place::Beat);
        for place in beats.chain(Field::ALL.iter().copied().map(Place::Field)) {
            assert_eq!(place.slug().parse(), Ok(place));
        }
        assert!("colour".parse::<Place>().is_err());
    }
}
