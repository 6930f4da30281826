//! The resolved catalog as JSON, for tools in any language.

mod catalog;
mod error;
mod lifecycle;
mod template;
mod violation;

use error_catalog_codegen::program::pretty_json;

pub use self::catalog::{CatalogDocument, RetiredNumbersDocument};
pub use self::error::{
    DeprecatedDocument, ErrorDocument, FieldDocument, FromVariantsDocument, HeaderDocument, LifecycleDocument,
    PlaceDocument, ResponseDocument, RetryDocument, RustDocument, Seconds,
};
pub use self::violation::{RetiredViolationDocument, ViolationDocument, ViolationRustDocument};

use crate::view::View;

/// Whether a document contains what no response shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Internal {
    /// The document contains internal fields and internal messages.
    Shown,
    /// The document contains only what clients may know.
    LeftOut,
}

impl From<bool> for Internal {
    /// Converts the value of an option `internal`.
    fn from(shown: bool) -> Self {
        if shown { Self::Shown } else { Self::LeftOut }
    }
}

/// Renders the catalog as JSON with every default filled in, and the documented examples as a client receives them. The
/// document is indented by two spaces and ends in a line break. The bytes of the document depend only on the catalog.
#[must_use]
pub fn render_json(view: &View<'_>, internal: Internal) -> String {
    // This cannot fail because every key is a string.
    let compact = serde_json::to_string(&CatalogDocument::of(view, internal)).unwrap_or_default();
    pretty_json(&compact) + "\n"
}
