//! Errors that are sent with another status than their own.

use std::time::Duration;

use error_catalog::{CatalogError, Context, Received, Strategy};

#[error_catalog::error_catalog("tests/fixtures/sent_status.toml")]
pub mod errors {}

use errors::{Code, Error};

#[test]
fn the_catalog_decides_the_sent_status() {
    let response = Error::missing_scope("chat:write").to_response(&Context::new());
    assert_eq!((response.status, response.reason, response.info.status), (200, "OK", 403));
    assert_eq!(
        response.body,
        r#"{"ok":false,"error":"missing_scope","needed":"chat:write","message":"The token lacks the scope chat:write","#
            .to_owned() + r#""status":403}"#
    );
    let response = Error::ratelimited(Duration::from_secs(30)).to_response(&Context::new());
    assert_eq!((response.status, response.reason), (429, "Too Many Requests"));
    assert_eq!(response.headers[1], ("Retry-After", "30".to_owned()));
    assert_eq!((Error::broken().status(), Code::InvalidAuth.status()), (500, 401));
}

#[test]
fn a_client_reads_errors_with_any_status() {
    for error in [
        Error::invalid_auth(),
        Error::missing_scope("chat:write"),
        Error::channel_not_found(),
        Error::ratelimited(Duration::from_secs(30)),
        Error::broken(),
        Error::down(),
    ] {
        let response = error.to_response(&Context::new());
        let headers = response.headers.iter().map(|(name, value)| (*name, value.as_str()));
        let received = Received::<Error>::parse(response.status, headers, response.body.as_bytes());
        assert_eq!((received.status(), received.code()), (response.status, Some(error.code())));
        let read = received.error().unwrap_or_else(|| panic!("{response}"));
        assert_eq!(format!("{read:?}"), format!("{error:?}"));
        assert_eq!(received.retry().strategy(), error.retry().strategy);
    }
    // The body sends no code, and no error is sent with 500.
    let response = Error::broken().to_response(&Context::new());
    assert_eq!(Received::<Error>::parse(500, [("", "")], response.body.as_bytes()).code(), None);
}

/// A success can have the same status.
#[test]
fn a_success_is_no_error() {
    for body in ["{\"ok\":true,\"channel\":\"C1\"}", "{\"ok\":false,\"error\":\"later\"}", "", "ok"] {
        let received = Received::<Error>::parse(200, [("", "")], body.as_bytes());
        assert_eq!((received.code(), received.error().is_some()), (None, false), "{body}");
        assert_eq!(received.retry().strategy(), Strategy::No, "{body}");
    }
}
