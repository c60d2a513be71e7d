//! Colour on a terminal, and none anywhere else.

use std::io::IsTerminal;

/// What a piece of text is, for its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ink {
    /// Costs votes.
    Costly,
    /// Worth watching.
    Watch,
    /// Worth knowing.
    Hint,
    /// Speaks in favour.
    Good,
    /// The flight path and headings.
    Path,
    /// Said by the way.
    Quiet,
    /// Said loudly.
    Strong,
    /// The words meant.
    Marked,
}

/// Paints, or leaves text as it is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Paint {
    /// Whether colour is wanted.
    pub(crate) on: bool,
}

impl Paint {
    /// Colour for standard output.
    pub(crate) fn for_stdout() -> Self {
        Self {
            on: wanted(std::io::stdout().is_terminal()),
        }
    }

    /// Colour for standard error.
    pub(crate) fn for_stderr() -> Self {
        Self {
            on: wanted(std::io::stderr().is_terminal()),
        }
    }

    /// `text` in this ink.
    pub(crate) fn ink(self, ink: Ink, text: &str) -> String {
        if !self.on || text.is_empty() {
            return text.to_owned();
        }
        let code = match ink {
            Ink::Costly => "1;31",
            Ink::Watch => "1;33",
            Ink::Hint => "36",
            Ink::Good => "32",
            Ink::Path => "34",
            Ink::Quiet => "2",
            Ink::Strong => "1",
            Ink::Marked => "1;4",
        };
        format!("\u{1b}[{code}m{text}\u{1b}[0m")
    }
}

/// `NO_COLOR` wins, then `CLICOLOR_FORCE`, then whether it is a terminal that can.
fn wanted(terminal: bool) -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|v| !v.is_empty() && v != "0");
    if std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty()) {
        return false;
    }
    set("CLICOLOR_FORCE") || (terminal && std::env::var_os("TERM").is_none_or(|t| t != "dumb"))
}
