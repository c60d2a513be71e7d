//! The words of a PDF, in the order they are drawn. Pictures are not read: a scanned page has no words. Every stream is
//! unpacked within the import's budget; nothing follows a loop of references.

mod letters;
mod page;

use lopdf::{Document, LoadOptions};

use crate::Refusal;
use crate::archive::{Budget, bomb};

/// Pages beyond this are not read: no CV is that long.
const MOST_PAGES: usize = 300;

/// Reads the words, a blank line between paragraphs and pages.
pub(crate) fn text(name: &str, bytes: &[u8], budget: &mut Budget) -> Result<String, Refusal> {
    // The parser is not ours, and a panic of it must not end the program.
    let read = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| read(name, bytes, budget)));
    read.unwrap_or_else(|_| Err(broken(name, "its structure is beyond repair")))
}

fn read(name: &str, bytes: &[u8], budget: &mut Budget) -> Result<String, Refusal> {
    let options = LoadOptions::with_max_decompressed_size(budget.left());
    let document = Document::load_mem_with_options(bytes, options).map_err(|error| match error {
        lopdf::Error::Decryption(_) | lopdf::Error::InvalidPassword => locked(name),
        lopdf::Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. }) => bomb(name),
        other => broken(name, &other.to_string()),
    })?;
    if document.is_encrypted() {
        return Err(locked(name));
    }
    let pages = document.get_pages();
    if pages.len() > MOST_PAGES {
        return Err(Refusal::new(
            "pdf-too-long",
            format!("{name} has {} pages", pages.len()),
            format!("a CV or notes may have {MOST_PAGES}"),
            "Print the pages you need to a PDF of their own.",
        ));
    }
    let mut reader = page::Reader::new(name, &document, budget);
    for id in pages.into_values() {
        reader.page(id)?;
    }
    let text = reader.into_text();
    if text.chars().filter(|c| c.is_alphabetic()).count() < 3 {
        return Err(Refusal::new(
            "pdf-scanned",
            format!("{name} holds no words, only pictures of them"),
            "it was scanned or printed as a picture, and this program does not read pictures",
            "Export the PDF from the program that wrote it, or run it through text recognition first.",
        ));
    }
    Ok(text)
}

fn locked(name: &str) -> Refusal {
    Refusal::new(
        "pdf-encrypted",
        format!("{name} is locked with a password"),
        "a locked PDF cannot be read",
        "Print it to a PDF without a password and import that.",
    )
}

fn broken(name: &str, why: &str) -> Refusal {
    Refusal::new(
        "pdf-broken",
        format!("{name} cannot be read as a PDF"),
        why,
        "Export or download it again; the end may be missing.",
    )
}
