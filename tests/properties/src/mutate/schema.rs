//! The JSON Schema of the catalog format, as the grammar of the mutations. The mutations therefore know every key.

use std::sync::LazyLock;

use fastrand::Rng;
use serde_json::Value;

static SCHEMA: LazyLock<Value> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../../../cli/src/schemas/catalog.json")).unwrap_or_default()
});

/// A part of the schema. A part that the schema does not describe is `null`.
pub(super) type Schema = &'static Value;

/// The schema of a file. A translation has its own schema, and a lock has none.
pub(super) fn schema_of_file(path: &str) -> Schema {
    match path.rsplit('/').next().unwrap_or_default().split('.').collect::<Vec<_>>().as_slice() {
        [_, "toml"] => &SCHEMA,
        [_, _, "toml"] => &SCHEMA["definitions"]["locale"],
        _ => &Value::Null,
    }
}

/// Follows references, and chooses one of several alternatives.
pub(super) fn resolve(mut schema: Schema, random: &mut Rng) -> Schema {
    // No chain of references of the schema is longer.
    for _ in 0..8 {
        // Next to known keys, the alternatives only say which keys are required.
        let all = |key: &str| schema[key].as_array().filter(|all| !all.is_empty() && schema["properties"].is_null());
        schema = if let Some(path) = schema["$ref"].as_str() {
            SCHEMA.pointer(path.trim_start_matches('#')).unwrap_or(&Value::Null)
        } else if let Some(all) = all("anyOf").or_else(|| all("allOf")) {
            &all[random.usize(..all.len())]
        } else {
            break;
        };
    }
    schema
}

/// The schema of a table that already exists: of several alternatives, the one that is a table.
pub(super) fn resolve_table(schema: Schema, random: &mut Rng) -> Schema {
    let found = (0..8).map(|_| resolve(schema, random)).find(|found| has_type(found, "object"));
    found.unwrap_or(&Value::Null)
}

pub(super) fn has_type(schema: Schema, name: &str) -> bool {
    match &schema["type"] {
        Value::String(only) => only == name,
        Value::Array(all) => all.iter().any(|one| one == name),
        _ => false,
    }
}

/// The schema of a member of a table.
pub(super) fn member(schema: Schema, key: &str) -> Schema {
    match &schema["properties"][key] {
        Value::Null => &schema["additionalProperties"],
        found => found,
    }
}

/// A key of the table, if the table has known keys.
pub(super) fn known_key(schema: Schema, random: &mut Rng) -> Option<&'static str> {
    let keys: Vec<&str> = schema["properties"].as_object()?.keys().map(String::as_str).collect();
    (!keys.is_empty()).then(|| keys[random.usize(..keys.len())])
}

/// Whether the table may have keys that the schema does not name.
pub(super) fn has_free_keys(schema: Schema) -> bool {
    schema["additionalProperties"].is_object()
}

/// Whether any text may be valid, because the schema neither lists the texts nor describes an identifier.
pub(super) fn is_prose(schema: Schema) -> bool {
    let pattern = schema["pattern"].as_str();
    schema["enum"].is_null() && pattern.is_none_or(|pattern| pattern.contains("[^"))
}

/// Whether a table is probably invalid without this key.
pub(super) fn is_required(schema: Schema, key: &str) -> bool {
    let alternatives = schema["anyOf"].as_array().into_iter().flatten();
    let required = std::iter::once(schema).chain(alternatives).filter_map(|schema| schema["required"].as_array());
    required.flatten().any(|required| required == key)
}
