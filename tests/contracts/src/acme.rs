//! ACME: [RFC 8555](https://www.rfc-editor.org/rfc/rfc8555), sections 6.5, 6.7.1 and 7.3.3.

use error_catalog::Violations;

use self::errors::{Error, Violation};
use crate::Case;

#[error_catalog::error_catalog("acme/errors.toml")]
pub mod errors {}

/// The documented responses.
#[must_use]
pub fn cases() -> Vec<Case<Error>> {
    let mut names = Violations::new();
    names.add("", Violation::malformed("dns", "_example.org"));
    names.add("", Violation::rejected_identifier("dns", "example.net"));
    let agreement = "https://example.com/acme/agreement/?token=W8Ih3PswD-8";
    let algorithms = vec!["ES256".to_owned(), "RS256".to_owned()];
    vec![
        Case::new("malformed", Error::malformed(403, names)),
        Case::new("user_action_required", Error::user_action_required(agreement)),
        Case::new("bad_nonce", Error::bad_nonce("oFvnlFP1wIhRlYS2jTaXbA")),
        Case::new("bad_signature_algorithm", Error::bad_signature_algorithm(algorithms)),
    ]
}
