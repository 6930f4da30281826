//! What is made of a [`Catalog`](error_catalog_model::Catalog) for people and for other languages. No renderer does any
//! input or output, and none can fail; [`build`] alone reads and writes files.

#![forbid(unsafe_code)]

pub mod build;
pub mod json;
pub mod markdown;
mod text;
pub mod view;
