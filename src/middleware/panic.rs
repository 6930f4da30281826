//! Panics of handlers.

use core::future::{Future, poll_fn};
use core::pin::pin;
use core::task::Poll;
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::Panic;

/// Runs `future` to completion. If it panics, this returns the payload of the panic as an error.
///
/// This is unwind safe. The future is dropped after a panic, and the types that it shares with other code (a mutex, an
/// atomic) protect themselves.
pub(crate) async fn catch_panic<F: Future>(future: F) -> Result<F::Output, Panic> {
    let mut future = pin!(future);
    poll_fn(|cx| match catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(cx))) {
        Ok(Poll::Pending) => Poll::Pending,
        Ok(Poll::Ready(output)) => Poll::Ready(Ok(output)),
        Err(panic) => Poll::Ready(Err(panic)),
    })
    .await
}
