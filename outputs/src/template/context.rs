//! The values that a template can use.

use error_catalog_codegen::program::literal_json;
use error_catalog_model::Literal;
use error_catalog_wire::Json;
use serde::Serialize;

use crate::json::{CatalogDocument, Internal};
use crate::text::notice;
use crate::view::View;

/// The context of a template.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "TemplateContext"))]
pub struct ContextDocument<'a> {
    /// The version of the context. A version adds members, but neither removes members nor changes their meaning.
    version: u32,
    /// The text that marks a file as generated. One of the first two lines of an output must contain this text.
    notice: String,
    /// The catalog, as `render json` prints it: without internal fields and internal messages.
    catalog: CatalogDocument<'a>,
    /// The table `options` of the output.
    #[cfg_attr(feature = "schema", schemars(with = "serde_json::Map<String, serde_json::Value>"))]
    options: Json,
}

impl<'a> ContextDocument<'a> {
    const VERSION: u32 = 1;

    /// Creates the context of a template with these options.
    #[must_use]
    pub fn of(view: &View<'a>, options: &[(String, Literal)]) -> Self {
        Self {
            version: Self::VERSION,
            notice: notice(view.catalog),
            catalog: CatalogDocument::of(view, Internal::LeftOut),
            options: Json::object(options.iter().map(|(name, value)| (name.as_str(), literal_json(value)))),
        }
    }
}
