//! Panics of code that belongs to the application.

use alloc::boxed::Box;
use alloc::string::String;
use core::any::Any;
use core::mem::forget;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The payload of a panic. The application chooses its type, so the `Drop` of the payload can panic, too.
pub(crate) struct Panic(Option<Box<dyn Any + Send>>);

impl Panic {
    /// The message, as the macro `panic!` makes it.
    pub(crate) fn message(&self) -> &str {
        let payload = self.0.as_deref();
        let text = payload.and_then(|payload| payload.downcast_ref::<&str>().copied());
        let owned = payload.and_then(|payload| payload.downcast_ref::<String>());
        text.or(owned.map(String::as_str)).unwrap_or("no message")
    }
}

impl Drop for Panic {
    fn drop(&mut self) {
        let payload = self.0.take();
        if let Err(next) = catch_unwind(AssertUnwindSafe(|| drop(payload))) {
            // The `Drop` of this payload can panic again, and so on without end.
            forget(next);
        }
    }
}

/// Runs code of the application, and returns the panic of this code, if there is one.
///
/// This is unwind safe. After a panic, the middleware uses no value that the code could have left incomplete.
pub(crate) fn catch<T>(work: impl FnOnce() -> T) -> Result<T, Panic> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|payload| Panic(Some(payload)))
}

/// Drops a value of the application. A panic of its `Drop` does not change the response, which is already complete.
#[cfg(any(feature = "actix-web", feature = "poem", feature = "tonic", feature = "tower"))]
pub(crate) fn discard<T>(value: T) {
    drop(catch(|| drop(value)));
}
