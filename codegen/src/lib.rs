//! The back ends of [error-catalog](https://docs.rs/error-catalog): a [`Catalog`](error_catalog_model::Catalog) in,
//! text out. None of them does any input or output, and none can fail.
//!
//! [`build()`] is the door for build scripts, and [`Folder`] is how every door reads a catalog's files.

#![forbid(unsafe_code)]

#[cfg(feature = "build")]
pub mod build;
pub mod escape;
mod folder;
pub mod json;
pub mod markdown;
pub mod program;
pub mod rust;

#[cfg(feature = "build")]
pub use crate::build::build;
pub use crate::folder::Folder;
