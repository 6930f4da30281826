//! Answers as `http::Response`.

use alloc::string::String;

use error_catalog_wire::Context;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};

use crate::Response;
use crate::error::respond;
use crate::row::Row;
#[cfg(any(feature = "tower", feature = "tonic"))]
use crate::{CatalogError, Middleware, OwnedContext, RequestHead};

/// Any body that can be text: that of axum and hyper's `Full<Bytes>` among them.
impl<B: From<String>> From<Response> for http::Response<B> {
    fn from(response: Response) -> Self {
        let mut converted = http::Response::new(B::from(response.body));
        *converted.status_mut() = status_code(response.status);
        for (name, value) in &response.headers {
            set_header(converted.headers_mut(), name, value);
        }
        converted
    }
}

/// The response of an error that no middleware has seen yet, with the error in its extensions.
pub fn http_response<B: From<String>>(error: impl Row + Send + Sync + 'static) -> http::Response<B> {
    let response = http::Response::from(respond(&error, &Context::new()));
    #[cfg(feature = "tower")]
    let response = super::tower::carry(error, response);
    response
}

pub(super) fn status_code(status: u16) -> StatusCode {
    // A catalog has no other statuses than 400 to 599.
    StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

/// Sets a header; one that `http` refuses is left out. No header of a catalog is, but an id that a client chose may be.
pub(super) fn set_header(headers: &mut HeaderMap, name: &str, value: &str) {
    let name = HeaderName::from_bytes(name.as_bytes());
    if let (Ok(name), Ok(value)) = (name, HeaderValue::from_bytes(value.as_bytes())) {
        headers.insert(name, value);
    }
}

/// Puts the headers of an answer among those of a response that has another body.
#[cfg(any(feature = "poem", feature = "tower"))]
pub(super) fn replace_headers(headers: &mut HeaderMap, answer: &Response) {
    for name in crate::middleware::BODY_HEADERS {
        headers.remove(name);
    }
    for (name, value) in &answer.headers {
        set_header(headers, name, value);
    }
}

/// The context of a request. Handlers find it in the request.
#[cfg(any(feature = "tower", feature = "tonic"))]
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

/// Sends the request's id in a response, and leaves the context there: a layer further out goes by the same id.
#[cfg(any(feature = "tower", feature = "tonic"))]
pub(super) fn hand_on<E: CatalogError, B>(
    middleware: &Middleware<E>,
    response: &mut http::Response<B>,
    context: OwnedContext,
) {
    if let Some((name, id)) = middleware.id_header(&context) {
        set_header(response.headers_mut(), name, id);
    }
    response.extensions_mut().insert(context);
}
