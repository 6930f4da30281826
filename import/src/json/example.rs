//! Recovers the values of an error's fields from its example responses.

use error_catalog_model::Builtin;
use serde_json::{Map, Value};

use super::elements;
use crate::infer::types::{violations_example, without_nulls};
use crate::text::split_template;

/// A table of values for each documented example; null if the only example follows from the fields' own examples.
pub(super) fn read_examples(error: &Value, wire: &Value) -> Value {
    let examples: Vec<Value> =
        elements(&error["examples"]).iter().map(|response| read_example(error, wire, response)).collect();
    match examples.as_slice() {
        [Value::Object(only)] if only.is_empty() => Value::Null,
        [] => Value::Null,
        _ => examples.into(),
    }
}

fn read_example(error: &Value, wire: &Value, response: &Value) -> Value {
    let mut slots = Map::new();
    read_template(&wire["body"], &response["body"], &mut slots);
    for name in ["details", "message", "user_message"] {
        if let Some(value) = slots.get(name).cloned() {
            read_template(&error[name], &value, &mut slots);
        }
    }
    for header in elements(&error["headers"]) {
        let shown = header["name"].as_str().map_or(&Value::Null, |name| &response["headers"][name]);
        read_template(&header["value"], shown, &mut slots);
    }
    if let Some(Value::Object(metadata)) = slots.get("metadata").cloned() {
        for (name, value) in metadata {
            slots.entry(name).or_insert(value);
        }
    }
    let mut example = Map::new();
    for (name, value) in slots {
        let field = elements(&error["fields"]).iter().find(|field| field["name"] == name.as_str());
        let value = match field {
            None if Builtin::CONTEXT.iter().any(|slot| slot.as_str() == name) => value,
            None => continue,
            Some(field) if field["type"] == "violations" && value.is_string() => continue,
            Some(field) if field["type"] == "violations" => violations_example(&value),
            Some(field) => typed(value, field["type"].as_str().unwrap_or_default()),
        };
        let is_known = field.is_some_and(|field| field["example"] == value) || wire["example"][&name] == value;
        if !is_known && !value.is_null() {
            example.insert(name, without_nulls(&value));
        }
    }
    Value::Object(example)
}

/// Converts a value that was part of a text into a value of the field's type.
fn typed(value: Value, ty: &str) -> Value {
    let Some(text) = value.as_str() else { return value };
    match ty {
        // The text of a list does not show where each element ends.
        ty if ty.starts_with("list") => Value::Null,
        "f64" => text.parse::<f64>().map_or(value.clone(), Value::from),
        "uuid" => value,
        "bool" | "object" | "any" | "duration" => serde_json::from_str(text).unwrap_or(value),
        ty if ty.starts_with(['u', 'i']) => serde_json::from_str(text).unwrap_or(value),
        _ => value,
    }
}

/// Collects the values of the slots in `value`, which was rendered from `template`.
fn read_template(template: &Value, value: &Value, slots: &mut Map<String, Value>) {
    match (template, value) {
        (Value::String(template), value) => match (slot_of(template), value.as_str()) {
            (Some(slot), _) => {
                slots.entry(slot).or_insert_with(|| value.clone());
            }
            (None, Some(text)) => read_text(template, text, slots),
            (None, None) => {}
        },
        (Value::Object(template), Value::Object(members)) => {
            for (key, template) in template {
                if let Some(value) = members.get(key.strip_suffix('?').unwrap_or(key)) {
                    read_template(template, value, slots);
                }
            }
        }
        (Value::Array(template), Value::Array(elements)) if template.len() == elements.len() => {
            template.iter().zip(elements).for_each(|(template, value)| read_template(template, value, slots));
        }
        _ => {}
    }
}

/// The name of the slot, if the template consists of a single slot.
fn slot_of(template: &str) -> Option<String> {
    let name = template.strip_prefix('{')?.strip_suffix('}')?;
    let name = name.strip_suffix(":string").unwrap_or(name);
    (!name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')).then(|| name.to_owned())
}

/// Collects the values of the slots in a text that was rendered from a template: the parts of the text between the
/// template's constant parts.
fn read_text(template: &str, text: &str, slots: &mut Map<String, Value>) {
    let mut rest = text;
    let mut parts = split_template(template).into_iter().peekable();
    while let Some((constant, Some(slot))) = parts.next() {
        let Some(tail) = rest.strip_prefix(constant.as_str()) else { return };
        let next = parts.peek().map_or("", |(constant, _)| constant.as_str());
        let Some(end) = (if next.is_empty() { Some(tail.len()) } else { tail.find(next) }) else { return };
        slots.entry(slot).or_insert_with(|| tail[..end].into());
        rest = &tail[end..];
    }
}
