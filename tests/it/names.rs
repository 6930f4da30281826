//! Names of errors in several cases, and documentation URLs.

use error_catalog::{CatalogError, Context, Received};

#[error_catalog::error_catalog("tests/fixtures/names.toml")]
pub mod errors {}

use errors::{Code, Error};

#[test]
fn an_error_shows_its_names_in_each_case() {
    let limits = r#"{"type":"/limits#too_many_orders","key":"too_many_orders","code":"too-many-orders","#.to_owned()
        + r#""upper":"TOOMANYORDERS","text":"TOO_MANY_ORDERS/toomanyorders","category":"RateLimits","#
        + r#""message":"Too many orders"}"#;
    let nonce = r#"{"type":"urn:ietf:params:acme:error:badNonce","key":"bad_nonce","code":"bad-nonce","#.to_owned()
        + r#""upper":"BADNONCE","text":"BAD_NONCE/badnonce","category":null,"#
        + r#""message":"The nonce of BadNonce is not valid"}"#;
    for (error, body, header) in
        [(Error::too_many_orders(), limits, "too_many_orders"), (Error::bad_nonce(), nonce, "bad_nonce")]
    {
        let response = error.to_response(&Context::new());
        assert_eq!(response.body, body);
        assert_eq!(response.headers.last(), Some(&("X-Code", header.to_owned())));
    }
}

#[test]
fn an_error_has_the_url_that_is_nearest_to_it() {
    for (code, url) in [
        (Code::BadNonce, Some("urn:ietf:params:acme:error:badNonce")),
        (Code::TooManyOrders, Some("/limits#too_many_orders")),
        (Code::Rejected, Some("https://example.com/errors#app-cli-0001")),
        (Code::Broken, None),
    ] {
        assert_eq!(code.docs_url(), url, "{code}");
    }
}

#[test]
fn a_client_reads_each_error() {
    for error in [Error::bad_nonce(), Error::too_many_orders(), Error::rejected("a-b"), Error::broken()] {
        let response = error.to_response(&Context::new());
        let received = Received::<Error>::parse(response.status, [("", "")], response.body.as_bytes());
        assert_eq!(received.code(), Some(error.code()), "{response}");
        let read = received.error().unwrap_or_else(|| panic!("{response}"));
        assert_eq!(read.to_response(&Context::new()), response);
    }
    // A code in another case is not a code.
    let body =
        br#"{"key":"later","code":"later-code","upper":"LATERCODE","text":"LATER_CODE/latercode","message":"L"}"#;
    let received = Received::<Error>::parse(400, [("", "")], body);
    assert_eq!((received.code(), received.code_text(), received.message()), (None, None, Some("L")));
}
