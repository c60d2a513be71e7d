//! Checks that several rules share, as plain functions. A check with one user lives with that user.

mod conflict;
mod crowded;
mod friction;
mod people;
mod practice;
mod presence;
mod thing;

pub use conflict::{asked_for_conflict, conflict_said, rounds};
pub use crowded::crowded;
pub use friction::{friction, turns_per_hundred};
pub use people::{clearest, humanity, owned_up, persons, quotable, talk};
pub use practice::{late_lessons, practices};
pub use presence::{each_hit, late_weight, opens_within, told};
pub use thing::{is_thing, things};
