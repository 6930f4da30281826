//! Conversions of answers into `http::Response`.

use alloc::string::String;
use core::mem::take;

use error_catalog_wire::Context;
#[cfg(any(feature = "poem", feature = "tonic", feature = "tower"))]
use error_catalog_wire::OwnedContext;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};

#[cfg(feature = "tower")]
use super::carried::carry;
#[cfg(feature = "tower")]
use super::written::{Headers, Written};
use crate::error::CatalogError;
#[cfg(any(feature = "poem", feature = "tonic", feature = "tower"))]
use crate::middleware::Middleware;
#[cfg(any(feature = "tonic", feature = "tower"))]
use crate::middleware::RequestHead;
#[cfg(any(feature = "tonic", feature = "tower"))]
use crate::middleware::exchange::{Exchange, Observer};
use crate::render::respond;
use crate::response::Response;

/// Converts into a response with any body type that implements `From<String>`, such as axum's body and `Full<Bytes>`.
impl<B: From<String>> From<Response> for http::Response<B> {
    fn from(response: Response) -> Self {
        let converted = empty_response(&response);
        converted.map(|()| B::from(response.body))
    }
}

/// The status, the headers and the extensions of a response.
pub(super) fn empty_response(response: &Response) -> http::Response<()> {
    let mut converted = http::Response::new(());
    *converted.status_mut() = status_code(response.status);
    *converted.headers_mut() = header_map(response);
    converted.extensions_mut().insert(response.info);
    converted
}

/// The response of an error before the middleware adds the context. The response's extensions contain the error.
pub fn http_response<B: From<String>>(error: impl CatalogError + Send + Sync) -> http::Response<B> {
    let mut answer = respond(&error, &Context::new());
    let body = take(&mut answer.body);
    let response = empty_response(&answer);
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

/// The headers of a response. Headers that `http` rejects would be left out, but there are none, because catalogs are
/// checked by the same rules.
fn header_map(response: &Response) -> HeaderMap {
    response.headers.iter().filter_map(|(name, value)| header(name, value)).collect()
}

/// Replaces the headers of a response with those of an answer, followed by the response's other headers, except those
/// that describe the old body. If `is_own` returns true for the name of a header, the response keeps its own values of
/// that header, even if it has none.
#[cfg(any(feature = "poem", feature = "tower"))]
pub(super) fn replace_headers(headers: &mut HeaderMap, answer: &Response, is_own: impl Fn(&str, &HeaderMap) -> bool) {
    // Inserting into the old map would change the order of the headers.
    let mut all = HeaderMap::new();
    for (name, value) in &header_map(answer) {
        if !is_own(name.as_str(), headers) {
            all.append(name, value.clone());
        }
    }
    for (name, value) in headers.iter() {
        let describes_body = crate::middleware::BODY_HEADERS.contains(&name.as_str());
        if is_own(name.as_str(), headers) || !describes_body && !all.contains_key(name) {
            all.append(name, value.clone());
        }
    }
    *headers = all;
}
/// Adds the id of the request to the headers of its response, if the id is a valid header value.
#[cfg(any(feature = "poem", feature = "tonic", feature = "tower"))]
pub(super) fn send_id<E: CatalogError>(middleware: &Middleware<E>, headers: &mut HeaderMap, context: &OwnedContext) {
    if let Some((name, id)) = middleware.id_header(context).and_then(|(name, id)| header(name, id)) {
        headers.insert(name, id);
    }
}

/// Starts the exchange of a request, and puts the context into the request's extensions for handlers. An inner
/// middleware finds the observer there.
#[cfg(any(feature = "tonic", feature = "tower"))]
pub(super) fn start<E: CatalogError, B>(middleware: &Middleware<E>, request: &mut http::Request<B>) -> Exchange {
    let header = |name: &str| request.headers().get(name)?.to_str().ok();
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
        self.get_all(name).iter().map(HeaderValue::as_bytes)
    }
}
