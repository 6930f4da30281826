//! Renders a separate file with the Rust code that the attribute would generate.

use error_catalog_codegen::rust::{RustOptions, render_compiled};

use crate::text::notice;
use crate::view::View;

/// Renders the content of a module. `#[rustfmt::skip] mod errors;` includes it.
pub(crate) fn render_rust_file(view: &View<'_>) -> String {
    let rust = render_compiled(view.catalog, view.programs(), &RustOptions::for_module());
    format!("// {}\n\n{rust}", notice(view.catalog))
}
