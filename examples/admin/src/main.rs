//! Answers as the admin API does: every response has the request's id, and debugging data where it is switched on.

#![forbid(unsafe_code)]

use std::time::Duration;

use error_catalog::{CatalogError, Context, Json, Violations};

/// Everything in here comes from the catalog.
#[error_catalog::error_catalog("errors.toml")]
pub mod errors {}

use errors::Error;

fn main() {
    let context = Context::new().request_id("req_abc123xyz");
    let violations = Violations::new().with("email", "Please enter a valid email address");
    for error in [
        Error::user_not_found(),
        Error::not_found("import"),
        Error::rate_limit_exceeded(Duration::from_secs(60)),
        Error::validation_error(violations.clone()),
    ] {
        println!("{}\n", error.to_response(&context));
    }

    let debug = Json::object([("stack_trace", Json::from("...")), ("request_body", Json::Object(Vec::new()))]);
    println!("{}", Error::validation_error(violations).to_response(&context.debug(&debug)));
}
