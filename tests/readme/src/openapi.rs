//! The examples of `docs/outputs/openapi.md`. Each example is a file, so that tests can run it.

#![allow(clippy::unwrap_used, reason = "for tests alone")]
#![allow(dead_code, reason = "utoipa reads only the attributes of a function")]
#![allow(unreachable_pub, reason = "an example is public in its own crate")]

mod aide;
mod document;
mod utoipa;

use ::utoipa::OpenApi;
use serde_json::{Value, json};

#[test]
fn the_page_shows_the_examples() {
    let page = include_str!("../../../docs/outputs/openapi.md");
    let examples =
        [include_str!("openapi/document.rs"), include_str!("openapi/utoipa.rs"), include_str!("openapi/aide.rs")];
    let shown: Vec<&str> =
        page.split("```rust\n").skip(1).map(|block| block.split("```").next().unwrap_or_default()).collect();
    assert_eq!(shown, examples);
}

/// Each description has the errors of the operation, and all components to which they refer.
#[test]
fn descriptions_contain_the_errors() {
    let mut plain = json!({ "openapi": "3.1.0", "info": { "title": "Users", "version": "1.0" } });
    document::add_errors(&mut plain);
    let mut described = ::aide::openapi::OpenApi::default();
    let _ = aide::routes(&mut described).unwrap();
    for (name, api) in [
        ("serde_json", plain),
        ("utoipa", serde_json::to_value(utoipa::Api::openapi()).unwrap()),
        ("aide", serde_json::to_value(&described).unwrap()),
    ] {
        assert!(api["openapi"].as_str().unwrap().starts_with("3.1."), "{name}");
        let response = &api["paths"]["/users/{id}"]["get"]["responses"]["404"];
        let media = &response["content"]["application/problem+json"];
        assert_eq!(media["schema"], json!({ "$ref": "#/components/schemas/Error404" }), "{name}: {api:#}");
        assert!(response["description"].as_str().unwrap().contains("user_not_found"), "{name}");
        let schemas = &api["components"]["schemas"];
        assert_eq!(schemas["UserNotFoundError"]["x-error-catalog"]["code"], "user_not_found", "{name}");
        assert_references(&api, &api, name);
    }
}

/// Every reference leads to a component.
fn assert_references(value: &Value, api: &Value, name: &str) {
    match value {
        Value::Object(members) => {
            if let Some(Value::String(reference)) = members.get("$ref") {
                assert!(api.pointer(reference.trim_start_matches('#')).is_some(), "{name}: {reference}");
            }
            members.values().for_each(|value| assert_references(value, api, name));
        }
        Value::Array(items) => items.iter().for_each(|value| assert_references(value, api, name)),
        _ => {}
    }
}
