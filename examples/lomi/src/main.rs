//! Answers as lomi. does: no code is sent, so clients read the title and the details.

#![forbid(unsafe_code)]

use error_catalog::{CatalogError, Context};

/// Everything in here comes from the catalog.
#[error_catalog::error_catalog("errors.toml")]
pub mod errors {}

use errors::Error;

fn main() {
    for error in [
        Error::missing_required_field("url"),
        Error::webhook_not_found("wh_1f2e"),
        Error::rate_limit_exceeded(),
        Error::database_error(),
    ] {
        // The code is on no wire, but logs know it.
        println!("# {}\n{}\n", error.code(), error.to_response(&Context::new()));
    }
}
