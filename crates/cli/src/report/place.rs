//! From byte offsets to lines, columns and character offsets, as other tools count them.

/// Line starts of a text, for looking up many offsets.
#[derive(Debug)]
pub(crate) struct Places<'t> {
    text: &'t str,
    /// Byte offset and character offset of each line's start.
    lines: Vec<(usize, usize)>,
    /// Bytes of the byte order mark, which is no character of the text.
    mark: usize,
}

/// A place in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    /// Line, from 1.
    pub(crate) line: usize,
    /// Column in characters, from 1.
    pub(crate) column: usize,
    /// Characters before it.
    pub(crate) characters: usize,
}

impl<'t> Places<'t> {
    pub(crate) fn of(text: &'t str) -> Self {
        let mark = if text.starts_with('\u{feff}') {
            '\u{feff}'.len_utf8()
        } else {
            0
        };
        let mut lines = vec![(mark, 0)];
        let mut characters = 0;
        for (offset, c) in text[mark..].char_indices() {
            characters += 1;
            if c == '\n' {
                lines.push((mark + offset + 1, characters));
            }
        }
        Self { text, lines, mark }
    }

    /// The place of byte `offset`, which lies on a character boundary.
    pub(crate) fn at(&self, offset: usize) -> Place {
        let offset = offset.clamp(self.mark, self.text.len().max(self.mark));
        let line = self.lines.partition_point(|(start, _)| *start <= offset).max(1);
        let (start, before) = self.lines[line - 1];
        let inside = self.text.get(start..offset).map_or(0, |part| part.chars().count());
        Place {
            line,
            column: inside + 1,
            characters: before + inside,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Places;

    #[test]
    fn places_count_characters_and_pass_over_the_mark() {
        let text = "\u{feff}é one\r\ntwo 🙂 x";
        let places = Places::of(text);
        let at = |needle: &str| {
            let place = places.at(text.find(needle).unwrap());
            (place.line, place.column, place.characters)
        };
        assert_eq!(at("one"), (1, 3, 2));
        assert_eq!(at("two"), (2, 1, 7));
        assert_eq!(at("x"), (2, 7, 13));
    }
}
