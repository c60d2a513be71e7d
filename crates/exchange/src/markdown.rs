//! Notes of a vault: how a story is laid out in one, and the reading of a whole folder.

mod front_matter;
mod other_note;
mod own_note;

pub(crate) use own_note::note_text;

use crate::refusal::Problems;
use crate::{Brought, Refusal, Remark, Source, SourceKind, read_questions};
use front_matter::{Cut, cut};

/// The key by which a note says that it was written by this program.
pub(crate) const MARK: &str = "glidepath";

/// What that key says: the layout and its version.
pub(crate) const LAYOUT: &str = "story/1";

/// Reads one note. Problems of our own notes are gathered; what is odd in others is remarked on.
pub(crate) fn read(name: &str, stem: &str, text: &str, brought: &mut Brought, problems: &mut Problems) {
    match cut(text) {
        Cut::Whole { entries, body, line } => {
            if own_note::is_ours(&entries) {
                own_note::read(name, &entries, body, line, brought, problems);
            } else if !other_note::read(name, stem, &entries, body, line, brought) {
                plain(name, stem, body, brought);
                other_note::remark_on_keys(name, &entries, brought);
            }
        }
        Cut::None(text) => {
            if !other_note::read(name, stem, &[], text, 1, brought) {
                plain(name, stem, text, brought);
            }
        }
        Cut::Broken { line, why, inside } => {
            let place = format!("{name}, line {line}");
            // A story would lose what its front matter says; a note of another kind loses nothing, for all of it is kept.
            if inside.contains(MARK) || other_note::tells_a_story(text) {
                problems.add(format!("{place}: the front matter cannot be read: {why}"));
            } else {
                brought.remarks.push(Remark::new(
                    place,
                    "The front matter cannot be read; the note is kept whole, as text.",
                    why,
                    "Mend the lines between the two --- and import the note again, if they matter.",
                ));
                plain(name, stem, text, brought);
            }
        }
    }
}

/// A note that is no story: a list of questions, or text to dig in. A blank one is nothing.
fn plain(name: &str, stem: &str, text: &str, brought: &mut Brought) {
    let asked = read_questions(text);
    if !asked.is_empty() {
        brought.asked.extend(asked);
    } else if !text.trim().is_empty() {
        brought.sources.push(Source {
            name: if name.is_empty() {
                stem.to_owned()
            } else {
                name.to_owned()
            },
            kind: SourceKind::Notes,
            text: other_note::without_links(text.trim()),
            projects: Vec::new(),
        });
    }
}

/// Turns the problems of a vault into its refusal.
pub(crate) fn refuse(problems: Problems) -> Result<(), Refusal> {
    let count = problems.len();
    problems.into_refusal(
        "note-broken",
        format!(
            "{count} {} of the notes cannot be read",
            if count == 1 { "place" } else { "places" }
        ),
        "Mend them and import the folder again; nothing of it was taken.",
    )
}
