//! Fields that have a list of values.

use error_catalog::{CatalogError, Context, ParseValueError};
#[cfg(feature = "client")]
use error_catalog::{Json, Received};

#[error_catalog::error_catalog("tests/fixtures/one_of.toml")]
pub mod errors {}

use errors::{Error, LoginFailedPlace, LogoutFailedCategory, LogoutFailedPlace, Reason, Why};

/// An enum with the same fields, whose types the application chose.
#[error_catalog::error_catalog("tests/fixtures/one_of.toml")]
#[allow(dead_code)]
#[derive(Clone, PartialEq)]
enum Own {
    SessionEnded { reason: String },
    SessionLocked { reason: Option<String> },
    LoginFailed { place: &'static str, why: Option<String> },
    LogoutFailed { place: String, category: Option<String> },
}

const ODD: &str = "404 \" \\ {x}";

#[test]
fn each_value_is_a_variant() {
    assert_eq!(Reason::ALL, [Reason::Idle, Reason::Absolute, Reason::_404X]);
    assert_eq!(Reason::ALL.iter().map(|reason| reason.as_str()).collect::<Vec<_>>(), ["idle", "absolute", ODD]);
    for reason in Reason::ALL {
        assert_eq!(reason.to_string().parse(), Ok(*reason));
        assert_eq!(serde_json::from_str::<Reason>(&serde_json::to_string(reason).unwrap()).unwrap(), *reason);
    }
    assert_eq!("Idle".parse::<Reason>(), Err(ParseValueError));
    let error = serde_json::from_str::<Reason>("\"other\"").unwrap_err().to_string();
    assert!(error.starts_with(r#"invalid value: string "other", expected a value that the catalog lists"#), "{error}");
    assert_eq!(format!("{:?} {:>6}", Reason::Idle, Reason::Idle), "Idle   idle");
    // Fields with different values have different types, as has a field whose enum would be called `Category`.
    assert_eq!((LoginFailedPlace::ALL.len(), LogoutFailedPlace::ALL.len()), (2, 1));
    assert_eq!((LogoutFailedCategory::Code.as_str(), Why::NoUser.as_str()), ("Code", "no_user"));
}

#[test]
fn a_response_contains_the_value() {
    let body = |error: &Error| error.to_response(&Context::new()).body;
    let response = Error::session_ended(Reason::Idle).to_response(&Context::new());
    assert_eq!(response.body, r#"{"code":"session_ended","message":"The session has ended: idle","reason":"idle"}"#);
    assert!(response.headers.iter().any(|(name, value)| *name == "X-Reason" && value == "idle"), "{response}");
    assert_eq!(
        body(&Error::session_locked(None)),
        r#"{"code":"session_locked","message":"The session is locked","reason":null}"#
    );
    assert_eq!(
        body(&Error::login_failed(LoginFailedPlace::OutSide, Why::Locked)),
        r#"{"code":"login_failed","message":"The login has failed","reason":"Forbidden","place":"out-side"}"#
    );
    let own = Own::SessionEnded { reason: "idle".to_owned() }.to_response(&Context::new());
    assert_eq!(own.body, response.body);
}

#[cfg(feature = "client")]
#[test]
fn a_client_reads_the_value() {
    let mut errors = vec![
        Error::session_locked(None),
        Error::session_locked(Reason::Idle),
        Error::login_failed(LoginFailedPlace::Inside, None),
        Error::logout_failed(LogoutFailedPlace::Everywhere, LogoutFailedCategory::Code),
    ];
    errors.extend(Reason::ALL.iter().map(|reason| Error::session_ended(*reason)));
    for error in errors {
        let response = error.to_response(&Context::new());
        let headers = response.headers.iter().map(|(name, value)| (*name, value.as_bytes()));
        let received = Received::<Error>::parse(response.status, headers, response.body.as_bytes());
        let read = received.error().unwrap_or_else(|| panic!("{response}"));
        assert_eq!(read.to_response(&Context::new()), response);
    }
}

/// A later version of the catalog has another value.
#[cfg(feature = "client")]
#[test]
fn a_client_knows_the_code_of_an_unknown_value() {
    let body = r#"{"code":"session_ended","message":"The session has ended: later","reason":"later"}"#;
    let received = Received::<Error>::parse(410, [("", "")], body.as_bytes());
    assert_eq!(received.code(), Some(errors::Code::SessionEnded));
    assert!(received.error().is_none());
    assert_eq!(received.field("reason"), Some(&Json::from("later")));
}

#[cfg(feature = "from-parts")]
#[test]
fn a_value_that_is_not_listed_is_rejected() {
    use errors::Code;
    let of = |value: &str| Error::from_parts(Code::SessionEnded, [("reason", value.into())]);
    assert_eq!(of("absolute").unwrap().to_string(), "The session has ended: absolute");
    assert_eq!(
        of("other").unwrap_err().to_string(),
        "the value of the field `reason` of error `session_ended` must be a value that the catalog lists"
    );
}

#[cfg(feature = "examples")]
#[test]
fn an_example_has_the_value() {
    let example = Error::example(errors::Code::SessionEnded).unwrap();
    assert_eq!(example.to_string(), format!("The session has ended: {ODD}"));
}
