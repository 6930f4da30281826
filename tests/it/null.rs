//! Members that are `null` if their slot has no value.

use error_catalog::{CatalogError, Context, Received, Violations};

#[error_catalog::error_catalog("tests/fixtures/null.toml")]
pub mod errors {}

use errors::Error;

fn body(error: &Error) -> String {
    error.to_response(&Context::new()).body
}

#[test]
fn a_slot_without_a_value_is_null() {
    let rest = r#""request":null,"error":{"reason":"Not Found","link":null,"list":[null]}}"#;
    assert_eq!(
        body(&Error::user_not_found(17_u64, None)),
        r#"{"status":"error","code":"user_not_found","errno":109,"text":"109","message":"User 17 not found","#
            .to_owned()
            + r#""user":17,"details":null,"violations":null,"request":null,"#
            + r#""error":{"reason":"Not Found","link":null,"list":["17"]}}"#
    );
    assert_eq!(
        body(&Error::user_unknown(None)),
        r#"{"status":"error","code":"user_unknown","errno":null,"text":null,"message":"The user is not known","#
            .to_owned()
            + r#""user":null,"details":{"hint":null,"deep":{"text":null}},"violations":null,"#
            + rest
    );
    let response = Error::broken().to_response(&Context::new().request_id("r1"));
    assert_eq!(
        response.body,
        r#"{"status":"error","code":null,"errno":null,"text":null,"message":"Something went wrong","user":null,"#
            .to_owned()
            + r#""details":null,"violations":null,"request":"r1","#
            + r#""error":{"reason":"Internal Server Error","link":null,"list":[null]}}"#
    );
}

#[test]
fn a_client_reads_null_as_no_value() {
    let mut violations = Violations::new();
    violations.push("/name", Some("required"), "Required");
    for error in [
        Error::user_not_found(0_u64, None),
        Error::user_not_found(u64::MAX, Some("null".to_owned())),
        Error::user_unknown(None),
        Error::user_unknown(7),
        Error::invalid_user(violations),
        Error::broken(),
    ] {
        for id in [None, Some("null")] {
            let context = id.map_or_else(Context::new, |id| Context::new().request_id(id));
            let response = error.to_response(&context);
            let received = Received::<Error>::parse(response.status, [("", "")], response.body.as_bytes());
            assert_eq!(received.code(), Some(error.code()), "{response}");
            assert_eq!(received.request_id(), id, "{response}");
            let read = received.error().unwrap_or_else(|| panic!("{response}"));
            assert_eq!(format!("{read:?}"), format!("{error:?}"));
            assert_eq!(read.to_response(&context), response);
            assert_eq!(received.details().is_some(), response.body.contains(r#""details":{"#), "{response}");
        }
    }
}

/// An error of a later version of the catalog.
#[test]
fn an_unknown_code_may_be_null() {
    let body = r#"{"status":"error","code":null,"errno":null,"text":null,"message":"Later","user":null,"details":null,
        "violations":null,"request":null,"error":{"reason":"Gone","link":null,"list":[null]}}"#;
    let received = Received::<Error>::parse(410, [("", "")], body.as_bytes());
    assert_eq!((received.code(), received.code_text()), (None, None));
    assert_eq!((received.message(), received.request_id()), (Some("Later"), None));
    assert!(received.violations().is_empty() && received.details().is_none());
}
