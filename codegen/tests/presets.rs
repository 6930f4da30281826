//! The response bodies of every preset.
//!
//! `SNAPSHOTS=overwrite cargo test -p error-catalog-codegen --test presets` updates the snapshots.

// Clippy allows this only in functions that are tests themselves.
#![allow(clippy::panic, clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::path::Path;

use error_catalog_codegen::program::{compile, pretty_json};
use error_catalog_model::Catalog;
use error_catalog_model::keys::preset_names;

const ERRORS: &str = include_str!("presets/errors.toml");

/// Presets that do not send field-level errors.
const WITHOUT_VIOLATIONS: [&str; 3] = ["oauth2", "matrix", "stripe"];

/// An error with field-level errors.
const VIOLATIONS: &str = r#"
[errors.bad_order]
status = 422
message = "The order is not valid"
fields.violations = "violations"

[[errors.bad_order.example.violations]]
pointer = "/lines/0/sku"
code = "UNKNOWN_SKU"
detail = "Unknown SKU"

[[errors.bad_order.example.violations]]
pointer = "/total"
detail = "Too low"
"#;

fn parse(preset: &str, more: &str) -> Catalog {
    let toml = format!("wire.preset = \"{preset}\"\n{ERRORS}{more}");
    let files = BTreeMap::from([("errors.toml".to_owned(), toml)]);
    let (catalog, report) = Catalog::parse("errors.toml", &files);
    let found: Vec<String> = report.diagnostics.iter().map(|diagnostic| report.render(diagnostic)).collect();
    assert!(found.is_empty(), "{}", found.join("\n\n"));
    catalog.unwrap()
}

fn bodies(preset: &str) -> String {
    let catalog = parse(preset, if WITHOUT_VIOLATIONS.contains(&preset) { "" } else { VIOLATIONS });
    let compiled = compile(&catalog);
    let mut bodies = String::new();
    for (index, error) in catalog.errors.iter().enumerate() {
        for example in &error.examples {
            bodies.push_str(&pretty_json(&compiled.respond(&catalog, index, example).body));
            bodies.push('\n');
        }
    }
    bodies
}

#[test]
fn a_violation_does_not_contain_the_fields_of_its_error() {
    let error = r#"
[errors.bad_input]
status = 422
message = "{input} is not valid"
fields = { input = "string", violations = "violations" }
"#;
    let catalog = parse("fastapi", error);
    let (index, error) = catalog.errors.iter().enumerate().find(|(_, error)| error.key == "bad_input").unwrap();
    let body = compile(&catalog).respond(&catalog, index, &error.examples[0]).body;
    assert!(body.contains("\"input\":null"), "{body}");
}

#[test]
fn bodies_of_presets() {
    for preset in preset_names() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/presets").join(format!("{preset}.txt"));
        snapbox::assert_data_eq!(bodies(preset), snapbox::Data::read_from(&path, None).raw());
    }
}
