//! What a person types while the clock runs, line by line, and Ctrl-C: whatever was typed before it is kept.

use std::collections::VecDeque;
use std::future::{Future, poll_fn};
use std::io::{self, BufRead, Write};
use std::pin::pin;
use std::task::Poll;

use glidepath_app::Error;
use tokio::sync::mpsc::{Receiver, channel};

/// What came from the person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::verb) enum Key {
    /// A line, without its end; of a reply that was written beforehand, all of it.
    Line(String),
    /// They have ended: Ctrl-D.
    Gone,
    /// They pressed Ctrl-C.
    Stopped,
}

/// Who answers.
pub(in crate::verb) enum Keyboard {
    /// A person at a terminal.
    Typed(Receiver<io::Result<Key>>),
    /// Replies that were written beforehand.
    Written(VecDeque<String>),
}

impl Keyboard {
    /// A person at a terminal. Lines are read on a thread of their own, so that Ctrl-C is heard meanwhile; the thread ends with the program.
    pub(in crate::verb) fn typed() -> Self {
        // One at a time: a terminal that is gone says so again and again, and is asked only when somebody wants to know.
        let (send, keys) = channel(1);
        std::thread::spawn(move || {
            loop {
                let mut line = String::new();
                let key = io::stdin().lock().read_line(&mut line).map(|read| match read {
                    0 => Key::Gone,
                    _ => Key::Line(line.trim_end_matches(['\n', '\r']).to_owned()),
                });
                let broken = key.is_err();
                if send.blocking_send(key).is_err() || broken {
                    return;
                }
            }
        });
        Self::Typed(keys)
    }

    /// Whether a person sits there, who can be asked.
    pub(in crate::verb) fn is_person(&self) -> bool {
        matches!(self, Self::Typed(_))
    }

    /// Whether all that was written beforehand is used up. A person never is.
    pub(in crate::verb) fn is_spent(&self) -> bool {
        matches!(self, Self::Written(replies) if replies.is_empty())
    }

    /// What comes next, after `mark` was shown to a person as a sign that it is their turn.
    ///
    /// # Errors
    /// When the terminal cannot be read.
    pub(in crate::verb) async fn next(&mut self, mark: &str) -> Result<Key, Error> {
        let keys = match self {
            Self::Written(replies) => return Ok(replies.pop_front().map_or(Key::Gone, Key::Line)),
            Self::Typed(keys) => keys,
        };
        let mut stop = pin!(tokio::signal::ctrl_c());
        // Listened for before the mark is shown: who sees it may press at once. Where it cannot be listened for, Ctrl-C ends the program, as it
        // always did.
        let listening = match poll_fn(|context| Poll::Ready(stop.as_mut().poll(context))).await {
            Poll::Ready(Ok(())) => return Ok(Key::Stopped),
            Poll::Ready(Err(_)) => false,
            Poll::Pending => true,
        };
        // That the mark cannot be shown is no reason to stop listening.
        drop(write!(io::stderr(), "{mark}").and_then(|()| io::stderr().flush()));
        tokio::select! {
            key = keys.recv() => key.unwrap_or(Ok(Key::Gone)).map_err(|error| unreadable(&error)),
            Ok(()) = &mut stop, if listening => Ok(Key::Stopped),
        }
    }
}

fn unreadable(error: &io::Error) -> Error {
    Error::unavailable(
        "cannot-read",
        "The terminal cannot be read",
        error.to_string(),
        "Answer from a file: glidepath practice --text FILE.",
    )
}
