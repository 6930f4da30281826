//! Errors of other catalogs that an error contains.

use crate::error::CatalogError;
use crate::row::Row;
use crate::source::Source;

/// Returns the contained error of another catalog, if the source is an error of this type.
#[must_use]
pub fn nested<E: CatalogError + 'static>(source: &Source) -> Option<&dyn Row> {
    source.downcast_ref::<E>().map(as_row)
}

/// The contained error, in an enum that the application wrote.
pub fn as_row<E: CatalogError>(error: &E) -> &dyn Row {
    error
}
