//! Converts field-level errors of a source into examples of a catalog.

use serde_json::{Value, json};

use super::Violations;
use crate::document::text_of;
use crate::infer::types::without_nulls;

impl Violations {
    /// Converts a value into an example of field-level errors.
    pub(crate) fn example(&self, value: &Value) -> Value {
        let parts = match self {
            Self::Named("list") => vec![("pointer", "pointer:fragment"), ("code", "code"), ("detail", "detail")],
            Self::Named(_) => vec![("field", "field"), ("reason", "code"), ("description", "detail")],
            Self::Template(parts) => parts.iter().map(|part| (part.key.as_str(), part.slot)).collect(),
        };
        match value {
            Value::Array(elements) => elements.iter().map(|element| read(element, &parts)).collect(),
            // The value is an object with a member for each field.
            _ => value.clone(),
        }
    }
}

/// Reads a violation, as an example contains it. Each member is a pair of its key and its slot.
fn read(element: &Value, parts: &[(&str, &str)]) -> Value {
    let get = |slot: &str| parts.iter().find(|(_, other)| *other == slot).and_then(|(key, _)| element.get(key));
    let text = |slot: &str| get(slot).and_then(Value::as_str);
    let keys = |keys: &[Value]| keys.iter().map(|key| format!("/{}", escape(&text_of(key)))).collect::<String>();
    let list = |slot: &str| get(slot).and_then(Value::as_array).map(Vec::as_slice);
    let (location, located) = match list("path:located") {
        Some([location, path @ ..]) => (location.as_str(), Some(keys(path))),
        _ => (text("location"), None),
    };
    let of_field = || {
        let field = text("field").filter(|field| !field.is_empty())?;
        Some(field.split('.').map(|key| format!("/{}", escape(key))).collect())
    };
    let fragment = || text("pointer:fragment").map(|pointer| decode(pointer.trim_start_matches('#')));
    let pointer = located.or_else(|| list("path").map(keys)).or_else(fragment);
    let pointer = pointer.or_else(|| text("pointer").map(str::to_owned)).or_else(of_field).unwrap_or_default();
    let code = text("code");
    without_nulls(&json!({
        "pointer": pointer,
        "location": location.filter(|location| *location != "body"),
        "code": code,
        "title": text("title"),
        "detail": text("detail").or(code).unwrap_or_default(),
    }))
}

/// Decodes the percent-encoded bytes of a URI fragment. A text that is not encoded right stays as it is.
fn decode(fragment: &str) -> String {
    let (mut bytes, mut rest) = (Vec::new(), fragment.as_bytes());
    while let Some((first, others)) = rest.split_first() {
        let digits = others.get(..2).filter(|digits| *first == b'%' && digits.iter().all(u8::is_ascii_hexdigit));
        let byte = digits.and_then(|digits| u8::from_str_radix(str::from_utf8(digits).ok()?, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { &others[2..] } else { others };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| fragment.to_owned())
}

/// Escapes a key for a JSON Pointer.
fn escape(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}
