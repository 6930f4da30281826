//! The names of errors in the language of an output.

#![allow(clippy::panic, clippy::unwrap_used)]

mod support;

use error_catalog_model::{Language, Report};
use error_catalog_outputs::check::{check_names, check_outputs};
use error_catalog_outputs::registry::{self, Kind, Options};
use error_catalog_outputs::view::View;

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

/// The names of the types that an output defines.
fn definitions(kind: &Kind, text: &str) -> Vec<String> {
    if kind.name == "openapi" {
        let document: serde_json::Value = serde_json::from_str(text).unwrap();
        return document["components"]["schemas"].as_object().unwrap().keys().cloned().collect();
    }
    let is_letter = |c: char| c.is_alphanumeric() || c == '_';
    let words = text.lines().filter(|line| !line.starts_with(char::is_whitespace)).filter_map(|line| {
        let line = line.strip_prefix("export ").unwrap_or(line);
        let keyword = ["class ", "interface ", "type "].iter().find_map(|keyword| line.strip_prefix(keyword));
        // Python defines an alias of a type as it defines a variable.
        keyword.or_else(|| Some(line).filter(|line| kind.name == "python" && line.contains(": TypeAlias")))
    });
    words.map(|rest| rest.split(|c: char| !is_letter(c)).next().unwrap().to_owned()).collect()
}

/// An error cannot have the name of another type in an output.
#[test]
fn own_types_are_reserved() {
    let everything = std::fs::read_to_string("tests/reference/everything.toml").unwrap();
    let mut tested = Vec::new();
    for toml in ["", everything.as_str()] {
        let catalog = parse("errors.toml", toml);
        for kind in registry::KINDS {
            let (Some(language), Some(render)) = (kind.language, kind.render) else { continue };
            let errors: Vec<String> = catalog.errors.iter().map(|error| language.type_name(&error.variant)).collect();
            let types = definitions(kind, &render(&View::of(&catalog), &Options::given(kind, &[])));
            // The name of an error begins with a letter.
            let own = types.iter().filter(|name| !name.starts_with('_') && !errors.contains(name));
            tested.push((kind.name, own.clone().count()));
            for name in own {
                for variant in ["", "Error", "Body", "ErrorBody", "Response"].map(|end| name.strip_suffix(end)) {
                    let taken = variant.filter(|variant| !variant.is_empty() && language.type_name(variant) == *name);
                    assert_eq!(taken, None, "the type of an error can be the type `{name}` of {}", kind.name);
                }
            }
        }
    }
    assert!(tested.iter().all(|(_, own)| *own > 0), "{tested:?}");
}
