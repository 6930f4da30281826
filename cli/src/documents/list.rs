//! The document of `list --format json`.

use error_catalog_outputs::json::ErrorDocument;
#[cfg(feature = "schema")]
use schemars::JsonSchema;
use serde::Serialize;

use super::FormatVersion;

/// The errors that match the filters.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
pub(crate) struct ListDocument<'a> {
    pub(crate) format_version: FormatVersion,
    /// The catalog's main file, as the user wrote it.
    pub(crate) catalog: &'a str,
    /// The errors, in the order of the catalog.
    pub(crate) errors: Vec<ErrorDocument<'a>>,
}
