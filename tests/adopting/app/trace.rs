//! The error of handlers: an [`ApiError`] with the places that it passed through.

use std::panic::Location;

use axum::response::{IntoResponse, Response};

use crate::error::ApiError;

pub(crate) type Result<T, E = AppError> = std::result::Result<T, E>;

/// An error, and the places in the source code that it passed through.
#[derive(Debug)]
pub(crate) struct AppError {
    error: ApiError,
    trace: Vec<&'static Location<'static>>,
}

impl<E: Into<ApiError>> From<E> for AppError {
    #[track_caller]
    fn from(error: E) -> Self {
        Self { error: error.into(), trace: vec![Location::caller()] }
    }
}

/// Logs the errors of the server with their traces. Clients see only the response of the [`ApiError`].
impl IntoResponse for AppError {
    fn into_response(self) -> Response {
        let Self { error, trace } = self;
        let logged = format!("{error:?}");
        let response = error.into_response();
        if response.status().is_server_error() {
            tracing::error!(error = logged, ?trace, "a request failed");
        }
        response
    }
}

/// Adds the current place to an error's trace.
pub(crate) trait ResultExt<T> {
    fn trace(self) -> Result<T>;
}

impl<T, E: Into<AppError>> ResultExt<T> for Result<T, E> {
    #[track_caller]
    fn trace(self) -> Result<T> {
        // A closure would be the caller itself.
        match self {
            Ok(value) => Ok(value),
            Err(error) => {
                let mut error: AppError = error.into();
                error.trace.push(Location::caller());
                Err(error)
            }
        }
    }
}
