//! An application whose own code breaks no lint.

/// The form with a module.
#[problems::error_catalog(crate = "::problems")]
pub mod errors {}

#[problems::error_catalog(crate = "::problems")]
mod unused {}

/// The form with an enum.
#[problems::error_catalog(crate = "::problems")]
#[derive(Clone)]
pub enum ApiError {}

#[problems::error_catalog(crate = "::problems")]
enum Private {}
