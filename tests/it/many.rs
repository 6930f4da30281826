//! A catalog of so many errors that each generated function is split.

use std::fmt::Write;
use std::path::Path;

use error_catalog::{CatalogError, Context, Received};

#[error_catalog::error_catalog("tests/fixtures/many.toml")]
pub mod errors {}

use errors::{Code, Error};

/// More errors than the largest part of a function. Every error has a public and an internal field, so that no part of
/// a function has a variant without fields.
const COUNT: usize = 1_030;

fn render() -> String {
    let mut toml = "# The test `many` writes this file with `UPDATE=1`.\n".to_owned();
    for index in 0..COUNT {
        let ty = if index % 2 == 0 { "u32" } else { "string" };
        let status = if index % 7 == 3 { "[400, 422, 409]" } else { "400" };
        let _ = writeln!(
            toml,
            "[errors.e{index}]\nstatus = {status}\nmessage = \"E {{a}}\"\ninternal = \"{{b}}\"\n\
             fields = {{ a = \"{ty}\", b = {{ type = \"string?\", internal = true }} }}"
        );
    }
    toml
}

#[test]
fn the_file_is_what_the_test_writes() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/many.toml");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, render()).unwrap();
    }
    assert!(std::fs::read_to_string(path).unwrap() == render(), "run this test with `UPDATE=1`");
}

#[test]
fn every_error_has_its_code_and_comes_back() {
    assert_eq!(Code::ALL.len(), COUNT);
    for (index, code) in Code::ALL.iter().enumerate() {
        assert_eq!(code.as_str(), format!("e{index}"));
        assert_eq!(code.as_str().parse(), Ok(*code));
        let error = Error::example(*code).unwrap_or_else(|| panic!("{code}"));
        assert_eq!(error.code(), *code);
        let response = error.to_response(&Context::new());
        let received = Received::<Error>::parse(response.status, [("", "")], response.body.as_bytes());
        assert_eq!(received.code(), Some(*code));
        assert_eq!(received.error().map(|read| read.to_response(&Context::new())), Some(response));
    }
}

#[test]
fn every_status_comes_back() {
    for status in [400, 422, 409] {
        for error in [Error::e3(status, "x", None), Error::e521(status, "x", None), Error::e1025(status, "x", None)] {
            let response = error.to_response(&Context::new());
            let received = Received::<Error>::parse(response.status, [("", "")], response.body.as_bytes());
            let read = received.error().map(|read| (read.status(), read.code()));
            assert_eq!((response.status, read), (status, Some((status, error.code()))), "{response}");
        }
    }
}

#[test]
fn the_first_and_the_last_error_have_their_fields() {
    for (error, text) in
        [(Error::e0(7_u32, "secret".to_owned()), "E 7"), (Error::e1029("x", "secret".to_owned()), "E x")]
    {
        assert_eq!((error.to_string().as_str(), error.log_message().as_str()), (text, "secret"));
        assert!(!error.to_response(&Context::new()).body.contains("secret"));
    }
}
