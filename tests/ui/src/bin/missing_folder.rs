//! A folder that does not exist.

#[error_catalog::error_catalog("config/api/errors.toml")]
pub mod errors {}

fn main() {}
