//! The call that the current thread is processing.

use core::cell::RefCell;
use core::mem::swap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use error_catalog_wire::OwnedContext;

use crate::middleware::{Middleware, Panic};

std::thread_local! {
    /// The context of the call whose method is running. `From` for `Status` reads it here, because `from` has no
    /// parameter for it.
    static CURRENT: RefCell<OwnedContext> = RefCell::default();
}

/// Returns the context of the call that the current thread is processing, or an empty context if there is no call.
pub(super) fn current() -> OwnedContext {
    CURRENT.try_with(|current| current.borrow().clone()).unwrap_or_default()
}

/// A call of a gRPC method, which lasts until the end of the response's stream.
pub(super) struct Call<E> {
    pub(super) middleware: Middleware<E>,
    pub(super) context: OwnedContext,
}

impl<E> Call<E> {
    /// Runs a part of the call in its context.
    pub(super) fn run<T>(&mut self, work: impl FnOnce() -> T) -> Result<T, Panic> {
        let mut exchange = || CURRENT.with_borrow_mut(|current| swap(current, &mut self.context));
        exchange();
        let result = catch_unwind(AssertUnwindSafe(work));
        exchange();
        result
    }
}
