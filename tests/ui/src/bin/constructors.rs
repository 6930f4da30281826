//! Calls of a constructor with wrong arguments.

#[error_catalog::error_catalog]
pub mod errors {}

fn main() {
    let _ = errors::Error::user_not_found("usr_1", "example.com");
    let _ = errors::Error::user_not_found();
    let _ = errors::Error::user_not_found(1);
}
