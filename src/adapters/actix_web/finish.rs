//! What the middleware does after the service has answered.

use alloc::rc::Rc;

use actix_web::body::{BodySize, BoxBody, EitherBody, MessageBody, to_bytes};
use actix_web::dev::ServiceResponse;
use actix_web::error::{InternalError, JsonPayloadError, PathError, PayloadError, QueryPayloadError, UrlencodedError};
use actix_web::http::header::{CONTENT_TYPE, HeaderValue};
use actix_web::{Error, HttpMessage, HttpResponse, ResponseError};
use error_catalog_wire::{OwnedContext, RejectionCause};

use super::write::{set_header, write_over};
use crate::adapters::written::Written;
use crate::error::CatalogError;
use crate::info::ErrorInfo;
use crate::middleware::Middleware;
use crate::middleware::exchange::Exchange;
use crate::middleware::rejection::{Decision, MAX_TEXT, Rejection, is_rejection};
use crate::response::Answer;

/// Marks a response, in its extensions, as one that middleware has answered. actix-web keeps the error in the response,
/// so without the mark, an outer middleware would answer for the error again.
struct Answered;

/// Turns the result of a service into the response to send. A `ServiceResponse` needs the request, which is lost if the
/// service returns an error. The response to such an error is therefore returned inside a new error.
pub(super) async fn finish_result<B: MessageBody + 'static, E: CatalogError + ResponseError + 'static>(
    middleware: &Middleware<E>,
    result: Result<ServiceResponse<B>, Error>,
    mut exchange: Exchange,
) -> Result<ServiceResponse<EitherBody<B>>, Error> {
    match result {
        Ok(response) => {
            let (request, response) = response.into_parts();
            exchange.set_route(|| request.match_pattern());
            exchange.prefer(request.extensions().get());
            let response = finish(middleware, response, exchange).await;
            Ok(ServiceResponse::new(request, response))
        }
        Err(error) => {
            let text = exchange.text_of(&error);
            let response = finish(middleware, HttpResponse::from_error(error), exchange).await;
            Err(InternalError::from_response(text, response.map_into_boxed_body()).into())
        }
    }
}

/// Turns the response of a handler into the response to send.
async fn finish<B: MessageBody + 'static, E: CatalogError + ResponseError + 'static>(
    middleware: &Middleware<E>,
    response: HttpResponse<B>,
    mut exchange: Exchange,
) -> HttpResponse<EitherBody<B>> {
    exchange.prefer(response.extensions().get());
    let decision = response.extensions().get::<Decision>().copied();
    let is_answered = response.extensions().contains::<Answered>();
    if let Some(error) = response.error().filter(|_| !is_answered) {
        let written = response.extensions().get::<Rc<Written>>().cloned();
        let answer = match error.as_error::<E>() {
            Some(known) => answer_error(known, &response, decision, &exchange),
            None if is_text(&response) => {
                let ((status, cause), text) = (rejection_of(error, &response), exchange.text_of(error));
                middleware.reject(Rejection::new(status, cause, &text), decision, &exchange)
            }
            None => None,
        };
        return complete(middleware, response, answer, written.as_deref(), exchange.context);
    }
    if !is_text(&response) {
        return complete(middleware, response, None, None, exchange.context);
    }
    let status = response.status().as_u16();
    match response.body().size() {
        BodySize::None | BodySize::Sized(0) => {
            let answer = middleware.reject(Rejection::new(status, None, ""), decision, &exchange);
            complete(middleware, response, answer, None, exchange.context)
        }
        BodySize::Sized(1..=MAX_TEXT) => {
            let (head, body) = response.into_parts();
            let text = to_bytes(body).await.ok();
            let rejection = Rejection::of_body(status, text.as_deref());
            let answer = rejection.and_then(|it| middleware.reject(it, decision, &exchange));
            let response = complete(
                middleware,
                head.set_body(BoxBody::new(text.unwrap_or_default())),
                answer,
                None,
                exchange.context,
            );
            response.map_body(|_, body| EitherBody::right(BoxBody::new(body)))
        }
        _ => complete(middleware, response, None, None, exchange.context),
    }
}

/// Returns the response of an error, with the context; `None` if the application has changed the error's response.
fn answer_error<B: MessageBody, E: CatalogError>(
    error: &E,
    response: &HttpResponse<B>,
    decision: Option<Decision>,
    exchange: &Exchange,
) -> Option<Answer> {
    let length = match response.body().size() {
        BodySize::None => Some(0),
        BodySize::Sized(length) => Some(length),
        BodySize::Stream => None,
    };
    let status = response.status().as_u16();
    let is_unchanged = |written: &Rc<Written>| written.has_body_of(status, response.headers(), length, false);
    if decision != Some(Decision::Keep) && response.extensions().get().is_some_and(is_unchanged) {
        return Some(exchange.answer(error));
    }
    exchange.keep(error);
    None
}

fn is_text<B>(response: &HttpResponse<B>) -> bool {
    let content_type = response.headers().get(CONTENT_TYPE).map(HeaderValue::as_bytes);
    is_rejection(response.status().as_u16(), content_type) && !response.extensions().contains::<ErrorInfo>()
}

/// The status of the response to an error that is not in the catalog, and the part of the request that an extractor of
/// actix-web has rejected.
fn rejection_of<B>(error: &Error, response: &HttpResponse<B>) -> (u16, Option<RejectionCause>) {
    let status = match error.as_error() {
        // For a wrong media type, actix-web answers with 400, but RFC 9110, section 15.5.16 defines 415.
        Some(JsonPayloadError::ContentType) => 415,
        _ => response.status().as_u16(),
    };
    let known = [
        (error.as_error::<JsonPayloadError>().is_some(), RejectionCause::Json),
        (error.as_error::<QueryPayloadError>().is_some(), RejectionCause::Query),
        (error.as_error::<PathError>().is_some(), RejectionCause::Path),
        (error.as_error::<InternalError<serde_core::de::value::Error>>().is_some(), RejectionCause::Path),
        (error.as_error::<UrlencodedError>().is_some(), RejectionCause::Form),
        (error.as_error::<PayloadError>().is_some(), RejectionCause::Body),
    ];
    (status, known.into_iter().find_map(|(is_cause, cause)| is_cause.then_some(cause)))
}

/// Adds the id of the request to a response, after the answer has replaced the response, if there is one.
pub(super) fn complete<B, E: CatalogError>(
    middleware: &Middleware<E>,
    response: HttpResponse<B>,
    answer: Option<Answer>,
    written: Option<&Written>,
    context: OwnedContext,
) -> HttpResponse<EitherBody<B>> {
    let mut response = match answer {
        Some(answer) => write_over(response, answer, written).map_into_right_body(),
        None => response.map_into_left_body(),
    };
    if let Some((name, value)) = middleware.id_header(&context) {
        set_header(response.headers_mut(), name, value);
    }
    // An outer layer of this middleware then uses the same id.
    response.extensions_mut().insert(context);
    response.extensions_mut().insert(Answered);
    response
}
