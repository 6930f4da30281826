//! Reads OpenAPI 3: the error responses of all operations.

mod response;
mod schema;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::document::{Part, members, parse_document, text_of};
use crate::facts::{ErrorFact, Facts, MemberFact, Notes};
use crate::infer::shape::is_error_body;
use crate::infer::status::status_of;
use crate::text::one_line;

/// The maximum number of references and schemas that are followed in a document.
const BUDGET: usize = 200_000;

/// Reads the facts about the error responses of an OpenAPI description.
pub(crate) fn read_openapi(text: &str, notes: &mut Notes) -> Result<Facts, String> {
    let (root, places) = parse_document(text, notes)?;
    // YAML parses `3.0` as a number.
    if root.get("swagger").is_some() {
        return Err("it is a Swagger 2.0 description; convert it to OpenAPI 3, which `import` reads".to_owned());
    }
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
        extensions: BTreeSet::new(),
        dropped: BTreeSet::new(),
    };
    reader.read_info();
    reader.read_operations();
    reader.read_components();
    reader.read_unused_schemas();
    reader.finish_codes();
    keep_first(&mut reader.facts.members);
    if !reader.dropped.is_empty() {
        let dropped: Vec<&str> = reader.dropped.iter().copied().collect();
        reader.notes.loss(0, format!("an import leaves out {}", dropped.join(", ")));
    }
    if reader.budget == 0 {
        reader.notes.loss(0, "the document is too large or refers to itself too often: the rest of it is not read");
    }
    Ok(reader.facts)
}

/// Keeps the first fact about each member. A member that has different values in different schemas has no list.
fn keep_first(members: &mut Vec<MemberFact>) {
    let mut values: BTreeMap<String, Option<Vec<String>>> = BTreeMap::new();
    for member in &*members {
        let known = values.entry(member.name.clone()).or_insert_with(|| Some(member.values.clone()));
        *known = known.take().filter(|known| *known == member.values);
    }
    members.retain_mut(|member| {
        let Some(values) = values.remove(&member.name) else { return false };
        member.values = values.unwrap_or_default();
        true
    });
}

struct Reader<'a> {
    root: &'a Value,
    places: &'a Part,
    notes: &'a mut Notes,
    facts: Facts,
    budget: usize,
    /// The status of each response that has been read, and its path or, if nothing else is known, its description.
    done: BTreeSet<(Option<u16>, String)>,
    /// The references that have been followed.
    followed: BTreeSet<&'a str>,
    /// The codes that schemas list, with the statuses of the responses that have these schemas.
    codes: BTreeMap<String, (BTreeSet<Option<u16>>, ErrorFact)>,
    extensions: BTreeSet<String>,
    /// What is left out wherever it is.
    dropped: BTreeSet<&'static str>,
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
        let root = self.root;
        let items = |of: &'static str| members(&root[of]).map(move |(path, item)| (of, path, item));
        for (of, path, item) in items("paths").chain(items("webhooks")) {
            let Some(item) = self.resolve(item) else { continue };
            for (method, operation) in members(item).filter(|(key, _)| !key.starts_with("x-")) {
                if operation.get("callbacks").is_some() {
                    self.dropped.insert("callbacks");
                }
                for (status, response) in members(&operation["responses"]) {
                    let path = [of, path, method, "responses", status];
                    // `4XX` is a range of statuses.
                    match status.to_ascii_lowercase().replace("xx", "00").parse() {
                        Ok(400..=599_u16) => self.read_response(status.parse().ok(), response, &path),
                        Err(_) if status == "default" => self.read_response(None, response, &path),
                        Ok(100..=399) => {}
                        Err(_) if status.starts_with("x-") => {}
                        _ => {
                            let text = format!("`{}` is not an HTTP status: left out", one_line(status));
                            self.notes.loss(self.places.line_of(&path), text);
                        }
                    }
                }
            }
        }
    }

    /// Reads the responses that no operation refers to, and notes such examples.
    fn read_components(&mut self) {
        let root = self.root;
        for (name, example) in members(&root["components"]["examples"]) {
            let is_used = self.followed.contains(format!("#/components/examples/{name}").as_str());
            if !is_used && is_error_body(&example["value"]) {
                let line = self.places.line_of(&["components", "examples", name]);
                self.notes.loss(line, format!("the example `{}` belongs to no response: left out", one_line(name)));
            }
        }
        let used: BTreeSet<String> = self.done.iter().map(|(_, done)| done.clone()).collect();
        for (name, response) in members(&root["components"]["responses"]) {
            let path = ["components", "responses", name];
            if used.contains(&path.join("/")) {
                continue;
            }
            let (line, shown) = (self.places.line_of(&path), one_line(name));
            let Some((status, words)) = status_of(name, true) else {
                self.notes.loss(line, format!("response `{shown}` belongs to no operation and has no status"));
                continue;
            };
            self.notes.guess(line, format!("response `{shown}` has status {status}: its name says `{words}`"));
            self.read_response(Some(status), response, &path);
        }
    }

    /// Adds the status of a response whose schema lists a code. Returns what is known about the code.
    fn list_code(&mut self, code: String, status: Option<u16>, line: usize) -> &mut ErrorFact {
        let new = || (BTreeSet::new(), ErrorFact { line, ..ErrorFact::default() });
        let (statuses, fact) = self.codes.entry(code).or_insert_with(new);
        statuses.insert(status);
        fact
    }

    /// Adds the codes that schemas list. A code that is listed under one status has that status; the status of any
    /// other code is guessed.
    fn finish_codes(&mut self) {
        for (code, (statuses, mut fact)) in std::mem::take(&mut self.codes) {
            if statuses.len() > 1 && !fact.headers.is_empty() {
                // Each of the responses has other headers. The examples keep the headers of their responses.
                fact.headers.clear();
                self.dropped.insert("headers of codes that responses of several statuses list without an example");
            }
            let status = statuses.iter().next().copied().flatten().filter(|_| statuses.len() == 1);
            let status_guess = status.map(|status| format!("a schema of the responses with {status} lists it"));
            self.facts.errors.push(ErrorFact { code: Some(code), status, status_guess, ..fact });
        }
    }

    /// Follows references until a value is none. Returns `None` if the value does not exist or the references form a
    /// cycle.
    fn resolve(&mut self, mut value: &'a Value) -> Option<&'a Value> {
        for _ in 0..32 {
            let Some(reference) = value.get("$ref").and_then(Value::as_str) else { return Some(value) };
            self.budget = self.budget.checked_sub(1)?;
            self.followed.insert(reference);
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
