//! Checks that several rules share, as plain functions. A check with one user lives with that user.

mod presence;

pub use presence::{each_hit, opens_within};
