//! Bytes of a text file as text: UTF-8, UTF-16 with its mark, else Windows-1252, which never fails.

/// Text, and whether its encoding had to be guessed.
pub(crate) struct Decoded {
    pub(crate) text: String,
    pub(crate) guessed: bool,
}

/// What Windows-1252 has in the places 0x80 to 0x9F; the five empty ones stay control characters, as browsers read them.
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// Reads bytes as text; `None` for what is no text: bytes with NULs and no mark of UTF-16.
pub(crate) fn decode(bytes: &[u8]) -> Option<Decoded> {
    let sixteen = |rest: &[u8], order: fn([u8; 2]) -> u16| {
        let units = rest.chunks_exact(2).map(|pair| order([pair[0], pair[1]]));
        let text: String = char::decode_utf16(units).map(|c| c.unwrap_or('\u{fffd}')).collect();
        Some(Decoded { text, guessed: false })
    };
    match bytes {
        [0xff, 0xfe, rest @ ..] => return sixteen(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => return sixteen(rest, u16::from_be_bytes),
        _ => {}
    }
    let plain = bytes.strip_prefix(&[0xef, 0xbb, 0xbf]).unwrap_or(bytes);
    if let Ok(text) = std::str::from_utf8(plain) {
        return Some(Decoded {
            text: text.to_owned(),
            guessed: false,
        });
    }
    if plain.contains(&0) {
        return None;
    }
    let text = plain.iter().map(|byte| match byte {
        0x80..=0x9f => WINDOWS[usize::from(byte - 0x80)],
        other => char::from(*other),
    });
    Some(Decoded {
        text: text.collect(),
        guessed: true,
    })
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn marks_choose_the_encoding_and_old_text_is_guessed() {
        let read = |bytes: &[u8]| decode(bytes).map(|d| (d.text, d.guessed));
        assert_eq!(read(b"\xef\xbb\xbfa"), Some(("a".to_owned(), false)));
        assert_eq!(read(b"\xff\xfea\0\xac\x20"), Some(("a€".to_owned(), false)));
        assert_eq!(read(b"\xfe\xff\0a"), Some(("a".to_owned(), false)));
        assert_eq!(read(b"caf\xe9 \x80"), Some(("café €".to_owned(), true)));
        assert_eq!(read(b"\xff\0\0"), None);
    }
}
