//! The REST guidelines of Azure: <https://github.com/microsoft/api-guidelines/blob/vNext/azure/Guidelines.md>.

use error_catalog::Violations;

use self::errors::{Error, Violation};
use crate::Case;

#[error_catalog::error_catalog("azure/errors.toml")]
pub mod errors {}

/// The documented responses.
#[must_use]
pub fn cases() -> Vec<Case<Error>> {
    let mut violations = Violations::new();
    violations.add("PhoneNumber", Violation::null_value("Phone number"));
    violations.add("LastName", Violation::null_value("Last name"));
    violations.add("Address", Violation::malformed_value("Address"));
    vec![
        Case::new("bad_argument", Error::bad_argument("ContactInfo", violations)),
        Case::new("password_reused", Error::password_reused("password")),
    ]
}
