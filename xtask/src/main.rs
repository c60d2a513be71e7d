//! The project's own chores, run as `cargo xtask <chore>`. Nothing here ships.
#![expect(clippy::print_stdout, reason = "chores report on the terminal")]

mod beats;
mod corpus;
mod docs;
mod find;
mod fit;
mod follow;
mod linear;
mod measure;
mod practice_only;
mod roles;
mod senses;
mod sentences;
mod signals;
mod tagger;
mod tidy;
mod votes;

use std::process::ExitCode;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let rest: Vec<&str> = args.iter().skip(1).map(String::as_str).collect();
    let done = match args.first().map(String::as_str) {
        Some("tidy") => tidy::tidy(&rest),
        Some("docs") => docs::docs(&rest),
        Some("fmt") => tidy::fmt(&rest),
        Some("corpus") => corpus::check(&rest),
        Some("train-marks") => fit::train_marks(&rest),
        Some("fit") => fit::fit(&rest),
        Some("sentences") => sentences::print(&rest),
        Some("signals") => signals::signals(&rest),
        Some("tokens") => tagger::tokens(&rest),
        Some("train-tagger") => tagger::train(&rest),
        Some("train-beats") => beats::train(&rest),
        Some("train-roles") => roles::train(&rest),
        Some("curve") => measure::curve(&rest),
        Some("pool") => measure::pool(&rest),
        Some("worst") => measure::worst(&rest),
        Some("eval") => measure::eval(&rest),
        Some("find") => find::find(&rest),
        Some("follow") => follow::follow(&rest),
        Some("votes") => votes::votes(&rest),
        _ => {
            println!(
                "chores: tidy | docs [--check] | fmt | corpus | train-marks FILE.. | fit [--senses FILE] FILE.. | sentences FILE.. | signals FILE.. | tokens FILE.. | train-tagger FILE.. | train-roles [--unseen] FILE.. | train-beats [--unseen] FILE.. | eval [--rules-only | --senses FILE] [--rule CODE | --json] FILE.. | find FOLDER | follow [--rules-only] [--show] FOLDER | votes [--rules-only] [--show] FOLDER | worst SENSES FILE.. | pool FOLDER.. | curve COUNT FILE"
            );
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            println!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}
