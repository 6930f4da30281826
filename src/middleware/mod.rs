//! What the middleware of every framework does alike.

#[cfg(any(feature = "actix-web", feature = "poem"))]
mod panic;

use alloc::boxed::Box;
use alloc::string::String;
use alloc::sync::Arc;
use core::any::Any;
use core::fmt;
use core::marker::PhantomData;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::SystemTime;

#[cfg(any(feature = "actix-web", feature = "poem"))]
pub(crate) use self::panic::catch_panic;
use crate::error::respond;
use crate::log::log;
use crate::row::{Row, StatusRow};
use crate::{CatalogError, Context, OwnedContext, Response};

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

/// What middleware knows of a request before a handler sees it.
pub struct RequestHead<'a> {
    method: &'a str,
    path: &'a str,
    header: &'a dyn Fn(&str) -> Option<&'a str>,
}

impl<'a> RequestHead<'a> {
    /// Used by the adapters of frameworks.
    pub(crate) fn new(method: &'a str, path: &'a str, header: &'a dyn Fn(&str) -> Option<&'a str>) -> Self {
        Self { method, path, header }
    }

    /// The method, `GET`.
    #[must_use]
    pub fn method(&self) -> &'a str {
        self.method
    }

    /// The path of the target, without the query.
    #[must_use]
    pub fn path(&self) -> &'a str {
        self.path
    }

    /// The first value of a header, by its name in any case; `None` where there is none, or one that is not visible
    /// ASCII.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&'a str> {
        (self.header)(name)
    }

    /// The value of a header as the id of the request: anything but empty, at most 128 bytes of visible ASCII, no
    /// space among them. `None` for all else, since the client chose it, and it goes into logs and other systems.
    #[must_use]
    pub fn id(&self, header: &str) -> Option<String> {
        let id = self.header(header)?;
        let safe = (1..=128).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_graphic());
        safe.then(|| String::from(id))
    }
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
            context: Arc::new(|request| OwnedContext {
                request_id: request.id("x-request-id"),
                ..OwnedContext::default()
            }),
            request_id_header: None,
            error: PhantomData,
        }
    }

    /// Asks `context` for the context of each request, before a handler sees it. Handlers find it among the extensions
    /// of the request; what one of them puts among the extensions of its response, an [`OwnedContext`] too, has
    /// precedence.
    ///
    /// It replaces what [`new`](Self::new) does. Where it panics, the request goes on without a context. This makes an id for each request that comes without one, and shows
    /// debugging data to who asks for it:
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
    ///     .context(|request| OwnedContext {
    ///         request_id: request.id("X-Request-ID").or_else(|| Some(new_id())),
    ///         debug: (request.header("X-Debug") == Some("true"))
    ///             .then(|| Json::from([("path", Json::from(request.path()))])),
    ///         ..OwnedContext::default()
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

#[allow(dead_code, reason = "gRPC alone has no use for most of it")]
impl<E: CatalogError> Middleware<E> {
    /// The context of a request; an empty one where the application's function panics.
    pub(crate) fn make_context(&self, request: &RequestHead<'_>) -> OwnedContext {
        catch_unwind(AssertUnwindSafe(|| (self.context)(request))).unwrap_or_else(|panic| {
            let context = OwnedContext::default();
            log_panic(&*panic, &context.borrow());
            context
        })
    }

    /// The header in which every response has the request's id.
    pub(crate) fn id_header<'c>(&self, context: &'c OwnedContext) -> Option<(&'static str, &'c str)> {
        self.request_id_header.zip(context.request_id.as_deref())
    }

    /// The response of an error, which is logged.
    pub(crate) fn answer(&self, error: &dyn Row, context: OwnedContext) -> Response {
        let context = context.or(OwnedContext { timestamp: Some(SystemTime::now().into()), ..OwnedContext::default() });
        let context = context.as_context();
        log(error, &context);
        respond(error, &context)
    }

    /// The response for a request that the framework refused with this status; `None` for a status of no error.
    pub(crate) fn refuse(&self, status: u16, context: OwnedContext) -> Option<Response> {
        self.stand_in(status, |error| self.answer(error, context))
    }

    /// What `answer` makes of the error that stands for a status.
    pub(crate) fn stand_in<T>(&self, status: u16, answer: impl FnOnce(&dyn Row) -> T) -> Option<T> {
        if let Some(error) = E::for_status(status) {
            return Some(answer(&error));
        }
        let error = StatusRow::new(E::tables()?, status)?;
        Some(answer(&error))
    }

    /// The response for a request whose handler panicked. The message of the panic is for the log alone.
    pub(crate) fn recover(&self, panic: &(dyn Any + Send), context: OwnedContext) -> Option<Response> {
        log_panic(panic, &context.as_context());
        self.refuse(500, context)
    }
}

pub(crate) fn log_panic(panic: &(dyn Any + Send), context: &Context<'_>) {
    let message = match (panic.downcast_ref::<&str>(), panic.downcast_ref::<String>()) {
        (Some(message), _) => message,
        (_, Some(message)) => message.as_str(),
        _ => "no message",
    };
    crate::log::log_panic(message, context);
}

/// The headers that speak of a response's body, and are wrong of any other.
#[allow(dead_code, reason = "gRPC alone has no use for it")]
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

/// Whether a response is an error that says nothing in a format of its own: a refusal of the framework's.
#[allow(dead_code, reason = "gRPC alone has no use for it")]
pub(crate) fn is_refusal(status: u16, content_type: Option<&[u8]>) -> bool {
    (400..600).contains(&status)
        && content_type.is_none_or(|media_type| {
            let media_type = media_type.split(|byte| *byte == b';').next().unwrap_or_default();
            media_type.trim_ascii().eq_ignore_ascii_case(b"text/plain")
        })
}

/// An error on its way through a framework's response: what lets middleware write the response again, with its context.
#[cfg(feature = "tower")]
#[derive(Clone)]
pub(crate) struct Carried(pub(crate) Arc<dyn Row + Send + Sync>);

/// What a handler panicked with.
pub(crate) type Panic = Box<dyn Any + Send>;
