//! A [`Catalog`](error_catalog_model::Catalog) as Rust, for the attribute and for everything that shows what it makes.
//! Nothing here but [`Folder`] does any input or output, and no back end can fail.
//!
//! [`Folder`] is how the attribute, build scripts and the command line read a catalog's files.

#![forbid(unsafe_code)]

pub mod escape;
mod folder;
pub mod program;
pub mod rust;

pub use crate::folder::Folder;
