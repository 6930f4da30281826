//! Vectors satisfy their schema, no two cases have the same name, and a case expects only what its response shows.

#![allow(clippy::panic, clippy::unwrap_used)]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use error_catalog_outputs::registry::{KINDS, Options, find_kind};
use error_catalog_outputs::view::View;
use serde_json::{Value, json};

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

/// The cases of a catalog in `tests/fixtures/vectors`, by name.
fn cases(name: &str) -> BTreeMap<String, Value> {
    let path = format!("{}/../tests/fixtures/vectors/{name}.toml", env!("CARGO_MANIFEST_DIR"));
    let document: Value = serde_json::from_str(&vectors(&fs::read_to_string(path).unwrap())).unwrap();
    let cases = document["cases"].as_array().unwrap();
    cases.iter().map(|case| (case["name"].as_str().unwrap().to_owned(), case["expect"].clone())).collect()
}

#[test]
fn violations_are_those_of_the_body() {
    for (name, case, expected) in [
        ("map", "sorted: example 2", json!([{ "pointer": "/a", "detail": "x z" }, { "pointer": "/b", "detail": "y" }])),
        (
            "map",
            "sorted: example 3",
            json!([{ "detail": "x" }, { "pointer": "/c/d", "detail": "y" }, { "detail": "z" }]),
        ),
        ("map", "sorted: example 4", json!([{ "detail": "x y" }])),
        ("map", "sorted: example 5", Value::Null),
        ("map", "sorted: example 7", json!([])),
        (
            "map_of_lists",
            "sorted: example 2",
            json!([
                { "pointer": "/a", "detail": "x" },
                { "pointer": "/a", "detail": "z" },
                { "pointer": "/b", "detail": "y" },
            ]),
        ),
        ("map_of_lists", "sorted: example 4", json!([{ "detail": "x" }, { "detail": "y" }])),
        (
            "list",
            "sorted: example 5",
            json!([{ "pointer": "/b", "code": "k", "detail": "x" }, { "pointer": "/10", "detail": "y" }]),
        ),
        ("other_violations", "hidden: example 1", Value::Null),
        ("other_violations", "second: example 1", json!([{ "pointer": "/b", "detail": "Bad" }])),
        ("two_violations", "both: example 1", Value::Null),
        ("two_violations", "one: example 1", json!([{ "pointer": "/a", "detail": "Wrong" }])),
    ] {
        assert_eq!(cases(name)[case]["violations"], expected, "{name}: {case}");
    }
}

#[test]
fn a_response_that_can_be_read_in_several_ways_has_no_case() {
    assert!(cases("guarded").values().all(|expect| expect["known"] == false));
    let cases = cases("code_in_text");
    for (case, is_there) in [
        ("gone: example 1", true),
        ("gone: with the status 410", true),
        ("gone_404: example 1", false),
        ("other: example 1", false),
        ("plain: example 1", true),
    ] {
        assert_eq!(cases.contains_key(case), is_there, "{case}");
    }
    assert_eq!(cases["gone: example 1"]["title"], "Gone");
}

/// The size is linear in the size of the catalog, even if a response is long.
#[test]
fn the_number_of_cases_of_an_error_has_a_limit() {
    let count = |fields: usize| {
        let names = |format: &dyn Fn(usize) -> String| (0..fields).map(format).collect::<Vec<_>>().join(", ");
        let declared = names(&|index| format!("f{index} = \"u8?\""));
        let (shown, values) = (names(&|index| format!("\"f{index}\"")), names(&|index| format!("f{index} = {index}")));
        let statuses: Vec<String> = (0..=fields).map(|index| (400 + index).to_string()).collect();
        let aliases = names(&|index| format!("\"a{index}\""));
        let body = "[wire]\nbody = { code = \"{code}\", \"details?\" = \"{details}\" }\n";
        let error = format!(
            "[errors.e]\nstatus = [{}]\nmessage = \"M\"\nfields = {{ {declared} }}\ndetails = [{shown}]\n\
             example = {{ {values} }}\naliases = [{aliases}]\n",
            statuses.join(", ")
        );
        let document: Value = serde_json::from_str(&vectors(&(body.to_owned() + &error))).unwrap();
        let cases = document["cases"].as_array().unwrap();
        cases.iter().filter(|case| case["name"].as_str().unwrap().starts_with("e: ")).count()
    };
    let most = count(20);
    assert!(most > 60, "{most}");
    assert!(count(21) < most && count(100) == count(21), "{} {}", count(21), count(100));
}
