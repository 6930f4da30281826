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
        let (headers, status) = (header_map(&response), status_code(&response));
        let mut converted = http::Response::new(B::from(response.body));
        *converted.status_mut() = status;
        *converted.headers_mut() = headers;
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

pub(crate) fn status_code(response: &Response) -> StatusCode {
    // A catalog has no other statuses than 400 to 599.
    StatusCode::from_u16(response.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

/// The headers of a response. What `http` refuses is left out; a catalog is held to the same rules as `http`, so that
/// there is no such header.
pub(crate) fn header_map(response: &Response) -> HeaderMap {
    let mut headers = HeaderMap::with_capacity(response.headers.len());
    for (name, value) in &response.headers {
        let header = (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_bytes(value.as_bytes()));
        if let (Ok(name), Ok(value)) = header {
            headers.append(name, value);
        }
    }
    headers
}

/// The context of a request. Handlers find it in the request.
#[cfg(any(feature = "tower", feature = "tonic"))]
pub(crate) fn make_context<E: CatalogError, B>(
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
pub(crate) fn hand_on<E: CatalogError, B>(
    middleware: &Middleware<E>,
    response: &mut http::Response<B>,
    context: OwnedContext,
) {
    if let Some((name, id)) = middleware.id_header(&context) {
        let header = (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_bytes(id.as_bytes()));
        if let (Ok(name), Ok(id)) = header {
            response.headers_mut().insert(name, id);
        }
    }
    response.extensions_mut().insert(context);
}
