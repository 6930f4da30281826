//! Conversions of answers into `http::Response`.

use alloc::string::String;
#[cfg(feature = "tower")]
use alloc::sync::Arc;

use error_catalog_wire::Context;
#[cfg(any(feature = "poem", feature = "tonic", feature = "tower"))]
use error_catalog_wire::OwnedContext;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};

#[cfg(any(feature = "poem", feature = "tonic", feature = "tower"))]
use crate::error::CatalogError;
#[cfg(any(feature = "poem", feature = "tonic", feature = "tower"))]
use crate::middleware::Middleware;
#[cfg(any(feature = "tonic", feature = "tower"))]
use crate::middleware::RequestHead;
use crate::render::respond;
use crate::response::Response;
use crate::row::Row;

/// Converts into a response with any body type that implements `From<String>`, such as axum's body and `Full<Bytes>`.
impl<B: From<String>> From<Response> for http::Response<B> {
    fn from(response: Response) -> Self {
        let headers = header_map(&response);
        let mut converted = http::Response::new(B::from(response.body));
        *converted.status_mut() = status_code(response.status);
        *converted.headers_mut() = headers;
        converted
    }
}

/// The response of an error before the middleware adds the context. The response's extensions contain the error.
pub fn http_response<B: From<String>>(error: impl Row + Send + Sync + 'static) -> http::Response<B> {
    let response = http::Response::from(respond(&error, &Context::new()));
    #[cfg(feature = "tower")]
    let response = carry(error, response);
    response
}

/// The error of a response, in the response's extensions, so that the middleware can write the response again with a
/// context.
#[cfg(feature = "tower")]
#[derive(Clone)]
pub(super) struct Carried(pub(super) Arc<dyn Row + Send + Sync>);

#[cfg(feature = "tower")]
fn carry<B>(error: impl Row + Send + Sync + 'static, mut response: http::Response<B>) -> http::Response<B> {
    response.extensions_mut().insert(Carried(Arc::new(error)));
    response
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
/// that describe the old body.
#[cfg(any(feature = "poem", feature = "tower"))]
pub(super) fn replace_headers(headers: &mut HeaderMap, answer: &Response) {
    // Inserting into the old map would change the order of the headers.
    let mut all = header_map(answer);
    for (name, value) in headers.iter() {
        let replaced = answer.headers.iter().any(|(own, _)| name == *own);
        if !replaced && !crate::middleware::BODY_HEADERS.contains(&name.as_str()) {
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

/// Makes the context of a request and puts it into the request's extensions for handlers.
#[cfg(any(feature = "tonic", feature = "tower"))]
pub(super) fn make_context<E: CatalogError, B>(
    middleware: &Middleware<E>,
    request: &mut http::Request<B>,
) -> OwnedContext {
    let header = |name: &str| request.headers().get(name)?.to_str().ok();
    let head = RequestHead::new(request.method().as_str(), request.uri().path(), &header);
    let context = middleware.make_context(&head);
    request.extensions_mut().insert(context.clone());
    context
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
