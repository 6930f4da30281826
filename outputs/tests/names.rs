//! The names of errors in the language of an output.

#![allow(clippy::panic, clippy::unwrap_used)]

mod support;

use error_catalog_model::{Language, Report};
use error_catalog_outputs::check::{check_names, check_outputs};
use error_catalog_outputs::registry::Kind;

use crate::support::parse;

const fn kind(name: &'static str, language: Option<Language>) -> Kind {
    Kind { name, summary: "", extension: "", region: None, options: &[], language, feature: None, render: None }
}

const KINDS: &[Kind] = &[
    Kind { render: Some(|_, _| String::new()), ..kind("openapi", Some(Language::OpenApi)) },
    Kind { render: Some(|_, _| String::new()), ..kind("typescript", Some(Language::TypeScript)) },
    Kind { render: Some(|_, _| String::new()), ..kind("python", Some(Language::Python)) },
    Kind { render: Some(|_, _| String::new()), ..kind("json", None) },
];

fn catalog_of(keys: &[&str]) -> String {
    keys.iter().map(|key| format!("[errors.{key}]\nstatus = 500\nmessage = \"Oops\"\n")).collect()
}

/// Keys, and the messages about them in each language.
#[test]
fn each_language_has_clashes_of_its_own() {
    for (keys, expected) in [
        (["timeout", "timeout_error"], ["TimeoutErrorBody", "", ""]),
        (["conflict_error", "conflict"], ["ConflictError", "", ""]),
        (["map", "map_response"], ["", "MapResponse", ""]),
        (["input_response", "input"], ["", "InputResponse", ""]),
        (["timeout_error_response", "timeout_error"], ["", "", "TimeoutErrorResponse"]),
        (["conflict_api_error", "conflict_api_error_response"], ["", "", "ConflictApiErrorResponse"]),
        (["received", "received_response"], ["", "ReceivedResponse", "ReceivedResponse"]),
        (["a_b", "ab"], ["", "", ""]),
    ] {
        let catalog = parse("errors.toml", &catalog_of(&keys));
        for (kind, name) in KINDS.iter().zip(expected.into_iter().chain([""])) {
            let messages: Vec<String> =
                check_names(&catalog, kind, "api").into_iter().map(|problem| problem.message).collect();
            let expected = format!("two errors in the output `api` have the name `{name}`");
            let expected = if name.is_empty() { Vec::new() } else { vec![expected] };
            assert_eq!(messages, expected, "{keys:?} in an output of kind {}", kind.name);
        }
    }
}

/// Outputs with the same names have the same clashes, which are reported once. An error that has its code anyway gets
/// no advice about the code.
#[test]
fn a_clash_is_reported_once_for_each_language() {
    let outputs = "[outputs.api]\nkind = \"openapi\"\npath = \"a\"\n[outputs.old]\nkind = \"openapi\"\npath = \"b\"\n\
                   [outputs.python]\npath = \"c\"\n[outputs.json]\npath = \"d\"\n";
    let errors = catalog_of(&["timeout_error_response", "timeout", "timeout_error"]);
    let catalog = parse("errors.toml", &format!("{outputs}{errors}code = \"slow\"\n"));
    let report = Report::new(catalog.files.clone(), check_outputs(&catalog, KINDS));
    let blocks: Vec<String> = report.diagnostics.iter().map(|diagnostic| report.render(diagnostic)).collect();
    assert_eq!(
        blocks.join("\n\n"),
        "\
error[output-name-clash]: two errors in the output `api` have the name `TimeoutErrorBody`
  --> errors.toml:17:1
   |
17 | [errors.timeout_error]
   | ^^^^^^^^^^^^^^^^^^^^^^ `timeout_error` becomes `TimeoutErrorBody` in OpenAPI
   |
  ::: errors.toml:14:1
   |
14 | [errors.timeout]
   | ---------------- `timeout` also becomes `TimeoutErrorBody`
   |
   = help: rename one of the errors

error[output-name-clash]: two errors in the output `python` have the name `TimeoutErrorResponse`
  --> errors.toml:17:1
   |
17 | [errors.timeout_error]
   | ^^^^^^^^^^^^^^^^^^^^^^ `timeout_error` becomes `TimeoutErrorResponse` in Python
   |
  ::: errors.toml:11:1
   |
11 | [errors.timeout_error_response]
   | ------------------------------- `timeout_error_response` also becomes `TimeoutErrorResponse`
   |
   = help: rename one of the errors"
    );
}
