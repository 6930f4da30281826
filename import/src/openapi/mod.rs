//! Reads OpenAPI 3: the error responses of all operations.

mod response;
mod schema;
mod unused;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use crate::document::{Part, parse_document};
use crate::facts::{ErrorFact, Facts, Notes};
use crate::infer::status::{is_error_status, status_of_name};
use crate::text::one_line;

const METHODS: &[&str] = &["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/// The maximum number of references and schemas that are followed in a document.
const BUDGET: usize = 200_000;

/// Reads the facts about the error responses of an OpenAPI description.
pub(crate) fn read_openapi(text: &str, notes: &mut Notes) -> Result<Facts, String> {
    let (root, places) = parse_document(text, notes)?;
    // YAML parses `3.0` as a number.
    if !text_of(&root["openapi"]).starts_with("3.") {
        return Err("it has no `openapi` of version 3".to_owned());
    }
    let mut reader = Reader {
        root: &root,
        places: &places,
        notes,
        facts: Facts::default(),
        budget: BUDGET,
        done: BTreeSet::new(),
        followed: BTreeSet::new(),
        codes: BTreeMap::new(),
        members: BTreeSet::new(),
        extensions: BTreeSet::new(),
    };
    reader.read_info();
    reader.read_operations();
    reader.read_components();
    reader.read_unused_schemas();
    reader.finish_codes();
    if reader.budget == 0 {
        reader.notes.loss(0, "the document is too large or refers to itself too often: the rest of it is not read");
    }
    Ok(reader.facts)
}

struct Reader<'a> {
    root: &'a Value,
    places: &'a Part,
    notes: &'a mut Notes,
    facts: Facts,
    budget: usize,
    /// The status and the path of each response that has been read.
    done: BTreeSet<(Option<u16>, String)>,
    /// The references that have been followed.
    followed: BTreeSet<&'a str>,
    codes: BTreeMap<String, Listed>,
    members: BTreeSet<String>,
    extensions: BTreeSet<String>,
}

/// A code that a schema lists.
#[derive(Default)]
struct Listed {
    line: usize,
    statuses: BTreeSet<Option<u16>>,
    /// The description of the response, if this is the only code of its schema.
    description: Option<String>,
    /// The headers of the response.
    headers: Vec<(String, String)>,
}

impl<'a> Reader<'a> {
    fn read_info(&mut self) {
        let text = |key: &str| self.root["info"][key].as_str().map(str::to_owned);
        (self.facts.title, self.facts.description) = (text("title"), text("description"));
        let version = Some(&self.root["info"]["version"]).filter(|version| !version.is_null()).map(text_of);
        let Some(version) = version else { return };
        if semver::Version::parse(&version).is_ok() {
            self.facts.version = Some(version);
        } else {
            let line = self.places.line_of(&["info", "version"]);
            self.notes.loss(line, format!("version `{}` is not a semantic version", one_line(&version)));
        }
    }

    fn read_operations(&mut self) {
        for (path, item) in members(&self.root["paths"]) {
            let Some((item, _)) = self.resolve(item) else { continue };
            for method in METHODS {
                for (status, response) in members(&item[*method]["responses"]) {
                    let line = self.places.line_of(&["paths", path, method, "responses", status]);
                    let place = format!("{path} {method} {status}");
                    let is_range = matches!(status.as_str(), "default" | "4XX" | "5XX" | "4xx" | "5xx");
                    let number = status.parse().ok().filter(|status| is_error_status(*status));
                    let is_other = matches!(status.parse::<u32>(), Ok(100..=399)) || status.starts_with("x-");
                    if is_range || number.is_some() {
                        self.read_response(number, response, line, place, status);
                    } else if !is_other && !matches!(status.as_str(), "1XX" | "2XX" | "3XX" | "1xx" | "2xx" | "3xx") {
                        self.notes.loss(line, format!("`{}` is not an HTTP status: left out", one_line(status)));
                    }
                }
            }
        }
    }

    /// Reads the responses that no operation refers to.
    fn read_components(&mut self) {
        for (name, response) in members(&self.root["components"]["responses"]) {
            let place = format!("#/components/responses/{name}");
            if self.done.iter().any(|(_, done)| *done == place) {
                continue;
            }
            let line = self.places.line_of(&["components", "responses", name]);
            let shown = one_line(name);
            let Some((status, words)) = status_of_name(name) else {
                self.notes.loss(line, format!("response `{shown}` belongs to no operation and has no status"));
                continue;
            };
            self.notes.guess(line, format!("response `{shown}` has status {status}: its name says `{words}`"));
            self.read_response(Some(status), response, line, place, name);
        }
    }

    /// Adds the codes that schemas list. A code that is listed under one status has that status; the status of any
    /// other code is guessed.
    fn finish_codes(&mut self) {
        for (code, Listed { line, statuses, description, headers }) in std::mem::take(&mut self.codes) {
            let only = statuses.iter().next().copied().flatten().filter(|_| statuses.len() == 1);
            let guess = only.map(|status| format!("a schema of the responses with {status} lists it"));
            let fact = ErrorFact { line, code: Some(code), status: only, description, headers, ..ErrorFact::default() };
            self.facts.errors.push(ErrorFact { status_guess: guess, ..fact });
        }
    }

    /// Follows a reference to its value, and also returns the first reference. Returns `None` if the value does not
    /// exist or the references form a cycle.
    fn resolve(&mut self, mut value: &'a Value) -> Option<(&'a Value, Option<&'a str>)> {
        let mut first = None;
        for _ in 0..32 {
            let Some(reference) = value.get("$ref").and_then(Value::as_str) else { return Some((value, first)) };
            self.budget = self.budget.checked_sub(1)?;
            self.followed.insert(reference);
            first = first.or(Some(reference));
            value = self.root.pointer(reference.strip_prefix('#')?)?;
        }
        None
    }

    fn note_extensions(&mut self, value: &Value, line: usize) {
        for (key, _) in members(value).filter(|(key, _)| key.starts_with("x-")) {
            if self.extensions.insert(key.clone()) {
                let text = format!("`{}` is an extension: left out, here and wherever else it is", one_line(key));
                self.notes.loss(line, text);
            }
        }
    }
}

/// The members of an object. A value that is not an object has none.
fn members(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flat_map(Map::iter)
}

fn text_of(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
