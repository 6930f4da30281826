//! [`Seen`]: an error response, as an application's observer sees it.

use alloc::string::String;
use core::error::Error;
use core::fmt;
use core::panic::Location;

use error_catalog_wire::{Level, Retry};

use super::subject::Subject;
use crate::info::ErrorInfo;
use crate::render::log_message;

/// The methods that OpenTelemetry's semantic conventions know.
const METHODS: [&str; 10] = ["CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "QUERY", "TRACE"];

/// An error response, for the function in [`Middleware::observe`](crate::Middleware::observe).
///
/// A client cannot choose the values of [`code`](Self::code), [`status`](Self::status), [`category`](Self::category),
/// [`retry`](Self::retry), [`level`](Self::level), [`catalog`](Self::catalog), [`method`](Self::method) and
/// [`route`](Self::route). These values are therefore safe as labels of metrics: the number of their combinations is
/// bounded by the catalog and the routes.
pub struct Seen<'a> {
    subject: Subject<'a>,
    kind: Kind,
    method: &'static str,
    route: Option<&'a str>,
    info: ErrorInfo,
}

/// Where the error of a response comes from.
#[derive(Clone, Copy)]
pub(crate) struct Kind {
    is_panic: bool,
    is_rejection: bool,
}

impl Kind {
    /// A handler or a layer of the application returned the error.
    pub(crate) const ERROR: Self = Self { is_panic: false, is_rejection: false };
    pub(crate) const PANIC: Self = Self { is_panic: true, is_rejection: false };
    #[cfg(any(feature = "actix-web", feature = "poem", feature = "tower"))]
    pub(crate) const REJECTION: Self = Self { is_panic: false, is_rejection: true };
}

impl<'a> Seen<'a> {
    pub(super) fn new(subject: Subject<'a>, kind: Kind, method: &'static str, route: Option<&'a str>) -> Self {
        Self { subject, kind, method, route, info: ErrorInfo::of(subject.row) }
    }

    /// The data that the response has in its extensions.
    #[must_use]
    pub fn info(&self) -> ErrorInfo {
        self.info
    }

    /// The name of the catalog, or an empty string if the catalog has no name.
    #[must_use]
    pub fn catalog(&self) -> &'static str {
        self.info.catalog
    }

    /// The code; `None` if the catalog names no error for the status of a rejection or a panic.
    #[must_use]
    pub fn code(&self) -> Option<&'static str> {
        self.info.code
    }

    /// The status of the error, 400 to 599, even if the catalog sends the error with another status, or the application
    /// has changed the status of the response.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.info.status
    }

    /// The key of the category, if the error has a category.
    #[must_use]
    pub fn category(&self) -> Option<&'static str> {
        self.info.category
    }

    /// Whether and how a client may send the same request again.
    #[must_use]
    pub fn retry(&self) -> Retry {
        self.info.retry
    }

    /// The level at which the error is logged.
    #[must_use]
    pub fn level(&self) -> Level {
        self.subject.row.table().level(self.subject.row.row())
    }

    /// Whether the framework rejected the request, and the middleware answered with an error of the catalog.
    #[must_use]
    pub fn is_rejection(&self) -> bool {
        self.kind.is_rejection
    }

    /// Whether the application panicked, and the middleware answered with an error of the catalog.
    #[must_use]
    pub fn is_panic(&self) -> bool {
        self.kind.is_panic
    }

    /// The error, which can be downcast to the enum of its catalog. `Display` writes the public message. The result is
    /// `None` if the catalog names no error for the status of a rejection or a panic.
    #[must_use]
    pub fn error(&self) -> Option<&'a (dyn Error + 'static)> {
        self.subject.error
    }

    /// The source of the error, which the response does not contain. [`Error::source`] of the source leads to the rest
    /// of the chain.
    #[must_use]
    pub fn source(&self) -> Option<&'a (dyn Error + 'static)> {
        self.subject.row.cause()
    }

    /// The place in the application's code where the source became part of the error: the `?`, or the call of the
    /// constructor. The result is `None` for an error without a source.
    #[must_use]
    pub fn location(&self) -> Option<&'static Location<'static>> {
        self.subject.row.location()
    }

    /// The message for logs. See [`CatalogError::log_message`](crate::CatalogError::log_message).
    #[must_use]
    pub fn log_message(&self) -> String {
        log_message(self.subject.row)
    }

    /// The method of the request, such as `GET`. The result for an unknown method is `_OTHER`, as in OpenTelemetry.
    #[must_use]
    pub fn method(&self) -> &'static str {
        self.method
    }

    /// The pattern of the route that the request matched, such as `/users/{id}`; `None` if no route matched, or if the
    /// middleware cannot see the route:
    ///
    /// | framework | the route is visible |
    /// |---|---|
    /// | axum | to a layer of a `Router` or of a route, but not to a layer around the whole `Router` |
    /// | actix-web | everywhere |
    /// | poem | everywhere, except after a panic to middleware around the routes |
    /// | tonic | everywhere, if `Layer::methods` lists the path of the method |
    /// | tower | nowhere |
    #[must_use]
    pub fn route(&self) -> Option<&'a str> {
        self.route
    }
}

impl fmt::Debug for Seen<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Seen")
            .field("info", &self.info)
            .field("is_rejection", &self.is_rejection())
            .field("is_panic", &self.is_panic())
            .field("error", &self.error())
            .field("method", &self.method)
            .field("route", &self.route)
            .finish()
    }
}

/// Returns a method that is known, or `_OTHER`.
pub(crate) fn known_method(method: &str) -> &'static str {
    METHODS.into_iter().find(|known| *known == method).unwrap_or("_OTHER")
}
