//! Infers the types of fields from values.

use error_catalog_model::toml_string;
use serde_json::Value;

use super::names::is_error;

/// The type of a field with this value, as a catalog writes it.
pub(crate) fn type_of(value: &Value) -> &'static str {
    match value {
        Value::Bool(_) => "bool",
        Value::Number(number) if number.is_u64() => "u64",
        Value::Number(number) if number.is_i64() => "i64",
        Value::Number(_) => "f64",
        Value::String(text) if text.len() == 36 && fits("uuid", text) => "uuid",
        Value::String(text) if text.get(10..11) == Some("T") && fits("timestamp", text) => "timestamp",
        Value::String(_) => "string",
        Value::Array(_) if is_strings(value) => "list<string>",
        Value::Object(_) => "object",
        Value::Array(_) | Value::Null => "any",
    }
}

/// The narrowest type that includes two types.
pub(crate) fn join(a: &'static str, b: &'static str) -> &'static str {
    let both = |types: &[&str]| types.contains(&a) && types.contains(&b);
    match () {
        () if a == b => a,
        () if both(&["u64", "i64"]) => "i64",
        () if both(&["u64", "i64", "f64"]) => "f64",
        () if both(&["uuid", "timestamp", "string"]) => "string",
        () => "any",
    }
}

/// Whether a text is a valid example of a type.
fn fits(ty: &str, text: &str) -> bool {
    is_error(&format!("message = \"{{x}}\", fields.x = {{ type = \"{ty}\", example = {} }}", toml_string(text)))
}

/// The value without nulls, which TOML cannot express.
pub(crate) fn without_nulls(value: &Value) -> Value {
    match value {
        Value::Array(elements) => elements.iter().filter(|value| !value.is_null()).map(without_nulls).collect(),
        Value::Object(members) => {
            let members = members.iter().filter(|(_, value)| !value.is_null());
            Value::Object(members.map(|(key, value)| (key.clone(), without_nulls(value))).collect())
        }
        other => other.clone(),
    }
}

/// Whether a value is a list of strings that is not empty.
pub(crate) fn is_strings(value: &Value) -> bool {
    value.as_array().is_some_and(|elements| !elements.is_empty() && elements.iter().all(Value::is_string))
}
