//! The common parts of the middleware of all frameworks.

#[cfg(any(feature = "actix-web", feature = "poem", feature = "tower"))]
mod answer;
mod head;
pub(crate) mod log;
#[cfg(any(feature = "actix-web", feature = "poem"))]
mod panic;
mod status_row;

use alloc::boxed::Box;
use alloc::sync::Arc;
use core::any::Any;
use core::fmt;
use core::marker::PhantomData;
use std::panic::{AssertUnwindSafe, catch_unwind};

#[cfg(any(feature = "actix-web", feature = "poem", feature = "tower"))]
pub(crate) use self::answer::{BODY_HEADERS, is_rejection};
pub use self::head::RequestHead;
use self::log::log_panic;
#[cfg(any(feature = "actix-web", feature = "poem"))]
pub(crate) use self::panic::catch_panic;
use self::status_row::StatusRow;
use crate::row::Row;
use crate::{CatalogError, Context, OwnedContext};

/// The payload of a panic.
pub(crate) type Panic = Box<dyn Any + Send>;

/// Middleware that turns every error response of an application into one of its catalog.
///
/// - It gives errors of handlers their context: the id of the request, the time, and what [`context`](Self::context) adds.
/// - It answers when the framework itself rejects a request (no route, wrong method, a body that is too large, malformed
///   or of the wrong type, a time-out) and when a handler panics. The answer is the error that the catalog's
///   `[statuses.N] code` names, or otherwise a response that is made from the status alone.
/// - With the feature `tracing`, it logs each of these errors as `CatalogError::log` does, and the message of a panic.
///
/// A *rejection* is a response with a 4xx or 5xx status that contains no error of a catalog, and whose content type is
/// missing or `text/plain`. Its headers, such as `Allow`, are kept, except those that describe its body. Every other
/// response belongs to the application and is not changed, and neither is a rejection whose status is not in the IANA
/// registry. Middleware never sees what a server rejects before it has a request, such as malformed HTTP.
///
/// With the feature `tower` it is a layer of tower, for axum and everything else that builds on tower. With `actix-web`
/// and `poem` it is middleware of these frameworks. With `tonic`, `Middleware::grpc` makes a layer of it. Put it around
/// all other middleware, so that it sees what the other middleware rejects:
///
#[cfg_attr(feature = "axum", doc = "```")]
#[cfg_attr(not(feature = "axum"), doc = "```ignore")]
/// # mod example {
/// #[error_catalog::error_catalog("tests/fixtures/smallest.toml")]
/// pub mod errors {}
/// # }
/// # use example::errors;
///
/// use axum::extract::Path;
/// use error_catalog::Middleware;
///
/// async fn user(Path(id): Path<String>) -> Result<String, errors::Error> {
///     Err(errors::Error::user_not_found(id))
/// }
///
/// let app: axum::Router = axum::Router::new()
///     .route("/users/{id}", axum::routing::get(user))
///     .layer(Middleware::<errors::Error>::new().request_id_header("X-Request-ID"));
/// ```
pub struct Middleware<E> {
    context: Arc<dyn Fn(&RequestHead<'_>) -> OwnedContext + Send + Sync>,
    request_id_header: Option<&'static str>,
    error: PhantomData<fn() -> E>,
}

impl<E> Default for Middleware<E> {
    fn default() -> Self {
        Self::new()
    }
}

impl<E> Clone for Middleware<E> {
    fn clone(&self) -> Self {
        Self { context: self.context.clone(), ..*self }
    }
}

impl<E> fmt::Debug for Middleware<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Middleware").field("request_id_header", &self.request_id_header).finish_non_exhaustive()
    }
}

impl<E> Middleware<E> {
    /// Middleware that takes the id of the request from the header `X-Request-ID`, if [`RequestHead::id`] accepts it.
    #[must_use]
    pub fn new() -> Self {
        Self {
            context: Arc::new(|request| {
                let mut context = OwnedContext::new();
                context.request_id = request.id("x-request-id");
                context
            }),
            request_id_header: None,
            error: PhantomData,
        }
    }

    /// Calls `context` for the context of each request, before a handler sees the request. Handlers find the context
    /// among the extensions of the request. An [`OwnedContext`] that a handler puts among the extensions of its
    /// response takes precedence.
    ///
    /// This replaces the function of [`new`](Self::new). If `context` panics, the request has no context. This example
    /// makes an id for each request without one, and shows debugging data on request:
    ///
    /// ```
    /// # mod example {
    /// #[error_catalog::error_catalog("tests/fixtures/smallest.toml")]
    /// pub mod errors {}
    /// # }
    /// # use example::errors;
    ///
    /// use error_catalog::{Json, Middleware, OwnedContext};
    /// # fn new_id() -> String { String::new() }
    ///
    /// let middleware = Middleware::<errors::Error>::new()
    ///     .context(|request| {
    ///         let mut context = OwnedContext::new().request_id(request.id("X-Request-ID").unwrap_or_else(new_id));
    ///         if request.header("X-Debug") == Some("true") {
    ///             context = context.debug([("path", Json::from(request.path()))]);
    ///         }
    ///         context
    ///     })
    ///     .request_id_header("X-Request-ID");
    /// ```
    #[must_use]
    pub fn context(mut self, context: impl Fn(&RequestHead<'_>) -> OwnedContext + Send + Sync + 'static) -> Self {
        self.context = Arc::new(context);
        self
    }

    /// Sends the id of the request in this header of every response, including successful ones. An id that is not a
    /// valid header value is left out.
    #[must_use]
    pub fn request_id_header(mut self, name: &'static str) -> Self {
        self.request_id_header = Some(name);
        self
    }
}

impl<E: CatalogError> Middleware<E> {
    /// The context of a request; an empty one if the application's function panics.
    pub(crate) fn make_context(&self, request: &RequestHead<'_>) -> OwnedContext {
        catch_unwind(AssertUnwindSafe(|| (self.context)(request))).unwrap_or_else(|panic| {
            log_panic(&*panic, &Context::new());
            OwnedContext::default()
        })
    }

    /// The header in which every response has the id of its request.
    pub(crate) fn id_header<'c>(&self, context: &'c OwnedContext) -> Option<(&'static str, &'c str)> {
        self.request_id_header.zip(context.request_id.as_deref())
    }

    /// The result of `answer` for the error that answers for a status; `None` if the status is not an error status.
    pub(crate) fn stand_in<T>(&self, status: u16, answer: impl FnOnce(&dyn Row) -> T) -> Option<T> {
        if let Some(error) = E::for_status(status) {
            return Some(answer(&error));
        }
        let error = StatusRow::new(E::tables()?, status)?;
        Some(answer(&error))
    }
}
