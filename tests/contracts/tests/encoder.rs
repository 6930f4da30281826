//! What the encoder writes is what the documentation of the API shows.

#![allow(clippy::unwrap_used, reason = "for tests alone")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use error_catalog::CatalogError;
use error_catalog_contracts::{Case, each_contract};

#[test]
fn responses_are_the_documented_bytes() {
    each_contract!(|folder, errors, cases| check::<errors::Error>(folder, &cases()));
}

fn check<E: CatalogError>(folder: &str, cases: &[Case<E>]) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder).join("responses.http");
    let mut actual = String::new();
    for Case { name, error, context } in cases {
        writeln!(actual, "### {name}\n{}", error.to_response(&context.as_context())).unwrap();
    }
    assert_eq!(actual, fs::read_to_string(&path).unwrap(), "{folder}");
}
