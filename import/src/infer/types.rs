//! Infers the types of fields from values.

use error_catalog_model::toml_string;
use serde_json::{Value, json};

use super::names::is_error;
use crate::document::members;

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

fn is_strings(value: &Value) -> bool {
    value.as_array().is_some_and(|elements| !elements.is_empty() && elements.iter().all(Value::is_string))
}

/// The shapes of field-level errors that are lists, with the members that each element has and the one it may have.
const LISTS: &[(&str, [&str; 2], &str)] =
    &[("list", ["pointer", "detail"], "code"), ("field-violations", ["field", "description"], "reason")];

/// The shape of the field-level errors in a value, by its name in a catalog.
pub(crate) fn violations_shape(value: &Value) -> Option<&'static str> {
    match value {
        Value::Object(members) if members.is_empty() => None,
        Value::Object(members) if members.values().all(Value::is_string) => Some("map"),
        Value::Object(members) if members.values().all(is_strings) => Some("map-of-lists"),
        Value::Array(elements) if !elements.is_empty() => {
            let fits = |keys: &[&str], other: &str| elements.iter().all(|element| is_violation(element, keys, other));
            LISTS.iter().find(|(_, keys, other)| fits(keys, other)).map(|(shape, ..)| *shape)
        }
        _ => None,
    }
}

/// Whether a value is an object that has all members of `keys`, no others except `other`, and only strings as values. A
/// JSON pointer must be a URI fragment.
fn is_violation(value: &Value, keys: &[&str], other: &str) -> bool {
    let fits = |(key, value): (&String, &Value)| {
        let is_known = keys.contains(&key.as_str()) || key == other;
        is_known && value.as_str().is_some_and(|text| key != "pointer" || text.starts_with("#/"))
    };
    keys.iter().all(|key| value.get(key).is_some()) && members(value).all(fits)
}

/// Converts a value into an example of field-level errors.
pub(crate) fn violations_example(value: &Value) -> Value {
    let Value::Array(elements) = value else { return value.clone() };
    let elements = elements.iter().map(|element| {
        let get = |key: &str| element[key].as_str();
        let of_field = || format!("/{}", get("field").unwrap_or_default().replace('.', "/"));
        let pointer = get("pointer").map_or_else(of_field, |pointer| pointer.trim_start_matches('#').to_owned());
        let (code, detail) = (get("code").or(get("reason")), get("detail").or(get("description")));
        without_nulls(&json!({ "pointer": pointer, "code": code, "detail": detail.unwrap_or_default() }))
    });
    elements.collect()
}
