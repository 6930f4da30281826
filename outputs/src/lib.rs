//! Renders a [`Catalog`](error_catalog_model::Catalog) as documents and code.
//!
//! [`registry`] lists the kinds of outputs, [`view`] derives data that several kinds need, [`check`] checks the
//! `[outputs]` of a catalog, and `build` writes the outputs to files. The default feature `files` adds `build`.
//! Renderers perform no I/O, and cannot fail.

#![forbid(unsafe_code)]

#[cfg(feature = "files")]
pub mod build;
// Only `build` reads the result of the checks.
#[cfg_attr(not(feature = "files"), expect(dead_code))]
pub mod check;
mod client;
pub mod command;
pub mod json;
mod json_schema;
pub mod markdown;
pub mod openapi;
mod python;
pub mod registry;
mod rust;
mod schema;
pub mod template;
#[cfg_attr(not(feature = "files"), expect(dead_code))]
mod text;
mod typescript;
pub mod vectors;
pub mod view;
