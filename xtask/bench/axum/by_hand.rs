//! The same server by hand, in two shapes: the handler returns the id of the request with the error, or a layer adds
//! the id to the response of each error.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use tracing::Level;

use super::{Errors, succeed};
use crate::errors::theirs_with_fields;
use crate::theirs::Error;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

type Shared = State<Arc<Errors<Error>>>;

/// An error, and the id of the request.
struct Failure(Error, Option<HeaderValue>);

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let Self(error, id) = self;
        log(&error, id.as_ref().and_then(|id| id.to_str().ok()));
        let mut response = respond(&error);
        if let Some(id) = id {
            response.headers_mut().insert(REQUEST_ID, id);
        }
        response
    }
}

/// An error that a layer logs.
struct Logged(Error);

impl IntoResponse for Logged {
    fn into_response(self) -> Response {
        let mut response = respond(&self.0);
        response.extensions_mut().insert(Arc::new(self.0));
        response
    }
}

/// Returns a valid id only, because the id goes into the log.
fn id_of(headers: &HeaderMap) -> Option<HeaderValue> {
    let id = headers.get(REQUEST_ID)?;
    let valid = |byte: &u8| byte.is_ascii_alphanumeric() || b"-._~".contains(byte);
    ((1..=128).contains(&id.len()) && id.as_bytes().iter().all(valid)).then(|| id.clone())
}

fn respond(error: &Error) -> Response {
    let mut body = Vec::with_capacity(256);
    error.write_body(&mut body);
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = StatusCode::from_u16(error.code().status()).unwrap_or_default();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}

fn log(error: &Error, id: Option<&str>) {
    let status = error.code().status();
    macro_rules! event {
        ($level:ident) => {
            tracing::event!(
                target: "error_catalog",
                Level::$level,
                "error.type" = %error.code(),
                "http.response.status_code" = status,
                request_id = id,
                "error.fields" = ?error,
                "{error}",
            )
        };
    }
    match status {
        500.. => event!(ERROR),
        401 | 403 | 429 => event!(WARN),
        _ => event!(INFO),
    }
}

pub fn in_handler() -> Router {
    async fn fail(State(errors): Shared, headers: HeaderMap) -> Result<String, Failure> {
        Err(Failure(errors.next(), id_of(&headers)))
    }

    Router::new().route("/orders/{id}", get(fail)).with_state(Errors::new(theirs_with_fields(2)))
}

pub fn in_layer() -> Router {
    async fn fail(State(errors): Shared) -> Result<String, Logged> {
        Err(Logged(errors.next()))
    }

    async fn add_id(request: Request, next: Next) -> Response {
        let id = id_of(request.headers());
        let mut response = next.run(request).await;
        if let Some(error) = response.extensions().get::<Arc<Error>>() {
            log(error, id.as_ref().and_then(|id| id.to_str().ok()));
        }
        if let Some(id) = id {
            response.headers_mut().insert(REQUEST_ID, id);
        }
        response
    }

    let app = Router::new().route("/orders/{id}", get(fail)).route("/health", get(succeed)).layer(from_fn(add_id));
    app.with_state(Errors::new(theirs_with_fields(2)))
}
