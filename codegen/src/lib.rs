//! Renders a [`Catalog`](error_catalog_model::Catalog) as Rust for the attribute, and renders its examples as responses
//! for documents. Rendering performs no I/O, and cannot fail.
//!
//! The attribute, build scripts and the command line read the files of a catalog through [`Folder`].

#![forbid(unsafe_code)]

mod base;
pub mod bound;
pub mod escape;
mod folder;
mod groups;
#[cfg(feature = "parse")]
pub mod parse;
pub mod program;
mod read;
pub mod rust;

pub use crate::base::{Base, Reference};
pub use crate::folder::{Folder, follow_links};
pub use crate::read::{MAX_SIZE, read_file, read_input, read_text};
