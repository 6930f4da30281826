//! Google APIs: <https://google.aip.dev/193>.

use error_catalog::Violations;

use self::errors::Error;
use crate::Case;

#[error_catalog::error_catalog("google/errors.toml")]
pub mod errors {}

/// The documented responses.
#[must_use]
pub fn cases() -> Vec<Case<Error>> {
    let unknown = "Invalid JSON payload received. Unknown name \"foo\": Cannot find field.";
    let size = "Invalid value at 'page_size' (TYPE_INT32), \"x\"";
    vec![
        Case::new("api_key_invalid", Error::api_key_invalid("translate.googleapis.com")),
        Case::new("bad_payload", Error::bad_payload(unknown, Violations::new().with("", unknown))),
        Case::new("bad_payload", Error::bad_payload(size, Violations::new().with("page_size", size))),
        Case::new(
            "resource_availability",
            Error::resource_availability(
                "us-east1-a",
                "e2-medium",
                "local-ssd=3,nvidia-t4=2",
                "us-central1-f,us-central1-c",
            ),
        ),
    ]
}
