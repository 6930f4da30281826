//! Spring Boot's `DefaultErrorAttributes`:
//! <https://docs.spring.io/spring-boot/reference/web/servlet.html#web.servlet.spring-mvc.error-handling>.

use error_catalog::{OwnedContext, Timestamp};

use self::errors::Error;
use crate::Case;

#[error_catalog::error_catalog("spring/errors.toml")]
pub mod errors {}

/// The documented responses.
#[must_use]
pub fn cases() -> Vec<Case<Error>> {
    let at = |time: &str, path: &str| OwnedContext::new().timestamp(time.parse::<Timestamp>().unwrap()).instance(path);
    vec![
        Case::new("not_found", Error::not_found()).with(at("2024-01-22T10:30:00Z", "/users/7")),
        Case::new("internal_error", Error::internal_error()).with(at("2024-01-22T10:30:00.123Z", "/users")),
        Case::new("method_not_allowed", Error::method_not_allowed("GET")).with(at("2024-01-22T10:30:00Z", "/users")),
        Case::new("content_too_large", Error::content_too_large()).with(at("2024-01-22T10:30:00Z", "/users")),
    ]
}
