//! FastAPI, with the violations of Pydantic: <https://fastapi.tiangolo.com/tutorial/handling-errors/>.

use error_catalog::{Json, Violations};

use self::errors::{Error, Violation};
use crate::Case;

#[error_catalog::error_catalog("fastapi/errors.toml")]
pub mod errors {}

/// The documented responses.
#[must_use]
pub fn cases() -> Vec<Case<Error>> {
    let one = |member: &str, location: &'static str, violation: Violation| {
        let mut violations = Violations::new();
        violations.add(member, violation.with_location(location));
        Error::invalid_request(violations)
    };
    vec![
        Case::new("invalid_request", one("/item_id", "path", Violation::int_parsing(Json::from("foo")))),
        Case::new("invalid_request", one("/needy", "query", Violation::missing(None))),
        Case::new("invalid_request", one("/items/0/size", "body", Violation::greater_than_equal(Json::from(0_u8), 1))),
        Case::new("item_not_found", Error::item_not_found()),
        Case::new("method_not_allowed", Error::method_not_allowed("GET")),
        Case::new("not_authenticated", Error::not_authenticated()),
    ]
}
