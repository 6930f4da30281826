//! The trait of all errors that a catalog makes.

use alloc::string::String;
use core::fmt::{self, Debug, Display, Write};
use core::hash::Hash;
use core::str::FromStr;

use error_catalog_wire::Context;

use crate::render::{log_message, respond, user_message, write_body};
use crate::row::Row;
use crate::{Grpc, Level, ParseCodeError, Response, Retry};

/// An error of a catalog: what an application's middleware needs to know of it, whichever catalog it is from.
///
/// [`macro@crate::error_catalog`] implements it; nothing else can.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no error of a catalog",
    note = "the attribute `#[error_catalog]` makes those: `errors::Error` of a module `errors`"
)]
pub trait CatalogError: core::error::Error + Row {
    /// The codes of the catalog.
    type Code: Copy + Eq + Hash + Debug + Display + FromStr<Err = ParseCodeError> + Send + Sync + 'static;

    /// Which error of the catalog it is.
    fn code(&self) -> Self::Code;

    /// The error that stands for an HTTP status, as the catalog's `[statuses.N] code` says: what a framework that
    /// refuses a request by itself answers with. `None` where the catalog says nothing.
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

    /// The level at which to log it.
    fn level(&self) -> Level {
        self.table().level(self.row())
    }

    /// The canonical gRPC code.
    fn grpc(&self) -> Grpc {
        self.table().grpc(self.row())
    }

    /// The URL of its documentation, where the catalog gives one.
    fn docs_url(&self) -> Option<&'static str> {
        self.table().docs_url(self.row())
    }

    /// The message that is safe to show to an end user, where the catalog gives one.
    fn user_message(&self) -> Option<String> {
        user_message(self)
    }

    /// The message for logs, which may tell what no response tells; the public message where the catalog gives no
    /// other.
    fn log_message(&self) -> String {
        log_message(self)
    }

    /// One event for `tracing`, at the error's [level](Self::level), where an application has no middleware that logs:
    ///
    /// | field | value |
    /// |---|---|
    /// | `message` | the message for logs, on one line |
    /// | `error.type` | the code; the status, where middleware answers for the framework without an error of the catalog |
    /// | `http.response.status_code` | the status |
    /// | `request_id` | the request's id; not there without one |
    /// | `error.fields` | the error as [`Debug`] shows it, internal fields included |
    /// | `error.source` | the errors behind it, the nearest first, with `: ` between them; not there without one |
    ///
    /// The names of the two that OpenTelemetry's semantic conventions know are theirs. The event's target, by which a
    /// subscriber filters, is `error_catalog`.
    #[cfg(feature = "tracing")]
    fn log(&self, context: &Context<'_>)
    where
        Self: Sized,
    {
        crate::log::log(self, context);
    }

    /// Writes the response body, JSON in the catalog's format, straight into `out`.
    ///
    /// # Errors
    ///
    /// The error of `out`, and nothing else.
    fn write_body(&self, context: &Context<'_>, out: &mut dyn Write) -> fmt::Result {
        write_body(self, context, out)
    }

    /// The response body for a format other than JSON, such as CBOR or MessagePack.
    ///
    /// A response that an application makes of it is its own: middleware neither fills in its context nor logs it. The
    /// context is the [`OwnedContext`](crate::OwnedContext) among the request's extensions.
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
