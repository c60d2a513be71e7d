//! The tables as SeaORM sees them. Their columns are made by `migration`; the contract tests read and write every one.
#![expect(
    unreachable_pub,
    reason = "SeaORM's macros make public items, which nothing outside this crate can reach"
)]

pub(crate) mod card;
pub(crate) mod draft;
pub(crate) mod kept;
pub(crate) mod migration;
pub(crate) mod past;
pub(crate) mod setting;
pub(crate) mod telling;
pub(crate) mod vector;
