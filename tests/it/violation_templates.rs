//! Violations in the form of a template.

use error_catalog::{CatalogError, Context, Received, Violation, Violations};

#[error_catalog::error_catalog("tests/fixtures/violations/name_reason.toml")]
pub mod name_reason {}

#[error_catalog::error_catalog("tests/fixtures/violations/located.toml")]
pub mod located {}

#[error_catalog::error_catalog("tests/fixtures/violations/texts.toml")]
pub mod texts {}

#[error_catalog::error_catalog("tests/fixtures/violations/repeated.toml")]
pub mod repeated {}

#[error_catalog::error_catalog("tests/fixtures/violations/elements.toml")]
pub mod elements {}

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

#[test]
fn an_element_is_repeated_for_each_violation() {
    let more = r#""more":{"field":"f"}"#;
    let body_of = |violations, context: &Context<'_>| {
        body(&repeated::Error::invalid_form(violations, "f"), context).replace(more, "MORE")
    };
    let two = Violations::new().with("/age", "Too low");
    let mut three = two.clone();
    three.add("page", Violation::new("").with_location("query").with_code("x").with_title("Missing"));
    assert_eq!(
        body_of(three, &Context::new().retry_after(3)),
        concat!(
            r#"{"errors":[{"kind":"first","id":null},{"status":"422","code":"invalid_form","title":"Invalid form","#,
            r#""detail":"Too low","source":{"pointer":"/age"},MORE,"text":"Invalid form: Too low"},{"status":"422","#,
            r#""code":"x","title":"Missing","source":{"parameter":"page"},MORE,"text":"Missing: "},"#,
            r#"{"kind":"last","wait":3}]}"#
        )
    );
    let none = r#"{"status":"422","code":"invalid_form","title":"Invalid form","detail":"Check the form f",MORE,"#
        .to_owned()
        + r#""text":"Invalid form: Check the form f"}"#;
    assert_eq!(
        body_of(Violations::new(), &Context::new()),
        format!(r#"{{"errors":[{{"kind":"first","id":null}},{none}]}}"#)
    );
    assert!(body_of(two, &Context::new()).contains(r#""source":{"pointer":"/age"}"#));
    assert_eq!(
        body(&repeated::Error::form_not_found(), &Context::new().request_id("r")),
        concat!(
            r#"{"errors":[{"kind":"first","id":"r"},{"status":"404","code":"form_not_found","title":"Not Found","#,
            r#""detail":"There is no such form","text":"Not Found: There is no such form"}]}"#
        )
    );
}

#[test]
fn an_element_has_the_values_of_its_violation() {
    use elements::{Error, Violation as V};

    let context = Context::new();
    let mut violations = Violations::new();
    violations.add("/age", V::out_of_range(18, None));
    violations.add("/age", V::out_of_range(0, Some(9)));
    violations.add("/form", V::form_not_found());
    violations.add("/name", Violation::new("Too long"));
    assert_eq!(
        body(&Error::invalid_form(violations.clone()), &context),
        concat!(
            r#"{"errors":[{"code":"out_of_range","title":"Invalid form","detail":"Expected at least 18","#,
            r#""pointer":"/age","min":18,"max":null},{"code":"out_of_range","title":"Invalid form","#,
            r#""detail":"Expected at least 0","pointer":"/age","min":0,"max":9},{"code":"form_not_found","#,
            r#""title":"Not found","detail":"The member refers to no form","pointer":"/form","max":null},"#,
            r#"{"code":"invalid_form","title":"Invalid form","detail":"Too long","pointer":"/name","max":null}]}"#
        )
    );
    let response = Error::invalid_query(violations.clone()).to_response(&context);
    let received = Received::<Error>::parse(response.status, [("", "")], response.body.as_bytes());
    assert_eq!(received.violations().to_string(), violations.to_string());
    let first = received.violations().iter().next().and_then(|first| first.code_as());
    assert_eq!(first, Some(elements::ViolationCode::OutOfRange));
    for error in [Error::invalid_form(Violations::new()), Error::invalid_query(Violations::new()), Error::locked()] {
        body(&error, &context);
    }
}

#[test]
fn the_code_of_a_violation_is_not_the_code_of_an_error() {
    use elements::{Code, Error, Violation as V};

    let mut violations = Violations::new();
    violations.add("", V::locked());
    body(&Error::invalid_form(violations.clone()), &Context::new());
    body(&Error::invalid_query(violations), &Context::new());

    let code = |status, code: &str, title: &str| {
        let body = format!(r#"{{"errors":[{{"code":"{code}","title":"{title}","detail":"Text","max":null}}]}}"#);
        Received::<Error>::parse(status, [("", "")], body.as_bytes()).code()
    };
    assert_eq!(code(422, "locked", "Another title"), Some(Code::Locked));
    assert_eq!(code(422, "frozen", "Locked form"), Some(Code::Locked));
    assert_eq!(code(422, "new", "New"), None);
    assert_eq!(code(422, "new", "Invalid query"), Some(Code::InvalidQuery));
    assert_eq!(code(400, "invalid_form", "Invalid form"), Some(Code::InvalidForm));
}
