//! The letters and widths of one font of a page.

use lopdf::{Dictionary, Document, Encoding, Object};

/// A font as text needs it.
pub(super) struct Letters<'a> {
    encoding: Option<Encoding<'a>>,
    /// Whether a letter takes two bytes.
    wide: bool,
    /// Widths by code, in thousandths of the size.
    widths: Vec<(u32, f32)>,
    other: f32,
}

impl<'a> Letters<'a> {
    /// Reads a font, unpacking no more than `most` bytes for its table of letters.
    pub(super) fn of(document: &'a Document, font: &'a Dictionary, most: usize) -> Result<Self, lopdf::Error> {
        let encoding = match font.get_font_encoding_with_limit(document, most) {
            Ok(encoding) => Some(encoding),
            Err(error @ lopdf::Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. })) => {
                return Err(error);
            }
            Err(_) => None,
        };
        let wide = font
            .get(b"Subtype")
            .and_then(Object::as_name)
            .is_ok_and(|name| name == b"Type0");
        let mut letters = Self {
            encoding,
            wide,
            widths: Vec::new(),
            other: if wide { 1_000.0 } else { 500.0 },
        };
        if wide {
            letters.wide_widths(document, font);
        } else if let Ok(widths) = font.get_deref(b"Widths", document).and_then(Object::as_array) {
            let first = font
                .get_deref(b"FirstChar", document)
                .and_then(Object::as_i64)
                .unwrap_or(0);
            let first = u32::try_from(first).unwrap_or(0);
            letters.widths = (first..)
                .zip(widths.iter().map(|width| width.as_float().unwrap_or(500.0)))
                .collect();
        }
        letters.widths.sort_by_key(|(code, _)| *code);
        Ok(letters)
    }

    /// The array W of a font with two-byte letters: `c [w w …]` and `from to w`.
    fn wide_widths(&mut self, document: &Document, font: &Dictionary) {
        let below = font.get_deref(b"DescendantFonts", document).and_then(Object::as_array);
        let below = below
            .ok()
            .and_then(|all| document.dereference(all.first()?).ok()?.1.as_dict().ok());
        let Some(below) = below else { return };
        if let Ok(other) = below.get_deref(b"DW", document).and_then(Object::as_float) {
            self.other = other;
        }
        let Ok(array) = below.get_deref(b"W", document).and_then(Object::as_array) else {
            return;
        };
        let mut rest = array.as_slice();
        while let [first, second, after @ ..] = rest {
            let Some(code) = first.as_i64().ok().and_then(|code| u32::try_from(code).ok()) else {
                return;
            };
            match document.dereference(second).map(|(_, object)| object) {
                Ok(Object::Array(widths)) => {
                    let widths = widths.iter().map(|width| width.as_float().unwrap_or(self.other));
                    self.widths.extend((code..=0xffff).zip(widths));
                    rest = after;
                }
                Ok(last) => {
                    let last = last
                        .as_i64()
                        .ok()
                        .and_then(|code| u32::try_from(code).ok())
                        .unwrap_or(code);
                    let width = after
                        .first()
                        .and_then(|width| width.as_float().ok())
                        .unwrap_or(self.other);
                    self.widths.extend((code..=last.min(0xffff)).map(|code| (code, width)));
                    rest = after.get(1..).unwrap_or_default();
                }
                Err(_) => return,
            }
            // Overlapping spans could be written to fill the memory.
            if self.widths.len() > 0x2_0000 {
                return;
            }
        }
    }

    /// The text of a string; blank where the font does not say which letters its codes are.
    pub(super) fn text(&self, bytes: &[u8]) -> String {
        let mut out = String::new();
        if let Some(encoding) = &self.encoding {
            if encoding.write_to_string(bytes, &mut out).is_err() {
                out.clear();
            }
        }
        let mut spelt = String::with_capacity(out.len());
        out.chars().for_each(|c| spell(c, &mut spelt));
        spelt
    }

    /// How far a string goes, in parts of the size.
    pub(super) fn width(&self, bytes: &[u8]) -> f32 {
        let of = |code: u32| match self.widths.binary_search_by_key(&code, |(known, _)| *known) {
            Ok(at) => self.widths[at].1,
            Err(_) => self.other,
        };
        let sum: f32 = if self.wide {
            bytes
                .chunks(2)
                .map(|pair| of(pair.iter().fold(0, |code, byte| code << 8 | u32::from(*byte))))
                .sum()
        } else {
            bytes.iter().map(|byte| of(u32::from(*byte))).sum()
        };
        sum / 1_000.0
    }
}

/// Joined letters as the letters they are, hard spaces as spaces, and no soft hyphens.
fn spell(c: char, out: &mut String) {
    match c {
        'ﬀ' => out.push_str("ff"),
        'ﬁ' => out.push_str("fi"),
        'ﬂ' => out.push_str("fl"),
        'ﬃ' => out.push_str("ffi"),
        'ﬄ' => out.push_str("ffl"),
        '\u{a0}' => out.push(' '),
        '\u{ad}' | '\u{fffd}' => {}
        c if c.is_control() => {}
        c => out.push(c),
    }
}
