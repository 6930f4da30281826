//! Violations in the form of a template.

use error_catalog::{CatalogError, Context, Received, Violation, Violations};

#[error_catalog::error_catalog("tests/fixtures/violations/name_reason.toml")]
pub mod name_reason {}

#[error_catalog::error_catalog("tests/fixtures/violations/located.toml")]
pub mod located {}

#[error_catalog::error_catalog("tests/fixtures/violations/texts.toml")]
pub mod texts {}

/// Returns the body of an error, after a client has read the same error from it.
fn body<E: CatalogError>(error: &E, context: &Context<'_>) -> String {
    let response = error.to_response(context);
    let received = Received::<E>::parse(response.status, [("", "")], response.body.as_bytes());
    let read = received.error().unwrap_or_else(|| panic!("{response}"));
    assert_eq!(read.to_response(context), response);
    response.body
}

fn form() -> Violations {
    let mut violations = Violations::new().with("age", "must be a positive \"integer\"").with("/items/0/a~1b", "");
    violations.push("", Some("empty"), "Nothing is there");
    violations
}

#[test]
fn each_violation_is_an_object() {
    let context = Context::new();
    assert_eq!(
        body(&name_reason::Error::invalid_form(form()), &context),
        concat!(
            r#"{"title":"Unprocessable Entity","invalid-params":[{"name":"age","reason":"#,
            r#""must be a positive \"integer\""},{"name":"items.0.a/b","reason":""},"#,
            r#"{"name":"","reason":"Nothing is there"}]}"#
        )
    );
    let none = name_reason::Error::invalid_form(Violations::new());
    assert_eq!(body(&none, &context), r#"{"title":"Unprocessable Entity","invalid-params":[]}"#);
    assert_eq!(body(&name_reason::Error::form_not_found(), &context), r#"{"title":"Not Found"}"#);
}

#[test]
fn every_slot_of_a_violation() {
    let mut violations = Violations::new();
    let minimum = Violation::new("Too small").with_code("min").with_title("Limit").with_param("ge", 1_u64);
    violations.add("/items/0/07", minimum);
    violations.add("page", Violation::new("Field required").with_location("query"));
    violations.push("", None, "Not JSON");
    let error = located::Error::invalid_request(violations.clone());
    assert_eq!(
        body(&error, &Context::new().request_id("r1")),
        concat!(
            r#"{"code":"invalid_request","detail":[{"type":"min","loc":["body","items",0,"07"],"msg":"Too small","#,
            r#""ctx":{"ge":1},"in":"body","status":422,"request":"r1","source":{"pointer":"/items/0/07"},"#,
            r#""title":"Limit","field":"items.0.07"},"#,
            r#"{"loc":["query","page"],"msg":"Field required","in":"query","status":422,"request":"r1","#,
            r#""source":{"parameter":"page"},"title":null,"field":"page"},"#,
            r#"{"loc":["body"],"msg":"Not JSON","in":"body","status":422,"request":"r1","title":null,"field":null}]}"#
        )
    );
    let response = error.to_response(&Context::new());
    let received = Received::<located::Error>::parse(422, [("", "")], response.body.as_bytes());
    assert_eq!(received.error().map(|error| format!("{error:?}")), Some(format!("{error:?}")));
    assert_eq!(received.violations(), &violations);
    assert_eq!(
        body(&located::Error::invalid_request(None), &Context::new()),
        r#"{"code":"invalid_request","detail":null}"#
    );
}

#[test]
fn a_violation_may_be_a_list_of_texts() {
    let error = texts::Error::invalid_form(form(), None);
    assert_eq!(
        body(&error, &Context::new()),
        concat!(
            r##"{"code":"invalid_form","errors":[[["#/age","age: must be a positive \"integer\""],"##,
            r##"["#/items/0/a~1b","items.0.a/b: "],["#",": Nothing is there",{"code":"urn:problem:empty"}]],"##,
            r#"{"all":null}]}"#
        )
    );
}
