//! Conversions of errors into responses of axum. The middleware for axum is a [layer of tower](super::tower).

use alloc::sync::Arc;
use core::mem::take;

use axum_core::body::Body;
use axum_core::response::Response;
use error_catalog_wire::Context;

use super::carried::carry;
use super::http::empty_response;
use super::written::{Written, owned_bytes};
use crate::error::CatalogError;
use crate::render::respond;

/// The response of an error before the middleware adds the context. The response's extensions contain the error.
pub fn axum_response(error: impl CatalogError + Send + Sync) -> Response {
    let mut answer = respond(&error, &Context::new());
    let body = Arc::new(take(&mut answer.body));
    let response = empty_response(&answer);
    let written = Written::new(answer, body.len(), Some(&body));
    carry(error, written, response.map(|()| Body::from(owned_bytes(body))))
}
