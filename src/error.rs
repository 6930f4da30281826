//! The trait of all generated errors.

use alloc::string::String;
use core::fmt::{self, Debug, Display, Write};
use core::hash::Hash;
use core::str::FromStr;

use error_catalog_wire::Context;

use crate::render::{log_message, respond, user_message, write_body};
use crate::row::Row;
use crate::{Grpc, Level, ParseCodeError, Response, Retry};

/// An error of any catalog, with the data that middleware needs.
///
/// Only [`macro@crate::error_catalog`] can implement it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no error of a catalog",
    note = "the attribute `#[error_catalog]` makes those: `errors::Error` of a module `errors`"
)]
pub trait CatalogError: core::error::Error + Row {
    /// The codes of the catalog.
    type Code: Copy + Eq + Hash + Debug + Display + FromStr<Err = ParseCodeError> + Send + Sync + 'static;

    /// The code, which identifies the error in its catalog.
    fn code(&self) -> Self::Code;

    /// The error for a request that the framework itself rejects with this status, from the catalog's
    /// `[statuses.N] code`. `None` if the catalog does not have one.
    #[must_use]
    fn for_status(status: u16) -> Option<Self>
    where
        Self: Sized,
    {
        Self::of_status(status)
    }

    /// The HTTP status, 400 to 599.
    fn status(&self) -> u16 {
        self.table().status(self.row())
    }

    /// The short, stable summary.
    fn title(&self) -> &'static str {
        self.table().title(self.row())
    }

    /// Whether and how a client may send the same request again.
    fn retry(&self) -> Retry {
        self.table().retry(self.row())
    }

    /// The level for logs.
    fn level(&self) -> Level {
        self.table().level(self.row())
    }

    /// The canonical gRPC code.
    fn grpc(&self) -> Grpc {
        self.table().grpc(self.row())
    }

    /// The URL of its documentation, if the catalog has one.
    fn docs_url(&self) -> Option<&'static str> {
        self.table().docs_url(self.row())
    }

    /// The message that is safe to show to an end user, if the catalog has one.
    fn user_message(&self) -> Option<String> {
        user_message(self)
    }

    /// The message for logs, which can contain internal data. It is the public message if the catalog has no other.
    fn log_message(&self) -> String {
        log_message(self)
    }

    /// Emits one event of `tracing`, at the error's [level](Self::level), for applications without middleware that
    /// logs:
    ///
    /// | field | value |
    /// |---|---|
    /// | `message` | the message for logs, on one line |
    /// | `error.type` | the code; the status if middleware answers for the framework without an error of the catalog |
    /// | `http.response.status_code` | the status |
    /// | `request_id` | the request's id, if there is one |
    /// | `error.fields` | the error as [`Debug`] shows it, internal fields included |
    /// | `error.source` | the chain of its sources, the nearest first, separated by `: `, if there are any |
    ///
    /// `error.type` and `http.response.status_code` are names of OpenTelemetry's semantic conventions. The event's
    /// target, by which a subscriber filters, is `error_catalog`.
    #[cfg(feature = "tracing")]
    fn log(&self, context: &Context<'_>)
    where
        Self: Sized,
    {
        crate::log::log(self, context);
    }

    /// Writes the response body, JSON in the catalog's format, directly to `out`.
    ///
    /// # Errors
    ///
    /// Fails only if `out` does.
    fn write_body(&self, context: &Context<'_>, out: &mut dyn Write) -> fmt::Result {
        write_body(self, context, out)
    }

    /// The response body for a format other than JSON, such as CBOR or MessagePack.
    ///
    /// Middleware neither adds a context to such a response nor logs it. The context for it is the
    /// [`OwnedContext`](crate::OwnedContext) in the request's extensions.
    #[cfg(feature = "serde")]
    fn body<'a>(&'a self, context: &'a Context<'a>) -> crate::Body<'a>
    where
        Self: Sized,
    {
        crate::Body::new(self, context)
    }

    /// The response: status, headers and body in the catalog's format.
    fn to_response(&self, context: &Context<'_>) -> Response {
        respond(self, context)
    }
}
