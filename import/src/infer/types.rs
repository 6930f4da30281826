//! Infers the types of fields from values.

use serde_json::{Map, Value, json};

use super::names::is_catalog;

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

/// Whether a text is a valid example of a type. A text with an unusual character is always rejected.
fn fits(ty: &str, text: &str) -> bool {
    let is_plain = text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-:.+".contains(&b));
    let field = format!("{{ type = \"{ty}\", example = \"{text}\" }}");
    is_plain && is_catalog(format!("errors.e = {{ status = 500, message = \"{{x}}\", fields = {{ x = {field} }} }}"))
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

/// The shape of the field-level errors in a value, by its name in a catalog.
pub(crate) fn violations_shape(value: &Value) -> Option<&'static str> {
    let objects = |is: fn(&Map<String, Value>) -> bool| {
        value.as_array().is_some_and(|elements| elements.iter().all(|element| element.as_object().is_some_and(is)))
    };
    match value {
        Value::Object(members) if members.is_empty() => None,
        Value::Object(members) if members.values().all(Value::is_string) => Some("map"),
        Value::Object(members) if members.values().all(is_strings) => Some("map-of-lists"),
        Value::Array(elements) if elements.is_empty() => None,
        Value::Array(_) if objects(is_pointed) => Some("list"),
        Value::Array(_) if objects(|object| has_strings(object, &["field", "description"], "reason")) => {
            Some("field-violations")
        }
        _ => None,
    }
}

/// Whether an object is a violation that contains a JSON pointer as a URI fragment.
fn is_pointed(object: &Map<String, Value>) -> bool {
    let pointer = object.get("pointer").and_then(Value::as_str);
    pointer.is_some_and(|pointer| pointer.starts_with("#/")) && has_strings(object, &["pointer", "detail"], "code")
}

/// Whether an object has all members of `keys`, no others except `other`, and only strings as values.
fn has_strings(object: &Map<String, Value>, keys: &[&str], other: &str) -> bool {
    let is_known =
        |(key, value): (&String, &Value)| (keys.contains(&key.as_str()) || key == other) && value.is_string();
    keys.iter().all(|key| object.contains_key(*key)) && object.iter().all(is_known)
}

/// Converts a value into an example of field-level errors.
pub(crate) fn violations_example(value: &Value) -> Value {
    let Value::Array(elements) = value else { return value.clone() };
    let elements = elements.iter().map(|element| {
        let get = |keys: [&str; 2]| keys.iter().find_map(|key| element.get(key)?.as_str());
        let pointer = match element.get("pointer").and_then(Value::as_str) {
            Some(pointer) => pointer.trim_start_matches('#').to_owned(),
            None => format!("/{}", get(["field", "field"]).unwrap_or_default().replace('.', "/")),
        };
        let detail = get(["detail", "description"]).unwrap_or_default();
        match get(["code", "reason"]) {
            Some(code) => json!({ "pointer": pointer, "code": code, "detail": detail }),
            None => json!({ "pointer": pointer, "detail": detail }),
        }
    });
    elements.collect()
}
