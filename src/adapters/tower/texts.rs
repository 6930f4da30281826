//! The texts of rejections by axum's extractors and tower-http's layers.
//!
//! A layer sees only the response of a rejection, not the rejection's Rust type. The first words of the text
//! distinguish a rejection from the text of a handler. These words are in axum's documentation and tests.

use error_catalog_wire::RejectionCause::{self, Body, Form, Json, Path, Query};

use crate::middleware::rejection::Rejection;

/// The first words of each text, and the part of the request that was rejected.
const TEXTS: &[(&str, Option<RejectionCause>)] = &[
    ("Failed to deserialize the JSON body", Some(Json)),
    ("Failed to parse the request body as JSON", Some(Json)),
    ("Expected request with `Content-Type: application/json`", Some(Json)),
    ("Failed to deserialize query string", Some(Query)),
    ("Invalid URL: ", Some(Path)),
    ("Wrong number of path arguments for `Path`", Some(Path)),
    ("No paths parameters found for matched route", Some(Path)),
    ("Unsupported type `", Some(Path)),
    ("Invalid UTF-8 in `", Some(Path)),
    ("Failed to deserialize form", Some(Form)),
    ("Form requests must have `Content-Type: application/x-www-form-urlencoded`", Some(Form)),
    ("Invalid `boundary` for `multipart/form-data` request", Some(Form)),
    ("Request payload is too large", Some(Form)),
    ("Failed to buffer the request body", Some(Body)),
    ("Request body didn't contain valid UTF-8", Some(Body)),
    ("length limit exceeded", Some(Body)),
    ("Missing request extension", None),
    ("No matched path found", None),
    ("The matched route is not nested", None),
    ("Request method must be `", None),
    ("Connection header did not include 'upgrade'", None),
    ("`Upgrade` header did not include 'websocket'", None),
    ("`:protocol` pseudo-header did not include 'websocket'", None),
    ("`Sec-WebSocket-", None),
    ("WebSocket request couldn't be upgraded", None),
    ("Header of type `", None),
];

/// Tells a rejection by a framework from a text of the application.
pub(super) fn recognize(status: u16, text: &str) -> Rejection<'_> {
    if text.is_empty() {
        return Rejection::new(status, None, text);
    }
    match TEXTS.iter().find(|(start, _)| text.starts_with(start)) {
        Some((_, cause)) => Rejection::new(status, *cause, text),
        None => Rejection::own(status, text),
    }
}
