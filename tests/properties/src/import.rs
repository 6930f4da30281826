//! `error-catalog import`: the result is a valid catalog, or the reason why there is none.

use std::collections::BTreeMap;
use std::path::Path;

use error_catalog_import::{Kind, check_text, guess_kind, import};
use error_catalog_model::Catalog;

use crate::archive;
use crate::text::check_printable;

/// Imports each file of the input. A file with the name of a kind, such as `csv`, is imported as this kind. Returns
/// whether any file is imported.
pub fn check(input: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(input) else { return false };
    let files = archive::split(text);
    files.iter().filter(|(name, text)| check_file(name, text)).count() > 0
}

fn check_file(name: &str, text: &str) -> bool {
    let named = Kind::ALL.into_iter().find(|kind| kind.as_str() == name);
    let Some(kind) = named.or_else(|| guess_kind(Path::new(name), text)) else { return false };
    let imported = match import(text, kind, name) {
        Ok(imported) => imported,
        Err(reason) => {
            assert!(!reason.is_empty());
            check_printable(&reason, &[]);
            return false;
        }
    };
    assert!(check_text(text).is_ok());
    let lines = text.lines().count();
    for note in &imported.notes {
        assert!(note.line <= lines.max(1), "{} is not a line of the source", note.line);
        check_printable(&note.text, &[]);
    }
    check_printable(&imported.toml, &['\n', '\t']);
    // The user chooses the statuses that the source does not state.
    let toml = imported.toml.replace("# status = ?", "status = 599");
    let files = BTreeMap::from([("errors.toml".to_owned(), toml.clone())]);
    let (catalog, report) = Catalog::parse("errors.toml", &files);
    let problems: Vec<String> = report.diagnostics.iter().map(|diagnostic| report.render(diagnostic)).collect();
    assert!(catalog.is_some(), "{}\n{toml}", problems.join("\n"));
    true
}
