//! The errors of a service whose responses hide the texts of `Display`, next to the errors of its storage.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::json;
use thiserror::Error;

#[derive(Debug, Error)]
pub enum StorageError {
    #[error("the pool is empty")]
    Busy,
    #[error("row {0} does not exist")]
    Missing(u64),
}

pub struct Host(String);

impl std::fmt::Display for Host {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::fmt::Debug for Host {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

#[derive(Debug, Error)]
pub enum AnswerError {
    #[error("connect to {url} failed after {tries:?} tries")]
    Connect { url: String, tries: Option<u32>, pool: &'static str },
    #[error("{0} does not answer on {1}")]
    Silent(Host, u16),
    #[error("storage: {0}")]
    Storage(#[from] StorageError),
    #[error("bad request: {0}")]
    BadRequest(String),
}

impl IntoResponse for AnswerError {
    fn into_response(self) -> Response {
        let (status, message) = match &self {
            Self::Connect { .. } | Self::Silent(..) => (StatusCode::BAD_GATEWAY, "internal error".to_owned()),
            Self::Storage(_) => (StatusCode::SERVICE_UNAVAILABLE, "try again later".to_owned()),
            Self::BadRequest(text) => (StatusCode::BAD_REQUEST, text.clone()),
        };
        (status, Json(json!({ "error": message }))).into_response()
    }
}
