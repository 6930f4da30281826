//! The validation problems of ASP.NET Core: <https://learn.microsoft.com/aspnet/core/web-api/#default-badrequest-response>.

use error_catalog::{OwnedContext, Violations};

use self::errors::Error;
use crate::Case;

#[error_catalog::error_catalog("aspnet/errors.toml")]
pub mod errors {}

/// The documented responses.
#[must_use]
pub fn cases() -> Vec<Case<Error>> {
    let traced = || OwnedContext::new().request_id("00-84c1fd4063c38d9f3900d06e56542d48-85d1d4-00");
    let person = Violations::new()
        .with("Name", "The Name field is required.")
        .with("Email", "The Email field is required.")
        .with("Email", "The Email field is not a valid e-mail address.");
    let age =
        "The JSON value could not be converted to System.Int32. Path: $.age | LineNumber: 0 | BytePositionInLine: 12.";
    vec![
        Case::new("validation_failed", Error::validation_failed(person)).with(traced()),
        Case::new("validation_failed", Error::validation_failed(Violations::new().with("$.age", age))),
        Case::new("not_found", Error::not_found(None::<String>)).with(traced()),
        Case::new("internal_error", Error::internal_error()),
    ]
}
