//! The XML inside office files, as a flat run of starts, ends and words. Namespaces, comments and types are left out.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// One thing in the run.
pub(crate) enum Piece<'a> {
    /// An element begins; an empty one is followed by its end.
    Start(Tag<'a>),
    /// An element ends.
    End(&'a str),
    /// Words, entities resolved.
    Words(&'a str),
}

/// An element's name without its prefix, and its attributes.
pub(crate) struct Tag<'a> {
    pub(crate) name: &'a str,
    start: &'a BytesStart<'a>,
}

impl Tag<'_> {
    /// The value of an attribute, whatever its prefix.
    pub(crate) fn attribute(&self, wanted: &str) -> Option<String> {
        let mut all = self.start.attributes().flatten();
        let found = all.find(|attribute| local(attribute.key.as_ref()) == wanted)?;
        Some(quick_xml::escape::unescape(&found.value).map_or_else(|_| found.value.to_string(), |v| v.into_owned()))
    }
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// Hands every piece of `text` to `each`. An error is the reason why the XML is broken.
pub(crate) fn walk(text: &str, mut each: impl FnMut(Piece<'_>)) -> Result<(), String> {
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Eof => return Ok(()),
            Event::Start(start) => {
                let name = start.name();
                each(Piece::Start(Tag {
                    name: local(name.as_ref()),
                    start: &start,
                }));
            }
            Event::Empty(start) => {
                let name = start.name();
                let name = local(name.as_ref());
                each(Piece::Start(Tag { name, start: &start }));
                each(Piece::End(name));
            }
            Event::End(end) => each(Piece::End(local(end.name().as_ref()))),
            Event::Text(words) => each(Piece::Words(&words.xml10_content())),
            Event::CData(words) => each(Piece::Words(&words.xml10_content())),
            Event::GeneralRef(reference) => {
                let named = reference.xml10_content();
                match reference.resolve_char_ref() {
                    Ok(Some(one)) => each(Piece::Words(one.encode_utf8(&mut [0; 4]))),
                    _ => each(Piece::Words(
                        quick_xml::escape::resolve_xml_entity(&named).unwrap_or_default(),
                    )),
                }
            }
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
}
