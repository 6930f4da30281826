//! Resolution of valid catalogs.

// Clippy allows this only in functions that are tests themselves.
#![allow(clippy::unwrap_used)]

mod catalog;
mod error;
mod limits;
mod model;
mod problems;
mod report;

use std::collections::BTreeMap;

use error_catalog_model::{Catalog, Error, Literal};

/// The catalog of these files, which must be valid.
fn parse_files(files: &[(&str, &str)]) -> Catalog {
    let files: BTreeMap<String, String> =
        files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    let (catalog, report) = Catalog::parse("errors.toml", &files);
    let found: Vec<String> = report.diagnostics.iter().map(|diagnostic| report.render(diagnostic)).collect();
    assert!(found.is_empty(), "{}", found.join("\n\n"));
    catalog.unwrap()
}

fn parse(text: &str) -> Catalog {
    parse_files(&[("errors.toml", text)])
}

/// The error `e` of a catalog, from the content of its table.
fn error(rest: &str) -> Error {
    parse(&format!("errors.e.message = \"M\"\n{rest}")).errors.remove(0)
}

fn keys(catalog: &Catalog) -> Vec<&str> {
    catalog.errors.iter().map(|error| error.key.as_str()).collect()
}

fn string(text: &str) -> Literal {
    Literal::String(text.to_owned())
}
