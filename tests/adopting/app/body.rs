//! Bodies of requests.

use serde::de::DeserializeOwned;

use crate::error::ApiError;

/// The maximum size of a JSON body, in bytes.
const MAX_JSON: usize = 64 * 1024;

/// Parses a body as JSON.
pub(crate) fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, ApiError> {
    check_size(bytes, MAX_JSON)?;
    Ok(serde_json::from_slice(bytes)?)
}

/// The body as text.
pub(crate) fn parse_text(bytes: &[u8], limit: usize) -> Result<&str, ApiError> {
    check_size(bytes, limit)?;
    let text = std::str::from_utf8(bytes);
    let text = text.map_err(|error| ApiError::BadRequest(format!("the body is not UTF-8: {error}")))?;
    if text.contains('\0') { Err(ApiError::BadRequest("the body contains NUL".to_owned())) } else { Ok(text) }
}

pub(crate) fn check_size(bytes: &[u8], limit: usize) -> Result<(), ApiError> {
    if bytes.len() <= limit {
        return Ok(());
    }
    let size = |length: usize| u64::try_from(length).unwrap_or(u64::MAX);
    Err(ApiError::TooLarge { size: size(bytes.len()), limit: size(limit) })
}

/// The value of a field that must be there.
pub(crate) fn require<T>(name: &'static str, value: Option<T>) -> Result<T, ApiError> {
    value.ok_or_else(|| ApiError::MissingFields { fields: vec![name] })
}

/// Collects the fields that are missing, so that a client learns about all of them at once.
#[derive(Default)]
pub(crate) struct Missing(Vec<&'static str>);

impl Missing {
    /// The value of a field, or a default if the field is missing.
    pub(crate) fn take<T: Default>(&mut self, name: &'static str, value: Option<T>) -> T {
        value.unwrap_or_else(|| {
            self.0.push(name);
            T::default()
        })
    }

    pub(crate) fn check(self) -> Result<(), ApiError> {
        if self.0.is_empty() { Ok(()) } else { Err(ApiError::MissingFields { fields: self.0 }) }
    }
}
