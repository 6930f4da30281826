//! `check --openapi`

use std::path::Path;

use crate::support::{project, run, validate};

const CATALOG: &str = "[errors.user_gone]\nstatus = 404\nmessage = \"Gone\"\n\n[errors.too_fast]\nstatus = 429\n\
                       message = \"Wait\"\nretry = \"after\"\n\n[outputs.json-schema]\npath = \"out/errors.json\"\n";

fn description(reference: &str) -> String {
    format!(
        "openapi: 3.1.0\npaths:\n  /a:\n    get:\n      responses:\n        default:\n          content:\n            \
         application/json:\n              schema: {{ $ref: '{reference}' }}\n"
    )
}

/// The exit code of `check`, and the rules and lines of the diagnostics.
fn check(folder: &Path, paths: &[&str]) -> (Option<i32>, Vec<String>) {
    let args = ["check", "--format", "json", "--allow", "missing-retry-after", "--deny", "undocumented-code"];
    let paths = paths.iter().flat_map(|path| ["--openapi", path]);
    let (code, json, problems) = run(folder, &args.into_iter().chain(paths).collect::<Vec<_>>());
    assert_eq!(problems, "");
    let json = validate("src/schemas/check.json", &json, "check");
    let rules = json["catalogs"][0]["diagnostics"].as_array().unwrap().iter();
    (code, rules.map(|it| format!("{} {}", it["rule"], it["place"]["line"])).collect())
}

/// The output need not exist.
#[test]
fn a_reference_to_an_output_documents_its_errors() {
    let all = description("../out/errors.json");
    let one = description("../out/errors.json#/$defs/user_gone");
    let folder = project(&[("errors.toml", CATALOG), ("api/all.yaml", &all), ("api/one.yaml", &one)]);
    let check = |paths: &[&str]| check(folder.path(), paths);
    assert_eq!(check(&["api/all.yaml"]), (Some(0), Vec::new()));
    assert_eq!(check(&["api/one.yaml"]), (Some(1), vec!["\"undocumented-code\" 5".to_owned()]));
    assert_eq!(check(&["api/one.yaml", "api/all.yaml"]), (Some(0), Vec::new()));
    let (code, _, problems) = run(folder.path(), &["check", "--openapi", "none.yaml"]);
    assert_eq!((code, problems.as_str()), (Some(2), "error: cannot read none.yaml: it does not exist\n"));
    let (code, _, problems) = run(folder.path(), &["check", ".", "api/errors.toml", "--openapi", "none.yaml"]);
    assert_eq!((code, problems.as_str()), (Some(2), "error: `--openapi` needs exactly one catalog\n"));
}

/// The responses of an operation, each on its own line from line 6 on.
fn operation(responses: &[(&str, &str)]) -> String {
    let mut text = "openapi: 3.1.0\npaths:\n  /a:\n    get:\n      responses:\n".to_owned();
    for (status, component) in responses {
        let reference = format!("{{ $ref: '../out/openapi.json#/components/{component}' }}");
        let response = match component.starts_with("schemas/") {
            true => format!("{{ content: {{ application/problem+json: {{ schema: {reference} }} }} }}"),
            false => reference,
        };
        text += &format!("        '{status}': {response}\n");
    }
    text
}

#[test]
fn a_reference_to_a_component_documents_its_errors() {
    // In the second catalog, no response contains a code.
    let outputs = ["", "version = \"3.0\"\n", "unknown = \"closed\"\n"];
    let wires = ["", "[wire]\nbody = { title = \"{message}\" }\n"];
    for (output, wire) in outputs.iter().flat_map(|output| wires.map(|wire| (output, wire))) {
        let catalog = CATALOG.replace("[outputs.json-schema]\npath = \"out/errors.json\"\n", "");
        let catalog = format!("{catalog}[outputs.openapi]\npath = \"out/openapi.json\"\n{output}{wire}");
        for (responses, expected) in [
            (vec![("404", "responses/Error404"), ("429", "responses/Error429")], vec![]),
            (vec![("default", "responses/Error")], vec![]),
            (vec![("default", "schemas/ErrorBody")], vec![]),
            (vec![("404", "schemas/UserGoneError"), ("429", "schemas/Error429")], vec![]),
            (vec![("4XX", "schemas/UserGoneError")], vec!["\"undocumented-code\" 5"]),
            (vec![("404", "responses/Error404")], vec!["\"undocumented-code\" 5"]),
            (
                vec![("404", "responses/Error429"), ("429", "responses/Error429")],
                vec!["\"undocumented-code\" 1", "\"documented-status-differs\" 6"],
            ),
            (vec![("default", "responses/Error"), ("405", "responses/Error405")], vec!["\"openapi-reference\" 7"]),
        ] {
            let folder = project(&[("errors.toml", &catalog), ("api/api.yaml", &operation(&responses))]);
            let (_, found) = check(folder.path(), &["api/api.yaml"]);
            assert_eq!(found, expected, "{output}{wire}{responses:?}");
        }
    }
}

/// A path that goes on after the name of a file does not exist on any system.
#[test]
fn a_reference_without_a_hash_gets_a_hint() {
    let reference = description("../out/errors.json/$defs/user_gone");
    let folder = project(&[("errors.toml", CATALOG), ("api/api.yaml", &reference), ("out/errors.json", "")]);
    let (_, shown, problems) = run(folder.path(), &["check", "--openapi", "api/api.yaml"]);
    let problems = shown + &problems;
    assert!(problems.contains("cannot read `../out/errors.json/$defs/user_gone`: it does not exist"), "{problems}");
    assert!(problems.contains("did you mean `../out/errors.json#/$defs/user_gone`?"), "{problems}");
}
