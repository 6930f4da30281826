//! [`Middleware`] as a layer of tower, for axum and every other framework whose responses are `http::Response`.
//!
//! A layer sees the responses of inner layers. Errors of inner services pass through it unchanged. In axum, an error of
//! tower's time-out or load shedding must therefore first become a response. A status is enough:
//!
#![cfg_attr(feature = "axum", doc = "```")]
#![cfg_attr(not(feature = "axum"), doc = "```ignore")]
//! # mod example {
//! #[error_catalog::error_catalog("tests/fixtures/smallest.toml")]
//! pub mod errors {}
//! # }
//! # use example::errors;
//!
//! use std::time::Duration;
//!
//! use axum::error_handling::HandleErrorLayer;
//! use axum::http::StatusCode;
//! use error_catalog::Middleware;
//! use tower::{BoxError, ServiceBuilder};
//!
//! let reject = HandleErrorLayer::new(|error: BoxError| async move {
//!     if error.is::<tower::timeout::error::Elapsed>() {
//!         StatusCode::REQUEST_TIMEOUT
//!     } else {
//!         StatusCode::SERVICE_UNAVAILABLE
//!     }
//! });
//! let layers = ServiceBuilder::new()
//!     .layer(Middleware::<errors::Error>::new())
//!     .layer(reject)
//!     .load_shed()
//!     .timeout(Duration::from_secs(10));
//! # use axum::routing::get;
//! let app: axum::Router = axum::Router::new().route("/", get("Hello")).layer(layers);
//! ```
//!
//! tower-http's `TimeoutLayer` answers with a status itself, so it does not need a `HandleErrorLayer`.
//!
//! # Rejections of axum's extractors
//!
//! A layer sees only the status of a rejection. The text of the rejection, such as which member of the JSON is wrong,
//! is not logged. To log it, make an error of the catalog `from` the extractor's rejection:
//!
//! ```toml
//! [errors.malformed_json]
//! status  = 400
//! message = "The body is not the JSON that this asks for"
//! rust    = { from = "axum::extract::rejection::JsonRejection" }
//! ```
//!
//! Then `?` converts the rejection into the error in a handler that takes a `Result<Json<T>, JsonRejection>`. An
//! extractor with `#[from_request(via(axum::Json), rejection(Error))]` converts it too. The rejection is the source of
//! the error, which is logged.

use alloc::string::String;
use core::any::Any;
use core::fmt;
use core::future::Future;
use core::mem::take;
use core::pin::Pin;
use core::task::{self, Poll, ready};
use std::panic::{AssertUnwindSafe, catch_unwind};

use error_catalog_wire::OwnedContext;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use http::{HeaderValue, Method, Request, StatusCode};
use pin_project_lite::pin_project;

use super::http::{Carried, hand_on, make_context, replace_headers, status_code};
use crate::error::CatalogError;
use crate::middleware::{Middleware, Panic, is_rejection};
use crate::response::Response;

impl<S, E> tower_layer::Layer<S> for Middleware<E> {
    type Service = Service<S, E>;

    fn layer(&self, inner: S) -> Self::Service {
        Service { inner, middleware: self.clone() }
    }
}

/// A service that [`Middleware`] wraps. It answers with the errors of a catalog.
pub struct Service<S, E> {
    inner: S,
    middleware: Middleware<E>,
}

impl<S: Clone, E> Clone for Service<S, E> {
    fn clone(&self) -> Self {
        Self { inner: self.inner.clone(), middleware: self.middleware.clone() }
    }
}

impl<S: fmt::Debug, E> fmt::Debug for Service<S, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Service").field("inner", &self.inner).field("middleware", &self.middleware).finish()
    }
}

impl<S, E, B, R> tower_service::Service<Request<B>> for Service<S, E>
where
    S: tower_service::Service<Request<B>, Response = http::Response<R>>,
    E: CatalogError,
    R: From<String>,
{
    type Response = http::Response<R>;
    type Error = S::Error;
    type Future = ResponseFuture<S::Future, E>;

    fn poll_ready(&mut self, cx: &mut task::Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, mut request: Request<B>) -> Self::Future {
        let context = make_context(&self.middleware, &mut request);
        let is_head = request.method() == Method::HEAD;
        let inner = match catch_unwind(AssertUnwindSafe(|| self.inner.call(request))) {
            Ok(future) => Inner::Running { future },
            Err(panic) => Inner::Panicked { panic },
        };
        ResponseFuture { inner, ending: Ending { middleware: self.middleware.clone(), context, is_head } }
    }
}

pin_project! {
    /// The future of [`Service`].
    pub struct ResponseFuture<F, E> {
        #[pin]
        inner: Inner<F>,
        ending: Ending<E>,
    }
}

pin_project! {
    #[project = InnerProjection]
    enum Inner<F> {
        Running { #[pin] future: F },
        Panicked { panic: Panic },
    }
}

impl<F, E> fmt::Debug for ResponseFuture<F, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ResponseFuture").finish_non_exhaustive()
    }
}

impl<F, E, R, X> Future for ResponseFuture<F, E>
where
    F: Future<Output = Result<http::Response<R>, X>>,
    E: CatalogError,
    R: From<String>,
{
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, cx: &mut task::Context<'_>) -> Poll<F::Output> {
        let this = self.project();
        let ending = this.ending;
        Poll::Ready(match this.inner.project() {
            InnerProjection::Running { future } => {
                // Serializing the fields of an error can run code of the application, which can panic.
                let finish = || future.poll(cx).map_ok(|response| ending.finish(response));
                match catch_unwind(AssertUnwindSafe(finish)) {
                    Ok(response) => ready!(response),
                    Err(panic) => Ok(ending.recover(&*panic)),
                }
            }
            InnerProjection::Panicked { panic } => Ok(ending.recover(&**panic)),
        })
    }
}

/// The work that remains after the inner service has answered.
struct Ending<E> {
    middleware: Middleware<E>,
    context: OwnedContext,
    is_head: bool,
}

impl<E: CatalogError> Ending<E> {
    fn finish<R: From<String>>(&self, mut response: http::Response<R>) -> http::Response<R> {
        let own = response.extensions_mut().remove::<OwnedContext>().unwrap_or_default();
        let context = own.or(self.context.clone());
        let answer = match response.extensions_mut().remove::<Carried>() {
            Some(Carried(error)) => Some(self.middleware.answer(&*error, context.clone())),
            None => {
                let (status, content_type) = (response.status().as_u16(), response.headers().get(CONTENT_TYPE));
                let rejected = is_rejection(status, content_type.map(HeaderValue::as_bytes));
                rejected.then(|| self.middleware.reject(status, None, context.clone())).flatten()
            }
        };
        self.complete(response, answer, context)
    }

    fn recover<R: From<String>>(&mut self, panic: &(dyn Any + Send)) -> http::Response<R> {
        let context = take(&mut self.context);
        let answer = self.middleware.recover(panic, context.clone());
        let mut response = http::Response::new(R::from(String::new()));
        *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
        self.complete(response, answer, context)
    }

    fn complete<R: From<String>>(
        &self,
        response: http::Response<R>,
        answer: Option<Response>,
        context: OwnedContext,
    ) -> http::Response<R> {
        let mut response = match answer {
            Some(answer) => self.replace(response, answer),
            None => response,
        };
        hand_on(&self.middleware, &mut response, context);
        response
    }

    /// Replaces a response with an answer, but keeps the response's headers, except those that describe the old body.
    fn replace<R: From<String>>(&self, response: http::Response<R>, answer: Response) -> http::Response<R> {
        let (mut parts, _) = response.into_parts();
        parts.status = status_code(answer.status);
        replace_headers(&mut parts.headers, &answer);
        let mut body = answer.body;
        if self.is_head {
            // The headers of a response to HEAD give the length of the body. Not every server removes the body itself.
            parts.headers.insert(CONTENT_LENGTH, HeaderValue::from(body.len()));
            body.clear();
        }
        http::Response::from_parts(parts, R::from(body))
    }
}
