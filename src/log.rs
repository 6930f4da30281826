//! What the application's logs are told of an answer.

use error_catalog_wire::Context;

use crate::row::Row;

/// One event for `tracing`, at the error's level: its code, the status, the request's id, the message for logs, all
/// fields, and the chain of sources. Without the feature `tracing` it does nothing.
pub(crate) fn log(error: &(impl Row + ?Sized), context: &Context<'_>) {
    let _ = (error.row(), context);
}

/// A handler's panic.
#[allow(dead_code, reason = "only middleware catches panics")]
pub(crate) fn log_panic(message: &str, context: &Context<'_>) {
    let _ = (message, context);
}
