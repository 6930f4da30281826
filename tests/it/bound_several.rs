//! Errors of the catalog that are several variants of an enum that the application wrote.

use std::error::Error as _;
use std::fmt;
use std::num::ParseIntError;

use error_catalog::{CatalogError, Context};

/// A type without a default.
#[derive(Debug, PartialEq)]
pub(crate) struct Pool(u8);

#[error_catalog::error_catalog("tests/fixtures/bound_several.toml")]
#[derive(PartialEq)]
pub(crate) enum ApiError {
    #[key("internal_error")]
    Number(#[from] ParseIntError),
    #[key("internal_error")]
    Format(#[from] fmt::Error),
    #[key("internal_error")]
    Busy {
        #[internal]
        pool: Pool,
    },
    InternalError(#[source] Option<fmt::Error>),
    #[key("not_found")]
    Route(&'static str),
    NotFound {
        resource: String,
    },
    #[key("not_found")]
    Page {
        resource: Box<str>,
    },
    #[cfg(not(test))]
    TooMany {
        limit: Missing,
        hint: Option<Missing>,
    },
    #[cfg(test)]
    TooMany {
        hint: Option<String>,
        limit: u16,
    },
    #[key("too_many")]
    Requests(u16, Option<String>),
    #[cfg(not(test))]
    Gone(#[from] Missing),
    #[cfg(test)]
    Gone(),
    Closed {},
}

fn number() -> ParseIntError {
    "x".parse::<u8>().unwrap_err()
}

#[test]
fn each_variant_has_the_code_of_its_error() {
    let errors = [
        ApiError::from(number()),
        fmt::Error.into(),
        ApiError::Busy { pool: Pool(3) },
        ApiError::InternalError(None),
        ApiError::Route("a"),
        ApiError::NotFound { resource: "b".into() },
        ApiError::Page { resource: "c".into() },
        ApiError::TooMany { hint: Some("d".into()), limit: 1 },
        ApiError::Requests(2, Some("e".into())),
        ApiError::Gone(),
        ApiError::Closed {},
    ];
    let shown = errors.iter().map(|error| {
        let (message, source) = (error.log_message(), error.source().map(ToString::to_string));
        format!("{} {error}; {message}; {error:?}; {source:?}\n", error.code())
    });
    let expected = r#"internal_error Internal error; Internal error; Number(ParseIntError { kind: InvalidDigit }); Some("invalid digit found in string")
internal_error Internal error; Internal error; Format(Error); Some("an error occurred when formatting an argument")
internal_error Internal error; Internal error; Busy { pool: Pool(3) }; None
internal_error Internal error; Internal error; InternalError(None); None
not_found There is no a; There is no a; Route("a"); None
not_found There is no b; There is no b; NotFound { resource: "b" }; None
not_found There is no c; There is no c; Page { resource: "c" }; None
too_many Too many: the limit is 1; d; TooMany { hint: Some("d"), limit: 1 }; None
too_many Too many: the limit is 2; e; Requests(2, Some("e")); None
gone Gone; Gone; Gone; None
closed Closed; Closed; Closed; None
"#;
    assert_eq!(shown.collect::<String>(), expected);
    assert!(errors[4].to_response(&Context::new()).body.contains("There is no a"));
}

#[test]
fn a_status_has_the_first_variant_that_can_be_constructed() {
    assert_eq!(ApiError::for_status(500), Some(ApiError::InternalError(None)));
    assert_eq!(ApiError::for_status(404), Some(ApiError::NotFound { resource: "route".into() }));
    assert_eq!(ApiError::for_status(429), Some(ApiError::TooMany { hint: None, limit: 3 }));
    assert_eq!(ApiError::for_status(410), Some(ApiError::Gone()));
    assert_eq!(ApiError::for_status(403), Some(ApiError::Closed {}));
    assert_eq!(ApiError::for_status(400), None);
}

#[cfg(feature = "examples")]
#[test]
fn an_example_is_the_first_variant_that_can_be_constructed() {
    let example = ApiError::example;
    assert_eq!(example(ApiErrorCode::InternalError), Some(ApiError::InternalError(None)));
    assert_eq!(example(ApiErrorCode::NotFound), Some(ApiError::NotFound { resource: "resource".into() }));
    assert!(matches!(example(ApiErrorCode::TooMany), Some(ApiError::TooMany { limit: 5, .. })));
    assert_eq!(example(ApiErrorCode::Gone), Some(ApiError::Gone()));
}

#[cfg(feature = "client")]
#[test]
fn a_client_reads_the_first_variant_that_can_be_constructed() {
    use error_catalog::Received;
    let read = |error: &ApiError| {
        let response = error.to_response(&Context::new());
        let headers = response.headers.iter().map(|(name, value)| (*name, value.as_str()));
        Received::<ApiError>::parse(response.status, headers, response.body.as_bytes()).into_error().ok()
    };
    assert_eq!(read(&number().into()), Some(ApiError::InternalError(None)));
    assert_eq!(read(&ApiError::Route("a")), Some(ApiError::NotFound { resource: "a".into() }));
    assert_eq!(read(&ApiError::Page { resource: "a".into() }), Some(ApiError::NotFound { resource: "a".into() }));
    assert_eq!(read(&ApiError::Gone()), Some(ApiError::Gone()));
}
