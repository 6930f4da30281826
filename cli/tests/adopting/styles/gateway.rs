//! The errors of a gateway, with generic types in the fields.

use std::collections::BTreeSet;
use std::convert::Infallible;
use std::sync::{Arc, Mutex};

use axum::response::{IntoResponse, Response};

/** A page of results. */
#[derive(Debug)]
pub struct Page<T, const N: usize>(pub [T; N]);

pub type Shared<T> = Arc<Mutex<T>>;

#[derive(thiserror::Error, Debug)]
#[error("the backend {name} failed")]
pub struct BackendError {
    name: &'static str,
    #[source]
    cause: Option<Box<dyn std::error::Error + Send + Sync + 'static>>,
}

#[rustfmt::skip]
#[derive(thiserror::Error, Debug)]
pub enum GatewayError {
    /** The route — `ß` — is unknown. */
    #[error(r#"route "{route}" is unknown"#)] UnknownRoute { route: &'static str, known: BTreeSet<&'static str> },
    #[error("backend: {source}")]
    Backend { #[from] source: BackendError },
    #[error("page {{{}}} is wrong", .0.0.len())] Page(Page<u8, 4>),
    #[error("never")] Never(Infallible, Shared<Vec<u8>>),
    #[error("timeout after {}ms", timeout.as_millis())]
    Timeout { timeout: std::time::Duration, pub_id: i128 },
    #[error("{0}")]
    Text(std::borrow::Cow<'static, str>),
    #[error("IPv4 {0} or port {1} is blocked")]
    Blocked(std::net::Ipv4Addr, u16),
}

macro_rules! statuses {
    ($($variant:ident => $status:literal,)*) => {
        impl GatewayError {
            pub const ALL: &'static [(&'static str, u16)] = &[$((stringify!($variant), $status),)*];
        }
    };
}

statuses! {
    UnknownRoute => 404,
    Timeout => 504,
}

impl GatewayError {
    pub fn status(&self) -> u16 {
        match self {
            Self::UnknownRoute { .. } => 404,
            Self::Timeout { .. } => 504,
            Self::Page(_) | Self::Text(_) | Self::Blocked(..) => 400,
            Self::Backend { .. } | Self::Never(..) => 502,
        }
    }
}

impl IntoResponse for GatewayError {
    fn into_response(self) -> Response {
        use axum::http::StatusCode;

        let status = StatusCode::from_u16(self.status()).unwrap_or(StatusCode::BAD_GATEWAY);
        (status, self.to_string()).into_response()
    }
}

pub fn route(name: &'static str) -> Result<u16, GatewayError> {
    match name {
        "" => Err(GatewayError::UnknownRoute { route: name, known: BTreeSet::new() }),
        "slow" => Err(BackendError { name, cause: None })?,
        _ => Ok(GatewayError::ALL.len() as u16),
    }
}
