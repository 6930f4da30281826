//! A lock says what a contract says, and is read again as the same.
#![cfg(feature = "contract")]
// Helpers of tests fail as tests do.
#![allow(clippy::unwrap_used, clippy::panic)]

mod folder;

use std::collections::BTreeSet;
use std::path::Path;

use error_catalog_model::Catalog;
use error_catalog_model::contract::{Contract, diff};

use crate::folder::{Folder, fixtures};

/// A contract without what a lock does not have.
fn as_locked(mut contract: Contract) -> Contract {
    (contract.docs, contract.lock) = (None, None);
    for error in &mut contract.errors {
        (error.docs, error.translations, error.internal) = (None, None, BTreeSet::new());
        error.location = error_catalog_model::Location::default();
    }
    for gone in contract.gone.iter_mut().chain(&mut contract.gone_numbers) {
        gone.location = None;
    }
    contract
}

/// Renders and reads a contract, and sees that nothing is lost on the way.
fn round_trip(what: &str, contract: &Contract) {
    let text = contract.render_lock();
    let (read, report) = Contract::parse_lock("errors.lock", &text);
    let messages: Vec<String> = report.diagnostics.iter().map(|diagnostic| report.render(diagnostic)).collect();
    let read = read.unwrap_or_else(|| panic!("{what}\n{text}\n{}", messages.join("\n")));
    assert_eq!(messages, Vec::<String>::new(), "{what}");
    assert_eq!(read.render_lock(), text, "{what}");
    assert_eq!(diff(contract, &read), Vec::new(), "{what}");
    assert_eq!(diff(&read, contract), Vec::new(), "{what}");
    assert_eq!(format!("{:#?}", as_locked(read)), format!("{:#?}", as_locked(contract.clone())), "{what}");
    let (again, _) = Contract::parse_lock("errors.lock", &text.replace('\n', "\r\n"));
    assert_eq!(again.unwrap().render_lock(), text, "{what}, on Windows");
}

#[test]
fn what_a_lock_says_is_what_it_was_made_of() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let examples =
        ["lumoauth", "lomi", "admin", "voyager"].map(|name| (name.to_owned(), root.join("examples").join(name)));
    let mut read = 0;
    for (name, path) in examples.into_iter().chain(fixtures()) {
        if let (Some(catalog), _) = Catalog::parse("errors.toml", &Folder(path)) {
            round_trip(&name, &Contract::of(&catalog));
            read += 1;
        }
    }
    assert!(read > 4, "{read}");
}
