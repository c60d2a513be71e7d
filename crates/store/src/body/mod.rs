//! How things look inside a row: private mirrors of the domain's types, so that those need not know of JSON.
//!
//! Reading is lenient about fields: what is absent is blank, and what a newer program added is carried along by
//! [`overlay`] when the thing is written again. It is strict about words: an unknown outcome is an error.

mod block;
mod delivery;
mod dig;
mod drill;
mod memory;
mod mock_loop;
mod question;
mod scorecard;
mod slug;
mod source_text;
mod story;

use glidepath_domain::{Block, Dig, Drill, Loop, MemoryCard, Question, Scorecard, Story};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{Kept, SourceText, StoreError, Theirs};

pub(crate) use slug::Slug;
pub(crate) use story::Known;

/// A thing with versions and history.
pub(crate) trait Keep: Clone + Send + Sync + Sized {
    /// Its name in the key and in errors.
    const KIND: &'static str;
    /// Its mirror.
    type Body: Serialize + DeserializeOwned + From<Self> + Into<Self>;
    /// What a writer who was too late is shown.
    fn theirs(kept: Kept<Self>) -> Theirs;
    /// Itself, if it is a story and so has a card.
    fn story(&self) -> Option<&Story> {
        None
    }
}

impl Keep for Story {
    const KIND: &'static str = "story";
    type Body = story::StoryBody;
    fn theirs(kept: Kept<Self>) -> Theirs {
        Theirs::Story(Box::new(kept))
    }
    fn story(&self) -> Option<&Story> {
        Some(self)
    }
}

impl Keep for Question {
    const KIND: &'static str = "question";
    type Body = question::QuestionBody;
    fn theirs(kept: Kept<Self>) -> Theirs {
        Theirs::Question(Box::new(kept))
    }
}

impl Keep for Dig {
    const KIND: &'static str = "dig";
    type Body = dig::DigBody;
    fn theirs(kept: Kept<Self>) -> Theirs {
        Theirs::Dig(Box::new(kept))
    }
}

impl Keep for SourceText {
    const KIND: &'static str = "source";
    type Body = source_text::SourceTextBody;
    fn theirs(kept: Kept<Self>) -> Theirs {
        Theirs::Source(Box::new(kept))
    }
}

impl Keep for Drill {
    const KIND: &'static str = "drill";
    type Body = drill::DrillBody;
    fn theirs(kept: Kept<Self>) -> Theirs {
        Theirs::Drill(Box::new(kept))
    }
}

impl Keep for MemoryCard {
    const KIND: &'static str = "memory";
    type Body = memory::MemoryCardBody;
    fn theirs(kept: Kept<Self>) -> Theirs {
        Theirs::Memory(Box::new(kept))
    }
}

impl Keep for Block {
    const KIND: &'static str = "block";
    type Body = block::BlockBody;
    fn theirs(kept: Kept<Self>) -> Theirs {
        Theirs::Block(Box::new(kept))
    }
}

impl Keep for Loop {
    const KIND: &'static str = "loop";
    type Body = mock_loop::LoopBody;
    fn theirs(kept: Kept<Self>) -> Theirs {
        Theirs::Loop(Box::new(kept))
    }
}

impl Keep for Scorecard {
    const KIND: &'static str = "scorecard";
    type Body = scorecard::ScorecardBody;
    fn theirs(kept: Kept<Self>) -> Theirs {
        Theirs::Scorecard(Box::new(kept))
    }
}

/// A thing as JSON.
pub(crate) fn write<T: Keep>(id: &str, value: &T) -> Result<String, StoreError> {
    json(T::KIND, id, &T::Body::from(value.clone()))
}

/// A thing from JSON.
pub(crate) fn read<T: Keep>(id: &str, body: &str) -> Result<T, StoreError> {
    parse::<T::Body>(T::KIND, id, body).map(Into::into)
}

/// Any row's body as JSON.
pub(crate) fn json(kind: &'static str, id: &str, body: &impl Serialize) -> Result<String, StoreError> {
    serde_json::to_string(body).map_err(|error| damaged(kind, id, &error))
}

/// Any row's body from JSON.
pub(crate) fn parse<'a, B: Deserialize<'a>>(kind: &'static str, id: &str, body: &'a str) -> Result<B, StoreError> {
    serde_json::from_str(body).map_err(|error| damaged(kind, id, &error))
}

/// The new body with those fields of the old one that this program does not know.
pub(crate) fn overlay(kind: &'static str, id: &str, old: &str, new: String) -> Result<String, StoreError> {
    let Ok(Value::Object(old)) = serde_json::from_str::<Value>(old) else {
        // What cannot be read holds nothing to carry along; writing over it is how it is mended.
        return Ok(new);
    };
    let Value::Object(mut merged) = parse::<Value>(kind, id, &new)? else {
        return Ok(new);
    };
    let known = merged.len();
    for (field, value) in old {
        merged.entry(field).or_insert(value);
    }
    if merged.len() == known {
        return Ok(new);
    }
    json(kind, id, &Value::Object(merged))
}

fn damaged(kind: &'static str, id: &str, error: &serde_json::Error) -> StoreError {
    StoreError::Damaged {
        kind,
        id: id.to_owned(),
        why: error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::overlay;

    #[test]
    fn fields_of_a_newer_program_are_carried_along() {
        let merged = overlay(
            "story",
            "1",
            r#"{"title":"old","mood":7}"#,
            r#"{"title":"new"}"#.to_owned(),
        )
        .unwrap();
        assert_eq!(merged, r#"{"mood":7,"title":"new"}"#);
        let plain = overlay("story", "1", r#"{"title":"old"}"#, r#"{"title":"new"}"#.to_owned()).unwrap();
        assert_eq!(plain, r#"{"title":"new"}"#);
        let mended = overlay("story", "1", "torn", r#"{"title":"new"}"#.to_owned()).unwrap();
        assert_eq!(mended, r#"{"title":"new"}"#);
    }
}
