//! The values of an error's fields out of the bodies that they made.

use serde_json::{Map, Value};

use crate::infer::types::violations_example;

/// Slots that an example may set, beside the fields.
const CONTEXT: &[&str] = &["request_id", "instance", "timestamp", "debug", "retry_after"];

/// A table of values for each documented example, where it has any that its fields do not give by themselves.
pub(super) fn read_examples(error: &Value, wire: &Value) -> Value {
    let fields = error["fields"].as_array().map_or(&[][..], Vec::as_slice);
    let responses = error["examples"].as_array().map_or(&[][..], Vec::as_slice);
    let mut examples = Vec::new();
    for response in responses {
        let mut slots = Map::new();
        read_template(&wire["body"], &response["body"], &mut slots);
        if let Some(details) = slots.get("details").cloned().filter(|_| !error["details"].is_null()) {
            read_template(&error["details"], &details, &mut slots);
        }
        for (source, slot) in [("message", "message"), ("user_message", "user_message")] {
            if let (Some(template), Some(text)) = (error[source].as_str(), slots.get(slot).and_then(Value::as_str)) {
                let text = text.to_owned();
                read_text(template, &text, &mut slots);
            }
        }
        for header in error["headers"].as_array().into_iter().flatten() {
            let shown = header["name"].as_str().and_then(|name| response["headers"][name].as_str());
            if let (Some(template), Some(text)) = (header["value"].as_str(), shown) {
                read_text(template, text, &mut slots);
            }
        }
        if let Some(Value::Object(metadata)) = slots.get("metadata").cloned() {
            for (name, value) in metadata {
                slots.entry(name).or_insert(value);
            }
        }
        let mut example = Map::new();
        for (name, value) in slots {
            let field = fields.iter().find(|field| field["name"] == name.as_str());
            let value = match field {
                None if CONTEXT.contains(&name.as_str()) => value,
                None => continue,
                Some(field) if field["type"] == "violations" && value.is_string() => continue,
                Some(field) if field["type"] == "violations" => violations_example(&value),
                Some(field) => typed(value, field["type"].as_str().unwrap_or_default()),
            };
            let is_own = field.is_some_and(|field| field["example"] == value) || wire["example"][&name] == value;
            if !is_own && !value.is_null() {
                example.insert(name, crate::infer::types::without_nulls(&value).0);
            }
        }
        examples.push(Value::Object(example));
    }
    if examples.iter().all(|example| example.as_object().is_some_and(Map::is_empty)) && examples.len() < 2 {
        return Value::Null;
    }
    examples.into()
}

/// A value that was read out of a text, as its field has it.
fn typed(value: Value, ty: &str) -> Value {
    let Some(text) = value.as_str() else { return value };
    match ty {
        // The text of a list has lost where its elements end.
        ty if ty.starts_with("list") => Value::Null,
        "object" | "any" => serde_json::from_str(text).unwrap_or(value),
        "bool" => text.parse::<bool>().map_or(value.clone(), Value::from),
        "f64" => text.parse::<f64>().map_or(value.clone(), Value::from),
        ty if ty.starts_with(['u', 'i']) && ty != "uuid" || ty == "duration" => {
            text.parse::<i64>().map(Value::from).or_else(|_| text.parse::<u64>().map(Value::from)).unwrap_or(value)
        }
        _ => value,
    }
}

/// The values of slots in a value that a template made.
fn read_template(template: &Value, value: &Value, slots: &mut Map<String, Value>) {
    match (template, value) {
        (Value::String(template), value) => match slot_of(template) {
            Some(slot) => {
                slots.entry(slot).or_insert_with(|| value.clone());
            }
            None => {
                if let Some(text) = value.as_str() {
                    read_text(template, text, slots);
                }
            }
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

/// The slot that a template is nothing but.
fn slot_of(template: &str) -> Option<String> {
    let name = template.strip_prefix('{')?.strip_suffix('}')?;
    let name = name.strip_suffix(":string").unwrap_or(name);
    (!name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')).then(|| name.to_owned())
}

/// The values of slots in a text that a template made: what stands between its constant parts.
fn read_text(template: &str, text: &str, slots: &mut Map<String, Value>) {
    let mut rest = text;
    let mut parts = split(template).into_iter().peekable();
    while let Some((constant, slot)) = parts.next() {
        let Some(tail) = rest.strip_prefix(constant.as_str()) else { return };
        let Some(slot) = slot else { return };
        let next = parts.peek().map_or("", |(constant, _)| constant.as_str());
        let end = if next.is_empty() { Some(tail.len()) } else { tail.find(next) };
        let Some(end) = end else { return };
        slots.entry(slot).or_insert_with(|| tail[..end].into());
        rest = &tail[end..];
    }
}

/// Constant parts, and the slot behind each.
fn split(template: &str) -> Vec<(String, Option<String>)> {
    let mut parts = Vec::new();
    let mut constant = String::new();
    let mut chars = template.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '{' | '}' if chars.peek() == Some(&c) => constant.extend(chars.next()),
            '{' => {
                let slot: String = chars.by_ref().take_while(|c| *c != '}').collect();
                parts.push((std::mem::take(&mut constant), Some(slot)));
            }
            c => constant.push(c),
        }
    }
    parts.push((constant, None));
    parts
}
