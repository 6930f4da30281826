//! JSON:API, with error objects that contain a status: <https://jsonapi.org/examples/#error-objects>.

use error_catalog::Violations;

use self::errors::{Error, Violation};
use crate::Case;

#[error_catalog::error_catalog("json-api-status/errors.toml")]
pub mod errors {}

/// The documented responses.
#[must_use]
pub fn cases() -> Vec<Case<Error>> {
    let mut violations = Violations::new();
    violations.add("/data/attributes/firstName", Violation::invalid_attribute());
    vec![Case::new("invalid_attributes", Error::invalid_attributes(violations))]
}
