//! JSON:API, with an error object for each violation: <https://jsonapi.org/examples/#error-objects>.

use error_catalog::Violations;

use self::errors::{Error, Violation};
use crate::Case;

#[error_catalog::error_catalog("json-api/errors.toml")]
pub mod errors {}

/// The documented responses.
#[must_use]
pub fn cases() -> Vec<Case<Error>> {
    let mut violations = Violations::new();
    violations.add("/data/attributes/firstName", Violation::too_short());
    violations.add("/data/attributes/password", Violation::without_punctuation());
    violations.add("/data/attributes/password", Violation::different_confirmation());
    vec![Case::new("invalid_attributes", Error::invalid_attributes(violations))]
}
