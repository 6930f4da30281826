//! Does the same work for several items at the same time.

use std::num::NonZero;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// The stack of a thread, which is as large as that of the main thread on most systems.
const STACK: usize = 8 * 1024 * 1024;

/// Returns the result of `work` for each item, in the order of the items. Only `large` work is worth threads.
pub(super) fn together<T: Sync, R: Send + Sync>(items: &[T], large: bool, work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let results: Vec<OnceLock<R>> = items.iter().map(|_| OnceLock::new()).collect();
    let next = AtomicUsize::new(0);
    let work_on = || {
        while let Some((item, result)) = {
            let index = next.fetch_add(1, Ordering::Relaxed);
            items.get(index).zip(results.get(index))
        } {
            result.get_or_init(|| work(item));
        }
    };
    let threads = match large {
        true => thread::available_parallelism().map_or(1, NonZero::get).min(items.len()),
        false => 1,
    };
    thread::scope(|scope| {
        for _ in 1..threads {
            // If no thread can be started, this thread does everything.
            let _ = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work_on);
        }
        work_on();
    });
    // No result is missing now.
    results.into_iter().filter_map(OnceLock::into_inner).collect()
}

#[cfg(test)]
mod tests {
    use super::together;

    #[test]
    fn results_are_in_the_order_of_the_items() {
        let items: Vec<u32> = (0..100).collect();
        for large in [false, true] {
            assert_eq!(together(&items, large, |item| item * 2), (0..200).step_by(2).collect::<Vec<_>>());
            assert!(together(&[], large, |(): &()| ()).is_empty());
        }
    }
}
