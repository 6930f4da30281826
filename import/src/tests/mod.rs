//! Imports the files of `tests/cmd/import.in`.

mod bound;
mod columns;
mod described;
mod followed;
mod hostile;
mod losses;
mod members;
mod openapi;
mod pages;
mod rust;
mod schemas;
mod seeds;
mod stray;
mod texts;
mod violations;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use error_catalog_model::{Catalog, Report};
use error_catalog_outputs::json::{Internal, render_json};
use error_catalog_outputs::view::View;
use serde_json::Value;

use crate::{Kind, Note, guess_kind};

/// An imported source, and the catalog made from it.
struct Imported {
    text: String,
    notes: Vec<Note>,
    catalog: Option<Catalog>,
    report: Report,
}

fn import(text: &str, kind: Kind, name: &str) -> Result<Imported, String> {
    let crate::Imported { toml, notes, .. } = crate::import(text, kind, name)?;
    // An error without a status has this one in these tests.
    let text = toml.replace("# status = ?", "status = 599");
    let files = BTreeMap::from([("errors.toml".to_owned(), text.clone())]);
    let (catalog, report) = Catalog::parse("errors.toml", &files);
    Ok(Imported { text, notes, catalog, report })
}

fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Imports a file of `tests/cmd/import.in` as the kind that is guessed for it.
fn import_file(name: &str) -> Imported {
    let text = read(&format!("cli/tests/cmd/import.in/{name}"));
    let kind = guess_kind(Path::new(name), &text).unwrap_or_else(|| panic!("{name} is of no kind"));
    import(&text, kind, name).unwrap_or_else(|why| panic!("{name}: {why}"))
}

/// The catalog as `render json` prints it.
fn rendered(imported: &Imported) -> Value {
    let report = &imported.report;
    let catalog = imported.catalog.as_ref();
    let catalog = catalog.unwrap_or_else(|| panic!("{}\n{}", imported.text, report.render(&report.diagnostics[0])));
    serde_json::from_str(&render_json(&View::of(catalog), Internal::Shown)).unwrap()
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// Asserts that the imported errors have these codes and statuses, and that each of these texts is in a note. Returns
/// the catalog as `render json` prints it.
fn check(text: &str, kind: Kind, expected: &[&str], notes: &[&str]) -> Value {
    let imported = import(text, kind, "source").unwrap_or_else(|why| panic!("{why}\n{text}"));
    let catalog = rendered(&imported);
    let code = |error: &Value| format!("{} {}", error["code"].as_str().unwrap_or_default(), error["status"]);
    assert_eq!(list(&catalog, "errors").iter().map(code).collect::<Vec<_>>(), expected, "{text}");
    for note in notes {
        let is_said = imported.notes.iter().any(|found| found.text.contains(note));
        assert!(is_said, "{note}: {:#?}\n{text}", imported.notes);
    }
    catalog
}
