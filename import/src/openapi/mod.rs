//! OpenAPI 3.0 and 3.1: the responses of all operations that are errors.

mod lines;
mod schema;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use self::lines::Lines;
use super::facts::{ErrorFact, Example, Facts, MemberFact, Notes};
use super::infer::names::{literal, one_line};
use super::infer::shape::is_error_body;
use super::infer::status::status_of;

const METHODS: &[&str] = &["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/// How many references and schemas are followed before a document is given up.
const BUDGET: usize = 200_000;

/// What the error responses of a description say.
pub(super) fn read_openapi(text: &str, notes: &mut Notes) -> Result<Facts, String> {
    let root: Value = match text.trim_start().starts_with('{') {
        true => serde_json::from_str(text).map_err(|error| error.to_string())?,
        false => serde_saphyr::from_str(text).map_err(|error| one_line(&error.to_string()))?,
    };
    // YAML takes a version without its last part for a number.
    let version = root.get("openapi").map(text_of).unwrap_or_default();
    if !version.starts_with("3.") {
        return Err("it has no `openapi` of version 3".to_owned());
    }
    let facts = Facts { unknown_status: 500, shows_bodies: true, ..Facts::default() };
    let mut reader = Reader {
        root: &root,
        lines: Lines::new(text),
        notes,
        facts,
        budget: BUDGET,
        done: BTreeSet::new(),
        codes: BTreeMap::new(),
        members: BTreeSet::new(),
        extensions: BTreeSet::new(),
    };
    reader.read_info();
    reader.read_operations();
    reader.read_components();
    reader.finish_codes();
    if reader.budget == 0 {
        reader.notes.loss(0, "the document is too large or refers to itself too often: the rest of it is not read");
    }
    Ok(reader.facts)
}

struct Reader<'a> {
    root: &'a Value,
    lines: Lines<'a>,
    notes: &'a mut Notes,
    facts: Facts,
    budget: usize,
    /// Responses that have been read: their status, and where they stand.
    done: BTreeSet<(Option<u16>, String)>,
    codes: BTreeMap<String, Listed>,
    members: BTreeSet<String>,
    extensions: BTreeSet<String>,
}

/// A code that a schema lists.
#[derive(Default)]
struct Listed {
    line: usize,
    /// What it may be sent with.
    statuses: BTreeSet<Option<u16>>,
    /// What is said of the response, where it is the only code of its schema.
    description: Option<String>,
}

impl<'a> Reader<'a> {
    fn read_info(&mut self) {
        let text = |key: &str| self.root.pointer(&format!("/info/{key}")).and_then(Value::as_str).map(str::to_owned);
        self.facts.title = text("title");
        self.facts.description = text("description");
        let version = self.root.pointer("/info/version").map(text_of);
        let is_semver = |version: &String| semver::Version::parse(version).is_ok();
        if let Some(other) = version.as_ref().filter(|version| !is_semver(version)) {
            let line = self.lines.find(&["info", "version"]);
            self.notes.loss(line, format!("version `{}` is no semantic version", one_line(other)));
        }
        self.facts.version = version.filter(is_semver);
    }

    fn read_operations(&mut self) {
        let paths = self.root.get("paths").and_then(Value::as_object);
        for (path, item) in paths.into_iter().flatten() {
            let Some((item, _)) = self.resolve(item) else { continue };
            for method in METHODS {
                let responses =
                    item.get(method).and_then(|operation| operation.get("responses")).and_then(Value::as_object);
                for (status, response) in responses.into_iter().flatten() {
                    let line = self.lines.find(&["paths", path, method, "responses", status]);
                    let place = format!("{path} {method} {status}");
                    self.read_response(parse_status(status), response, line, &place, status);
                }
            }
        }
    }

    /// Responses that no operation refers to.
    fn read_components(&mut self) {
        let responses = self.root.pointer("/components/responses").and_then(Value::as_object);
        for (name, response) in responses.into_iter().flatten() {
            let place = format!("#/components/responses/{name}");
            if self.done.iter().any(|(_, done)| *done == place) {
                continue;
            }
            let line = self.lines.find(&["components", "responses", name]);
            let known = status_of(name);
            match &known {
                Some((status, words)) => {
                    let text = format!("response `{}` has status {status}: its name says `{words}`", one_line(name));
                    self.notes.guess(line, text);
                }
                None => self
                    .notes
                    .loss(line, format!("response `{}` belongs to no operation and has no status", one_line(name))),
            }
            if let Some((status, _)) = known {
                self.read_response(Ok(Some(status)), response, line, &place, name);
            }
        }
    }

    fn read_response(
        &mut self,
        status: Result<Option<u16>, ()>,
        response: &'a Value,
        line: usize,
        place: &str,
        name: &str,
    ) {
        let Ok(status) = status else { return };
        let Some((response, reference)) = self.resolve(response) else {
            return self.notes.loss(line, "a reference leads nowhere: left out");
        };
        let place = reference.map_or_else(|| place.to_owned(), str::to_owned);
        let line = match place.strip_prefix("#/") {
            Some(path) => self.lines.find(&path.split('/').collect::<Vec<_>>()),
            None => line,
        };
        if !self.done.insert((status, place)) {
            return;
        }
        if status.is_none() {
            let text =
                format!("`{}` is no status: each error has the one that its body or its name says", one_line(name));
            self.notes.loss(line, text);
        }
        self.note_extensions(response, line);
        if response.get("links").is_some() {
            self.notes.loss(line, "the links of a response are left out");
        }
        let description =
            response.get("description").and_then(Value::as_str).map(one_line).filter(|text| !text.is_empty());
        let headers = self.read_headers(response);
        let mut bodies = Vec::new();
        for (media, content) in response.get("content").and_then(Value::as_object).into_iter().flatten() {
            if media.contains("json") || media == "*/*" {
                self.read_content(content, status, line, description.as_deref(), &mut bodies);
            } else {
                self.notes.loss(line, format!("a body of `{}` is no JSON: left out", one_line(media)));
            }
        }
        let is_alone = bodies.len() == 1;
        let mut found = false;
        for (body, summary) in bodies {
            if !is_error_body(&body) {
                self.notes.loss(line, "an example in which neither a code nor a message is found: left out");
                continue;
            }
            found = true;
            let description = summary.or_else(|| description.clone().filter(|_| is_alone));
            self.facts.examples.push(Example { line, status, body, headers: headers.clone(), description });
        }
        let has_codes = self.codes.values().any(|listed| listed.statuses.contains(&status));
        if let Some(description) = description.filter(|_| !found && !has_codes && status.is_some()) {
            self.add_described(status, description, headers, line);
        }
    }

    /// An error of which only the description is known.
    fn add_described(&mut self, status: Option<u16>, text: String, headers: Vec<(String, String)>, line: usize) {
        let message = literal(&super::markdown::inline::plain_text(&text));
        let is_known = |error: &ErrorFact| {
            error.code.is_none() && error.status == status && error.message.as_ref() == Some(&message)
        };
        if self.facts.errors.len() > 20_000 || self.facts.errors.iter().any(is_known) {
            return;
        }
        self.notes.guess(line, format!("the message `{text}` is the response's description: no example shows one"));
        self.facts.errors.push(ErrorFact { line, status, message: Some(message), headers, ..ErrorFact::default() });
    }

    fn read_headers(&mut self, response: &'a Value) -> Vec<(String, String)> {
        let mut headers = Vec::new();
        for (name, header) in response.get("headers").and_then(Value::as_object).into_iter().flatten() {
            let Some((header, _)) = self.resolve(header) else { continue };
            let schema = header.get("schema").and_then(|schema| Some(self.resolve(schema)?.0));
            let shown = header.get("example").or_else(|| schema?.get("example")).or_else(|| schema?.get("default"));
            let shown = shown.or_else(|| header.get("examples")?.as_object()?.values().next()?.get("value"));
            headers.push((name.clone(), shown.map(text_of).unwrap_or_default()));
        }
        headers
    }

    fn read_content(
        &mut self,
        content: &'a Value,
        status: Option<u16>,
        line: usize,
        description: Option<&str>,
        bodies: &mut Vec<(Value, Option<String>)>,
    ) {
        self.note_extensions(content, line);
        let before = bodies.len();
        bodies.extend(content.get("example").map(|example| (example.clone(), None)));
        for (_, example) in content.get("examples").and_then(Value::as_object).into_iter().flatten() {
            let Some((example, _)) = self.resolve(example) else { continue };
            let summary =
                example.get("summary").or_else(|| example.get("description")).and_then(Value::as_str).map(one_line);
            match (example.get("value"), example.get("externalValue")) {
                (Some(value), _) => bodies.push((value.clone(), summary)),
                (None, Some(_)) => self.notes.loss(line, "an example in another file is not read"),
                (None, None) => {}
            }
        }
        let Some((schema, _)) = content.get("schema").and_then(|schema| self.resolve(schema)) else { return };
        if bodies.len() == before {
            bodies.extend(schema.get("example").map(|example| (example.clone(), None)));
            let examples = schema.get("examples").and_then(Value::as_array);
            bodies.extend(examples.into_iter().flatten().map(|example| (example.clone(), None)));
        }
        let mut found = schema::Found::default();
        let body = self.schema_body(schema, status, &mut Vec::new(), &mut String::new(), &mut found);
        for (path, text, is_optional) in found.members {
            if self.members.insert(path.clone()) {
                self.facts.members.push(MemberFact { name: path, description: text, is_optional });
            }
        }
        let only = description.filter(|_| found.codes.len() == 1);
        for code in found.codes {
            let listed = self.codes.entry(code).or_insert_with(|| Listed { line, ..Listed::default() });
            listed.statuses.insert(status);
            listed.description = listed.description.take().or_else(|| only.map(str::to_owned));
        }
        if self.facts.formats.is_empty() && is_error_body(&body) {
            let example = Example { line, status, body, headers: Vec::new(), description: None };
            self.facts.formats.push(example);
            self.facts.has_made_format = true;
        }
    }

    /// Codes that a schema lists under one status have that; the others have the one that they are known for.
    fn finish_codes(&mut self) {
        for (code, Listed { line, statuses, description }) in std::mem::take(&mut self.codes) {
            let only = statuses.iter().next().copied().flatten().filter(|_| statuses.len() == 1);
            let is_alone =
                only.is_some_and(|status| !self.facts.examples.iter().any(|example| example.status == Some(status)));
            let fact = ErrorFact { line, code: Some(code), status: only, description, ..ErrorFact::default() };
            let guess = only.filter(|_| is_alone).map(|_| "a schema of its responses lists it".to_owned());
            self.facts.errors.push(ErrorFact { status_guess: guess, ..fact });
        }
    }

    /// What a reference leads to, and the first reference on the way. None where it leads nowhere, or in a circle.
    fn resolve(&mut self, value: &'a Value) -> Option<(&'a Value, Option<&'a str>)> {
        let mut value = value;
        let mut first = None;
        for _ in 0..32 {
            let Some(reference) = value.get("$ref").and_then(Value::as_str) else { return Some((value, first)) };
            self.budget = self.budget.checked_sub(1)?;
            first = first.or(Some(reference));
            value = self.root.pointer(reference.strip_prefix('#')?)?;
        }
        None
    }

    fn note_extensions(&mut self, value: &Value, line: usize) {
        let keys = value.as_object().into_iter().flat_map(Map::keys).filter(|key| key.starts_with("x-"));
        for key in keys {
            if self.extensions.insert(key.clone()) {
                self.notes.loss(
                    line,
                    format!("`{}` is an extension: left out, here and wherever else it stands", one_line(key)),
                );
            }
        }
    }
}

/// The status of an error; none for a range of them, and an error for what is no error.
fn parse_status(status: &str) -> Result<Option<u16>, ()> {
    match status {
        "default" | "4XX" | "5XX" | "4xx" | "5xx" => Ok(None),
        status => status.parse().ok().filter(|status| (400..=599).contains(status)).map(Some).ok_or(()),
    }
}

fn text_of(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
