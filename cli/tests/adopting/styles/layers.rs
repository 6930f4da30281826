//! The errors of a repository layer, one of which is inside another.

use std::fmt;

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use thiserror::Error;

/// An error of the storage, which is not an error of the API.
#[derive(Debug, Error)]
#[error("row {row} is missing")]
pub(crate) struct StoreError {
    row: u64,
}

/// An id with a prefix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Prefixed(pub(crate) u64);

impl fmt::Display for Prefixed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "row_{}", self.0)
    }
}

#[derive(Debug, Error)]
pub(crate) enum LayerError {
    #[error("{id} (#{}) is locked by {by:?}", .id.0)]
    Locked { id: Prefixed, by: Option<Prefixed> },
    #[error("storage: {0}")]
    Store(#[from] StoreError),
    #[error("{kind} is not supported")]
    Unsupported { kind: String, r#type: Prefixed, code: u8 },
    #[error("cannot parse {text:?} at {at:?}: {source}")]
    Parse { text: String, at: std::ops::Range<usize>, source: std::num::ParseIntError },
    #[error("gone")]
    Gone,
}

impl From<&LayerError> for StatusCode {
    fn from(error: &LayerError) -> Self {
        match error {
            LayerError::Locked { .. } => StatusCode::LOCKED,
            LayerError::Store(_) => StatusCode::NOT_FOUND,
            LayerError::Unsupported { .. } => StatusCode::NOT_IMPLEMENTED,
            LayerError::Parse { .. } => StatusCode::BAD_REQUEST,
            LayerError::Gone => StatusCode::GONE,
        }
    }
}

impl IntoResponse for LayerError {
    fn into_response(self) -> Response {
        (StatusCode::from(&self), self.to_string()).into_response()
    }
}

pub(crate) fn parse(text: &str) -> Result<u64, LayerError> {
    let number = text.parse().map_err(|source| LayerError::Parse { text: text.to_owned(), at: 0..1, source })?;
    match number {
        0 => Err(StoreError { row: number })?,
        1 => Err(LayerError::Locked { id: Prefixed(number), by: None }),
        number => Ok(number),
    }
}
