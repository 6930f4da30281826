//! Renders a [`Catalog`](error_catalog_model::Catalog) as documents and code.
//!
//! [`registry`] lists the kinds of outputs, [`view`] derives what they have in common, [`check`] checks a catalog's
//! `[outputs]`, and [`build`] writes them. Renderers do no IO and cannot fail.

#![forbid(unsafe_code)]

pub mod build;
pub mod check;
pub mod json;
pub mod markdown;
pub mod registry;
mod rust;
mod text;
pub mod view;
