//! Two enums in one module, with the same broken catalog: the messages are only about the catalog.

#[error_catalog::error_catalog("broken.toml")]
pub enum ApiError {}

#[error_catalog::error_catalog("broken.toml")]
pub enum OtherError {}

fn main() {}
