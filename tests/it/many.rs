//! A catalog of so many errors that the generated functions are split.

use std::fmt::Write;
use std::path::Path;

use error_catalog::{CatalogError, Context, Received};

#[error_catalog::error_catalog("tests/fixtures/many.toml")]
pub mod errors {}

use errors::{Code, Error};

/// More errors than the largest part of a function.
const COUNT: usize = 1_100;

fn render() -> String {
    let mut toml = "# The test `many` writes this file with `UPDATE=1`.\n".to_owned();
    for index in 0..COUNT {
        let _ = match index % 4 {
            0 => writeln!(toml, "[errors.e{index}]\nstatus = 400\nmessage = \"E {{a}}\"\nfields = {{ a = \"u32\" }}"),
            1 => writeln!(
                toml,
                "[errors.e{index}]\nstatus = 404\nmessage = \"E {{a}}\"\nfields = {{ a = \"string\", b = \"bool?\" }}\n\
                 details = {{ \"b?\" = \"{{b}}\" }}"
            ),
            _ => writeln!(toml, "[errors.e{index}]\nstatus = 409\nmessage = \"E {index}\""),
        };
    }
    toml
}

#[test]
fn the_file_has_as_many_errors_as_the_test() {
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
        assert_eq!(received.error().map(|read| format!("{read:?}")), Some(format!("{error:?}")));
    }
}
