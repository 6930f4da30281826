//! Violation codes that a catalog declares.

use std::time::Duration;

use error_catalog::{CatalogError, Context, Json, Received, Timestamp, Uuid, Violations};

mod fastapi {
    #[error_catalog::error_catalog("tests/fixtures/violation-codes/fastapi.toml")]
    pub mod errors {}
}

mod github {
    #[error_catalog::error_catalog("tests/fixtures/violation-codes/github.toml")]
    pub enum ApiError {}
}

mod types {
    #[error_catalog::error_catalog("tests/fixtures/violation-codes/types.toml")]
    pub mod errors {}
}

fn body(error: &impl CatalogError) -> String {
    error.to_response(&Context::new()).body
}

#[test]
fn a_constructor_makes_a_violation_with_its_values() {
    use fastapi::errors::{Error, Violation};

    let mut violations = Violations::new();
    violations.add("/item_id", Violation::int_parsing(Json::from("foo")).with_location("path"));
    violations.add("/needy", Violation::missing(None).with_location("query"));
    violations.add("/items/0/size", Violation::greater_than_equal(Json::from(0_u8), 1));
    assert_eq!(
        body(&Error::invalid_request(violations)),
        r#"{"detail":[{"type":"int_parsing","loc":["path","item_id"],"#.to_owned()
            + r#""msg":"Input should be a valid integer, unable to parse string as an integer","input":"foo"},"#
            + r#"{"type":"missing","loc":["query","needy"],"msg":"Field required","input":null},"#
            + r#"{"type":"greater_than_equal","loc":["body","items",0,"size"],"#
            + r#""msg":"Input should be greater than or equal to 1","input":0,"ctx":{"ge":1}}]}"#
    );
    assert_eq!(body(&Error::item_not_found()), r#"{"detail":"Item not found"}"#);
}

#[test]
#[allow(deprecated)]
fn codes_are_an_enum() {
    use github::{ApiError, ApiErrorViolation as Violation, ApiErrorViolationCode as Code};

    assert_eq!(Code::ALL, [Code::MissingField, Code::AlreadyExists]);
    assert_eq!((Code::AlreadyExists.as_str(), Code::AlreadyExists.title()), ("already_exists", None));
    assert_eq!(("taken".parse(), Code::lookup("nothing")), (Ok(Code::AlreadyExists), None));
    assert_eq!(format!("{} {:?}", Code::MissingField, Code::MissingField), "missing_field MissingField");
    let violation = Violation::already_exists("Issue", "title");
    assert_eq!((violation.code(), violation.clone() == violation), (Code::AlreadyExists, true));

    let mut violations = Violations::new();
    violations.add("title", Violation::missing_field("Issue"));
    violations.add("", violation);
    assert_eq!(
        violations.iter().map(|it| it.code_as()).collect::<Vec<Option<Code>>>(),
        [Some(Code::MissingField), Some(Code::AlreadyExists)]
    );
    assert_eq!(violations.to_string(), "title: The field is required; : Another Issue has the same title");
    assert_eq!(
        body(&ApiError::validation_failed(violations)),
        r#"{"message":"Validation Failed","errors":[{"resource":"Issue","field":"title","code":"missing_field"},"#
            .to_owned()
            + r#"{"resource":"Issue","code":"already_exists"}]}"#
    );
}

fn everything() -> Violations {
    use types::errors::Violation;

    let mut violations = Violations::new();
    violations.add(
        "/a",
        Violation::everything(
            "x\"",
            u64::MAX,
            -1,
            0.5,
            false,
            Uuid::from_bytes([1; 16]),
            Timestamp::from_unix(0, 500_000_000),
            Duration::from_millis(1500),
            vec!["a".to_owned(), "b".to_owned()],
            Json::object([("k", Json::Null)]),
            None,
            Some(vec![vec![Duration::from_secs(1)]]),
        ),
    );
    violations.add("/b", Violation::bare().with_location("query"));
    violations
}

#[test]
fn each_type_has_its_form() {
    let error = types::errors::Error::invalid(everything());
    assert_eq!(
        body(&error),
        r#"{"code":"Invalid","violations":[{"type":"urn:types:Everything","label":"x\" (18446744073709551615)","title":"All types","#.to_owned()
            + r#""detail":"x\" 18446744073709551615 -1 0.5 false 01010101-0101-0101-0101-010101010101 "#
            + r#"1970-01-01T00:00:00.5Z 2 a, b","of":"types 400","#
            + r#""who":{"name":"x\"","text":"18446744073709551615"},"#
            + r#""params":{"name":"x\"","count":18446744073709551615,"small":-1,"ratio":0.5,"flag":false,"#
            + r#""id":"01010101-0101-0101-0101-010101010101","at":"1970-01-01T00:00:00.5Z","wait":2,"#
            + r#""names":["a","b"],"object":{"k":null},"many":[[1]]},"list":[false,"body"]},"#
            + r#"{"type":"urn:types:Bare","title":"Bare","of":"types 400","list":[null,"query"]}]}"#
    );
}

#[test]
fn a_client_reads_codes_and_values() {
    use types::errors::{Error, ViolationCode};

    let error = Error::invalid(everything());
    let response = error.to_response(&Context::new());
    let received = Received::<Error>::parse(response.status, [("", "")], response.body.as_bytes());
    let violations = received.violations();
    let codes: Vec<Option<ViolationCode>> = violations.iter().map(|it| it.code_as()).collect();
    assert_eq!(codes, [Some(ViolationCode::Everything), Some(ViolationCode::Bare)]);
    let first = violations.iter().next().unwrap();
    assert_eq!((first.value("count"), first.value("nothing")), (Some(&Json::Unsigned(u64::MAX)), None));
    assert_eq!(first.title(), ViolationCode::Everything.title());
    let read = received.error().unwrap();
    assert_eq!(body(read), response.body);

    let mut violations = Violations::new();
    violations.add("/a/0", types::errors::Violation::bare());
    violations.push("/b", Some("unknown"), "A code of a later version");
    let response = Error::invalid(violations).to_response(&Context::new());
    let received = Received::<Error>::parse(response.status, [("", "")], response.body.as_bytes());
    assert_eq!(body(received.error().unwrap()), response.body);
    let last = received.violations().iter().last().unwrap();
    assert_eq!((last.code(), last.code_as::<ViolationCode>()), (Some("unknown"), None));
}

/// The documented examples have the codes and the values that the catalog declares.
#[cfg(feature = "examples")]
#[test]
fn an_example_has_declared_codes() {
    let error = types::errors::Error::example(types::errors::Code::Invalid).unwrap();
    let text = body(&error);
    for part in [
        r#"{"type":"urn:types:Everything","label":"x (7)","title":"All types","detail":"x 7 1 1.5 true"#,
        r#""at":"2024-01-22T10:30:00Z""#,
        r#"{"type":"urn:types:Bare","title":"Bare","of":"types 400","list":[null,"query"]}"#,
        r#"{"type":"urn:types:free","detail":"Anything""#,
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    let error = github::ApiError::example(github::ApiErrorCode::ValidationFailed).unwrap();
    assert_eq!(body(&error), r#"{"message":"Validation Failed"}"#);
    let error = fastapi::errors::Error::example(fastapi::errors::Code::InvalidRequest).unwrap();
    let expected = r#"{"detail":[{"type":"missing","loc":["body","field"],"msg":"Field required","input":null}]}"#;
    assert_eq!(body(&error), expected);
}
