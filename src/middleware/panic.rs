//! Panics of handlers.

use core::future::{Future, poll_fn};
use core::pin::pin;
use core::task::Poll;

use crate::panic::{Panic, catch};

/// Runs `future` to completion. If it panics, this returns the panic as an error.
pub(crate) async fn catch_panic<F: Future>(future: F) -> Result<F::Output, Panic> {
    let mut future = pin!(future);
    poll_fn(|cx| match catch(|| future.as_mut().poll(cx)) {
        Ok(Poll::Pending) => Poll::Pending,
        Ok(Poll::Ready(output)) => Poll::Ready(Ok(output)),
        Err(panic) => Poll::Ready(Err(panic)),
    })
    .await
}
