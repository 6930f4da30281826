//! The resolved catalog as JSON, for tools in other languages.

mod catalog;
mod error;
mod template;

use error_catalog_codegen::program::pretty_json;
use error_catalog_model::Catalog;

pub use self::catalog::CatalogDocument;
pub use self::error::{
    DeprecatedDocument, ErrorDocument, FieldDocument, HeaderDocument, LifecycleDocument, PlaceDocument,
    ResponseDocument, RetryDocument, RustDocument, Seconds,
};

use crate::view::View;

/// The catalog as JSON with every default filled in, and the documented examples as a client receives them. It is
/// indented by two spaces and ends in a line break; the same catalog gives the same bytes.
#[must_use]
pub fn render_json(catalog: &Catalog) -> String {
    // Every key is a string, so this cannot fail.
    let compact = serde_json::to_string(&CatalogDocument::of(&View::of(catalog))).unwrap_or_default();
    pretty_json(&compact) + "\n"
}
