//! Errors that have parts from their category and their status.

use error_catalog::{CatalogError, Context, Received};

#[error_catalog::error_catalog("tests/fixtures/inherited.toml")]
pub mod errors {}

use errors::Error;

/// The headers after `Content-Type`, and the body.
fn response(error: &Error) -> (Vec<(&'static str, String)>, String) {
    let mut response = error.to_response(&Context::new());
    (response.headers.split_off(1), response.body)
}

fn owned(headers: &[(&'static str, &str)]) -> Vec<(&'static str, String)> {
    headers.iter().map(|(name, value)| (*name, (*value).to_owned())).collect()
}

#[test]
fn an_error_has_the_defaults_of_its_category_and_status() {
    assert_eq!(
        response(&Error::volume_missing(7_u32, "Gone", None)),
        (
            owned(&[("X-Api", "1"), ("X-Volume", "7"), ("X-Class", "category")]),
            r#"{"code":"volume_missing","message":"Gone","details":{"volume":7}}"#.to_owned(),
        )
    );
    // The error's own field replaces the field of its category.
    assert_eq!(
        response(&Error::volume_busy(None, "Busy", None, "n1")),
        (
            owned(&[("X-Api", "1"), ("Retry-After", "10"), ("X-Class", "category")]),
            r#"{"code":"volume_busy","message":"Busy on n1","details":null}"#.to_owned(),
        )
    );
    assert_eq!(
        response(&Error::volume_slow(7_u32, "Slow", Some("t1".to_owned()))),
        (
            owned(&[("X-Api", "1"), ("X-Volume", "7"), ("retry-after", "60"), ("X-Class", "error")]),
            r#"{"code":"volume_slow","message":"Slow","details":"none"}"#.to_owned(),
        )
    );
    assert_eq!(response(&Error::down()).0, owned(&[("X-Api", "1"), ("Retry-After", "10"), ("X-Class", "status")]));
    assert_eq!(Error::volume_busy(1, "Busy", Some("t1".to_owned()), "n1").log_message(), "trace t1");
}

#[test]
fn an_error_has_the_headers_of_the_chosen_status() {
    let headers = |status| response(&Error::overloaded(status, 9_u32)).0;
    // The error's own header replaces the header of the status 503.
    let of_503 = [("X-Api", "1"), ("X-Class", "status"), ("retry-after", "5")];
    let of_429 = [("X-Api", "1"), ("X-Limit", "9"), ("X-Class", "limited"), ("retry-after", "5")];
    let of_409 = [("X-Api", "1"), ("X-Class", "any"), ("retry-after", "5")];
    assert_eq!([headers(503), headers(429), headers(409)], [owned(&of_503), owned(&of_429), owned(&of_409)]);
}

#[test]
fn a_client_reads_inherited_fields() {
    for error in [
        Error::volume_missing(7_u32, "Gone", None),
        Error::volume_busy(1, "Busy", None, "n1"),
        Error::volume_slow(7_u32, "Slow", None),
        Error::down(),
        Error::overloaded(429, 9_u32),
    ] {
        let response = error.to_response(&Context::new());
        let headers = response.headers.iter().map(|(name, value)| (*name, value.as_str()));
        let received = Received::<Error>::parse(response.status, headers, response.body.as_bytes());
        let read = received.error().unwrap_or_else(|| panic!("{response}"));
        assert_eq!(format!("{read:?}"), format!("{error:?}"));
    }
}
