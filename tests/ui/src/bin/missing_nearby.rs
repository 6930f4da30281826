//! A file that does not exist, in a folder that exists.

#[error_catalog::error_catalog("catalogs/parts/user.toml")]
pub enum ApiError {}

fn main() {}
