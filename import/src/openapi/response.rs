//! Reads one response: its headers, its examples and its schema.

use serde_json::Value;

use super::schema::Found;
use super::{Reader, members, text_of};
use crate::facts::{ErrorFact, Example};
use crate::infer::shape::is_error_body;
use crate::text::{literal, one_line, plain_text, some_line};

impl<'a> Reader<'a> {
    pub(super) fn read_response(&mut self, status: Option<u16>, response: &'a Value, path: &[&'a str]) {
        let line = self.places.line_of(path);
        let Some((response, reference)) = self.resolve(response) else {
            return self.notes.loss(line, "the target of a reference does not exist: left out");
        };
        let reference: Option<Vec<&str>> = reference.map(|path| path.split('/').skip(1).collect());
        let (path, name) = (reference.as_deref().unwrap_or(path), path.last().copied().unwrap_or_default());
        let line = self.places.line_of(path);
        if !self.done.insert((status, path.join("/"))) {
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
        // What the bodies of the response have in common.
        let shared =
            Example { headers: self.read_headers(response), description, ..Example::new(line, status, Value::Null) };
        let mut examples = Vec::new();
        for (media, content) in members(&response["content"]) {
            if media.contains("json") || media == "*/*" {
                self.read_content(content, &shared, &mut examples);
            } else {
                self.notes.loss(line, format!("a body of `{}` is not JSON: left out", one_line(media)));
            }
        }
        let mut is_described = self.codes.values().any(|(statuses, _)| statuses.contains(&status));
        if let [only] = &mut examples[..] {
            only.description = only.description.take().or_else(|| shared.description.clone());
        }
        for example in examples {
            if is_error_body(&example.body) {
                is_described = true;
                self.facts.examples.push(example);
            } else {
                self.notes.loss(line, "an example in which neither a code nor a message is found: left out");
            }
        }
        // An error may be known only by the response's description.
        let Example { line, status, headers, description, .. } = shared;
        let Some(text) = description.filter(|_| !is_described && status.is_some()) else { return };
        if self.done.insert((status, text.clone())) {
            let message = Some(literal(&plain_text(&text)));
            self.facts.errors.push(ErrorFact { line, status, message, headers, ..ErrorFact::default() });
            let text = format!("the message `{text}` is the response's description: no example shows one");
            self.notes.guess(line, text);
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

    fn read_content(&mut self, content: &'a Value, shared: &Example, examples: &mut Vec<Example>) {
        self.note_extensions(content, shared.line);
        let mut bodies: Vec<(&Value, Option<String>)> =
            content.get("example").map(|body| (body, None)).into_iter().collect();
        for (_, example) in members(&content["examples"]) {
            let Some((example, _)) = self.resolve(example) else { continue };
            let summary = example["summary"].as_str().or_else(|| example["description"].as_str()).map(one_line);
            match example.get("value") {
                Some(body) => bodies.push((body, summary)),
                None if example["externalValue"].is_null() => {}
                None => self.notes.loss(shared.line, "an example in another file is not read"),
            }
        }
        let schema = content.get("schema").and_then(|schema| self.resolve(schema)).map(|(schema, _)| schema);
        if let Some(schema) = schema.filter(|_| bodies.is_empty()) {
            let all = schema.get("example").into_iter().chain(schema["examples"].as_array().into_iter().flatten());
            bodies.extend(all.map(|body| (body, None)));
        }
        examples.extend(bodies.into_iter().map(|(body, description)| Example {
            body: body.clone(),
            description,
            ..shared.clone()
        }));
        if let Some(schema) = schema {
            self.read_body(schema, shared);
        }
    }

    /// Reads the codes and the members that the schema of a body describes.
    fn read_body(&mut self, schema: &'a Value, shared: &Example) {
        let Example { line, status, .. } = *shared;
        let mut found = Found { status, ..Found::default() };
        let body = self.schema_body(schema, &mut found);
        for member in std::mem::take(&mut found.members) {
            if self.members.insert(member.name.clone()) {
                self.facts.members.push(member);
            }
        }
        let codes = found.take_codes();
        let description = shared.description.as_ref().filter(|_| codes.len() == 1);
        for (code, is_shared) in codes {
            let fact = self.list_code(code, status.filter(|_| !is_shared), line);
            if !is_shared {
                fact.description = fact.description.take().or_else(|| description.cloned());
                let new = shared.headers.iter().filter(|header| !fact.headers.contains(header)).cloned();
                fact.headers.extend(new.collect::<Vec<_>>());
            }
        }
        if self.facts.formats.is_empty() && is_error_body(&body) {
            self.facts.formats.push(Example::new(line, status, body));
            self.facts.has_made_format = true;
        }
    }
}
