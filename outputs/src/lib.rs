//! Documents and code made from a [`Catalog`](error_catalog_model::Catalog), for people and for other languages.
//!
//! [`registry`] lists the kinds of outputs, [`check`] checks a catalog's `[outputs]` against it, and [`build`] writes
//! them. Renderers do no input or output and cannot fail.

#![forbid(unsafe_code)]

pub mod build;
pub mod check;
pub mod json;
pub mod markdown;
pub mod registry;
mod rust;
mod text;
pub mod view;
