//! Answers as LumoAuth does, with errors that were all made from `errors.toml`.

#![forbid(unsafe_code)]

use std::time::Duration;

use error_catalog::{CatalogError, Context, Json, Violations};

/// Everything in here comes from the catalog.
#[error_catalog::error_catalog("errors.toml")]
pub mod errors {}

use errors::{Code, Error};

/// The reference, which the build script has just brought up to date.
const REFERENCE: &str = include_str!("../docs/errors.md");

/// A handler returns the generated error like any other.
fn find_user(user_id: &str) -> Result<(), Error> {
    Err(Error::resource_not_found("User", Json::object([("user_id", user_id)])))
}

fn main() {
    println!("The catalog has {} errors:\n", Code::ALL.len());
    for code in Code::ALL {
        println!("  {} {}", code.status(), code.as_str());
    }

    println!("\nThree of them, as a client sees them:\n");
    let violations =
        Violations::new().with("email", "Invalid email format").with("password", "Must be at least 8 characters");
    let limited = Error::rate_limit_exceeded(Duration::from_secs(30), 100, 0);
    let failed = [find_user("usr_nonexistent"), Err(Error::validation_error(violations)), Err(limited)];
    for error in failed.into_iter().filter_map(Result::err) {
        println!("{}\n", error.to_response(&Context::new()));
    }

    println!("And what {}/docs/errors.md says of them:\n", env!("CARGO_MANIFEST_DIR"));
    let codes = REFERENCE.split("\n## ").find(|section| section.starts_with("Error codes"));
    println!("## {}", codes.unwrap_or_default().trim_end());
}
