//! Reads one response: its headers, its examples and its schema.

use serde_json::{Map, Value};

use super::Reader;
use super::schema::Found;
use crate::document::{members, text_of};
use crate::facts::ErrorFact;
use crate::infer::columns::value_at;
use crate::infer::shape::{is_error_body, is_problem};
use crate::text::{literal, one_line, plain_text, some_line};

/// The maximum size of the members that are repeated for each error of a list, in bytes. Above this size, only the list
/// is read.
const MAX_SPLIT: usize = 16 << 20;

impl<'a> Reader<'a> {
    pub(super) fn read_response(&mut self, status: Option<u16>, response: &'a Value, path: &[&'a str]) {
        let reference = response["$ref"].as_str().map(|path| path.split('/').skip(1).collect::<Vec<_>>());
        let Some(response) = self.resolve(response) else {
            let line = self.places.line_of(path);
            return self.notes.loss(line, "the target of a reference does not exist: left out");
        };
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
            ErrorFact { line, status, headers: self.read_headers(response), description, ..ErrorFact::default() };
        let mut examples = Vec::new();
        for (media, content) in members(&response["content"]) {
            let is_any = matches!(media.as_str(), "*/*" | "application/*");
            if is_any || media.to_ascii_lowercase().contains("json") {
                self.facts.content_types.extend((!is_any).then(|| (line, media.clone())));
                self.read_content(content, &shared, &mut examples);
            } else {
                self.notes.loss(line, format!("a body of `{}` is not JSON: left out", one_line(media)));
            }
        }
        let mut is_described = self.codes.values().any(|(statuses, _)| statuses.contains(&status));
        if examples.len() > 1 && shared.description.is_some() {
            self.dropped.insert("descriptions of responses with several examples");
        }
        if let [only] = &mut examples[..] {
            only.description = only.description.take().or_else(|| shared.description.clone());
        }
        let shown = examples.len();
        let examples: Vec<ErrorFact> = examples.into_iter().flat_map(split_list).collect();
        if examples.len() > shown {
            self.notes.guess(line, "an example with a list of errors is read as several bodies with one error each");
        }
        for example in examples {
            let has_code = || self.facts.listed.keys().any(|path| value_at(&example.body, path).is_some());
            if is_error_body(&example.body) || is_problem(&example.body) || has_code() {
                is_described = true;
                self.facts.examples.push(example);
            } else {
                self.notes.loss(line, "an example in which neither a code nor a message is found: left out");
            }
        }
        // An error may be known only by the response's description.
        let Some(text) = shared.description.clone().filter(|_| !is_described && status.is_some()) else { return };
        if self.done.insert((status, text.clone())) {
            let message = Some(literal(&plain_text(&text)));
            self.facts.errors.push(ErrorFact { message, description: None, ..shared });
            let text = format!("the message `{text}` is the response's description: no example shows one");
            self.notes.guess(line, text);
        }
    }

    fn read_headers(&mut self, response: &'a Value) -> Vec<(String, String)> {
        let mut headers = Vec::new();
        for (name, header) in members(&response["headers"]) {
            let Some(header) = self.resolve(header) else { continue };
            if header.get("description").is_some() {
                self.dropped.insert("descriptions of headers");
            }
            let schema = self.resolve(&header["schema"]).unwrap_or(&Value::Null);
            let named = members(&header["examples"]).next().map(|(_, example)| &example["value"]);
            let only =
                schema["enum"].as_array().filter(|values| values.len() == 1).map_or(&schema["const"], |one| &one[0]);
            let shown = [&header["example"], &schema["example"], &schema["default"], named.unwrap_or(only), only];
            let shown = shown.into_iter().find(|value| !value.is_null());
            headers.push((name.clone(), shown.map(text_of).unwrap_or_default()));
        }
        headers
    }

    /// Reads the bodies of one media type: their examples, and the codes and the members that their schema describes.
    fn read_content(&mut self, content: &'a Value, shared: &ErrorFact, examples: &mut Vec<ErrorFact>) {
        let ErrorFact { line, status, .. } = *shared;
        self.note_extensions(content, line);
        let shown = |body: &Value, description| ErrorFact { body: body.clone(), description, ..shared.clone() };
        let before = examples.len();
        examples.extend(content.get("example").map(|body| shown(body, None)));
        for (_, example) in members(&content["examples"]) {
            let Some(example) = self.resolve(example) else {
                self.notes.loss(line, "an example refers to nothing: left out");
                continue;
            };
            let summary = example["summary"].as_str().or_else(|| example["description"].as_str()).map(one_line);
            match example.get("value") {
                Some(body) => examples.push(shown(body, summary)),
                None if example["externalValue"].is_null() => {}
                None => self.notes.loss(line, "an example in another file is not read"),
            }
        }
        let Some(schema) = content.get("schema").and_then(|schema| self.resolve(schema)) else { return };
        if examples.len() == before {
            let bodies = schema.get("example").into_iter().chain(schema["examples"].as_array().into_iter().flatten());
            examples.extend(bodies.map(|body| shown(body, None)));
        }
        let mut found = Found { status, ..Found::default() };
        let body = self.schema_body(schema, &mut found);
        self.facts.members.append(&mut found.members);
        let (path, codes) = found.codes.pop_first().map(|(_, codes)| codes).unwrap_or_default();
        self.read_format(ErrorFact::of_body(line, status, body), path, &codes);
        let description = shared.description.as_ref().filter(|_| codes.len() == 1);
        if codes.len() > 1 && shared.description.is_some() {
            self.dropped.insert("descriptions of responses with several codes");
        }
        for (code, is_shared) in codes {
            let fact = self.list_code(code, status.filter(|_| !is_shared), line);
            if !is_shared {
                fact.description = fact.description.take().or_else(|| description.cloned());
                // Many responses may list the code, and each header is validated.
                let new = shared.headers.iter().filter(|header| !fact.headers.contains(header)).cloned();
                fact.headers.extend(new.collect::<Vec<_>>());
            }
        }
    }

    /// Takes a body that was made from a schema as the format, unless an earlier one shows more. Its member at `path`
    /// has the codes.
    fn read_format(&mut self, format: ErrorFact, path: Vec<String>, codes: &[(String, bool)]) {
        let has_codes = !codes.is_empty();
        let is_first = self.facts.formats.is_empty() && (has_codes || is_error_body(&format.body));
        if is_first || has_codes && self.facts.listed.is_empty() {
            self.facts.formats = vec![format];
            self.facts.has_made_format = true;
        }
        if has_codes {
            let listed = self.facts.listed.entry(path).or_default();
            listed.extend(codes.iter().map(|(code, _)| (code.clone(), code.as_str().into())));
        }
    }
}

/// Splits a body with a list of several errors into bodies with one error each.
fn split_list(mut example: ErrorFact) -> Vec<ErrorFact> {
    let lists = |(_, value): &(&String, &Value)| {
        value.as_array().is_some_and(|errors| errors.len() > 1 && errors.iter().all(is_error_body))
    };
    let name = members(&example.body).find(lists).map(|(name, _)| name.clone());
    let Some(name) = name.filter(|_| !is_error_body(&example.body)) else { return vec![example] };
    // Each body repeats the other members, so the list is taken out before the members are copied.
    let Value::Array(errors) = example.body[&name].take() else { return vec![example] };
    if example.body.to_string().len().saturating_mul(errors.len()) > MAX_SPLIT {
        example.body = Value::Object(Map::new());
    }
    let bodies = errors.into_iter().map(|error| {
        let mut body = example.body.clone();
        body[&name] = Value::Array(vec![error]);
        ErrorFact { body, ..example.clone() }
    });
    bodies.collect()
}
