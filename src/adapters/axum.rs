//! Conversions of errors into responses of axum. The middleware for axum is a [layer of tower](super::tower).

use core::mem::take;

use axum_core::body::Body;
use axum_core::response::Response;
use bytes::Bytes;
use error_catalog_wire::Context;

use super::carried::carry;
use super::http::response_head;
use super::written::Written;
use crate::error::CatalogError;
use crate::render::respond;

/// The response of an error before the middleware adds the context. The response's extensions contain the error.
pub fn axum_response(error: impl CatalogError + Send + Sync) -> Response {
    let mut answer = respond(&error, &Context::new());
    let body = Bytes::from(take(&mut answer.body));
    let response = response_head(&answer);
    let written = Written::new(answer, body.len(), Some(body.clone()));
    carry(error, written, response.map(|()| Body::from(body)))
}
