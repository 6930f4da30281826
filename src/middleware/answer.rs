//! The responses of HTTP middleware.

use std::time::SystemTime;

use error_catalog_wire::Context;

use super::Middleware;
use super::exchange::Exchange;
use super::log::{log_panic, log_rejection};
use super::rejection::{Decision, Rejection};
use super::seen::Kind;
use super::subject::Subject;
use crate::error::CatalogError;
use crate::panic::{Panic, catch};
use crate::render::respond;
use crate::response::Answer;

impl Exchange {
    /// Reports an error of the application, and returns its response.
    pub(crate) fn answer<'e>(&self, error: impl Into<Subject<'e>>) -> Answer {
        self.answer_as(error.into(), Kind::ERROR)
    }

    /// Reports an error whose response the application has changed, so that the response is kept.
    pub(crate) fn keep<'e>(&self, error: impl Into<Subject<'e>>) {
        self.report(error.into(), Kind::ERROR, &self.context.as_context());
    }

    fn answer_as(&self, subject: Subject<'_>, kind: Kind) -> Answer {
        let context = self.context.as_context().or(Context::new().timestamp(SystemTime::now().into()));
        // Serializing the fields can run code of the application. If that code panics, only the panic is reported.
        let response = respond(subject.row, &context);
        self.report(subject, kind, &context);
        response
    }
}

impl<E: CatalogError> Middleware<E> {
    /// Returns the response for a rejection; `None` if the rejection is kept. `decision` is what the response itself
    /// asks for. The text of a rejection that is replaced goes into the log.
    pub(crate) fn reject(
        &self,
        rejection: Rejection<'_>,
        decision: Option<Decision>,
        exchange: &Exchange,
    ) -> Option<Answer> {
        let decide = || {
            catch(|| (self.settings.rejections)(&rejection)).unwrap_or_else(|panic| {
                log_panic("the function `rejections`", &panic, &exchange.context.as_context());
                Decision::default_for(&rejection)
            })
        };
        let decision = decision.unwrap_or_else(decide);
        if decision == Decision::Keep {
            return None;
        }
        self.stand_in(&rejection, |error| {
            log_rejection(&rejection, &exchange.context.as_context());
            exchange.answer_as(error, Kind::REJECTION)
        })
    }

    /// Returns the response for a request whose handler panicked. The message of the panic goes only into the log.
    pub(crate) fn recover(&self, panic: &Panic, exchange: &Exchange) -> Option<Answer> {
        self.stand_in_for_panic(panic, &exchange.context.as_context(), |error| exchange.answer_as(error, Kind::PANIC))
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
