//! The trait of all errors of a catalog.

use alloc::string::String;
use core::fmt::{self, Debug, Display, Write};
use core::hash::Hash;
use core::panic::Location;
use core::str::FromStr;

use error_catalog_wire::{Context, Grpc, Level, Retry, reason_phrase};

use crate::code::ParseCodeError;
use crate::render::{log_message, respond, user_message, write_body};
use crate::response::Response;
use crate::row::Row;

/// The trait of all errors of all catalogs. Middleware uses this trait, as does other code that works with every
/// catalog.
///
/// [`macro@crate::error_catalog`] implements this trait. Only types that this attribute generates can implement the
/// trait.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an error of a catalog",
    note = "the attribute `#[error_catalog]` generates them: `errors::Error` in a module `errors`"
)]
pub trait CatalogError: core::error::Error + Row + 'static {
    /// The enum of the catalog's codes.
    type Code: Copy + Eq + Hash + Debug + Display + FromStr<Err = ParseCodeError> + Send + Sync + 'static;

    /// The code of the error.
    fn code(&self) -> Self::Code;

    /// The row of a code or an alias. Without the feature `client`, the result is always `None`.
    #[doc(hidden)]
    #[must_use]
    fn row_of_code(_code: &str) -> Option<usize>
    where
        Self: Sized,
    {
        None
    }

    /// The code of a row. Without the feature `client`, the result is always `None`.
    #[doc(hidden)]
    #[must_use]
    fn code_of_row(_row: usize) -> Option<Self::Code>
    where
        Self: Sized,
    {
        None
    }

    /// Returns the first documented example of the error with this code. The result is `None` if no variant of the
    /// error can be constructed: a field has a custom Rust type, or, in an enum that the application writes itself, a
    /// source is not an `Option`, a field has the attribute `#[display]`, a value does not convert to the type of its
    /// field, such as `&'static str`, or a field with `#[internal]` has no default.
    #[cfg(feature = "examples")]
    #[must_use]
    fn example(code: Self::Code) -> Option<Self>
    where
        Self: Sized;

    /// Creates the error with this code. A field is given by its name in responses. A number, a boolean, a duration
    /// or a list can also be given as a text, such as `"5"`.
    ///
    /// # Errors
    ///
    /// Fails if a required field has no value, if a value does not fit its field, if the error has no such field, or if
    /// the error has a part that is not data, such as a source.
    #[cfg(feature = "from-parts")]
    fn from_parts<'a, F>(code: Self::Code, fields: F) -> Result<Self, crate::parts::PartsError>
    where
        Self: Sized,
        F: IntoIterator<Item = (&'a str, error_catalog_wire::Json)>;

    /// Returns the error that the catalog names in `[statuses.N] code` for an HTTP status, if the catalog names an
    /// error. Middleware answers with this error, or with the error of a single cause in `[statuses.N.CAUSE]`, when the
    /// framework itself rejects a request. The slot `{rejection}` has the reason phrase of the status.
    #[must_use]
    fn for_status(status: u16) -> Option<Self>
    where
        Self: Sized,
    {
        Self::of_rejection(status, None, reason_phrase(status))
    }

    /// The HTTP status, 400 to 599. The catalog can send the response with another status, which
    /// [`to_response`](Self::to_response) returns.
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

    /// The level at which the error is logged.
    fn level(&self) -> Level {
        self.table().level(self.row())
    }

    /// The canonical gRPC code.
    fn grpc(&self) -> Grpc {
        self.table().grpc(self.row())
    }

    /// The URL of the error's documentation, if the catalog gives a URL.
    fn docs_url(&self) -> Option<&'static str> {
        self.table().docs_url(self.row())
    }

    /// The place in the application's code where the error got its source: the `?`, or the call of the constructor. The
    /// result is `None` if the error has no source. In an enum that the application writes itself, the result is also
    /// `None` if the source is neither a [`Source`](crate::Source) nor an error of another catalog. Responses never
    /// contain the location.
    fn location(&self) -> Option<&'static Location<'static>> {
        Row::location(self)
    }

    /// The message that is safe to show to an end user, if the catalog gives such a message.
    fn user_message(&self) -> Option<String> {
        user_message(self)
    }

    /// The message for logs, which may contain more data than the response. If the catalog gives no message for logs,
    /// or if that message is empty, the result is the public message. The values of sensitive fields are `[redacted]`.
    /// The message that the catalog gives for logs shows durations with their unit, such as `350ms`.
    fn log_message(&self) -> String {
        log_message(self)
    }

    /// Emits one event for `tracing`, at the error's [level](Self::level). Middleware calls this function itself.
    ///
    /// | field | value |
    /// |---|---|
    /// | `message` | the message for logs, on one line |
    /// | `error.type` | the code, or the status of a response for which the catalog names no error |
    /// | `http.response.status_code` | the status |
    /// | `request_id` | the id of the request, if the context contains an id |
    /// | `error.fields` | the error as [`Debug`] shows it, with internal fields, but without the values of sensitive fields |
    /// | `error.source` | the chain of sources, nearest first, joined with `: `, if the error has a source |
    /// | `error.location` | the [location](Self::location) as `file:line:column`, if the error has a source |
    ///
    /// If the application chose a status that the error does not have, a second event at the level `WARN` says so.
    ///
    /// `error.type` and `http.response.status_code` are names of OpenTelemetry's semantic conventions. The target of
    /// the event is `error_catalog`.
    #[cfg(feature = "tracing")]
    fn log(&self, context: &Context<'_>)
    where
        Self: Sized,
    {
        crate::log::log(self, context);
    }

    /// Writes the response body directly into `out`, as JSON in the catalog's format.
    ///
    /// # Errors
    ///
    /// Fails only if `out` fails.
    fn write_body<W: Write + ?Sized>(&self, context: &Context<'_>, out: &mut W) -> fmt::Result
    where
        Self: Sized,
    {
        write_body(self, context, out)
    }

    /// The response body for a format other than JSON, such as CBOR or MessagePack.
    ///
    /// If an application makes a response from this body, middleware does not complete the context of the response and
    /// does not log the error. Use the [`OwnedContext`](crate::OwnedContext) in the extensions of the request as the
    /// context.
    #[cfg(feature = "serde")]
    fn body<'a>(&'a self, context: &'a Context<'a>) -> crate::body::Body<'a>
    where
        Self: Sized,
    {
        crate::body::Body::new(self, context)
    }

    /// The response: status, headers and body in the catalog's format.
    fn to_response(&self, context: &Context<'_>) -> Response {
        respond(self, context).into()
    }
}
