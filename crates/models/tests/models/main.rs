//! Models fetched from a server on this machine and added from files made here.

#![expect(clippy::unwrap_used, reason = "a panic in a test is the report")]

mod adding;
#[cfg(feature = "pull")]
mod pulling;
#[cfg(feature = "pull")]
mod server;

use std::fs;
use std::path::{Path, PathBuf};

use glidepath_models::{Catalogue, Store};
use sha2::{Digest, Sha256};

/// A folder that holds nothing, for one test.
fn folder(test: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(test);
    drop(fs::remove_dir_all(&folder));
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect()
}

/// Bytes that no compression makes small.
fn noise(length: usize) -> Vec<u8> {
    let mut state: u32 = 7;
    std::iter::repeat_with(|| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    })
    .take(length)
    .collect()
}

const COMMIT: &str = "0123456789abcdef0123456789abcdef01234567";

/// A catalogue of one pinned model, `tiny`, with these files.
fn pinned(files: &[(&str, &[u8])]) -> Catalogue {
    let files: Vec<String> = files
        .iter()
        .map(|(path, bytes)| {
            let (size, digest) = (bytes.len(), sha256(bytes));
            format!("{{ path = \"{path}\", size = {size}, sha256 = \"{digest}\" }}")
        })
        .collect();
    catalogue(COMMIT, "", &files.join(", "))
}

fn catalogue(revision: &str, unpinned: &str, files: &str) -> Catalogue {
    let text = format!(
        "[[model]]\nname = \"tiny\"\nkind = \"encoder\"\npurpose = \"a test\"\nlicence = \"MIT\"\n\
         source = \"https://example.org\"\nfrom = \"hub\"\nrepository = \"some/tiny\"\nrevision = \"{revision}\"\n\
         {unpinned}\nfiles = [{files}]\n"
    );
    Catalogue::parse(&text).unwrap()
}

/// Every file below the store's folder, by name.
fn all(data: &Path) -> Vec<String> {
    fn walk(folder: &Path, prefix: &str, out: &mut Vec<String>) {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = format!("{prefix}{}", entry.file_name().to_str().unwrap());
            if entry.path().is_dir() {
                walk(&entry.path(), &format!("{path}/"), out);
            } else if !path.ends_with(".lock") {
                out.push(path);
            }
        }
    }
    let mut out = Vec::new();
    walk(&data.join("models"), "", &mut out);
    out.sort();
    out
}

fn content(store: &Store, path: &str) -> Vec<u8> {
    fs::read(store.folder("tiny").unwrap().join(path)).unwrap()
}
