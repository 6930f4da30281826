//! Vectors of large catalogs, and vectors that satisfy their schema.

#![allow(clippy::panic, clippy::unwrap_used)]

mod support;

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

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

/// The time for eight times as many errors is about eight times as long, even if a response has no code.
#[test]
fn the_time_grows_linearly() {
    for body in ["message = '{message}'\ncode = '{code}'", "message = '{message}'"] {
        let toml = |count: u32| {
            let mut toml = format!("[wire.body]\n{body}\n[errors]\n");
            for n in 0..count {
                let _ =
                    writeln!(toml, "e{n} = {{ status = 400, message = \"No {{x}} in {n}\", fields.x = \"string\" }}");
            }
            toml
        };
        let time = |count| {
            let toml = toml(count);
            let catalog = parse("errors.toml", &toml);
            let (view, kind) = (View::of(&catalog), find_kind(KINDS, "vectors").unwrap());
            let best = (0..3).map(|_| {
                let start = Instant::now();
                let text = kind.render.unwrap()(&view, &Options::given(kind, &[]));
                assert!(text.len() > 1_000);
                start.elapsed()
            });
            best.min().unwrap()
        };
        let (small, large) = (time(500), time(4_000));
        assert!(large < small * 24 + Duration::from_millis(50), "{small:?} for 500 errors, {large:?} for 4,000");
    }
}
