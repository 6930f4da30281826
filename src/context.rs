//! A context that can be kept.

use alloc::string::String;
use core::time::Duration;

use error_catalog_wire::{Context, Json, Slot, Timestamp, ToValue};

/// A [`Context`] that owns its values: what middleware makes for each request, and what a handler may put among the
/// extensions of a response to have it there.
///
/// ```
/// use error_catalog::OwnedContext;
///
/// let context = OwnedContext { request_id: Some("req_abc123xyz".to_owned()), ..OwnedContext::default() };
/// # let _ = context.as_context();
/// ```
///
/// More fields may come in a minor version: end what makes one with `..OwnedContext::default()`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OwnedContext {
    /// See [`Context::request_id`].
    pub request_id: Option<String>,
    /// See [`Context::instance`].
    pub instance: Option<String>,
    /// See [`Context::timestamp`].
    pub timestamp: Option<Timestamp>,
    /// See [`Context::debug`]: what is given here reaches the client.
    pub debug: Option<Json>,
    /// See [`Context::retry_after`]; rounded up to whole seconds.
    pub retry_after: Option<Duration>,
}

impl OwnedContext {
    /// The context that the encoder takes.
    #[must_use]
    pub fn as_context(&self) -> Context<'_> {
        Context::new()
            .set(Slot::REQUEST_ID, self.request_id.to_value())
            .set(Slot::INSTANCE, self.instance.to_value())
            .set(Slot::TIMESTAMP, self.timestamp.to_value())
            .set(Slot::DEBUG, self.debug.to_value())
            .set(Slot::RETRY_AFTER, self.retry_after.to_value())
    }

    /// This context, and from `other` what it lacks.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self {
            request_id: self.request_id.or(other.request_id),
            instance: self.instance.or(other.instance),
            timestamp: self.timestamp.or(other.timestamp),
            debug: self.debug.or(other.debug),
            retry_after: self.retry_after.or(other.retry_after),
        }
    }
}
