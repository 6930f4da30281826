//! Properties: constants that each error sets.

use error_catalog::{CatalogError, Context, Violations};

#[error_catalog::error_catalog("tests/fixtures/properties.toml")]
pub mod errors {}

use errors::{Classification, Code, Error, Type};

/// An enum that the application wrote has the same codes.
#[error_catalog::error_catalog("tests/fixtures/properties.toml")]
#[allow(dead_code)]
enum Own {
    TooMany,
    Broken { why: String },
    Invalid { violations: error_catalog::Violations },
}

#[test]
fn each_code_has_the_properties() {
    let (many, broken) = (Code::TooMany, Code::Broken);
    assert_eq!(
        (many.classification(), broken.classification()),
        (Classification::Actionable, Classification::Unexpected)
    );
    assert_eq!((many.sqlstate(), broken.sqlstate()), ("53400", "{}\"\\é"));
    assert_eq!((many.inner_code(), broken.inner_code()), (None, Some("Inner{x}")));
    assert_eq!((many.r#type(), broken.r#type()), (Some(Type::C), Some(Type::AB)));
    assert_eq!((many.severity(), broken.severity()), (u16::MAX, 0));
    assert_eq!((many.offset(), broken.offset()), (Some(i32::MIN), Some(7)));
    assert_eq!((many.bytes(), broken.bytes()), (i64::MIN, i64::MAX));
    assert_eq!((many.public(), broken.public()), (true, false));
    assert_eq!((many.checked(), broken.checked()), (None, Some(false)));
    const SEVERITY: u16 = Code::TooMany.severity();
    assert_eq!(SEVERITY, u16::MAX);
    assert_eq!(OwnCode::Broken.classification(), OwnClassification::Unexpected);
}

fn invalid() -> Error {
    Error::invalid(Violations::new().with("age", "Too \"low\"").with("", "Empty"))
}

#[test]
fn a_response_contains_the_properties() {
    let respond = |error: &Error| error.to_response(&Context::new());
    let response = respond(&Error::too_many());
    assert_eq!(
        response.body,
        r#"{"code":"too_many","message":"Too many (ACTIONABLE, 65535)","class":"ACTIONABLE","severity":65535,"#
            .to_owned()
            + r#""text":"65535","offset":-2147483648,"list":[{"public":true,"bytes":-9223372036854775808}]}"#
    );
    assert!(response.headers.iter().any(|(name, value)| *name == "X-State" && value == "53400/65535"), "{response}");
    assert_eq!(
        respond(&Error::broken("disk")).body,
        r#"{"code":"broken","message":"Broken: disk","class":"UNEXPECTED","severity":0,"text":"0","offset":7,"#
            .to_owned()
            + r#""checked":false,"innererror":{"code":"Inner{x}","type":"a-b"},"#
            + r#""list":[{"public":false,"bytes":9223372036854775807}]}"#
    );
    assert_eq!(
        respond(&invalid()).body,
        r#"{"code":"invalid","message":"Not valid","class":"ACTIONABLE","severity":3,"text":"3","offset":null,"#
            .to_owned()
            + r#""violations":[{"field":"age","text":"ACTIONABLE: Too \"low\"","severity":3},"#
            + r#"{"field":"","text":"ACTIONABLE: Empty","severity":3}]}"#
    );
}

#[cfg(feature = "client")]
#[test]
fn a_client_reads_the_error() {
    for error in [Error::too_many(), Error::broken("disk"), invalid()] {
        let response = error.to_response(&Context::new());
        let received = error_catalog::Received::<Error>::parse(response.status, [("", "")], response.body.as_bytes());
        let read = received.error().unwrap_or_else(|| panic!("{response}"));
        assert_eq!(read.to_response(&Context::new()), response);
        assert_eq!(received.code(), Some(error.code()));
    }
}
