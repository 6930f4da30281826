//! actix-web: errors as responses, and the middleware.

use alloc::boxed::Box;
use alloc::rc::Rc;
use alloc::string::ToString;
use core::fmt::Display;
use core::future::{Future, Ready, ready};
use core::pin::Pin;

use actix_web::body::{BoxBody, EitherBody};
use actix_web::dev::{Service, ServiceRequest, ServiceResponse, Transform, forward_ready};
use actix_web::error::{InternalError, JsonPayloadError};
use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderName, HeaderValue};
use actix_web::{Error, HttpMessage, HttpResponse, ResponseError};
use error_catalog_wire::{Context, OwnedContext};

use crate::error::CatalogError;
use crate::middleware::{BODY_HEADERS, Middleware, RequestHead, catch_panic, is_rejection};
use crate::render::respond;
use crate::response::Response;
use crate::row::Row;

/// Returns the status of an error.
pub fn status_code(error: &dyn Row) -> StatusCode {
    convert_status(error.table().status(error.row()))
}

/// The response of an error without a context. The middleware writes it again with the context.
pub fn error_response(error: &dyn Row) -> HttpResponse {
    write_over(HttpResponse::new(status_code(error)), respond(error, &Context::new()))
}

fn convert_status(status: u16) -> StatusCode {
    // A catalog only has statuses from 400 to 599.
    StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

/// Replaces a response with an answer, but keeps the response's headers, except those that describe the old body.
fn write_over<B>(response: HttpResponse<B>, answer: Response) -> HttpResponse {
    let mut response = response.set_body(BoxBody::new(answer.body));
    *response.status_mut() = convert_status(answer.status);
    let headers = response.headers_mut();
    for header in BODY_HEADERS {
        headers.remove(header);
    }
    for (name, value) in answer.headers {
        set_header(&mut response, name, &value);
    }
    response
}

/// Sets a header if its name and value are valid in HTTP. Headers from a catalog are always valid, but the id of a
/// request may be invalid.
fn set_header<B>(response: &mut HttpResponse<B>, name: &str, value: &str) {
    let name = HeaderName::from_bytes(name.as_bytes());
    if let (Ok(name), Ok(value)) = (name, HeaderValue::from_bytes(value.as_bytes())) {
        response.headers_mut().insert(name, value);
    }
}

/// The status of a rejection; `None` if the response is not a rejection.
fn rejected_status<B>(response: &HttpResponse<B>) -> Option<u16> {
    let (status, content_type) = (response.status().as_u16(), response.headers().get(header::CONTENT_TYPE));
    if !is_rejection(status, content_type.map(HeaderValue::as_bytes)) {
        return None;
    }
    match response.error().and_then(Error::as_error) {
        // For a wrong media type, actix-web answers with 400, but RFC 9110, section 15.5.16 defines 415.
        Some(JsonPayloadError::ContentType) => Some(415),
        _ => Some(status),
    }
}

/// Marks a response, in its extensions, as one that middleware has answered. actix-web keeps the error in the response,
/// so without the mark, an outer middleware would answer for the error again.
struct Answered;

/// Turns the response of a handler into the response to send.
fn finish<B, E: CatalogError + ResponseError + 'static>(
    middleware: &Middleware<E>,
    response: HttpResponse<B>,
    context: OwnedContext,
) -> HttpResponse<EitherBody<B>> {
    let own = response.extensions().get::<OwnedContext>().cloned().unwrap_or_default();
    let context = own.or(context);
    let error = response.error().filter(|_| !response.extensions().contains::<Answered>());
    let answer = match error.and_then(Error::as_error::<E>) {
        Some(error) => Some(middleware.answer(error, context.clone())),
        None => rejected_status(&response).and_then(|status| {
            let cause = error.map(|error| error as &dyn Display);
            middleware.reject(status, cause, context.clone())
        }),
    };
    complete(middleware, response, answer, context)
}

fn complete<B, E: CatalogError>(
    middleware: &Middleware<E>,
    response: HttpResponse<B>,
    answer: Option<Response>,
    context: OwnedContext,
) -> HttpResponse<EitherBody<B>> {
    let mut response = match answer {
        Some(answer) => write_over(response, answer).map_into_right_body(),
        None => response.map_into_left_body(),
    };
    if let Some((name, value)) = middleware.id_header(&context) {
        set_header(&mut response, name, value);
    }
    // An outer layer of this middleware then uses the same id.
    response.extensions_mut().insert(context);
    response.extensions_mut().insert(Answered);
    response
}

/// Turns the result of a service into the response to send. A `ServiceResponse` needs the request, which is lost if the
/// service returns an error. The response to such an error is therefore returned inside a new error.
fn finish_result<B, E: CatalogError + ResponseError + 'static>(
    middleware: &Middleware<E>,
    result: Result<ServiceResponse<B>, Error>,
    context: OwnedContext,
) -> Result<ServiceResponse<EitherBody<B>>, Error> {
    match result {
        Ok(response) => {
            let (request, response) = response.into_parts();
            let own = request.extensions().get::<OwnedContext>().cloned().unwrap_or_default();
            let response = finish(middleware, response, own.or(context));
            Ok(ServiceResponse::new(request, response))
        }
        Err(error) => {
            let cause = error.to_string();
            let response = finish(middleware, HttpResponse::from_error(error), context);
            Err(InternalError::from_response(cause, response.map_into_boxed_body()).into())
        }
    }
}

/// Wrap the middleware around the application last, so that it sees the rejections of all other middleware. If a
/// handler puts a context into the extensions of its request or response, that context takes precedence over the
/// context that the middleware makes.
///
/// actix-web distinguishes a wrong method from a wrong path only for a `web::resource`. For a route of `App::route` or
/// of an attribute such as `#[get("/")]`, actix-web answers a wrong method with 404. actix-web answers with 400 for
/// JSON with the wrong structure, as for malformed JSON. For JSON without its media type, this middleware answers with
/// 415 instead of actix-web's 400, as in [RFC 9110, section 15.5.16]. A request whose head is malformed or arrives too
/// slowly is rejected before any middleware runs.
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
    B: 'static,
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
    B: 'static,
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
            let context = middleware.make_context(&head);
            request.extensions_mut().insert(context.clone());
            // Serializing the fields of an error can run code of the application, which can panic.
            let finished =
                catch_panic(async { finish_result(&middleware, service.call(request).await, context.clone()) });
            finished.await.unwrap_or_else(|panic| {
                // A panic also loses the request, so the response is returned inside an error, as in `finish_result`.
                let answer = middleware.recover(&*panic, context.clone());
                let response = HttpResponse::new(StatusCode::INTERNAL_SERVER_ERROR);
                let response = complete(&middleware, response, answer, context);
                Err(InternalError::from_response("a handler panicked", response.map_into_boxed_body()).into())
            })
        })
    }
}
