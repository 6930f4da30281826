//! The REST API of GitHub:
//! <https://docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api> and
//! <https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api>.

use std::time::Duration;

use error_catalog::{Timestamp, Violations};

use self::errors::{Error, Violation};
use crate::Case;

#[error_catalog::error_catalog("github/errors.toml")]
pub mod errors {}

/// The documented responses.
#[must_use]
pub fn cases() -> Vec<Case<Error>> {
    let mut violations = Violations::new();
    violations.add("title", Violation::missing_field("Issue"));
    let reset = Timestamp::from_unix(1_372_700_873, 0);
    vec![
        Case::new("bad_json", Error::bad_json()),
        Case::new("bad_credentials", Error::bad_credentials()),
        Case::new("not_found", Error::not_found()),
        Case::new("validation_failed", Error::validation_failed(violations)),
        Case::new("rate_limited", Error::rate_limited(403, 1_u64, 5000_u32, reset)),
        Case::new("secondary_limit", Error::secondary_limit(Duration::from_secs(60))),
    ]
}
