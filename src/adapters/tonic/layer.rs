//! [`Layer`]: the middleware around tonic's services.

use alloc::boxed::Box;
use alloc::sync::Arc;
use core::fmt;
use core::future::{Future, poll_fn};
use core::mem::take;
use core::pin::{Pin, pin};
use core::task::{self, Poll};

use error_catalog_wire::OwnedContext;
use http::header::CONTENT_TYPE;
use http::{Request, Response};
use tonic::Status;

use super::body::ResponseBody;
use super::scope::{Call, Scope};
use crate::adapters::http::{hand_on, start};
use crate::error::CatalogError;
use crate::middleware::Middleware;

impl<E> Middleware<E> {
    /// Converts this middleware into a layer around services of tonic. The module [`tonic`](crate::tonic) describes the
    /// layer, with an example.
    #[must_use]
    pub fn grpc(self) -> Layer<E> {
        Layer { middleware: self, methods: Arc::new([]) }
    }
}

/// A layer of tower for gRPC services, which [`Middleware::grpc`] creates.
pub struct Layer<E> {
    middleware: Middleware<E>,
    methods: Methods,
}

/// The paths of the methods that an application has listed.
type Methods = Arc<[&'static str]>;

impl<E> Layer<E> {
    /// Lists the paths of gRPC methods, such as `/shop.Orders/Get`, for [`Seen::route`](crate::Seen::route).
    ///
    /// A client can send any path, and an interceptor may reject a request before tonic looks for the method. A path is
    /// therefore a route only if the application lists the path.
    #[must_use]
    pub fn methods(self, paths: impl IntoIterator<Item = &'static str>) -> Self {
        Self { methods: paths.into_iter().collect(), ..self }
    }
}

impl<E> Clone for Layer<E> {
    fn clone(&self) -> Self {
        Self { middleware: self.middleware.clone(), methods: self.methods.clone() }
    }
}

impl<E> fmt::Debug for Layer<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Layer").field("middleware", &self.middleware).field("methods", &self.methods).finish()
    }
}

impl<S, E> tower_layer::Layer<S> for Layer<E> {
    type Service = Service<S, E>;

    fn layer(&self, inner: S) -> Self::Service {
        Service { inner, middleware: self.middleware.clone(), methods: self.methods.clone() }
    }
}

/// A gRPC service that a [`Layer`] wraps. The service answers with the errors of a catalog.
pub struct Service<S, E> {
    inner: S,
    middleware: Middleware<E>,
    methods: Methods,
}

impl<S: Clone, E> Clone for Service<S, E> {
    fn clone(&self) -> Self {
        Self { inner: self.inner.clone(), middleware: self.middleware.clone(), methods: self.methods.clone() }
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
    S::Future: Send + 'static,
    E: CatalogError + 'static,
{
    type Response = Response<ResponseBody<R, E>>;
    type Error = S::Error;
    // The futures of tonic's own services are boxed too.
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, S::Error>> + Send>>;

    fn poll_ready(&mut self, cx: &mut task::Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, mut request: Request<B>) -> Self::Future {
        if !is_grpc(&request) {
            let future = self.inner.call(request);
            return Box::pin(async { Ok(future.await?.map(|body| ResponseBody::new(Some(body), None))) });
        }
        let mut exchange = start(&self.middleware, &mut request);
        exchange.set_route(|| self.methods.iter().find(|method| **method == request.uri().path()).copied());
        let mut call = Call { middleware: self.middleware.clone(), scope: Scope { exchange, converted: None } };
        let future = call.run(|| self.inner.call(request));
        Box::pin(async move {
            let result = match future {
                Ok(future) => {
                    let mut future = pin!(future);
                    poll_fn(|cx| match call.run(|| future.as_mut().poll(cx)) {
                        Ok(poll) => poll.map(Ok),
                        Err(panic) => Poll::Ready(Err(panic)),
                    })
                    .await
                }
                Err(panic) => Err(panic),
            };
            let mut response = match result {
                Ok(response) => response?.map(Some),
                Err(panic) => call.recover(&panic).into_http::<()>().map(|()| None),
            };
            let Scope { exchange, converted } = &mut call.scope;
            let own = response.extensions_mut().remove::<OwnedContext>().unwrap_or_default();
            exchange.context = own.or(take(&mut exchange.context));
            // A status in the head of a response is also in its extensions.
            let status = response.extensions().get::<Status>();
            if let Some(info) = converted.take().zip(status).and_then(|(converted, status)| converted.info_of(status)) {
                response.extensions_mut().insert(info);
            }
            hand_on(&call.middleware, &mut response, exchange.context.clone());
            Ok(response.map(|body| ResponseBody::new(body, Some(call))))
        })
    }
}

/// Whether a request is a gRPC call: `application/grpc`, `application/grpc+proto`.
fn is_grpc<B>(request: &Request<B>) -> bool {
    let content_type = request.headers().get(CONTENT_TYPE).map_or(&b""[..], |value| value.as_bytes());
    content_type
        .strip_prefix(b"application/grpc")
        .is_some_and(|rest| rest.first().is_none_or(|byte| matches!(byte, b'+' | b';')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_of_grpc_have_a_media_type() {
        for (content_type, expected) in [
            ("application/grpc", true),
            ("application/grpc+proto", true),
            ("application/grpc;charset=utf-8", true),
            ("application/grpc-web+proto", false),
            ("application/json", false),
            ("", false),
        ] {
            let mut request = Request::new(());
            request.headers_mut().insert(CONTENT_TYPE, ::http::HeaderValue::from_static(content_type));
            assert_eq!(is_grpc(&request), expected, "{content_type}");
        }
        assert!(!is_grpc(&Request::new(())));
    }
}
