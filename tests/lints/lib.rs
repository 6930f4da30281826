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

/// An enum that the application wrote.
#[problems::error_catalog(crate = "::problems", partial)]
#[derive(Clone)]
#[non_exhaustive]
pub enum Bound {
    /// A different key.
    #[key("user_0_gone")]
    Gone(#[internal] u8),
    /// A source.
    UserB(#[from] problems::ParseUuidError),
    /// A deprecated error.
    UserC,
    /// A field that only Rust has.
    UserD {
        /// The holder.
        #[internal]
        holder: u8,
        /// The text.
        #[display]
        text: problems::Uuid,
        /// The violations.
        violations: problems::Violations,
    },
    /// A different variant for the same error, with a type that cannot be constructed.
    #[key("user_e")]
    UserDa {
        /// The text.
        text: &'static str,
        /// More text.
        more: Option<String>,
    },
    /// A different variant for the same error, which may not exist.
    #[cfg(not(windows))]
    #[key("user_e")]
    UserDb(&'static str, Option<String>),
    /// An error that the catalog names for a status.
    UserE(String, Option<String>),
    /// An error with several statuses.
    UserF {
        /// The status.
        #[status]
        number: u16,
        /// The text.
        text: String,
    },
}
