//! The errors of an order service, with thiserror and many types of fields.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::num::NonZeroU32;
use std::path::PathBuf;
use std::time::Duration;

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::{Value, json};
use thiserror::Error;
use uuid::Uuid;

pub type Result<T> = std::result::Result<T, OrderError>;

/// A number of cents.
#[derive(Clone, Copy, Debug)]
pub struct Cents(pub i64);

impl std::fmt::Display for Cents {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{:02}", self.0 / 100, self.0 % 100)
    }
}

#[derive(Clone, Copy, Debug, Serialize)]
pub enum State {
    Open,
    Paid,
}

#[derive(Debug)]
pub struct FieldError {
    pub name: &'static str,
}

/// Everything that can go wrong with an order.
#[derive(
    Debug, // for the log
    Error,
)]
#[non_exhaustive]
pub enum OrderError {
    /// Nobody has placed this order.
    #[error("order {id} does not exist")]
    NotFound { id: Uuid },
    #[error("order {0} was placed at {1}, which is {2:?} ago")]
    Late(Uuid, DateTime<Utc>, Duration),
    #[error("expected state {expected:?}, found {found:?}")]
    State { expected: State, found: State },
    #[error("{missing} is missing (of {total}, limit {limit})")]
    Price { missing: Cents, total: Cents, limit: NonZeroU32, currency: Cow<'static, str> },
    #[error("the stock is too low")]
    Stock { stock: HashMap<String, u32>, wanted: Vec<(Uuid, u32)>, note: Option<String>, at: Option<Duration> },
    #[error("cannot read {path}")]
    Template { path: PathBuf, #[source] cause: std::io::Error },
    #[error("cannot write {}: {source}", path.display())]
    Receipt { path: PathBuf, source: std::io::Error },
    #[error("{} fields are invalid", .0.len())]
    Invalid(Vec<FieldError>),
    #[error("field {} is invalid", .0.name)]
    Field(FieldError),
    #[error("upstream answered {status}: {body}")]
    Upstream { status: u16, body: Value },
    #[error("tags: {tags:?} ({extra:?})")]
    Tags { tags: Vec<String>, extra: BTreeMap<String, String> },
    #[error(transparent)]
    Io(#[from] std::io::Error),
    #[error(transparent)]
    Other(#[from] anyhow::Error),
}

impl OrderError {
    fn http_status(&self) -> StatusCode {
        match self {
            Self::NotFound { .. } => StatusCode::NOT_FOUND,
            Self::Late(..) | Self::State { .. } => StatusCode::CONFLICT,
            Self::Price { .. } | Self::Stock { .. } => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Invalid(_) | Self::Field(_) | Self::Tags { .. } => StatusCode::BAD_REQUEST,
            Self::Upstream { .. } => StatusCode::BAD_GATEWAY,
            Self::Template { .. } | Self::Receipt { .. } | Self::Io(_) | Self::Other(_) => {
                StatusCode::INTERNAL_SERVER_ERROR
            }
        }
    }
}

impl IntoResponse for OrderError {
    fn into_response(self) -> Response {
        (self.http_status(), Json(json!({ "error": self.to_string() }))).into_response()
    }
}

pub fn find(id: Uuid) -> Result<u32> {
    let text = std::fs::read_to_string("orders")?;
    let number = text.parse().map_err(anyhow::Error::new)?;
    if number == 0 { Err(OrderError::NotFound { id }) } else { Ok(number) }
}
