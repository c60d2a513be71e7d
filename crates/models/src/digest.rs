//! SHA-256 of what is read, in the small letters that catalogue, record and hub use.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use sha2::{Digest, Sha256};

/// Bytes read at a time.
pub(crate) const CHUNK: usize = 128 << 10;

/// Size and SHA-256 of all there is to read.
pub(crate) fn of_reader(mut reader: impl Read) -> io::Result<(u64, String)> {
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; CHUNK];
    let mut size = 0;
    loop {
        let n = match reader.read(&mut buffer) {
            Ok(0) => break,
            Ok(n) => n,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        size += n as u64;
        hasher.update(&buffer[..n]);
    }
    Ok((
        size,
        hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect(),
    ))
}

/// Size and SHA-256 of a file.
pub(crate) fn of_file(path: &Path) -> io::Result<(u64, String)> {
    of_reader(File::open(path)?)
}

/// Whether `text` is a SHA-256 as we write it.
pub(crate) fn is_sha256(text: &str) -> bool {
    is_hex(text, 64)
}

/// Whether `text` is a commit, and not a branch or a tag.
pub(crate) fn is_commit(text: &str) -> bool {
    is_hex(text, 40)
}

fn is_hex(text: &str, length: usize) -> bool {
    text.len() == length && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

/// The first digits, enough to tell two apart by eye.
pub(crate) fn short(digest: &str) -> &str {
    digest.get(..12).unwrap_or(digest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digest_is_the_published_one() {
        // Source: FIPS 180-2, appendix B.1.
        let (size, digest) = of_reader(&b"abc"[..]).unwrap();
        assert_eq!(size, 3);
        assert_eq!(
            digest,
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
        assert!(is_sha256(&digest) && !is_sha256(&digest.to_uppercase()) && !is_commit(&digest));
    }
}
