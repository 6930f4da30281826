//! Debugging data for developers who send `X-Debug: true`.

use std::backtrace::Backtrace;
use std::time::SystemTime;

use axum::body::{Bytes, to_bytes};
use axum::extract::Request;
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use error_catalog::{Json, OwnedContext, Timestamp};

/// The largest body that debugging data repeats.
const LIMIT: usize = 64 * 1024;

/// Adds debugging data to the extensions of a response. If it is the response of an error, the catalog's middleware
/// writes the data to the slot `{debug}` of the body.
pub(crate) async fn explain(request: Request, next: Next) -> Response {
    if request.headers().get("x-debug").is_none_or(|value| value != "true") {
        return next.run(request).await;
    }
    let (head, body) = request.into_parts();
    let Ok(body) = to_bytes(body, LIMIT).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    let mut response = next.run(Request::from_parts(head, body.clone().into())).await;
    let context = OwnedContext::new().debug(describe(&body));
    response.extensions_mut().insert(context);
    response
}

fn describe(body: &Bytes) -> Json {
    let request_body = serde_json::from_slice(body);
    let request_body = request_body.unwrap_or_else(|_| Json::String(String::from_utf8_lossy(body).into_owned()));
    Json::object([
        ("stack_trace", Json::String(Backtrace::force_capture().to_string())),
        ("request_body", request_body),
        ("timestamp", Json::String(Timestamp::from(SystemTime::now()).to_string())),
    ])
}
