//! Answers as the Voyager API does, with the catalog bound to an enum whose name is ours to choose.

#![forbid(unsafe_code)]

use error_catalog::{CatalogError, Context, Violations};

/// An error of the Voyager API.
#[error_catalog::error_catalog("errors.toml")]
pub enum ApiError {}

fn main() {
    let violations = Violations::new()
        .with("email", "This field is required.")
        .with("password", "Password must be at least 8 characters.");
    for error in [
        ApiError::not_found("Project"),
        ApiError::invalid_uuid("project", "project_id".to_owned()),
        ApiError::permission_denied(),
        ApiError::validation_failed(violations),
    ] {
        println!("{}\n", error.to_response(&Context::new()));
    }

    // Codes that clients or logs hand back are read by the generated table.
    assert_eq!("PERMISSION_DENIED".parse(), Ok(ApiErrorCode::PermissionDenied));
}
