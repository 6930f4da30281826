//! Errors made of what a catalog or a response says.

use error_catalog::__private::{Fields, Row};
use error_catalog::{CatalogError, Context, Json};
use error_catalog_codegen::Folder;
use error_catalog_codegen::program::compile;
use error_catalog_model::Catalog;

use crate::shop::errors::{Code, Error};

/// An example is what the documentation shows.
#[test]
fn an_example_is_the_documented_one() {
    use crate::sources::{Failure, FailureCode};
    let folder = Folder::of(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/shop.toml"));
    let catalog = Catalog::parse(folder.main(), &folder).0.unwrap();
    let compiled = compile(&catalog);
    for (row, code) in Code::ALL.iter().enumerate() {
        let Some(error) = Error::example(*code) else {
            assert_eq!(*code, Code::UnknownCurrency);
            continue;
        };
        assert_eq!(error.code(), *code);
        let documented = compiled.respond(&catalog, row, &catalog.errors[row].examples[0]);
        assert_eq!(error.to_response(&Context::new()).body, documented.body);
    }
    let error = Failure::example(FailureCode::Unavailable).unwrap();
    assert_eq!(format!("{error:?}"), r#"Unavailable { service: "service", host: "host", source: Sample }"#);
}

struct Received(&'static [Json]);

impl Fields for Received {
    fn take(&mut self, index: usize) -> Option<Json> {
        self.0.get(index).cloned()
    }
}

/// What a response cannot hold, a client cannot have: a required internal field, a type of the application's own, and
/// a source.
#[test]
fn fields_are_read_back() {
    for (code, fields, expected) in [
        (Code::TooManyOrders, &[Json::Unsigned(30)] as &'static [_], Some("TooManyOrders { retry_after: 30 }")),
        (Code::TooManyOrders, &[], None),
        (Code::TooManyOrders, &[Json::Null], None),
        (Code::Maintenance, &[], Some("Maintenance")),
        (Code::OrderTooLarge, &[Json::Null, Json::Unsigned(1), Json::Unsigned(2), Json::Null], None),
        (Code::UnknownCurrency, &[], None),
    ] {
        let error = Error::decode(code as usize, &mut Received(fields));
        assert_eq!(error.map(|error| format!("{error:?}")).as_deref(), expected, "{code}");
    }
    assert!(Error::decode(Code::ALL.len(), &mut Received(&[])).is_none());
    let error = crate::sources::Failure::decode(0, &mut Received(&[]));
    assert!(error.is_none());
}
