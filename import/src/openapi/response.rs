//! Reads one response: its headers, its examples and its schema.

use serde_json::Value;

use super::schema::{Code, Found};
use super::{Listed, Reader, members, text_of};
use crate::facts::{ErrorFact, Example, MemberFact};
use crate::infer::shape::is_error_body;
use crate::text::{literal, one_line, plain_text, some_line};

/// The maximum number of errors for which only a description is known.
const MAX_DESCRIBED: usize = 20_000;

/// A body and its summary.
type Shown = (Value, Option<String>);

/// The parts of a response that its bodies share.
struct Parts {
    status: Option<u16>,
    line: usize,
    description: Option<String>,
    headers: Vec<(String, String)>,
}

impl<'a> Reader<'a> {
    pub(super) fn read_response(
        &mut self,
        status: Option<u16>,
        response: &'a Value,
        line: usize,
        place: String,
        name: &str,
    ) {
        let Some((response, reference)) = self.resolve(response) else {
            return self.notes.loss(line, "the target of a reference does not exist: left out");
        };
        let place = reference.map_or(place, str::to_owned);
        let path = place.strip_prefix("#/").map(|path| path.split('/').collect::<Vec<_>>());
        let line = path.map_or(line, |path| self.places.line_of(&path));
        if !self.done.insert((status, place)) {
            return;
        }
        if status.is_none() {
            let what = "a status comes from the body or the name of each error";
            self.notes.loss(line, format!("`{}` is not one status: {what}", one_line(name)));
        }
        self.note_extensions(response, line);
        if response.get("links").is_some() {
            self.notes.loss(line, "the links of a response are left out");
        }
        let description = response["description"].as_str().and_then(some_line);
        let parts = Parts { status, line, description, headers: self.read_headers(response) };
        let mut bodies = Vec::new();
        for (media, content) in members(&response["content"]) {
            if media.contains("json") || media == "*/*" {
                self.read_content(content, &parts, &mut bodies);
            } else {
                self.notes.loss(line, format!("a body of `{}` is not JSON: left out", one_line(media)));
            }
        }
        let is_alone = bodies.len() == 1;
        let mut is_described = self.codes.values().any(|listed| listed.statuses.contains(&status));
        let Parts { description, headers, .. } = parts;
        for (body, summary) in bodies {
            if !is_error_body(&body) {
                self.notes.loss(line, "an example in which neither a code nor a message is found: left out");
                continue;
            }
            is_described = true;
            let description = summary.or_else(|| description.clone().filter(|_| is_alone));
            self.facts.examples.push(Example { line, status, body, headers: headers.clone(), description });
        }
        if let Some(text) = description.filter(|_| !is_described && status.is_some()) {
            self.add_described(ErrorFact { line, status, headers, ..ErrorFact::default() }, &text);
        }
    }

    /// Adds an error for which only the response's description is known.
    fn add_described(&mut self, fact: ErrorFact, text: &str) {
        let message = Some(literal(&plain_text(text)));
        let is_known = |e: &ErrorFact| e.code.is_none() && e.status == fact.status && e.message == message;
        if self.facts.errors.len() <= MAX_DESCRIBED && !self.facts.errors.iter().any(is_known) {
            let text = format!("the message `{text}` is the response's description: no example shows one");
            self.notes.guess(fact.line, text);
            self.facts.errors.push(ErrorFact { message, ..fact });
        }
    }

    fn read_headers(&mut self, response: &'a Value) -> Vec<(String, String)> {
        let mut headers = Vec::new();
        for (name, header) in members(&response["headers"]) {
            let Some((header, _)) = self.resolve(header) else { continue };
            let schema = self.resolve(&header["schema"]).map_or(&Value::Null, |(schema, _)| schema);
            let named = members(&header["examples"]).next().map(|(_, example)| &example["value"]);
            let shown = [&header["example"], &schema["example"], &schema["default"], named.unwrap_or(&Value::Null)];
            let shown = shown.into_iter().find(|value| !value.is_null());
            headers.push((name.clone(), shown.map(text_of).unwrap_or_default()));
        }
        headers
    }

    fn read_content(&mut self, content: &'a Value, parts: &Parts, bodies: &mut Vec<Shown>) {
        let Parts { status, line, description, headers } = parts;
        let (status, line) = (*status, *line);
        self.note_extensions(content, line);
        let before = bodies.len();
        bodies.extend(content.get("example").map(|example| (example.clone(), None)));
        for (_, example) in members(&content["examples"]) {
            let Some((example, _)) = self.resolve(example) else { continue };
            let summary = example["summary"].as_str().or_else(|| example["description"].as_str()).map(one_line);
            match example.get("value") {
                Some(value) => bodies.push((value.clone(), summary)),
                None if example["externalValue"].is_null() => {}
                None => self.notes.loss(line, "an example in another file is not read"),
            }
        }
        let Some((schema, _)) = content.get("schema").and_then(|schema| self.resolve(schema)) else { return };
        if bodies.len() == before {
            let examples = schema["examples"].as_array().into_iter().flatten();
            bodies.extend(schema.get("example").into_iter().chain(examples).map(|example| (example.clone(), None)));
        }
        let mut found = Found { status, ..Found::default() };
        let body = self.schema_body(schema, &mut found);
        for (name, description, is_optional) in std::mem::take(&mut found.members) {
            if self.members.insert(name.clone()) {
                self.facts.members.push(MemberFact { name, description, is_optional });
            }
        }
        let codes = found.take_codes();
        let only = description.as_ref().filter(|_| codes.len() == 1);
        for Code { code, is_shared, .. } in codes {
            let listed = self.codes.entry(code).or_insert_with(|| Listed { line, ..Listed::default() });
            listed.statuses.insert(status.filter(|_| !is_shared));
            if is_shared {
                continue;
            }
            listed.description = listed.description.take().or_else(|| only.cloned());
            let is_known = |name: &str| listed.headers.iter().any(|(known, _)| known == name);
            let new: Vec<_> = headers.iter().filter(|(name, _)| !is_known(name)).cloned().collect();
            listed.headers.extend(new);
        }
        if self.facts.formats.is_empty() && is_error_body(&body) {
            self.facts.formats.push(Example::new(line, status, body));
            self.facts.has_made_format = true;
        }
    }
}
