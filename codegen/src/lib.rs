//! The back ends of [error-catalog](https://docs.rs/error-catalog): a [`Catalog`](error_catalog_model::Catalog) in,
//! text out. None of them does any input or output, and none can fail.
//!
//! [`build`] is the door for build scripts.

#![forbid(unsafe_code)]

pub mod build;
pub mod json;
pub mod markdown;
pub mod program;
pub mod rust;
