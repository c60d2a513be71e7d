//! Checks that several rules share, as plain functions. A check with one user lives with that user.

mod people;
mod practice;
mod presence;

pub use people::{clearest, humanity, owned_up, persons, quotable, talk};
pub use practice::{late_lessons, practices};
pub use presence::{each_hit, opens_within};
