//! Codes that are not in the catalog, and bodies without a code.

use std::time::Duration;

use error_catalog::{CatalogError, Context, Received, Strategy};

mod google {
    #[error_catalog::error_catalog("tests/fixtures/client/google.toml")]
    pub mod errors {}
}

mod lomi {
    #[error_catalog::error_catalog("examples/lomi/errors.toml")]
    pub mod errors {}
}

#[test]
fn google_details_are_found_by_their_type() {
    let body = r#"{"error":{"code":503,"message":"Later","status":"UNAVAILABLE","details":[
        {"@type":"type.googleapis.com/google.rpc.Help"},
        {"@type":"type.googleapis.com/google.rpc.RequestInfo","requestId":"req_1"},
        {"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"1.5s"},
        {"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"NEW_REASON","domain":"client"}]}}"#;
    let received = Received::<google::errors::Error>::parse(503, [("x-request-id", "req_2")], body.as_bytes());
    assert_eq!((received.code(), received.code_text()), (None, Some("NEW_REASON")));
    assert_eq!((received.message(), received.request_id()), (Some("Later"), Some("req_1")));
    assert_eq!(received.retry_after(), Some(Duration::from_millis(1500)));
    assert_eq!(received.retry().strategy(), Strategy::After);
    assert_eq!(received.to_string(), "503 NEW_REASON: Later");
}

#[test]
fn the_status_decides_for_an_unknown_code() {
    for (status, strategy) in [
        (400, Strategy::No),
        (404, Strategy::No),
        (408, Strategy::Backoff),
        (429, Strategy::After),
        (500, Strategy::Backoff),
        (503, Strategy::After),
        (599, Strategy::Backoff),
        (200, Strategy::No),
        (0, Strategy::No),
        (u16::MAX, Strategy::No),
    ] {
        let received = Received::<google::errors::Error>::parse(status, [("Retry-After", "0")], b"{}");
        assert_eq!(received.retry().strategy(), strategy, "{status}");
    }
}

/// lomi. sends no codes, so the constant text of an error identifies it.
#[test]
fn errors_without_a_code_are_distinguished_by_their_text() {
    use lomi::errors::{Code, Error};
    for error in [
        Error::missing_required_field("url"),
        Error::missing_required_field("` and `"),
        Error::invalid_parameter_format("Webhook ID"),
        Error::invalid_request_body(),
        Error::invalid_api_key(),
        Error::missing_api_key(),
        Error::authentication_required(),
        Error::webhook_not_found("wh_1"),
        Error::resource_not_found(),
        Error::webhook_url_taken(),
        Error::rate_limit_exceeded(),
        Error::internal_server_error(),
        Error::database_error(),
    ] {
        let response = error.to_response(&Context::new());
        let received = Received::<Error>::parse(response.status, [("", ""); 0], response.body.as_bytes());
        assert_eq!((received.code(), received.code_text()), (Some(error.code()), None), "{response}");
        let read = received.error().unwrap();
        assert_eq!((format!("{read:?}"), read.to_response(&Context::new())), (format!("{error:?}"), response));
        assert_eq!(received.message(), Some(error.to_string().as_str()));
    }
    for (status, body, code) in [
        (404, r#"{"error":{"message":"Resource not found","trace":1}}"#, Some(Code::ResourceNotFound)),
        (409, r#"{"error":{"message":"Resource not found"}}"#, None),
        (400, r#"{"error":{"message":"Invalid request"}}"#, None),
        (400, r#"{"error":{"message":"Invalid request","details":"Something new."}}"#, None),
        (400, r#"{"message":"Invalid request body"}"#, None),
        (401, "Authentication required", None),
    ] {
        let received = Received::<Error>::parse(status, [("", ""); 0], body.as_bytes());
        assert_eq!(received.code(), code, "{body}");
    }
}
