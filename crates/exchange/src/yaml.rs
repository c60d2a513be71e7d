//! Front matter as plain values: strings, lists, maps. Anchors, tags and types are left out, since notes need none and
//! an alias inside an alias grows without bound.

use saphyr_parser::{Event, Parser, ScalarStyle};

/// Front matter is a few lines; a longer one is no front matter.
const MOST_TEXT: usize = 1_000_000;

/// How many names one map may have: far more than anybody writes.
const MOST_KEYS: usize = 500;

/// How deep lists and maps may lie in each other.
const MOST_DEPTH: usize = 16;

/// A value of the front matter. Numbers, dates and yes or no are the text they were written as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Yaml {
    Text(String),
    List(Vec<Yaml>),
    Map(Vec<Entry>),
}

/// A key with its value and the line it stands on, from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) key: String,
    pub(crate) line: usize,
    pub(crate) value: Yaml,
}

/// Where the front matter breaks, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Broken {
    pub(crate) line: usize,
    pub(crate) why: String,
}

/// A list or map that is being filled, and the key that waits for its value.
enum Open {
    List(Vec<Yaml>),
    Map(Vec<Entry>, Option<(String, usize)>),
}

/// Reads a map at the top of `text`; nothing at all is an empty map.
pub(crate) fn read(text: &str) -> Result<Vec<Entry>, Broken> {
    let broken = |line: usize, why: &str| Broken {
        line: line.max(1),
        why: why.to_owned(),
    };
    if text.len() > MOST_TEXT {
        return Err(broken(1, "it is longer than a megabyte"));
    }
    let mut open: Vec<Open> = Vec::new();
    let mut whole = None;
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| broken(error.marker().line(), error.info()))?;
        let line = span.start.line();
        let done = match event {
            Event::Alias(_) => return Err(broken(line, "it refers to another place with *; write the value out")),
            Event::Scalar(text, style, ..) => {
                let blank = style == ScalarStyle::Plain && matches!(&*text, "~" | "null");
                Some(Yaml::Text(if blank { String::new() } else { text.into_owned() }))
            }
            Event::SequenceStart(..) => {
                open.push(Open::List(Vec::new()));
                None
            }
            Event::MappingStart(..) => {
                open.push(Open::Map(Vec::new(), None));
                None
            }
            Event::SequenceEnd | Event::MappingEnd => match open.pop() {
                Some(Open::List(items)) => Some(Yaml::List(items)),
                Some(Open::Map(entries, _)) => Some(Yaml::Map(entries)),
                None => None,
            },
            _ => None,
        };
        if open.len() > MOST_DEPTH {
            return Err(broken(line, "its lists lie too deep in each other"));
        }
        let Some(value) = done else { continue };
        match open.last_mut() {
            None => whole = Some(value),
            Some(Open::List(items)) => items.push(value),
            Some(Open::Map(entries, waiting)) => match (waiting.take(), value) {
                (Some((key, line)), value) => entries.push(Entry { key, line, value }),
                (None, Yaml::Text(_)) if entries.len() == MOST_KEYS => {
                    return Err(broken(line, &format!("it has more than {MOST_KEYS} names")));
                }
                (None, Yaml::Text(key)) => {
                    if entries.iter().any(|entry| entry.key == key) {
                        return Err(broken(line, &format!("\"{key}\" stands there twice")));
                    }
                    *waiting = Some((key, line));
                }
                (None, _) => return Err(broken(line, "a name before a colon must be plain text")),
            },
        }
    }
    match whole {
        None => Ok(Vec::new()),
        Some(Yaml::Map(entries)) => Ok(entries),
        Some(Yaml::Text(text)) if text.trim().is_empty() => Ok(Vec::new()),
        Some(_) => Err(broken(
            1,
            "it is no list of names with values, like `title: The refund queue`",
        )),
    }
}

/// A text as a YAML value on one line: bare where nobody could read it otherwise, else in double quotes.
pub(crate) fn quoted(text: &str) -> String {
    let bare = text.chars().next().is_some_and(char::is_alphabetic)
        && text
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '/' | '.' | '(' | ')'))
        && !text.ends_with(' ')
        && !["true", "false", "yes", "no", "on", "off", "null", "y", "n"].contains(&text.to_lowercase().as_str());
    let number =
        text.chars().next().is_some_and(|c| c.is_ascii_digit()) && text.chars().all(|c| c.is_ascii_digit() || c == '-');
    if bare || number {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            // What YAML takes for a line end or may not hold unescaped.
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}') => {
                out.push_str(&format!("\\u{:04x}", u32::from(c)));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Yaml, quoted, read};

    #[test]
    fn lists_and_maps_are_read_with_their_lines() {
        let entries = read("title: A\ntags: [a, 'b c']\nfacts:\n  - what: x\n    value: \"1\"\nempty: ~\n").unwrap();
        let keys: Vec<_> = entries.iter().map(|e| (e.key.as_str(), e.line)).collect();
        assert_eq!(keys, [("title", 1), ("tags", 2), ("facts", 3), ("empty", 6)]);
        let text = |t: &str| Yaml::Text(t.to_owned());
        assert_eq!(entries[1].value, Yaml::List(vec![text("a"), text("b c")]));
        assert_eq!(entries[3].value, text(""));
        assert_eq!(read("").unwrap(), []);
    }

    #[test]
    fn broken_text_says_where_and_never_grows() {
        assert!((2..=3).contains(&read("title: A\ntags: [a, b\nwhen: 2").unwrap_err().line));
        assert!(read("a: 1\na: 2\n").unwrap_err().why.contains("twice"));
        assert!(
            read("a: &x [1]\nb: [*x, *x]\n")
                .unwrap_err()
                .why
                .contains("write the value out")
        );
        assert!(read("just words").is_err());
        assert!(read(&"[".repeat(100_000)).is_err());
        assert!(read(&"a:\n ".repeat(1_000)).is_err());
    }

    proptest! {
        #[test]
        fn any_text_survives_its_quotes(text in any::<String>()) {
            let entries = read(&format!("key: {}\n", quoted(&text))).unwrap();
            prop_assert_eq!(&entries[0].value, &Yaml::Text(text));
        }

        #[test]
        fn no_text_makes_the_reader_fall(text in any::<String>()) {
            let _ = read(&text);
        }
    }
}
