//! The client agrees with the vectors of every contract.

#![allow(clippy::panic, clippy::unwrap_used, reason = "for tests alone")]

use error_catalog_codegen::Folder;
use error_catalog_contracts::each_contract;
use error_catalog_model::Catalog;
use error_catalog_outputs::registry::{KINDS, Options, find_kind};
use error_catalog_outputs::view::View;

#[path = "../../it/vectors/check.rs"]
mod check;

#[test]
fn the_client_agrees_with_the_vectors_of_every_contract() {
    let kind = find_kind(KINDS, "vectors").unwrap();
    let mut differences = Vec::new();
    each_contract!(|folder, errors, _cases| {
        let files = Folder::of(format!("{}/{folder}/errors.toml", env!("CARGO_MANIFEST_DIR")));
        let catalog = Catalog::parse(files.main(), &files).0.unwrap();
        let vectors = kind.render.unwrap()(&View::of(&catalog), &Options::given(kind, &[]));
        let (found, count) = check::differences::<errors::Error>(&vectors);
        differences.extend(found.into_iter().map(|difference| format!("{folder}: {difference}")));
        assert!(count > 20, "{folder} has only {count} cases");
    });
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}
