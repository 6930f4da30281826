//! The JSON Schemas of the documents.

use error_catalog_outputs::json::CatalogDocument;
use error_catalog_outputs::template::ContextDocument;
use error_catalog_outputs::vectors::VectorsDocument;
use schemars::generate::SchemaSettings;
use schemars::transform::{Transform, transform_subschemas};
use schemars::{JsonSchema, Schema};
use serde_json::{Map, Value};

use super::check::CheckDocument;
use super::diff::DiffDocument;
use super::explain::ExplainDocument;
use super::import::ImportDocument;
use super::list::ListDocument;
use super::rule::RuleDocument;
use super::usage::UsageDocument;
use super::uses::WhereDocument;

/// The JSON Schema of the document that each command prints for programs, by the name of the command.
#[must_use]
pub fn document_schemas() -> Vec<(&'static str, Value)> {
    vec![
        ("check", derive::<CheckDocument>("error-catalog check --format json")),
        ("diff", derive::<DiffDocument<'_>>("error-catalog diff --format json")),
        ("import", derive::<ImportDocument<'_>>("error-catalog import --report json")),
        ("explain", derive::<ExplainDocument<'_>>("error-catalog explain --format json")),
        ("rule", derive::<RuleDocument>("error-catalog explain RULE --format json")),
        ("list", derive::<ListDocument<'_>>("error-catalog list --format json")),
        ("json", derive::<CatalogDocument<'_>>("error-catalog render json")),
        ("template", derive::<ContextDocument<'_>>("the context of a template")),
        ("vectors", derive::<VectorsDocument>("an output of kind `vectors`")),
        ("where", derive::<WhereDocument<'_>>("error-catalog where --format json")),
        ("usage", derive::<UsageDocument<'_>>("error-catalog usage --format json")),
    ]
}

fn derive<T: JsonSchema>(title: &str) -> Value {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    let mut schema = settings.into_generator().into_root_schema_for::<T>();
    schema.insert("title".to_owned(), title.into());
    Exact.transform(&mut schema);
    schema.to_value()
}

/// Rejects members that the type does not have, and keeps the keywords that describe JSON, in a readable order.
#[derive(Clone)]
struct Exact;

impl Transform for Exact {
    fn transform(&mut self, schema: &mut Schema) {
        transform_subschemas(self, schema);
        let Some(object) = schema.as_object_mut() else { return };
        if object.contains_key("properties") {
            object.insert("additionalProperties".to_owned(), false.into());
        }
        // A constant needs no type and no range, and the name of a Rust integer type is not a format of JSON Schema.
        let needless =
            if object.contains_key("const") { &["type", "minimum", "maximum", "format"][..] } else { &["format"] };
        needless.iter().for_each(|key| drop(object.shift_remove(*key)));
        if let Some(Value::String(text)) = object.get_mut("description") {
            *text = text.replace('\n', " ");
        }
        let first = ["$schema", "title", "description"];
        let head = first.iter().filter_map(|key| Some(((*key).to_owned(), object.shift_remove(*key)?)));
        let head: Map<String, Value> = head.collect();
        let rest = std::mem::take(object);
        object.extend(head.into_iter().chain(rest));
    }
}
