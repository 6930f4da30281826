//! Imports bodies with field-level errors, and compares the bodies of the catalog with those of the source.

use serde_json::{Value, json};

use super::{Kind, check, list};

/// Imports a page that shows this list in the body of an error. Returns the catalog, whose examples have the same body.
fn import(violations: &Value) -> Value {
    let body = json!({ "code": "invalid_form", "message": "Check the form", "errors": violations });
    let other = json!({ "code": "not_found", "message": "Not found" });
    let page =
        format!("## `invalid_form` (422)\n\n```json\n{body}\n```\n\n## `not_found` (404)\n\n```json\n{other}\n```\n");
    let catalog = check(&page, Kind::Markdown, &["invalid_form 422", "not_found 404"], &[]);
    let error = &list(&catalog, "errors")[0];
    let shown = &list(error, "examples")[0]["body"];
    assert_eq!(shown.to_string(), body.to_string(), "{:#}", catalog["wire"]);
    catalog
}

#[test]
fn members_of_violations_become_a_template() {
    for (violations, template) in [
        (
            json!([{ "name": "age", "reason": "must be positive" }, { "name": "color.0", "reason": "no" }]),
            json!({ "name": "{field}", "reason": "{detail}" }),
        ),
        (
            json!([{ "loc": ["body", "user", 0], "msg": "Field required", "type": "missing" },
                { "loc": ["query", "q"], "msg": "Too long", "type": "too_long" }]),
            json!({ "loc": "{path:located}", "msg": "{detail}", "type?": "{code}" }),
        ),
        (json!([{ "path": ["a/b", 1], "message": "no" }]), json!({ "path": "{path}", "message": "{detail}" })),
        (
            json!([{ "propertyPath": "name", "title": "Blank", "message": "It is blank" }]),
            json!({ "propertyPath": "{field}", "title?": "{title}", "message": "{detail}" }),
        ),
        (
            json!([{ "pointer": "/a", "message": "no", "code": null }, { "pointer": "/b", "message": "n", "code": "x" }]),
            json!({ "pointer": "{pointer}", "message": "{detail}", "code": "{code?}" }),
        ),
        (
            json!([{ "in": "query", "name": "page", "message": "no" }, { "in": "body", "name": "a", "message": "n" }]),
            json!({ "in": "{location}", "name": "{field}", "message": "{detail}" }),
        ),
        (
            json!([{ "field": "a", "message": "no" }, { "message": "The form is not complete" }]),
            json!({ "field?": "{field}", "message": "{detail}" }),
        ),
        (
            json!([{ "pointer": "#/a", "detail": "no" }, { "pointer": "#/b", "detail": "no", "code": "X" }]),
            json!({ "pointer": "{pointer:fragment}", "detail": "{detail}", "code?": "{code}" }),
        ),
        (json!([{ "field": "a", "code": "missing" }]), json!({ "field": "{field}", "code?": "{code}" })),
    ] {
        let catalog = import(&violations);
        assert_eq!(catalog["wire"]["violation"], template, "{violations}");
    }
}

#[test]
fn a_named_shape_needs_no_template() {
    let catalog = import(&json!([{ "field": "a", "description": "no", "reason": "X" }]));
    assert_eq!(catalog["wire"]["violations"], "field-violations");
    assert_eq!(catalog["wire"]["violation"], Value::Null);
}

#[test]
fn the_pointers_of_fragments_are_decoded() {
    import(&json!([{ "pointer": "#/a%20b", "detail": "no", "code": "X" }, { "pointer": "#/%C3%A9", "detail": "no" }]));
}

#[test]
fn a_body_with_field_level_errors_is_one_error() {
    for body in [
        json!({ "type": "https://example.net/validation-error", "title": "Your request parameters didn't validate.",
            "status": 400, "invalid-params": [{ "name": "age", "reason": "must be a positive integer" }] }),
        json!({ "message": "Validation Failed", "errors": [{ "resource": "Issue", "field": "title", "code": "missing" }] }),
        json!({ "message": "The email is bad.", "errors": { "email": ["The email is bad."] } }),
        json!({ "code": "invalid", "detail": [{ "type": "missing", "loc": ["body", "a"], "msg": "Field required" }] }),
    ] {
        let imported = super::import(&body.to_string(), Kind::Json, "body.json").unwrap();
        let catalog = super::rendered(&imported);
        let errors = list(&catalog, "errors");
        assert_eq!(errors.len(), 1, "{body}");
        assert_eq!(list(&errors[0], "examples")[0]["body"].to_string(), body.to_string(), "{:#}", catalog["wire"]);
    }
}

/// A catalog cannot make these lists from a template, and their bytes stay the same.
#[test]
fn other_lists_are_data() {
    for violations in [
        json!([{ "field": "a", "message": "no", "input": { "x": 1 } }]),
        json!([{ "field": "a" }]),
        json!([{ "message": "no" }]),
        json!([{ "field": "a", "message": "no" }, "text"]),
        json!([{ "field": "a", "message": "no", "in": "query" }, { "field": "b", "message": "no" }]),
        json!([{ "field": "a", "message": "no" }, { "message": "no", "field": "b" }]),
    ] {
        let catalog = import(&violations);
        assert_eq!(catalog["wire"]["violation"], Value::Null, "{violations}");
    }
}
