//! The JSON Schemas of the catalog format and of the documents that commands print.

use serde_json::{Map, Value};

/// A schema that `error-catalog render schema --for NAME` prints.
pub(crate) struct Schema {
    pub(crate) name: &'static str,
    pub(crate) about: &'static str,
    text: &'static str,
    /// The definition that is used as the schema instead of the root.
    definition: Option<&'static str>,
}

const CATALOG: &str = include_str!("catalog.json");

/// Every schema; the first is the default.
pub(crate) static SCHEMAS: &[Schema] = &[
    Schema::new("catalog", "A catalog's main file", CATALOG),
    Schema { definition: Some("included"), ..Schema::new("included", "A file that a catalog includes", CATALOG) },
    Schema { definition: Some("locale"), ..Schema::new("locale", "A file of translations", CATALOG) },
    Schema::new("check", "What `check --format json` prints", include_str!("check.json")),
    Schema::new("diff", "What `diff --format json` prints", include_str!("diff.json")),
    Schema::new("import", "What `import --report json` prints", include_str!("import.json")),
    Schema::new("json", "What `render json` prints", include_str!("json.json")),
    Schema::new("template", "The values that a template can use", include_str!("template.json")),
    Schema::new("vectors", "What `render vectors` prints", include_str!("vectors.json")),
    Schema::new("explain", "What `explain --format json` prints", include_str!("explain.json")),
    Schema::new("rule", "What `explain RULE --format json` prints", include_str!("rule.json")),
    Schema::new("list", "What `list --format json` prints", include_str!("list.json")),
    Schema::new("where", "What `where --format json` prints", include_str!("where.json")),
    Schema::new("usage", "What `usage --format json` prints", include_str!("usage.json")),
];

impl Schema {
    const fn new(name: &'static str, about: &'static str, text: &'static str) -> Self {
        Self { name, about, text, definition: None }
    }

    pub(crate) fn render(&self) -> Result<String, serde_json::Error> {
        let Some(definition) = self.definition else { return Ok(self.text.to_owned()) };
        let mut schema: Value = serde_json::from_str(self.text)?;
        let definitions = schema["definitions"].take();
        // Insert the definition instead of a reference to it, because some editors do not follow a reference at the
        // root.
        let mut root: Map<String, Value> =
            ["$schema", "x-tombi-toml-version"].map(|key| (key.to_owned(), schema[key].take())).into_iter().collect();
        root.extend(definitions[definition].as_object().cloned().unwrap_or_default());
        root.insert("definitions".to_owned(), definitions);
        Ok(format!("{:#}\n", Value::Object(root)))
    }
}
