//! Test vectors: responses, and what a client must read from each of them.

mod changed;
mod conditions;
mod document;
mod examples;
mod expect;
mod identify;
mod places;
mod steps;
mod texts;
mod varied;
mod violations;
mod waits;

use error_catalog_codegen::program::pretty_json;

use self::changed::push_changed;
pub use self::document::VectorsDocument;
use self::examples::push_examples;
use self::expect::Reader;
use self::varied::push_varied;
use self::waits::push_waits;
use crate::text::notice;
use crate::view::View;

impl VectorsDocument {
    const VERSION: u32 = 1;

    /// Creates the vectors of a catalog.
    #[must_use]
    pub fn of(view: &View<'_>) -> Self {
        let reader = Reader::of(view);
        let mut cases = Vec::new();
        push_examples(&reader, &mut cases);
        push_varied(&reader, &mut cases);
        push_changed(&reader, &mut cases);
        push_waits(&reader, &mut cases);
        Self { comment: notice(view.catalog), version: Self::VERSION, cases }
    }
}

/// Renders the vectors.
#[must_use]
pub(crate) fn render_vectors(view: &View<'_>) -> String {
    // This cannot fail because every key is a string.
    let compact = serde_json::to_string(&VectorsDocument::of(view)).unwrap_or_default();
    pretty_json(&compact) + "\n"
}
