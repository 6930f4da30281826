//! `error-catalog fmt`: formatted text is stable, and has the same meaning as before.

use std::collections::BTreeMap;

use error_catalog_cli::internal::format_file;
use error_catalog_model::Catalog;
use error_catalog_outputs::json::{Internal, render_json};
use error_catalog_outputs::view::View;

use crate::archive;

/// Formats every file of a catalog. Returns whether the files are TOML.
pub fn check(input: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(input) else { return false };
    let files = archive::split(text);
    let before = read(&files);
    // The command formats nothing if a file is not TOML.
    if before.problems.iter().any(|problem| matches!(*problem, "syntax" | "merge-conflict")) {
        return false;
    }
    let is_read = |path: &String| before.files.contains(path);
    let formatted: BTreeMap<String, String> =
        files.iter().filter(|(path, _)| is_read(path)).map(|(path, text)| (path.clone(), format(path, text))).collect();
    for (path, text) in &formatted {
        assert_eq!(format(path, text), *text, "{path} is not stable");
    }
    let after = read(&formatted);
    assert_eq!(after.problems, before.problems, "formatting changes the problems");
    assert_eq!(after.meaning, before.meaning, "formatting changes the meaning");
    true
}

fn format(path: &str, text: &str) -> String {
    let is_locale = path.strip_prefix("errors.").is_some_and(|rest| rest != "toml");
    format_file(text, is_locale).unwrap_or_else(|| panic!("formatting would lose a value or a comment: {text}"))
}

/// What a catalog means.
struct Content {
    files: Vec<String>,
    /// The ids of the rules that the catalog breaks, sorted, because a formatted catalog has another order.
    problems: Vec<&'static str>,
    meaning: Option<String>,
}

fn read(files: &BTreeMap<String, String>) -> Content {
    let (catalog, report) = Catalog::parse("errors.toml", files);
    let mut problems: Vec<&str> = report.diagnostics.iter().map(|diagnostic| diagnostic.rule.id).collect();
    problems.sort_unstable();
    let meaning = catalog.map(|mut catalog| {
        catalog.errors.iter_mut().for_each(|error| error.location.line = 0);
        render_json(&View::of(&catalog), Internal::Shown)
    });
    Content { files: report.files.iter().map(|file| file.path.clone()).collect(), problems, meaning }
}
