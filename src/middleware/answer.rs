//! The responses of HTTP middleware.

use core::any::Any;
use std::time::SystemTime;

use super::Middleware;
use super::log::{log, log_panic, log_rejection};
use super::rejection::{Decision, Rejection};
use crate::error::CatalogError;
use crate::render::respond;
use crate::response::Response;
use crate::row::Row;
use error_catalog_wire::OwnedContext;

impl<E: CatalogError> Middleware<E> {
    /// Logs an error and returns its response.
    pub(crate) fn answer(&self, error: &dyn Row, context: OwnedContext) -> Response {
        let context = context.or(OwnedContext::new().timestamp(SystemTime::now()));
        let context = context.as_context();
        log(error, &context);
        respond(error, &context)
    }

    /// Logs an error whose response the application has changed, so that the response is kept.
    pub(crate) fn observe(&self, error: &dyn Row, context: &OwnedContext) {
        log(error, &context.as_context());
    }

    /// Returns the response for a rejection; `None` if the rejection is kept. `decision` is what the response itself
    /// asks for. The text of a rejection that is replaced goes into the log.
    pub(crate) fn reject(
        &self,
        rejection: Rejection<'_>,
        decision: Option<Decision>,
        context: OwnedContext,
    ) -> Option<Response> {
        let decision = decision.unwrap_or_else(|| (self.rejections)(&rejection));
        if decision == Decision::Keep {
            return None;
        }
        self.stand_in(&rejection, |error| {
            log_rejection(&rejection, &context.as_context());
            self.answer(error, context)
        })
    }

    /// Returns the response for a request whose handler panicked. The message of the panic goes only into the log.
    pub(crate) fn recover(&self, panic: &(dyn Any + Send), context: OwnedContext) -> Option<Response> {
        log_panic(panic, &context.as_context());
        self.reject(Rejection::new(500, None, ""), Some(Decision::Replace), context)
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
