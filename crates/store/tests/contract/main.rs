//! What a store promises, checked on SQLite and, where `GLIDEPATH_TEST_POSTGRES` holds an address, on PostgreSQL.
//!
//! Each test has a database of its own: a file in a fresh folder, or a fresh schema. `./test` starts a PostgreSQL.
#![expect(clippy::unwrap_used, reason = "a panic in a test is the report")]

mod bulk;
mod cards;
mod changes;
mod copies;
mod files;
mod ground;
mod kinds;
mod side;
mod versions;
mod workspaces;
mod writers;
