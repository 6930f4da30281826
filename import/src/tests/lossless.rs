//! Imports the output of `render json`, and compares the result with the original catalog.

use std::collections::BTreeMap;

use error_catalog_outputs::json::render_json;
use error_catalog_outputs::view::View;
use serde_json::Value;

use super::{Kind, import, read};

fn render(text: String) -> String {
    let files = BTreeMap::from([("errors.toml".to_owned(), text)]);
    let (catalog, report) = error_catalog_model::Catalog::parse("errors.toml", &files);
    let catalog = catalog.unwrap_or_else(|| panic!("{}", report.render(&report.diagnostics[0])));
    render_json(&View::of(&catalog))
}

/// The catalog without the places of its errors.
fn without_places(json: &str) -> Value {
    let mut catalog: Value = serde_json::from_str(json).unwrap();
    for error in catalog["errors"].as_array_mut().unwrap() {
        error["place"] = Value::Null;
    }
    catalog
}

#[test]
fn rendered_catalogs_come_back() {
    for path in [
        "examples/lumoauth/errors.toml",
        "examples/lomi/errors.toml",
        "examples/admin/errors.toml",
        "examples/voyager/errors.toml",
        "tests/fixtures/shop.toml",
        "tests/fixtures/statuses.toml",
        "tests/fixtures/sources.toml",
        "tests/fixtures/hundred.toml",
        "tests/fixtures/smallest.toml",
        "tests/frameworks/catalogs/google.toml",
        "tests/frameworks/catalogs/json-api.toml",
        "tests/frameworks/causes.toml",
    ] {
        let json = render(read(path));
        let imported = import(&json, Kind::Json, "errors.json").unwrap();
        let report = &imported.report;
        assert!(imported.catalog.is_some(), "{path}: {}\n{}", report.render(&report.diagnostics[0]), imported.text);
        let (before, after) = (without_places(&json), without_places(&render(imported.text.clone())));
        for (before, after) in before["errors"].as_array().unwrap().iter().zip(after["errors"].as_array().unwrap()) {
            assert_eq!(before.to_string(), after.to_string(), "{path}\n{}", imported.text);
        }
        assert_eq!(before, after, "{path}\n{}", imported.text);
        let is_lost = |note: &crate::Note| note.text.contains("is not one that `render json` prints");
        assert!(!imported.notes.iter().any(is_lost), "{path}: {:?}", imported.notes);
    }
}
