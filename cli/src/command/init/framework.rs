//! Finds the frameworks that a package depends on.

#![cfg_attr(test, allow(clippy::unwrap_used))]

use toml_edit::{DocumentMut, Item};

/// The frameworks. The crate of a framework and the feature of error-catalog have the same name.
pub(super) const FRAMEWORKS: [&str; 4] = ["actix-web", "axum", "poem", "tonic"];

/// The frameworks among the dependencies in a manifest.
pub(super) fn frameworks_in(manifest: &DocumentMut) -> Vec<&'static str> {
    let Some(dependencies) = manifest.get("dependencies").and_then(Item::as_table_like) else { return Vec::new() };
    let is_used = |framework: &&str| {
        dependencies.iter().any(|(key, value)| value.get("package").and_then(Item::as_str).unwrap_or(key) == *framework)
    };
    FRAMEWORKS.into_iter().filter(is_used).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_renamed_dependency_is_found() {
        for (dependencies, expected) in [
            ("", &[] as &[&str]),
            ("[dependencies]\naxum = \"0.8\"", &["axum"]),
            ("[dependencies.poem]\nversion = \"3\"", &["poem"]),
            ("[dependencies]\ntonic.workspace = true\naxum = { version = \"0.8\" }", &["axum", "tonic"]),
            ("[dependencies]\nweb = { package = \"actix-web\", version = \"4\" }", &["actix-web"]),
            ("[dependencies]\naxum = { package = \"not-axum\", version = \"1\" }", &[]),
            ("[dev-dependencies]\naxum = \"0.8\"", &[]),
            ("dependencies = 1", &[]),
        ] {
            let manifest: DocumentMut = dependencies.parse().unwrap();
            assert_eq!(frameworks_in(&manifest), expected, "{dependencies}");
        }
    }

    #[test]
    fn every_framework_is_a_feature() {
        let manifest = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../Cargo.toml")).unwrap();
        let manifest: DocumentMut = manifest.parse().unwrap();
        let features = manifest["features"].as_table().unwrap();
        for framework in FRAMEWORKS.into_iter().chain(["tower"]) {
            assert!(features.contains_key(framework), "{framework}");
        }
    }
}
