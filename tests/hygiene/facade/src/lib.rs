//! What an application's own framework may look like.

#![no_std]
#![forbid(unsafe_code)]

/// The way to `error_catalog` from here on.
pub mod reexported {
    pub use error_catalog as catalog;
}

/// Text, under a name that nobody shadows.
pub type Text = str;
