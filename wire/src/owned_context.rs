//! A context that owns its values.

use alloc::string::String;
use core::time::Duration;

use crate::context::{Context, complete_from};
use crate::json::Json;
use crate::terms::whole_seconds;
use crate::timestamp::Timestamp;

/// A [`Context`] that owns its values. Middleware creates an `OwnedContext` for each request. A handler can put an
/// `OwnedContext` into the extensions of its response.
///
/// ```
/// use error_catalog_wire::OwnedContext;
///
/// let context = OwnedContext::new().request_id("req_abc123xyz");
/// assert_eq!(context.as_context().get_request_id(), Some("req_abc123xyz"));
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct OwnedContext {
    /// See [`Context::request_id`].
    pub request_id: Option<String>,
    /// See [`Context::instance`].
    pub instance: Option<String>,
    /// See [`Context::timestamp`].
    pub timestamp: Option<Timestamp>,
    /// See [`Context::debug`]. The client sees this value.
    pub debug: Option<Json>,
    /// See [`Context::retry_after`]. A response contains the value in whole seconds, rounded up.
    pub retry_after: Option<Duration>,
}

impl OwnedContext {
    /// A context in which nothing is set.
    #[must_use]
    pub const fn new() -> Self {
        Self { request_id: None, instance: None, timestamp: None, debug: None, retry_after: None }
    }

    /// Sets [`request_id`](Self#structfield.request_id).
    #[must_use]
    pub fn request_id(mut self, id: impl Into<String>) -> Self {
        self.request_id = Some(id.into());
        self
    }

    /// Sets [`instance`](Self#structfield.instance).
    #[must_use]
    pub fn instance(mut self, uri: impl Into<String>) -> Self {
        self.instance = Some(uri.into());
        self
    }

    /// Sets [`timestamp`](Self#structfield.timestamp).
    #[must_use]
    pub fn timestamp(mut self, time: impl Into<Timestamp>) -> Self {
        self.timestamp = Some(time.into());
        self
    }

    /// Sets [`debug`](Self#structfield.debug).
    #[must_use]
    pub fn debug(mut self, data: impl Into<Json>) -> Self {
        self.debug = Some(data.into());
        self
    }

    /// Sets [`retry_after`](Self#structfield.retry_after).
    #[must_use]
    pub fn retry_after(mut self, delay: Duration) -> Self {
        self.retry_after = Some(delay);
        self
    }

    /// Borrows the context as a [`Context`], which the encoder takes.
    #[must_use]
    pub fn as_context(&self) -> Context<'_> {
        Context {
            request_id: self.request_id.as_deref(),
            instance: self.instance.as_deref(),
            timestamp: self.timestamp,
            debug: self.debug.as_ref(),
            retry_after: self.retry_after.map(whole_seconds),
        }
    }

    complete_from!();
}
