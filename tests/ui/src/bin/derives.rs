//! Derives in the wrong place.

#[error_catalog::error_catalog(derive(Clone, PartialEq))]
pub mod argument {}

#[derive(Clone)]
#[error_catalog::error_catalog]
pub mod above {}

#[error_catalog::error_catalog]
pub mod none {}

fn main() {
    assert!(none::Error::user_not_found("x") == none::Error::user_not_found("x"));
}
