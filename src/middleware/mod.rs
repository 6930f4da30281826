//! The common parts of the middleware of all frameworks.

#[cfg(any(feature = "actix-web", feature = "poem", feature = "tower"))]
mod answer;
pub(crate) mod exchange;
mod head;
pub(crate) mod log;
#[cfg(any(feature = "actix-web", feature = "poem"))]
mod panic;
pub(crate) mod rejection;
pub(crate) mod seen;
mod status_row;
pub(crate) mod subject;

use alloc::sync::Arc;
use core::fmt;
use core::marker::PhantomData;

use error_catalog_wire::{Context, OwnedContext, reason_phrase};
#[cfg(any(feature = "poem", feature = "tonic", feature = "tower"))]
use http::HeaderName;

#[cfg(any(feature = "actix-web", feature = "poem", feature = "tower"))]
pub(crate) use self::answer::BODY_HEADERS;
use self::exchange::{Exchange, Observer};
pub use self::head::RequestHead;
use self::log::log_panic;
#[cfg(any(feature = "actix-web", feature = "poem"))]
pub(crate) use self::panic::catch_panic;
use self::rejection::{Decision, Rejection};
use self::seen::{Seen, known_method};
use self::status_row::StatusRow;
use self::subject::Subject;
use crate::error::CatalogError;
use crate::panic::{Panic, catch, discard};

/// Middleware that turns every error response of an application into an error response of its catalog.
///
/// - The middleware gives errors of handlers their context: the id of the request, the time, and the values from
///   [`context`](Self::context).
/// - The middleware answers when a handler panics, and when the framework itself rejects a request (no route, wrong
///   method, a body that is too large, malformed or of the wrong type, a time-out). The answer is the error that the
///   catalog names in `[statuses.N.CAUSE] code` for the [cause](Rejection::cause), or, if there is none, in
///   `[statuses.N] code`. If the catalog names no error, the response is made from the status alone.
/// - With the feature `tracing`, the middleware logs each of these errors as `CatalogError::log` does, and logs the
///   message of a panic.
///
/// A *rejection* is a response with a 4xx or 5xx status that contains no error of a catalog, and whose content type is
/// missing or `text/plain`. The headers of a rejection, such as `Allow`, are kept, except those that describe its body.
/// A text that the application itself wrote, such as the response of a health check, is kept, unless the function in
/// [`rejections`] decides otherwise. The text of a replaced rejection goes into the log, at the level `DEBUG` for 4xx
/// and `ERROR` for 5xx. The response contains this text only if the catalog uses the slot `{rejection}`. A rejection
/// whose status is not in the IANA registry is not changed. Middleware never sees malformed HTTP, which a server
/// rejects before a request exists.
///
/// Middleware does not change other responses, because they belong to the application. If a handler or a layer has
/// changed the response of an error of the catalog, a changed status or body stays as it is, as does each changed
/// header. A response that has [`Decision::Keep`] in its extensions is never changed.
///
/// # Order
///
/// Put the middleware *around* everything that may reject a request: limits of the body's size, time-outs,
/// authentication, and inner layers. Put layers that belong to every response *around* the middleware: CORS,
/// compression and tracing. The response of a panic then has the headers of CORS, too. If middleware is nested, the
/// inner middleware uses the context of the outer middleware.
///
/// [`rejections`]: Self::rejections
///
/// With the feature `tower`, `Middleware` is a layer of tower, for axum and other frameworks that build on tower. With
/// `actix-web` or `poem`, `Middleware` is middleware of the framework. With `tonic`, `Middleware::grpc` converts the
/// middleware into a layer for gRPC.
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
    // Frameworks clone the middleware for each request, sometimes twice.
    settings: Arc<Settings>,
    error: PhantomData<fn() -> E>,
}

/// The header from which the middleware takes the id of a request, unless the application says otherwise.
pub(crate) const ID: &str = "x-request-id";

/// What an application has set.
#[derive(Clone)]
struct Settings {
    context: Arc<dyn Fn(&RequestHead<'_>) -> OwnedContext + Send + Sync>,
    rejections: Arc<dyn Fn(&Rejection<'_>) -> Decision + Send + Sync>,
    request_id_header: Option<&'static str>,
    #[cfg(any(feature = "poem", feature = "tonic", feature = "tower"))]
    id_name: Option<HeaderName>,
    observer: Option<Observer>,
}

impl<E> Default for Middleware<E> {
    fn default() -> Self {
        Self::new()
    }
}

impl<E> Clone for Middleware<E> {
    fn clone(&self) -> Self {
        Self { settings: self.settings.clone(), error: PhantomData }
    }
}

impl<E> fmt::Debug for Middleware<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_struct("Middleware");
        out.field("request_id_header", &self.settings.request_id_header).finish_non_exhaustive()
    }
}

impl<E> Middleware<E> {
    /// Creates middleware that takes the id of the request from the header `X-Request-ID`, if [`RequestHead::id`]
    /// accepts the value of the header.
    #[must_use]
    pub fn new() -> Self {
        let settings = Settings {
            context: Arc::new(|request| {
                let mut context = OwnedContext::new();
                context.request_id = request.id(ID);
                context
            }),
            rejections: Arc::new(Decision::default_for),
            request_id_header: None,
            #[cfg(any(feature = "poem", feature = "tonic", feature = "tower"))]
            id_name: None,
            observer: None,
        };
        Self { settings: Arc::new(settings), error: PhantomData }
    }

    /// Sets the function that creates the context of each request. The function runs before a handler sees the request.
    /// Handlers find the context in the extensions of the request. If a handler puts an [`OwnedContext`] into the
    /// extensions of its response, that context takes precedence.
    ///
    /// The function `context` replaces the function that [`new`](Self::new) sets. If `context` panics, this middleware
    /// adds nothing to the context of the request. This example generates an id for each request without an id, and
    /// adds debugging data to the response if the request asks for this data:
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
        self.settings_mut().context = Arc::new(context);
        self
    }

    /// Sets the function that decides whether a rejection is kept or replaced. A rejection is an error response that
    /// contains no error of a catalog, and whose body is plain text or empty.
    ///
    /// The function `decide` replaces the function that [`new`](Self::new) sets. That function keeps the application's
    /// own texts, and replaces all other rejections. If `decide` panics, the middleware logs the panic and decides as
    /// that function does. This example keeps only the text of a health check:
    ///
    /// ```
    /// # mod example {
    /// #[error_catalog::error_catalog("tests/fixtures/smallest.toml")]
    /// pub mod errors {}
    /// # }
    /// # use example::errors;
    ///
    /// use error_catalog::{Decision, Middleware};
    ///
    /// let middleware = Middleware::<errors::Error>::new().rejections(|rejection| {
    ///     if rejection.is_own_text() && rejection.status() == 503 { Decision::Keep } else { Decision::Replace }
    /// });
    /// ```
    #[must_use]
    pub fn rejections(mut self, decide: impl Fn(&Rejection<'_>) -> Decision + Send + Sync + 'static) -> Self {
        self.settings_mut().rejections = Arc::new(decide);
        self
    }

    /// Sets the function that sees each error response of the catalog, for metrics and for error trackers.
    ///
    /// `observe` runs once for each response, at the time at which the middleware logs the error of the response. The
    /// function sees the errors of handlers, and the errors with which the middleware answers to rejections and panics.
    /// The function does not see a response that the middleware [keeps](Decision::Keep), unless the response contains
    /// an error of the catalog.
    ///
    /// The function `observe` replaces the function of an earlier call. If middleware is nested, an inner middleware
    /// without a function uses the function of the outer middleware. If `observe` panics, the middleware logs the panic
    /// and sends the response.
    ///
    /// ```
    /// # mod example {
    /// #[error_catalog::error_catalog("tests/fixtures/smallest.toml")]
    /// pub mod errors {}
    /// # }
    /// # use example::errors;
    ///
    /// use error_catalog::Middleware;
    ///
    /// let middleware = Middleware::<errors::Error>::new().observe(|seen| {
    ///     println!("{} {} {:?}", seen.method(), seen.route().unwrap_or("-"), seen.code());
    /// });
    /// ```
    #[must_use]
    pub fn observe(mut self, observe: impl Fn(&Seen<'_>) + Send + Sync + 'static) -> Self {
        self.settings_mut().observer = Some(Observer(Arc::new(observe)));
        self
    }

    /// Sends the id of the request in this header of every response, including successful ones. The header is left out
    /// if the id is not a valid header value.
    #[must_use]
    pub fn request_id_header(mut self, name: &'static str) -> Self {
        let settings = self.settings_mut();
        settings.request_id_header = Some(name);
        #[cfg(any(feature = "poem", feature = "tonic", feature = "tower"))]
        {
            settings.id_name = name.parse().ok();
        }
        self
    }

    fn settings_mut(&mut self) -> &mut Settings {
        Arc::make_mut(&mut self.settings)
    }
}

impl<E: CatalogError> Middleware<E> {
    /// Starts an exchange. `outer` is the context that the request already has, from an outer middleware or a layer of
    /// the application. It takes precedence. The context is `outer` if the application's function panics. `observer` is
    /// the function of an outer middleware.
    pub(crate) fn start(
        &self,
        request: &RequestHead<'_>,
        outer: Option<OwnedContext>,
        observer: Option<Observer>,
    ) -> Exchange {
        let context = match catch(|| (self.settings.context)(request)) {
            Ok(context) => match outer {
                Some(outer) => outer.or(context),
                None => context,
            },
            Err(panic) => {
                let outer = outer.unwrap_or_default();
                log_panic("the function `context`", &panic, &outer.as_context());
                outer
            }
        };
        let observer = self.settings.observer.clone().or(observer);
        let method = if observer.is_some() { known_method(request.method()) } else { "_OTHER" };
        Exchange { context, observer, method, route: None }
    }

    /// The name of the header for the id of the request; `None` if no header was chosen, or if the name is not valid.
    #[cfg(any(feature = "poem", feature = "tonic", feature = "tower"))]
    pub(crate) fn id_name(&self) -> Option<&HeaderName> {
        self.settings.id_name.as_ref()
    }

    /// The header for the id of the request, and its value; `None` if there is no id or no header was chosen.
    #[cfg(feature = "actix-web")]
    pub(crate) fn id_header<'c>(&self, context: &'c OwnedContext) -> Option<(&'static str, &'c str)> {
        self.settings.request_id_header.zip(context.request_id.as_deref())
    }

    /// Calls `answer` with the error for a rejection, and returns its result; `None` if the catalog names no error and
    /// the status is not in the IANA registry.
    pub(crate) fn stand_in<T>(&self, rejection: &Rejection<'_>, answer: impl FnOnce(Subject<'_>) -> T) -> Option<T> {
        let text = match rejection.text.trim() {
            "" => reason_phrase(rejection.status),
            text => text,
        };
        if let Some(error) = E::of_rejection(rejection.status, rejection.cause, text) {
            let answer = answer(Subject::from(&error));
            discard(error);
            return Some(answer);
        }
        Self::stand_in_for_status(rejection.status, answer)
    }

    /// Calls `answer` with the error for a panic, as [`stand_in`](Self::stand_in) does. If that panics, too, the
    /// response is made from the status alone.
    pub(crate) fn stand_in_for_panic<T>(
        &self,
        panic: &Panic,
        context: &Context<'_>,
        answer: impl Fn(Subject<'_>) -> T,
    ) -> Option<T> {
        let log = |panic: &Panic| log_panic("the application", panic, context);
        log(panic);
        catch(|| self.stand_in(&Rejection::new(500, None, ""), &answer)).unwrap_or_else(|panic| {
            log(&panic);
            Self::stand_in_for_status(500, &answer)
        })
    }

    fn stand_in_for_status<T>(status: u16, answer: impl FnOnce(Subject<'_>) -> T) -> Option<T> {
        let error = StatusRow::new(E::tables()?, status)?;
        Some(answer(Subject { row: &error, error: None }))
    }
}
