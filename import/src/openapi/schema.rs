//! Reads schemas of bodies, including those that no error response refers to: makes an example body, and collects the
//! codes that a schema lists.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::Reader;
use crate::document::members;
use crate::facts::MemberFact;
use crate::infer::columns::flatten;
use crate::infer::names::{is_code, key_of};
use crate::infer::shape::is_error_body;
use crate::text::one_line;
use crate::words::{Topic, member_rank, names_errors};

/// The path of a member that may contain the code, and its codes, each with the value of `is_shared` at its place.
type Codes = (Vec<String>, Vec<(String, bool)>);

/// Facts in a schema in addition to an example body.
#[derive(Default)]
pub(super) struct Found<'a> {
    /// The status of the response.
    pub(super) status: Option<u16>,
    pub(super) members: Vec<MemberFact>,
    /// The codes of each member that may contain the code. The key is the rank of the member's name among the words for
    /// codes: only the first of these members has codes, and the values of other members are, for example, types.
    pub(super) codes: BTreeMap<usize, Codes>,
    /// Whether a reference leads to the current schema, for example to a list of all codes.
    pub(super) is_shared: bool,
    /// The schemas that contain the current one. `path` has the keys that lead to the current schema.
    pub(super) above: Vec<&'a Value>,
    pub(super) path: Vec<&'a str>,
}

/// The maximum depth of nested schemas.
const DEPTH: usize = 8;

impl<'a> Reader<'a> {
    /// An example body that is valid by the schema. It uses the schema's own examples if there are any.
    pub(super) fn schema_body(&mut self, schema: &'a Value, found: &mut Found<'a>) -> Value {
        let Some(schema) = self.resolve(schema) else { return Value::Null };
        self.budget = self.budget.saturating_sub(1);
        let is_circle = found.above.iter().any(|other| std::ptr::eq(*other, schema));
        if found.above.len() > DEPTH || self.budget == 0 || is_circle {
            return Value::Null;
        }
        found.above.push(schema);
        let body = self.read_schema(schema, found);
        found.above.pop();
        body
    }

    fn read_schema(&mut self, schema: &'a Value, found: &mut Found<'a>) -> Value {
        let list = |key: &str| schema[key].as_array().map(Vec::as_slice).unwrap_or_default();
        let name = found.path.last().copied().unwrap_or_default();
        let constant = schema.get("const");
        // Members with these names rarely contain codes.
        let rank = member_rank(name, Topic::Code).filter(|_| !matches!(name, "status" | "name" | "key"));
        let codes = list("enum").iter().chain(constant).filter_map(Value::as_str).filter(|code| is_code(code));
        let codes: Vec<&str> = codes.collect();
        if let Some(rank) = rank.filter(|_| schema["type"] == "string" || !codes.is_empty()) {
            let is_shared = found.is_shared && codes.len() > 1;
            let path = || found.path.iter().map(|key| (*key).to_owned()).collect();
            let (_, known) = found.codes.entry(rank).or_insert_with(|| (path(), Vec::new()));
            known.extend(codes.iter().map(|code| ((*code).to_owned(), is_shared)));
        }
        let shown = constant.or_else(|| schema.get("example")).or_else(|| list("examples").first());
        if let Some(shown) = shown.filter(|shown| !shown.is_object()) {
            return shown.clone();
        }
        let mut body = Map::new();
        for part in list("allOf") {
            body.extend(members(&self.schema_body(part, found)).map(|(key, value)| (key.clone(), value.clone())));
        }
        for part in list("oneOf").iter().chain(list("anyOf")) {
            for (key, value) in members(&self.schema_body(part, found)) {
                body.entry(key).or_insert_with(|| value.clone());
            }
        }
        for (key, property) in members(&schema["properties"]) {
            found.path.push(key);
            found.is_shared = property.get("$ref").is_some();
            let resolved = self.resolve(property);
            let description = resolved.and_then(|property| property["description"].as_str());
            let values = resolved.and_then(|property| property["enum"].as_array()).map_or(&[][..], Vec::as_slice);
            let values = values.iter().filter_map(Value::as_str).map(str::to_owned).collect();
            let is_optional = !list("required").iter().any(|required| required == key.as_str());
            let description = description.map(one_line).unwrap_or_default();
            found.members.push(MemberFact { name: found.path.join("."), description, is_optional, values });
            let value = self.schema_body(property, found);
            found.path.pop();
            if !value.is_null() {
                body.insert(key.clone(), value);
            }
        }
        if !body.is_empty() {
            return Value::Object(body);
        }
        let kind = schema["type"].as_str().or_else(|| list("type").first()?.as_str());
        match kind.unwrap_or_default() {
            _ if !list("enum").is_empty() => list("enum")[0].clone(),
            "string" => json!("string"),
            "integer" | "number" if name.ends_with("status") || name.ends_with("code") => json!(found.status),
            "integer" | "number" => json!(0),
            "object" => json!({}),
            "array" => self.read_list(name, &schema["items"], found),
            _ => Value::Null,
        }
    }

    /// A list with one element. The element may be the error. The codes of an element that is only about a field of the
    /// request do not count.
    fn read_list(&mut self, name: &str, element: &'a Value, found: &mut Found<'a>) -> Value {
        let outer = std::mem::take(&mut found.codes);
        found.path.push("0");
        let element = self.schema_body(element, found);
        found.path.pop();
        let body = json!({ name: if element.is_object() { json!([element]) } else { json!([]) } });
        let inner = std::mem::replace(&mut found.codes, outer);
        if flatten(&body).iter().any(|(path, _)| path.len() > 1) {
            for (rank, (path, codes)) in inner {
                found.codes.entry(rank).or_insert((path, Vec::new())).1.extend(codes);
            }
        }
        body[name].clone()
    }

    /// Adds the codes of schemas whose names say that they are about errors. The codes have no status. A schema with
    /// another name is read only if its body has a code and a message: its codes may be those of a request, so they are
    /// left out with a note.
    pub(super) fn read_unused_schemas(&mut self) {
        let root = self.root;
        for (name, schema) in members(&root["components"]["schemas"]) {
            if self.followed.contains(format!("#/components/schemas/{name}").as_str()) {
                continue;
            }
            let key = key_of(name);
            let (is_named, is_list) = (names_errors(&key), schema["enum"].is_array());
            let mut found = Found { path: if is_list { vec!["code"] } else { Vec::new() }, ..Found::default() };
            let body = self.schema_body(schema, &mut found);
            if !is_named && !is_error_body(&body) {
                continue;
            }
            let codes = found.codes.pop_first().into_iter().flat_map(|(_, (_, codes))| codes).map(|(code, _)| code);
            let new: Vec<String> = codes.filter(|code| !self.codes.contains_key(code)).collect();
            let line = self.places.line_of(&["components", "schemas", name]);
            if is_named && (!is_list || key.split('_').any(|word| matches!(word, "code" | "codes"))) {
                for code in new {
                    self.list_code(code, None, line);
                }
            } else if !new.is_empty() {
                let (name, codes) = (one_line(name), one_line(&new.join(", ")));
                let text = format!("no error response has the schema `{name}`: its codes {codes} are left out");
                self.notes.loss(line, text);
            }
        }
    }
}
