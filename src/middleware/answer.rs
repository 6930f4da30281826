//! The responses of HTTP middleware.

use core::any::Any;
use core::fmt::Display;
use std::time::SystemTime;

use error_catalog_wire::OwnedContext;

use super::Middleware;
use super::log::{log, log_panic, log_rejection};
use crate::error::CatalogError;
use crate::render::respond;
use crate::response::Response;
use crate::row::Row;

impl<E: CatalogError> Middleware<E> {
    /// Logs an error and returns its response.
    pub(crate) fn answer(&self, error: &dyn Row, context: OwnedContext) -> Response {
        let context = context.or(OwnedContext::new().timestamp(SystemTime::now()));
        let context = context.as_context();
        log(error, &context);
        respond(error, &context)
    }

    /// Returns the response for a request that the framework rejected with this status; `None` if the status is not an
    /// error status. `cause`, the framework's own error, goes only into the log.
    pub(crate) fn reject(&self, status: u16, cause: Option<&dyn Display>, context: OwnedContext) -> Option<Response> {
        if let Some(cause) = cause {
            log_rejection(cause, status, &context.as_context());
        }
        self.stand_in(status, |error| self.answer(error, context))
    }

    /// Returns the response for a request whose handler panicked. The message of the panic goes only into the log.
    pub(crate) fn recover(&self, panic: &(dyn Any + Send), context: OwnedContext) -> Option<Response> {
        log_panic(panic, &context.as_context());
        self.reject(500, None, context)
    }
}

/// The headers that describe a body. They are wrong after the body has been replaced.
pub(crate) const BODY_HEADERS: [&str; 9] = [
    "content-type",
    "content-length",
    "content-encoding",
    "content-language",
    "content-disposition",
    "content-digest",
    "repr-digest",
    "trailer",
    "transfer-encoding",
];

/// Whether a response is a rejection by the framework: an error response whose body is plain text or has no media type.
pub(crate) fn is_rejection(status: u16, content_type: Option<&[u8]>) -> bool {
    (400..600).contains(&status)
        && content_type.is_none_or(|media_type| {
            let media_type = media_type.split(|byte| *byte == b';').next().unwrap_or_default();
            media_type.trim_ascii().eq_ignore_ascii_case(b"text/plain")
        })
}
