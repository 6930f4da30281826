//! Catalogs without a mistake.

use std::collections::BTreeMap;

use error_catalog_model::Catalog;

/// The catalog of these files, which must have nothing wrong with it.
pub(crate) fn parse_files(files: &[(&str, &str)]) -> Catalog {
    let files: BTreeMap<String, String> =
        files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    let (catalog, report) = Catalog::parse("errors.toml", &files);
    let found: Vec<String> = report.diagnostics.iter().map(|diagnostic| report.render(diagnostic)).collect();
    assert!(found.is_empty(), "{}", found.join("\n\n"));
    catalog.unwrap()
}

/// The catalog of this one file.
pub(crate) fn parse(text: &str) -> Catalog {
    parse_files(&[("errors.toml", text)])
}
