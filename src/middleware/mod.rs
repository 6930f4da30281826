//! The part of the middleware that is the same for every framework.

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

/// The payload of a handler's panic.
pub(crate) type Panic = Box<dyn Any + Send>;

/// Middleware that turns every error response of an application into one of its catalog.
///
/// - It adds the context to errors of handlers: the request's id, the time, and data from [`context`](Self::context).
/// - It answers for the framework if that rejects a request itself (an unknown route, a wrong method, a body that is
///   too large, malformed or of the wrong type, a time-out), and for a handler that panics. The answer is the error
///   that the catalog's `[statuses.N] code` names, otherwise a response for the status alone.
/// - With the feature `tracing`, it logs each of these errors like `CatalogError::log`, and the message of a panic.
///
/// A *rejection* is a response with status 4xx or 5xx that contains no error of a catalog, and has either no content
/// type or `text/plain`. Its headers, such as `Allow`, are kept, except those about its body. Every other response
/// belongs to the application and is left alone, and so is a rejection whose status is not in the IANA registry.
/// Middleware does not see what a server rejects before it has a request, such as malformed HTTP.
///
/// With the feature `tower` it is a layer for axum and everything else that is based on tower. With `actix-web` and
/// `poem` it is middleware of these frameworks. With `tonic`, `Middleware::grpc` converts it into a layer. It must be
/// outside of all other middleware, so that it sees their rejections:
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
    /// Middleware that reads the request's id from the header `X-Request-ID`, if it is valid by [`RequestHead::id`].
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

    /// Calls `context` for the context of each request, before a handler gets the request. Handlers find it in the
    /// extensions of the request. An [`OwnedContext`] in the extensions of a handler's response takes precedence.
    ///
    /// `context` replaces the function of [`new`](Self::new). If it panics, the request has an empty context. This
    /// example makes an id for each request without one, and adds debugging data for clients that ask for it:
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

    /// Sends the request's id in this header of every response, including successful ones. An id that is not a valid
    /// header value is left out.
    #[must_use]
    pub fn request_id_header(mut self, name: &'static str) -> Self {
        self.request_id_header = Some(name);
        self
    }
}

impl<E: CatalogError> Middleware<E> {
    /// The context of a request, which is empty if the application's function panics.
    pub(crate) fn make_context(&self, request: &RequestHead<'_>) -> OwnedContext {
        catch_unwind(AssertUnwindSafe(|| (self.context)(request))).unwrap_or_else(|panic| {
            log_panic(&*panic, &Context::new());
            OwnedContext::default()
        })
    }

    /// The header for the request's id in every response.
    pub(crate) fn id_header<'c>(&self, context: &'c OwnedContext) -> Option<(&'static str, &'c str)> {
        self.request_id_header.zip(context.request_id.as_deref())
    }

    /// The result of `answer` for the error of a status; `None` for a status that is not an error.
    pub(crate) fn stand_in<T>(&self, status: u16, answer: impl FnOnce(&dyn Row) -> T) -> Option<T> {
        if let Some(error) = E::for_status(status) {
            return Some(answer(&error));
        }
        let error = StatusRow::new(E::tables()?, status)?;
        Some(answer(&error))
    }
}
