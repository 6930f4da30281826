//! The Rust that the attribute generates, as a separate file.

use error_catalog_codegen::rust::{RustOptions, render_rust};
use error_catalog_model::Catalog;

use crate::text::notice;

/// The content of a module: `#[rustfmt::skip] mod errors;` includes it.
pub(crate) fn render_rust_file(catalog: &Catalog) -> String {
    format!("// {}\n\n{}", notice(catalog), render_rust(catalog, &RustOptions::for_module()))
}
