//! [`Middleware`] as a layer of tower, for axum and every other framework whose responses are `http::Response`.
//!
//! A layer sees the responses of inner layers. Errors of inner services pass through the layer unchanged. In axum, an
//! error of tower's time-out or load shedding must therefore first become a response. A response with only a status is
//! enough:
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
//! tower-http's `TimeoutLayer` answers with a status itself, so this layer does not need a `HandleErrorLayer`.
//!
//! # Changes of responses
//!
//! axum converts an error into a response before a layer sees the error. The layer writes the response again, with the
//! context, only if the application has changed neither the status nor the body of the response. Each header that the
//! application has changed stays as it is.
//!
//! # Rejections of axum's extractors
//!
//! A layer sees only the response of a rejection. The layer recognizes the texts of axum's extractors, and of
//! tower-http's limit of the body's size, by their first words. The layer keeps any other text, because a handler wrote
//! that text. The text of a replaced rejection goes into the log, and says, for example, which member of the JSON is
//! wrong. To put this text into the response, make an error of the catalog `from` the extractor's rejection:
//!
//! ```toml
//! [errors.malformed_json]
//! status  = 400
//! message = "The body is not the JSON that this asks for"
//! rust    = { from = "axum::extract::rejection::JsonRejection" }
//! ```
//!
//! Then `?` converts the rejection into the error in a handler that takes a `Result<Json<T>, JsonRejection>`. An
//! extractor with `#[from_request(via(axum::Json), rejection(Error))]` also converts the rejection. The rejection
//! becomes the source of the error, and the log shows the source.

mod ending;
mod future;
mod texts;

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use core::task::{Context, Poll};

#[cfg(feature = "axum")]
use axum::extract::MatchedPath;
use http::{Method, Request, Response};
use http_body::Body;

use self::ending::Ending;
pub use self::future::ResponseFuture;
use super::http::start;
use crate::error::CatalogError;
use crate::middleware::Middleware;
use crate::panic::catch;

impl<S, E> tower_layer::Layer<S> for Middleware<E> {
    type Service = Service<S, E>;

    fn layer(&self, inner: S) -> Self::Service {
        Service { inner, middleware: self.clone() }
    }
}

/// A service that [`Middleware`] wraps. The service answers with the errors of a catalog.
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
    S: tower_service::Service<Request<B>, Response = Response<R>>,
    E: CatalogError,
    R: Body + From<String> + From<Vec<u8>>,
{
    type Response = Response<R>;
    type Error = S::Error;
    type Future = ResponseFuture<S::Future, E, R>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, mut request: Request<B>) -> Self::Future {
        #[cfg_attr(not(feature = "axum"), expect(unused_mut, reason = "only axum matches routes"))]
        let mut exchange = start(&self.middleware, &mut request);
        #[cfg(feature = "axum")]
        exchange.set_route(|| Some(request.extensions().get::<MatchedPath>()?.as_str()));
        let is_head = request.method() == Method::HEAD;
        let ending = Ending::new(self.middleware.clone(), exchange, is_head);
        let future = catch(|| self.inner.call(request));
        ResponseFuture::new(future, ending)
    }
}
