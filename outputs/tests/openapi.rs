//! The components of OpenAPI.

#![allow(clippy::panic, clippy::unwrap_used, reason = "for tests alone")]

mod support;

use std::collections::BTreeSet;

use error_catalog_model::Literal;
use error_catalog_outputs::check::check_outputs;
use error_catalog_outputs::openapi::{Components, Version};
use error_catalog_outputs::registry::{KINDS, Options, find_kind};
use error_catalog_outputs::view::View;
use serde_json::{Value, json};

use crate::support::{HOSTILE, hostile, parse};

const EVERYTHING: &str = include_str!("reference/everything.toml");

fn render(toml: &str, options: &[(&str, &str)]) -> Value {
    let catalog = parse("errors.toml", toml);
    let kind = find_kind(KINDS, "openapi").unwrap();
    let options: Vec<(String, Literal)> =
        options.iter().map(|(key, value)| ((*key).to_owned(), Literal::String((*value).to_owned()))).collect();
    let text = kind.render.unwrap()(&View::of(&catalog), &Options::given(kind, &options));
    serde_json::from_str(&text).unwrap()
}

fn push_references(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (key, value) in members {
                match value {
                    Value::String(target) if key == "$ref" => found.push(target.clone()),
                    _ => push_references(value, found),
                }
            }
        }
        Value::Array(elements) => elements.iter().for_each(|element| push_references(element, found)),
        _ => {}
    }
}

/// Each reference leads to a component, and no schema of version 3.0 has a keyword of version 3.1.
#[test]
fn references_lead_to_components() {
    let hostile = HOSTILE.iter().map(|text| hostile(text));
    for toml in hostile.chain([EVERYTHING.to_owned(), String::new()]) {
        for version in ["3.1", "3.0"] {
            for unknown in ["open", "closed"] {
                let document = render(&toml, &[("version", version), ("unknown", unknown), ("prefix", "X")]);
                let mut references = Vec::new();
                push_references(&document, &mut references);
                for target in references {
                    assert!(document.pointer(&target[1..]).is_some(), "{target} of {version} {unknown}");
                }
                let schemas = document["components"]["schemas"].to_string();
                assert!(version == "3.1" || !schemas.contains("\"const\":"), "{schemas}");
            }
        }
    }
}

const TWO: &str = "[errors.user_not_found]\nstatus = 404\nmessage = \"No user\"\n\
                   [errors.timeout]\nstatus = [404, 504]\nmessage = \"Timeout\"\nheaders = { X-Try = \"{title}\" }\n";

#[test]
fn a_status_is_a_union() {
    let reference = |name: &str| json!({ "$ref": format!("#/components/schemas/{name}") });
    let open = render(TWO, &[]);
    let schemas = &open["components"]["schemas"];
    let (first, second, unknown) =
        (reference("UserNotFoundError"), reference("TimeoutErrorBody"), reference("UnknownErrorBody"));
    assert_eq!(schemas["Error404"]["anyOf"], json!([first, second, unknown]));
    assert_eq!(schemas["Error504"]["anyOf"], json!([second, unknown]));
    assert_eq!(schemas["ErrorCode"]["enum"], json!(["user_not_found", "timeout"]));
    let closed = render(TWO, &[("unknown", "closed"), ("prefix", "My")]);
    let schemas = &closed["components"]["schemas"];
    let mapping = json!({
        "user_not_found": "#/components/schemas/MyUserNotFoundError",
        "timeout": "#/components/schemas/MyTimeoutErrorBody",
    });
    assert_eq!(schemas["MyError404"]["discriminator"], json!({ "propertyName": "code", "mapping": mapping }));
    assert_eq!(schemas["MyError504"]["$ref"], "#/components/schemas/MyTimeoutErrorBody");
    let headers = |status: u16| &open["components"]["responses"][format!("Error{status}")]["headers"]["X-Try"];
    assert_eq!(headers(404), &json!({ "$ref": "#/components/headers/X-Try" }));
    assert_eq!(headers(504)["required"], true);
}

/// Errors are sent with the status of `[wire] status`, and responses are grouped by it.
#[test]
fn responses_have_the_status_that_is_sent() {
    let document = render(&format!("wire.status = 200\n{}", TWO.replace("[404, 504]", "504")), &[]);
    let names: Vec<&String> = document["components"]["responses"].as_object().unwrap().keys().collect();
    assert_eq!(BTreeSet::from_iter(names), BTreeSet::from([&"Error".to_owned(), &"Error200".to_owned()]));
    let about = &document["components"]["schemas"]["UserNotFoundError"]["x-error-catalog"];
    assert_eq!((&about["status"], &about["sent_status"]), (&json!(404), &json!(200)));
    // An error that is sent with one status in several cases is one choice.
    let document = render(&format!("wire.status = 200\n{TWO}"), &[("unknown", "closed")]);
    assert_eq!(document["components"]["schemas"]["Error200"]["oneOf"].as_array().unwrap().len(), 2);
    let description = document["components"]["responses"]["Error200"]["description"].as_str().unwrap();
    assert_eq!(description.matches("| `timeout` |").count(), 1);
}

/// The summary of an example is the title of the example's status, even if all errors are sent with one status.
#[test]
fn an_example_has_the_title_of_its_status() {
    let toml = "[errors.limited]\nstatus = [403, 429]\nmessage = \"Wait\"\nexamples = [{}, {}, { status = 429 }]\n";
    for top in ["", "wire.status = 200\n"] {
        let document = render(&format!("{top}{toml}"), &[]);
        let examples = document["components"]["examples"].as_object().unwrap();
        let summaries: Vec<_> = examples.values().map(|example| example["summary"].as_str().unwrap()).collect();
        assert_eq!(summaries, ["Forbidden", "Too Many Requests"], "{document}");
    }
}

/// No rule rejects equal names at run time, and each error has its own schema.
#[test]
fn components_at_run_time_have_different_names() {
    let errors = ["database", "database_error", "database_error2"];
    let errors = errors.map(|key| format!("[errors.{key}]\nstatus = 500\nmessage = \"{key}\"\n"));
    let catalog = parse("errors.toml", &errors.concat());
    let document = Components::of(&catalog, &|_| true).document(Version::V3_1);
    let document: Value = serde_json::from_str(&document).unwrap();
    let choices = document["components"]["schemas"]["Error500"]["anyOf"].as_array().unwrap();
    let key = |choice: &Value| {
        let schema = document.pointer(&choice["$ref"].as_str().unwrap()[1..]).unwrap();
        schema["x-error-catalog"]["key"].as_str().unwrap_or_default().to_owned()
    };
    assert_eq!(choices.iter().map(key).collect::<Vec<_>>(), ["database", "database_error", "database_error2", ""]);
}

/// A character that a name cannot contain is a problem of the option.
#[test]
fn a_prefix_is_a_part_of_a_name() {
    for (prefix, is_valid) in [("Shop.V1_a-", true), ("", true), ("a b", false), ("Ä", false), ("a/", false)] {
        let toml = format!("[outputs.openapi]\npath = \"a.json\"\nprefix = \"{prefix}\"\n");
        let problems = check_outputs(&parse("errors.toml", &toml), KINDS);
        let messages: Vec<&str> = problems.iter().map(|problem| problem.message.as_str()).collect();
        let expected = ["`prefix` must be a string of ASCII letters, digits, `-`, `_` and `.`"];
        assert_eq!(messages, if is_valid { &[][..] } else { &expected[..] }, "{prefix}");
    }
}
