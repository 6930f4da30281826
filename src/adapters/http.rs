//! Conversions of answers into `http::Response`.

use alloc::string::String;
use core::mem::take;

use error_catalog_wire::Context;
#[cfg(any(feature = "poem", feature = "tonic", feature = "tower"))]
use error_catalog_wire::OwnedContext;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};

#[cfg(feature = "tower")]
use super::carried::carry;
#[cfg(feature = "tower")]
use super::written::{Headers, Written};
use crate::error::CatalogError;
use crate::info::ErrorInfo;
#[cfg(any(feature = "poem", feature = "tower"))]
use crate::middleware::BODY_HEADERS;
#[cfg(any(feature = "poem", feature = "tonic", feature = "tower"))]
use crate::middleware::Middleware;
#[cfg(any(feature = "tonic", feature = "tower"))]
use crate::middleware::exchange::{Exchange, Observer};
#[cfg(any(feature = "tonic", feature = "tower"))]
use crate::middleware::{ID, RequestHead};
use crate::render::respond;
use crate::response::{Answer, Response};

/// Converts into a response with any body type that implements `From<String>`, such as axum's body and `Full<Bytes>`.
impl<B: From<String>> From<Response> for http::Response<B> {
    fn from(response: Response) -> Self {
        let headers = response.headers.iter().filter_map(|(name, value)| header(name, value));
        empty_response(response.status, headers.collect(), response.info).map(|()| B::from(response.body))
    }
}

/// The status, the headers and the extensions of a response.
fn empty_response(status: u16, headers: HeaderMap, info: ErrorInfo) -> http::Response<()> {
    let mut response = http::Response::new(());
    *response.status_mut() = status_code(status);
    *response.headers_mut() = headers;
    response.extensions_mut().insert(info);
    response
}

/// The response of an answer, without its body.
pub(super) fn response_head(answer: &Answer) -> http::Response<()> {
    empty_response(answer.status, header_map(answer), answer.info)
}

/// The response of an error before the middleware adds the context. The response's extensions contain the error.
pub fn http_response<B: From<String>>(error: impl CatalogError + Send + Sync) -> http::Response<B> {
    let mut answer = respond(&error, &Context::new());
    let body = take(&mut answer.body);
    let response = response_head(&answer);
    #[cfg(feature = "tower")]
    let response = carry(error, Written::new(answer, body.len(), None), response);
    response.map(|()| B::from(body))
}

pub(super) fn status_code(status: u16) -> StatusCode {
    // A catalog only has statuses from 400 to 599.
    StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

fn header(name: &str, value: &str) -> Option<(HeaderName, HeaderValue)> {
    Some((name.parse().ok()?, HeaderValue::from_bytes(value.as_bytes()).ok()?))
}

/// The headers of an answer. Headers that `http` rejects would be left out, but there are none, because catalogs are
/// checked by the same rules.
fn header_map(answer: &Answer) -> HeaderMap {
    let mut headers = HeaderMap::new();
    // Every answer has this header, whose value needs no copy. `from_static` panics if the value is not valid.
    if answer.content_type.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(answer.content_type));
    }
    headers.extend(answer.more_headers.iter().filter_map(|(name, value)| header(name, value)));
    headers
}

/// Replaces the headers of a response with those of an answer, followed by the response's other headers, except those
/// that describe the old body. If `is_own` returns true for the name of a header, the response keeps its own values of
/// that header, even if it has none.
#[cfg(any(feature = "poem", feature = "tower"))]
pub(super) fn replace_headers(headers: &mut HeaderMap, answer: &Answer, is_own: impl Fn(&str, &HeaderMap) -> bool) {
    if has_headers_of(headers, answer) {
        return;
    }
    // Inserting into the old map would change the order of the headers.
    let mut all = HeaderMap::new();
    for (name, value) in &header_map(answer) {
        if !is_own(name.as_str(), headers) {
            all.append(name, value.clone());
        }
    }
    for (name, value) in headers.iter() {
        let describes_body = BODY_HEADERS.contains(&name.as_str());
        if is_own(name.as_str(), headers) || !describes_body && !all.contains_key(name) {
            all.append(name, value.clone());
        }
    }
    *headers = all;
}

/// Whether the headers of a response are those of an answer, followed by headers that do not describe the old body.
/// This is so for most errors, because their only header is `Content-Type`.
#[cfg(any(feature = "poem", feature = "tower"))]
pub(super) fn has_headers_of(headers: &HeaderMap, answer: &Answer) -> bool {
    let mut rest = headers.iter();
    let mut is_next = |is_name: &dyn Fn(&HeaderName) -> bool, value: &str| {
        rest.next().is_some_and(|(name, old)| is_name(name) && old.as_bytes() == value.as_bytes())
    };
    let more = &answer.more_headers;
    is_next(&|name| name == CONTENT_TYPE, answer.content_type)
        && more.iter().all(|(header, value)| is_next(&|name| name.as_str().eq_ignore_ascii_case(header), value))
        && rest.all(|(name, _)| {
            let is_of_answer = more.iter().any(|(header, _)| name.as_str().eq_ignore_ascii_case(header));
            !is_of_answer && !BODY_HEADERS.contains(&name.as_str())
        })
}

/// Adds the id of the request to the headers of its response, if the id is a valid header value.
#[cfg(any(feature = "poem", feature = "tonic", feature = "tower"))]
pub(super) fn send_id<E: CatalogError>(middleware: &Middleware<E>, headers: &mut HeaderMap, context: &OwnedContext) {
    let value = context.request_id.as_ref().and_then(|id| HeaderValue::from_bytes(id.as_bytes()).ok());
    if let Some((name, id)) = middleware.id_name().zip(value) {
        headers.insert(name.clone(), id);
    }
}

#[cfg(any(feature = "tonic", feature = "tower"))]
const REQUEST_ID: HeaderName = HeaderName::from_static(ID);

/// Starts the exchange of a request, and puts the context into the request's extensions for handlers. An inner
/// middleware finds the observer there.
#[cfg(any(feature = "tonic", feature = "tower"))]
pub(super) fn start<E: CatalogError, B>(middleware: &Middleware<E>, request: &mut http::Request<B>) -> Exchange {
    let header = |name: &str| {
        // Almost every request is asked for this name, which needs no parser.
        let value =
            if name.eq_ignore_ascii_case(ID) { request.headers().get(REQUEST_ID) } else { request.headers().get(name) };
        value?.to_str().ok()
    };
    let head = RequestHead::new(request.method().as_str(), request.uri().path(), &header);
    let (outer, observer) = (request.extensions().get::<OwnedContext>(), request.extensions().get::<Observer>());
    let exchange = middleware.start(&head, outer.cloned(), observer.cloned());
    request.extensions_mut().insert(exchange.context.clone());
    if let Some(observer) = &exchange.observer {
        request.extensions_mut().insert(observer.clone());
    }
    exchange
}

/// Adds the id of the request to a response, and keeps the context in the response's extensions, so that an outer layer
/// uses the same id.
#[cfg(any(feature = "tonic", feature = "tower"))]
pub(super) fn hand_on<E: CatalogError, B>(
    middleware: &Middleware<E>,
    response: &mut http::Response<B>,
    context: OwnedContext,
) {
    send_id(middleware, response.headers_mut(), &context);
    response.extensions_mut().insert(context);
}

#[cfg(feature = "tower")]
impl Headers for HeaderMap {
    fn values<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a [u8]> {
        // A response has few headers, so comparing their names is cheaper than hashing `name`.
        let values = self.iter().filter(|(known, _)| known.as_str().eq_ignore_ascii_case(name));
        values.map(|(_, value)| value.as_bytes())
    }
}
