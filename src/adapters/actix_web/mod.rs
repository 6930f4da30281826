//! Conversions of errors into responses of actix-web, and the middleware for actix-web.

mod finish;
mod write;

use alloc::boxed::Box;
use alloc::rc::Rc;
use alloc::string::ToString;
use core::future::{Future, Ready, ready};
use core::pin::Pin;

use actix_web::body::{BoxBody, EitherBody, MessageBody};
use actix_web::dev::{Service, ServiceRequest, ServiceResponse, Transform, forward_ready};
use actix_web::http::header::{HeaderValue, ORIGIN};
use actix_web::http::{Method, StatusCode, Uri};
use actix_web::test::TestRequest;
use actix_web::{Error, HttpMessage, HttpRequest, HttpResponse, ResponseError};

use self::finish::{complete, finish_result};
pub use self::write::{error_response, status_code};
use crate::error::CatalogError;
use crate::middleware::{Middleware, RequestHead, catch_panic};

/// Wrap the middleware around everything that may reject a request, and wrap CORS, compression and logging around the
/// middleware. The last call of `wrap` is the outermost. If the response of a handler is not an error value and has a
/// text as its body, the middleware keeps it. It replaces the responses of error values that are not in the catalog,
/// such as `actix_web::error::ErrorNotFound`, and logs their text.
///
/// If a handler puts a context into the extensions of its request or response, that context takes precedence over the
/// context that the middleware makes.
///
/// actix-web distinguishes a wrong method from a wrong path only for a `web::resource`. For a route of `App::route` or
/// of an attribute such as `#[get("/")]`, actix-web answers a wrong method with 404. actix-web answers with 400 for
/// JSON with the wrong structure, as for malformed JSON. For JSON without its media type, this middleware answers with
/// 415 instead of actix-web's 400, as in [RFC 9110, section 15.5.16]. A request whose head is malformed or arrives too
/// slowly is rejected before any middleware runs. actix-web itself drops the error of a response, after all middleware
/// has run. If the `Drop` of this error panics, actix-web closes the connection.
///
/// ```
/// # mod example {
/// #[error_catalog::error_catalog("tests/fixtures/smallest.toml")]
/// pub mod errors {}
/// # }
/// # use example::errors;
///
/// use actix_web::test::{self, TestRequest};
/// use actix_web::{App, web};
/// use error_catalog::Middleware;
///
/// async fn user(id: web::Path<String>) -> Result<String, errors::Error> {
///     Err(errors::Error::user_not_found(id.into_inner()))
/// }
///
/// # actix_web::rt::System::new().block_on(async {
/// let app = App::new()
///     .service(web::resource("/users/{id}").route(web::get().to(user)))
///     .wrap(Middleware::<errors::Error>::new().request_id_header("X-Request-ID"));
///
/// let app = test::init_service(app).await;
/// let body = test::call_and_read_body(&app, TestRequest::get().uri("/users/usr_1").to_request()).await;
/// assert_eq!(body, r#"{"title":"Not Found","status":404,"detail":"User usr_1 not found","code":"user_not_found"}"#);
/// let body = test::call_and_read_body(&app, TestRequest::get().uri("/nothing").to_request()).await;
/// assert_eq!(body, r#"{"title":"Not Found","status":404,"detail":"Not Found"}"#);
/// # });
/// ```
///
/// [RFC 9110, section 15.5.16]: https://www.rfc-editor.org/rfc/rfc9110#section-15.5.16
impl<S, B, E> Transform<S, ServiceRequest> for Middleware<E>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error> + 'static,
    B: MessageBody + 'static,
    E: CatalogError + ResponseError + 'static,
{
    type Response = ServiceResponse<EitherBody<B>>;
    type Error = Error;
    type Transform = Answering<S, E>;
    type InitError = ();
    type Future = Ready<Result<Self::Transform, ()>>;

    fn new_transform(&self, service: S) -> Self::Future {
        ready(Ok(Answering { service: Rc::new(service), middleware: self.clone() }))
    }
}

/// A service that the middleware wraps.
pub struct Answering<S, E> {
    service: Rc<S>,
    middleware: Middleware<E>,
}

impl<S, B, E> Service<ServiceRequest> for Answering<S, E>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error> + 'static,
    B: MessageBody + 'static,
    E: CatalogError + ResponseError + 'static,
{
    type Response = ServiceResponse<EitherBody<B>>;
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Error>>>>;

    forward_ready!(service);

    fn call(&self, request: ServiceRequest) -> Self::Future {
        let (service, middleware) = (Rc::clone(&self.service), self.middleware.clone());
        Box::pin(async move {
            let header = |name: &str| request.headers().get(name)?.to_str().ok();
            let head = RequestHead::new(request.method().as_str(), request.path(), &header);
            let (outer, observer) = (request.extensions().get().cloned(), request.extensions().get().cloned());
            let mut exchange = middleware.start(&head, outer, observer);
            request.extensions_mut().insert(exchange.context.clone());
            if let Some(observer) = &exchange.observer {
                request.extensions_mut().insert(observer.clone());
            }
            // A panic loses the request, and an error loses the route.
            exchange.set_route(|| request.match_pattern());
            let lost = LostRequest::new(&request);
            // Serializing the fields of an error can run code of the application, which can panic.
            let finished = catch_panic(async {
                let result = service.call(request).await;
                finish_result(&middleware, result, exchange.clone()).await
            });
            finished.await.unwrap_or_else(|panic| {
                let answer = middleware.recover(&panic, &exchange);
                let response = HttpResponse::new(StatusCode::INTERNAL_SERVER_ERROR);
                let response = complete(&middleware, response, answer, None, exchange.context);
                let response = response.map_body(|_, body| EitherBody::right(BoxBody::new(body)));
                Ok(ServiceResponse::new(lost.restore(), response))
            })
        })
    }
}

/// The parts of a request that outer middleware, such as CORS, needs from the response to a request. A panic loses the
/// request itself, and a second reference to the request would stop actix-web from routing it.
struct LostRequest {
    method: Method,
    uri: Uri,
    origin: Option<HeaderValue>,
}

impl LostRequest {
    fn new(request: &ServiceRequest) -> Self {
        let origin = request.headers().get(ORIGIN).cloned();
        Self { method: request.method().clone(), uri: request.uri().clone(), origin }
    }

    fn restore(self) -> HttpRequest {
        // Only the module for tests has a constructor of requests.
        let mut request = TestRequest::default().method(self.method).uri(&self.uri.to_string());
        if let Some(origin) = self.origin {
            request = request.insert_header((ORIGIN, origin));
        }
        request.to_http_request()
    }
}
