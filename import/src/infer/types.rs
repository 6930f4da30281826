//! Types of fields out of values.

use std::collections::BTreeMap;

use error_catalog_model::Catalog;
use serde_json::Value;

/// The type that holds the value, as a catalog writes it.
pub(crate) fn type_of(value: &Value) -> &'static str {
    match value {
        Value::Bool(_) => "bool",
        Value::Number(number) if number.is_u64() => "u64",
        Value::Number(number) if number.is_i64() => "i64",
        Value::Number(_) => "f64",
        Value::String(text) if text.len() == 36 && fits("uuid", text) => "uuid",
        Value::String(text) if text.get(10..11) == Some("T") && fits("timestamp", text) => "timestamp",
        Value::String(_) => "string",
        Value::Array(elements) if !elements.is_empty() && elements.iter().all(Value::is_string) => "list<string>",
        Value::Object(_) => "object",
        Value::Array(_) | Value::Null => "any",
    }
}

/// The type that holds both.
pub(crate) fn join(a: &str, b: &str) -> &'static str {
    let is = |x: &str, y: &str| (a == x && b == y) || (a == y && b == x);
    let kinds = ["bool", "u64", "i64", "f64", "uuid", "timestamp", "string", "list<string>", "object"];
    match kinds.iter().find(|kind| a == **kind && b == **kind) {
        Some(kind) => kind,
        None if is("u64", "i64") => "i64",
        None if is("u64", "f64") || is("i64", "f64") => "f64",
        None if ["uuid", "timestamp", "string"].contains(&a) && ["uuid", "timestamp", "string"].contains(&b) => {
            "string"
        }
        None => "any",
    }
}

/// The format itself knows best what is an example of a type; a text with anything odd in it is none.
fn fits(ty: &str, text: &str) -> bool {
    let is_plain = text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-:.+".contains(&b));
    let field = format!("{{ type = \"{ty}\", example = \"{text}\" }}");
    let text = format!("errors.e = {{ status = 500, message = \"{{x}}\", fields = {{ x = {field} }} }}");
    is_plain && Catalog::parse("e.toml", &BTreeMap::from([("e.toml".to_owned(), text)])).0.is_some()
}

/// The value without what TOML cannot hold, and whether anything was left out.
pub(crate) fn without_nulls(value: &Value) -> (Value, bool) {
    match value {
        Value::Array(elements) => {
            let mut is_less = elements.iter().any(Value::is_null);
            let elements = elements.iter().filter(|element| !element.is_null()).map(|element| {
                let (element, less) = without_nulls(element);
                is_less |= less;
                element
            });
            (elements.collect::<Vec<_>>().into(), is_less)
        }
        Value::Object(members) => {
            let mut is_less = members.values().any(Value::is_null);
            let members = members.iter().filter(|(_, value)| !value.is_null()).map(|(key, value)| {
                let (value, less) = without_nulls(value);
                is_less |= less;
                (key.clone(), value)
            });
            (Value::Object(members.collect()), is_less)
        }
        other => (other.clone(), false),
    }
}

/// The shape of field-level errors that a value has, by the name that a catalog gives it.
pub(crate) fn violations_shape(value: &Value) -> Option<&'static str> {
    match value {
        Value::Object(members) if !members.is_empty() => {
            let is_list =
                |value: &Value| value.as_array().is_some_and(|l| !l.is_empty() && l.iter().all(Value::is_string));
            if members.values().all(Value::is_string) {
                return Some("map");
            }
            members.values().all(is_list).then_some("map-of-lists")
        }
        Value::Array(elements) if !elements.is_empty() => {
            let all = |is: &dyn Fn(&serde_json::Map<String, Value>) -> bool| {
                elements.iter().all(|element| element.as_object().is_some_and(is))
            };
            let text = |object: &serde_json::Map<String, Value>, key: &str| {
                object.get(key).and_then(Value::as_str).map(str::to_owned)
            };
            let only = |object: &serde_json::Map<String, Value>, known: &[&str]| {
                object.iter().all(|(key, value)| known.contains(&key.as_str()) && value.is_string())
            };
            if all(&|o| {
                only(o, &["pointer", "code", "detail"])
                    && text(o, "pointer").is_some_and(|pointer| pointer.starts_with("#/"))
                    && o.contains_key("detail")
            }) {
                return Some("list");
            }
            all(&|o| {
                only(o, &["field", "description", "reason"]) && o.contains_key("field") && o.contains_key("description")
            })
            .then_some("field-violations")
        }
        _ => None,
    }
}

/// The value as an example of field-level errors.
pub(crate) fn violations_example(value: &Value) -> Value {
    let Value::Array(elements) = value else { return value.clone() };
    let get = |element: &Value, key: &str| element.get(key).and_then(Value::as_str).map(str::to_owned);
    let elements = elements.iter().map(|element| {
        let pointer = match get(element, "pointer") {
            Some(pointer) => pointer.trim_start_matches('#').to_owned(),
            None => format!("/{}", get(element, "field").unwrap_or_default().replace('.', "/")),
        };
        let mut example = serde_json::Map::new();
        example.insert("pointer".to_owned(), pointer.into());
        if let Some(code) = get(element, "code").or_else(|| get(element, "reason")) {
            example.insert("code".to_owned(), code.into());
        }
        let detail = get(element, "detail").or_else(|| get(element, "description")).unwrap_or_default();
        example.insert("detail".to_owned(), detail.into());
        Value::Object(example)
    });
    elements.collect::<Vec<_>>().into()
}
