//! An application's own framework, which reexports error-catalog.

#![no_std]
#![forbid(unsafe_code)]

/// The only path to `error_catalog` for crates that use this framework.
pub mod reexported {
    pub use error_catalog as catalog;
}

/// `str`, under a name that is not shadowed.
pub type Text = str;
