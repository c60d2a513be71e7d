//! Zip archives, read with a budget and written the same each time. An archive that unpacks to more than the budget is
//! refused while it unpacks, whatever sizes it claims.

use std::io::{Cursor, Read, Write};

use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::{MOST_ENTRIES, MOST_UNPACKED, Refusal};

/// How many bytes one import may still unpack.
#[derive(Debug)]
pub(crate) struct Budget(usize);

impl Default for Budget {
    fn default() -> Self {
        Self(MOST_UNPACKED)
    }
}

impl Budget {
    pub(crate) fn left(&self) -> usize {
        self.0
    }

    /// Takes bytes off; refuses when there are not that many left.
    pub(crate) fn spend(&mut self, name: &str, bytes: usize) -> Result<(), Refusal> {
        self.0 = self.0.checked_sub(bytes).ok_or_else(|| bomb(name))?;
        Ok(())
    }
}

/// The refusal of what unpacks to too much.
pub(crate) fn bomb(name: &str) -> Refusal {
    Refusal::new(
        "unpacks-too-large",
        format!("{name} unpacks to more than {} MB", MOST_UNPACKED / 1_000_000),
        "no CV or story bank is that large, and some files are made to fill a disk",
        "Leave out pictures and recordings, or save the words alone.",
    )
}

fn broken(name: &str, error: &ZipError) -> Refusal {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Refusal::new(
            "zip-encrypted",
            format!("{name} is locked with a password"),
            "a locked archive cannot be read",
            "Save it without a password and import it again.",
        ),
        other => Refusal::new(
            "zip-broken",
            format!("{name} is no whole archive"),
            other.to_string(),
            "Copy or save it again; the end may be missing.",
        ),
    }
}

/// The names in an archive, files only; `None` for what is no archive.
pub(crate) fn names(bytes: &[u8]) -> Option<Vec<String>> {
    let zip = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let names = zip.file_names().flatten().filter(|name| !name.ends_with('/'));
    Some(names.map(std::borrow::Cow::into_owned).collect())
}

/// Unpacks the entries that are wanted, in the order of the archive.
pub(crate) fn entries(
    name: &str,
    bytes: &[u8],
    wanted: impl Fn(&str) -> bool,
    budget: &mut Budget,
) -> Result<Vec<(String, Vec<u8>)>, Refusal> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(name, &error))?;
    if zip.len() > MOST_ENTRIES {
        return Err(Refusal::new(
            "too-many-files",
            format!("{name} holds {} files", zip.len()),
            format!("one import takes {MOST_ENTRIES}"),
            "Import a part of it.",
        ));
    }
    let mut out = Vec::new();
    for at in 0..zip.len() {
        let listed = match zip.name_for_index(at) {
            Some(Ok(listed)) => listed.into_owned(),
            Some(Err(error)) => return Err(broken(name, &error)),
            None => continue,
        };
        if listed.ends_with('/') || !wanted(&listed) {
            continue;
        }
        let entry = zip.by_index(at).map_err(|error| broken(name, &error))?;
        let mut content = Vec::new();
        let most = u64::try_from(budget.left()).unwrap_or(u64::MAX).saturating_add(1);
        entry
            .take(most)
            .read_to_end(&mut content)
            .map_err(|error| broken(name, &ZipError::Io(error)))?;
        budget.spend(name, content.len())?;
        out.push((listed, content));
    }
    Ok(out)
}

/// Packs files. The same files give the same bytes: no time of day is in them.
pub(crate) fn packed<'a>(files: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Result<Vec<u8>, Refusal> {
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let pack = || -> Result<Vec<u8>, ZipError> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in files {
            zip.start_file(name, options)?;
            zip.write_all(content)?;
        }
        Ok(zip.finish()?.into_inner())
    };
    pack().map_err(|error| {
        Refusal::new(
            "export-too-large",
            "The archive cannot be made",
            error.to_string(),
            "Export fewer stories at once.",
        )
    })
}

#[cfg(test)]
mod tests {
    use super::{Budget, entries, names, packed};

    #[test]
    fn what_is_packed_is_unpacked_and_is_the_same_each_time() {
        let files: [(&str, &[u8]); 2] = [("a.md", b"one"), ("b/c.md", b"two")];
        let bytes = packed(files).unwrap();
        assert_eq!(bytes, packed(files).unwrap());
        assert_eq!(names(&bytes).unwrap(), ["a.md", "b/c.md"]);
        let read = entries("x.zip", &bytes, |name| name.starts_with('b'), &mut Budget::default()).unwrap();
        assert_eq!(read, [("b/c.md".to_owned(), b"two".to_vec())]);
    }

    #[test]
    fn a_bomb_is_refused_while_it_unpacks() {
        let zeros = vec![0_u8; 65_000_000];
        let bytes = packed([("word/document.xml", zeros.as_slice())]).unwrap();
        assert!(bytes.len() < 100_000);
        let refusal = entries("x.docx", &bytes, |_| true, &mut Budget::default()).unwrap_err();
        assert_eq!(refusal.code, "unpacks-too-large");
    }

    #[test]
    fn a_cut_archive_is_refused() {
        let bytes = packed([("a", b"one".as_slice())]).unwrap();
        assert_eq!(
            entries("x", &bytes[..20], |_| true, &mut Budget::default())
                .unwrap_err()
                .code,
            "zip-broken"
        );
        assert!(names(b"PK\x03\x04").is_none());
    }
}
