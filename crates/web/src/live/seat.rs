//! Who holds a room: one page at a time, so that two never write one recording.

use std::sync::{Mutex, PoisonError};

use tokio::sync::watch;

/// The chair in front of the microphone.
#[derive(Debug, Default)]
pub(crate) struct Seats(Mutex<Option<Held>>);

#[derive(Debug)]
struct Held {
    page: String,
    /// Which sitting this is: a page that comes back sits down afresh, and its old line is over.
    sitting: u64,
    leave: watch::Sender<bool>,
}

/// A page on the chair, until it is told to leave.
#[derive(Debug)]
pub(crate) struct Seat {
    sitting: u64,
    leave: watch::Receiver<bool>,
}

impl Seat {
    /// Waits until another page sits here.
    pub(crate) async fn taken(&mut self) {
        // The sender goes away only together with the seat.
        drop(self.leave.wait_for(|leave| *leave).await);
    }
}

impl Seats {
    /// Sits down if the chair is free, was this page's own, or `takes` it. `None` where another page holds it.
    pub(crate) fn sit(&self, page: &str, takes: bool) -> Option<Seat> {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let sitting = held.as_ref().map_or(1, |held| held.sitting + 1);
        if let Some(other) = held.as_ref() {
            if other.page != page && !takes {
                return None;
            }
            other.leave.send_replace(true);
        }
        let (leave, told) = watch::channel(false);
        *held = Some(Held {
            page: page.to_owned(),
            sitting,
            leave,
        });
        Some(Seat { sitting, leave: told })
    }

    /// Stands up, unless somebody else sits there by now.
    pub(crate) fn stand(&self, seat: &Seat) {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if held.as_ref().is_some_and(|held| held.sitting == seat.sitting) {
            *held = None;
        }
    }

    /// Whether a page may send here without a line of its own, as one that is being closed does.
    pub(crate) fn may_send(&self, page: &str) -> bool {
        let held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        held.as_ref().is_none_or(|held| held.page == page)
    }

    /// Whether nobody sits there.
    pub(crate) fn is_free(&self) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::Seats;

    #[tokio::test]
    async fn one_page_at_a_time() {
        let seats = Seats::default();
        let mut first = seats.sit("a", false).unwrap();
        assert!(seats.sit("b", false).is_none(), "another page holds it");
        assert!(seats.may_send("a") && !seats.may_send("b"));
        let again = seats.sit("a", false).expect("the same page comes back");
        first.taken().await;
        seats.stand(&first);
        assert!(!seats.is_free(), "an old line that ends frees nothing");
        let mut again = again;
        let second = seats.sit("b", true).expect("it may be taken");
        again.taken().await;
        seats.stand(&again);
        seats.stand(&second);
        assert!(seats.is_free() && seats.may_send("c"));
    }
}
