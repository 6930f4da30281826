//! Errors in a document of utoipa.

use std::collections::{BTreeMap, BTreeSet};

use error_catalog::openapi::{document, utoipa as described};
use error_catalog_outputs::openapi::{Components, Version};
use serde_json::{Value, json};
use utoipa::openapi::extensions::Extensions;
use utoipa::openapi::{RefOr, Schema};
use utoipa::{IntoResponses, OpenApi};

use crate::openapi::admin;
use crate::support::catalogs;

#[utoipa::path(get, path = "/users", responses((status = 200, description = "Users"), admin::Error))]
#[expect(dead_code)]
fn users() {}

struct ClientErrors;

impl IntoResponses for ClientErrors {
    fn responses() -> described::Responses {
        described::responses::<admin::Error>(&[admin::Code::ClientNotFound, admin::Code::UserNotFound])
    }
}

#[utoipa::path(get, path = "/clients", responses(ClientErrors))]
#[expect(dead_code)]
fn clients() {}

#[derive(OpenApi)]
#[openapi(paths(users, clients), components(schemas(admin::Error)))]
struct Api;

#[test]
fn operations_and_components_are_complete() {
    let api = serde_json::to_value(Api::openapi()).unwrap();
    let operation = |path: &str| api["paths"][path]["get"]["responses"].as_object().unwrap();
    let catalog = &document::<admin::Error>()["components"];
    let statuses: BTreeSet<String> = operation("/users").keys().map(|status| format!("Error{status}")).collect();
    let mut expected: BTreeSet<String> = catalog["responses"].as_object().unwrap().keys().cloned().collect();
    expected.remove("Error");
    expected.insert("Error200".to_owned());
    assert_eq!(statuses, expected);
    assert_eq!(operation("/clients").keys().collect::<Vec<_>>(), ["404"]);
    let names = |document: &Value| document["schemas"].as_object().unwrap().keys().cloned().collect::<BTreeSet<_>>();
    assert_eq!(names(&api["components"]), names(catalog));
    assert_references(&api, &api);
}

/// Every reference leads to a component.
fn assert_references(value: &Value, api: &Value) {
    match value {
        Value::Object(members) => {
            if let Some(Value::String(reference)) = members.get("$ref") {
                assert!(api.pointer(reference.strip_prefix('#').unwrap()).is_some(), "{reference}");
            }
            members.values().for_each(|value| assert_references(value, api));
        }
        Value::Array(items) => items.iter().for_each(|value| assert_references(value, api)),
        _ => {}
    }
}

/// Every schema and every response of every catalog arrives in types of utoipa, without what utoipa does not have.
#[test]
fn utoipa_keeps_every_component() {
    for (name, catalog) in catalogs(env!("CARGO_MANIFEST_DIR")) {
        let components = Components::of(&catalog, &|_| true);
        let document: Value = serde_json::from_str(&components.document(Version::V3_1)).unwrap();
        let (schemas, responses) = (&document["components"]["schemas"], &document["components"]["responses"]);
        let read: BTreeMap<_, _> = described::read_schemas(&document).into_iter().collect();
        assert_eq!(read.len(), schemas.as_object().unwrap().len());
        for (key, schema) in &read {
            let is_typed = !matches!(schema, RefOr::T(Schema::Object(object)) if has_more(object.extensions.as_ref()));
            assert!(is_typed, "{name}: {key}: {:#}", schemas[key]);
            assert_eq!(serde_json::to_value(schema).unwrap(), comparable(&schemas[key]), "{name}: {key}");
        }
        let responses = responses.as_object().cloned().unwrap_or_default();
        for (key, response) in described::read_responses(responses.clone(), &document) {
            let RefOr::T(read) = &response else { panic!("{name}: {key}") };
            assert!(!has_more(read.extensions.as_ref()), "{name}: {key}: {:#}", responses[&key]);
            let mut expected = responses[&key].clone();
            let headers = expected.get_mut("headers").and_then(Value::as_object_mut);
            for header in headers.into_iter().flat_map(|headers| headers.values_mut()) {
                *header = comparable(&resolved(header, &document));
                header.as_object_mut().unwrap().remove("required");
            }
            for media in expected["content"].as_object_mut().unwrap().values_mut() {
                let examples = media.get_mut("examples").and_then(Value::as_object_mut);
                let examples = examples.into_iter().flat_map(|examples| examples.values_mut());
                examples.for_each(|example| *example = resolved(example, &document));
            }
            assert_eq!(serde_json::to_value(&response).unwrap(), expected, "{name}: {key}");
        }
    }
}

/// Whether there are members that no type of utoipa contains.
fn has_more(extensions: Option<&Extensions>) -> bool {
    extensions.is_some_and(|extensions| extensions.keys().any(|key| !key.starts_with("x-")))
}

fn resolved(value: &Value, document: &Value) -> Value {
    let reference = value.get("$ref").and_then(Value::as_str);
    reference.map_or(value, |reference| document.pointer(&reference[1..]).unwrap()).clone()
}

/// The schema as utoipa writes it: `enum` instead of `const`, and without links to other documentation.
fn comparable(schema: &Value) -> Value {
    match schema {
        Value::Object(members) => {
            let member = |(key, value): (&String, &Value)| match (key.as_str(), value) {
                ("const", value) if !value.is_object() => Some(("enum".to_owned(), Value::from(vec![value.clone()]))),
                ("externalDocs", _) if members.contains_key("x-error-catalog") => None,
                ("not", _) if members.contains_key("type") => None,
                ("x-error-catalog", about) => Some((key.clone(), about.clone())),
                _ => Some((key.clone(), comparable(value))),
            };
            Value::Object(members.iter().filter_map(member).collect())
        }
        Value::Array(items) => items.iter().map(comparable).collect(),
        other => other.clone(),
    }
}

/// What no type of utoipa contains is written nevertheless.
#[test]
fn a_schema_that_utoipa_cannot_read_is_written() {
    let cases = [
        json!({"description": "a", "anyOf": [{"type": "null"}], "deprecated": true}),
        json!({"not": {"type": "string"}}),
        json!({"$ref": "#/components/schemas/A", "deprecated": true}),
        json!({"type": "array", "items": {"type": ["string", "other"]}}),
    ];
    for schema in cases {
        let document = json!({"components": {"schemas": {"A": schema}}});
        let [(name, read)] = described::read_schemas(&document).try_into().ok().unwrap();
        assert_eq!((name.as_str(), serde_json::to_value(&read).unwrap()), ("A", schema));
    }
    let response = json!({"description": "a", "content": {}, "summary": "b"});
    let responses = described::read_responses(json!({"404": response}).as_object().unwrap().clone(), &json!({}));
    assert_eq!(serde_json::to_value(&responses["404"]).unwrap(), response);
}
