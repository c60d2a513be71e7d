//! A source as a row holds it.

use serde::{Deserialize, Serialize};

use crate::SourceText;

#[derive(Serialize, Deserialize)]
pub(crate) struct SourceTextBody {
    name: String,
    #[serde(default)]
    kind: String,
    text: String,
    added_ms: i64,
}

impl From<SourceText> for SourceTextBody {
    fn from(source: SourceText) -> Self {
        let SourceText {
            name,
            kind,
            text,
            added_ms,
        } = source;
        Self {
            name,
            kind,
            text,
            added_ms,
        }
    }
}

impl From<SourceTextBody> for SourceText {
    fn from(body: SourceTextBody) -> Self {
        let SourceTextBody {
            name,
            kind,
            text,
            added_ms,
        } = body;
        Self {
            name,
            kind,
            text,
            added_ms,
        }
    }
}
