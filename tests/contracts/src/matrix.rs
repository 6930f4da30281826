//! Matrix: <https://spec.matrix.org/v1.13/client-server-api/#standard-error-response>.

use std::time::Duration;

use self::errors::Error;
use crate::Case;

#[error_catalog::error_catalog("matrix/errors.toml")]
pub mod errors {}

/// The documented responses.
#[must_use]
pub fn cases() -> Vec<Case<Error>> {
    vec![
        Case::new("m_limit_exceeded", Error::m_limit_exceeded(Duration::from_secs(2))),
        Case::new("m_unknown_token", Error::m_unknown_token(true)),
        Case::new("m_unrecognized", Error::m_unrecognized(404)),
        Case::new("m_unrecognized", Error::m_unrecognized(405)),
        Case::new("m_missing_token", Error::m_missing_token()),
    ]
}
