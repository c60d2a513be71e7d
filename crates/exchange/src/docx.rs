//! The words of a DOCX file, a paragraph a line, list items with a bullet. Headers, footers, comments and what was struck
//! out are left out.

use crate::Refusal;
use crate::archive::{Budget, entries};
use crate::decode::decode;
use crate::xml::{Piece, walk};

/// Where the words lie in the archive.
pub(crate) const DOCUMENT: &str = "word/document.xml";

/// Reads the words.
pub(crate) fn text(name: &str, bytes: &[u8], budget: &mut Budget) -> Result<String, Refusal> {
    let broken = |why: String| {
        Refusal::new(
            "docx-broken",
            format!("{name} cannot be read as a DOCX file"),
            why,
            "Open it in a word processor, save it again as DOCX and import that.",
        )
    };
    let parts = entries(name, bytes, |entry| entry == DOCUMENT, budget)?;
    let xml = parts.first().and_then(|(_, content)| decode(content));
    let xml = xml.ok_or_else(|| broken(format!("it holds no {DOCUMENT} in letters")))?;
    let mut out = String::new();
    let mut line = String::new();
    let mut words = false;
    let mut bullet = false;
    // Old programs get a second telling of text boxes, which would come twice.
    let mut hidden = 0_usize;
    walk(&xml.text, |piece| match piece {
        Piece::Start(tag) if tag.name == "Fallback" => hidden += 1,
        Piece::End("Fallback") => hidden = hidden.saturating_sub(1),
        _ if hidden > 0 => {}
        Piece::Start(tag) => match tag.name {
            "t" => words = true,
            "numPr" => bullet = true,
            "pStyle" => {
                let style = tag.attribute("val").unwrap_or_default().to_lowercase();
                if style.starts_with("heading") || style == "title" {
                    out.push('\n');
                }
                bullet |= style.starts_with("listbullet");
            }
            "tab" => line.push_str(if line.is_empty() { "" } else { "\t" }),
            "br" | "cr" => line.push('\n'),
            "noBreakHyphen" => line.push('-'),
            _ => {}
        },
        Piece::Words(text) if words => line.push_str(text),
        Piece::Words(_) => {}
        Piece::End("t") => words = false,
        Piece::End("p") => {
            if bullet && !line.trim().is_empty() {
                out.push_str("• ");
            }
            out.push_str(line.trim());
            out.push('\n');
            line.clear();
            bullet = false;
        }
        Piece::End(_) => {}
    })
    .map_err(broken)?;
    let text = out.trim().to_owned();
    if text.is_empty() {
        return Err(Refusal::new(
            "docx-empty",
            format!("{name} holds no words"),
            "there are only pictures in it, or nothing",
            "Save the document that holds the words.",
        ));
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::{DOCUMENT, text};
    use crate::archive::{Budget, packed};

    fn read(xml: &str) -> Result<String, crate::Refusal> {
        text(
            "a.docx",
            &packed([(DOCUMENT, xml.as_bytes())]).unwrap(),
            &mut Budget::default(),
        )
    }

    #[test]
    fn paragraphs_lists_and_entities_are_read() {
        let xml = "<w:document xmlns:w='w'><w:p><w:pPr><w:pStyle w:val='Heading1'/></w:pPr><w:r><w:t>A &amp; B&#8211;C</w:t></w:r></w:p>\
                   <w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>one</w:t><w:br/><w:delText>gone</w:delText><w:t xml:space='preserve'> two</w:t></w:r></w:p>\
                   <mc:Fallback><w:p><w:r><w:t>again</w:t></w:r></w:p></mc:Fallback></w:document>";
        assert_eq!(read(xml).unwrap(), "A & B–C\n• one\n two");
    }

    #[test]
    fn broken_and_empty_documents_are_refused() {
        assert_eq!(read("<w:p><w:t>a</w:q>").unwrap_err().code, "docx-broken");
        assert_eq!(read("<w:p/>").unwrap_err().code, "docx-empty");
    }
}
