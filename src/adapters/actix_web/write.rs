//! Conversions of answers into responses of actix-web.

use alloc::rc::Rc;
use core::mem::take;

use actix_web::HttpResponse;
use actix_web::body::BoxBody;
use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderMap, HeaderName, HeaderValue};
use bytes::Bytes;
use error_catalog_wire::Context;

use crate::adapters::written::{Headers, Written};
use crate::middleware::BODY_HEADERS;
use crate::panic::discard;
use crate::render::respond;
use crate::response::Answer;
use crate::row::Row;

/// Returns the status of an error.
pub fn status_code(error: &dyn Row) -> StatusCode {
    convert_status(error.table().sent_status(error.row()))
}

/// The response of an error, written without a context. The middleware writes the response again, with the context.
pub fn error_response(error: &dyn Row) -> HttpResponse {
    let mut answer = respond(error, &Context::new());
    let body = Bytes::from(take(&mut answer.body));
    let mut response = HttpResponse::new(status_code(error));
    for (name, value) in answer.headers() {
        if let Some((name, value)) = header(name, value) {
            response.headers_mut().append(name, value);
        }
    }
    response.extensions_mut().insert(answer.info);
    response.extensions_mut().insert(Rc::new(Written::new(answer, body.len(), Some(body.clone()))));
    response.set_body(BoxBody::new(body))
}

fn convert_status(status: u16) -> StatusCode {
    // A catalog only has statuses from 400 to 599.
    StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

/// Replaces a response with an answer, but keeps the headers that do not describe the old body, and those that the
/// application has changed since they were written.
pub(super) fn write_over<B>(response: HttpResponse<B>, mut answer: Answer, written: Option<&Written>) -> HttpResponse {
    let (response, old_body) = response.into_parts();
    discard(old_body);
    let mut response = response.set_body(BoxBody::new(take(&mut answer.body)));
    *response.status_mut() = convert_status(answer.status);
    response.extensions_mut().insert(answer.info);
    let headers = response.headers_mut();
    let old = headers.clone();
    for header in BODY_HEADERS {
        headers.remove(header);
    }
    for (name, value) in answer.headers() {
        if !written.is_some_and(|written| written.is_changed(name, &old)) {
            set_header(headers, name, value);
        }
    }
    response
}

/// Sets a header if its name and value are valid in HTTP.
pub(super) fn set_header(headers: &mut HeaderMap, name: &str, value: &str) {
    if let Some((name, value)) = header(name, value) {
        headers.insert(name, value);
    }
}

/// A header. Headers from a catalog are always valid, but the id of a request may be invalid.
fn header(name: &str, value: &str) -> Option<(HeaderName, HeaderValue)> {
    Some((HeaderName::from_bytes(name.as_bytes()).ok()?, HeaderValue::from_bytes(value.as_bytes()).ok()?))
}

impl Headers for HeaderMap {
    fn values<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a [u8]> {
        self.get_all(name).map(HeaderValue::as_bytes)
    }
}
