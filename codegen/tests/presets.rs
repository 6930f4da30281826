//! The response bodies of every preset.
//!
//! `SNAPSHOTS=overwrite cargo test -p error-catalog-codegen --test presets` updates the snapshots.

// Clippy allows this only in functions that are tests themselves.
#![allow(clippy::panic, clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::path::Path;

use error_catalog_codegen::program::{compile, pretty_json};
use error_catalog_model::Catalog;

const ERRORS: &str = include_str!("presets/errors.toml");

/// An error with field-level errors, which `oauth2` cannot send.
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
    let catalog = parse(preset, if preset == "oauth2" { "" } else { VIOLATIONS });
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
fn bodies_of_presets() {
    for preset in ["rfc9457", "json-api", "google", "oauth2", "graphql"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/presets").join(format!("{preset}.txt"));
        snapbox::assert_data_eq!(bodies(preset), snapbox::Data::read_from(&path, None).raw());
    }
}
