//! Conversions of errors into responses of poem, and the middleware for poem.

use error_catalog_wire::{Context, OwnedContext, RejectionCause};
use http_body::Body as _;
use http_body_util::combinators::BoxBody;
use poem::error::{ParseFormError, ParseJsonError, ParsePathError, ParseQueryError, ReadBodyError, SizedLimitError};
use poem::http::StatusCode;
use poem::http::header::{self, HeaderValue};
use poem::{Body, Endpoint, Error, IntoResponse, PathPattern, Request, Response as HttpResponse, Result};

use super::http::{replace_headers, send_id, status_code};
use crate::error::CatalogError;
use crate::info::ErrorInfo;
use crate::middleware::exchange::Exchange;
use crate::middleware::rejection::{Decision, MAX_TEXT, Rejection, is_rejection};
use crate::middleware::{Middleware, RequestHead, catch_panic};
use crate::panic::{catch, discard};
use crate::render::respond;
use crate::response::Answer;
use crate::row::Row;

/// Returns the status of an error.
pub fn status(error: &dyn Row) -> StatusCode {
    status_code(error.table().sent_status(error.row()))
}

/// The response of an error, written without a context. The middleware writes the response again, with the context.
pub fn as_response(error: &dyn Row) -> HttpResponse {
    let mut response = HttpResponse::default();
    write_over(&mut response, respond(error, &Context::new()));
    response
}

/// Replaces a response with an answer, but keeps the response's headers, except those that describe the old body.
fn write_over(response: &mut HttpResponse, answer: Answer) {
    response.set_status(status_code(answer.status));
    replace_headers(response.headers_mut(), &answer, |_, _| false);
    response.set_data(answer.info);
    response.set_body(answer.body);
}

/// If a handler's response has plain text as its body, the middleware keeps it. It replaces the responses of error
/// values that are not in the catalog, such as `poem::Error::from_string`, and logs their text.
///
/// If a handler adds a context to its error (`poem::Error::set_data`) or response, that context takes precedence over
/// the context that the middleware puts into the data of the request.
///
/// For a wrong method, poem answers with 405 and without an `Allow` header. For JSON with the wrong structure, poem
/// answers with 400, as for malformed JSON.
///
/// ```
/// # mod example {
/// #[error_catalog::error_catalog("tests/fixtures/smallest.toml")]
/// pub mod errors {}
/// # }
/// # use example::errors;
///
/// use error_catalog::Middleware;
/// use poem::web::Path;
/// use poem::{Endpoint, EndpointExt, Request, Route, get, handler};
///
/// #[handler]
/// async fn user(Path(id): Path<String>) -> Result<String, errors::Error> {
///     Err(errors::Error::user_not_found(id))
/// }
///
/// let app = Route::new()
///     .at("/users/:id", get(user))
///     .with(Middleware::<errors::Error>::new().request_id_header("X-Request-ID"));
///
/// # use std::{future::Future, pin::pin, task};
/// # fn wait<F: Future>(future: F) -> F::Output {
/// #     let mut future = pin!(future);
/// #     let mut context = task::Context::from_waker(task::Waker::noop());
/// #     loop {
/// #         if let task::Poll::Ready(output) = future.as_mut().poll(&mut context) {
/// #             return output;
/// #         }
/// #     }
/// # }
/// # let get_body = |path| {
/// #     let response = wait(app.get_response(Request::builder().uri_str(path).finish()));
/// #     wait(response.into_body().into_string()).unwrap()
/// # };
/// assert_eq!(
///     get_body("/users/usr_1"),
///     r#"{"title":"Not Found","status":404,"detail":"User usr_1 not found","code":"user_not_found"}"#
/// );
/// assert_eq!(get_body("/nothing"), r#"{"title":"Not Found","status":404,"detail":"Not Found"}"#);
/// ```
impl<P: Endpoint, E: CatalogError + Send + Sync + 'static> poem::Middleware<P> for Middleware<E> {
    type Output = Answering<P, E>;

    fn transform(&self, endpoint: P) -> Self::Output {
        Answering { endpoint, middleware: self.clone() }
    }
}

/// An endpoint that the middleware wraps.
pub struct Answering<P, E> {
    endpoint: P,
    middleware: Middleware<E>,
}

impl<P, E: CatalogError + Send + Sync + 'static> Answering<P, E> {
    /// Turns the result of an endpoint into the response to send.
    async fn finish(&self, result: Result<HttpResponse>, exchange: Exchange) -> HttpResponse {
        match result {
            Ok(response) => self.finish_response(response, exchange).await,
            // The application made this response itself.
            Err(error) if error.is_from_response() => self.finish_response(error.into_response(), exchange).await,
            Err(error) => self.finish_error(error, exchange),
        }
    }

    fn finish_error(&self, error: Error, mut exchange: Exchange) -> HttpResponse {
        exchange.prefer(error.data());
        exchange.set_route(|| error.data().map(|PathPattern(pattern)| pattern.clone()));
        let decision = error.data::<Decision>().copied();
        if let Some(known) = error.downcast_ref::<E>() {
            let info = ErrorInfo::of(known);
            let (answer, unchanged) = match decision {
                Some(Decision::Keep) => {
                    let response = as_response(known);
                    exchange.keep(known);
                    (None, response)
                }
                _ => (Some(exchange.answer(known)), HttpResponse::default()),
            };
            // The error is already logged. If its `Drop` panics, only data that the application added to it is lost.
            let mut response = catch(|| error.into_response()).unwrap_or(unchanged);
            // poem drops the data that `as_response` has set.
            response.set_data(info);
            return self.complete(response, answer, exchange.context);
        }
        let (text, cause, status) = (exchange.text_of(&error), cause(&error), error.status());
        // By default, the response contains the text of the error, whose `Display` can panic.
        let response = catch(|| error.into_response()).unwrap_or_else(|_| status.into_response());
        let status = response.status().as_u16();
        let answer = match is_rejection(status, content_type(&response)) {
            true => self.middleware.reject(Rejection::new(status, cause, &text), decision, &exchange),
            false => None,
        };
        self.complete(response, answer, exchange.context)
    }

    /// Turns a response that is not an error value into the response to send.
    async fn finish_response(&self, mut response: HttpResponse, mut exchange: Exchange) -> HttpResponse {
        exchange.prefer(response.data());
        exchange.set_route(|| response.data().map(|PathPattern(pattern)| pattern.clone()));
        let (status, decision) = (response.status().as_u16(), response.data::<Decision>().copied());
        let mut answer = None;
        if is_rejection(status, content_type(&response)) && response.data::<ErrorInfo>().is_none() {
            let body = BoxBody::<_, _>::from(response.take_body());
            match body.size_hint().exact() {
                Some(0) => {
                    answer = self.middleware.reject(Rejection::new(status, None, ""), decision, &exchange);
                    discard(body);
                }
                Some(1..=MAX_TEXT) => {
                    let text = Body::from(body).into_bytes().await.ok();
                    let rejection = Rejection::of_body(status, text.as_deref());
                    answer = rejection.and_then(|it| self.middleware.reject(it, decision, &exchange));
                    response.set_body(text.unwrap_or_default());
                }
                _ => response.set_body(body),
            }
        }
        self.complete(response, answer, exchange.context)
    }

    fn complete(&self, mut response: HttpResponse, answer: Option<Answer>, context: OwnedContext) -> HttpResponse {
        if let Some(answer) = answer {
            discard(response.take_body());
            write_over(&mut response, answer);
        }
        send_id(&self.middleware, response.headers_mut(), &context);
        // An outer layer of this middleware then uses the same id.
        response.set_data(context);
        response
    }
}

fn content_type(response: &HttpResponse) -> Option<&[u8]> {
    response.headers().get(header::CONTENT_TYPE).map(HeaderValue::as_bytes)
}

/// The part of the request because of which an extractor of poem has failed.
fn cause(error: &Error) -> Option<RejectionCause> {
    let is_of_body = error.is::<ReadBodyError>() || error.is::<SizedLimitError>();
    let known = [
        (error.is::<ParseJsonError>(), RejectionCause::Json),
        (error.is::<ParseQueryError>(), RejectionCause::Query),
        (error.is::<ParsePathError>(), RejectionCause::Path),
        (error.is::<ParseFormError>(), RejectionCause::Form),
        (is_of_body, RejectionCause::Body),
    ];
    known.into_iter().find_map(|(is_cause, cause)| is_cause.then_some(cause))
}

impl<P: Endpoint, E: CatalogError + Send + Sync + 'static> Endpoint for Answering<P, E> {
    type Output = HttpResponse;

    async fn call(&self, mut request: Request) -> Result<Self::Output> {
        let mut exchange = {
            let header = |name: &str| request.headers().get(name)?.to_str().ok();
            let head = RequestHead::new(request.method().as_str(), request.uri().path(), &header);
            self.middleware.start(&head, request.data().cloned(), request.data().cloned())
        };
        request.set_data(exchange.context.clone());
        if let Some(observer) = &exchange.observer {
            request.set_data(observer.clone());
        }
        // If the middleware is around the routes, only the response has the pattern.
        exchange.set_route(|| request.data().map(|PathPattern(pattern)| pattern.clone()));
        // Serializing the fields of an error can run code of the application, which can panic.
        let finished = catch_panic(async {
            let result = self.endpoint.call(request).await.map(IntoResponse::into_response);
            self.finish(result, exchange.clone()).await
        });
        Ok(match finished.await {
            Ok(response) => response,
            Err(panic) => {
                let answer = self.middleware.recover(&panic, &exchange);
                self.complete(StatusCode::INTERNAL_SERVER_ERROR.into_response(), answer, exchange.context)
            }
        })
    }
}
