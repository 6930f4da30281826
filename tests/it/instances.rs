//! Errors made from the values in a catalog or a response.

use error_catalog::__private::{Fields, construct};
use error_catalog::{CatalogError, Context, Json};
use error_catalog_codegen::Folder;
use error_catalog_codegen::program::compile;
use error_catalog_model::Catalog;

use crate::shop::errors::{Code, Error};

#[test]
fn an_example_is_the_documented_one() {
    use crate::sources::{Failure, FailureCode};
    let catalog = parse("tests/fixtures/shop.toml");
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

/// A client cannot make an error with data that no response contains: a required internal field, a Rust type of the
/// application, a source.
#[test]
fn fields_are_read_back() {
    for (code, fields, expected) in [
        (Code::TooManyOrders, &[Json::Unsigned(30)] as &'static [_], Some("TooManyOrders { retry_after: 30s }")),
        (Code::TooManyOrders, &[], None),
        (Code::TooManyOrders, &[Json::Null], None),
        (Code::Maintenance, &[], Some("Maintenance")),
        (Code::OrderTooLarge, &[Json::Null, Json::Unsigned(1), Json::Unsigned(2), Json::Null], None),
        (Code::UnknownCurrency, &[], None),
    ] {
        let error = construct::<Error>(code as usize, &mut Received(fields));
        assert_eq!(error.map(|error| format!("{error:?}")).as_deref(), expected, "{code}");
    }
    assert!(construct::<Error>(Code::ALL.len(), &mut Received(&[])).is_none());
    let error = construct::<crate::sources::Failure>(0, &mut Received(&[]));
    assert!(error.is_none());
}

mod status_values {
    #[error_catalog::error_catalog("tests/fixtures/status_values.toml")]
    pub mod errors {}
}

#[test]
fn the_error_for_a_status_can_have_values_of_every_type() {
    let error = status_values::errors::Error::for_status(404).unwrap();
    assert_eq!(
        format!("{error:?}"),
        r#"Nothing { text: "a\"b\\c\n{x} </script>", flag: true, small: -128, large: 18446744073709551615, ratio: 2.0, id: "f81d4fae-7dec-11d0-a765-00a0c91e6bf6", at: "2024-01-22T10:30:00.5Z", wait: 30s, extra: {"a\"":[1,-2.5,{"b":"c"}],"d":[]}, any: "any", tags: [["a","b"],[]], violations: {"a":"\"1\"","b":"2"}, maybe: "here", left_out: None, trace: "t" }"#
    );
    assert!(status_values::errors::Error::for_status(400).is_none());
}

/// Checks the error for each status against the catalog's file.
fn check_status_errors<E: CatalogError>(name: &str) {
    let catalog = parse(&format!("examples/{name}/errors.toml"));
    let mut count = 0;
    for status in 100..600 {
        let named = catalog.statuses.iter().find(|doc| doc.status == status);
        let named = named.and_then(|doc| Some(doc.rejection(None)?.error));
        let error = E::for_status(status);
        let code = error.as_ref().map(|error| error.code().to_string());
        assert_eq!(code.as_ref(), named.map(|index| &catalog.errors[index].code), "{name} {status}");
        assert!(error.is_none_or(|error| CatalogError::status(&error) == status), "{name} {status}");
        count += usize::from(named.is_some());
    }
    assert!(count >= 4, "{name}: {count}");
}

#[test]
fn example_catalogs_answer_for_frameworks() {
    use crate::seeds::{admin, lomi, lumoauth, voyager};
    check_status_errors::<lumoauth::errors::Error>("lumoauth");
    check_status_errors::<lomi::errors::Error>("lomi");
    check_status_errors::<admin::errors::Error>("admin");
    check_status_errors::<voyager::ApiError>("voyager");
}

fn parse(path: &str) -> Catalog {
    let folder = Folder::of(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path));
    Catalog::parse(folder.main(), &folder).0.unwrap()
}
