//! Many answers over all cores, in order.
//!
//! Plain threads, and none that does other work while it waits: an encoder runs on a pool of its own, and a pool's worker that waits for
//! another pool starts its next answer in the middle of this one.

use std::num::NonZero;
use std::sync::Mutex;
use std::thread::{available_parallelism, scope};

/// What `make` makes of each item, in the order of the items.
pub fn side_by_side<T: Send, R: Send>(items: Vec<T>, make: impl Fn(T) -> R + Sync) -> Vec<R> {
    let threads = available_parallelism().map_or(1, NonZero::get).min(items.len());
    if threads < 2 {
        return items.into_iter().map(make).collect();
    }
    let queue = Mutex::new(items.into_iter().enumerate());
    let work = || {
        let mut made = Vec::new();
        loop {
            // A panic in `make` ends this thread outside the lock, so the queue is never half taken.
            let Some((index, item)) = queue.lock().ok().and_then(|mut queue| queue.next()) else {
                return made;
            };
            made.push((index, make(item)));
        }
    };
    let mut all: Vec<(usize, R)> = scope(|scope| {
        let threads: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        threads
            .into_iter()
            .flat_map(|thread| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    });
    all.sort_by_key(|(index, _)| *index);
    all.into_iter().map(|(_, made)| made).collect()
}

#[cfg(test)]
mod tests {
    use super::side_by_side;

    #[test]
    fn the_order_stays() {
        let doubled = side_by_side((0..1_000).collect(), |n: usize| {
            if n.is_multiple_of(7) {
                std::thread::yield_now();
            }
            2 * n
        });
        assert!(doubled.into_iter().eq((0..1_000).map(|n| 2 * n)));
        assert!(side_by_side(Vec::<u8>::new(), |n| n).is_empty());
    }
}
