//! A type in `from-catalog` that is not an error of a catalog.

#[error_catalog::error_catalog("foreign.toml")]
pub mod errors {}

fn main() {}
