//! Imports sources of each kind with the command.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use error_catalog_import::guess_kind;
use error_catalog_model::{Catalog, Released};
use serde_json::Value;

use super::{Imported, import, report};
use crate::layout::{Role, format_file};

const FILES: &[&str] = &[
    "lumoauth.txt",
    "lomi.txt",
    "admin.txt",
    "voyager.txt",
    "payments.md",
    "storage.md",
    "problem.md",
    "openapi.yaml",
    "openapi.json",
    "errors.csv",
    "semicolon.csv",
    "list.json",
    "map.json",
    "errcodes.txt",
    "errors.rs",
];

/// Imports a file of `tests/cmd/import.in` as the kind that is guessed for it.
fn import_file(name: &str) -> Imported {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cmd/import.in").join(name);
    let text = fs::read_to_string(path).unwrap();
    let kind = guess_kind(Path::new(name), &text).unwrap();
    import(&text, kind, true, name, "errors.toml").unwrap()
}

#[test]
fn catalogs_are_formatted_and_pass_check_once_each_status_is_known() {
    for name in FILES {
        let imported = import_file(name);
        assert_eq!(format_file(&imported.text, Role::Catalog).as_ref(), Some(&imported.text), "{name}");
        assert_eq!(imported.text.matches("# status = ?").count(), imported.sum.unknown, "{name}");
        assert_eq!(imported.catalog.is_some(), imported.sum.unknown == 0, "{name}");
        let text = imported.text.replace("# status = ?", "status = 400");
        let files = BTreeMap::from([("errors.toml".to_owned(), text)]);
        let (catalog, report) = Catalog::lint("errors.toml", &files, &[], &Released::default());
        assert_eq!(catalog.map(|catalog| catalog.errors.len()), Some(imported.sum.errors), "{name}");
        assert!(!report.is_refused(), "{name}");
    }
}

#[test]
fn reports_fit_their_schema() {
    let schema: Value = serde_json::from_str(include_str!("../../schemas/import.json")).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for name in FILES {
        let imported = import_file(name);
        let report = serde_json::to_value(report::import_document(&imported, name, None)).unwrap();
        let errors: Vec<String> = validator.iter_errors(&report).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{name}: {errors:?}");
    }
}
