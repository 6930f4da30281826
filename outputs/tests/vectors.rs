//! Vectors satisfy their schema, and no two cases have the same name.

#![allow(clippy::panic, clippy::unwrap_used)]

mod support;

use std::fs;
use std::path::Path;

use error_catalog_outputs::registry::{KINDS, Options, find_kind};
use error_catalog_outputs::view::View;
use serde_json::Value;

use crate::support::{HOSTILE, hostile, parse};

fn vectors(toml: &str) -> String {
    let catalog = parse("errors.toml", toml);
    let kind = find_kind(KINDS, "vectors").unwrap();
    kind.render.unwrap()(&View::of(&catalog), &Options::given(kind, &[]))
}

#[test]
fn vectors_satisfy_the_schema() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let read = |path: &str| fs::read_to_string(root.join(path)).unwrap();
    let schema: Value = serde_json::from_str(&read("cli/src/schemas/vectors.json")).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let examples =
        ["admin", "lomi", "lumoauth", "voyager"].map(|name| read(&format!("examples/{name}/tests/vectors.json")));
    for document in examples.into_iter().chain(HOSTILE.iter().map(|text| vectors(&hostile(text)))) {
        let document: Value = serde_json::from_str(&document).unwrap();
        let errors: Vec<String> = validator.iter_errors(&document).map(|error| error.to_string()).collect();
        assert_eq!(errors, [""; 0]);
        let mut names: Vec<&str> =
            document["cases"].as_array().unwrap().iter().map(|case| case["name"].as_str().unwrap()).collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count, "two cases have the same name");
    }
}
