//! The program as scripts and people meet it: run as a process, in an environment of its own.

#![expect(clippy::unwrap_used, reason = "a panic in a test is the report")]

mod against;
mod bad_input;
mod bank;
mod batch;
mod cases;
mod deck;
mod dig;
mod drill;
mod eval;
mod find;
mod loops;
mod models;
mod practice;
mod program;
mod round_trip;
mod schema;
mod settings;
mod tier;
mod verbs;
