//! Schemas of bodies: what they are made of, and which codes they list.

use serde_json::{Map, Value, json};

use super::Reader;
use crate::infer::names::{is_code, one_line};

/// What was found in a schema beside its members.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Members by their path, what is said of them, and whether they may be missing.
    pub(super) members: Vec<(String, String, bool)>,
    pub(super) codes: Vec<String>,
}

/// Members that list codes.
const CODE: &[&str] = &["code", "error_code", "errorCode", "error", "reason", "type"];

/// Schemas stand in each other at most this deep.
const DEPTH: usize = 8;

impl<'a> Reader<'a> {
    /// A body that the schema allows, with its own examples where it has any.
    pub(super) fn schema_body(
        &mut self,
        schema: &'a Value,
        status: Option<u16>,
        above: &mut Vec<&'a Value>,
        path: &mut String,
        found: &mut Found,
    ) -> Value {
        let Some((schema, _)) = self.resolve(schema) else { return Value::Null };
        self.budget = self.budget.saturating_sub(1);
        if above.len() > DEPTH || self.budget == 0 || above.iter().any(|other| std::ptr::eq(*other, schema)) {
            return Value::Null;
        }
        above.push(schema);
        let body = self.read_schema(schema, status, above, path, found);
        above.pop();
        body
    }

    fn read_schema(
        &mut self,
        schema: &'a Value,
        status: Option<u16>,
        above: &mut Vec<&'a Value>,
        path: &mut String,
        found: &mut Found,
    ) -> Value {
        let name = path.rsplit('.').next().unwrap_or_default();
        let listed = schema.get("enum").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let constant = schema.get("const");
        if CODE.contains(&name) {
            let codes = listed.iter().chain(constant).filter_map(Value::as_str).filter(|code| is_code(code));
            found.codes.extend(codes.map(str::to_owned));
        }
        let shown = constant.or_else(|| schema.get("example")).or_else(|| schema.get("examples")?.get(0));
        if let Some(shown) = shown.filter(|shown| !shown.is_object()) {
            return shown.clone();
        }
        let mut body = Map::new();
        for part in schema.get("allOf").and_then(Value::as_array).into_iter().flatten() {
            if let Value::Object(members) = self.schema_body(part, status, above, path, found) {
                body.extend(members);
            }
        }
        let choices = schema.get("oneOf").or_else(|| schema.get("anyOf")).and_then(Value::as_array);
        for part in choices.into_iter().flatten() {
            if let Value::Object(members) = self.schema_body(part, status, above, path, found) {
                members.into_iter().for_each(|(key, value)| {
                    body.entry(key).or_insert(value);
                });
            }
        }
        let required: Vec<&str> =
            schema.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect();
        for (key, property) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
            let before = path.len();
            path.push_str(if path.is_empty() { "" } else { "." });
            path.push_str(key);
            let text =
                self.resolve(property).and_then(|(property, _)| property.get("description")?.as_str()).map(one_line);
            found.members.push((path.clone(), text.unwrap_or_default(), !required.contains(&key.as_str())));
            let value = self.schema_body(property, status, above, path, found);
            path.truncate(before);
            if !value.is_null() {
                body.insert(key.clone(), value);
            }
        }
        if !body.is_empty() {
            return Value::Object(body);
        }
        let kind = schema.get("type").map(|kind| kind.as_str().or_else(|| kind.get(0)?.as_str()).unwrap_or_default());
        match kind {
            _ if !listed.is_empty() => listed[0].clone(),
            Some("string") => json!("string"),
            Some("integer" | "number") if path.ends_with("status") || path.ends_with("code") => {
                status.map_or(Value::Null, Value::from)
            }
            Some("integer" | "number") => json!(0),
            Some("object") => json!({}),
            Some("array") => json!([]),
            _ => Value::Null,
        }
    }
}
