//! The published page of an API, as data.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::{Answer, Request, Server};

/// `tests/seeds/NAME.json`: the text of the page of an API, word for word.
#[derive(Debug)]
pub struct Page {
    seed: Value,
    /// The JSON that the example's own reference shows.
    documented: Vec<String>,
}

impl Page {
    /// The page of an example.
    #[must_use]
    pub fn read(name: &str) -> Self {
        let reference = read(&format!("../../examples/{name}/docs/errors.md"));
        let blocks = reference.split("```json\n").skip(1).filter_map(|block| block.split("\n```").next());
        Self { seed: parse(&read(&format!("../seeds/{name}.json"))), documented: blocks.map(compact).collect() }
    }

    /// Requests each documented example. `keys` contains the key of each error on the page, in order.
    pub fn check_documented(&self, server: &Server, keys: &[&str]) {
        let requests: Vec<Request> = keys.iter().map(|key| Request::get(&format!("/_errors/{key}"))).collect();
        self.check(server, &requests.iter().map(Some).collect::<Vec<_>>());
    }

    /// Requests each error on the page, in order; `None` stands for an error that no request causes.
    ///
    /// Status, headers and body must be the same as on the page, byte for byte. Only white space and `debug` may
    /// differ.
    pub fn check(&self, server: &Server, requests: &[Option<&Request>]) {
        let examples = list(&self.seed, "examples");
        assert_eq!(examples.len(), requests.len(), "one request for each example");
        for (example, request) in examples.iter().zip(requests) {
            let Some(request) = request else { continue };
            let answer = server.ask(request);
            assert_eq!(without_debug(&answer.body), without_debug(&example["body"].to_string()), "{request:?}");
            assert_eq!(example["status"], answer.status, "{request:?}");
            assert_eq!(answer.header("Content-Type"), Some("application/json"), "{request:?}");
            self.check_headers(example, &answer);
        }
    }

    /// Checks that every code in the tables of the page has an example at `/_errors/CODE`, with that code and its
    /// status, and that the reference shows the same example.
    pub fn check_codes(&self, server: &Server, member: &str) {
        let codes: Vec<&Value> = list(&self.seed, "tables").iter().flat_map(|table| list(table, "codes")).collect();
        assert!(!codes.is_empty(), "the page has no codes");
        for row in codes {
            let code = row["code"].as_str().unwrap();
            let answer = server.get(&format!("/_errors/{code}"));
            let body: Value = serde_json::from_str(&answer.body).unwrap();
            assert_eq!(body[member], code, "{answer:?}");
            assert!(self.documented.contains(&answer.body), "docs/errors.md does not contain {}", answer.body);
            if let Some(status) = row.get("status") {
                assert_eq!(*status, answer.status, "{answer:?}");
            }
        }
    }

    /// Checks the headers of an example, and that the headers of every response are present.
    fn check_headers(&self, example: &Value, answer: &Answer) {
        for (name, value) in members(example, "headers") {
            assert_eq!(answer.header(name), value.as_str(), "{example}");
        }
        for (name, _) in members(&self.seed, "headers") {
            assert!(answer.header(name).is_some_and(|value| !value.is_empty()), "{name}: {answer:?}");
        }
    }
}

/// JSON without white space, with its members in order.
#[must_use]
pub fn compact(json: &str) -> String {
    parse(json).to_string()
}

fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn without_debug(json: &str) -> String {
    let mut value = parse(json);
    if let Some(members) = value.as_object_mut() {
        members.shift_remove("debug");
    }
    value.to_string()
}

fn parse(json: &str) -> Value {
    serde_json::from_str(json).unwrap_or_else(|error| panic!("{error}: {json}"))
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn members<'a>(value: &'a Value, key: &str) -> impl Iterator<Item = (&'a String, &'a Value)> {
    value.get(key).and_then(Value::as_object).into_iter().flatten()
}
