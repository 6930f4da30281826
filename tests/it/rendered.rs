//! The source that the attribute parses, as a file, which compiles.

use std::fs;

use error_catalog_codegen::Folder;
use error_catalog_codegen::rust::{RustOptions, render_rust};
use error_catalog_model::Catalog;

mod errors {
    include!("../fixtures/smallest.rs");
}

/// `UPDATE=1` updates the file.
#[test]
fn the_file_is_up_to_date() {
    let fixtures = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures");
    let folder = Folder::of(format!("{fixtures}/smallest.toml"));
    let source = render_rust(&Catalog::parse(folder.main(), &folder).0.unwrap(), &RustOptions::for_module());
    let file = format!("{fixtures}/smallest.rs");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&file, &source).unwrap();
    }
    assert!(fs::read_to_string(&file).unwrap() == source, "UPDATE=1 writes {file}");
    assert_eq!(errors::Error::user_not_found("usr_1").to_string(), "User usr_1 not found");
}
