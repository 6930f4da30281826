//! What the middleware of every framework does alike.

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
pub(crate) use self::answer::{BODY_HEADERS, is_refusal};
pub use self::head::RequestHead;
use self::log::log_panic;
#[cfg(any(feature = "actix-web", feature = "poem"))]
pub(crate) use self::panic::catch_panic;
use self::status_row::StatusRow;
use crate::row::Row;
use crate::{CatalogError, Context, OwnedContext};

/// What a handler panicked with.
pub(crate) type Panic = Box<dyn Any + Send>;

/// Middleware that makes every error response of an application one of its catalog.
///
/// - It gives errors of handlers their context: the request's id, the time, and what [`context`](Self::context) adds.
/// - It answers for the framework where that refuses a request by itself (no route, wrong method, a body that is too
///   large, malformed or of the wrong type, a time-out) and for a handler that panics: with the error that the
///   catalog's `[statuses.N] code` names, else with a response made from the status alone.
/// - It logs each of these errors, with the feature `tracing`, as `CatalogError::log` does; and of a panic, its message.
///
/// A *refusal* is a response of 4xx or 5xx that has no error of a catalog in it, and either no content type or
/// `text/plain`. Its headers, such as `Allow`, are kept, save those of its body. Every other response is the
/// application's own and left alone. So is a refusal whose status the IANA registry does not know. What a server
/// refuses before it has a request, such as malformed HTTP, no middleware sees.
///
/// With the feature `tower` it is a layer of tower, for axum and all that builds on tower; with `actix-web` and `poem`
/// it is middleware of theirs; with `tonic`, `Middleware::grpc` makes a layer of it. It goes around all other
/// middleware, so that it sees what that refuses:
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
    /// Middleware that takes the request's id from the header `X-Request-ID`, where the request has one that
    /// [`RequestHead::id`] lets pass.
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

    /// Asks `context` for the context of each request, before a handler sees it. Handlers find it among the extensions
    /// of the request; what one of them puts among the extensions of its response, an [`OwnedContext`] too, has
    /// precedence.
    ///
    /// It replaces what [`new`](Self::new) does. Where it panics, the request goes on without a context. This makes an
    /// id for each request that comes without one, and shows debugging data to who asks for it:
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

    /// Sends the request's id in this header of every response, successful ones included. One that cannot stand in a
    /// header is left out.
    #[must_use]
    pub fn request_id_header(mut self, name: &'static str) -> Self {
        self.request_id_header = Some(name);
        self
    }
}

impl<E: CatalogError> Middleware<E> {
    /// The context of a request; an empty one where the application's function panics.
    pub(crate) fn make_context(&self, request: &RequestHead<'_>) -> OwnedContext {
        catch_unwind(AssertUnwindSafe(|| (self.context)(request))).unwrap_or_else(|panic| {
            log_panic(&*panic, &Context::new());
            OwnedContext::default()
        })
    }

    /// The header in which every response has the request's id.
    pub(crate) fn id_header<'c>(&self, context: &'c OwnedContext) -> Option<(&'static str, &'c str)> {
        self.request_id_header.zip(context.request_id.as_deref())
    }

    /// What `answer` makes of the error that stands for a status; `None` for a status of no error.
    pub(crate) fn stand_in<T>(&self, status: u16, answer: impl FnOnce(&dyn Row) -> T) -> Option<T> {
        if let Some(error) = E::for_status(status) {
            return Some(answer(&error));
        }
        let error = StatusRow::new(E::tables()?, status)?;
        Some(answer(&error))
    }
}
